//! A report from a draft to its receipt, by keys alone.

use qianzhi::console::{Board, Effect, Mode, Overlay};
use qianzhi::domain::{Fact, Figure, FigureKind, Means, PaperState, ReportKind, ReportPart};
use qianzhi::papers::plain;

use super::desk::{Desk, at};

/// A desk whose boards line has the reports, with that board in front.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.model.layout.boards = vec![Board::Situation, Board::Reports];
    desk.keys("2");
    assert_eq!(desk.model.board, Board::Reports);
    desk
}

fn state(desk: &Desk) -> PaperState {
    desk.model.selected_paper().unwrap().state.first().cloned().unwrap_or_default()
}

#[test]
fn a_report_is_drafted_written_submitted_signed_sent_and_confirmed() {
    let mut desk = desk();
    let facts = desk.keys("<c-a><enter><enter>省应急厅<f10>");
    let [Fact::ReportBegun(paper)] = facts.as_slice() else { panic!("{facts:?} {:?}", desk.model.notice) };
    assert_eq!((paper.kind, paper.to.as_str()), (ReportKind::Initial, "省应急厅"));
    assert_eq!(desk.model.selected_paper().unwrap().paper, paper, "the new paper is at hand");
    // The form opens on the first part that is missing: nobody said where word came from.
    let facts = desk.keys("<c-g>");
    assert!(facts.is_empty());
    let facts = desk.keys("<tab>交警支队 张某<enter>");
    let [Fact::ReportPartWritten { part: ReportPart::Source, text, .. }] = facts.as_slice() else {
        panic!("{facts:?}")
    };
    assert_eq!(text, "交警支队 张某");
    // Still no course of events: it is submitted with a reason or not at all.
    assert!(desk.keys("<c-e>1").is_empty());
    assert_eq!(desk.model.mode(), Mode::Form);
    let facts = desk.keys("现场情况随后续报<enter>");
    assert!(
        matches!(facts.last(), Some(Fact::PaperStateSet { state: PaperState::Submitted { reason }, .. })
        if reason == "现场情况随后续报"),
        "{facts:?}"
    );
    assert!(
        facts.iter().any(|fact| matches!(fact, Fact::ReportPartWritten { part: ReportPart::Title, text, .. }
        if text.contains("城区内涝"))),
        "what the log composed is written down: {facts:?}"
    );
    let facts = desk.keys("<c-e>2李某<tab>副市长<enter>");
    assert!(
        matches!(&facts[0], Fact::PaperStateSet { state: PaperState::Signed { by, .. }, .. } if by == "李某"),
        "{facts:?}"
    );
    let facts = desk.keys("<c-e>3<enter>");
    let [Fact::ReportFiled(filed)] = facts.as_slice() else { panic!("{facts:?} {:?}", desk.model.notice) };
    assert_eq!((filed.to.as_str(), filed.paper.is_some()), ("省应急厅", true));
    let facts = desk.keys("<c-e>4省厅 陈某<enter>");
    assert!(matches!(&facts[0], Fact::ReportReceived(receipt) if receipt.by == "省厅 陈某"), "{facts:?}");
    // The next one is at hand as soon as it is drafted.
    let facts = desk.keys("<c-a><f10>");
    let [Fact::ReportBegun(next)] = facts.as_slice() else { panic!("{facts:?} {:?}", desk.model.notice) };
    assert_eq!(next.kind, ReportKind::FollowUp);
    assert_eq!(desk.model.selected_paper().unwrap().paper, next);
}

#[test]
fn a_report_is_returned_with_a_reason_and_given_up() {
    let mut desk = desk();
    desk.keys("<c-a><enter><enter>省应急厅<f10><c-e>1先报后补<enter>");
    assert!(matches!(state(&desk), PaperState::Submitted { .. }));
    desk.keys("<c-e>5数字不符<enter>");
    assert_eq!(state(&desk), PaperState::Returned("数字不符".into()));
    desk.keys("<c-e><del>重复<enter>");
    assert_eq!(state(&desk), PaperState::Dropped("重复".into()));
}

#[test]
fn another_part_brings_its_own_text_and_what_was_typed_by_hand_stays() {
    let mut desk = desk();
    desk.keys("<c-a><enter><enter>省应急厅<f10><c-g>");
    let text = |desk: &Desk| desk.model.form().unwrap().fields[1].line().text().to_owned();
    desk.keys("标题");
    assert!(text(&desk).contains("城区内涝"), "{}", text(&desk));
    desk.keys("<tab>改过<tab>");
    desk.keys("地点");
    assert!(text(&desk).ends_with("改过"), "{}", text(&desk));
}

