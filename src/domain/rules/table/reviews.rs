//! 评估复盘 and the investigation of accidents beside it: limits (rules.md 5.5).

use super::super::Confidence::{Default, Law, Published};
use super::super::Promptness::Workdays;
use super::super::{Party, Promptness, Statute, Timer, What};
use crate::clock::Span;

const fn hours(timer: Timer, hours: i64) -> What {
    What::Timer { timer, within: Span::hours(hours) }
}

const fn days(timer: Timer, days: i64) -> What {
    hours(timer, 24 * days)
}

const fn owes(statute: Statute) -> What {
    What::Statute { statute }
}

const fn workdays(by: Promptness) -> What {
    What::Duty { from: Party::Department, to: Party::NextLevel, by }
}

rows! {
    /// The rows.
    ROWS
    "R-复盘-立项" = hours(Timer::AarOpen, 24), "响应终止或演练结束后复盘立项", "a review is opened after a response was terminated or a drill ended",
        "本项目默认, 依据突发事件应对法", "第87条", Default;
    "R-复盘-封存" = hours(Timer::AarSeal, 48), "复盘立项后封存记录", "the records are sealed after a review was opened",
        "本项目默认, 依据突发事件应对法", "第94条", Default;
    "R-复盘-点评" = hours(Timer::AarHotWash, 72), "结束后现场点评 (24至72小时)", "a hot wash is held after the end (24 to 72 hours)",
        "应急演练评估规范 (公开样本)", "", Published;
    "R-复盘-时间线" = workdays(Workdays(5)), "封存后重建时间线: 5个工作日", "the timeline is made from sealed records: five working days",
        "本项目默认", "", Default;
    "R-复盘-报告-演练" = workdays(Workdays(15)), "演练结束后签发复盘报告: 15个工作日", "the report on a drill is signed: 15 working days",
        "本项目默认", "", Default;
    "R-复盘-报告" = workdays(Workdays(30)), "响应终止后签发复盘报告: 30个工作日", "the report on a response or an incident is signed: 30 working days",
        "本项目默认, 依据突发事件应对法", "第92条", Default;
    "R-复盘-回头看-起" = days(Timer::AarLookFrom, 182), "闭环满6个月起回头看", "looking back begins six months after a review was closed",
        "本项目默认", "", Default;
    "R-复盘-回头看" = days(Timer::AarLookBack, 365), "闭环后12个月内回头看", "looking back is done within twelve months after a review was closed",
        "本项目默认", "", Default;
    "R493-调查" = days(Timer::Inquiry, 60), "事故发生之日起60日内提交事故调查报告", "the report of an investigation, within 60 days of the accident",
        "生产安全事故报告和调查处理条例", "第29条", Law;
    "R493-调查-延期" = days(Timer::InquiryMore, 60), "特殊情况延长不超过60日", "in special circumstances, by no more than 60 days more",
        "生产安全事故报告和调查处理条例", "第29条", Law;
    "R493-批复" = days(Timer::InquiryReply, 15), "收到事故调查报告后15日内批复 (特别重大30日)", "the reply to it, within 15 days (30 for an extreme accident)",
        "生产安全事故报告和调查处理条例", "第32条", Law;
    "R493-批复-特别重大" = days(Timer::InquiryReplyExtreme, 30), "收到特别重大事故调查报告后30日内批复", "the reply to the report of an extreme accident, within 30 days",
        "生产安全事故报告和调查处理条例", "第32条", Law;
    "R493-批复-延期" = days(Timer::InquiryReplyMore, 30), "特别重大事故批复延长不超过30日", "the reply to that of an extreme accident, by no more than 30 days more",
        "生产安全事故报告和调查处理条例", "第32条", Law;
    "RERL-87" = owes(Statute::Assess),
        "应急处置工作结束后, 立即组织调查评估突发事件造成的影响和损失, 制定恢复重建计划, 向上一级政府报告",
        "once the handling is over, impact and loss are assessed at once, recovery is planned, and the next level is told",
        "突发事件应对法", "第87条", Law;
    "RERL-92" = owes(Statute::Report),
        "查明突发事件的发生经过和原因, 总结应急处置经验教训, 制定改进措施, 向上一级政府报告",
        "course and cause are found, lessons summed up, improvements laid down, and reported to the next level",
        "突发事件应对法", "第92条", Law;
    "R708-27" = owes(Statute::Rescue),
        "生产安全事故调查报告应当包括对应急救援工作的评估", "the investigation of an accident evaluates the rescue",
        "生产安全事故应急条例", "第27条", Law;
    "RERL-25" = owes(Statute::Congress),
        "处置情况向本级人大常委会作专项工作报告", "a report is made to the standing committee of the people's congress",
        "突发事件应对法", "第25条", Law;
    "R708-6" = owes(Statute::Revise),
        "演练或救援中发现预案有重大问题的, 及时修订预案", "a major problem that a drill or a rescue found in a plan: the plan is revised",
        "生产安全事故应急条例", "第6条", Law;
    "RERL-94" = owes(Statute::Archive),
        "应对工作的资料收集整理归档", "the records of the response are collected and archived",
        "突发事件应对法", "第94条", Law;
    "RERL-85" = owes(Statute::Privacy),
        "应急处置中获取的个人信息, 结束后及时销毁或者评估留存", "personal data of the response are destroyed afterwards, or kept as assessed",
        "突发事件应对法", "第84至85条", Law;
}
