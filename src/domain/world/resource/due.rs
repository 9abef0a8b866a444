//! What resources are due for: reservations that end, what was issued and nobody signed for, what its owners wait for,
//! shelters to certify and to supply.

use super::super::due::{AHEAD, counted, deadline};
use super::super::reckon::oldest_first;
use super::super::{Merges, World};
use super::Consignment;
use crate::clock::At;
use crate::domain::{
    Aspect, Deadline, Due, EventId, IncidentStatus, ListKind, Listed, RequisitionState, ResourceWant, Rules,
    ShelterState, Timer, Value,
};

impl World {
    pub(in crate::domain::world) fn resources_due(
        &self,
        rules: &Rules,
        merges: &Merges,
        now: At,
        list: &mut Vec<Deadline>,
    ) {
        self.stock_due(rules, now, list);
        for view in self.open_requisitions() {
            let (entry, taken, incident) = (view.id, view.note.at, view.taken.incident);
            let used_until = match incident.filter(|id| self.incident(*id).is_some()) {
                Some(id) => self.closed_since(merges.kept(id)),
                None => Some(taken),
            };
            if let Some(from) = used_until
                && view.state != RequisitionState::GivenBack
            {
                let what = Due::Resource { entry, wants: ResourceWant::GiveBack };
                list.push(counted(rules, what, Timer::GiveBack, from.max(taken), incident));
            }
            if !view.compensated() {
                let what = Due::Resource { entry, wants: ResourceWant::Compensate };
                // What was lost or spoilt after the owner was paid is owed since then.
                let from = view.harmed.filter(|_| view.paid.is_some()).unwrap_or(taken);
                list.push(counted(rules, what, Timer::Compensate, from, incident));
            }
        }
        self.shelters_due(rules, now, list);
    }

    /// Since when an incident is closed: what was taken for it goes back when it is over (突发事件应对法 art. 12: 使用完毕或者
    /// 突发事件应急处置工作结束后). None while it is open; of a dispute the oldest side counts.
    fn closed_since(&self, incident: EventId) -> Option<At> {
        let register = self.registers.get(&Aspect::IncidentStatus(incident))?;
        let (_, oldest) = oldest_first(register).into_iter().next()?;
        (oldest.what == Value::IncidentStatus(IncidentStatus::Closed)).then_some(oldest.recorded)
    }

    /// Reservations that end within the day, those that ended and whose order is open, and what is on the way.
    fn stock_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        let promised = self.stock_index.promised(now, now + AHEAD).filter_map(|key| self.consignment_by(key));
        list.extend(promised.filter_map(|one| self.issue_due(&one)));
        // What was reserved for nobody's order lapses in silence; an order that is still open wants an answer.
        let lapsed = self.stock_index.lapsed(now).filter(|(_, order)| self.open_orders.contains(order));
        let lapsed = lapsed.filter_map(|(key, _)| self.consignment_by(key));
        list.extend(lapsed.filter_map(|one| self.issue_due(&one)));
        for one in self.stock_index.on_way().filter_map(|key| self.consignment_by(key)) {
            let Some(since) = one.since else { continue };
            let what = Due::Resource { entry: one.batch, wants: ResourceWant::Sign };
            let incident = self.incident_of(&one);
            list.push(match one.eta {
                Some(eta) => deadline(what, eta, None, since, incident),
                None => counted(rules, what, Timer::StockReceipt, since, incident),
            });
        }
    }

    /// When a reservation ends of which something was not issued.
    fn issue_due(&self, one: &Consignment<'_>) -> Option<Deadline> {
        let until = one.until.filter(|_| one.unissued() > 0)?;
        let from = one.entries.first().map_or(until, |(_, said)| said.what.at);
        let what = Due::Resource { entry: one.id, wants: ResourceWant::Issue };
        Some(deadline(what, until, None, from, self.incident_of(one)))
    }

    /// The incident of the order that a consignment is for, while that is open.
    fn incident_of(&self, one: &Consignment<'_>) -> Option<EventId> {
        let order = one.order.filter(|order| self.open_orders.contains(order))?;
        self.orders.get(&order)?.what.incident
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
