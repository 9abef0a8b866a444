//! What two posts did apart: shown, and on the safe side until somebody settles it.

use qianzhi::domain::{Aspect, Casualty, CasualtyState, FigureKind, Reckoning, SceneTrouble};

use super::*;

/// Two who part here, each with a hand of its own.
pub(super) fn parted(ground: &Ground) -> (Ground, Ground) {
    (ground.clone(), Ground { post: PostId([2; 32]), ..ground.clone() })
}

/// What a post writes, kept for the other.
pub(super) fn records(ground: &mut Ground, command: Command) -> Vec<Event> {
    let who = ground.because("急");
    let decided = decide(&ground.world, &who, command).unwrap();
    let mut basis = decided.overridden;
    let mut events = Vec::new();
    for fact in decided.facts {
        let event = ground.event(&who.person, fact, basis.take());
        ground.world.apply(&event);
        events.push(event);
    }
    events
}

pub(super) fn meet(first: &mut Ground, a: &[Event], second: &mut Ground, b: &[Event]) {
    for event in b {
        first.world.apply(event);
    }
    a.iter().rev().for_each(|event| second.world.apply(event));
    assert_eq!(first.world.bytes(), second.world.bytes());
}

/// rules.md 10.1: two commanders after a merge, both shown.
#[test]
fn two_commanders_are_a_conflict_that_is_shown() {
    let (mut first, mut second) = parted(&Ground::at(S::Initial));
    let one = Command::Scene(first.note(command("吴某", false)));
    let other = Command::Scene(second.note(command("郑某", false)));
    let (a, b) = (records(&mut first, one), records(&mut second, other));
    meet(&mut first, &a, &mut second, &b);
    let aspect = Aspect::Commander(first.incident);
    assert_eq!(first.world.conflict(&aspect).unwrap().sides.len(), 2);
    assert_eq!(first.view().troubles(&first.world), [SceneTrouble::Commanders(2)]);
    let in_favour_of = first.world.conflict(&aspect).unwrap().sides[0].id;
    records(&mut first, Command::Settle { aspect: aspect.clone(), in_favour_of });
    assert!(first.view().troubles(&first.world).is_empty());
}

/// Whoever called everybody back did not know of the plan; whoever issued it did not know of the danger.
#[test]
fn a_withdrawal_that_was_called_apart_is_in_force() {
    let (mut first, mut second) = parted(&Ground::at(S::Period(1)));
    first.now = first.now + Span::minutes(1);
    let plan = Command::Scene(first.step(SceneStep::Planned(plan(4, ""))));
    let a = records(&mut first, plan);
    let order = second.back();
    let b = records(&mut second, order);
    meet(&mut first, &a, &mut second, &b);
    assert_eq!(first.state(), S::Withdrawn);
    assert!(first.view().step.disputed());
    assert!(first.world.conflicts().iter().any(|one| one.aspect == Aspect::Scene(first.incident)));
    assert!(first.lacks(&first.note(SceneNoted::Task(task("F1")))).contains(&out_of_turn(S::Withdrawn)));
}

/// Who calls everybody back need not know that there is a scene: whoever is in it is counted anew all the same.
#[test]
fn a_withdrawal_called_where_the_scene_is_not_known_counts_everybody_in_it() {
    let (mut first, mut second) = parted(&Ground::new());
    let mut a = Vec::new();
    for step in [SceneStep::Opened, SceneStep::Posted(post()), SceneStep::Planned(plan(4, ""))] {
        let step = Command::Scene(first.step(step));
        a.extend(records(&mut first, step));
    }
    let goes_in = Command::Scene(first.note(entered("F1", 6)));
    a.extend(records(&mut first, goes_in));
    second.now = second.now + Span::minutes(10);
    let order = second.back();
    let b = records(&mut second, order);
    assert!(b.iter().all(|event| !matches!(event.fact, Fact::SceneMoved { .. })), "no scene is known there");
    first.now = second.now;
    meet(&mut first, &a, &mut second, &b);
    assert_eq!(first.state(), S::Withdrawn);
    assert_eq!(first.world.scene_heads(first.incident, first.now).unaccounted, 6, "they were seen before the call");
    first.notes(counted("F1", 6));
    assert_eq!(first.world.scene_heads(first.incident, first.now).unaccounted, 0);
}

