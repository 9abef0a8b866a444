//! Sets of rules: what a log adopts by name when it begins.

use serde::{Deserialize, Serialize};

use super::{Limits, Row, RuleId, table};
use crate::domain::ContentHash;

/// The name of a set. The hash is that of [`BuiltIn::canonical`]: a program that has a set of this name with other rows
/// does not have this set.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SetName {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its rows.
    pub hash: ContentHash,
}

/// What a log adopted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Adopted {
    /// The limits themselves (`rules.adopted/1`).
    Limits(Limits),
    /// A set by its name (`rules.adopted/2`).
    Set(SetName),
}

/// A set that this program knows. It never changes: a log that adopted it counts by it for ever.
#[derive(PartialEq, Eq, Debug)]
pub struct BuiltIn {
    version: u32,
    hash: [u8; 32],
    tables: &'static [&'static [Row]],
}

impl BuiltIn {
    /// The name of all of them.
    const NAME: &'static str = "qianzhi";

    /// The first; a log that adopted nothing has it.
    pub const FIRST: &'static Self = &Self { version: 1, hash: FIRST_HASH, tables: table::FIRST };

    /// Every one, the newest last.
    pub const ALL: &'static [&'static Self] = &[Self::FIRST];

    /// The one that a new log adopts.
    pub fn newest() -> &'static Self {
        Self::ALL.last().copied().unwrap_or(Self::FIRST)
    }

    /// The set of this name, when this program has it.
    pub fn named(name: &SetName) -> Option<&'static Self> {
        Self::ALL.iter().find(|set| set.name() == *name).copied()
    }

    /// Its name.
    pub fn name(&self) -> SetName {
        SetName { name: Self::NAME.to_owned(), version: self.version, hash: ContentHash(self.hash) }
    }

    /// Its rows, in the order in which they are listed.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> + use<> {
        self.tables.iter().copied().flatten()
    }

    /// One of its rows.
    pub fn row(&self, id: &RuleId) -> Option<&'static Row> {
        self.rows().find(|row| row.id == *id)
    }

    /// The bytes that its hash is of: every row as JSON in a line of its own.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in self.rows() {
            bytes.extend(serde_json::to_vec(row).unwrap_or_else(|_| unreachable!("rows are texts and integers")));
            bytes.push(b'\n');
        }
        bytes
    }
}

/// A test holds it against the rows: whoever changes one makes a new version instead.
const FIRST_HASH: [u8; 32] = [
    0xa5, 0x36, 0xf6, 0x78, 0x9d, 0x8e, 0x37, 0xdd, 0xbb, 0xfb, 0xd7, 0xe0, 0x51, 0x5d, 0x85, 0x3b, 0xb2, 0x57, 0x6b,
    0xc7, 0x1b, 0x3b, 0x30, 0x90, 0x48, 0xca, 0x7d, 0x28, 0x71, 0x0c, 0x4d, 0x88,
];
