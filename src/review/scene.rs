//! K10: people on a scene of whom nobody knows that they are safe (rules.md 5.4, 5.6).

use std::collections::BTreeMap;

use super::{Indicator, Measure, Scope, Tally, tallied};
use crate::domain::{AreaCode, IndicatorCode, World};

/// By jurisdiction, in people: of those that went in, how many are in and not accounted for, with the entry or count by
/// which each crew was last seen. None is the aim.
pub(super) fn unaccounted(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for view in world.scenes() {
        let Some(incident) = world.incident(view.incident) else { continue };
        let Some(area) = scope.place(&incident.area, incident.received) else { continue };
        for crew in view.crews_until(scope.as_of) {
            let lost = crew.unaccounted(&rules, &view, scope.as_of);
            let tally = by_area.entry(area.clone()).or_default();
            tally.add(crew.entered.saturating_sub(lost), crew.entered, crew.last.0);
        }
    }
    tallied(IndicatorCode::K10, Some(0), by_area).into_iter().map(lost).collect()
}

/// Those of whom nobody knows in the place of the others.
fn lost(mut indicator: Indicator) -> Indicator {
    if let Measure::Share { numerator, denominator, .. } = &mut indicator.measure {
        *numerator = denominator.saturating_sub(*numerator);
        indicator.met = Some(*numerator == 0);
    }
    indicator
}
