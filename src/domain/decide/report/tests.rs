//! Reports through the hands of a desk: each way of rules.md 3.4 taken, and each refused.

use crate::clock::{At, Span};
use crate::domain::{
    Command, Event, EventId, Fact, Figure, FigureKind, FigureReport, Haste, Incident, Means, PaperState, PostId, Realm,
    Refusal, ReportCommand, ReportFiled, ReportKind, ReportPart, Reported, Secrecy, Standing, World, decide,
};

/// 2021-07-20 16:01, Beijing time.
const NOON: At = At(1_626_768_060_000);

/// A desk: a world, a clock, and a number for the next event.
struct Desk {
    world: World,
    now: At,
    next: u8,
}

impl Desk {
    fn open(code: &str) -> (Self, EventId) {
        let mut desk = Self { world: World::new(Realm::Live), now: NOON, next: 1 };
        let incident = desk.add(Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "京广路隧道积水".into(),
            title_en: None,
            code: code.into(),
            area: "410100".into(),
            place: None,
            occurred: NOON,
            received: NOON,
            address: String::new(),
        }));
        (desk, incident)
    }

    fn add(&mut self, fact: Fact) -> EventId {
        let id = EventId([self.next; 32]);
        self.next += 1;
        self.world.apply(&Event {
            id,
            post: PostId([1; 32]),
            seq: u64::from(self.next),
            hlc: 0,
            recorded: self.now,
            actor: "王某".into(),
            fact,
            overridden: None,
        });
        id
    }

    fn does(&mut self, command: ReportCommand) -> Result<Vec<EventId>, Refusal> {
        let standing = Standing::unknown(self.now);
        let facts = decide(&self.world, &standing, Command::Report(command))?;
        Ok(facts.facts.into_iter().map(|fact| self.add(fact)).collect())
    }

    fn figure(&mut self, incident: EventId, figure: FigureKind, count: u32) {
        let after = self.world.heads(&crate::domain::Aspect::Figure(incident, figure));
        let value = Figure { count: Some(count), verified: false };
        self.add(Fact::FigureReported(FigureReport {
            incident,
            figure,
            value,
            occurred: self.now,
            source: String::new(),
            after,
        }));
    }

    fn begin(&mut self, incident: EventId, kind: ReportKind) -> EventId {
        let (to, secrecy, haste) = ("省应急厅".into(), Secrecy::Internal, Haste::Most);
        self.does(ReportCommand::Begin { incident, kind, to, by: None, secrecy, haste }).unwrap()[0]
    }

    fn write_all(&mut self, report: EventId, parts: &[ReportPart]) {
        for part in parts {
            self.does(ReportCommand::Write { report, part: *part, text: format!("{part:?}") }).unwrap();
        }
    }

    fn submit(&mut self, report: EventId) -> Result<Vec<EventId>, Refusal> {
        self.does(ReportCommand::Submit { report, composed: Vec::new(), reason: String::new() })
    }

    fn sign(&mut self, report: EventId) -> Result<Vec<EventId>, Refusal> {
        let (by, office) = ("李某".into(), "分管副市长".into());
        self.does(ReportCommand::Sign { report, by, office, means: Means::Phone })
    }

    fn send(&mut self, report: EventId, when: Reported, waiver: &str) -> Result<Vec<EventId>, Refusal> {
        let (to, waiver) = ("省应急厅".into(), waiver.into());
        self.does(ReportCommand::Send { reached: None, report, to, means: Means::Console, when, waiver })
    }

    fn state(&self, report: EventId) -> PaperState {
        self.world.report_paper(report).unwrap().state.first().cloned().unwrap_or_default()
    }

    fn filed(&self, id: EventId) -> ReportFiled {
        self.world.filing(id).unwrap().report.clone()
    }
}

const INITIAL: [ReportPart; 9] = [
    ReportPart::Title,
    ReportPart::Source,
    ReportPart::Sender,
    ReportPart::Times,
    ReportPart::Place,
    ReportPart::Course,
    ReportPart::Casualties,
    ReportPart::Impact,
    ReportPart::Measures,
];

