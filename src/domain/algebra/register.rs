//! An exclusive aspect: a register that remembers who came after whom.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Packed, Strikes};
use crate::domain::{EventId, Shared};

/// One event's say on an aspect.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Write<V> {
    /// What it says.
    pub value: V,
    /// The heads its author saw and meant to replace; some may not have been seen here.
    pub after: Vec<EventId>,
}

/// A causal register. Its heads are the standing writes that no standing write came after, directly or through
/// others; a struck write between two others still says who came after whom.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Register<V> {
    /// Derived: which writes are heads; sorted by id, and most often one.
    heads: Vec<(EventId, Shared<Write<V>>)>,
    /// All other writes, but for those that are packed.
    past: BTreeMap<EventId, Shared<Write<V>>>,
    packed: Vec<Packed>,
    /// Named in somebody's `after` and not seen yet.
    awaited: BTreeSet<EventId>,
}

impl<V> Default for Register<V> {
    fn default() -> Self {
        Self { heads: Vec::new(), past: BTreeMap::new(), packed: Vec::new(), awaited: BTreeSet::new() }
    }
}

impl<V: Serialize + DeserializeOwned> Register<V> {
    /// Takes a write; the same id a second time changes nothing.
    pub fn insert(&mut self, id: EventId, write: Write<V>, strikes: &Strikes) {
        if self.contains(&id) {
            return;
        }
        let on_top = !self.awaited.contains(&id)
            && !strikes.touch(&id)
            // One that follows nothing may be packed and come a second time; what others follow is no head.
            && (self.packed.is_empty() || !write.after.is_empty())
            && write.after.iter().all(|before| self.head(before).is_ok());
        if on_top {
            for before in &write.after {
                if let Ok(place) = self.head(before) {
                    let (id, write) = self.heads.remove(place);
                    self.past.insert(id, write);
                }
            }
            self.put_head(id, write.into());
        } else {
            self.unpack_past();
            if self.contains(&id) {
                return;
            }
            self.awaited.remove(&id);
            for before in &write.after {
                if !self.contains(before) && *before != id {
                    self.awaited.insert(*before);
                }
            }
            self.past.insert(id, write.into());
            self.reckon(strikes);
        }
    }

    /// Finds the heads anew; needed when a strike on one of the writes arrived.
    pub fn reckon(&mut self, strikes: &Strikes) {
        self.unpack_past();
        self.past.extend(self.heads.drain(..));
        let standing: Vec<&EventId> = self.past.keys().filter(|id| strikes.stands(id)).collect();
        let mut replaced = BTreeSet::new();
        let mut edge: Vec<&EventId> =
            standing.iter().filter_map(|id| self.past.get(*id)).flat_map(|w| &w.after).collect();
        while let Some(before) = edge.pop() {
            if replaced.insert(*before)
                && let Some(write) = self.past.get(before)
            {
                edge.extend(&write.after);
            }
        }
        let heads: Vec<EventId> = standing.into_iter().filter(|id| !replaced.contains(*id)).copied().collect();
        for id in heads {
            if let Some(write) = self.past.remove(&id) {
                self.put_head(id, write);
            }
        }
    }

    /// Packs what is no head, when there is much of it. Asking for the heads needs none of it; a strike on a packed
    /// write changes no head unless it lets it stand again.
    pub fn pack_past(&mut self, at_hand: usize) {
        if self.past.len() > at_hand {
            self.packed.push(Packed::of(&std::mem::take(&mut self.past)));
        }
    }

    /// Undoes [`Register::pack_past`].
    pub fn unpack_past(&mut self) {
        for packed in std::mem::take(&mut self.packed) {
            self.past.extend(packed.open::<BTreeMap<EventId, Shared<Write<V>>>>());
        }
    }
}

impl<V> Register<V> {
    /// The bytes of what is packed.
    pub fn packed_bytes(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.packed.iter().map(Packed::plain)
    }

    /// Whether part of it is packed.
    pub fn has_packed(&self) -> bool {
        !self.packed.is_empty()
    }

    /// Whether `id` is one of the writes that are at hand.
    pub fn contains(&self, id: &EventId) -> bool {
        self.head(id).is_ok() || self.past.contains_key(id)
    }

    fn head(&self, id: &EventId) -> Result<usize, usize> {
        self.heads.binary_search_by_key(id, |(id, _)| *id)
    }

    fn put_head(&mut self, id: EventId, write: Shared<Write<V>>) {
        if let Err(place) = self.head(&id) {
            // Most registers have one head for ever.
            self.heads.reserve_exact(1);
            self.heads.insert(place, (id, write));
        }
    }

    /// The heads with their writes, by id.
    pub fn heads(&self) -> impl ExactSizeIterator<Item = (&EventId, &Write<V>)> {
        self.heads.iter().map(|(id, write)| (id, &**write))
    }

    /// The ids that a write must name to replace what stands now.
    pub fn head_ids(&self) -> Vec<EventId> {
        self.heads.iter().map(|(id, _)| *id).collect()
    }

