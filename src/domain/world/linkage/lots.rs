//! What of a grant lies in a store: the materials that are kept for it (rules.md 6.4).

use std::collections::BTreeMap;

use super::super::World;
use crate::clock::At;
use crate::domain::{Aid, AidSort, AidUnit, EventId, Grant, ListCode, ListKind, Listed, Material, StockState};

impl World {
    /// So many of which materials a grant takes: those that it names by code or name, else the one that its line is named
    /// like. What several cards are named like is nobody's; what no card is known of is kept by whoever has it.
    pub(in crate::domain) fn lots_of(&self, aid: &Aid, grants: &[Grant], now: At) -> BTreeMap<ListCode, u64> {
        let mut lots: BTreeMap<ListCode, u64> = BTreeMap::new();
        for grant in grants {
            let Some(line) = aid.needs.get(usize::from(grant.line)).filter(|line| line.sort != AidSort::Force) else {
                continue;
            };
            let named = grant.units.iter().filter_map(|unit| match unit {
                AidUnit::Named(name) => self.material_called(name),
                AidUnit::Team(_) => None,
            });
            let mut cards: Vec<&Material> = named.collect();
            if cards.is_empty() {
                cards.extend(self.material_called(&line.what));
            }
            let mut left = u64::from(grant.count);
            // Of several each gives what is free of it, and the last one the rest.
            let last = cards.len().saturating_sub(1);
            for (card, place) in cards.into_iter().zip(0..) {
                let free = self.stock(&card.code, now).and_then(|view| view.free());
                let free = free.map_or(left, |free| u64::try_from(free).unwrap_or(0));
                let takes = if place < last { left.min(free) } else { left };
                let sum = lots.entry(card.code.clone()).or_insert(0);
                *sum = sum.saturating_add(takes);
                left -= takes;
            }
        }
        lots.retain(|_, count| *count > 0);
        lots
    }

    /// The card of that code, or the only one of that name.
    fn material_called(&self, name: &str) -> Option<&Material> {
        let name = name.trim();
        if let Some(card) = self.material(&ListCode::from(name)) {
            return Some(card);
        }
        let cards = self.listed(ListKind::Material).filter_map(|card| match card {
            Listed::Material(card) if card.name == name => Some(card),
            _ => None,
        });
        let cards: Vec<&Material> = cards.take(2).collect();
        if let [card] = cards.as_slice() { Some(card) } else { None }
    }

    /// What is kept for a request and can be freed: consignments that its grant reserved and of which something is not
    /// issued.
    pub fn kept_for(&self, aid: EventId) -> Vec<super::super::Consignment<'_>> {
        let mut all = self.materials_of(aid);
        all.retain(|one| one.unissued() > 0);
        all
    }

    /// So many of a material were kept for a request or went out for it.
    pub(in crate::domain) fn given_for(&self, aid: EventId, code: &ListCode, now: At) -> u64 {
        let all = self.materials_of(aid).into_iter().filter(|one| one.material == *code);
        // What lapsed is kept no more, as far as it did not go out.
        let of = |one: super::super::Consignment<'_>| match one.state(now) {
            StockState::Freed | StockState::Lapsed => one.issued,
            _ => one.reserved.max(one.issued),
        };
        all.map(of).fold(0, u64::saturating_add)
    }
}
