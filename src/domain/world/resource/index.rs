//! What is kept beside the ledger of materials, so that deadlines, conflicts and lists look at little of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Consignment;
use crate::clock::At;
use crate::domain::{EventId, ListCode};

/// A consignment by its material and the entry that begins it.
pub(super) type Key = (ListCode, EventId);

/// What is asked of a consignment.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Until when something of it is promised, or was.
    until: Option<At>,
    /// The entry by which something of it is on the way.
    batch: Option<EventId>,
    /// For which order.
    order: Option<EventId>,
    /// Whether something of it is out there.
    in_use: bool,
    /// Whether what posts wrote of it apart cannot all be.
    at_odds: bool,
}

impl Mark {
    pub(super) fn of(one: &Consignment<'_>) -> Self {
        Self {
            until: one.until.filter(|_| one.unissued() > 0),
            batch: Some(one.batch).filter(|_| one.on_way() > 0),
            order: one.order.filter(|_| one.reserved > 0 || one.issued > 0 || one.accounted() > 0),
            in_use: one.in_use() > 0,
            at_odds: one.at_odds(),
        }
    }

    fn is_open(&self) -> bool {
        self.until.is_some() || self.batch.is_some()
    }
}

/// Consignments by what is asked of them; all of it derived.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(in crate::domain::world) struct StockIndex {
    /// By what each is found in the others, for taking it out again.
    marks: BTreeMap<Key, Mark>,
    /// Something is promised or on the way.
    open: BTreeSet<Key>,
    /// Those of them of which something is on the way.
    on_way: BTreeSet<Key>,
    /// Those of them of which something is promised, by until when.
    until: BTreeSet<(At, Key)>,
    /// Open ones by the entries that name them to people: the first, and the one of the last lorry.
    named: BTreeSet<(EventId, Key)>,
    /// By the order that they are for.
    of_order: BTreeSet<(EventId, Key)>,
    /// Anybody may still act on them: open, in use, or at odds.
    live: BTreeSet<Key>,
    /// What posts wrote of them apart cannot all be.
    at_odds: BTreeSet<Key>,
    /// The same of requisitions.
    owners: BTreeSet<EventId>,
}

impl StockIndex {
    /// Keeps a consignment as it is now.
    pub(super) fn put(&mut self, key: &Key, mark: Mark) {
        if self.marks.get(key).unwrap_or(&Mark::default()) == &mark {
            return;
        }
        if let Some(old) = self.marks.remove(key) {
            self.sets(key, &old, false);
        }
        self.sets(key, &mark, true);
        if mark != Mark::default() {
            self.marks.insert(key.clone(), mark);
        }
    }

    /// Keeps whether what posts wrote of a requisition apart cannot all be.
    pub(super) fn put_owner(&mut self, id: EventId, at_odds: bool) {
        keep(&mut self.owners, true, at_odds, || id);
    }

    /// Those requisitions of which it cannot.
    pub(super) fn owners(&self) -> impl Iterator<Item = &EventId> {
        self.owners.iter()
    }

    /// Puts a key into every set where its mark says, or takes it out.
    fn sets(&mut self, key: &Key, mark: &Mark, is: bool) {
        let open = mark.is_open();
        keep(&mut self.open, open, is, || key.clone());
        keep(&mut self.on_way, mark.batch.is_some(), is, || key.clone());
        keep(&mut self.live, open || mark.in_use || mark.at_odds, is, || key.clone());
        keep(&mut self.at_odds, mark.at_odds, is, || key.clone());
        if let Some(until) = mark.until {
            keep(&mut self.until, true, is, || (until, key.clone()));
        }
        if let Some(order) = mark.order {
            keep(&mut self.of_order, true, is, || (order, key.clone()));
        }
        for name in [Some(key.1).filter(|_| open), mark.batch].into_iter().flatten() {
            keep(&mut self.named, true, is, || (name, key.clone()));
        }
    }

    /// Open ones.
    pub(super) fn open(&self) -> impl Iterator<Item = &Key> {
        self.open.iter()
    }

    /// Open ones of a material.
    pub(super) fn open_of(&self, code: &ListCode) -> impl Iterator<Item = &Key> {
        let from = (code.clone(), EventId([0; 32]));
        self.open.range(from..).take_while(move |(of, _)| of == code)
    }

    /// Those of which something is on the way.
    pub(super) fn on_way(&self) -> impl Iterator<Item = &Key> {
        self.on_way.iter()
    }

    /// Those of which something is promised until some time after `from`, and before `to`.
    pub(super) fn promised(&self, from: At, to: At) -> impl Iterator<Item = &Key> {
        let later = (At(from.0.saturating_add(1)), (ListCode(String::new()), EventId([0; 32])));
        self.until.range(later..).take_while(move |(at, _)| *at < to).map(|(_, key)| key)
    }

    /// Those that an entry names.
    pub(super) fn named(&self, entry: EventId) -> impl Iterator<Item = &Key> {
        by(&self.named, entry)
    }

    /// Those for an order, open or not.
    pub(super) fn of_order(&self, order: EventId) -> impl Iterator<Item = &Key> {
        by(&self.of_order, order)
    }

    /// Those of which something was promised until `now` or earlier to an order, with the order.
    pub(super) fn lapsed(&self, now: At) -> impl Iterator<Item = (&Key, EventId)> {
        let until = self.until.iter().take_while(move |(at, _)| *at <= now);
        until.filter_map(|(_, key)| Some((key, self.marks.get(key)?.order?)))
    }

    /// Those that anybody may still act on.
    pub(super) fn live(&self) -> impl Iterator<Item = &Key> {
        self.live.iter()
    }

    /// Those that are at odds.
    pub(super) fn at_odds(&self) -> impl Iterator<Item = &Key> {
        self.at_odds.iter()
    }
}

fn by(set: &BTreeSet<(EventId, Key)>, id: EventId) -> impl Iterator<Item = &Key> {
    let from = (id, (ListCode(String::new()), EventId([0; 32])));
    set.range(from..).take_while(move |(of, _)| *of == id).map(|(_, key)| key)
}

fn keep<T: Ord>(set: &mut BTreeSet<T>, of: bool, is: bool, what: impl FnOnce() -> T) {
    if of && is {
        set.insert(what());
    } else if of {
        set.remove(&what());
    }
}
