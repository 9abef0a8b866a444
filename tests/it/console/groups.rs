//! Alarms of one cause are one row with a count, that opens to its members; what somebody dealt with is told apart.

use qianzhi::clock::Span;
use qianzhi::console::{Mode, Msg};
use qianzhi::domain::{
    Act, AlarmState, Due, EventId, Fact, Form, Grade, IncidentStatus, Means, Order, Override, Recipient, Role, Rung,
    RungFact, Shelf, Urgency,
};
use qianzhi::text::cells::Ambiguous;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{Desk, now};

const TEXT: &str = "全体备勤";

/// Twelve who were given one order and do not acknowledge it, in the order of the rail.
fn twelve() -> (Desk, Vec<EventId>) {
    let mut desk = Desk::new();
    let mut ids = Vec::new();
    for n in 0..12 {
        let order = Order {
            number: 50 + n,
            form: Form::Order,
            to: Recipient::Person { name: format!("队长{n}"), phone: String::new() },
            incident: None,
            text: TEXT.into(),
            urgency: Urgency::Routine,
            destination: None,
            authority: None,
            until: None,
            issued: now(),
            role: None,
            muster: None,
            step: None,
        };
        ids.push(desk.other(Fact::OrderIssued(order)));
    }
    desk.send(Msg::Tick(now() + Span::minutes(6)));
    (desk, ids)
}

fn ours(desk: &Desk, ids: &[EventId]) -> Vec<(usize, usize)> {
    let is =
        |place: &usize| matches!(&desk.model.rail()[*place].what, Due::Acknowledge { order } if ids.contains(order));
    let rows = desk.model.rail_rows().iter().enumerate();
    rows.filter(|(_, row)| row.members.iter().any(is)).map(|(place, row)| (place, row.members.len())).collect()
}

fn screen(desk: &Desk, (cols, lines): (u16, u16)) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, lines));
    paint(&desk.model, &Look::default(), &mut buffer);
    rows(&buffer, Ambiguous::One).join("\n")
}

fn state(desk: &Desk, order: EventId) -> AlarmState {
    let due = desk.model.rail().iter().find(|d| d.what == Due::Acknowledge { order }).unwrap();
    due.alarm_state(desk.model.now)
}

/// Takes the row of the group in hand.
fn in_hand(desk: &mut Desk, ids: &[EventId]) {
    let place = ours(desk, ids)[0].0;
    desk.keys(&format!("<f4><home>{}", "<down>".repeat(place)));
}

#[test]
fn twelve_who_do_not_acknowledge_one_order_are_one_row_that_opens_to_its_members() {
    let (mut desk, ids) = twelve();
    let [(_, 12)] = ours(&desk, &ids)[..] else { panic!("{:?}", ours(&desk, &ids)) };
    in_hand(&mut desk, &ids);
    for size in [(80, 24), (40, 10)] {
        assert!(screen(&desk, size).contains("12项"), "{}", screen(&desk, size));
    }
    assert!(desk.keys("<enter>").is_empty(), "opening records nothing");
    assert_eq!(ours(&desk, &ids).len(), 12);
    assert!(ours(&desk, &ids).iter().all(|(_, members)| *members == 1));
    desk.keys("<esc>");
    assert_eq!(desk.model.mode(), Mode::Rail, "the group closes first");
    assert_eq!(ours(&desk, &ids).len(), 1);
    desk.keys("<esc>");
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn acknowledging_the_group_acknowledges_each_and_acknowledging_a_member_that_one() {
    let (mut desk, ids) = twelve();
    in_hand(&mut desk, &ids);
    desk.keys("<enter><down>");
    assert_eq!(desk.keys("<c-y>").len(), 1);
    let seen = ids.iter().filter(|id| state(&desk, **id) == AlarmState::Acknowledged).count();
    assert_eq!(seen, 1);
    desk.keys("<esc>");
    // The one that was seen stands apart from the eleven that call.
    let mut counts: Vec<usize> = ours(&desk, &ids).into_iter().map(|(_, members)| members).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 11]);
    let group = ours(&desk, &ids).into_iter().find(|(_, members)| *members == 11).unwrap().0;
    desk.keys(&format!("<home>{}", "<down>".repeat(group)));
    let facts = desk.keys("<c-y>");
    assert_eq!(facts.len(), 11, "{facts:?}");
    assert!(facts.iter().all(|fact| matches!(fact, Fact::AlarmAcknowledged { .. })));
    assert!(ids.iter().all(|id| state(&desk, *id) == AlarmState::Acknowledged));
    assert!(ids.iter().all(|id| desk.model.world.open_orders().any(|view| view.id == *id)), "seen is not done");
}

#[test]
fn one_that_was_put_aside_is_no_member_any_more() {
    let (mut desk, ids) = twelve();
    let due = desk.model.rail().iter().find(|d| d.what == Due::Acknowledge { order: ids[3] }).unwrap();
    let alarm = due.alarm().0;
    let shelf = Shelf { reason: "已电话约定".into(), until: now() + Span::hours(1) };
    desk.other(Fact::AlarmShelved { alarm, shelf, after: Vec::new() });
    let rows = ours(&desk, &ids);
    assert_eq!(rows.iter().map(|(_, members)| *members).collect::<Vec<_>>(), [11, 1]);
    assert_eq!(rows[1].0, desk.model.rail_rows().len() - 1, "behind everything else");
}

