//! The clocks of reports as they ran, for whoever looks back: the same that deadlines are made of, each with the report that
//! met it.

use std::collections::BTreeMap;

use super::{CASUALTIES, Case, Told, World};
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{AreaCode, Aspect, Clock, EventId, IncidentStatus, Means, ReportFiled, ReportKind, Rules, Value};

/// A clock that ran.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportClock {
    /// On which incident.
    pub incident: EventId,
    /// Whose.
    pub area: AreaCode,
    /// Since when it ran.
    pub from: At,
    /// Until when the report was to come.
    pub due: At,
    /// When it came; none while none did.
    pub met: Option<At>,
    /// When none was asked for any more: closed, stable, told the last.
    pub ended: Option<At>,
}

/// A report that was told, by when.
type Filed<'a> = (At, EventId, &'a ReportFiled);

/// The clocks of one incident while they are collected.
struct Clocks<'a> {
    world: &'a World,
    rules: &'a Rules,
    case: &'a Case<'a>,
    reports: &'a [Filed<'a>],
    /// Every status that it had, the earliest first.
    status: Vec<(At, IncidentStatus)>,
    list: Vec<ReportClock>,
}

impl World {
    /// Every clock that ran, by incident: 电话初报, 书面初报, 续报 and 每日续报, 核报, 补报.
    pub fn report_clocks(&self) -> Vec<ReportClock> {
        let (rules, merges) = (self.rules(), self.merges());
        let mut filed: BTreeMap<EventId, Vec<Filed<'_>>> = BTreeMap::new();
        for (id, said) in self.standing(&self.reports) {
            let of = merges.kept(said.what.incident);
            filed.entry(of).or_default().push((said.what.reported, id, &said.what));
        }
        let mut list = Vec::new();
        for (id, said) in self.standing(&self.incidents).filter(|(id, _)| merges.kept(*id) == *id) {
            let mut reports = filed.remove(&id).unwrap_or_default();
            reports.sort_by_key(|(at, id, _)| (*at, *id));
            let case = self.case(&merges, id, &said.what, Told::default());
            let status = self.statuses(id);
            let mut clocks =
                Clocks { world: self, rules: &rules, case: &case, reports: &reports, status, list: Vec::new() };
            clocks.initial();
            clocks.next();
            clocks.verified();
            clocks.corrections(merges.whole(id));
            list.append(&mut clocks.list);
        }
        list
    }

    /// When an incident was closed; none while it is not.
    pub fn incident_closed(&self, incident: EventId) -> Option<At> {
        let closed = self.incident_status(incident).agreed() == Some(IncidentStatus::Closed);
        self.values(&Aspect::IncidentStatus(incident)).first().filter(|_| closed).map(|(_, said)| said.recorded)
    }

    fn statuses(&self, incident: EventId) -> Vec<(At, IncidentStatus)> {
        let writes = self.registers.get(&Aspect::IncidentStatus(incident)).into_iter().flat_map(Register::writes);
        let standing = writes.filter(|(id, _)| self.stands(id));
        let mut list: Vec<(At, IncidentStatus)> = standing
            .filter_map(|(_, write)| match write.value.what {
                Value::IncidentStatus(status) => Some((write.value.recorded, status)),
                _ => None,
            })
            .collect();
        list.sort_unstable_by_key(|(at, _)| *at);
        list
    }
}

