//! Hand-over of a shift 交接班: who handed what over, and who took it over. Each signs for themselves, and a hand-over is
//! complete when both have.

use serde::{Deserialize, Serialize};

use super::{ContentHash, EventId, Means};
use crate::clock::At;

/// The hand-over sheet that is signed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// From when on it says what changed.
    pub since: At,
    /// When it was made, of the log as it was then.
    pub made: At,
    /// SHA-256 of its lines, as they are read aloud, each with a line feed.
    pub hash: ContentHash,
}

/// Which of the two signs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 交班: what the sheet says is handed over.
    Handed {
        /// To whom, when that is known; empty when not.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to: String,
    },
    /// 接班: it is taken over.
    Taken {
        /// The event by which it was handed over.
        handed: EventId,
        /// How whoever takes over said so: from elsewhere somebody at the console writes it down for them.
        #[serde(default)]
        means: Means,
    },
}

/// A sign-off 签字 under a hand-over sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignOff {
    /// Under which sheet.
    pub sheet: Sheet,
    /// As which side.
    pub side: Side,
    /// Who.
    pub by: String,
    /// When.
    pub at: At,
}
