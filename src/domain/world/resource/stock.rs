//! What there is of a material, what is promised and what is on its way.

use std::ops::Bound;

use super::super::{Said, World};
use crate::clock::At;
use crate::domain::{
    Aspect, EventId, Fact, ListCode, ListKind, Listed, Material, Movement, Resource, ResourceNote, StockMove,
    StockState,
};
use crate::limits::STOCK_COUNT_MAX;

/// A consignment: what was reserved or issued in one go, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Consignment<'a> {
    /// The entry that begins it.
    pub id: EventId,
    /// Of which material.
    pub material: ListCode,
    /// Its standing entries, earliest first.
    pub entries: Vec<(EventId, &'a Said<ResourceNote>)>,
    /// So many were reserved.
    pub reserved: u64,
    /// Until when, the reservation's own time.
    pub until: Option<At>,
    /// Whether the reservation was taken back.
    pub freed: bool,
    /// For which order.
    pub order: Option<EventId>,
    /// For whom or whither.
    pub to: &'a str,
    /// Who must sign.
    pub signer: &'a str,
    /// So many were issued.
    pub issued: u64,
    /// When, the first of them.
    pub since: Option<At>,
    /// Who carries them.
    pub carrier: &'a str,
    /// When they are to arrive, as told last.
    pub eta: Option<At>,
    /// Whether they are known to be on the road.
    pub sent: bool,
    /// So many arrived and are of use.
    pub arrived: u64,
    /// So many did not arrive.
    pub short: u64,
    /// So many arrived and are of no use.
    pub damaged: u64,
    /// So many came back.
    pub returned: u64,
    /// So many were written off out there.
    pub written_off: u64,
}

