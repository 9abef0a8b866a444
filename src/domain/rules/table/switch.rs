//! 平战转换: limits, reporting rhythm and both checklists (rules.md 2.5, 5.2).

use super::super::Confidence::Default;
use super::super::{Timer, What};
use crate::clock::Span;
use crate::domain::{Level, Posture, Way};

const fn timer(timer: Timer, minutes: i64) -> What {
    What::Timer { timer, within: Span::minutes(minutes) }
}

const fn every(posture: Posture, hours: i64) -> What {
    What::Rhythm { posture, level: None, every: Some(Span::hours(hours)) }
}

const fn at_level(level: Level, hours: i64) -> What {
    What::Rhythm { posture: Posture::War, level: Some(level), every: Some(Span::hours(hours)) }
}

const fn war(number: u8) -> What {
    What::Item { way: Way::ToWar, number }
}

const fn peace(number: u8) -> What {
    What::Item { way: Way::ToPeace, number }
}

rows! {
    /// The limits.
    TIMERS
    "R-加强-值班表" = timer(Timer::DutyRoster, 120), "加强值守的值班表落实", "the roster of reinforced duty stands",
        "本项目默认", "", Default;
    "R-五项-落实" = timer(Timer::FiveMeasures, 30), "进入预警期后启动五项措施", "the five measures are begun after a warning period began",
        "本项目默认, 依据突发事件应对法", "第66条", Default;
    "R-席位-临战" = timer(Timer::SeatsStandby, 30), "临战待命后指挥席位就位", "the seats are filled after standing by",
        "本项目默认", "", Default;
    "R-席位-一二级" = timer(Timer::SeatsGrave, 30), "一、二级响应启动后指挥席位就位", "the seats are filled after level I or II",
        "本项目默认", "", Default;
    "R-席位-三级" = timer(Timer::SeatsThree, 45), "三级响应启动后指挥席位就位", "the seats are filled after level III",
        "本项目默认", "", Default;
    "R-席位-四级" = timer(Timer::SeatsFour, 60), "四级响应启动后指挥席位就位", "the seats are filled after level IV",
        "本项目默认", "", Default;
    "R-待命确认" = timer(Timer::ConfirmStandby, 15), "队伍确认待命", "teams confirm that they stand by",
        "本项目默认", "", Default;
    "R-调整方案" = timer(Timer::Replan, 30), "级别调整后调整方案", "the plan follows a change of level",
        "本项目默认", "", Default;
    "R-清单-八成" = timer(Timer::MostItems, 60), "平转战清单完成八成", "four fifths of the checklist to war",
        "本项目默认", "", Default;
    "R-清单-全部" = timer(Timer::AllItems, 120), "平转战清单全部完成", "all of the checklist to war",
        "本项目默认", "", Default;
    "R-转平" = timer(Timer::Restore, 72 * 60), "响应终止后转平", "back to peacetime after the termination",
        "本项目默认", "", Default;
}

rows! {
    /// How often the situation is told.
    RHYTHM
    "R-节奏-平时" = every(Posture::Normal, 24), "平时值守: 每日", "peacetime duty: daily", "本项目默认", "", Default;
    "R-节奏-加强" = every(Posture::Reinforced, 12), "加强值守: 每日2次", "reinforced duty: twice a day", "本项目默认", "", Default;
    "R-节奏-预警" = every(Posture::Prepared, 6), "预警准备: 每6小时", "warning preparation: every 6 h", "本项目默认", "", Default;
    "R-节奏-临战" = every(Posture::Standby, 2), "临战待命: 每2小时", "wartime standby: every 2 h", "本项目默认", "", Default;
    "R-节奏-一级" = at_level(Level::One, 1), "一级响应: 每小时", "level I: every hour", "本项目默认", "", Default;
    "R-节奏-二级" = at_level(Level::Two, 2), "二级响应: 每2小时", "level II: every 2 h", "本项目默认", "", Default;
    "R-节奏-三级" = at_level(Level::Three, 4), "三级响应: 每4小时", "level III: every 4 h", "本项目默认", "", Default;
    "R-节奏-四级" = at_level(Level::Four, 6), "四级响应: 每6小时", "level IV: every 6 h", "本项目默认", "", Default;
    "R-节奏-扩大" = What::Rhythm { posture: Posture::Expanded, level: None, every: None },
        "扩大战时: 按上级要求", "expanded wartime: as ordered", "本项目默认", "", Default;
    "R-节奏-稳控" = every(Posture::Stabilising, 6), "稳控收束: 每6小时", "stabilising: every 6 h", "本项目默认", "", Default;
    "R-节奏-恢复" = every(Posture::Restoring, 24), "转平恢复: 每日", "return to peacetime: daily", "本项目默认", "", Default;
}

