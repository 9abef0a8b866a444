//! Which events of a series are here, as ranges.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Sequences from 1, kept as closed ranges.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    /// First → last of each range; ranges neither overlap nor touch.
    ranges: BTreeMap<u64, u64>,
}

impl Seen {
    /// Takes note of `seq`; `false` when it was there.
    pub fn insert(&mut self, seq: u64) -> bool {
        if self.contains(seq) {
            return false;
        }
        let before = self.ranges.range(..seq).next_back().map(|(f, l)| (*f, *l)).filter(|(_, l)| l + 1 == seq);
        let after = seq.checked_add(1).and_then(|next| self.ranges.remove(&next));
        let first = before.map_or(seq, |(first, _)| first);
        self.ranges.insert(first, after.unwrap_or(seq));
        true
    }

    /// Takes note of all of `first..=last`; nothing when the range is empty or begins with 0.
    pub fn insert_range(&mut self, first: u64, last: u64) {
        if first == 0 || last < first {
            return;
        }
        let (mut from, mut to) = (first, last);
        // Everything that overlaps or touches becomes one: at most one range begins before `first`.
        let reach = last.saturating_add(1);
        let touching: Vec<(u64, u64)> =
            self.ranges.range(..=reach).rev().take_while(|(_, l)| **l >= first - 1).map(|(f, l)| (*f, *l)).collect();
        for (f, l) in touching {
            self.ranges.remove(&f);
            (from, to) = (from.min(f), to.max(l));
        }
        self.ranges.insert(from, to);
    }

    /// Whether `seq` is here.
    pub fn contains(&self, seq: u64) -> bool {
        self.ranges.range(..=seq).next_back().is_some_and(|(_, last)| seq <= *last)
    }

    /// The last sequence of the run that begins with 1; 0 when 1 is not here.
    pub fn contiguous(&self) -> u64 {
        self.ranges.get(&1).copied().unwrap_or(0)
    }

    /// The greatest sequence here; 0 when there is none.
    pub fn last(&self) -> u64 {
        self.ranges.last_key_value().map_or(0, |(_, last)| *last)
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.ranges.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// How many of `first..=last` are here.
    pub fn within(&self, first: u64, last: u64) -> u64 {
        let begins = self.ranges.range(..=first).next_back().map_or(first, |(begin, _)| *begin);
        let overlap = |(from, to): (&u64, &u64)| (*to).min(last).checked_sub((*from).max(first)).map_or(0, |n| n + 1);
        if last < first { 0 } else { self.ranges.range(begins..=last).map(overlap).sum() }
    }

    /// The ranges, ascending.
    pub fn ranges(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.ranges.iter().map(|(first, last)| (*first, *last))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ranges_are_the_set(seqs in prop::collection::vec(1..40u64, 0..60)) {
            let mut seen = Seen::default();
            let mut set = BTreeSet::new();
            for seq in seqs {
                prop_assert_eq!(seen.insert(seq), set.insert(seq));
            }
            let listed: BTreeSet<u64> = seen.ranges().flat_map(|(first, last)| first..=last).collect();
            prop_assert_eq!(&listed, &set);
            prop_assert!(seen.ranges().zip(seen.ranges().skip(1)).all(|(a, b)| a.1 + 1 < b.0));
            for seq in 0..41 {
                prop_assert_eq!(seen.contains(seq), set.contains(&seq));
            }
        }

        #[test]
        fn a_range_is_all_of_its_sequences(spans in prop::collection::vec((0..40u64, 0..9u64), 0..20)) {
            let mut by_range = Seen::default();
            let mut by_one = Seen::default();
            for (first, more) in spans {
                by_range.insert_range(first, first + more);
                if first > 0 {
                    for seq in first..=first + more {
                        by_one.insert(seq);
                    }
                }
                prop_assert_eq!(&by_range, &by_one);
            }
        }

        #[test]
        fn what_is_within_a_range_is_counted(seqs in prop::collection::vec(1..30u64, 0..40), (first, last) in (1..32u64, 0..32u64)) {
            let mut seen = Seen::default();
            for seq in seqs {
                seen.insert(seq);
            }
            let counted = (first..=last).filter(|seq| seen.contains(*seq)).count();
            prop_assert_eq!(seen.within(first, last), counted as u64);
        }
    }

    #[test]
    fn the_ends_of_the_range_of_numbers_are_numbers() {
        let mut seen = Seen::default();
        seen.insert_range(1, u64::MAX);
        seen.insert_range(5, 4);
        assert_eq!(seen.ranges().collect::<Vec<_>>(), [(1, u64::MAX)]);
        assert!(!seen.insert(u64::MAX));
        assert_eq!(seen.count(), u64::MAX);
    }
}
