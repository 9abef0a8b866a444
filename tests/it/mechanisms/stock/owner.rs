//! What an owner waits for (突发事件应对法 art. 12): it is neither forgotten by a reversal nor paid twice, and counts from the end
//! of use.

use qianzhi::domain::{Due, IncidentStatus, Ratify, ResourceWant, Sanction};

use super::*;

/// What an owner waits for, from when and until when.
fn owed(depot: &Depot) -> Vec<(ResourceWant, At, At)> {
    let list = depot.world.deadlines(depot.now).into_iter();
    let mut list: Vec<_> = list
        .filter_map(|deadline| match deadline.what {
            Due::Resource { wants: wants @ (ResourceWant::GiveBack | ResourceWant::Compensate), .. } => {
                Some((wants, deadline.from, deadline.due))
            }
            _ => None,
        })
        .collect();
    list.sort();
    list
}

fn days(count: i64) -> Span {
    Span::hours(24 * count)
}

fn back(of: EventId, count: u64, lost: u64, damage: &str) -> Resource {
    Resource::Requisition(RequisitionStep::GivenBack { of, count, lost, damage: damage.into() })
}

fn pays(of: EventId, fen: u64) -> Resource {
    Resource::Requisition(RequisitionStep::Compensated { of, fen, paper: String::new() })
}

/// Somebody who may not does it at once, and the leader reverses it; what was done, and the answer's facts.
fn reversed(depot: &mut Depot, what: Resource, role: Role, reason: &str) -> (EventId, Vec<Event>) {
    let standing = Standing { role: Some(role), ..depot.standing(reason) };
    let decided = decide(&depot.world, &standing, depot.command(what)).unwrap();
    assert!(decided.overridden.is_some(), "beyond their authority, or with a reason");
    let event = depot.event(decided.facts[0].clone(), decided.overridden);
    depot.world.apply(&event);
    let answer = Ratify {
        of: event.id,
        sanction: Sanction::Reversed,
        by: "张某".into(),
        role: Some(Role::GeneralCommander),
        means: Means::Phone,
        note: "不同意".into(),
    };
    let events = depot.events(Command::Ratify(answer), "").unwrap();
    (event.id, events)
}

#[test]
fn a_reversal_takes_nothing_back_that_is_done_in_the_world() {
    // The excavator was taken, whoever allowed it: it goes back and its owner is paid.
    let mut depot = Depot::new();
    let (id, events) = reversed(&mut depot, taken(1), Role::DutyOfficer, "");
    assert!(events.iter().all(|event| !matches!(event.fact, Fact::Struck { .. })), "{events:?}");
    assert!(depot.world.stands(&id) && depot.world.unratified().is_empty());
    depot.now = depot.now + days(60);
    assert_eq!(owed(&depot).len(), 2, "the owner's clocks ring");
    depot.does(back(id, 1, 0, "")).unwrap();
    depot.does(pays(id, 1000)).unwrap();
    assert_eq!(depot.world.requisition(id).unwrap().state, RequisitionState::Settled);
    // The lorry is out: who must sign is waited for.
    let mut depot = Depot::new();
    let (id, _) = reversed(&mut depot, moved(130, None, issued()), Role::GeneralOffice, "库里实有");
    assert_eq!(depot.world.consignment(&sacks(), id).unwrap().on_way(), 130);
    assert!(
        depot
            .world
            .deadlines(depot.now)
            .iter()
            .any(|due| matches!(due.what, Due::Resource { entry, .. } if entry == id))
    );
    // The address was published.
    let mut depot = Depot::new();
    let unpublished = ShelterStatus::Open { address: "凯旋东路1号".into(), route: String::new() };
    reversed(&mut depot, word(ShelterWord::Status(unpublished)), Role::GeneralOffice, "广播随后发");
    assert_eq!(depot.world.shelter_view(&school()).unwrap().state(), ShelterState::Open);
    // What is only promised is taken back with the answer.
    let mut depot = Depot::new();
    let (id, _) = reversed(&mut depot, moved(130, None, reserved(at("12:00"))), Role::GeneralOffice, "全要");
    assert!(!depot.world.stands(&id));
}

#[test]
fn what_is_lost_after_the_owner_was_paid_is_paid_for_too() {
    let mut depot = Depot::new();
    let id = depot.takes(2);
    depot.now = depot.now + days(1);
    depot.does(pays(id, 100_000)).unwrap();
    depot.now = depot.now + days(19);
    let lost = depot.now;
    depot.does(back(id, 1, 1, "")).unwrap();
    let view = depot.world.requisition(id).unwrap();
    assert_eq!((view.state, view.held(), view.compensated()), (RequisitionState::GivenBack, 0, false));
    assert!(depot.world.open_requisitions().any(|view| view.id == id));
    // Its own clock runs since it was lost (row R-征用-补偿: 征用、毁损、灭失的补偿).
    depot.now = lost + days(60);
    assert_eq!(owed(&depot), [(ResourceWant::Compensate, lost, lost + days(60))]);
    let command = depot.command(pays(id, 50_000));
    assert_eq!(judge(&depot.world, &depot.standing(""), &command), Verdict::Within, "it is in its turn");
    depot.does(pays(id, 50_000)).unwrap();
    let view = depot.world.requisition(id).unwrap();
    assert_eq!((view.state, view.fen), (RequisitionState::Settled, Some(150_000)));
    assert!(owed(&depot).is_empty() && depot.world.conflicts().is_empty());
    // What comes back as it was taken owes nothing more.
    let mut depot = Depot::new();
    let id = depot.takes(1);
    depot.does(pays(id, 100_000)).unwrap();
    depot.after(60);
    depot.does(back(id, 1, 0, "")).unwrap();
    assert_eq!(depot.world.requisition(id).unwrap().state, RequisitionState::Settled);
}

