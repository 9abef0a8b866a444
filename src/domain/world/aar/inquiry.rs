//! 事故调查: what Order 493 asks after an accident, whether it was reviewed or not (rules.md 1.5, 5.5).

use std::collections::{BTreeMap, BTreeSet};

use super::super::attic::ACCIDENTS;
use super::super::due::{AHEAD, counted};
use super::super::{Merges, Said, World};
use crate::clock::{At, Span};
use crate::domain::{
    Aar, AarOf, AarWant, Class, Deadline, Due, EventId, Grade, Handling, Incident, Inquiry, Rules, Timer, What,
};

/// What reviews noted of one investigation.
#[derive(Default)]
struct Inquired {
    submitted: Option<At>,
    replied: bool,
    /// 延期: when, and by how many days.
    extended: Vec<(At, i64)>,
}

/// An accident as far as its investigation asks, at hand or packed away.
struct Accident<'a> {
    id: EventId,
    incident: &'a Incident,
    code: &'a str,
    grade: Grade,
}

impl Inquired {
    /// By how much a time was put off: two posts may have written one extension down.
    fn more(&self, limit: Span, counts: impl Fn(At) -> bool) -> Span {
        let days = self.extended.iter().filter(|(at, _)| counts(*at)).map(|(_, days)| *days).max();
        Span::hours(24 * days.unwrap_or(0)).min(limit)
    }
}

impl Aar {
    /// The incident that it is about, when about one.
    pub fn about(&self) -> Option<EventId> {
        match self.of {
            AarOf::Incident(id) => Some(id),
            AarOf::Response(_) | AarOf::Drill(_) => self.incident,
        }
    }
}

impl World {
    /// The report within the time of Order 493 art. 29, extended by no more than that allows, and the reply of art. 32.
    /// Accidents of less than two months are passed by: they press nobody.
    pub(super) fn inquiries_due(&self, rules: &Rules, merges: &Merges, now: At, list: &mut Vec<Deadline>) {
        let noted = self.inquired(merges);
        for (of, one) in &noted {
            list.extend(self.reply_due(rules, *of, one));
        }
        let presses = |occurred: At| occurred + rules.within(Timer::Inquiry, occurred) - now < AHEAD;
        let at_hand = self.standing(&self.incidents).map(|(id, said)| (id, &said.what));
        let at_hand = at_hand.filter(|(_, incident)| presses(incident.occurred));
        let at_hand = at_hand.filter_map(|(id, incident)| self.accident(id, incident));
        let packed = self.old_accidents().filter(|(_, old)| presses(old.incident.occurred));
        let packed =
            packed.map(|(id, old)| Accident { id, incident: &old.incident, code: &old.code, grade: old.grade });
        for accident in at_hand.chain(packed) {
            list.extend(self.investigation_due(rules, merges, &accident, noted.get(&accident.id)));
        }
    }

    /// The same of one review, however far away.
    pub(super) fn inquiry_of(&self, rules: &Rules, aar: EventId, list: &mut Vec<Deadline>) {
        let Some(about) = self.aars.get(&aar).map(|said| said.what.about()) else { return };
        let merges = self.merges();
        let noted = self.inquired(&merges);
        let of = about.map_or(aar, |id| merges.kept(id));
        list.extend(noted.get(&of).and_then(|one| self.reply_due(rules, of, one)));
        if let Some(accident) = self.incident(of).and_then(|incident| self.accident(of, incident)) {
            list.extend(self.investigation_due(rules, &merges, &accident, noted.get(&of)));
        }
    }

    fn accident<'a>(&'a self, id: EventId, incident: &'a Incident) -> Option<Accident<'a>> {
        let code = self.incident_code(id);
        // Most incidents are no accidents.
        let grade = if code.starts_with(ACCIDENTS) { self.gravest(id) } else { None }?;
        Some(Accident { id, incident, code, grade })
    }

