//! Roads: the shortest way, and where a team is on it. Integers only, so that every machine drives alike.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::{Edge, RoadCode};
use crate::clock::{At, Span};
use crate::domain::{Destination, Place, PlaceCode, Point};

/// Places and the roads between them.
#[derive(Clone, Debug, Default)]
pub struct Map {
    points: BTreeMap<PlaceCode, Point>,
    edges: BTreeMap<PlaceCode, Vec<(PlaceCode, RoadCode, u32)>>,
}

/// From where a way begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Start {
    /// At a place.
    Place(PlaceCode),
    /// Anywhere.
    Point(Point),
    /// So many metres along a leg: the way goes on to its end or turns back.
    Leg(Leg, u32),
}

/// By place: metres from the start, and from where and on which road it was reached.
type Came<'a> = BTreeMap<&'a PlaceCode, (u64, Option<(&'a PlaceCode, &'a RoadCode, u32)>)>;

/// A stretch from one point to the next, driven in a straight line on the map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leg {
    /// Where it begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// How long it is; a road may be longer than the straight line.
    pub metres: u32,
    /// On which road; none across country.
    pub road: Option<RoadCode>,
    /// The places at its ends.
    pub ends: (Option<PlaceCode>, Option<PlaceCode>),
}

impl Leg {
    /// The point so many metres along.
    pub fn at(&self, metres: u32) -> Point {
        self.from.towards(self.to, metres.into(), self.metres.into())
    }
}

impl Map {
    /// A map of these places and roads.
    pub fn new(places: &[Place], roads: &[Edge]) -> Self {
        let mut map = Self { points: places.iter().map(|p| (p.code.clone(), p.point)).collect(), ..Self::default() };
        for road in roads {
            for (from, to) in [(&road.from, &road.to), (&road.to, &road.from)] {
                let edge = (to.clone(), road.code.clone(), road.metres);
                map.edges.entry(from.clone()).or_default().push(edge);
            }
        }
        map
    }

    /// Where a place is.
    pub fn point(&self, place: &PlaceCode) -> Option<Point> {
        self.points.get(place).copied()
    }

    /// Where a destination is.
    pub fn destination(&self, to: &Destination) -> Option<Point> {
        match to {
            Destination::Place(code) => self.point(code),
            Destination::Point(point) => Some(*point),
        }
    }

    fn nearest(&self, point: Point) -> Option<(&PlaceCode, u32)> {
        let on_road = self.points.iter().filter(|(code, _)| self.edges.contains_key(*code));
        on_road.map(|(code, p)| (code, p.metres_to(point))).min_by_key(|(code, metres)| (*metres, *code))
    }

    /// The shortest way that uses no closed road; `None` when there is none.
    pub fn way(&self, start: &Start, to: &Destination, closed: &BTreeSet<RoadCode>) -> Option<Vec<Leg>> {
        let (last, beyond) = match to {
            Destination::Place(code) => (code.clone(), None),
            Destination::Point(point) => {
                let (code, metres) = self.nearest(*point)?;
                let ends = (Some(code.clone()), None);
                let leg = Leg { from: self.point(code)?, to: *point, metres, road: None, ends };
                (code.clone(), Some(leg))
            }
        };
        self.point(&last)?;
        let ways = self.first_legs(start, closed).into_iter().filter_map(|(first, place)| {
            let mut legs: Vec<Leg> = first.into_iter().collect();
            legs.extend(self.shortest(&place, &last, closed)?);
            legs.extend(beyond.clone());
            Some(legs)
        });
        ways.min_by_key(|legs| legs.iter().map(|leg| u64::from(leg.metres)).sum::<u64>())
    }

