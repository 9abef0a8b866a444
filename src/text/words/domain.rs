//! Words of the domain's own enums. The plain impl is the short word that fits a column; [`Full`] is the whole one.

use super::{Word, words};
use crate::domain::{
    Anchor, Colour, FigureKind, Form, Grade, IncidentStatus, InjectKind, Level, Means, Phase, PlanClass, Posture,
    RollUp, Rung, TeamKind, TeamStatus, Urgency,
};

words! { impl Grade {
    Extreme = "特重", "Extreme";
    Major = "重大", "Major";
    Serious = "较大", "Serious";
    Ordinary = "一般", "Ordinary";
} }

words! { impl Level {
    One = "一级", "L-1";
    Two = "二级", "L-2";
    Three = "三级", "L-3";
    Four = "四级", "L-4";
} }

words! { impl Colour {
    Red = "红色", "red";
    Orange = "橙色", "orange";
    Yellow = "黄色", "yellow";
    Blue = "蓝色", "blue";
} }

words! { impl Anchor {
    Start = "启动", "start";
    Warning = "预警", "warning";
    Activation = "响应启动", "activation";
    Arrival = "到场", "arrival";
} }

words! { impl Phase {
    Warning = "预警", "warning";
    Initial = "先期", "initial";
    Response = "响应", "response";
    Stabilising = "稳控", "stabilising";
    Restoring = "恢复", "restoring";
} }

words! { impl PlanClass {
    General = "总体", "general";
    Special = "专项", "special";
    Department = "部门", "department";
    Grassroots = "基层", "grassroots";
    Enterprise = "企业", "enterprise";
} }

words! { impl Posture {
    Normal = "平时", "peacetime";
    Reinforced = "加强", "reinforced";
    Prepared = "预备", "prepared";
    Standby = "临战", "standby";
    War = "战时", "wartime";
    Expanded = "扩战", "expanded";
    Stabilising = "稳控", "stabilising";
    Restoring = "转平", "restoring";
} }

words! { impl TeamStatus {
    Ready = "备勤", "ready";
    Standby = "待命", "standby";
    PreAlerted = "已预警", "alerted";
    Ordered = "受令", "ordered";
    Assembling = "集结中", "assembling";
    EnRoute = "在途", "en route";
    OnScene = "到场", "on scene";
    Staged = "待任务", "staged";
    Working = "作业", "working";
    Withdrawing = "撤离", "withdrawing";
    Resting = "轮休", "resting";
    Resupply = "补给", "resupply";
    Released = "释放", "released";
    Returning = "归途", "returning";
    Returned = "归建", "returned";
    Unavailable = "不可用", "unavailable";
    LostContact = "失联", "lost";
} }

words! { impl RollUp {
    Available = "可用", "free";
    Assigned = "执行", "busy";
    OutOfService = "停用", "out";
} }

words! { impl TeamKind {
    Fire = "消防", "fire";
    Professional = "专业", "professional";
    Medical = "医疗", "medical";
    Township = "基层", "township";
    Social = "社会", "social";
    Military = "军队", "military";
} }

words! { impl Rung {
    Delivered = "已送达", "delivered";
    Read = "已读", "read";
    Acknowledged = "已签收", "acknowledged";
    Executing = "执行中", "executing";
} }

words! { impl Urgency {
    Routine = "一般", "routine";
    Urgent = "紧急", "urgent";
    Withdraw = "撤离", "WITHDRAW";
} }

words! { impl Form {
    Order = "指令", "order";
    Request = "请求", "request";
} }

words! { impl IncidentStatus {
    Open = "处置中", "open";
    Stabilised = "稳控", "stabilised";
    Closed = "已结束", "closed";
} }

words! { impl FigureKind {
    Dead = "死亡", "dead";
    Missing = "失踪", "missing";
    Injured = "重伤", "injured";
    SlightlyInjured = "轻伤", "slightly injured";
    Trapped = "被困", "trapped";
    Moved = "转移", "moved";
    Poisoned = "中毒", "poisoned";
    Loss = "直接损失(万元)", "direct loss (x10,000 yuan)";
    Burnt = "受害面积(公顷)", "area burnt (ha)";
    Collapsed = "倒塌房屋(间)", "rooms collapsed";
    Magnitude = "震级", "magnitude";
    Density = "人口密度", "people per km2";
    AtRisk = "涉险", "at risk";
} }

