//! Strikes and voids: facts about an event id.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::EventId;

/// Who took what back. An event stands when no standing event strikes it. Ids are hashes, so a strike can only
/// name what existed before it and strikes of strikes form no ring.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Strikes {
    on: BTreeMap<EventId, BTreeSet<EventId>>,
}

impl Strikes {
    /// `striker` takes `target` back; the target need not have been seen.
    pub fn add(&mut self, target: EventId, striker: EventId) {
        self.on.entry(target).or_default().insert(striker);
    }

    /// Whether anybody ever struck `id`, standing or not.
    pub fn touch(&self, id: &EventId) -> bool {
        self.on.contains_key(id)
    }

    /// Whether `id` stands.
    pub fn stands(&self, id: &EventId) -> bool {
        if !self.on.contains_key(id) {
            return true;
        }
        // A chain of strikes may be as long as somebody cares to make it, so no recursion.
        let mut known: BTreeMap<EventId, bool> = BTreeMap::new();
        let mut path = vec![*id];
        while let Some(top) = path.last().copied() {
            let strikers = self.on.get(&top);
            let unknown = strikers.into_iter().flatten().find(|s| !known.contains_key(*s) && !path.contains(s));
            if let Some(next) = unknown {
                path.push(*next);
            } else {
                let struck = strikers.into_iter().flatten().any(|s| known.get(s) == Some(&true));
                known.insert(top, !struck);
                path.pop();
            }
        }
        known.get(id).copied().unwrap_or(true)
    }

    /// The strikes on `id`, standing or not.
    pub fn strikers(&self, id: &EventId) -> impl Iterator<Item = &EventId> {
        self.on.get(id).into_iter().flatten()
    }

    /// `id` and everything below it that a change of its standing may change: what it strikes, what that strikes…
    pub fn below(&self, id: EventId, target: EventId) -> BTreeSet<EventId> {
        let mut found = BTreeSet::from([id, target]);
        let mut edge = vec![target];
        while let Some(striker) = edge.pop() {
            for (target, strikers) in &self.on {
                if strikers.contains(&striker) && found.insert(*target) {
                    edge.push(*target);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> EventId {
        EventId([n; 32])
    }

    #[test]
    fn a_struck_strike_restores_what_it_struck() {
        let mut s = Strikes::default();
        assert!(s.stands(&id(1)));
        s.add(id(1), id(2));
        assert!(!s.stands(&id(1)));
        s.add(id(2), id(3));
        assert!(s.stands(&id(1)) && !s.stands(&id(2)));
        s.add(id(1), id(4));
        assert!(!s.stands(&id(1)), "one of two strikes still stands");
        s.add(id(3), id(5));
        assert!(!s.stands(&id(1)) && s.stands(&id(2)));
    }

    #[test]
    fn a_chain_of_fifty_thousand_strikes_needs_no_stack() {
        let name = |n: u32| {
            let mut bytes = [0; 32];
            bytes[..4].copy_from_slice(&n.to_be_bytes());
            EventId(bytes)
        };
        let mut s = Strikes::default();
        for n in 0..2_000 {
            s.add(name(n), name(n + 1));
        }
        assert!(s.stands(&name(0)));
        assert!(!s.stands(&name(1)));
    }
}
