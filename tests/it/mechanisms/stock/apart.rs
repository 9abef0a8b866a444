//! Two posts that could not hear each other: what cannot both be is shown with both entries, and a person settles it.

use super::*;

/// Both know the same depot; each then does its own, and hears the other.
pub(super) fn apart(
    depot: &Depot,
    first: impl FnOnce(&mut Depot) -> Vec<Event>,
    second: impl FnOnce(&mut Depot) -> Vec<Event>,
) -> (Depot, Vec<Event>, Vec<Event>) {
    let mut a = Depot { post: 2, ..depot.clone() };
    let mut b = Depot { post: 3, ..depot.clone() };
    b.after(5);
    let (from_a, from_b) = (first(&mut a), second(&mut b));
    for event in &from_b {
        a.world.apply(event);
    }
    for event in &from_a {
        b.world.apply(event);
    }
    assert!(a.world == b.world, "both know the same");
    a.after(10);
    (a, from_a, from_b)
}

fn issue(depot: &mut Depot, count: u64) -> Vec<Event> {
    let command = depot.command(moved(count, None, issued()));
    depot.events(command, "").unwrap()
}

#[test]
fn one_stock_that_two_posts_issued_apart_is_a_conflict_with_both_entries_and_is_settled_for_either() {
    let depot = Depot::new();
    let (merged, of_a, of_b) = apart(&depot, |a| issue(a, 80), |b| issue(b, 60));
    assert_eq!(merged.on_hand(), -40);
    let conflicts = merged.world.conflicts();
    let [conflict] = &conflicts[..] else { panic!("{conflicts:?}") };
    assert_eq!(conflict.aspect, Aspect::Stock(sacks(), None));
    let sides: Vec<EventId> = conflict.sides.iter().map(|side| side.id).collect();
    assert_eq!(sides, [of_a[0].id, of_b[0].id], "both entries");
    for (keep, left) in [(of_a[0].id, 20), (of_b[0].id, 40)] {
        let mut one = merged.clone();
        one.events(Command::Settle { aspect: Aspect::Stock(sacks(), None), in_favour_of: keep }, "").unwrap();
        assert_eq!(one.on_hand(), left);
        assert!(one.world.conflicts().is_empty());
        assert!(one.world.stands(&keep));
    }
    // Both went out all the same: what was found settles it too.
    let mut one = merged;
    one.moves(40, None, Movement::Stocked { source: "盘盈".into() }).unwrap();
    assert_eq!((one.on_hand(), one.world.conflicts().len()), (0, 0));
}

#[test]
fn a_delivery_that_was_taken_back_after_it_went_out_is_a_conflict_that_can_be_settled() {
    let mut depot = Depot::new();
    let stocked = depot.moves(50, None, Movement::Stocked { source: "采购".into() }).unwrap();
    let out = depot.issues(140);
    depot.events(Command::Strike { target: stocked, reason: "没有到货".into() }, "").unwrap();
    assert_eq!(depot.on_hand(), -40);
    let aspect = Aspect::Stock(sacks(), None);
    assert_eq!(depot.world.conflict(&aspect).unwrap().sides[0].id, out);
    depot.events(Command::Settle { aspect, in_favour_of: out }, "").unwrap();
    assert_eq!((depot.on_hand(), depot.world.conflicts().len()), (0, 0), "it went out: it was there");
}

#[test]
fn one_receipt_that_two_posts_wrote_down_is_a_conflict_and_one_of_them_is_taken_back() {
    let mut depot = Depot::new();
    let sent = depot.issues(60);
    let sign = |depot: &mut Depot, count| {
        let command = depot.command(moved(count, Some(sent), Movement::Received { short: 60 - count, damaged: 0 }));
        depot.events(command, "").unwrap()
    };
    let (mut merged, of_a, of_b) = apart(&depot, |a| sign(a, 60), |b| sign(b, 55));
    let aspect = Aspect::Stock(sacks(), Some(sent));
    let conflict = merged.world.conflict(&aspect).unwrap();
    assert_eq!(conflict.sides.iter().map(|side| side.id).collect::<Vec<_>>(), [of_a[0].id, of_b[0].id]);
    merged.events(Command::Settle { aspect, in_favour_of: of_b[0].id }, "").unwrap();
    let one = merged.world.consignment(&sacks(), sent).unwrap();
    assert_eq!((one.arrived, one.short, one.on_way()), (55, 5, 0));
    assert!(merged.world.conflicts().is_empty());
}

#[test]
fn a_closing_that_lost_its_conflict_leaves_who_is_there_where_they_are() {
    let mut depot = Depot::new();
    depot.sets(opened()).unwrap();
    depot.does(word(ShelterWord::Counted { people: 90, special: vec![] })).unwrap();
    let set = |depot: &mut Depot, what, reason: &str| {
        let command = depot.command(what);
        depot.events(command, reason).unwrap()
    };
    let republished = ShelterStatus::Open { address: "凯旋东路1号".into(), route: "走九都路".into() };
    let (mut merged, _, of_b) =
        apart(&depot, |a| set(a, closed(None), "通知说撤了"), |b| set(b, word(ShelterWord::Status(republished)), ""));
    let aspect = Aspect::Shelter(school());
    assert_eq!(merged.world.shelter_view(&school()).unwrap().present, Some(90), "also while it is disputed");
    merged.events(Command::Settle { aspect, in_favour_of: of_b[0].id }, "").unwrap();
    let view = merged.world.shelter_view(&school()).unwrap();
    assert_eq!((view.state(), view.present), (ShelterState::Open, Some(90)));
}

