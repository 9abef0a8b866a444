//! What a consultation comes to: its conclusion, who signed it, how it was closed.

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::{EventId, Level, Means, Role};

/// 级别建议.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// 维持: nothing is to change.
    Keep,
    /// 启动或调整 to a level.
    Level(Level),
    /// 不启动.
    Decline,
    /// 终止.
    Terminate,
}

/// 会商结论, as it is drafted and as it is signed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Conclusion {
    /// 趋势研判.
    pub trend: String,
    /// 级别建议.
    pub advice: Advice,
    /// 应对措施, each in its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<String>,
    /// 有效期至: later it is no basis for a new decision.
    pub valid_until: At,
}

/// A conclusion that was signed, whole: what is signed is what was read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// What was signed.
    pub conclusion: Conclusion,
    /// 会商纪要 number; two posts apart may give the same one.
    pub number: u32,
    /// Who: the chair.
    pub by: String,
    /// In which role; none when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// At the console, or by phone to whoever wrote it down.
    #[serde(default)]
    pub means: Means,
}

/// How a consultation was closed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Every action is closed.
    AllDone,
    /// The next consultation came to a conclusion.
    Superseded(EventId),
}
