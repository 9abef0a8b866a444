//! Where something is needed that is no place of the map: coordinates, or an address as somebody says it.

use super::super::World;
use crate::domain::{Point, Spot};

/// What tells no jurisdiction from another at the end of its name.
const KINDS: [&str; 9] = ["街道", "新区", "市", "区", "县", "镇", "乡", "村", "旗"];

impl World {
    /// Where an address lies, as far as it says: coordinates are a point; a name of the map in it, the longest, is as near as
    /// anybody can say: a place, or the seat of a jurisdiction (`洛龙区` in `洛龙李楼镇`).
    pub fn spot(&self, address: &str) -> Spot {
        if let Some(point) = Point::typed(address) {
            return Spot::Point(point);
        }
        let address = address.to_lowercase();
        let said = |name: &str| {
            let stem = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
            let names = [name, stem].into_iter().filter(|name| name.chars().nth(1).is_some());
            names.filter(|name| address.contains(&name.to_lowercase())).map(|name| name.chars().count()).max()
        };
        let of_place = self.places().filter_map(|place| {
            let whole = [&place.name, &place.name_en].into_iter().filter(|name| name.chars().nth(1).is_some());
            let named = whole.filter(|name| address.contains(&name.to_lowercase())).map(|name| name.chars().count());
            Some((named.max()?, place))
        });
        let of_area = self.areas().filter_map(|area| {
            let named = [&area.name, &area.name_en].into_iter().filter_map(|name| said(name)).max()?;
            Some((named, self.places().find(|place| place.seat.as_ref() == Some(&area.code))?))
        });
        let nearest = of_area.chain(of_place).max_by_key(|(length, _)| *length);
        nearest.map_or(Spot::Unknown, |(_, place)| Spot::Near(place.code.clone(), place.point))
    }
}
