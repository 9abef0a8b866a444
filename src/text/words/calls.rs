//! Words about calls, and about the measures that a warning asks for.

use crate::domain::{CallState, Tier};

use super::words;

words! { impl Tier {
    County = "县", "county";
    Township = "乡", "township";
    Village = "村", "village";
} }

words! { impl CallState {
    Pending = "待叫", "not called";
    Calling = "叫应中", "calling";
    NextContact = "叫下一位", "calling the next";
    Escalated = "已升级", "escalated";
    Answered = "已应答", "answered";
} }

words! {
    /// Calls and measures.
    CallWord {
        Made = "{0} 叫应 {1}: {2}", "{0} called {1}: {2}";
        Begun = "{0} 正在叫应 {1}", "{0} is calling {1}";
        Calling = "{0}起{1}正在叫{2}", "since {0} {1} is calling {2}";
        Chain = "叫应 {0}: {1}", "calls, {0}: {1}";
        MadeNumber = "{0} {1}", "{0} {1}";
        AnsweredBy = "接通 {0}", "{0} answered";
        Answered = "接通", "answered";
        Acknowledged = "接通, 已签收", "answered, acknowledges";
        Joins = "接通, 参加会商", "answered, takes part";
        NoAnswer = "无人接听", "no answer";
        Engaged = "占线", "engaged";
        WrongNumber = "号码不对", "wrong number";
        Taken = "{0} {1}: 做, {2}", "{0} {1}: yes, {2}";
        NotTaken = "{0} {1}: 不做, {2}", "{0} {1}: no, {2}";
        AspectMeasure = "应对措施", "measure";
        Yes = "做", "yes";
        No = "不做", "no";
        YesBy = "做, 另定责任人", "yes, by another owner";
        Open = "未答", "not answered";
        StillOpen = "已答复{0}项措施, 还有{1}项未答复", "{0} measures answered, {1} still open";
        AllAnswered = "已答复{0}项措施, 全部答复完", "{0} measures answered, none is open";
        DueCall = "叫应", "call";
        DueList = "叫应名册", "list callees";
        Unlisted = "{0} 无人登记, 叫应不到 {1}", "{0}: nobody is listed to be called, {1}";
        DueMeasures = "答复措施", "answer measures";
        DueRemind = "催办", "remind";
        DueComplete = "办结", "complete";
        OwnTime = "指令所限", "the order";
        OwnTimeLong = "指令自己写明的完成时限", "The order itself says by when it is to be done";
        NextAbove = "上级 {0} {1}", "above: {0} {1}";
        People = "还有{0}人", "{0} to answer";
        Unanswered = "未答{0}/{1}", "{0} of {1} open";
        Expired = "过期", "expired";
        Until = "限{0}", "by {0}";
        Short1 = "待命动员", "stand by";
        Short2 = "物资场所", "goods, refuge";
        Short3 = "重点安保", "guard places";
        Short4 = "生命线", "lifelines";
        Short5 = "避险建议", "advice";
        Short6 = "转移疏散", "move people";
        Short7 = "关闭限制", "close, restrict";
        Short8 = "其他措施", "other measures";
        List1 = "启动预案", "start plans";
        List2 = "收集监测", "watch, collect";
        List3 = "分析评估", "assess";
        List4 = "定时预测", "forecast";
        List5 = "发布警告", "warn, numbers";
    }
}

impl CallWord {
    /// A measure of an article in a word or two; none when it lists no such measure.
    pub fn short(article: crate::domain::Article, number: u8) -> Option<Self> {
        use crate::domain::Article::{Art66, Art67};
        Some(match (article, number) {
            (Art67, 1) => Self::Short1,
            (Art67, 2) => Self::Short2,
            (Art67, 3) => Self::Short3,
            (Art67, 4) => Self::Short4,
            (Art67, 5) => Self::Short5,
            (Art67, 6) => Self::Short6,
            (Art67, 7) => Self::Short7,
            (Art67, 8) => Self::Short8,
            (Art66, 1) => Self::List1,
            (Art66, 2) => Self::List2,
            (Art66, 3) => Self::List3,
            (Art66, 4) => Self::List4,
            (Art66, 5) => Self::List5,
            _ => return None,
        })
    }
}
