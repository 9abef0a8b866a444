//! K13: improvement items signed off within their deadlines (rules.md 5.6).

use super::{Clock, clock};
use crate::clock::At;
use crate::domain::World;

/// Each item with a deadline that is known to be kept or missed; an item without one is none.
pub(super) fn items(world: &World, as_of: At) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for view in world.aars() {
        for item in view.items(world) {
            let due = item.item.due;
            clocks.extend(due.and_then(|due| clock(&view.aar.area, item.id, due, item.accepted(), as_of)));
        }
    }
    clocks
}