rows! {
    /// 平转战.
    TO_WAR
    "RSW-战-01" = war(1), "指挥席位编成", "seats of the command are filled", "本项目默认, 依据规划", "", Default;
    "RSW-战-02" = war(2), "指挥权限切换登记", "the change of authority is registered", "本项目默认, 依据规划", "", Default;
    "RSW-战-03" = war(3), "成员单位联络员进驻或视频在线", "liaisons of the members are here or on video", "本项目默认, 依据规划", "", Default;
    "RSW-战-04" = war(4), "会商室开通", "the consultation room is open", "本项目默认, 依据规划", "", Default;
    "RSW-战-05" = war(5), "通信双链路测试(光纤和卫星)", "both links tested (fibre and satellite)", "本项目默认, 依据规划", "", Default;
    "RSW-战-06" = war(6), "授时检查(北斗和GPS)", "clock sources checked (BeiDou and GPS)", "本项目默认, 依据规划", "", Default;
    "RSW-战-07" = war(7), "一张图态势加载", "the one map is loaded", "本项目默认, 依据规划", "", Default;
    "RSW-战-08" = war(8), "队伍转待命, 报人数车辆装备", "teams stand by and tell people, vehicles, equipment",
        "本项目默认, 依据突发事件应对法", "第67条", Default;
    "RSW-战-09" = war(9), "物资库开库准备", "stores are ready to open", "本项目默认, 依据突发事件应对法", "第67条", Default;
    "RSW-战-10" = war(10), "避难场所开放准备", "shelters are ready to open", "本项目默认, 依据突发事件应对法", "第67条", Default;
    "RSW-战-11" = war(11), "预案卡调取并实例化任务", "plan cards are drawn and tasks made", "本项目默认, 依据突发事件应对法", "第66条", Default;
    "RSW-战-12" = war(12), "信息报告节奏切换", "the reporting rhythm is changed", "本项目默认, 依据规划", "", Default;
    "RSW-战-13" = war(13), "舆情监测加密", "public opinion is watched more closely", "本项目默认, 依据规划", "", Default;
    "RSW-战-14" = war(14), "轮班表(至少2班)", "a roster of two shifts at least", "本项目默认, 依据规划", "", Default;
    "RSW-战-15" = war(15), "后勤(油料, 给养, 电源)", "logistics (fuel, food, power)", "本项目默认, 依据规划", "", Default;
    "RSW-战-16" = war(16), "日志开卷(事件编号)", "the log is opened under the incident's number", "本项目默认, 依据规划", "", Default;
}

rows! {
    /// 战转平.
    TO_PEACE
    "RSW-平-01" = peace(1), "响应终止文件", "the paper that ends the response", "本项目默认, 依据突发事件应对法", "第86条", Default;
    "RSW-平-02" = peace(2), "人员装备清点归建", "people and equipment counted and returned", "本项目默认", "", Default;
    "RSW-平-03" = peace(3), "征用物资返还和补偿台账", "what was requisitioned is returned, or compensated",
        "本项目默认, 依据突发事件应对法", "第12条", Default;
    "RSW-平-04" = peace(4), "安置人员移交民政和应急救助", "the displaced are handed to civil affairs and relief", "本项目默认", "", Default;
    "RSW-平-05" = peace(5), "值守恢复常态", "duty is as usual again", "本项目默认", "", Default;
    "RSW-平-06" = peace(6), "物资补库", "stores are filled again", "本项目默认", "", Default;
    "RSW-平-07" = peace(7), "未结指令清零或移交", "open orders are closed or handed over", "本项目默认", "", Default;
    "RSW-平-08" = peace(8), "终报和核报", "the final and the verified report", "本项目默认", "", Default;
    "RSW-平-09" = peace(9), "记录封存", "the records are sealed", "本项目默认, 依据突发事件应对法", "第94条", Default;
    "RSW-平-10" = peace(10), "复盘立项", "the review is opened", "本项目默认", "", Default;
    "RSW-平-11" = peace(11), "个人信息处置计划", "a plan for the personal data", "本项目默认, 依据突发事件应对法", "第84至85条", Default;
}