words! { impl Means {
    Console = "终端", "console";
    Phone = "电话", "phone";
    Radio = "电台", "radio";
    Person = "当面", "in person";
    Feed = "接入", "feed";
} }

words! { impl InjectKind {
    Warning = "预警", "warning";
    Reading = "读数", "reading";
    Message = "来电", "message";
    Incident = "事件", "incident";
    Figure = "数字", "figure";
    Decision = "决定", "decision";
    Order = "指令", "order";
    Report = "报告", "report";
    Plan = "预案", "plan";
    Step = "步骤", "step";
    Posture = "转换", "posture";
    Team = "队伍", "team";
} }

/// The whole word, where there is room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full<T>(pub T);

impl Word for Full<Grade> {
    fn both(self) -> [&'static str; 2] {
        match self.0 {
            Grade::Extreme => ["特别重大", "Extreme"],
            grade => grade.both(),
        }
    }
}

/// A grade as the table of geological disasters calls it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scale(pub Grade);

impl Word for Scale {
    fn both(self) -> [&'static str; 2] {
        match self.0 {
            Grade::Extreme => ["特大型", "very large"],
            Grade::Major => ["大型", "large"],
            Grade::Serious => ["中型", "medium"],
            Grade::Ordinary => ["小型", "small"],
        }
    }
}

impl Word for Full<Posture> {
    fn both(self) -> [&'static str; 2] {
        match self.0 {
            Posture::Normal => ["平时值守", "peacetime duty"],
            Posture::Reinforced => ["加强值守", "reinforced duty"],
            Posture::Prepared => ["预警准备", "warning preparation"],
            Posture::Standby => ["临战待命", "wartime standby"],
            Posture::War => ["战时响应", "wartime response"],
            Posture::Expanded => ["扩大战时", "expanded wartime response"],
            Posture::Stabilising => ["稳控收束", "stabilising"],
            Posture::Restoring => ["转平恢复", "return to peacetime"],
        }
    }
}

impl Word for Full<TeamKind> {
    fn both(self) -> [&'static str; 2] {
        match self.0 {
            TeamKind::Fire => ["综合性消防救援", "fire and rescue"],
            TeamKind::Professional => ["专业队伍", "professional"],
            TeamKind::Medical => ["医疗队伍", "medical"],
            TeamKind::Township => ["乡镇街道队伍", "township"],
            TeamKind::Social => ["社会队伍", "social"],
            TeamKind::Military => ["军队武警", "military"],
        }
    }
}

