//! 任务单: what a team does on the scene, and how it is called back.

use serde::{Deserialize, Serialize};

use super::SceneGroup;
use crate::domain::{Capability, EventId, TeamCode};

/// A task of one team. It goes out as an order, whose number it has: acknowledged and ended by the machinery of orders.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SceneTask {
    /// The number of its order, of the post that says so.
    #[serde(default)]
    pub number: u32,
    /// Which working group gives it.
    pub group: SceneGroup,
    /// To which team.
    pub team: TeamCode,
    /// 区域, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// In which zone, by the note that set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<EventId>,
    /// 目标.
    pub objective: String,
    /// 危险.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hazards: String,
    /// 防护.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub protection: String,
    /// 频道.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// 撤离信号.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signal: String,
    /// What the team must be able to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Capability>,
    /// Whether it is done on air: in smoke, or among poisons. Then relief comes sooner.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub air: bool,
    /// Whether a life depends on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub life: bool,
}
