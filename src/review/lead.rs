//! K11 and K12: how long before the onset of sudden severe weather its warning reached the public, and how many people it
//! reached (rules.md 5.6).

use std::collections::BTreeMap;

use super::{Indicator, IndicatorId, Measure};
use crate::clock::{At, Span};
use crate::domain::{AreaCode, EventId, Goal, Incident, IndicatorCode, Timer, Warning, World};

/// Event codes of sudden severe weather and the water that follows at once: floods, waterlogging, flash floods, rainstorms,
/// gales, lightning, hail (rules.md 1.2). Of an incident without a code nobody knows what it is.
const SUDDEN: [&str; 6] = ["11A0", "11B03", "11B06", "11B14", "11B15", "11B20"];

/// K11: of each incident of such a kind, from the first publication of the newest warning event before it to its onset. One
/// that no published warning went before is measured against the first that came after, if any came within the time in
/// which warnings belong to one event.
pub(super) fn of_warnings(world: &World, as_of: At) -> Vec<Indicator> {
    let told = published(world, as_of);
    let least = match world.goal(IndicatorCode::K11, as_of) {
        Some(Goal::AtLeast(span)) => span,
        _ => Span::ZERO,
    };
    let mut list = Vec::new();
    for (to, incident) in world.incidents() {
        let onset = world.times(to).map_or(incident.occurred, |(occurred, _)| occurred);
        if onset > as_of || !sudden(world, to) {
            continue;
        }
        let Some((from, from_at)) = warned(world, &told, incident, onset) else { continue };
        let span_ms = onset - from_at;
        let measure = Measure::Lead { span_ms, from, from_at, to, to_at: onset, least_ms: least };
        list.push(Indicator {
            id: IndicatorId::K11,
            area: incident.area.clone(),
            measure,
            met: Some(span_ms >= least),
        });
    }
    list.sort_by(|a, b| a.area.cmp(&b.area));
    list
}

fn sudden(world: &World, incident: EventId) -> bool {
    let code = world.incident_code(incident);
    SUDDEN.iter().any(|of| code.starts_with(of))
}

/// A publication: whose warning, which event says so, when.
struct Told<'a> {
    warning: &'a Warning,
    id: EventId,
    at: At,
}

fn published(world: &World, as_of: At) -> Vec<Told<'_>> {
    let mut all = Vec::new();
    for (id, warning) in world.warnings() {
        let first = world.publications(id).into_iter().find(|(_, told)| told.at <= as_of);
        all.extend(first.map(|(id, told)| Told { warning, id, at: told.at }));
    }
    all.sort_by_key(|told| (told.at, told.id));
    all
}

/// The first publication of the event that an incident belongs to: those that follow each other within its time.
fn warned(world: &World, told: &[Told<'_>], incident: &Incident, onset: At) -> Option<(EventId, At)> {
    let episode = world.rules().within(Timer::WarningEpisode, onset);
    let own: Vec<&Told<'_>> = told.iter().filter(|told| told.warning.area == incident.area).collect();
    let near: Vec<&&Told<'_>> = own.iter().filter(|told| told.at <= onset && onset - told.at <= episode).collect();
    let first = near.first().copied();
    let late = || own.iter().find(|told| told.at > onset && told.at - onset <= episode);
    first.or_else(late).map(|told| (told.id, told.at))
}

/// K12: by jurisdiction, the people whom warnings reached of those that were to be reached: of each warning the publication
/// that reached the most, because channels reach the same people.
pub(super) fn coverage(world: &World, as_of: At) -> Vec<Indicator> {
    let percent = super::percent_of(world, IndicatorCode::K12, as_of);
    let meets = |reached, population| percent.is_none_or(|percent| reaches(reached, population, percent));
    let mut by_area: BTreeMap<&AreaCode, (u32, u32, Vec<EventId>)> = BTreeMap::new();
    for (id, warning) in world.warnings() {
        let known = world.publications(id).into_iter().filter(|(_, told)| told.at <= as_of);
        let known = known.filter_map(|(_, told)| Some((told.reached?, told.population?)));
        let Some((reached, population)) = known.max() else { continue };
        let (all_reached, all, missed) = by_area.entry(&warning.area).or_default();
        *all_reached = all_reached.saturating_add(reached.min(population));
        *all = all.saturating_add(population);
        if !meets(reached, population) {
            missed.push(id);
        }
    }
    let some = by_area.into_iter().filter(|(_, (_, all, _))| *all > 0);
    let share = |(area, (numerator, denominator, mut missed)): (&AreaCode, (u32, u32, Vec<EventId>))| {
        missed.sort_unstable();
        let met = percent.map(|percent| reaches(numerator, denominator, percent));
        let measure = Measure::Share { numerator, denominator, target_percent: percent, missed };
        Indicator { id: IndicatorId::K12, area: area.clone(), measure, met }
    };
    some.map(share).collect()
}

fn reaches(reached: u32, population: u32, percent: u32) -> bool {
    u64::from(reached) * 100 >= u64::from(population) * u64::from(percent)
}
