//! The table of rules.md 5.4, line by line, and what becomes of everything that is no line of it.

use std::collections::BTreeSet;

use qianzhi::domain::{
    Casualty, CasualtyState, Evidence, Figure, FigureKind, FigureReport, HazardKind, HazardReading, HeadCount,
    IncidentStatus, Outcome, Reckoning, Rung, RungFact, SceneEvent, SceneRequest, SearchGrid,
};

use super::super::{Otherwise, Row};
use super::*;

/// The events as the paper names them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum E {
    FirstOnScene,
    InitialCommandAssumed,
    ZoneSet,
    CpEstablished,
    CommandTransferred,
    RescuePlanIssued,
    TaskAssigned,
    TaskProgress,
    HazardReading,
    WithdrawOrdered,
    ReEntryApproved,
    CasualtyFound,
    ResourceRequested,
    SafetyRelief,
    SearchZoneCleared,
    SceneStabilized,
    SceneHandedOver,
    CpClosed,
}

const P: S = S::Period(1);

/// Every line of the table of rules.md 5.4; those of `any` and `–` in each state in which people may be at work.
const PAPER: &[(S, E, S)] = &[
    (S::Unopened, E::FirstOnScene, S::Initial),
    (S::Initial, E::InitialCommandAssumed, S::Initial),
    (S::Initial, E::ZoneSet, S::Initial),
    (S::Initial, E::CpEstablished, S::Running),
    (S::Running, E::CommandTransferred, S::Running),
    (S::Running, E::RescuePlanIssued, P),
    (P, E::TaskAssigned, P),
    (P, E::TaskProgress, P),
    (P, E::HazardReading, P),
    (S::Initial, E::WithdrawOrdered, S::Withdrawn),
    (S::Running, E::WithdrawOrdered, S::Withdrawn),
    (P, E::WithdrawOrdered, S::Withdrawn),
    (S::Stable, E::WithdrawOrdered, S::Withdrawn),
    (S::Withdrawn, E::ReEntryApproved, P),
    (P, E::CasualtyFound, P),
    (P, E::ResourceRequested, P),
    (P, E::SafetyRelief, P),
    (P, E::SearchZoneCleared, P),
    (P, E::SceneStabilized, S::Stable),
    (S::Stable, E::SceneHandedOver, S::HandedOver),
    (S::HandedOver, E::CpClosed, S::Closed),
];

const fn row(from: S, event: E, to: S, taken: fn(), otherwise: Otherwise) -> Row<S, E> {
    Row { from, event, to, taken, otherwise }
}

const TABLE: &[Row<S, E>] = &[
    row(S::Unopened, E::FirstOnScene, S::Initial, somebody_arrives, Otherwise::Override(arrives_twice)),
    row(
        S::Initial,
        E::InitialCommandAssumed,
        S::Initial,
        takes_command,
        Otherwise::Override(a_fire_is_the_fire_services),
    ),
    row(S::Initial, E::ZoneSet, S::Initial, sets_a_zone, Otherwise::Override(sets_one_before_anybody_is_there)),
    row(S::Initial, E::CpEstablished, S::Running, sets_the_post_up, Otherwise::Override(sets_it_up_in_a_period)),
    row(S::Running, E::CommandTransferred, S::Running, passes_command_on, Otherwise::Override(without_a_brief)),
    row(S::Running, E::RescuePlanIssued, P, issues_a_plan, Otherwise::Override(without_experts_or_too_long)),
    row(P, E::TaskAssigned, P, gives_a_task, Otherwise::Override(tasks_that_lack_something)),
    row(P, E::TaskProgress, P, goes_on_and_ends, Otherwise::Refused(news_of_no_task)),
    row(P, E::HazardReading, P, a_reading_alarms, Otherwise::Harmless(one_within_its_limit_does_not)),
    row(S::Initial, E::WithdrawOrdered, S::Withdrawn, called_back_first, Otherwise::Harmless(anybody_may_call)),
    row(S::Running, E::WithdrawOrdered, S::Withdrawn, called_back_running, Otherwise::Harmless(anybody_may_call)),
    row(P, E::WithdrawOrdered, S::Withdrawn, called_back, Otherwise::Harmless(called_twice)),
    row(S::Stable, E::WithdrawOrdered, S::Withdrawn, called_back_stable, Otherwise::Harmless(anybody_may_call)),
    row(S::Withdrawn, E::ReEntryApproved, P, goes_in_again, Otherwise::Override(goes_in_too_early)),
    row(P, E::CasualtyFound, P, adds_casualties, Otherwise::Refused(adds_nobody)),
    row(P, E::ResourceRequested, P, asks_and_is_answered, Otherwise::Refused(answers_nothing)),
    row(P, E::SafetyRelief, P, is_relieved, Otherwise::Refused(relieves_no_task)),
    row(P, E::SearchZoneCleared, P, two_clear_a_cell, Otherwise::Override(searches_before_a_plan)),
    row(P, E::SceneStabilized, S::Stable, is_stable, Otherwise::Override(stable_too_early)),
    row(S::Stable, E::SceneHandedOver, S::HandedOver, is_handed_over, Otherwise::Override(evidence_lies_bare)),
    row(S::HandedOver, E::CpClosed, S::Closed, is_closed, Otherwise::Override(closed_over_people)),
];

