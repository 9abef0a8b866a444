//! Orders as they stand: their rungs, their outcome, and the number people say.

use super::paper::letter;
use super::{Reckoning, World};
use crate::clock::At;
use crate::domain::{Aspect, EventId, HeadCount, Order, Outcome, PostId, Rung, RungFact, Value};

/// An order as the boards show it.
#[derive(Clone, Debug)]
pub struct OrderView<'a> {
    /// Its event.
    pub id: EventId,
    /// What was issued.
    pub order: &'a Order,
    /// Who issued it.
    pub actor: &'a str,
    /// The number people say; `14b` when two posts gave the same one.
    pub label: String,
    /// The highest standing rung.
    pub height: Option<Rung>,
    /// The newest standing count of heads, of an order to withdraw.
    pub heads: Option<&'a HeadCount>,
    /// The standing rungs, earliest first.
    pub rungs: Vec<&'a RungFact>,
    /// How it ended.
    pub outcome: Reckoning<Outcome>,
}

impl OrderView<'_> {
    /// Whether its own time is over without an outcome 过期. It stays open until somebody decides.
    pub fn expired(&self, now: At) -> bool {
        matches!(self.outcome, Reckoning::Unset) && self.order.until.is_some_and(|until| until < now)
    }

    /// When it first reached `rung` or higher.
    pub fn reached(&self, rung: Rung) -> Option<At> {
        self.rungs.iter().filter(|fact| fact.rung >= rung).map(|fact| fact.at).min()
    }
}

impl World {
    /// Orders that stand, newest first.
    pub fn orders(&self) -> Vec<OrderView<'_>> {
        let mut list: Vec<_> = self.orders.keys().filter_map(|id| self.order(*id)).collect();
        list.sort_by_key(|view| (std::cmp::Reverse(view.order.issued), view.id));
        list
    }

    /// An order that stands.
    pub fn order(&self, id: EventId) -> Option<OrderView<'_>> {
        let said = self.orders.get(&id).filter(|_| self.stands(&id))?;
        let ladder = self.ladders.get(&id);
        let mut rungs: Vec<&RungFact> =
            ladder.into_iter().flat_map(|l| l.standing(&self.strikes)).map(|(_, f)| f).collect();
        rungs.sort_by_key(|fact| (fact.at, fact.rung));
        Some(OrderView {
            id,
            order: &said.what,
            actor: &said.actor,
            label: self.order_label(id, said.what.number),
            heads: self.heads_counted(id),
            height: ladder.and_then(|l| l.height(&self.strikes, |fact| fact.rung)),
            rungs,
            outcome: self
                .reckon(&Aspect::Outcome(id), |v| if let Value::Outcome(o) = v { Some(o.clone()) } else { None }),
        })
    }

    /// An order as it was issued, when it stands.
    pub fn order_issued(&self, id: EventId) -> Option<&Order> {
        self.orders.get(&id).filter(|_| self.stands(&id)).map(|said| &said.what)
    }

    /// Orders that stand and have no outcome yet, by id.
    pub fn open_orders(&self) -> impl Iterator<Item = OrderView<'_>> {
        self.open_orders.iter().filter_map(|id| self.order(*id))
    }

    /// `14`, or `14a`, `14b`… in order of id when posts apart gave the same number.
    fn order_label(&self, id: EventId, number: u32) -> String {
        let same = || self.numbers.get(&number).into_iter().flatten().filter(|other| self.stands(other));
        if same().nth(1).is_none() {
            return number.to_string();
        }
        format!("{number}{}", letter(same().take_while(|other| **other != id).count()))
    }

    /// The order to which a post gave this number.
    pub(super) fn order_numbered(&self, number: u32, post: PostId) -> Option<OrderView<'_>> {
        self.order_id_numbered(number, post).and_then(|id| self.order(id))
    }

    /// The id of that order. Should a post have given one number twice, one that is open is meant: it is never packed away.
    pub(super) fn order_id_numbered(&self, number: u32, post: PostId) -> Option<EventId> {
        let same = self.numbers.get(&number)?.iter().copied();
        let of_post = |id: &EventId| self.orders.get(id).is_some_and(|said| said.post == post) && self.stands(id);
        same.filter(of_post).min_by_key(|id| !self.open_orders.contains(id))
    }

    /// When the outcome of an order was first recorded.
    pub fn ended_at(&self, order: EventId) -> Option<At> {
        self.values(&Aspect::Outcome(order)).first().map(|(_, said)| said.recorded)
    }

    /// One more than the greatest order number seen, struck ones included.
    pub fn next_order_number(&self) -> u32 {
        self.numbers.last_key_value().map_or(0, |(number, _)| *number).saturating_add(1)
    }
}
