//! What a rule is about: one typed form for each subject, so that a row is never a text to be understood.

use serde::{Deserialize, Serialize};

use super::acting::{Act, Guard, Timer};
use super::{Calendar, Going, GradingTable, Measure, Promptness, RuleId, Standard};
use crate::clock::Span;
use crate::domain::{Colour, Grade, HazardKind, Level, Need, Posture, ReportKind, ReportPart, Role, Way};

/// The typed part of a rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A limit from which this program derives deadlines.
    Timer {
        /// Which.
        timer: Timer,
        /// How long.
        within: Span,
    },
    /// A limit that people keep without a deadline of this program.
    Limit {
        /// How long.
        within: Span,
    },
    /// Who must tell whom, and by when (rules.md 3.3).
    Duty {
        /// Who tells.
        from: Party,
        /// Who is told.
        to: Party,
        /// By when.
        by: Promptness,
    },
    /// What of one measure makes an event of this grade: from `from` on, and less than `below` (rules.md 1.3, 1.4).
    Band {
        /// In which table.
        table: GradingTable,
        /// Of what.
        measure: Measure,
        /// Which grade.
        grade: Grade,
        /// The first value, in the measure's unit.
        from: u32,
        /// The first value that is too much; none for the highest grade.
        below: Option<u32>,
    },
    /// What makes an event of this grade, for a person to judge.
    Circumstance {
        /// In which table.
        table: GradingTable,
        /// Which grade.
        grade: Grade,
    },
    /// An event code (rules.md 1.2); the row's id is the code.
    Code {
        /// Its class.
        class: Class,
        /// The table that grades such events; none when nothing does.
        table: Option<GradingTable>,
    },
    /// A measure that a warning calls for (突发事件应对法 art. 66, 67).
    Measure {
        /// Under which article.
        article: Article,
        /// Its place there, from 1.
        number: u8,
    },
    /// The least role that may do something by itself (rules.md 2.3); others act with a reason, and are ratified.
    Authority {
        /// What.
        act: Act,
        /// At which response level; none at all of them.
        level: Option<Level>,
        /// Who.
        role: Role,
    },
    /// What must be there before something is done (rules.md 2.3, 2.4, 5.1).
    Guard {
        /// What.
        guard: Guard,
    },
    /// How many reports of a kind an event has (rules.md 3.1).
    Report {
        /// Which kind.
        kind: ReportKind,
        /// At least.
        least: u8,
        /// At most; none for any number.
        most: Option<u8>,
    },
    /// What a report must hold (rules.md 3.2).
    Field {
        /// Which part.
        part: ReportPart,
        /// In which report.
        kind: ReportKind,
        /// Whether it must.
        need: Need,
    },
    /// How far a figure may move between two reports without a written explanation (rules.md 3.1).
    Jump {
        /// By this share of what was reported before, in hundredths, or more.
        percent: u32,
        /// By so many people, or more.
        people: u32,
    },
    /// What an indicator aims at (rules.md 5.6).
    Target {
        /// Which.
        indicator: IndicatorCode,
        /// The aim.
        goal: Goal,
    },
    /// For how long after it happened the casualties of such an event may still change its grade: then a government further
    /// up may investigate (rules.md 1.5).
    Regrading {
        /// Of which events: an event code, which holds for what belongs to it.
        code: RuleId,
        /// How long.
        within: Span,
    },
    /// What follows from a grade (rules.md 1.5).
    Handling {
        /// Of which grade.
        grade: Grade,
        /// What is to be done.
        handling: Handling,
        /// By whom, or to whom.
        by: Government,
        /// Of which events: an event code, which holds for what belongs to it, before what is said of all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<RuleId>,
    },
    /// Which response level a grade suggests (rules.md 2.3): a proposal, never done by itself; each plan states its own.
    Suggestion {
        /// Of which grade.
        grade: Grade,
        /// Which level.
        level: Level,
        /// Of which events: an event code, which holds for what belongs to it, before what is said of all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<RuleId>,
    },
    /// What a review owes by law, and no deadline of this program says (rules.md 5.5).
    Statute {
        /// Which.
        statute: Statute,
    },
    /// Which days are worked, where a limit is in working days.
    Calendar(Calendar),
    /// How often the situation is told in a posture (rules.md 5.2).
    Rhythm {
        /// In which.
        posture: Posture,
        /// Under a response of which level; none at all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
        /// How often; none as ordered by whoever leads.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        every: Option<Span>,
    },
    /// From which reading on a scene is dangerous (rules.md 5.4).
    Hazard {
        /// Of what.
        kind: HazardKind,
        /// Hundredths of its unit.
        from: u32,
        /// Whether less than that is the danger.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        below: bool,
    },
    /// How fast somebody comes, on average: who can come goes by it.
    Speed {
        /// Who, and how.
        going: Going,
        /// In kilometres an hour.
        kmh: u32,
    },
    /// How long a way is, where none is known.
    Detour {
        /// In hundredths of the straight line.
        percent: u32,
    },
    /// What reaches a standard that somebody set beside the grades (rules.md 1.3, 1.4): of one measure from `from` on, and less
    /// than `below`. Without a measure it is for a person to judge.
    Standard {
        /// Which.
        standard: Standard,
        /// Which response level it stands for; none where it stands for none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
        /// Of what; none for a person to judge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<Measure>,
        /// The first value, in the measure's unit.
        #[serde(default, skip_serializing_if = "is_zero")]
        from: u32,
        /// The first value that is too much; none for the highest level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        below: Option<u32>,
    },
    /// From how much rain on a rainstorm signal is called for (rules.md 1.4).
    Signal {
        /// Which.
        colour: Colour,
        /// In how long.
        within: Span,
        /// Millimetres.
        from: u32,
    },
    /// An item of a switchover's checklist (rules.md 2.5).
    Item {
        /// Of which.
        way: Way,
        /// Its number, from 1.
        number: u8,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl What {
    /// Whether both limit the same thing, so that one can stand in the other's place: the same timer, or both a duty.
    pub fn limits_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Timer { timer, .. }, Self::Timer { timer: of, .. }) => timer == of,
            (Self::Duty { .. }, Self::Duty { .. }) => true,
            _ => false,
        }
    }
}

