//! A consignment: what was reserved or issued in one go, and what became of it.

use super::super::Said;
use crate::clock::At;
use crate::domain::{EventId, ListCode, Movement, Resource, ResourceNote, StockMove, StockState};

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
    /// So many more were issued than were reserved, by posts that could not hear each other.
    pub beyond: u64,
    /// When those of them went out that are on the way or were last: since nothing of it was, the first.
    pub since: Option<At>,
    /// The entry by which they did.
    pub batch: EventId,
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
    /// Of its standing entries. `reasoned` says of an issue whether it went beyond what was there to issue, with a reason.
    pub(super) fn of(
        id: EventId,
        material: &ListCode,
        mut entries: Vec<(EventId, &'a Said<ResourceNote>)>,
        reasoned: impl Fn(EventId) -> bool,
    ) -> Self {
        entries.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        let mut one = Self { id, material: material.clone(), ..Self::default() };
        let (mut issues, mut sum) = (0_u32, 0_u64);
        for (id, said) in &entries {
            let Resource::Stock(moved) = &said.what.what else { continue };
            one.add(*id, moved, said.what.at);
            if matches!(moved.what, Movement::Issued { .. }) && !reasoned(*id) {
                (issues, sum) = (issues + 1, sum.saturating_add(moved.count));
            }
        }
        // One alone may issue more than was reserved, when there is more. A second one knows what the first left, or says why.
        if issues > 1 && one.reserved > 0 {
            one.beyond = sum.saturating_sub(one.reserved);
        }
        one.entries = entries;
        one
    }

    fn add(&mut self, id: EventId, moved: &'a StockMove, at: At) {
        let more = |sum: &mut u64| *sum = sum.saturating_add(moved.count);
        match &moved.what {
            Movement::Reserved { order, whom, until } => {
                more(&mut self.reserved);
                (self.until, self.order) = (Some(*until), self.order.or(*order));
                self.to = whom;
            }
            Movement::Freed => self.freed = true,
            Movement::Issued { order, to, signer, .. } => {
                // Of what was signed for nobody waits any more: this is another lorry, with another time.
                if self.on_way() == 0 {
                    if self.issued > 0 {
                        (self.sent, self.carrier, self.eta) = (false, "", None);
                    }
                    (self.since, self.batch) = (Some(at), id);
                }
                self.issued = self.issued.saturating_add(moved.count);
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

    /// Whether what posts wrote down apart cannot all be.
    pub fn at_odds(&self) -> bool {
        self.overstated() || self.beyond > 0
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
    pub(super) fn is_open(&self) -> bool {
        self.unissued() > 0 || self.on_way() > 0
    }
}
