//! What resources are due for, by which rows, and what ends it.

use qianzhi::domain::{Due, Outcome, ResourceWant};

use super::*;

/// What is due of resources: what it waits for, when, and by which row.
fn due(depot: &Depot) -> Vec<(ResourceWant, At, Option<String>)> {
    let list = depot.world.deadlines(depot.now).into_iter();
    list.filter_map(|deadline| match deadline.what {
        Due::Resource { wants, .. } => Some((wants, deadline.due, deadline.rule.map(ToString::to_string))),
        _ => None,
    })
    .collect()
}

#[test]
fn who_must_sign_is_waited_for_by_the_row_or_by_the_time_that_was_told() {
    let mut depot = Depot::new();
    let sent = depot.issues(60);
    assert_eq!(due(&depot), [(ResourceWant::Sign, at("13:00"), Some("R-物资-签收".into()))]);
    depot.moves(0, Some(sent), Movement::InTransit { carrier: "豫C8888".into(), eta: Some(at("09:40")) }).unwrap();
    assert_eq!(due(&depot), [(ResourceWant::Sign, at("09:40"), None)]);
    // A part that was signed for leaves the rest on the way.
    depot.moves(40, Some(sent), Movement::Received { short: 10, damaged: 0 }).unwrap();
    assert_eq!(due(&depot).len(), 1);
    depot.moves(10, Some(sent), received()).unwrap();
    assert_eq!(due(&depot), []);
    let view = depot.world.stock(&sacks(), depot.now).unwrap();
    assert_eq!((view.on_hand, view.on_way, view.in_use, view.lost), (Some(40), 0, 50, 10));
}

/// Of 100 that were reserved: 60 went out and were signed for; the rest goes out hours later with somebody else.
#[test]
fn a_second_lorry_has_its_own_time_its_own_carrier_and_its_own_alarm() {
    let mut depot = Depot::new();
    let kept = depot.moves(100, None, reserved(at("20:00"))).unwrap();
    let first = depot.moves(60, Some(kept), issued()).unwrap();
    depot.moves(0, Some(kept), Movement::InTransit { carrier: "豫C8888".into(), eta: Some(at("09:40")) }).unwrap();
    let sign = |depot: &Depot| {
        let list = depot.world.deadlines(depot.now).into_iter();
        let mut list = list.filter(|due| matches!(due.what, Due::Resource { wants: ResourceWant::Sign, .. }));
        list.next()
    };
    let deadline = sign(&depot).unwrap();
    assert_eq!(
        (deadline.due, &deadline.what),
        (at("09:40"), &Due::Resource { entry: first, wants: ResourceWant::Sign })
    );
    depot.now = at("10:00");
    let alarm = deadline.alarm();
    depot.events(Command::AcknowledgeAlarms { alarms: vec![alarm.0.clone()] }, "").unwrap();
    depot.moves(60, Some(kept), received()).unwrap();
    assert_eq!(sign(&depot), None);
    depot.now = at("14:00");
    let second = depot.moves(40, Some(kept), issued()).unwrap();
    let one = depot.world.consignment(&sacks(), kept).unwrap();
    assert_eq!(
        (one.carrier, one.eta, one.since, one.state(depot.now)),
        ("", None, Some(at("14:00")), StockState::Issued)
    );
    let deadline = sign(&depot).unwrap();
    assert_eq!((deadline.due, deadline.from), (at("18:00"), at("14:00")), "four hours of its own");
    assert_eq!(deadline.what, Due::Resource { entry: second, wants: ResourceWant::Sign });
    assert!(!deadline.acknowledged && deadline.alarm() != alarm, "nobody silenced this one");
    // Whoever is asked about it finds the consignment.
    assert_eq!(depot.world.open_consignment(second).unwrap().id, kept);
    depot.moves(40, Some(kept), received()).unwrap();
    assert!(depot.world.open_consignment(second).is_none());
}

#[test]
fn a_reservation_presses_until_it_ends_and_longer_only_for_an_order_that_is_open() {
    let mut depot = Depot::new();
    let until = at("10:00");
    depot.moves(20, None, reserved(until)).unwrap();
    let order = Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Person { name: "赵某".into(), phone: String::new() },
        incident: None,
        text: "围堰".into(),
        urgency: Urgency::Routine,
        destination: None,
        authority: None,
        until: None,
    };
    let order = depot.events(order, "").unwrap()[0].id;
    let kept = Movement::Reserved { order: Some(order), whom: String::new(), until };
    depot.moves(30, None, kept).unwrap();
    let ends = (ResourceWant::Issue, until, None);
    assert_eq!(due(&depot), [ends.clone(), ends.clone()]);
    depot.now = at("10:30");
    assert_eq!(due(&depot), [ends], "the one for an open order is late until somebody answers");
    depot.events(Command::EndOrder { order, outcome: Outcome::Cancelled("不用了".into()) }, "").unwrap();
    assert_eq!(due(&depot), []);
}

#[test]
fn an_owner_is_waited_for_until_the_thing_is_back_and_paid_for() {
    let mut depot = Depot::new();
    let id = depot.takes(1);
    // What is due in a month presses nobody yet (the list ends a day ahead).
    assert_eq!(due(&depot), []);
    depot.now = depot.now + Span::hours(24 * 60);
    let rows: Vec<_> = due(&depot).into_iter().map(|(wants, _, rule)| (wants, rule.unwrap())).collect();
    let (back, pay) = ("R-征用-返还".to_owned(), "R-征用-补偿".to_owned());
    assert_eq!(rows, [(ResourceWant::GiveBack, back), (ResourceWant::Compensate, pay.clone())]);
    let given = RequisitionStep::GivenBack { of: id, count: 1, lost: 0, damage: String::new() };
    depot.does(Resource::Requisition(given)).unwrap();
    let rows: Vec<_> = due(&depot).into_iter().map(|(wants, _, rule)| (wants, rule.unwrap())).collect();
    assert_eq!(rows, [(ResourceWant::Compensate, pay)]);
    assert_eq!(depot.world.requisition(id).unwrap().state, RequisitionState::GivenBack);
    let paid = RequisitionStep::Compensated { of: id, fen: 120_050, paper: String::new() };
    depot.does(Resource::Requisition(paid)).unwrap();
    assert_eq!(due(&depot), []);
}

#[test]
fn a_shelter_is_certified_every_two_years_and_an_open_one_supplied_before_it_runs_out() {
    let mut depot = Depot::new();
    let certified = depot.now;
    let card = depot.world.shelter(&school()).unwrap().clone();
    depot.lists(Listed::Shelter(Shelter { certified: Some(certified), ..card }));
    depot.now = certified + Span::hours(24 * 730) + Span::minutes(1);
    let again = (ResourceWant::Certify(school()), certified + Span::hours(24 * 730), Some("R-避难-复核".into()));
    assert_eq!(due(&depot), [again]);
    depot.does(word(ShelterWord::Certified)).unwrap();
    assert_eq!(due(&depot), []);
    // Supplies press only where people may come.
    depot.does(word(ShelterWord::Supplies { days: 1 })).unwrap();
    let out = depot.now + Span::hours(24);
    depot.after(30);
    assert_eq!(due(&depot), []);
    depot.sets(opened()).unwrap();
    assert_eq!(due(&depot), [(ResourceWant::Supply(school()), out, None)]);
    depot.does(word(ShelterWord::Supplies { days: 9 })).unwrap();
    assert_eq!(due(&depot), []);
}