/// 使用完毕或者突发事件应急处置工作结束后, 应当及时返还.
#[test]
fn what_was_taken_for_an_incident_goes_back_when_that_is_over() {
    let mut depot = Depot::new();
    let Resource::Requisition(RequisitionStep::Taken(machine)) = taken(1) else { unreachable!("it is") };
    let machine = Requisition { incident: Some(depot.incident), ..machine };
    let id = depot.does(Resource::Requisition(RequisitionStep::Taken(machine))).unwrap();
    depot.does(pays(id, 100)).unwrap();
    depot.now = depot.now + days(40);
    assert_eq!(owed(&depot), [], "it is in use");
    let set = |depot: &mut Depot, incident, status| {
        depot.events(Command::SetIncidentStatus { incident, status }, "另由主办单位报送").unwrap();
    };
    let incident = depot.incident;
    set(&mut depot, incident, IncidentStatus::Closed);
    let over = depot.now;
    depot.now = over + days(30);
    assert_eq!(owed(&depot), [(ResourceWant::GiveBack, over, over + days(30))]);
    // Packed away with what is closed and old or not: it is due all the same.
    let mut packed = depot.clone();
    packed.world.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
    assert_eq!(owed(&packed), owed(&depot));
    set(&mut depot, incident, IncidentStatus::Open);
    assert_eq!(owed(&depot), [], "it goes on");
    // An incident that went into another one is over when that one is.
    let other = depot.says(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "伊河路倒灌".into(),
        title_en: None,
        code: "11A02".into(),
        area: CITY.into(),
        place: None,
        occurred: at("08:40"),
        received: at("08:45"),
        address: String::new(),
    }));
    set(&mut depot, incident, IncidentStatus::Closed);
    depot.now = depot.now + days(30);
    assert_eq!(owed(&depot).len(), 1);
    let merge = Command::MergeIncidents { merged: incident, into: other, reason: "同一处".into() };
    depot.events(merge, "").unwrap();
    assert_eq!(owed(&depot), []);
    set(&mut depot, other, IncidentStatus::Closed);
    let over = depot.now;
    depot.now = over + days(30);
    assert_eq!(owed(&depot), [(ResourceWant::GiveBack, over, over + days(30))]);
}

#[test]
fn an_owner_whom_two_posts_paid_apart_is_a_conflict_with_both_entries() {
    let depot = {
        let mut depot = Depot::new();
        let id = depot.takes(2);
        depot.after(10);
        depot.does(back(id, 2, 0, "铲斗变形")).unwrap();
        depot.after(10);
        depot
    };
    let id = depot.world.requisitions()[0].id;
    let pay = |depot: &mut Depot, fen| {
        let command = depot.command(pays(id, fen));
        depot.events(command, "").unwrap()
    };
    let (mut merged, of_a, of_b) = super::apart::apart(&depot, |a| pay(a, 500_000), |b| pay(b, 520_000));
    let aspect = Aspect::Requisition(id);
    let conflict = merged.world.conflict(&aspect).expect("paid twice");
    assert_eq!(conflict.sides.iter().map(|side| side.id).collect::<Vec<_>>(), [of_a[0].id, of_b[0].id]);
    assert_eq!(merged.world.conflicts(), [conflict]);
    merged.events(Command::Settle { aspect, in_favour_of: of_b[0].id }, "").unwrap();
    assert_eq!(merged.world.requisition(id).unwrap().fen, Some(520_000));
    assert!(merged.world.conflicts().is_empty());
    // Once more with a reason is none: whoever wrote it knew.
    let command = merged.command(pays(id, 1000));
    merged.events(command, "补差").unwrap();
    assert!(merged.world.conflicts().is_empty());
}

#[test]
fn more_that_two_posts_gave_back_apart_than_was_taken_is_a_conflict() {
    let mut depot = Depot::new();
    let id = depot.takes(5);
    depot.after(1);
    depot.does(back(id, 2, 0, "")).unwrap();
    let gives = |depot: &mut Depot, count| {
        let command = depot.command(back(id, count, 0, ""));
        depot.events(command, "").unwrap()
    };
    depot.after(1);
    let (mut merged, of_a, of_b) = super::apart::apart(&depot, |a| gives(a, 3), |b| gives(b, 3));
    let aspect = Aspect::Requisition(id);
    assert_eq!(merged.world.conflict(&aspect).expect("8 of 5").sides.len(), 3);
    merged.events(Command::Settle { aspect, in_favour_of: of_a[0].id }, "").unwrap();
    let view = merged.world.requisition(id).unwrap();
    assert_eq!((view.given_back, view.held()), (5, 0), "the first two went back too");
    assert!(!merged.world.stands(&of_b[0].id) && merged.world.conflicts().is_empty());
    let (fine, ..) = super::apart::apart(&depot, |a| gives(a, 1), |b| gives(b, 2));
    assert!(fine.world.conflicts().is_empty());
}
