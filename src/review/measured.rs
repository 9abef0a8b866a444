//! What rules.md 5.2 to 5.4 measure beside limits: the checklist an hour after an activation, changes of level, time in
//! stabilisation; times of acknowledgement, the reserve; cordons, overdue tasks and times without a commander. What each aims
//! at is the bureau's to set, but for the checklist and the reserve.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clock, Indicator, Measure, Scope, Tally, at_most, percent_of, shares, tallied};
use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, AssemblyState, EventId, IndicatorCode as Code, Mobilisation, Noted, Posture, SceneNoted, SceneStep,
    SceneView, TaskView, TeamCode, TeamKind, Timer, Told, Way, World,
};

/// P1: of each response, how many of the items of the checklist to war were answered when the limit of four fifths was over
/// (rules.md 5.2); one that ended before asked for nothing.
pub(super) fn checklists(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for area in world.switched_areas() {
        for run in world.runs_of(area) {
            let Some((began, from)) = run.first().map(|(id, response)| (*id, response.decided)) else { continue };
            let Some(place) = scope.place(area, from) else { continue };
            let due = from + rules.within(Timer::MostItems, from);
            let ended = World::ended_run(&run).is_some_and(|(_, at)| at <= due);
            if ended || scope.as_of <= due {
                continue;
            }
            let asked: BTreeSet<u8> =
                world.items_asked(Way::ToWar, from).into_iter().map(|(number, _)| number).collect();
            let answered = answered(world, area, from, due, &asked);
            let tally = by_area.entry(place).or_default();
            tally.numerator = tally.numerator.saturating_add(count(answered.len()));
            tally.denominator = tally.denominator.saturating_add(count(asked.len()));
            tally.kept.extend(answered.values());
            // What is missing names the activation, for nobody wrote anything down.
            if answered.len() < asked.len() {
                tally.missed.push(began);
            }
        }
    }
    tallied(Code::P1, percent_of(world, Code::P1, scope.as_of), by_area)
}

/// The items that were answered by `due`, by number, each with its first answer: those of this switchover, which may have
/// begun before the activation, and after peacetime duty.
fn answered(world: &World, area: &AreaCode, from: At, due: At, asked: &BTreeSet<u8>) -> BTreeMap<u8, EventId> {
    let postures = world.postures(area);
    let peace = postures.iter().rev().find(|one| one.posture == Posture::Normal && one.at <= from);
    let since = peace.map_or(At(i64::MIN), |one| one.at);
    let mut answers: Vec<(At, EventId, u8)> = Vec::new();
    for (id, said) in world.switch_notes(area) {
        if let Noted::Item { of, .. } = &said.what.what
            && of.way == Way::ToWar
            && asked.contains(&of.number)
            && (since..=due).contains(&said.what.at)
        {
            answers.push((said.what.at, id, of.number));
        }
    }
    answers.sort_unstable();
    let mut first = BTreeMap::new();
    for (_, id, number) in answers {
        first.entry(number).or_insert(id);
    }
    first
}

/// P2: of each response, the changes of level that came before it was at its gravest, of all decisions up to there. One that
/// began at its gravest has none; one that went up step by step behind the event has as many as steps.
pub(super) fn changes(world: &World, scope: &Scope) -> Vec<Indicator> {
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for area in world.switched_areas() {
        for mut run in world.runs_of(area) {
            run.retain(|(_, response)| response.decided <= scope.as_of && response.level().is_some());
            let Some((_, first)) = run.first() else { continue };
            let Some(place) = scope.place(area, first.decided) else { continue };
            // The more severe level is the lower number, and compares as the greater.
            let Some(peak) = run.iter().filter_map(|(_, response)| response.level()).max() else { continue };
            let until = run.iter().position(|(_, response)| response.level() == Some(peak)).unwrap_or_default();
            let tally = by_area.entry(place).or_default();
            let mut before = None;
            for (id, response) in run.iter().take(until + 1) {
                let changes = before.is_some_and(|before| before != response.level());
                tally.numerator = tally.numerator.saturating_add(u32::from(changes));
                tally.denominator = tally.denominator.saturating_add(1);
                if changes {
                    tally.missed.push(*id);
                } else {
                    tally.kept.push(*id);
                }
                before = Some(response.level());
            }
        }
    }
    tallied(Code::P2, percent_of(world, Code::P2, scope.as_of), by_area)
}

