//! The night's papers: what they say of a log, and the files that an office opens.

mod aid;
mod review;
mod sheet;

use std::path::Path;
use std::process::Command;

use qianzhi::clock::{At, Span};
use qianzhi::domain::*;
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Journal, Options};
use qianzhi::papers::{self, Block, Document, Sender};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

use super::journal::post::{Post, T0, options};

/// A post's night: its events, and the world they make.
struct Night {
    post: Post,
    realm: Realm,
    envelopes: Vec<Envelope>,
    world: World,
}

impl Night {
    fn of(realm: Realm) -> Self {
        let mut night =
            Self { post: Post::of(1, realm.clone()), world: World::new(realm.clone()), realm, envelopes: Vec::new() };
        night.add(&Fact::AreaNamed(Area {
            code: "410100".into(), name: "郑州市".into(), name_en: "Zhengzhou".into()
        }));
        night.add(&Fact::PlaceNamed(Place {
            code: "jgl".into(),
            name: "京广路隧道".into(),
            name_en: "Jingguang tunnel".into(),
            point: Point::degrees(34.7240, 113.6400).unwrap(),
            source: "GeoNames, CC BY 4.0".into(),
            seat: None,
        }));
        night.add(&Fact::HeadquartersFormed(Headquarters {
            code: "zz".into(),
            name: "郑州市防汛抗旱指挥部".into(),
            name_en: "Zhengzhou Flood HQ".into(),
            area: "410100".into(),
        }));
        night
    }

    fn add(&mut self, fact: &Fact) -> EventId {
        let envelope = self.post.write(fact);
        self.world.apply(&envelope.event());
        let id = envelope.id();
        self.envelopes.push(envelope);
        id
    }

    fn incident(&mut self, title: &str) -> EventId {
        self.add(&Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: title.into(),
            title_en: None,
            code: "11A02".into(),
            area: "410100".into(),
            place: Some("jgl".into()),
            occurred: T0 - Span::minutes(20),
            received: T0 - Span::minutes(15),
            address: String::new(),
        }))
    }

    fn figure(&mut self, incident: EventId, figure: FigureKind, count: Option<u32>, verified: bool) {
        let after = self.world.heads(&Aspect::Figure(incident, figure));
        let value = Figure { count, verified };
        self.add(&Fact::FigureReported(FigureReport {
            incident,
            figure,
            value,
            occurred: T0,
            source: String::new(),
            after,
        }));
    }

    fn call(&mut self, incident: EventId, at: At, text: &str, source: &str) -> EventId {
        let entry = Entry {
            incident: Some(incident),
            means: Means::Phone,
            source: source.into(),
            ..Entry::plain(text.into(), at)
        };
        self.add(&Fact::EntryLogged(entry))
    }

    fn begin(&mut self, incident: EventId, kind: ReportKind, number: u32, begun: At) -> EventId {
        let (secrecy, haste) = (Secrecy::Internal, Haste::Most);
        let by = Some("zz".into());
        self.add(&Fact::ReportBegun(ReportBegun {
            incident,
            kind,
            number,
            to: "省应急管理厅".into(),
            by,
            secrecy,
            haste,
            begun,
        }))
    }

    fn say(&self) -> Say<'_> {
        Say { world: &self.world, lang: Lang::Zh }
    }

    fn composed(&self, report: EventId) -> std::collections::BTreeMap<ReportPart, String> {
        let view = self.world.report_paper(report).unwrap();
        let (unit, person, phone) = ("郑州市应急管理局".into(), "王某".into(), "0371-00000000".into());
        papers::composed(&self.say(), view.paper, &Sender { unit, person, office: "值班员".into(), phone })
    }

    fn report(&self, report: EventId, now: At) -> Document {
        let view = self.world.report_paper(report).unwrap();
        papers::report(&self.say(), &view, &self.composed(report), "郑州市应急管理局", now)
    }

    fn events(&self) -> Vec<Event> {
        self.envelopes.iter().map(Envelope::event).collect()
    }

    fn journal(&self, dir: &Path) {
        let options = Options { realm: Some(self.realm.clone()), ..options() };
        let (journal, _) = Journal::open(dir, &options).unwrap();
        drop(journal.append(&self.envelopes).unwrap().wait().unwrap());
    }
}