#[test]
fn the_table_of_the_paper_is_walked() {
    TABLE.iter().for_each(Row::walk);
}

#[test]
fn every_line_of_the_paper_is_in_the_table() {
    let table: BTreeSet<_> = TABLE.iter().map(|row| (row.from, row.event, row.to)).collect();
    assert_eq!(table, PAPER.iter().copied().collect());
    assert_eq!(table.len(), TABLE.len());
}

/// What can be done as a command of the scene for each event; an order calls everybody back.
fn some(ground: &Ground, event: SceneEvent) -> Option<SceneCommand> {
    let id = EventId([9; 32]);
    let what = match event {
        SceneEvent::Arrive => return Some(ground.step(SceneStep::Opened)),
        SceneEvent::Establish => return Some(ground.step(SceneStep::Posted(post()))),
        SceneEvent::Plan => return Some(ground.step(SceneStep::Planned(plan(4, "张某")))),
        SceneEvent::ReEnter => return Some(ground.step(re_enter())),
        SceneEvent::Stabilise => return Some(ground.step(stable())),
        SceneEvent::GiveOver => return Some(ground.step(SceneStep::HandedOver { to: "属地".into() })),
        SceneEvent::Close => return Some(ground.step(SceneStep::Closed)),
        SceneEvent::Withdraw => return None,
        SceneEvent::SizeUp => size_up(),
        SceneEvent::Command => command("吴某", true),
        SceneEvent::Cordon => zone(ZoneKind::Hot),
        SceneEvent::Transfer => {
            SceneNoted::CommandOffered { from: "陈某".into(), to: "郑某".into(), brief: "简报".into() }
        }
        SceneEvent::Assign => SceneNoted::Task(task("F1")),
        SceneEvent::Progress => SceneNoted::Progress { task: id, text: "到二层".into() },
        SceneEvent::Read => reading(HazardKind::Combustible, 100),
        SceneEvent::Count => casualty(CasualtyState::Rescued, 1, "医疗"),
        SceneEvent::Request => asked(),
        SceneEvent::Relieve => SceneNoted::Relieved { task: id, with: String::new() },
        SceneEvent::Search => searched("A1", "F1"),
        SceneEvent::Account => entered("F1", 3),
        SceneEvent::Protect => SceneNoted::Evidence(evidence(true)),
    };
    Some(ground.note(what))
}

