//! Who outside must be told of a warning or an incident, and was (突发事件应对法 art. 62, 64; rules.md 2.1, 3.3 RERL-2).

use super::due::counted;
use super::{Merges, World};
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    AreaCode, Aspect, Colour, Deadline, Due, EventId, Grade, Incident, IncidentStatus, ListCode, ListKind, Listed,
    Notice, Organ, OrganKind, Rules, Timer, Value,
};

/// One who must be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeView<'a> {
    /// Whom: a neighbouring city by its card, or the garrison.
    pub to: Option<&'a ListCode>,
    /// The first notice; none while nobody told them.
    pub given: Option<&'a Notice>,
}

impl World {
    /// What asks for notices, and since when: red and orange warnings from when they came (art. 64), and open incidents that
    /// are graded 重大 or 特别重大 from when they were (art. 62). What is a neighbour's own is for that one to tell.
    pub fn asks_notice(&self) -> Vec<(EventId, At)> {
        self.asking_notice(&self.neighbours(), self.incidents().into_iter())
    }

    fn asking_notice<'a>(
        &'a self,
        neighbours: &[&Organ],
        incidents: impl Iterator<Item = (EventId, &'a Incident)>,
    ) -> Vec<(EventId, At)> {
        let own = |area: &AreaCode| !neighbours.iter().any(|theirs| theirs.area.covers(area));
        let warnings = self.warnings().into_iter();
        let grave = warnings.filter(|(_, warning)| warning.colour >= Colour::Orange && own(&warning.area));
        let mut list: Vec<(EventId, At)> = grave.map(|(id, warning)| (id, warning.received)).collect();
        for (id, _) in incidents.filter(|(_, incident)| own(&incident.area)) {
            let open = || self.incident_status(id).first() != Some(IncidentStatus::Closed);
            list.extend(self.grave_since(id).filter(|_| open()).map(|since| (id, since)));
        }
        list
    }

    /// The same for whoever looks back: closed incidents too, and since the first grade that was that grave, whatever the
    /// grade is now.
    pub fn asked_notice(&self) -> Vec<(EventId, At)> {
        let mut list = self.asks_notice();
        list.retain(|(about, _)| self.incident(*about).is_none());
        let neighbours = self.neighbours();
        for (id, incident) in self.incidents() {
            let writes = self.registers.get(&Aspect::Grade(id)).into_iter().flat_map(Register::writes);
            let grave = writes.filter(|(id, write)| {
                self.stands(id) && matches!(write.value.what, Value::Grade(Some(grade)) if grade >= Grade::Major)
            });
            let own = !neighbours.iter().any(|theirs| theirs.area.covers(&incident.area));
            let since = grave.map(|(_, write)| write.value.recorded).min();
            list.extend(since.filter(|_| own).map(|since| (id, since)));
        }
        list
    }

    /// Since when the grade that stands is that grave, or what the figures prove: “may become” is enough (art. 62).
    fn grave_since(&self, incident: EventId) -> Option<At> {
        let grades = self.values(&Aspect::Grade(incident));
        let grave = grades
            .into_iter()
            .filter(|(_, said)| matches!(said.what, Value::Grade(Some(grade)) if grade >= Grade::Major));
        grave.map(|(_, said)| said.recorded).chain(self.proven_since(incident, Grade::Major)).min()
    }

    /// Whom a warning or an incident must be told to: each neighbouring city of the structure, and the garrison. Nobody, while
    /// no structure names a neighbour.
    pub fn notices(&self, about: EventId) -> Vec<NoticeView<'_>> {
        self.notices_to(&self.neighbours(), about).collect()
    }

    fn notices_to<'a>(&'a self, neighbours: &[&'a Organ], about: EventId) -> impl Iterator<Item = NoticeView<'a>> {
        let garrison = (!neighbours.is_empty()).then_some(None);
        let whom = neighbours.iter().map(|organ| Some(&organ.code)).chain(garrison);
        whom.map(move |to| NoticeView { to, given: self.first_notice(about, to) })
    }

    /// By code, as the list has them.
    fn neighbours(&self) -> Vec<&Organ> {
        let organs = self.listed(ListKind::Organ).filter_map(|card| match card {
            Listed::Organ(organ) if organ.kind == OrganKind::Neighbour => Some(organ),
            _ => None,
        });
        organs.collect()
    }

    fn first_notice(&self, about: EventId, to: Option<&ListCode>) -> Option<&Notice> {
        let standing = self.notices.get(&about)?.standing(&self.strikes).map(|(_, notice)| notice);
        standing.filter(|notice| notice.to.as_ref() == to).min_by_key(|notice| notice.at)
    }

    /// One alarm for each warning or incident, whoever is still to be told. What is a day old presses nobody any more.
    pub(super) fn notices_due(&self, rules: &Rules, merges: &Merges, now: At, list: &mut Vec<Deadline>) {
        let neighbours = self.neighbours();
        if neighbours.is_empty() {
            return;
        }
        let fresh = |since: At| now - since < crate::clock::Span::hours(24);
        let asking = self.asking_notice(&neighbours, self.own_incidents(merges));
        for (about, since) in asking.into_iter().filter(|(_, since)| fresh(*since)) {
            if self.notices_to(&neighbours, about).any(|view| view.given.is_none()) {
                let incident = self.incident(about).map(|_| about);
                list.push(counted(rules, Due::Notify { about }, Timer::Notify, since, incident));
            }
        }
    }
}