fn sign(night: &mut Night, report: EventId) {
    let parts =
        ReportPart::ALL.into_iter().flat_map(|part| night.world.heads(&Aspect::ReportPart(report, part))).collect();
    let (by, office, means) = ("李某".into(), "分管副市长".into(), Means::Phone);
    let after = night.world.heads(&Aspect::PaperState(report));
    let state = PaperState::Signed { by, office, means, parts };
    night.add(&Fact::PaperStateSet { report, state, at: T0 + Span::minutes(10), after });
}

fn write(night: &mut Night, report: EventId, part: ReportPart, text: &str) {
    let after = night.world.heads(&Aspect::ReportPart(report, part));
    night.add(&Fact::ReportPartWritten { report, part, text: text.into(), after });
}

#[test]
fn a_report_says_what_the_log_knows_and_leaves_the_rest_to_people() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    night.figure(incident, FigureKind::Dead, Some(3), true);
    night.figure(incident, FigureKind::Missing, Some(2), false);
    night.figure(incident, FigureKind::Trapped, None, false);
    night.call(incident, T0 - Span::minutes(15), "北口积水50厘米", "交警 张某 138");
    night.call(incident, T0 - Span::minutes(5), "北口已封闭", "交警 张某 138");
    let report = night.begin(incident, ReportKind::Initial, 0, T0);
    let parts = night.composed(report);
    assert_eq!(parts[&ReportPart::Title], "关于京广路隧道积水致死亡3人、失踪2人情况的初报");
    assert_eq!(parts[&ReportPart::Times], "2021年7月20日15时40分事发，2021年7月20日15时45分接报");
    assert_eq!(parts[&ReportPart::Place], "郑州市 京广路隧道 (WGS84 34.7240, 113.6400)");
    assert_eq!(parts[&ReportPart::Source], "电话 交警 张某 138");
    assert_eq!(parts[&ReportPart::Course], "7月20日15时45分，北口积水50厘米；7月20日15时55分，北口已封闭");
    // Unknown is not zero: what nobody said and what nobody knows are being checked.
    let casualties = "死亡3人、失踪2人(未核实)、重伤核实中、轻伤核实中、被困核实中、转移核实中";
    assert_eq!(parts[&ReportPart::Casualties], casualties);
    for part in [ReportPart::Unit, ReportPart::Loss, ReportPart::Explanation, ReportPart::Conclusion] {
        assert_eq!(parts.get(&part), None, "{part:?} is for a person to write");
    }
}

/// rules.md 3.1: progress only, do not repeat the initial story.
#[test]
fn a_follow_up_tells_what_is_new_since_the_report_before() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    night.call(incident, T0 - Span::minutes(15), "北口积水50厘米", "交警");
    let to = "省应急管理厅".to_owned();
    night.add(&Fact::ReportFiled(ReportFiled::plain(incident, ReportKind::Initial, 0, to, Means::Phone, T0)));
    night.call(incident, T0 + Span::minutes(5), "隧道内发现被困车辆", "交警");
    let report = night.begin(incident, ReportKind::FollowUp, 1, T0 + Span::minutes(30));
    assert_eq!(night.composed(report)[&ReportPart::Course], "7月20日16时05分，隧道内发现被困车辆");
}

/// rules.md 3.1: "no change" is still a report; while figures are known that nobody reported it is none.
#[test]
fn a_report_of_nothing_new_says_so_and_not_while_something_is() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    let to = "省应急管理厅".to_owned();
    night.add(&Fact::ReportFiled(ReportFiled::plain(incident, ReportKind::Initial, 0, to, Means::Phone, T0)));
    let report = night.begin(incident, ReportKind::Zero, 1, T0 + Span::minutes(30));
    assert_eq!(night.composed(report)[&ReportPart::Course], "截至2021年7月20日16时30分，情况无新变化");
    night.figure(incident, FigureKind::Dead, Some(1), false);
    assert_eq!(night.composed(report).get(&ReportPart::Course), None, "a person is to write it");
}

