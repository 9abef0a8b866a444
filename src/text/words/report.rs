//! Words about reports and the night's papers.

use crate::domain::{Haste, ReportKind, ReportPart, Secrecy};

use super::words;

words! { impl ReportKind {
    Initial = "初报", "initial report";
    FollowUp = "续报", "follow-up report";
    Verified = "核报", "verified report";
    Final = "终报", "final report";
    Correction = "补报", "correction";
    Zero = "零报告", "zero report";
} }

words! { impl Secrecy {
    Open = "公开", "open";
    Internal = "内部", "internal";
    Secret = "秘密", "secret";
    Confidential = "机密", "confidential";
    TopSecret = "绝密", "top secret";
} }

words! { impl Haste {
    Plain = "平件", "plain";
    Urgent = "加急", "urgent";
    Most = "特急", "most urgent";
} }

words! { impl ReportPart {
    Title = "标题", "title";
    Source = "信息来源", "source";
    Sender = "报送单位和报告人", "sender";
    Times = "事发和接报时间", "times";
    Place = "地点", "place";
    Unit = "事发单位概况", "unit concerned";
    Course = "简要经过和现场情况", "course of events";
    Casualties = "伤亡情况", "casualties";
    Loss = "直接经济损失", "direct loss";
    Impact = "影响范围和发展趋势", "impact and trend";
    Measures = "已采取措施和领导到位情况", "measures taken";
    Forces = "投入力量", "forces committed";
    Risks = "次生衍生风险和舆情", "secondary risks";
    Requests = "请求支持和建议", "requests";
    Explanation = "数据变化说明", "why figures changed";
    Conclusion = "原因性质、善后和下一步", "cause and next steps";
} }

words! {
    /// Words by which sentences about reports are made.
    ReportWord {
        Numbered = "{0}{1}", "{0} {1}";
        Begun = "草拟{0} {1}", "{0} begun: {1}";
        PartWritten = "{0} {1}: {2}", "{0}, {1}: {2}";
        PartTakenOut = "{0} 删去{1}", "{0}: {1} taken out";
        Draft = "草拟", "draft";
        Submitted = "待签发", "to be signed";
        SubmittedLacking = "待签发 (缺项理由: {0})", "to be signed (incomplete: {0})";
        Returned = "退回: {0}", "returned: {0}";
        Signed = "已签发 {0}", "signed by {0}";
        Dropped = "作废: {0}", "given up: {0}";
        StateSet = "{0} {1}", "{0}: {1}";
        Received = "{0} 已签收: {1} ({2})", "{0} received: {1} ({2})";
        Backdated = "补录, 依据{0}", "written in later, on {0}";
        Unsigned = "未签发先报: {0}", "sent unsigned: {0}";
        Papers = "报告", "Reports";
        NoPapers = "还没有报告. {0} 起草", "No report yet; {0} drafts one";
        Time = "起草", "begun";
        Kind = "类别", "kind";
        State = "状态", "stands at";
        Confirmed = "已签收", "received";
        Unconfirmed = "已发未确认签收", "sent, not confirmed";
        Complete = "各项齐全", "nothing is missing";
        Lacks = "还缺 {0}", "missing: {0}";
        UpCounty = "上报县级", "tell the county";
        UpCity = "上报市级", "tell the city";
        UpProvince = "上报省级", "tell the province";
        UpState = "上报国务院", "tell the State Council";
        Reached = "报到{0}", "reached the {0} level";
        UnitInTime = "单位{0}接报, 按时上报", "unit told {0}, reported in time";
        UnitLate = "单位{0}接报, 上报超时{1} ({2})", "unit told {0}, reported {1} late ({2})";
        AspectPart = "报告部分", "report part";
        AspectState = "报告状态", "report state";
    }
}
