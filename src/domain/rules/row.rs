//! One rule as a row: what it says, in what words, by whose authority, and how far that can be trusted.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Clock, What};
use crate::clock::At;

/// The name of a rule: `R493-2`, `RLOC-电话`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(pub Cow<'static, str>);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RuleId {
    fn from(text: &str) -> Self {
        Self(Cow::Owned(text.to_owned()))
    }
}

/// How far a rule can be trusted (rules.md 0.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// `[L]` Read in the full text of a law or regulation, or set by the authority that adopted it.
    Law,
    /// `[P]` Found in a published plan, page or standard.
    Published,
    /// `[M]` From memory: to be verified before a bureau relies on it.
    Memory,
    /// `[D]` This project's default: a proposal of no authority.
    Default,
}

impl Confidence {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Law, Self::Published, Self::Memory, Self::Default];

    /// The letter that the papers and files use.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Law => "L",
            Self::Published => "P",
            Self::Memory => "M",
            Self::Default => "D",
        }
    }
}

/// Where a rule stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Source {
    /// The law, standard or plan.
    pub work: Cow<'static, str>,
    /// Its article; empty when the whole is meant.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub article: Cow<'static, str>,
}

/// One rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its name.
    pub id: RuleId,
    /// What it is.
    pub what: What,
    /// In Chinese.
    pub zh: Cow<'static, str>,
    /// In English.
    pub en: Cow<'static, str>,
    /// Where it stands.
    pub source: Source,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// In force from this moment on; from ever when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<At>,
    /// In force before this moment; for ever when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<At>,
}

impl Row {
    /// A row of a built-in table.
    pub(super) const fn of(
        id: &'static str,
        what: What,
        [zh, en]: [&'static str; 2],
        [work, article]: [&'static str; 2],
        confidence: Confidence,
    ) -> Self {
        Self {
            id: RuleId(Cow::Borrowed(id)),
            what,
            zh: Cow::Borrowed(zh),
            en: Cow::Borrowed(en),
            source: Source { work: Cow::Borrowed(work), article: Cow::Borrowed(article) },
            confidence,
            from: None,
            to: None,
        }
    }

    /// Whether it is in force at this moment.
    pub fn in_force(&self, at: At) -> bool {
        self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at < to)
    }

    /// Whether this program counts by it. A limit or a duty from which no clock runs is kept by people alone, and changing it
    /// changes no deadline; a standard of which no figure tells is judged by people.
    pub fn is_counted(&self) -> bool {
        match self.what {
            What::Limit { .. } | What::Standard { measure: None, .. } => false,
            What::Duty { .. } => Clock::ALL.iter().any(|clock| clock.row() == self.id.0),
            _ => true,
        }
    }

    /// Whether it is this project's proposal and no authority's rule.
    pub fn is_default(&self) -> bool {
        self.confidence == Confidence::Default
    }
}

/// A bureau puts a row in the place of another, beside them, or takes its own back.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RuleChange {
    /// Of which profile, with its version: `洛阳 2026-1`.
    pub profile: String,
    /// Which rule.
    pub rule: RuleId,
    /// The row; none gives the place back to the adopted set's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Box<Row>>,
}
