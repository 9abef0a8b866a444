//! Ids that both ends of a lane have seen: a reference is a byte instead of thirty-two.

use std::collections::BTreeMap;

/// An id, a key or a hash.
pub(super) type Id = [u8; 32];

/// How many are kept: a place is one byte.
const SLOTS: u8 = 250;

/// The newest ids, each in a place of its own until a newer one needs it. Both ends note the same in the same order.
#[derive(Default)]
pub(super) struct Known {
    ids: BTreeMap<u8, Id>,
    places: BTreeMap<Id, u8>,
    next: u8,
}

impl Known {
    /// Where it is.
    pub(super) fn place(&self, id: &Id) -> Option<u8> {
        self.places.get(id).copied()
    }

    /// What is there.
    pub(super) fn at(&self, place: u8) -> Option<Id> {
        self.ids.get(&place).copied()
    }

    /// Keeps it.
    pub(super) fn note(&mut self, id: Id) {
        if self.places.contains_key(&id) {
            return;
        }
        if let Some(old) = self.ids.insert(self.next, id) {
            self.places.remove(&old);
        }
        self.places.insert(id, self.next);
        self.next = (self.next + 1) % SLOTS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_one_gives_way_and_one_seen_again_stays_where_it_is() {
        let mut known = Known::default();
        for n in 0..=SLOTS {
            known.note([n; 32]);
            known.note([n; 32]);
        }
        assert_eq!(known.place(&[0; 32]), None);
        assert_eq!((known.place(&[SLOTS; 32]), known.at(0)), (Some(0), Some([SLOTS; 32])));
        assert_eq!(known.place(&[1; 32]), Some(1));
    }
}
