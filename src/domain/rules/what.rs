//! What a rule is about: one typed form for each subject, so that a row is never a text to be understood.

use serde::{Deserialize, Serialize};

use super::day::{day_of, midnight};
use super::{Calendar, RuleId};
use crate::clock::{At, Span};
use crate::domain::{Grade, Level, Need, ReportKind, ReportPart, Role};

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
    /// What must be there before a response is terminated (rules.md 2.3, 2.4).
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
    /// Which days are worked, where a limit is in working days.
    Calendar(Calendar),
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

plain! {
    /// A limit that this program counts.
    Timer {
        /// 签收 by fire and professional teams.
        AckProfessional,
        /// 签收 by everybody else.
        AckOther,
        /// From a red warning to a decision on the response.
        DecideRed,
        /// From an orange warning to a decision on the response.
        DecideOrange,
        /// 电话初报 from 接报.
        ReportPhone,
        /// 书面初报 from 接报.
        ReportWritten,
        /// 出发 by a fire team from 签收.
        DepartFire,
        /// 出发 by a professional or medical team.
        DepartProfessional,
        /// 出发 by a township team.
        DepartTownship,
        /// 出发 by a social team.
        DepartSocial,
        /// 追认 of what was done beyond somebody's authority.
        Ratify,
        /// 清点 after an order to withdraw.
        CountHeads,
        /// 叫应 of one responsible person on a red warning.
        CallRed,
        /// 叫应 of one responsible person on an orange warning.
        CallOrange,
        /// After a call in vain about an order, until the next contact is called.
        CallNext,
        /// 催办 of an urgent order that was acknowledged, while nothing more is heard of it.
        RemindUrgent,
        /// 催办 of any other order.
        RemindRoutine,
        /// The measures of art. 67 after standing by.
        AnswerMeasures,
        /// 接班签字 after a shift was handed over.
        TakeOver,
        /// How long after a warning another one no more severe belongs to the same event.
        WarningEpisode,
        /// 审批 of a proposed level Ⅰ.
        ApproveOne,
        /// 审批 of a proposed level Ⅱ.
        ApproveTwo,
        /// 审批 of a proposed level Ⅲ.
        ApproveThree,
        /// 审批 of a proposed level Ⅳ.
        ApproveFour,
        /// 签收 of a 预先号令.
        AckPreAlert,
        /// 135: from the order to an answer or a departure in built-up areas.
        RespondUrban,
        /// 135: from the order to the scene in built-up areas.
        ArriveUrban,
        /// 135: from the order to coordinated action in built-up areas.
        ActUrban,
        /// From the order to the scene in outskirts and dense villages.
        ArriveRural,
        /// How much later than first told a team may arrive before that is an alarm.
        Slip,
        /// A team that checked in has a task.
        Task,
        /// 休整 after coming home.
        Rest,
        /// On duty for longer than this, people are tired.
        Relief,
    }

    /// What must be there before something is done; without it a reason is wanted, and a ratification after.
    Guard {
        /// A termination rests on a 会商结论.
        Conclusion,
        /// Nothing that a life depends on is open when a response is terminated.
        LifeSafety,
        /// An act comes in its turn (rules.md 2.4, 5.1–5.5).
        Turn,
        /// A team leaves with four fifths of its people.
        Strength,
        /// A team that leaves is insured and has its protective equipment (突发事件应对法 art. 40).
        Hygiene,
    }

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

    /// A table by which events are graded.
    GradingTable {
        /// 生产安全事故 (rules.md 1.3).
        Accident,
        /// 特种设备事故.
        SpecialEquipment,
        /// 地质灾害.
        Geological,
        /// 森林火灾.
        ForestFire,
        /// 地震: by casualties, and before they are known by magnitude.
        Earthquake,
        /// 突发环境事件.
        Environmental,
    }

    /// What is measured for a grade.
    Measure {
        /// 死亡, 下落不明 included: people.
        Deaths,
        /// 重伤, 急性工业中毒 included: people.
        Injuries,
        /// 直接经济损失: hundredths of 万元.
        Loss,
        /// 受害森林面积: hundredths of a hectare.
        Burnt,
        /// 转移, 疏散: people.
        Moved,
        /// 震级 where people live closer than 200 to the square kilometre: tenths.
        MagnitudeDense,
        /// 震级 elsewhere: tenths.
        MagnitudeSparse,
    }

    /// The article that lists measures.
    Article {
        /// Art. 66: yellow and blue warnings.
        Art66,
        /// Art. 67: red and orange warnings.
        Art67,
    }

    /// What may take more authority than the one at the console has.
    Act {
        /// 先期处置: withdrawals, roll calls, orders under a response and whatever a life depends on. Anybody's.
        SaveLife,
        /// 记录: what is known, seen and done is written down. Anybody's.
        Record,
        /// 先期调派: forces and plans for an incident before a response is activated.
        Dispatch,
        /// 建议.
        Propose,
        /// 启动, 提升, 降低.
        Activate,
        /// 不启动.
        Decline,
        /// 终止.
        Terminate,
        /// From one level two or more steps down at once, or from Ⅰ to Ⅳ.
        Leap,
        /// 平战转换.
        Posture,
        /// 定级.
        Grade,
        /// 任命现场总指挥.
        Appoint,
        /// 解除紧急撤离: anyone may call a withdrawal, only the commander lifts it.
        LiftWithdrawal,
        /// 签发报告.
        Sign,
        /// Rules that others count by.
        Rules,
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

    /// An indicator of rules.md 5.6.
    #[expect(missing_docs, reason = "each is a row of rules.md 5.6")]
    IndicatorCode { K1, K2, K3, K4, K5, K6, K7, K8, K9, K10, K11, K12, K13, K14 }
}

impl Measure {
    /// How many of its unit make one of the unit that people say.
    pub fn per_unit(self) -> u32 {
        match self {
            Self::Deaths | Self::Injuries | Self::Moved => 1,
            Self::Loss | Self::Burnt => 100,
            Self::MagnitudeDense | Self::MagnitudeSparse => 10,
        }
    }
}

/// By when somebody must be told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promptness {
    /// 立即.
    AtOnce,
    /// 及时, as far as it becomes known so many days after.
    WithinDays(u16),
    /// So long after the teller was told.
    Within(Span),
    /// 当日.
    SameDay,
    /// So often a day.
    PerDay(u8),
    /// Every so many days.
    EveryDays(u8),
    /// Every day at this minute of the day.
    DailyAt(u16),
    /// So many working days after it is stable.
    Workdays(u8),
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

impl Promptness {
    /// The last moment, counted from `from`: when the teller was told, told last, or when it became stable. Days are
    /// Beijing's, and the day of `from` is not counted; what is due every day at some minute is first due on the day
    /// after, because its data are those of 24:00.
    pub fn due(self, from: At) -> At {
        self.due_by(from, &Calendar::WEEKENDS)
    }

    /// The same where working days are those of this calendar.
    pub fn due_by(self, from: At, calendar: &Calendar) -> At {
        let today = day_of(from);
        match self {
            Self::AtOnce => from,
            Self::Within(span) => from + span,
            Self::PerDay(times) => from + Span(DAY.0 / i64::from(times.max(1))),
            Self::EveryDays(days) => from + Span(DAY.0 * i64::from(days.max(1))),
            Self::DailyAt(minute) => midnight(today + 1) + Span::minutes(i64::from(minute)),
            Self::SameDay => midnight(today + 1),
            Self::WithinDays(days) => midnight(today + i64::from(days) + 1),
            Self::Workdays(days) => {
                let mut left = days;
                let mut last = today;
                while left > 0 {
                    last += 1;
                    left -= u8::from(calendar.works(last));
                }
                midnight(last + 1)
            }
        }
    }
}

const DAY: Span = Span::hours(24);
