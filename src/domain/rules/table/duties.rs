//! Who must report to whom, and by when (rules.md 3.3).

use super::super::Confidence::{Default, Law, Memory, Published};
use super::super::Promptness::{AtOnce, DailyAt, EveryDays, PerDay, SameDay, Within, WithinDays, Workdays};
use super::super::{Calendar, Party, Promptness, What};
use crate::clock::Span;

const fn duty(from: Party, to: Party, by: Promptness) -> What {
    What::Duty { from, to, by }
}

rows! {
    /// The rows.
    ROWS
    "R493-1" = duty(Party::Scene, Party::UnitHead, AtOnce),
        "事故发生后, 现场人员立即报告单位负责人", "those on scene tell the head of the unit at once",
        "生产安全事故报告和调查处理条例", "第9条", Law;
    "R493-2" = duty(Party::Unit, Party::CountyDepartment, Within(Span::hours(1))),
        "单位负责人接报后1小时内报县级以上应急管理和监管部门", "the unit tells the county departments within an hour",
        "生产安全事故报告和调查处理条例", "第9条", Law;
    "R493-3" = duty(Party::Department, Party::NextLevel, Within(Span::hours(2))),
        "部门接报后逐级上报上一级部门和本级政府, 每级不超过2小时", "each department tells the next level and its own government within two hours",
        "生产安全事故报告和调查处理条例", "第10至11条", Law;
    "R493-4" = duty(Party::Province, Party::StateCouncil, AtOnce),
        "特别重大、重大事故立即报国务院", "extreme and major accidents go to the State Council at once",
        "生产安全事故报告和调查处理条例", "第10条", Law;
    "R493-5" = duty(Party::Unit, Party::CountyDepartment, WithinDays(30)),
        "事故之日起30日内伤亡变化及时补报", "a change of casualties within thirty days is reported",
        "生产安全事故报告和调查处理条例", "第13条", Law;
    "R493-5-道路火灾" = duty(Party::Unit, Party::CountyDepartment, WithinDays(7)),
        "道路交通事故、火灾7日内伤亡变化及时补报", "the same within seven days for road accidents and fires",
        "生产安全事故报告和调查处理条例", "第13条", Law;
    "R21-1" = duty(Party::Unit, Party::ProvinceDepartment, Within(Span::hours(1))),
        "较大以上事故, 单位1小时内同时报省级部门", "from serious on, the unit also tells the province within an hour",
        "生产安全事故信息报告和处置办法", "", Published;
    "R21-2" = duty(Party::Unit, Party::StateDepartment, AtOnce),
        "重大、特别重大事故, 单位可立即直报国家", "major accidents: the unit may report to the state directly",
        "生产安全事故信息报告和处置办法", "", Published;
    "R21-3-一般较大" = duty(Party::Department, Party::NextLevel, PerDay(1)),
        "一般、较大事故每日至少续报1次", "ordinary and serious accidents: a follow-up a day at least",
        "生产安全事故信息报告和处置办法", "", Published;
    "R21-3-较大涉险" = duty(Party::Department, Party::NextLevel, PerDay(1)),
        "较大涉险事故每日至少续报1次", "near misses: a follow-up a day at least",
        "生产安全事故信息报告和处置办法", "", Published;
    "R21-3-重大" = duty(Party::Department, Party::NextLevel, PerDay(2)),
        "重大、特别重大事故每日至少续报2次", "major and extreme accidents: two follow-ups a day at least",
        "生产安全事故信息报告和处置办法", "", Published;
    "R21-4" = duty(Party::Unit, Party::CountyDepartment, SameDay),
        "补报期内伤亡变化当日续报", "a change of casualties is reported the same day",
        "生产安全事故信息报告和处置办法", "", Published;
    "RERL-1" = duty(Party::County, Party::NextLevel, AtOnce),
        "突发事件发生后立即报上一级政府, 必要时越级", "any emergency goes to the government above at once",
        "突发事件应对法", "第17条", Law;
    "RERL-2-驻军" = duty(Party::City, Party::Garrison, AtOnce),
        "可能发生重大、特别重大突发事件, 立即通报当地驻军", "what may become major goes to the garrison at once",
        "突发事件应对法", "第62条", Law;
    "RERL-2-毗邻" = duty(Party::City, Party::Neighbours, AtOnce),
        "可能发生重大、特别重大突发事件, 立即通报毗邻地区政府", "what may become major goes to the neighbouring governments at once",
        "突发事件应对法", "第62条", Law;
    "RERL-64" = duty(Party::City, Party::NextLevel, AtOnce),
        "发布预警后立即报上一级政府, 必要时越级", "whoever issues a warning tells the government above at once",
        "突发事件应对法", "第64条", Law;
    "RPH-1" = duty(Party::Clinic, Party::CountyDepartment, Within(Span::hours(2))),
        "医疗、监测机构2小时内报县级卫生健康部门", "clinics tell the county health department within two hours",
        "突发公共卫生事件应急条例", "第20条", Law;
    "RPH-2" = duty(Party::CountyDepartment, Party::County, Within(Span::hours(2))),
        "县级卫生健康部门2小时内报本级政府", "the county health department tells its government within two hours",
        "突发公共卫生事件应急条例", "第20条", Law;
    "RPH-3-县" = duty(Party::County, Party::City, Within(Span::hours(2))),
        "县级政府2小时内报市级政府", "the county tells the city within two hours",
        "突发公共卫生事件应急条例", "第20条", Law;
    "RPH-3-市" = duty(Party::City, Party::Province, Within(Span::hours(2))),
        "市级政府2小时内报省级政府", "the city tells the province within two hours",
        "突发公共卫生事件应急条例", "第20条", Law;
    "RPH-3-省" = duty(Party::Province, Party::StateDepartment, Within(Span::hours(1))),
        "省级政府1小时内报国务院卫生健康部门", "the province tells the state health department within an hour",
        "突发公共卫生事件应急条例", "第19条", Law;
    "RSTAT-1-乡" = duty(Party::Township, Party::CountyDepartment, Within(Span::hours(1))),
        "自然灾害: 乡镇1小时内报县", "disasters: the township tells the county within an hour",
        "自然灾害情况统计制度 (旧版地方预案)", "", Published;
    "RSTAT-1-县" = duty(Party::CountyDepartment, Party::CityDepartment, Within(Span::hours(2))),
        "自然灾害: 县2小时内报市", "disasters: the county tells the city within two hours",
        "自然灾害情况统计制度", "", Memory;
    "RSTAT-1-市" = duty(Party::CityDepartment, Party::ProvinceDepartment, Within(Span::hours(2))),
        "自然灾害: 市2小时内报省", "disasters: the city tells the province within two hours",
        "自然灾害情况统计制度", "", Memory;
    "RSTAT-1-省" = duty(Party::ProvinceDepartment, Party::StateDepartment, Within(Span::hours(2))),
        "自然灾害: 省2小时内报部", "disasters: the province tells the ministry within two hours",
        "自然灾害情况统计制度", "", Memory;
    "RSTAT-2" = duty(Party::CountyDepartment, Party::ProvinceDepartment, AtOnce),
        "死亡失踪10人以上或特别严重, 县报市同时直报省、部", "ten dead or missing: the county tells province and ministry too",
        "自然灾害情况统计制度", "", Published;
    "RSTAT-3-县" = duty(Party::CountyDepartment, Party::CityDepartment, DailyAt(9 * 60)),
        "灾情稳定前24小时零报告: 县9时前", "daily until stable, nothing new included: the county by 09:00",
        "自然灾害救助条例第17条 (时刻: 一省规定)", "", Published;
    "RSTAT-3-市" = duty(Party::CityDepartment, Party::ProvinceDepartment, DailyAt(10 * 60)),
        "灾情稳定前24小时零报告: 市10时前", "daily until stable, nothing new included: the city by 10:00",
        "自然灾害救助条例第17条 (时刻: 一省规定)", "", Published;
    "RSTAT-3-省" = duty(Party::ProvinceDepartment, Party::StateDepartment, DailyAt(12 * 60)),
        "灾情稳定前24小时零报告: 省12时前", "daily until stable, nothing new included: the province by 12:00",
        "自然灾害救助条例第17条 (时刻: 一省规定)", "", Published;
    "RSTAT-4-县" = duty(Party::CountyDepartment, Party::CityDepartment, Workdays(2)),
        "灾情稳定后核报: 县2个工作日", "verified report: the county in two working days",
        "自然灾害情况统计制度 (旧版)", "", Published;
    "RSTAT-4-市" = duty(Party::CityDepartment, Party::ProvinceDepartment, Workdays(3)),
        "灾情稳定后核报: 市3个工作日", "verified report: the city in three working days",
        "自然灾害情况统计制度 (旧版)", "", Published;
    "RSTAT-4-省" = duty(Party::ProvinceDepartment, Party::StateDepartment, Workdays(5)),
        "灾情稳定后核报: 省5个工作日", "verified report: the province in five working days",
        "自然灾害情况统计制度 (旧版)", "", Published;
    "R-工作日" = What::Calendar(Calendar::WEEKENDS),
        "工作日: 周一至周五; 法定节假日和调休按本单位规则文件, 没有的只除周末",
        "working days: Monday to Friday; public holidays and the weekends worked for them come from a bureau's profile, without one only weekends are left out",
        "本项目默认, 节假日由国务院办公厅每年公布", "", Default;
    "RSTAT-5" = duty(Party::CountyDepartment, Party::CityDepartment, EveryDays(10)),
        "旱灾续报至少每10日一次", "drought: a follow-up every ten days at least",
        "自然灾害情况统计制度", "", Memory;
    "RSC-1" = duty(Party::Province, Party::StateCouncil, Within(Span::hours(4))),
        "特别重大、重大突发事件报国务院, 最迟4小时 (2006年总体预案, 2025年新版时限未查到)", "extreme and major events reach the State Council within four hours (2006; limit of the 2025 plan not found)",
        "国家突发公共事件总体应急预案 (2006)", "", Published;
    "RNEWS-首发" = duty(Party::City, Party::Public, Within(Span::hours(5))),
        "特别重大、重大事件5小时内权威发布", "first authoritative release within five hours",
        "北京市火灾预案", "", Published;
    "RNEWS-发布会" = duty(Party::City, Party::Public, Within(Span::hours(24))),
        "特别重大、重大事件24小时内新闻发布会", "press conference within a day",
        "北京市火灾预案", "", Published;
}
