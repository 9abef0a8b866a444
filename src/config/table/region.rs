//! Rows about a region: jurisdictions with their seats, places, headquarters.

use super::cards::{Cells, Wrongs, degrees, known_area, point};
use super::columns::List;
use crate::config::scenario::region::in_china;
use crate::domain::{Area, AreaCode, EventId, Fact, Headquarters, Place, World};
use crate::text::tell::{Both, both};

/// A jurisdiction, a place or a headquarters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A jurisdiction; where its seat 驻地 is, when that is known.
    Area(Area, Option<Place>),
    /// A place.
    Place(Place),
    /// A headquarters.
    Headquarters(Headquarters),
}

impl Entry {
    /// Its code.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Area(area, _) => &area.code.0,
            Self::Place(place) => &place.code.0,
            Self::Headquarters(hq) => &hq.code.0,
        }
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Area(area, _) => &area.name,
            Self::Place(place) => &place.name,
            Self::Headquarters(hq) => &hq.name,
        }
    }

    /// A field as a table would write it.
    pub(super) fn get(&self, key: &str) -> String {
        let (name_en, area, place) = match self {
            Self::Area(area, seat) => (&area.name_en, None, seat.as_ref()),
            Self::Place(place) => (&place.name_en, place.seat.as_ref(), Some(place)),
            Self::Headquarters(hq) => (&hq.name_en, Some(&hq.area), None),
        };
        match (key, place) {
            ("code", _) => self.code().to_owned(),
            ("name", _) => self.name().to_owned(),
            ("name_en", _) => name_en.clone(),
            ("area" | "seat", _) => area.map(|area| area.0.clone()).unwrap_or_default(),
            ("lon", Some(place)) => degrees(place.point.lon),
            ("lat", Some(place)) => degrees(place.point.lat),
            ("source", Some(place)) => place.source.clone(),
            _ => String::new(),
        }
    }
}

/// What stands in the log.
pub(super) fn standing(list: List, world: &World) -> Vec<Entry> {
    match list {
        List::Areas => {
            world.areas().map(|area| Entry::Area(area.clone(), seat_of(world, &area.code).cloned())).collect()
        }
        List::Places => world.places().cloned().map(Entry::Place).collect(),
        List::Headquarters => world.all_headquarters().cloned().map(Entry::Headquarters).collect(),
        _ => Vec::new(),
    }
}

fn seat_of<'a>(world: &'a World, area: &AreaCode) -> Option<&'a Place> {
    world.places().find(|place| place.seat.as_ref() == Some(area))
}

