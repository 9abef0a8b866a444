//! The matrix. The law fixes only “the leading government or headquarters”; who that is at which level are defaults of
//! rules.md 2.3: approve Ⅳ: special-HQ office director or deputy commander; Ⅲ: special-HQ commander; Ⅱ: general-HQ
//! deputy; Ⅰ: general-HQ commander; terminate: the same or higher; 先期处置 goes ahead and is ratified by who approves.

use std::collections::BTreeSet;

use qianzhi::domain::{
    Act, Answer, Article, Aspect, Assignment, Beyond, Call, Calling, Command, Condition, ContentHash, Decision,
    DrillControl, Entry, Errand, Fact, Figure, FigureKind, Form, Grade, Ground, HeadCount, IncidentStatus, Lacking,
    Level, Lifting, Means, Noted, Outcome, Place, Point, PositionReport, Ratify, Realm, Recipient, Refusal,
    ReportCommand, ReportKind, Role, Rung, Sanction, Sheet, ShiftSide, SignOff, StepStatus, SwitchNote, Taken,
    TeamStatus, Urgency, Verdict, World, decide, judge,
};

use super::names::{NAMES, name};
use super::{CITY, Log, activated, at, on_warning, response, sits, warning};
use Role::*;

pub(super) const ANYBODY: &[Role] = &Role::ALL;
const DUTY: &[Role] = &[
    DutyOfficer,
    ShiftLead,
    SpecialOffice,
    OnSiteCommander,
    SpecialDeputy,
    SpecialCommander,
    GeneralOffice,
    GeneralDeputy,
    GeneralCommander,
];
pub(super) const LEADERS: &[Role] = &[
    ShiftLead,
    SpecialOffice,
    OnSiteCommander,
    SpecialDeputy,
    SpecialCommander,
    GeneralOffice,
    GeneralDeputy,
    GeneralCommander,
];
pub(super) const FOUR: &[Role] =
    &[SpecialOffice, SpecialDeputy, SpecialCommander, GeneralOffice, GeneralDeputy, GeneralCommander];
pub(super) const THREE: &[Role] = &[SpecialCommander, GeneralDeputy, GeneralCommander];
const TWO: &[Role] = &[GeneralDeputy, GeneralCommander];
/// “propose Ⅰ: general-HQ office”, and who stands above it.
pub(super) const PROPOSE_ONE: &[Role] = &[SpecialCommander, GeneralOffice, GeneralDeputy, GeneralCommander];
const ONE: &[Role] = &[GeneralCommander];
/// “Anyone may call, only the commander lifts” (5.4), and who stands above them.
pub(super) const LIFTS: &[Role] =
    &[OnSiteCommander, SpecialDeputy, SpecialCommander, GeneralOffice, GeneralDeputy, GeneralCommander];

/// What becomes of it for those who may not.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Else {
    /// It goes through: life or the first response depends on it.
    Goes,
    /// A reason is asked for.
    Why,
    /// The command brings its own reason.
    Said,
}
use Else::{Goes, Said, Why};

/// One line of the matrix.
pub(super) struct Line {
    pub(super) what: &'static str,
    pub(super) log: Log,
    pub(super) command: Command,
    may: &'static [Role],
    others: Else,
}

pub(super) fn line(what: &'static str, log: Log, command: Command, may: &'static [Role], others: Else) -> Line {
    Line { what, log, command, may, others }
}

pub(super) fn decides(decision: Decision) -> Command {
    Command::DecideResponse {
        area: CITY.into(),
        by: "H1".into(),
        decision,
        basis: None,
        effective: None,
        conclusion: String::new(),
    }
}

/// A response at this level whose termination was proposed, no order is open and nothing that a life depends on.
pub(super) fn at_rest(level: Level) -> Log {
    let mut log = Log::at_level(level);
    for order in [log.withdrawal, log.order] {
        log.says(Fact::OrderEnded { order, outcome: Outcome::Done, at: at("09:05"), after: vec![] });
    }
    log.says(noted(Noted::TerminationProposed { met: Condition::ALL.to_vec() }));
    log
}

pub(super) fn noted(what: Noted) -> Fact {
    let note = SwitchNote { area: CITY.into(), what, by: String::new(), means: Means::Console, at: at("09:06") };
    Fact::SwitchNoted { note: Box::new(note), after: vec![] }
}

pub(super) fn terminates(conclusion: &str) -> Command {
    let (by, conclusion) = ("H1".into(), conclusion.into());
    let decision = Decision::Terminated;
    Command::DecideResponse { area: CITY.into(), by, decision, basis: None, effective: None, conclusion }
}

