//! Words of the switchover between peace and war, and of what goes with a response.

use super::words;
use crate::domain::{Condition, Seat, Way};

words! { impl Seat {
    Commander = "指挥长", "commander";
    ShiftLead = "值班长", "shift lead";
    Dispatcher = "调度", "dispatcher";
    Information = "信息", "information";
    Communications = "通信", "communications";
    Press = "新闻", "press";
} }

words! { impl Way {
    ToWar = "平转战", "to war";
    ToPeace = "战转平", "to peace";
} }

words! { impl Condition {
    Scene = "现场消除", "the scene is over";
    Secondary = "次生隐患可控", "secondary dangers are in hand";
    Heads = "人员清点闭合", "heads are counted";
    Settled = "安置落实", "people are settled";
} }

words! {
    /// Words of the switchover.
    SwitchWord {
        Seated = "{1} {0}入席: {2}", "{1}: {0} is {2}";
        Unseated = "{1} {0}离席", "{1}: {0} left the seat";
        Item = "{0} {1} {2}", "{0} {1} {2}";
        ItemDone = "完成", "done";
        ItemNot = "不适用: {0}", "does not apply: {0}";
        ItemOver = "移交 {0}", "handed over to {0}";
        PickDone = "完成", "done";
        PickNot = "不适用", "does not apply";
        PickOver = "移交", "handed over";
        Posture = "{0} {1}", "{0} {1}";
        SinceFor = "自{0}", "since {0}";
        Seats = "席位", "seats";
        Missing = "缺", "missing";
        Checklist = "清单", "checklist";
        Percent = "{0} {1}/{2} {3}%", "{0} {1}/{2} {3}%";
        NoChecklist = "没有转换在办", "no switchover runs";
        Rhythm = "通报", "tell";
        AsOrdered = "按上级要求", "as ordered";
        NoRhythm = "未定", "not set";
        Clocks = "时限", "clocks";
        NoClocks = "没有时限", "nothing is due";
        Next = "下一步", "next";
        NoNext = "没有要办的", "nothing is asked for";
        NextDecide = "作出响应决定", "decide on the response";
        NextSeat = "{0}入席", "fill the seat: {0}";
        NextItem = "清单第{0}", "item {0}";
        NextMembers = "通知成员单位", "tell the members";
        NextBrief = "向上级移交通报", "brief whoever leads";
        NextReplan = "随级别调整方案", "follow the level with the plan";
        NextConfirm = "队伍确认待命", "ask the teams to confirm";
        NextMeasures = "答复五项措施", "answer the five measures";
        NextSituation = "通报态势", "tell the situation";
        NextConsult = "会商", "consult";
        NextEnd = "建议终止响应", "propose the termination";
        NextPosture = "转{0}", "change to {0}";
        NoArea = "还没有辖区: 由区域文件或演练带来", "no jurisdiction yet: a region file or a drill brings it";
        AskEscalate = "扩大响应, 请{0}统一领导?", "Ask {0} to lead?";
        Changes = "将会改变", "What will change";
        NoChange = "什么都不变", "nothing changes";
        ChangePosture = "状态", "posture";
        ChangeResponse = "响应", "response";
        ChangeSeats = "席位", "seats";
        ChangeStarts = "起算", "starts";
        ChangeStops = "停止", "stops";
        ChangeRhythm = "通报节奏", "rhythm";
        FromTo = "{0} > {1}", "{0} > {1}";
        SeatsAsked = "要{0}席, 缺{1}", "{0} asked for, missing {1}";
        SeatsFilled = "{0}席齐", "all {0} filled";
        SeatsFreed = "离席 {0}", "freed: {0}";
        SeatsNone = "不要求席位", "none asked for";
        Every = "每{0}", "every {0}";
        ItemColumn = "席位和清单", "Seats and checklist";
        AnswerColumn = "答复", "answer";
        WhoColumn = "谁", "who";
        Asked = "{0} 扩大响应, 请{1}统一领导: {2}", "{0} asks {1} to lead: {2}";
        Taken = "{1} 统一领导, {0} 配合", "{1} leads, {0} follows";
        MembersTold = "{0} 已通知成员单位", "{0}: members were told";
        Briefed = "{0} 已向上级移交通报", "{0}: whoever leads was briefed";
        Replanned = "{0} 已随级别调整方案", "{0}: the plan follows the level";
        SituationTold = "{0} 态势已通报", "{0}: the situation was told";
        EndProposed = "{0} 建议终止响应: {1}", "{0}: termination proposed: {1}";
        OrdersOver = "{0} 未结指令{1}条移交 {2}", "{0}: {1} open orders handed over to {2}";
        Nothing = "一项未具备", "nothing is so yet";
        On = "{0} ({1})", "{0} ({1})";
        ByWhom = "{0} ({1} {2})", "{0} ({1} {2})";
        AspectSeat = "席位", "seat of";
        AspectItem = "清单", "checklist of";
        AspectLead = "由谁统一领导", "who leads";
        SideAsked = "请{0}统一领导", "{0} is asked to lead";
        SideTaken = "{0} 统一领导", "{0} leads";
        SideNobody = "空席", "empty";
        StateNone = "无响应", "no response";
        StateInitial = "先期处置", "initial action";
        StatePending = "待批", "to be approved";
        StateActive = "响应中", "response active";
        StateEscalated = "扩大响应", "escalated";
        StateCooperating = "扩大配合", "cooperating";
        StateEnding = "待终止", "termination proposed";
        StateEnded = "已终止", "terminated";
        LackSteps = "逐级降低: {0}到{1}要分步", "one step at a time: {0} to {1}";
        LackGround = "转{0}的依据", "the paper or warning for {0}";
        LackBasis = "{0}响应的新依据", "something new for {0}";
        LackBefore = "前置步骤{0}项的了结", "{0} steps before it";
        LackSeat = "{0}在岗", "a {0} on duty";
        LackOrders = "{0}条未结指令的了结或移交", "{0} orders to be closed or handed over";
        LackResponse = "{0}响应的终止", "the termination of response {0}";
        LackHeads = "清点 {0}", "a count of heads for {0}";
        LackUnaccounted = "{0} 失联{1}人的下落", "word of {1} missing after {0}";
        LackTeams = "{0}支失联队伍的下落", "word of {0} lost teams";
        LackItems = "战转平清单{0}项", "{0} items of the checklist";
        DueMembers = "通知成员", "tell members";
        DueReview = "再评估", "review";
        DueBrief = "移交通报", "brief";
        DueRoster = "值班表", "roster";
        DueFive = "五项措施", "five measures";
        DueSeats = "席位就位", "fill seats";
        DueConfirm = "确认待命", "confirm";
        DueMost = "清单八成", "checklist 80 %";
        DueAll = "清单全部", "whole checklist";
        DueReplan = "调整方案", "replan";
        DueRestore = "转平", "restore";
        DueSituation = "态势通报", "tell situation";
        SeatsLeft = "{0} 空席 {1}", "{0} empty {1}";
        ItemsLeft = "{0} {1}/{2}", "{0} {1}/{2}";
        Unmet = "未满足", "unmet";
        Lifted = "{0} 解除: {1} {2}", "{0} lifted: {1} {2}";
        NothingToLift = "没有在有效期内的预警", "no warning is in force";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    let seats = Seat::ALL.iter().map(|seat| seat.both());
    let ways = [Way::ToWar, Way::ToPeace].into_iter().map(Word::both);
    let conditions = Condition::ALL.iter().map(|one| one.both());
    seats.chain(ways).chain(conditions).chain(SwitchWord::ALL.iter().map(|word| word.both())).collect()
}
