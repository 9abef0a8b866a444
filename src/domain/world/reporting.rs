//! The clocks of reports (rules.md 3.3): each runs from the last report on its incident, an earlier report is never
//! refused, and one report meets every clock that waits for one.

mod past;
mod upward;

use std::collections::{BTreeMap, BTreeSet};

pub use past::ReportClock;
pub use upward::UnitTold;

use super::due::deadline;
use super::{Merges, World};
use crate::clock::At;
use crate::domain::{
    AreaCode, Aspect, Clock, Deadline, Due, EventId, Fact, FigureKind, Government, InForce, Incident, IncidentStatus,
    Means, ReportFiled, ReportKind, RuleId, Rules, Value, What,
};

/// The figures whose change is reported: what makes a grade and counts people.
const CASUALTIES: [FigureKind; 4] = [FigureKind::Dead, FigureKind::Missing, FigureKind::Injured, FigureKind::Poisoned];

/// 补报期: until when a change of an accident's casualties is reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Window {
    /// The row that says so.
    pub rule: RuleId,
    /// The first moment after it.
    pub until: At,
}

/// How far the initial report came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Initial {
    #[default]
    Untold,
    Phoned,
    Written,
}

/// What went up on one incident.
#[derive(Default)]
struct Told<'a> {
    initial: Initial,
    verified: bool,
    ended: bool,
    /// The newest.
    last: Option<(At, EventId)>,
    /// The newest that gave figures.
    figures: Option<(At, EventId, &'a ReportFiled)>,
    /// When each government was first told, as far as reports say which they reached.
    reached: BTreeMap<Government, At>,
}

impl<'a> Told<'a> {
    fn add(&mut self, id: EventId, report: &'a ReportFiled) {
        match report.kind {
            ReportKind::Initial if report.means == Means::Phone => self.initial = self.initial.max(Initial::Phoned),
            ReportKind::Initial => self.initial = Initial::Written,
            ReportKind::Verified => self.verified = true,
            ReportKind::Final => self.ended = true,
            ReportKind::FollowUp | ReportKind::Correction | ReportKind::Zero => {}
        }
        if let Some(government) = report.reached {
            let first = self.reached.entry(government).or_insert(report.reported);
            *first = report.reported.min(*first);
        }
        let at = (report.reported, id);
        self.last = self.last.max(Some(at));
        if !report.figures.is_empty() && self.figures.is_none_or(|(time, of, _)| at > (time, of)) {
            self.figures = Some((at.0, at.1, report));
        }
    }
}

/// An incident as its clocks see it, those that went into it included.
struct Case<'a> {
    id: EventId,
    code: &'a str,
    area: &'a AreaCode,
    occurred: At,
    /// When the first word of any of them came.
    received: At,
    /// 敏感, as any of them was said to be.
    sensitive: bool,
    told: Told<'a>,
}

impl World {
    /// Of incidents that are one, one clock runs, from the first word of any of them, and any report is a report.
    pub(super) fn reports_due(&self, rules: &Rules, merges: &Merges, list: &mut Vec<Deadline>) {
        let mut told: BTreeMap<EventId, Told<'_>> = BTreeMap::new();
        for (id, said) in self.standing(&self.reports) {
            told.entry(merges.kept(said.what.incident)).or_default().add(id, &said.what);
        }
        let own = self.likely_area();
        for (id, said) in self.standing(&self.incidents).filter(|(id, _)| merges.kept(*id) == *id) {
            let case = self.case(merges, id, &said.what, told.remove(&id).unwrap_or_default());
            let status = self.incident_status(id).first().unwrap_or_default();
            list.extend(self.correction_due(rules, merges, &case));
            if status != IncidentStatus::Closed {
                self.initial_due(rules, &case, list);
                list.extend(self.next_due(rules, &case, status));
                list.extend(self.upward_due(rules, merges, own, &case));
            }
        }
    }

    /// 电话初报, 书面初报: by the row of its grade where a bureau has one.
    fn initial_due(&self, rules: &Rules, case: &Case<'_>, list: &mut Vec<Deadline>) {
        if case.told.initial == Initial::Written {
            return;
        }
        let (incident, from) = (case.id, case.received);
        let grade = self.gravest(incident);
        let mut due = |what, by_phone| {
            let timer = rules.initial_report(by_phone, grade, from);
            list.push(deadline(what, from + rules.within(timer, from), rules.row(timer), from, Some(incident)));
        };
        if case.told.initial == Initial::Untold {
            due(Due::ReportByPhone { incident }, true);
        }
        due(Due::ReportInWriting { incident }, false);
    }

