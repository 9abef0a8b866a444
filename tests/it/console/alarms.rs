//! An alarm's states: active, acknowledged, put aside with reason and expiry. Acknowledged is not done, and what was put
//! aside comes back by itself.

use qianzhi::clock::Span;
use qianzhi::console::Msg;
use qianzhi::domain::{AlarmState, Deadline, Fact, Shelf};

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
    // Another post's acknowledgement does as well.
    let mut other = late();
    other.other(facts[0].clone());
    assert_eq!(named(&other, &alarm).alarm_state(other.model.now), AlarmState::Acknowledged);
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
