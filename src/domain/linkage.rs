//! 区域联动: help asked of another city and given by it (rules.md 4.4), and what cities share with each other.
//!
//! A request 支援请求 is a genesis event and two things beside it. What the two cities *decide* (it is sent, taken up, granted or
//! refused, withdrawn, settled) is one exclusive aspect: "yes" of one post and "no" of another, written apart, is a
//! conflict that a person settles. What becomes of each team or lot that was granted (sent off, on its way, reported in, at
//! work, released, home) is a ladder of its own, as in an assembly: two who write the same down agree, one that was
//! taken back is as if it had never been told, and a second team is not held up by the first. Where the whole request
//! stands follows from both ([`AidState`]); [`AID_TURNS`] is the paper's table of what comes next.

mod share;
mod turn;

pub use share::{ShareKind, SharedItem, SharedList};
pub use turn::{AID_TURNS, AidEvent, AidState, AidWant};

use serde::{Deserialize, Serialize};

use super::{AreaCode, Capability, EventId, Means, Point, TeamCode, Voice};
use crate::clock::At;

/// In which system a coordinate was said. It is kept as it was said: nothing is converted unasked (rules.md 8.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Datum {
    /// The legal national system; centimetres from WGS-84.
    #[serde(rename = "CGCS2000")]
    Cgcs2000,
    /// GPS.
    #[serde(rename = "WGS84")]
    Wgs84,
    /// 火星坐标: shifted by half a kilometre.
    #[serde(rename = "GCJ02")]
    Gcj02,
    /// 百度坐标: shifted further.
    #[serde(rename = "BD09")]
    Bd09,
}

impl Datum {
    /// Every one, the legal one first.
    pub const ALL: [Self; 4] = [Self::Cgcs2000, Self::Wgs84, Self::Gcj02, Self::Bd09];

    /// As it is written behind a coordinate.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Cgcs2000 => "CGCS2000",
            Self::Wgs84 => "WGS84",
            Self::Gcj02 => "GCJ02",
            Self::Bd09 => "BD09",
        }
    }
}

/// Of what sort something is that is needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidSort {
    /// 兵力.
    Force,
    /// 装备.
    Equipment,
    /// 物资.
    Material,
}

impl AidSort {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Force, Self::Equipment, Self::Material];
}

/// A line of what is needed: 类型·数量·能力标签.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct AidLine {
    /// Of which sort.
    pub sort: AidSort,
    /// What: `排涝泵车`.
    pub what: String,
    /// How many.
    pub count: u32,
    /// Of what: `台`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What it must be able to do, when a tag says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capability: Option<Capability>,
}

/// 集结点, with the system of its coordinates.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Rally {
    /// Where, in words.
    pub name: String,
    /// The coordinate as it was said, with its system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<(Point, Datum)>,
}

/// Who bears the cost 费用承担 (708号令 art. 19: the responsible unit, else the government arranges).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostBearer {
    /// 事故责任单位.
    Responsible,
    /// 请求方政府.
    #[default]
    Requester,
    /// 支援方.
    Helper,
    /// 上级统筹.
    Superior,
}

impl CostBearer {
    /// Every one, in the order of the regulation.
    pub const ALL: [Self; 4] = [Self::Responsible, Self::Requester, Self::Superior, Self::Helper];
}

/// 支援请求, as it was drafted. Its id is that of the event that says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aid {
    /// 请求方.
    pub from: AreaCode,
    /// 被请求方: a city, or the superior that both have in common.
    pub to: AreaCode,
    /// For which incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// 灾种.
    pub kind: String,
    /// 时间: when it happened.
    pub occurred: At,
    /// 地域.
    pub place: String,
    /// 危害程度.
    pub harm: String,
    /// 已采取措施.
    pub done: String,
    /// 所需兵力、装备、物资.
    pub needs: Vec<AidLine>,
    /// 集结点.
    #[serde(default)]
    pub rally: Rally,
    /// 路线, 通行.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub route: String,
    /// 联络人, with a number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// 频率.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub frequency: String,
    /// 预计时长, in hours from the first arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// 费用承担.
    #[serde(default)]
    pub cost: CostBearer,
    /// 后勤保障方.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub logistics: String,
    /// When it was drafted.
    pub at: At,
}

