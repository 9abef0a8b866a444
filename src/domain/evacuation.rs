//! 转移安置和救助: who was moved whence and whither, and what they got since (rules.md 5.6 K9; 自然灾害救助条例 art. 14).

use serde::{Deserialize, Serialize};

use super::{AreaCode, EventId, ListCode, Means};
use crate::clock::At;

/// 转移: people were moved. Its id names them: relief is counted by it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Evacuation {
    /// For which incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// From which jurisdiction.
    pub area: AreaCode,
    /// Whence, in words: `车村镇一组`.
    pub whence: String,
    /// How many.
    pub people: u32,
    /// To which shelter; none for relatives and friends, or not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelter: Option<ListCode>,
    /// By whose word.
    pub by: String,
    /// How word came.
    #[serde(default)]
    pub means: Means,
    /// Since when they are affected: the ten hours run from here.
    pub at: At,
    /// When they came to the shelter; none when nobody said, then `at` counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed: Option<At>,
}

impl Evacuation {
    /// Since when they are in their shelter.
    pub fn there_since(&self) -> At {
        self.placed.unwrap_or(self.at)
    }
}

/// What the ten-hour rule asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliefKind {
    /// 食品.
    Food,
    /// 饮水.
    Water,
    /// 衣被.
    Clothes,
    /// 临时住所.
    Shelter,
    /// 医疗防疫.
    Medical,
}

impl ReliefKind {
    /// Basic relief is all of these (自然灾害救助条例 art. 14).
    pub const ALL: [Self; 5] = [Self::Food, Self::Water, Self::Clothes, Self::Shelter, Self::Medical];
}

/// 救助: some of those who were moved got something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Relief {
    /// Who: the event that says they were moved.
    pub evacuation: EventId,
    /// What they got.
    pub kinds: Vec<ReliefKind>,
    /// How many of them.
    pub people: u32,
    /// By whose word.
    pub by: String,
    /// How word came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}
