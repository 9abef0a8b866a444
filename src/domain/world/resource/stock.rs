//! What there is of a material, what is promised and what is on its way.

use std::ops::Bound;

use super::super::{Said, World};
use super::Consignment;
use super::index::{Key, Mark};
use crate::clock::At;
use crate::domain::{
    Aspect, EventId, Fact, ListCode, ListKind, Listed, Material, Movement, Resource, ResourceNote, StockMove,
};
use crate::limits::STOCK_COUNT_MAX;

/// A material as its entries make it.
#[derive(Clone, Debug)]
pub struct StockView<'a> {
    /// Its card.
    pub material: &'a Material,
    /// What lies in the store; none when nobody said what there was. Less than nothing when two who could not hear each
    /// other issued more than there was.
    pub on_hand: Option<i64>,
    /// What is promised to others.
    pub reserved: u64,
    /// What was issued and nobody signed for.
    pub on_way: u64,
    /// What is out there, signed for.
    pub in_use: u64,
    /// What is to be had no more: short, damaged, written off.
    pub lost: u64,
    /// Consignments of it that wait for somebody.
    pub open: Vec<Consignment<'a>>,
}

impl StockView<'_> {
    /// What can still be issued.
    pub fn free(&self) -> Option<i64> {
        Some(self.on_hand?.saturating_sub_unsigned(self.reserved))
    }
}

impl World {
    pub(super) fn note_stock(&mut self, id: EventId, moved: &StockMove, said: Said<ResourceNote>) {
        let change = if self.strikes.stands(&id) { self.stock_change(moved, said.what.at) } else { 0 };
        let key = (moved.material.clone(), moved.of.unwrap_or(id));
        let ladder = self.stock.entry(key.clone()).or_default();
        if ladder.ids().any(|known| known == id) {
            return;
        }
        ladder.insert(id, said);
        let sum = self.stock_changes.entry(moved.material.clone()).or_default();
        *sum = sum.saturating_add(change);
        self.reckon_consignment(&key);
    }

    /// By how much a standing entry changes what lies in the store: what was found with an issue is there while that stands.
    pub(super) fn stock_change(&self, moved: &StockMove, at: At) -> i64 {
        let found = moved.of.filter(|_| matches!(moved.what, Movement::Stocked { .. }));
        let counts = self.since_counted(&moved.material, at) && found.is_none_or(|issue| self.strikes.stands(&issue));
        if counts { moved.change() } else { 0 }
    }

    /// Whether what happened at `at` is not in the count of a material's card.
    fn since_counted(&self, code: &ListCode, at: At) -> bool {
        self.material(code).and_then(|material| material.counted).is_none_or(|counted| at >= counted)
    }

    /// Keeps what is asked of a consignment.
    pub(super) fn reckon_consignment(&mut self, key: &Key) {
        let mark = self.consignment_by(key).map(|one| Mark::of(&one)).unwrap_or_default();
        self.stock_index.put(key, mark);
    }

    /// Adds up anew what the entries change of a material: its card was counted anew, or an entry was struck.
    pub(in crate::domain::world) fn reckon_stock(&mut self, code: &ListCode) {
        let mut change: Option<i64> = None;
        for (_, ladder) in self.ladders_of(code) {
            let sum = change.get_or_insert(0);
            for (_, said) in ladder.standing(&self.strikes) {
                if let Resource::Stock(moved) = &said.what.what {
                    *sum = sum.saturating_add(self.stock_change(moved, said.what.at));
                }
            }
        }
        if let Some(change) = change {
            self.stock_changes.insert(code.clone(), change);
        }
    }

    fn ladders_of(
        &self,
        code: &ListCode,
    ) -> impl Iterator<Item = (&(ListCode, EventId), &super::super::Ladder<Said<ResourceNote>>)> {
        let from = Bound::Included((code.clone(), EventId([0; 32])));
        let to = Bound::Included((code.clone(), EventId([255; 32])));
        self.stock.range((from, to))
    }