pub(super) fn withdraw(log: &Log) -> Command {
    orders(log, Form::Order, Urgency::Withdraw)
}

/// What a verdict goes beyond: what is claimed, of whom, by which row.
pub(super) fn claims(verdict: &Verdict) -> Option<&Beyond> {
    verdict.beyond()
}

fn orders(log: &Log, form: Form, urgency: Urgency) -> Command {
    let (to, incident) = (Recipient::Team("T1".into()), Some(log.incident));
    Command::IssueOrder {
        form,
        to,
        incident,
        text: "赴现场".into(),
        urgency,
        destination: None,
        authority: None,
        until: None,
    }
}

/// Activation and change of level: the matrix of the more severe level; two steps down at once, or Ⅰ to Ⅳ, take more.
fn responses() -> Vec<Line> {
    use Level::{Four, One, Three, Two};
    let by_level = [(One, ONE), (Two, TWO), (Three, THREE), (Four, FOUR)];
    let mut lines = Vec::new();
    for (level, may) in by_level {
        lines.push(line("first activation", Log::new(), decides(activated(level)), may, Goes));
        lines.push(line("terminate", at_rest(level), terminates("会商纪要3号: 险情解除"), may, Why));
    }
    let raised = [(Four, Three, THREE), (Four, One, ONE), (Three, Two, TWO), (Two, One, ONE)];
    let lowered = [(One, Two, ONE), (Two, Three, TWO), (Three, Four, THREE)];
    for (from, to, may) in raised.into_iter().chain(lowered) {
        let mut log = Log::at_level(from);
        let change = on_warning(&mut log, to);
        lines.push(line("change of level", log, change, may, Why));
    }
    for (level, may) in [(One, PROPOSE_ONE), (Two, THREE), (Three, FOUR), (Four, DUTY)] {
        let ground = Ground::Threshold("24小时雨量超100毫米".into());
        let propose = Command::ProposeResponse { area: CITY.into(), level, ground };
        lines.push(line("propose", Log::new(), propose, may, Goes));
    }
    let log = Log::new();
    let appoint = Command::AppointCommander { incident: log.incident, name: "王某".into() };
    lines.push(line("appoint the on-site commander", log, appoint, FOUR, Why));
    let declined = Decision::Declined { reason: "雨势减弱".into() };
    lines.push(line("decline", Log::new(), decides(declined), FOUR, Said));
    lines
}

/// 先期处置: forces go out before approval, and who approves ratifies; anyone calls a withdrawal.
fn dispatch() -> Vec<Line> {
    let (before, under) = (Log::new(), Log::at_level(Level::Four));
    let order = |log: &Log| orders(log, Form::Order, Urgency::Urgent);
    let withdraw = orders(&before, Form::Order, Urgency::Withdraw);
    let request = orders(&before, Form::Request, Urgency::Urgent);
    let start = |log: &Log| {
        let incident = Some(log.incident);
        Command::StartPlan { plan: "P1".into(), area: CITY.into(), incident, level: Level::Four }
    };
    let many = Command::IssueOrders {
        form: Form::Order,
        to: vec![Recipient::Team("T1".into()), Recipient::Team("T2".into())],
        incident: Some(before.incident),
        text: "赴现场".into(),
        urgency: Urgency::Urgent,
        destination: None,
        until: None,
    };
    let free = Assignment { incident: None, destination: None, order: None };
    let count = HeadCount {
        order: before.withdrawal,
        present: 8,
        missing: 2,
        names: String::new(),
        by: "赵某".into(),
        means: Means::Radio,
        at: at("09:10"),
    };
    vec![
        line("dispatch before approval", before.clone(), order(&before), FOUR, Goes),
        line("the same to several", before.clone(), many, FOUR, Goes),
        line("dispatch under a response", under.clone(), order(&under), ANYBODY, Goes),
        line("withdraw", before.clone(), withdraw, ANYBODY, Goes),
        line("request", before.clone(), request, ANYBODY, Goes),
        line("plan before approval", before.clone(), start(&before), FOUR, Goes),
        line("plan under a response", under.clone(), start(&under), ANYBODY, Goes),
        line("assign", before.clone(), Command::AssignTeam { team: "T1".into(), assignment: free }, ANYBODY, Goes),
        line("count heads", before.clone(), Command::CountHeads(count), ANYBODY, Goes),
        line("people moved", before.clone(), super::outside::moved(), ANYBODY, Goes),
        line(
            "relief",
            super::outside::with_evacuees(&before).0,
            super::outside::with_evacuees(&before).1,
            ANYBODY,
            Goes,
        ),
        line("tell neighbours", before.clone(), Command::Notify(super::outside::told(&before)), ANYBODY, Goes),
    ]
}

