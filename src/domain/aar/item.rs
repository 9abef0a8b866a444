//! An improvement item and its six steps (rules.md 5.5): 发现归集, 核实认定, 入库上图, 分类交办, 整改处置, 验收销号.

use serde::{Deserialize, Serialize};

/// What is done with an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemAct {
    /// 核实认定.
    Verified,
    /// 入库上图.
    Registered,
    /// 分类交办.
    Assigned,
    /// 整改处置.
    Rectified,
    /// 验收销号.
    Accepted,
    /// 退回: it was inspected, and is not done.
    Returned,
}

impl ItemAct {
    /// Every one, in their order.
    pub const ALL: [Self; 6] =
        [Self::Verified, Self::Registered, Self::Assigned, Self::Rectified, Self::Accepted, Self::Returned];

    /// Whether it is its turn there.
    pub fn in_turn(self, state: ItemState) -> bool {
        match self {
            Self::Verified => state == ItemState::Collected,
            Self::Registered => state == ItemState::Verified,
            Self::Assigned => state == ItemState::Registered,
            Self::Rectified => state == ItemState::Assigned,
            Self::Accepted | Self::Returned => state == ItemState::Rectified,
        }
    }
}

/// Where an item stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ItemState {
    /// 已归集.
    Collected,
    /// 已认定.
    Verified,
    /// 已入库.
    Registered,
    /// 已交办: with the owner, also after an inspection sent it back.
    Assigned,
    /// 待验收.
    Rectified,
    /// 已销号.
    Accepted,
}

impl ItemState {
    /// Every one, in their order.
    pub const ALL: [Self; 6] =
        [Self::Collected, Self::Verified, Self::Registered, Self::Assigned, Self::Rectified, Self::Accepted];

    /// Where it stands after its last act.
    pub fn after(act: Option<ItemAct>) -> Self {
        match act {
            None => Self::Collected,
            Some(ItemAct::Verified) => Self::Verified,
            Some(ItemAct::Registered) => Self::Registered,
            Some(ItemAct::Assigned | ItemAct::Returned) => Self::Assigned,
            Some(ItemAct::Rectified) => Self::Rectified,
            Some(ItemAct::Accepted) => Self::Accepted,
        }
    }

    /// What comes next on the way to the end.
    pub fn next(self) -> Option<ItemAct> {
        match self {
            Self::Collected => Some(ItemAct::Verified),
            Self::Verified => Some(ItemAct::Registered),
            Self::Registered => Some(ItemAct::Assigned),
            Self::Assigned => Some(ItemAct::Rectified),
            Self::Rectified => Some(ItemAct::Accepted),
            Self::Accepted => None,
        }
    }
}