    /// Reviews beside which an investigation is waited for, or the reply to it.
    pub(in crate::domain::world) fn inquiries_open(&self) -> BTreeSet<EventId> {
        let (merges, rules) = (self.merges(), self.rules());
        let noted = self.inquired(&merges);
        let waits = |(id, said): &(EventId, &Said<Aar>)| {
            let of = said.what.about().map_or(*id, |id| merges.kept(id));
            let one = noted.get(&of);
            let accident = self.incident(of).and_then(|incident| self.accident(of, incident));
            let report = accident.and_then(|accident| self.investigation_due(&rules, &merges, &accident, one));
            report.or_else(|| self.reply_due(&rules, of, one?)).is_some()
        };
        self.standing(&self.aars).filter(waits).map(|(id, _)| id).collect()
    }

    /// What was noted, by the incident; by the review itself where that is of none.
    fn inquired(&self, merges: &Merges) -> BTreeMap<EventId, Inquired> {
        let mut all: BTreeMap<EventId, Inquired> = BTreeMap::new();
        let standing = self.inquiry_notes.iter().filter(|((aar, note), _)| self.stands(aar) && self.stands(note));
        for ((aar, _), (at, said)) in standing {
            let Some(opened) = self.aars.get(aar) else { continue };
            let of = opened.what.about().map_or(*aar, |id| merges.kept(id));
            let one = all.entry(of).or_default();
            match said {
                Inquiry::Submitted => one.submitted = Some(one.submitted.map_or(*at, |before| before.min(*at))),
                Inquiry::Replied => one.replied = true,
                Inquiry::Extended(days) => one.extended.push((*at, i64::from(*days))),
            }
        }
        all
    }

    /// 批复: of an extreme accident it has longer, and may be put off.
    fn reply_due(&self, rules: &Rules, of: EventId, one: &Inquired) -> Option<Deadline> {
        let at = one.submitted.filter(|_| !one.replied)?;
        let incident = self.incident(of).map(|_| of);
        let extreme = incident.and_then(|id| self.gravest(id)) == Some(Grade::Extreme);
        let due = Due::Aar { aar: of, wants: AarWant::Reply };
        if !extreme {
            return Some(counted(rules, due, Timer::InquiryReply, at, incident));
        }
        let mut reply = counted(rules, due, Timer::InquiryReplyExtreme, at, incident);
        reply.due = reply.due + one.more(rules.within(Timer::InquiryReplyMore, at), |noted| noted >= at);
        Some(reply)
    }

    /// 调查报告 on an accident that a government of this log investigates.
    fn investigation_due(
        &self,
        rules: &Rules,
        merges: &Merges,
        accident: &Accident<'_>,
        one: Option<&Inquired>,
    ) -> Option<Deadline> {
        let id = accident.id;
        let answered = one.is_some_and(|one| one.submitted.is_some() || one.replied);
        if answered || merges.kept(id) != id || !self.investigates(merges, accident) {
            return None;
        }
        let others = merges.others(id).iter().filter_map(|other| self.incident(*other));
        let occurred = others.map(|other| other.occurred).fold(accident.incident.occurred, At::min);
        let due = Due::Aar { aar: id, wants: AarWant::Investigation };
        let mut report = counted(rules, due, Timer::Inquiry, occurred, Some(id));
        let more = one.map(|one| one.more(rules.within(Timer::InquiryMore, occurred), |_| true));
        report.due = report.due + more.unwrap_or(Span::ZERO);
        Some(report)
    }

    /// Whether the law gives the investigation of an accident to a government that this log is of: its own jurisdiction's,
    /// one that reviews it, or one that has a headquarters here and covers it.
    fn investigates(&self, merges: &Merges, accident: &Accident<'_>) -> bool {
        let Accident { id, incident, code, grade } = *accident;
        // Most accidents no row is asked for.
        if self.class_of(code, incident.received) != Some(Class::Accident) {
            return false;
        }
        let by = self.handlings(code, grade, incident.received).into_iter().find_map(|force| match force.row.what {
            What::Handling { handling: Handling::Investigate, by, .. } => Some(by),
            _ => None,
        });
        let reviewing = self.standing(&self.aars).filter(|(_, said)| merges.concerns(said.what.about(), id));
        let reviewing = reviewing.map(|(_, said)| &said.what.area);
        let here = self.all_headquarters().map(|hq| &hq.area).filter(|area| area.covers(&incident.area));
        // Most often it is its own, and the others are not looked for.
        let mut own = [&incident.area].into_iter().chain(reviewing).chain(here);
        by.is_some_and(|by| own.any(|area| area.government() == by))
    }
}
