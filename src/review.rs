//! Indicators 评估指标 from the log alone: no scenario, no clock (rules.md 5.6).
//!
//! The same code judges a drill and the real thing. An indicator names the events it was computed from, so that nobody
//! has to believe it; one for which the log holds nothing is not listed, rather than listed as met.

mod aar;
mod assembly;
mod consult;
mod further;
mod lead;
mod measured;
mod notice;
mod relief;
mod scene;
mod scope;
mod warned;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, EventId, Goal, IndicatorCode as Code, OrderView, Outcome, Recipient, Reckoning, Rung, TeamKind, Timer,
    World,
};

pub use scope::Scope;

/// The version of the formulas below: what a review computed by an older one is not compared with it.
pub const FORMULA: u16 = 2;

/// One indicator of one jurisdiction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Indicator {
    /// Which, by its name.
    #[serde(serialize_with = "named")]
    pub id: Code,
    /// Whose.
    pub area: AreaCode,
    /// What it comes to.
    #[serde(flatten)]
    pub measure: Measure,
    /// Whether the target is met; `None` while that is open.
    pub met: Option<bool>,
}

/// As people and other programs know it: `K1`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn named<S: Serializer>(id: &Code, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&format_args!("{id:?}"))
}

/// A length of time, or a share.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub enum Measure {
    /// From one event to another.
    Time {
        /// In milliseconds; up to now while the second event is missing.
        span_ms: Span,
        /// The first event.
        from: EventId,
        /// When it was.
        from_at: At,
        /// The second event; none yet when `None`.
        to: Option<EventId>,
        /// When it was.
        to_at: Option<At>,
        /// At most this, in milliseconds.
        target_ms: Span,
    },
    /// From a warning's publication to the onset of what it warned of.
    Lead {
        /// In milliseconds; negative when the warning came after.
        span_ms: Span,
        /// The publication.
        from: EventId,
        /// When it was.
        from_at: At,
        /// The incident.
        to: EventId,
        /// When it began.
        to_at: At,
        /// At least this, in milliseconds.
        least_ms: Span,
    },
    /// A length of time that no rule limits unless the bureau does: one of its own, or one of many by its rank.
    Length {
        /// In milliseconds; up to now, or to the end of what it is of, while it is not over.
        span_ms: Span,
        /// Its place among all of them, the shortest first.
        numerator: u32,
        /// How many there are.
        denominator: u32,
        /// At most this, in milliseconds; none where the bureau did not say.
        #[serde(skip_serializing_if = "Option::is_none")]
        target_ms: Option<Span>,
        /// What it is of, where there is one for each.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<EventId>,
        /// The events that it was computed from; of many the one that it is first.
        events: Vec<EventId>,
    },
    /// So many of so many.
    Share {
        /// Those that kept their limit; of K10 those that are not accounted for.
        numerator: u32,
        /// Those whose limit is known to be kept or missed.
        denominator: u32,
        /// At least this share, in hundredths, at most where it is none; none where the bureau sets it.
        target_percent: Option<u32>,
        /// The events that missed their limit.
        missed: Vec<EventId>,
        /// Those that kept it.
        kept: Vec<EventId>,
    },
}

impl Measure {
    /// The events that it was computed from, those that missed first.
    pub fn events(&self) -> Vec<EventId> {
        match self {
            Self::Time { from, to, .. } => [*from].into_iter().chain(*to).collect(),
            Self::Lead { from, to, .. } => vec![*from, *to],
            Self::Length { events, .. } => events.clone(),
            Self::Share { missed, kept, .. } => missed.iter().chain(kept).copied().collect(),
        }
    }

    /// The one thing that it is of, where there is one for each: a warning, a response, an incident, a report.
    pub fn of(&self) -> Option<EventId> {
        match self {
            Self::Time { from, .. } => Some(*from),
            Self::Lead { to, .. } => Some(*to),
            Self::Length { of, .. } => *of,
            Self::Share { .. } => None,
        }
    }
}

/// Every indicator for which the log holds something, by id and jurisdiction, as of `as_of`.
pub fn indicators(world: &World, as_of: At) -> Vec<Indicator> {
    indicators_of(world, &Scope::everything(as_of))
}

