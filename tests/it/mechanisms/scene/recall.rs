//! Whoever is called back stays called back: a withdrawal ends by a re-entry that knew of it, and by nothing else unasked.

use qianzhi::domain::{Aspect, Deadline, Due, HeadCount, Outcome, RuleId, SceneTrouble, SceneWant};

use super::apart::{meet, parted, records};
use super::ends::heads;
use super::table::P;
use super::*;

fn lacking(ground: &Ground, command: &Command) -> Vec<Lacking> {
    match judge(&ground.world, &ground.commander(), command) {
        Verdict::Unguarded(unmet) => unmet.lacks.into_iter().map(|lack| lack.what).collect(),
        Verdict::Within => Vec::new(),
        other => panic!("{other:?}"),
    }
}

/// One post allows entry again while another calls everybody back a second time; by whichever clock.
#[test]
fn a_re_entry_lifts_no_call_that_was_given_apart() {
    for minutes in [-30, 5, 15] {
        let mut ground = Ground::at(S::Withdrawn);
        heads(&mut ground, 10, 0);
        let (mut first, mut second) = parted(&ground);
        second.now = second.now + Span::minutes(minutes);
        let again = second.back();
        let b = records(&mut second, again);
        first.now = first.now + Span::minutes(10);
        let command = Command::Scene(first.step(re_enter()));
        let a = records(&mut first, command);
        assert_eq!(first.state(), P, "as far as is known there");
        meet(&mut first, &a, &mut second, &b);
        assert_eq!(first.state(), S::Withdrawn, "{minutes}");
        assert!(first.view().step.disputed());
        // Whoever allows it again knows of both.
        heads(&mut first, 10, 0);
        first.now = first.now + Span::minutes(20);
        let command = Command::Scene(first.step(re_enter()));
        records(&mut first, command);
        assert_eq!(first.state(), P);
    }
}

/// The same where the second call knew of no scene, and only the order tells of it.
#[test]
fn nor_an_order_that_was_given_where_the_scene_was_not_known() {
    for minutes in [-30, 5] {
        let (mut first, mut second) = parted(&Ground::new());
        let mut a = Vec::new();
        let steps =
            [SceneStep::Opened, SceneStep::Posted(post()), SceneStep::Planned(plan(4, "")), SceneStep::Withdrawn];
        for step in [&steps[..], &[re_enter()]].concat() {
            first.now = first.now + Span::minutes(2);
            let step = Command::Scene(first.step(step));
            a.extend(records(&mut first, step));
        }
        assert_eq!(first.state(), P);
        second.now = second.now + Span::minutes(minutes);
        let order = second.back();
        let b = records(&mut second, order);
        first.now = first.now + Span::minutes(10);
        meet(&mut first, &a, &mut second, &b);
        assert_eq!(first.state(), S::Withdrawn, "{minutes}");
        // The next one names it, and it is still asked who is not counted.
        let command = first.step(re_enter());
        let lack = SceneLack::Unaccounted(10);
        first.lacks_on_scene(command, lack, "RAUT-现场-再入");
        assert_eq!((first.state(), first.world.open_orders().count()), (P, 1));
        let asked = first.world.deadlines(first.now);
        assert!(asked.iter().any(|one| matches!(one.what, Due::CountHeads { .. })));
    }
}

/// What was written before orders were named lifts what had been ordered until then, as it did.
#[test]
fn a_re_entry_that_names_no_orders_lifts_those_of_before() {
    let mut ground = Ground::at(P);
    ground.now = ground.now + Span::minutes(1);
    ground.withdraws();
    ground.now = ground.now + Span::minutes(1);
    let voice = Voice { by: "陈某".into(), role: None, means: Means::Console };
    let made = Box::new(qianzhi::domain::SceneMove { step: re_enter(), voice, at: ground.now });
    let (incident, after) = (ground.incident, ground.world.heads(&Aspect::Scene(ground.incident)));
    ground.says(Fact::SceneMoved { incident, made, after });
    assert_eq!(ground.state(), P);
}

/// Who went in before anybody wrote the scene down is called back as everybody.
#[test]
fn who_is_in_before_the_first_report_is_called_back() {
    let (mut first, mut second) = parted(&Ground::new());
    let command = Command::Scene(first.note(entered("F1", 4)));
    let a = records(&mut first, command);
    assert_eq!(first.state(), S::Unopened);
    let mut known = first.clone();
    known.now = known.now + Span::minutes(1);
    known.withdraws();
    assert_eq!((known.state(), known.view().moves.len()), (S::Withdrawn, 1));
    // And where the order knew nothing of it.
    second.now = second.now + Span::minutes(1);
    let order = second.back();
    let b = records(&mut second, order);
    first.now = second.now;
    meet(&mut first, &a, &mut second, &b);
    assert_eq!(first.state(), S::Withdrawn);
    assert_eq!(first.world.scene_heads(first.incident, first.now).unaccounted, 4);
}

