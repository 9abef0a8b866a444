//! Answers to the measures that a warning calls for: 做 or 不做, with owner and reason (突发事件应对法 art. 66, 67).

use serde::{Deserialize, Serialize};

use super::{Article, EventId};
use crate::clock::At;

/// One measure of one warning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct MeasureOf {
    /// The warning.
    pub warning: EventId,
    /// Under which article.
    pub article: Article,
    /// Its place there, from 1.
    pub number: u8,
}

/// What was answered to a measure; an exclusive aspect.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// 做: by whom.
    Yes {
        /// 责任人.
        owner: String,
        /// 理由; empty when nobody gave one: the law itself is one.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 不做: why.
    No {
        /// 理由.
        reason: String,
        /// 责任人: who answers for leaving it; empty in what was written before it was asked for.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        owner: String,
    },
}

/// A measure was answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeasureAnswer {
    /// Which.
    #[serde(flatten)]
    pub of: MeasureOf,
    /// What.
    pub taken: Taken,
    /// When.
    pub at: At,
}

impl Article {
    /// How many measures the article lists.
    pub fn measures(self) -> u8 {
        match self {
            Self::Art66 => 5,
            Self::Art67 => 8,
        }
    }
}