impl Clocks<'_> {
    fn add(&mut self, from: At, due: At, met: Option<At>, ended: Option<At>) {
        let (incident, area) = (self.case.id, self.case.area.clone());
        self.list.push(ReportClock { incident, area, from, due, met, ended });
    }

    fn first(&self, is: impl Fn(&ReportFiled) -> bool) -> Option<At> {
        self.reports.iter().find(|(.., report)| is(report)).map(|(at, ..)| *at)
    }

    fn status_at(&self, at: At) -> IncidentStatus {
        self.status.iter().rev().find(|(since, _)| *since <= at).map(|(_, status)| *status).unwrap_or_default()
    }

    /// When it was closed; none when it was opened again.
    fn closed(&self) -> Option<At> {
        self.status.last().filter(|(_, status)| *status == IncidentStatus::Closed).map(|(at, _)| *at)
    }

    fn initial(&mut self) {
        let from = self.case.received;
        let written = |report: &ReportFiled| report.kind == ReportKind::Initial && report.means != Means::Phone;
        let phoned = self.first(|report| report.kind == ReportKind::Initial);
        let written = self.first(written);
        let ended = self.closed();
        let grade = self.world.gravest(self.case.id);
        let within = |by_phone| self.rules.within(self.rules.initial_report(by_phone, grade, from), from);
        let (by_phone, in_writing) = (within(true), within(false));
        self.add(from, from + by_phone, phoned, ended);
        self.add(from, from + in_writing, written, ended);
    }

    /// What comes after the initial report, until the last one is told: of each time in which one is due, one clock. Reports
    /// that do not move the time on, such as two on one day where a day is due by ten, are of one clock.
    fn next(&mut self) {
        let told_last = self.first(|report| report.kind == ReportKind::Final);
        let initial = self.reports.iter().take_while(|(.., report)| report.kind == ReportKind::Initial).count();
        let mut place = initial.saturating_sub(1);
        while let Some((at, ..)) = self.reports.get(place).copied() {
            if told_last.is_some_and(|last| last <= at) {
                break;
            }
            let Some((due, ended)) = self.due_after(at) else { break };
            let later = || self.reports.iter().enumerate().skip(place + 1).map(|(place, (at, ..))| (place, *at));
            let moves_on = |at: At| self.due_after(at).is_none_or(|(next, _)| next > due);
            let within = later().take_while(|(_, at)| *at <= due).filter(|(_, at)| moves_on(*at)).last();
            let met = within.or_else(|| later().find(|(_, at)| *at > due));
            let from = at.max(self.case.received);
            self.add(from, due, met.map(|(_, at)| at), ended);
            let Some((next, _)) = met else { break };
            place = next;
        }
    }

    /// By when the next report was due after one that was told then, and when none was asked for any more; none where none
    /// was due.
    fn due_after(&self, at: At) -> Option<(At, Option<At>)> {
        let status = self.status_at(at);
        let (clock, from, ended) = if self.case.code.starts_with("12") && status != IncidentStatus::Closed {
            (self.world.follow_up_clock(self.case.id), at, self.closed())
        } else if self.case.code.starts_with("11") && status == IncidentStatus::Open {
            let changes = |(since, status): &&(At, IncidentStatus)| *since > at && *status != IncidentStatus::Open;
            let ended = self.status.iter().find(changes).map(|(since, _)| *since);
            (Clock::regular(self.case.code, self.case.area), at.max(self.case.received), ended)
        } else {
            return None;
        };
        Some((self.rules.duty(clock, from)?.1, ended))
    }

    /// 核报 of a disaster that was stable.
    fn verified(&mut self) {
        let stable = self.status.iter().find(|(_, status)| *status == IncidentStatus::Stabilised).map(|(at, _)| *at);
        let Some(from) = stable.filter(|_| self.case.code.starts_with("11") && !self.reports.is_empty()) else {
            return;
        };
        let met = self.first(|report| report.kind == ReportKind::Verified);
        if let Some((_, due)) = self.rules.duty(Clock::verified(self.case.area), from) {
            self.add(from, due, met, self.closed());
        }
    }

    /// 补报: of what changed between two reports the first change starts the clock, and the next report meets it.
    fn corrections(&mut self, whole: impl Iterator<Item = EventId>) {
        let window = self.rules.duty(Clock::window(self.case.code), self.case.occurred);
        let Some((_, until)) = window.filter(|_| self.case.code.starts_with("12")) else { return };
        let mut told = Told::default();
        let changes = self.casualties(whole);
        for (place, (at, id, report)) in self.reports.iter().enumerate() {
            told.add(*id, report);
            if told.initial < super::Initial::Written && !told.ended {
                continue;
            }
            let next = self.reports.get(place + 1).map(|(at, ..)| *at);
            let figures = told.figures.map(|(.., report)| report);
            let unsaid = changes.iter().filter(|change| {
                let reported = figures.and_then(|report| report.figures.get(&change.kind).copied().flatten());
                change.known > *at
                    && next.is_none_or(|next| change.known <= next)
                    && change.occurred < until
                    && Some(change.count) != reported
            });
            let Some(known) = unsaid.map(|change| change.known).min() else { continue };
            if let Some((_, due)) = self.rules.duty(Clock::Correction, known) {
                self.add(known, due, next, None);
            }
        }
    }

    fn casualties(&self, whole: impl Iterator<Item = EventId>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (incident, kind) in whole.flat_map(|id| CASUALTIES.map(|kind| (id, kind))) {
            let register = self.world.registers.get(&Aspect::Figure(incident, kind));
            let writes = register.into_iter().flat_map(Register::writes);
            for (id, write) in writes.filter(|(id, _)| self.world.stands(id)) {
                let known = write.value.recorded;
                if let Value::Figure(figure) = &write.value.what
                    && let Some(count) = figure.count
                {
                    let occurred = self.world.occurred(incident, *id).unwrap_or(known);
                    changes.push(Change { kind, known, occurred, count });
                }
            }
        }
        changes
    }
}

/// A figure as it was said.
struct Change {
    kind: crate::domain::FigureKind,
    known: At,
    occurred: At,
    count: u32,
}
