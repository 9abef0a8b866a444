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
    // Closed, it is empty; whoever comes when it opens again is counted from there.
    depot.after(60);
    depot.sets(ShelterStatus::Closed).unwrap();
    assert_eq!(present(&depot), Some(0));
    depot.after(60);
    depot.sets(opened()).unwrap();
    placed(&mut depot, 3);
    assert_eq!(present(&depot), Some(3));
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
