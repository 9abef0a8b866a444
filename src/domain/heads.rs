//! Heads counted 清点 (PAR) after a withdrawal: who is there, who is not, and who says so.

use serde::{Deserialize, Serialize};

use super::{EventId, Means};
use crate::clock::At;

/// Somebody counted the heads of those whom an order told to withdraw (生产安全事故应急条例 art. 22; rules.md 5.4).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeadCount {
    /// The order to withdraw.
    pub order: EventId,
    /// 在位: how many are there.
    pub present: u32,
    /// 失联: how many are declared missing by the one who counted.
    #[serde(default)]
    pub missing: u32,
    /// Who is missing, as far as known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub names: String,
    /// Who counted, by name: a person answers for those declared missing.
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}

impl HeadCount {
    /// Whether everybody of so many is there or declared missing.
    pub fn accounts_for(&self, people: u32) -> bool {
        self.present.saturating_add(self.missing) >= people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(present: u32, missing: u32) -> HeadCount {
        let (order, names, by) = (EventId([1; 32]), String::new(), "张某".into());
        HeadCount { order, present, missing, names, by, means: Means::Radio, at: At(0) }
    }

    #[test]
    fn the_present_and_the_missing_are_everybody() {
        assert!(count(5, 0).accounts_for(5) && count(3, 2).accounts_for(5) && count(6, 0).accounts_for(5));
        assert!(!count(4, 0).accounts_for(5));
        assert!(count(u32::MAX, 9).accounts_for(u32::MAX), "no count is too large");
    }
}