words! {
    /// Words by which sentences about facts are made.
    Prompt {
        Unknown = "?", "?";
        NoGrade = "未定", "ungraded";
        None = "无", "none";
        Verified = "已核实", "verified";
        Unverified = "未核实", "unverified";
        RulesAdopted = "采用规则 {0}", "rules adopted: {0}";
        RuleChanged = "规则 {0} 改为 {1} ({2})", "rule {0} is now {1} ({2})";
        RuleGivenBack = "规则 {0} 恢复原文 ({1})", "rule {0} as before ({1})";
        AspectRule = "规则", "rule";
        AreaNamed = "辖区 {0} {1}", "area {0} {1}";
        PlaceNamed = "地点 {0}", "place {0}";
        HqFormed = "成立 {0}", "formed: {0}";
        TeamEnrolled = "入列 {0} {1}", "enrolled {0} {1}";
        ContactListed = "通讯录 {0} {1}", "contact {0}, {1}";
        MaterialListed = "物资 {0} {1}", "material {0}, {1}";
        ShelterListed = "避难场所 {0} {1}", "shelter {0}, {1}";
        AspectContact = "联系人", "contact";
        AspectMaterial = "物资", "material";
        AspectShelter = "避难场所", "shelter";
        AspectOrgan = "机构", "body";
        AspectExpert = "专家", "expert";
        AspectWatch = "值班", "watch";
        AspectRegion = "区域", "region";
        PlanAdopted = "预案入库 {0} {1}", "plan adopted: {0} {1}";
        PlanStarted = "启动预案 {0} {1}", "plan started: {0} {1}";
        IncidentOpened = "事件 {0}", "incident: {0}";
        IncidentCoded = "事件编码 {0} {1}", "event code {0}: {1}";
        IncidentMerged = "{0} 并入 {1}", "{0} merged into {1}";
        IncidentSplit = "{0} 不再并入, 单独处置", "{0} stands apart again";
        EntryAmended = "更正 {0}: {1}", "corrected {0}: {1}";
        Amended = "更正", "corrected";
        AmendedTwice = "更正有争议", "corrections differ";
        Was = "(原记: {0})", "(was: {0})";
        FigureFrom = "{0} 据{1}", "{0}, by {1}";
        NoCode = "未编码", "no code";
        AspectCode = "事件编码", "event code of";
        AspectMerged = "事件合并", "merging of";
        AspectEntry = "更正", "correction of";
        IncidentGraded = "定级 {0} {1}", "graded {0}: {1}";
        IncidentStatus = "{1} 转为{0}", "{1} is now {0}";
        Commander = "现场总指挥 {0} ({1})", "on-site commander {0} ({1})";
        Figure = "{0} {1} ({2})", "{0} {1} ({2})";
        Seated = "{0} {1} 上席", "{0} {1} signed in";
        SeatedAfter = "{0} {1} 接班, 交班 {2}", "{0} {1} takes over from {2}";
        WarningNumbered = "{0}预警第{1}号", "{0} warning no. {1}";
        WarningPlain = "{0}预警", "{0} warning";
        Activated = "启动{0}响应 {1}", "response {0} activated: {1}";
        Declined = "不启动响应: {0}", "no response: {0}";
        Terminated = "终止响应", "response terminated";
        Effective = "{0} {1}起生效", "{0}, effective {1}";
        PostureChanged = "{1} 转为{0}", "{1}: {0}";
        TeamStatus = "{0} {1}", "{0} {1}";
        Assigned = "{0} 派往 {1}", "{0} assigned to {1}";
        Freed = "{0} 解除任务", "{0} freed";
        AllTeams = "本辖区全部", "all of the own jurisdiction";
        Group = "{0} 等{1}队", "{0}, {1} teams";
        Memo = "备忘 {0}", "note: {0}";
        Position = "{0} 在{1}", "{0} at {1}";
        Track = "轨迹 {0} {1}点", "track {0}, {1} points";
        OrderTo = "{0}{1} {2}: {3}", "{0} {1} {2}: {3}";
        OrderGoing = "{0} > {1}", "{0} > {1}";
        OrderNo = "{0}{1}", "{0} {1}";
        Rung = "{0} {1} {2}", "{0} {1} {2}";
        RungFor = "{0} {1} 代{2} ({3})", "{0} {1} for {2} ({3})";
        Heads = "{0} 清点 在位{1} 失联{2} {3}", "{0} heads: {1} present, {2} missing, by {3}";
        Ended = "{0} {1}", "{0} {1}";
        Done = "完成", "done";
        Refused = "拒绝: {0}", "refused: {0}";
        Cancelled = "撤销: {0}", "cancelled: {0}";
        OutcomeRefused = "拒绝", "refused";
        OutcomeCancelled = "撤销", "cancelled";
        StepWaiting = "待办", "to do";
        StepDoing = "执行中", "doing";
        StepDone = "完成", "done";
        StepBlocked = "受阻", "blocked";
        StepSkipped = "不做", "skipped";
        StepSet = "步骤 {0} {1}", "step {0}: {1}";
        Shelved = "搁置到 {0}: {1}", "put aside until {0}: {1}";
        AspectShelf = "搁置的告警", "alarm put aside";
        AlarmAcknowledged = "已确认告警", "alarm acknowledged";
        Struck = "划掉 {0}: {1}", "struck {0}: {1}";
        Voided = "作废 {0}: {1}", "voided {0}: {1}";
        DrillOpened = "演练开始 {0}", "drill opened: {0}";
        DrillClock = "演练时钟 {0}", "drill clock {0}";
        DrillPaused = "演练时钟 暂停", "drill clock paused";
        DrillControl = "导调 {0}", "control: {0}";
        Pause = "暂停", "pause";
        Resume = "继续", "resume";
        Speed = "变速 {0}倍", "speed {0}x";
        SkipTo = "跳到 {0}", "skip to {0}";
        Fire = "下达 {0}", "fire {0}";
        End = "结束", "end";
        InjectPlanned = "导调计划 {0} {1}", "inject planned {0} {1}";
        InjectFired = "导调下达 {0}", "inject fired {0}";
        UnknownKind = "本版本不识的类型 {0}", "a kind this version does not know: {0}";
        ReportTo = "{0} 已报 {1} ({2})", "{0} sent to {1} ({2})";
        Reading = "{0} {1} {2}", "{0} {1} {2}";
        Times = "{0}倍", "{0}x";
        Millimetres = "毫米", "mm";
        Metres = "米", "m";
        CubicMetresPerSecond = "立方米每秒", "m3/s";
        DueDecide = "启动决定", "decide";
        DueAcknowledge = "签收", "acknowledge";
        DueDepart = "出发", "depart";
        DueHeads = "清点", "count heads";
        DueMissing = "查失联", "find missing";
        MissingOf = "失联{0}人{1}", "{0} missing{1}";
        MissingAfter = "撤离清点失联{0}人{1}: 指令{2} {3}", "{0} missing after the withdrawal{1}: order {2}, {3}";
        DueReportPhone = "电话初报", "phone report";
        DueReportWritten = "书面初报", "written report";
        DueFollowUp = "续报", "follow-up";
        DueRegular = "每日续报", "daily report";
        DueVerify = "核报", "verified report";
        DueCorrect = "补报", "correction";
        DueRatify = "追认", "ratify";
        DueStep = "预案步骤", "plan step";
        AspectRules = "规则", "rules";
        AspectGrade = "事件等级", "grade";
        AspectIncidentStatus = "事件状态", "incident status";
        AspectCommander = "现场总指挥", "on-site commander";
        AspectResponse = "响应级别", "response";
        AspectPosture = "平战状态", "posture";
        AspectTeam = "队伍资料", "team card";
        AspectTeamStatus = "队伍状态", "team status";
        AspectAssignment = "队伍任务", "assignment";
        AspectOutcome = "指令结果", "order outcome";
        AspectStep = "步骤状态", "plan step";
        AspectDrillClock = "演练时钟", "drill clock";
        Free = "无任务", "free";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    fn both<W: Word>(words: &[W]) -> impl Iterator<Item = [&'static str; 2]> {
        words.iter().map(|word| word.both())
    }
    fn full<T: Copy>(words: &[T]) -> Vec<[&'static str; 2]>
    where
        Full<T>: Word,
    {
        words.iter().map(|word| Full(*word).both()).collect()
    }
    use crate::domain::{Haste, ReportKind, ReportPart};
    use {FigureKind as F, InjectKind as I, Posture as P, TeamKind as T};
    let grades = [Grade::Extreme, Grade::Major, Grade::Serious, Grade::Ordinary];
    let postures =
        [P::Normal, P::Reinforced, P::Prepared, P::Standby, P::War, P::Expanded, P::Stabilising, P::Restoring];
    let kinds = [T::Fire, T::Professional, T::Medical, T::Township, T::Social, T::Military];
    let injects = [
        I::Warning,
        I::Reading,
        I::Message,
        I::Incident,
        I::Figure,
        I::Decision,
        I::Order,
        I::Report,
        I::Plan,
        I::Step,
        I::Posture,
        I::Team,
    ];
    both(&TeamStatus::ALL)
        .chain(both(&grades))
        .chain(full(&grades))
        .chain(both(&postures))
        .chain(full(&postures))
        .chain(both(&kinds))
        .chain(full(&kinds))
        .chain(both(&injects))
        .chain(both(&[Level::One, Level::Two, Level::Three, Level::Four]))
        .chain(both(&[Colour::Red, Colour::Orange, Colour::Yellow, Colour::Blue]))
        .chain(both(&[Rung::Delivered, Rung::Read, Rung::Acknowledged, Rung::Executing]))
        .chain(both(&[Urgency::Routine, Urgency::Urgent, Urgency::Withdraw]))
        .chain(both(&[Form::Order, Form::Request]))
        .chain(both(&[IncidentStatus::Open, IncidentStatus::Stabilised, IncidentStatus::Closed]))
        .chain(both(&F::ALL))
        .chain(both(&[Means::Console, Means::Phone, Means::Radio, Means::Person, Means::Feed]))
        .chain(both(&ReportKind::ALL))
        .chain(both(&ReportPart::ALL))
        .chain(both(&[Haste::Plain, Haste::Urgent, Haste::Most]))
        .collect()
}
