//! Roles: as what somebody sits at a console (rules.md 2.3, 4.5).

use serde::{Deserialize, Serialize};

/// As what somebody acts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 记录员.
    Scribe,
    /// 联络员.
    Liaison,
    /// 值班员.
    DutyOfficer,
    /// 值班长, 带班领导.
    ShiftLead,
    /// 专项指挥部办公室.
    SpecialOffice,
    /// 现场总指挥.
    OnSiteCommander,
    /// 专项指挥部副指挥长.
    SpecialDeputy,
    /// 专项指挥部指挥长 (分管副市长).
    SpecialCommander,
    /// 总指挥部办公室.
    GeneralOffice,
    /// 总指挥部副总指挥.
    GeneralDeputy,
    /// 总指挥部总指挥 (书记, 市长).
    GeneralCommander,
    /// 导调员, in drills alone.
    Controller,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 12] = [
        Self::Scribe,
        Self::Liaison,
        Self::DutyOfficer,
        Self::ShiftLead,
        Self::SpecialOffice,
        Self::OnSiteCommander,
        Self::SpecialDeputy,
        Self::SpecialCommander,
        Self::GeneralOffice,
        Self::GeneralDeputy,
        Self::GeneralCommander,
        Self::Controller,
    ];

    /// How much one may decide: who has more may do what one with less may. An on-site commander has the scene
    /// and no headquarters; a controller stands outside.
    fn rank(self) -> u8 {
        match self {
            Self::Scribe | Self::Liaison | Self::Controller => 0,
            Self::DutyOfficer => 1,
            Self::ShiftLead | Self::OnSiteCommander => 2,
            Self::SpecialOffice => 3,
            Self::SpecialDeputy => 4,
            Self::GeneralOffice => 5,
            Self::SpecialCommander => 6,
            Self::GeneralDeputy => 7,
            Self::GeneralCommander => 8,
        }
    }

    /// How much another must have to do what this role may. What is the on-site commander's is otherwise for those above:
    /// a deputy of the headquarters, not its office (rules.md 4.3, 5.4).
    pub(super) fn takes(self) -> u8 {
        if self == Self::OnSiteCommander { Self::SpecialDeputy.rank() } else { self.rank() }
    }

    /// Whether one in this role may do what `least` may.
    pub fn may_as(self, least: Self) -> bool {
        self == least || self.rank() >= least.takes()
    }
}
