//! Grading tables and what follows from a grade (rules.md 1.3–1.5). Bands are half-open: “以上”含本数, “以下”不含本数.

use super::super::Confidence::{Default, Law, Memory, Published};
use std::borrow::Cow;

use super::super::{Government, GradingTable, Handling, Measure, RuleId, What};
use crate::clock::Span;
use crate::domain::{Grade, Level};

const fn band(table: GradingTable, measure: Measure, grade: Grade, from: u32, below: Option<u32>) -> What {
    What::Band { table, measure, grade, from, below }
}

const fn handling(grade: Grade, handling: Handling, by: Government) -> What {
    What::Handling { grade, handling, by, code: None }
}

/// 煤矿: 12A00 and what belongs to it.
const fn coal(grade: Grade) -> What {
    let code = Some(RuleId(Cow::Borrowed("12A00")));
    What::Handling { grade, handling: Handling::Investigate, by: Government::MineSafety, code }
}

const fn suggests(grade: Grade, level: Level) -> What {
    What::Suggestion { grade, level, code: None }
}

/// 地震: 11C00 and what belongs to it.
const fn quake(grade: Grade, level: Level) -> What {
    What::Suggestion { grade, level, code: Some(RuleId(Cow::Borrowed("11C00"))) }
}

const fn regrading(code: &'static str, days: i64) -> What {
    What::Regrading { code: RuleId(Cow::Borrowed(code)), within: Span::hours(24 * days) }
}

rows! {
    /// 生产安全事故.
    ACCIDENTS
    "G493-死亡-特别重大" = band(GradingTable::Accident, Measure::Deaths, Grade::Extreme, 30, None),
        "事故特别重大: 死亡 30人以上", "accident, extreme: deaths from 30",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-死亡-重大" = band(GradingTable::Accident, Measure::Deaths, Grade::Major, 10, Some(30)),
        "事故重大: 死亡 10人以上不到30人", "accident, major: deaths from 10 to less than 30",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-死亡-较大" = band(GradingTable::Accident, Measure::Deaths, Grade::Serious, 3, Some(10)),
        "事故较大: 死亡 3人以上不到10人", "accident, serious: deaths from 3 to less than 10",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-死亡-一般" = band(GradingTable::Accident, Measure::Deaths, Grade::Ordinary, 0, Some(3)),
        "事故一般: 死亡 不到3人", "accident, ordinary: deaths less than 3",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-重伤-特别重大" = band(GradingTable::Accident, Measure::Injuries, Grade::Extreme, 100, None),
        "事故特别重大: 重伤 100人以上", "accident, extreme: serious injuries from 100",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-重伤-重大" = band(GradingTable::Accident, Measure::Injuries, Grade::Major, 50, Some(100)),
        "事故重大: 重伤 50人以上不到100人", "accident, major: serious injuries from 50 to less than 100",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-重伤-较大" = band(GradingTable::Accident, Measure::Injuries, Grade::Serious, 10, Some(50)),
        "事故较大: 重伤 10人以上不到50人", "accident, serious: serious injuries from 10 to less than 50",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-重伤-一般" = band(GradingTable::Accident, Measure::Injuries, Grade::Ordinary, 0, Some(10)),
        "事故一般: 重伤 不到10人", "accident, ordinary: serious injuries less than 10",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-损失-特别重大" = band(GradingTable::Accident, Measure::Loss, Grade::Extreme, 1_000_000, None),
        "事故特别重大: 损失 10000万元以上", "accident, extreme: loss from 10000 x10,000 yuan",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-损失-重大" = band(GradingTable::Accident, Measure::Loss, Grade::Major, 500_000, Some(1_000_000)),
        "事故重大: 损失 5000万元以上不到10000万元", "accident, major: loss from 5000 to less than 10000 x10,000 yuan",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-损失-较大" = band(GradingTable::Accident, Measure::Loss, Grade::Serious, 100_000, Some(500_000)),
        "事故较大: 损失 1000万元以上不到5000万元", "accident, serious: loss from 1000 to less than 5000 x10,000 yuan",
        "生产安全事故报告和调查处理条例", "第3条", Law;
    "G493-损失-一般" = band(GradingTable::Accident, Measure::Loss, Grade::Ordinary, 0, Some(100_000)),
        "事故一般: 损失 不到1000万元", "accident, ordinary: loss less than 1000 x10,000 yuan",
        "生产安全事故报告和调查处理条例", "第3条", Law;
}

