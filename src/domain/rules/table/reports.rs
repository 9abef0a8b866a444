//! Kinds of reports and what they must hold (rules.md 3.1, 3.2).

use super::super::Confidence::{Default, Law, Published};
use super::super::What;
use crate::domain::{Need, ReportKind, ReportPart};

const fn part(part: ReportPart, kind: ReportKind, need: Need) -> What {
    What::Field { part, kind, need }
}

rows! {
    /// The rows.
    ROWS
    "RREP-初报" = What::Report { kind: ReportKind::Initial, least: 1, most: Some(1) },
        "初报: 快报已知事实, 一次过程一份", "initial report: fast, what is known, one an event",
        "自然灾害情况统计制度", "", Published;
    "RREP-续报" = What::Report { kind: ReportKind::FollowUp, least: 0, most: None },
        "续报: 进展, 连续编号, 不重复初报", "follow-up report: progress, numbered, not the beginning again",
        "自然灾害情况统计制度", "", Published;
    "RREP-核报" = What::Report { kind: ReportKind::Verified, least: 0, most: Some(1) },
        "核报: 核定数字, 自然灾害一份", "verified report: final checked figures, one for a natural disaster",
        "自然灾害情况统计制度", "", Published;
    "RREP-终报" = What::Report { kind: ReportKind::Final, least: 1, most: Some(1) },
        "终报: 结束总结", "final report: closing summary",
        "洛阳市十四五应急管理规划 (洛政〔2022〕19号)", "", Published;
    "RREP-补报" = What::Report { kind: ReportKind::Correction, least: 0, most: None },
        "补报: 报告后伤亡变化, 次数不限", "correction: casualties that changed after they were reported, any number",
        "生产安全事故报告和调查处理条例", "第13条", Law;
    "RREP-零报告" = What::Report { kind: ReportKind::Zero, least: 0, most: None },
        "零报告: 没有变化也报, 按时限", "nothing new: told at its times all the same",
        "自然灾害救助条例", "第17条", Law;
    "RFLD-初报-标题" = part(ReportPart::Title, ReportKind::Initial, Need::Required), "初报: 标题", "initial report: title",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-标题" = part(ReportPart::Title, ReportKind::FollowUp, Need::Required), "续报: 标题", "follow-up report: title",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-标题" = part(ReportPart::Title, ReportKind::Verified, Need::Required), "核报: 标题", "verified report: title",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-标题" = part(ReportPart::Title, ReportKind::Final, Need::Required), "终报: 标题", "final report: title",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-信息来源" = part(ReportPart::Source, ReportKind::Initial, Need::Required),
        "初报: 信息来源", "initial report: source",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-信息来源" = part(ReportPart::Source, ReportKind::FollowUp, Need::Required),
        "续报: 信息来源", "follow-up report: source",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-信息来源" = part(ReportPart::Source, ReportKind::Verified, Need::Required),
        "核报: 信息来源", "verified report: source",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-信息来源" = part(ReportPart::Source, ReportKind::Final, Need::Required), "终报: 信息来源", "final report: source",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-报送单位" = part(ReportPart::Sender, ReportKind::Initial, Need::Required),
        "初报: 报送单位、报告人、职务、电话", "initial report: sender, person and phone",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-报送单位" = part(ReportPart::Sender, ReportKind::FollowUp, Need::Required),
        "续报: 报送单位、报告人、职务、电话", "follow-up report: sender, person and phone",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-报送单位" = part(ReportPart::Sender, ReportKind::Verified, Need::Required),
        "核报: 报送单位、报告人、职务、电话", "verified report: sender, person and phone",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-报送单位" = part(ReportPart::Sender, ReportKind::Final, Need::Required),
        "终报: 报送单位、报告人、职务、电话", "final report: sender, person and phone",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-事发时间" = part(ReportPart::Times, ReportKind::Initial, Need::Required),
        "初报: 事发时间、接报时间", "initial report: occurred and received",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-事发时间" = part(ReportPart::Times, ReportKind::Verified, Need::Required),
        "核报: 事发时间、接报时间", "verified report: occurred and received",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-事发时间" = part(ReportPart::Times, ReportKind::Final, Need::Required),
        "终报: 事发时间、接报时间", "final report: occurred and received",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-地点" = part(ReportPart::Place, ReportKind::Initial, Need::Required), "初报: 地点", "initial report: place",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-地点" = part(ReportPart::Place, ReportKind::FollowUp, Need::Optional), "续报: 地点", "follow-up report: place",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-地点" = part(ReportPart::Place, ReportKind::Verified, Need::Required), "核报: 地点", "verified report: place",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-地点" = part(ReportPart::Place, ReportKind::Final, Need::Required), "终报: 地点", "final report: place",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-事发单位概况" = part(ReportPart::Unit, ReportKind::Initial, Need::Required),
        "初报: 事发单位概况 (事故)", "initial report: the unit (accidents)",
        "生产安全事故报告和调查处理条例", "第12条", Law;
    "RFLD-核报-事发单位概况" = part(ReportPart::Unit, ReportKind::Verified, Need::Required),
        "核报: 事发单位概况 (事故)", "verified report: the unit (accidents)",
        "生产安全事故报告和调查处理条例", "第12条", Law;
    "RFLD-终报-事发单位概况" = part(ReportPart::Unit, ReportKind::Final, Need::Required),
        "终报: 事发单位概况 (事故)", "final report: the unit (accidents)",
        "生产安全事故报告和调查处理条例", "第12条", Law;
    "RFLD-初报-简要经过" = part(ReportPart::Course, ReportKind::Initial, Need::Required),
        "初报: 简要经过、现场情况", "initial report: course of events",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-简要经过" = part(ReportPart::Course, ReportKind::FollowUp, Need::Required),
        "续报: 简要经过、现场情况", "follow-up report: course of events",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-简要经过" = part(ReportPart::Course, ReportKind::Verified, Need::Required),
        "核报: 简要经过、现场情况", "verified report: course of events",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-简要经过" = part(ReportPart::Course, ReportKind::Final, Need::Required),
        "终报: 简要经过、现场情况", "final report: course of events",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-伤亡" = part(ReportPart::Casualties, ReportKind::Initial, Need::Required),
        "初报: 伤亡", "initial report: casualties",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-伤亡" = part(ReportPart::Casualties, ReportKind::FollowUp, Need::Required),
        "续报: 伤亡", "follow-up report: casualties",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-伤亡" = part(ReportPart::Casualties, ReportKind::Verified, Need::Required),
        "核报: 伤亡", "verified report: casualties",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-伤亡" = part(ReportPart::Casualties, ReportKind::Final, Need::Required),
        "终报: 伤亡", "final report: casualties",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-直接经济损失" = part(ReportPart::Loss, ReportKind::Initial, Need::Optional),
        "初报: 直接经济损失", "initial report: direct loss",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-直接经济损失" = part(ReportPart::Loss, ReportKind::FollowUp, Need::Optional),
        "续报: 直接经济损失", "follow-up report: direct loss",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-直接经济损失" = part(ReportPart::Loss, ReportKind::Verified, Need::Required),
        "核报: 直接经济损失", "verified report: direct loss",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-直接经济损失" = part(ReportPart::Loss, ReportKind::Final, Need::Required),
        "终报: 直接经济损失", "final report: direct loss",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-影响范围" = part(ReportPart::Impact, ReportKind::Initial, Need::Required),
        "初报: 影响范围、发展趋势", "initial report: reach and trend",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-影响范围" = part(ReportPart::Impact, ReportKind::FollowUp, Need::Required),
        "续报: 影响范围、发展趋势", "follow-up report: reach and trend",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-影响范围" = part(ReportPart::Impact, ReportKind::Final, Need::Required),
        "终报: 影响范围、发展趋势", "final report: reach and trend",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-已采取措施" = part(ReportPart::Measures, ReportKind::Initial, Need::Required),
        "初报: 已采取措施、领导到位", "initial report: measures taken",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-已采取措施" = part(ReportPart::Measures, ReportKind::FollowUp, Need::Required),
        "续报: 已采取措施、领导到位", "follow-up report: measures taken",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-已采取措施" = part(ReportPart::Measures, ReportKind::Final, Need::Required),
        "终报: 已采取措施、领导到位", "final report: measures taken",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-投入力量" = part(ReportPart::Forces, ReportKind::Initial, Need::Optional),
        "初报: 投入力量", "initial report: forces",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-投入力量" = part(ReportPart::Forces, ReportKind::FollowUp, Need::Required),
        "续报: 投入力量", "follow-up report: forces",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-投入力量" = part(ReportPart::Forces, ReportKind::Verified, Need::Required),
        "核报: 投入力量", "verified report: forces",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-投入力量" = part(ReportPart::Forces, ReportKind::Final, Need::Required), "终报: 投入力量", "final report: forces",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-次生衍生风险" = part(ReportPart::Risks, ReportKind::Initial, Need::Optional),
        "初报: 次生衍生风险、舆情", "initial report: secondary risks",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-次生衍生风险" = part(ReportPart::Risks, ReportKind::FollowUp, Need::Required),
        "续报: 次生衍生风险、舆情", "follow-up report: secondary risks",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-次生衍生风险" = part(ReportPart::Risks, ReportKind::Final, Need::Required),
        "终报: 次生衍生风险、舆情", "final report: secondary risks",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-初报-请求支持" = part(ReportPart::Requests, ReportKind::Initial, Need::Optional),
        "初报: 请求支持、建议", "initial report: requests",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-请求支持" = part(ReportPart::Requests, ReportKind::FollowUp, Need::Optional),
        "续报: 请求支持、建议", "follow-up report: requests",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-请求支持" = part(ReportPart::Requests, ReportKind::Final, Need::Optional),
        "终报: 请求支持、建议", "final report: requests",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-数据变化说明" = part(ReportPart::Explanation, ReportKind::FollowUp, Need::OnJump),
        "续报: 数据变化说明", "follow-up report: explanation of changed figures",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-数据变化说明" = part(ReportPart::Explanation, ReportKind::Verified, Need::Required),
        "核报: 数据变化说明", "verified report: explanation of changed figures",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-续报-原因性质" = part(ReportPart::Conclusion, ReportKind::FollowUp, Need::Optional),
        "续报: 原因性质、善后、下一步", "follow-up report: cause, aftermath, next",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-核报-原因性质" = part(ReportPart::Conclusion, ReportKind::Verified, Need::Optional),
        "核报: 原因性质、善后、下一步", "verified report: cause, aftermath, next",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-终报-原因性质" = part(ReportPart::Conclusion, ReportKind::Final, Need::Required),
        "终报: 原因性质、善后、下一步", "final report: cause, aftermath, next",
        "信息报送工作规范 (多地)", "", Published;
    "RFLD-补报-标题" = part(ReportPart::Title, ReportKind::Correction, Need::Required), "补报: 标题", "correction: title",
        "本项目默认", "", Default;
    "RFLD-补报-信息来源" = part(ReportPart::Source, ReportKind::Correction, Need::Optional), "补报: 信息来源", "correction: source",
        "本项目默认", "", Default;
    "RFLD-补报-报送单位" = part(ReportPart::Sender, ReportKind::Correction, Need::Required), "补报: 报送单位", "correction: sender",
        "本项目默认", "", Default;
    "RFLD-补报-事发时间" = part(ReportPart::Times, ReportKind::Correction, Need::Optional), "补报: 事发时间", "correction: occurred and received",
        "本项目默认", "", Default;
    "RFLD-补报-地点" = part(ReportPart::Place, ReportKind::Correction, Need::Optional), "补报: 地点", "correction: place",
        "本项目默认", "", Default;
    "RFLD-补报-简要经过" = part(ReportPart::Course, ReportKind::Correction, Need::Optional), "补报: 简要经过", "correction: course of events",
        "本项目默认", "", Default;
    "RFLD-补报-伤亡" = part(ReportPart::Casualties, ReportKind::Correction, Need::Required), "补报: 伤亡", "correction: casualties",
        "本项目默认", "", Default;
    "RFLD-补报-直接经济损失" = part(ReportPart::Loss, ReportKind::Correction, Need::Optional), "补报: 直接经济损失", "correction: direct loss",
        "本项目默认", "", Default;
    "RFLD-补报-影响范围" = part(ReportPart::Impact, ReportKind::Correction, Need::Optional), "补报: 影响范围", "correction: reach and trend",
        "本项目默认", "", Default;
    "RFLD-补报-已采取措施" = part(ReportPart::Measures, ReportKind::Correction, Need::Optional), "补报: 已采取措施", "correction: measures taken",
        "本项目默认", "", Default;
    "RFLD-补报-投入力量" = part(ReportPart::Forces, ReportKind::Correction, Need::Optional), "补报: 投入力量", "correction: forces",
        "本项目默认", "", Default;
    "RFLD-补报-次生衍生风险" = part(ReportPart::Risks, ReportKind::Correction, Need::Optional), "补报: 次生衍生风险", "correction: secondary risks",
        "本项目默认", "", Default;
    "RFLD-补报-请求支持" = part(ReportPart::Requests, ReportKind::Correction, Need::Optional), "补报: 请求支持", "correction: requests",
        "本项目默认", "", Default;
    "RFLD-补报-数据变化说明" = part(ReportPart::Explanation, ReportKind::Correction, Need::Required), "补报: 数据变化说明", "correction: explanation of changed figures",
        "本项目默认", "", Default;
    "RFLD-零报告-标题" = part(ReportPart::Title, ReportKind::Zero, Need::Required), "零报告: 标题", "nothing new: title",
        "本项目默认", "", Default;
    "RFLD-零报告-报送单位" = part(ReportPart::Sender, ReportKind::Zero, Need::Required), "零报告: 报送单位", "nothing new: sender",
        "本项目默认", "", Default;
    "RFLD-零报告-简要经过" = part(ReportPart::Course, ReportKind::Zero, Need::Optional), "零报告: 简要经过", "nothing new: course of events",
        "本项目默认", "", Default;
    "RREP-突变" = What::Jump { percent: 50, people: 10 },
        "两次报告间数字增减达50%或10人, 须写数据变化说明", "a figure that moves by half or by ten people between two reports is explained",
        "本项目默认, 依据辽宁省灾情报送要求 (未定界限)", "", Default;
}
