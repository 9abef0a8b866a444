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