/// The same of what a scope holds.
pub fn indicators_of(world: &World, scope: &Scope) -> Vec<Indicator> {
    let share = |id, clocks| shares(id, percent_of(world, id, scope.as_of), clocks);
    let mut list = warned::to_decision(world, scope);
    list.extend(share(Code::K2, report_clocks(world, scope)));
    list.extend(activation_to_seated(world, scope));
    list.extend(share(Code::K4, consult::held(world, scope)));
    list.extend(share(Code::K5, consult::attended(world, scope)));
    list.extend(share(Code::K6, acknowledgements(world, scope)));
    list.extend(share(Code::K7, assembly::built_up(world, scope)));
    list.extend(share(Code::K8, assembly::circle(world, scope)));
    list.extend(relief::within_ten_hours(world, scope));
    list.extend(lead::of_warnings(world, scope));
    list.extend(lead::coverage(world, scope));
    list.extend(share(Code::K13, aar::items(world, scope)));
    list.extend(scene::unaccounted(world, scope));
    list.extend(share(Code::K14, notice::told(world, scope)));
    list.extend(aar::of_reviews(world, scope));
    list.extend(share(Code::C1, further::begun(world, scope)));
    list.extend(share(Code::C2, further::signed(world, scope)));
    list.extend(share(Code::C3, further::acted(world, scope)));
    list.extend(share(Code::M1, further::departed(world, scope)));
    list.extend(share(Code::M2, further::arrived(world, scope)));
    list.extend(share(Code::S1, further::sized_up(world, scope)));
    list.extend(share(Code::S2, further::posts(world, scope)));
    list.extend(share(Code::S3, further::tasks(world, scope)));
    list.extend(measured::checklists(world, scope));
    list.extend(measured::changes(world, scope));
    list.extend(measured::stabilised(world, scope));
    list.extend(measured::acknowledged(world, scope));
    list.extend(measured::reserve(world, scope));
    list.extend(measured::cordons(world, scope));
    list.extend(measured::overdue(world, scope));
    list.extend(measured::gaps(world, scope));
    list
}

/// The share that an indicator aims at by the rules in force; none where the bureau sets it and did not.
fn percent_of(world: &World, indicator: Code, at: At) -> Option<u32> {
    match world.goal(indicator, at) {
        Some(Goal::Percent(percent)) => Some(u32::from(percent)),
        Some(Goal::Zero) => Some(0),
        _ => None,
    }
}

/// The longest time that an indicator aims at by the rules in force.
fn at_most(world: &World, indicator: Code, at: At) -> Option<Span> {
    match world.goal(indicator, at) {
        Some(Goal::AtMost(span)) => Some(span),
        _ => None,
    }
}

/// K3: of each response, from the activation by which it began to the note by which the last seat was filled; the limit is
/// that of the level that was activated (rules.md 5.2), and no longer than what the indicator aims at.
fn activation_to_seated(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut list = Vec::new();
    let areas = world.switched_areas().into_iter();
    for (area, mut run) in areas.flat_map(|area| world.runs_of(area).into_iter().map(move |run| (area, run))) {
        run.retain(|(_, response)| response.decided <= scope.as_of);
        let Some((from, activated)) = run.first().copied() else { continue };
        let (from_at, Some(level)) = (activated.decided, activated.level()) else { continue };
        if !scope.holds(area, from_at) {
            continue;
        }
        let limit = rules.within(Timer::seats(level), from_at);
        let target_ms = at_most(world, Code::K3, from_at).map_or(limit, |aim| aim.min(limit));
        let ended = World::ended_run(&run).map(|(_, at)| at);
        let until = ended.unwrap_or(scope.as_of);
        let seated = world.seated_between(area, from_at, until);
        let (to, to_at) = seated.map_or((None, None), |(id, at)| (Some(id), Some(at.max(from_at))));
        let span_ms = to_at.unwrap_or(until) - from_at;
        let over = to.is_some() || ended.is_some() || span_ms > target_ms;
        let met = over.then_some(to.is_some() && span_ms <= target_ms);
        let measure = Measure::Time { span_ms, from, from_at, to, to_at, target_ms };
        list.push(Indicator { id: Code::K3, area: area.clone(), measure, met });
    }
    list
}

/// A limit that was kept or missed.
struct Clock {
    area: AreaCode,
    of: EventId,
    kept: bool,
}