/// 草拟 -> 待签发 -> 已签发 -> 已发送 -> 已签收.
#[test]
fn a_paper_goes_from_draft_to_receipt() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    assert_eq!(desk.state(report), PaperState::Draft);
    desk.write_all(report, &INITIAL);
    desk.submit(report).unwrap();
    assert_eq!(desk.state(report), PaperState::Submitted { reason: String::new() });
    desk.sign(report).unwrap();
    assert!(matches!(desk.state(report), PaperState::Signed { by, .. } if by == "李某"));
    let filed = desk.send(report, Reported::Now, "").unwrap()[0];
    assert_eq!((desk.filed(filed).paper, desk.filed(filed).reported), (Some(report), NOON));
    assert_eq!(desk.world.reports(incident).len(), 1, "it went up");
    let by = "省厅值班室 张某".to_owned();
    desk.does(ReportCommand::Confirm { filed, by, means: Means::Phone, at: NOON }).unwrap();
    assert_eq!(desk.world.filing(filed).unwrap().receipts.len(), 1);
}

/// 退回 -> 草拟.
#[test]
fn a_paper_that_is_returned_is_written_on_and_submitted_again() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    desk.write_all(report, &INITIAL);
    let give_back = |reason: &str| ReportCommand::Return { report, reason: reason.into() };
    assert_eq!(desk.does(give_back("数字不符")), Err(Refusal::PaperNotSubmitted));
    desk.submit(report).unwrap();
    assert_eq!(desk.does(give_back(" ")), Err(Refusal::ReasonMissing));
    desk.does(give_back("数字不符")).unwrap();
    assert_eq!(desk.state(report), PaperState::Returned("数字不符".into()));
    assert_eq!(desk.sign(report), Err(Refusal::PaperNotSubmitted));
    desk.write_all(report, &[ReportPart::Casualties]);
    desk.submit(report).unwrap();
    desk.sign(report).unwrap();
}

#[test]
fn writing_in_a_submitted_paper_takes_it_back_from_the_signer() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    desk.write_all(report, &INITIAL);
    desk.submit(report).unwrap();
    desk.write_all(report, &[ReportPart::Course]);
    assert_eq!(desk.state(report), PaperState::Draft);
    assert_eq!(desk.sign(report), Err(Refusal::PaperNotSubmitted));
}

#[test]
fn a_signed_paper_is_not_changed_and_one_given_up_is_not_sent() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    desk.write_all(report, &INITIAL);
    desk.submit(report).unwrap();
    desk.sign(report).unwrap();
    let write = ReportCommand::Write { report, part: ReportPart::Title, text: "x".into() };
    assert_eq!(desk.does(write), Err(Refusal::PaperClosed));
    let other = desk.begin(incident, ReportKind::FollowUp);
    desk.does(ReportCommand::Drop { report: other, reason: "并入下一报".into() }).unwrap();
    assert_eq!(desk.send(other, Reported::Now, "急"), Err(Refusal::PaperClosed));
}

/// Two posts apart: one signs, the other writes. Both stand, and the paper says that it was changed.
#[test]
fn what_is_written_beside_a_signature_shows() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    desk.write_all(report, &INITIAL);
    desk.submit(report).unwrap();
    desk.sign(report).unwrap();
    assert!(!desk.world.report_paper(report).unwrap().changed_since_signed);
    let (part, text) = (ReportPart::Title, "别处写的".to_owned());
    desk.add(Fact::ReportPartWritten { report, part, text, after: Vec::new() });
    let view = desk.world.report_paper(report).unwrap();
    assert!(view.changed_since_signed);
    assert_eq!(view.disputed, [ReportPart::Title]);
}

#[test]
fn a_paper_that_lacks_something_is_submitted_with_a_reason_only() {
    let (mut desk, incident) = Desk::open("12G00");
    let report = desk.begin(incident, ReportKind::Initial);
    desk.write_all(report, &INITIAL);
    // An accident: the unit concerned is described too (493 art. 12).
    assert_eq!(desk.submit(report), Err(Refusal::PaperIncomplete(vec![ReportPart::Unit])));
    let reason = "单位情况正在核实".to_owned();
    desk.does(ReportCommand::Submit { report, composed: Vec::new(), reason: reason.clone() }).unwrap();
    assert_eq!(desk.state(report), PaperState::Submitted { reason });
}

