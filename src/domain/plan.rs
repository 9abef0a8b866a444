//! Plans 预案 and their steps 步骤.

use serde::{Deserialize, Serialize};

use super::{AreaCode, EventId, HqCode, Level, PlanCode, StepCode, TeamCode};
use crate::clock::{At, Span};

/// Who must do a step.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A headquarters or member unit.
    Headquarters(HqCode),
    /// A team.
    Team(TeamCode),
    /// A department or person by name.
    Unit(String),
}

/// One step of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Its code inside the plan.
    pub code: StepCode,
    /// What is to be done.
    pub title: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Who.
    pub owner: Owner,
    /// Due so long after the plan was started.
    pub within: Span,
    /// Only at this level or a more severe one; `None` is at every level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<Level>,
    /// Steps that must be done before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<StepCode>,
}

/// A plan that was adopted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Its code.
    pub code: PlanCode,
    /// Its name.
    pub name: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Which version; an instance pins it.
    pub version: String,
    /// In order of the plan.
    pub steps: Vec<Step>,
}

/// A plan was started: from now on its steps are due.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanStarted {
    /// The event that adopted the plan, so that the version is pinned.
    pub plan: EventId,
    /// For which jurisdiction.
    pub area: AreaCode,
    /// For which incident, when for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// At which response level.
    pub level: Level,
    /// T0.
    pub started: At,
}

/// Where a step stands; an exclusive aspect.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// 待办.
    #[default]
    Waiting,
    /// 执行中.
    Doing,
    /// 完成.
    Done,
    /// 受阻, with the reason.
    Blocked(String),
    /// 不做, with the reason.
    Skipped(String),
}