    fn case<'a>(&'a self, merges: &Merges, id: EventId, incident: &'a Incident, told: Told<'a>) -> Case<'a> {
        let (code, area) = (self.incident_code(id), &incident.area);
        let whole = || merges.whole(id).filter_map(|id| self.incident(id));
        let occurred = whole().map(|one| one.occurred).min().unwrap_or(incident.occurred);
        let received = whole().map(|one| one.received).min().unwrap_or(incident.received);
        let sensitive = whole().any(|one| one.sensitive);
        Case { id, code, area, occurred, received, sensitive, told }
    }

    /// 续报, 每日续报, 核报: what comes after the initial report.
    fn next_due(&self, rules: &Rules, case: &Case<'_>, status: IncidentStatus) -> Option<Deadline> {
        let (incident, told) = (case.id, &case.told);
        let (from, since) = told.last?;
        let (clock, what, from) = if case.code.starts_with("12") && !told.ended {
            (self.follow_up_clock(incident), Due::FollowUp { incident, since }, from)
        } else if case.code.starts_with("11") && status == IncidentStatus::Open && !told.ended {
            let clock = Clock::regular(case.code, case.area);
            // Data of before the call came are nobody's: a report that was told to be earlier starts no earlier day.
            (clock, Due::Regular { incident, since }, from.max(case.received))
        } else if case.code.starts_with("11") && status == IncidentStatus::Stabilised && !told.verified {
            let status = self.values(&Aspect::IncidentStatus(incident));
            let (since, stable) = status.first().map(|(id, said)| (**id, said.recorded))?;
            (Clock::verified(case.area), Due::Verify { incident, since }, stable)
        } else {
            return None;
        };
        let (rule, due) = rules.duty(clock, from)?;
        Some(deadline(what, due, Some(rule), from, Some(incident)))
    }

    /// 补报: casualties of an accident changed since its last report, and that is still within the time.
    fn correction_due(&self, rules: &Rules, merges: &Merges, case: &Case<'_>) -> Option<Deadline> {
        // What nobody reported yet is not changed: the initial report is due, and says it.
        if !case.code.starts_with("12") || (case.told.initial < Initial::Written && !case.told.ended) {
            return None;
        }
        let (_, until) = rules.duty(Clock::window(case.code), case.occurred)?;
        let changes = self.changes(merges, case).into_iter().filter(|(_, _, occurred)| *occurred < until);
        let (known, since, _) = changes.min()?;
        let (rule, due) = rules.duty(Clock::Correction, known)?;
        Some(deadline(Due::Correct { incident: case.id, since }, due, Some(rule), known, Some(case.id)))
    }

    /// The standing casualties that are not what was last reported: when known, by which event, when it was so.
    fn changes(&self, merges: &Merges, case: &Case<'_>) -> Vec<(At, EventId, At)> {
        let Some((last, _)) = case.told.last else { return Vec::new() };
        let mut changes = Vec::new();
        for (incident, kind) in merges.whole(case.id).flat_map(|id| CASUALTIES.map(|kind| (id, kind))) {
            let reported = case.told.figures.and_then(|(.., report)| report.figures.get(&kind).copied().flatten());
            for (id, said) in self.values(&Aspect::Figure(incident, kind)) {
                if let Value::Figure(figure) = &said.what
                    && said.recorded > last
                    && figure.count.is_some()
                    && figure.count != reported
                {
                    changes.push((said.recorded, *id, self.occurred(incident, *id).unwrap_or(said.recorded)));
                }
            }
        }
        changes
    }

    /// When what a figure says was so, from the incident's timeline.
    fn occurred(&self, incident: EventId, figure: EventId) -> Option<At> {
        let mut lines = self.timeline(Some(incident));
        lines.find(|(_, id, line, _)| *id == figure && matches!(*line.fact, Fact::FigureReported(_))).map(|(at, ..)| at)
    }

    /// 补报期 of an accident; none for other events.
    pub fn correction_window(&self, incident: EventId) -> Option<Window> {
        let code = self.incident_code(incident);
        let (occurred, _) = self.times(incident).filter(|_| code.starts_with("12"))?;
        let rules = self.rules();
        let (rule, until) = rules.duty(Clock::window(code), occurred)?;
        Some(Window { rule: rule.clone(), until })
    }

    /// What an incident that is not closed lacks of the reports that every event has by the rows in force: 初报 in writing, 终报
    /// (rules.md 3.1).
    pub fn reports_lacking(&self, incident: EventId) -> Vec<ReportKind> {
        let merges = self.merges();
        let kept = merges.kept(incident);
        if self.incident_status(kept).first() == Some(IncidentStatus::Closed) {
            return Vec::new();
        }
        let mut counts: BTreeMap<ReportKind, u8> = BTreeMap::new();
        for (_, said) in self.standing(&self.reports).filter(|(_, said)| merges.kept(said.what.incident) == kept) {
            // 初报 is told when it was told in writing, by phone before that or not.
            let kind = said.what.kind;
            let counts_as = kind != ReportKind::Initial || said.what.means != Means::Phone;
            let count = counts.entry(kind).or_default();
            *count = count.saturating_add(u8::from(counts_as));
        }
        let Some((_, received)) = self.times(kept) else { return Vec::new() };
        let rows = self.rows_in_force(received, &|what| matches!(what, What::Report { .. }));
        let lacks = |force: &InForce<'_>| match force.row.what {
            What::Report { kind, least, .. } => {
                (counts.get(&kind).copied().unwrap_or_default() < least).then_some(kind)
            }
            _ => None,
        };
        rows.iter().filter_map(lacks).collect()
    }

    /// Those of these incidents of which a report of a change of casualties is owed: closed ones that owe one are not
    /// packed away. Asked with every message, so every report is looked at once, and none when only accidents could owe.
    pub(super) fn owing_corrections(&self, incidents: &BTreeSet<EventId>) -> BTreeSet<EventId> {
        let accident = |id: &&EventId| self.incident_code(**id).starts_with("12");
        let mut told: BTreeMap<EventId, Told<'_>> =
            incidents.iter().filter(accident).map(|id| (*id, Told::default())).collect();
        if told.is_empty() {
            return BTreeSet::new();
        }
        for (id, said) in self.standing(&self.reports) {
            if let Some(told) = told.get_mut(&said.what.incident) {
                told.add(id, &said.what);
            }
        }
        let rules = self.rules();
        // What merges name stays at hand anyway.
        let merges = Merges::default();
        let owes = |(id, told): (EventId, Told<'_>)| {
            let case = self.case(&merges, id, self.incident(id)?, told);
            self.correction_due(&rules, &merges, &case).map(|_| id)
        };
        told.into_iter().filter_map(owes).collect()
    }
}
