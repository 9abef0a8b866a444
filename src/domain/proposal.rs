//! 响应建议: what somebody proposes to those who may activate, and on what basis (rules.md 2.3, 2.4).

use serde::{Deserialize, Serialize};

use super::{AreaCode, EventId, Level};
use crate::clock::At;

/// What a proposal rests on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A warning, by its event.
    Warning(EventId),
    /// A threshold of the plan that was reached, in words.
    Threshold(String),
    /// What a consultation 会商 concluded, in words.
    Consultation(String),
    /// The conclusion that a consultation of this log signed, by the event that asked for it.
    Concluded(EventId),
}

/// A response is proposed; it is 待批 until somebody decides for the jurisdiction.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Proposal {
    /// For which jurisdiction.
    pub area: AreaCode,
    /// At which level.
    pub level: Level,
    /// On what basis.
    pub ground: Ground,
    /// When; the time for approval runs from here.
    pub proposed: At,
}
