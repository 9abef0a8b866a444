//! Incidents 突发事件 and what is said of them: entries, figures, readings, reports.

use serde::{Deserialize, Serialize};

use super::{AreaCode, EventId, GaugeCode, PlaceCode, Role, TeamCode};
use crate::clock::At;

/// An incident that was opened. Its id is that of the event that opened it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// As it stands on the boards: place and kind.
    pub title: String,
    /// The same in English, when somebody wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// GB/T 35561 family A code such as `11A02` 内涝 (rules.md 1.2); empty when not yet known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Whose incident it is.
    pub area: AreaCode,
    /// Where, when the place is on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// Where, as it was told, when that is no place of the map; empty when it was not told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// 事发.
    pub occurred: At,
    /// 接报: when a person got the report.
    pub received: At,
    /// 单位接报: when the head of the unit concerned was told (rules.md 3.3 R493-2); none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_told: Option<At>,
    /// 敏感: by its time, its place, whom it struck or what it is, it is reported whatever its grade (rules.md 3.3).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

/// Whether an incident is still being handled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentStatus {
    /// 处置中.
    #[default]
    Open,
    /// 稳控.
    Stabilised,
    /// 已结束.
    Closed,
}

/// One kind of casualty or loss figure; they are kept apart and summed only for grading (rules.md 0.2 item 4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// 死亡.
    Dead,
    /// 失踪.
    Missing,
    /// 重伤.
    Injured,
    /// 轻伤.
    SlightlyInjured,
    /// 被困.
    Trapped,
    /// 转移安置.
    Moved,
    /// 急性工业中毒.
    Poisoned,
    /// 直接经济损失: hundredths of 万元.
    Loss,
    /// 受害森林面积: hundredths of a hectare.
    Burnt,
    /// 倒塌房屋: rooms 间.
    Collapsed,
    /// 震级: tenths.
    Magnitude,
    /// 人口密度 where it happened: people to the square kilometre.
    Density,
    /// 涉险: people in danger of an accident, hurt or not (rules.md 1.3).
    AtRisk,
}

impl FigureKind {
    /// Those that count people, as reports give them.
    pub const PEOPLE: [Self; 6] =
        [Self::Dead, Self::Missing, Self::Injured, Self::SlightlyInjured, Self::Trapped, Self::Moved];

    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Dead,
        Self::Missing,
        Self::Injured,
        Self::SlightlyInjured,
        Self::Trapped,
        Self::Moved,
        Self::Poisoned,
        Self::Loss,
        Self::Burnt,
        Self::Collapsed,
        Self::Magnitude,
        Self::Density,
        Self::AtRisk,
    ];

    /// How many of the figure's unit make one of the unit that people say: losses are kept in hundredths of 万元.
    pub fn per_unit(self) -> u32 {
        match self {
            Self::Loss | Self::Burnt => 100,
            Self::Magnitude => 10,
            _ => 1,
        }
    }
}

/// A figure as somebody reported it. Unknown is not zero.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// How many; `None` is unknown.
    pub count: Option<u32>,
    /// 已核实.
    pub verified: bool,
}

/// Somebody reported a figure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FigureReport {
    /// Of which incident.
    pub incident: EventId,
    /// Which figure.
    pub figure: FigureKind,
    /// What it is now.
    pub value: Figure,
    /// When it was so.
    pub occurred: At,
    /// By whose word: a hospital, a team, a caller.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The standing reports it replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<EventId>,
}

/// How word came or went.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// On a console.
    #[default]
    Console,
    /// 电话.
    Phone,
    /// 电台.
    Radio,
    /// 当面.
    Person,
    /// From another system.
    Feed,
}

/// A log entry 记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The incident it belongs to; none for the duty log itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// Verbatim.
    pub text: String,
    /// 事发: when what it tells happened.
    pub occurred: At,
    /// 接报: when a person got word of it.
    pub received: At,
    /// How word came.
    #[serde(default)]
    pub means: Means,
    /// From whom, with the number when by phone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The team it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<TeamCode>,
    /// 地点 as it was told, where it is not the incident's (rules.md 3.2, the duty phone log).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// 已报告或通知: which leaders and units were told of it, and when, as far as this post wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub told: String,
    /// 备忘: the writer's note to self. It is in the record like every other, and marked as what it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub memo: bool,
    /// 上席, 接班: who took the seat, to be said in the language of whoever reads it. The text says the same in that of the
    /// console where it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seated: Option<Seated>,
}

/// Somebody took the seat at a console.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seated {
    /// Who.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Who sat there before; empty when it was the same person or nobody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
}

impl Entry {
    /// What happened and was heard at once, typed at a console into the duty log.
    pub fn plain(text: String, at: At) -> Self {
        Self {
            incident: None,
            text,
            occurred: at,
            received: at,
            means: Means::Console,
            source: String::new(),
            about: None,
            place: String::new(),
            told: String::new(),
            memo: false,
            seated: None,
        }
    }
}

/// A gauge's reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Which gauge.
    pub gauge: GaugeCode,
    /// What it measures, as shown: `小时雨量`.
    pub quantity: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quantity_en: String,
    /// Thousandths of the unit: 201.9 mm is 201 900.
    pub milli: i64,
    /// `mm`, `m`, `m3/s`.
    pub unit: String,
    /// Begin of the interval; equal to `to` for a momentary value.
    pub from: At,
    /// End of the interval.
    pub to: At,
    /// Whose jurisdiction.
    pub area: AreaCode,
}