#[test]
fn one_key_tells_the_incident_in_five_lines_and_the_files_are_written_on_demand() {
    let mut desk = Desk::new();
    desk.keys("1*");
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{:?}", desk.model.notice) };
    let lines = plain(&reading.document);
    assert_eq!(lines.len(), 6, "a title and five lines: {lines:#?}");
    assert!(lines[1].starts_with("什么事：郑州 城区内涝"));
    desk.keys("<c-e>");
    assert!(
        matches!(&desk.effects[..], [Effect::Export { name, document }]
        if name.starts_with("brief-") && document.watermark == "演练"),
        "{:?}",
        desk.effects
    );
    desk.keys("<esc>");
    assert_eq!(desk.model.mode(), Mode::Board);
    desk.keys("<c-v>2");
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!() };
    assert!(plain(&reading.document).iter().any(|line| line.contains("未了指令 (1项)")));
}

/// rules.md 3.4: a manual earlier time needs a basis and is shown as 补录.
#[test]
fn a_report_told_earlier_names_what_it_rests_on() {
    let mut desk = Desk::new();
    assert!(desk.keys("1<f7><tab><tab>省应急厅<tab><tab>16:00<enter>").is_empty(), "without a basis it is refused");
    assert!(desk.model.notice.as_ref().unwrap().text.contains("依据"));
    let facts = desk.keys("<tab>电话记录 1601-372<f10>");
    let [Fact::ReportFiled(filed)] = facts.as_slice() else { panic!("{facts:?} {:?}", desk.model.notice) };
    assert_eq!((filed.reported, filed.basis.as_str()), (at("2021-07-20 16:00"), "电话记录 1601-372"));
}

#[test]
fn figures_go_up_with_the_report() {
    let mut desk = Desk::new();
    let incident = desk.incident("城区内涝");
    let value = Figure { count: Some(3), verified: false };
    let report = qianzhi::domain::FigureReport {
        incident,
        figure: FigureKind::Dead,
        value,
        occurred: at("2021-07-20 16:00"),
        source: String::new(),
        after: Vec::new(),
    };
    desk.other(Fact::FigureReported(report));
    let facts = desk.keys("1<f7><tab><tab>省应急厅<f10>");
    let [Fact::ReportFiled(filed)] = facts.as_slice() else { panic!("{facts:?}") };
    assert_eq!(filed.figures.get(&FigureKind::Dead), Some(&Some(3)));
    assert_eq!(filed.means, Means::Phone, "the first word goes up by phone");
}

/// A report that is chosen to go 书面 is said to have gone so, and its receipt comes by phone before radio.
#[test]
fn a_paper_that_was_sent_in_writing_is_said_to_be() {
    let mut desk = desk();
    desk.keys("<c-a><enter><enter>省应急厅<f10><c-e>1先报后补<enter><c-e>2李某<tab>副市长<enter><c-e>3<enter>");
    let filed = desk.facts.iter().rev().find(|fact| matches!(fact, Fact::ReportFiled(_))).unwrap();
    let say = qianzhi::text::say::Say { world: &desk.model.world, lang: qianzhi::text::Lang::Zh };
    let said = say.fact(filed);
    assert!(said.contains("(书面)") && !said.contains("终端"), "{said}");
    let facts = desk.keys("<c-e>4省厅 陈某<enter>");
    assert!(matches!(&facts[0], Fact::ReportReceived(receipt) if receipt.means == Means::Phone), "{facts:?}");
}

/// What lacks a text and a signature is the report that went up in writing, and no signing.
#[test]
fn a_report_noted_as_sent_in_writing_lacks_its_text_as_a_report() {
    use qianzhi::domain::{Command, ReportCommand, Reported, Role, Standing, Verdict, judge};
    use qianzhi::text::{Lang, say::Say};
    let desk = Desk::new();
    let (incident, to) = (desk.incident("城区内涝"), "省应急厅".to_owned());
    let (kind, means, when) = (ReportKind::Initial, Means::Console, Reported::Now);
    let command = Command::Report(ReportCommand::File { incident, kind, to, means, when, reached: None });
    let standing = Standing { role: Some(Role::GeneralCommander), ..Standing::unknown(desk.model.now) };
    let Verdict::Unguarded(unmet) = judge(&desk.model.world, &standing, &command) else { panic!() };
    let say = |lang| Say { world: &desk.model.world, lang }.lacking(&unmet);
    assert!(say(Lang::Zh).starts_with("书面上报还缺: 报告文本和签发"), "{}", say(Lang::Zh));
    assert!(say(Lang::En).starts_with("a report in writing still lacks"), "{}", say(Lang::En));
}