#[test]
fn what_was_composed_is_written_down_when_the_paper_is_submitted() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    desk.write_all(report, &[ReportPart::Title]);
    let composed = INITIAL.iter().map(|part| (*part, format!("自动 {part:?}"))).collect();
    desk.does(ReportCommand::Submit { report, composed, reason: String::new() }).unwrap();
    let view = desk.world.report_paper(report).unwrap();
    assert_eq!(view.parts[&ReportPart::Title], "Title", "what a person wrote stays");
    assert_eq!(view.parts[&ReportPart::Course], "自动 Course");
}

/// rules.md 3.1: a large jump or drop requires a written explanation.
#[test]
fn a_follow_up_explains_figures_that_jumped() {
    let (mut desk, incident) = Desk::open("11A02");
    desk.figure(incident, FigureKind::Dead, 33);
    let to = || "省应急厅".to_owned();
    let told = |kind| ReportCommand::File {
        reached: None,
        incident,
        kind,
        to: to(),
        means: Means::Phone,
        when: Reported::Now,
    };
    desk.does(told(ReportKind::Initial)).unwrap();
    desk.figure(incident, FigureKind::Dead, 63);
    let report = desk.begin(incident, ReportKind::FollowUp);
    let parts = [&INITIAL[..], &[ReportPart::Forces, ReportPart::Risks]].concat();
    desk.write_all(report, &parts);
    assert_eq!(desk.submit(report), Err(Refusal::PaperIncomplete(vec![ReportPart::Explanation])));
    desk.write_all(report, &[ReportPart::Explanation]);
    desk.submit(report).unwrap();
}

/// rules.md 3.1, 3.2: what goes up in writing has a text, a signature and, after a jump, an explanation. That it went up
/// without is written down with a reason, and whoever signs reports answers for it; the explanation stays owed.
#[test]
fn a_written_report_without_a_paper_wants_a_reason_and_explains_nothing() {
    use crate::domain::{Lacking, Role};
    let (mut desk, incident) = Desk::open("12D00");
    desk.figure(incident, FigureKind::Dead, 9);
    let file = |kind, means| {
        let to = "省应急厅".to_owned();
        Command::Report(ReportCommand::File { reached: None, incident, kind, to, means, when: Reported::Now })
    };
    let who = |reason: &str| Standing {
        person: "王某".into(),
        role: Some(Role::DutyOfficer),
        reason: reason.into(),
        ..Standing::unknown(NOON)
    };
    let by_phone = decide(&desk.world, &who(""), file(ReportKind::Initial, Means::Phone)).unwrap();
    assert!(by_phone.overridden.is_none(), "电话先报 comes before any paper");
    for fact in by_phone.facts {
        desk.add(fact);
    }
    desk.figure(incident, FigureKind::Dead, 30);
    let asked = decide(&desk.world, &who(""), file(ReportKind::FollowUp, Means::Console));
    let Err(Refusal::Unguarded(unmet)) = asked else { panic!("{asked:?}") };
    let lacks: Vec<_> = unmet.lacks.iter().map(|lack| lack.what).collect();
    assert_eq!(lacks, [Lacking::Paper, Lacking::Explanation]);
    let noted = decide(&desk.world, &who("传真已发, 文本在机要"), file(ReportKind::FollowUp, Means::Console)).unwrap();
    assert!(noted.overridden.is_some(), "somebody in authority answers for it");
    for fact in noted.facts {
        desk.add(fact);
    }
    let jumped = |desk: &Desk| {
        let jumps = desk.world.report_jumps(incident);
        jumps.into_iter().map(|jump| (jump.from, jump.to)).collect::<Vec<_>>()
    };
    assert_eq!(jumped(&desk), [(9, 30)], "nobody explained it yet");
    let report = desk.begin(incident, ReportKind::FollowUp);
    let parts = [&INITIAL[..], &[ReportPart::Forces, ReportPart::Risks]].concat();
    desk.write_all(report, &parts);
    assert_eq!(desk.submit(report), Err(Refusal::PaperIncomplete(vec![ReportPart::Explanation])));
    desk.write_all(report, &[ReportPart::Explanation]);
    desk.submit(report).unwrap();
    desk.sign(report).unwrap();
    desk.send(report, Reported::Now, "").unwrap();
    assert_eq!(jumped(&desk), [], "a paper explained it");
}

