//! A region 区域: what a city's structure, places, forces and plans are, adopted as a whole by an event.

use serde::{Deserialize, Serialize};

use super::{Area, ContentHash, Headquarters, Listed, Place, Plan, Team};

/// Which edition of a region a log goes by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RegionName {
    /// Its name: `洛阳市`.
    pub name: String,
    /// Its edition: `2026-1`.
    pub edition: String,
    /// SHA-256 of the file that it was read from.
    pub hash: ContentHash,
}

/// A region as its file says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Region {
    /// Which.
    pub name: RegionName,
    /// Jurisdictions.
    pub areas: Vec<Area>,
    /// Places on the map.
    pub places: Vec<Place>,
    /// Headquarters: those of the bodies that lead.
    pub headquarters: Vec<Headquarters>,
    /// Bodies, experts, watches, contacts, materials and shelters.
    pub cards: Vec<Listed>,
    /// Teams.
    pub teams: Vec<Team>,
    /// Plans.
    pub plans: Vec<Plan>,
}