impl<'a> Consignment<'a> {
    fn of(id: EventId, material: &ListCode, mut entries: Vec<(EventId, &'a Said<ResourceNote>)>) -> Self {
        entries.sort_by_key(|(id, said)| (said.what.at, *id));
        let mut one = Self { id, material: material.clone(), ..Self::default() };
        for (_, said) in &entries {
            if let Resource::Stock(moved) = &said.what.what {
                one.add(moved, said.what.at);
            }
        }
        one.entries = entries;
        one
    }

    fn add(&mut self, moved: &'a StockMove, at: At) {
        let more = |sum: &mut u64| *sum = sum.saturating_add(moved.count);
        match &moved.what {
            Movement::Reserved { order, whom, until } => {
                more(&mut self.reserved);
                (self.until, self.order) = (Some(*until), self.order.or(*order));
                self.to = whom;
            }
            Movement::Freed => self.freed = true,
            Movement::Issued { order, to, signer } => {
                more(&mut self.issued);
                self.since = self.since.or(Some(at));
                self.order = self.order.or(*order);
                (self.to, self.signer) = (to, signer);
            }
            Movement::InTransit { carrier, eta } => {
                self.sent = true;
                self.carrier = carrier;
                self.eta = eta.or(self.eta);
            }
            Movement::Received { short, damaged } => {
                more(&mut self.arrived);
                self.short = self.short.saturating_add(*short);
                self.damaged = self.damaged.saturating_add(*damaged);
            }
            Movement::Returned => more(&mut self.returned),
            Movement::WrittenOff { .. } if moved.of.is_some() => more(&mut self.written_off),
            Movement::WrittenOff { .. } | Movement::Stocked { .. } => {}
        }
    }

    /// So many are promised still, whether their time has passed or not.
    pub fn unissued(&self) -> u64 {
        if self.freed { 0 } else { self.reserved.saturating_sub(self.issued) }
    }

    /// So many are promised at `now`.
    pub fn promised(&self, now: At) -> u64 {
        if self.until.is_some_and(|until| until > now) { self.unissued() } else { 0 }
    }

    /// For so many somebody said what became of them: what comes back or is written off was signed for first, as far as
    /// that goes.
    pub fn accounted(&self) -> u64 {
        let unsigned = self.returned.saturating_add(self.written_off).saturating_sub(self.arrived);
        [self.short, self.damaged, unsigned].into_iter().fold(self.arrived, u64::saturating_add)
    }

    /// So many are on the way: nobody signed for them.
    pub fn on_way(&self) -> u64 {
        self.issued.saturating_sub(self.accounted())
    }

    /// So many are out there, signed for.
    pub fn in_use(&self) -> u64 {
        self.arrived.saturating_sub(self.returned.saturating_add(self.written_off))
    }

    /// Whether more is accounted for than was ever issued: two posts wrote the same down apart, or the issue was struck.
    pub fn overstated(&self) -> bool {
        self.accounted() > self.issued
    }

    /// Where it stands.
    pub fn state(&self, now: At) -> StockState {
        match self {
            one if one.on_way() > 0 && one.sent => StockState::InTransit,
            one if one.on_way() > 0 => StockState::Issued,
            one if one.in_use() > 0 => StockState::Received,
            one if one.issued > 0 => StockState::Settled,
            one if one.reserved > 0 && one.freed => StockState::Freed,
            one if one.promised(now) > 0 => StockState::Reserved,
            one if one.reserved > 0 => StockState::Lapsed,
            _ => StockState::Idle,
        }
    }

    /// Whether anything of it waits for somebody.
    fn is_open(&self) -> bool {
        self.unissued() > 0 || self.on_way() > 0
    }
}

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
        let counts = self.strikes.stands(&id) && self.since_counted(&moved.material, said.what.at);
        let key = (moved.material.clone(), moved.of.unwrap_or(id));
        let ladder = self.stock.entry(key.clone()).or_default();
        if ladder.ids().any(|known| known == id) {
            return;
        }
        ladder.insert(id, said);
        let change = self.stock_changes.entry(moved.material.clone()).or_default();
        *change = change.saturating_add(if counts { moved.change() } else { 0 });
        self.reckon_consignment(&key);
    }

    /// Whether what happened at `at` is not in the count of a material's card.
    fn since_counted(&self, code: &ListCode, at: At) -> bool {
        self.material(code).and_then(|material| material.counted).is_none_or(|counted| at >= counted)
    }

    /// Keeps whether a consignment waits for somebody.
    pub(super) fn reckon_consignment(&mut self, key: &(ListCode, EventId)) {
        if self.consignment_by(key).is_some_and(|one| one.is_open()) {
            self.open_stock.insert(key.clone());
        } else {
            self.open_stock.remove(key);
        }
    }

    /// Adds up anew what the entries change of a material: its card was counted anew, or an entry was struck.
    pub(in crate::domain::world) fn reckon_stock(&mut self, code: &ListCode) {
        let mut change: Option<i64> = None;
        for (_, ladder) in self.ladders_of(code) {
            let sum = change.get_or_insert(0);
            for (_, said) in ladder.standing(&self.strikes) {
                if let Resource::Stock(moved) = &said.what.what
                    && self.since_counted(code, said.what.at)
                {
                    *sum = sum.saturating_add(moved.change());
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

    fn consignment_by(&self, key: &(ListCode, EventId)) -> Option<Consignment<'_>> {
        let entries = self.stock.get(key)?.standing(&self.strikes).map(|(id, said)| (*id, said)).collect();
        Some(Consignment::of(key.1, &key.0, entries))
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

    /// The same by its entry alone, among those that wait for somebody.
    pub fn open_consignment(&self, id: EventId) -> Option<Consignment<'_>> {
        self.open_stock.iter().find(|(_, of)| *of == id).and_then(|key| self.consignment_by(key))
    }

    /// Consignments that wait for somebody: something of them is promised or on the way.
    pub fn open_consignments(&self) -> impl Iterator<Item = Consignment<'_>> {
        self.open_stock.iter().filter_map(|key| self.consignment_by(key))
    }

    /// Every consignment that anybody may still act on: promised, on the way or in use.
    pub fn live_consignments(&self) -> impl Iterator<Item = Consignment<'_>> {
        let all = self.stock.keys().filter_map(|key| self.consignment_by(key));
        all.filter(|one| one.is_open() || one.in_use() > 0 || one.overstated())
    }

    /// Every standing entry about a material.
    pub fn stock_entries(&self, code: &ListCode) -> Vec<(EventId, &Said<ResourceNote>)> {
        let ladders = self.ladders_of(code);
        ladders.flat_map(|(_, ladder)| ladder.standing(&self.strikes)).map(|(id, said)| (*id, said)).collect()
    }

    /// What was reserved and issued for an order.
    pub fn materials_of(&self, order: EventId) -> Vec<Consignment<'_>> {
        let all = self.stock.keys().filter_map(|key| self.consignment_by(key));
        all.filter(|one| one.order == Some(order)).collect()
    }

    /// So many of a material are promised at `now`.
    pub fn stock_promised(&self, code: &ListCode, now: At) -> u64 {
        let from = (code.clone(), EventId([0; 32]));
        let open = self.open_stock.range(from..).take_while(|(of, _)| of == code);
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
