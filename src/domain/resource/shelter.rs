//! 应急避难场所 in use (rules.md 6.5): what it stands at, who is there, for how long its supplies last.

use serde::{Deserialize, Serialize};

use crate::domain::ListCode;

/// Something about a shelter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ShelterStep {
    /// Which card of the list.
    pub shelter: ListCode,
    /// What.
    pub word: ShelterWord,
    /// 清点 with the same word: so many were there when it was closed. A count like any other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<u32>,
}

/// What is said of a shelter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShelterWord {
    /// What it stands at; the only thing of it that is one at a time.
    Status(ShelterStatus),
    /// 清点: so many are there; whose word it is, is the source.
    Counted {
        /// How many.
        people: u32,
        /// How many of them come first (突发事件应对法 art. 11), as far as said.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        special: Vec<(SpecialNeed, u32)>,
    },
    /// So many left.
    Left {
        /// How many.
        people: u32,
    },
    /// Its supplies last so many days.
    Supplies {
        /// How many.
        days: u32,
    },
    /// 复核: it was certified anew.
    Certified,
}

/// What somebody set a shelter to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShelterStatus {
    /// 关闭.
    Closed,
    /// 预开: staffed, nobody let in yet.
    Prepared,
    /// 开放, published with address and route (自然灾害救助条例 art. 11).
    Open {
        /// As published.
        address: String,
        /// How to get there, as published.
        route: String,
    },
    /// 停用.
    Disabled {
        /// Why.
        reason: String,
    },
}

super::super::rules::plain! {
    /// Who comes first (突发事件应对法 art. 11).
    SpecialNeed {
        /// 未成年人.
        Minor,
        /// 老年人.
        Elderly,
        /// 残疾人.
        Disabled,
        /// 孕产期和哺乳期的妇女.
        Maternal,
        /// 伤病人员.
        Ill,
    }

    /// What a shelter stands at.
    ShelterState {
        /// 关闭.
        Closed,
        /// 预开.
        Prepared,
        /// 开放.
        Open,
        /// 停用.
        Disabled,
    }

    /// What can be done with one.
    ShelterEvent {
        /// 预开.
        Prepare,
        /// 开放.
        Open,
        /// 关闭.
        Close,
        /// 停用.
        Disable,
    }

    /// What the boards show of one: its state, and of an open one how full it is.
    Occupancy {
        /// 关闭.
        Closed,
        /// 预开.
        Prepared,
        /// 开放.
        Open,
        /// 接近满: nine tenths and more.
        NearlyFull,
        /// 满.
        Full,
        /// 停用.
        Disabled,
    }
}

use ShelterEvent as E;
use ShelterState as S;

/// From, event, to (rules.md 6.5). Anything else goes through with a reason.
pub const SHELTER_TURNS: &[(S, E, S)] = &[
    (S::Closed, E::Prepare, S::Prepared),
    (S::Closed, E::Open, S::Open),
    (S::Closed, E::Disable, S::Disabled),
    (S::Prepared, E::Open, S::Open),
    (S::Prepared, E::Close, S::Closed),
    (S::Prepared, E::Disable, S::Disabled),
    // Published anew: another address, another route.
    (S::Open, E::Open, S::Open),
    (S::Open, E::Close, S::Closed),
    (S::Open, E::Disable, S::Disabled),
    (S::Disabled, E::Close, S::Closed),
];

impl ShelterState {
    /// Where `event` brings it by the table; none when it comes out of turn.
    pub fn after(self, event: ShelterEvent) -> Option<Self> {
        SHELTER_TURNS.iter().find(|(from, of, _)| (*from, *of) == (self, event)).map(|(.., to)| *to)
    }
}

impl ShelterStatus {
    /// The state that it is.
    pub fn state(&self) -> ShelterState {
        match self {
            Self::Closed => S::Closed,
            Self::Prepared => S::Prepared,
            Self::Open { .. } => S::Open,
            Self::Disabled { .. } => S::Disabled,
        }
    }

    /// The event that brings it there.
    pub fn event(&self) -> ShelterEvent {
        match self {
            Self::Closed => E::Close,
            Self::Prepared => E::Prepare,
            Self::Open { .. } => E::Open,
            Self::Disabled { .. } => E::Disable,
        }
    }
}

impl Occupancy {
    /// Of a state with so many people of so many that fit in; how full it is, is known when both are.
    pub fn of(state: ShelterState, present: Option<u64>, capacity: Option<u64>) -> Self {
        match (state, present, capacity) {
            (S::Closed, ..) => Self::Closed,
            (S::Prepared, ..) => Self::Prepared,
            (S::Disabled, ..) => Self::Disabled,
            (S::Open, Some(present), Some(capacity)) if present >= capacity => Self::Full,
            // 接近满, nine tenths (rules.md 6.5).
            (S::Open, Some(present), Some(capacity)) if present.saturating_mul(10) >= capacity.saturating_mul(9) => {
                Self::NearlyFull
            }
            (S::Open, ..) => Self::Open,
        }
    }
}
