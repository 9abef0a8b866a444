//! 评估复盘: an after-action review from the end of what it looks at to the last improvement that was signed off
//! (rules.md 5.5). What a review is at, and what each improvement item is at, are exclusive aspects; findings, answers,
//! scores and items are a ledger to which people only add.

mod item;
mod note;
mod turn;

pub use item::{ItemAct, ItemState};
pub use note::{
    AarNote, AarNoted, Computed, Disposal, Finding, FindingKind, Improvement, Inquiry, Mechanism, Rating, Severity,
};
pub use turn::{AarEvent, AarState, AarWant};

use serde::{Deserialize, Serialize};

use super::{AreaCode, ContentHash, EventId, Means, Voice};
use crate::clock::At;

/// What is reviewed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AarOf {
    /// A response that was terminated, by one of the decisions on it.
    Response(EventId),
    /// An incident by itself.
    Incident(EventId),
    /// A drill, by the event that opened it.
    Drill(EventId),
}

impl AarOf {
    /// The event that names it.
    pub fn id(self) -> EventId {
        match self {
            Self::Response(id) | Self::Incident(id) | Self::Drill(id) => id,
        }
    }
}

/// A review was opened 立项. Its id is that of the event that says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aar {
    /// Whose it is.
    pub area: AreaCode,
    /// Of what.
    pub of: AarOf,
    /// The incident that it is about, when about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// From when its records are, the beginning of what is reviewed: they are every entry of the log from here to `at`.
    pub from: At,
    /// When what is reviewed was over.
    pub ended: At,
    /// 评估组: who leads it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Who opened it, when not whoever wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When: its records reach to here, and the limits run from here.
    pub at: At,
}

/// 封存: the records of a review as one hash, which anybody who has the log can make again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Seal {
    /// SHA-256 over the sorted ids of the events.
    pub hash: ContentHash,
    /// How many events.
    pub events: u32,
    /// Events that are known to be missing here: gaps in series, contents that are named and not here, what a hub has.
    #[serde(default)]
    pub missing: u32,
    /// Events of this post that no hub has.
    #[serde(default)]
    pub unsent: u32,
}

/// A stretch of time in which nothing was recorded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// From.
    pub from: At,
    /// To.
    pub to: At,
}

/// 时间线: the records in their order, with what they lack.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Reconstruction {
    /// How many items it has.
    pub items: u32,
    /// How many of them have a source: a person, by name.
    pub sourced: u32,
    /// The longest stretches without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// What is said about the gaps; what lacks it goes against the paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

/// The report as it is drafted, and as it is signed: what nobody wrote into it is composed from the log.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// 总体评价.
    pub summary: String,
    /// 主要教训和建议.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lessons: String,
}

/// A step of a review, or of one of its improvement items.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AarStep {
    /// 取证.
    Sealed(Seal),
    /// 评估.
    Reconstructed(Reconstruction),
    /// 送审.
    Drafted(Draft),
    /// 待签.
    Reviewed(Voice),
    /// 已定稿, with the text that was signed.
    Signed {
        /// The report.
        draft: Draft,
        /// Its number; two posts apart may give the same one.
        number: u32,
        /// Who.
        hand: Voice,
    },
    /// 已闭环.
    Closed(Voice),
    /// A step of an improvement item.
    Item {
        /// The note that opened it.
        item: EventId,
        /// Which.
        act: ItemAct,
        /// 凭据: what shows it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        evidence: String,
        /// Who.
        hand: Voice,
    },
}

/// A step as it stands in the register.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct AarMove {
    /// Of which review.
    pub aar: EventId,
    /// Which.
    pub step: AarStep,
    /// When.
    pub at: At,
}

/// 公众发布: a warning reached the public. The smallest fact from which lead and coverage follow (rules.md 5.6 K11, K12).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Publication {
    /// Which warning.
    pub warning: EventId,
    /// By which channel: 短信, 广播, 大喇叭.
    pub channel: String,
    /// When it went out.
    pub at: At,
    /// How many people it reached; none while nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<u32>,
    /// How many there were to be reached; none while nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// Who said so, when not whoever wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
}
