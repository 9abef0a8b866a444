//! Words about scenes.

use super::words;
use crate::domain::{CasualtyState, HazardKind, SceneGroup, SceneWant, ZoneKind};

words! { impl SceneGroup {
    Coordination = "综合协调", "coordination";
    Rescue = "抢险救援", "rescue";
    Medical = "医学救护", "medical";
    Security = "治安警戒", "security";
    Traffic = "交通保障", "traffic";
    Monitoring = "监测预警", "monitoring";
    Evacuation = "疏散安置", "evacuation";
    Logistics = "后勤物资", "logistics";
    Communications = "通信保障", "communications";
    Press = "新闻舆论", "press";
    Aftercare = "善后处置", "aftercare";
    Experts = "专家组", "experts";
} }

words! { impl ZoneKind {
    Hot = "热区", "hot zone";
    Warm = "温区", "warm zone";
    Cold = "冷区", "cold zone";
    Cordon = "警戒区", "cordon";
    Forbidden = "禁入", "no entry";
} }

words! { impl HazardKind {
    Combustible = "可燃气体", "combustible gas";
    Oxygen = "氧气", "oxygen";
    CarbonMonoxide = "一氧化碳", "carbon monoxide";
    HydrogenSulphide = "硫化氢", "hydrogen sulphide";
    Wind = "风速", "wind";
    Displacement = "位移", "displacement";
    WaterRise = "水位涨幅", "rise of water";
    Other = "其他", "other";
} }

words! { impl CasualtyState {
    Trapped = "被困", "trapped";
    Missing = "失联", "missing";
    Rescued = "救出", "rescued";
    Injured = "重伤", "injured";
    SlightlyInjured = "轻伤", "slightly injured";
    Dead = "死亡", "dead";
    Transported = "转送", "transported";
    Rescuer = "救援受伤", "rescuers hurt";
} }

words! { impl SceneWant {
    SizeUp = "首报", "size-up";
    Post = "设现指", "set up post";
    Plan = "新方案", "next plan";
    Progress = "报进展", "progress";
    Relief = "轮换", "relief";
    Count = "清点", "count heads";
    Answer = "答复请求", "answer";
    Hazard = "读数超限", "over limit";
    CountBack = "全员清点", "count all";
} }