/// A part of a request without which whoever is asked cannot answer: the six of the regulation (军队参加抢险救灾条例 art. 7), and
/// how to get there and whom to call.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AidPart {
    /// 灾种.
    Kind,
    /// 地域.
    Place,
    /// 危害程度.
    Harm,
    /// 已采取措施.
    Done,
    /// 所需.
    Needs,
    /// 集结点; a coordinate of it that was said without its system cannot be written at all.
    Rally,
    /// 联络人.
    Contact,
}

impl AidPart {
    /// Every one, in the order of the paper.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Place, Self::Harm, Self::Done, Self::Needs, Self::Rally, Self::Contact];
}

impl Aid {
    /// What it lacks.
    pub fn lacks(&self) -> Vec<AidPart> {
        let empty = |part: &AidPart| match part {
            AidPart::Kind => self.kind.trim().is_empty(),
            AidPart::Place => self.place.trim().is_empty(),
            AidPart::Harm => self.harm.trim().is_empty(),
            AidPart::Done => self.done.trim().is_empty(),
            AidPart::Needs => self.needs.is_empty(),
            AidPart::Rally => self.rally.name.trim().is_empty() && self.rally.point.is_none(),
            AidPart::Contact => self.contact.trim().is_empty(),
        };
        AidPart::ALL.into_iter().filter(empty).collect()
    }
}

/// What was granted comes: a team of the log's, or something that it knows by name only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidUnit {
    /// An enrolled team.
    Team(TeamCode),
    /// Anything else, by its name.
    Named(String),
}

/// What of one line is granted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// Which line, from 0.
    pub line: u8,
    /// How many of it.
    pub count: u32,
    /// Who or what comes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<AidUnit>,
}

/// A step of a request.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidStep {
    /// 已发出: signed 签发, the clock runs.
    Sent(Voice),
    /// 已受理.
    Accepted(Voice),
    /// 同意, in part when a line gets less than it asks.
    Granted {
        /// What of each line; a line that is not named gets nothing.
        grants: Vec<Grant>,
        /// On which conditions.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// Who.
        voice: Voice,
    },
    /// 拒绝.
    Refused {
        /// Why.
        reason: String,
        /// Who.
        voice: Voice,
    },
    /// 撤回: it is not needed any more.
    Withdrawn {
        /// Why.
        reason: String,
        /// Who.
        voice: Voice,
    },
    /// 费用结算.
    Settled {
        /// Who bears it in the end.
        bearer: CostBearer,
        /// How much, in yuan; none when nothing is charged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        yuan: Option<u64>,
        /// By which paper, or why nothing is charged.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// Who.
        voice: Voice,
    },
}

impl AidStep {
    /// Who said so.
    pub fn voice(&self) -> &Voice {
        match self {
            Self::Sent(voice)
            | Self::Accepted(voice)
            | Self::Granted { voice, .. }
            | Self::Refused { voice, .. }
            | Self::Withdrawn { voice, .. }
            | Self::Settled { voice, .. } => voice,
        }
    }

    /// Whether it is the asked city's to take; the others are the asking city's.
    pub fn is_answer(&self) -> bool {
        matches!(self, Self::Accepted(_) | Self::Granted { .. } | Self::Refused { .. })
    }
}

/// A step as it stands in the register, with its time: limits are counted from it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct AidMove {
    /// Which.
    pub step: AidStep,
    /// When.
    pub at: At,
}

/// What was told of one that comes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidNews {
    /// 已派出, on an order of its own city.
    Dispatched {
        /// How many people; none when not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<u32>,
    },
    /// 在途.
    EnRoute {
        /// When they expect to arrive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        eta: Option<At>,
    },
    /// 到达报到: under the requesting city's command post from here.
    Arrived {
        /// How many people; none when not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<u32>,
    },
    /// 作业.
    Working {
        /// What at.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        task: String,
    },
    /// 释放.
    Released,
    /// 归建.
    Returned,
}

impl AidNews {
    /// How far it brings its unit.
    pub fn rung(&self) -> AidState {
        match self {
            Self::Dispatched { .. } => AidState::Dispatched,
            Self::EnRoute { .. } => AidState::EnRoute,
            Self::Arrived { .. } => AidState::Arrived,
            Self::Working { .. } => AidState::Working,
            Self::Released => AidState::Released,
            Self::Returned => AidState::Returned,
        }
    }
}

/// Somebody told of one that comes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AidTelling {
    /// The event that drafted the request.
    pub aid: EventId,
    /// Of whom or what.
    pub unit: AidUnit,
    /// What.
    pub news: AidNews,
    /// Who says so, not who typed.
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When it happened.
    pub at: At,
}