#[test]
fn a_document_has_the_head_and_the_foot_of_an_official_paper() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    let report = night.begin(incident, ReportKind::FollowUp, 2, T0);
    write(&mut night, report, ReportPart::Title, "关于京广路隧道积水情况的续报");
    write(&mut night, report, ReportPart::Course, "水位下降10厘米。");
    let draft = night.report(report, T0);
    assert_eq!((draft.signed.as_str(), draft.watermark.as_str()), ("(草拟)", ""));
    assert!(
        draft.notes.iter().any(|note| note.starts_with("缺项：") && note.contains("投入力量")),
        "{:?}",
        draft.notes
    );
    sign(&mut night, report);
    let signed = night.report(report, T0);
    assert_eq!(signed.marks, ["内部", "特急"]);
    assert_eq!(signed.signed, "签发人：分管副市长 李某");
    assert_eq!(signed.addressee, "省应急管理厅");
    assert!(signed.number.starts_with("2021-07-20 续报2 ("), "{}", signed.number);
    assert_eq!(signed.closing, ["郑州市应急管理局", "2021年7月20日16时00分"]);
    // What was signed is what was written, without what the log could add to it.
    let parts: Vec<&Block> = signed.blocks.iter().collect();
    let (heading, text) =
        (Block::Heading("一、简要经过和现场情况".into()), Block::Paragraph("水位下降10厘米。".into()));
    assert_eq!(parts, [&heading, &text]);
}

#[test]
fn figures_that_jumped_are_asked_for_on_the_paper_and_marked_as_no_law() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    let (to, figures) = ("省厅".to_owned(), [(FigureKind::Dead, Some(33))].into());
    let plain = ReportFiled::plain(incident, ReportKind::Initial, 0, to, Means::Phone, T0);
    night.add(&Fact::ReportFiled(ReportFiled { figures, ..plain }));
    night.figure(incident, FigureKind::Dead, Some(63), false);
    let report = night.begin(incident, ReportKind::FollowUp, 1, T0 + Span::minutes(5));
    let asked = "死亡由上报的33人变为63人，须写数据变化说明(本项目默认界限，非法定)";
    assert!(night.report(report, T0).notes.iter().any(|note| note == asked), "{:?}", night.report(report, T0).notes);
    write(&mut night, report, ReportPart::Explanation, "隧道排空后新发现。");
    assert!(!night.report(report, T0).notes.iter().any(|note| note == asked));
}

/// Promise 8: a watermark on every exported page; promise 9: text from outside disguises nothing.
#[test]
fn a_page_says_that_it_is_a_drill_and_shows_hostile_text_as_text() {
    let mut night = Night::of(Realm::Drill("d1".into()));
    let incident = night.incident("积水<script>alert(1)</script>\u{1b}[2J\u{202e}");
    let report = night.begin(incident, ReportKind::Initial, 0, T0);
    let document = night.report(report, T0);
    let page = papers::html(&document, Lang::Zh);
    assert!(page.contains("<div class=\"water\">演练</div>") && page.contains("<h1>【演练】"));
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert!(!page.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    for line in papers::plain(&document) {
        assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}'), "{line:?}");
    }
    assert!(papers::plain(&document).iter().any(|line| line.starts_with("【演练】")));
    let live = Night::of(Realm::Live);
    let clean = papers::handover(&live.say(), "", T0, T0, None);
    assert!(!papers::html(&clean, Lang::Zh).contains("water\">") && clean.watermark.is_empty());
}

/// All the text of a file, as another reader of the format finds it.
fn text_of(bytes: &[u8]) -> String {
    docx_rs::read_docx(bytes).unwrap().json()
}

