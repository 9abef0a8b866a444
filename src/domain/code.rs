//! Codes: the short names under which a region file, a plan or a scenario knows its things.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

codes! {
    /// A jurisdiction by its GB/T 2260 code: `410100` is Zhengzhou.
    AreaCode,
    /// A place on the map.
    PlaceCode,
    /// A headquarters 指挥部.
    HqCode,
    /// A rescue team 救援队伍.
    TeamCode,
    /// A gauge that takes readings.
    GaugeCode,
    /// A plan 预案.
    PlanCode,
    /// A step of a plan 步骤.
    StepCode,
    /// An inject 导调信息.
    InjectCode,
    /// A card of a list: a contact, a material, a shelter.
    ListCode,
}

impl AreaCode {
    /// Whether the other jurisdiction is part of this one by GB/T 2260, where two digits stand for each level and the
    /// levels that are not meant are zeroes: `410122` Zhongmu is part of `410100` Zhengzhou.
    pub fn contains(&self, other: &Self) -> bool {
        let mut stem = self.0.as_str();
        while let Some(shorter) = stem.strip_suffix("00") {
            stem = shorter;
        }
        let digits = !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit());
        self != other && digits && stem.len().is_multiple_of(2) && other.0.starts_with(stem)
    }

    /// Whether the other one is this jurisdiction or lies in it; townships have nine digits and villages twelve, which
    /// begin with those of their county and township (GB/T 10114).
    pub fn covers(&self, other: &Self) -> bool {
        let township = self.0.len() == 9 && self.0.bytes().all(|b| b.is_ascii_digit());
        self == other || self.contains(other) || (township && other.0.starts_with(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::AreaCode;

    #[test]
    fn a_jurisdiction_is_part_of_those_above_it_and_of_no_other() {
        let contains = |a: &str, b: &str| AreaCode::from(a).contains(&b.into());
        assert!(contains("410100", "410122") && contains("410000", "410122") && contains("410000", "410100"));
        assert!(!contains("410122", "410100") && !contains("410300", "410122") && !contains("410100", "410100"));
        assert!(!contains("410122", "410182") && !contains("", "410122") && !contains("000000", "410122"));
    }

    #[test]
    fn a_city_covers_its_counties_and_a_county_its_villages() {
        let covers = |a: &str, b: &str| AreaCode::from(a).covers(&b.into());
        assert!(covers("410300", "410300") && covers("410300", "410324") && covers("410300", "410324101201"));
        assert!(covers("410324", "410324101") && covers("410000", "419001"));
        assert!(covers("410324101", "410324101201") && !covers("410324100", "410324101201"));
        assert!(!covers("410324", "410325") && !covers("410324", "410300") && !covers("410300", "410100"));
        assert!(covers("a1", "a1") && !covers("a1", "a12"));
    }
}
