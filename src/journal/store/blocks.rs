//! An ordered set of keys of one length, many to an entry of sled's.
//!
//! sled keeps at most sixteen entries in a page and a few hundred bytes in memory for every page there is, so an entry
//! for each key would cost a console with a long journal more memory than all else together.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use sled::{Batch, Tree};

/// A key.
type Key = Vec<u8>;

/// The set. An entry's key is the first key of its block, its value all keys of the block, one after the other.
#[derive(Debug)]
pub(super) struct Blocks {
    tree: Tree,
    /// Bytes of a key.
    width: usize,
    /// Keys of a block.
    most: usize,
}

impl Blocks {
    /// Over `tree`: keys of `width` bytes, blocks of about `bytes`.
    pub(super) fn new(tree: Tree, width: usize, bytes: usize) -> Self {
        Self { tree, width, most: (bytes / width).max(2) }
    }

    /// Takes keys in, all or none; those that are there already change nothing.
    pub(super) fn insert(&self, keys: &BTreeSet<Key>) -> sled::Result<()> {
        let mut batch = Batch::default();
        let mut left = keys.iter().peekable();
        while let Some(key) = left.next() {
            // The block that begins at or before it; what is less than all goes into the first.
            let own = self.tree.range::<&[u8], _>(..=key.as_slice()).next_back();
            let own = if own.is_some() { own } else { self.tree.iter().next() }.transpose()?;
            let next = match &own {
                Some((first, _)) => {
                    let behind = (std::ops::Bound::Excluded(&first[..]), std::ops::Bound::Unbounded);
                    self.tree.range::<&[u8], _>(behind).next().transpose()?
                }
                None => None,
            };
            let mut block: BTreeSet<Key> = own.iter().flat_map(|(_, value)| self.keys(value)).collect();
            let (before, greatest) = (block.len(), block.last().cloned());
            block.insert(key.clone());
            while let Some(key) = left.next_if(|key| next.as_ref().is_none_or(|(next, _)| key.as_slice() < &next[..])) {
                block.insert(key.clone());
            }
            if block.len() == before {
                continue;
            }
            if let Some((first, _)) = own {
                batch.remove(first);
            }
            self.put(&mut batch, block, greatest.is_none_or(|greatest| *key > greatest));
        }
        self.tree.apply_batch(batch)
    }

    /// Writes a block, in parts when it is too large: full ones where keys come in their order, halves elsewhere, so
    /// that there is room for what comes between.
    fn put(&self, batch: &mut Batch, block: BTreeSet<Key>, in_order: bool) {
        let parts = block.len().div_ceil(self.most);
        let fill = if in_order { self.most } else { block.len().div_ceil(parts.max(1)) };
        let keys: Vec<Key> = block.into_iter().collect();
        for part in keys.chunks(fill.max(1)) {
            if let Some(first) = part.first() {
                batch.insert(first.as_slice(), part.concat());
            }
        }
    }

    /// The keys of a range, the greatest first.
    pub(super) fn descending(&self, range: RangeInclusive<Key>) -> impl Iterator<Item = sled::Result<Key>> {
        let (low, high) = range.into_inner();
        let blocks = self.tree.range::<&[u8], _>(..=high.as_slice()).rev();
        let keys = blocks.flat_map(move |entry| match entry {
            Ok((_, value)) => self.keys(&value).into_iter().rev().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        });
        let too_great = move |key: &sled::Result<Key>| key.as_ref().is_ok_and(|key| *key > high);
        keys.skip_while(too_great).take_while(move |key| !key.as_ref().is_ok_and(|key| *key < low))
    }

    /// The greatest key that begins with `prefix`.
    pub(super) fn find(&self, prefix: &[u8]) -> sled::Result<Option<Key>> {
        let rest = self.width.saturating_sub(prefix.len());
        let low = [prefix, &vec![0; rest]].concat();
        let high = [prefix, &vec![255; rest]].concat();
        self.descending(low..=high).next().transpose()
    }

    fn keys(&self, value: &[u8]) -> Vec<Key> {
        value.chunks_exact(self.width).map(<[u8]>::to_vec).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_set_in_blocks_is_the_set(
            batches in prop::collection::vec(prop::collection::btree_set(any::<[u8; 2]>(), 0..40), 1..20),
            ordered in any::<bool>(),
            range in any::<([u8; 2], [u8; 2])>(),
        ) {
            let db = sled::Config::new().temporary(true).open().unwrap();
            let blocks = Blocks::new(db.open_tree("t").unwrap(), 2, 12);
            let mut set = BTreeSet::new();
            let mut all: Vec<BTreeSet<Key>> =
                batches.iter().map(|batch| batch.iter().map(|key| key.to_vec()).collect()).collect();
            if ordered {
                let mut keys: Vec<Key> = all.concat_sorted();
                keys.dedup();
                all = keys.chunks(7).map(|chunk| chunk.iter().cloned().collect()).collect();
            }
            for batch in &all {
                blocks.insert(batch).unwrap();
                blocks.insert(batch).unwrap();
                set.extend(batch.iter().cloned());
            }
            let (low, high) = (range.0.min(range.1).to_vec(), range.0.max(range.1).to_vec());
            for (low, high) in [(vec![0, 0], vec![255, 255]), (low, high)] {
                let told: Vec<Key> = blocks.descending(low.clone()..=high.clone()).map(Result::unwrap).collect();
                let wanted: Vec<Key> = set.range(low..=high).rev().cloned().collect();
                prop_assert_eq!(told, wanted);
            }
            for first in 0..=255 {
                let wanted = set.range(vec![first, 0]..=vec![first, 255]).next_back().cloned();
                prop_assert_eq!(blocks.find(&[first]).unwrap(), wanted);
            }
            let entries = blocks.tree.len();
            prop_assert!(entries * 2 <= set.len() + 2 || set.len() < 12, "{entries} entries for {} keys", set.len());
        }
    }

    trait ConcatSorted {
        fn concat_sorted(&self) -> Vec<Key>;
    }

    impl ConcatSorted for Vec<BTreeSet<Key>> {
        fn concat_sorted(&self) -> Vec<Key> {
            let all: BTreeSet<Key> = self.iter().flatten().cloned().collect();
            all.into_iter().collect()
        }
    }
}
