//! What is due: derived from the world and its rules.

use std::collections::{BTreeMap, BTreeSet};

use super::{Merges, World};
use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, Deadline, Due, EventId, IncidentStatus, Means, OrderView, Recipient, ReportKind, Rules, Rung, StepStatus,
    TeamStatus, Timer,
};

impl World {
    /// Everything that is due and not done, the most pressing first. What is due later than a day from `now` is
    /// left out: it presses nobody and the list is read on every frame.
    pub fn deadlines(&self, now: At) -> Vec<Deadline> {
        let rules = self.rules();
        let merges = self.merges();
        let mut list = Vec::new();
        self.decisions_due(&rules, &mut list);
        self.warnings_press(&rules, now, &mut list);
        self.orders_due(&rules, now, &mut list);
        self.reports_due(&rules, &merges, &mut list);
        self.steps_due(&mut list);
        list.retain(|deadline| deadline.left(now) < Span::hours(24));
        for deadline in &mut list {
            deadline.incident = deadline.incident.map(|id| merges.kept(id));
            let alarms = [Some(deadline.alarm().0), self.alarm_before_merge(deadline, &merges)];
            let alarms = || alarms.iter().flatten();
            deadline.acknowledged = alarms().any(|alarm| self.alarm_acknowledged(alarm));
            let shelves = alarms().filter_map(|alarm| self.shelf(alarm));
            deadline.shelved = shelves.map(|shelf| shelf.until).filter(|until| *until > now).max();
        }
        list.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
        list
    }

    /// The clock that a merge carried over keeps what was said of its alarm when it was of an incident of its own.
    fn alarm_before_merge(&self, deadline: &Deadline, merges: &Merges) -> Option<String> {
        let first = |incident: EventId| {
            merges.whole(incident).min_by_key(|id| (self.incident(*id).map(|incident| incident.received), *id))
        };
        let what = match deadline.what {
            Due::ReportByPhone { incident } => Due::ReportByPhone { incident: first(incident)? },
            Due::ReportInWriting { incident } => Due::ReportInWriting { incident: first(incident)? },
            _ => return None,
        };
        (what != deadline.what).then(|| Deadline { what, ..deadline.clone() }.alarm().0)
    }

