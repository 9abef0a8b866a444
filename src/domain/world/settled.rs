//! What was written to a register on the way to what stands: without what a settlement left behind.

use std::collections::{BTreeMap, BTreeSet};

use super::{Said, World};
use crate::domain::algebra::{Register, Write};
use crate::domain::{Aspect, EventId, Value};

/// Writes by their id.
type Writes<'a> = BTreeMap<EventId, &'a Write<Said<Value>>>;

impl World {
    /// The standing writes of a register, in no order that means anything. Where a write names several sides and says what
    /// one of them said, it settled them: the others, and what led to them alone, ended nothing and began nothing. One that
    /// says something of its own follows all of them.
    pub(super) fn led_here(&self, aspect: &Aspect) -> Vec<(EventId, &Said<Value>)> {
        let writes = || self.registers.get(aspect).into_iter().flat_map(Register::writes);
        let standing = || writes().filter(|(id, _)| self.stands(id));
        if writes().all(|(_, write)| write.after.len() < 2) {
            return standing().map(|(id, write)| (*id, &write.value)).collect();
        }
        let all: Writes<'_> = writes().map(|(id, write)| (*id, write)).collect();
        let settles = standing().filter(|(_, write)| write.after.len() > 1);
        // One that came after another has all of that one's past in its own.
        let mut settles: Vec<_> = settles.map(|(id, write)| (past(&all, *id).len(), *id, write)).collect();
        settles.sort_by_key(|(length, id, _)| (std::cmp::Reverse(*length), *id));
        let mut left: BTreeSet<EventId> = BTreeSet::new();
        for (_, id, write) in settles {
            if left.contains(&id) {
                continue;
            }
            let sides = write.after.iter().filter(|side| all.contains_key(side) && self.stands(side));
            let kept = |side: &&EventId| all.get(side).is_some_and(|of| of.value.what == write.value.what);
            let (kept, lost): (Vec<&EventId>, Vec<&EventId>) = sides.partition(kept);
            if kept.is_empty() {
                continue;
            }
            let followed: BTreeSet<EventId> = kept.into_iter().flat_map(|side| past(&all, *side)).collect();
            let lost = lost.into_iter().flat_map(|side| past(&all, *side));
            left.extend(lost.filter(|id| !followed.contains(id)));
        }
        let here = standing().filter(|(id, _)| !left.contains(id));
        here.map(|(id, write)| (*id, &write.value)).collect()
    }
}

/// A write, and everything that it came after.
fn past(all: &Writes<'_>, id: EventId) -> BTreeSet<EventId> {
    let mut seen = BTreeSet::from([id]);
    let mut edge = vec![id];
    while let Some(id) = edge.pop() {
        let before = all.get(&id).into_iter().flat_map(|write| &write.after);
        edge.extend(before.filter(|before| seen.insert(**before)));
    }
    seen
}