fn counts(ground: &Ground, wants: SceneWant) -> Vec<Deadline> {
    let all = ground.world.deadlines(ground.now);
    all.into_iter().filter(|one| matches!(one.what, Due::Scene { wants: of, .. } if of == wants)).collect()
}

/// That a routine count was late was seen; the count after the call is an alarm of its own, and so is that of the next call.
#[test]
fn the_count_after_a_call_is_an_alarm_of_its_own() {
    let mut ground = Ground::at(P);
    ground.notes(entered("F1", 4));
    ground.now = ground.now + Span::minutes(31);
    let routine = counts(&ground, SceneWant::Count).remove(0);
    assert!(routine.late(ground.now));
    ground.says(Fact::AlarmAcknowledged { alarm: routine.alarm().0 });
    assert!(counts(&ground, SceneWant::Count)[0].acknowledged);
    ground.withdraws();
    let back = counts(&ground, SceneWant::CountBack).remove(0);
    assert!(!back.acknowledged && counts(&ground, SceneWant::Count).is_empty());
    assert_eq!((back.due, back.rule), (ground.now + Span::minutes(5), Some(&RuleId("R-清点".into()))));
    ground.says(Fact::AlarmAcknowledged { alarm: back.alarm().0 });
    assert!(counts(&ground, SceneWant::CountBack)[0].acknowledged);
    ground.now = ground.now + Span::minutes(2);
    ground.withdraws();
    let again = counts(&ground, SceneWant::CountBack).remove(0);
    assert!(!again.acknowledged);
    assert_ne!(again.alarm(), back.alarm());
}

/// One post closes the scene with nobody in; at another gate four had gone in.
#[test]
fn a_scene_that_was_closed_over_people_stays_open() {
    let (mut first, mut second) = parted(&Ground::at(S::HandedOver));
    let close = Command::Scene(first.step(SceneStep::Closed));
    let a = records(&mut first, close);
    assert_eq!(first.world.open_scenes().count(), 0);
    let goes_in = Command::Scene(second.note(entered("F1", 4)));
    let b = records(&mut second, goes_in);
    meet(&mut first, &a, &mut second, &b);
    assert_eq!((first.state(), first.world.open_scenes().count()), (S::Closed, 1));
    assert!(first.view().troubles(&first.world).contains(&SceneTrouble::Inside(4)));
    assert_eq!(counts(&first, SceneWant::Count).len(), 1);
    // Whoever calls them back calls them back.
    let mut back = first.clone();
    back.now = back.now + Span::minutes(1);
    back.withdraws();
    assert_eq!((back.state(), counts(&back, SceneWant::CountBack).len()), (S::Withdrawn, 1));
    // They come out, and it is closed; that they did is taken back, and it is not.
    let out = first.notes(left("F1", 4));
    assert_eq!((first.state(), first.world.open_scenes().count()), (S::Closed, 0));
    first.does(&first.commander(), Command::Strike { target: out, reason: "没出来".into() }).unwrap();
    assert_eq!(first.world.open_scenes().count(), 1);
    // Closing over people with a reason says so as well.
    let mut ground = Ground::at(S::HandedOver);
    ground.notes(entered("F1", 1));
    let command = ground.step(SceneStep::Closed);
    ground.does(&ground.because("命令"), Command::Scene(command)).unwrap();
    assert_eq!(ground.world.open_scenes().count(), 1);
}

/// One hands the scene over while the other goes on: people are at work, and everything is due.
#[test]
fn a_scene_that_half_was_handed_over_is_at_work() {
    let mut ground = Ground::at(S::Stable);
    ground.notes(entered("F1", 2));
    let (mut first, mut second) = parted(&ground);
    first.now = first.now + Span::minutes(1);
    let over = Command::Scene(first.step(SceneStep::HandedOver { to: "属地".into() }));
    let a = records(&mut first, over);
    second.now = second.now + Span::minutes(5);
    let next = Command::Scene(second.step(SceneStep::Planned(plan(4, ""))));
    let b = records(&mut second, next);
    first.now = second.now;
    meet(&mut first, &a, &mut second, &b);
    assert!(first.view().step.disputed());
    assert_eq!(first.state(), S::Period(2));
    assert_eq!(counts(&first, SceneWant::Plan).len(), 1);
}