/// A zone that was set apart stays, whatever was lifted elsewhere.
#[test]
fn lifting_a_zone_lifts_no_other() {
    let mut ground = Ground::at(S::Period(1));
    let id = ground.notes(zone(ZoneKind::Forbidden));
    let (mut first, mut second) = parted(&ground);
    let lift = Command::Scene(first.note(SceneNoted::ZoneLifted { zone: id }));
    let again = Command::Scene(second.note(zone(ZoneKind::Forbidden)));
    let (a, b) = (records(&mut first, lift), records(&mut second, again));
    meet(&mut first, &a, &mut second, &b);
    assert_eq!(first.view().zones().len(), 1);
}

/// One post saw people go in, the other saw them come out: together the ledger is right.
#[test]
fn ledgers_of_two_gates_are_one() {
    let (mut first, mut second) = parted(&Ground::at(S::Initial));
    let goes_in = Command::Scene(first.note(entered("F1", 6)));
    let comes_out = Command::Scene(second.note(left("F1", 2)));
    let a = records(&mut first, goes_in);
    let b = records(&mut second, comes_out);
    assert_eq!(second.view().troubles(&second.world), [SceneTrouble::MoreOut(crew("F1"), 2)]);
    meet(&mut first, &a, &mut second, &b);
    let heads = second.world.scene_heads(second.incident, second.now);
    assert_eq!((heads.entered, heads.left, heads.present), (6, 2, 4));
    assert!(second.view().troubles(&second.world).is_empty());
}

/// Casualties that were added apart are all there; the figures that two posts made of them are a conflict to be settled.
#[test]
fn casualties_added_apart_are_all_kept() {
    let (mut first, mut second) = parted(&Ground::at(S::Period(1)));
    let add = |ground: &Ground, source: &str, change| {
        let (state, place) = (CasualtyState::Dead, String::new());
        let one = Casualty { state, change, source: source.into(), place };
        Command::Scene(ground.note(SceneNoted::Casualty(one)))
    };
    let one = add(&first, "医疗组", 2);
    let other = add(&second, "医疗组", 1);
    let (a, b) = (records(&mut first, one), records(&mut second, other));
    meet(&mut first, &a, &mut second, &b);
    assert_eq!(first.view().casualties()[0].count(), Some(3));
    assert!(matches!(first.world.figure(first.incident, FigureKind::Dead), Reckoning::Disputed(_)));
    // The next word settles it by what the ledger then says.
    let next = add(&first, "医疗组", 1);
    records(&mut first, next);
    let figure = first.world.figure(first.incident, FigureKind::Dead);
    assert!(matches!(figure, Reckoning::Agreed(figure) if figure.count == Some(4)));
}

/// A task without check-in, a task in a zone that the other post closed: derived and shown.
#[test]
fn what_a_merge_breaks_is_shown() {
    let mut ground = Ground::at(S::Period(1));
    let hot = ground.notes(zone(ZoneKind::Forbidden));
    let lifted = ground.notes(SceneNoted::ZoneLifted { zone: hot });
    let (mut first, mut second) = parted(&ground);
    let strike = Command::Strike { target: lifted, reason: "误解除".into() };
    let a = records(&mut first, strike);
    let send = SceneTask { zone: Some(hot), signal: String::new(), ..task("F1") };
    let send = Command::Scene(second.note(SceneNoted::Task(send)));
    let b = records(&mut second, send);
    assert!(!second.view().troubles(&second.world).iter().any(|it| matches!(it, SceneTrouble::TaskForbidden(..))));
    meet(&mut first, &a, &mut second, &b);
    let troubles = first.view().troubles(&first.world);
    assert!(
        troubles.iter().any(|it| matches!(it, SceneTrouble::TaskForbidden(_, zone) if *zone == hot)),
        "{troubles:?}"
    );
    assert!(troubles.iter().any(|it| matches!(it, SceneTrouble::NoSignal(_))), "{troubles:?}");
}

