//! Warnings 预警 and the response 应急响应 to them.

use serde::{Deserialize, Serialize};

use super::{AreaCode, Colour, EventId, HqCode, Level, Means, Role};
use crate::clock::At;

/// A warning that a person or feed received (fields of 突发事件应对法 2024 art. 64 as far as they were given).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Warning {
    /// For which jurisdiction.
    pub area: AreaCode,
    /// 预警类别: `暴雨`.
    pub kind: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind_en: String,
    /// Level by colour.
    pub colour: Colour,
    /// The issuer's running number; 0 when it has none.
    #[serde(default)]
    pub number: u32,
    /// 发布单位.
    pub issuer: String,
    /// Issuer in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer_en: String,
    /// 发布时间.
    pub issued: At,
    /// 接报.
    pub received: At,
    /// What it says, verbatim.
    pub text: String,
    /// What else it states, as far as somebody typed it apart.
    #[serde(default, skip_serializing_if = "WarningTerms::is_empty")]
    pub terms: WarningTerms,
}

/// What a published warning states beyond its kind, level, issuer and time of issue (突发事件应对法 2024 art. 64): each as far as
/// it was given and somebody wrote it down apart from the text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct WarningTerms {
    /// 起始时间 (art. 64).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<At>,
    /// Until when it is expected to hold. The law asks for no end: it is this project's (rules.md 2.1), and lifts nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<At>,
    /// 可能影响的范围 (art. 64).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub extent: String,
    /// 警示事项 (art. 64).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caution: String,
    /// 应当采取的措施 (art. 64).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measures: String,
    /// 咨询求助电话 (art. 66).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub inquiries: String,
}

impl WarningTerms {
    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// 解除预警: who issued a warning says that the danger is over (突发事件应对法 2024 art. 70; rules.md 5.2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lifting {
    /// Which warning; those of its kind and jurisdiction that came before it are lifted with it.
    pub warning: EventId,
    /// 发布单位 that lifts it.
    pub issuer: String,
    /// 解除文件, by its name or number.
    pub document: String,
    /// Who says so; empty when the one who writes does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How word of it came.
    #[serde(default)]
    pub means: Means,
    /// When it was lifted.
    pub at: At,
}

/// A decision on the response.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// 启动 or 调整 to a level. The notice of activation must state matter, level, expected period and measures
    /// (突发事件应对法 2024 art. 72).
    Activated {
        /// Level.
        level: Level,
        /// 响应事项.
        matter: String,
        /// 预计期限.
        period: String,
        /// 应急处置措施.
        measures: String,
    },
    /// 不启动, with the reason.
    Declined {
        /// Why.
        reason: String,
    },
    /// 终止.
    Terminated,
}

/// A jurisdiction's response; an exclusive aspect per jurisdiction.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Response {
    /// Whose.
    pub area: AreaCode,
    /// Which headquarters decided.
    pub by: HqCode,
    /// What.
    pub decision: Decision,
    /// On which warning or proposal, when on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<EventId>,
    /// When it was decided.
    pub decided: At,
    /// From when it holds, when that is another time (郑州 2021-07-20: decided 16:30, effective 17:00).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<At>,
    /// 会商结论 that a termination rests on (rules.md 2.4); empty when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conclusion: String,
    /// In which role it was decided: only the same or a higher authority ends it. None when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

impl Response {
    /// The level in force; `None` when none is.
    pub fn level(&self) -> Option<Level> {
        match &self.decision {
            Decision::Activated { level, .. } => Some(*level),
            Decision::Declined { .. } | Decision::Terminated => None,
        }
    }
}
