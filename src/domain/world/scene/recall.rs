//! Who was called back: orders to withdraw, and in which scenes they are in force (rules.md 5.4: only the commander lifts one).

use std::collections::{BTreeMap, BTreeSet};

use super::super::reckon::Reckoning;
use super::super::{Merges, Said, World};
use super::SceneView;
use crate::clock::At;
use crate::domain::algebra::Write;
use crate::domain::{Aspect, EventId, SceneMove, SceneState, SceneStep, Urgency, Value};

/// The orders to withdraw that are open, by the incident under which each is seen; reckoned once for all scenes.
pub(in crate::domain) struct Recalls<'m> {
    /// Which incidents are one.
    pub(super) merges: &'m Merges,
    orders: BTreeMap<EventId, Vec<(EventId, At)>>,
    /// As of when: what was written of a later time is not in it.
    pub(super) until: At,
}

impl Recalls<'_> {
    /// Those for an incident, or for what is the same one.
    pub(super) fn of(&self, incident: EventId) -> &[(EventId, At)] {
        self.orders.get(&self.merges.kept(incident)).map_or(&[], Vec::as_slice)
    }
}

/// The newest of those that no re-entry lifted. One that was given apart from whoever allowed entry again is in force,
/// whatever the clocks say.
pub(super) fn in_force(orders: &[(EventId, At)], moves: &[(EventId, &SceneMove)]) -> Option<(EventId, At)> {
    let lifted = |(id, issued): &(EventId, At)| {
        moves.iter().any(|(_, made)| match &made.step {
            SceneStep::ReEntered { lifts: Some(lifts), .. } => lifts.contains(id),
            SceneStep::ReEntered { lifts: None, .. } => *issued <= made.at,
            _ => false,
        })
    };
    orders.iter().filter(|order| !lifted(order)).max_by_key(|(id, issued)| (*issued, *id)).copied()
}

/// What a register said of a scene at a time: the writes of until then that none of until then came after.
pub(super) fn step_until<'a>(
    writes: &[(&EventId, &'a Write<Said<Value>>)],
    standing: &[(EventId, &'a SceneMove)],
) -> Reckoning<&'a SceneMove> {
    let by_id: BTreeMap<&EventId, &Write<Said<Value>>> = writes.iter().copied().collect();
    let mut replaced: BTreeSet<EventId> = BTreeSet::new();
    let after = |id: &EventId| by_id.get(id).map(|write| write.after.clone()).unwrap_or_default();
    let mut edge: Vec<EventId> = standing.iter().flat_map(|(id, _)| after(id)).collect();
    while let Some(before) = edge.pop() {
        if replaced.insert(before) {
            edge.extend(after(&before));
        }
    }
    let mut heads: Vec<_> = standing.iter().filter(|(id, _)| !replaced.contains(id)).collect();
    heads.sort_by_key(|(id, _)| (by_id.get(id).map(|write| write.value.recorded), *id));
    let mut values: Vec<&SceneMove> = Vec::new();
    for (_, made) in heads {
        if !values.contains(made) {
            values.push(made);
        }
    }
    match values.len() {
        0 | 1 => values.pop().map_or(Reckoning::Unset, Reckoning::Agreed),
        _ => Reckoning::Disputed(values),
    }
}

impl World {
    /// The orders to withdraw that are open.
    pub(in crate::domain) fn recalls<'m>(&self, merges: &'m Merges) -> Recalls<'m> {
        let mut orders: BTreeMap<EventId, Vec<(EventId, At)>> = BTreeMap::new();
        for id in self.open_withdrawals.iter().filter(|id| self.stands(id)) {
            let Some(order) = self.orders.get(id).map(|said| &said.what) else { continue };
            if let Some(incident) = order.incident {
                orders.entry(merges.kept(incident)).or_default().push((*id, order.issued));
            }
        }
        Recalls { merges, orders, until: At(i64::MAX) }
    }

    /// The same as of a time: those that were given until then and ended after it.
    pub(in crate::domain::world) fn recalls_until<'m>(&self, merges: &'m Merges, until: At) -> Recalls<'m> {
        let mut orders: BTreeMap<EventId, Vec<(EventId, At)>> = BTreeMap::new();
        for (id, said) in self.orders.iter().filter(|(id, _)| self.stands(id)) {
            let order = &said.what;
            let calls_back = order.urgency == Urgency::Withdraw && order.issued <= until;
            let open = || self.ended_at(*id).is_none_or(|ended| ended > until);
            if let Some(incident) = order.incident.filter(|_| calls_back && open()) {
                orders.entry(merges.kept(incident)).or_default().push((*id, order.issued));
            }
        }
        Recalls { merges, orders, until }
    }

    /// Orders to withdraw that are open for an incident or for what is the same one, with when they were given.
    pub(in crate::domain) fn withdrawals_of(&self, incident: EventId) -> Vec<(EventId, At)> {
        let merges = self.merges();
        self.recalls(&merges).of(incident).to_vec()
    }

    /// Scenes that would be at work again if this order ended: nothing else calls their people back.
    pub(in crate::domain) fn released_by(&self, order: EventId) -> Vec<EventId> {
        if !self.open_withdrawals.contains(&order) {
            return Vec::new();
        }
        let merges = self.merges();
        let (now, mut then) = (self.recalls(&merges), self.recalls(&merges));
        then.orders.values_mut().for_each(|orders| orders.retain(|(id, _)| *id != order));
        let called = |incident: &EventId, recalls: &Recalls<'_>| {
            self.scene_in(*incident, recalls).is_some_and(|view| view.state == SceneState::Withdrawn)
        };
        self.open_scenes.iter().copied().filter(|id| called(id, &now) && !called(id, &then)).collect()
    }

    /// Scenes as they were at a time, by incident.
    pub fn scenes_until(&self, until: At) -> Vec<SceneView<'_>> {
        let merges = self.merges();
        let recalls = self.recalls_until(&merges, until);
        self.scene_ids().into_iter().filter_map(|id| self.scene_in(id, &recalls)).collect()
    }

    /// Every incident of whose scene anything is known.
    pub(super) fn scene_ids(&self) -> BTreeSet<EventId> {
        let of_moves = self.registers.range(Aspect::Scene(EventId([0; 32]))..);
        let of_moves = of_moves.map_while(|(aspect, _)| if let Aspect::Scene(id) = aspect { Some(*id) } else { None });
        of_moves.chain(self.scene_notes.keys().copied()).collect()
    }
}
