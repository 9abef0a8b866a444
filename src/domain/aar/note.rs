//! The ledger of a review: what was said on the spot, what was found and on which evidence, what the units answer, what is
//! to be improved. Nothing in it is ever edited; for whoever takes part by phone somebody else writes it down.

use serde::{Deserialize, Serialize};

use crate::clock::{At, Span};
use crate::domain::{EventId, IndicatorCode, Means};

/// Enums of plain words, each with all of them.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    )+};
}

words! {
    /// 发现: what kind.
    FindingKind {
        /// 问题.
        Problem,
        /// 优点.
        Strength,
    }

    /// Which part of the command it is about: one of the five mechanisms, or what they stand on.
    Mechanism {
        /// 会商联动.
        Consultation,
        /// 平战转换.
        Switchover,
        /// 快速集结.
        Assembly,
        /// 现场处置.
        OnSite,
        /// 评估复盘.
        Review,
        /// 预警响应.
        Warning,
        /// 信息报告.
        Reporting,
        /// 预案.
        Plan,
        /// 物资装备.
        Resources,
        /// 其他.
        Other,
    }

    /// 严重程度.
    Severity {
        /// 一般.
        Minor,
        /// 较重.
        Serious,
        /// 严重.
        Grave,
    }

    /// How well an objective was met (rules.md 7.6).
    Rating {
        /// P: without challenges.
        Performed,
        /// S: with some challenges.
        Some,
        /// M: with major challenges.
        Major,
        /// U: unable to be performed.
        Unable,
    }
}

/// 发现 of an evaluator.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// 优点 or 问题.
    pub kind: FindingKind,
    /// About which mechanism.
    pub mechanism: Mechanism,
    /// What was found.
    pub text: String,
    /// The events that show it; without any it goes against the paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EventId>,
    /// How grave.
    pub severity: Severity,
    /// 根本原因.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// 涉及单位: who answers it; nobody when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// 重复: the finding of an earlier review that it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<EventId>,
}

/// 整改项.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Improvement {
    /// The 问题 that it is for.
    pub finding: EventId,
    /// What is to be done.
    pub text: String,
    /// 责任人: who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<At>,
    /// 衡量标准: by what one sees that it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub metric: String,
}

/// What an indicator came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computed {
    /// A length of time.
    Time(Span),
    /// What it waits for had not come when it was computed: so long without.
    Open(Span),
    /// So many of so many.
    Share {
        /// Those that kept their limit.
        numerator: u32,
        /// All of them.
        denominator: u32,
    },
}

/// 事故调查 beside the review (Order 493 art. 29, 32).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inquiry {
    /// 延期: its time was extended by so many days.
    Extended(u16),
    /// 调查报告 was submitted.
    Submitted,
    /// 批复 was given.
    Replied,
}

/// 个人信息处置 (突发事件应对法 art. 84, 85).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposal {
    /// 销毁.
    Destroyed,
    /// 留存, as evidence, for the reason that is given.
    Kept,
    /// 未收集: none was collected.
    Nothing,
}

/// What was noted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AarNoted {
    /// 现场点评 was held.
    HotWash {
        /// By whom: the commander, the chief controller.
        led: String,
        /// What was said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// Something was found.
    Finding(Finding),
    /// A unit answers a finding.
    Answered {
        /// Which.
        finding: EventId,
        /// Which unit.
        unit: String,
        /// Whether it accepts it.
        accepts: bool,
        /// What it says.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// An objective was rated.
    Scored {
        /// Which mechanism.
        mechanism: Mechanism,
        /// 目标.
        objective: String,
        /// How well it was met.
        rating: Rating,
    },
    /// An indicator was computed.
    Computed {
        /// Which.
        indicator: IndicatorCode,
        /// By which version of its formula.
        formula: u16,
        /// What it came to.
        value: Computed,
        /// Whether its target is met; none while that is open or the bureau's to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        met: Option<bool>,
        /// Of which warning, response, incident or report, where there is one for each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<EventId>,
        /// The first of the events that it was computed from, those that missed before the others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<EventId>,
    },
    /// An improvement item was opened.
    Item(Improvement),
    /// A plan was revised: this adoption of it.
    PlanRevised {
        /// The event by which its new version was adopted.
        plan: EventId,
        /// The item that it is for, when for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<EventId>,
    },
    /// What became of the personal data.
    Disposed {
        /// What.
        how: Disposal,
        /// Why, and of what.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// The investigation of an accident went on.
    Inquiry {
        /// How.
        what: Inquiry,
        /// The number of the paper.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// 回头看 was done.
    LookedBack {
        /// What it saw.
        text: String,
    },
}

/// A line of the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AarNote {
    /// The event that opened the review.
    pub aar: EventId,
    /// What.
    pub what: AarNoted,
    /// Who said so, when not whoever wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}