    /// The interlock: a red or orange warning, and no decision of that jurisdiction since. The oldest unanswered
    /// warning of a jurisdiction stands for all of them, so that five warnings are one alarm.
    fn decisions_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        let mut decided: BTreeMap<&AreaCode, Decided> = BTreeMap::new();
        for (id, warning) in self.warnings() {
            let Some(timer) = Timer::decision(warning.colour) else { continue };
            let area = decided.entry(&warning.area).or_insert_with(|| self.decided(&warning.area));
            if !area.answers(warning.received) {
                area.listed = true;
                list.push(counted(rules, Due::Decide { warning: id }, timer, warning.received, None));
            }
        }
    }

    fn decided(&self, area: &AreaCode) -> Decided {
        let decisions = self.decision_events(area).into_iter();
        Decided { decisions: decisions.map(|(_, r)| (r.decided, r.level().is_some())).collect(), listed: false }
    }

    fn orders_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        let open: Vec<OrderView<'_>> = self.open_orders().collect();
        let leading = leading(&open);
        for view in &open {
            let team = if let Recipient::Team(code) = &view.order.to { self.team(code) } else { None };
            let kind = team.as_ref().map(|t| t.team.kind);
            if self.heads_awaited(view) {
                let what = Due::CountHeads { order: view.id };
                list.push(counted(rules, what, Timer::CountHeads, view.order.issued, view.order.incident));
            }
            if view.height < Some(Rung::Acknowledged) {
                let timer = Timer::acknowledgement(kind);
                let what = Due::Acknowledge { order: view.id };
                list.push(counted(rules, what, timer, view.order.issued, view.order.incident));
            } else if let Some(team) = &team
                && leading.contains(&view.id)
                && matches!(team.status.clone().first(), Some(TeamStatus::Ordered | TeamStatus::Assembling))
                && let (Some(timer), Some(at)) = (Timer::departure(team.team.kind), acknowledged_at(view))
            {
                let what = Due::Depart { order: view.id, team: team.team.code.clone() };
                list.push(counted(rules, what, timer, at, view.order.incident));
                continue;
            }
            self.order_presses(rules, now, view, team.as_ref(), list);
        }
    }

    /// Of incidents that are one, one clock runs, from the first word of any of them, and any report is a report.
    fn reports_due(&self, rules: &Rules, merges: &Merges, list: &mut Vec<Deadline>) {
        for (id, incident) in self.incidents() {
            if self.incident_status(id).first().unwrap_or_default() == IncidentStatus::Closed {
                continue;
            }
            let heard = merges.whole(id).filter_map(|id| self.incident(id)).map(|incident| incident.received);
            let received = heard.min().unwrap_or(incident.received);
            let initial: Vec<Means> =
                self.reports(id).iter().filter(|r| r.kind == ReportKind::Initial).map(|r| r.means).collect();
            let phoned = initial.contains(&Means::Phone);
            let written = initial.iter().any(|means| *means != Means::Phone);
            if !phoned && !written {
                let what = Due::ReportByPhone { incident: id };
                list.push(counted(rules, what, Timer::ReportPhone, received, Some(id)));
            }
            if !written {
                let what = Due::ReportInWriting { incident: id };
                list.push(counted(rules, what, Timer::ReportWritten, received, Some(id)));
            }
        }
    }

    fn steps_due(&self, list: &mut Vec<Deadline>) {
        for (run, started, plan) in self.runs() {
            for step in &plan.steps {
                let applies = step.from_level.is_none_or(|from| started.level >= from);
                let open = !matches!(
                    self.step_status(run, &step.code).first(),
                    Some(StepStatus::Done | StepStatus::Skipped(_))
                );
                if applies && open {
                    let what = Due::Step { run, step: step.code.clone() };
                    let due = started.started + step.within;
                    list.push(Deadline {
                        what,
                        due,
                        rule: None,
                        from: started.started,
                        incident: started.incident,
                        acknowledged: false,
                        shelved: None,
                    });
                }
            }
        }
    }
}

/// What a jurisdiction has decided, as far as warnings ask.
struct Decided {
    /// When, and whether a level was activated; earliest first.
    decisions: Vec<(At, bool)>,
    /// Whether an older warning is on the list.
    listed: bool,
}

impl Decided {
    /// Whether nothing is to be decided on a warning: something was decided since, or a response ran when it came. One
    /// that was terminated before answers nothing: the next storm asks anew.
    fn answers(&self, received: At) -> bool {
        let since = self.decisions.last().is_some_and(|(at, _)| *at >= received);
        let running = self.decisions.iter().rev().find(|(at, _)| *at <= received).is_some_and(|(_, active)| *active);
        self.listed || since || running
    }
}

fn counted(rules: &Rules, what: Due, timer: Timer, from: At, incident: Option<EventId>) -> Deadline {
    let due = from + rules.within(timer, from);
    let rule = rules.row(timer).cloned();
    Deadline { what, due, rule, from, incident, acknowledged: false, shelved: None }
}

/// A team departs once, on the newest order it has: an older one no longer says when.
fn leading(open: &[OrderView<'_>]) -> BTreeSet<EventId> {
    let mut newest = BTreeMap::new();
    for view in open {
        if let Recipient::Team(code) = &view.order.to {
            let at = newest.entry(code).or_default();
            *at = (view.order.issued, view.id).max(*at);
        }
    }
    newest.into_values().map(|(_, id)| id).collect()
}

fn acknowledged_at(view: &OrderView<'_>) -> Option<At> {
    view.reached(Rung::Acknowledged)
}
