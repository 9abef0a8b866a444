//! What calls for a plan (rules.md 7.1): the plan is proposed for it until a person starts it.

use super::World;
use crate::clock::{At, Span};
use crate::domain::{AidState, AreaCode, EventId, IncidentStatus, Level, Plan, Reading, Threshold, Trigger};

/// A warning or a reading that is older calls for nothing.
const FRESH: Span = Span::hours(24);

/// What fulfils a trigger.
#[derive(Clone)]
struct Cause {
    /// The event that does.
    by: EventId,
    /// Since when it does.
    since: At,
    /// In which jurisdiction.
    area: AreaCode,
    /// Of which incident, when of one.
    incident: Option<EventId>,
}

/// For which plan, when, and for which incident causes are sought.
#[derive(Clone, Copy)]
struct Sought<'a> {
    plan: &'a Plan,
    now: At,
    incident: Option<EventId>,
}

impl Sought<'_> {
    /// Whether a jurisdiction is the plan's, lies in it or around it.
    fn is_here(&self, area: &AreaCode) -> bool {
        self.plan.area.as_ref().is_none_or(|of| of.covers(area) || area.covers(of))
    }
}

impl World {
    /// Plans that something calls for and that do not run for it yet, with the event that does: the plan that is applied
    /// first, first (rules.md 7.1: 总体, 专项, 部门, 基层, 企业). A warning or a reading calls while it is not older than a
    /// day; an incident while it is open; a response while it runs.
    pub fn plans_called_for(&self, now: At) -> Vec<(&Plan, EventId)> {
        let mut codes: Vec<_> = self.plans().map(|(_, plan)| &plan.code).collect();
        codes.sort();
        codes.dedup();
        let mut called = Vec::new();
        let plans = codes.into_iter().filter_map(|code| self.plan(code)).map(|(_, plan)| plan);
        for plan in plans.filter(|plan| plan.valid_from.is_none_or(|from| from <= now)) {
            if let Some(by) = plan.triggers.iter().find_map(|trigger| self.calls_for(trigger, plan, now)) {
                called.push((plan, by));
            }
        }
        called.sort_by_key(|(plan, _)| (plan.class.is_none(), plan.class, &plan.code));
        called
    }

    /// What calls for a plan by one of its triggers, when nothing answers it.
    fn calls_for(&self, trigger: &Trigger, plan: &Plan, now: At) -> Option<EventId> {
        let sought = Sought { plan, now, incident: None };
        let open = |cause: &Cause| !self.is_answered(cause, plan);
        if !trigger.asks_incident() {
            // The newest of those that nothing answers.
            return self.causes(trigger, sought).into_iter().filter(open).max_by_key(|of| of.since).map(|of| of.by);
        }
        let closed = |id: &EventId| self.incident_status(*id).first() == Some(IncidentStatus::Closed);
        let incidents = self.incidents().into_iter().map(|(id, _)| id).filter(|id| !closed(id));
        let mut about = incidents.flat_map(|id| self.causes(trigger, Sought { incident: Some(id), ..sought }));
        about.find(open).map(|cause| cause.by)
    }

    /// Whether a run of the plan answers what calls for it.
    fn is_answered(&self, cause: &Cause, plan: &Plan) -> bool {
        let mut runs = self.runs().into_iter().filter(|(_, _, of)| of.code == plan.code);
        let goes_on = |run| self.run_steps(run).iter().any(super::StepView::is_open);
        runs.any(|(run, started, _)| match cause.incident {
            Some(incident) if started.incident.is_some() => self.concerns(started.incident, incident),
            // One for no incident is for what came while it ran.
            Some(_) => started.started >= cause.since || goes_on(run),
            None => {
                let here = cause.area.covers(&started.area) || started.area.covers(&cause.area);
                started.started >= cause.since && here
            }
        })
    }

