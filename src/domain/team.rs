//! Teams 救援队伍, their places and positions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AreaCode, EventId, HqCode, Means, PlaceCode, Point, TeamCode};
use crate::clock::At;

/// A jurisdiction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Area {
    /// GB/T 2260 code.
    pub code: AreaCode,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
}

/// A place on the map.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// WGS-84.
    pub point: Point,
    /// Where the point comes from, as the licence asks: `GeoNames, CC BY 4.0`.
    pub source: String,
    /// The jurisdiction whose seat it is 驻地: schematic districts are what is nearest to each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<AreaCode>,
}

/// A headquarters 指挥部.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Headquarters {
    /// Its code.
    pub code: HqCode,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Whose it is.
    pub area: AreaCode,
}

/// Kinds of team (rules.md 6.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamKind {
    /// 综合性消防救援.
    Fire,
    /// 专业.
    Professional,
    /// 医疗.
    Medical,
    /// 乡镇街道.
    Township,
    /// 社会.
    Social,
    /// 军队、武警: takes requests, never orders.
    Military,
}

macro_rules! capabilities {
    ($($name:ident = $tag:literal),+ $(,)?) => {
        /// What a team can do (rules.md 6.2).
        #[expect(missing_docs, reason = "each tag is its own description in rules.md 6.2")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Capability {
            $(#[serde(rename = $tag)] $name),+
        }

        impl Capability {
            /// Every capability with its tag.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $tag)),+];

            /// The tag as files write it.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$name => $tag),+ }
            }
        }
    };
}

capabilities! {
    FireStructure = "fire.structure", FireHighrise = "fire.highrise", FireWildland = "fire.wildland",
    HazmatDetect = "hazmat.detect", HazmatPlug = "hazmat.plug", HazmatDecon = "hazmat.decon",
    HazmatFoam = "hazmat.foam", MineRescue = "mine.rescue", MineDrain = "mine.drain",
    CollapseSearch = "collapse.search", CollapseShore = "collapse.shore", Rope = "rope",
    WaterSurface = "water.surface", WaterDive = "water.dive", FloodPump = "flood.pump", EvacBus = "evac.bus",
    MedTriage = "med.triage", MedField = "med.field", GeoSurvey = "geo.survey", GeoMonitor = "geo.monitor",
    EngEarthmove = "eng.earthmove", EngBridge = "eng.bridge", TunnelRescue = "tunnel.rescue",
    RailRescue = "rail.rescue", PowerRepair = "power.repair", PowerGen = "power.gen", GasRepair = "gas.repair",
    CommsSat = "comms.sat", CommsMesh = "comms.mesh", UavRecon = "uav.recon", UavLift = "uav.lift",
    AirBucket = "air.bucket", AirMedevac = "air.medevac", RobotRecon = "robot.recon", Epidemic = "epidemic",
    VehCommand = "veh.command", LogisticsKitchen = "logistics.kitchen", Psych = "psych",
}

/// A team as it was enrolled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Team {
    /// Its code, short enough for the map: `P1`.
    pub code: TeamCode,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Kind.
    pub kind: TeamKind,
    /// What it can do.
    pub capabilities: Vec<Capability>,
    /// Whose it is.
    pub area: AreaCode,
    /// Where it lives.
    pub home: PlaceCode,
    /// How many people.
    pub people: u32,
    /// Its leader.
    pub leader: String,
    /// The leader's number.
    #[serde(default)]
    pub phone: String,
    /// With what it comes, as far as the list says.
    #[serde(default, skip_serializing_if = "Readiness::is_unsaid")]
    pub readiness: Readiness,
}

impl Team {
    /// How well it can do something (rules.md 6.2): 1 to 3, and 1 where the list says no grade.
    pub fn grade(&self, capability: Capability) -> Option<u8> {
        let can = self.capabilities.contains(&capability);
        can.then(|| self.readiness.grades.get(&capability).copied().unwrap_or(1))
    }
}

/// With what a team comes (rules.md 6.1, 6.2). What nobody said is unknown, not missing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Readiness {
    /// 车辆: how many vehicles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicles: Option<u32>,
    /// 保险 (突发事件应对法 art. 40).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insured: Option<bool>,
    /// 防护装备 (突发事件应对法 art. 40).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected: Option<bool>,
    /// Grades 1 to 3 of what it can do.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<Capability, u8>,
    /// 最少出动人数.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_crew: Option<u32>,
    /// 持续作业: how many hours it works on end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endurance_h: Option<u32>,
    /// 行动半径: how many kilometres it goes from home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range_km: Option<u32>,
    /// 自我保障: how many hours it needs nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_sufficient_h: Option<u32>,
    /// 行进方式, where the list says one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel: Option<Travel>,
}

/// How a team comes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Travel {
    /// 公路.
    Road,
    /// 航空.
    Air,
    /// 水路.
    Water,
}

impl Readiness {
    /// Whether nobody said anything.
    pub fn is_unsaid(&self) -> bool {
        *self == Self::default()
    }
}

