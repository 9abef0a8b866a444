//! Indicators 评估指标 from the log alone: no scenario, no clock (rules.md 5.6).
//!
//! The same code judges a drill and the real thing. An indicator names the events it was computed from, so that nobody
//! has to believe it; one for which the log holds nothing is not listed, rather than listed as met.

mod aar;
mod assembly;
mod consult;
mod lead;
mod notice;
mod relief;
mod scene;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, EventId, Goal, IndicatorCode, Means, OrderView, Outcome, Recipient, Reckoning, ReportKind, Response,
    Rung, TeamKind, Timer, Warning, World,
};

/// Which indicator of rules.md 5.6.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum IndicatorId {
    /// First orange-or-red warning received → first response decision.
    K1,
    /// Initial reports within their clocks.
    K2,
    /// First activation of a response → every seat of the command filled.
    K3,
    /// Incidents 较大 or above on which a consultation was held.
    K4,
    /// Units that had to take part in consultations and did.
    K5,
    /// Orders acknowledged within their limits.
    K6,
    /// Urban mobilisations that kept 1, 3 and 5 minutes.
    K7,
    /// Rural arrivals within 15 minutes.
    K8,
    /// People who were moved and had basic relief within ten hours.
    K9,
    /// People on a scene who are not accounted for: none is the aim.
    K10,
    /// Onset of sudden severe weather after its warning reached the public.
    K11,
    /// People whom a warning reached, of all.
    K12,
    /// Improvement items signed off within their deadlines.
    K13,
    /// Neighbours and the garrison told in time.
    K14,
    /// Of rules.md 5.5: reviews opened within their time after a response was terminated.
    R1,
    /// Of rules.md 5.5: items of timelines that have a source.
    R2,
    /// Of rules.md 5.5: problems that have an improvement item.
    R3,
    /// Of rules.md 5.5: problems that an earlier review had found. Its on-time closure is K13.
    R5,
    /// Of rules.md 5.5: from a signed report to the first plan that was revised by it.
    R6,
}

/// The version of the formulas below: what a review computed by an older one is not compared with it.
pub const FORMULA: u16 = 1;

impl IndicatorId {
    /// As the rules name it; none of those that a review is measured by itself.
    pub fn code(self) -> Option<IndicatorCode> {
        Some(match self {
            Self::K1 => IndicatorCode::K1,
            Self::K2 => IndicatorCode::K2,
            Self::K3 => IndicatorCode::K3,
            Self::K4 => IndicatorCode::K4,
            Self::K5 => IndicatorCode::K5,
            Self::K6 => IndicatorCode::K6,
            Self::K7 => IndicatorCode::K7,
            Self::K8 => IndicatorCode::K8,
            Self::K9 => IndicatorCode::K9,
            Self::K10 => IndicatorCode::K10,
            Self::K11 => IndicatorCode::K11,
            Self::K12 => IndicatorCode::K12,
            Self::K13 => IndicatorCode::K13,
            Self::K14 => IndicatorCode::K14,
            Self::R1 | Self::R2 | Self::R3 | Self::R5 | Self::R6 => return None,
        })
    }
}

/// One indicator of one jurisdiction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Indicator {
    /// Which.
    pub id: IndicatorId,
    /// Whose.
    pub area: AreaCode,
    /// What it comes to.
    #[serde(flatten)]
    pub measure: Measure,
    /// Whether the target is met; `None` while that is open.
    pub met: Option<bool>,
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
    },
}

