//! Plans 预案 and their steps 步骤.

mod parts;
mod trigger;

pub use parts::{Parts, PlanPart, TooLarge};
pub use trigger::{Threshold, ThresholdOp, Trigger};

use serde::{Deserialize, Serialize};

use super::{AidLine, AreaCode, EventId, Grade, HqCode, Level, PlanCode, RuleId, StepCode, TeamCode};
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

/// Which level an incident of a grade calls for by the plan (rules.md 7.1, 分级响应).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct GradeLevel {
    /// The grade of the incident.
    pub grade: Grade,
    /// The level of the response.
    pub level: Level,
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
    /// 时限: due so long after it is to begin.
    pub within: Span,
    /// To begin so long after its anchor.
    #[serde(default, skip_serializing_if = "is_at_once")]
    pub offset: Span,
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
    /// 指令: that it goes out as an order, with this text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// 清单: what belongs to it, item by item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<String>,
    /// 办结凭据: what shows that it is done. Then a person says so, and no order's end does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Whom to tell when it is late: 逾期上报.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_overdue: Option<Owner>,
    /// Only at this level or a more severe one; `None` is at every level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<Level>,
    /// Steps that must be done before. When one was over too late, this one is due so much later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<StepCode>,
}

/// Whether a step is to begin with its anchor.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn is_at_once(offset: &Span) -> bool {
    *offset == Span::default()
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
    /// For which kinds of events: beginnings of event codes (rules.md 1.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// For which jurisdiction; none for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
    /// 印发机关.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// 批准.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<At>,
    /// 施行: before that nothing calls for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<At>,
    /// By when it must be revised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_due: Option<At>,
    /// What calls for it; nothing does by itself when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Trigger>,
    /// 分级响应: the level for each grade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<GradeLevel>,
    /// 敏感情形: when the level is to be one higher, in words; a person decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uplift: Vec<String>,
    /// 信息报告: by which rows (rules.md 3.3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<RuleId>,
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

impl Plan {
    /// The level that the plan asks for at a grade; none when it says nothing of it.
    pub fn level_for(&self, grade: Grade) -> Option<Level> {
        self.levels.iter().find(|of| of.grade == grade).map(|of| of.level)
    }

    /// 使用的级别: those from which one of its steps or grades is, the gravest first.
    pub fn levels_used(&self) -> Vec<Level> {
        let steps = self.steps.iter().filter_map(|step| step.from_level);
        let mut used: Vec<Level> = steps.chain(self.levels.iter().map(|of| of.level)).collect();
        used.sort_by_key(|level| std::cmp::Reverse(*level));
        used.dedup();
        used
    }
}

/// The step of a run that an order is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct OfStep {
    /// The event that started the plan.
    pub run: EventId,
    /// The step.
    pub step: StepCode,
    /// 逾期上报: it does not carry the step out, but tells that it is late.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
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
