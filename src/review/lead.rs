//! K11 and K12: how long before the onset of sudden severe weather its warning reached the public, and how many people it
//! reached (rules.md 5.6).

use std::collections::BTreeMap;

use super::{Indicator, Measure, Scope, Tally, percent_of, tallied};
use crate::clock::{At, Span};
use crate::domain::{AreaCode, EventId, Goal, Incident, IndicatorCode, Timer, World};

/// What a kind of warning, as issuers name it, warns of: sudden severe weather and the water that follows at once, by event
/// codes (rules.md 1.2). A kind that holds several of these names warns of all of theirs; any other warns of none.
const WARNS_OF: [(&str, &[&str]); 9] = [
    ("暴雨", &["11A01", "11A02", "11A03", "11A04", "11A06", "11B03"]),
    ("山洪", &["11A01", "11A06"]),
    ("洪水", &["11A01", "11A03", "11A04", "11A06"]),
    ("内涝", &["11A02"]),
    ("大风", &["11B06", "11B20"]),
    ("雷", &["11B14", "11B20"]),
    ("冰雹", &["11B15"]),
    ("强对流", &["11B03", "11B06", "11B14", "11B15", "11B20"]),
    ("台风", &["11A01", "11A02", "11A03", "11A04", "11A06", "11B03", "11B06"]),
];

/// Whether a warning of this kind is one of what an event of this code is.
fn warns_of(kind: &str, code: &str) -> bool {
    WARNS_OF.iter().any(|(named, codes)| kind.contains(named) && codes.contains(&code))
}

/// K11: of each incident of such a kind, from the first publication of the newest warning event before it to its onset. One
/// that no published warning went before is measured against the first that came after, if any came within the time in
/// which warnings belong to one event.
pub(super) fn of_warnings(world: &World, scope: &Scope) -> Vec<Indicator> {
    let least_ms = match world.goal(IndicatorCode::K11, scope.as_of) {
        Some(Goal::AtLeast(span)) => span,
        _ => Span::ZERO,
    };
    let mut list = Vec::new();
    for (to, incident) in world.incidents() {
        let to_at = world.times(to).map_or(incident.occurred, |(occurred, _)| occurred);
        if !scope.holds(&incident.area, to_at) {
            continue;
        }
        let Some((from, from_at)) = warned(world, to, incident, to_at, scope.as_of) else { continue };
        let span_ms = to_at - from_at;
        let measure = Measure::Lead { span_ms, from, from_at, to, to_at, least_ms };
        let (id, area) = (IndicatorCode::K11, incident.area.clone());
        list.push(Indicator { id, area, measure, met: Some(span_ms >= least_ms) });
    }
    list.sort_by(|a, b| a.area.cmp(&b.area));
    list
}

/// The first publication of the warning event that an incident belongs to.
fn warned(world: &World, id: EventId, incident: &Incident, onset: At, as_of: At) -> Option<(EventId, At)> {
    let rules = world.rules();
    let code = world.incident_code(id);
    let mut warnings = world.warnings();
    warnings.retain(|(_, warning)| warns_of(&warning.kind, code) && warning.area.covers(&incident.area));
    let events = world.warning_events(&rules, warnings);
    let episode = rules.within(Timer::WarningEpisode, onset);
    // Of each event the first time that the public was told, and the last before the onset.
    let mut told: Vec<(At, EventId, At)> = Vec::new();
    for event in events {
        let all = event.all.iter().flat_map(|(warning, _)| world.publications(*warning));
        let mut all: Vec<(At, EventId)> = all.map(|(id, told)| (told.at, id)).filter(|(at, _)| *at <= as_of).collect();
        all.sort_unstable();
        let last = all.iter().rev().find(|(at, _)| *at <= onset).map_or(At(i64::MIN), |(at, _)| *at);
        told.extend(all.first().map(|(at, id)| (*at, *id, last)));
    }
    told.sort_unstable();
    let near = |(at, _, last): &&(At, EventId, At)| *at <= onset && *last >= onset - episode;
    let late = |(at, ..): &&(At, EventId, At)| *at > onset && *at - onset <= episode;
    let of = told.iter().rev().find(near).or_else(|| told.iter().find(late));
    of.map(|(at, id, _)| (*id, *at))
}

/// K12: by jurisdiction, the people whom warnings reached of those that were to be reached: of each warning the publication
/// that reached the most, because channels reach the same people.
pub(super) fn coverage(world: &World, scope: &Scope) -> Vec<Indicator> {
    let percent = percent_of(world, IndicatorCode::K12, scope.as_of);
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for (id, warning) in world.warnings() {
        let Some(area) = scope.place(&warning.area, warning.received) else { continue };
        let known = world.publications(id).into_iter().filter(|(_, told)| told.at <= scope.as_of);
        let known = known.filter_map(|(_, told)| Some((told.reached?, told.population?)));
        let Some((reached, population)) = known.max() else { continue };
        let one = Tally { numerator: reached.min(population), denominator: population, ..Tally::default() };
        let met = percent.is_none_or(|percent| one.reaches(percent));
        let tally = by_area.entry(area).or_default();
        tally.numerator = tally.numerator.saturating_add(one.numerator);
        tally.denominator = tally.denominator.saturating_add(one.denominator);
        let list = if met { &mut tally.kept } else { &mut tally.missed };
        list.push(id);
    }
    tallied(IndicatorCode::K12, percent, by_area)
}
