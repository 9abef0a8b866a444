//! 快速集结: one team mobilised by one order, from the order to being ready again (rules.md 5.3).
//!
//! What is told of a team on its way is a set of grow-only facts about the order: a ladder, so that two people who write
//! the same down agree, and one that was taken back is as if it had never been told. Where the mobilisation stands follows
//! from the ladder, the acknowledgement and the outcome of the order; [`TURNS`] is the paper's table of what comes next.

mod crew;
mod need;
mod turns;

pub use crew::Crew;
pub(in crate::domain) use need::Seats;
pub use need::{Candidate, Concern, Need as TeamNeed, Offer, Origin, Ranking, Spot, Wanted};
pub use turns::TURNS;

use serde::{Deserialize, Serialize};

use super::{EventId, Means, PlaceCode, TeamCode, TeamStatus};
use crate::clock::{At, Span};

/// What an order that mobilises says besides its text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Muster {
    /// Whether it only warns of an order to come.
    #[serde(skip_serializing_if = "is_default")]
    pub purpose: Purpose,
    /// 集结点: where they meet before they go on. It is not the scene.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rally: Option<PlaceCode>,
    /// 路线.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub route: String,
    /// 到达时限.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<At>,
    /// 装备.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub equipment: String,
    /// 安全提示.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub safety: String,
    /// 联系人.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// 频率.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub frequency: String,
    /// In which setting: the arrival limits go by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What an order to a team is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 集结令.
    #[default]
    Mobilise,
    /// 预先号令: be ready for an order.
    PreAlert,
}

/// In which setting a team is wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// 建成区, 工业园区: 1, 3 and 5 minutes.
    Urban,
    /// 城郊, 人口密集农村: 15 minutes.
    Rural,
}

impl Setting {
    /// How often a team on its way says where it is (rules.md 5.3: position ≤60 s city, ≤5 min rural).
    pub fn position_every(self) -> Span {
        match self {
            Self::Urban => Span::minutes(1),
            Self::Rural => Span::minutes(5),
        }
    }
}

/// What somebody told about a team that was mobilised.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// 集结点名 before departure.
    RollCalled {
        /// People there.
        people: u32,
        /// Vehicles there.
        vehicles: u32,
        /// The kit, and what of it is missing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        kit: String,
    },
    /// 出发.
    Departed {
        /// How many people.
        people: u32,
        /// When they expect to arrive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        eta: Option<At>,
    },
    /// 晚点: they expect to arrive at another time.
    Slipped {
        /// When.
        eta: At,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 受阻: the way is blocked.
    Blocked {
        /// Where, and by what.
        by: String,
    },
    /// 改道.
    Rerouted {
        /// Along which way.
        route: String,
        /// When they now expect to arrive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        eta: Option<At>,
    },
    /// 到集结点. It is not the scene.
    AtRally,
    /// 到场.
    AtScene,
    /// 报到 at the command post.
    CheckedIn {
        /// How many people.
        people: u32,
        /// Their names, as far as given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        names: String,
        /// What they can do, as far as it differs from the card.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        skills: String,
        /// For how many hours they have been on duty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<u32>,
    },
    /// 派活.
    Tasked {
        /// What they are to do.
        task: String,
    },
    /// 改派: under way to something else, on another order.
    Diverted {
        /// Why.
        reason: String,
    },
    /// 替补: another team goes, or none is needed.
    Replaced {
        /// Which team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TeamCode>,
    },
    /// 释放.
    Released,
    /// 归途.
    Returning,
    /// 归建.
    Returned,
    /// 休整完毕: ready again.
    Rested,
}

/// Something told of a team that an order mobilised: by the team's leader, a traffic group, whoever stands there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Telling {
    /// The order.
    pub order: EventId,
    /// What.
    pub told: Told,
    /// Who says so, not who typed.
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When it happened.
    pub at: At,
}

macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    )+};
}

plain! {
    /// Where a mobilisation stands; in the order in which it goes on.
    AssemblyState {
        /// 备勤: no order yet. Nothing in the log is in this state.
        Idle,
        /// 已预警.
        PreAlerted,
        /// 待签收.
        Ordered,
        /// 集结中.
        Assembling,
        /// 集结完成.
        Mustered,
        /// 在途.
        EnRoute,
        /// 在集结点.
        AtRally,
        /// 已到场.
        Arrived,
        /// 待任务.
        Staged,
        /// 作业.
        Tasked,
        /// 释放.
        Released,
        /// 归途.
        Returning,
        /// 归建: it rests.
        Returned,
        /// 恢复备勤: over.
        Ready,
        /// 不可用: the leader declined.
        Declined,
        /// 撤销: called off before it departed.
        Cancelled,
        /// 改派: under way on another order.
        Diverted,
        /// 已替补: another team goes.
        Replaced,
    }

    /// What can happen to one.
    AssemblyEvent {
        /// 预先号令.
        PreAlert,
        /// 集结令.
        Order,
        /// 签收.
        Acknowledge,
        /// 拒绝.
        Decline,
        /// 集结点名.
        RollCall,
        /// 出发.
        Depart,
        /// 晚点.
        Slip,
        /// 受阻.
        Block,
        /// 改道.
        Reroute,
        /// 到集结点.
        ReachRally,
        /// 到场.
        ReachScene,
        /// 报到.
        CheckIn,
        /// 派活.
        Task,
        /// 撤销.
        Cancel,
        /// 改派.
        Divert,
        /// 替补.
        Replace,
        /// 释放.
        Release,
        /// 返程.
        GoHome,
        /// 归建.
        Return,
        /// 休整完毕.
        Rest,
    }
}

