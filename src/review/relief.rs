//! K9: those who were moved and had basic relief within ten hours (rules.md 5.6).

use std::collections::BTreeMap;

use super::{Indicator, Scope, Tally, percent_of, tallied};
use crate::domain::{AreaCode, IndicatorCode, Timer, World};

/// By jurisdiction, in people: how many of those whose ten hours are over, or who have it all already, had it in time.
pub(super) fn within_ten_hours(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for view in world.evacuations() {
        let Some(area) = scope.place(&view.moved.area, view.moved.at) else { continue };
        let due = view.moved.at + rules.within(Timer::BasicRelief, view.moved.at);
        let in_time = world.relieved_by(view.id, view.moved.people, due.min(scope.as_of));
        // While it is not over, only those count who have it.
        let counted = if scope.as_of > due { view.moved.people } else { in_time };
        by_area.entry(area).or_default().add(in_time, counted, view.id);
    }
    tallied(IndicatorCode::K9, percent_of(world, IndicatorCode::K9, scope.as_of), by_area)
}