/// P3: each stay in 稳控收束, from the change into it to the next one.
pub(super) fn stabilised(world: &World, scope: &Scope) -> Vec<Indicator> {
    let mut list = Vec::new();
    for area in world.switched_areas() {
        let mut changes = world.postures(area);
        changes.retain(|one| one.at <= scope.as_of);
        changes.dedup_by_key(|one| one.posture);
        for (n, one) in changes.iter().enumerate().filter(|(_, one)| one.posture == Posture::Stabilising) {
            if !scope.holds(area, one.at) {
                continue;
            }
            let next = changes.get(n + 1);
            let span_ms = next.map_or(scope.as_of, |next| next.at) - one.at;
            let events = [one.id].into_iter().chain(next.map(|next| next.id)).collect();
            let target_ms = at_most(world, Code::P3, one.at);
            let measure =
                Measure::Length { span_ms, numerator: 1, denominator: 1, target_ms, of: Some(one.id), events };
            let met = met(span_ms, target_ms, next.is_some());
            list.push(Indicator { id: Code::P3, area: area.clone(), measure, met });
        }
    }
    list
}

/// Whether a length that is over, or goes on, keeps to its limit; none where there is none, or it is open.
fn met(span: Span, target: Option<Span>, over: bool) -> Option<bool> {
    let target = target?;
    (over || span > target).then_some(span <= target)
}

/// Orders and requests that called a team up, with whose the team is.
fn called_up<'w>(world: &'w World, scope: &Scope) -> Vec<(AreaCode, Mobilisation<'w>)> {
    let all = world.orders().into_iter().filter_map(|view| world.mobilisation(view.id));
    let of = |one: Mobilisation<'w>| {
        let area = scope.place(&world.team_card(one.team)?.area, one.order.issued)?;
        Some((area, one))
    };
    all.filter(|one| !one.is_pre_alert()).filter_map(of).collect()
}

/// M3 and M4: by jurisdiction, in what time half and nine tenths of those who were called up acknowledged, by nearest rank. Who
/// has not is waited for as long as that is by now, once the limit is over; who was called off before then is not counted.
pub(super) fn acknowledged(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut by_area: BTreeMap<AreaCode, Vec<(Span, EventId)>> = BTreeMap::new();
    for (area, one) in called_up(world, scope) {
        let issued = one.order.issued;
        let kind = world.team_card(one.team).map(|team| team.kind);
        let due = issued + rules.within(Timer::acknowledgement(kind), issued);
        let until = match one.acknowledged.filter(|at| *at <= scope.as_of) {
            Some(at) => at,
            None if world.ended_at(one.id).is_some_and(|ended| ended <= scope.as_of) => continue,
            None if scope.as_of > due => scope.as_of,
            None => continue,
        };
        by_area.entry(area).or_default().push((until - issued, one.id));
    }
    let mut list = Vec::new();
    for (code, percent) in [(Code::M3, 50), (Code::M4, 90)] {
        let target_ms = at_most(world, code, scope.as_of);
        for (area, times) in &mut by_area {
            times.sort_unstable();
            let rank = (times.len() * percent).div_ceil(100).max(1);
            let Some((span_ms, at)) = times.get(rank - 1).copied() else { continue };
            let others = times.iter().map(|(_, id)| *id).filter(|id| *id != at);
            let events = [at].into_iter().chain(others).collect();
            let (numerator, denominator) = (count(rank), count(times.len()));
            let measure = Measure::Length { span_ms, numerator, denominator, target_ms, of: None, events };
            list.push(Indicator { id: code, area: area.clone(), measure, met: met(span_ms, target_ms, true) });
        }
    }
    list
}