fn dead(ground: &Ground, change: i32, source: &str) -> SceneCommand {
    let (state, source, place) = (CasualtyState::Dead, source.to_owned(), String::new());
    ground.note(SceneNoted::Casualty(Casualty { state, change, source, place }))
}

fn figure_said(ground: &mut Ground, figure: FigureKind, count: u32) {
    let (incident, occurred) = (ground.incident, ground.now);
    let value = qianzhi::domain::Figure { count: Some(count), verified: true };
    let after = ground.world.heads(&Aspect::Figure(incident, figure));
    let source = "指挥中心电话".to_owned();
    let report = qianzhi::domain::FigureReport { incident, figure, value, occurred, source, after };
    ground.says(Fact::FigureReported(report));
}

fn figure(ground: &Ground, kind: FigureKind) -> Option<u32> {
    ground.world.figure(ground.incident, kind).agreed().and_then(|figure| figure.count)
}

/// A legal figure that came another way is what the scene's change is added to.
#[test]
fn a_casualty_changes_the_figure_that_stands() {
    let mut ground = Ground::at(S::Period(1));
    figure_said(&mut ground, FigureKind::Dead, 5);
    let command = dead(&ground, 1, "医疗组");
    ground.go(command);
    assert_eq!(figure(&ground, FigureKind::Dead), Some(6), "never lower for one more");
    assert!(ground.view().troubles(&ground.world).contains(&SceneTrouble::Figure(CasualtyState::Dead)));
    // Another source that counts fewer changes nothing of it, also not that it was verified.
    figure_said(&mut ground, FigureKind::Dead, 8);
    let command = dead(&ground, 1, "公安");
    ground.go(command);
    let said = ground.world.figure(ground.incident, FigureKind::Dead).agreed().unwrap();
    assert_eq!((said.count, said.verified), (Some(8), true));
    // Whom somebody counted elsewhere and the scene finds is one fewer.
    figure_said(&mut ground, FigureKind::Missing, 5);
    let (state, source, place) = (CasualtyState::Missing, "搜救组".to_owned(), String::new());
    ground.notes(SceneNoted::Casualty(Casualty { state, change: -1, source, place }));
    assert_eq!(figure(&ground, FigureKind::Missing), Some(4));
}

/// rules.md 0.2(3): unknown is not none.
#[test]
fn fewer_of_what_nobody_knows_is_not_none() {
    let mut ground = Ground::at(S::Period(1));
    let (state, source, place) = (CasualtyState::Missing, "搜救组".to_owned(), String::new());
    ground.notes(SceneNoted::Casualty(Casualty { state, change: -1, source, place }));
    assert_eq!(ground.world.figure(ground.incident, FigureKind::Missing), Reckoning::Unset);
}

/// Each added one and both figures say one: that they agree hides that there are two.
#[test]
fn figures_that_agree_over_a_ledger_that_does_not_are_shown() {
    let (mut first, mut second) = parted(&Ground::at(S::Period(1)));
    let one = Command::Scene(dead(&first, 1, "医疗组"));
    let other = Command::Scene(dead(&second, 1, "医疗组"));
    let (a, b) = (records(&mut first, one), records(&mut second, other));
    meet(&mut first, &a, &mut second, &b);
    assert_eq!((figure(&first, FigureKind::Dead), first.view().casualties()[0].count()), (Some(1), Some(2)));
    assert_eq!(first.view().troubles(&first.world), [SceneTrouble::Figure(CasualtyState::Dead)]);
    let next = Command::Scene(dead(&first, 1, "医疗组"));
    records(&mut first, next);
    assert_eq!(figure(&first, FigureKind::Dead), Some(3));
    assert_eq!(first.view().troubles(&first.world), []);
}

