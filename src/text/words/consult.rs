//! Words about consultations.

use super::words;
use crate::domain::{Advice, Attendance, Briefing, Certainty, Channel, ConsultKind, ConsultState, ConsultWant};

words! { impl ConsultKind {
    Routine = "日常", "routine";
    Intensified = "加密", "intensified";
    Emergency = "应急", "emergency";
    Network = "全网", "network";
    Joint = "联合", "joint";
} }

words! { impl Channel {
    Room = "会商室", "in the room";
    Video = "视频", "by video";
    Phone = "电话", "by phone";
    Mixed = "会商室和视频", "room and video";
} }

words! { impl ConsultState {
    Requested = "已提请", "requested";
    Convening = "召集中", "convening";
    Running = "会商中", "under way";
    ToSign = "待签", "to sign";
    Concluded = "已形成结论", "concluded";
    Issued = "已下达", "issued";
    Closed = "已闭环", "closed";
    Cancelled = "已取消", "cancelled";
} }

words! { impl Certainty {
    High = "高", "high";
    Medium = "中", "medium";
    Low = "低", "low";
    Unknown = "?", "?";
} }

words! { impl Attendance {
    Awaited = "未到", "awaited";
    Present = "到会", "present";
    Proxy = "代会", "proxy";
    Absent = "缺席", "absent";
} }

words! { impl Briefing {
    Situation = "情况通报", "situation";
    Forecast = "预报", "forecast";
} }

words! { impl ConsultWant {
    Accept = "受理会商", "convene";
    Call = "叫应成员", "call members";
    Start = "开始会商", "begin";
    Draft = "起草结论", "draft";
    Renew = "结论到期", "renew";
} }

impl Advice {
    /// The advice that is no level.
    pub(crate) const PLAIN: [Self; 3] = [Self::Keep, Self::Decline, Self::Terminate];
}

words! {
    /// Consultations.
    ConsultWord {
        Title = "会商", "Consultations";
        Named = "{0}会商 {1}", "{0} consultation {1}";
        NoConsults = "还没有会商. {0} 提请", "No consultation yet; {0} asks for one";
        Requested = "{0}提请{1}会商: {2}", "{0} asks for a consultation ({1}): {2}";
        Convened = "召集 {0} ({1}), {2}家, 不少于{3}家", "convened for {0} ({1}), {2} units, at least {3}";
        Chair = "主持 {0}", "chair {0}";
        Started = "开始, 主持 {0}, 态势包 {1}", "begun by {0}, situation pack {1}";
        Drafted = "结论草案: {0}", "conclusion drafted: {0}";
        Signed = "签发会商纪要{0}号 {1}: {2}", "minutes no. {0} signed by {1}: {2}";
        Issued = "议定事项已下达", "actions issued";
        AllDone = "闭环: 议定事项已了结", "closed: its actions are closed";
        Superseded = "闭环: 已有下一次会商结论 {0}", "closed: superseded by {0}";
        Cancelled = "取消 ({0}): {1}", "cancelled by {0}: {1}";
        Moved = "{0}: {1}", "{0}: {1}";
        Joined = "{0} 到会 {1}", "{0} is there {1}";
        AbsentFor = "{0} 缺席, {1} 代会", "{0} is absent, {1} in its place";
        Absent = "{0} 缺席 {1}", "{0} is absent {1}";
        Presented = "{0} {1}: {2}", "{0}, {1}: {2}";
        Opinion = "{0} 意见: {1} (置信度{2})", "{0} thinks: {1} (certainty {2})";
        Advises = "; 建议 {0}", "; advises {0}";
        Dissent = "保留意见", "dissents";
        NoOpinion = "{0} 意见标缺 {1}", "{0} gives no opinion {1}";
        Adjourned = "讨论结束", "discussion ended";
        Action = "议定事项 {0}: {1}", "action for {0}: {1}";
        By = "限{0}", "by {0}";
        Ordered = "议定事项下达为指令{0}", "action issued as order {0}";
        Minutes = "会商纪要{0}号", "minutes no. {0}";
        MinutesOf = "{0} {1}", "{0}, {1}";
        KeepLevel = "维持", "keep the level";
        ToLevel = "响应{0}", "response {0}";
        Decline = "不启动", "do not activate";
        Terminate = "终止响应", "terminate";
        ValidUntil = "有效至{0}", "valid until {0}";
        Expired = "过期", "EXPIRED";
        NoLimit = "无时限", "no deadline";
        Aspect = "会商", "consultation";
        State = "状态", "stands at";
        Time = "提请", "asked";
        Kind = "类型", "kind";
        Reason = "事由", "about";
        There = "到会 {0}/{1} 须{2}", "there {0}/{1}, quorum {2}";
        Lacking = "缺 {0}", "missing {0}";
        LackingOpinion = "缺意见 {0}", "no opinion yet {0}";
        Next = "下一步 {0}", "next {0}";
        Unit = "单位", "unit";
        Judgement = "研判", "judgement";
        CertaintyShort = "置信", "certainty";
        Advice = "建议", "advises";
        Attendance = "到会", "attendance";
        Person = "何人", "who";
        Trend = "趋势", "trend";
        Measures = "措施", "measures";
        Actions = "议定事项", "actions";
        NotIssued = "未下达", "not issued";
        ToChair = "报主持人", "to the chair";
        Disputed = "两处各有结论, 须裁定", "two conclusions apart: settle them";
        Mandatory = "*", "*";
        CalledSo = "已叫{0}次 {1}", "called {0} times, {1}";
        MarkedMissing = "标缺 {0}", "none {0}";
        DueNext = "下次会商", "consult";
        First = "首次会商", "first consultation";
        Since = "上次 {0}", "last at {0}";
        OnConsult = "会商 {0}", "consultation {0}";
        NoMembers = "成员名单和到会单位数", "a list of members and a quorum";
        NoQuorum = "到会单位 (现有{0}, 须{1})", "a quorum (there are {0} of {1})";
        NoOpinions = "必到单位的意见 ({0})", "mandatory opinions ({0})";
        NoActionLimit = "事项时限 ({0})", "a deadline ({0})";
        OpenActions = "了结{0}件议定事项", "the closing of {0} actions";
        Unconcluded = "已签发的结论 ({0})", "a signed conclusion ({0})";
        PastTime = "未过期的结论 ({0}, {1}止)", "a conclusion in force ({0} ended at {1})";
        Agreed = "约定时间", "the time agreed";
        Validity = "结论有效期", "its validity";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let words = ConsultWord::ALL.iter().map(|word| word.both());
    let kinds = ConsultKind::ALL.iter().map(|kind| kind.both());
    let states = ConsultState::ALL.iter().map(|state| state.both());
    let channels = Channel::ALL.iter().map(|channel| channel.both());
    let certainties = Certainty::ALL.iter().map(|certainty| certainty.both());
    words.chain(kinds).chain(states).chain(channels).chain(certainties).collect()
}
