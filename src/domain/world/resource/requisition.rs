//! What was taken from its owners, and what they wait for.

use super::super::{Said, World};
use crate::clock::At;
use crate::domain::{EventId, Requisition, RequisitionState, RequisitionStep, Resource, ResourceNote};

/// A requisition with where it stands.
#[derive(Clone, Debug)]
pub struct RequisitionView<'a> {
    /// The entry that says so.
    pub id: EventId,
    /// What was taken.
    pub taken: &'a Requisition,
    /// On whose word, and when.
    pub note: &'a ResourceNote,
    /// So many went back.
    pub given_back: u64,
    /// So many are lost.
    pub lost: u64,
    /// What is spoilt, as said last.
    pub damage: &'a str,
    /// What was paid, in hundredths of a yuan; none while nothing was.
    pub fen: Option<u64>,
    /// When it was paid last.
    pub paid: Option<At>,
    /// When something of it was lost or spoilt last.
    pub harmed: Option<At>,
    /// Where it stands.
    pub state: RequisitionState,
}

impl RequisitionView<'_> {
    /// So many neither went back nor are lost.
    pub fn held(&self) -> u64 {
        self.taken.count.saturating_sub(self.given_back.saturating_add(self.lost))
    }

    /// Whether its owner was paid, also for what was lost or spoilt since (突发事件应对法 art. 12: 毁损、灭失的, 应当给予补偿).
    pub fn compensated(&self) -> bool {
        self.paid.is_some() && self.paid >= self.harmed
    }
}

impl World {
    /// Keeps whether the owner waits for something.
    pub(super) fn reckon_requisition(&mut self, id: EventId) {
        let view = self.requisition(id).filter(|view| view.state != RequisitionState::Settled);
        let incident = view.as_ref().and_then(|view| view.taken.incident);
        if view.is_some() {
            self.open_requisitions.insert(id);
        } else {
            self.open_requisitions.remove(&id);
        }
        let at_odds = !self.requisition_sides(id, &[]).is_empty();
        self.stock_index.put_owner(id, at_odds);
        // Since when its owner waits is asked of the incident.
        if let Some(incident) = incident {
            self.bring_incident_back(incident);
        }
    }

    /// The incidents for which something was taken that its owner waits for.
    pub(in crate::domain::world) fn incidents_requisitioned(&self) -> std::collections::BTreeSet<EventId> {
        self.open_requisitions().filter_map(|view| view.taken.incident).collect()
    }

    /// A requisition that stands.
    pub fn requisition(&self, id: EventId) -> Option<RequisitionView<'_>> {
        let standing = || self.requisitions.get(&id).into_iter().flat_map(|ladder| ladder.standing(&self.strikes));
        let (_, Said { what: note, .. }) = standing().find(|(of, _)| **of == id)?;
        let Resource::Requisition(RequisitionStep::Taken(taken)) = &note.what else { return None };
        let state = RequisitionState::Held;
        let mut view = RequisitionView {
            id,
            taken,
            note,
            given_back: 0,
            lost: 0,
            damage: "",
            fen: None,
            paid: None,
            harmed: None,
            state,
        };
        for (_, said) in standing() {
            let at = Some(said.what.at);
            if let Resource::Requisition(step) = &said.what.what
                && step.harms()
            {
                view.harmed = view.harmed.max(at);
            }
            match &said.what.what {
                Resource::Requisition(RequisitionStep::GivenBack { count, lost, damage, .. }) => {
                    view.given_back = view.given_back.saturating_add(*count);
                    view.lost = view.lost.saturating_add(*lost);
                    if !damage.is_empty() {
                        view.damage = damage;
                    }
                }
                Resource::Requisition(RequisitionStep::Compensated { fen, .. }) => {
                    view.fen = Some(view.fen.unwrap_or(0).saturating_add(*fen));
                    view.paid = view.paid.max(at);
                }
                _ => {}
            }
        }
        view.state = match (view.held() == 0, view.compensated()) {
            (false, false) => RequisitionState::Held,
            (true, false) => RequisitionState::GivenBack,
            (false, true) => RequisitionState::Compensated,
            (true, true) => RequisitionState::Settled,
        };
        Some(view)
    }

    /// What was taken from its owners: what they wait for something of first, the oldest of it first.
    pub fn requisitions(&self) -> Vec<RequisitionView<'_>> {
        let mut list: Vec<_> = self.requisitions.keys().filter_map(|id| self.requisition(*id)).collect();
        list.sort_by_key(|view| (view.state == RequisitionState::Settled, view.note.at, view.id));
        list
    }

    /// Those of them that are not settled.
    pub fn open_requisitions(&self) -> impl Iterator<Item = RequisitionView<'_>> {
        self.open_requisitions.iter().filter_map(|id| self.requisition(*id))
    }

    /// Its standing entries, by their ids.
    pub fn requisition_entries(&self, id: EventId) -> Vec<(EventId, &Said<ResourceNote>)> {
        let ladder = self.requisitions.get(&id).into_iter();
        ladder.flat_map(|ladder| ladder.standing(&self.strikes)).map(|(id, said)| (*id, said)).collect()
    }
}
