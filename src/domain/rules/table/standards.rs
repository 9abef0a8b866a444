//! Standards beside the grades (rules.md 1.3, 1.4): near misses, what goes to the national headquarters at once, the responses
//! of the state, and signals of rainstorms. Those of the state are by province: a bureau puts its own in their place.

use super::super::Confidence::{Law, Memory, Published};
use super::super::{Measure, Standard, What};
use crate::clock::Span;
use crate::domain::{Colour, Level};

const fn of(standard: Standard, level: Option<Level>, measure: Option<Measure>, from: u32, below: Option<u32>) -> What {
    What::Standard { standard, level, measure, from, below }
}

const fn judged(standard: Standard, level: Option<Level>) -> What {
    of(standard, level, None, 0, None)
}

rows! {
    /// The standards.
    STANDARDS
    "R21-涉险-人数" = of(Standard::NearMiss, None, Some(Measure::AtRisk), 10, None),
        "较大涉险事故: 涉险10人以上", "near miss: ten or more at risk",
        "生产安全事故信息报告和处置办法", "", Memory;
    "R21-涉险-被困" = of(Standard::NearMiss, None, Some(Measure::Lost), 3, None),
        "较大涉险事故: 被困或下落不明3人以上", "near miss: three or more trapped or missing",
        "生产安全事故信息报告和处置办法", "", Memory;
    "R21-涉险-疏散" = of(Standard::NearMiss, None, Some(Measure::Moved), 500, None),
        "较大涉险事故: 紧急疏散500人以上", "near miss: 500 or more evacuated",
        "生产安全事故信息报告和处置办法", "", Memory;
    "R21-涉险-污染" = judged(Standard::NearMiss, None),
        "较大涉险事故: 造成严重环境污染", "near miss: grave pollution",
        "生产安全事故信息报告和处置办法", "", Memory;
    "R21-涉险-要害" = judged(Standard::NearMiss, None),
        "较大涉险事故: 危及重要场所和设施安全", "near miss: important places or facilities in danger",
        "生产安全事故信息报告和处置办法", "", Memory;
    "RFIRE-32-面积" = of(Standard::ForestReport, None, Some(Measure::Burnt), 10_000, None),
        "森林火灾立即报国家指挥机构: 重大以上, 受害面积100公顷以上", "forest fire told to the national headquarters at once: major, 100 ha or more",
        "森林防火条例", "第32条", Law;
    "RFIRE-32-死亡" = of(Standard::ForestReport, None, Some(Measure::Deaths), 3, None),
        "森林火灾立即报国家指挥机构: 死亡3人以上", "forest fire told to the national headquarters at once: three dead or more",
        "森林防火条例", "第32条", Law;
    "RFIRE-32-重伤" = of(Standard::ForestReport, None, Some(Measure::Injuries), 10, None),
        "森林火灾立即报国家指挥机构: 重伤10人以上", "forest fire told to the national headquarters at once: ten seriously injured or more",
        "森林防火条例", "第32条", Law;
    "RFIRE-32-其他" = judged(Standard::ForestReport, None),
        "森林火灾立即报国家指挥机构: 威胁居民区或重要设施, 24小时未扑灭明火, 省界附近危险性大, 国界附近, 原始林区, 需国家支援", "forest fire told to the national headquarters at once: homes or important facilities in danger, open fire after 24 hours, dangerous near a provincial border, near the state border, virgin forest, help of the state needed",
        "森林防火条例", "第32条", Law;
    "RNAT-救助-一级-死亡" = of(Standard::Relief, Some(Level::One), Some(Measure::Deaths), 200, None),
        "国家自然灾害救助一级响应: 一省一次过程死亡失踪200人以上", "national disaster relief, level I: dead and missing in one province and process, 200 or more",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Published;
    "RNAT-救助-一级-转移" = of(Standard::Relief, Some(Level::One), Some(Measure::Moved), 2_000_000, None),
        "国家自然灾害救助一级响应: 紧急转移安置和需紧急生活救助200万人以上", "national disaster relief, level I: moved or in need of relief, 2000000 or more",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Published;
    "RNAT-救助-一级-房屋" = of(Standard::Relief, Some(Level::One), Some(Measure::Rooms), 300_000, None),
        "国家自然灾害救助一级响应: 倒塌和严重损坏房屋30万间以上", "national disaster relief, level I: rooms collapsed or badly damaged, 300000 or more",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Published;
    "RNAT-救助-一级-户" = judged(Standard::Relief, Some(Level::One)),
        "国家自然灾害救助一级响应: 倒塌和严重损坏房屋10万户以上", "national disaster relief, level I: homes of 100000 households or more collapsed or badly damaged",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Published;
    "RNAT-救助-一级-旱灾" = judged(Standard::Relief, Some(Level::One)),
        "国家自然灾害救助一级响应: 旱灾需救助人口占农牧业人口30%以上, 或400万人以上", "national disaster relief, level I: drought, in need of relief 30% or more, or four million people",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Published;
    "RNAT-救助-二级-死亡" = of(Standard::Relief, Some(Level::Two), Some(Measure::Deaths), 100, Some(200)),
        "国家自然灾害救助二级响应: 一省一次过程死亡失踪100人以上不到200人", "national disaster relief, level II: dead and missing in one province and process, 100 to less than 200",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-二级-转移" = of(Standard::Relief, Some(Level::Two), Some(Measure::Moved), 1_000_000, Some(2_000_000)),
        "国家自然灾害救助二级响应: 紧急转移安置和需紧急生活救助100万人以上不到200万人", "national disaster relief, level II: moved or in need of relief, 1000000 to less than 2000000",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-二级-房屋" = of(Standard::Relief, Some(Level::Two), Some(Measure::Rooms), 200_000, Some(300_000)),
        "国家自然灾害救助二级响应: 倒塌和严重损坏房屋20万间以上不到30万间", "national disaster relief, level II: rooms collapsed or badly damaged, 200000 to less than 300000",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-二级-户" = judged(Standard::Relief, Some(Level::Two)),
        "国家自然灾害救助二级响应: 倒塌和严重损坏房屋7万户以上不到10万户", "national disaster relief, level II: homes of 70000 to less than 100000 households collapsed or badly damaged",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-二级-旱灾" = judged(Standard::Relief, Some(Level::Two)),
        "国家自然灾害救助二级响应: 旱灾需救助人口占农牧业人口25%以上不到30%, 或300万人以上不到400万人", "national disaster relief, level II: drought, in need of relief 25 to less than 30%, or three to four million people",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-三级-死亡" = of(Standard::Relief, Some(Level::Three), Some(Measure::Deaths), 50, Some(100)),
        "国家自然灾害救助三级响应: 一省一次过程死亡失踪50人以上不到100人", "national disaster relief, level III: dead and missing in one province and process, 50 to less than 100",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-三级-转移" = of(Standard::Relief, Some(Level::Three), Some(Measure::Moved), 500_000, Some(1_000_000)),
        "国家自然灾害救助三级响应: 紧急转移安置和需紧急生活救助50万人以上不到100万人", "national disaster relief, level III: moved or in need of relief, 500000 to less than 1000000",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-三级-房屋" = of(Standard::Relief, Some(Level::Three), Some(Measure::Rooms), 100_000, Some(200_000)),
        "国家自然灾害救助三级响应: 倒塌和严重损坏房屋10万间以上不到20万间", "national disaster relief, level III: rooms collapsed or badly damaged, 100000 to less than 200000",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-三级-户" = judged(Standard::Relief, Some(Level::Three)),
        "国家自然灾害救助三级响应: 倒塌和严重损坏房屋3万户以上不到7万户", "national disaster relief, level III: homes of 30000 to less than 70000 households collapsed or badly damaged",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Published;
    "RNAT-救助-三级-旱灾" = judged(Standard::Relief, Some(Level::Three)),
        "国家自然灾害救助三级响应: 旱灾需救助人口占农牧业人口20%以上不到25%, 或200万人以上不到300万人", "national disaster relief, level III: drought, in need of relief 20 to less than 25%, or two to three million people",
        "国家自然灾害救助应急预案 (2016年版, 同)", "", Memory;
    "RNAT-救助-四级-死亡" = of(Standard::Relief, Some(Level::Four), Some(Measure::Deaths), 20, Some(50)),
        "国家自然灾害救助四级响应: 一省一次过程死亡失踪20人以上不到50人", "national disaster relief, level IV: dead and missing in one province and process, 20 to less than 50",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Memory;
    "RNAT-救助-四级-转移" = of(Standard::Relief, Some(Level::Four), Some(Measure::Moved), 100_000, Some(500_000)),
        "国家自然灾害救助四级响应: 紧急转移安置和需紧急生活救助10万人以上不到50万人", "national disaster relief, level IV: moved or in need of relief, 100000 to less than 500000",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Memory;
    "RNAT-救助-四级-房屋" = of(Standard::Relief, Some(Level::Four), Some(Measure::Rooms), 10_000, Some(100_000)),
        "国家自然灾害救助四级响应: 倒塌和严重损坏房屋1万间以上不到10万间", "national disaster relief, level IV: rooms collapsed or badly damaged, 10000 to less than 100000",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Memory;
    "RNAT-救助-四级-户" = judged(Standard::Relief, Some(Level::Four)),
        "国家自然灾害救助四级响应: 倒塌和严重损坏房屋0.3万户以上不到3万户", "national disaster relief, level IV: homes of 3000 to less than 30000 households collapsed or badly damaged",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Memory;
    "RNAT-救助-四级-旱灾" = judged(Standard::Relief, Some(Level::Four)),
        "国家自然灾害救助四级响应: 旱灾需救助人口占农牧业人口15%以上不到20%, 或100万人以上不到200万人", "national disaster relief, level IV: drought, in need of relief 15 to less than 20%, or one to two million people",
        "国家自然灾害救助应急预案 (国办函〔2024〕11号)", "", Memory;
    "RNAT-防汛-一级" = judged(Standard::Flood, Some(Level::One)),
        "国家防汛抗旱一级响应: 某流域特大洪水, 多流域同时大洪水, 大江大河干流重要河段决口, 重点大型水库垮坝", "national flood control, level I: an extreme flood of a basin, great floods of several, an important dike of a great river breaks, a key large dam fails",
        "国家防汛抗旱应急预案 (2022)", "", Published;
    "RNAT-防汛-二级" = judged(Standard::Flood, Some(Level::Two)),
        "国家防汛抗旱二级响应: 一个流域大洪水, 干流一般河段或主要支流决口, 数省多市严重洪涝, 一般大中型水库垮坝", "national flood control, level II: a great flood of a basin, a dike of a river or main tributary breaks, grave floods in several provinces, a large or medium dam fails",
        "国家防汛抗旱应急预案 (2022)", "", Published;
    "RNAT-防汛-三级" = judged(Standard::Flood, Some(Level::Three)),
        "国家防汛抗旱三级响应: 数省同时洪涝, 一省较大洪水, 干流堤防重大险情, 大中型水库严重险情或小型水库垮坝", "national flood control, level III: floods in several provinces, a serious flood in one, a dike of a main river in grave danger, a large or medium dam in grave danger or a small one fails",
        "国家防汛抗旱应急预案 (2022)", "", Published;
    "RNAT-防汛-四级" = judged(Standard::Flood, Some(Level::Four)),
        "国家防汛抗旱四级响应: 数省一般洪水, 干流堤防险情, 大中型水库险情", "national flood control, level IV: ordinary floods in several provinces, a dike of a main river or a large or medium dam in danger",
        "国家防汛抗旱应急预案 (2022)", "", Published;
    "RNAT-林火-一级-面积" = of(Standard::Forest, Some(Level::One), Some(Measure::Burnt), 10_000_001, None),
        "国家森林草原火灾一级响应: 森林过火超过10万公顷", "national forest fire response, level I: over 100000 ha of forest burnt",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-一级-死亡" = of(Standard::Forest, Some(Level::One), Some(Measure::Deaths), 30, None),
        "国家森林草原火灾一级响应: 死亡30人以上", "national forest fire response, level I: dead, 30 or more",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-一级-其他" = judged(Standard::Forest, Some(Level::One)),
        "国家森林草原火灾一级响应: 草原过火超过15万公顷", "national forest fire response, level I: over 150000 ha of grassland burnt",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-二级-面积" = of(Standard::Forest, Some(Level::Two), Some(Measure::Burnt), 1_000_001, Some(10_000_001)),
        "国家森林草原火灾二级响应: 森林过火超过1万公顷", "national forest fire response, level II: over 10000 ha of forest burnt",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-二级-死亡" = of(Standard::Forest, Some(Level::Two), Some(Measure::Deaths), 10, Some(30)),
        "国家森林草原火灾二级响应: 死亡10人以上不到30人", "national forest fire response, level II: dead, 10 to less than 30",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-二级-其他" = judged(Standard::Forest, Some(Level::Two)),
        "国家森林草原火灾二级响应: 草原过火超过1.5万公顷, 或敏感地区明火72小时未控制", "national forest fire response, level II: over 15000 ha of grassland burnt, or open fire in a sensitive area not under control after 72 hours",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-三级-面积" = of(Standard::Forest, Some(Level::Three), Some(Measure::Burnt), 100_001, Some(1_000_001)),
        "国家森林草原火灾三级响应: 森林过火超过1000公顷", "national forest fire response, level III: over 1000 ha of forest burnt",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-三级-死亡" = of(Standard::Forest, Some(Level::Three), Some(Measure::Deaths), 3, Some(10)),
        "国家森林草原火灾三级响应: 死亡3人以上不到10人", "national forest fire response, level III: dead, 3 to less than 10",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-三级-其他" = judged(Standard::Forest, Some(Level::Three)),
        "国家森林草原火灾三级响应: 草原过火超过8000公顷, 或敏感地区明火48小时未控制", "national forest fire response, level III: over 8000 ha of grassland burnt, or open fire in a sensitive area not under control after 48 hours",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-四级-面积" = of(Standard::Forest, Some(Level::Four), Some(Measure::Burnt), 50_001, Some(100_001)),
        "国家森林草原火灾四级响应: 森林过火超过500公顷", "national forest fire response, level IV: over 500 ha of forest burnt",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-四级-死亡" = of(Standard::Forest, Some(Level::Four), Some(Measure::Deaths), 1, Some(3)),
        "国家森林草原火灾四级响应: 死亡1人以上不到3人", "national forest fire response, level IV: dead, 1 to less than 3",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-四级-重伤" = of(Standard::Forest, Some(Level::Four), Some(Measure::Injuries), 1, Some(10)),
        "国家森林草原火灾四级响应: 重伤1人以上不到10人", "national forest fire response, level IV: seriously injured, 1 to less than 10",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
    "RNAT-林火-四级-其他" = judged(Standard::Forest, Some(Level::Four)),
        "国家森林草原火灾四级响应: 草原过火超过5000公顷, 或敏感地区明火24小时未控制", "national forest fire response, level IV: over 5000 ha of grassland burnt, or open fire in a sensitive area not under control after 24 hours",
        "国家森林草原火灾应急预案 (2020), 仅供参照", "", Memory;
}

