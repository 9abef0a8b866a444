//! What posts did apart that cannot both be: more issued than there was or than was reserved, more signed for than was sent,
//! more given back than was taken, an owner paid twice.

use super::super::{Said, World};
use crate::domain::{
    Aspect, Conflict, EventId, ListCode, Movement, RequisitionStep, Resource, ResourceNote, Side, StockEvent,
    StockMove, Value,
};
use crate::limits::STOCK_COUNT_MAX;

/// A move as a side.
fn side(id: EventId, said: &Said<ResourceNote>, moved: &StockMove) -> Side {
    let value = Value::Stock(Box::new(moved.clone()));
    Side { id, value, post: said.post, actor: said.actor.clone(), recorded: said.recorded }
}

impl World {
    /// The conflict about a material's balance, or about one consignment's account.
    pub(in crate::domain::world) fn stock_conflict(&self, code: &ListCode, of: Option<EventId>) -> Option<Conflict> {
        let sides = match of {
            None => self.overdrawn(code)?,
            Some(id) => self.overstated(code, id)?,
        };
        Some(Conflict { aspect: Aspect::Stock(code.clone(), of), sides })
    }

    /// The conflict about what a requisition's owner got back or was paid.
    pub(in crate::domain::world) fn requisition_conflict(&self, id: EventId) -> Option<Conflict> {
        let sides = self.requisition_sides(id, &[]);
        let sides = sides.into_iter().filter_map(|(id, said)| {
            let Resource::Requisition(step) = &said.what.what else { return None };
            let value = Value::Requisition(Box::new(step.clone()));
            Some(Side { id, value, post: said.post, actor: said.actor.clone(), recorded: said.recorded })
        });
        let sides: Vec<Side> = sides.collect();
        (!sides.is_empty()).then_some(Conflict { aspect: Aspect::Requisition(id), sides })
    }

    /// All of them.
    pub(in crate::domain::world) fn resource_conflicts(&self) -> Vec<Conflict> {
        let below = self.stock_changes.iter().filter(|(_, change)| **change < 0).map(|(code, _)| (code.clone(), None));
        let accounts = self.stock_index.at_odds().map(|(code, id)| (code.clone(), Some(*id)));
        let stock = below.chain(accounts).filter_map(|(code, of)| self.stock_conflict(&code, of));
        stock.chain(self.stock_index.owners().filter_map(|id| self.requisition_conflict(*id))).collect()
    }

    /// The entries by which a store has less than nothing: from the last one before that on.
    fn overdrawn(&self, code: &ListCode) -> Option<Vec<Side>> {
        if self.on_hand(code)? >= 0 {
            return None;
        }
        let material = self.material(code)?;
        let mut left = i64::try_from(material.count?.min(STOCK_COUNT_MAX)).unwrap_or(0);
        let moves = self.moves_of(code);
        // What came in at any time is there: only what went out is in question.
        let came = moves.iter().map(|(.., change)| (*change).max(0)).fold(0, i64::saturating_add);
        left = left.saturating_add(came);
        let mut before = None;
        let mut sides = Vec::new();
        for (id, said, moved, change) in moves.into_iter().filter(|(.., change)| *change < 0) {
            left = left.saturating_add(change);
            if left < 0 {
                sides.extend(before.take());
                sides.push(side(id, said, moved));
            } else {
                before = Some(side(id, said, moved));
            }
        }
        Some(sides)
    }

    /// The entries that account for more of a consignment than was issued; before them, the issues of more than was reserved.
    fn overstated(&self, code: &ListCode, id: EventId) -> Option<Vec<Side>> {
        let one = self.consignment(code, id).filter(super::Consignment::at_odds)?;
        let issues = one.beyond > 0;
        let sides = one.entries.iter().filter_map(|(id, said)| match &said.what.what {
            Resource::Stock(moved) if issues && self.issued_unasked(*id, moved) => Some(side(*id, said, moved)),
            Resource::Stock(moved) if !issues && accounts(moved) => Some(side(*id, said, moved)),
            _ => None,
        });
        Some(sides.collect())
    }

    /// An issue for which nobody gave a reason.
    fn issued_unasked(&self, id: EventId, moved: &StockMove) -> bool {
        matches!(moved.what, Movement::Issued { .. }) && !self.overrides.contains_key(&id)
    }

    /// The entries about a requisition that cannot all be, but for some: more went back than was taken, or two posts paid the
    /// owner for the same without a reason, nothing being lost or spoilt between.
    pub(in crate::domain) fn requisition_sides(
        &self,
        id: EventId,
        less: &[EventId],
    ) -> Vec<(EventId, &Said<ResourceNote>)> {
        let Some(view) = self.requisition(id) else { return Vec::new() };
        let mut entries = self.requisition_entries(id);
        entries.retain(|(id, _)| !less.contains(id));
        entries.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        if went_back(&entries) > view.taken.count {
            entries.retain(|(_, said)| back(said).is_some());
            return entries;
        }
        let mut twice = Vec::new();
        let mut paid: Option<(EventId, &Said<ResourceNote>)> = None;
        for (id, said) in entries {
            match &said.what.what {
                Resource::Requisition(step) if step.harms() => paid = None,
                Resource::Requisition(RequisitionStep::Compensated { .. }) if !self.overrides.contains_key(&id) => {
                    if let Some(before) = paid.filter(|(_, before)| before.post != said.post) {
                        twice.extend([before, (id, said)]);
                    }
                    paid = Some((id, said));
                }
                _ => {}
            }
        }
        twice.dedup_by_key(|(id, _)| *id);
        twice
    }

    /// By how much they cannot all be: so many more went back than were taken, else so many entries say that the owner was paid
    /// for the same.
    pub(in crate::domain) fn requisition_over(&self, id: EventId, less: &[EventId]) -> u64 {
        let sides = self.requisition_sides(id, less);
        let taken = self.requisition(id).map_or(0, |view| view.taken.count);
        match went_back(&sides).saturating_sub(taken) {
            0 => u64::try_from(sides.len()).unwrap_or(u64::MAX),
            more => more,
        }
    }

    /// The standing moves of a material, earliest first, with what each changes of what lies in the store.
    fn moves_of(&self, code: &ListCode) -> Vec<(EventId, &Said<ResourceNote>, &StockMove, i64)> {
        let from = (code.clone(), EventId([0; 32]));
        let ladders = self.stock.range(from..).take_while(|((of, _), _)| of == code);
        let entries = ladders.flat_map(|(_, ladder)| ladder.standing(&self.strikes));
        let moves = entries.filter_map(|(id, said)| match &said.what.what {
            Resource::Stock(moved) => Some((*id, said, moved, self.stock_change(moved, said.what.at))),
            _ => None,
        });
        let mut list: Vec<_> = moves.collect();
        list.sort_by_key(|(id, said, ..)| (said.what.at, *id));
        list
    }
}

/// How many an entry says went back or are lost, when it says so.
fn back(said: &Said<ResourceNote>) -> Option<u64> {
    match &said.what.what {
        Resource::Requisition(RequisitionStep::GivenBack { count, lost, .. }) => Some(count.saturating_add(*lost)),
        _ => None,
    }
}

fn went_back(entries: &[(EventId, &Said<ResourceNote>)]) -> u64 {
    entries.iter().filter_map(|(_, said)| back(said)).fold(0, u64::saturating_add)
}

fn accounts(moved: &StockMove) -> bool {
    let event = moved.what.event();
    matches!(event, StockEvent::Receive | StockEvent::Return)
        || (matches!(moved.what, Movement::WrittenOff { .. }) && moved.of.is_some())
}
