//! What is measured of an event, and by which tables and standards.

use serde::{Deserialize, Serialize};

use super::plain;

plain! {
    /// A table by which events are graded.
    GradingTable {
        /// 生产安全事故 (rules.md 1.3).
        Accident,
        /// 特种设备事故.
        SpecialEquipment,
        /// 地质灾害.
        Geological,
        /// 森林火灾.
        ForestFire,
        /// 地震: by casualties, and before they are known by magnitude.
        Earthquake,
        /// 突发环境事件.
        Environmental,
    }

    /// What is measured for a grade.
    Measure {
        /// 死亡, 下落不明 included: people.
        Deaths,
        /// 重伤, 急性工业中毒 included: people.
        Injuries,
        /// 直接经济损失: hundredths of 万元.
        Loss,
        /// 受害森林面积: hundredths of a hectare.
        Burnt,
        /// 转移, 疏散: people.
        Moved,
        /// 震级 where people live closer than 200 to the square kilometre: tenths.
        MagnitudeDense,
        /// 震级 elsewhere: tenths.
        MagnitudeSparse,
        /// 涉险: people.
        AtRisk,
        /// 被困, 下落不明 included: people.
        Lost,
        /// 倒塌和严重损坏房屋: rooms 间, as far as collapsed ones are known.
        Rooms,
    }

    /// A standard beside the grades.
    Standard {
        /// 较大涉险事故: a near miss of an accident that is reported like one (rules.md 1.3).
        NearMiss,
        /// 森林火灾 that goes to the national headquarters at once (森林防火条例 art. 32).
        ForestReport,
        /// 国家自然灾害救助 response, by province and process.
        Relief,
        /// 国家防汛抗旱 response.
        Flood,
        /// 国家森林草原火灾 response.
        Forest,
    }
}

impl Measure {
    /// How many of its unit make one of the unit that people say.
    pub fn per_unit(self) -> u32 {
        match self {
            Self::Deaths | Self::Injuries | Self::Moved | Self::AtRisk | Self::Lost | Self::Rooms => 1,
            Self::Loss | Self::Burnt => 100,
            Self::MagnitudeDense | Self::MagnitudeSparse => 10,
        }
    }
}