#[test]
fn an_office_opens_the_file_and_finds_everything_in_it() {
    let mut night = Night::of(Realm::Drill("d1".into()));
    let incident = night.incident("京广路隧道积水 & <隧道>");
    let report = night.begin(incident, ReportKind::Initial, 0, T0);
    write(&mut night, report, ReportPart::Course, "第一段\n第二段\u{7}");
    sign(&mut night, report);
    let document = night.report(report, T0);
    let bytes = papers::docx(&document, Lang::Zh);
    assert_eq!(bytes, papers::docx(&document, Lang::Zh), "the same document, the same bytes");
    let text = text_of(&bytes);
    for wanted in
        ["演练", "内部", "特急", "签发人：分管副市长 李某", "省应急管理厅：", "第一段", "第二段", "郑州市应急管理局"]
    {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    let log = papers::phone_log(&night.say(), "", &night.events(), T0, T0 + Span::hours(1));
    assert!(text_of(&papers::docx(&log, Lang::Zh)).contains("报告者单位"), "a table with its columns");
}

/// rules.md 3.2: the duty phone log has six items.
#[test]
fn the_phone_log_has_its_six_fields() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    let kept = night.call(incident, T0, "北口积水50厘米", "交警支队 张某 民警 138");
    let struck = night.call(incident, T0, "写错的", "张某");
    night.add(&Fact::Struck { target: struck, reason: "误记".into() });
    night.add(&Fact::EntryLogged(Entry::plain("不是电话".into(), T0)));
    let filed =
        ReportFiled::plain(incident, ReportKind::Initial, 0, "市委值班室".into(), Means::Phone, T0 + Span::minutes(4));
    night.add(&Fact::ReportFiled(filed));
    assert!(night.world.stands(&kept));
    let log = papers::phone_log(&night.say(), "", &night.events(), T0, T0 + Span::hours(1));
    let [Block::Table { columns, rows, .. }] = log.blocks.as_slice() else { panic!("one table") };
    assert_eq!(columns.len(), 6);
    assert_eq!(rows.len(), 3, "what went over the phone, and nothing else");
    assert_eq!(
        rows[0][..5],
        ["7月20日16时00分", "京广路隧道", "北口积水50厘米", "16:04 市委值班室", "交警支队 张某 民警 138"]
    );
    assert!(rows[0][5].starts_with("值班员 7月20日16时00分"), "{}", rows[0][5]);
    assert_eq!(rows[1][2], "[已划掉] 写错的", "a struck call stays in the log, marked");
    assert_eq!(rows[2][3], "16:04 市委值班室", "a report by phone is a call too: {rows:?}");
    let before = papers::shift_log(&night.say(), "", &night.events(), T0 - Span::hours(2), T0);
    let [Block::Table { rows, .. }] = before.blocks.as_slice() else { panic!("one table") };
    assert!(rows.is_empty(), "nothing was recorded by then");
}

#[test]
fn five_lines_say_what_where_how_many_what_is_done_and_since_when() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    night.figure(incident, FigureKind::Missing, Some(2), false);
    let brief = papers::brief(&night.say(), incident, T0 + Span::minutes(40)).unwrap();
    assert_eq!(brief[0], "什么事：京广路隧道积水，未定级，处置中");
    assert_eq!(brief[1], "在哪里：郑州市 京广路隧道");
    assert_eq!(brief[2], "多少人：失踪2人(未核实)、其余核实中");
    assert_eq!(brief[3], "在做什么：正在核实");
    assert_eq!(brief[4], "从何时：7月20日15时40分事发，7月20日15时45分接报，已1小时0分");
    assert_eq!(papers::brief(&night.say(), EventId([9; 32]), T0), None);
    // A city on its own map is said once.
    night.add(&Fact::PlaceNamed(Place {
        code: "jgl".into(),
        name: "郑州市".into(),
        name_en: "Zhengzhou".into(),
        point: Point::degrees(34.7240, 113.6400).unwrap(),
        source: "GeoNames, CC BY 4.0".into(),
        seat: None,
    }));
    assert_eq!(papers::brief(&night.say(), incident, T0).unwrap()[1], "在哪里：郑州市");
}

