//! How fast teams come, for who can come and for when they are expected (rules.md 5.3). The paper names no speeds: all of
//! them are this project's.

use super::super::Confidence::Default;
use super::super::{Going, What};

const fn kmh(going: Going, kmh: u32) -> What {
    What::Speed { going, kmh }
}

rows! {
    /// The rows.
    ROWS
    "R-车速-消防" = kmh(Going::Fire, 50), "消防救援队伍公路平均车速", "fire teams by road, on average", "本项目默认", "", Default;
    "R-车速-医疗" = kmh(Going::Medical, 50), "医疗队伍公路平均车速", "medical teams by road, on average", "本项目默认", "", Default;
    "R-车速-专业" = kmh(Going::Professional, 40), "专业队伍公路平均车速", "professional teams by road, on average", "本项目默认", "", Default;
    "R-车速-乡镇" = kmh(Going::Township, 40), "乡镇街道队伍公路平均车速", "township teams by road, on average", "本项目默认", "", Default;
    "R-车速-社会" = kmh(Going::Social, 40), "社会队伍公路平均车速", "social teams by road, on average", "本项目默认", "", Default;
    "R-车速-军队" = kmh(Going::Military, 40), "军队、武警、民兵公路平均车速", "the military by road, on average", "本项目默认", "", Default;
    "R-车速-外市" = kmh(Going::Listed, 40), "外市共享清单中的队伍公路平均车速", "teams of another city's list by road, on average",
        "本项目默认", "", Default;
    "R-航速-航空" = kmh(Going::Air, 180), "航空队伍平均航速", "teams by air, on average", "本项目默认", "", Default;
    "R-航速-舟艇" = kmh(Going::Water, 20), "舟艇水路平均航速", "boats by water, on average", "本项目默认", "", Default;
    "R-绕行" = What::Detour { percent: 140 }, "公路和水路按直线距离的百分比估算", "ways by road and water, as a share of the straight line",
        "本项目默认", "", Default;
}