/// Enums of plain words, each with all of them.
macro_rules! plain {
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

pub(in crate::domain) use plain;

plain! {
    /// The four classes of events (突发事件应对法 art. 2; rules.md 1.1).
    Class {
        /// 自然灾害.
        Natural,
        /// 事故灾难.
        Accident,
        /// 公共卫生事件.
        Health,
        /// 社会安全事件: neither graded nor warned of (art. 3, 63).
        Security,
    }

    /// The article that lists measures.
    Article {
        /// Art. 66: yellow and blue warnings.
        Art66,
        /// Art. 67: red and orange warnings.
        Art67,
    }

    /// Who tells, or is told.
    Party {
        /// 现场人员.
        Scene,
        /// 单位负责人.
        UnitHead,
        /// 事发单位.
        Unit,
        /// 医疗、监测机构.
        Clinic,
        /// 乡镇街道.
        Township,
        /// 县级部门.
        CountyDepartment,
        /// 县级政府.
        County,
        /// 市级部门.
        CityDepartment,
        /// 市级政府.
        City,
        /// 省级部门.
        ProvinceDepartment,
        /// 省级政府.
        Province,
        /// 国务院部门.
        StateDepartment,
        /// 国务院.
        StateCouncil,
        /// Any level's department.
        Department,
        /// The next level up, and the own government.
        NextLevel,
        /// 当地驻军.
        Garrison,
        /// 毗邻地区政府.
        Neighbours,
        /// 公众.
        Public,
    }

    /// What is to be done about a graded event (rules.md 1.5).
    Handling {
        /// 牵头处置.
        Lead,
        /// 报至.
        ReportTo,
        /// 调查.
        Investigate,
        /// 到场: its heads go to the scene at once.
        Attend,
    }

    /// A level of government.
    Government {
        /// 县.
        County,
        /// 市.
        City,
        /// 省.
        Province,
        /// 国务院.
        State,
        /// 矿山安全监察机构, of the state and in the province.
        MineSafety,
    }

    /// What the law wants of a review (rules.md 5.5).
    Statute {
        /// 调查评估: impact and loss are assessed, and recovery is planned.
        Assess,
        /// 查明总结: course and cause are found, lessons summed up, and reported upward.
        Report,
        /// 应急救援评估: the investigation of an accident evaluates the rescue.
        Rescue,
        /// 向人大常委会报告.
        Congress,
        /// 修订预案: what a drill or a rescue showed to be wrong in a plan.
        Revise,
        /// 归档.
        Archive,
        /// 个人信息处置.
        Privacy,
    }

    /// An indicator of rules.md 5.6, one by which reviews are measured themselves (rules.md 5.5), or another one of a mechanism
    /// (rules.md 5.1-5.4).
    IndicatorCode {
        /// First orange-or-red warning of an event → the decision on it.
        K1,
        /// Reports within their clocks.
        K2,
        /// Activation of a response → every seat of the command filled.
        K3,
        /// Incidents 较大 or above on which a consultation was held.
        K4,
        /// Units that had to take part in consultations and did.
        K5,
        /// Orders acknowledged within their limits.
        K6,
        /// Urban mobilisations that kept 1, 3 and 5 minutes.
        K7,
        /// Rural arrivals within 15 minutes.
        K8,
        /// People who were moved and had basic relief within ten hours.
        K9,
        /// People on a scene who are not accounted for: none is the aim.
        K10,
        /// Onset of sudden severe weather after its warning reached the public.
        K11,
        /// People whom a warning reached, of all.
        K12,
        /// Improvement items signed off within their deadlines.
        K13,
        /// Neighbours and the garrison told in time.
        K14,
        /// Reviews opened within their time after a response was terminated.
        R1,
        /// Items of timelines that have a source.
        R2,
        /// Problems that have an improvement item.
        R3,
        /// Problems that an earlier review had found. Its on-time closure is K13.
        R5,
        /// From a signed report to the first plan that was revised by it.
        R6,
        /// Of rules.md 5.1: emergency consultations that began in time after they were asked for.
        C1,
        /// Conclusions signed in time after the discussion.
        C2,
        /// Consultations of which the last action was acknowledged in time after the signature.
        C3,
        /// Of rules.md 5.3: teams that departed in time after their acknowledgement.
        M1,
        /// Arrivals no later than was told first, but for the slip that is no alarm.
        M2,
        /// Of rules.md 5.4: scenes that were sized up in time.
        S1,
        /// Scenes that had their command post in time.
        S2,
        /// Tasks of scenes that were acknowledged in time.
        S3,
        /// Of rules.md 5.2: items of the checklist to war that were answered an hour after an activation.
        P1,
        /// Changes of level until the gravest, of the decisions that led there.
        P2,
        /// How long 稳控收束 lasted.
        P3,
        /// Of rules.md 5.3: in what time half of those who were called up acknowledged.
        M3,
        /// In what time nine tenths of them did.
        M4,
        /// Teams that were never committed at once, of all: the reserve at its lowest.
        M5,
        /// Of rules.md 5.4: from the first on a scene to its first cordon.
        S4,
        /// Tasks of scenes that were overdue.
        S5,
        /// Times at which nobody commanded on a scene.
        S6,
    }
}

/// What an indicator aims at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// No longer than this.
    AtMost(Span),
    /// No shorter than this.
    AtLeast(Span),
    /// This share at least, in percent.
    Percent(u8),
    /// None at all.
    Zero,
    /// The bureau sets it.
    ByBureau,
}