    /// How the road network is reached, and where.
    fn first_legs(&self, start: &Start, closed: &BTreeSet<RoadCode>) -> Vec<(Option<Leg>, PlaceCode)> {
        match start {
            Start::Place(code) => vec![(None, code.clone())],
            Start::Point(point) => {
                let Some((code, metres)) = self.nearest(*point) else { return Vec::new() };
                let Some(to) = self.point(code) else { return Vec::new() };
                let leg = Leg { from: *point, to, metres, road: None, ends: (None, Some(code.clone())) };
                vec![(Some(leg), code.clone())]
            }
            Start::Leg(leg, done) => {
                let here = leg.at(*done);
                let go = |to: Point, metres: u32, end: &Option<PlaceCode>| {
                    let end = end.clone()?;
                    let ends = (None, Some(end.clone()));
                    Some((Some(Leg { from: here, to, metres, road: leg.road.clone(), ends }), end))
                };
                let back = go(leg.from, *done, &leg.ends.0);
                let shut = leg.road.as_ref().is_some_and(|road| closed.contains(road));
                let on = go(leg.to, leg.metres.saturating_sub(*done), &leg.ends.1).filter(|_| !shut);
                back.into_iter().chain(on).collect()
            }
        }
    }

    /// Dijkstra; equal lengths are decided by the places' codes, so that the way is the same everywhere.
    fn shortest(&self, from: &PlaceCode, to: &PlaceCode, closed: &BTreeSet<RoadCode>) -> Option<Vec<Leg>> {
        let mut came: Came<'_> = BTreeMap::new();
        let (from, _) = self.points.get_key_value(from)?;
        came.insert(from, (0, None));
        let mut edge = BinaryHeap::from([Reverse((0u64, from))]);
        while let Some(Reverse((metres, place))) = edge.pop() {
            if place == to {
                return Some(self.legs_back(place, &came));
            }
            if came.get(place).is_some_and(|(best, _)| *best < metres) {
                continue;
            }
            for (next, road, length) in self.edges.get(place).into_iter().flatten() {
                let sum = metres + u64::from(*length);
                if !closed.contains(road) && came.get(next).is_none_or(|(best, _)| sum < *best) {
                    came.insert(next, (sum, Some((place, road, *length))));
                    edge.push(Reverse((sum, next)));
                }
            }
        }
        None
    }

    fn legs_back<'a>(&self, mut place: &'a PlaceCode, came: &Came<'a>) -> Vec<Leg> {
        let mut legs = Vec::new();
        while let Some((_, Some((before, road, metres)))) = came.get(place) {
            if let (Some(from), Some(to)) = (self.point(before), self.point(place)) {
                let ends = (Some((*before).clone()), Some(place.clone()));
                legs.push(Leg { from, to, metres: *metres, road: Some((*road).clone()), ends });
            }
            place = before;
        }
        legs.reverse();
        legs
    }
}

/// A way being driven.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drive {
    /// The legs, in order.
    pub legs: Vec<Leg>,
    /// When it began.
    pub departed: At,
    /// Metres per hour.
    pub speed_mh: u32,
}

impl Drive {
    /// Metres in all.
    pub fn metres(&self) -> u64 {
        self.legs.iter().map(|leg| u64::from(leg.metres)).sum()
    }

    /// How long it takes.
    pub fn takes(&self) -> Span {
        let ms = (self.metres() * 3_600_000).div_ceil(u64::from(self.speed_mh.max(1)));
        Span(i64::try_from(ms).unwrap_or(i64::MAX))
    }

    /// When it ends.
    pub fn arrives(&self) -> At {
        self.departed + self.takes()
    }

    /// The leg it is on at `at` and how many metres along; the end of the last one when it is over.
    pub fn along(&self, at: At) -> Option<(&Leg, u32)> {
        let ms = u64::try_from((at - self.departed).0).unwrap_or(0);
        let mut left = u64::try_from(u128::from(ms) * u128::from(self.speed_mh) / 3_600_000).unwrap_or(u64::MAX);
        for leg in &self.legs {
            if left < u64::from(leg.metres) {
                return Some((leg, u32::try_from(left).unwrap_or(leg.metres)));
            }
            left -= u64::from(leg.metres);
        }
        self.legs.last().map(|leg| (leg, leg.metres))
    }

    /// Where it is at `at`; `None` when the way has no legs.
    pub fn point(&self, at: At) -> Option<Point> {
        self.along(at).map(|(leg, metres)| leg.at(metres))
    }

