//! Limits, guards and thresholds of a scene (rules.md 4.3, 5.4).

use super::super::Confidence::{Default, Law};
use super::super::{Act, Guard, Timer, What};
use crate::clock::Span;
use crate::domain::{HazardKind, Level, Role};

const fn timer(timer: Timer, minutes: i64) -> What {
    What::Timer { timer, within: Span::minutes(minutes) }
}

const fn guard(guard: Guard) -> What {
    What::Guard { guard }
}

const fn from(kind: HazardKind, from: u32) -> What {
    What::Hazard { kind, from, below: false }
}

const fn may(act: Act, role: Role) -> What {
    What::Authority { act, level: None::<Level>, role }
}

rows! {
    /// The rows.
    ROWS
    "R-任务签收" = timer(Timer::TaskAck, 3), "现场任务的签收", "a task on scene is acknowledged", "本项目默认", "", Default;
    "R-进展" = timer(Timer::Progress, 30), "现场任务报告进展, 至少每", "progress of a task is told at least every",
        "本项目默认", "", Default;
    "R-首报现场" = timer(Timer::SizeUp, 5), "首支到场队伍报告现场情况", "size-up by the first team on scene",
        "本项目默认", "", Default;
    "R-现指设立" = timer(Timer::Post, 60), "启动后设立现场指挥部", "the command post stands after an activation",
        "本项目默认", "", Default;
    "R-请求答复" = timer(Timer::Answer, 15), "现场资源请求的答复", "a request from the scene is answered",
        "本项目默认", "", Default;
    "R-清点-热区" = timer(Timer::CountHot, 15), "热区和禁入区内人员清点, 至少每", "people in a hot or forbidden zone are counted at least every",
        "本项目默认", "", Default;
    "R-清点-现场" = timer(Timer::CountIn, 30), "现场内人员清点, 至少每", "people on the scene are counted at least every",
        "本项目默认", "", Default;
    "R-清点-偏远" = timer(Timer::CountRemote, 120), "偏远班组人员清点, 至少每", "people of a remote crew are counted at least every",
        "本项目默认", "", Default;
    "R-清点-热区-提前" = timer(Timer::WarnHot, 3), "热区人员清点到期前预警", "warned before the count of a hot zone is due",
        "本项目默认", "", Default;
    "R-清点-现场-提前" = timer(Timer::WarnIn, 5), "现场人员清点到期前预警", "warned before the count on the scene is due",
        "本项目默认", "", Default;
    "R-清点-偏远-提前" = timer(Timer::WarnRemote, 15), "偏远班组清点到期前预警", "warned before the count of a remote crew is due",
        "本项目默认", "", Default;
    "R-轮换-空呼" = timer(Timer::ReliefAir, 20), "烟雾或有毒环境中作业后轮换 (空呼 20至30 分钟)", "relief after working in smoke or poison (air for 20 to 30 minutes)",
        "本项目默认", "", Default;
    "RAUT-现场-设立" = may(Act::SetPost, Role::SpecialOffice),
        "设立、撤销现场指挥部: 政府或专项指挥部办公室以上", "set up and close the command post: the government or the special-HQ office, or above",
        "生产安全事故应急条例, 本项目对应", "第20条", Default;
    "RAUT-现场-总指挥" = may(Act::Scene, Role::OnSiteCommander),
        "签发救援方案, 解除划区, 宣布稳控, 移交现场: 现场总指挥以上", "issue a rescue plan, lift a zone, call the scene stable, hand it over: the on-site commander or above",
        "生产安全事故应急条例, 本项目对应", "第21条", Default;
    "RAUT-现场-火场" = guard(Guard::FireScene), "火灾现场由消防救援机构统一指挥; 不是的, 写理由照办, 再追认",
        "a fire scene is commanded by the fire service; else it goes through with a reason, and is ratified",
        "消防法", "第45条", Law;
    "RAUT-现场-交接" = guard(Guard::Brief), "指挥权交接要有简报并由接手的人签收; 没有的, 写理由照办, 再追认",
        "command passes with a brief that who takes it acknowledges; without, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-现场-专家" = guard(Guard::Expert), "危化、矿山、地质灾害的救援方案附专家意见; 没有的, 写理由照办, 再追认",
        "a rescue plan for hazardous substances, mines or slopes has an expert's opinion; without, with a reason, and is ratified",
        "本项目默认, 依据生产安全事故应急条例", "第20、21条", Default;
    "RAUT-现场-周期" = guard(Guard::Period), "作业周期 2至12小时; 不是的, 写理由照办, 再追认",
        "a working period takes 2 to 12 hours; else with a reason, and is ratified", "本项目默认", "", Default;
    "RAUT-现场-信号" = guard(Guard::Signal), "每项任务有撤离信号; 没有的, 写理由照办, 再追认",
        "every task has a signal to withdraw; without, with a reason, and is ratified",
        "本项目默认, 依据生产安全事故应急条例", "第22条", Default;
    "RAUT-现场-报到" = guard(Guard::CheckedIn), "任务交给已报到、待任务的队伍; 不是的, 写理由照办, 再追认",
        "a task goes to a team that checked in and waits for one; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-现场-能力" = guard(Guard::Capable), "任务交给有此能力的队伍; 不是的, 写理由照办, 再追认",
        "a task goes to a team that can do it; else with a reason, and is ratified", "本项目默认", "", Default;
    "RAUT-现场-禁入" = guard(Guard::Forbidden), "不派队伍进禁入区; 要进的, 写理由照办, 再追认",
        "no team goes into a forbidden zone; else with a reason, and is ratified",
        "本项目默认, 依据生产安全事故应急条例", "第22条", Default;
    "RAUT-集结-报到" = guard(Guard::Post), "报到时现场指挥部已设立, 或首到的人已担任初期指挥; 都没有的, 写理由照办, 再追认",
        "who checks in finds a command post, or somebody who took command first; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-现场-进出" = guard(Guard::InOut), "撤出的人数不多于在内的人数; 多的, 写理由照办, 再追认",
        "no more come out than are in; else with a reason, and is ratified", "本项目默认", "", Default;
    "RAUT-现场-再入" = guard(Guard::ReEntry), "再入要有专家和监测意见, 读数在限值内, 人员清点无缺; 没有的, 写理由照办, 再追认",
        "nobody goes in again before experts and monitors agree, readings are within limits and everybody is accounted for; else with a reason, and is ratified",
        "本项目默认, 依据生产安全事故应急条例", "第22条", Default;
    "RAUT-撤离-清点" = guard(Guard::Counted), "撤离指令办结前人员全部清点到, 或由点名的人报失联; 没有的, 写理由照办, 再追认",
        "everybody is counted, or declared missing by name, before an order to withdraw is done; else with a reason, and is ratified",
        "本项目默认, 依据生产安全事故应急条例", "第22条", Default;
    "RAUT-现场-稳控" = guard(Guard::Stable), "稳控时没有未了的救人任务, 读数在限值内, 有专家签字; 没有的, 写理由照办, 再追认",
        "a scene is stable when no life depends on an open task, readings are within limits and an expert signs; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-现场-物证" = guard(Guard::Preserved), "移交前移动的物件已标记、绘图、记录; 没有的, 写理由照办, 再追认",
        "what was moved is marked, sketched and recorded before a scene is handed over; else with a reason, and is ratified",
        "生产安全事故报告和调查处理条例", "第16条", Law;
    "RAUT-现场-撤销" = guard(Guard::CheckedOut), "撤销现场指挥部前队伍全部放行、人员全部撤出; 没有的, 写理由照办, 再追认",
        "every team is released and everybody out before the command post closes; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "R-读数-可燃" = from(HazardKind::Combustible, 1000), "可燃气体, 到此撤离", "combustible gas: withdraw from here on", "本项目默认", "", Default;
    "R-读数-氧气" = What::Hazard { kind: HazardKind::Oxygen, from: 1950, below: true }, "氧气, 低于此撤离", "oxygen: withdraw below this", "本项目默认", "", Default;
    "R-读数-一氧化碳" = from(HazardKind::CarbonMonoxide, 2400), "一氧化碳, 到此撤离或戴空呼", "carbon monoxide: withdraw or go on air from here on", "本项目默认", "", Default;
    "R-读数-硫化氢" = from(HazardKind::HydrogenSulphide, 1000), "硫化氢, 到此撤离或戴空呼", "hydrogen sulphide: withdraw or go on air from here on", "本项目默认", "", Default;
    "R-读数-风速" = from(HazardKind::Wind, 1080), "风速, 到此停止高处和火线作业 (6级)", "wind: no work aloft or at the fire line from here on (force 6)", "本项目默认", "", Default;
    "R-读数-位移" = from(HazardKind::Displacement, 200), "边坡、结构位移, 到此撤离", "displacement of a slope or structure: withdraw from here on", "本项目默认", "", Default;
    "R-读数-水位" = from(HazardKind::WaterRise, 5000), "水位涨幅, 到此撤离", "rise of the water: withdraw from here on", "本项目默认", "", Default;
}
