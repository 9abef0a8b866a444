//! Plans 预案 and their steps 步骤.

mod parts;

pub use parts::{Parts, PlanPart, TooLarge};

use serde::{Deserialize, Serialize};

use super::{AidLine, AreaCode, Colour, EventId, Grade, HqCode, Level, PlanCode, StepCode, TeamCode};
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

impl Default for Owner {
    fn default() -> Self {
        Self::Unit(String::new())
    }
}

/// Of which kind a plan is, in the order in which plans are applied (rules.md 7.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanClass {
    /// 总体预案.
    General,
    /// 专项预案.
    Special,
    /// 部门预案.
    Department,
    /// 基层预案.
    Grassroots,
    /// 企业预案.
    Enterprise,
}

/// In which phase a step stands (rules.md 7.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 预警.
    Warning,
    /// 先期.
    Initial,
    /// 响应.
    Response,
    /// 稳控.
    Stabilising,
    /// 恢复.
    Restoring,
}

/// The moment from which a step's time runs (rules.md 7.1: T+ from an anchor).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// T0: the plan was started, or the level was raised to one at which the step applies.
    #[default]
    Start,
    /// 预警: the newest warning that was received for the jurisdiction when the plan was started, or the first after.
    Warning,
    /// 启动响应: the response that ran when the plan was started, or the first after.
    Activation,
    /// 到场: the first team that was mobilised for the run's incident reached the scene.
    Arrival,
}

impl Anchor {
    /// Whether it is the usual one.
    pub fn is_start(&self) -> bool {
        *self == Self::Start
    }
}

/// What calls for a plan (rules.md 7.1); any one is enough.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A warning of this colour or a graver one; of this kind, when it is named.
    Warning {
        /// The least colour.
        colour: Colour,
        /// 预警类别, as the warning has it: `暴雨`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
    },
    /// An incident of this grade or a graver one.
    Grade(Grade),
    /// An incident whose event code begins so.
    Code(String),
}

/// 行动卡: what one role does by this plan, on one screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActionCard {
    /// Whose: a post or a role, as it is called.
    pub role: String,
    /// Line by line.
    pub lines: Vec<String>,
}

/// One step of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
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
    /// Due so long after its anchor.
    pub within: Span,
    /// From which moment.
    #[serde(default, skip_serializing_if = "Anchor::is_start")]
    pub anchor: Anchor,
    /// In which phase; none when the plan has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Who helps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<String>,
    /// Where it is written that this must be done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Whom to tell when it is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_overdue: Option<Owner>,
    /// Only at this level or a more severe one; `None` is at every level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<Level>,
    /// Steps that must be done before. When one was over too late, this one is due so much later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<StepCode>,
}

/// A plan that was adopted.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
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
    /// Of which kind; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<PlanClass>,
    /// By when it must be revised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_due: Option<At>,
    /// What calls for it; nothing does by itself when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Trigger>,
    /// In order of the plan.
    pub steps: Vec<Step>,
    /// A screen for each role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<ActionCard>,
    /// 响应终止条件.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exit: Vec<String>,
    /// 所需力量、装备、物资.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<AidLine>,
    /// 通信: channels and frequencies, in the order in which they are fallen back on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comms: Vec<String>,
    /// That its steps and cards come in parts; none when they stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
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
