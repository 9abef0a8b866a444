//! What a card says of a material or a shelter in the words of its table, understood.

use serde::{Deserialize, Serialize};

use super::super::{Material, Shelter};

super::super::rules::plain! {
    /// The first digit of a class by GB/T 38565-2020.
    MaterialSection {
        /// 1 基本生活保障物资.
        Living,
        /// 2 应急装备及配套物资.
        Equipment,
        /// 3 工程材料与机械加工设备.
        Engineering,
    }

    /// How a material is held (rules.md 6.4).
    ReserveMode {
        /// 实物.
        Goods,
        /// 产能.
        Capacity,
        /// 虚拟.
        Virtual,
        /// 商业.
        Commercial,
        /// 社会化.
        Social,
        /// 协议.
        Agreement,
    }

    /// At which of the four levels a store is (rules.md 6.4).
    StoreLevel {
        /// 市.
        City,
        /// 县.
        County,
        /// 乡.
        Township,
        /// 村.
        Village,
    }

    /// The class of a shelter by DB41/T 1754-2019: for how long people can stay (GB 21734-2008).
    ShelterClass {
        /// Ⅰ: 30 days and more.
        One,
        /// Ⅱ: 10 to 29 days.
        Two,
        /// Ⅲ: 1 to 9 days.
        Three,
    }

    /// The type of a shelter by GB/T 44013-2024: for how long people can stay.
    ShelterSpan {
        /// 紧急: a day at most.
        Emergency,
        /// 短期: 2 to 14 days.
        Short,
        /// 长期: 15 days and more.
        Long,
    }
}

/// The first of `words` whose words `text` begins with or names.
fn found<T: Copy>(words: &[(T, &[&str])], text: &str) -> Option<T> {
    let text = text.trim();
    words.iter().find(|(_, of)| of.iter().any(|word| text.starts_with(word))).map(|(what, _)| *what)
}

impl Material {
    /// The section of its class; none when the class is not seven digits of the standard.
    pub fn section(&self) -> Option<MaterialSection> {
        let digits = self.class.len() == 7 && self.class.bytes().all(|byte| byte.is_ascii_digit());
        match self.class.bytes().next().filter(|_| digits)? {
            b'1' => Some(MaterialSection::Living),
            b'2' => Some(MaterialSection::Equipment),
            b'3' => Some(MaterialSection::Engineering),
            _ => None,
        }
    }

    /// How it is held.
    pub fn reserve_mode(&self) -> Option<ReserveMode> {
        use ReserveMode::{Agreement, Capacity, Commercial, Goods, Social, Virtual};
        let words: &[(ReserveMode, &[&str])] = &[
            (Goods, &["实物", "goods"]),
            (Capacity, &["产能", "生产能力", "capacity"]),
            (Virtual, &["虚拟", "virtual"]),
            (Commercial, &["商业", "commercial"]),
            (Social, &["社会", "social"]),
            (Agreement, &["协议", "agreement"]),
        ];
        found(words, &self.mode)
    }

    /// At which level its store is.
    pub fn store_level(&self) -> Option<StoreLevel> {
        use StoreLevel::{City, County, Township, Village};
        let words: &[(StoreLevel, &[&str])] = &[
            (City, &["市", "city"]),
            (County, &["县", "区", "county"]),
            (Township, &["乡", "镇", "街道", "township"]),
            (Village, &["村", "社区", "village"]),
        ];
        found(words, &self.level)
    }
}

impl Shelter {
    /// Its class by DB41/T 1754-2019, however the table writes the number.
    pub fn old_class(&self) -> Option<ShelterClass> {
        use ShelterClass::{One, Three, Two};
        // The longer numeral first: III begins with I.
        let words: &[(ShelterClass, &[&str])] =
            &[(Three, &["Ⅲ", "III", "三", "3"]), (Two, &["Ⅱ", "II", "二", "2"]), (One, &["Ⅰ", "I", "一", "1"])];
        found(words, &self.class)
    }

    /// Its type by GB/T 44013-2024; older tables have it in the column of the class.
    pub fn span(&self) -> Option<ShelterSpan> {
        use ShelterSpan::{Emergency, Long, Short};
        let words: &[(ShelterSpan, &[&str])] =
            &[(Emergency, &["紧急", "emergency"]), (Short, &["短期", "short"]), (Long, &["长期", "long"])];
        found(words, &self.span).or_else(|| found(words, &self.class))
    }
}
