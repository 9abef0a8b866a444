//! Limits of orders, calls, decisions and reports (rules.md 2.2–2.4, 3.3 RLOC, 5.3, 5.4).

use super::super::Confidence::{Default, Memory, Published};
use super::super::{Timer, What};
use crate::clock::Span;

const fn timer(timer: Timer, within: Span) -> What {
    What::Timer { timer, within }
}

const fn m(minutes: i64) -> Span {
    Span::minutes(minutes)
}

rows! {
    /// The rows.
    ROWS
    "R-互锁-红" = timer(Timer::DecideRed, m(30)), "红色预警接报后作出启动或不启动响应的决定", "decide on the response to a red warning",
        "本项目默认, 依据突发事件应对法", "第67条", Default;
    "R-互锁-橙" = timer(Timer::DecideOrange, m(60)),
        "橙色预警接报后作出启动或不启动响应的决定", "decide on the response to an orange warning",
        "本项目默认, 依据突发事件应对法", "第67条", Default;
    "R-签收-专业" = timer(Timer::AckProfessional, m(1)),
        "消防和专业队伍签收指令", "a fire or professional team acknowledges an order",
        "本项目默认", "", Default;
    "R-签收-其他" = timer(Timer::AckOther, m(5)), "其他受令者签收指令", "anybody else acknowledges an order",
        "本项目默认", "", Default;
    "R-出发-消防" = timer(Timer::DepartFire, m(1)), "消防队伍签收后出发", "a fire team departs after acknowledging",
        "135快速救援", "", Published;
    "R-出发-专业" = timer(Timer::DepartProfessional, m(10)),
        "专业和医疗队伍签收后出发", "a professional or medical team departs after acknowledging",
        "本项目默认", "", Default;
    "R-出发-乡镇" = timer(Timer::DepartTownship, m(15)), "乡镇街道队伍签收后出发", "a township team departs after acknowledging",
        "本项目默认", "", Default;
    "R-出发-社会" = timer(Timer::DepartSocial, m(240)), "社会力量签收后出发", "a social team departs after acknowledging",
        "社会应急力量建设规范 (启动至集结 4至6小时)", "", Published;
    "RLOC-电话" = timer(Timer::ReportPhone, m(30)), "接报后电话初报", "initial report by phone",
        "地方规定不一 (20/40, 15/30, 30/60 分钟), 本项目取 30/60", "", Default;
    "RLOC-书面" = timer(Timer::ReportWritten, m(60)), "接报后书面初报", "initial report in writing",
        "地方规定不一 (20/40, 15/30, 30/60 分钟), 本项目取 30/60", "", Default;
    "RLOC-电话-特重大" = timer(Timer::ReportPhoneMajor, m(30)),
        "特别重大、重大: 接报后电话初报; 本单位未另定的, 同 RLOC-电话", "extreme and major: initial report by phone; as for all where a bureau sets no other",
        "地方规定不一 (一市 特重大 15/30), 本项目取 30/60", "", Default;
    "RLOC-书面-特重大" = timer(Timer::ReportWrittenMajor, m(60)),
        "特别重大、重大: 接报后书面初报; 本单位未另定的, 同 RLOC-书面", "extreme and major: initial report in writing; as for all where a bureau sets no other",
        "地方规定不一 (一市 特重大 15/30), 本项目取 30/60", "", Default;
    "RLOC-电话-较大" = timer(Timer::ReportPhoneSerious, m(30)),
        "较大: 接报后电话初报; 本单位未另定的, 同 RLOC-电话", "serious: initial report by phone; as for all where a bureau sets no other",
        "地方规定不一 (一市 较大 30/60), 本项目取 30/60", "", Default;
    "RLOC-书面-较大" = timer(Timer::ReportWrittenSerious, m(60)),
        "较大: 接报后书面初报; 本单位未另定的, 同 RLOC-书面", "serious: initial report in writing; as for all where a bureau sets no other",
        "地方规定不一 (一市 较大 30/60), 本项目取 30/60", "", Default;
    "R-追认" = timer(Timer::Ratify, m(30)), "先行处置和越权决定报有权者追认", "what was done beyond authority is ratified",
        "本项目默认, 依据突发事件应对法 (先期处置)", "第17条", Default;
    "R-叫应-红" = timer(Timer::CallRed, m(10)), "红色预警逐级叫应, 每人", "call-and-answer on a red warning, each person",
        "本项目默认", "", Default;
    "R-叫应-橙" = timer(Timer::CallOrange, m(20)), "橙色预警逐级叫应, 每人", "call-and-answer on an orange warning, each person",
        "本项目默认", "", Default;
    "R-叫应-指令" = timer(Timer::CallNext, m(2)),
        "指令逾期未签收, 无人应答后叫下一联系人", "an order that nobody acknowledged: after a call in vain the next contact is called",
        "本项目默认", "", Default;
    "R-催办-紧急" = timer(Timer::RemindUrgent, m(5)),
        "紧急指令签收后无进展, 催办, 每", "an urgent order was acknowledged and nothing more is heard: a reminder every",
        "本项目默认", "", Default;
    "R-催办-一般" = timer(Timer::RemindRoutine, m(15)),
        "一般指令签收后无进展, 催办, 每", "a routine order was acknowledged and nothing more is heard: a reminder every",
        "本项目默认", "", Default;
    "R-八项-答复" = timer(Timer::AnswerMeasures, m(60)),
        "转入临战后逐项答复八项措施", "the eight measures are answered after standing by",
        "本项目默认, 依据突发事件应对法", "第67条", Default;
    "R-预警-过程" = timer(Timer::WarningEpisode, m(24 * 60)),
        "同一过程的后续预警 (不更重) 不再另行叫应和答复八项; 此后无新预警, 过程结束", "a later warning no more severe belongs to the same event and asks nothing anew; without one the event is over",
        "本项目默认", "", Default;
    "R-接班" = timer(Timer::TakeOver, m(15)),
        "交班签字后, 接班的人听取交接单并签字", "whoever takes over hears the hand-over sheet and signs it",
        "本项目默认", "", Default;
    "R-审批-一级" = timer(Timer::ApproveOne, m(10)), "一级响应建议的审批", "approval of a level I proposal", "本项目默认", "", Default;
    "R-审批-二级" = timer(Timer::ApproveTwo, m(15)), "二级响应建议的审批", "approval of a level II proposal", "本项目默认", "", Default;
    "R-审批-三级" = timer(Timer::ApproveThree, m(20)), "三级响应建议的审批", "approval of a level III proposal", "本项目默认", "", Default;
    "R-审批-四级" = timer(Timer::ApproveFour, m(30)), "四级响应建议的审批", "approval of a level IV proposal", "本项目默认", "", Default;
    "R-救助" = timer(Timer::BasicRelief, m(10 * 60)),
        "受灾人员得到基本生活救助 (食品、饮水、衣被、住所、医疗)", "basic relief for those who were moved: food, water, clothes, shelter, medical care",
        "洛阳市十四五应急管理规划 (10小时)", "", Published;
    "R-通报-毗邻" = timer(Timer::Notify, m(15)),
        "橙色以上预警、重大以上事件通报毗邻和驻军", "neighbours and the garrison are told of an orange or red warning and of a major event",
        "本项目默认, 依据突发事件应对法", "第62、64条", Default;
    "R-通知成员" = timer(Timer::NotifyMembers, m(15)), "启动后通知成员单位", "members are told of an activation", "本项目默认", "", Default;
    "R-首次会商" = timer(Timer::ConsultFirst, m(60)), "启动后首次会商", "first consultation after an activation",
        "本项目默认", "", Default;
    "R-会商-受理" = timer(Timer::ConsultAccept, m(10)), "应急会商提请后受理召集", "an emergency consultation that was asked for is convened",
        "本项目默认", "", Default;
    "R-会商-叫应" = timer(Timer::ConsultCall, m(10)), "会商召集后叫应每个成员单位", "each member of a consultation is called and answers",
        "本项目默认", "", Default;
    "R-会商-开始" = timer(Timer::ConsultStart, m(30)), "应急会商召集后开始", "an emergency consultation begins after it is convened",
        "本项目默认", "", Default;
    "R-会商-开始-红" = timer(Timer::ConsultStartRed, m(15)), "红色预警期间会商召集后开始", "the same while a red warning is in force",
        "本项目默认", "", Default;
    "R-会商-结论" = timer(Timer::ConsultDraft, m(15)), "讨论结束后起草会商结论", "the conclusion is drafted after the discussion",
        "本项目默认", "", Default;
    "R-会商-签收" = timer(Timer::ConsultAck, m(15)), "议定事项下达后签收", "what a consultation settled is acknowledged",
        "本项目默认", "", Default;
    "R-会商-滚动-一级" = timer(Timer::ConsultNextOne, m(120)), "一级响应期间下一次会商", "the next consultation at level I", "本项目默认", "", Default;
    "R-会商-滚动-二级" = timer(Timer::ConsultNextTwo, m(240)), "二级响应期间下一次会商", "the next consultation at level II", "本项目默认", "", Default;
    "R-会商-滚动-三级" = timer(Timer::ConsultNextThree, m(480)), "三级响应期间下一次会商", "the next consultation at level III", "本项目默认", "", Default;
    "R-会商-滚动-四级" = timer(Timer::ConsultNextFour, m(24 * 60)), "四级响应期间下一次会商", "the next consultation at level IV", "本项目默认", "", Default;
    "R-会商-滚动-红" = timer(Timer::ConsultNextRed, m(60)), "红色预警期间下一次会商", "the next consultation while a red warning is in force",
        "本项目默认", "", Default;
    "R-再评估" = timer(Timer::Review, m(60)),
        "不启动后重新研判 (预警仍为橙色以上)", "a decision against activation is reviewed while the warning is orange or red",
        "本项目默认", "", Default;
    "R-扩大交接" = timer(Timer::HandOverBrief, m(30)), "扩大响应的交接通报", "briefing when a higher level takes the lead",
        "本项目默认", "", Default;
    "R-预先号令" = timer(Timer::AckPreAlert, m(5)), "预先号令的签收", "a pre-alert is acknowledged", "本项目默认", "", Default;
    "R-清点" = timer(Timer::CountHeads, m(5)), "紧急撤离后清点人数", "heads are counted after a withdrawal", "本项目默认", "", Default;
    "R-失联" = timer(Timer::FindMissing, m(5)), "撤离清点缺人的, 组织搜寻并重新清点",
        "those who were missing at a count after a withdrawal are searched for, and counted again", "本项目默认", "", Default;
    "R-报到派活" = timer(Timer::Task, m(10)), "报到队伍领受任务", "a team that checked in has a task", "本项目默认", "", Default;
    "R-支援答复" = timer(Timer::AidAnswer, m(30)), "跨市支援请求的答复", "an aid request between cities is answered",
        "本项目默认", "", Default;
    "R-支援上限" = timer(Timer::AidLimit, m(120)),
        "跨市支援请求答复的上限", "an aid request between cities is answered at the latest",
        "泛珠三角区域应急管理合作协议", "", Published;
    "R-共享-更新" = timer(Timer::SharedFresh, m(24 * 60)), "共享资源清单超过这么久未更新, 标陈旧",
        "a shared list older than this is marked as stale", "本项目默认", "", Default;
    "R-轮换" = timer(Timer::Relief, m(480)), "连续作业后轮换", "relief after working so long", "本项目默认", "", Default;
    "R-到场-城区" = timer(Timer::ArriveUrban, m(3)), "135快速救援: 建成区到场", "on scene in built-up areas (135)",
        "135快速救援", "", Published;
    "R-行动-城区" = timer(Timer::ActUrban, m(5)), "135快速救援: 协同行动", "coordinated action in built-up areas (135)",
        "135快速救援", "", Published;
    "R-到场-城郊" = timer(Timer::ArriveRural, m(15)), "城郊和人口密集农村到场", "on scene in outskirts and dense villages",
        "宁波市应急体系十四五规划", "", Published;
    "R-响应-城区" = timer(Timer::RespondUrban, m(1)), "135快速救援: 建成区响应启动", "an answer or a departure in built-up areas (135)",
        "135快速救援", "", Published;
    "R-晚点" = timer(Timer::Slip, m(10)), "预计到达比最初晚两成或这么久, 告警",
        "an arrival later than first told by a fifth of the way, or by this much, is an alarm",
        "本项目默认", "", Default;
    "R-休整" = timer(Timer::Rest, m(480)), "归建后休整", "rest after coming home", "本项目默认", "", Default;
    "R-物资-签收" = timer(Timer::StockReceipt, m(240)), "出库物资的签收 (没有说明到达时间的)",
        "a material that was issued is signed for, where no arrival was told", "本项目默认", "", Default;
    "R-征用-返还" = timer(Timer::GiveBack, m(30 * 24 * 60)), "征用的财产返还", "what was requisitioned is given back",
        "本项目默认, 依据突发事件应对法 (及时返还)", "第12条", Default;
    "R-征用-补偿" = timer(Timer::Compensate, m(60 * 24 * 60)), "征用、毁损、灭失的补偿", "compensation for what was requisitioned",
        "本项目默认, 依据突发事件应对法 (公平合理补偿)", "第12条", Default;
    "R-避难-复核" = timer(Timer::Certify, m(730 * 24 * 60)), "避难场所每两年复核", "a shelter is certified anew every two years",
        "DB41/T 1754-2019", "", Published;
    "R-预案-逾期" = timer(Timer::StepLate, m(10)),
        "预案步骤逾期后, 报预案写明的人", "whoever the plan names is told of a step that is late", "本项目默认", "", Default;
    "R-预案-评估" = timer(Timer::AssessPlan, m(3 * 365 * 24 * 60)),
        "预案自批准起评估, 原则上每3年", "a plan is assessed since its approval, in principle every 3 years",
        "突发事件应急预案管理办法 (国办发〔2024〕5号)", "第34条", Memory;
}
