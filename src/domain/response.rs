//! 应急响应 of a jurisdiction as a machine: its states, what moves it, and in which of them each has its turn (rules.md 2.4).

use super::Level;

/// Where a response stands; derived from what was decided, proposed and noted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ResponseState {
    /// 无响应.
    None,
    /// 先期处置: forces went out before anything was approved.
    Initial,
    /// 待批: proposed, and nobody decided.
    Pending,
    /// 响应中.
    Active(Level),
    /// 扩大: a higher headquarters was asked to lead.
    Escalated(Level),
    /// 扩大·配合: it leads.
    Cooperating(Level),
    /// 待终止: the termination was proposed.
    Ending(Level),
    /// 已终止.
    Ended,
}

impl ResponseState {
    /// The level in force.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Active(level) | Self::Escalated(level) | Self::Cooperating(level) | Self::Ending(level) => {
                Some(level)
            }
            Self::None | Self::Initial | Self::Pending | Self::Ended => None,
        }
    }
}

/// What moves a response.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ResponseEvent {
    /// 先期处置.
    InitialActionOrdered,
    /// 建议.
    ResponseProposed,
    /// 启动; of a response that was terminated: 再启动.
    ResponseActivated,
    /// 不启动.
    ResponseDeclined,
    /// 提升.
    LevelRaised,
    /// 降低.
    LevelLowered,
    /// 扩大响应.
    EscalatedToHigher,
    /// 上级接手.
    LeadAccepted,
    /// 建议终止.
    TerminationProposed,
    /// 终止.
    ResponseTerminated,
    /// 再启动.
    Reactivated,
}

impl ResponseEvent {
    /// Every one, in the order of the paper.
    pub const ALL: [Self; 11] = [
        Self::InitialActionOrdered,
        Self::ResponseProposed,
        Self::ResponseActivated,
        Self::ResponseDeclined,
        Self::LevelRaised,
        Self::LevelLowered,
        Self::EscalatedToHigher,
        Self::LeadAccepted,
        Self::TerminationProposed,
        Self::ResponseTerminated,
        Self::Reactivated,
    ];

    /// Whether it is its turn in a state. An activation never waits for a proposal: who may approve needs nobody's; and a
    /// level is changed as long as a response runs, whoever leads it and whatever was proposed.
    pub fn in_turn(self, state: ResponseState) -> bool {
        use ResponseState::{Active, Cooperating, Ended, Ending, Escalated, Initial, None, Pending};
        match self {
            Self::InitialActionOrdered => matches!(state, None | Initial | Pending | Ended),
            Self::ResponseProposed | Self::ResponseDeclined => matches!(state, None | Initial | Pending | Ended),
            Self::ResponseActivated => matches!(state, None | Initial | Pending),
            Self::LevelRaised | Self::LevelLowered => state.level().is_some(),
            Self::EscalatedToHigher => matches!(state, Active(_)),
            Self::LeadAccepted => matches!(state, Escalated(_)),
            Self::TerminationProposed => matches!(state, Active(_) | Escalated(_) | Cooperating(_)),
            Self::ResponseTerminated => matches!(state, Ending(_)),
            Self::Reactivated => matches!(state, Ended),
        }
    }
}
