//! What the indicators aim at (rules.md 5.5, 5.6).

use super::super::Confidence::{Default, Law, Published};
use super::super::{Goal, IndicatorCode, What};
use crate::clock::Span;

rows! {
    /// The rows.
    ROWS
    "RK1" = What::Target { indicator: IndicatorCode::K1, goal: Goal::AtMost(Span::minutes(30)) },
        "预警至响应决定", "from warning to decision",
        "本项目默认", "", Default;
    "RK2" = What::Target { indicator: IndicatorCode::K2, goal: Goal::Percent(100) }, "按时报告率", "reports on time",
        "生产安全事故报告和调查处理条例", "", Law;
    "RK3" = What::Target { indicator: IndicatorCode::K3, goal: Goal::AtMost(Span::minutes(60)) },
        "启动至指挥部就位", "from activation to a seated headquarters",
        "本项目默认", "", Default;
    "RK4" = What::Target { indicator: IndicatorCode::K4, goal: Goal::Percent(100) }, "会商率", "consultations held",
        "宁波市应急体系十四五规划", "", Published;
    "RK5" = What::Target { indicator: IndicatorCode::K5, goal: Goal::Percent(100) },
        "会商参加率", "participation in consultations",
        "宁波市应急体系十四五规划", "", Published;
    "RK6" = What::Target { indicator: IndicatorCode::K6, goal: Goal::Percent(95) }, "按时签收率", "acknowledged in time",
        "本项目默认", "", Default;
    "RK7" = What::Target { indicator: IndicatorCode::K7, goal: Goal::ByBureau },
        "135达标率", "orders that met 1, 3 and 5 minutes",
        "宁波市应急体系十四五规划", "", Published;
    "RK8" = What::Target { indicator: IndicatorCode::K8, goal: Goal::ByBureau },
        "15分钟到场率", "rural arrivals within 15 minutes",
        "宁波市应急体系十四五规划", "", Published;
    "RK9" = What::Target { indicator: IndicatorCode::K9, goal: Goal::Percent(100) },
        "10小时基本救助率", "basic relief within ten hours",
        "洛阳市十四五应急管理规划 (洛政〔2022〕19号)", "", Published;
    "RK10" = What::Target { indicator: IndicatorCode::K10, goal: Goal::Zero }, "未清点人数", "people unaccounted for",
        "本项目默认", "", Default;
    "RK11" = What::Target { indicator: IndicatorCode::K11, goal: Goal::AtLeast(Span::minutes(60)) },
        "突发强天气预警提前量", "lead of warnings of sudden severe weather",
        "宁波市应急体系十四五规划", "", Published;
    "RK12" = What::Target { indicator: IndicatorCode::K12, goal: Goal::Percent(90) },
        "预警公众覆盖率", "public reached by warnings",
        "洛阳市十四五应急管理规划 (洛政〔2022〕19号)", "", Published;
    "RK13" = What::Target { indicator: IndicatorCode::K13, goal: Goal::Percent(90) },
        "整改项按期销号率", "improvement items closed in time",
        "本项目默认", "", Default;
    "RK14" = What::Target { indicator: IndicatorCode::K14, goal: Goal::Percent(100) },
        "毗邻地区按时通报率", "neighbours told in time",
        "本项目默认", "", Default;
    "RR1" = What::Target { indicator: IndicatorCode::R1, goal: Goal::Percent(100) },
        "复盘按时立项率", "reviews opened in time",
        "本项目默认, 依据突发事件应对法", "第87条", Default;
    "RR2" = What::Target { indicator: IndicatorCode::R2, goal: Goal::Percent(100) },
        "时间线有来源率", "items of timelines with a source",
        "本项目默认", "", Default;
    "RR3" = What::Target { indicator: IndicatorCode::R3, goal: Goal::Percent(100) },
        "问题整改立项率", "problems with an improvement item",
        "本项目默认", "", Default;
    "RR5" = What::Target { indicator: IndicatorCode::R5, goal: Goal::ByBureau },
        "重复发现率", "problems that were found before",
        "本项目默认", "", Default;
    "RR6" = What::Target { indicator: IndicatorCode::R6, goal: Goal::AtMost(Span::hours(24 * 90)) },
        "报告签发至修订预案", "from a signed report to the plan that it revises",
        "本项目默认, 依据生产安全事故应急条例", "第6条", Default;
    "RP1" = What::Target { indicator: IndicatorCode::P1, goal: Goal::Percent(80) },
        "平转战清单60分钟完成率", "checklist to war answered after an hour",
        "本项目默认", "", Default;
    "RP2" = What::Target { indicator: IndicatorCode::P2, goal: Goal::ByBureau },
        "到最高级别前的级别调整次数", "changes of level until the gravest",
        "本项目默认", "", Default;
    "RP3" = What::Target { indicator: IndicatorCode::P3, goal: Goal::ByBureau },
        "稳控收束历时", "time in stabilisation",
        "本项目默认", "", Default;
    "RM3" = What::Target { indicator: IndicatorCode::M3, goal: Goal::ByBureau },
        "签收用时中位数", "acknowledged by half in",
        "本项目默认", "", Default;
    "RM4" = What::Target { indicator: IndicatorCode::M4, goal: Goal::ByBureau },
        "签收用时九成位", "acknowledged by nine tenths in",
        "本项目默认", "", Default;
    "RM5" = What::Target { indicator: IndicatorCode::M5, goal: Goal::Percent(20) },
        "最低备勤比例", "reserve at its lowest",
        "本项目默认", "", Default;
    "RS4" = What::Target { indicator: IndicatorCode::S4, goal: Goal::ByBureau },
        "首到至划定警戒", "from the first there to the first cordon",
        "本项目默认", "", Default;
    "RS5" = What::Target { indicator: IndicatorCode::S5, goal: Goal::ByBureau },
        "现场任务逾期率", "tasks overdue",
        "本项目默认", "", Default;
    "RS6" = What::Target { indicator: IndicatorCode::S6, goal: Goal::ByBureau },
        "现场指挥空档", "times without a commander",
        "本项目默认", "", Default;
}
