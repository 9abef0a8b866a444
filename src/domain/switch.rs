//! 平战转换 and what goes with a response: seats, checklists, who leads, what is proposed and told (rules.md 2.4, 2.5, 5.2).

use serde::{Deserialize, Serialize};

use super::{AreaCode, EventId, Means, Posture};
use crate::clock::At;

/// A seat of the command 指挥席位 (rules.md 2.5 item 1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// 指挥长.
    Commander,
    /// 值班长.
    ShiftLead,
    /// 调度.
    Dispatcher,
    /// 信息.
    Information,
    /// 通信.
    Communications,
    /// 新闻.
    Press,
}

impl Seat {
    /// Every seat, in the order of the checklist's first item.
    pub const ALL: [Self; 6] =
        [Self::Commander, Self::ShiftLead, Self::Dispatcher, Self::Information, Self::Communications, Self::Press];
}

/// Which way a switchover goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 平转战.
    ToWar,
    /// 战转平.
    ToPeace,
}

/// One item of the checklist of one switchover.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ItemOf {
    /// The change of posture that began it.
    pub switch: EventId,
    /// Which checklist.
    pub way: Way,
    /// Its number there, from 1.
    pub number: u8,
}

/// What was answered to an item; an exclusive aspect.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemAnswer {
    /// 完成.
    Done,
    /// 不适用, with the reason.
    NotApplicable {
        /// Why.
        reason: String,
    },
    /// 移交.
    HandedOver {
        /// To whom.
        to: String,
    },
}

/// Who leads a response; an exclusive aspect (突发事件应对法 art. 17: 统一领导).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// 扩大响应: a higher headquarters was asked to lead.
    Asked {
        /// Which.
        to: String,
        /// Why: it cannot be controlled, goes beyond the region, or the grade says so.
        why: String,
    },
    /// 上级指挥部接手: it leads, and this one follows.
    Taken {
        /// Which.
        by: String,
    },
}

/// What must be so before a termination is proposed (rules.md 2.4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// 现场消除.
    Scene,
    /// 次生隐患可控.
    Secondary,
    /// 人员清点闭合.
    Heads,
    /// 安置落实.
    Settled,
}

impl Condition {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Scene, Self::Secondary, Self::Heads, Self::Settled];
}

/// One thing that was done in the course of a response or switchover.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noted {
    /// 入席: somebody takes a seat, or leaves it empty.
    Seated {
        /// Which.
        seat: Seat,
        /// Who; empty when nobody sits there any more.
        name: String,
    },
    /// An item of a checklist was answered.
    Item {
        /// Which.
        of: ItemOf,
        /// What.
        answer: ItemAnswer,
    },
    /// Who leads.
    Leads(Lead),
    /// 通知成员单位 of the activation.
    MembersTold,
    /// 移交通报 to whoever leads now.
    Briefed,
    /// 方案调整 after a change of level.
    Replanned,
    /// 建议终止响应.
    TerminationProposed {
        /// What is so.
        met: Vec<Condition>,
    },
    /// Open orders become somebody else's 移交未结指令.
    OrdersHandedOver {
        /// Which.
        orders: Vec<EventId>,
        /// Whose.
        to: String,
    },
    /// 态势通报 in the rhythm of the posture, where no report on an incident went up.
    SituationTold,
}

impl Noted {
    /// Whether it writes an exclusive aspect.
    pub(super) fn is_exclusive(&self) -> bool {
        matches!(self, Self::Seated { .. } | Self::Item { .. } | Self::Leads(_))
    }
}

/// What was done, for which jurisdiction, by whom and when: also by phone, written down by somebody else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SwitchNote {
    /// For which jurisdiction.
    pub area: AreaCode,
    /// What.
    pub what: Noted,
    /// By whom; empty when the one who writes did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How word of it came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}

impl Posture {
    /// P0 to P7, as they go on.
    pub const ALL: [Self; 8] = [
        Self::Normal,
        Self::Reinforced,
        Self::Prepared,
        Self::Standby,
        Self::War,
        Self::Expanded,
        Self::Stabilising,
        Self::Restoring,
    ];

    /// P3, P4, P5: the headquarters is seated, under a named 指挥长 (rules.md 5.2).
    pub fn is_seated(self) -> bool {
        matches!(self, Self::Standby | Self::War | Self::Expanded)
    }

    /// P4, P5: a response is active.
    pub fn is_war(self) -> bool {
        matches!(self, Self::War | Self::Expanded)
    }

    /// P0, P1, P2: nothing was switched over yet.
    pub fn is_peace(self) -> bool {
        matches!(self, Self::Normal | Self::Reinforced | Self::Prepared)
    }
}
