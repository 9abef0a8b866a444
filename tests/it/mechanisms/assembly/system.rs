//! The lines of rules.md 5.3 that nobody presses: what the clock says of a team (no ack at limit, `PositionStale`).

use qianzhi::domain::{Answer, Call, Deadline, Due, Errand, Fix};

use super::super::{Otherwise, Row};
use super::*;

/// What the system sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum System {
    /// No acknowledgement at the limit.
    NoAck,
    /// No fix for more than three intervals.
    PositionStale,
}

const TABLE: &[Row<S, System>] = &[
    Row {
        from: S::Ordered,
        event: System::NoAck,
        to: S::Ordered,
        taken: alarm_then_the_next_contact_then_a_substitute,
        otherwise: Otherwise::Harmless(who_acknowledged_in_time_is_not_called),
    },
    Row {
        from: S::EnRoute,
        event: System::PositionStale,
        to: S::EnRoute,
        taken: out_of_contact_and_called_out,
        otherwise: Otherwise::Harmless(who_is_heard_of_in_time_is_not_lost),
    },
];

#[test]
fn every_line_of_the_clock_is_taken_and_harmless_elsewhere() {
    for row in TABLE {
        eprintln!("{:?} {:?} {:?}", row.from, row.event, row.to);
        assert_eq!(row.from, row.to, "the clock asks and moves nobody by itself");
        row.walk();
    }
}

fn of_order(night: &Night, now: &str) -> Vec<Deadline> {
    night.world.deadlines(at(now)).into_iter().filter(|one| one.what.report().is_none()).collect()
}

/// 待签收: at the limit an alarm; then the next contact; and another team in the place of one that nobody reaches.
fn alarm_then_the_next_contact_then_a_substitute() {
    let (mut night, order) = standing_at(S::Ordered);
    let waits = of_order(&night, "09:00");
    let limit = waits.iter().find(|one| matches!(one.what, Due::Acknowledge { .. })).unwrap().due;
    assert_eq!(limit, at("09:01"), "a professional team has a minute");
    let late = of_order(&night, "09:02");
    let rings = |one: &&Deadline| matches!(one.what, Due::Acknowledge { order: of } if of == order);
    assert!(late.iter().find(rings).unwrap().late(at("09:02")), "it rings");
    let view = night.world.order(order).unwrap();
    let first = night.world.order_chain(&view).next().unwrap().0.name.clone();
    assert_eq!(first, "李某");
    let call = Call {
        about: Errand::Order(order),
        contact: None,
        instead: None,
        name: first,
        number: "13800000000".into(),
        by: "王某".into(),
        means: Means::Phone,
        answer: Answer::None,
        at: at("09:02"),
        note: String::new(),
    };
    night.now = at("09:02");
    night.does(Command::MakeCall { call, acknowledged: false }).unwrap();
    let next = of_order(&night, "09:03");
    assert!(next.iter().any(|one| matches!(one.what, Due::CallNext { .. })), "the next contact has a time of its own");
    // 替补队: another team may take its place at any time, and nobody waits for the first any more.
    let replaces = night.command(order, E::Replace);
    night.does(replaces).unwrap();
    assert_eq!(night.state(order), S::Replaced);
    assert!(!of_order(&night, "09:10").iter().any(|one| one.what.mobilisation() == Some(order)));
}

fn who_acknowledged_in_time_is_not_called() {
    let (night, _) = standing_at(S::Assembling);
    assert!(
        !of_order(&night, "09:05").iter().any(|one| matches!(one.what, Due::CallNext { .. } | Due::Acknowledge { .. }))
    );
}

fn positions(night: &Night, fix: &str, now: &str) -> Vec<Deadline> {
    let fix = Fix { team: "P1".into(), point: point(34.65, 112.45), at: at(fix), speed_mh: None, every_ms: 60_000 };
    night.world.positions_due(&std::collections::BTreeMap::from([("P1".into(), fix)]), at(now))
}

/// 在途·失联: a call-out; said to be out of contact, the team goes on from where it was when it is heard of again.
fn out_of_contact_and_called_out() {
    let (mut night, order) = standing_at(S::EnRoute);
    let due = positions(&night, "09:10", "09:14");
    assert!(due.iter().any(|one| matches!(one.what, Due::Locate { order: of, .. } if of == order)), "{due:?}");
    let lost = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::LostContact, reason: String::new() };
    night.does(lost).unwrap();
    assert_eq!((night.state(order), night.status("P1")), (S::EnRoute, Some(TeamStatus::LostContact)));
    let back = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::EnRoute, reason: String::new() };
    night.does(back).unwrap();
    assert!(night.world.unratified().is_empty());
}

fn who_is_heard_of_in_time_is_not_lost() {
    let (night, _) = standing_at(S::EnRoute);
    assert!(positions(&night, "09:10", "09:12").is_empty());
    let (night, _) = standing_at(S::Assembling);
    assert!(positions(&night, "09:10", "10:10").is_empty(), "who has not left is not on the way");
}
