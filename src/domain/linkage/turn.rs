//! The transition table of an aid request (rules.md 4.4), as data: 草拟→已发出→已受理→同意(部分)/拒绝→已派出→在途→到达报到→作业→
//! 释放→归建→费用结算.

use serde::{Deserialize, Serialize};

use super::{AidNews, AidStep};

/// Where a request stands, or one that comes; in the order in which it goes on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AidState {
    /// 草拟.
    Draft,
    /// 已发出.
    Sent,
    /// 已受理.
    Accepted,
    /// 同意, whole or in part.
    Granted,
    /// 已派出.
    Dispatched,
    /// 在途.
    EnRoute,
    /// 到达报到.
    Arrived,
    /// 作业.
    Working,
    /// 释放.
    Released,
    /// 归建.
    Returned,
    /// 已结算: over.
    Settled,
    /// 已拒绝: over.
    Refused,
    /// 已撤回: over.
    Withdrawn,
}

impl AidState {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::Draft,
        Self::Sent,
        Self::Accepted,
        Self::Granted,
        Self::Dispatched,
        Self::EnRoute,
        Self::Arrived,
        Self::Working,
        Self::Released,
        Self::Returned,
        Self::Settled,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// Where the decisions alone have brought it.
    pub fn decided(step: Option<&AidStep>) -> Self {
        match step {
            None => Self::Draft,
            Some(AidStep::Sent(_)) => Self::Sent,
            Some(AidStep::Accepted(_)) => Self::Accepted,
            Some(AidStep::Granted { .. }) => Self::Granted,
            Some(AidStep::Refused { .. }) => Self::Refused,
            Some(AidStep::Withdrawn { .. }) => Self::Withdrawn,
            Some(AidStep::Settled { .. }) => Self::Settled,
        }
    }

    /// Where the whole stands: as decided while nobody left, and until the cost is settled; else by those who did. Up to
    /// work the foremost counts, because the first who arrives is the help that came; from the release on the last, because
    /// nobody is forgotten on the way home.
    pub fn of(decided: Self, rungs: impl IntoIterator<Item = Self>) -> Self {
        let mut rungs: Vec<Self> = rungs.into_iter().collect();
        rungs.sort_unstable();
        match (decided, rungs.first(), rungs.last()) {
            (Self::Settled, ..) | (_, None, _) | (_, _, None) => decided,
            (_, Some(last), _) if *last >= Self::Released => *last,
            (_, _, Some(foremost)) => (*foremost).min(Self::Working),
        }
    }

    /// Whether nothing more is to come.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Settled | Self::Refused | Self::Withdrawn)
    }

    /// Whether it waits for the asked city's answer.
    pub fn awaits_answer(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted)
    }

    /// Whether one that comes is under the requesting city's command post.
    pub fn is_on_scene(self) -> bool {
        matches!(self, Self::Arrived | Self::Working)
    }

    /// Where `event` brings it by the table; none when it comes out of turn.
    pub fn after(self, event: AidEvent) -> Option<Self> {
        AID_TURNS.iter().find(|(from, of, _)| (*from, *of) == (self, event)).map(|(.., to)| *to)
    }

    /// What the state asks for next; none when it asks for nothing.
    pub fn next(self) -> Option<AidEvent> {
        Some(match self {
            Self::Draft => AidEvent::Send,
            Self::Sent => AidEvent::Accept,
            Self::Accepted => AidEvent::Grant,
            Self::Granted => AidEvent::Dispatch,
            Self::Dispatched => AidEvent::Depart,
            Self::EnRoute => AidEvent::Arrive,
            Self::Arrived => AidEvent::Work,
            Self::Working => AidEvent::Release,
            Self::Released => AidEvent::Return,
            Self::Returned => AidEvent::Settle,
            Self::Settled | Self::Refused | Self::Withdrawn => return None,
        })
    }
}

