//! The ledger of a consultation: who came, what was presented, what each unit thinks, what is to be done. Nothing in it is
//! ever edited; for whoever takes part by phone somebody else writes it down, with who said it.

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::{EventId, Means, Recipient};

/// 置信度.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// 高.
    High,
    /// 中.
    Medium,
    /// 低.
    Low,
    /// 不明: it was not said.
    Unknown,
}

impl Certainty {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::Unknown];
}

/// What was presented.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Briefing {
    /// 情况通报.
    Situation,
    /// 预报.
    Forecast,
}

/// 会商意见 of one unit, verbatim.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opinion {
    /// Whose.
    pub unit: String,
    /// 研判.
    pub judgement: String,
    /// 置信度.
    pub certainty: Certainty,
    /// 建议.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advice: String,
    /// 保留意见: it disagrees with the others, and is kept beside the conclusion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dissent: bool,
}

/// 议定事项: what is to be done, which becomes an order once the conclusion is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActionItem {
    /// By whom.
    pub to: Recipient,
    /// What.
    pub text: String,
    /// Until when; what lacks it needs a reason to go out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<At>,
}

/// What was noted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultNoted {
    /// 到会.
    Joined {
        /// Which unit.
        unit: String,
        /// Who speaks for it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        person: String,
    },
    /// 缺席.
    Absent {
        /// Which unit.
        unit: String,
        /// 代会: who speaks in its place; nobody when empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        proxy: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// The situation or the forecast was presented.
    Presented {
        /// Which.
        of: Briefing,
        /// By which unit.
        unit: String,
        /// What was said.
        text: String,
    },
    /// A unit gave its opinion.
    Opinion(Opinion),
    /// 标缺: a unit that must give an opinion gives none.
    NoOpinion {
        /// Which unit.
        unit: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 讨论结束: the time for the draft runs from here.
    Adjourned,
    /// An action is proposed.
    Action(ActionItem),
    /// An action became an order: the one of this number, of the post that says so.
    Ordered {
        /// The note that proposed it.
        action: EventId,
        /// The number of the order.
        number: u32,
    },
}

/// A line of the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConsultNote {
    /// The event that asked for the consultation.
    pub consult: EventId,
    /// What.
    pub what: ConsultNoted,
    /// Who said so, when not whoever wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}

impl ConsultNoted {
    /// The unit that it is about.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Joined { unit, .. }
            | Self::Absent { unit, .. }
            | Self::Presented { unit, .. }
            | Self::NoOpinion { unit, .. } => Some(unit),
            Self::Opinion(opinion) => Some(&opinion.unit),
            Self::Adjourned | Self::Action(_) | Self::Ordered { .. } => None,
        }
    }
}
