//! K14: neighbours and the garrison told in time (rules.md 5.6).

use super::{Clock, Scope};
use crate::domain::{Timer, World};

/// Each of those who had to be told of a warning or an incident.
pub(super) fn told(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let mut clocks = Vec::new();
    for (about, since) in world.asked_notice() {
        let of_warning = world.warning(about).map(|warning| &warning.area);
        let Some(area) = of_warning.or_else(|| world.incident(about).map(|incident| &incident.area)) else { continue };
        let due = since + rules.within(Timer::Notify, since);
        let told = world.notices(about).into_iter().map(|view| view.given.map(|notice| notice.at));
        clocks.extend(told.filter_map(|at| scope.clock(area, about, since, due, at)));
    }
    clocks
}
