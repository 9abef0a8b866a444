//! Words about mobilised teams.

use super::words;
use crate::domain::{AssemblyEvent, AssemblyState, Capability, Going, Purpose, Setting};

words! { impl AssemblyState {
    Idle = "备勤", "at home";
    PreAlerted = "已预警", "alerted";
    Ordered = "待签收", "ordered";
    Assembling = "集结中", "assembling";
    Mustered = "集结完成", "mustered";
    EnRoute = "在途", "en route";
    AtRally = "在集结点", "at rally";
    Arrived = "已到场", "on scene";
    Staged = "待任务", "staged";
    Tasked = "作业", "working";
    Released = "释放", "released";
    Returning = "归途", "returning";
    Returned = "归建休整", "resting";
    Ready = "恢复备勤", "ready";
    Declined = "拒绝", "declined";
    Cancelled = "已撤销", "cancelled";
    Diverted = "已改派", "diverted";
    Replaced = "已替补", "replaced";
} }

words! { impl AssemblyEvent {
    PreAlert = "预先号令", "pre-alert";
    Order = "集结令", "mobilise";
    Acknowledge = "签收", "acknowledge";
    Decline = "拒绝", "decline";
    RollCall = "点名", "roll call";
    Depart = "出发", "depart";
    Slip = "晚点", "delay";
    Block = "受阻", "blocked";
    Reroute = "改道", "reroute";
    ReachRally = "到集结点", "at rally";
    ReachScene = "到场", "on scene";
    CheckIn = "报到", "check in";
    Task = "派活", "give a task";
    Cancel = "撤销", "cancel";
    Divert = "改派", "divert";
    Replace = "替补", "substitute";
    Release = "释放", "release";
    GoHome = "返程", "go home";
    Return = "归建", "returned";
    Rest = "恢复备勤", "ready again";
} }

words! { impl Capability {
    FireStructure = "建筑火灾", "structure fire";
    FireHighrise = "高层灭火", "high-rise fire";
    FireWildland = "森林灭火", "wildland fire";
    HazmatDetect = "危化侦检", "hazmat detection";
    HazmatPlug = "危化堵漏", "hazmat plugging";
    HazmatDecon = "危化洗消", "decontamination";
    HazmatFoam = "泡沫灭火", "foam";
    MineRescue = "矿山救护", "mine rescue";
    MineDrain = "矿井排水", "mine drainage";
    CollapseSearch = "坍塌搜救", "collapse search";
    CollapseShore = "坍塌支撑", "shoring";
    Rope = "绳索救援", "rope rescue";
    WaterSurface = "水面救援", "water rescue";
    WaterDive = "潜水", "diving";
    FloodPump = "抽排水", "flood pumping";
    EvacBus = "转移车辆", "evacuation buses";
    MedTriage = "检伤分类", "triage";
    MedField = "野战医疗", "field hospital";
    GeoSurvey = "地质勘查", "geological survey";
    GeoMonitor = "地质监测", "slope monitoring";
    EngEarthmove = "土石方", "earth moving";
    EngBridge = "架桥", "bridging";
    TunnelRescue = "隧道救援", "tunnel rescue";
    RailRescue = "轨道救援", "rail rescue";
    PowerRepair = "电力抢修", "power repair";
    PowerGen = "应急发电", "generators";
    GasRepair = "燃气抢修", "gas repair";
    CommsSat = "卫星通信", "satellite link";
    CommsMesh = "自组网", "mesh radio";
    UavRecon = "无人机侦察", "drone survey";
    UavLift = "无人机投送", "drone lift";
    AirBucket = "空中洒水", "air tanker";
    AirMedevac = "空中转运", "air ambulance";
    RobotRecon = "机器人侦察", "robot survey";
    Epidemic = "防疫", "epidemic control";
    VehCommand = "指挥车", "command vehicle";
    LogisticsKitchen = "炊事保障", "field kitchen";
    Psych = "心理援助", "psychological aid";
} }

words! { impl Setting {
    Urban = "城区", "built-up";
    Rural = "城郊农村", "outskirts";
} }

words! { impl Purpose {
    Mobilise = "集结令", "mobilise";
    PreAlert = "预先号令", "pre-alert";
} }