/// 续报一, 续报二: numbered through, told or on paper.
#[test]
fn follow_ups_are_numbered_through() {
    let (mut desk, incident) = Desk::open("11A02");
    let first = desk.begin(incident, ReportKind::FollowUp);
    let (kind, to) = (ReportKind::FollowUp, "市委办".to_owned());
    let told = desk
        .does(ReportCommand::File { reached: None, incident, kind, to, means: Means::Phone, when: Reported::Now })
        .unwrap();
    let third = desk.begin(incident, ReportKind::FollowUp);
    let number = |id| desk.world.report_paper(id).unwrap().paper.number;
    assert_eq!((number(first), desk.filed(told[0]).number, number(third)), (1, 2, 3));
    let initial = desk.begin(incident, ReportKind::Initial);
    assert_eq!(desk.world.report_paper(initial).unwrap().paper.number, 0);
}

/// rules.md 3.4: a manual earlier time needs a basis and is shown as 补录.
#[test]
fn an_earlier_time_rests_on_something() {
    let (mut desk, incident) = Desk::open("11A02");
    desk.now = NOON + Span::minutes(30);
    let file = |when| {
        let (kind, to, means) = (ReportKind::Initial, "省应急厅".to_owned(), Means::Phone);
        ReportCommand::File { reached: None, incident, kind, to, means, when }
    };
    let earlier = |at, basis: &str| file(Reported::Earlier { at, basis: basis.into() });
    assert_eq!(desk.does(earlier(NOON, "")), Err(Refusal::BasisMissing));
    assert_eq!(desk.does(earlier(NOON + Span::hours(1), "电话记录 1601-372")), Err(Refusal::NotYet));
    let id = desk.does(earlier(NOON, "电话记录 1601-372")).unwrap()[0];
    assert_eq!((desk.filed(id).reported, desk.filed(id).basis.as_str()), (NOON, "电话记录 1601-372"));
}

#[test]
fn an_unsigned_paper_goes_up_with_a_reason() {
    let (mut desk, incident) = Desk::open("11A02");
    let report = desk.begin(incident, ReportKind::Initial);
    assert_eq!(desk.send(report, Reported::Now, ""), Err(Refusal::PaperNotSigned));
    let id = desk.send(report, Reported::Now, "领导在途, 先报后签").unwrap()[0];
    assert_eq!(desk.filed(id).waiver, "领导在途, 先报后签");
}

#[test]
fn a_report_points_at_something() {
    let (mut desk, _) = Desk::open("11A02");
    let nothing = EventId([99; 32]);
    let begin = ReportCommand::Begin {
        incident: nothing,
        kind: ReportKind::Initial,
        to: "x".into(),
        by: None,
        secrecy: Secrecy::Open,
        haste: Haste::Plain,
    };
    assert!(matches!(desk.does(begin), Err(Refusal::Unknown { what: "incident", .. })));
    assert!(matches!(desk.submit(nothing), Err(Refusal::Unknown { what: "report", .. })));
    let confirm = ReportCommand::Confirm { filed: nothing, by: "x".into(), means: Means::Phone, at: NOON };
    assert!(matches!(desk.does(confirm), Err(Refusal::Unknown { what: "report", .. })));
}

#[test]
fn every_paper_has_its_own_filings_and_every_filing_its_own_receipts() {
    let (mut desk, incident) = Desk::open("11A02");
    let papers: Vec<EventId> = (0..3).map(|_| desk.begin(incident, ReportKind::FollowUp)).collect();
    for (n, paper) in (1_i64..).zip(&papers) {
        desk.now = NOON + Span::minutes(n);
        let filed = desk.send(*paper, Reported::Now, "先报").unwrap()[0];
        // The first is confirmed once, the second twice, later first.
        for m in (0..n.min(2)).rev() {
            let (by, at) = (format!("{n}-{m}"), NOON + Span::hours(m));
            desk.does(ReportCommand::Confirm { filed, by, means: Means::Phone, at }).unwrap();
        }
    }
    let receipts = |id| {
        let views = desk.world.report_papers(Some(incident));
        let view = views.iter().find(|view| view.id == id).unwrap();
        assert_eq!(view.filed.len(), 1);
        let one = desk.world.report_paper(id).unwrap();
        assert_eq!(one.filed[0].id, view.filed[0].id);
        view.filed[0].receipts.iter().map(|receipt| receipt.by.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        papers.iter().map(|id| receipts(*id)).collect::<Vec<_>>(),
        [vec!["1-0"], vec!["2-0", "2-1"], vec!["3-0", "3-1"]]
    );
}
