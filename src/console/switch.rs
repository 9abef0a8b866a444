//! The switchover on the screen: of which jurisdiction, and which rows there are.

use super::{Model, Row};
use crate::domain::AreaCode;

impl Model {
    /// The jurisdiction whose switchover is shown: the own one; where nobody said whose this is, the first that has one.
    pub fn switch_area(&self) -> Option<AreaCode> {
        self.area().or_else(|| self.world.switched_areas().into_iter().next().cloned())
    }

    /// The seats, then the items of the checklist that runs.
    pub(super) fn switch_rows(&self) -> Vec<Row> {
        let Some(area) = self.switch_area() else { return Vec::new() };
        let seats = self.world.seats_of(&area).into_iter().map(|view| Row::Seat(view.seat));
        let way = self.world.way_now(&area);
        let items = way.map(|way| (way, self.world.checklist(&area, way, self.now)));
        let items = items
            .into_iter()
            .flat_map(|(way, list)| list.into_iter().map(|item| Row::Item(way, item.number)).collect::<Vec<_>>());
        seats.chain(items).collect()
    }
}