/// Team status set (rules.md 6.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamStatus {
    /// 备勤.
    #[default]
    Ready,
    /// 待命.
    Standby,
    /// 已预警.
    PreAlerted,
    /// 受令.
    Ordered,
    /// 集结中.
    Assembling,
    /// 在途.
    EnRoute,
    /// 到场.
    OnScene,
    /// 待任务.
    Staged,
    /// 作业.
    Working,
    /// 撤离.
    Withdrawing,
    /// 轮休.
    Resting,
    /// 补给.
    Resupply,
    /// 释放.
    Released,
    /// 归途.
    Returning,
    /// 归建.
    Returned,
    /// 不可用.
    Unavailable,
    /// 失联.
    LostContact,
}

impl TeamStatus {
    /// In the order of rules.md 6.3.
    pub const ALL: [Self; 17] = [
        Self::Ready,
        Self::Standby,
        Self::PreAlerted,
        Self::Ordered,
        Self::Assembling,
        Self::EnRoute,
        Self::OnScene,
        Self::Staged,
        Self::Working,
        Self::Withdrawing,
        Self::Resting,
        Self::Resupply,
        Self::Released,
        Self::Returning,
        Self::Returned,
        Self::Unavailable,
        Self::LostContact,
    ];

    /// The roll-up of ICS. The paper names those that are available, assigned and out of service; what it does not name goes
    /// by where the team is: who is warned is still there, who is away is still assigned, who came home rests.
    pub fn roll_up(self) -> RollUp {
        match self {
            Self::Ready | Self::Standby | Self::PreAlerted | Self::Staged => RollUp::Available,
            Self::Ordered
            | Self::Assembling
            | Self::EnRoute
            | Self::OnScene
            | Self::Working
            | Self::Withdrawing
            | Self::Released
            | Self::Returning
            | Self::LostContact => RollUp::Assigned,
            Self::Resting | Self::Resupply | Self::Returned | Self::Unavailable => RollUp::OutOfService,
        }
    }

    /// Where a team may well be when word comes of it again, one step of rules.md 6.3 further than its next: that wants a reason.
    pub fn skips_to(self) -> Option<Self> {
        match self {
            Self::Ordered => Some(Self::EnRoute),
            Self::OnScene => Some(Self::Working),
            _ => None,
        }
    }

    /// Whether rules.md 6.3 lets a team go from this status straight to `next`.
    pub fn may_become(self, next: Self) -> bool {
        use TeamStatus::{
            Assembling, EnRoute, LostContact, OnScene, Ordered, PreAlerted, Ready, Released, Resting, Resupply,
            Returned, Returning, Staged, Standby, Unavailable, Withdrawing, Working,
        };
        match (self, next) {
            (_, Unavailable)
            | (Ready, Standby | PreAlerted | Ordered)
            | (Standby, Ready | PreAlerted | Ordered)
            // An order cancelled or diverted before arrival (rules.md 5.3): back, or under the next order.
            | (PreAlerted, Ordered | Ready)
            | (Ordered, Assembling | Ready)
            | (Assembling, EnRoute | Ready | Ordered)
            | (EnRoute, OnScene | LostContact | Returning | Ordered)
            | (Staged, Working | Resting | Resupply | Released | Ordered)
            | (Working, Staged | Withdrawing | Resting | Resupply | LostContact)
            | (OnScene | Withdrawing | Resting | Resupply, Staged)
            | (Released, Returning | Ordered)
            | (Returning, Returned | Ordered)
            | (Returned | Unavailable, Ready) => true,
            (LostContact, next) => !matches!(next, LostContact),
            _ => false,
        }
    }
}

/// What a team comes to for whoever asks how many there are (rules.md 6.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RollUp {
    /// 可用.
    Available,
    /// 执行.
    Assigned,
    /// 停用.
    OutOfService,
}

impl RollUp {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Available, Self::Assigned, Self::OutOfService];
}

/// Where a team is sent.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A place on the map.
    Place(PlaceCode),
    /// Any point.
    Point(Point),
}

/// What a team is for now; an exclusive aspect.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Assignment {
    /// For which incident; none is "free".
    pub incident: Option<EventId>,
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<Destination>,
    /// On which order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<EventId>,
}

/// A team's newest position. Not in the log: a stream of its own, newest per team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fix {
    /// Which team.
    pub team: TeamCode,
    /// Where.
    pub point: Point,
    /// When the device took it; never the time of receipt.
    pub at: At,
    /// Metres per hour; `None` when the device does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_mh: Option<u32>,
    /// Old after this long without another.
    pub every_ms: i64,
}

/// Where a team is as somebody said: by phone or radio, by the name of a place. No fix of a device, and never mixed
/// with those.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PositionReport {
    /// Which team.
    pub team: TeamCode,
    /// At which place.
    pub place: PlaceCode,
    /// When it was there.
    pub at: At,
    /// How word of it came.
    #[serde(default)]
    pub means: Means,
}

/// A thinned track of a team, logged in batches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Track {
    /// Which team.
    pub team: TeamCode,
    /// When and where, oldest first.
    pub fixes: Vec<(At, Point)>,
}
