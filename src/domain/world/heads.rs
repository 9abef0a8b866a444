//! Heads counted after an order to withdraw.

use std::collections::BTreeSet;

use super::due::counted;
use super::{Merges, OrderView, World};
use crate::domain::{Deadline, Due, EventId, HeadCount, IncidentStatus, Order, Recipient, Rules, Timer, Urgency};

/// Those who were missing at the newest count after an order to withdraw.
#[derive(Clone, Copy, Debug)]
pub struct Missing<'a> {
    /// The order.
    pub order: EventId,
    /// The count's own event.
    pub id: EventId,
    /// How many, who, and who says so.
    pub count: &'a HeadCount,
    /// For which incident they were called back.
    pub incident: Option<EventId>,
}

impl World {
    /// The newest standing count of heads after an order.
    pub(super) fn heads_counted(&self, order: EventId) -> Option<&HeadCount> {
        self.heads_event(order).map(|(_, count)| count)
    }

    fn heads_event(&self, order: EventId) -> Option<(EventId, &HeadCount)> {
        let counts = self.head_counts.get(&order)?.standing(&self.strikes);
        counts.max_by_key(|(id, count)| (count.at, **id)).map(|(id, count)| (*id, count))
    }

    /// Whether heads are still to be counted after an order or a request to withdraw: of a team as many as it has, of
    /// anybody else somebody must have counted. Soldiers and other cities' teams are asked and not ordered, and counted all
    /// the same.
    pub fn heads_awaited(&self, view: &OrderView<'_>) -> bool {
        view.order.urgency == Urgency::Withdraw && !self.all_counted(view.order, view.heads)
    }

    /// Whether this count says of everybody who was called back that they are there, or missing.
    fn all_counted(&self, order: &Order, count: Option<&HeadCount>) -> bool {
        let people = match &order.to {
            Recipient::Team(code) => self.team(code).map_or(0, |team| team.team.people),
            Recipient::Headquarters(_) | Recipient::Person { .. } => 0,
        };
        count.is_some_and(|count| count.accounts_for(people))
    }

    /// Whether a count by itself says of everybody whom its order called back where they are: the order is heard and done.
    pub(in crate::domain) fn accounts_for_all(&self, count: &HeadCount) -> bool {
        let order = self.order_issued(count.order).filter(|order| order.urgency == Urgency::Withdraw);
        order.is_some_and(|order| self.all_counted(order, Some(count)))
    }

    /// Whether an order to withdraw has done what it was for: everybody is counted or declared missing, and no scene is kept
    /// empty by it alone. Anybody may say so then; to let people in again stays the commander's (rules.md 5.4).
    pub(in crate::domain) fn withdrawal_fulfilled(&self, order: EventId) -> bool {
        let withdraws = |view: &OrderView<'_>| view.order.urgency == Urgency::Withdraw && !self.heads_awaited(view);
        self.order(order).is_some_and(|view| withdraws(&view)) && self.released_by(order).is_empty()
    }

    /// Whoever was missing when those who withdrew were counted, and is not found: also after the order was ended, until a
    /// later count has them or the incident is closed. Earliest first.
    pub fn missing_after_withdrawals(&self) -> Vec<Missing<'_>> {
        let mut list: Vec<Missing<'_>> = self.head_counts.keys().filter_map(|order| self.missing_of(*order)).collect();
        list.sort_by_key(|one| (one.count.at, one.id));
        list
    }

    fn missing_of(&self, order: EventId) -> Option<Missing<'_>> {
        let (id, count) = self.heads_event(order).filter(|(_, count)| count.missing > 0)?;
        let withdrawn = self.order_issued(order).filter(|order| order.urgency == Urgency::Withdraw)?;
        let incident = withdrawn.incident;
        let closed = |id| self.incident_status(self.kept(id)).first() == Some(IncidentStatus::Closed);
        (!incident.is_some_and(closed)).then_some(Missing { order, id, count, incident })
    }

    /// The orders after which somebody was missing at the newest count, and their incidents: they are asked about as long as
    /// the incident is open or opened again, so neither is packed away.
    pub(super) fn kept_for_missing(&self) -> BTreeSet<EventId> {
        let missing = |order: &EventId| self.heads_counted(*order).is_some_and(|count| count.missing > 0);
        let counted = self.head_counts.keys().filter_map(|id| Some((*id, &self.orders.get(id)?.what)));
        let kept = counted.filter(|(id, order)| order.urgency == Urgency::Withdraw && missing(id));
        kept.flat_map(|(id, order)| [Some(id), order.incident]).flatten().collect()
    }

    pub(super) fn missing_due(&self, rules: &Rules, merges: &Merges, list: &mut Vec<Deadline>) {
        for Missing { order, id, count, incident } in self.missing_after_withdrawals() {
            let what = Due::FindMissing { order, since: id };
            list.push(counted(rules, what, Timer::FindMissing, count.at, incident.map(|id| merges.kept(id))));
        }
    }
}
