//! What resources are due for: reservations that end, what was issued and nobody signed for, what its owners wait for,
//! shelters to certify and to supply.

use super::super::World;
use super::super::due::{AHEAD, counted, deadline};
use crate::clock::At;
use crate::domain::{
    Aspect, Deadline, Due, EventId, ListKind, Listed, RequisitionState, ResourceWant, Rules, ShelterState, Timer,
};

impl World {
    pub(in crate::domain::world) fn resources_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        self.stock_due(rules, now, list);
        for view in self.open_requisitions() {
            let (entry, from, incident) = (view.id, view.note.at, view.taken.incident);
            if !matches!(view.state, RequisitionState::GivenBack) {
                let what = Due::Resource { entry, wants: ResourceWant::GiveBack };
                list.push(counted(rules, what, Timer::GiveBack, from, incident));
            }
            if !matches!(view.state, RequisitionState::Compensated) {
                let what = Due::Resource { entry, wants: ResourceWant::Compensate };
                list.push(counted(rules, what, Timer::Compensate, from, incident));
            }
        }
        self.shelters_due(rules, now, list);
    }

    fn stock_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        for one in self.open_consignments() {
            let due = |wants| Due::Resource { entry: one.id, wants };
            // What was reserved for nobody's order lapses in silence; an order that is still open wants an answer.
            let order = one.order.filter(|order| self.open_orders.contains(order));
            let waits = order.is_some();
            let incident = order.and_then(|id| self.orders.get(&id)).and_then(|said| said.what.incident);
            if let Some(until) = one.until.filter(|until| one.unissued() > 0 && (waits || *until > now)) {
                let from = one.entries.first().map_or(until, |(_, said)| said.what.at);
                list.push(deadline(due(ResourceWant::Issue), until, None, from, incident));
            }
            if let Some(since) = one.since.filter(|_| one.on_way() > 0) {
                list.push(match one.eta {
                    Some(eta) => deadline(due(ResourceWant::Sign), eta, None, since, incident),
                    None => counted(rules, due(ResourceWant::Sign), Timer::StockReceipt, since, incident),
                });
            }
        }
    }

    fn shelters_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        for card in self.listed(ListKind::Shelter) {
            let code = card.code();
            let told = self.shelter_notes.contains_key(code);
            let Listed::Shelter(shelter) = card else { continue };
            // Of most shelters nothing was said but what the table says, and that is good for long.
            let ends = |at: At| at + rules.within(Timer::Certify, at);
            if !told && shelter.certified.is_none_or(|at| ends(at) > now + AHEAD) {
                continue;
            }
            // Who is there makes nothing due.
            let view = self.shelter_with(shelter, &[]);
            if let Some((entry, at)) = view.certified.filter(|_| view.state() != ShelterState::Disabled) {
                let card = || self.heads(&Aspect::Listed(ListKind::Shelter, code.clone())).first().copied();
                let entry: EventId = entry.or_else(card).unwrap_or_default();
                let what = Due::Resource { entry, wants: ResourceWant::Certify(code.clone()) };
                list.push(counted(rules, what, Timer::Certify, at, None));
            }
            if let Some((entry, until)) = view.supplied.filter(|_| view.state() == ShelterState::Open) {
                let from = self.shelter_words(code).iter().find(|(id, ..)| *id == entry).map_or(until, |w| w.1.what.at);
                let what = Due::Resource { entry, wants: ResourceWant::Supply(code.clone()) };
                list.push(deadline(what, until, None, from, None));
            }
        }
    }
}
