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
    /// 事发单位 to the county.
    Unit,
    /// An accident from one level to the next.
    Accident,
    /// A public health event from the county to the city.
    HealthCounty,
    /// The same from the city to the province.
    HealthCity,
    /// The same from the province to the state.
    HealthProvince,
    /// A disaster with casualties from the county to the city.
    DisasterCounty,
    /// The same from the city to the province.
    DisasterCity,
    /// The same from the province to the state.
    DisasterProvince,
    /// A disaster with ten dead or missing from the county to province and state.
    DisasterGrave,
}

impl Clock {
    /// Every one.
    pub const ALL: [Self; 25] = [
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
        Self::Unit,
        Self::Accident,
        Self::HealthCounty,
        Self::HealthCity,
        Self::HealthProvince,
        Self::DisasterCounty,
        Self::DisasterCity,
        Self::DisasterProvince,
        Self::DisasterGrave,
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
            Self::Unit => "R493-2",
            Self::Accident => "R493-3",
            Self::HealthCounty => "RPH-3-县",
            Self::HealthCity => "RPH-3-市",
            Self::HealthProvince => "RPH-3-省",
            Self::DisasterCounty => "RSTAT-1-县",
            Self::DisasterCity => "RSTAT-1-市",
            Self::DisasterProvince => "RSTAT-1-省",
            Self::DisasterGrave => "RSTAT-2",
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

    /// By which the government below `to` tells it of an event of this code: accidents, public health events and disasters
    /// have their own. None for what no law gives a number of hours.
    pub fn upward(code: &str, to: Government) -> Option<Self> {
        let class = code.get(..2)?;
        Some(match (class, to) {
            ("12", Government::City | Government::Province | Government::State) => Self::Accident,
            ("13", Government::City) => Self::HealthCounty,
            ("13", Government::Province) => Self::HealthCity,
            ("13", Government::State) => Self::HealthProvince,
            ("11", Government::City) => Self::DisasterCounty,
            ("11", Government::Province) => Self::DisasterCity,
            ("11", Government::State) => Self::DisasterProvince,
            _ => return None,
        })
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

impl Government {
    /// The levels that a report goes up by, the lowest first.
    pub const UPWARD: [Self; 4] = [Self::County, Self::City, Self::Province, Self::State];

    /// The one that tells this one; none below the county.
    pub fn below(self) -> Option<Self> {
        let place = Self::UPWARD.iter().position(|of| *of == self)?;
        Self::UPWARD.get(place.checked_sub(1)?).copied()
    }
}

impl AreaCode {
    /// The same where the code says it; none for a code of no register.
    pub fn known_government(&self) -> Option<Government> {
        let digits = matches!(self.0.len(), 6 | 9 | 12) && self.0.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| self.government())
    }

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
