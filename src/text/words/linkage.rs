//! Words about help between cities.

use super::words;
use crate::domain::{AidEvent, AidPart, AidSort, AidState, AidWant, CostBearer, ShareKind};

words! { impl AidState {
    Draft = "草拟", "draft";
    Sent = "已发出", "sent";
    Accepted = "已受理", "taken up";
    Granted = "同意", "granted";
    Dispatched = "已派出", "sent off";
    EnRoute = "在途", "en route";
    Arrived = "已报到", "checked in";
    Working = "作业", "at work";
    Released = "已释放", "released";
    Returned = "已归建", "home";
    Settled = "已结算", "settled";
    Refused = "已拒绝", "refused";
    Withdrawn = "已撤回", "withdrawn";
} }

words! { impl AidEvent {
    Send = "签发发出", "sign and send";
    Accept = "受理", "take it up";
    Grant = "同意", "grant";
    Refuse = "拒绝", "refuse";
    Withdraw = "撤回", "withdraw it";
    Dispatch = "派出", "sent off";
    Depart = "在途", "on the way";
    Arrive = "到达报到", "checked in";
    Work = "作业", "at work";
    Release = "释放", "release";
    Return = "归建", "home again";
    Settle = "费用结算", "settle the cost";
} }

words! { impl AidWant {
    Answer = "答复支援", "answer aid";
    Limit = "答复上限", "answer limit";
    Release = "续用或释放", "keep or free";
} }

words! { impl AidSort {
    Force = "兵力", "people";
    Equipment = "装备", "equipment";
    Material = "物资", "supplies";
} }

words! { impl AidPart {
    Kind = "灾种", "kind";
    Place = "地域", "where";
    Harm = "危害程度", "how bad";
    Done = "已采取措施", "done so far";
    Needs = "所需", "what is needed";
    Rally = "集结点", "rally point";
    Contact = "联络人", "contact";
} }

words! { impl CostBearer {
    Responsible = "责任单位", "the responsible unit";
    Requester = "请求方", "who asks";
    Helper = "支援方", "who helps";
    Superior = "上级统筹", "the superior";
} }

words! { impl ShareKind {
    Teams = "队伍", "teams";
    Materials = "物资储备", "supplies";
    Shelters = "避难场所", "shelters";
    Equipment = "大型装备", "equipment";
    Risks = "风险源", "risks";
} }

