//! Event codes of family A (rules.md 1.2). Of what began with these characters a shorter code speaks for the longer one.

use super::super::Confidence::Memory;
use super::super::{Class, GradingTable, What};

const fn code(class: Class, table: Option<GradingTable>) -> What {
    What::Code { class, table }
}

rows! {
    /// The rows.
    ROWS
    "11000" = code(Class::Natural, None), "自然灾害", "natural disasters",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A00" = code(Class::Natural, None), "水旱灾害", "floods and droughts",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A01" = code(Class::Natural, None), "洪水", "flood", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A02" = code(Class::Natural, None), "内涝", "waterlogging", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A03" = code(Class::Natural, None), "水库重大险情", "reservoir in danger",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A04" = code(Class::Natural, None), "堤防重大险情", "dyke in danger",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A05" = code(Class::Natural, None), "凌汛灾害", "ice flood", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A06" = code(Class::Natural, None), "山洪灾害", "flash flood",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A51" = code(Class::Natural, None), "农业干旱", "agricultural drought",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A52" = code(Class::Natural, None), "城镇缺水", "town water shortage",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A53" = code(Class::Natural, None), "生态干旱", "ecological drought",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11A54" = code(Class::Natural, None), "农村人畜饮水困难", "rural water shortage",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B00" = code(Class::Natural, None), "气象灾害", "weather disasters",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B01" = code(Class::Natural, None), "台风", "typhoon", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B03" = code(Class::Natural, None), "暴雨", "rainstorm", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B04" = code(Class::Natural, None), "暴雪", "snowstorm", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B05" = code(Class::Natural, None), "寒潮", "cold wave", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B06" = code(Class::Natural, None), "大风", "gale", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B07" = code(Class::Natural, None), "沙尘暴", "sandstorm", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B09" = code(Class::Natural, None), "高温", "heat", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B14" = code(Class::Natural, None), "雷电", "lightning", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B15" = code(Class::Natural, None), "冰雹", "hail", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B16" = code(Class::Natural, None), "霜冻", "frost", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B17" = code(Class::Natural, None), "大雾", "fog", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B19" = code(Class::Natural, None), "霾", "haze", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B20" = code(Class::Natural, None), "雷雨大风", "thunderstorm gale",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B21" = code(Class::Natural, None), "道路结冰", "icy roads", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B22" = code(Class::Natural, None), "干旱", "drought", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B25" = code(Class::Natural, None), "森林火险", "forest fire danger",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11B99" = code(Class::Natural, None), "其他气象灾害", "other weather disasters",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11C00" = code(Class::Natural, Some(GradingTable::Earthquake)), "地震灾害", "earthquake",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D00" = code(Class::Natural, Some(GradingTable::Geological)), "地质灾害", "geological disasters",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D01" = code(Class::Natural, Some(GradingTable::Geological)), "滑坡", "landslide",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D02" = code(Class::Natural, Some(GradingTable::Geological)), "泥石流", "debris flow",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D03" = code(Class::Natural, Some(GradingTable::Geological)), "山体崩塌", "rockfall",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D04" = code(Class::Natural, Some(GradingTable::Geological)), "地面塌陷", "ground collapse",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D05" = code(Class::Natural, Some(GradingTable::Geological)), "地裂缝", "ground fissure",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11D06" = code(Class::Natural, Some(GradingTable::Geological)), "地面沉降", "subsidence",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11E00" = code(Class::Natural, None), "海洋灾害", "marine disasters",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11F00" = code(Class::Natural, None), "生物灾害", "biological disasters",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11G00" = code(Class::Natural, Some(GradingTable::ForestFire)), "森林草原火灾", "forest and grassland fires",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11G01" = code(Class::Natural, Some(GradingTable::ForestFire)), "境内森林火灾", "forest fire",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "11G03" = code(Class::Natural, None), "境内草原火灾", "grassland fire",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12000" = code(Class::Accident, Some(GradingTable::Accident)), "事故灾难", "accidents",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12A00" = code(Class::Accident, Some(GradingTable::Accident)), "煤矿事故", "coal mine accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12B00" = code(Class::Accident, Some(GradingTable::Accident)), "金属与非金属矿山事故", "mine accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12C00" = code(Class::Accident, Some(GradingTable::Accident)), "建筑业事故", "construction accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12D00" = code(Class::Accident, Some(GradingTable::Accident)), "危险化学品事故", "hazardous chemicals accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12E00" = code(Class::Accident, Some(GradingTable::Accident)),
        "烟花爆竹和民用爆炸物事故", "fireworks and explosives accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12F00" = code(Class::Accident, Some(GradingTable::Accident)), "其他工矿商贸事故", "other industrial accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12G00" = code(Class::Accident, Some(GradingTable::Accident)), "火灾事故", "fire",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12H00" = code(Class::Accident, Some(GradingTable::Accident)), "道路交通事故", "road accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12J00" = code(Class::Accident, Some(GradingTable::Accident)), "水上交通事故", "water traffic accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12K00" = code(Class::Accident, Some(GradingTable::Accident)), "铁路交通事故", "railway accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12L00" = code(Class::Accident, Some(GradingTable::Accident)), "城市轨道交通事故", "metro accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12M00" = code(Class::Accident, Some(GradingTable::Accident)), "民用航空器事故", "aircraft accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12N00" = code(Class::Accident, Some(GradingTable::SpecialEquipment)), "特种设备事故", "special equipment accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12P00" = code(Class::Accident, Some(GradingTable::Accident)), "基础设施和公用设施事故", "infrastructure accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12Q00" = code(Class::Accident, Some(GradingTable::Environmental)), "环境污染和生态破坏事件", "environmental incident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12R00" = code(Class::Accident, Some(GradingTable::Accident)), "农业机械事故", "farm machinery accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12S00" = code(Class::Accident, Some(GradingTable::Accident)), "踩踏事件", "stampede",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12T00" = code(Class::Accident, None), "核与辐射事故", "nuclear and radiation accident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "12U00" = code(Class::Accident, Some(GradingTable::Accident)), "能源供应中断事故", "energy supply cut",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "13000" = code(Class::Health, None), "公共卫生事件", "public health events",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "13A00" = code(Class::Health, None), "传染病事件", "infectious disease",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "13B00" = code(Class::Health, None), "食品药品安全事件", "food and drug safety",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "13C00" = code(Class::Health, None), "群体性中毒、感染事件", "mass poisoning or infection",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "13E00" = code(Class::Health, None), "动物疫情", "animal epidemic",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "13F00" = code(Class::Health, None), "不明原因疾病", "disease of unknown cause",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14000" = code(Class::Security, None), "社会安全事件", "social security events",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14A00" = code(Class::Security, None), "群体性事件", "mass incident",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14B00" = code(Class::Security, None), "刑事案件", "crime", "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14C00" = code(Class::Security, None), "金融突发事件", "financial emergency",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14F00" = code(Class::Security, None), "恐怖袭击", "terrorist attack",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14G00" = code(Class::Security, None), "涉外突发事件", "foreign-related event",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
    "14H00" = code(Class::Security, None), "网络与信息安全", "network and information security",
        "预警发布、应急广播系列代码 (GB/T 35561-2017 代码表未查到)", "", Memory;
}