fn decisions() -> Vec<Line> {
    let log = Log::new();
    let incident = log.incident;
    let graded = |reason: &str| Command::GradeIncident { incident, grade: Some(Grade::Major), reason: reason.into() };
    let done = |order| Command::EndOrder { order, outcome: Outcome::Cancelled("险情解除".into()) };
    let rows = qianzhi::domain::BuiltIn::newest().rows().take(1).cloned().collect();
    let (signed, report) = submitted();
    let sign = |by: &str, means| {
        Command::Report(ReportCommand::Sign { report, by: by.into(), office: "局长".into(), means })
    };
    let disputed = disputed();
    let side = disputed.world.conflicts()[0].sides[0].id;
    let settle = Command::Settle { aspect: Aspect::Response(CITY.into()), in_favour_of: side };
    let theirs = Log::at_level(Level::Three);
    let target = theirs.world.heads(&Aspect::Response(CITY.into()))[0];
    let strike = Command::Strike { target, reason: "误操作".into() };
    vec![
        line("grade", log.clone(), graded(""), DUTY, Why),
        line("grade with its reason", log.clone(), graded("已有3人死亡"), DUTY, Said),
        line("lift a withdrawal", log.clone(), done(log.withdrawal), LIFTS, Why),
        line("cancel an order", log.clone(), done(log.order), ANYBODY, Goes),
        line("sign at the console", signed.clone(), sign("陈某", Means::Console), LEADERS, Why),
        line("write down that another signed", signed.clone(), sign("王某", Means::Console), ANYBODY, Goes),
        line("write down who signed", signed, sign("陈某", Means::Phone), ANYBODY, Goes),
        line("settle a response", disputed, settle, ONE, Why),
        line("strike another's activation", theirs, strike, THREE, Said),
        line("rules", log, Command::AdoptRules { profile: "洛阳 2026-1".into(), rows }, LEADERS, Why),
    ]
}

/// A report that waits for its signature.
fn submitted() -> (Log, qianzhi::domain::EventId) {
    let mut log = Log::new();
    let begin = ReportCommand::Begin {
        incident: log.incident,
        kind: ReportKind::Initial,
        to: "省应急厅".into(),
        by: None,
        secrecy: qianzhi::domain::Secrecy::default(),
        haste: qianzhi::domain::Haste::default(),
    };
    let who = sits("李明", Some(DutyOfficer));
    let report = log.does(&who, Command::Report(begin)).unwrap();
    let submit = ReportCommand::Submit { report, composed: vec![], reason: "先报后核".into() };
    log.does(&who, Command::Report(submit)).unwrap();
    (log, report)
}

/// Two posts activated apart, at Ⅲ and at Ⅰ.
fn disputed() -> Log {
    let mut log = Log::at_level(Level::Three);
    log.says(Fact::ResponseDecided { response: response(activated(Level::One)), after: vec![] });
    assert_eq!(log.world.conflicts().len(), 1);
    log
}

