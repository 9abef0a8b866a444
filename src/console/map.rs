//! The map board: where it looks, how near, and whom it follows.
//!
//! Plain numbers; the view knows how large the screen is. Panning is in quarters of the screen, zooming in doublings.

use super::{Board, Model, Row};

/// How near and how far one may look: from a few metres a cell to a country.
const ZOOMS: std::ops::RangeInclusive<i8> = -4..=10;

/// Where the map looks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MapView {
    /// Doublings nearer than the map that holds everything.
    pub zoom: i8,
    /// Quarters of the screen east and south of the middle.
    pub pan: (i32, i32),
    /// What the map was taken to: a team, an incident or a place; distances are from there.
    pub target: Option<Row>,
    /// Whether the middle goes along with it.
    pub follows: bool,
}

impl MapView {
    /// Nearer or farther; what is in the middle stays there.
    pub(super) fn zoom(&mut self, by: i8) {
        let zoom = self.zoom.saturating_add(by);
        if !ZOOMS.contains(&zoom) {
            return;
        }
        self.zoom = zoom;
        let scale = |n: i32| if by > 0 { n.saturating_mul(2) } else { n / 2 };
        self.pan = (scale(self.pan.0), scale(self.pan.1));
    }

    /// So many quarters of the screen east and south. Whoever looks elsewhere follows nobody.
    pub(super) fn pan(&mut self, east: i32, south: i32) {
        self.follows = false;
        self.pan = (self.pan.0.saturating_add(east), self.pan.1.saturating_add(south));
    }

    /// To something, from near enough to see what is around it.
    pub(super) fn to(&mut self, target: Row) {
        self.target = Some(target);
        self.pan = (0, 0);
        self.zoom = self.zoom.max(2);
    }
}

impl Model {
    /// Everything that the map can be taken to: incidents, teams with a position, places.
    pub(super) fn map_rows(&self) -> Vec<Row> {
        let incidents = self.rows(Board::Situation).iter().cloned();
        let teams = self.world.teams().into_iter().map(|view| view.team.code.clone());
        let teams = teams.filter(|code| self.fixes.contains_key(code)).map(Row::Team);
        let places = self.world.places().map(|place| Row::Place(place.code.clone()));
        incidents.chain(teams).chain(places).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_middle_and_ends_somewhere() {
        let mut map = MapView::default();
        map.pan(3, -2);
        map.zoom(1);
        assert_eq!((map.zoom, map.pan), (1, (6, -4)));
        map.zoom(-1);
        assert_eq!((map.zoom, map.pan), (0, (3, -2)));
        for _ in 0..99 {
            map.zoom(1);
        }
        assert_eq!(map.zoom, *ZOOMS.end());
    }
}
