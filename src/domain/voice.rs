//! Whose word something was.

use serde::{Deserialize, Serialize};

use super::{Means, Role};

/// Whose word something was, when somebody else writes it down.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Voice {
    /// Who.
    pub by: String,
    /// In which role; none when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
}