/// What is written down is anybody's.
#[expect(clippy::too_many_lines, reason = "a list: one command after the other")]
fn words() -> Vec<Line> {
    let mut log = Log::new();
    let place = Place {
        code: "L1".into(),
        name: "京广路".into(),
        name_en: String::new(),
        point: Point { lat: 34_600_000, lon: 112_400_000 },
        source: String::new(),
        seat: None,
    };
    log.says(Fact::PlaceNamed(place));
    let incident = log.incident;
    let (team, now) = ("T1", at("09:10"));
    let entry = Entry::plain("积水没过路沿".to_owned(), now);
    let opened = Command::OpenIncident {
        unit_told: None,
        sensitive: false,
        title: "塌方".into(),
        code: String::new(),
        area: CITY.into(),
        place: None,
        address: String::new(),
        occurred: now,
        received: now,
    };
    let figure = Command::ReportFigure {
        incident,
        figure: FigureKind::Dead,
        value: Figure { count: Some(1), verified: false },
        occurred: now,
        source: String::new(),
    };
    let position = PositionReport { team: team.into(), place: "L1".into(), at: now, means: Means::Radio };
    let warning = warning();
    let climb = Command::ClimbRung {
        order: log.order,
        rung: Rung::Acknowledged,
        by: "赵某".into(),
        means: Means::Phone,
        at: now,
    };
    let step = Command::SetStep { run: log.plan_run, step: "S1".into(), status: StepStatus::Done };
    let shelve =
        Command::ShelveAlarms { alarms: vec!["x".into()], reason: "已电话约定".into(), until: at("10:00") };
    let strike = Command::Strike { target: log.order, reason: "误操作".into() };
    let received = log.says(Fact::WarningReceived(warning.clone()));
    let call = Call {
        about: Errand::Warning(received),
        contact: None,
        instead: None,
        name: "孙某".into(),
        number: "0379-1".into(),
        by: "李明".into(),
        means: Means::Phone,
        answer: Answer::None,
        at: now,
        note: String::new(),
    };
    let calling = Calling {
        about: call.about,
        contact: None,
        name: "孙某".into(),
        number: String::new(),
        by: "李明".into(),
        at: now,
    };
    let (issuer, document) = ("气象台".into(), "解除暴雨红色预警".into());
    let lifting = Lifting { warning: received, issuer, document, by: String::new(), means: Means::Phone, at: now };
    let sheet = Sheet { since: now, made: now, hash: ContentHash([7; 32]) };
    let (side, by) = (ShiftSide::Handed { to: String::new() }, "上一班".to_owned());
    let handed = log.says(Fact::ShiftSigned(SignOff { sheet: sheet.clone(), side, by, at: now }));
    let moves = vec![(Article::Art67, 6, Taken::Yes { owner: "孙某".into(), reason: String::new() })];
    let reason = || "同一起".to_owned();
    let other = log.says(Fact::IncidentOpened(super::incident("塌方二")));
    let said = log.says(Fact::EntryLogged(entry.clone()));
    let merged = log.says(Fact::IncidentOpened(super::incident("塌方三")));
    let into = Some(incident);
    log.says(Fact::IncidentMerged { merged, into, reason: reason(), at: now, after: vec![] });
    let commands = vec![
        ("code", Command::CodeIncident { incident, code: "11B03".into(), reason: reason() }),
        ("merge", Command::MergeIncidents { merged: other, into: incident, reason: reason() }),
        ("split", Command::SplitIncident { merged, reason: reason() }),
        ("amend", Command::AmendEntry { entry: said, text: "积水漫过路沿".into(), reason: reason() }),
        ("calling", Command::BeginCall(calling)),
        ("hand over", Command::HandOver { sheet: sheet.clone(), to: "钱某".into() }),
        ("take over", Command::TakeOver { handed, told: None }),
        ("call", Command::MakeCall { call, acknowledged: false }),
        ("measures", Command::AnswerMeasures { warning: received, answers: moves }),
        ("entry", Command::WriteEntry(entry)),
        ("open", opened),
        ("status", Command::SetIncidentStatus { incident, status: IncidentStatus::Stabilised }),
        ("figure", figure),
        ("position", Command::ReportPosition(position)),
        ("warning", Command::ReceiveWarning(warning)),
        ("lift", Command::LiftWarning(lifting)),
        ("rung", climb),
        (
            "team status",
            Command::SetTeamStatus { team: team.into(), status: TeamStatus::Ordered, reason: String::new() },
        ),
        ("step", step),
        ("shelve", shelve),
        ("acknowledge", Command::AcknowledgeAlarms { alarms: vec!["x".into()] }),
        ("strike an order", strike),
    ];
    commands.into_iter().map(|(what, command)| line(what, log.clone(), command, ANYBODY, Goes)).collect()
}