/// A reservation of 30 of 100 that two posts each send off: the second lorry drives for nobody.
#[test]
fn one_reservation_that_two_posts_issued_apart_is_a_conflict_with_both_entries() {
    let mut depot = Depot::new();
    let kept = depot.moves(30, None, reserved(at("12:00"))).unwrap();
    let send = |depot: &mut Depot, count, reason: &str| {
        let command = depot.command(moved(count, Some(kept), issued()));
        depot.events(command, reason).unwrap()
    };
    let (merged, of_a, of_b) = apart(&depot, |a| send(a, 30, ""), |b| send(b, 30, ""));
    assert_eq!((merged.on_hand(), merged.world.consignment(&sacks(), kept).unwrap().issued), (40, 60));
    let aspect = Aspect::Stock(sacks(), Some(kept));
    let conflict = merged.world.conflict(&aspect).expect("60 of 30");
    assert_eq!(conflict.sides.iter().map(|side| side.id).collect::<Vec<_>>(), [of_a[0].id, of_b[0].id]);
    assert_eq!(merged.world.conflicts(), std::slice::from_ref(&conflict));
    for keep in [of_a[0].id, of_b[0].id] {
        let mut one = merged.clone();
        one.events(Command::Settle { aspect: aspect.clone(), in_favour_of: keep }, "").unwrap();
        assert_eq!((one.on_hand(), one.world.consignment(&sacks(), kept).unwrap().issued), (70, 30));
        assert!(one.world.conflicts().is_empty() && one.world.stands(&keep));
    }
    // One lorry after the other of one reservation is none.
    let (part, ..) = apart(&depot, |a| send(a, 10, ""), |b| send(b, 20, ""));
    assert!(part.world.conflicts().is_empty());
    // Nor is what went beyond it with a reason: whoever wrote it knew.
    let mut alone = depot.clone();
    send(&mut alone, 30, "");
    let command = alone.command(moved(5, Some(kept), issued()));
    assert!(matches!(alone.clone().events(command, ""), Err(Refusal::Unguarded(_))));
    send(&mut alone, 5, "又要了5条");
    assert!(alone.world.conflicts().is_empty());
}

#[test]
fn settling_an_account_takes_back_what_is_too_much_and_no_true_receipt() {
    let mut depot = Depot::new();
    let sent = depot.issues(60);
    depot.after(1);
    let sign = |depot: &mut Depot, count, short| {
        let command = depot.command(moved(count, Some(sent), Movement::Received { short, damaged: 0 }));
        depot.events(command, "").unwrap()
    };
    let (both, of_a, of_b) = apart(&depot, |a| sign(a, 30, 0), |b| sign(b, 30, 0));
    assert!(both.world.conflicts().is_empty(), "60 of 60");
    // A third post heard of neither, and writes all of it down as lost.
    let mut third = Depot { post: 4, ..depot.clone() };
    third.after(20);
    let of_c = sign(&mut third, 0, 60);
    let mut merged = both;
    merged.world.apply(&of_c[0]);
    let aspect = Aspect::Stock(sacks(), Some(sent));
    assert_eq!(merged.world.conflict(&aspect).unwrap().sides.len(), 3);
    merged.events(Command::Settle { aspect, in_favour_of: of_a[0].id }, "").unwrap();
    assert!(merged.world.stands(&of_b[0].id) && !merged.world.stands(&of_c[0].id));
    let one = merged.world.consignment(&sacks(), sent).unwrap();
    assert_eq!((one.arrived, one.short, one.on_way()), (60, 0, 0));
    assert!(merged.world.conflicts().is_empty());
}

#[test]
fn what_was_found_to_settle_a_conflict_goes_with_the_issue_that_was_kept() {
    let mut depot = Depot::new();
    let stocked = depot.moves(50, None, Movement::Stocked { source: "采购".into() }).unwrap();
    let out = depot.issues(140);
    depot.events(Command::Strike { target: stocked, reason: "没有到货".into() }, "").unwrap();
    depot.events(Command::Settle { aspect: Aspect::Stock(sacks(), None), in_favour_of: out }, "").unwrap();
    assert_eq!(depot.on_hand(), 0);
    depot.events(Command::Strike { target: out, reason: "没有发".into() }, "").unwrap();
    assert_eq!(depot.on_hand(), 100, "what the card says, and no more");
}

#[test]
fn a_shelter_that_two_posts_set_apart_is_a_conflict_and_two_who_open_it_alike_agree() {
    let depot = Depot::new();
    let set = |depot: &mut Depot, status| {
        let command = depot.command(word(ShelterWord::Status(status)));
        depot.events(command, "").unwrap()
    };
    let closed = ShelterStatus::Disabled { reason: "停水".into() };
    let (mut merged, of_a, _) = apart(&depot, |a| set(a, opened()), |b| set(b, closed));
    let aspect = Aspect::Shelter(school());
    assert_eq!(merged.world.conflict(&aspect).unwrap().sides.len(), 2);
    merged.events(Command::Settle { aspect: aspect.clone(), in_favour_of: of_a[0].id }, "").unwrap();
    assert_eq!(merged.world.shelter_view(&school()).unwrap().state(), ShelterState::Open);
    let (merged, ..) = apart(&depot, |a| set(a, opened()), |b| set(b, opened()));
    assert!(merged.world.conflict(&aspect).is_none());
}
