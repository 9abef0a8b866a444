//! An alarm's states: active, acknowledged, put aside with reason and expiry. Acknowledged is not done, and what was put
//! aside comes back by itself.

use qianzhi::clock::Span;
use qianzhi::console::Msg;
use qianzhi::domain::{AlarmState, Deadline, Due, Fact, Means, Rung, RungFact, Shelf};

use super::desk::{Desk, now};

/// A desk twenty minutes on, with late deadlines on its rail.
fn late() -> Desk {
    let mut desk = Desk::new();
    desk.send(Msg::Tick(now() + Span::minutes(20)));
    assert!(desk.model.rail()[0].late(desk.model.now));
    desk
}

fn first(desk: &Desk) -> Deadline {
    desk.model.rail()[0].clone()
}

fn named(desk: &Desk, wanted: &Deadline) -> Deadline {
    desk.model.rail().iter().find(|deadline| deadline.what == wanted.what).unwrap().clone()
}

#[test]
fn an_alarm_put_aside_is_silent_last_and_counted_until_its_time() {
    let mut desk = late();
    let alarm = first(&desk);
    let (late, _) = desk.model.rail_counts(10);
    assert_eq!(alarm.alarm_state(desk.model.now), AlarmState::Active);
    assert!(desk.keys("<f4>%<f10>").is_empty(), "without a reason and a time it stays");
    let facts = desk.keys("已电话约定<tab>17:00<f10>");
    let until = now() + Span::minutes(50);
    let reason = "已电话约定".to_owned();
    assert!(
        matches!(&facts[..], [Fact::AlarmShelved { alarm: name, shelf, .. }]
        if *name == alarm.alarm().0 && *shelf == Shelf { reason, until }),
        "{facts:?} {:?}",
        desk.model.notice
    );
    let aside = named(&desk, &alarm);
    assert_eq!((aside.alarm_state(desk.model.now), aside.shelved), (AlarmState::Shelved, Some(until)));
    assert_eq!(desk.model.rail().last().map(|d| &d.what), Some(&alarm.what), "behind everything else");
    assert_eq!((desk.model.rail_counts(10).0, desk.model.shelved()), (late - 1, 1));
    // Its time comes: it is what it was, and calls again.
    let rung = desk.bells;
    desk.send(Msg::Tick(until + Span::seconds(1)));
    assert_eq!(named(&desk, &alarm).alarm_state(desk.model.now), AlarmState::Active);
    assert_eq!((desk.model.shelved(), desk.bells > rung), (0, true));
}

#[test]
fn acknowledged_is_silent_at_every_post_and_not_done() {
    let mut desk = late();
    let alarm = first(&desk);
    let facts = desk.keys("<c-y>");
    assert!(matches!(&facts[..], [Fact::AlarmAcknowledged { .. }]), "{facts:?}");
    assert_eq!(named(&desk, &alarm).alarm_state(desk.model.now), AlarmState::Acknowledged);
    assert!(named(&desk, &alarm).late(desk.model.now), "it is still due");
    // Another post's acknowledgement does as well: what it said before the alarm fell due never rings there.
    let due = alarm.due;
    let rings = |acknowledged: bool| {
        let mut other = Desk::new();
        other.send(Msg::Tick(due - Span::seconds(1)));
        let before = other.bells;
        if acknowledged {
            other.other(facts[0].clone());
        }
        other.send(Msg::Tick(due + Span::seconds(1)));
        let now = named(&other, &alarm).alarm_state(other.model.now);
        (other.bells > before, now)
    };
    let alone = |desk: &Desk| desk.model.rail().iter().filter(|other| other.due == due).count();
    assert_eq!(alone(&desk), 1, "no other alarm falls due with it: {:?}", desk.model.rail());
    assert_eq!(rings(false), (true, AlarmState::Active));
    assert_eq!(rings(true), (false, AlarmState::Acknowledged));
    // And one that rings there is silent from then on.
    let mut other = late();
    other.pass(Span::seconds(1));
    other.other(facts[0].clone());
    let rung = other.bells;
    other.pass(Span::seconds(1));
    assert_eq!((named(&other, &alarm).alarm_state(other.model.now), other.bells), (AlarmState::Acknowledged, rung));
}

