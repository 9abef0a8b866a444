//! The transition table of a consultation (rules.md 5.1), as data: what is in its turn where.

use super::{ConsultNoted, ConsultStep};

/// Where a consultation stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConsultState {
    /// 已提请.
    Requested,
    /// 召集中.
    Convening,
    /// 会商中.
    Running,
    /// 待签.
    ToSign,
    /// 已形成结论.
    Concluded,
    /// 已下达.
    Issued,
    /// 已闭环.
    Closed,
    /// 已取消.
    Cancelled,
}

impl ConsultState {
    /// Every one, in their order.
    pub const ALL: [Self; 8] = [
        Self::Requested,
        Self::Convening,
        Self::Running,
        Self::ToSign,
        Self::Concluded,
        Self::Issued,
        Self::Closed,
        Self::Cancelled,
    ];

    /// Where it stands after its last step.
    pub fn after(step: Option<&ConsultStep>) -> Self {
        match step {
            None => Self::Requested,
            Some(ConsultStep::Convened(_)) => Self::Convening,
            Some(ConsultStep::Started(_)) => Self::Running,
            Some(ConsultStep::Drafted(_)) => Self::ToSign,
            Some(ConsultStep::Signed(_)) => Self::Concluded,
            Some(ConsultStep::Issued) => Self::Issued,
            Some(ConsultStep::Closed(_)) => Self::Closed,
            Some(ConsultStep::Cancelled { .. }) => Self::Cancelled,
        }
    }

    /// Whether nothing more is to come.
    pub fn over(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled)
    }
}

/// What a consultation waits for, each with its own limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConsultWant {
    /// 受理: to be convened.
    Accept,
    /// 叫应 of its members.
    Call,
    /// 开始.
    Start,
    /// 起草结论.
    Draft,
    /// 结论到期: the next consultation, before what this one concluded is no basis any more.
    Renew,
}

/// What can happen to a consultation, as rules.md 5.1 names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConsultEvent {
    /// 召集.
    Convene,
    /// 到会, 缺席.
    Attend,
    /// 开始.
    Start,
    /// 通报情况或预报.
    Present,
    /// 提意见, 标缺, 讨论结束.
    Opine,
    /// 提议事项.
    Propose,
    /// 起草结论.
    Draft,
    /// 签发结论.
    Sign,
    /// 下达事项.
    Issue,
    /// 闭环.
    Close,
    /// 取消.
    Cancel,
}

impl ConsultEvent {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Convene,
        Self::Attend,
        Self::Start,
        Self::Present,
        Self::Opine,
        Self::Propose,
        Self::Draft,
        Self::Sign,
        Self::Issue,
        Self::Close,
        Self::Cancel,
    ];

    /// What a step is.
    pub fn of_step(step: &ConsultStep) -> Self {
        match step {
            ConsultStep::Convened(_) => Self::Convene,
            ConsultStep::Started(_) => Self::Start,
            ConsultStep::Drafted(_) => Self::Draft,
            ConsultStep::Signed(_) => Self::Sign,
            ConsultStep::Issued => Self::Issue,
            ConsultStep::Closed(_) => Self::Close,
            ConsultStep::Cancelled { .. } => Self::Cancel,
        }
    }

    /// What a line of the ledger is.
    pub fn of_note(note: &ConsultNoted) -> Self {
        match note {
            ConsultNoted::Joined { .. } | ConsultNoted::Absent { .. } => Self::Attend,
            ConsultNoted::Presented { .. } => Self::Present,
            ConsultNoted::Opinion(_) | ConsultNoted::NoOpinion { .. } | ConsultNoted::Adjourned => Self::Opine,
            ConsultNoted::Action(_) => Self::Propose,
            ConsultNoted::Ordered { .. } => Self::Issue,
        }
    }

    /// Whether it is its turn there. The rows of the paper, and what follows from them: who comes late is written down
    /// while it runs, and the list of members anew until it does; an opinion is taken ahead of the meeting and as dissent from the draft; actions are proposed from the
    /// meeting until they go out; a draft is written anew until it is signed.
    pub fn in_turn(self, state: ConsultState) -> bool {
        use ConsultState::{Concluded, Convening, Issued, Requested, Running, ToSign};
        let turns: &[ConsultState] = match self {
            Self::Convene => &[Requested, Convening],
            Self::Attend => &[Convening, Running],
            Self::Start => &[Convening],
            Self::Present => &[Running],
            Self::Opine => &[Convening, Running, ToSign],
            Self::Propose => &[Running, ToSign, Concluded],
            Self::Draft => &[Running, ToSign],
            Self::Sign => &[ToSign],
            Self::Issue => &[Concluded],
            Self::Close => &[Issued],
            Self::Cancel => &[Requested, Convening, Running, ToSign],
        };
        turns.contains(&state)
    }
}
