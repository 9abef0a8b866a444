//! Lists that a bureau keeps in tables: contacts 通讯录, materials 应急物资, shelters 应急避难场所 (rules.md 5.6, 6.4, 6.5), and of
//! its structure 组织体系: bodies, experts and watches (rules.md 4).
//! Each row is a card of its own, an exclusive aspect by its code.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AreaCode, Expert, ListCode, Organ, Point, Watch};
use crate::clock::At;

/// Which list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Who is reached, and by which number.
    Contact,
    /// What lies in which store.
    Material,
    /// Where people can stay.
    Shelter,
    /// Who leads what.
    Organ,
    /// Who advises.
    Expert,
    /// Whose watch it is.
    Watch,
}

/// Whose turn it is to be called first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// A 角.
    A,
    /// B 角: who is called when A does not answer.
    B,
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "A",
            Self::B => "B",
        })
    }
}

/// At which level somebody answers for a jurisdiction: call-and-answer goes down level by level (rules.md 2.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 县.
    County,
    /// 乡.
    Township,
    /// 村.
    Village,
}

impl Tier {
    /// From the top down.
    pub const ALL: [Self; 3] = [Self::County, Self::Township, Self::Village];
}

/// A person who can be reached.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Its code in the list.
    pub code: ListCode,
    /// Name.
    pub name: String,
    /// The office that the person belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// Position there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Whether this is the first or the second to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// At which level the person must be called when a warning comes; none when the person is not one of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// For which jurisdiction; none for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
    /// What the person answers for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub duty: String,
    /// Mobile number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mobile: String,
    /// The duty room's number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub duty_phone: String,
    /// The number of the desk.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub desk_phone: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Contact {
    /// The numbers, in the order in which they are tried at night.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        [&self.mobile, &self.duty_phone, &self.desk_phone].into_iter().map(String::as_str).filter(|n| !n.is_empty())
    }
}

/// A kind of thing in a store.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Material {
    /// Its code in the list.
    pub code: ListCode,
    /// Name.
    pub name: String,
    /// Class by GB/T 38565-2020, seven digits, as the table has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// How many; none when the table does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Of what: `台`, `件`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// When it was counted; what moved before is in the count. None for what the ledger begins with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<At>,
    /// In which store.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub store: String,
    /// At which level the store is: 市, 县, 乡, 村 (rules.md 6.4), as the table has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// How it is held: 实物, 产能, 协议… (rules.md 6.4), as the table has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mode: String,
    /// Who opens the store.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keeper: String,
    /// That person's number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A place where people can stay.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Shelter {
    /// Its code in the list.
    pub code: ListCode,
    /// Name.
    pub name: String,
    /// Class Ⅰ, Ⅱ or Ⅲ (DB41/T 1754-2019), or type by GB/T 44013-2024, as the table has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// Type: 紧急, 短期, 长期 (GB/T 44013-2024), as the table has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub span: String,
    /// 认定: when it was certified last; it is certified anew every two years (DB41/T 1754-2019).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified: Option<At>,
    /// Level: 省, 市, 县, 乡镇, 村 (GB/T 44013-2024), as the table has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// Address: the opening must publish it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// How many people; none when the table does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    /// WGS-84, when the table gives coordinates with their system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// Manager A.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub manager: String,
    /// That person's number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Manager B.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deputy: String,
    /// That person's number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deputy_phone: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A card of one of the lists.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the card of the kind of the same name")]
pub enum Listed {
    Contact(Contact),
    Material(Material),
    Shelter(Shelter),
    Organ(Organ),
    Expert(Expert),
    Watch(Watch),
}

impl Listed {
    /// Of which list.
    pub fn kind(&self) -> ListKind {
        match self {
            Self::Contact(_) => ListKind::Contact,
            Self::Material(_) => ListKind::Material,
            Self::Shelter(_) => ListKind::Shelter,
            Self::Organ(_) => ListKind::Organ,
            Self::Expert(_) => ListKind::Expert,
            Self::Watch(_) => ListKind::Watch,
        }
    }

    /// Its code there.
    pub fn code(&self) -> &ListCode {
        match self {
            Self::Contact(contact) => &contact.code,
            Self::Material(material) => &material.code,
            Self::Shelter(shelter) => &shelter.code,
            Self::Organ(organ) => &organ.code,
            Self::Expert(expert) => &expert.code,
            Self::Watch(watch) => &watch.code,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Contact(contact) => &contact.name,
            Self::Material(material) => &material.name,
            Self::Shelter(shelter) => &shelter.name,
            Self::Organ(organ) => &organ.name,
            Self::Expert(expert) => &expert.name,
            Self::Watch(watch) => &watch.name,
        }
    }
}
