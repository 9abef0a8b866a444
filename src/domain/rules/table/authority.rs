//! Who may act (rules.md 2.3): the least role by act and level. The law fixes only “the leading government or headquarters”.

use super::super::Confidence::{Default, Law, Published};
use super::super::{Act, Guard, What};
use crate::domain::{Level, Role};

const fn may(act: Act, level: Option<Level>, role: Role) -> What {
    What::Authority { act, level, role }
}

rows! {
    /// The rows.
    ROWS
    "RAUT-先期处置" = may(Act::SaveLife, None, Role::Scribe),
        "先期处置、撤离、清点: 任何人立即可为", "whatever saves lives: anybody, at once",
        "突发事件应对法", "第17条", Law;
    "RAUT-记录" = may(Act::Record, None, Role::Scribe),
        "接报、记录、签收、清点登记: 任何人", "write down what is known, seen and done: anybody",
        "本项目默认", "", Default;
    "RAUT-结束-报告" = What::Guard { guard: Guard::Reported },
        "事件结束前初报、终报已报送; 没有的, 写理由照办, 再追认",
        "an incident is closed once its initial and final reports went up; without, with a reason, and is ratified",
        "本项目默认, 依据自然灾害情况统计制度", "", Default;
    "RAUT-先期调派" = may(Act::Dispatch, None, Role::SpecialOffice),
        "响应启动前调派力量、启动预案: 专项指挥部办公室以上; 其他人先行, 再追认",
        "forces and plans before a response is activated: the special-HQ office or above; others go ahead and have it ratified",
        "本项目默认", "", Default;
    "RAUT-建议-一级" = may(Act::Propose, Some(Level::One), Role::GeneralOffice),
        "一级响应建议: 总指挥部办公室以上", "propose level one: the general-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-建议-二级" = may(Act::Propose, Some(Level::Two), Role::SpecialCommander),
        "二级响应建议: 专项指挥部指挥长以上", "propose level two: the special-HQ commander or above",
        "本项目默认", "", Default;
    "RAUT-建议-三级" = may(Act::Propose, Some(Level::Three), Role::SpecialOffice),
        "三级响应建议: 专项指挥部办公室以上", "propose level three: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-建议-四级" = may(Act::Propose, Some(Level::Four), Role::DutyOfficer),
        "四级响应建议: 值班员以上", "propose level four: the duty officer or above",
        "本项目默认", "", Default;
    "RAUT-启动-一级" = may(Act::Activate, Some(Level::One), Role::GeneralCommander),
        "一级响应启动、提升、降低: 总指挥部总指挥以上", "activate, raise or lower level one: the general-HQ commander or above",
        "本项目默认", "", Default;
    "RAUT-启动-二级" = may(Act::Activate, Some(Level::Two), Role::GeneralDeputy),
        "二级响应启动、提升、降低: 总指挥部副总指挥以上", "activate, raise or lower level two: the general-HQ deputy or above",
        "本项目默认", "", Default;
    "RAUT-启动-三级" = may(Act::Activate, Some(Level::Three), Role::SpecialCommander),
        "三级响应启动、提升、降低: 专项指挥部指挥长以上", "activate, raise or lower level three: the special-HQ commander or above",
        "本项目默认", "", Default;
    "RAUT-启动-四级" = may(Act::Activate, Some(Level::Four), Role::SpecialOffice),
        "四级响应启动、提升、降低: 专项指挥部办公室以上", "activate, raise or lower level four: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-不启动" = may(Act::Decline, None, Role::SpecialOffice),
        "不启动响应: 专项指挥部办公室以上", "decide against activation: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-终止-一级" = may(Act::Terminate, Some(Level::One), Role::GeneralCommander),
        "一级响应终止: 总指挥部总指挥以上", "terminate level one: the general-HQ commander or above",
        "本项目默认", "", Default;
    "RAUT-终止-二级" = may(Act::Terminate, Some(Level::Two), Role::GeneralDeputy),
        "二级响应终止: 总指挥部副总指挥以上", "terminate level two: the general-HQ deputy or above",
        "本项目默认", "", Default;
    "RAUT-终止-三级" = may(Act::Terminate, Some(Level::Three), Role::SpecialCommander),
        "三级响应终止: 专项指挥部指挥长以上", "terminate level three: the special-HQ commander or above",
        "本项目默认", "", Default;
    "RAUT-终止-四级" = may(Act::Terminate, Some(Level::Four), Role::SpecialOffice),
        "四级响应终止: 专项指挥部办公室以上", "terminate level four: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-终止-会商" = What::Guard { guard: Guard::Conclusion },
        "终止响应要有会商结论; 没有的, 写理由照办, 再追认",
        "a termination rests on a consultation's conclusion; without one it goes through with a reason, and is ratified",
        "本项目默认, 依据突发事件应对法 (解除响应)", "第86条", Default;
    "RAUT-终止-生命" = What::Guard { guard: Guard::LifeSafety },
        "终止响应前没有未了的救人任务 (未解除的撤离, 被困, 失踪); 有的, 写理由照办, 再追认",
        "no withdrawal, nobody trapped or missing is open when a response is terminated; else it goes through with a reason, and is ratified",
        "本项目默认, 依据突发事件应对法 (解除响应)", "第86条", Default;
    "RAUT-次序" = What::Guard { guard: Guard::Turn },
        "按程序逐步办理; 没有轮到的, 写理由照办, 再追认",
        "each act in its turn; out of it, it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-逐级" = What::Guard { guard: Guard::OneStep },
        "降低响应逐级进行; 一次降两级以上, 写理由照办, 再追认",
        "a response is lowered one step at a time; by more at once it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-升降-依据" = What::Guard { guard: Guard::Basis },
        "提升和降低响应级别要有新依据: 预警、建议、会商结论; 没有的, 写理由照办, 再追认",
        "a level is raised or lowered on a new warning, proposal or conclusion; without one it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-预案-前置" = What::Guard { guard: Guard::Dependencies },
        "预案步骤在前置步骤了结后办理; 提前的, 写理由照办, 再追认",
        "a step of a plan comes after those it depends on; before, it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-预案-凭据" = What::Guard { guard: Guard::Proof },
        "预案步骤要求凭据的, 办结时写明凭据; 没有的, 写理由照办, 再追认",
        "a step of a plan that asks for evidence is done with it; without, it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-终止-条件" = What::Guard { guard: Guard::Conditions },
        "建议终止要四项具备: 现场消除, 次生隐患可控, 人员清点闭合, 安置落实",
        "a termination is proposed when four things are so: scene over, secondary dangers in hand, heads counted, people settled",
        "本项目默认, 依据突发事件应对法 (解除响应)", "第86条", Default;
    "RAUT-终止-清点" = What::Guard { guard: Guard::Accounted },
        "终止响应和转平恢复前, 队伍人员无一失联", "every member of a team is accounted for when a response ends",
        "本项目默认", "", Default;
    "RAUT-转换-依据" = What::Guard { guard: Guard::Ground },
        "平战转换要有依据: 预警、指令、研判单、解除文件", "a change of posture rests on a warning, an order, an assessment or a lifting",
        "本项目默认, 依据突发事件应对法", "第64至70条", Default;
    "RAUT-转换-响应" = What::Guard { guard: Guard::NoResponse },
        "响应未终止, 不转平时值守", "no peacetime duty while a response is active",
        "本项目默认", "", Default;
    "RAUT-转换-指挥长" = What::Guard { guard: Guard::Commander },
        "临战以上有指挥长在岗", "a named commander is on duty from standing by on",
        "本项目默认", "", Default;
    "RAUT-转换-指令" = What::Guard { guard: Guard::OpenOrders },
        "退出战时前, 未结指令清零或移交", "open orders are closed or handed over before wartime ends",
        "本项目默认", "", Default;
    "RAUT-转换-清单" = What::Guard { guard: Guard::Checklist },
        "转平前, 战转平清单逐项完成或移交", "every item of the checklist back to peace is done or handed over",
        "本项目默认", "", Default;
    "RAUT-集结-人数" = What::Guard { guard: Guard::Strength },
        "出发前点名到编制人数的八成; 不到的, 写理由照办, 再追认",
        "a roll call before departure finds four fifths of the team; with fewer it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-集结-保障" = What::Guard { guard: Guard::Hygiene },
        "出发的队伍有保险和防护装备; 没有的, 写理由照办, 再追认",
        "a team that departs is insured and has its protective equipment; else it goes through with a reason, and is ratified",
        "突发事件应对法, 本项目对应", "第40条", Default;
    "RAUT-跨级" = may(Act::Leap, None, Role::GeneralCommander),
        "降低响应一次跨两级以上: 总指挥部总指挥", "lower the level by two steps or more at once: the general-HQ commander",
        "本项目默认", "", Default;
    "RAUT-平战转换" = may(Act::Posture, None, Role::ShiftLead),
        "平战转换: 值班长以上", "change the posture: the shift lead or above",
        "本项目默认", "", Default;
    "RAUT-转换-加强" = may(Act::Reinforce, None, Role::GeneralOffice),
        "加强值守: 局主要负责人 (总指挥部办公室) 以上", "reinforced duty: the head of the bureau (general-HQ office) or above",
        "本项目默认", "", Default;
    "RAUT-转换-预警" = may(Act::Prepare, None, Role::SpecialOffice),
        "进入预警期: 政府或其授权部门 (专项指挥部办公室) 以上",
        "declare a warning period: the government or who acts for it (special-HQ office) or above",
        "突发事件应对法", "第64条", Law;
    "RAUT-转换-临战" = may(Act::StandBy, None, Role::SpecialOffice),
        "临战待命: 专项指挥部办公室以上", "order standing by: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-转换-扩大" = may(Act::Escalate, None, Role::SpecialCommander),
        "扩大响应: 指挥长以上", "ask a higher headquarters to lead: the commander or above",
        "本项目默认, 依据突发事件应对法", "第17条", Default;
    "RAUT-转换-稳控" = may(Act::Stabilise, None, Role::OnSiteCommander),
        "转入稳控收束: 现场总指挥以上", "the main danger is over: the on-site commander or above",
        "本项目默认", "", Default;
    "RAUT-转换-解除" = may(Act::StandDown, None, Role::SpecialOffice),
        "解除预警: 发布预警的政府或其授权部门 (专项指挥部办公室) 以上",
        "a warning is lifted by who issued it (special-HQ office) or above",
        "突发事件应对法", "第70条", Law;
    "RAUT-建议终止" = may(Act::ProposeEnd, None, Role::SpecialOffice),
        "建议终止响应: 专项指挥部办公室以上", "propose a termination: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-转换-转平" = may(Act::Normalise, None, Role::GeneralOffice),
        "转平时值守: 局主要负责人 (总指挥部办公室) 以上", "back to peacetime duty: the head of the bureau (general-HQ office) or above",
        "本项目默认", "", Default;
    "RAUT-定级" = may(Act::Grade, None, Role::DutyOfficer),
        "事件定级: 值班员以上", "grade an incident: the duty officer or above",
        "本项目默认", "", Default;
    "RAUT-现场总指挥" = may(Act::Appoint, None, Role::SpecialOffice),
        "任命现场总指挥: 专项指挥部办公室以上", "appoint the on-site commander: the special-HQ office or above",
        "生产安全事故应急条例, 本项目对应", "第20条", Default;
    "RAUT-解除撤离" = may(Act::LiftWithdrawal, None, Role::OnSiteCommander),
        "解除紧急撤离: 现场总指挥以上", "lift a withdrawal: the on-site commander or above",
        "生产安全事故应急条例, 本项目对应", "第22条", Default;
    "RAUT-签发" = may(Act::Sign, None, Role::ShiftLead),
        "签发报告: 主要负责人或授权的分管、带班领导", "sign a report: the head or an authorised leader, the shift lead or above",
        "突发事件信息报送规范 (公开样本)", "", Published;
    "RAUT-报告-书面" = What::Guard { guard: Guard::Paper },
        "非电话的报告有文本、经签发, 数字突变有说明; 只记已报而没有的, 写理由照办, 再追认",
        "what goes up by other means than the phone has a text, a signature and, where figures jumped, an explanation; noted without, it goes through with a reason, and is ratified",
        "突发事件信息报送规范 (公开样本)", "", Published;
    "RAUT-会商-召集" = may(Act::Convene, None, Role::SpecialOffice),
        "召集会商, 下达议定事项, 闭环: 专项指挥部办公室以上", "convene a consultation, issue and close its actions: the special-HQ office or above",
        "本项目默认", "", Default;
    "RAUT-会商-主持" = may(Act::Chair, None, Role::SpecialDeputy),
        "主持、取消会商: 专项指挥部副指挥长以上", "chair or cancel a consultation: the special-HQ deputy or above",
        "本项目默认", "", Default;
    "RAUT-会商-签发" = may(Act::Conclude, None, Role::SpecialDeputy),
        "签发会商结论: 专项指挥部副指挥长以上", "sign a consultation's conclusion: the special-HQ deputy or above",
        "本项目默认", "", Default;
    "RAUT-会商-人数" = What::Guard { guard: Guard::Quorum },
        "会商有成员名单, 到会达到约定的单位数; 没有的, 主持人写理由照办, 再追认",
        "a consultation has its members and a quorum; without, it goes through with the chair's reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-会商-意见" = What::Guard { guard: Guard::Opinions },
        "必到单位的意见齐了或标缺, 再起草结论; 没有的, 写理由照办, 再追认",
        "every mandatory opinion is in or marked as missing before the draft; without, it goes through with a reason, and is ratified",
        "本项目默认, 依据突发事件应对法 (会商研判)", "第62条", Default;
    "RAUT-会商-时限" = What::Guard { guard: Guard::ActionLimit },
        "议定事项有单位有时限才下达; 没有的, 写理由照办, 再追认",
        "an action goes out with a unit and a deadline; without, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-会商-闭环" = What::Guard { guard: Guard::ActionsClosed },
        "议定事项全部了结才闭环; 没有的, 写理由照办, 再追认",
        "a consultation is closed when its actions are; before, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-会商-有效" = What::Guard { guard: Guard::InForce },
        "决定所依据的会商结论已签发、未过期; 不是的, 写理由照办, 再追认",
        "a conclusion that a decision rests on is signed and not past its time; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-征用" = may(Act::Requisition, None, Role::SpecialDeputy),
        "征用单位和个人的财产: 专项指挥部副指挥长以上; 其他人先行, 再追认",
        "requisition property: the special-HQ deputy or above; others go ahead and have it ratified",
        "突发事件应对法, 本项目对应", "第12、76条", Default;
    "RAUT-库存" = What::Guard { guard: Guard::Stock },
        "出库和预留不超过可用库存; 超过的, 写理由照办, 再追认",
        "no more is issued or reserved than is there and free; beyond, it goes through with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-开放公布" = What::Guard { guard: Guard::Publish },
        "避难场所开放时公布地址和路线; 没有的, 写理由照办, 再追认",
        "a shelter opens with its address and route published; without, it goes through with a reason, and is ratified",
        "自然灾害救助条例", "第11条", Law;
    "RAUT-复盘-办理" = may(Act::OpenReview, None, Role::SpecialOffice),
        "复盘立项、审核、整改立项、个人信息处置: 专项指挥部办公室以上", "open a review, review its draft, open items, dispose of personal data: the special-HQ office or above",
        "本项目默认, 依据突发事件应对法", "第87条", Default;
    "RAUT-复盘-签发" = may(Act::SignReview, None, Role::SpecialDeputy),
        "签发复盘报告、闭环: 专项指挥部副指挥长以上", "sign a review's report, close it: the special-HQ deputy or above",
        "本项目默认", "", Default;
    "RAUT-复盘-结束" = What::Guard { guard: Guard::Over },
        "响应终止或演练结束后复盘立项; 没有的, 写理由照办, 再追认",
        "a review is opened when what it looks at is over; before, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-复盘-汇齐" = What::Guard { guard: Guard::Merged },
        "各席位数据汇齐后封存; 没有的, 写理由照办, 再追认",
        "records are sealed when nothing is known to be missing; before, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-复盘-来源" = What::Guard { guard: Guard::Sourced },
        "时间线逐条有来源, 缺口有说明; 没有的, 写理由照办, 再追认",
        "every item of a timeline has a source and gaps are explained; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-复盘-证据" = What::Guard { guard: Guard::Evidence },
        "发现有日志证据, 整改每步有凭据; 没有的, 写理由照办, 再追认",
        "a finding rests on entries of the log, a step of an item on evidence; without, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-复盘-答复" = What::Guard { guard: Guard::Answered },
        "单位逐条答复后签发报告; 没有的, 写理由照办, 再追认",
        "every finding is answered before the report is signed; before, with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-复盘-整改项" = What::Guard { guard: Guard::WholeItem },
        "整改项有责任人、期限、衡量标准, 一个问题一项; 没有的, 写理由照办, 再追认",
        "an improvement item has an owner, a deadline and a measure, one for each problem; else with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-复盘-销号" = What::Guard { guard: Guard::OtherSigns },
        "验收销号由责任人以外的人; 不是的, 写理由照办, 再追认",
        "an item is signed off by somebody other than its owner; else with a reason, and is ratified",
        "宁波市应急体系十四五规划 (六步闭环)", "", Published;
    "RAUT-复盘-闭环" = What::Guard { guard: Guard::AllAccepted },
        "每个问题有整改项并销号, 个人信息已处置, 再闭环; 没有的, 写理由照办, 再追认",
        "a review is closed when every problem has an item, every item is signed off, and personal data are disposed of; before, with a reason, and is ratified",
        "本项目默认, 依据突发事件应对法", "第84、85、87条", Default;
    "RAUT-支援" = may(Act::Aid, None, Role::SpecialDeputy),
        "签发支援请求, 同意、拒绝支援, 结算费用: 专项指挥部副指挥长以上",
        "sign an aid request, grant or refuse one, settle its cost: the special-HQ deputy or above",
        "本项目默认", "", Default;
    "RAUT-支援-要素" = What::Guard { guard: Guard::AidWhole },
        "支援请求写明灾种、地域、危害、已采取措施、所需、集结点、联络人; 缺的, 写理由照发, 再追认",
        "an aid request says kind, place, harm, what was done, what is needed, where to meet and whom to call; else with a reason, and is ratified",
        "军队参加抢险救灾条例, 本项目对应", "第7条", Default;
    "RAUT-支援-本市" = What::Guard { guard: Guard::OwnCity },
        "支援由被请求市自己答复; 代记的写明何人以何方式答复; 没有的, 写理由照办, 再追认",
        "a city answers for itself; who writes its answer down says who gave it and how; else with a reason, and is ratified",
        "本项目默认, 依据突发事件应对法 (协同应对机制)", "第18条", Default;
    "RAUT-支援-不重复" = What::Guard { guard: Guard::OnePromise },
        "一支队伍不同时答应给两处; 已答应的, 写理由照办, 再追认",
        "a team is promised once; to a second request with a reason, and is ratified",
        "本项目默认", "", Default;
    "RAUT-规则" = may(Act::Rules, None, Role::ShiftLead), "采用规则: 值班长以上", "adopt rules: the shift lead or above",
        "本项目默认", "", Default;
}
