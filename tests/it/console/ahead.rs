//! What lies ahead is read as the next time: limits, alarms put aside, expected arrivals. At half past six in the evening
//! `08:00` is tomorrow's.

use qianzhi::clock::At;
use qianzhi::console::Msg;
use qianzhi::domain::{AlarmState, Deadline, Due, Fact, Told};

use super::desk::{Desk, at};

/// A desk in the evening, with late deadlines on its rail.
fn evening() -> Desk {
    let mut desk = Desk::new();
    desk.send(Msg::Tick(at("2021-07-20 18:53")));
    desk
}

fn limit(desk: &mut Desk, typed: &str) -> Option<At> {
    let facts = desk.keys(&format!("<f2>p2<enter>抽排<tab><tab><tab><tab>{typed}<f10>"));
    match facts.first()? {
        Fact::OrderIssued(order) => order.until,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_orders_limit_that_is_over_today_is_tomorrows() {
    let mut desk = evening();
    assert_eq!(limit(&mut desk, "08:00"), Some(at("2021-07-21 08:00")), "{}", desk.notice());
    let own = |due: &&Deadline| matches!(due.what, Due::Complete { .. });
    assert!(desk.model.rail().iter().filter(own).all(|due| !due.late(desk.model.now)), "nothing is late at once");
    assert_eq!(limit(&mut desk, "19:30"), Some(at("2021-07-20 19:30")), "{}", desk.notice());
    // With its date it is what was typed, also for what is written down late.
    assert_eq!(limit(&mut desk, "07-20 18:00"), Some(at("2021-07-20 18:00")), "{}", desk.notice());
}

#[test]
fn a_limit_that_is_just_over_is_asked_back() {
    let mut desk = evening();
    assert_eq!(limit(&mut desk, "18:50"), None);
    assert!(desk.notice().contains("18:50") && desk.notice().contains("07-21 18:50"), "{}", desk.notice());
}

fn state(desk: &Desk, alarm: &Deadline) -> AlarmState {
    let due = desk.model.rail().iter().find(|due| due.what == alarm.what).unwrap();
    due.alarm_state(desk.model.now)
}

#[test]
fn an_alarm_is_put_aside_until_the_next_morning() {
    let mut desk = evening();
    let alarm = desk.model.rail()[0].clone();
    let Fact::AlarmShelved { shelf, .. } = desk.records("<f4><home>%已约定<tab>08:00<f10>") else { panic!() };
    assert_eq!(shelf.until, at("2021-07-21 08:00"));
    assert_eq!(state(&desk, &alarm), AlarmState::Shelved);
    assert!(desk.notice().contains("07-21 08:00"), "tomorrow is not said as today: {}", desk.notice());
}

#[test]
fn a_time_that_is_over_puts_nothing_aside_and_takes_back_what_was() {
    let mut desk = evening();
    let alarm = desk.model.rail()[0].clone();
    assert!(desk.keys("<f4><home>%已约定<tab>18:40<f10>").is_empty(), "{}", desk.notice());
    assert!(desk.notice().contains("时间已过"), "{}", desk.notice());
    assert_eq!(state(&desk, &alarm), AlarmState::Active);
    desk.keys("<c-u>19:30<f10>");
    assert_eq!(state(&desk, &alarm), AlarmState::Shelved, "{}", desk.notice());
    let place = desk.model.rail().iter().position(|due| due.what == alarm.what).unwrap();
    desk.keys(&format!("<home>{}%取回<tab>18:40<f10>", "<down>".repeat(place)));
    assert_eq!(state(&desk, &alarm), AlarmState::Active, "{}", desk.notice());
}

/// A leader who says at ten to midnight that they come at a quarter past.
#[test]
fn an_arrival_is_expected_after_it_was_told() {
    let mut desk = Desk::new();
    desk.send(Msg::Tick(at("2021-07-20 23:50")));
    desk.keys("1;城区内涝<enter><f2>p2<enter>抽排<f10>");
    let facts = desk.keys("#3<c-g><f10><c-g><f10><c-g><f10><c-e>310015<tab>绕行<f10>");
    let eta = facts.iter().find_map(|fact| match fact {
        Fact::AssemblyTold(telling) => match telling.told {
            Told::Slipped { eta, .. } => Some(eta),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(eta, Some(at("2021-07-21 00:15")), "{} {facts:?}", desk.notice());
}