/// What is no line of the paper and none of what follows from one (`SceneEvent::in_turn` says which) wants a reason,
/// everywhere; what somebody saw or counted is written down wherever it is seen.
#[test]
fn whatever_is_out_of_its_turn_wants_a_reason_and_goes_through() {
    for state in S::ALL {
        for event in SceneEvent::ALL {
            let ground = Ground::at(state);
            let Some(command) = some(&ground, event) else { continue };
            let late = ground.lacks(&command).contains(&out_of_turn(state));
            assert_eq!(late, !event.in_turn(state), "{state:?} {event:?}");
            let known = !matches!(event, SceneEvent::Progress | SceneEvent::Relieve);
            let done = decide(&ground.world, &ground.because("急"), Command::Scene(command));
            assert_eq!(done.is_ok(), known, "{state:?} {event:?}: {done:?}");
        }
    }
    // Beyond the paper: these come whenever they come.
    let always = [
        SceneEvent::Progress,
        SceneEvent::Read,
        SceneEvent::Withdraw,
        SceneEvent::Count,
        SceneEvent::Request,
        SceneEvent::Relieve,
        SceneEvent::Account,
        SceneEvent::Protect,
    ];
    for event in SceneEvent::ALL {
        let everywhere = S::ALL.iter().all(|state| event.in_turn(*state));
        assert_eq!(everywhere, always.contains(&event), "{event:?}");
    }
}

fn reading(kind: HazardKind, value: u32) -> SceneNoted {
    SceneNoted::Reading(HazardReading { kind, value, unit: kind.unit().into(), place: "三号罐".into() })
}

fn casualty(state: CasualtyState, change: i32, source: &str) -> SceneNoted {
    SceneNoted::Casualty(Casualty { state, change, source: source.into(), place: String::new() })
}

fn asked() -> SceneNoted {
    SceneNoted::Asked(SceneRequest { what: "空呼 20 套".into(), to: "指挥部".into() })
}

fn searched(cell: &str, team: &str) -> SceneNoted {
    SceneNoted::Searched { cell: cell.into(), crew: crew(team), method: "人工".into(), found: 0 }
}

fn evidence(protected: bool) -> Evidence {
    Evidence { item: "阀门".into(), marked: true, sketched: protected, recorded: true }
}

/// The task is given; the note and its order.
fn given(ground: &mut Ground, task: SceneTask) -> (EventId, EventId) {
    let id = ground.notes(SceneNoted::Task(task));
    let view = ground.view();
    let order = view.tasks(&ground.world).iter().find(|task| task.id == id).unwrap().order.as_ref().unwrap().id;
    (id, order)
}

fn acknowledges(ground: &mut Ground, order: EventId) {
    let at = ground.now;
    ground.says(Fact::OrderRung(RungFact {
        order,
        rung: Rung::Acknowledged,
        by: "李某".into(),
        means: Means::Radio,
        at,
    }));
}

fn somebody_arrives() {
    let mut ground = Ground::new();
    ground.steps(SceneStep::Opened);
    assert_eq!(ground.state(), S::Initial);
}

fn arrives_twice() {
    let mut ground = Ground::at(S::Initial);
    let command = ground.step(SceneStep::Opened);
    ground.needs_a_reason(command, &[out_of_turn(S::Initial)], "RAUT-次序");
}

fn takes_command() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(command("吴某", false));
    assert_eq!(ground.view().commander, Reckoning::Agreed("吴某"));
}

/// 消防法 art. 45: at a fire the fire service commands.
fn a_fire_is_the_fire_services() {
    let mut ground = Ground::of("12G01");
    ground.steps(SceneStep::Opened);
    let other = ground.note(command("吴某", false));
    ground.lacks_on_scene(other, SceneLack::FireOfficer, "RAUT-现场-火场");
    ground.notes(command("消防李某", true));
    assert_eq!(ground.view().commander, Reckoning::Agreed("消防李某"));
}

fn sets_a_zone() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(zone(ZoneKind::Hot));
    ground.notes(SceneNoted::Evacuate { whence: "下风向三村".into(), people: None });
    assert_eq!(ground.view().zones().len(), 1);
    // To lift it is the commander's; a shift lead in the duty room may not.
    let id = ground.view().zones()[0].id;
    let lift = Command::Scene(ground.note(SceneNoted::ZoneLifted { zone: id }));
    let clerk = Standing { role: Some(Role::DutyOfficer), ..ground.commander() };
    assert!(matches!(judge(&ground.world, &clerk, &lift), Verdict::WithReason(_)));
    ground.notes(SceneNoted::ZoneLifted { zone: id });
    assert!(ground.view().zones().is_empty());
}

fn sets_one_before_anybody_is_there() {
    let mut ground = Ground::new();
    let command = ground.note(zone(ZoneKind::Cordon));
    ground.needs_a_reason(command, &[out_of_turn(S::Unopened)], "RAUT-次序");
}