    /// Everything that fulfils a trigger.
    fn causes(&self, trigger: &Trigger, sought: Sought<'_>) -> Vec<Cause> {
        match trigger {
            Trigger::Warning { colour, kind } => {
                let fresh = self.warnings_in_force().into_iter().filter(|(_, warning)| {
                    warning.colour >= *colour
                        && sought.now - warning.received < FRESH
                        && kind.as_ref().is_none_or(|kind| *kind == warning.kind)
                        && sought.is_here(&warning.area)
                });
                let cause = |(by, warning): (EventId, &crate::domain::Warning)| Cause {
                    by,
                    since: warning.received,
                    area: warning.area.clone(),
                    incident: None,
                };
                fresh.map(cause).collect()
            }
            Trigger::Grade(least) => {
                let grave = |id: EventId| self.gravest(id).is_some_and(|grade| grade >= *least);
                self.cause_of_incident(sought, grave)
            }
            Trigger::Code(stem) => {
                let stem = stem.trim_end_matches('*');
                self.cause_of_incident(sought, |id| self.incident_code(id).starts_with(stem))
            }
            Trigger::Level(least) => {
                let areas = self.areas_of_response().filter(|area| sought.is_here(area));
                areas.filter_map(|area| self.cause_of_response(area, *least)).collect()
            }
            Trigger::Threshold(threshold) => self.causes_of_gauges(threshold, sought),
            Trigger::Partner(whom) => {
                let asks = self.open_aids().filter(|view| {
                    view.state != AidState::Draft
                        && whom.as_ref().is_none_or(|whom| *whom == view.aid.from)
                        && sought.is_here(&view.aid.to)
                });
                let cause = |view: super::AidView<'_>| Cause {
                    by: view.id,
                    since: view.aid.at,
                    area: view.aid.to.clone(),
                    incident: None,
                };
                asks.map(cause).collect()
            }
            Trigger::Any(of) => of.iter().flat_map(|one| self.causes(one, sought)).collect(),
            Trigger::All(of) => {
                let newest = |one: &Trigger| self.causes(one, sought).into_iter().max_by_key(|cause| cause.since);
                let each: Option<Vec<Cause>> = of.iter().map(newest).collect();
                let each = each.unwrap_or_default();
                let incident = each.iter().find_map(|cause| cause.incident);
                // The last of them made it whole.
                let last = each.into_iter().max_by_key(|cause| cause.since);
                last.map(|last| Cause { incident, ..last }).into_iter().collect()
            }
        }
    }

    fn cause_of_incident(&self, sought: Sought<'_>, holds: impl Fn(EventId) -> bool) -> Vec<Cause> {
        let of = |id: EventId| {
            let incident = self.incident(id).filter(|incident| sought.is_here(&incident.area) && holds(id))?;
            Some(Cause { by: id, since: incident.received, area: incident.area.clone(), incident: Some(id) })
        };
        sought.incident.and_then(of).into_iter().collect()
    }

    /// The decision since which a response runs at a level or a graver one.
    fn cause_of_response(&self, area: &AreaCode, least: Level) -> Option<Cause> {
        let run = self.response_run(area);
        let since = run.iter().rev().take_while(|(_, response)| response.level() >= Some(least)).last()?;
        Some(Cause { by: since.0, since: since.1.decided, area: area.clone(), incident: None })
    }

    /// Of each gauge the reading since which the threshold is reached, as long as it is.
    fn causes_of_gauges(&self, threshold: &Threshold, sought: Sought<'_>) -> Vec<Cause> {
        let gauges = self.readings.iter();
        let gauges = gauges.filter(|(code, _)| threshold.gauge.as_ref().is_none_or(|gauge| gauge == *code));
        let cause = |readings: Vec<(EventId, &Reading)>| {
            let newest = readings.first().filter(|(_, reading)| sought.now - reading.to < FRESH)?;
            let reached = (0..readings.len()).take_while(|at| reaches(threshold, readings.get(*at..)));
            let (by, reading) = readings.get(reached.last()?)?;
            Some(Cause { by: *by, since: reading.to, area: newest.1.area.clone(), incident: None })
        };
        let counts = |reading: &Reading| {
            reading.quantity == threshold.quantity
                && reading.unit == threshold.unit
                && (threshold.forecast || reading.to <= sought.now)
                && sought.is_here(&reading.area)
        };
        let of = gauges.map(|(_, newest)| {
            let readings = newest.iter().filter(|((_, id), reading)| self.stands(id) && counts(reading));
            readings.map(|((_, id), reading)| (*id, reading)).collect()
        });
        of.filter_map(cause).collect()
    }
}

/// Whether the first of these readings, the newest first, reaches a threshold over its window.
fn reaches(threshold: &Threshold, readings: Option<&[(EventId, &Reading)]>) -> bool {
    let readings = readings.unwrap_or_default();
    let Some((_, newest)) = readings.first() else { return false };
    let Some(window) = threshold.window else { return threshold.is_met(newest.milli) };
    let start = newest.to - window;
    if newest.from == newest.to {
        // A momentary value holds all the while when it did at the beginning, and at every reading since.
        let mut holds = readings.iter().take_while(|(_, reading)| threshold.is_met(reading.milli));
        return holds.any(|(_, reading)| reading.to <= start);
    }
    // Amounts are added up, and none twice where intervals overlap.
    let (mut sum, mut until) = (0_i64, newest.to);
    for (_, reading) in readings {
        if reading.to <= until && reading.from >= start {
            sum = sum.saturating_add(reading.milli);
            until = reading.from;
        }
    }
    threshold.is_met(sum)
}