fn screen(desk: &Desk) -> String {
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 100, 30));
    qianzhi::view::paint(&desk.model, &qianzhi::view::Look::default(), &mut buffer);
    qianzhi::view::rows(&buffer, qianzhi::text::cells::Ambiguous::One).join("\n")
}

/// Without colour: the word says whether somebody has seen it.
#[test]
fn what_was_seen_is_told_from_what_calls_by_a_word() {
    let mut desk = late();
    let count =
        |desk: &Desk, word: &str| screen(desk).lines().filter(|line| line.trim_start().starts_with(word)).count();
    let (calls, seen) = (count(&desk, "!逾期"), count(&desk, "!已悉"));
    assert!(calls > 0 && seen == 0, "{}", screen(&desk));
    desk.keys("<c-y>");
    assert!(count(&desk, "!已悉") > 0 && count(&desk, "!逾期") < calls, "{}", screen(&desk));
}

/// Issue 5, point 6: active, acknowledged, returned, shelved. What rang and was done elsewhere before anybody here saw it does
/// not leave without a word.
#[test]
fn an_alarm_that_rang_and_whose_cause_ended_unseen_has_returned_until_it_is_looked_at() {
    let mut desk = late();
    let order = desk.model.world.orders()[0].id;
    let alarm = desk.model.rail().iter().find(|due| due.what == Due::Acknowledge { order }).unwrap().clone();
    desk.pass(Span::seconds(1));
    assert_eq!(desk.model.alarm_stands(&alarm.alarm()), Some(AlarmState::Active));
    let at = desk.model.now;
    desk.other(Fact::OrderRung(RungFact {
        order, rung: Rung::Executing, by: "李某".into(), means: Means::Phone, at
    }));
    let rung = desk.bells;
    desk.pass(Span::seconds(1));
    assert_eq!(desk.model.alarm_stands(&alarm.alarm()), Some(AlarmState::Returned));
    assert_eq!(desk.bells, rung, "what is over does not ring");
    assert!(screen(&desk).contains("复归 1 签收"), "{}", screen(&desk));
    // What still calls is seen first, then what has returned; looking records nothing about it.
    while !desk.model.alarms_to_acknowledge().is_empty() {
        desk.keys("<c-y>");
    }
    assert!(desk.keys("<c-y>").is_empty());
    assert_eq!((desk.model.returned().len(), desk.model.alarm_stands(&alarm.alarm())), (0, None));
    // A console that begins now was told of none of it.
    let fresh = late();
    assert!(fresh.model.returned().is_empty());
}

/// What somebody did here, or acknowledged, was seen.
#[test]
fn what_was_seen_before_it_ended_does_not_return() {
    for keys in ["<f5><f10>", "<c-y>"] {
        let mut desk = late();
        desk.pass(Span::seconds(1));
        while keys == "<c-y>" && !desk.model.alarms_to_acknowledge().is_empty() {
            desk.keys(keys);
        }
        desk.keys(keys);
        desk.pass(Span::seconds(1));
        let order = desk.model.world.orders()[0].id;
        let at = desk.model.now;
        if keys == "<c-y>" {
            desk.other(Fact::OrderRung(RungFact {
                order,
                rung: Rung::Executing,
                by: "李某".into(),
                means: Means::Phone,
                at,
            }));
            desk.pass(Span::seconds(1));
        }
        assert!(desk.model.returned().is_empty(), "{keys}: {:?}", desk.model.returned());
    }
}

#[test]
fn what_was_put_aside_is_taken_up_again_by_an_earlier_time() {
    let mut desk = late();
    let alarm = first(&desk);
    desk.keys("<f4>%已约定<tab>18:00<f10>");
    let place = desk.model.rail().iter().position(|deadline| deadline.what == alarm.what).unwrap();
    desk.keys("<home>");
    desk.keys(&"<down>".repeat(place));
    desk.keys("%取回<tab>16:00<f10>");
    assert_eq!(named(&desk, &alarm).alarm_state(desk.model.now), AlarmState::Active, "{:?}", desk.model.notice);
}
