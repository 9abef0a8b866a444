//! K10: people on a scene of whom nobody knows that they are safe (rules.md 5.4, 5.6).

use std::collections::BTreeMap;

use super::{Indicator, IndicatorId, Measure};
use crate::clock::At;
use crate::domain::{AreaCode, EventId, World};

/// By jurisdiction, in people: of those that went in, how many are in and not accounted for, with the entry or count by
/// which each crew was last seen. None is the aim.
pub(super) fn unaccounted(world: &World, as_of: At) -> Vec<Indicator> {
    let rules = world.rules();
    let mut by_area: BTreeMap<&AreaCode, (u32, u32, Vec<EventId>)> = BTreeMap::new();
    // As it was then: who was called back later was not called back.
    for view in world.scenes_until(as_of) {
        let Some(incident) = world.incident(view.incident) else { continue };
        for crew in view.crews() {
            let lost = crew.unaccounted(&rules, &view, as_of);
            let (missing, all, seen_last) = by_area.entry(&incident.area).or_default();
            *missing = missing.saturating_add(lost);
            *all = all.saturating_add(crew.entered);
            if lost > 0 {
                seen_last.push(crew.last.0);
            }
        }
    }
    let shares = by_area.into_iter().filter(|(_, (_, all, _))| *all > 0);
    let share = |(area, (numerator, denominator, missed)): (&AreaCode, (u32, u32, Vec<EventId>))| {
        let met = Some(numerator == 0);
        let measure = Measure::Share { numerator, denominator, target_percent: Some(0), missed };
        Indicator { id: IndicatorId::K10, area: area.clone(), measure, met }
    };
    shares.map(share).collect()
}
