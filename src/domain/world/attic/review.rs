//! What is kept of reviews that are packed away: that they were opened, and which numbers their reports have.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Keep, Subject};
use crate::clock::At;
use crate::domain::world::aar::AarView;
use crate::domain::world::{Said, World};
use crate::domain::{Aar, Aspect, EventId};

/// A review that is packed away.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::domain::world) struct Reviewed {
    /// Every number that was given to its report.
    pub(in crate::domain::world) given: BTreeSet<u32>,
    /// That of the one which is signed.
    pub(in crate::domain::world) signed: Option<u32>,
}

/// A review has as many lines and steps as so many orders, and an incident hangs on it: fewer are as many things.
const LINES: usize = 16;

/// The incidents that a review is about.
pub(super) fn reviewed(said: &Said<Aar>) -> impl Iterator<Item = EventId> + use<> {
    [said.what.incident, said.what.about()].into_iter().flatten()
}

impl World {
    /// A review of which only the opening is at hand.
    pub(in crate::domain::world) fn review_away(&self, id: EventId) -> Option<&Reviewed> {
        self.attic.reviews.get(&id)
    }

    /// The others, with their numbers.
    pub(in crate::domain::world) fn reviews_away(&self) -> impl Iterator<Item = (EventId, &Reviewed)> {
        self.attic.reviews.iter().map(|(id, away)| (*id, away))
    }

    /// The incidents that reviews are about which are not packed away.
    pub(super) fn incidents_reviewed(&self) -> BTreeSet<EventId> {
        let here = self.aars.iter().filter(|(id, _)| !self.attic.reviews.contains_key(id));
        here.flat_map(|(_, said)| reviewed(said)).collect()
    }

    pub(super) fn review_to_keep(&self, id: EventId) -> Reviewed {
        let given = self.numbers_given(id).collect();
        Reviewed { given, signed: self.aar(id).and_then(|view| view.signed()).map(|(.., (_, number, _))| number) }
    }

    pub(super) fn items_of(&self, aar: EventId) -> Vec<EventId> {
        let lines = self.aar_notes.get(&aar).into_iter().flat_map(super::Ladder::ids);
        lines.filter(|line| self.aar_items.get(line) == Some(&aar)).collect()
    }

    /// Closed ones that were looked back at, whose items are signed off, and of which nothing is broken, disputed or waited for.
    pub(super) fn old_aars(&self, keep: Keep) -> Vec<Subject> {
        let keep = Keep { at_hand: keep.at_hand / LINES, chest: keep.chest / LINES, ..keep };
        if self.aars.len() < self.open_aars.len() + self.attic.reviews.len() + keep.at_hand + keep.chest {
            return Vec::new();
        }
        let waiting: BTreeSet<EventId> = self.closed_aars.iter().map(|(_, id)| *id).collect();
        let closed = self.aars.keys().filter(|id| !self.open_aars.contains(id) && !waiting.contains(id));
        let over = closed.filter_map(|id| self.aar(*id)).filter(|view| view.closed().is_some());
        let mut old: Vec<(At, EventId)> =
            over.filter(|view| self.is_done_with(view)).map(|v| (v.aar.at, v.id)).collect();
        let inquired = self.inquiries_open();
        old.retain(|(_, id)| !inquired.contains(id));
        super::choose::oldest(keep, old, |(_, id)| Subject::Aar(id))
    }

    fn is_done_with(&self, view: &AarView<'_>) -> bool {
        let items = self.items_of(view.id);
        let registers = || items.iter().map(|item| Aspect::AarItem(*item)).chain([Aspect::Aar(view.id)]);
        let undisputed = registers().all(|aspect| self.undisputed(&aspect));
        let steps = registers().filter_map(|aspect| self.registers.get(&aspect));
        let steps = steps.flat_map(|register| register.writes().map(|(id, _)| *id));
        let lines = self.aar_notes.get(&view.id).into_iter().flat_map(super::Ladder::ids);
        let answered = steps.chain(lines).chain([view.id]).all(|id| !self.unratified.contains(&id));
        let signed_off = view.items(self).iter().all(|item| !item.open());
        undisputed && answered && signed_off && view.breaches(self).is_empty()
    }
}
