//! Walking one map by id beside another.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Range;

use crate::domain::EventId;

/// Entries that are stepped over before the place is looked up anew: a step is a tenth of a lookup.
const STEPS: usize = 8;

/// Finds values for ids that are asked for in order of id: most often the next one is near the last one.
pub(super) struct Beside<'a, V> {
    map: &'a BTreeMap<EventId, V>,
    next: Option<(&'a EventId, &'a V)>,
    ahead: Range<'a, EventId, V>,
}

impl<'a, V> Beside<'a, V> {
    pub(super) fn of(map: &'a BTreeMap<EventId, V>) -> Self {
        let mut ahead = map.range(..);
        Self { map, next: ahead.next(), ahead }
    }

    /// The value of `id`, which must be greater than every id that was asked for before.
    pub(super) fn get(&mut self, id: &EventId) -> Option<&'a V> {
        for _ in 0..STEPS {
            let (at, value) = self.next?;
            match at.cmp(id) {
                Ordering::Less => self.next = self.ahead.next(),
                Ordering::Equal => return Some(value),
                Ordering::Greater => return None,
            }
        }
        self.ahead = self.map.range(id..);
        self.next = self.ahead.next();
        self.next.filter(|(at, _)| *at == id).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_in_order_is_what_a_lookup_finds() {
        let id = |n: u16| EventId([n.to_be_bytes(); 16].concat().try_into().unwrap());
        let map: BTreeMap<EventId, u16> = (0..500).map(|n| n * 3).map(|n| (id(n), n)).collect();
        for step in [1, 2, 3, 7, 40, 400] {
            let mut beside = Beside::of(&map);
            for n in (0..1600).step_by(step) {
                assert_eq!(beside.get(&id(n)), map.get(&id(n)), "{n} in steps of {step}");
            }
        }
        assert_eq!(Beside::of(&BTreeMap::<EventId, u16>::new()).get(&id(1)), None);
    }
}