fn sets_the_post_up() {
    let mut ground = Ground::at(S::Initial);
    assert_eq!(ground.view().commander, Reckoning::Agreed("周某"));
    ground.steps(SceneStep::Posted(post()));
    assert_eq!((ground.state(), ground.view().commander), (S::Running, Reckoning::Agreed("陈某")), "whom it names");
}

fn sets_it_up_in_a_period() {
    let mut ground = Ground::at(P);
    let command = ground.step(SceneStep::Posted(post()));
    ground.needs_a_reason(command, &[out_of_turn(P)], "RAUT-次序");
}

fn passes_command_on() {
    let mut ground = Ground::at(S::Running);
    let offer = SceneNoted::CommandOffered { from: "陈某".into(), to: "郑某".into(), brief: "二层未搜".into() };
    let of = ground.notes(offer);
    assert_eq!(ground.view().commander, Reckoning::Agreed("陈某"), "until the other acknowledges it is who had it");
    assert_eq!(ground.view().offered().map(|(id, ..)| id), Some(of));
    ground.notes(SceneNoted::CommandTaken { of });
    assert_eq!((ground.state(), ground.view().commander), (S::Running, Reckoning::Agreed("郑某")));
    assert_eq!(ground.view().offered(), None);
    // It is taken once.
    let again = Command::Scene(ground.note(SceneNoted::CommandTaken { of }));
    assert!(matches!(decide(&ground.world, &ground.because("急"), again), Err(Refusal::Unknown { .. })));
}

fn without_a_brief() {
    let mut ground = Ground::at(S::Running);
    let offer = SceneNoted::CommandOffered { from: "陈某".into(), to: "郑某".into(), brief: "  ".into() };
    let command = ground.note(offer);
    ground.lacks_on_scene(command, SceneLack::Brief, "RAUT-现场-交接");
    // Nor does somebody else command because a headquarters says so.
    let appoint = Command::AppointCommander { incident: ground.incident, name: "吴某".into() };
    let Verdict::Unguarded(unmet) = judge(&ground.world, &ground.commander(), &appoint) else { panic!("it went") };
    assert_eq!(unmet.lacks[0].what, Lacking::Scene(SceneLack::Brief));
    let same = Command::AppointCommander { incident: ground.incident, name: "陈某".into() };
    assert_eq!(judge(&ground.world, &ground.commander(), &same), Verdict::Within);
}

fn issues_a_plan() {
    let mut ground = Ground::at(S::Running);
    ground.steps(SceneStep::Planned(plan(2, "")));
    assert_eq!(ground.state(), P);
    ground.steps(SceneStep::Planned(plan(12, "")));
    assert_eq!(ground.state(), S::Period(2), "the next version begins the next period");
    let view = ground.view();
    let (_, at, plan) = view.plan().unwrap();
    assert_eq!((plan.version, plan.until), (2, at + Span::hours(12)));
}

/// Hazardous substances, mines and slopes; periods of 2 to 12 hours.
fn without_experts_or_too_long() {
    for code in ["12D01", "12E01", "12A01", "12B01", "11D01"] {
        let mut ground = Ground::of(code);
        ground.leads_to(S::Initial);
        ground.leads_to(S::Running);
        let command = ground.step(SceneStep::Planned(plan(4, "")));
        ground.lacks_on_scene(command, SceneLack::Expert, "RAUT-现场-专家");
        ground.steps(SceneStep::Planned(plan(4, "张某: 先堵漏")));
    }
    for hours in [0, 1, 13] {
        let mut ground = Ground::at(S::Running);
        let command = ground.step(SceneStep::Planned(plan(hours, "")));
        ground.lacks_on_scene(command, SceneLack::Period(hours), "RAUT-现场-周期");
    }
}

fn gives_a_task() {
    let mut ground = Ground::at(P);
    let (_, order) = given(&mut ground, SceneTask { needs: Some(Capability::CollapseSearch), ..task("F1") });
    let view = ground.world.order(order).unwrap();
    assert_eq!((&view.order.to, view.order.incident), (&Recipient::Team("F1".into()), Some(ground.incident)));
    assert!(view.order.text.contains("三声长笛"), "whoever has no screen is told the signal: {}", view.order.text);
    assert_eq!(ground.world.team(&"F1".into()).unwrap().status.agreed(), Some(TeamStatus::Working));
}

