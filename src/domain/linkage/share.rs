//! 共享资源: what a city lets others see of what it has (rules.md 4.4: 队伍、物资储备、避难场所、大型装备设备、风险源).
//!
//! A list is a fact of its own and no flag on cards: it says as of when the city stands behind it, whoever reads it
//! later can tell how old it is, and a city that is on no hub can have its list written down from a paper. A list that is
//! longer than one event goes out in parts, each an aspect of its own, all of one edition.

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::{AreaCode, Capability, Means, PlaceCode};

/// Of what a list is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareKind {
    /// 队伍.
    Teams,
    /// 物资储备.
    Materials,
    /// 避难场所.
    Shelters,
    /// 大型装备设备.
    Equipment,
    /// 风险源.
    Risks,
}

impl ShareKind {
    /// Every one, in the order of the paper.
    pub const ALL: [Self; 5] = [Self::Teams, Self::Materials, Self::Shelters, Self::Equipment, Self::Risks];
}

/// A row of a shared list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct SharedItem {
    /// Its code, when the log has a card of it: a team's, a material's, a shelter's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many: people of a team, pieces, places to sleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Of what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What it can do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capabilities: Vec<Capability>,
    /// Where, when the map has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// Where, whom to call, what else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A part of a city's list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SharedList {
    /// Whose.
    pub area: AreaCode,
    /// Of what.
    pub kind: ShareKind,
    /// Which edition; its parts belong together.
    pub edition: String,
    /// As of when the city stands behind it: its age is counted from here.
    pub as_of: At,
    /// Which part, from 0.
    #[serde(default)]
    pub part: u8,
    /// Of how many.
    pub parts: u8,
    /// The rows.
    pub items: Vec<SharedItem>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// By what means, when somebody else writes it down.
    #[serde(default)]
    pub means: Means,
}
