//! Words about rules.

use super::words;
use crate::domain::{
    Class, Confidence, Government, GradingTable, Handling, Measure, Need, Party, Role, Standard, Statute,
};

words! { impl Confidence {
    Law = "法规", "law";
    Published = "公开文件", "published";
    Memory = "待核对", "to be verified";
    Default = "本项目默认", "project default";
} }

words! { impl Class {
    Natural = "自然灾害", "natural disaster";
    Accident = "事故灾难", "accident";
    Health = "公共卫生", "public health";
    Security = "社会安全", "social security";
} }

words! { impl GradingTable {
    Accident = "生产安全事故", "accident";
    SpecialEquipment = "特种设备事故", "special equipment";
    Geological = "地质灾害", "geological";
    ForestFire = "森林火灾", "forest fire";
    Earthquake = "地震", "earthquake";
    Environmental = "突发环境事件", "environmental";
} }

words! { impl Measure {
    Deaths = "死亡(含失踪)", "dead and missing";
    Injuries = "重伤(含中毒)", "seriously injured";
    Loss = "直接损失", "direct loss";
    Burnt = "受害面积", "area burnt";
    Moved = "转移疏散", "moved";
    MagnitudeDense = "震级(人口密集)", "magnitude (dense)";
    MagnitudeSparse = "震级(较密集)", "magnitude (less dense)";
    AtRisk = "涉险", "at risk";
    Lost = "被困或下落不明", "trapped or missing";
    Rooms = "倒损房屋", "rooms collapsed";
} }

words! { impl Standard {
    NearMiss = "较大涉险事故", "near miss";
    ForestReport = "立即报国家森防指", "tell the national forest-fire HQ at once";
    Relief = "国家自然灾害救助", "national disaster relief";
    Flood = "国家防汛抗旱", "national flood control";
    Forest = "国家森林草原火灾", "national forest fire";
} }

words! { impl Need {
    Required = "必填", "required";
    Optional = "选填", "optional";
    OnJump = "数字突变时必填", "when figures jump";
    Absent = "没有", "none";
} }

words! { impl Handling {
    Lead = "牵头处置", "leads";
    ReportTo = "上报至", "is told";
    Investigate = "调查", "investigates";
    Attend = "负责人到场", "heads go to the scene";
} }

words! { impl Government {
    County = "县", "county";
    City = "市", "city";
    Province = "省", "province";
    State = "国务院", "State Council";
    MineSafety = "矿山安全监察机构", "mine safety inspectorate";
} }

words! { impl Party {
    Scene = "现场人员", "those on scene";
    UnitHead = "单位负责人", "head of the unit";
    Unit = "事发单位", "the unit";
    Clinic = "医疗监测机构", "clinic";
    Township = "乡镇街道", "township";
    CountyDepartment = "县级部门", "county department";
    County = "县级政府", "county";
    CityDepartment = "市级部门", "city department";
    City = "市级政府", "city";
    ProvinceDepartment = "省级部门", "province department";
    Province = "省级政府", "province";
    StateDepartment = "国务院部门", "state department";
    StateCouncil = "国务院", "State Council";
    Department = "各级部门", "each department";
    NextLevel = "上一级和本级政府", "next level and own government";
    Garrison = "当地驻军", "garrison";
    Neighbours = "毗邻地区政府", "neighbouring governments";
    Public = "公众", "the public";
} }

words! { impl Statute {
    Assess = "调查评估", "assess impact and loss";
    Report = "总结上报", "find the cause and report upward";
    Rescue = "救援评估", "evaluate the rescue";
    Congress = "向人大常委会报告", "report to the people's congress";
    Revise = "修订预案", "revise the plan";
    Archive = "归档", "archive";
    Privacy = "个人信息处置", "personal data";
} }

words! { impl Role {
    Scribe = "记录员", "scribe";
    Liaison = "联络员", "liaison";
    DutyOfficer = "值班员", "duty officer";
    ShiftLead = "值班长", "shift lead";
    SpecialOffice = "专项办", "special-HQ office";
    OnSiteCommander = "现场总指挥", "on-site commander";
    SpecialDeputy = "专项副指挥长", "special-HQ deputy";
    SpecialCommander = "专项指挥长", "special-HQ commander";
    GeneralOffice = "总指办", "general-HQ office";
    GeneralDeputy = "副总指挥", "general-HQ deputy";
    GeneralCommander = "总指挥", "general-HQ commander";
    Controller = "导调员", "controller";
} }

