//! Teams that were promised twice: no post alone grants a team to a second request unasked, and two apart may.

use std::collections::BTreeMap;

use super::super::World;
use super::super::dispute::side;
use crate::domain::{AidState, AidStep, AidUnit, Aspect, Conflict, EventId, Value};

impl World {
    /// The open requests to which a team is granted, when they are two or more, by the request.
    fn promised_twice(&self) -> BTreeMap<AidUnit, Vec<EventId>> {
        let mut all: BTreeMap<AidUnit, Vec<EventId>> = BTreeMap::new();
        // Whether one that is over goes on is settled first.
        for view in self.open_aids().filter(|view| !view.step.disputed() && view.astray().next().is_none()) {
            for unit in view.grants().iter().flat_map(|grant| &grant.units) {
                let home = view.unit(unit).0 >= AidState::Returned;
                let list = all.entry(unit.clone()).or_default();
                if matches!(unit, AidUnit::Team(_)) && !home && !list.contains(&view.id) {
                    list.push(view.id);
                }
            }
        }
        all.retain(|_, aids| aids.len() > 1);
        all
    }

    /// A conflict for each request of which a team is granted to a later one as well; its sides are the grants.
    pub(in crate::domain::world) fn promise_conflicts(&self) -> Vec<Conflict> {
        let mut by_first: BTreeMap<EventId, Vec<EventId>> = BTreeMap::new();
        for aids in self.promised_twice().into_values() {
            if let Some((first, rest)) = aids.split_first() {
                by_first.entry(*first).or_default().extend(rest);
            }
        }
        let grant_of = |aid: &EventId| {
            let heads = self.values(&Aspect::Aid(*aid)).into_iter();
            let mut granted = heads.filter(
                |(_, said)| matches!(&said.what, Value::Aid(made) if matches!(made.step, AidStep::Granted { .. })),
            );
            granted.next().map(|(id, said)| side(*id, said))
        };
        let conflict = |(first, mut rest): (EventId, Vec<EventId>)| {
            rest.sort_unstable();
            rest.dedup();
            let sides = std::iter::once(&first).chain(&rest).filter_map(grant_of).collect();
            Conflict { aspect: Aspect::Aid(first), sides }
        };
        by_first.into_iter().map(conflict).filter(|conflict: &Conflict| conflict.sides.len() > 1).collect()
    }

    /// The request that an event decided on.
    pub(in crate::domain) fn aid_decided_by(&self, event: EventId) -> Option<EventId> {
        self.open_aids().find(|view| view.moves.iter().any(|(id, _)| *id == event)).map(|view| view.id)
    }
}