    /// Every write that is not packed: the heads, then the others, each by id.
    pub fn writes(&self) -> impl Iterator<Item = (&EventId, &Write<V>)> {
        self.heads().chain(self.past.iter().map(|(id, write)| (id, &**write)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: u8) -> EventId {
        EventId([n; 32])
    }

    /// What happens to one register: a write with its value and befores, or a strike.
    #[derive(Clone, Debug)]
    enum Act {
        Write(u8, u8, Vec<u8>),
        Strike(u8, u8),
    }

    fn fold(acts: &[Act]) -> Register<u8> {
        let mut strikes = Strikes::default();
        let mut register = Register::default();
        for act in acts {
            match act {
                Act::Write(n, value, after) => {
                    let after = after.iter().map(|n| id(*n)).collect();
                    register.insert(id(*n), Write { value: *value, after }, &strikes);
                }
                Act::Strike(n, target) => {
                    strikes.add(id(*target), id(*n));
                    if strikes.below(id(*n), id(*target)).iter().any(|id| register.contains(id)) {
                        register.reckon(&strikes);
                    }
                }
            }
        }
        register
    }

    /// The definition, written apart from the code: design.md section 4, "exclusive aspects" and "strikes".
    fn by_definition(acts: &[Act]) -> BTreeSet<EventId> {
        fn stands(acts: &[Act], n: u8) -> bool {
            !acts.iter().any(|a| matches!(a, Act::Strike(s, t) if *t == n && stands(acts, *s)))
        }
        fn came_before(acts: &[Act], n: u8, of: u8) -> bool {
            acts.iter().any(|a| match a {
                Act::Write(m, _, after) if *m == of => after.iter().any(|b| *b == n || came_before(acts, n, *b)),
                _ => false,
            })
        }
        let writes: Vec<u8> =
            acts.iter().filter_map(|a| if let Act::Write(n, ..) = a { Some(*n) } else { None }).collect();
        writes
            .iter()
            .filter(|n| stands(acts, **n))
            .filter(|n| !writes.iter().any(|m| stands(acts, *m) && came_before(acts, **n, *m)))
            .map(|n| id(*n))
            .collect()
    }

    fn head_set(register: &Register<u8>) -> BTreeSet<EventId> {
        register.head_ids().into_iter().collect()
    }

    fn permutations(acts: &[Act], then: &mut impl FnMut(&[Act])) {
        fn go(acts: &mut Vec<Act>, from: usize, then: &mut impl FnMut(&[Act])) {
            if from == acts.len() {
                return then(acts);
            }
            for i in from..acts.len() {
                acts.swap(from, i);
                go(acts, from + 1, then);
                acts.swap(from, i);
            }
        }
        go(&mut acts.to_vec(), 0, then);
    }

    /// Sets of up to `max` acts in which an act names only earlier ones, as hashes make it in the log.
    fn acts(max: u8) -> impl Strategy<Value = Vec<Act>> {
        prop::collection::vec((any::<bool>(), 0..3u8, prop::collection::vec(any::<u8>(), 0..3)), 1..=usize::from(max))
            .prop_map(|rows| {
                rows.into_iter()
                    .zip(1u8..)
                    .map(|((strike, value, before), n)| {
                        let before: Vec<u8> = before.into_iter().filter(|_| n > 1).map(|b| b % (n - 1) + 1).collect();
                        match before.first() {
                            Some(target) if strike => Act::Strike(n, *target),
                            _ => Act::Write(n, value, before),
                        }
                    })
                    .collect()
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn every_permutation_folds_to_the_definition(acts in acts(5)) {
            let expected = by_definition(&acts);
            let first = fold(&acts);
            let mut wrong = None;
            permutations(&acts, &mut |acts| {
                let folded = fold(acts);
                if folded != first || head_set(&folded) != expected {
                    wrong = Some(acts.to_vec());
                }
            });
            prop_assert!(wrong.is_none(), "{wrong:?} should have heads {expected:?}");
        }

        #[test]
        fn duplicates_and_parts_not_seen_change_nothing_else(acts in acts(9), again in prop::collection::vec(any::<prop::sample::Index>(), 0..9), unseen in any::<prop::sample::Index>()) {
            let mut some = acts.clone();
            some.remove(unseen.index(acts.len()));
            let twice: Vec<Act> = some.iter().chain(again.iter().filter(|_| !some.is_empty()).map(|i| i.get(&some))).cloned().collect();
            let folded = fold(&twice);
            prop_assert_eq!(head_set(&folded), by_definition(&some));
            prop_assert_eq!(folded, fold(&some));
        }
    }

    #[test]
    fn a_settled_pair_stays_settled_and_a_late_third_disputes_the_settlement() {
        let apart = [Act::Write(1, 0, vec![]), Act::Write(2, 1, vec![1]), Act::Write(3, 2, vec![1])];
        assert_eq!(fold(&apart).head_ids(), [id(2), id(3)]);
        let settled = [apart.as_slice(), &[Act::Write(4, 2, vec![2, 3])]].concat();
        assert_eq!(fold(&settled).head_ids(), [id(4)]);
        let late = [settled.as_slice(), &[Act::Write(5, 9, vec![1])]].concat();
        assert_eq!(fold(&late).head_ids(), [id(4), id(5)]);
    }

    #[test]
    fn a_struck_write_lets_what_it_replaced_stand_again_and_keeps_order_between_others() {
        let chain = [Act::Write(1, 0, vec![]), Act::Write(2, 1, vec![1]), Act::Strike(9, 2)];
        assert_eq!(fold(&chain).head_ids(), [id(1)]);
        let built_on = [chain.as_slice(), &[Act::Write(3, 2, vec![2])]].concat();
        assert_eq!(fold(&built_on).head_ids(), [id(3)], "3 came after 1 through the struck 2");
    }
}
