//! 现场处置: a scene from the first on it to the closed command post (rules.md 4.3, 5.4). There is one for an incident. What it is
//! at is one exclusive aspect, and who commands another; what is found, said and done there is a ledger to which people only
//! add.

mod ledger;
mod post;
mod task;
mod turn;

pub use ledger::{
    Casualty, CasualtyState, CrewName, Evidence, HazardKind, HazardReading, SceneRequest, SearchGrid, SizeUp, Zone,
    ZoneKind,
};
pub use post::{GroupSeat, PostCard, RescuePlan, SceneGroup};
pub use task::SceneTask;
pub use turn::{SceneEvent, SceneState, SceneWant};

use serde::{Deserialize, Serialize};

use super::{EventId, Means, Voice};
use crate::clock::At;

/// A step of a scene.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SceneStep {
    /// 首到, to 先期处置: who was there first.
    Opened,
    /// 设立现场指挥部, to 现指运行.
    Posted(PostCard),
    /// 现场救援方案, to the next 作业周期.
    Planned(RescuePlan),
    /// 紧急撤离: it goes along with the order to withdraw.
    Withdrawn,
    /// 批准再入, back to where it was: what the experts and the monitors say.
    ReEntered {
        /// 专家意见.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        expert: String,
        /// 监测意见.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        monitor: String,
        /// The orders to withdraw that it lifts, as far as they were known there: one that was given apart stays in force. None
        /// of an entry of before these were named; it lifts what had been ordered until then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lifts: Option<Vec<EventId>>,
    },
    /// 稳控: what the experts say.
    Stabilised {
        /// 专家签字.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        expert: String,
    },
    /// 移交.
    HandedOver {
        /// To whom: 属地, 调查组.
        to: String,
    },
    /// 撤销现场指挥部.
    Closed,
}

/// A step as it stands in the register: what, by whose word, when.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SceneMove {
    /// Which.
    pub step: SceneStep,
    /// By whose word.
    pub voice: Voice,
    /// When.
    pub at: At,
}

/// What was found, said or done on the scene.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SceneNoted {
    /// 首报.
    SizeUp(SizeUp),
    /// 初期指挥: somebody takes command until the post stands.
    Command {
        /// Who.
        name: String,
        /// Of which unit.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        unit: String,
        /// Whether of the fire service: a fire scene is theirs (消防法 art. 45).
        #[serde(default)]
        fire: bool,
    },
    /// 划区, 警戒.
    Zone(Zone),
    /// A zone is lifted.
    ZoneLifted {
        /// The note that set it.
        zone: EventId,
    },
    /// 疏散令.
    Evacuate {
        /// Whence.
        whence: String,
        /// How many; none when nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<u32>,
    },
    /// 指挥权交接: offered with its brief by who has it.
    CommandOffered {
        /// Who hands over.
        from: String,
        /// Who is to take over.
        to: String,
        /// 交接简报.
        brief: String,
    },
    /// The brief is acknowledged, and the command taken.
    CommandTaken {
        /// The note that offered it.
        of: EventId,
    },
    /// 任务.
    Task(SceneTask),
    /// 进展.
    Progress {
        /// The note that assigned the task.
        task: EventId,
        /// What was done.
        text: String,
    },
    /// 受阻.
    Blocked {
        /// The note that assigned the task.
        task: EventId,
        /// By what.
        text: String,
    },
    /// 完成.
    Done {
        /// The note that assigned the task.
        task: EventId,
        /// By what that is known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        evidence: String,
    },
    /// 轮换: other people go on with the task.
    Relieved {
        /// The note that assigned the task.
        task: EventId,
        /// Who goes on.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        with: String,
    },
    /// 监测读数.
    Reading(HazardReading),
    /// 伤亡.
    Casualty(Casualty),
    /// 请求 to the headquarters or the hub.
    Asked(SceneRequest),
    /// 答复 of it.
    Answered {
        /// The note that asked.
        request: EventId,
        /// Whether it is given.
        granted: bool,
        /// In which words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// 进入.
    Entered {
        /// Who.
        crew: CrewName,
        /// How many.
        people: u32,
        /// By name, as far as given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        names: String,
        /// Into which zone, by the note that set it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        zone: Option<EventId>,
        /// 偏远: far from everybody, or hard to reach. Then they are counted by the interval of remote crews (rules.md 5.4).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        remote: bool,
    },
    /// 撤出.
    Left {
        /// Who.
        crew: CrewName,
        /// How many.
        people: u32,
    },
    /// 清点.
    Counted {
        /// Who.
        crew: CrewName,
        /// 在位.
        present: u32,
        /// Who is not there, by name, as far as known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        missing: String,
    },
    /// 全员点名: everybody who is in is counted anew, as after an order to withdraw, and goes on working (peers.md 5.1).
    CountCalled {
        /// Why; empty when nobody says.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// 搜索网格.
    Grid(SearchGrid),
    /// 一遍搜索 of a cell.
    Searched {
        /// Which: `B3`.
        cell: String,
        /// By whom: two passes count when two did them.
        crew: CrewName,
        /// 方法.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        method: String,
        /// How many were found.
        #[serde(default)]
        found: u32,
        /// Of which grid the cell is, by the note that laid it; none where there was no grid, or of an entry of before it was
        /// named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        grid: Option<EventId>,
    },
    /// 移动物证.
    Evidence(Evidence),
}

/// A line of a scene's ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SceneNote {
    /// Of which incident.
    pub incident: EventId,
    /// What.
    pub what: SceneNoted,
    /// Who says so, not who typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}