/// Every indicator for which the log holds something, by id and jurisdiction, as of `as_of`.
pub fn indicators(world: &World, as_of: At) -> Vec<Indicator> {
    let mut list = warning_to_decision(world, as_of);
    list.extend(shares(IndicatorId::K2, Some(100), report_clocks(world, as_of)));
    list.extend(activation_to_seated(world, as_of));
    list.extend(shares(IndicatorId::K4, Some(100), consult::held(world, as_of)));
    list.extend(shares(IndicatorId::K5, Some(100), consult::attended(world, as_of)));
    list.extend(shares(IndicatorId::K6, Some(95), acknowledgements(world, as_of)));
    // What these aim at is the bureau's to set: none is missed before it has.
    list.extend(shares(IndicatorId::K7, None, assembly::built_up(world, as_of)));
    list.extend(shares(IndicatorId::K8, None, assembly::circle(world, as_of)));
    list.extend(relief::within_ten_hours(world, as_of));
    list.extend(lead::of_warnings(world, as_of));
    list.extend(lead::coverage(world, as_of));
    let items = percent_of(world, IndicatorCode::K13, as_of);
    list.extend(shares(IndicatorId::K13, items, aar::items(world, as_of)));
    list.extend(scene::unaccounted(world, as_of));
    list.extend(shares(IndicatorId::K14, Some(100), notice::told(world, as_of)));
    list.extend(aar::of_reviews(world, as_of));
    list
}

/// The share that an indicator aims at by the rules in force; none where the bureau sets it.
fn percent_of(world: &World, indicator: IndicatorCode, at: At) -> Option<u32> {
    match world.goal(indicator, at) {
        Some(Goal::Percent(percent)) => Some(u32::from(percent)),
        _ => None,
    }
}

/// K1: per jurisdiction, from the first orange-or-red warning that stands to the first decision at or after it.
fn warning_to_decision(world: &World, as_of: At) -> Vec<Indicator> {
    let rules = world.rules();
    let mut first: BTreeMap<&AreaCode, (EventId, &Warning, Span)> = BTreeMap::new();
    for (id, warning) in world.warnings() {
        if let Some(limit) = Timer::decision(warning.colour).map(|timer| rules.within(timer, warning.received))
            && warning.received <= as_of
        {
            first.entry(&warning.area).or_insert((id, warning, limit));
        }
    }
    let times = first.into_iter().map(|(area, (from, warning, target_ms))| {
        let decisions = world.decision_events(area);
        let after = |r: &Response| r.decided >= warning.received && r.decided <= as_of;
        let decided = decisions.into_iter().find(|(_, response)| after(response));
        let to_at = decided.map(|(_, response)| response.decided);
        let span_ms = to_at.unwrap_or(as_of) - warning.received;
        let met = (decided.is_some() || span_ms > target_ms).then_some(span_ms <= target_ms);
        let (from_at, to) = (warning.received, decided.map(|(id, _)| id));
        let measure = Measure::Time { span_ms, from, from_at, to, to_at, target_ms };
        Indicator { id: IndicatorId::K1, area: area.clone(), measure, met }
    });
    times.collect()
}

/// K3: per jurisdiction, from the activation by which its last response began to the note by which the last seat was
/// filled; the limit is that of the level that was activated (rules.md 5.2).
fn activation_to_seated(world: &World, as_of: At) -> Vec<Indicator> {
    let rules = world.rules();
    let times = world.switched_areas().into_iter().filter_map(|area| {
        let run = world.last_run(area, as_of);
        let (from, activated) = *run.first()?;
        let (from_at, level) = (activated.decided, activated.level()?);
        let target_ms = rules.within(Timer::seats(level), from_at);
        let until = run.last().filter(|(_, last)| last.level().is_none()).map_or(as_of, |(_, ended)| ended.decided);
        let seated = world.seated_between(area, from_at, until);
        let (to, to_at) = seated.map_or((None, None), |(id, at)| (Some(id), Some(at.max(from_at))));
        let span_ms = to_at.unwrap_or(until) - from_at;
        let ended = until < as_of;
        let met = (to.is_some() || ended || span_ms > target_ms).then_some(to.is_some() && span_ms <= target_ms);
        let measure = Measure::Time { span_ms, from, from_at, to, to_at, target_ms };
        Some(Indicator { id: IndicatorId::K3, area: area.clone(), measure, met })
    });
    times.collect()
}

/// A limit that was kept or missed.
struct Clock {
    area: AreaCode,
    of: EventId,
    kept: bool,
}