    pub(super) fn consignment_by(&self, key: &Key) -> Option<Consignment<'_>> {
        self.consignment_less(key, &[])
    }

    /// A consignment as it would be without some of its entries.
    fn consignment_less(&self, key: &Key, less: &[EventId]) -> Option<Consignment<'_>> {
        let standing = self.stock.get(key)?.standing(&self.strikes);
        let entries = standing.filter(|(id, _)| !less.contains(id)).map(|(id, said)| (*id, said)).collect();
        Some(Consignment::of(key.1, &key.0, entries, |id| self.overrides.contains_key(&id)))
    }

    /// The same for whoever settles what it is at odds about.
    pub(in crate::domain) fn consignment_without(
        &self,
        code: &ListCode,
        id: EventId,
        less: &[EventId],
    ) -> Option<Consignment<'_>> {
        self.consignment_less(&(code.clone(), id), less)
    }

    /// A material's card; the oldest while it is disputed.
    pub fn material(&self, code: &ListCode) -> Option<&Material> {
        match self.card(&Aspect::Listed(ListKind::Material, code.clone()))? {
            Listed::Material(material) => Some(material),
            _ => None,
        }
    }

    /// What a table says, with the time at which a material was counted anew whose count it changes: what moved before is in
    /// that count. A table that says the same count again leaves the ledger as it is.
    pub fn counted_anew(&self, mut facts: Vec<Fact>, now: At) -> Vec<Fact> {
        for fact in &mut facts {
            if let Fact::MaterialListed { material, .. } = fact
                && let Some(before) = self.material(&material.code)
                && before.count != material.count
            {
                material.counted = Some(now);
            }
        }
        facts
    }

    /// What lies in the store of a material.
    pub fn on_hand(&self, code: &ListCode) -> Option<i64> {
        let counted = self.material(code)?.count?;
        let change = self.stock_changes.get(code).copied().unwrap_or(0);
        Some(change.saturating_add_unsigned(counted.min(STOCK_COUNT_MAX)))
    }

    /// Every consignment of a material.
    pub fn consignments(&self, code: &ListCode) -> impl Iterator<Item = Consignment<'_>> {
        let all = self.ladders_of(code).filter_map(|(key, _)| self.consignment_by(key));
        all.filter(|one| one.reserved > 0 || one.issued > 0 || one.accounted() > 0)
    }

    /// The consignment that an entry begins.
    pub fn consignment(&self, code: &ListCode, id: EventId) -> Option<Consignment<'_>> {
        self.consignment_by(&(code.clone(), id)).filter(|one| one.reserved > 0 || one.issued > 0 || one.accounted() > 0)
    }

    /// The same by its first entry or that of the last lorry alone, among those that wait for somebody.
    pub fn open_consignment(&self, entry: EventId) -> Option<Consignment<'_>> {
        self.stock_index.named(entry).find_map(|key| self.consignment_by(key))
    }

    /// The material and the first entry of that one.
    pub fn consignment_named(&self, entry: EventId) -> Option<(&ListCode, EventId)> {
        self.stock_index.named(entry).map(|(code, id)| (code, *id)).next()
    }

    /// Consignments that wait for somebody: something of them is promised or on the way.
    pub fn open_consignments(&self) -> impl Iterator<Item = Consignment<'_>> {
        self.stock_index.open().filter_map(|key| self.consignment_by(key))
    }

    /// Every consignment that anybody may still act on: promised, on the way, in use or at odds.
    pub fn live_consignments(&self) -> impl Iterator<Item = Consignment<'_>> {
        self.stock_index.live().filter_map(|key| self.consignment_by(key))
    }

    /// Every standing entry about a material.
    pub fn stock_entries(&self, code: &ListCode) -> Vec<(EventId, &Said<ResourceNote>)> {
        let ladders = self.ladders_of(code);
        ladders.flat_map(|(_, ladder)| ladder.standing(&self.strikes)).map(|(id, said)| (*id, said)).collect()
    }

    /// What was reserved and issued for an order.
    pub fn materials_of(&self, order: EventId) -> Vec<Consignment<'_>> {
        self.stock_index.of_order(order).filter_map(|key| self.consignment_by(key)).collect()
    }

    /// So many of a material are promised at `now`.
    pub fn stock_promised(&self, code: &ListCode, now: At) -> u64 {
        let open = self.stock_index.open_of(code);
        open.filter_map(|key| self.consignment_by(key)).map(|one| one.promised(now)).fold(0, u64::saturating_add)
    }

    /// One material as its entries make it.
    pub fn stock(&self, code: &ListCode, now: At) -> Option<StockView<'_>> {
        let material = self.material(code)?;
        let mut view = StockView {
            material,
            on_hand: self.on_hand(code),
            reserved: 0,
            on_way: 0,
            in_use: 0,
            lost: 0,
            open: Vec::new(),
        };
        for (key, ladder) in self.ladders_of(code) {
            for (_, said) in ladder.standing(&self.strikes) {
                if let Resource::Stock(StockMove { what: Movement::WrittenOff { .. }, count, .. }) = &said.what.what {
                    view.lost = view.lost.saturating_add(*count);
                }
            }
            let Some(one) = self.consignment_by(key) else { continue };
            view.reserved = view.reserved.saturating_add(one.promised(now));
            view.on_way = view.on_way.saturating_add(one.on_way());
            view.in_use = view.in_use.saturating_add(one.in_use());
            view.lost = view.lost.saturating_add(one.short).saturating_add(one.damaged);
            if one.is_open() {
                view.open.push(one);
            }
        }
        Some(view)
    }

    /// Every material, by code.
    pub fn stocks(&self, now: At) -> Vec<StockView<'_>> {
        let cards = self.listed(ListKind::Material);
        cards.filter_map(|card| self.stock(card.code(), now)).collect()
    }
}