rows! {
    /// The other tables.
    OTHERS
    "G特种-死亡-特别重大" = band(GradingTable::SpecialEquipment, Measure::Deaths, Grade::Extreme, 30, None),
        "特种设备事故特别重大: 死亡 30人以上", "special equipment, extreme: deaths from 30",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-死亡-重大" = band(GradingTable::SpecialEquipment, Measure::Deaths, Grade::Major, 10, Some(30)),
        "特种设备事故重大: 死亡 10人以上不到30人", "special equipment, major: deaths from 10 to less than 30",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-死亡-较大" = band(GradingTable::SpecialEquipment, Measure::Deaths, Grade::Serious, 3, Some(10)),
        "特种设备事故较大: 死亡 3人以上不到10人", "special equipment, serious: deaths from 3 to less than 10",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-死亡-一般" = band(GradingTable::SpecialEquipment, Measure::Deaths, Grade::Ordinary, 0, Some(3)),
        "特种设备事故一般: 死亡 不到3人", "special equipment, ordinary: deaths less than 3",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-重伤-特别重大" = band(GradingTable::SpecialEquipment, Measure::Injuries, Grade::Extreme, 100, None),
        "特种设备事故特别重大: 重伤 100人以上", "special equipment, extreme: serious injuries from 100",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-重伤-重大" = band(GradingTable::SpecialEquipment, Measure::Injuries, Grade::Major, 50, Some(100)),
        "特种设备事故重大: 重伤 50人以上不到100人", "special equipment, major: serious injuries from 50 to less than 100",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-重伤-较大" = band(GradingTable::SpecialEquipment, Measure::Injuries, Grade::Serious, 10, Some(50)),
        "特种设备事故较大: 重伤 10人以上不到50人", "special equipment, serious: serious injuries from 10 to less than 50",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-重伤-一般" = band(GradingTable::SpecialEquipment, Measure::Injuries, Grade::Ordinary, 0, Some(10)),
        "特种设备事故一般: 重伤 不到10人", "special equipment, ordinary: serious injuries less than 10",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-损失-特别重大" = band(GradingTable::SpecialEquipment, Measure::Loss, Grade::Extreme, 1_000_000, None),
        "特种设备事故特别重大: 损失 10000万元以上", "special equipment, extreme: loss from 10000 x10,000 yuan",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-损失-重大" = band(GradingTable::SpecialEquipment, Measure::Loss, Grade::Major, 500_000, Some(1_000_000)),
        "特种设备事故重大: 损失 5000万元以上不到10000万元", "special equipment, major: loss from 5000 to less than 10000 x10,000 yuan",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-损失-较大" = band(GradingTable::SpecialEquipment, Measure::Loss, Grade::Serious, 100_000, Some(500_000)),
        "特种设备事故较大: 损失 1000万元以上不到5000万元", "special equipment, serious: loss from 1000 to less than 5000 x10,000 yuan",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-损失-一般" = band(GradingTable::SpecialEquipment, Measure::Loss, Grade::Ordinary, 0, Some(100_000)),
        "特种设备事故一般: 损失 不到1000万元", "special equipment, ordinary: loss less than 1000 x10,000 yuan",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-转移-特别重大" = band(GradingTable::SpecialEquipment, Measure::Moved, Grade::Extreme, 150_000, None),
        "特种设备事故特别重大: 转移 150000人以上", "special equipment, extreme: moved from 150000",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-转移-重大" = band(GradingTable::SpecialEquipment, Measure::Moved, Grade::Major, 50_000, Some(150_000)),
        "特种设备事故重大: 转移 50000人以上不到150000人", "special equipment, major: moved from 50000 to less than 150000",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-转移-较大" = band(GradingTable::SpecialEquipment, Measure::Moved, Grade::Serious, 10_000, Some(50_000)),
        "特种设备事故较大: 转移 10000人以上不到50000人", "special equipment, serious: moved from 10000 to less than 50000",
        "特种设备安全监察条例", "第61至64条", Law;
    "G特种-转移-一般" = band(GradingTable::SpecialEquipment, Measure::Moved, Grade::Ordinary, 500, Some(10_000)),
        "特种设备事故一般: 转移 500人以上不到10000人", "special equipment, ordinary: moved from 500 to less than 10000",
        "特种设备安全监察条例", "第61至64条", Law;
    "G地质-死亡-特大型" = band(GradingTable::Geological, Measure::Deaths, Grade::Extreme, 30, None),
        "地质灾害特大型: 死亡 30人以上", "geological, extreme: deaths from 30",
        "地质灾害防治条例", "第4条", Law;
    "G地质-死亡-大型" = band(GradingTable::Geological, Measure::Deaths, Grade::Major, 10, Some(30)),
        "地质灾害大型: 死亡 10人以上不到30人", "geological, major: deaths from 10 to less than 30",
        "地质灾害防治条例", "第4条", Law;
    "G地质-死亡-中型" = band(GradingTable::Geological, Measure::Deaths, Grade::Serious, 3, Some(10)),
        "地质灾害中型: 死亡 3人以上不到10人", "geological, serious: deaths from 3 to less than 10",
        "地质灾害防治条例", "第4条", Law;
    "G地质-死亡-小型" = band(GradingTable::Geological, Measure::Deaths, Grade::Ordinary, 0, Some(3)),
        "地质灾害小型: 死亡 不到3人", "geological, ordinary: deaths less than 3",
        "地质灾害防治条例", "第4条", Law;
    "G地质-损失-特大型" = band(GradingTable::Geological, Measure::Loss, Grade::Extreme, 100_000, None),
        "地质灾害特大型: 损失 1000万元以上", "geological, extreme: loss from 1000 x10,000 yuan",
        "地质灾害防治条例", "第4条", Law;
    "G地质-损失-大型" = band(GradingTable::Geological, Measure::Loss, Grade::Major, 50_000, Some(100_000)),
        "地质灾害大型: 损失 500万元以上不到1000万元", "geological, major: loss from 500 to less than 1000 x10,000 yuan",
        "地质灾害防治条例", "第4条", Law;
    "G地质-损失-中型" = band(GradingTable::Geological, Measure::Loss, Grade::Serious, 10_000, Some(50_000)),
        "地质灾害中型: 损失 100万元以上不到500万元", "geological, serious: loss from 100 to less than 500 x10,000 yuan",
        "地质灾害防治条例", "第4条", Law;
    "G地质-损失-小型" = band(GradingTable::Geological, Measure::Loss, Grade::Ordinary, 0, Some(10_000)),
        "地质灾害小型: 损失 不到100万元", "geological, ordinary: loss less than 100 x10,000 yuan",
        "地质灾害防治条例", "第4条", Law;
    "G林火-面积-特别重大" = band(GradingTable::ForestFire, Measure::Burnt, Grade::Extreme, 100_000, None),
        "森林火灾特别重大: 面积 1000公顷以上", "forest fire, extreme: area burnt from 1000 ha",
        "森林防火条例", "第40条", Law;
    "G林火-面积-重大" = band(GradingTable::ForestFire, Measure::Burnt, Grade::Major, 10_000, Some(100_000)),
        "森林火灾重大: 面积 100公顷以上不到1000公顷", "forest fire, major: area burnt from 100 to less than 1000 ha",
        "森林防火条例", "第40条", Law;
    "G林火-面积-较大" = band(GradingTable::ForestFire, Measure::Burnt, Grade::Serious, 100, Some(10_000)),
        "森林火灾较大: 面积 1公顷以上不到100公顷", "forest fire, serious: area burnt from 1 to less than 100 ha",
        "森林防火条例", "第40条", Law;
    "G林火-面积-一般" = band(GradingTable::ForestFire, Measure::Burnt, Grade::Ordinary, 0, Some(100)),
        "森林火灾一般: 面积 不到1公顷", "forest fire, ordinary: area burnt less than 1 ha",
        "森林防火条例", "第40条", Law;
    "G林火-死亡-特别重大" = band(GradingTable::ForestFire, Measure::Deaths, Grade::Extreme, 30, None),
        "森林火灾特别重大: 死亡 30人以上", "forest fire, extreme: deaths from 30",
        "森林防火条例", "第40条", Law;
    "G林火-死亡-重大" = band(GradingTable::ForestFire, Measure::Deaths, Grade::Major, 10, Some(30)),
        "森林火灾重大: 死亡 10人以上不到30人", "forest fire, major: deaths from 10 to less than 30",
        "森林防火条例", "第40条", Law;
    "G林火-死亡-较大" = band(GradingTable::ForestFire, Measure::Deaths, Grade::Serious, 3, Some(10)),
        "森林火灾较大: 死亡 3人以上不到10人", "forest fire, serious: deaths from 3 to less than 10",
        "森林防火条例", "第40条", Law;
    "G林火-死亡-一般" = band(GradingTable::ForestFire, Measure::Deaths, Grade::Ordinary, 1, Some(3)),
        "森林火灾一般: 死亡 1人以上不到3人", "forest fire, ordinary: deaths from 1 to less than 3",
        "森林防火条例", "第40条", Law;
    "G林火-重伤-特别重大" = band(GradingTable::ForestFire, Measure::Injuries, Grade::Extreme, 100, None),
        "森林火灾特别重大: 重伤 100人以上", "forest fire, extreme: serious injuries from 100",
        "森林防火条例", "第40条", Law;
    "G林火-重伤-重大" = band(GradingTable::ForestFire, Measure::Injuries, Grade::Major, 50, Some(100)),
        "森林火灾重大: 重伤 50人以上不到100人", "forest fire, major: serious injuries from 50 to less than 100",
        "森林防火条例", "第40条", Law;
    "G林火-重伤-较大" = band(GradingTable::ForestFire, Measure::Injuries, Grade::Serious, 10, Some(50)),
        "森林火灾较大: 重伤 10人以上不到50人", "forest fire, serious: serious injuries from 10 to less than 50",
        "森林防火条例", "第40条", Law;
    "G林火-重伤-一般" = band(GradingTable::ForestFire, Measure::Injuries, Grade::Ordinary, 1, Some(10)),
        "森林火灾一般: 重伤 1人以上不到10人", "forest fire, ordinary: serious injuries from 1 to less than 10",
        "森林防火条例", "第40条", Law;
    "G地震-死亡-特别重大" = band(GradingTable::Earthquake, Measure::Deaths, Grade::Extreme, 300, None),
        "地震灾害特别重大: 死亡 300人以上", "earthquake, extreme: deaths from 300",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-死亡-重大" = band(GradingTable::Earthquake, Measure::Deaths, Grade::Major, 50, Some(300)),
        "地震灾害重大: 死亡 50人以上不到300人", "earthquake, major: deaths from 50 to less than 300",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-死亡-较大" = band(GradingTable::Earthquake, Measure::Deaths, Grade::Serious, 10, Some(50)),
        "地震灾害较大: 死亡 10人以上不到50人", "earthquake, serious: deaths from 10 to less than 50",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-死亡-一般" = band(GradingTable::Earthquake, Measure::Deaths, Grade::Ordinary, 0, Some(10)),
        "地震灾害一般: 死亡 不到10人", "earthquake, ordinary: deaths less than 10",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-密集-特别重大" = band(GradingTable::Earthquake, Measure::MagnitudeDense, Grade::Extreme, 60, None),
        "地震初判特别重大: 震级 6级以上", "earthquake, first judgement, extreme: magnitude, densely populated from 6",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-密集-重大" = band(GradingTable::Earthquake, Measure::MagnitudeDense, Grade::Major, 50, Some(60)),
        "地震初判重大: 震级 5级以上不到6级", "earthquake, first judgement, major: magnitude, densely populated from 5 to less than 6",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-密集-较大" = band(GradingTable::Earthquake, Measure::MagnitudeDense, Grade::Serious, 40, Some(50)),
        "地震初判较大: 震级 4级以上不到5级", "earthquake, first judgement, serious: magnitude, densely populated from 4 to less than 5",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-较密集-特别重大" = band(GradingTable::Earthquake, Measure::MagnitudeSparse, Grade::Extreme, 70, None),
        "地震初判特别重大: 震级 7级以上", "earthquake, first judgement, extreme: magnitude, less densely populated from 7",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-较密集-重大" = band(GradingTable::Earthquake, Measure::MagnitudeSparse, Grade::Major, 60, Some(70)),
        "地震初判重大: 震级 6级以上不到7级", "earthquake, first judgement, major: magnitude, less densely populated from 6 to less than 7",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-较密集-较大" = band(GradingTable::Earthquake, Measure::MagnitudeSparse, Grade::Serious, 50, Some(60)),
        "地震初判较大: 震级 5级以上不到6级", "earthquake, first judgement, serious: magnitude, less densely populated from 5 to less than 6",
        "国家地震应急预案 (2012)", "", Published;
    "G地震-震级-较密集-一般" = band(GradingTable::Earthquake, Measure::MagnitudeSparse, Grade::Ordinary, 40, Some(50)),
        "地震初判一般: 震级 4级以上不到5级", "earthquake, first judgement, ordinary: magnitude, less densely populated from 4 to less than 5",
        "国家地震应急预案 (2012)", "", Published;
    "G环境-死亡-特别重大" = band(GradingTable::Environmental, Measure::Deaths, Grade::Extreme, 30, None),
        "突发环境事件特别重大: 死亡 30人以上", "environmental, extreme: deaths from 30",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-死亡-重大" = band(GradingTable::Environmental, Measure::Deaths, Grade::Major, 10, Some(30)),
        "突发环境事件重大: 死亡 10人以上不到30人", "environmental, major: deaths from 10 to less than 30",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-死亡-较大" = band(GradingTable::Environmental, Measure::Deaths, Grade::Serious, 3, Some(10)),
        "突发环境事件较大: 死亡 3人以上不到10人", "environmental, serious: deaths from 3 to less than 10",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-死亡-一般" = band(GradingTable::Environmental, Measure::Deaths, Grade::Ordinary, 0, Some(3)),
        "突发环境事件一般: 死亡 不到3人", "environmental, ordinary: deaths less than 3",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-重伤-特别重大" = band(GradingTable::Environmental, Measure::Injuries, Grade::Extreme, 100, None),
        "突发环境事件特别重大: 重伤 100人以上", "environmental, extreme: serious injuries from 100",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-重伤-重大" = band(GradingTable::Environmental, Measure::Injuries, Grade::Major, 50, Some(100)),
        "突发环境事件重大: 重伤 50人以上不到100人", "environmental, major: serious injuries from 50 to less than 100",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-重伤-较大" = band(GradingTable::Environmental, Measure::Injuries, Grade::Serious, 10, Some(50)),
        "突发环境事件较大: 重伤 10人以上不到50人", "environmental, serious: serious injuries from 10 to less than 50",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-重伤-一般" = band(GradingTable::Environmental, Measure::Injuries, Grade::Ordinary, 0, Some(10)),
        "突发环境事件一般: 重伤 不到10人", "environmental, ordinary: serious injuries less than 10",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-转移-特别重大" = band(GradingTable::Environmental, Measure::Moved, Grade::Extreme, 50_000, None),
        "突发环境事件特别重大: 转移 50000人以上", "environmental, extreme: moved from 50000",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-转移-重大" = band(GradingTable::Environmental, Measure::Moved, Grade::Major, 10_000, Some(50_000)),
        "突发环境事件重大: 转移 10000人以上不到50000人", "environmental, major: moved from 10000 to less than 50000",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-转移-较大" = band(GradingTable::Environmental, Measure::Moved, Grade::Serious, 5_000, Some(10_000)),
        "突发环境事件较大: 转移 5000人以上不到10000人", "environmental, serious: moved from 5000 to less than 10000",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-转移-一般" = band(GradingTable::Environmental, Measure::Moved, Grade::Ordinary, 0, Some(5_000)),
        "突发环境事件一般: 转移 不到5000人", "environmental, ordinary: moved less than 5000",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-损失-特别重大" = band(GradingTable::Environmental, Measure::Loss, Grade::Extreme, 1_000_000, None),
        "突发环境事件特别重大: 损失 10000万元以上", "environmental, extreme: loss from 10000 x10,000 yuan",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-损失-重大" = band(GradingTable::Environmental, Measure::Loss, Grade::Major, 200_000, Some(1_000_000)),
        "突发环境事件重大: 损失 2000万元以上不到10000万元", "environmental, major: loss from 2000 to less than 10000 x10,000 yuan",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-损失-较大" = band(GradingTable::Environmental, Measure::Loss, Grade::Serious, 50_000, Some(200_000)),
        "突发环境事件较大: 损失 500万元以上不到2000万元", "environmental, serious: loss from 500 to less than 2000 x10,000 yuan",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-损失-一般" = band(GradingTable::Environmental, Measure::Loss, Grade::Ordinary, 0, Some(50_000)),
        "突发环境事件一般: 损失 不到500万元", "environmental, ordinary: loss less than 500 x10,000 yuan",
        "国家突发环境事件应急预案 (2014)", "", Memory;
}