fn tasks_that_lack_something() {
    let lacks = |task: SceneTask, lack, row| {
        let mut ground = Ground::at(P);
        let command = ground.note(SceneNoted::Task(task));
        ground.lacks_on_scene(command, lack, row);
    };
    lacks(SceneTask { signal: " ".into(), ..task("F1") }, SceneLack::Signal, "RAUT-现场-信号");
    let needs = Some(Capability::MineRescue);
    lacks(SceneTask { needs, ..task("F1") }, SceneLack::Incapable(Capability::MineRescue), "RAUT-现场-能力");
    // One that did not check in.
    let mut ground = Ground::at(P);
    let at = ground.now;
    ground.says(Fact::TeamEnrolled { team: team("X9", TeamKind::Social, vec![]), after: vec![] });
    ground.says(Fact::TeamStatusSet { team: "X9".into(), status: TeamStatus::OnScene, at, after: vec![] });
    let command = ground.note(SceneNoted::Task(task("X9")));
    ground.lacks_on_scene(command, SceneLack::NotCheckedIn, "RAUT-现场-报到");
    // One that has a task.
    let mut ground = Ground::at(P);
    given(&mut ground, task("F1"));
    let command = ground.note(SceneNoted::Task(task("F1")));
    ground.lacks_on_scene(command, SceneLack::Busy, "RAUT-现场-报到");
    // A zone where nobody may go; people may not go in either.
    let mut ground = Ground::at(P);
    let id = ground.notes(zone(ZoneKind::Forbidden));
    let command = ground.note(SceneNoted::Task(SceneTask { zone: Some(id), ..task("F1") }));
    ground.clone().lacks_on_scene(command, SceneLack::Forbidden(id), "RAUT-现场-禁入");
    let goes_in = SceneNoted::Entered { crew: crew("F1"), people: 2, names: String::new(), zone: Some(id) };
    let command = ground.note(goes_in);
    ground.lacks_on_scene(command, SceneLack::Forbidden(id), "RAUT-现场-禁入");
    let hot = ground.notes(zone(ZoneKind::Hot));
    ground.notes(SceneNoted::Task(SceneTask { zone: Some(hot), ..task("P1") }));
}

fn goes_on_and_ends() {
    let mut ground = Ground::at(P);
    let (task, order) = given(&mut ground, task("F1"));
    acknowledges(&mut ground, order);
    ground.notes(SceneNoted::Blocked { task, text: "楼梯塌".into() });
    assert_eq!(ground.view().tasks(&ground.world)[0].blocked, Some("楼梯塌"));
    ground.now = ground.now + Span::minutes(1);
    ground.notes(SceneNoted::Progress { task, text: "改走西梯".into() });
    assert_eq!(ground.view().tasks(&ground.world)[0].blocked, None);
    ground.notes(SceneNoted::Done { task, evidence: "照片3".into() });
    assert!(ground.view().tasks(&ground.world)[0].closed());
    assert_eq!(ground.world.order(order).unwrap().outcome, Reckoning::Agreed(Outcome::Done));
    assert_eq!(ground.world.team(&"F1".into()).unwrap().status.agreed(), Some(TeamStatus::Staged));
    assert_eq!(ground.state(), P);
}

fn news_of_no_task() {
    let ground = Ground::at(P);
    let news = ground.note(SceneNoted::Progress { task: EventId([8; 32]), text: "到了".into() });
    let no = decide(&ground.world, &ground.because("急"), Command::Scene(news));
    assert!(matches!(no, Err(Refusal::Unknown { .. })), "{no:?}");
}