/// rules.md 0.2 item 3: what the figures prove is said to the superior and to the next shift, as 初判, whatever lesser grade
/// stands.
#[test]
fn the_brief_and_the_sheet_say_the_grade_that_the_figures_prove() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("焦化厂爆炸");
    let slight = night.incident("工棚失火");
    for (incident, code) in [(incident, "12D00"), (slight, "12D00")] {
        let code = code.to_owned();
        night.add(&Fact::IncidentCoded { incident, code, reason: String::new(), after: vec![] });
    }
    night.figure(incident, FigureKind::Dead, Some(12), false);
    let first = |night: &Night| papers::brief(&night.say(), incident, T0).unwrap()[0].clone();
    assert_eq!(first(&night), "什么事：焦化厂爆炸，重大(初判)，处置中");
    night.add(&Fact::Graded { incident, grade: Some(Grade::Ordinary), reason: "初判".into(), after: vec![] });
    night.add(&Fact::Graded { incident: slight, grade: Some(Grade::Serious), reason: "初判".into(), after: vec![] });
    assert_eq!(first(&night), "什么事：焦化厂爆炸，重大(初判, 定级一般)，处置中");
    let lines = papers::plain(&papers::handover(&night.say(), "值班室", T0 - Span::hours(1), T0, None));
    let at = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{lines:#?}"));
    assert!(at("焦化厂爆炸, 重大(初判, 定级一般)") < at("工棚失火, 较大"), "the gravest first: {lines:#?}");
}

#[test]
fn the_hand_over_sheet_begins_with_who_has_not_answered_and_ends_with_two_names() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    let order = |number, name: &str| Order {
        number,
        form: Form::Order,
        to: Recipient::Person { name: name.into(), phone: "138".into() },
        incident: Some(incident),
        text: "排水".into(),
        urgency: Urgency::Routine,
        destination: None,
        authority: None,
        until: None,
        issued: T0,
        role: None,
        muster: None,
        step: None,
    };
    let answered = night.add(&Fact::OrderIssued(order(1, "甲")));
    let (by, means, at) = ("甲".to_owned(), Means::Phone, T0);
    night.add(&Fact::OrderRung(RungFact { order: answered, rung: Rung::Acknowledged, by, means, at }));
    night.add(&Fact::OrderIssued(order(2, "乙")));
    let draft = night.begin(incident, ReportKind::FollowUp, 1, T0);
    let sheet = papers::handover(&night.say(), "值班室", T0 - Span::hours(1), T0 + Span::minutes(1), None);
    let lines = papers::plain(&sheet);
    let at =
        |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}: {lines:#?}"));
    assert!(at("乙") < at("甲"), "who has not answered comes first: {lines:#?}");
    assert!(at("未了指令 (2项)") < at("待报信息") && at("新事件 京广路隧道积水") > at("本班变化"));
    assert!(lines.iter().any(|line| line.contains("续报1 京广路隧道积水 [草拟]")), "{lines:#?} {draft:?}");
    assert!(at("交班人") < at("接班人"));
    // Two minutes read aloud are some 500 characters; the headings and one line each must leave room for the night.
    let said: usize = lines.iter().map(|line| line.chars().count()).sum();
    assert!(said < 500, "{said}");
}

fn qianzhi(args: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
    command.args(args).env_clear().env("HOME", "/nonexistent").env("USER", "tester").output().unwrap()
}

