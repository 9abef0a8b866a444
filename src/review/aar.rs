//! Reviews measured by themselves (rules.md 5.5), and K13: improvement items signed off within their deadlines (rules.md 5.6).

use std::collections::BTreeMap;

use super::{Clock, Indicator, IndicatorId, Measure, clock, shares};
use crate::clock::{At, Span};
use crate::domain::{AarOf, AreaCode, EventId, FindingKind, Timer, World};

/// Within so long a plan is revised because of a report, this project's default: the time of the improvement items.
const REVISED: Span = Span::hours(24 * 90);

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

/// R1, R2, R3, R5 and R6.
pub(super) fn of_reviews(world: &World, as_of: At) -> Vec<Indicator> {
    let mut list = shares(IndicatorId::R1, Some(100), opened(world, as_of));
    list.extend(sourced(world, as_of));
    let problems = problems(world, as_of);
    let by = |kept: fn(&Problem) -> bool| {
        let clocks = problems.iter().map(|one| Clock { area: one.area.clone(), of: one.id, kept: kept(one) });
        clocks.collect::<Vec<_>>()
    };
    list.extend(shares(IndicatorId::R3, Some(100), by(|one| one.improved)));
    // What was seen before is named among those that missed: nobody wants any.
    list.extend(shares(IndicatorId::R5, None, by(|one| !one.repeats)).into_iter().map(turned));
    list.extend(revised(world, as_of));
    list
}

/// Responses that were terminated: reviewed within their time, or known not to be.
fn opened(world: &World, as_of: At) -> Vec<Clock> {
    let rules = world.rules();
    let due = |ended: At| ended + rules.within(Timer::AarOpen, ended);
    let owed = world.to_review().filter_map(|(area, ended, id)| clock(area, id, due(ended), None, as_of));
    let views = world.aars();
    let done = views.iter().filter_map(|view| {
        let AarOf::Response(of) = view.aar.of else { return None };
        let run = world.run_of(&view.aar.area, of);
        let (id, ended) = World::ended_run(&run)?;
        clock(&view.aar.area, id, due(ended), Some(view.aar.at), as_of)
    });
    owed.chain(done).collect()
}

/// By jurisdiction, in items of timelines: those that have a source. A timeline that lacks one is named by the step that made it.
fn sourced(world: &World, as_of: At) -> Vec<Indicator> {
    let mut by_area: BTreeMap<AreaCode, (u32, u32, Vec<EventId>)> = BTreeMap::new();
    for view in world.aars() {
        let Some((id, _, made)) = view.timeline().filter(|(_, at, _)| *at <= as_of) else { continue };
        let (with, all, missed) = by_area.entry(view.aar.area.clone()).or_default();
        *with = with.saturating_add(made.sourced);
        *all = all.saturating_add(made.items);
        if made.sourced < made.items {
            missed.push(id);
        }
    }
    let some = by_area.into_iter().filter(|(_, (_, all, _))| *all > 0);
    let share = |(area, (numerator, denominator, mut missed)): (AreaCode, (u32, u32, Vec<EventId>))| {
        missed.sort_unstable();
        let met = Some(missed.is_empty());
        let measure = Measure::Share { numerator, denominator, target_percent: Some(100), missed };
        Indicator { id: IndicatorId::R2, area, measure, met }
    };
    some.map(share).collect()
}

/// A problem that a review found.
struct Problem {
    area: AreaCode,
    id: EventId,
    improved: bool,
    repeats: bool,
}

fn problems(world: &World, as_of: At) -> Vec<Problem> {
    let mut all = Vec::new();
    for view in world.aars() {
        for found in view.findings() {
            if found.finding.kind == FindingKind::Problem && found.at <= as_of {
                let (improved, repeats) = (!found.items.is_empty(), found.finding.repeats.is_some());
                all.push(Problem { area: view.aar.area.clone(), id: found.id, improved, repeats });
            }
        }
    }
    all
}

/// The share of those that missed in the place of those that kept.
fn turned(mut indicator: Indicator) -> Indicator {
    if let Measure::Share { numerator, denominator, .. } = &mut indicator.measure {
        *numerator = denominator.saturating_sub(*numerator);
    }
    indicator
}

/// Of each review whose report was signed, and that found a problem: the time to the first plan that was revised by it.
fn revised(world: &World, as_of: At) -> Vec<Indicator> {
    let views = world.aars();
    let times = views.iter().filter_map(|view| {
        let (from, from_at, _) = view.signed().filter(|(_, at, _)| *at <= as_of)?;
        view.findings().iter().find(|found| found.finding.kind == FindingKind::Problem)?;
        let first = view.revisions().into_iter().find(|(_, at, ..)| *at <= as_of);
        let (to, to_at) = first.map_or((None, None), |(id, at, ..)| (Some(id), Some(at)));
        let span_ms = to_at.unwrap_or(as_of) - from_at;
        let met = (to.is_some() || span_ms > REVISED).then_some(span_ms <= REVISED);
        let measure = Measure::Time { span_ms, from, from_at, to, to_at, target_ms: REVISED };
        Some(Indicator { id: IndicatorId::R6, area: view.aar.area.clone(), measure, met })
    });
    times.collect()
}
