//! 通报: a neighbouring city or the garrison was told (突发事件应对法 art. 62, 64; rules.md 2.1, 3.3 RERL-2, K14).

use serde::{Deserialize, Serialize};

use super::{EventId, ListCode, Means};
use crate::clock::At;

/// Somebody outside was told of a warning or an incident.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// The warning or the incident.
    pub about: EventId,
    /// The neighbouring city, by its card in the structure; none for the garrison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ListCode>,
    /// Who took it there.
    pub by: String,
    /// How.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}
