//! Who of those that were moved still waits for basic relief (rules.md 5.6 K9).

use super::World;
use super::due::counted;
use crate::clock::At;
use crate::domain::{Deadline, Due, Evacuation, EventId, Relief, ReliefKind, Rules, Timer};

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

impl World {
    /// Those who were moved, those who wait for relief first, the oldest of them first.
    pub fn evacuations(&self) -> Vec<EvacuationView<'_>> {
        let mut list: Vec<_> =
            self.standing(&self.evacuations).map(|(id, said)| self.evacuation_view(id, &said.what)).collect();
        list.sort_by_key(|view| (view.complete.is_some(), view.moved.at, view.id));
        list
    }

    /// One of them.
    pub fn evacuation(&self, id: EventId) -> Option<EvacuationView<'_>> {
        let said = self.evacuations.get(&id).filter(|_| self.stands(&id))?;
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
        let ladder = self.reliefs.get(&evacuation).into_iter();
        ladder.flat_map(|ladder| ladder.standing(&self.strikes)).map(|(_, relief)| relief)
    }

    /// 救助 within ten hours (rules.md 5.6 K9).
    pub(super) fn reliefs_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for view in self.evacuations().into_iter().filter(|view| view.complete.is_none() && view.moved.people > 0) {
            let what = Due::Relieve { evacuation: view.id };
            list.push(counted(rules, what, Timer::BasicRelief, view.moved.at, view.moved.incident));
        }
    }
}