/// What can happen to a request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidEvent {
    /// 签发.
    Send,
    /// 受理.
    Accept,
    /// 同意.
    Grant,
    /// 拒绝.
    Refuse,
    /// 撤回.
    Withdraw,
    /// 派出.
    Dispatch,
    /// 出发.
    Depart,
    /// 到达报到.
    Arrive,
    /// 作业.
    Work,
    /// 释放.
    Release,
    /// 归建.
    Return,
    /// 结算.
    Settle,
}

impl AidEvent {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Send,
        Self::Accept,
        Self::Grant,
        Self::Refuse,
        Self::Withdraw,
        Self::Dispatch,
        Self::Depart,
        Self::Arrive,
        Self::Work,
        Self::Release,
        Self::Return,
        Self::Settle,
    ];

    /// What a step is.
    pub fn of_step(step: &AidStep) -> Self {
        match step {
            AidStep::Sent(_) => Self::Send,
            AidStep::Accepted(_) => Self::Accept,
            AidStep::Granted { .. } => Self::Grant,
            AidStep::Refused { .. } => Self::Refuse,
            AidStep::Withdrawn { .. } => Self::Withdraw,
            AidStep::Settled { .. } => Self::Settle,
        }
    }

    /// What news is.
    pub fn of_news(news: &AidNews) -> Self {
        match news {
            AidNews::Dispatched { .. } => Self::Dispatch,
            AidNews::EnRoute { .. } => Self::Depart,
            AidNews::Arrived { .. } => Self::Arrive,
            AidNews::Working { .. } => Self::Work,
            AidNews::Released => Self::Release,
            AidNews::Returned => Self::Return,
        }
    }

    /// Whether it is told of each that comes by itself.
    pub fn is_of_a_unit(self) -> bool {
        (Self::Dispatch..=Self::Return).contains(&self)
    }
}

/// What a request waits for, each with its own limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AidWant {
    /// 答复.
    Answer,
    /// 答复, at the latest.
    Limit,
    /// 续用或释放: the time that was asked for is over.
    Release,
}

/// The paper's chain, and what follows from it: whoever answers at once has taken it up; a grant is widened until all are
/// released, taken back while nobody left, and a refusal thought over; whoever is called off on the way is released
/// there; what is not needed any more is withdrawn while nobody left.
pub const AID_TURNS: &[(AidState, AidEvent, AidState)] = {
    use AidEvent::{Accept, Arrive, Depart, Dispatch, Grant, Refuse, Release, Return, Send, Settle, Withdraw, Work};
    use AidState::{
        Accepted, Arrived, Dispatched, Draft, EnRoute, Granted, Refused, Released, Returned, Sent, Settled, Withdrawn,
        Working,
    };
    &[
        (Draft, Send, Sent),
        (Draft, Withdraw, Withdrawn),
        (Sent, Accept, Accepted),
        (Sent, Grant, Granted),
        (Sent, Refuse, Refused),
        (Sent, Withdraw, Withdrawn),
        (Accepted, Grant, Granted),
        (Accepted, Refuse, Refused),
        (Accepted, Withdraw, Withdrawn),
        (Granted, Grant, Granted),
        (Granted, Refuse, Refused),
        (Granted, Withdraw, Withdrawn),
        (Granted, Dispatch, Dispatched),
        (Dispatched, Depart, EnRoute),
        (Dispatched, Grant, Dispatched),
        (Dispatched, Release, Released),
        (EnRoute, Depart, EnRoute),
        (EnRoute, Arrive, Arrived),
        (EnRoute, Grant, EnRoute),
        (EnRoute, Release, Released),
        (Arrived, Work, Working),
        (Arrived, Grant, Arrived),
        (Arrived, Release, Released),
        (Working, Work, Working),
        (Working, Grant, Working),
        (Working, Release, Released),
        (Released, Return, Returned),
        (Returned, Settle, Settled),
        (Refused, Grant, Granted),
    ]
};