#[test]
fn the_command_lists_reports_and_writes_them_by_the_ending_of_the_file() {
    let mut night = Night::of(Realm::Test);
    let incident = night.incident("京广路隧道积水");
    let report = night.begin(incident, ReportKind::Initial, 0, T0);
    write(&mut night, report, ReportPart::Course, "水深50厘米");
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    night.journal(&journal);
    let journal = journal.to_str().unwrap();
    let list = qianzhi(&["paper", "report", journal, "--lang", "zh"]);
    let said = String::from_utf8(list.stdout).unwrap();
    assert!(said.contains(&report.short()) && said.contains("初报") && said.contains("[草拟]"), "{said}");
    for ending in ["docx", "html", "txt"] {
        let file = dir.path().join(format!("r.{ending}"));
        let output =
            qianzhi(&["paper", "report", journal, &report.short(), "--lang", "zh", "-o", file.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = std::fs::read(&file).unwrap();
        let text = if ending == "docx" { text_of(&bytes) } else { String::from_utf8(bytes).unwrap() };
        assert!(text.contains("水深50厘米") && text.contains("测试"), "{ending}: {text}");
    }
    let cards = qianzhi(&["paper", "cards", journal, "--lang", "en"]);
    assert!(String::from_utf8_lossy(&cards.stdout).contains("no plan was started yet"));
    assert_eq!(qianzhi(&["paper", "cards", journal, "防汛"]).status.code(), Some(2));
    let nothing = qianzhi(&["paper", "report", journal, "ffffffff"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("no report"));
    assert_eq!(qianzhi(&["paper", "handover", "/nonexistent/journal"]).status.code(), Some(1));
    let brief = qianzhi(&["paper", "brief", journal, "--lang", "en"]);
    let said = String::from_utf8_lossy(&brief.stdout).into_owned();
    assert!(said.starts_with("【TEST】Situation brief\nWhat: "), "{said}");
    let file = dir.path().join("brief.html");
    let written = qianzhi(&["paper", "brief", journal, "--lang", "zh", "-o", file.to_str().unwrap()]);
    assert!(written.status.success() && written.stdout.is_empty(), "{written:?}");
    assert!(std::fs::read_to_string(&file).unwrap().contains("什么事"));
}

#[test]
fn a_journal_without_reports_says_so_in_a_sentence() {
    let mut night = Night::of(Realm::Test);
    night.incident("京广路隧道积水");
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    night.journal(&journal);
    for (lang, said) in [("zh", "还没有报告"), ("en", "no report yet")] {
        let list = qianzhi(&["paper", "report", journal.to_str().unwrap(), "--lang", lang]);
        assert_eq!(list.status.code(), Some(0));
        let out = String::from_utf8(list.stdout).unwrap();
        assert!(out.starts_with(said) && out.lines().count() == 1, "{out}");
    }
}

/// Two posts apart began 续报1 each: both keep their number, and a letter tells them apart wherever they are named, as it
/// does for orders (rules.md 3.4 has no rule for it).
#[test]
fn two_papers_that_got_one_number_apart_have_letters_in_both_languages() {
    let mut night = Night::of(Realm::Test);
    let incident = night.incident("隧道积水");
    let begun = |to: &str| ReportBegun {
        incident,
        kind: ReportKind::FollowUp,
        number: 1,
        to: to.into(),
        by: None,
        secrecy: Secrecy::default(),
        haste: Haste::default(),
        begun: T0,
    };
    let first = night.add(&Fact::ReportBegun(begun("市委")));
    let named = |night: &Night, id, lang| Say { world: &night.world, lang }.paper(id);
    assert_eq!(named(&night, first, Lang::Zh), "续报1");
    let second = night.add(&Fact::ReportBegun(begun("市政府")));
    let mut both = [first, second].map(|id| named(&night, id, Lang::Zh));
    both.sort();
    assert_eq!(both, ["续报1a", "续报1b"]);
    for id in [first, second] {
        let (zh, en) = (named(&night, id, Lang::Zh), named(&night, id, Lang::En));
        assert_eq!(zh.chars().last(), en.chars().last(), "{zh} {en}");
        let paper = night.world.report_paper(id).unwrap();
        let title = papers::title(&Say { world: &night.world, lang: Lang::Zh }, paper.paper);
        assert!(title.ends_with(&zh), "{title}");
    }
    // The next number is one more, and another incident's has nothing to do with it.
    assert_eq!(night.world.next_report_number(incident, ReportKind::FollowUp), 2);
    let other = night.incident("山体滑坡");
    let apart = night.add(&Fact::ReportBegun(ReportBegun { incident: other, ..begun("市委") }));
    assert_eq!(named(&night, apart, Lang::Zh), "续报1");
    // One that is taken back gives the other its plain number again.
    night.add(&Fact::Struck { target: second, reason: "重复".into() });
    assert_eq!(named(&night, first, Lang::Zh), "续报1");
}
