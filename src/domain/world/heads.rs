//! Heads counted after an order to withdraw.

use super::{OrderView, World};
use crate::domain::{EventId, Form, HeadCount, Recipient, Urgency};

impl World {
    /// The newest standing count of heads after an order.
    pub(super) fn heads_counted(&self, order: EventId) -> Option<&HeadCount> {
        let counts = self.head_counts.get(&order)?.standing(&self.strikes);
        counts.max_by_key(|(id, count)| (count.at, **id)).map(|(_, count)| count)
    }

    /// Whether heads are still to be counted after an order to withdraw: of a team as many as it has, of anybody else
    /// somebody must have counted. A request is answered by those who were asked.
    pub fn heads_awaited(&self, view: &OrderView<'_>) -> bool {
        if (view.order.urgency, view.order.form) != (Urgency::Withdraw, Form::Order) {
            return false;
        }
        let people = match &view.order.to {
            Recipient::Team(code) => self.team(code).map_or(0, |team| team.team.people),
            Recipient::Headquarters(_) | Recipient::Person { .. } => 0,
        };
        view.heads.is_none_or(|count| !count.accounts_for(people))
    }
}