words! {
    /// The assembly board, and what is told of mobilised teams.
    AssemblyWord {
        Title = "集结 {0}", "Assembly {0}";
        Nobody = "没有集结中的队伍: {0} 看谁能来", "no team is mobilised: {0} shows who can come";
        Team = "队伍", "team";
        State = "状态", "state";
        Clock = "时限", "due";
        Eta = "预计", "eta";
        Required = "要求", "by";
        Missing = "还缺", "lacking";
        Next = "下一步", "next";
        Reserve = "备勤 {0}/{1}", "reserve {0}/{1}";
        ReserveLow = "备勤不足 {0}/{1}", "reserve low {0}/{1}";
        Double = "重复派遣", "double-booked";
        DoubleWith = "同时受令 {0}", "also under {0}";
        Blocked = "受阻 {0}", "blocked {0}";
        Short = "缺{0}人", "{0} short";
        Uninsured = "无保险", "no insurance";
        Unprotected = "缺防护", "no protection";
        NotCheckedIn = "未报到", "not checked in";
        NoEta = "无预计", "no eta";
        NoTask = "未派活", "no task";
        RollCalled = "{0} 点名 {1}人 {2}车 {3}", "{0} roll call {1} people, {2} vehicles {3}";
        Departed = "{0} 出发 {1}人", "{0} departed, {1} people";
        EtaAt = "预计{0}到", "eta {0}";
        Slipped = "{0} 晚点 预计{1}到 {2}", "{0} delayed, eta {1} {2}";
        BlockedBy = "{0} 道路受阻 {1}", "{0} way blocked {1}";
        Rerouted = "{0} 改道 {1}", "{0} rerouted {1}";
        AtRally = "{0} 到集结点", "{0} at the rally point";
        AtScene = "{0} 到场", "{0} on scene";
        CheckedIn = "{0} 报到 {1}人 {2}", "{0} checked in, {1} people {2}";
        Hours = "已值勤{0}小时", "{0} h on duty";
        Tasked = "{0} 领受任务 {1}", "{0} given a task: {1}";
        Diverted = "{0} 改派 {1}", "{0} diverted: {1}";
        ReplacedBy = "{0} 由{1}替补", "{0} replaced by {1}";
        NotReplaced = "{0} 不再替补", "{0} not replaced";
        Released = "{0} 释放", "{0} released";
        Returning = "{0} 返程", "{0} on the way home";
        Returned = "{0} 归建", "{0} returned";
        Rested = "{0} 恢复备勤", "{0} ready again";
        Crew = "{0} {1} {2}人 {3}起", "{0} {1}, {2} people, from {3}";
        CrewUntil = "至{0}", "to {0}";
        AspectCrew = "班组", "crew";
        DueArrive = "到场", "arrive";
        DueEta = "到达预计", "eta";
        DueTask = "派活", "give a task";
        DueRest = "休整到时", "rest over";
        DueLocate = "失联呼叫", "locate";
        OfDevice = "定位间隔", "the device";
        Strength = "点名{0}人, 编制{1}人, 不到八成", "{0} of {1} people, less than four fifths";
        Insurance = "保险", "insurance";
        Protection = "防护装备", "protective equipment";
        Rally = "集结点 {0}", "rally {0}";
        Need = "需要", "need";
        WhoTitle = "谁能来 {0}", "Who can come {0}";
        Arrives = "到达", "arrives";
        Reason = "理由", "reason";
        Cover = "{0} {1}/{2}", "{0} {1}/{2}";
        Uncovered = "不够: {0}", "not covered: {0}";
        Covered = "够", "covered";
        ByRequest = "请求", "by request";
        Far = "超出半径{0}公里", "beyond its {0} km";
        Tired = "已值勤{0}小时", "{0} h on duty";
        Resting = "休整至{0}", "rests until {0}";
        Booked = "已受令 {0}", "under {0}";
        Promised = "已答应 {0}", "promised: {0}";
        Late = "晚{0}", "{0} late";
        BreaksReserve = "动用预备", "breaks the reserve";
        Few = "人数不足{0}", "fewer than {0} people";
        Gone = "不可用", "unavailable";
        Unknown = "位置不明", "place unknown";
        Prepares = "准备{0}", "{0} to leave";
        Drives = "{0}公里{1}", "{0} km {1}";
        AsTheCrow = "按直线", "straight line";
        Here = "在场", "there";
        StillShort = "还缺 {0}", "short of {0}";
        NearTo = "距离按{0}估", "measured to {0}";
        Nowhere = "地点不在图上, 按出发先后排", "not on the map: who leaves first stands first";
        Pace = "{0} {1}公里/时{2}", "{0} {1} km/h{2}";
    }
}

words! { impl Going {
    Fire = "消防车速", "fire by road";
    Medical = "医疗车速", "medical by road";
    Professional = "专业队车速", "professional by road";
    Township = "乡镇队车速", "township by road";
    Social = "社会队车速", "social by road";
    Military = "军队车速", "military by road";
    Listed = "外市车速", "listed by road";
    Air = "航空航速", "by air";
    Water = "舟艇航速", "by water";
} }

/// Every table here, for the tests of words.
#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let mut all: Vec<_> = AssemblyWord::ALL.iter().map(|word| word.both()).collect();
    all.extend(AssemblyState::ALL.iter().map(|word| word.both()));
    all.extend(AssemblyEvent::ALL.iter().map(|word| word.both()));
    all.extend(Capability::ALL.iter().map(|(capability, _)| capability.both()));
    all.extend(Going::ALL.iter().map(|word| word.both()));
    all.extend([Setting::Urban.both(), Setting::Rural.both(), Purpose::Mobilise.both(), Purpose::PreAlert.both()]);
    all
}