rows! {
    /// What no figure says.
    CIRCUMSTANCES
    "G特种-锅炉-特别重大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Extreme },
        "600兆瓦以上锅炉爆炸", "a boiler of 600 MW or more explodes",
        "特种设备安全监察条例", "第61条", Law;
    "G特种-锅炉-重大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Major },
        "600兆瓦以上锅炉因故障停运240小时以上", "a boiler of 600 MW or more is down for 240 hours",
        "特种设备安全监察条例", "第62条", Law;
    "G特种-爆炸-较大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Serious },
        "锅炉、压力容器、压力管道爆炸", "a boiler, vessel or pipe explodes",
        "特种设备安全监察条例", "第63条", Law;
    "G特种-滞留-特别重大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Extreme },
        "客运索道、大型游乐设施高空滞留100人以上48小时以上", "a hundred stranded aloft for 48 hours",
        "特种设备安全监察条例", "第61条", Law;
    "G特种-滞留-重大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Major },
        "客运索道、大型游乐设施高空滞留100人以上24至48小时", "a hundred stranded aloft for 24 to 48 hours",
        "特种设备安全监察条例", "第62条", Law;
    "G特种-滞留-较大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Serious },
        "客运索道、大型游乐设施高空滞留12小时以上", "anyone stranded aloft for 12 hours",
        "特种设备安全监察条例", "第63条", Law;
    "G特种-滞留-一般" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Ordinary },
        "索道滞留3.5至12小时, 游乐设施滞留1至12小时", "stranded on a ropeway 3.5 to 12 hours, on a ride 1 to 12 hours",
        "特种设备安全监察条例", "第64条", Law;
    "G特种-起重-较大" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Serious },
        "起重机械整体倾覆", "a crane topples over",
        "特种设备安全监察条例", "第63条", Law;
    "G特种-电梯-一般" = What::Circumstance { table: GradingTable::SpecialEquipment, grade: Grade::Ordinary },
        "起重机主结构折断或起升机构坠落, 电梯轿厢困人2小时以上", "a crane breaks, or people are shut in a lift for two hours",
        "特种设备安全监察条例", "第64条", Law;
    "G林火-其他林地" = What::Circumstance { table: GradingTable::ForestFire, grade: Grade::Ordinary },
        "其他林地起火", "other woodland burns",
        "森林防火条例", "第40条", Law;
    "G地震-损失-特别重大" = What::Circumstance { table: GradingTable::Earthquake, grade: Grade::Extreme },
        "直接经济损失占全省上年生产总值1%以上", "a loss of one percent of the province's product",
        "国家地震应急预案 (2012)", "", Published;
    "G环境-水源-特别重大" = What::Circumstance { table: GradingTable::Environmental, grade: Grade::Extreme },
        "地市级以上集中式饮用水水源地取水中断", "a city's water source is cut",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-水源-重大" = What::Circumstance { table: GradingTable::Environmental, grade: Grade::Major },
        "县级城市集中式饮用水水源地取水中断", "a county town's water source is cut",
        "国家突发环境事件应急预案 (2014)", "", Memory;
    "G环境-水源-较大" = What::Circumstance { table: GradingTable::Environmental, grade: Grade::Serious },
        "乡镇集中式饮用水水源地取水中断", "a township's water source is cut",
        "国家突发环境事件应急预案 (2014)", "", Memory;
}

