//! 追认: who is in authority says yes or no to what was done beyond it.

use serde::{Deserialize, Serialize};

use super::{EventId, Means, Role};
use crate::clock::At;

/// The answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sanction {
    /// 追认.
    Ratified,
    /// 撤销: it is not ratified, and taken back where one entry can be.
    Reversed,
}

/// Somebody answered for an override.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ratification {
    /// The event that was done beyond its author's authority.
    pub of: EventId,
    /// The answer.
    pub sanction: Sanction,
    /// Who.
    pub by: String,
    /// In which role; none when an earlier dispute was settled without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// At the console, or by phone to whoever wrote it down.
    pub means: Means,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When.
    pub at: At,
}
