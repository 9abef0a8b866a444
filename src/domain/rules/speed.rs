//! How fast teams come: no law says it, so every bureau can put its own rows in the place of these.

use serde::{Deserialize, Serialize};

use super::{RuleId, what::plain};
use crate::domain::{Capability, Team, TeamKind, Travel};

plain! {
    /// How somebody comes.
    Going {
        /// 消防 by road.
        Fire,
        /// 医疗 by road.
        Medical,
        /// 专业 by road.
        Professional,
        /// 乡镇 by road.
        Township,
        /// 社会 by road.
        Social,
        /// 军队 by road.
        Military,
        /// By road, of whom nothing is known but a row in another city's list.
        Listed,
        /// 航空.
        Air,
        /// 舟艇.
        Water,
    }
}

impl Going {
    /// How a team comes: as its card says, by air when what it can do is done from the air, else by road.
    pub fn of(team: &Team) -> Self {
        let flies = || [Capability::AirBucket, Capability::AirMedevac].iter().any(|can| team.grade(*can).is_some());
        let travel = team.readiness.travel.unwrap_or(if flies() { Travel::Air } else { Travel::Road });
        match (travel, team.kind) {
            (Travel::Air, _) => Self::Air,
            (Travel::Water, _) => Self::Water,
            (Travel::Road, TeamKind::Fire) => Self::Fire,
            (Travel::Road, TeamKind::Medical) => Self::Medical,
            (Travel::Road, TeamKind::Professional) => Self::Professional,
            (Travel::Road, TeamKind::Township) => Self::Township,
            (Travel::Road, TeamKind::Social) => Self::Social,
            (Travel::Road, TeamKind::Military) => Self::Military,
        }
    }

    /// Whether the way winds: by air it does not.
    pub fn winds(self) -> bool {
        self != Self::Air
    }

    /// The row that says how fast that is in every set.
    pub const fn row(self) -> &'static str {
        match self {
            Self::Fire => "R-车速-消防",
            Self::Medical => "R-车速-医疗",
            Self::Professional => "R-车速-专业",
            Self::Township => "R-车速-乡镇",
            Self::Social => "R-车速-社会",
            Self::Military => "R-车速-军队",
            Self::Listed => "R-车速-外市",
            Self::Air => "R-航速-航空",
            Self::Water => "R-航速-舟艇",
        }
    }
}

/// How fast somebody comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Speed {
    /// How.
    pub going: Going,
    /// On average, in kilometres an hour.
    pub kmh: u32,
    /// Whether that is this project's default, and no authority's figure.
    pub is_default: bool,
}

/// All of them, as they are in force at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Speeds {
    /// In the order of [`Going::ALL`].
    pub(in crate::domain) all: Vec<Speed>,
    /// How long a way that winds is, in hundredths of the straight line.
    pub(in crate::domain) detour_percent: u32,
}

/// The row that says how much ways wind in every set.
pub(in crate::domain) const DETOUR: RuleId = RuleId(std::borrow::Cow::Borrowed("R-绕行"));

impl Speeds {
    /// How fast somebody comes.
    pub fn of(&self, going: Going) -> Speed {
        let slow = Speed { going, kmh: 1, is_default: true };
        self.all.get(going as usize).copied().unwrap_or(slow)
    }

    /// So many metres of the straight line, as they are on the way.
    pub fn way(&self, going: Going, metres: u32) -> u32 {
        let percent = if going.winds() { self.detour_percent } else { 100 };
        u32::try_from(u64::from(metres) * u64::from(percent) / 100).unwrap_or(u32::MAX)
    }
}