fn a_reading_alarms() {
    let mut ground = Ground::at(P);
    // 可燃气体 from 10 %LEL on, oxygen below 19.5 %.
    let id = ground.notes(reading(HazardKind::Combustible, 1000));
    let beyond = ground.view();
    let beyond = beyond.beyond(&ground.world);
    assert_eq!((beyond.len(), beyond[0].0, beyond[0].3.row.id.0.as_ref()), (1, id, "R-读数-可燃"));
    assert!(beyond[0].3.row.is_default(), "the threshold says that it is this project's");
    ground.now = ground.now + Span::minutes(1);
    ground.notes(reading(HazardKind::Combustible, 999));
    assert!(ground.view().beyond(&ground.world).is_empty(), "the newest reading at the place counts");
    ground.notes(reading(HazardKind::Oxygen, 1949));
    assert_eq!(ground.view().beyond(&ground.world).len(), 1);
}

fn one_within_its_limit_does_not() {
    let mut ground = Ground::at(P);
    ground.notes(reading(HazardKind::Combustible, 999));
    ground.notes(reading(HazardKind::Oxygen, 1950));
    ground.notes(reading(HazardKind::Other, 90_000));
    assert!(ground.view().beyond(&ground.world).is_empty());
}

fn called_back_from(state: S) {
    let mut ground = Ground::at(state);
    ground.withdraws();
    assert_eq!(ground.state(), S::Withdrawn, "{state:?}");
}

fn called_back_first() {
    called_back_from(S::Initial);
}

fn called_back_running() {
    called_back_from(S::Running);
}

fn called_back() {
    called_back_from(P);
}

fn called_back_stable() {
    called_back_from(S::Stable);
}

/// 生产安全事故应急条例 art. 22: whoever sees the danger calls everybody back.
fn anybody_may_call() {
    for state in [S::Initial, S::Running, S::Stable] {
        let mut ground = Ground::at(state);
        let command = Command::IssueOrder {
            form: Form::Order,
            to: Recipient::Team("F1".into()),
            incident: Some(ground.incident),
            text: "撤".into(),
            urgency: Urgency::Withdraw,
            destination: None,
            authority: None,
            until: None,
        };
        let scribe = Standing { role: Some(Role::Scribe), ..ground.commander() };
        assert_eq!(judge(&ground.world, &scribe, &command), Verdict::Within);
        ground.does(&scribe, command).unwrap();
        assert_eq!(ground.state(), S::Withdrawn);
    }
}

fn called_twice() {
    let mut ground = Ground::at(S::Withdrawn);
    let moves = ground.view().moves.len();
    ground.withdraws();
    assert_eq!((ground.state(), ground.view().moves.len()), (S::Withdrawn, moves));
}

fn heads(ground: &mut Ground, present: u32, missing: u32) {
    let orders: Vec<EventId> = ground.world.open_orders().map(|view| view.id).collect();
    let at = ground.now;
    for order in orders {
        let (names, by) = (String::new(), "李某".into());
        ground.says(Fact::HeadsCounted(HeadCount { order, present, missing, names, by, means: Means::Radio, at }));
    }
}

fn goes_in_again() {
    let mut ground = Ground::at(S::Withdrawn);
    heads(&mut ground, 10, 0);
    ground.now = ground.now + Span::minutes(3);
    ground.steps(re_enter());
    assert_eq!(ground.state(), P, "back to the period it was in");
    assert_eq!(ground.world.open_orders().count(), 0, "the order to withdraw is lifted with it");
    // Before there was a plan, it leads back to where it was.
    let mut ground = Ground::at(S::Initial);
    ground.now = ground.now + Span::minutes(1);
    ground.withdraws();
    heads(&mut ground, 10, 0);
    ground.now = ground.now + Span::minutes(1);
    ground.steps(re_enter());
    assert_eq!(ground.state(), S::Initial);
}