/// When something was due and when it was done: kept, missed, or still open.
fn clock(area: &AreaCode, of: EventId, due: At, done: Option<At>, as_of: At) -> Option<Clock> {
    let done = done.filter(|done| *done <= as_of);
    let kept = match done {
        Some(done) => done <= due,
        None if as_of > due => false,
        None => return None,
    };
    Some(Clock { area: area.clone(), of, kept })
}

/// K2: of each incident the initial report by phone, which any initial report satisfies, and the one in writing.
fn report_clocks(world: &World, as_of: At) -> Vec<Clock> {
    let rules = world.rules();
    let mut clocks = Vec::new();
    for (id, incident) in world.incidents() {
        let received = world.times(id).map_or(incident.received, |(_, received)| received);
        let reports = world.reports(id);
        let initial = || reports.iter().filter(|report| report.kind == ReportKind::Initial);
        let any = initial().map(|report| report.reported).min();
        let written = initial().filter(|report| report.means != Means::Phone).map(|report| report.reported).min();
        clocks.extend(clock(&incident.area, id, received + rules.within(Timer::ReportPhone, received), any, as_of));
        clocks.extend(clock(
            &incident.area,
            id,
            received + rules.within(Timer::ReportWritten, received),
            written,
            as_of,
        ));
    }
    clocks
}

/// K6: orders and requests, by the jurisdiction of whom they went to. A refusal is an answer too: what is measured is
/// whether anybody is there. An order that ended otherwise before its limit needed no answer.
fn acknowledgements(world: &World, as_of: At) -> Vec<Clock> {
    let rules = world.rules();
    let orders = world.orders();
    let (consulted, tasked) = (world.orders_of_consultations(), world.orders_of_tasks());
    let clocks = orders.iter().filter_map(|view| {
        let (area, kind) = addressee(world, view)?;
        let of_consult = kind.is_none() && consulted.contains(&view.id);
        let timer = match (of_consult, tasked.contains(&view.id)) {
            (_, true) => Timer::TaskAck,
            (true, false) => Timer::ConsultAck,
            (false, false) => Timer::acknowledgement(kind),
        };
        let due = view.order.issued + rules.within(timer, view.order.issued);
        let ended = world.ended_at(view.id);
        let refused = matches!(view.outcome, Reckoning::Agreed(Outcome::Refused(_)));
        let answered = view.reached(Rung::Acknowledged).or(ended.filter(|_| refused));
        let needless = answered.is_none() && ended.is_some_and(|ended| ended <= due);
        if needless { None } else { clock(area, view.id, due, answered, as_of) }
    });
    clocks.collect()
}

/// Whose the recipient is, and of what kind; a person is of the headquarters that gives the order.
fn addressee<'w>(world: &'w World, view: &OrderView<'_>) -> Option<(&'w AreaCode, Option<TeamKind>)> {
    match &view.order.to {
        Recipient::Team(code) => world.team(code).map(|view| (&view.team.area, Some(view.team.kind))),
        Recipient::Headquarters(code) => world.headquarters(code).map(|hq| (&hq.area, None)),
        Recipient::Person { .. } => {
            let authority = view.order.authority.as_ref()?;
            world.headquarters(authority).map(|hq| (&hq.area, None))
        }
    }
}

fn shares(id: IndicatorId, target_percent: Option<u32>, clocks: Vec<Clock>) -> Vec<Indicator> {
    let mut by_area: BTreeMap<AreaCode, Vec<Clock>> = BTreeMap::new();
    for clock in clocks {
        by_area.entry(clock.area.clone()).or_default().push(clock);
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let shares = by_area.into_iter().map(|(area, clocks)| {
        let mut missed: Vec<EventId> = clocks.iter().filter(|clock| !clock.kept).map(|clock| clock.of).collect();
        missed.sort_unstable();
        let (denominator, numerator) = (count(clocks.len()), count(clocks.len() - missed.len()));
        let reaches = |percent: u32| u64::from(numerator) * 100 >= u64::from(denominator) * u64::from(percent);
        let met = target_percent.map(reaches);
        Indicator { id, area, measure: Measure::Share { numerator, denominator, target_percent, missed }, met }
    });
    shares.collect()
}

#[cfg(test)]
mod tests;
