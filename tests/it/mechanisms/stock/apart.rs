//! Two posts that could not hear each other: what cannot both be is shown with both entries, and a person settles it.

use super::*;

/// Both know the same depot; each then does its own, and hears the other.
fn apart(
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