fn goes_in_too_early() {
    let lacks = |mut ground: Ground, step: SceneStep, lack| {
        let command = ground.step(step);
        ground.lacks_on_scene(command, lack, "RAUT-现场-再入");
    };
    let mut ground = Ground::at(S::Withdrawn);
    ground.now = ground.now + Span::minutes(1);
    lacks(ground.clone(), re_enter(), SceneLack::Unaccounted(10));
    heads(&mut ground, 8, 2);
    lacks(ground.clone(), re_enter(), SceneLack::Unaccounted(2));
    ground.now = ground.now + Span::minutes(1);
    heads(&mut ground, 10, 0);
    let (said, none) = ("可进".to_owned(), String::new());
    lacks(ground.clone(), SceneStep::ReEntered { expert: none.clone(), monitor: said.clone() }, SceneLack::Expert);
    lacks(ground.clone(), SceneStep::ReEntered { expert: said, monitor: none }, SceneLack::Monitor);
    ground.notes(reading(HazardKind::CarbonMonoxide, 9000));
    lacks(ground.clone(), re_enter(), SceneLack::Reading(HazardKind::CarbonMonoxide));
    // Only the commander lifts it.
    let mut ground = Ground::at(S::Withdrawn);
    heads(&mut ground, 10, 0);
    let lead = Standing { person: "值班".into(), role: Some(Role::DutyOfficer), ..ground.commander() };
    let voice = Voice { by: "值班".into(), role: None, means: Means::Console };
    let command = SceneCommand::Step { incident: ground.incident, step: re_enter(), voice, at: ground.now };
    assert!(matches!(judge(&ground.world, &lead, &Command::Scene(command)), Verdict::WithReason(_)));
}

fn adds_casualties() {
    let mut ground = Ground::at(P);
    ground.notes(casualty(CasualtyState::Injured, 3, "医疗组"));
    ground.notes(casualty(CasualtyState::Injured, 2, "公安"));
    ground.notes(casualty(CasualtyState::Injured, -1, "医疗组"));
    let tallies = ground.view();
    let tallies = tallies.casualties();
    assert_eq!(tallies[0].sources, [("公安", 2), ("医疗组", 2)], "each source keeps its own count");
    assert_eq!((tallies[0].count(), tallies[0].differs()), (2, false));
    // It feeds the figure that reports are made of.
    let figure = ground.world.figure(ground.incident, FigureKind::Injured);
    assert_eq!(figure, Reckoning::Agreed(&Figure { count: Some(2), verified: false }));
    ground.notes(casualty(CasualtyState::Injured, 1, "公安"));
    let view = ground.view();
    let tally = &view.casualties()[0];
    assert_eq!((tally.count(), tally.differs()), (3, true), "what two counted is not added up");
    // Nothing was edited.
    let notes =
        ground.view().notes.iter().filter(|(_, said)| matches!(said.what.what, SceneNoted::Casualty(_))).count();
    assert_eq!(notes, 4);
}

fn adds_nobody() {
    let ground = Ground::at(P);
    let command = Command::Scene(ground.note(casualty(CasualtyState::Dead, 0, "医疗组")));
    assert_eq!(decide(&ground.world, &ground.because("急"), command), Err(Refusal::Empty));
}

fn asks_and_is_answered() {
    let mut ground = Ground::at(P);
    let request = ground.notes(asked());
    assert_eq!(ground.view().requests()[0].answer, None);
    ground.notes(SceneNoted::Answered { request, granted: true, text: "20 分钟到".into() });
    let view = ground.view();
    assert_eq!(view.requests()[0].answer.map(|(granted, text, _)| (granted, text)), Some((true, "20 分钟到")));
}

fn answers_nothing() {
    let ground = Ground::at(P);
    let what = SceneNoted::Answered { request: EventId([8; 32]), granted: true, text: String::new() };
    let no = decide(&ground.world, &ground.because("急"), Command::Scene(ground.note(what)));
    assert!(matches!(no, Err(Refusal::Unknown { .. })), "{no:?}");
}

fn is_relieved() {
    let mut ground = Ground::at(P);
    let (task, order) = given(&mut ground, task("F1"));
    acknowledges(&mut ground, order);
    let before = ground.view().tasks(&ground.world)[0].since.1;
    ground.now = ground.now + Span::hours(8);
    ground.notes(SceneNoted::Relieved { task, with: "二中队".into() });
    let view = ground.view();
    assert_eq!((before + Span::hours(8), ground.now), (view.tasks(&ground.world)[0].since.1, ground.now));
}

fn relieves_no_task() {
    let ground = Ground::at(P);
    let what = SceneNoted::Relieved { task: EventId([8; 32]), with: String::new() };
    let no = decide(&ground.world, &ground.because("急"), Command::Scene(ground.note(what)));
    assert!(matches!(no, Err(Refusal::Unknown { .. })), "{no:?}");
}