impl Told {
    /// Which event of the table it is.
    pub fn event(&self) -> AssemblyEvent {
        match self {
            Self::RollCalled { .. } => AssemblyEvent::RollCall,
            Self::Departed { .. } => AssemblyEvent::Depart,
            Self::Slipped { .. } => AssemblyEvent::Slip,
            Self::Blocked { .. } => AssemblyEvent::Block,
            Self::Rerouted { .. } => AssemblyEvent::Reroute,
            Self::AtRally => AssemblyEvent::ReachRally,
            Self::AtScene => AssemblyEvent::ReachScene,
            Self::CheckedIn { .. } => AssemblyEvent::CheckIn,
            Self::Tasked { .. } => AssemblyEvent::Task,
            Self::Diverted { .. } => AssemblyEvent::Divert,
            Self::Replaced { .. } => AssemblyEvent::Replace,
            Self::Released => AssemblyEvent::Release,
            Self::Returning => AssemblyEvent::GoHome,
            Self::Returned => AssemblyEvent::Return,
            Self::Rested => AssemblyEvent::Rest,
        }
    }

    /// How far it brings a mobilisation; none for news on the way, which change nothing but the time of arrival.
    pub fn rung(&self) -> Option<AssemblyState> {
        Some(match self {
            Self::RollCalled { .. } => AssemblyState::Mustered,
            Self::Departed { .. } => AssemblyState::EnRoute,
            Self::AtRally => AssemblyState::AtRally,
            Self::AtScene => AssemblyState::Arrived,
            Self::CheckedIn { .. } => AssemblyState::Staged,
            Self::Tasked { .. } => AssemblyState::Tasked,
            Self::Diverted { .. } => AssemblyState::Diverted,
            Self::Replaced { .. } => AssemblyState::Replaced,
            Self::Released => AssemblyState::Released,
            Self::Returning => AssemblyState::Returning,
            Self::Returned => AssemblyState::Returned,
            Self::Rested => AssemblyState::Ready,
            Self::Slipped { .. } | Self::Blocked { .. } | Self::Rerouted { .. } => return None,
        })
    }

    /// The time of arrival that it gives.
    pub fn eta(&self) -> Option<At> {
        match self {
            Self::Departed { eta, .. } | Self::Rerouted { eta, .. } => *eta,
            Self::Slipped { eta, .. } => Some(*eta),
            _ => None,
        }
    }
}

impl AssemblyState {
    /// The status of the team (rules.md 6.3) that goes with it; none where the team is not this order's any more.
    pub fn status(self) -> Option<TeamStatus> {
        Some(match self {
            Self::PreAlerted => TeamStatus::PreAlerted,
            Self::Ordered => TeamStatus::Ordered,
            Self::Assembling | Self::Mustered => TeamStatus::Assembling,
            // Who waits at a rally point is on the way still: a rally is not the scene.
            Self::EnRoute | Self::AtRally => TeamStatus::EnRoute,
            Self::Arrived => TeamStatus::OnScene,
            Self::Staged => TeamStatus::Staged,
            Self::Tasked => TeamStatus::Working,
            Self::Released => TeamStatus::Released,
            Self::Returning => TeamStatus::Returning,
            Self::Returned => TeamStatus::Returned,
            Self::Ready | Self::Cancelled => TeamStatus::Ready,
            Self::Declined => TeamStatus::Unavailable,
            Self::Idle | Self::Diverted | Self::Replaced => return None,
        })
    }

    /// Whether nothing is left to do. A decline stays until another team goes instead, or none is needed.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Ready | Self::Cancelled | Self::Diverted | Self::Replaced)
    }

    /// Whether the team is away from home on this order.
    pub fn is_out(self) -> bool {
        (Self::EnRoute..=Self::Returning).contains(&self)
    }

    /// Whether it is on its way there.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::EnRoute | Self::AtRally)
    }

    /// Where `event` brings it by the table; none when it comes out of turn.
    pub fn after(self, event: AssemblyEvent) -> Option<Self> {
        TURNS.iter().find(|(from, of, _)| (*from, *of) == (self, event)).map(|(.., to)| *to)
    }

    /// What the state asks for next; none when it asks for nothing.
    pub fn next(self) -> Option<AssemblyEvent> {
        Some(match self {
            Self::PreAlerted => AssemblyEvent::Order,
            Self::Ordered => AssemblyEvent::Acknowledge,
            Self::Assembling => AssemblyEvent::RollCall,
            Self::Mustered => AssemblyEvent::Depart,
            Self::EnRoute | Self::AtRally => AssemblyEvent::ReachScene,
            Self::Arrived => AssemblyEvent::CheckIn,
            Self::Staged => AssemblyEvent::Task,
            Self::Tasked => AssemblyEvent::Release,
            Self::Released => AssemblyEvent::GoHome,
            Self::Returning => AssemblyEvent::Return,
            Self::Returned => AssemblyEvent::Rest,
            Self::Declined => AssemblyEvent::Replace,
            Self::Idle | Self::Ready | Self::Cancelled | Self::Diverted | Self::Replaced => return None,
        })
    }
}
