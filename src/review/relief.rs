//! K9: those who were moved and had basic relief within ten hours (rules.md 5.6).

use std::collections::BTreeMap;

use super::{Indicator, IndicatorId, Measure};
use crate::clock::At;
use crate::domain::{AreaCode, EventId, Timer, World};

/// By jurisdiction, in people: how many of those whose ten hours are over, or who have it all already, had it in time. Who
/// was moved for an incident that went into another one counts where that one does.
pub(super) fn within_ten_hours(world: &World, as_of: At) -> Vec<Indicator> {
    let rules = world.rules();
    let merges = world.merges();
    let mut by_area: BTreeMap<&AreaCode, (u32, u32, Vec<EventId>)> = BTreeMap::new();
    for view in world.evacuations().into_iter().filter(|view| view.moved.at <= as_of) {
        let due = view.moved.at + rules.within(Timer::BasicRelief, view.moved.at);
        let in_time = world.relieved_by(view.id, view.moved.people, due.min(as_of));
        // While it is not over, only those count who have it.
        let counted = if as_of > due { view.moved.people } else { in_time };
        let gone = view.moved.incident.filter(|incident| merges.kept(*incident) != *incident);
        let kept = gone.and_then(|incident| world.incident(merges.kept(incident)));
        let area = kept.map_or(&view.moved.area, |incident| &incident.area);
        let (had, all, missed) = by_area.entry(area).or_default();
        *had = had.saturating_add(in_time);
        *all = all.saturating_add(counted);
        if in_time < counted {
            missed.push(view.id);
        }
    }
    let shares = by_area.into_iter().filter(|(_, (_, all, _))| *all > 0);
    let share = |(area, (numerator, denominator, missed)): (&AreaCode, (u32, u32, Vec<EventId>))| {
        let met = Some(numerator == denominator);
        let measure = Measure::Share { numerator, denominator, target_percent: Some(100), missed };
        Indicator { id: IndicatorId::K9, area: area.clone(), measure, met }
    };
    shares.map(share).collect()
}