words! {
    /// Help between cities.
    LinkageWord {
        Title = "支援联动", "Aid between cities";
        Named = "支援请求 {0} {1}", "aid request {0} {1}";
        FromTo = "{0} 请 {1} 支援", "{0} asks {1}";
        NoAids = "没有支援请求. {0} 草拟一份", "No aid request; {0} drafts one";
        Moved = "{0}: {1}", "{0}: {1}";
        Drafted = "{0}: {1}; 需 {2}", "{0}: {1}; needs {2}";
        Sent = "签发发出 {0}", "signed and sent by {0}";
        Accepted = "受理 {0}", "taken up by {0}";
        Granted = "同意 {0}: {1}", "granted by {0}: {1}";
        Partly = "部分同意", "in part";
        PartlyGranted = "部分同意 {0}: {1}", "granted in part by {0}: {1}";
        Refused = "拒绝 {0}: {1}", "refused by {0}: {1}";
        Withdrawn = "撤回 {0}: {1}", "withdrawn by {0}: {1}";
        Settled = "费用结算 {0}: {1}", "cost settled by {0}: {1}";
        Yuan = "{0}承担 {1}元", "{0} bears {1} yuan";
        NoCharge = "{0}承担, 不计费", "{0} bears it, nothing is charged";
        Line = "{0} {1}{2}", "{0} {1}{2}";
        GrantedOf = "{0} {1}/{2}{3}", "{0} {1}/{2}{3}";
        Dispatched = "{0} 派出", "{0} sent off";
        EnRoute = "{0} 在途", "{0} on the way";
        Arrived = "{0} 到达报到", "{0} checked in";
        Working = "{0} 作业 {1}", "{0} at work {1}";
        Released = "{0} 释放", "{0} released";
        Returned = "{0} 归建", "{0} home";
        People = "{0}人", "{0} people";
        Expected = "预计{0}到", "expected {0}";
        State = "状态", "stands at";
        Time = "草拟", "at";
        Way = "往来", "way";
        Out = "去", "out";
        In = "来", "in";
        Other = "他", "of others";
        Party = "对方", "with";
        About = "事由和所需", "about, and what is needed";
        Aspect = "支援请求", "aid request";
        AspectShared = "共享资源", "shared list";
        Lacking = "{0}", "{0}";
        OtherCity = "{0}的答复: 何人, 以何方式", "the word of {0}: who gave it, and how";
        Promised = "队伍未答应给别处 ({0})", "a team that is not promised elsewhere ({0})";
        Superior = "共同上级 {0}: 跨区域事件由其负责", "superior of both: {0}, which answers for what crosses the border";
        NotCommanded = "平台只协调不指挥; 到场报到后受请求方现场指挥部指挥", "the hub coordinates, never commands; on scene under the asking city's post";
        Next = "下一步 {0}", "next {0}";
        Unanswered = "{0}未答复, 已{1}", "{0} has not answered for {1}";
        Answered = "{0}答复, 用时{1}", "answered at {0}, after {1}";
        SentAt = "发出{0}", "sent {0}";
        AcceptedAt = "受理{0}", "taken up {0}";
        Where = "地域", "where";
        Harm = "危害", "harm";
        Done = "已采取", "done";
        Needs = "所需", "needs";
        Rally = "集结点", "rally";
        Route = "路线", "route";
        Contact = "联络", "contact";
        Terms = "时长费用", "terms";
        Hours = "预计{0}小时", "about {0} hours";
        Cost = "费用{0}", "cost: {0}";
        Logistics = "后勤{0}", "logistics: {0}";
        Coming = "来援", "who comes";
        NobodyYet = "尚无", "nobody yet";
        Shared = "共享{0}", "shares {0}";
        NoShared = "各市尚未共享清单", "no city shares a list yet";
        Rows = "{0}项", "{0} rows";
        Age = "{0}前", "{0} ago";
        Stale = "陈旧", "STALE";
        ListAge = "清单{0}前", "list of {0} ago";
        AnswerIn = "答复{0}", "answer {0}";
        PartsMissing = "缺{0}部分", "{0} parts missing";
        Listed = "{0}共享{1}: {2}项, {3}版, 截至{4}", "{0} shares {1}: {2} rows, edition {3}, as of {4}";
        ListedPart = "{0} (第{1}/{2}部分)", "{0} (part {1} of {2})";
        Notices = "情况通报", "Notices";
        Owed = "毗邻待通报 {0}", "neighbours still to be told: {0}";
        Joint = "联席会商", "Joint consultation";
        NoJoint = "尚无", "none yet";
        Duty = "轮值单位", "Duty city";
        NoDuty = "未定", "not named";
        ByOwnTime = "请求中写明", "as the request says";
        Conflict = "两处各有答复, 须裁定", "two answers apart: settle them";
        Astray = "已了结而仍有人在途, 须裁定", "over, and somebody is under way: settle it";
        PleaseAnswer = "请在{0}内答复, 最迟{1}", "please answer within {0}, at the latest {1}";
        Twice = "一队答应两处, 须裁定", "a team is promised twice: settle it";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let words = LinkageWord::ALL.iter().map(|word| word.both());
    let states = AidState::ALL.iter().map(|state| state.both());
    let events = AidEvent::ALL.iter().map(|event| event.both());
    let parts = AidPart::ALL.iter().map(|part| part.both());
    let kinds = ShareKind::ALL.iter().map(|kind| kind.both());
    let sorts = AidSort::ALL.iter().map(|sort| sort.both());
    let bearers = CostBearer::ALL.iter().map(|bearer| bearer.both());
    words.chain(states).chain(events).chain(parts).chain(kinds).chain(sorts).chain(bearers).collect()
}
