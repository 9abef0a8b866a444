//! Words about who may do what, and who ratifies the rest.

use super::words;
use crate::domain::{Act, Guard, Sanction};

words! { impl Act {
    SaveLife = "救人和先期处置", "saving lives";
    Record = "记录", "writing down";
    Dispatch = "先期调派", "first dispatch";
    Propose = "响应建议", "proposing a response";
    Activate = "启动响应", "activation";
    Decline = "不启动响应", "deciding against activation";
    Terminate = "终止响应", "termination";
    Leap = "跨级降低响应", "lowering by two levels";
    Posture = "平战转换", "change of posture";
    Reinforce = "加强值守", "reinforced duty";
    Prepare = "进入预警期", "a warning period";
    StandBy = "临战待命", "standing by";
    Escalate = "扩大响应", "escalation";
    Stabilise = "转入稳控", "stabilising";
    ProposeEnd = "建议终止响应", "proposing a termination";
    StandDown = "解除预警", "standing down";
    Normalise = "转平", "return to peacetime";
    Grade = "定级", "grading";
    Appoint = "任命现场总指挥", "appointing the commander";
    LiftWithdrawal = "解除撤离", "lifting a withdrawal";
    Sign = "签发报告", "signing a report";
    Rules = "采用规则", "adopting rules";
    Convene = "召集办结会商", "convening and closing";
    Chair = "主持会商", "chairing";
    Conclude = "签发会商结论", "signing a conclusion";
    Requisition = "征用", "requisition";
    OpenReview = "办理复盘", "handle a review";
    SignReview = "签发复盘", "sign a review";
    Aid = "签发答复支援", "asking for and giving aid";
    SetPost = "设立撤销现场指挥部", "setting up or closing a command post";
    Scene = "现场总指挥的决定", "the on-site commander's decisions";
} }

words! { impl Guard {
    Conclusion = "要有会商结论", "a consultation's conclusion";
    LifeSafety = "没有未了的救人任务", "no life at stake";
    Turn = "按次序", "in its turn";
    OneStep = "逐级降低", "one step at a time";
    Ground = "要有依据", "a paper or warning";
    NoResponse = "响应已终止", "no active response";
    Commander = "指挥长在岗", "a commander on duty";
    OpenOrders = "未结指令清零或移交", "no open orders";
    Accounted = "人员无一失联", "everybody accounted for";
    Checklist = "清单逐项完成或移交", "a complete checklist";
    Conditions = "四项条件具备", "the four conditions";
    Quorum = "会商到会单位数", "a quorum";
    Opinions = "必到单位意见齐或标缺", "mandatory opinions";
    ActionLimit = "议定事项有时限", "a deadline for each action";
    ActionsClosed = "议定事项了结", "its actions closed";
    InForce = "结论已签发未过期", "a conclusion in force";
    Strength = "点名到八成", "four fifths at roll call";
    Hygiene = "有保险和防护装备", "insurance and protective equipment";
    Stock = "可用库存", "free stock";
    Publish = "公布地址和路线", "address and route published";
    Over = "要已结束", "its end";
    Merged = "要数据汇齐", "all entries";
    Sourced = "要有来源", "sources";
    Evidence = "要有证据", "evidence";
    Answered = "要逐条答复", "every answer";
    WholeItem = "整改项要齐全", "a whole item";
    OtherSigns = "要他人验收", "another inspector";
    AllAccepted = "要全部销号", "every item signed off";
    AidWhole = "支援请求要素齐全", "a whole request for aid";
    OwnCity = "由被请求市答复", "the word of the city that is asked";
    Reported = "初报和终报", "its initial and final reports";
    OnePromise = "队伍不重复答应", "a team promised once";
    FireScene = "火场由消防指挥", "the fire service in command";
    Brief = "交接简报和签收", "a brief that is acknowledged";
    Expert = "专家意见", "an expert's opinion";
    Period = "周期2至12小时", "a period of 2 to 12 hours";
    Signal = "撤离信号", "a signal to withdraw";
    CheckedIn = "报到待任务的队伍", "a team that checked in and is free";
    Capable = "有此能力的队伍", "a team that is able";
    Forbidden = "不进禁入区", "no entry into forbidden zones";
    Post = "现场指挥部或初期指挥", "a command post or first commander";
    InOut = "出不多于进", "no more out than in";
    ReEntry = "再入的条件", "what entry again takes";
    Counted = "撤离人员清点", "everybody who was called back counted";
    Stable = "稳控的条件", "what a stable scene takes";
    Preserved = "物证已保护", "evidence protected";
    CheckedOut = "人员全部撤出", "everybody out";
    Basis = "升降级有新依据", "a new basis for the level";
    Dependencies = "前置步骤已了结", "the steps before it";
    Paper = "书面报告有文本和签发", "a text and a signature for a written report";
    Proof = "步骤的办结凭据", "the evidence of a step";
} }

words! { impl Sanction {
    Ratified = "追认", "ratified";
    Reversed = "撤销", "reversed";
} }

words! {
    /// Words about authority.
    AuthorityWord {
        Above = "{0}归{1}以上 ({2})", "{1} or above: {0} ({2})";
        NoRole = "职务不明", "role unknown";
        Beyond = "越权", "beyond your role";
        GoesThrough = "{0}: {1}; 照办, {2}内追认", "{0}: {1}; it goes through, ratified within {2}";
        WantsReason = "{0}: {1}; 写理由后照办, {2}内追认", "{0}: {1}; with a reason it goes through, ratified within {2}";
        Marked = "〔越权, 待追认〕", "[override, to be ratified]";
        MarkedRatified = "〔越权, 已追认〕", "[override, ratified]";
        MarkedReversed = "〔越权, 已撤销〕", "[override, reversed]";
        Because = "理由: {0}", "because {0}";
        By = "{0} ({1})", "{0} ({1})";
        Aspect = "追认", "ratification of";
        Awaiting = "待追认", "To be ratified";
        Left = "余{0}", "{0} left";
        Late = "超{0}", "{0} late";
        StillLacks = "{0}还缺: {1}", "{0} still lacks: {1}";
        Lacks = "{0}. 写理由后照办, {1}内追认", "{0}. With a reason it goes through, ratified within {1}";
        StepBefore = "应先走的一步 (现在是{0})", "the step before it (it stands at {0})";
        NoPaper = "报告文本和签发", "the report's text and signature";
        InWriting = "书面上报", "a report in writing";
        NoExplanation = "数据变化说明", "an explanation of changed figures";
        NoConclusion = "会商结论", "a consultation's conclusion";
        Withdrawal = "解除撤离 {0}", "the lifting of {0}";
        AtStake = "{0} {1}{2}人的下落", "word of {1} {2} ({0})";
        NoBody = "未注明机构", "no body named";
        ByRule = "越权待追认 {0}", "beyond the role, {0}";
        Proposed = "建议{0}启动{1}响应: {2}", "response {1} proposed for {0}: {2}";
        OnThreshold = "达到标准 {0}", "threshold reached: {0}";
        OnConsultation = "会商结论 {0}", "consultation: {0}";
        DueApprove = "审批", "approve";
        Concluded = "会商结论: {0}", "concluded: {0}";
        Nothing = "没有待追认的决定", "nothing awaits ratification";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let acts = Act::ALL.iter().map(|act| act.both());
    let guards = Guard::ALL.iter().map(|guard| guard.both());
    let words = AuthorityWord::ALL.iter().map(|word| word.both());
    acts.chain(guards).chain([Sanction::Ratified.both(), Sanction::Reversed.both()]).chain(words).collect()
}