/// K2: every clock of every report that ran (rules.md 3.3); one that stopped before its time was over asked for nothing.
fn report_clocks(world: &World, scope: &Scope) -> Vec<Clock> {
    let of = |clock: crate::domain::ReportClock| {
        let stopped = clock.ended.is_some_and(|ended| ended <= clock.due && clock.met.is_none_or(|met| met > ended));
        let told = || scope.clock(&clock.area, clock.incident, clock.from, clock.due, clock.met);
        if stopped { None } else { told() }
    };
    world.report_clocks().into_iter().filter_map(of).collect()
}

/// K6: orders and requests, by the jurisdiction of whom they went to. A refusal is an answer too: what is measured is
/// whether anybody is there. An order that ended otherwise before its limit needed no answer.
fn acknowledgements(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let orders = world.orders();
    let (consulted, tasked) = (world.orders_of_consultations(), world.orders_of_tasks());
    let clocks = orders.iter().filter_map(|view| {
        let (area, kind) = addressee(world, view)?;
        let of_consult = kind.is_none() && consulted.contains(&view.id);
        let timer = view.order.answered_within(kind, tasked.contains(&view.id), of_consult);
        let issued = view.order.issued;
        let due = issued + rules.within(timer, issued);
        let ended = world.ended_at(view.id);
        let refused = matches!(view.outcome, Reckoning::Agreed(Outcome::Refused(_)));
        let answered = view.reached(Rung::Acknowledged).or(ended.filter(|_| refused));
        let needless = answered.is_none() && ended.is_some_and(|ended| ended <= due);
        if needless { None } else { scope.clock(area, view.id, issued, due, answered) }
    });
    clocks.collect()
}

/// Whose the recipient is, and of what kind; a person is of the headquarters that gives the order, and where none is named of
/// the incident's jurisdiction.
fn addressee<'w>(world: &'w World, view: &OrderView<'_>) -> Option<(&'w AreaCode, Option<TeamKind>)> {
    match &view.order.to {
        Recipient::Team(code) => world.team(code).map(|view| (&view.team.area, Some(view.team.kind))),
        Recipient::Headquarters(code) => world.headquarters(code).map(|hq| (&hq.area, None)),
        Recipient::Person { .. } => {
            let by = view.order.authority.as_ref().and_then(|code| world.headquarters(code)).map(|hq| &hq.area);
            let of = || view.order.incident.and_then(|id| world.incident(id)).map(|incident| &incident.area);
            by.or_else(of).map(|area| (area, None))
        }
    }
}

fn shares(id: Code, target_percent: Option<u32>, clocks: Vec<Clock>) -> Vec<Indicator> {
    let mut by_area: BTreeMap<AreaCode, Tally> = BTreeMap::new();
    for clock in clocks {
        by_area.entry(clock.area).or_default().add(u32::from(clock.kept), 1, clock.of);
    }
    tallied(id, target_percent, by_area)
}

/// So many of so many, with the events.
#[derive(Default)]
struct Tally {
    numerator: u32,
    denominator: u32,
    missed: Vec<EventId>,
    kept: Vec<EventId>,
}

impl Tally {
    /// Those of one event.
    fn add(&mut self, kept: u32, all: u32, of: EventId) {
        self.numerator = self.numerator.saturating_add(kept);
        self.denominator = self.denominator.saturating_add(all);
        let list = if kept < all { &mut self.missed } else { &mut self.kept };
        list.push(of);
    }

    fn reaches(&self, percent: u32) -> bool {
        u64::from(self.numerator) * 100 >= u64::from(self.denominator) * u64::from(percent)
    }
}

/// What was tallied, by jurisdiction; nothing of nothing is left out.
fn tallied(id: Code, target_percent: Option<u32>, by_area: BTreeMap<AreaCode, Tally>) -> Vec<Indicator> {
    let some = by_area.into_iter().filter(|(_, tally)| tally.denominator > 0);
    let share = |(area, tally): (AreaCode, Tally)| {
        let met = target_percent.map(|percent| tally.reaches(percent));
        let Tally { numerator, denominator, mut missed, mut kept } = tally;
        missed.sort_unstable();
        kept.sort_unstable();
        let measure = Measure::Share { numerator, denominator, target_percent, missed, kept };
        Indicator { id, area, measure, met }
    };
    some.map(share).collect()
}

#[cfg(test)]
mod tests;
