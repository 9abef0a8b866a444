//! The transition table of a scene (rules.md 5.4), as data: what is in its turn where.

use super::{SceneNoted, SceneStep};

/// Where a scene stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SceneState {
    /// Nobody is there yet.
    Unopened,
    /// 先期处置.
    Initial,
    /// 现指运行.
    Running,
    /// 作业周期, by its number.
    Period(u16),
    /// 紧急撤离.
    Withdrawn,
    /// 稳控.
    Stable,
    /// 移交.
    HandedOver,
    /// 撤销.
    Closed,
}

impl SceneState {
    /// One of each, in their order.
    pub const ALL: [Self; 8] = [
        Self::Unopened,
        Self::Initial,
        Self::Running,
        Self::Period(1),
        Self::Withdrawn,
        Self::Stable,
        Self::HandedOver,
        Self::Closed,
    ];

    /// Where a step leads; none for the one that leads back to where the scene was.
    pub fn after(step: &SceneStep) -> Option<Self> {
        Some(match step {
            SceneStep::Opened => Self::Initial,
            SceneStep::Posted(_) => Self::Running,
            SceneStep::Planned(plan) => Self::Period(plan.version),
            SceneStep::Withdrawn => Self::Withdrawn,
            SceneStep::ReEntered { .. } => return None,
            SceneStep::Stabilised { .. } => Self::Stable,
            SceneStep::HandedOver { .. } => Self::HandedOver,
            SceneStep::Closed => Self::Closed,
        })
    }

    /// Whether people may be at work there.
    pub fn at_work(self) -> bool {
        matches!(self, Self::Initial | Self::Running | Self::Period(_) | Self::Withdrawn)
    }
}

/// What a scene waits for, each with its own limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SceneWant {
    /// 首报.
    SizeUp,
    /// 设立现场指挥部.
    Post,
    /// 新方案: the working period ends.
    Plan,
    /// 进展 of a task.
    Progress,
    /// 轮换 of those at a task.
    Relief,
    /// 清点 of a crew that is in.
    Count,
    /// 答复 of a request.
    Answer,
    /// 处置超限读数.
    Hazard,
    /// 全员清点 of a crew that was not counted since everybody was called back, or to a roll call.
    CountBack,
}

/// What can happen on a scene, as rules.md 5.4 names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SceneEvent {
    /// 首到.
    Arrive,
    /// 首报.
    SizeUp,
    /// 初期指挥.
    Command,
    /// 划区, 警戒, 疏散令.
    Cordon,
    /// 设立现场指挥部.
    Establish,
    /// 指挥权交接.
    Transfer,
    /// 现场救援方案.
    Plan,
    /// 任务.
    Assign,
    /// 进展, 受阻, 完成.
    Progress,
    /// 监测读数.
    Read,
    /// 紧急撤离.
    Withdraw,
    /// 批准再入.
    ReEnter,
    /// 伤亡.
    Count,
    /// 资源请求和答复.
    Request,
    /// 轮换.
    Relieve,
    /// 搜索.
    Search,
    /// 人员进出和清点.
    Account,
    /// 稳控.
    Stabilise,
    /// 物证.
    Protect,
    /// 移交.
    GiveOver,
    /// 撤销.
    Close,
}

impl SceneEvent {
    /// Every one.
    pub const ALL: [Self; 21] = [
        Self::Arrive,
        Self::SizeUp,
        Self::Command,
        Self::Cordon,
        Self::Establish,
        Self::Transfer,
        Self::Plan,
        Self::Assign,
        Self::Progress,
        Self::Read,
        Self::Withdraw,
        Self::ReEnter,
        Self::Count,
        Self::Request,
        Self::Relieve,
        Self::Search,
        Self::Account,
        Self::Stabilise,
        Self::Protect,
        Self::GiveOver,
        Self::Close,
    ];

    /// What a step is.
    pub fn of_step(step: &SceneStep) -> Self {
        match step {
            SceneStep::Opened => Self::Arrive,
            SceneStep::Posted(_) => Self::Establish,
            SceneStep::Planned(_) => Self::Plan,
            SceneStep::Withdrawn => Self::Withdraw,
            SceneStep::ReEntered { .. } => Self::ReEnter,
            SceneStep::Stabilised { .. } => Self::Stabilise,
            SceneStep::HandedOver { .. } => Self::GiveOver,
            SceneStep::Closed => Self::Close,
        }
    }

    /// What a line of the ledger is.
    pub fn of_note(note: &SceneNoted) -> Self {
        match note {
            SceneNoted::SizeUp(_) => Self::SizeUp,
            SceneNoted::Command { .. } => Self::Command,
            SceneNoted::Zone(_) | SceneNoted::ZoneLifted { .. } | SceneNoted::Evacuate { .. } => Self::Cordon,
            SceneNoted::CommandOffered { .. } | SceneNoted::CommandTaken { .. } => Self::Transfer,
            SceneNoted::Task(_) => Self::Assign,
            SceneNoted::Progress { .. } | SceneNoted::Blocked { .. } | SceneNoted::Done { .. } => Self::Progress,
            SceneNoted::Relieved { .. } => Self::Relieve,
            SceneNoted::Reading(_) => Self::Read,
            SceneNoted::Casualty(_) => Self::Count,
            SceneNoted::Asked(_) | SceneNoted::Answered { .. } => Self::Request,
            SceneNoted::Entered { .. }
            | SceneNoted::Left { .. }
            | SceneNoted::Counted { .. }
            | SceneNoted::CountCalled { .. } => Self::Account,
            SceneNoted::Grid(_) | SceneNoted::Searched { .. } => Self::Search,
            SceneNoted::Evidence(_) => Self::Protect,
        }
    }

    /// Whether it is its turn there: the rows of the paper. What somebody saw, counted or asked for is written down
    /// whenever it comes, and a danger is called out wherever it is seen.
    pub fn in_turn(self, state: SceneState) -> bool {
        use SceneState::{Closed, HandedOver, Initial, Period, Running, Stable, Unopened, Withdrawn};
        match self {
            Self::Read
            | Self::Count
            | Self::Request
            | Self::Account
            | Self::Protect
            | Self::Progress
            | Self::Relieve
            | Self::Withdraw => true,
            Self::Arrive => state == Unopened,
            Self::SizeUp => !matches!(state, Unopened | HandedOver | Closed),
            Self::Command | Self::Establish => state == Initial,
            Self::Cordon => !matches!(state, Unopened | Closed),
            Self::Transfer => matches!(state, Initial | Running | Period(_) | Withdrawn | Stable),
            Self::Plan => matches!(state, Running | Period(_)),
            Self::Assign | Self::Search | Self::Stabilise => matches!(state, Period(_)),
            Self::ReEnter => state == Withdrawn,
            Self::GiveOver => state == Stable,
            Self::Close => state == HandedOver,
        }
    }
}
