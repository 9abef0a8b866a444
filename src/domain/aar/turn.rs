//! The transition table of a review (rules.md 5.5), as data: what is in its turn where.

use super::{AarNoted, AarStep};
use crate::domain::EventId;

/// Where a review stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AarState {
    /// 已立项.
    Opened,
    /// 取证.
    Gathering,
    /// 评估.
    Evaluating,
    /// 评估, with a draft that is to be reviewed 送审.
    Drafted,
    /// 评估, with a reviewed draft that is to be signed 待签.
    Reviewed,
    /// 已定稿.
    Final,
    /// 整改.
    Improving,
    /// 已闭环.
    Closed,
}

impl AarState {
    /// Every one, in their order.
    pub const ALL: [Self; 8] = [
        Self::Opened,
        Self::Gathering,
        Self::Evaluating,
        Self::Drafted,
        Self::Reviewed,
        Self::Final,
        Self::Improving,
        Self::Closed,
    ];

    /// Where it stands after its last step; a signed report with an improvement item is being worked on.
    pub fn after(step: Option<&AarStep>, items: bool) -> Self {
        match step {
            None | Some(AarStep::Item { .. }) => Self::Opened,
            Some(AarStep::Sealed(_)) => Self::Gathering,
            Some(AarStep::Reconstructed(_)) => Self::Evaluating,
            Some(AarStep::Drafted(_)) => Self::Drafted,
            Some(AarStep::Reviewed(_)) => Self::Reviewed,
            Some(AarStep::Signed { .. }) if items => Self::Improving,
            Some(AarStep::Signed { .. }) => Self::Final,
            Some(AarStep::Closed(_)) => Self::Closed,
        }
    }

    /// Whether nothing more is to come but the look back.
    pub fn over(self) -> bool {
        self == Self::Closed
    }
}

/// What a review waits for, each with its own limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AarWant {
    /// 立项 of what was over.
    Open,
    /// 封存.
    Seal,
    /// 现场点评.
    HotWash,
    /// 时间线.
    Timeline,
    /// 报告签发.
    Report,
    /// 整改 of this item.
    Item(EventId),
    /// 回头看.
    LookBack,
    /// 事故调查报告.
    Investigation,
    /// 批复 of it.
    Reply,
}

impl AarWant {
    /// As its alarm's name ends.
    pub(in crate::domain) fn slug(self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Seal => "seal".to_owned(),
            Self::HotWash => "hot-wash".to_owned(),
            Self::Timeline => "timeline".to_owned(),
            Self::Report => "report".to_owned(),
            Self::Item(item) => format!("item {item}"),
            Self::LookBack => "look-back".to_owned(),
            Self::Investigation => "investigation".to_owned(),
            Self::Reply => "reply".to_owned(),
        }
    }
}

/// What can happen to a review, as rules.md 5.5 names it; what happens to an item is [`super::ItemAct`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AarEvent {
    /// `RecordsSealed` 封存.
    Seal,
    /// `HotWashHeld` 现场点评.
    HotWash,
    /// `TimelineReconstructed` 时间线.
    Reconstruct,
    /// `FindingRecorded` 发现.
    Find,
    /// `MeasureScored`, `IndicatorComputed` 评分.
    Score,
    /// A unit answers a finding 答复.
    Answer,
    /// `DraftReport` 起草.
    Draft,
    /// `ReportReviewed` 审核.
    Review,
    /// `ReportSigned` 签发.
    Sign,
    /// `ImprovementItemOpened` 整改立项.
    OpenItem,
    /// Item events 整改.
    Item,
    /// `PlanRevised` 修订预案.
    RevisePlan,
    /// `PersonalDataDisposition` 个人信息处置.
    Dispose,
    /// `AllItemsClosed` 闭环.
    Close,
    /// 回头看.
    LookBack,
    /// The investigation of an accident 调查, which runs beside.
    Inquire,
}

impl AarEvent {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::Seal,
        Self::HotWash,
        Self::Reconstruct,
        Self::Find,
        Self::Score,
        Self::Answer,
        Self::Draft,
        Self::Review,
        Self::Sign,
        Self::OpenItem,
        Self::Item,
        Self::RevisePlan,
        Self::Dispose,
        Self::Close,
        Self::LookBack,
        Self::Inquire,
    ];

    /// What a step is.
    pub fn of_step(step: &AarStep) -> Self {
        match step {
            AarStep::Sealed(_) => Self::Seal,
            AarStep::Reconstructed(_) => Self::Reconstruct,
            AarStep::Drafted(_) => Self::Draft,
            AarStep::Reviewed(_) => Self::Review,
            AarStep::Signed { .. } => Self::Sign,
            AarStep::Closed(_) => Self::Close,
            AarStep::Item { .. } => Self::Item,
        }
    }

    /// What a line of the ledger is.
    pub fn of_note(note: &AarNoted) -> Self {
        match note {
            AarNoted::HotWash { .. } => Self::HotWash,
            AarNoted::Finding(_) => Self::Find,
            AarNoted::Answered { .. } => Self::Answer,
            AarNoted::Scored { .. } | AarNoted::Computed { .. } => Self::Score,
            AarNoted::Item(_) => Self::OpenItem,
            AarNoted::PlanRevised { .. } => Self::RevisePlan,
            AarNoted::Disposed { .. } => Self::Dispose,
            AarNoted::Inquiry { .. } => Self::Inquire,
            AarNoted::LookedBack { .. } => Self::LookBack,
        }
    }

    /// Whether it is its turn there. The rows of the paper, and what follows from them: records are sealed anew as long as
    /// they are gathered, because another post's came late; a draft is written anew, and findings are added and answered,
    /// until it is signed; personal data are disposed of before closing; an investigation has its own time.
    pub fn in_turn(self, state: AarState) -> bool {
        use AarState::{Closed, Drafted, Evaluating, Final, Gathering, Improving, Opened, Reviewed};
        let turns: &[AarState] = match self {
            Self::Seal => &[Opened, Gathering],
            Self::HotWash | Self::Reconstruct => &[Gathering],
            Self::Find | Self::Score => &[Evaluating, Drafted],
            Self::Answer | Self::Draft => &[Evaluating, Drafted, Reviewed],
            Self::Review => &[Drafted],
            Self::Sign => &[Reviewed],
            // A review that found no problem has nothing to open, and is closed as it is.
            Self::OpenItem | Self::Dispose | Self::Close => &[Final, Improving],
            Self::Item | Self::RevisePlan => &[Improving],
            Self::LookBack => &[Closed],
            Self::Inquire => &AarState::ALL,
        };
        turns.contains(&state)
    }
}
