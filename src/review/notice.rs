//! K14: neighbours and the garrison told in time (rules.md 5.6).

use super::{Clock, clock};
use crate::clock::At;
use crate::domain::{Timer, World};

/// Each of those who had to be told of a warning or an incident.
pub(super) fn told(world: &World, as_of: At) -> Vec<Clock> {
    let rules = world.rules();
    let mut clocks = Vec::new();
    for (about, since) in world.asks_notice().into_iter().filter(|(_, since)| *since <= as_of) {
        let of_warning = world.warning(about).map(|warning| &warning.area);
        let Some(area) = of_warning.or_else(|| world.incident(about).map(|incident| &incident.area)) else { continue };
        let due = since + rules.within(Timer::Notify, since);
        let told = world.notices(about).into_iter().map(|view| view.given.map(|notice| notice.at));
        clocks.extend(told.filter_map(|at| clock(area, about, due, at, as_of)));
    }
    clocks
}
