//! 征用 (突发事件应对法 art. 12, 76): what is taken for the response goes back when it is not needed any more, and its owner is
//! compensated, also for what is lost or spoilt.

use serde::{Deserialize, Serialize};

use crate::domain::EventId;

/// Something was taken from its owner. Its id names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Requisition {
    /// What, with its number or plate.
    pub thing: String,
    /// How many.
    pub count: u64,
    /// Of what: `台`, `辆`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Whose it is.
    pub owner: String,
    /// The owner's number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// For which incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// By which paper 征用凭证.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paper: String,
}

/// A step of a requisition.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequisitionStep {
    /// 征用.
    Taken(Requisition),
    /// 返还.
    GivenBack {
        /// Of what was taken.
        of: EventId,
        /// So many went back.
        count: u64,
        /// So many are lost 灭失: they do not go back.
        #[serde(default)]
        lost: u64,
        /// What is spoilt 毁损.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        damage: String,
    },
    /// 补偿.
    Compensated {
        /// Of what was taken.
        of: EventId,
        /// How much, in hundredths of a yuan.
        fen: u64,
        /// By which paper.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        paper: String,
    },
}

impl RequisitionStep {
    /// The requisition that it goes on from.
    pub fn of(&self) -> Option<EventId> {
        match self {
            Self::Taken(_) => None,
            Self::GivenBack { of, .. } | Self::Compensated { of, .. } => Some(*of),
        }
    }

    /// Whether something did not come back as it was taken.
    pub fn harms(&self) -> bool {
        matches!(self, Self::GivenBack { lost, damage, .. } if *lost > 0 || !damage.is_empty())
    }

    /// Which event of the table it is.
    pub fn event(&self) -> RequisitionEvent {
        match self {
            Self::Taken(_) => RequisitionEvent::Take,
            Self::GivenBack { .. } => RequisitionEvent::GiveBack,
            Self::Compensated { .. } => RequisitionEvent::Compensate,
        }
    }
}

super::super::rules::plain! {
    /// Where a requisition stands.
    RequisitionState {
        /// Nothing was taken.
        Idle,
        /// 征用中: neither given back nor compensated.
        Held,
        /// 已返还, not compensated yet.
        GivenBack,
        /// 已补偿, not given back yet.
        Compensated,
        /// 已了结.
        Settled,
    }

    /// What can happen to one.
    RequisitionEvent {
        /// 征用.
        Take,
        /// 返还.
        GiveBack,
        /// 补偿.
        Compensate,
    }
}

use RequisitionEvent as E;
use RequisitionState as S;

/// From, event, to, of all of it at once and as it was taken: what is lost or spoilt after the owner was paid is paid for
/// again. To compensate again for nothing goes through with a reason; what is given back cannot be given back again.
pub const REQUISITION_TURNS: &[(S, E, S)] = &[
    (S::Idle, E::Take, S::Held),
    (S::Held, E::GiveBack, S::GivenBack),
    (S::Held, E::Compensate, S::Compensated),
    (S::GivenBack, E::Compensate, S::Settled),
    (S::Compensated, E::GiveBack, S::Settled),
];

impl RequisitionState {
    /// Where `event` brings all of it by the table; none when it comes out of turn.
    pub fn after(self, event: RequisitionEvent) -> Option<Self> {
        REQUISITION_TURNS.iter().find(|(from, of, _)| (*from, *of) == (self, event)).map(|(.., to)| *to)
    }
}