/// A dispute that is settled against a withdrawal lets people in again: it takes what that takes.
#[test]
fn settling_against_a_withdrawal_takes_what_a_re_entry_takes() {
    let (mut first, mut second) = parted(&Ground::at(P));
    first.now = first.now + Span::minutes(1);
    let plan = Command::Scene(first.step(SceneStep::Planned(plan(4, ""))));
    let a = records(&mut first, plan);
    let order = second.back();
    let b = records(&mut second, order);
    meet(&mut first, &a, &mut second, &b);
    let aspect = Aspect::Scene(first.incident);
    let sides = first.world.conflict(&aspect).unwrap().sides;
    let is_back = |id: &EventId| b.iter().any(|event| event.id == *id);
    let settle = |side: EventId| Command::Settle { aspect: aspect.clone(), in_favour_of: side };
    let back = sides.iter().find(|side| is_back(&side.id)).unwrap().id;
    let on = sides.iter().find(|side| !is_back(&side.id)).unwrap().id;
    assert_eq!(lacking(&first, &settle(back)), []);
    let wants = [SceneLack::Expert, SceneLack::Monitor, SceneLack::Unaccounted(10)].map(Lacking::Scene);
    assert_eq!(lacking(&first, &settle(on)), wants);
    first.does(&first.because("误报"), settle(on)).unwrap();
    // The order still calls them back; to end it as the last that does takes the same, and that they are counted.
    assert_eq!(first.state(), S::Withdrawn);
    let order = first.world.open_orders().next().unwrap().id;
    let done = Command::EndOrder { order, outcome: Outcome::Done };
    assert_eq!(lacking(&first, &done), [&[Lacking::Heads(order)], &wants[..]].concat());
    heads(&mut first, 10, 0);
    assert_eq!(lacking(&first, &done), wants[..2]);
    let given_up = Command::EndOrder { order, outcome: Outcome::Cancelled("误报".into()) };
    assert_eq!(lacking(&first, &given_up), wants[..2]);
    first.does(&first.because("误报"), done).unwrap();
    assert_eq!(first.state(), S::Period(2));
}

/// Where a step calls them back too, the end of an order changes nothing: nobody is asked why.
#[test]
fn an_order_that_ends_beside_the_step_is_only_ended() {
    let mut ground = Ground::at(S::Withdrawn);
    heads(&mut ground, 10, 0);
    let order = ground.world.open_orders().next().unwrap().id;
    let done = Command::EndOrder { order, outcome: Outcome::Done };
    assert_eq!(lacking(&ground, &done), []);
    ground.does(&ground.commander(), done).unwrap();
    assert_eq!(ground.state(), S::Withdrawn);
}

/// Software stands between nobody and the end of a withdrawal: over people who are not counted it asks why, and records it.
#[test]
fn a_withdrawal_is_done_over_people_who_are_not_counted_with_a_reason() {
    let mut ground = Ground::at(S::Withdrawn);
    let order = ground.world.open_orders().next().unwrap().id;
    let done = Command::EndOrder { order, outcome: Outcome::Done };
    assert_eq!(lacking(&ground, &done), [Lacking::Heads(order)]);
    ground.does(&ground.because("通信中断, 已见人"), done).unwrap();
    assert_eq!(ground.world.order(order).unwrap().outcome, qianzhi::domain::Reckoning::Agreed(Outcome::Done));
    assert_eq!(ground.world.unratified().len(), 1);
    let basis = ground.world.unratified()[0].basis.clone();
    assert_eq!(basis.rule.0.as_ref(), "RAUT-撤离-清点");
}

/// A count of tomorrow silences nobody until then.
#[test]
fn what_is_dated_ahead_is_of_now() {
    let mut ground = Ground::at(P);
    ground.notes(entered("F1", 4));
    let ahead = ground.now + Span::hours(5);
    let SceneCommand::Note(note) = ground.note(counted("F1", 4)) else { panic!() };
    ground.go(SceneCommand::Note(SceneNote { at: ahead, ..note }));
    assert_eq!(counts(&ground, SceneWant::Count)[0].due, ground.now + Span::minutes(30));
    let order = ground.withdraws();
    let count = |present, at| {
        let (names, by) = (String::new(), "李某".into());
        Command::CountHeads(HeadCount { order, present, missing: 0, names, by, means: Means::Radio, at })
    };
    ground.does(&ground.commander(), count(4, ahead)).unwrap();
    ground.now = ground.now + Span::minutes(1);
    ground.does(&ground.commander(), count(10, ground.now)).unwrap();
    assert_eq!(ground.world.order(order).unwrap().heads.unwrap().present, 10, "the newer count stands");
}
