//! The hand-over sheet of a big night: it is read aloud in two minutes, what is late or red is in it by name, and whatever
//! is not told is counted.

use qianzhi::clock::Span;
use qianzhi::domain::*;
use qianzhi::papers::{self, Block, Document};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

use super::{Night, T0, qianzhi};

/// Two minutes read aloud at the pace of the evening news are some 500 characters.
const TWO_MINUTES: usize = 500;

fn order(night: &mut Night, number: u32, incident: EventId, to: &str, issued: qianzhi::clock::At) -> EventId {
    night.add(&Fact::OrderIssued(Order {
        number,
        form: Form::Order,
        to: Recipient::Person { name: to.into(), phone: String::new() },
        incident: Some(incident),
        text: "立即组织人员携带装备赶赴现场开展排水抢险".into(),
        urgency: Urgency::Routine,
        destination: None,
        authority: None,
        until: None,
        issued,
        role: None,
        muster: None,
        step: None,
    }))
}

/// Three incidents, forty open orders of which three are late, twelve reports on their way, ten alarms put aside, a red
/// warning that nobody decided on in time.
fn big() -> Night {
    let mut night = Night::of(Realm::Live);
    let incidents = ["京广路隧道积水", "地铁站口塌陷", "燃气管道泄漏"].map(|title| night.incident(title));
    let mut orders = Vec::new();
    for number in 1..=40 {
        let late = number <= 3;
        let issued = if late { T0 } else { T0 + Span::minutes(9) };
        orders.push(order(&mut night, number, incidents[0], &format!("队长{number:02}"), issued));
    }
    for (number, incident) in (1..=12).zip(incidents.iter().cycle()) {
        night.begin(*incident, ReportKind::FollowUp, number, T0);
    }
    for order in &orders[30..] {
        let alarm = format!("acknowledge {order}");
        let shelf = Shelf { reason: "途中无信号".into(), until: T0 + Span::hours(1) };
        night.add(&Fact::AlarmShelved { alarm, shelf, after: Vec::new() });
    }
    night.add(&Fact::WarningReceived(Warning {
        area: "410100".into(),
        kind: "暴雨".into(),
        kind_en: "rainstorm".into(),
        colour: Colour::Red,
        number: 5,
        issuer: "市气象台".into(),
        issuer_en: "Met office".into(),
        issued: T0 - Span::minutes(40),
        received: T0 - Span::minutes(40),
        text: "三小时降雨量将达一百毫米".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    }));
    night
}

fn sheet(night: &Night, lang: Lang) -> Document {
    let say = Say { world: &night.world, lang };
    papers::handover(&say, "值班室", T0 - Span::hours(12), T0 + Span::minutes(10), None)
}

/// The lines under a heading that begins so, and how many the heading says there are.
fn section(document: &Document, begins: &str) -> (usize, Vec<String>) {
    let place = |block: &Block| matches!(block, Block::Heading(text) if text.starts_with(begins));
    let at = document.blocks.iter().position(place).unwrap_or_else(|| panic!("{begins}: {document:#?}"));
    let (Block::Heading(heading), Block::Paragraph(text)) = (&document.blocks[at], &document.blocks[at + 1]) else {
        panic!("{document:#?}")
    };
    let digits: String = heading.chars().filter(char::is_ascii_digit).collect();
    (digits.parse().unwrap(), text.lines().map(str::to_owned).collect())
}

/// How many a section does not tell, by its last line.
fn untold(lines: &[String]) -> usize {
    let last = lines.last().unwrap();
    let count: String = last.strip_prefix('另').unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    count.parse().unwrap_or(0)
}

/// What is read of it: the annex is for whoever looks something up.
fn aloud(document: &Document) -> Document {
    Document { annex: Vec::new(), ..document.clone() }
}

/// Nothing is lost for want of time: what is not read aloud stands behind, also in the files that an office opens.
#[test]
fn what_is_not_read_is_in_the_annex() {
    let document = sheet(&big(), Lang::Zh);
    let told: String = papers::plain(&aloud(&document)).concat();
    let whole: String = papers::plain(&document).concat();
    let page = papers::html(&document, Lang::Zh);
    for number in 1..=40 {
        let name = format!("队长{number:02}");
        assert!(whole.contains(&name) && page.contains(&name), "{name}: {whole}");
    }
    assert!((1..=40).any(|number| !told.contains(&format!("队长{number:02}"))));
}

#[test]
fn the_sheet_of_a_big_night_is_read_in_two_minutes_with_all_that_is_late_or_red_and_the_rest_counted() {
    let night = big();
    let document = sheet(&night, Lang::Zh);
    let lines = papers::plain(&aloud(&document));
    let aloud: usize = lines.iter().flat_map(|line| line.chars()).filter(|c| !c.is_whitespace() && *c != '_').count();
    assert!(aloud <= TWO_MINUTES, "{aloud} characters: {lines:#?}");
    let text = lines.join("\n");
    for named in ["队长01", "队长02", "队长03", "京广路隧道积水", "地铁站口塌陷", "燃气管道泄漏"]
    {
        assert!(text.contains(named), "{named}: {text}");
    }
    // The warning itself, and the decision that is late by ten minutes and twenty.
    assert!(text.contains("暴雨 红色预警") && text.contains("-00:20 启动决定"), "{text}");
    for (heading, count) in [("未了指令", 40), ("待报信息", 18), ("已知悉或搁置未办", 10), ("在办事件", 3)]
    {
        let (says, lines) = section(&document, heading);
        assert_eq!(says, count, "{heading}: {lines:?}");
        let told = lines.iter().filter(|line| !line.starts_with('另')).count();
        assert_eq!(told + untold(&lines), count, "every one of them is told or counted: {lines:?}");
    }
}

