//! What posts did apart that cannot both be: more issued than there was, more signed for than was sent.

use super::super::{Said, World};
use crate::domain::{
    Aspect, Conflict, EventId, ListCode, Movement, Resource, ResourceNote, Side, StockEvent, StockMove, Value,
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

    /// All of them.
    pub(in crate::domain::world) fn stock_conflicts(&self) -> Vec<Conflict> {
        let below = self.stock_changes.iter().filter(|(_, change)| **change < 0).map(|(code, _)| (code.clone(), None));
        let accounts = self.stock.iter().filter(|(_, ladder)| ladder.ids().nth(1).is_some() || self.is_orphan(ladder));
        let accounts = accounts.map(|((code, id), _)| (code.clone(), Some(*id)));
        below.chain(accounts).filter_map(|(code, of)| self.stock_conflict(&code, of)).collect()
    }

    /// Whether a ladder's only entry goes on from another one, which was not seen.
    fn is_orphan(&self, ladder: &super::super::Ladder<Said<ResourceNote>>) -> bool {
        ladder.standing(&self.strikes).any(|(_, said)| said.what.what.of().is_some())
    }

    /// The entries by which a store has less than nothing: from the last one before that on.
    fn overdrawn(&self, code: &ListCode) -> Option<Vec<Side>> {
        if self.on_hand(code)? >= 0 {
            return None;
        }
        let material = self.material(code)?;
        let mut left = i64::try_from(material.count?.min(STOCK_COUNT_MAX)).unwrap_or(0);
        let mut moves = self.moves_of(code);
        moves.retain(|(_, said, moved)| {
            moved.change() != 0 && material.counted.is_none_or(|counted| said.what.at >= counted)
        });
        // What came in at any time is there: only what went out is in question.
        let came = moves.iter().map(|(.., moved)| moved.change().max(0)).fold(0, i64::saturating_add);
        left = left.saturating_add(came);
        let mut before = None;
        let mut sides = Vec::new();
        for (id, said, moved) in moves.into_iter().filter(|(.., moved)| moved.change() < 0) {
            left = left.saturating_add(moved.change());
            if left < 0 {
                sides.extend(before.take());
                sides.push(side(id, said, moved));
            } else {
                before = Some(side(id, said, moved));
            }
        }
        Some(sides)
    }

    /// The entries that account for more of a consignment than was issued.
    fn overstated(&self, code: &ListCode, id: EventId) -> Option<Vec<Side>> {
        let one = self.consignment(code, id).filter(super::Consignment::overstated)?;
        let accounts = one.entries.iter().filter_map(|(id, said)| match &said.what.what {
            Resource::Stock(moved) if accounts(moved) => Some(side(*id, said, moved)),
            _ => None,
        });
        Some(accounts.collect())
    }

    /// The standing moves of a material, earliest first.
    fn moves_of(&self, code: &ListCode) -> Vec<(EventId, &Said<ResourceNote>, &StockMove)> {
        let from = (code.clone(), EventId([0; 32]));
        let ladders = self.stock.range(from..).take_while(|((of, _), _)| of == code);
        let entries = ladders.flat_map(|(_, ladder)| ladder.standing(&self.strikes));
        let moves = entries.filter_map(|(id, said)| match &said.what.what {
            Resource::Stock(moved) => Some((*id, said, moved)),
            _ => None,
        });
        let mut list: Vec<_> = moves.collect();
        list.sort_by_key(|(id, said, _)| (said.what.at, *id));
        list
    }
}

fn accounts(moved: &StockMove) -> bool {
    let event = moved.what.event();
    matches!(event, StockEvent::Receive | StockEvent::Return)
        || (matches!(moved.what, Movement::WrittenOff { .. }) && moved.of.is_some())
}
