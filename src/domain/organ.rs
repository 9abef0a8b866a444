//! 组织体系: who leads what, who advises, and whose watch it is (rules.md 4.1, 4.2, 4.5).

use serde::{Deserialize, Serialize};

use super::{AreaCode, ListCode, PlanCode, Role, TeamCode};
use crate::clock::At;

/// What kind of body it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganKind {
    /// 应急救援总指挥部.
    General,
    /// 专项应急指挥部.
    Special,
    /// 应急指挥平台.
    Platform,
    /// 区县指挥部.
    County,
    /// 乡镇街道.
    Township,
    /// 成员单位.
    #[default]
    Member,
    /// 相邻市, 联防联控成员.
    Neighbour,
}

impl OrganKind {
    /// In the order in which a structure is read.
    pub const ALL: [Self; 7] =
        [Self::General, Self::Special, Self::Platform, Self::County, Self::Township, Self::Member, Self::Neighbour];
}

/// A body of the structure. Those that lead have a headquarters of the same code in the log.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Organ {
    /// Its code in the list, and that of its headquarters.
    pub code: ListCode,
    /// Name.
    pub name: String,
    /// English name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// Kind.
    pub kind: OrganKind,
    /// Its place among those of its kind, from 1; none when they are not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u8>,
    /// Whose it is.
    pub area: AreaCode,
    /// 指挥长, by office or name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commander: String,
    /// 常务副指挥长.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub executive: String,
    /// 副指挥长.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deputies: Vec<String>,
    /// 办公室: where it sits, or which department leads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// 成员单位.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// The events it leads: beginnings of event codes (rules.md 1.2), `11B` for all of them that begin so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// 预案 it works by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanCode>,
    /// 队伍 it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<TeamCode>,
    /// Where it is known from, or that it is a default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 专家: advice is no order (rules.md 4.3).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Expert {
    /// The code in the list.
    pub code: ListCode,
    /// Name.
    pub name: String,
    /// Of what, in words: `危险化学品`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// For which events: beginnings of event codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Where the expert works.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// Number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mobile: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 值班安排: whose watch it is, from when to when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Watch {
    /// The code in the list.
    pub code: ListCode,
    /// Who.
    pub name: String,
    /// As what.
    pub role: Role,
    /// In which body; empty for the duty room itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// From when.
    pub from: At,
    /// Until when; then it is another's.
    pub to: At,
    /// Number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mobile: String,
}

impl Watch {
    /// Whether it is this person's watch at `at`.
    pub fn holds(&self, at: At) -> bool {
        (self.from..self.to).contains(&at)
    }
}

/// How long a beginning of `code` one of `codes` is; none when it begins with none of them. A star at the end of one
/// says the same as nothing.
pub fn leads(codes: &[String], code: &str) -> Option<usize> {
    let stems = codes.iter().map(|stem| stem.trim_end_matches('*'));
    stems.filter(|stem| !stem.is_empty() && code.starts_with(stem)).map(str::len).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_of_an_event_code_counts() {
        let codes = ["11A*".to_owned(), "11B03".to_owned()];
        assert_eq!((leads(&codes, "11A02"), leads(&codes, "11B03"), leads(&codes, "11B04")), (Some(3), Some(5), None));
        assert_eq!(leads(&["*".to_owned()], "11A02"), None, "a star alone begins nothing");
        assert_eq!(leads(&codes, ""), None);
    }

    #[test]
    fn a_watch_ends_when_the_next_begins() {
        let watch = Watch {
            code: ListCode::default(),
            name: "李某".into(),
            role: Role::DutyOfficer,
            office: String::new(),
            from: At(1_000),
            to: At(2_000),
            mobile: String::new(),
        };
        assert_eq!([999, 1_000, 1_999, 2_000].map(|at| watch.holds(At(at))), [false, true, true, false]);
    }
}