rows! {
    /// The signals.
    SIGNALS
    "RSIG-暴雨-蓝" = What::Signal { colour: Colour::Blue, within: Span::hours(12), from: 50 },
        "暴雨蓝色预警信号: 12小时内50毫米以上, 降雨可能持续", "rainstorm signal, blue: 50 mm or more in 12 hours, and it goes on",
        "暴雨预警信号", "", Published;
    "RSIG-暴雨-黄" = What::Signal { colour: Colour::Yellow, within: Span::hours(6), from: 50 },
        "暴雨黄色预警信号: 6小时内50毫米以上, 降雨可能持续", "rainstorm signal, yellow: 50 mm or more in 6 hours, and it goes on",
        "暴雨预警信号", "", Published;
    "RSIG-暴雨-橙" = What::Signal { colour: Colour::Orange, within: Span::hours(3), from: 50 },
        "暴雨橙色预警信号: 3小时内50毫米以上, 降雨可能持续", "rainstorm signal, orange: 50 mm or more in 3 hours, and it goes on",
        "暴雨预警信号", "", Published;
    "RSIG-暴雨-红" = What::Signal { colour: Colour::Red, within: Span::hours(3), from: 100 },
        "暴雨红色预警信号: 3小时内100毫米以上, 降雨可能持续", "rainstorm signal, red: 100 mm or more in 3 hours, and it goes on",
        "暴雨预警信号", "", Published;
}