/// What is dated before what it names is of it all the same: a fast clock gave the task, a slow one tells of it.
#[test]
fn what_is_told_of_a_task_counts_whatever_the_clocks_say() {
    let mut ground = Ground::at(S::Period(1));
    let request = ground.notes(super::table::asked());
    let (task, _) = super::table::given(&mut ground, task("F1"));
    ground.now = ground.now + Span::minutes(-3);
    let command = ground.note(SceneNoted::Blocked { task, text: "楼梯塌".into() });
    ground.go(command);
    assert_eq!(ground.view().tasks(&ground.world)[0].blocked, Some("楼梯塌"));
    let command = ground.note(SceneNoted::Done { task, evidence: String::new() });
    ground.go(command);
    let command = ground.note(SceneNoted::Answered { request, granted: true, text: String::new() });
    ground.go(command);
    assert!(ground.view().tasks(&ground.world)[0].done.is_some());
    assert!(ground.view().requests()[0].answer.is_some());
}

/// Two who command apart, and one who takes it over from either: it is said why, and settles it.
#[test]
fn nobody_settles_who_commands_by_taking_it_unsaid() {
    let (mut first, mut second) = parted(&Ground::at(S::Running));
    let offer = |ground: &Ground, to: &str| {
        let (from, brief) = ("陈某".to_owned(), "简报".to_owned());
        ground.note(SceneNoted::CommandOffered { from, to: to.to_owned(), brief })
    };
    let (one, other) = (Command::Scene(offer(&first, "吴某")), Command::Scene(offer(&second, "郑某")));
    let mut a = records(&mut first, one);
    let mut b = records(&mut second, other);
    let (of_a, of_b) = (a[0].id, b[0].id);
    // Whichever offer is the newest, each is there to be taken.
    let mut both = first.clone();
    for event in &b {
        both.world.apply(event);
    }
    for of in [of_a, of_b] {
        let taken = both.note(SceneNoted::CommandTaken { of });
        both.clone().go(taken);
    }
    let take = |ground: &Ground, of| Command::Scene(ground.note(SceneNoted::CommandTaken { of }));
    let (one, other) = (take(&first, of_a), take(&second, of_b));
    a.extend(records(&mut first, one));
    b.extend(records(&mut second, other));
    meet(&mut first, &a, &mut second, &b);
    assert_eq!(first.world.commanders(first.incident).len(), 2);
    let third = offer(&first, "钱某");
    let of = first.go(third);
    let taken = first.note(SceneNoted::CommandTaken { of });
    first.lacks_on_scene(taken, SceneLack::Commanders(2), "RAUT-现场-交接");
    assert_eq!(first.world.commanders(first.incident), ["钱某"]);
}

/// Two who call everybody back apart mean the same, whoever said it first and by whose word: nothing is to be settled. What
/// says something else stays a conflict.
#[test]
fn two_withdrawals_that_were_called_apart_agree() {
    let (mut first, mut second) = parted(&Ground::at(S::Period(1)));
    let goes_in = Command::Scene(first.note(entered("F1", 6)));
    let a = records(&mut first, goes_in);
    second.now = second.now + Span::minutes(3);
    let call = |ground: &Ground, by: &str| {
        let voice = Voice { by: by.into(), role: None, means: Means::Radio };
        let (incident, step, at) = (ground.incident, SceneStep::Withdrawn, ground.now);
        Command::Scene(SceneCommand::Step { incident, step, voice, at })
    };
    let (here, there) = (call(&first, "安全员"), call(&second, "消防站"));
    let a = [a, records(&mut first, here)].concat();
    let b = records(&mut second, there);
    meet(&mut first, &a, &mut second, &b);
    assert_eq!((first.state(), first.view().step.disputed()), (S::Withdrawn, false));
    assert_eq!(first.world.conflict(&Aspect::Scene(first.incident)), None);
    assert!(first.world.conflicts().is_empty(), "{:?}", first.world.conflicts());
    // The later call is the one by which everybody is to be counted.
    assert_eq!(first.view().withdrawn.unwrap().1, second.now);
    // A third who goes on working says something else.
    let (mut third, mut fourth) = parted(&Ground::at(S::Period(1)));
    let plan = Command::Scene(fourth.step(SceneStep::Planned(plan(4, ""))));
    let (here, other) = (call(&third, "安全员"), plan);
    let (a, b) = (records(&mut third, here), records(&mut fourth, other));
    meet(&mut third, &a, &mut fourth, &b);
    assert_eq!(third.world.conflict(&Aspect::Scene(third.incident)).unwrap().sides.len(), 2);
}