pub(super) fn lines() -> Vec<Line> {
    [
        responses(),
        dispatch(),
        super::mobilise::lines(),
        super::plans::lines(),
        super::postures::postures(),
        decisions(),
        words(),
        super::consults::lines(),
        super::resources::lines(),
        super::reviews::lines(),
        super::scenes::lines(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the matrix wants of a line for one role.
fn wanted(line: &Line, role: Option<Role>) -> Option<bool> {
    let may = role.map_or(line.may.len() == ANYBODY.len(), |role| line.may.contains(&role));
    (!may).then_some(role.is_none() || line.others == Goes)
}

#[test]
fn every_role_meets_every_command_as_the_matrix_says() {
    let mut met = BTreeSet::new();
    for line in lines() {
        met.insert(name(&line.command));
        for role in Role::ALL.into_iter().map(Some).chain([None]) {
            let who = sits("陈某", role);
            let verdict = judge(&line.log.world, &who, &line.command);
            let shown = || format!("{} by {role:?}: {verdict:?}", line.what);
            match (wanted(&line, role), &verdict) {
                (None, Verdict::Within) | (Some(true), Verdict::AtOnce(_)) | (Some(false), Verdict::WithReason(_)) => {}
                _ => panic!("{}", shown()),
            }
            let decided = decide(&line.log.world, &who, line.command.clone());
            let (Some(at_once), Some(Beyond { claim, rule, least, .. })) = (wanted(&line, role), verdict.beyond())
            else {
                let decided = decided.unwrap_or_else(|no| panic!("{}: {no}", shown()));
                assert_eq!(decided.overridden, None, "{}", shown());
                continue;
            };
            assert!(line.may.contains(least), "{}", shown());
            assert!(rule.0.starts_with("RAUT-"), "{}", shown());
            let refused = !at_once && line.others == Why;
            assert_eq!(matches!(decided, Err(Refusal::Beyond(_))), refused, "{}: {decided:?}", shown());
            // With a reason everything goes through, and says so.
            let why = super::Standing { reason: "来不及请示".into(), ..who };
            let decided = decide(&line.log.world, &why, line.command.clone()).unwrap();
            let basis = decided.overridden.unwrap_or_else(|| panic!("{}", shown()));
            assert_eq!((basis.claim(), basis.role, &basis.rule), (*claim, role, rule), "{}", shown());
            assert_eq!(basis.reason, "来不及请示");
        }
    }
    // A drill's control and an answer are judged apart: below, and in `ratify`.
    met.extend(["ControlDrill", "Ratify"]);
    assert_eq!(met, NAMES.into_iter().collect());
}

#[test]
fn whoever_controls_a_drill_stands_outside_of_the_table_and_outside_of_one_has_no_part_in_it() {
    let world = World::new(Realm::Drill("防汛".into()));
    let controls = sits("导调", Some(Controller));
    let activate = decides(activated(Level::One));
    assert_eq!(judge(&world, &controls, &activate), Verdict::Within);
    let live = judge(&Log::new().world, &controls, &activate);
    assert!(matches!(live, Verdict::AtOnce(_)), "{live:?}");
    for role in Role::ALL {
        let control = Command::ControlDrill(DrillControl::Pause);
        assert_eq!(judge(&world, &sits("陈某", Some(role)), &control), Verdict::Within);
    }
}

/// rules.md 10.1: “level Ⅰ→Ⅳ directly: needs two-step or explicit override”.
#[test]
fn level_one_to_four_directly_needs_two_steps_or_an_override() {
    let who = sits("周某", Some(GeneralDeputy));
    // Whoever acts, also the commander: more than a step wants a reason.
    for who in [who.clone(), sits("郑某", Some(GeneralCommander))] {
        for (from, to) in [(Level::One, Level::Four), (Level::One, Level::Three), (Level::Two, Level::Four)] {
            let log = Log::at_level(from);
            let Verdict::Unguarded(unmet) = judge(&log.world, &who, &decides(activated(to))) else { panic!() };
            let lacks: Vec<_> = unmet.lacks.iter().map(|lack| (lack.rule.0.as_ref(), lack.what)).collect();
            let unfounded = ("RAUT-升降-依据", Lacking::Basis(to));
            assert_eq!(lacks, [("RAUT-逐级", Lacking::Steps(from, to)), unfounded]);
            assert_eq!(unmet.beyond.least, GeneralCommander);
        }
    }
    // From Ⅱ the deputy lowers step by step, and two steps at once are the commander's.
    let mut two = Log::at_level(Level::Two);
    let lower = on_warning(&mut two, Level::Three);
    assert_eq!(judge(&two.world, &who, &lower), Verdict::Within);
    let leap = judge(&two.world, &who, &decides(activated(Level::Four)));
    assert!(leap.beyond().is_some_and(|beyond| beyond.claim.act == Act::Leap), "{leap:?}");
}

/// Only the first order for an incident is 先期处置; what follows is covered by it, until somebody reverses it.
#[test]
fn one_ratification_covers_the_first_measures_for_an_incident() {
    let mut log = Log::new();
    let duty = sits("李明", Some(DutyOfficer));
    let order = orders(&log, Form::Order, Urgency::Urgent);
    let first = log.does(&duty, order.clone()).unwrap();
    assert!(log.world.overridden(first).is_some());
    let second = log.does(&duty, orders(&log, Form::Order, Urgency::Routine)).unwrap();
    assert!(log.world.overridden(second).is_none());
    assert_eq!(log.world.unratified().len(), 1);
    let lead = sits("张某", Some(SpecialDeputy));
    let no = Ratify {
        of: first,
        sanction: Sanction::Reversed,
        by: "张某".into(),
        role: None,
        means: Means::Console,
        note: "力量另有安排".into(),
    };
    log.does(&lead, Command::Ratify(no)).unwrap();
    assert!(matches!(judge(&log.world, &duty, &order), Verdict::AtOnce(_)));
}
