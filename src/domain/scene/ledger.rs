//! What stands in the ledger of a scene: what was found there, where nobody may go, who is in, who was hurt.

use serde::{Deserialize, Serialize};

use crate::domain::{FigureKind, Point, TeamCode};

/// 首报: what the first on the scene see.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SizeUp {
    /// 灾种.
    pub kind: String,
    /// 被困; none when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trapped: Option<u32>,
    /// 危险源.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hazards: String,
    /// 风向.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wind: String,
    /// 进出路.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ways: String,
}

/// What a zone is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneKind {
    /// 热区.
    Hot,
    /// 温区.
    Warm,
    /// 冷区.
    Cold,
    /// 警戒区.
    Cordon,
    /// 禁入: nobody goes in.
    Forbidden,
}

impl ZoneKind {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Hot, Self::Warm, Self::Cold, Self::Cordon, Self::Forbidden];
}

/// An area of the scene.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Zone {
    /// By what it is known.
    pub name: String,
    /// What it is.
    pub kind: ZoneKind,
    /// Its middle, WGS-84; none while it is known in words only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// How far it reaches from there, in metres.
    #[serde(default)]
    pub radius: u32,
}

/// Who goes in and comes out together: a team or a part of it, or anybody by a name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct CrewName {
    /// Of which team; none for anybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamCode>,
    /// Which of them: `一组`; empty for all of a team.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    )+};
}

plain! {
    /// What is measured because it endangers people.
    HazardKind {
        /// 可燃气体, %LEL.
        Combustible,
        /// 氧气, %.
        Oxygen,
        /// 一氧化碳, ppm.
        CarbonMonoxide,
        /// 硫化氢, ppm.
        HydrogenSulphide,
        /// 风速, m/s.
        Wind,
        /// 位移, mm/h.
        Displacement,
        /// 水位涨幅, cm/h.
        WaterRise,
        /// 其他: no row knows its limit.
        Other,
    }

    /// What became of somebody. Each is counted by itself.
    CasualtyState {
        /// 被困.
        Trapped,
        /// 失联.
        Missing,
        /// 救出.
        Rescued,
        /// 重伤.
        Injured,
        /// 轻伤.
        SlightlyInjured,
        /// 死亡.
        Dead,
        /// 转送: to a hospital.
        Transported,
        /// 救援人员受伤: it is to stay at none.
        Rescuer,
    }
}

impl CasualtyState {
    /// The figure of the incident that is made of it; none of what reports do not count.
    pub fn figure(self) -> Option<FigureKind> {
        match self {
            Self::Trapped => Some(FigureKind::Trapped),
            Self::Missing => Some(FigureKind::Missing),
            Self::Injured => Some(FigureKind::Injured),
            Self::SlightlyInjured => Some(FigureKind::SlightlyInjured),
            Self::Dead => Some(FigureKind::Dead),
            Self::Rescued | Self::Transported | Self::Rescuer => None,
        }
    }
}

impl HazardKind {
    /// The unit in which it is told.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Combustible => "%LEL",
            Self::Oxygen => "%",
            Self::CarbonMonoxide | Self::HydrogenSulphide => "ppm",
            Self::Wind => "m/s",
            Self::Displacement => "mm/h",
            Self::WaterRise => "cm/h",
            Self::Other => "",
        }
    }
}

/// 监测读数.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HazardReading {
    /// Of what.
    pub kind: HazardKind,
    /// Hundredths of its unit.
    pub value: u32,
    /// The unit, as it was told.
    pub unit: String,
    /// Where.
    pub place: String,
}

/// 伤亡: so many more, or fewer, in a state. Nothing of it is ever edited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Casualty {
    /// In which state.
    pub state: CasualtyState,
    /// How many more; fewer when negative.
    pub change: i32,
    /// By whose count: 医学救护组, 公安. What two count is not added up.
    pub source: String,
    /// Where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
}

/// 资源请求.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SceneRequest {
    /// What, and how much of it.
    pub what: String,
    /// Of whom: 指挥部, 联动平台.
    pub to: String,
}

/// 搜索网格: so many columns `A`, `B`… and rows `1`, `2`….
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SearchGrid {
    /// How many columns.
    pub columns: u8,
    /// How many rows.
    pub rows: u8,
    /// What it covers, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Its first corner, WGS-84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corner: Option<Point>,
    /// The side of a cell in metres.
    #[serde(default)]
    pub side: u32,
}

impl SearchGrid {
    /// The names of its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = String> + use<> {
        let (columns, rows) = (self.columns.min(26), self.rows);
        (1..=rows).flat_map(move |row| (0..columns).map(move |column| format!("{}{row}", char::from(b'A' + column))))
    }
}

/// 移动物证: what was moved for the rescue is marked, sketched and recorded (生产安全事故报告和调查处理条例 art. 16).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// What was moved.
    pub item: String,
    /// 标记.
    #[serde(default)]
    pub marked: bool,
    /// 绘图.
    #[serde(default)]
    pub sketched: bool,
    /// 记录.
    #[serde(default)]
    pub recorded: bool,
}

impl Evidence {
    /// Whether it is protected as it must be.
    pub fn protected(&self) -> bool {
        self.marked && self.sketched && self.recorded
    }
}