    /// Whether the rest of the way after `at` uses one of these roads.
    pub fn meets(&self, at: At, closed: &BTreeSet<RoadCode>) -> bool {
        let here = self.along(at).map(|(leg, _)| leg);
        let rest = self.legs.iter().skip_while(|leg| here.is_some_and(|h| h != *leg));
        rest.filter_map(|leg| leg.road.as_ref()).any(|road| closed.contains(road))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, lat: f64, lon: f64) -> Place {
        let point = Point::degrees(lat, lon).unwrap();
        Place { code: code.into(), name: code.into(), name_en: code.into(), point, source: "test".into(), seat: None }
    }

    fn road(code: &str, from: &str, to: &str, metres: u32) -> Edge {
        Edge { code: code.into(), from: from.into(), to: to.into(), metres }
    }

    /// A triangle: a-b-c is shorter than a-c.
    fn map() -> Map {
        let places =
            [place("a", 34.0, 113.0), place("b", 34.1, 113.0), place("c", 34.2, 113.0), place("far", 35.0, 114.0)];
        Map::new(&places, &[road("ab", "a", "b", 12_000), road("bc", "b", "c", 12_000), road("ac", "a", "c", 30_000)])
    }

    fn to(code: &str) -> Destination {
        Destination::Place(code.into())
    }

    fn roads(legs: &[Leg]) -> Vec<&str> {
        legs.iter().filter_map(|leg| leg.road.as_ref()).map(|road| road.0.as_str()).collect()
    }

    #[test]
    fn the_way_is_the_shortest_and_a_closed_road_changes_it() {
        let from = Start::Place("a".into());
        let open = map().way(&from, &to("c"), &BTreeSet::new()).unwrap();
        assert_eq!(roads(&open), ["ab", "bc"]);
        let closed = BTreeSet::from(["bc".into()]);
        assert_eq!(roads(&map().way(&from, &to("c"), &closed).unwrap()), ["ac"]);
        let all = ["ab", "bc", "ac"].map(RoadCode::from).into();
        assert_eq!(map().way(&from, &to("c"), &all), None);
        assert_eq!(map().way(&from, &to("far"), &BTreeSet::new()), None);
    }

    #[test]
    fn half_way_along_a_road_that_closes_one_turns_back() {
        let legs = map().way(&Start::Place("a".into()), &to("c"), &BTreeSet::new()).unwrap();
        let drive = Drive { legs, departed: At(0), speed_mh: 60_000 };
        assert_eq!(drive.takes(), Span::minutes(24));
        let at = At(0) + Span::minutes(13);
        let (leg, metres) = drive.along(at).unwrap();
        assert_eq!((leg.road.clone(), metres), (Some("bc".into()), 1000));
        let closed = BTreeSet::from(["bc".into()]);
        assert!(drive.meets(at, &closed) && !drive.meets(at, &BTreeSet::from(["ab".into()])));
        let around = map().way(&Start::Leg(leg.clone(), metres), &to("c"), &closed).unwrap();
        assert_eq!(roads(&around), ["bc", "ab", "ac"], "back over the stretch already driven, then around");
        assert_eq!(around.iter().map(|leg| leg.metres).sum::<u32>(), 1000 + 12_000 + 30_000);
        let on = map().way(&Start::Leg(leg.clone(), metres), &to("c"), &BTreeSet::new()).unwrap();
        assert_eq!(on.iter().map(|leg| leg.metres).sum::<u32>(), 11_000);
    }

    #[test]
    fn a_drive_begins_and_ends_where_it_should() {
        let legs = map().way(&Start::Place("a".into()), &to("c"), &BTreeSet::new()).unwrap();
        let drive = Drive { legs, departed: At(5000), speed_mh: 60_000 };
        let (a, c) = (map().point(&"a".into()), map().point(&"c".into()));
        assert_eq!(drive.point(At(0)), a);
        assert_eq!(drive.point(At(5000)), a);
        assert_eq!(drive.point(drive.arrives()), c);
        assert_ne!(drive.point(drive.arrives() - Span::seconds(10)), c);
        assert_eq!(drive.point(drive.arrives() + Span::hours(9)), c);
    }
}