/// A cell is cleared when two who are not of one team passed over it.
fn two_clear_a_cell() {
    let mut ground = Ground::at(P);
    let grid = SearchGrid { columns: 2, rows: 2, place: "二层".into(), corner: None, side: 5 };
    ground.notes(SceneNoted::Grid(grid));
    let cleared = |ground: &Ground| -> Vec<String> {
        ground.view().cells().into_iter().filter(qianzhi::domain::CellView::cleared).map(|cell| cell.name).collect()
    };
    ground.notes(searched("A1", "F1"));
    ground.notes(searched("A1", "F1"));
    assert_eq!(cleared(&ground), Vec::<String>::new(), "one team twice is one pass");
    ground.notes(searched("B2", "F1"));
    ground.notes(searched("A1", "P1"));
    assert_eq!(cleared(&ground), ["A1"]);
    assert_eq!(ground.view().cells().len(), 4);
}

fn searches_before_a_plan() {
    let mut ground = Ground::at(S::Running);
    let command = ground.note(searched("A1", "F1"));
    ground.needs_a_reason(command, &[out_of_turn(S::Running)], "RAUT-次序");
}

fn is_stable() {
    let mut ground = Ground::at(P);
    ground.steps(stable());
    assert_eq!(ground.state(), S::Stable);
    assert_eq!(ground.world.incident_status(ground.incident), Reckoning::Agreed(IncidentStatus::Stabilised));
}

fn stable_too_early() {
    let lacks = |mut ground: Ground, step: SceneStep, lack| {
        let command = ground.step(step);
        ground.lacks_on_scene(command, lack, "RAUT-现场-稳控");
    };
    lacks(Ground::at(P), SceneStep::Stabilised { expert: String::new() }, SceneLack::Expert);
    let mut ground = Ground::at(P);
    let (task, _) = given(&mut ground, SceneTask { life: true, ..task("F1") });
    lacks(ground.clone(), stable(), SceneLack::LifeTasks(1));
    ground.notes(SceneNoted::Done { task, evidence: String::new() });
    ground.clone().steps(stable());
    ground.notes(reading(HazardKind::Wind, 1200));
    lacks(ground, stable(), SceneLack::Reading(HazardKind::Wind));
    let mut ground = Ground::at(P);
    let (incident, occurred) = (ground.incident, ground.now);
    let (figure, value) = (FigureKind::Trapped, Figure { count: Some(2), verified: true });
    let (source, after) = (String::new(), vec![]);
    ground.says(Fact::FigureReported(FigureReport { incident, figure, value, occurred, source, after }));
    lacks(ground, stable(), SceneLack::People(FigureKind::Trapped, 2));
}

fn is_handed_over() {
    let mut ground = Ground::at(S::Stable);
    ground.notes(SceneNoted::Evidence(evidence(true)));
    ground.steps(SceneStep::HandedOver { to: "调查组".into() });
    assert_eq!(ground.state(), S::HandedOver);
}

/// 生产安全事故报告和调查处理条例 art. 16.
fn evidence_lies_bare() {
    let mut ground = Ground::at(S::Stable);
    ground.notes(SceneNoted::Evidence(evidence(false)));
    let command = ground.step(SceneStep::HandedOver { to: "调查组".into() });
    ground.clone().lacks_on_scene(command, SceneLack::Evidence(1), "RAUT-现场-物证");
    ground.notes(SceneNoted::Evidence(evidence(true)));
    ground.steps(SceneStep::HandedOver { to: "调查组".into() });
}

fn is_closed() {
    let mut ground = Ground::at(S::HandedOver);
    ground.steps(SceneStep::Closed);
    assert_eq!((ground.state(), ground.world.open_scenes().count()), (S::Closed, 0));
}

fn closed_over_people() {
    let mut ground = Ground::at(P);
    ground.notes(entered("F1", 3));
    ground.notes(left("F1", 2));
    ground.leads_to(S::Stable);
    ground.leads_to(S::HandedOver);
    let command = ground.step(SceneStep::Closed);
    ground.lacks_on_scene(command, SceneLack::Inside(1), "RAUT-现场-撤销");
}
