//! The fold's promises about exclusive aspects, written apart from the code: design.md section 4.

use std::collections::{BTreeMap, BTreeSet};

use qianzhi::domain::{Aspect, Event, EventId, Fact, Value};

/// What one event says, and the heads it names.
type Write = (Value, Vec<EventId>);

pub(super) struct Definition {
    strikers: BTreeMap<EventId, Vec<EventId>>,
    writes: BTreeMap<Aspect, BTreeMap<EventId, Write>>,
}

impl Definition {
    pub(super) fn of(events: &[Event]) -> Self {
        let mut it = Self { strikers: BTreeMap::new(), writes: BTreeMap::new() };
        for event in events {
            if let Fact::Struck { target, .. } | Fact::Voided { target, .. } = &event.fact {
                it.strikers.entry(*target).or_default().push(event.id);
            }
            if let Some((aspect, value, after)) = event.fact.write() {
                it.writes.entry(aspect).or_default().insert(event.id, (value, after));
            }
        }
        it
    }

    /// An event stands when no standing event strikes it.
    pub(super) fn stands(&self, id: &EventId) -> bool {
        !self.strikers.get(id).into_iter().flatten().any(|striker| self.stands(striker))
    }

    pub(super) fn aspects(&self) -> impl Iterator<Item = &Aspect> {
        self.writes.keys()
    }

    /// What an event says on an aspect.
    pub(super) fn said(&self, aspect: &Aspect, id: &EventId) -> Option<&Value> {
        self.writes.get(aspect)?.get(id).map(|(value, _)| value)
    }

    /// The standing writes that no standing write came after, directly or through any other write.
    pub(super) fn heads(&self, aspect: &Aspect) -> Vec<EventId> {
        let Some(writes) = self.writes.get(aspect) else { return Vec::new() };
        let standing: BTreeSet<EventId> = writes.keys().filter(|id| self.stands(id)).copied().collect();
        let mut behind = BTreeSet::new();
        for top in &standing {
            let mut reached = BTreeSet::new();
            reach(writes, top, &mut reached);
            behind.extend(reached);
        }
        standing.difference(&behind).copied().collect()
    }
}

fn reach(writes: &BTreeMap<EventId, Write>, from: &EventId, reached: &mut BTreeSet<EventId>) {
    for before in writes.get(from).into_iter().flat_map(|(_, after)| after.iter()) {
        if reached.insert(*before) {
            reach(writes, before, reached);
        }
    }
}
