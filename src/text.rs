//! Words in Chinese and English, and the cells they take.

pub mod cells;
pub mod names;
pub mod number;
pub mod refusal;
pub mod say;
pub mod tell;
pub mod visible;
pub mod when;
pub mod words;

use serde::{Deserialize, Serialize};

/// The language of the screen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two texts that is in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
