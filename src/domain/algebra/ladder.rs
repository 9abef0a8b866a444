//! Rungs that were reached.

use serde::{Deserialize, Serialize};

use super::Strikes;
use crate::domain::EventId;

/// Facts about how far something climbed. Two people who say the same agree; nothing is ever exclusive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ladder<F> {
    /// Sorted by id; a ladder has few rungs.
    facts: Vec<(EventId, F)>,
}

impl<F> Default for Ladder<F> {
    fn default() -> Self {
        Self { facts: Vec::new() }
    }
}

impl<F> Ladder<F> {
    /// Takes a fact; the same id a second time changes nothing.
    pub fn insert(&mut self, id: EventId, fact: F) {
        if let Err(place) = self.facts.binary_search_by_key(&id, |(id, _)| *id) {
            self.facts.insert(place, (id, fact));
        }
    }

    /// The fact of this id, standing or not.
    pub fn get(&self, id: &EventId) -> Option<&F> {
        let place = self.facts.binary_search_by_key(id, |(id, _)| *id).ok()?;
        self.facts.get(place).map(|(_, fact)| fact)
    }

    /// The ids of all facts, standing or not.
    pub fn ids(&self) -> impl Iterator<Item = EventId> {
        self.facts.iter().map(|(id, _)| *id)
    }

    /// The facts that stand, by id.
    pub fn standing<'a>(&'a self, strikes: &'a Strikes) -> impl Iterator<Item = (&'a EventId, &'a F)> {
        self.facts.iter().map(|(id, fact)| (id, fact)).filter(|(id, _)| strikes.stands(id))
    }

    /// The highest rung that stands, with the facts' own order of rungs.
    pub fn height<R: Ord>(&self, strikes: &Strikes, rung: impl Fn(&F) -> R) -> Option<R> {
        self.standing(strikes).map(|(_, fact)| rung(fact)).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> EventId {
        EventId([n; 32])
    }

    #[test]
    fn the_height_is_the_highest_standing_rung_in_any_order() {
        let rungs = [(id(1), 1u8), (id(2), 3), (id(3), 2)];
        let mut strikes = Strikes::default();
        for turn in 0..3 {
            let mut ladder = Ladder::default();
            for n in 0..6 {
                let (id, rung) = rungs[(n + turn) % 3];
                ladder.insert(id, rung);
            }
            assert_eq!(ladder.height(&Strikes::default(), |r| *r), Some(3));
        }
        strikes.add(id(2), id(9));
        let mut ladder = Ladder::default();
        for (id, rung) in rungs {
            ladder.insert(id, rung);
        }
        assert_eq!(ladder.height(&strikes, |r| *r), Some(2), "a struck rung is ignored");
        assert_eq!(Ladder::<u8>::default().height(&strikes, |r| *r), None);
    }
}
