//! When the records arrived, and where this replica's own knowledge begins. Pure.
//!
//! The arrival times are the journal's clock's, and a clock may be set back: so the last record that had arrived by
//! some time is looked for from the newest on, a block of records at a time.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::limits::TIMES_BLOCK;

/// Where a replica's own knowledge begins.
///
/// A replica that was wiped and filled again from a hub holds events that are older than it is: it did not know them
/// when they happened, and nothing it says of the time before it began is its own memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Beginning {
    /// When this store began, by the journal's clock: it knew nothing before.
    pub at: At,
    /// The records 1 to this one were written elsewhere before that, and only filled in here; 0 when there are none.
    pub filled: u64,
}

/// The earliest arrival in each block of records, and the beginning.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Times {
    began: Option<At>,
    filled: u64,
    /// A record of this replica's own time has arrived.
    own: bool,
    /// By the first number of each block: the earliest arrival in it.
    blocks: Vec<(u64, At)>,
}

impl Times {
    /// Takes note of a record. Numbers ascend; `recorded` is by its author's clock.
    pub(super) fn insert(&mut self, number: u64, arrived: At, recorded: At) {
        // Without another witness the first arrival is the oldest thing known of this store.
        let began = *self.began.get_or_insert(arrived);
        self.own |= recorded >= began;
        if !self.own {
            self.filled = number;
        }
        match self.blocks.last_mut() {
            Some((first, earliest)) if number - *first < TIMES_BLOCK => *earliest = arrived.min(*earliest),
            _ => self.blocks.push((number, arrived)),
        }
    }

    /// Says when the store began, unless that is known.
    pub(super) fn begin(&mut self, at: At) {
        self.began.get_or_insert(at);
    }

    /// Whether a record has arrived that was recorded since the store began: then nothing more counts as filled in.
    pub(super) fn own(&self) -> bool {
        self.own
    }

    /// Where the replica's own knowledge begins.
    pub(super) fn beginning(&self) -> Option<Beginning> {
        self.began.map(|at| Beginning { at, filled: self.filled })
    }

    /// Among which numbers the last record is that had arrived by `at`; `None` when none had.
    pub(super) fn last_by(&self, at: At) -> Option<RangeInclusive<u64>> {
        let place = self.blocks.iter().rposition(|(_, earliest)| *earliest <= at)?;
        let (first, _) = self.blocks.get(place)?;
        let next = self.blocks.get(place + 1).map_or(u64::MAX, |(next, _)| *next);
        Some(*first..=next - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_of_the_last_arrival_is_found_though_the_clock_was_set_back() {
        let mut times = Times::default();
        assert_eq!(times.last_by(At(i64::MAX)), None);
        // Three blocks; in the second the clock stands an hour before the first.
        for (block, at) in [(0, 7_200), (1, 3_600), (2, 9_000)] {
            for n in 1..=TIMES_BLOCK {
                let number = block * TIMES_BLOCK + n;
                times.insert(number, At(at + i64::try_from(n).unwrap()), At(0));
            }
        }
        let blocks = |at| times.last_by(At(at)).map(|range| (range.start() - 1) / TIMES_BLOCK);
        assert_eq!(blocks(3_600), None);
        assert_eq!(blocks(3_601), Some(1));
        assert_eq!(blocks(8_000), Some(1), "what arrived by then, though by a clock that was wrong, is known");
        assert_eq!(blocks(9_001), Some(2));
        assert_eq!(*times.last_by(At(9_001)).unwrap().end(), u64::MAX - 1, "the newest block is open");
    }

    #[test]
    fn what_was_recorded_before_the_store_began_was_filled_in() {
        let mut times = Times::default();
        times.begin(At(100));
        times.begin(At(50));
        for (number, recorded) in [(1, 10), (2, 99), (5, 20), (6, 100), (7, 30)] {
            times.insert(number, At(200), At(recorded));
        }
        assert_eq!(times.beginning(), Some(Beginning { at: At(100), filled: 5 }));
        let mut unknown = Times::default();
        assert_eq!(unknown.beginning(), None);
        unknown.insert(1, At(200), At(10));
        assert_eq!(unknown.beginning(), Some(Beginning { at: At(200), filled: 1 }));
    }
}
