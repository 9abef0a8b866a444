//! 应急物资 on the move (rules.md 6.4): stocked, reserved, issued, in transit, received, returned, written off.
//!
//! What is reserved or issued is a consignment, named by the entry that begins it; the other entries name it. Where it
//! stands follows from its entries.

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::{EventId, ListCode};
use crate::limits::STOCK_COUNT_MAX;

/// So many of a material moved.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct StockMove {
    /// Which card of the list: a material in a store.
    pub material: ListCode,
    /// How many, in the card's unit; of a receipt, how many arrived and are of use.
    pub count: u64,
    /// The consignment that it belongs to; none when it begins one, or is of the store alone. Of what was found in the
    /// store, the issue by which it was: it is there as long as that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<EventId>,
    /// What happened.
    pub what: Movement,
}

/// What happened to a material.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// 入库: there are more.
    Stocked {
        /// Whence: bought, given, counted anew 盘盈.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// 预留 until a time; then it is free again.
    Reserved {
        /// For which order, or for which aid request.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<EventId>,
        /// For whom, in words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        whom: String,
        /// Until when.
        until: At,
    },
    /// 解除预留: it is free before its time.
    Freed,
    /// 出库.
    Issued {
        /// For which order, or for which aid request.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<EventId>,
        /// Whither.
        to: String,
        /// Who must sign for it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        signer: String,
        /// So many of them were not in the books 盘盈: they were found with the issue, and are with it taken back.
        #[serde(default, skip_serializing_if = "is_none_of_it")]
        found: u64,
    },
    /// 在途.
    InTransit {
        /// Who carries it, with the plate or number.
        carrier: String,
        /// When it is to arrive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        eta: Option<At>,
    },
    /// 签收, by whoever the entry names.
    Received {
        /// So many did not arrive.
        #[serde(default, skip_serializing_if = "is_none_of_it")]
        short: u64,
        /// So many arrived and are of no use.
        #[serde(default, skip_serializing_if = "is_none_of_it")]
        damaged: u64,
    },
    /// 归还 to the store.
    Returned,
    /// 报损: in the store, or where it was issued to.
    WrittenOff {
        /// Why.
        reason: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_none_of_it(count: &u64) -> bool {
    *count == 0
}

super::super::rules::plain! {
    /// Where a consignment stands.
    StockState {
        /// Nothing was reserved or issued.
        Idle,
        /// 已预留.
        Reserved,
        /// 预留到期: free again, nobody said what becomes of it.
        Lapsed,
        /// 已解除.
        Freed,
        /// 已出库.
        Issued,
        /// 在途.
        InTransit,
        /// 已签收: nothing is on the way any more.
        Received,
        /// 已了结: everything came back, was written off or was lost.
        Settled,
    }

    /// What can happen to one.
    StockEvent {
        /// 入库.
        Stock,
        /// 预留.
        Reserve,
        /// 解除预留.
        Free,
        /// 出库.
        Issue,
        /// 在途.
        Send,
        /// 签收.
        Receive,
        /// 归还.
        Return,
        /// 报损.
        WriteOff,
    }
}

use StockEvent as E;
use StockState as S;

/// From, event, to, of all of it at once (rules.md 6.4). Every other issue goes through with a reason; every other entry
/// points at nothing that could be reserved, carried, received or given back.
pub const STOCK_TURNS: &[(S, E, S)] = &[
    (S::Idle, E::Stock, S::Idle),
    (S::Idle, E::Reserve, S::Reserved),
    (S::Idle, E::Issue, S::Issued),
    (S::Idle, E::WriteOff, S::Idle),
    (S::Reserved, E::Issue, S::Issued),
    (S::Reserved, E::Free, S::Freed),
    (S::Lapsed, E::Issue, S::Issued),
    (S::Lapsed, E::Free, S::Freed),
    (S::Issued, E::Send, S::InTransit),
    (S::Issued, E::Receive, S::Received),
    (S::Issued, E::Return, S::Settled),
    (S::Issued, E::WriteOff, S::Settled),
    // Another vehicle, or another time.
    (S::InTransit, E::Send, S::InTransit),
    (S::InTransit, E::Receive, S::Received),
    (S::InTransit, E::Return, S::Settled),
    (S::InTransit, E::WriteOff, S::Settled),
    (S::Received, E::Return, S::Settled),
    (S::Received, E::WriteOff, S::Settled),
];

impl StockState {
    /// Where `event` brings all of it by the table; none when it comes out of turn.
    pub fn after(self, event: StockEvent) -> Option<Self> {
        STOCK_TURNS.iter().find(|(from, of, _)| (*from, *of) == (self, event)).map(|(.., to)| *to)
    }
}

impl Movement {
    /// Which event of the table it is.
    pub fn event(&self) -> StockEvent {
        match self {
            Self::Stocked { .. } => E::Stock,
            Self::Reserved { .. } => E::Reserve,
            Self::Freed => E::Free,
            Self::Issued { .. } => E::Issue,
            Self::InTransit { .. } => E::Send,
            Self::Received { .. } => E::Receive,
            Self::Returned => E::Return,
            Self::WrittenOff { .. } => E::WriteOff,
        }
    }

    /// The order or the aid request that it is for.
    pub fn order(&self) -> Option<EventId> {
        match self {
            Self::Reserved { order, .. } | Self::Issued { order, .. } => *order,
            _ => None,
        }
    }
}

impl StockMove {
    /// By how much it changes what lies in the store.
    pub fn change(&self) -> i64 {
        let whole = |count: u64| i64::try_from(count.min(STOCK_COUNT_MAX)).unwrap_or(0);
        let count = whole(self.count);
        match self.what {
            Movement::Stocked { .. } | Movement::Returned => count,
            // No more was found than went out.
            Movement::Issued { found, .. } => whole(found.min(self.count)) - count,
            Movement::WrittenOff { .. } if self.of.is_none() => -count,
            _ => 0,
        }
    }
}