words! {
    /// Words about rules.
    RuleWord {
        Title = "规则", "Rule";
        Every = "每{0}", "every {0}";
        Suggests = "建议{0}响应", "suggests {0}";
        Kmh = "{0}公里/时", "{0} km/h";
        AsOrdered = "按上级要求", "as ordered";
        Source = "依据", "source";
        Trust = "可信度", "confidence";
        Value = "内容", "says";
        Whence = "来自", "from";
        Since = "起算", "runs from";
        Force = "有效期", "in force";
        FromSet = "{0}", "{0}";
        FromNothing = "本日志未采用规则, 用内置第1版", "this log adopted no rules: built-in set 1";
        FromLog = "本日志采用的限值 {0}", "limits of this log, {0}";
        FromProfile = "本地规则 {0}", "profile {0}";
        Uncounted = "〔此条不计时〕", "(no clock runs from this row)";
        NotLaw = "〔本项目默认, 非法定〕", "(project default, not law)";
        Mark = "默认", "(D)";
        Ours = "(默认)", " (D)";
        OfPlan = "预案步骤", "plan step";
        Always = "一直", "always";
        From = "{0} 起", "from {0}";
        Until = "{0} 止", "until {0}";
        FromUntil = "{0} 至 {1}", "{0} to {1}";
        Plan = "预案自定的时限, 不是规则", "the plan itself sets this limit; it is no rule";
        Lacking = "本程序没有规则集 {0}, 按内置第1版计算; 请升级", "this program lacks rule set {0} and counts by built-in set 1: update it";
        Close = "{0} 返回", "{0} goes back";
        AtOnce = "立即", "at once";
        Minutes = "{0}分钟", "{0} min";
        Hours = "{0}小时", "{0} h";
        Days = "{0}日内", "within {0} days";
        SameDay = "当日", "the same day";
        PerDay = "每日{0}次", "{0} a day";
        EveryDays = "每{0}日", "every {0} days";
        DailyAt = "每日{0}前", "daily by {0}";
        Workdays = "{0}个工作日", "{0} working days";
        WeekendsOnly = "{0} (只除周末, 未设节假日)", "{0} (weekends left out, no public holidays given)";
        Weekends = "周一至周五, 未设节假日", "Monday to Friday, no public holidays given";
        Calendar = "放假{0}日 ({1}), 调休上班{2}日 ({3})", "{0} days off ({1}), {2} worked for them ({3})";
        Duty = "{0}报{1} {2}", "{0} to {1}: {2}";
        BandFrom = "{0} {1} {2}以上", "{0} {1} from {2}";
        FromOn = "{0} 到{1}{2}", "{0} from {1} {2}";
        Below = "{0} 低于{1}{2}", "{0} below {1} {2}";
        BandTo = "{0} {1} {2}至不到{3}", "{0} {1} {2} to less than {3}";
        Met = "{0} {1}{2}", "{0}: {1} {2}";
        MetAtLeast = "{0} {1}至少{2}", "{0}: {1} at least {2}";
        OfLevel = "{0}{1}响应", "{0}, level {1}";
        Signal = "{0} {1}{2}毫米以上", "{0}: {2} mm or more in {1}";
        Circumstance = "{0} (人判)", "{0} (for a person to judge)";
        Ungraded = "{0}, 不按表定级", "{0}, graded by no table";
        GradedBy = "{0}, 按{1}定级", "{0}, graded as {1}";
        Measure = "应对措施{0}", "measure {0}";
        May = "{0}以上", "{0} or above";
        Reports = "{0}至{1}份", "{0} to {1}";
        ReportsLeast = "{0}份以上", "{0} or more";
        Jump = "{0}%或{1}人以上", "{0}% or {1} people";
        AtMost = "不超过{0}", "at most {0}";
        AtLeast = "不少于{0}", "at least {0}";
        Percent = "{0}%以上", "{0}% or more";
        Zero = "0", "0";
        ByBureau = "由本地设定", "set by the bureau";
        Handling = "{0}{1}", "{1}: {0}";
        Adopted = "已采用 {0} 条规则 ({1})", "{0} rules adopted ({1})";
        Good = "没有问题: {0} 条规则 ({1})", "nothing is wrong: {0} rules ({1})";
        Count = "{0} 条, 其中本项目默认 {1} 条, 待核对 {2} 条", "{0} rules: {1} project defaults, {2} to be verified";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    use super::Word;
    fn both<W: Word>(words: &[W]) -> impl Iterator<Item = [&'static str; 2]> {
        words.iter().map(|word| word.both())
    }
    both(&Confidence::ALL)
        .chain(both(Class::ALL))
        .chain(both(GradingTable::ALL))
        .chain(both(Measure::ALL))
        .chain(both(Standard::ALL))
        .chain(both(&[Need::Required, Need::Optional, Need::OnJump, Need::Absent]))
        .chain(both(Handling::ALL))
        .chain(both(Government::ALL))
        .chain(both(Party::ALL))
        .chain(both(&Role::ALL))
        .chain(both(RuleWord::ALL))
        .collect()
}

/// The texts of the built-in rules.
#[cfg(test)]
pub(super) fn texts() -> Vec<[&'static str; 2]> {
    use crate::domain::{BuiltIn, Row};
    let both = |row: &'static Row| [[&*row.zh, &*row.en], [&*row.id.0, &*row.source.work]];
    BuiltIn::ALL.iter().flat_map(|set| set.rows()).flat_map(both).collect()
}
