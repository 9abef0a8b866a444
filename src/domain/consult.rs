//! 会商联动: a consultation from its request to its last action (rules.md 5.1). What a consultation is at is one exclusive
//! aspect; who came, what was said and which actions were proposed are a ledger to which people only add.

mod conclusion;
mod note;
mod turn;

pub use conclusion::{Advice, Closing, Conclusion, Signature};
pub use note::{ActionItem, Briefing, Certainty, ConsultNote, ConsultNoted, Opinion};
pub use turn::{ConsultEvent, ConsultState, ConsultWant};

use serde::{Deserialize, Serialize};

use super::{AreaCode, ContentHash, EventId, Means, Role};
use crate::clock::At;

/// 会商类型.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultKind {
    /// 日常.
    Routine,
    /// 加密: in the flood season and on holidays.
    Intensified,
    /// 应急.
    Emergency,
    /// 全网: city, counties and townships.
    Network,
    /// 联合: with other cities of the region.
    Joint,
}

impl ConsultKind {
    /// Every one, the most urgent first.
    pub const ALL: [Self; 5] = [Self::Emergency, Self::Intensified, Self::Routine, Self::Network, Self::Joint];
}

/// By what means the members meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 会商室.
    Room,
    /// 视频.
    Video,
    /// 电话.
    Phone,
    /// 会商室和视频.
    Mixed,
}

impl Channel {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Video, Self::Room, Self::Mixed, Self::Phone];
}

/// A consultation was asked for 提请. Its id is that of the event that says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Consult {
    /// Whose it is.
    pub area: AreaCode,
    /// Which kind.
    pub kind: ConsultKind,
    /// Why.
    pub reason: String,
    /// On which incident, when on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// On which warning, when on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<EventId>,
    /// The consultation that it goes on from: its conclusion takes that one's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<EventId>,
    /// Who asks: an office, a member unit, a partner city.
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When it was asked for; the time to accept runs from here.
    pub at: At,
}

/// A unit that is to take part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Member {
    /// 成员单位, by the name that the list of contacts has for it.
    pub unit: String,
    /// 必到: whose opinion is waited for.
    pub mandatory: bool,
}

/// It was convened 召集.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Convening {
    /// Who is to take part.
    pub members: Vec<Member>,
    /// How many units there must be.
    pub quorum: u8,
    /// By what means they meet.
    pub channel: Channel,
    /// When it begins.
    pub t0: At,
    /// 主持人, as far as known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chair: String,
}

/// It began, with the situation as it was known then.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Opening {
    /// 主持人.
    pub chair: String,
    /// In which role the chair is; none when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// By what means the chair opened it, when somebody else writes it down.
    #[serde(default)]
    pub means: Means,
    /// SHA-256 of the situation pack that was shown: it can be made again from the log as known then.
    pub pack: ContentHash,
}

/// A step of a consultation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultStep {
    /// 召集中.
    Convened(Convening),
    /// 会商中.
    Started(Opening),
    /// 待签.
    Drafted(Conclusion),
    /// 已形成结论.
    Signed(Signature),
    /// 已下达.
    Issued,
    /// 已闭环.
    Closed(Closing),
    /// 已取消.
    Cancelled {
        /// Why.
        reason: String,
        /// Who.
        by: String,
        /// In which role; none when nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<Role>,
        /// By what means, when somebody else writes it down.
        #[serde(default)]
        means: Means,
    },
}

impl ConsultStep {
    /// Whether the time of it is part of what it says: limits are counted from it.
    fn timed(&self) -> bool {
        matches!(self, Self::Convened(_) | Self::Started(_) | Self::Signed(_))
    }
}

/// A step as it stands in the register: of those that limits are counted from with its time.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ConsultMove {
    /// Which.
    pub step: ConsultStep,
    /// When; none of those of which it is nobody's concern, so that two who close one apart agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

impl ConsultMove {
    /// A step that was made then.
    pub fn new(step: ConsultStep, at: At) -> Self {
        let at = step.timed().then_some(at);
        Self { step, at }
    }
}
