//! Who is in a shelter: counted, placed there, gone; and how full it is.

use qianzhi::domain::{Occupancy, SpecialNeed};

use super::*;

fn placed(depot: &mut Depot, people: u32) {
    let moved = Evacuation {
        incident: Some(depot.incident),
        area: CITY.into(),
        whence: "沿河一组".into(),
        people,
        shelter: Some(school()),
        placed: None,
        by: "村支书".into(),
        means: Means::Phone,
        at: depot.now,
    };
    depot.events(Command::MoveEvacuees(moved), "").unwrap();
}

fn present(depot: &Depot) -> Option<u64> {
    depot.world.shelter_view(&school()).unwrap().present
}

#[test]
fn who_was_placed_there_is_present_until_a_count_says_how_many_are() {
    let mut depot = Depot::new();
    assert_eq!(present(&depot), None, "nobody said anything: unknown, not none");
    depot.sets(opened()).unwrap();
    placed(&mut depot, 40);
    assert_eq!(present(&depot), Some(40));
    depot.after(10);
    let special = vec![(SpecialNeed::Elderly, 9), (SpecialNeed::Minor, 12)];
    depot.does(word(ShelterWord::Counted { people: 46, special: special.clone() })).unwrap();
    assert_eq!(present(&depot), Some(46), "the count has those who were placed before it");
    depot.after(10);
    placed(&mut depot, 20);
    depot.after(1);
    depot.does(word(ShelterWord::Left { people: 6 })).unwrap();
    assert_eq!(present(&depot), Some(60));
    let view = depot.world.shelter_view(&school()).unwrap();
    assert_eq!(
        (view.special, view.counted.map(|(_, by)| by)),
        (&special[..], Some("李某")),
        "figures with their source"
    );
    // A count that is written down late does not come after what happened since.
    let late = ResourceNote {
        what: word(ShelterWord::Counted { people: 41, special: vec![] }),
        by: "周某".into(),
        means: Means::Phone,
        at: at("09:05"),
    };
    depot.events(Command::Resource(late), "").unwrap();
    assert_eq!(present(&depot), Some(60));
    // Who closes it says that it is empty; whoever comes when it opens again is counted from there.
    depot.after(60);
    depot.does(closed(Some(0))).unwrap();
    assert_eq!(present(&depot), Some(0));
    depot.after(60);
    depot.sets(opened()).unwrap();
    placed(&mut depot, 3);
    assert_eq!(present(&depot), Some(3));
}

/// Forty who are affected since eight, for the ten hours, and came at half past eleven.
#[test]
fn who_came_late_is_there_since_then_and_not_since_they_are_affected() {
    let mut depot = Depot::new();
    let card = Shelter { capacity: Some(120), ..depot.world.shelter(&school()).unwrap().clone() };
    depot.lists(Listed::Shelter(card));
    depot.sets(opened()).unwrap();
    depot.now = at("10:00");
    depot.does(word(ShelterWord::Counted { people: 100, special: vec![] })).unwrap();
    depot.now = at("11:30");
    let moved = |placed| Evacuation {
        incident: None,
        area: CITY.into(),
        whence: "沿河二组".into(),
        people: 40,
        shelter: Some(school()),
        by: "村支书".into(),
        means: Means::Phone,
        at: at("08:00"),
        placed,
    };
    depot.events(Command::MoveEvacuees(moved(Some(at("11:30")))), "").unwrap();
    assert_eq!(present(&depot), Some(140));
    assert_eq!(depot.world.shelter_view(&school()).unwrap().occupancy(), Occupancy::Full);
    // Of an entry that does not say when they came, what it says counts.
    depot.events(Command::MoveEvacuees(moved(None)), "").unwrap();
    assert_eq!(present(&depot), Some(140));
}

/// Of one minute nobody knows what came first: too few places are offered rather than too many.
#[test]
fn who_was_placed_in_the_minute_of_a_count_is_not_dropped() {
    let mut depot = Depot::new();
    depot.sets(opened()).unwrap();
    depot.does(word(ShelterWord::Counted { people: 100, special: vec![] })).unwrap();
    placed(&mut depot, 40);
    assert_eq!(present(&depot), Some(140));
}

#[test]
fn a_closing_lets_nobody_out_and_asks_who_is_inside() {
    let mut depot = Depot::new();
    depot.sets(opened()).unwrap();
    depot.after(5);
    depot.does(word(ShelterWord::Counted { people: 60, special: vec![] })).unwrap();
    depot.after(5);
    for (counted, inside) in [(None, 60), (Some(12), 12)] {
        let refused = depot.clone().does(closed(counted));
        let Err(Refusal::Unguarded(unmet)) = refused else { panic!("{counted:?} {refused:?}") };
        assert_eq!((unmet.lacks.len(), unmet.lacks[0].what), (1, Lacking::Inside(inside)), "{counted:?}");
    }
    let mut empty = depot.clone();
    empty.does(closed(Some(0))).unwrap();
    assert_eq!((present(&empty), empty.world.unratified().len()), (Some(0), 0));
    // With a reason it closes, and they are there all the same.
    depot.does_because(closed(None), "最后一批正在上车").unwrap();
    let view = depot.world.shelter_view(&school()).unwrap();
    assert_eq!((view.state(), view.present), (ShelterState::Closed, Some(60)));
}

#[test]
fn a_closing_that_was_put_right_at_once_empties_nothing() {
    let mut depot = Depot::new();
    depot.sets(opened()).unwrap();
    placed(&mut depot, 60);
    depot.after(1);
    let wrong = depot.does_because(closed(None), "按错").unwrap();
    depot.events(Command::Strike { target: wrong, reason: "按错".into() }, "").unwrap();
    let view = depot.world.shelter_view(&school()).unwrap();
    assert_eq!((view.state(), view.present), (ShelterState::Open, Some(60)));
}

#[test]
fn nine_tenths_is_nearly_full_and_all_is_full() {
    let mut depot = Depot::new();
    depot.sets(opened()).unwrap();
    for (people, occupancy) in [
        (179, Occupancy::Open),
        (180, Occupancy::NearlyFull),
        (199, Occupancy::NearlyFull),
        (200, Occupancy::Full),
        (230, Occupancy::Full),
    ] {
        depot.after(1);
        depot.does(word(ShelterWord::Counted { people, special: vec![] })).unwrap();
        assert_eq!(depot.world.shelter_view(&school()).unwrap().occupancy(), occupancy, "{people} of 200");
    }
    // How full one is whose capacity nobody knows, nobody knows.
    let card = Shelter { capacity: None, ..depot.world.shelter(&school()).unwrap().clone() };
    depot.lists(Listed::Shelter(card));
    assert_eq!(depot.world.shelter_view(&school()).unwrap().occupancy(), Occupancy::Open);
}
