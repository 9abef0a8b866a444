//! The duties to report from which this program derives deadlines, and which of them an event falls under.

use super::Government;
use crate::domain::AreaCode;

/// A duty that is counted, by the row that says it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Clock {
    /// 续报 of an ordinary or serious accident.
    FollowUp,
    /// 续报 of a near miss (较大涉险事故).
    FollowUpNearMiss,
    /// 续报 of a major or extreme accident.
    FollowUpMajor,
    /// Daily report of a county on a disaster, 零报告 included.
    DailyCounty,
    /// The same of a city.
    DailyCity,
    /// The same of a province.
    DailyProvince,
    /// 续报 on a drought.
    Drought,
    /// 核报 of a county.
    VerifiedCounty,
    /// 核报 of a city.
    VerifiedCity,
    /// 核报 of a province.
    VerifiedProvince,
    /// How long a change of casualties is reported.
    Window,
    /// The same for road accidents and fires.
    WindowShort,
    /// 补报 of a change within that time.
    Correction,
    /// 时间线 of a review after its records were sealed.
    AarTimeline,
    /// 复盘报告 on a drill.
    AarDrill,
    /// 复盘报告 on a response or an incident.
    AarIncident,
}

impl Clock {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::FollowUp,
        Self::FollowUpNearMiss,
        Self::FollowUpMajor,
        Self::DailyCounty,
        Self::DailyCity,
        Self::DailyProvince,
        Self::Drought,
        Self::VerifiedCounty,
        Self::VerifiedCity,
        Self::VerifiedProvince,
        Self::Window,
        Self::WindowShort,
        Self::Correction,
        Self::AarTimeline,
        Self::AarDrill,
        Self::AarIncident,
    ];

    /// The name of its row.
    pub const fn row(self) -> &'static str {
        match self {
            Self::FollowUp => "R21-3-一般较大",
            Self::FollowUpNearMiss => "R21-3-较大涉险",
            Self::FollowUpMajor => "R21-3-重大",
            Self::DailyCounty => "RSTAT-3-县",
            Self::DailyCity => "RSTAT-3-市",
            Self::DailyProvince => "RSTAT-3-省",
            Self::Drought => "RSTAT-5",
            Self::VerifiedCounty => "RSTAT-4-县",
            Self::VerifiedCity => "RSTAT-4-市",
            Self::VerifiedProvince => "RSTAT-4-省",
            Self::Window => "R493-5",
            Self::WindowShort => "R493-5-道路火灾",
            Self::Correction => "R21-4",
            Self::AarTimeline => "R-复盘-时间线",
            Self::AarDrill => "R-复盘-报告-演练",
            Self::AarIncident => "R-复盘-报告",
        }
    }

    /// The regular report on a disaster of this code in this jurisdiction.
    pub fn regular(code: &str, area: &AreaCode) -> Self {
        // 11A51 to 11A54 and 11B22 are droughts (rules.md 1.2).
        if code.starts_with("11A5") || code == "11B22" {
            return Self::Drought;
        }
        match area.government() {
            Government::County => Self::DailyCounty,
            Government::City => Self::DailyCity,
            Government::Province | Government::State | Government::MineSafety => Self::DailyProvince,
        }
    }

    /// 核报 on a disaster by this jurisdiction.
    pub fn verified(area: &AreaCode) -> Self {
        match area.government() {
            Government::County => Self::VerifiedCounty,
            Government::City => Self::VerifiedCity,
            Government::Province | Government::State | Government::MineSafety => Self::VerifiedProvince,
        }
    }

    /// How long a change of casualties of an accident of this code is reported: 12G 火灾 and 12H 道路交通 have the
    /// shorter time.
    pub fn window(code: &str) -> Self {
        if code.starts_with("12G") || code.starts_with("12H") { Self::WindowShort } else { Self::Window }
    }
}

impl AreaCode {
    /// The level of a jurisdiction by its code (GB/T 2260): `410000` is a province, `410300` a city, and so is a
    /// county-level city that answers to its province, `419001`. Anything else counts as a county, whose times are
    /// the earliest.
    pub fn government(&self) -> Government {
        match self.0.as_bytes() {
            [_, _, b'0', b'0', b'0', b'0'] => Government::Province,
            [_, _, _, _, b'0', b'0'] | [_, _, b'9', b'0', _, _] => Government::City,
            _ => Government::County,
        }
    }
}