/// M5: by jurisdiction, of its teams that take orders, how many were called up by nobody when the fewest were so (rules.md
/// 5.3), with what had called up the others then.
pub(super) fn reserve(world: &World, scope: &Scope) -> Vec<Indicator> {
    let percent = percent_of(world, Code::M5, scope.as_of);
    let mut teams: BTreeMap<AreaCode, u32> = BTreeMap::new();
    for view in world.teams().iter().filter(|view| view.team.kind != TeamKind::Military) {
        // A card has no time: a team is the jurisdiction's for as long as the log knows it.
        if let Some(area) = scope.whose(&view.team.area) {
            *teams.entry(area).or_default() += 1;
        }
    }
    let mut bound: BTreeMap<AreaCode, Vec<(At, At, &TeamCode, EventId)>> = BTreeMap::new();
    for (area, one) in called_up(world, scope) {
        if world.team_card(one.team).is_none_or(|team| team.kind == TeamKind::Military) {
            continue;
        }
        let home = one.told.iter().find(|(_, telling)| matches!(telling.told, Told::Returned | Told::Rested));
        let off = || {
            let off = matches!(one.state, AssemblyState::Cancelled | AssemblyState::Diverted | AssemblyState::Declined);
            world.ended_at(one.id).filter(|_| off)
        };
        let until = home.map(|(_, telling)| telling.at).or_else(off).unwrap_or(At(i64::MAX));
        bound.entry(area).or_default().push((one.order.issued, until, one.team, one.id));
    }
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for (area, spans) in bound {
        let Some(all) = teams.get(&area).copied() else { continue };
        let then = |at: At| spans.iter().filter(move |(from, until, ..)| *from <= at && at < *until);
        let busy = |at: At| then(at).map(|(.., team, _)| *team).collect::<BTreeSet<_>>().len();
        let worst = spans.iter().map(|(from, ..)| *from).max_by_key(|at| (busy(*at), std::cmp::Reverse(*at)));
        let Some(worst) = worst else { continue };
        let mut tally =
            Tally { numerator: all.saturating_sub(count(busy(worst))), denominator: all, ..Tally::default() };
        let events = then(worst).map(|(.., id)| *id).collect();
        let reached = percent.is_none_or(|percent| tally.reaches(percent));
        *(if reached { &mut tally.kept } else { &mut tally.missed }) = events;
        by_area.insert(area, tally);
    }
    tallied(Code::M5, percent, by_area)
}

/// Every scene of the scope that was opened, with its opening.
fn scenes<'w>(world: &'w World, scope: &Scope) -> Vec<(AreaCode, SceneView<'w>, EventId, At)> {
    let of = |view: SceneView<'w>| {
        let (id, at) = view.opened()?;
        let area = scope.place(&world.incident(view.incident)?.area, at)?;
        Some((area, view, id, at))
    };
    world.scenes_until(scope.as_of).into_iter().filter_map(of).collect()
}

/// When a scene was handed over or closed; none while it is not.
fn left(view: &SceneView<'_>) -> Option<At> {
    let ends = |step: &SceneStep| matches!(step, SceneStep::HandedOver { .. } | SceneStep::Closed);
    view.moves.iter().find(|(_, made)| ends(&made.step)).map(|(_, made)| made.at)
}

/// S4: of each scene, from the first there to the first zone that was set.
pub(super) fn cordons(world: &World, scope: &Scope) -> Vec<Indicator> {
    let target_ms = at_most(world, Code::S4, scope.as_of);
    let of = |(area, view, opened, at): (AreaCode, SceneView<'_>, EventId, At)| {
        let zones = view.notes.iter().filter(|(_, said)| matches!(said.what.what, SceneNoted::Zone(_)));
        let first = zones.map(|(id, said)| (said.what.at, *id)).min();
        let until = first.map(|(at, _)| at).or_else(|| left(&view)).unwrap_or(scope.as_of);
        let span_ms = until.max(at) - at;
        let events = [opened].into_iter().chain(first.map(|(_, id)| id)).collect();
        let met = if first.is_some() { met(span_ms, target_ms, true) } else { target_ms.map(|_| false) };
        let of = Some(view.incident);
        let measure = Measure::Length { span_ms, numerator: 1, denominator: 1, target_ms, of, events };
        Indicator { id: Code::S4, area, measure, met }
    };
    scenes(world, scope).into_iter().map(of).collect()
}

