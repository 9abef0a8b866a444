//! The structure 组织体系 in words.

use super::Say;
use crate::domain::{Expert, Organ, RegionName, Watch};
use crate::text::Lang;
use crate::text::when::date_minute;
use crate::text::words::{StructureWord, Word};

impl Say<'_> {
    /// A body by its name, with its place among those of its kind.
    pub fn organ(&self, organ: &Organ) -> String {
        let name = self.organ_name(organ);
        organ.number.map_or_else(|| name.to_owned(), |number| format!("{number} {name}"))
    }

    /// A body's name in the language in hand.
    pub fn organ_name<'o>(&self, organ: &'o Organ) -> &'o str {
        if self.lang == Lang::En && !organ.name_en.is_empty() { &organ.name_en } else { &organ.name }
    }

    /// An expert by name, field and office.
    pub fn expert(&self, expert: &Expert) -> String {
        [&expert.name, &expert.field, &expert.office].map(String::as_str).join(" ").trim_end().to_owned()
    }

    /// Whose watch it is, as what, from when to when.
    pub fn watch(&self, watch: &Watch) -> String {
        let (from, to) = (date_minute(watch.from), date_minute(watch.to));
        StructureWord::Watch.with(self.lang, &[&self.word(watch.role), &watch.name, &from, &to])
    }

    /// A region's name and edition.
    pub fn region(&self, region: &RegionName) -> String {
        StructureWord::Region.with(self.lang, &[&region.name, &region.edition])
    }
}
