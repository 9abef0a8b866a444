//! 现场指挥部 and the plan by which it works (生产安全事故应急条例 art. 20, 21; rules.md 4.3).

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::{EventId, Point};

/// A working group of a command post (rules.md 4.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SceneGroup {
    /// 综合协调.
    Coordination,
    /// 抢险救援.
    Rescue,
    /// 医学救护.
    Medical,
    /// 治安警戒.
    Security,
    /// 交通保障.
    Traffic,
    /// 监测预警.
    Monitoring,
    /// 人员疏散安置.
    Evacuation,
    /// 后勤物资.
    Logistics,
    /// 通信保障.
    Communications,
    /// 新闻舆论.
    Press,
    /// 善后处置.
    Aftercare,
    /// 专家组.
    Experts,
}

impl SceneGroup {
    /// Every one, in the order of the paper.
    pub const ALL: [Self; 12] = [
        Self::Coordination,
        Self::Rescue,
        Self::Medical,
        Self::Security,
        Self::Traffic,
        Self::Monitoring,
        Self::Evacuation,
        Self::Logistics,
        Self::Communications,
        Self::Press,
        Self::Aftercare,
        Self::Experts,
    ];
}

/// Who leads a group.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct GroupSeat {
    /// Which group.
    pub group: SceneGroup,
    /// Who; empty when nobody was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
}

/// A command post as it was set up.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct PostCard {
    /// 地点.
    pub place: String,
    /// The same as a point, WGS-84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// 总指挥, whom the government appoints.
    pub commander: String,
    /// 副总指挥.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deputy: String,
    /// 工作组.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupSeat>,
    /// 频道.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub radio: String,
    /// 出入口.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// Whether it lies upwind and uphill; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upwind: Option<bool>,
    /// How many ways out it has; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exits: Option<u8>,
}

/// 现场救援方案.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RescuePlan {
    /// Its version; the working period has the same number. Two posts apart may give the same one.
    pub version: u16,
    /// What is to be reached.
    pub text: String,
    /// 作业周期, in hours.
    pub hours: u16,
    /// Until when it holds.
    pub until: At,
    /// 专家意见, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expert: String,
    /// The consultation whose conclusion it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<EventId>,
}