rows! {
    /// Who leads, who is told, who investigates.
    HANDLING
    "RGRD-牵头处置-特别重大" = handling(Grade::Extreme, Handling::Lead, Government::Province),
        "特别重大: 省牵头处置, 国务院工作组指导", "extreme: the province leads, with a State Council group",
        "总体应急预案, 本项目对应", "", Default;
    "RGRD-牵头处置-重大" = handling(Grade::Major, Handling::Lead, Government::Province),
        "重大: 省牵头处置, 市、县预案同时启动", "major: the province leads, city and county plans start too",
        "总体应急预案, 本项目对应", "", Default;
    "RGRD-牵头处置-较大" = handling(Grade::Serious, Handling::Lead, Government::City),
        "较大: 市牵头处置, 县预案同时启动", "serious: the city leads, the county plan starts too",
        "总体应急预案, 本项目对应", "", Default;
    "RGRD-牵头处置-一般" = handling(Grade::Ordinary, Handling::Lead, Government::County),
        "一般: 县牵头处置, 市视情支援", "ordinary: the county leads, the city helps as needed",
        "总体应急预案, 本项目对应", "", Default;
    "RGRD-上报至-特别重大" = handling(Grade::Extreme, Handling::ReportTo, Government::State),
        "特别重大: 上报至 国务院", "extreme: the State Council is told",
        "生产安全事故报告和调查处理条例", "第10条", Law;
    "RGRD-上报至-重大" = handling(Grade::Major, Handling::ReportTo, Government::State),
        "重大: 上报至 国务院", "major: the State Council is told",
        "生产安全事故报告和调查处理条例", "第10条", Law;
    "RGRD-上报至-较大" = handling(Grade::Serious, Handling::ReportTo, Government::Province),
        "较大: 上报至 省", "serious: the province is told",
        "生产安全事故报告和调查处理条例", "第10条", Law;
    "RGRD-上报至-一般" = handling(Grade::Ordinary, Handling::ReportTo, Government::City),
        "一般: 上报至 市", "ordinary: the city is told",
        "生产安全事故报告和调查处理条例", "第10条", Law;
    "RGRD-调查-特别重大" = handling(Grade::Extreme, Handling::Investigate, Government::State),
        "特别重大: 国务院调查", "extreme: the State Council investigates",
        "生产安全事故报告和调查处理条例", "第19条", Law;
    "RGRD-调查-重大" = handling(Grade::Major, Handling::Investigate, Government::Province),
        "重大: 省调查", "major: the province investigates",
        "生产安全事故报告和调查处理条例", "第19条", Law;
    "RGRD-调查-较大" = handling(Grade::Serious, Handling::Investigate, Government::City),
        "较大: 市调查", "serious: the city investigates",
        "生产安全事故报告和调查处理条例", "第19条", Law;
    "RGRD-调查-一般" = handling(Grade::Ordinary, Handling::Investigate, Government::County),
        "一般: 县调查, 无伤亡的可委托事故单位", "ordinary: the county investigates; with nobody hurt the unit may be told to",
        "生产安全事故报告和调查处理条例", "第19条", Law;
    "RGRD-调查-煤矿-重大" = coal(Grade::Major),
        "煤矿重大: 矿山安全监察机构调查", "coal mine, major: the mine safety inspectorate investigates",
        "煤矿安全生产条例 (2024)", "", Law;
    "RGRD-调查-煤矿-较大" = coal(Grade::Serious),
        "煤矿较大: 矿山安全监察机构调查", "coal mine, serious: the mine safety inspectorate investigates",
        "煤矿安全生产条例 (2024)", "", Law;
    "RGRD-调查-煤矿-一般" = coal(Grade::Ordinary),
        "煤矿一般: 矿山安全监察机构调查", "coal mine, ordinary: the mine safety inspectorate investigates",
        "煤矿安全生产条例 (2024)", "", Law;
    "RGRD-响应-特别重大" = suggests(Grade::Extreme, Level::One),
        "特别重大: 建议一级响应, 预案另有规定的从其规定", "extreme: level I is suggested, unless the plan says otherwise",
        "本项目默认, 依据突发事件应对法", "第71条", Default;
    "RGRD-响应-重大" = suggests(Grade::Major, Level::Two),
        "重大: 建议二级响应, 预案另有规定的从其规定", "major: level II is suggested, unless the plan says otherwise",
        "本项目默认, 依据突发事件应对法", "第71条", Default;
    "RGRD-响应-较大" = suggests(Grade::Serious, Level::Three),
        "较大: 建议三级响应, 预案另有规定的从其规定", "serious: level III is suggested, unless the plan says otherwise",
        "本项目默认, 依据突发事件应对法", "第71条", Default;
    "RGRD-响应-一般" = suggests(Grade::Ordinary, Level::Four),
        "一般: 建议四级响应, 预案另有规定的从其规定", "ordinary: level IV is suggested, unless the plan says otherwise",
        "本项目默认, 依据突发事件应对法", "第71条", Default;
    "RGRD-响应-地震-特别重大" = quake(Grade::Extreme, Level::One),
        "地震灾害特别重大: 一级响应", "earthquake, extreme: level I",
        "国家地震应急预案 (2012)", "", Published;
    "RGRD-响应-地震-重大" = quake(Grade::Major, Level::Two),
        "地震灾害重大: 二级响应", "earthquake, major: level II",
        "国家地震应急预案 (2012)", "", Published;
    "RGRD-响应-地震-较大" = quake(Grade::Serious, Level::Three),
        "地震灾害较大: 三级响应", "earthquake, serious: level III",
        "国家地震应急预案 (2012)", "", Published;
    "RGRD-响应-地震-一般" = quake(Grade::Ordinary, Level::Four),
        "地震灾害一般: 四级响应", "earthquake, ordinary: level IV",
        "国家地震应急预案 (2012)", "", Published;
    "RGRD-到场-重大" = handling(Grade::Major, Handling::Attend, Government::Province),
        "重大: 省负责人立即赶赴现场", "major: heads of the province go to the scene at once",
        "生产安全事故报告和调查处理条例 (按级: 惯例)", "第15条", Memory;
    "RGRD-到场-较大" = handling(Grade::Serious, Handling::Attend, Government::City),
        "较大: 市负责人立即赶赴现场", "serious: heads of the city go to the scene at once",
        "生产安全事故报告和调查处理条例 (按级: 惯例)", "第15条", Memory;
    "RGRD-到场-一般" = handling(Grade::Ordinary, Handling::Attend, Government::County),
        "一般: 县负责人立即赶赴现场", "ordinary: heads of the county go to the scene at once",
        "生产安全事故报告和调查处理条例 (按级: 惯例)", "第15条", Memory;
    "R493-改级" = regrading("12000", 30),
        "事故发生30日内伤亡变化致等级变化的, 上级政府可以另行组织调查", "casualties that change the grade within 30 days: a government further up may investigate",
        "生产安全事故报告和调查处理条例", "第13、20条", Law;
    "R493-改级-火灾" = regrading("12G00", 7),
        "火灾发生7日内伤亡变化致等级变化的, 上级政府可以另行组织调查", "fire: casualties that change the grade within 7 days",
        "生产安全事故报告和调查处理条例", "第13、20条", Law;
    "R493-改级-道路" = regrading("12H00", 7),
        "道路交通事故发生7日内伤亡变化致等级变化的, 上级政府可以另行组织调查", "road accident: casualties that change the grade within 7 days",
        "生产安全事故报告和调查处理条例", "第13、20条", Law;
}
