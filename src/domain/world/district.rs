//! Where the schematic districts 示意 of the map come from.

use std::collections::BTreeMap;

use super::World;
use crate::domain::{AreaCode, Place};

impl World {
    /// The places from which the schematic districts are made: the seats of jurisdictions, one for each, by code. A
    /// jurisdiction whose parts have their seats on the map is no district beside them. In a log in which no place is
    /// anybody's seat, every place counts.
    pub fn district_seats(&self) -> Vec<&Place> {
        let mut seats: BTreeMap<&AreaCode, &Place> = BTreeMap::new();
        for place in self.places() {
            if let Some(area) = &place.seat {
                // Of two seats that one jurisdiction was given, the first by code.
                seats.entry(area).or_insert(place);
            }
        }
        if seats.is_empty() {
            return self.places().collect();
        }
        let whole = |area: &AreaCode| !seats.keys().any(|part| area.contains(part));
        seats.iter().filter(|(area, _)| whole(area)).map(|(_, place)| *place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::At;
    use crate::domain::{Event, EventId, Fact, Point, PostId, Realm};

    fn seats_of(places: &[(&str, Option<&str>)]) -> Vec<String> {
        let mut world = World::new(Realm::Test);
        for (n, (code, seat)) in (1u8..).zip(places) {
            let place = Place {
                code: (*code).into(),
                name: String::new(),
                name_en: String::new(),
                point: Point { lat: 0, lon: 0 },
                source: "test".into(),
                seat: seat.map(AreaCode::from),
            };
            world.apply(&Event {
                id: EventId([n; 32]),
                post: PostId([1; 32]),
                seq: n.into(),
                hlc: n.into(),
                recorded: At(0),
                actor: String::new(),
                fact: Fact::PlaceNamed(place),
                overridden: None,
            });
        }
        world.district_seats().into_iter().map(|place| place.code.0.clone()).collect()
    }

    #[test]
    fn districts_are_of_seats_and_not_of_every_place() {
        let places = [("zm", Some("410122")), ("reservoir", None), ("xy", Some("410182")), ("zz", Some("410100"))];
        assert_eq!(seats_of(&places), ["zm", "xy"], "the city is made of its parts, a reservoir is nobody's seat");
        assert_eq!(seats_of(&[("ly", Some("410300")), ("zm", Some("410122"))]), ["zm", "ly"]);
        assert_eq!(seats_of(&[("b", Some("410122")), ("a", Some("410122"))]), ["a"], "one seat for a jurisdiction");
        assert_eq!(seats_of(&[("zm", None), ("xy", None)]), ["xy", "zm"], "a log of before has every place, as it had");
    }
}