/// Shelves the group in hand until 17:00.
fn shelved(desk: &mut Desk, ids: &[EventId]) -> Vec<Fact> {
    in_hand(desk, ids);
    desk.keys("%已逐一电话约定<tab>17:00<f10>")
}

#[test]
fn shelving_the_group_shelves_each_with_one_reason_and_one_time_and_returning_brings_all_back() {
    let (mut desk, ids) = twelve();
    in_hand(&mut desk, &ids);
    assert!(desk.keys("%<f10>").is_empty(), "without a reason and a time nothing is put aside");
    desk.keys("<esc>");
    let facts = shelved(&mut desk, &ids);
    let aside = Shelf { reason: "已逐一电话约定".into(), until: now() + Span::minutes(50) };
    assert_eq!(facts.len(), 12, "{facts:?} {}", desk.notice());
    assert!(facts.iter().all(|fact| matches!(fact, Fact::AlarmShelved { shelf, .. } if *shelf == aside)));
    assert!(ids.iter().all(|id| state(&desk, *id) == AlarmState::Shelved));
    // It stays in sight: one row behind everything else, with its count.
    let last = desk.model.rail_rows().len() - 1;
    assert_eq!(ours(&desk, &ids), [(last, 12)]);
    assert_eq!(desk.model.shelved(), 12);
    in_hand(&mut desk, &ids);
    assert!(screen(&desk, (80, 24)).contains("12项"), "{}", screen(&desk, (80, 24)));
    let facts = desk.keys("%取回<tab>16:00<f10>");
    assert_eq!(facts.len(), 12, "{facts:?} {}", desk.notice());
    assert!(ids.iter().all(|id| state(&desk, *id) == AlarmState::Active));
    assert_eq!(desk.model.shelved(), 0);
}

#[test]
fn a_member_that_comes_after_the_group_was_shelved_rings_and_stands_apart() {
    let (mut desk, mut ids) = twelve();
    shelved(&mut desk, &ids);
    desk.keys("<esc>");
    desk.pass(Span::seconds(1));
    let rung = desk.bells;
    let first = desk.model.world.order(ids[0]).unwrap().order.clone();
    let to = Recipient::Person { name: "队长12".into(), phone: String::new() };
    let late = desk.other(Fact::OrderIssued(Order { number: 62, to, ..first }));
    ids.push(late);
    desk.pass(Span::seconds(1));
    assert_eq!((state(&desk, late), desk.bells), (AlarmState::Active, rung + 1));
    let mut counts: Vec<usize> = ours(&desk, &ids).into_iter().map(|(_, members)| members).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 12], "the one that calls is not hidden among those put aside");
}

#[test]
fn one_member_of_an_open_group_is_shelved_alone() {
    let (mut desk, ids) = twelve();
    in_hand(&mut desk, &ids);
    desk.keys("<enter><down>");
    assert_eq!(desk.keys("%已约定<tab>17:00<f10>").len(), 1);
    assert_eq!(ids.iter().filter(|id| state(&desk, **id) == AlarmState::Shelved).count(), 1);
}

fn members(desk: &Desk, wanted: impl Fn(&Due) -> bool) -> Vec<usize> {
    let rows = desk.model.rail_rows().iter();
    let is = |place: &usize| wanted(&desk.model.rail()[*place].what);
    rows.filter(|row| row.members.iter().any(is)).map(|row| row.members.len()).collect()
}

#[test]
fn reminders_of_one_order_that_went_to_many_are_one_row() {
    let (mut desk, ids) = twelve();
    for order in &ids {
        let (rung, by, means) = (Rung::Acknowledged, "队长".to_owned(), Means::Phone);
        desk.other(Fact::OrderRung(RungFact { order: *order, rung, by, means, at: now() + Span::minutes(6) }));
    }
    desk.pass(Span::minutes(16));
    assert_eq!(members(&desk, |what| matches!(what, Due::Remind { .. })), [12]);
}

/// What one person did for one incident in one kind of act is one row; what somebody did of another kind is another.
#[test]
fn what_awaits_ratification_of_one_cause_is_one_row() {
    let mut desk = Desk::new();
    let incident = desk.incident("城区内涝");
    let basis = |act| Override {
        act,
        level: None,
        role: Some(Role::DutyOfficer),
        rule: "RAUT-x".into(),
        reason: "急".into(),
        least: None,
    };
    let graded = |grade| Fact::Graded { incident, grade: Some(grade), reason: "急".into(), after: Vec::new() };
    let first = desk.beyond(graded(Grade::Serious), basis(Act::Grade));
    desk.beyond(graded(Grade::Major), basis(Act::Grade));
    let status = |status| Fact::IncidentStatusSet { incident, status, after: Vec::new() };
    desk.beyond(status(IncidentStatus::Stabilised), basis(Act::Terminate));
    let mut rows = members(&desk, |what| matches!(what, Due::Ratify { .. }));
    rows.sort_unstable();
    assert_eq!(rows, [1, 2]);
    // Each is still answered for by itself.
    desk.keys("<f4>");
    let group = desk.model.rail_rows().iter().position(|row| {
        row.is_group() && row.members.iter().any(|place| desk.model.rail()[*place].what == Due::Ratify { event: first })
    });
    desk.keys(&format!("<home>{}<enter>", "<down>".repeat(group.unwrap())));
    assert_eq!(members(&desk, |what| matches!(what, Due::Ratify { .. })).len(), 3);
}
