//! Words about after-action reviews.

use super::words;
use crate::domain::{
    AarState, AarWant, Disposal, FindingKind, IndicatorCode, Inquiry, ItemAct, ItemState, Mechanism, Rating, Severity,
};

words! { impl AarState {
    Opened = "已立项", "opened";
    Gathering = "取证", "gathering";
    Evaluating = "评估", "evaluating";
    Drafted = "送审", "to review";
    Reviewed = "待签", "to sign";
    Final = "已定稿", "final";
    Improving = "整改", "improving";
    Closed = "已闭环", "closed";
} }

words! { impl ItemState {
    Collected = "已归集", "collected";
    Verified = "已认定", "verified";
    Registered = "已入库", "registered";
    Assigned = "已交办", "assigned";
    Rectified = "待验收", "to inspect";
    Accepted = "已销号", "signed off";
} }

words! { impl ItemAct {
    Verified = "核实认定", "verify";
    Registered = "入库上图", "register";
    Assigned = "分类交办", "assign";
    Rectified = "整改处置", "rectify";
    Accepted = "验收销号", "sign off";
    Returned = "退回整改", "send back";
} }

words! { impl FindingKind {
    Problem = "问题", "problem";
    Strength = "优点", "strength";
} }

words! { impl Mechanism {
    Consultation = "会商联动", "consultation";
    Switchover = "平战转换", "switchover";
    Assembly = "快速集结", "assembly";
    OnSite = "现场处置", "on-site";
    Review = "评估复盘", "review";
    Warning = "预警响应", "warning";
    Reporting = "信息报告", "reporting";
    Plan = "预案", "plan";
    Resources = "物资装备", "resources";
    Other = "其他", "other";
} }

words! { impl Severity {
    Minor = "一般", "minor";
    Serious = "较重", "serious";
    Grave = "严重", "grave";
} }

words! { impl Rating {
    Performed = "P 完成", "P performed";
    Some = "S 有欠缺", "S some challenges";
    Major = "M 大有欠缺", "M major challenges";
    Unable = "U 未完成", "U unable";
} }

words! { impl IndicatorCode {
    K1 = "预警到决定", "warning to decision";
    K2 = "报告按时", "reports on time";
    K3 = "启动到席位就位", "activation to seated";
    K4 = "会商率", "consultations held";
    K5 = "会商参加率", "took part in them";
    K6 = "签收率", "acknowledged in time";
    K7 = "135达标率", "met 1, 3 and 5 minutes";
    K8 = "15分钟到场率", "there within 15 minutes";
    K9 = "10小时救助率", "relief within 10 hours";
    K10 = "未清点人数", "people unaccounted for";
    K11 = "预警提前量", "lead of the warning";
    K12 = "公众覆盖率", "public reached";
    K13 = "整改按期销号", "items closed in time";
    K14 = "毗邻通报率", "neighbours told";
    R1 = "复盘按时立项", "reviews opened in time";
    R2 = "时间线有来源", "timeline with source";
    R3 = "问题有整改项", "problems with an item";
    R5 = "重复发现", "problems seen before";
    R6 = "签发到修订预案", "report to plan revision";
    C1 = "会商按时召开", "consultations begun in time";
    C2 = "会商结论按时签发", "conclusions signed in time";
    C3 = "议定事项按时签收", "actions acknowledged";
    M1 = "队伍按时出发", "departed in time";
    M2 = "按预计时间到达", "arrived as told";
    S1 = "首报按时", "scenes sized up in time";
    S2 = "现场指挥部按时设立", "command posts in time";
    S3 = "现场任务按时签收", "tasks acknowledged";
    P1 = "平转战清单一小时完成", "checklist in an hour";
    P2 = "到最高级别前的调整", "changes up to the peak";
    P3 = "稳控收束历时", "time in stabilisation";
    M3 = "签收用时中位数", "acknowledged, p50";
    M4 = "签收用时九成位", "acknowledged, p90";
    M5 = "最低备勤", "lowest reserve";
    S4 = "首到至划定警戒", "first there to cordon";
    S5 = "现场任务逾期", "tasks overdue";
    S6 = "现场指挥空档", "without a commander";
} }

