//! Who of those that were moved still waits for basic relief (rules.md 5.6 K9).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::apply::{By, said};
use super::due::counted;
use super::{Facts, Ladder, Said, World};
use crate::clock::At;
use crate::domain::{Deadline, Due, Evacuation, EventId, ListCode, Relief, ReliefKind, Rules, Timer};

/// Those who were moved, and how many of them have basic relief.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EvacuationView<'a> {
    /// The event that says so.
    pub id: EventId,
    /// Who, whence, whither.
    pub moved: &'a Evacuation,
    /// So many have every kind of basic relief.
    pub relieved: u32,
    /// When the last of them had it; none while some wait.
    pub complete: Option<At>,
}

/// Who was moved, and what they got.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Evacuees {
    /// Few in a night.
    moved: Facts<Evacuation>,
    /// What they got, by the event that says they were moved.
    reliefs: BTreeMap<EventId, Ladder<Relief>>,
    /// Derived: those who wait for relief, the only ones that deadlines look at.
    open: BTreeSet<EventId>,
    /// Who was moved to which shelter, struck ones too.
    pub(super) placed: BTreeSet<(ListCode, EventId)>,
}

impl Evacuees {
    /// Of how many something is known.
    pub(super) fn len(&self) -> usize {
        self.moved.len() + self.reliefs.len()
    }

    /// Those who wait for relief.
    fn waiting(&self) -> impl Iterator<Item = (&EventId, &Said<Evacuation>)> {
        self.open.iter().filter_map(|id| self.moved.get_key_value(id))
    }

    /// One of them.
    pub(super) fn get(&self, id: &EventId) -> Option<&Said<Evacuation>> {
        self.moved.get(id)
    }
}

impl World {
    /// Those who were moved, those who wait for relief first, the oldest of them first.
    pub fn evacuations(&self) -> Vec<EvacuationView<'_>> {
        let all = self.standing(&self.evacuees.moved).map(|(id, said)| self.evacuation_view(id, &said.what));
        in_order(all.collect())
    }

    /// Those of an incident, and of the incidents that went into it.
    pub fn evacuations_of(&self, incident: EventId) -> Vec<EvacuationView<'_>> {
        let merges = self.merges();
        let all = self.standing(&self.evacuees.moved).filter(|(_, said)| merges.concerns(said.what.incident, incident));
        in_order(all.map(|(id, said)| self.evacuation_view(id, &said.what)).collect())
    }

    /// Those of them that wait for relief.
    pub fn open_evacuations(&self) -> Vec<EvacuationView<'_>> {
        in_order(self.evacuees.open.iter().filter_map(|id| self.evacuation(*id)).collect())
    }

    /// Keeps who was moved, and whither.
    pub(super) fn note_evacuation(&mut self, id: EventId, by: By, moved: Evacuation) {
        if let Some(code) = &moved.shelter {
            self.evacuees.placed.insert((code.clone(), id));
        }
        said(&mut self.evacuees.moved, id, by, moved);
        self.reckon_evacuation(id);
    }

    /// Keeps what some of them got.
    pub(super) fn note_relief(&mut self, id: EventId, relief: Relief) {
        let of = relief.evacuation;
        self.evacuees.reliefs.entry(of).or_default().insert(id, relief);
        self.reckon_evacuation(of);
    }

    /// Keeps whether they wait for relief.
    fn reckon_evacuation(&mut self, id: EventId) {
        if self.evacuation(id).is_some_and(|view| view.complete.is_none() && view.moved.people > 0) {
            self.evacuees.open.insert(id);
        } else {
            self.evacuees.open.remove(&id);
        }
    }

    /// The same of all that a strike touched.
    pub(super) fn reckon_struck_evacuations(&mut self, touched: &[EventId]) {
        let given =
            |(of, ladder): (&EventId, &Ladder<Relief>)| ladder.ids().any(|id| touched.contains(&id)).then_some(*of);
        let given: Vec<EventId> = self.evacuees.reliefs.iter().filter_map(given).collect();
        for id in touched.iter().copied().chain(given) {
            self.reckon_evacuation(id);
        }
    }

    /// One of them.
    pub fn evacuation(&self, id: EventId) -> Option<EvacuationView<'_>> {
        let said = self.evacuees.moved.get(&id).filter(|_| self.stands(&id))?;
        Some(self.evacuation_view(id, &said.what))
    }

    fn evacuation_view<'a>(&'a self, id: EventId, moved: &'a Evacuation) -> EvacuationView<'a> {
        let mut moments: Vec<At> = self.reliefs(id).map(|relief| relief.at).collect();
        moments.sort_unstable();
        let complete = moments.into_iter().find(|at| self.relieved_by(id, moved.people, *at) >= moved.people);
        EvacuationView { id, moved, relieved: self.relieved_by(id, moved.people, At(i64::MAX)), complete }
    }

    /// How many of `people` had basic relief at `until`: as many as had of every kind, so the kind that fewest had counts.
    pub fn relieved_by(&self, evacuation: EventId, people: u32, until: At) -> u32 {
        let of = |kind: ReliefKind| {
            let given = self.reliefs(evacuation).filter(|relief| relief.at <= until && relief.kinds.contains(&kind));
            given.map(|relief| relief.people).fold(0, u32::saturating_add).min(people)
        };
        ReliefKind::ALL.into_iter().map(of).min().unwrap_or(0)
    }

    /// What those who were moved got.
    pub fn reliefs(&self, evacuation: EventId) -> impl Iterator<Item = &Relief> {
        let ladder = self.evacuees.reliefs.get(&evacuation).into_iter();
        ladder.flat_map(|ladder| ladder.standing(&self.strikes)).map(|(_, relief)| relief)
    }

    /// 救助 within ten hours (rules.md 5.6 K9).
    pub(super) fn reliefs_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for (id, said) in self.evacuees.waiting().filter(|(id, _)| self.stands(id)) {
            let what = Due::Relieve { evacuation: *id };
            list.push(counted(rules, what, Timer::BasicRelief, said.what.at, said.what.incident));
        }
    }
}

/// Those who wait first, the oldest of them first.
fn in_order(mut list: Vec<EvacuationView<'_>>) -> Vec<EvacuationView<'_>> {
    list.sort_by_key(|view| (view.complete.is_some(), view.moved.at, view.id));
    list
}
