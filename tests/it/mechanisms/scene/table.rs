//! The table of rules.md 5.4, line by line, and what becomes of everything that is no line of it.

use std::collections::BTreeSet;

use qianzhi::domain::{
    Casualty, CasualtyState, Evidence, HazardKind, HazardReading, Rung, RungFact, SceneEvent, SceneRequest,
};

use super::super::{Otherwise, Row};
use super::ends::*;
use super::ways::*;
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

pub(super) const P: S = S::Period(1);

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

/// Where the paper has each event.
fn of_the_paper(event: SceneEvent) -> &'static [S] {
    match event {
        SceneEvent::Arrive => &[S::Unopened],
        // The size-up is of 首到; taking command, zones and the post of 先期处置.
        SceneEvent::SizeUp | SceneEvent::Command | SceneEvent::Cordon | SceneEvent::Establish => &[S::Initial],
        SceneEvent::Transfer => &[S::Running],
        // 方案 vN: the next one in the period of the last.
        SceneEvent::Plan => &[S::Running, P],
        SceneEvent::Assign | SceneEvent::Search | SceneEvent::Stabilise => &[P],
        SceneEvent::ReEnter => &[S::Withdrawn],
        SceneEvent::GiveOver => &[S::Stable],
        SceneEvent::Close => &[S::HandedOver],
        // `any` and `–`, and what somebody saw, counted or asked for.
        SceneEvent::Progress
        | SceneEvent::Read
        | SceneEvent::Withdraw
        | SceneEvent::Count
        | SceneEvent::Request
        | SceneEvent::Relieve
        | SceneEvent::Account
        | SceneEvent::Protect => &S::ALL,
    }
}

/// Where they are in their turn beyond it: as long as the scene is, it is sized up anew and people are kept out; command
/// passes as long as anybody commands (exactly one does, in every state).
const BEYOND_THE_PAPER: &[(SceneEvent, &[S])] = &[
    (SceneEvent::SizeUp, &[S::Running, P, S::Withdrawn, S::Stable]),
    (SceneEvent::Cordon, &[S::Running, P, S::Withdrawn, S::Stable, S::HandedOver]),
    (SceneEvent::Transfer, &[S::Initial, P, S::Withdrawn, S::Stable]),
];

fn expected(event: SceneEvent, state: S) -> bool {
    let beyond = BEYOND_THE_PAPER.iter().find(|(of, _)| *of == event).map_or(&[][..], |(_, states)| states);
    of_the_paper(event).contains(&state) || beyond.contains(&state)
}

/// What is neither a line of the paper nor listed above wants a reason, everywhere.
#[test]
fn whatever_is_out_of_its_turn_wants_a_reason_and_goes_through() {
    for state in S::ALL {
        for event in SceneEvent::ALL {
            let ground = Ground::at(state);
            let Some(command) = some(&ground, event) else { continue };
            let late = ground.lacks(&command).contains(&out_of_turn(state));
            assert_eq!(late, !expected(event, state), "{state:?} {event:?}");
            let known = !matches!(event, SceneEvent::Progress | SceneEvent::Relieve);
            let done = decide(&ground.world, &ground.because("急"), Command::Scene(command));
            assert_eq!(done.is_ok(), known, "{state:?} {event:?}: {done:?}");
        }
    }
}

pub(super) fn reading(kind: HazardKind, value: u32) -> SceneNoted {
    SceneNoted::Reading(HazardReading { kind, value, unit: kind.unit().into(), place: "三号罐".into() })
}

pub(super) fn casualty(state: CasualtyState, change: i32, source: &str) -> SceneNoted {
    SceneNoted::Casualty(Casualty { state, change, source: source.into(), place: String::new() })
}

pub(super) fn asked() -> SceneNoted {
    SceneNoted::Asked(SceneRequest { what: "空呼 20 套".into(), to: "指挥部".into() })
}

pub(super) fn searched(cell: &str, team: &str) -> SceneNoted {
    SceneNoted::Searched { cell: cell.into(), crew: crew(team), method: "人工".into(), found: 0, grid: None }
}

pub(super) fn evidence(protected: bool) -> Evidence {
    Evidence { item: "阀门".into(), marked: true, sketched: protected, recorded: true }
}

/// The task is given; the note and its order.
pub(super) fn given(ground: &mut Ground, task: SceneTask) -> (EventId, EventId) {
    let id = ground.notes(SceneNoted::Task(task));
    let view = ground.view();
    let order = view.tasks(&ground.world).iter().find(|task| task.id == id).unwrap().order.as_ref().unwrap().id;
    (id, order)
}

pub(super) fn acknowledges(ground: &mut Ground, order: EventId) {
    let at = ground.now;
    ground.says(Fact::OrderRung(RungFact {
        order,
        rung: Rung::Acknowledged,
        by: "李某".into(),
        means: Means::Radio,
        at,
    }));
}