words! { impl Disposal {
    Destroyed = "已销毁", "destroyed";
    Kept = "留存", "kept";
    Nothing = "未收集", "none collected";
} }

impl super::Word for Inquiry {
    fn both(self) -> [&'static str; 2] {
        match self {
            Self::Extended(_) => ["调查延期", "investigation extended"],
            Self::Submitted => ["调查报告已提交", "investigation report submitted"],
            Self::Replied => ["调查报告已批复", "investigation report replied to"],
        }
    }
}

impl super::Word for AarWant {
    fn both(self) -> [&'static str; 2] {
        match self {
            Self::Open => ["复盘立项", "open review"],
            Self::Seal => ["封存记录", "seal records"],
            Self::HotWash => ["现场点评", "hot wash"],
            Self::Timeline => ["时间线", "timeline"],
            Self::Report => ["复盘报告", "review report"],
            Self::Item(_) => ["整改到期", "item due"],
            Self::LookBack => ["回头看", "look back"],
            Self::Investigation => ["事故调查", "investigation"],
            Self::Reply => ["调查批复", "reply"],
        }
    }
}

words! {
    /// After-action reviews.
    AarWord {
        Title = "复盘", "Reviews";
        NoAars = "还没有复盘. {0} 立项", "No review yet; {0} opens one";
        OfResponse = "响应 {0}", "response {0}";
        OfIncident = "事件 {0}", "incident {0}";
        OfDrill = "演练 {0}", "drill {0}";
        Opened = "复盘立项: {0}", "review opened: {0}";
        Lead = "评估组 {0}", "led by {0}";
        Moved = "复盘 {0}: {1}", "review {0}: {1}";
        Sealed = "封存 {0}件, 摘要 {1}", "{0} entries sealed, hash {1}";
        SealedShort = "缺{0}件 未上送{1}件", "{0} missing, {1} unsent";
        Reconstructed = "时间线 {0}条, 有来源 {1}条, 缺口 {2}处", "timeline of {0} items, {1} with source, {2} gaps";
        Gap = "{0}至{1}", "{0} to {1}";
        Drafted = "报告草案: {0}", "draft: {0}";
        Reviewed = "审核 {0}", "reviewed by {0}";
        Signed = "签发复盘报告{0}号 {1}", "report no. {0} signed by {1}";
        Closed = "闭环 {0}", "closed by {0}";
        Item = "整改项 {0}: {1}", "item {0}: {1}";
        ItemBy = "{0} ({1})", "{0} ({1})";
        HotWash = "现场点评, 主持 {0}: {1}", "hot wash led by {0}: {1}";
        Finding = "{0} {1}: {2}", "{0}, {1}: {2}";
        Cause = "原因 {0}", "cause: {0}";
        Evidence = "证据{0}件", "evidence: {0}";
        Repeats = "重复发现", "seen before";
        Accepts = "{0}认可 {1}", "{0} accepts: {1}";
        Objects = "{0}有异议 {1}", "{0} objects: {1}";
        Scored = "{0} {1}: {2}", "{0}, {1}: {2}";
        StillOpen = "未完成, 已{0}", "not done after {0}";
        Computed = "指标{0} {1} (公式{2})", "indicator {0}: {1} (formula {2})";
        ItemOpened = "整改立项: {0}, {1}, 限{2}", "item opened: {0}, {1}, by {2}";
        PlanRevised = "预案修订 {0}", "plan revised: {0}";
        Disposed = "个人信息处置: {0} {1}", "personal data: {0} {1}";
        Inquiry = "{0} {1}", "{0} {1}";
        Days = "{0}日", "{0} days";
        LookedBack = "回头看: {0}", "looked back: {0}";
        Published = "{0} 公众发布 {1}: 覆盖{2}", "{0} published by {1}, reached {2}";
        Nobody = "?", "?";
        State = "状态", "stands at";
        Time = "立项", "opened";
        Subject = "复盘对象", "of what";
        Next = "下一步 {0}", "next {0}";
        ToAnswer = "待答复 {0}", "to answer {0}";
        Findings = "发现", "findings";
        Mechanism = "机制", "mechanism";
        SeverityShort = "程度", "how grave";
        Unit = "单位", "unit";
        Answer = "答复", "answer";
        NoAnswer = "未答复", "none yet";
        Accepted = "认可", "accepted";
        Objected = "异议", "objected";
        ItemsHead = "整改项", "items";
        Owner = "责任人", "owner";
        Due = "期限", "due";
        NoDue = "无期限", "no deadline";
        NoItem = "未立项", "no item";
        SealHolds = "封存一致 {0}件 {1}", "as sealed: {0} entries, {1}";
        SealDiffers = "与封存不符: 封存{0}件 现{1}件", "NOT AS SEALED: {0} entries then, {1} now";
        SealUnknown = "封存 {0}件 {1}", "sealed: {0} entries, {1}";
        Unsourced = "无来源条目: {0}", "entries without a source: {0}";
        SealAsked = "正在核对记录", "reading the records";
        SealFailed = "记录读不出: {0}", "the records cannot be read: {0}";
        Report = "复盘报告{0}号", "report no. {0}";
        ReportOf = "{0} {1}", "{0}, {1}";
        Twice = "重复立项, 与 {0} 为一", "opened twice: see {0}";
        TwoItems = "一个问题两项整改: {0}", "two items for one problem: {0}";
        Own = "责任人自己销号: {0}", "signed off by its owner: {0}";
        ClosedOver = "已闭环, 仍有{0}项未销号", "closed over {0} open items";
        ProblemLeft = "已闭环, 问题没有整改项: {0}", "closed, and a problem has no item: {0}";
        LeftUnanswered = "已定稿, 未答复: {0}", "signed, and not answered: {0}";
        LackOver = "响应未终止, 演练未结束", "its end: the response or drill is not over";
        LackMerged = "数据汇齐 (缺{0}件, 未上送{1}件)", "all entries ({0} missing, {1} unsent)";
        LackSource = "{0}条来源", "the source of {0} items";
        LackGaps = "{0}处缺口的说明", "a word on {0} gaps";
        LackEvidence = "日志证据", "evidence from the log";
        LackProof = "凭据", "evidence";
        LackAnswers = "{0}条发现的答复", "the answers to {0} findings";
        LackOwner = "责任人", "an owner";
        LackDue = "期限", "a deadline";
        LackMetric = "衡量标准", "a measure";
        LackOnce = "此问题已有整改项", "there is an item for this problem";
        LackProblem = "整改项要对应问题", "a problem that it is for";
        LackOther = "责任人以外的人验收", "an inspector other than the owner";
        LackSignedOff = "{0}项销号", "the signing off of {0} items";
        LackItems = "{0}个问题的整改项", "items for {0} problems";
        LackDisposed = "个人信息处置", "a word on personal data";
        LackReason = "留存个人信息的理由", "why personal data are kept";
        LackSettled = "两处各自办理的裁定", "a settlement of what was done apart";
        LackTime = "回头看的时间 ({0}起)", "the time to look back (from {0})";
        LackRevised = "{0}个严重问题的预案修订", "a revised plan for {0} grave problems";
        OwnTime = "整改期限", "the item's own time";
        Counts = "发现{0} 答复{1}/{2} 整改{3}/{4}", "{0} findings, {1}/{2} answered, {3}/{4} items done";
        More = "另{0}件", "{0} more";
        LateOpen = "{0} 待立项", "{0}: to be opened";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let words = AarWord::ALL.iter().map(|word| word.both());
    let states = AarState::ALL.iter().map(|state| state.both());
    let items = ItemState::ALL.iter().map(|state| state.both());
    let acts = ItemAct::ALL.iter().map(|act| act.both());
    let kinds = FindingKind::ALL.iter().map(|kind| kind.both());
    let mechanisms = Mechanism::ALL.iter().map(|mechanism| mechanism.both());
    let indicators = IndicatorCode::ALL.iter().map(|indicator| indicator.both());
    words.chain(indicators).chain(states).chain(items).chain(acts).chain(kinds).chain(mechanisms).collect()
}
