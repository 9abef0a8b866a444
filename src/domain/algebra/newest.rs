//! The newest few of a set that only grows.

use serde::{Deserialize, Serialize};

/// Keeps the `max` greatest by key. Which ones is a function of the set, so arrival order changes nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Newest<K: Ord, V> {
    max: usize,
    /// Oldest first. What arrives is most often the newest, and a tree of a few would be mostly room.
    kept: Vec<(K, V)>,
    /// Whether older ones were let go; they are read from the store.
    pub older: bool,
}

impl<K: Ord, V> Newest<K, V> {
    /// An empty set that keeps `max`.
    pub fn new(max: usize) -> Self {
        Self { max, kept: Vec::new(), older: false }
    }

    /// Takes one; the same key a second time changes nothing. `value` is asked for only when it is kept.
    pub fn insert(&mut self, key: K, value: impl FnOnce() -> V) {
        let full = self.kept.len() >= self.max;
        let Err(place) = self.kept.binary_search_by(|(other, _)| other.cmp(&key)) else { return };
        self.older |= full;
        if !full {
            self.kept.insert(place, (key, value()));
        } else if let Some(place) = place.checked_sub(1) {
            // The oldest goes, and all between it and the new one move up.
            self.kept.get_mut(..=place).unwrap_or_default().rotate_left(1);
            if let Some(slot) = self.kept.get_mut(place) {
                *slot = (key, value());
            }
        }
    }

    /// Newest first.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.kept.iter().rev().map(|(key, value)| (key, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_the_same_in_any_order_and_twice() {
        let fold = |keys: &[u8]| {
            let mut newest = Newest::new(3);
            for key in keys {
                newest.insert(*key, || ());
            }
            newest
        };
        let first = fold(&[1, 2, 3, 4, 5]);
        assert_eq!(first.iter().map(|(k, ())| *k).collect::<Vec<_>>(), [5, 4, 3]);
        assert!(first.older);
        for other in [[5, 4, 3, 2, 1].as_slice(), &[3, 1, 5, 2, 4, 4, 1, 5]] {
            assert_eq!(fold(other), first);
        }
    }
}
