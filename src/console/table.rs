//! Lists that come from tables: which, from which file, and what a table would change.

use std::sync::Arc;

use crate::domain::Fact;
use crate::text::Lang;

/// A list that a table can hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each names a list of the domain, in two languages below")]
pub enum TableList {
    Contacts,
    Teams,
    Materials,
    Shelters,
    Organs,
    Experts,
    Watches,
    Areas,
    Places,
    Headquarters,
}

impl TableList {
    /// Every list, the most common first.
    pub const ALL: [Self; 10] = [
        Self::Contacts,
        Self::Teams,
        Self::Materials,
        Self::Shelters,
        Self::Organs,
        Self::Experts,
        Self::Watches,
        Self::Areas,
        Self::Places,
        Self::Headquarters,
    ];

    /// Its name.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Contacts => lang.pick("通讯录", "contacts"),
            Self::Teams => lang.pick("救援队伍", "teams"),
            Self::Materials => lang.pick("应急物资", "materials"),
            Self::Shelters => lang.pick("避难场所", "shelters"),
            Self::Organs => lang.pick("机构", "bodies"),
            Self::Experts => lang.pick("专家", "experts"),
            Self::Watches => lang.pick("值班表", "watches"),
            Self::Areas => lang.pick("辖区", "jurisdictions"),
            Self::Places => lang.pick("地点", "places"),
            Self::Headquarters => lang.pick("指挥部", "headquarters"),
        }
    }
}

/// A table to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// What it lists.
    pub list: TableList,
    /// The file, as it was typed.
    pub file: String,
}

/// What a table would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Previewed {
    /// Line by line, in the operator's language.
    pub lines: Vec<String>,
    /// What is recorded when a person says so.
    pub facts: Arc<[Fact]>,
}
