//! Reviews measured by themselves (rules.md 5.5), and K13: improvement items signed off within their deadlines (rules.md
//! 5.6). Whatever is of a review belongs to the time in which what it looks at ended.

use std::collections::BTreeMap;

use super::{Clock, Indicator, Measure, Scope, Tally, at_most, percent_of, shares, tallied};
use crate::clock::{At, Span};
use crate::domain::{AarOf, AarView, AreaCode, EventId, FindingKind, IndicatorCode as Code, Timer, World};

/// Within so long a plan is revised because of a report where no row says so: the time of the improvement items.
const REVISED: Span = Span::hours(24 * 90);

/// Each item with a deadline that is known to be kept or missed; an item without one is none.
pub(super) fn items(world: &World, scope: &Scope) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for view in world.aars() {
        for item in view.items(world) {
            let clock = |due| scope.clock(&view.aar.area, item.id, view.aar.ended, due, item.accepted());
            clocks.extend(item.item.due.and_then(clock));
        }
    }
    clocks
}

/// R1, R2, R3, R5 and R6.
pub(super) fn of_reviews(world: &World, scope: &Scope) -> Vec<Indicator> {
    let aim = |code| percent_of(world, code, scope.as_of);
    let mut list = shares(Code::R1, aim(Code::R1), opened(world, scope));
    list.extend(sourced(world, scope));
    let problems = problems(world, scope);
    let by = |kept: fn(&Problem) -> bool| {
        let clocks = problems.iter().map(|one| Clock { area: one.area.clone(), of: one.id, kept: kept(one) });
        clocks.collect::<Vec<_>>()
    };
    list.extend(shares(Code::R3, aim(Code::R3), by(|one| one.improved)));
    // What was seen before is named among those that missed: nobody wants any.
    list.extend(shares(Code::R5, None, by(|one| !one.repeats)).into_iter().map(turned));
    list.extend(revised(world, scope));
    list
}

/// Responses that were terminated: reviewed within their time, or known not to be. One that was opened twice was opened once,
/// the first time.
fn opened(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let due = |ended: At| ended + rules.within(Timer::AarOpen, ended);
    let mut runs: BTreeMap<EventId, (&AreaCode, At, Option<At>)> =
        world.to_review().map(|(area, ended, id)| (id, (area, ended, None))).collect();
    let views = world.aars();
    for view in &views {
        let AarOf::Response(of) = view.aar.of else { continue };
        let run = world.run_of(&view.aar.area, of);
        let Some((id, ended)) = World::ended_run(&run) else { continue };
        let (.., opened) = runs.entry(id).or_insert((&view.aar.area, ended, None));
        *opened = Some(opened.map_or(view.aar.at, |before| before.min(view.aar.at)));
    }
    let clock = |(id, (area, ended, opened)): (EventId, (&AreaCode, At, Option<At>))| {
        scope.clock(area, id, ended, due(ended), opened)
    };
    runs.into_iter().filter_map(clock).collect()
}

/// Under which jurisdiction a review counts.
fn place(scope: &Scope, view: &AarView<'_>) -> Option<AreaCode> {
    scope.place(&view.aar.area, view.aar.ended)
}

/// By jurisdiction, in items of timelines: those that have a source, with the step that made each timeline.
fn sourced(world: &World, scope: &Scope) -> Vec<Indicator> {
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for view in world.aars() {
        let Some((id, _, made)) = view.timeline().filter(|(_, at, _)| *at <= scope.as_of) else { continue };
        let Some(area) = place(scope, &view) else { continue };
        by_area.entry(area).or_default().add(made.sourced, made.items, id);
    }
    tallied(Code::R2, percent_of(world, Code::R2, scope.as_of), by_area)
}

/// A problem that a review found.
struct Problem {
    area: AreaCode,
    id: EventId,
    improved: bool,
    repeats: bool,
}

fn problems(world: &World, scope: &Scope) -> Vec<Problem> {
    let mut all = Vec::new();
    for view in world.aars() {
        let Some(area) = place(scope, &view) else { continue };
        for found in view.findings() {
            if found.finding.kind == FindingKind::Problem && found.at <= scope.as_of {
                let (improved, repeats) = (!found.items.is_empty(), found.finding.repeats.is_some());
                all.push(Problem { area: area.clone(), id: found.id, improved, repeats });
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
fn revised(world: &World, scope: &Scope) -> Vec<Indicator> {
    let views = world.aars();
    let times = views.iter().filter_map(|view| {
        let (from, from_at, _) = view.signed().filter(|(_, at, _)| *at <= scope.as_of)?;
        place(scope, view)?;
        view.findings().iter().find(|found| found.finding.kind == FindingKind::Problem)?;
        let target_ms = at_most(world, Code::R6, from_at).unwrap_or(REVISED);
        let first = view.revisions().into_iter().find(|(_, at, ..)| *at <= scope.as_of);
        let (to, to_at) = first.map_or((None, None), |(id, at, ..)| (Some(id), Some(at)));
        let span_ms = to_at.unwrap_or(scope.as_of) - from_at;
        let met = (to.is_some() || span_ms > target_ms).then_some(span_ms <= target_ms);
        let measure = Measure::Time { span_ms, from, from_at, to, to_at, target_ms };
        Some(Indicator { id: Code::R6, area: view.aar.area.clone(), measure, met })
    });
    times.collect()
}