/// S5: tasks that were overdue, of all that were acknowledged: done after the time of their order or not by then, or longer
/// without word than progress is told (rules.md 5.4: ≥ every 30 min). While everybody is called back no word is due.
pub(super) fn overdue(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut clocks = Vec::new();
    for (area, view, ..) in scenes(world, scope) {
        for task in view.tasks(world) {
            let Some(since) = task.acknowledged.filter(|at| *at <= scope.as_of) else { continue };
            let end = task.done.or_else(|| task.order.as_ref().and_then(|order| world.ended_at(order.id)));
            let until = end.or_else(|| left(&view)).unwrap_or(scope.as_of).min(scope.as_of);
            let by = task.order.as_ref().and_then(|order| order.order.until);
            let late = by.is_some_and(|by| until > by);
            let heard = heard(&view, &task, since, until);
            let silent = heard.windows(2).any(|pair| {
                let [from, to] = pair else { return false };
                let back = |at: At| (*from..=*to).contains(&at);
                let called = view.moves.iter().any(|(_, made)| made.step == SceneStep::Withdrawn && back(made.at));
                *to - *from > rules.within(Timer::Progress, *from) && !called
            });
            clocks.push(Clock { area: area.clone(), of: task.id, kept: !(late || silent) });
        }
    }
    fewer(shares(Code::S5, percent_of(world, Code::S5, scope.as_of), clocks))
}

/// When word of a task came, from its acknowledgement to its end.
fn heard(view: &SceneView<'_>, task: &TaskView<'_>, since: At, until: At) -> Vec<At> {
    let of = |noted: &SceneNoted| match noted {
        SceneNoted::Progress { task, .. } | SceneNoted::Blocked { task, .. } | SceneNoted::Relieved { task, .. } => {
            Some(*task)
        }
        _ => None,
    };
    let told = view.notes.iter().filter(|(_, said)| of(&said.what.what) == Some(task.id)).map(|(_, said)| said.what.at);
    let mut all: Vec<At> = told.filter(|at| (since..=until).contains(at)).chain([since, until.max(since)]).collect();
    all.sort_unstable();
    all
}

/// S6: of the scenes, at how many nobody commanded when the first there had had the time to tell what they saw, or for as long
/// as that later on (rules.md 5.4: exactly one commander).
pub(super) fn gaps(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut clocks = Vec::new();
    for (area, view, opened, at) in scenes(world, scope) {
        let until = left(&view).unwrap_or(scope.as_of).min(scope.as_of);
        let grace = rules.within(Timer::SizeUp, at);
        let mut alone = Some(at);
        let mut gap = false;
        for (told, _, name) in world.command_events(view.incident).into_iter().filter(|(told, ..)| *told <= until) {
            gap |= alone.is_some_and(|since| told - since > grace);
            alone = name.is_empty().then(|| alone.unwrap_or(told));
        }
        gap |= alone.is_some_and(|since| until - since > grace);
        // Too young to say.
        if !gap && alone.is_some() && until == scope.as_of {
            continue;
        }
        clocks.push(Clock { area, of: opened, kept: !gap });
    }
    fewer(shares(Code::S6, percent_of(world, Code::S6, scope.as_of), clocks))
}

/// Those that missed in the place of those that kept: nobody wants any.
fn fewer(list: Vec<Indicator>) -> Vec<Indicator> {
    let turned = |mut one: Indicator| {
        if let Measure::Share { numerator, denominator, target_percent, .. } = &mut one.measure {
            *numerator = denominator.saturating_sub(*numerator);
            let most = |percent: u32| u64::from(*numerator) * 100 <= u64::from(*denominator) * u64::from(percent);
            one.met = target_percent.map(most);
        }
        one
    };
    list.into_iter().map(turned).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
