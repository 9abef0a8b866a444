//! 资源: materials on the move, what was taken from its owners, and shelters (rules.md 6.4, 6.5).
//!
//! A resource's ledger is one kind of fact to which people only add: a balance, an account and an occupancy follow from
//! the entries. Only the status of a shelter is an exclusive aspect. Which act is in its turn is data.

mod class;
mod requisition;
mod shelter;
mod stock;

pub use class::{MaterialSection, ReserveMode, ShelterClass, ShelterSpan, StoreLevel};
pub use requisition::{REQUISITION_TURNS, Requisition, RequisitionEvent, RequisitionState, RequisitionStep};
pub use shelter::{
    Occupancy, SHELTER_TURNS, ShelterEvent, ShelterState, ShelterStatus, ShelterStep, ShelterWord, SpecialNeed,
};
pub use stock::{Movement, STOCK_TURNS, StockEvent, StockMove, StockState};

use serde::{Deserialize, Serialize};

use super::{EventId, ListCode, Means};
use crate::clock::At;

/// An entry about a resource.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ResourceNote {
    /// What happened.
    pub what: Resource,
    /// By whose word: who signed, who opened, who counted. Not who typed.
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When it happened.
    pub at: At,
}

/// What happened to a resource.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// A material moved.
    Stock(StockMove),
    /// 征用.
    Requisition(RequisitionStep),
    /// A shelter.
    Shelter(ShelterStep),
}

impl Resource {
    /// The entry that it goes on from; none when it begins something.
    pub fn of(&self) -> Option<EventId> {
        match self {
            Self::Stock(moved) => moved.of,
            Self::Requisition(step) => step.of(),
            Self::Shelter(_) => None,
        }
    }

    /// Whether it is done in the world, so that taking the entry back does not undo it: its owner waits for it, the lorry is
    /// on the road, people are on their way to the address.
    pub fn has_gone_out(&self) -> bool {
        match self {
            Self::Stock(moved) => matches!(moved.what, Movement::Issued { .. }),
            Self::Requisition(step) => matches!(step, RequisitionStep::Taken(_)),
            Self::Shelter(step) => matches!(step.word, ShelterWord::Status(ShelterStatus::Open { .. })),
        }
    }
}

/// What a resource is due for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ResourceWant {
    /// A reservation of an order that is still open ends: issue it, or let it go.
    Issue,
    /// 签收 of what was issued.
    Sign,
    /// 返还 of what was taken from its owner.
    GiveBack,
    /// 补偿 of its owner.
    Compensate,
    /// 复核 of a shelter.
    Certify(ListCode),
    /// 补给 of an open shelter.
    Supply(ListCode),
}

impl ResourceWant {
    /// As its alarm's name says it.
    pub(super) fn slug(&self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Sign => "sign",
            Self::GiveBack => "give-back",
            Self::Compensate => "compensate",
            Self::Certify(_) => "certify",
            Self::Supply(_) => "supply",
        }
    }
}
