//! The lines of the table from the withdrawal on: counted, relieved, searched, stable, handed over, closed.

use qianzhi::domain::{
    CasualtyState, Figure, FigureKind, FigureReport, HazardKind, HeadCount, IncidentStatus, Reckoning, SearchGrid,
};

use super::table::*;
use super::*;

pub(super) fn called_back_from(state: S) {
    let mut ground = Ground::at(state);
    ground.withdraws();
    assert_eq!(ground.state(), S::Withdrawn, "{state:?}");
}

pub(super) fn called_back_first() {
    called_back_from(S::Initial);
}

pub(super) fn called_back_running() {
    called_back_from(S::Running);
}

pub(super) fn called_back() {
    called_back_from(P);
}

pub(super) fn called_back_stable() {
    called_back_from(S::Stable);
}

/// 生产安全事故应急条例 art. 22: whoever sees the danger calls everybody back.
pub(super) fn anybody_may_call() {
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

pub(super) fn called_twice() {
    let mut ground = Ground::at(S::Withdrawn);
    let moves = ground.view().moves.len();
    ground.withdraws();
    // Each call is one of its own: who gave the second may not know what became of the first.
    assert_eq!((ground.state(), ground.view().moves.len()), (S::Withdrawn, moves + 1));
}

pub(super) fn heads(ground: &mut Ground, present: u32, missing: u32) {
    let orders: Vec<EventId> = ground.world.open_orders().map(|view| view.id).collect();
    let at = ground.now;
    for order in orders {
        let (names, by) = (String::new(), "李某".into());
        ground.says(Fact::HeadsCounted(HeadCount { order, present, missing, names, by, means: Means::Radio, at }));
    }
}

pub(super) fn goes_in_again() {
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

pub(super) fn goes_in_too_early() {
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
    lacks(
        ground.clone(),
        SceneStep::ReEntered { expert: none.clone(), monitor: said.clone(), lifts: None },
        SceneLack::Expert,
    );
    lacks(ground.clone(), SceneStep::ReEntered { expert: said, monitor: none, lifts: None }, SceneLack::Monitor);
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

pub(super) fn adds_casualties() {
    let mut ground = Ground::at(P);
    ground.notes(casualty(CasualtyState::Injured, 3, "医疗组"));
    ground.notes(casualty(CasualtyState::Injured, 2, "公安"));
    ground.notes(casualty(CasualtyState::Injured, -1, "医疗组"));
    let tallies = ground.view();
    let tallies = tallies.casualties();
    assert_eq!(tallies[0].sources, [("公安", 2), ("医疗组", 2)], "each source keeps its own count");
    assert_eq!((tallies[0].count(), tallies[0].differs()), (Some(2), false));
    // It feeds the figure that reports are made of.
    let figure = ground.world.figure(ground.incident, FigureKind::Injured);
    assert_eq!(figure, Reckoning::Agreed(&Figure { count: Some(2), verified: false }));
    ground.notes(casualty(CasualtyState::Injured, 1, "公安"));
    let view = ground.view();
    let tally = &view.casualties()[0];
    assert_eq!((tally.count(), tally.differs()), (Some(3), true), "what two counted is not added up");
    // Nothing was edited.
    let notes =
        ground.view().notes.iter().filter(|(_, said)| matches!(said.what.what, SceneNoted::Casualty(_))).count();
    assert_eq!(notes, 4);
}

pub(super) fn adds_nobody() {
    let ground = Ground::at(P);
    let command = Command::Scene(ground.note(casualty(CasualtyState::Dead, 0, "医疗组")));
    assert_eq!(decide(&ground.world, &ground.because("急"), command), Err(Refusal::Empty));
}

pub(super) fn asks_and_is_answered() {
    let mut ground = Ground::at(P);
    let request = ground.notes(asked());
    assert_eq!(ground.view().requests()[0].answer, None);
    ground.notes(SceneNoted::Answered { request, granted: true, text: "20 分钟到".into() });
    let view = ground.view();
    assert_eq!(view.requests()[0].answer.map(|(granted, text, _)| (granted, text)), Some((true, "20 分钟到")));
}

pub(super) fn answers_nothing() {
    let ground = Ground::at(P);
    let what = SceneNoted::Answered { request: EventId([8; 32]), granted: true, text: String::new() };
    let no = decide(&ground.world, &ground.because("急"), Command::Scene(ground.note(what)));
    assert!(matches!(no, Err(Refusal::Unknown { .. })), "{no:?}");
}

pub(super) fn is_relieved() {
    let mut ground = Ground::at(P);
    let (task, order) = given(&mut ground, task("F1"));
    acknowledges(&mut ground, order);
    let before = ground.view().tasks(&ground.world)[0].since.1;
    ground.now = ground.now + Span::hours(8);
    ground.notes(SceneNoted::Relieved { task, with: "二中队".into() });
    let view = ground.view();
    assert_eq!((before + Span::hours(8), ground.now), (view.tasks(&ground.world)[0].since.1, ground.now));
}

pub(super) fn relieves_no_task() {
    let ground = Ground::at(P);
    let what = SceneNoted::Relieved { task: EventId([8; 32]), with: String::new() };
    let no = decide(&ground.world, &ground.because("急"), Command::Scene(ground.note(what)));
    assert!(matches!(no, Err(Refusal::Unknown { .. })), "{no:?}");
}

/// A cell is cleared when two who are not of one team passed over it.
pub(super) fn two_clear_a_cell() {
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

pub(super) fn searches_before_a_plan() {
    let mut ground = Ground::at(S::Running);
    let command = ground.note(searched("A1", "F1"));
    ground.needs_a_reason(command, &[out_of_turn(S::Running)], "RAUT-次序");
}

pub(super) fn is_stable() {
    let mut ground = Ground::at(P);
    ground.steps(stable());
    assert_eq!(ground.state(), S::Stable);
    assert_eq!(ground.world.incident_status(ground.incident), Reckoning::Agreed(IncidentStatus::Stabilised));
}

pub(super) fn stable_too_early() {
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

pub(super) fn is_handed_over() {
    let mut ground = Ground::at(S::Stable);
    ground.notes(SceneNoted::Evidence(evidence(true)));
    ground.steps(SceneStep::HandedOver { to: "调查组".into() });
    assert_eq!(ground.state(), S::HandedOver);
}

/// 生产安全事故报告和调查处理条例 art. 16.
pub(super) fn evidence_lies_bare() {
    let mut ground = Ground::at(S::Stable);
    ground.notes(SceneNoted::Evidence(evidence(false)));
    let command = ground.step(SceneStep::HandedOver { to: "调查组".into() });
    ground.clone().lacks_on_scene(command, SceneLack::Evidence(1), "RAUT-现场-物证");
    ground.notes(SceneNoted::Evidence(evidence(true)));
    ground.steps(SceneStep::HandedOver { to: "调查组".into() });
}

pub(super) fn is_closed() {
    let mut ground = Ground::at(S::HandedOver);
    ground.steps(SceneStep::Closed);
    assert_eq!((ground.state(), ground.world.open_scenes().count()), (S::Closed, 0));
}

pub(super) fn closed_over_people() {
    let mut ground = Ground::at(P);
    ground.notes(entered("F1", 3));
    ground.notes(left("F1", 2));
    ground.leads_to(S::Stable);
    ground.leads_to(S::HandedOver);
    let command = ground.step(SceneStep::Closed);
    let lacks = [SceneLack::TeamsIn(1), SceneLack::Inside(1)].map(Lacking::Scene);
    ground.needs_a_reason(command, &lacks, "RAUT-现场-撤销");
    // Over a team that is there by its status alone, and not released; whoever else waits in the city is none of it.
    let mut ground = Ground::at(P);
    let (task, _) = given(&mut ground, task("F1"));
    ground.notes(SceneNoted::Done { task, evidence: String::new() });
    ground.leads_to(S::Stable);
    ground.leads_to(S::HandedOver);
    let command = ground.step(SceneStep::Closed);
    ground.clone().lacks_on_scene(command, SceneLack::TeamsIn(1), "RAUT-现场-撤销");
    let (team, status, at) = ("F1".into(), TeamStatus::Released, ground.now);
    let after = ground.world.heads(&qianzhi::domain::Aspect::TeamStatus("F1".into()));
    ground.says(Fact::TeamStatusSet { team, status, at, reason: String::new(), after });
    ground.steps(SceneStep::Closed);
}

/// A grid that is laid anew begins anew, whatever was searched by the old one, before or apart.
#[test]
fn a_new_grid_is_not_searched() {
    let mut ground = Ground::at(P);
    let lays = |ground: &mut Ground| {
        let (place, corner) = ("厂房".to_owned(), None);
        ground.notes(SceneNoted::Grid(SearchGrid { columns: 2, rows: 2, place, corner, side: 10 }))
    };
    let old = lays(&mut ground);
    for team in ["F1", "P1"] {
        ground.notes(searched("A1", team));
    }
    assert!(ground.view().cells()[0].cleared());
    ground.now = ground.now + Span::minutes(1);
    let new = lays(&mut ground);
    assert!(ground.view().cells().iter().all(|cell| cell.passes.is_empty()));
    // Who did not know of the new one searched by the old one; an entry of before grids were named goes by its time.
    ground.now = ground.now + Span::minutes(1);
    for (team, grid) in [("M1", Some(old)), ("P1", None)] {
        let (cell, crew, method) = ("A1".to_owned(), crew(team), "人工".to_owned());
        let what = SceneNoted::Searched { cell, crew, method, found: 0, grid };
        let (incident, at) = (ground.incident, ground.now);
        let note = SceneNote { incident, what, by: String::new(), means: Means::Radio, at };
        ground.says(Fact::SceneNoted(Box::new(note)));
    }
    assert_eq!(ground.view().cells()[0].passes.len(), 1);
    ground.notes(searched("A1", "F1"));
    assert!(ground.view().cells()[0].cleared());
    ground.does(&ground.commander(), Command::Strike { target: new, reason: "划错".into() }).unwrap();
    assert_eq!(ground.view().cells()[0].passes.len(), 3, "what was searched by the old one is there again");
}