/// The entry of a row, made of the one that stands, where there is one.
pub(super) fn read(
    list: List,
    code: &str,
    cells: &Cells<'_>,
    known: Option<&Entry>,
    world: &World,
) -> Result<Entry, Wrongs> {
    let mut wrong = Wrongs::new();
    let cell = |key| cells.get(key).copied().filter(|cell: &&str| !cell.is_empty());
    // A column that is not there leaves its field as it is.
    let text = |key: &'static str| {
        let stands = || known.map(|known| known.get(key)).unwrap_or_default();
        cells.get(key).map_or_else(stands, |cell| (*cell).to_owned())
    };
    let name = text("name");
    let name_en = Some(text("name_en")).filter(|name| !name.is_empty()).unwrap_or_else(|| name.clone());
    let spot = point(cells).unwrap_or_else(|found| {
        wrong.push(found);
        None
    });
    let mut area = |key: &'static str| match cell(key) {
        Some(cell) => known_area(cell, world).map_err(|why| wrong.push((key, why))).ok(),
        None => Some(text(key)).filter(|code| !code.is_empty()).map(|code| AreaCode::from(code.as_str())),
    };
    let source = || Some(text("source")).filter(|source| !source.is_empty()).unwrap_or_else(|| "import".to_owned());
    let entry = match list {
        List::Headquarters => {
            let area = area("area").unwrap_or_default();
            if area.0.is_empty() && wrong.is_empty() {
                wrong.push(("area", Both::words("空着; 是哪个辖区的指挥部?", "is empty; whose headquarters is it?")));
            }
            Entry::Headquarters(Headquarters { code: code.into(), name, name_en, area })
        }
        List::Places => {
            let seat = area("seat");
            let stands = if let Some(Entry::Place(place)) = known { Some(place.point) } else { None };
            let spot = spot.or(stands.filter(|_| !cells.contains_key("lon")));
            if spot.is_none() && wrong.is_empty() {
                wrong.push(("lon", Both::words("空着; 地点要有经纬度", "is empty; a place has its coordinates")));
            }
            let (point, source) = (spot.unwrap_or_default(), source());
            Entry::Place(Place { code: code.into(), name, name_en, point, source, seat })
        }
        _ => {
            if !matches!(code.len(), 6 | 9 | 12) || !code.bytes().all(|b| b.is_ascii_digit()) {
                let why = both!(
                    "应是 6、9 或 12 位区划代码, 却是 `{code}`",
                    "expected a code of 6, 9 or 12 digits (GB/T 2260, GB/T 10114), found `{code}`"
                );
                wrong.push(("code", why));
            }
            let stands = if let Some(Entry::Area(_, seat)) = known { seat.clone() } else { None };
            let seat = match spot {
                Some(point) => Some(Place { point, ..stands.unwrap_or_else(|| blank_seat(code, &name, &name_en)) }),
                None => stands,
            };
            Entry::Area(Area { code: code.into(), name, name_en }, seat)
        }
    };
    if wrong.is_empty() { Ok(entry) } else { Err(wrong) }
}

/// The seat of a jurisdiction that the log has none of, at no place yet.
fn blank_seat(code: &str, name: &str, name_en: &str) -> Place {
    Place {
        code: format!("seat-{code}").as_str().into(),
        name: format!("{name}驻地"),
        name_en: format!("seat of {name_en}"),
        point: crate::domain::Point::default(),
        source: "import".to_owned(),
        seat: Some(code.into()),
    }
}

/// The facts that put an entry in the place of what stands under its code: the first that stands is the one shown, so
/// what stood is struck.
pub(super) fn facts(world: &World, entry: Entry) -> Vec<Fact> {
    let strike = |target: EventId| Fact::Struck { target, reason: "名册更正 list imported anew".to_owned() };
    let instead = |stood: Vec<EventId>, fact: Fact| stood.into_iter().map(strike).chain([fact]).collect::<Vec<_>>();
    match entry {
        Entry::Area(area, seat) => {
            let mut all = Vec::new();
            if world.area(&area.code) != Some(&area) {
                all = instead(world.area_events(&area.code), Fact::AreaNamed(area.clone()));
            }
            if let Some(seat) = seat.filter(|seat| seat_of(world, &area.code) != Some(seat)) {
                all.extend(instead(world.place_events(&seat.code), Fact::PlaceNamed(seat)));
            }
            all
        }
        Entry::Place(place) => instead(world.place_events(&place.code), Fact::PlaceNamed(place)),
        Entry::Headquarters(hq) => instead(world.headquarters_events(&hq.code), Fact::HeadquartersFormed(hq)),
    }
}

/// That a place lies in China (rules.md 10.1); the column that is wrong when it does not, and why.
pub(super) fn in_the_country(lat: f64, lon: f64) -> Result<(), (&'static str, Both)> {
    if in_china(lat, lon) {
        return Ok(());
    }
    let turned = in_china(lon, lat);
    let (zh, en) = if turned { (", 像是写反了", ", and would be the other way round") } else { ("", "") };
    let why = both!(
        "纬度 {lat} 经度 {lon} 不在中国境内 (纬度 3至54, 经度 73至136){zh}",
        "latitude {lat}, longitude {lon} is not in China (latitude 3 to 54, longitude 73 to 136){en}"
    );
    Err(("lon", why))
}