words! {
    /// Scenes.
    SceneWord {
        Title = "现场 {0}", "Scenes {0}";
        NoScenes = "还没有现场. {0} 首到登记", "No scene yet; {0} notes the first on it";
        Aspect = "现场", "scene of";
        Moved = "{0} 现场: {1}", "scene of {0}: {1}";
        Unopened = "无人到场", "nobody there";
        Initial = "先期处置", "first action";
        Running = "现指运行", "post runs";
        Period = "作业周期{0}", "period {0}";
        Withdrawn = "紧急撤离", "WITHDRAWN";
        Stable = "稳控", "stable";
        HandedOver = "移交", "handed over";
        Closed = "撤销", "closed";
        Opened = "首到 {0}", "first on scene: {0}";
        Posted = "设立现场指挥部 {0}, 总指挥 {1}", "command post at {0}, commander {1}";
        PostMore = "副 {0} 频道 {1} 出入口 {2}", "deputy {0}, radio {1}, entrance {2}";
        Downwind = "不在上风高处", "not upwind or uphill";
        FewExits = "出口少于两个", "fewer than two ways out";
        Planned = "救援方案第{0}版 (周期{1}小时): {2}", "rescue plan v{0} ({1} h): {2}";
        Expert = "专家 {0}", "experts: {0}";
        OnConsult = "依据 {0}", "on {0}";
        CalledBack = "紧急撤离", "everybody called back";
        ReEntered = "批准再入", "entry allowed again";
        Monitor = "监测 {0}", "monitors: {0}";
        Stabilised = "稳控", "stable";
        GivenOver = "移交 {0}", "handed over to {0}";
        PostClosed = "撤销现场指挥部", "command post closed";
        SizeUp = "首报 {0} 被困{1} 危险源 {2} 风向 {3} 进出路 {4}", "size-up: {0}, trapped {1}, hazards {2}, wind {3}, ways {4}";
        Commands = "初期指挥 {0} {1}", "{0} {1} takes command first";
        Zone = "{0} {1} {2}", "{0} {1} {2}";
        Radius = "{0} WGS84 半径{1}米", "{0} WGS84 within {1} m";
        Lifted = "解除 {0}", "{0} lifted";
        Evacuate = "疏散令 {0} {1}人", "evacuate {0}, {1} people";
        Offered = "指挥权交接 {0} 交 {1}: {2}", "command offered by {0} to {1}: {2}";
        Taken = "接过指挥权 {0}", "{0} takes command";
        Task = "任务 {0} {1}: {2} [{3}]", "task of {1} ({0}): {2} [{3}]";
        TaskMore = "区域 {0} 危险 {1} 防护 {2} 频道 {3} 撤离信号 {4}", "area {0}, hazards {1}, protection {2}, channel {3}, withdraw on {4}";
        OnAir = "空呼", "on air";
        Life = "救人", "life";
        Progress = "{0} 进展: {1}", "{0}, progress: {1}";
        Blocked = "{0} 受阻: {1}", "{0}, blocked: {1}";
        Done = "{0} 完成: {1}", "{0}, done: {1}";
        Relieved = "{0} 轮换: {1}", "{0}, relieved: {1}";
        Reading = "{0} {1}{2} {3}", "{0} {1} {2} at {3}";
        Limit = "限{0}{1}", "limit {0} {1}";
        Casualty = "{0} {1} ({2}) {3}", "{0} {1} by {2} {3}";
        Asked = "向{0}请求 {1}", "asked {0} for {1}";
        Granted = "答复 {0}: 同意 {1}", "{0}: given {1}";
        Denied = "答复 {0}: 不给 {1}", "{0}: not given {1}";
        Remote = "偏远", "remote";
        Entered = "{0} 进入 {1}人 {2}", "{0}: {1} went in {2}";
        Left = "{0} 撤出 {1}人", "{0}: {1} came out";
        Counted = "{0} 清点 在位{1} {2}", "{0}: {1} counted {2}";
        CountCalled = "全员点名 {0}", "roll call of everybody {0}";
        NotThere = "不在 {0}", "not there: {0}";
        Grid = "搜索网格 {0}列{1}行 {2}", "search grid {0} by {1} {2}";
        Searched = "{0} 搜索一遍 {1} {2} 发现{3}人", "{0} searched by {1} {2}, {3} found";
        Evidence = "移动物证 {0} {1}", "moved: {0} {1}";
        Protected = "已标记绘图记录", "marked, sketched, recorded";
        Bare = "未全标记绘图记录", "not all marked, sketched, recorded";
        NoCommander = "总指挥 ?", "commander ?";
        Commander = "总指挥 {0}", "commander {0}";
        Heads = "进{0} 出{1} 在内{2} 未清点到{3}", "in {0}, out {1}, inside {2}, unaccounted {3}";
        HeadsShort = "在内{0} 缺{1}", "in {0} lost {1}";
        Next = "下一步 {0}", "next {0}";
        People = "人员", "People";
        Crew = "编组", "crew";
        In = "进", "in";
        Out = "出", "out";
        Inside = "在内", "inside";
        Lost = "缺", "lost";
        Par = "清点", "count";
        Age = "{0}前", "{0} ago";
        Never = "从未清点", "never counted";
        Tasks = "任务", "Tasks";
        State = "状态", "state";
        Clock = "时限", "due";
        Incident = "事件", "incident";
        WaitsAck = "待签收", "to ack";
        UnderWay = "执行中", "under way";
        Stuck = "受阻", "blocked";
        Refused = "拒绝", "refused";
        Over = "完成", "done";
        Zones = "划区", "Zones";
        Readings = "读数", "Readings";
        Beyond = "超限", "OVER";
        Casualties = "伤亡", "Casualties";
        Differs = "来源不一", "sources differ";
        Requests = "请求", "Requests";
        Awaited = "待答复", "no answer";
        Search = "搜索 {0}/{1}格清空", "searched {0} of {1} cells";
        Log = "经过", "Log";
        NoSignal = "任务无撤离信号 {0}", "no signal to withdraw: {0}";
        NotCheckedIn = "未报到就作业 {0}", "at work without check-in: {0}";
        InForbidden = "在禁入区 {0}", "in a no-entry zone: {0}";
        MoreOut = "{0} 出比进多{1}人", "{0}: {1} more out than in";
        MoreSeen = "{0} 清点比在内多{1}人", "{0}: {1} more counted than in";
        ClosedOver = "已撤销, 在内还有{0}人", "closed over {0} people who are in";
        FigureOff = "{0} 台账与上报数不一", "{0}: the ledger differs from the figure";
        ManyCommand = "{0}人自称总指挥 {1}", "{0} commanders: {1}";
        Disputed = "两处各记一步, 见冲突页", "two posts moved it apart: see the conflicts";
        Offer = "待接指挥权 {0}", "{0} is to take command";
        NoFireOfficer = "消防指挥员", "a fire officer";
        NoBrief = "交接简报和签收", "a brief that is acknowledged";
        NoExpert = "专家意见", "an expert's opinion";
        NoMonitor = "监测意见", "the monitors' word";
        BadPeriod = "2至12小时的周期 (写的是{0})", "a period of 2 to 12 hours (it says {0})";
        NeedsSignal = "撤离信号", "a signal to withdraw";
        NeedsCheckIn = "队伍报到", "the team's check-in";
        NeedsFree = "队伍待任务 (另有任务)", "a team without another task";
        NeedsAble = "有{0}能力的队伍", "a team that can do {0}";
        NeedsAllowed = "解除禁入 {0}", "the lifting of {0}";
        NeedsPost = "现场指挥部或初期指挥", "a command post or who took command first";
        NeedsIn = "{0}人进入的记录 (在内{1})", "the entry of {0} people ({1} are in)";
        NeedsSeen = "{0}人进入的记录 (清点{1}, 在内{2})", "the entry of {0} people ({1} counted, {2} are in)";
        NeedsOne = "一个总指挥 (有{0}个)", "one commander (there are {0})";
        NeedsCount = "{0}人清点到", "the count of {0} more people";
        NeedsReading = "{0}读数回到限值内", "{0} within its limit";
        NeedsLife = "{0}项救人任务了结", "the end of {0} tasks that lives depend on";
        NeedsPeople = "{0}{1}人的下落", "word of {1} {0}";
        NeedsEvidence = "{0}件物证标记绘图记录", "{0} things marked, sketched and recorded";
        NeedsOut = "{0}支队伍放行", "the release of {0} teams";
        NeedsNobodyIn = "在内{0}人撤出", "{0} people out";
        Everybody = "全队", "all";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let groups = SceneGroup::ALL.iter().map(|of| of.both());
    let zones = ZoneKind::ALL.iter().map(|of| of.both());
    let hazards = HazardKind::ALL.iter().map(|of| of.both());
    let casualties = CasualtyState::ALL.iter().map(|of| of.both());
    let wants = [
        SceneWant::SizeUp,
        SceneWant::Post,
        SceneWant::Plan,
        SceneWant::Progress,
        SceneWant::Relief,
        SceneWant::Count,
        SceneWant::Answer,
        SceneWant::Hazard,
        SceneWant::CountBack,
    ];
    let words = SceneWord::ALL.iter().map(|word| word.both());
    groups.chain(zones).chain(hazards).chain(casualties).chain(wants.map(Word::both)).chain(words).collect()
}