#[test]
fn more_late_than_two_minutes_can_name_are_counted_as_late() {
    let mut night = big();
    let incident = night.world.incidents()[0].0;
    for number in 50..90 {
        order(&mut night, number, incident, "某乡镇值班室值班人员", T0 - Span::hours(1));
    }
    let document = sheet(&night, Lang::Zh);
    let aloud: String = papers::plain(&aloud(&document)).concat();
    assert!(aloud.chars().filter(|c| !c.is_whitespace() && *c != '_').count() <= TWO_MINUTES, "{aloud}");
    let (says, lines) = section(&document, "未了指令");
    let last = lines.last().unwrap();
    let named = lines.iter().filter(|line| line.contains("签收(默认) -")).count();
    assert_eq!(says, 80);
    assert!(last.ends_with(&format!("逾期{}项", 43 - named)), "43 are late, {named} by name: {lines:?}");
    // Whoever comes hears what the late orders are about.
    let (_, incidents) = section(&document, "在办事件");
    for named in ["京广路隧道积水", "地铁站口塌陷", "燃气管道泄漏"] {
        assert!(incidents.iter().any(|line| line.contains(named)), "{named}: {incidents:?}");
    }
}

#[test]
fn the_english_sheet_has_the_same_things_in_it() {
    let night = big();
    let text = papers::plain(&sheet(&night, Lang::En)).join("\n");
    for named in ["队长01", "队长02", "队长03", "Open orders (40)", "more"] {
        assert!(text.contains(named), "{named}: {text}");
    }
}

#[test]
fn the_action_cards_of_a_plan_that_was_started_are_listed_and_written() {
    let mut night = Night::of(Realm::Test);
    let lines = vec!["到岗先听雨情".to_owned()];
    let cards = vec![ActionCard { role: "总指挥".into(), lines }];
    let plan = Plan { code: "f".into(), name: "防汛预案".into(), version: "1".into(), cards, ..Plan::default() };
    let plan = night.add(&Fact::PlanAdopted(plan));
    let area = "410300".into();
    night.add(&Fact::PlanStarted(PlanStarted { plan, area, incident: None, level: Level::Two, started: T0 }));
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    night.journal(&journal);
    let journal = journal.to_str().unwrap();
    let list = String::from_utf8(qianzhi(&["paper", "cards", journal, "--lang", "zh"]).stdout).unwrap();
    assert!(list.contains("防汛预案 1") && list.contains("二级"), "{list}");
    let cards = String::from_utf8(qianzhi(&["paper", "cards", journal, "防汛", "--lang", "zh"]).stdout).unwrap();
    assert!(cards.contains("总指挥") && cards.contains("到岗先听雨情") && cards.contains("测试"), "{cards}");
}

/// rules.md 3.2: what leaves by phone stands in the phone log as what comes does, and what no incident says is typed.
#[test]
fn the_phone_log_has_calls_acknowledgements_and_the_two_fields_that_were_typed() {
    let mut night = Night::of(Realm::Live);
    let incident = night.incident("京广路隧道积水");
    let entry = Entry {
        means: Means::Phone,
        source: "市民 张某 138".into(),
        place: "陇海路高架下".into(),
        told: "16:01 区防办 李某".into(),
        ..Entry::plain("路面塌陷".into(), T0)
    };
    night.add(&Fact::EntryLogged(entry));
    let order = night.add(&Fact::OrderIssued(Order {
        number: 1,
        form: Form::Order,
        to: Recipient::Person { name: "赵某".into(), phone: "139".into() },
        incident: Some(incident),
        text: "封路".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        issued: T0,
        until: None,
        role: None,
        step: None,
        muster: None,
    }));
    let call = |minute, answer: Answer| {
        Fact::CallMade(Call {
            about: Errand::Order(order),
            contact: None,
            instead: None,
            name: "赵某".into(),
            number: "139".into(),
            by: "值班员".into(),
            means: Means::Phone,
            answer,
            at: T0 + Span::minutes(minute),
            note: String::new(),
        })
    };
    let rung = |minute, rung, means| {
        Fact::OrderRung(RungFact { order, rung, by: "赵某".into(), means, at: T0 + Span::minutes(minute) })
    };
    night.add(&call(2, Answer::None));
    // An answered call that acknowledges is one conversation.
    night.add(&call(3, Answer::By("赵某".into())));
    night.add(&rung(3, Rung::Acknowledged, Means::Phone));
    night.add(&rung(9, Rung::Executing, Means::Phone));
    night.add(&rung(10, Rung::Executing, Means::Console));
    let log = papers::phone_log(&night.say(), "", &night.events(), T0, T0 + Span::hours(1));
    let [Block::Table { rows, .. }] = log.blocks.as_slice() else { panic!("one table") };
    let told: Vec<[&str; 3]> = rows.iter().map(|row| [&*row[0], &*row[1], &*row[3]]).collect();
    assert_eq!(
        told,
        [
            ["7月20日16时00分", "陇海路高架下", "16:01 区防办 李某"],
            ["7月20日16时02分", "京广路隧道", ""],
            ["7月20日16时03分", "京广路隧道", "16:03 赵某 139"],
            ["7月20日16时09分", "京广路隧道", ""],
        ],
        "{rows:?}"
    );
    assert!(rows[1][2].contains("无人接听") && rows[3][2].contains("执行中"), "{rows:?}");
    assert_eq!([&*rows[1][4], &*rows[3][4]], ["值班员", "赵某"]);
}
