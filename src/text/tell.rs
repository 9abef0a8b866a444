//! Errors in both languages: `Display` is the English sentence, [`Tell::zh`] the Chinese one beside it.
//!
//! Whatever can reach a person implements [`Tell`] by an exhaustive match, so that a new variant does not compile without
//! its Chinese; `tests/it/tongues.rs` finds an error type that has none. A piece of a sentence that is made where the
//! error arises is a [`Both`], made with `both!`. What others said (a system without words
//! here, a library, a peer) is quoted as it is.

mod domain;
mod system;

use std::fmt::{self, Display};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Lang;

/// Something that is told in either language, with the same names and figures in both.
pub trait Tell: Display {
    /// The Chinese sentence; `Display` is the English one.
    fn zh(&self) -> String;

    /// The sentence in `lang`.
    fn tell(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.to_string(),
        }
    }
}

impl<T: Tell + ?Sized> Tell for &T {
    fn zh(&self) -> String {
        (**self).zh()
    }
}

impl<T: Tell + ?Sized> Tell for Box<T> {
    fn zh(&self) -> String {
        (**self).zh()
    }
}

/// A sentence, or a piece of one, in both languages.
#[derive(Clone, Debug)]
pub struct Both(Texts);

/// Chinese, English. What was made lies apart, so that an error that holds several of them stays small.
#[derive(Clone, Debug)]
enum Texts {
    Words(&'static str, &'static str),
    Made(Box<[String; 2]>),
}

impl Both {
    /// Fixed words.
    pub const fn words(zh: &'static str, en: &'static str) -> Self {
        Self(Texts::Words(zh, en))
    }

    /// Texts that were made.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Texts::Made(Box::new([zh.into(), en.into()])))
    }

    /// What an error says, when the error itself is not kept.
    pub fn of(told: &(impl Tell + ?Sized)) -> Self {
        Self::new(told.zh(), told.to_string())
    }

    /// A name, a figure, or what somebody else said: the same in both.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.text(Lang::En).is_empty()
    }

    /// The text in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        let (zh, en) = match &self.0 {
            Texts::Words(zh, en) => (*zh, *en),
            Texts::Made(made) => {
                let [zh, en] = made.as_ref();
                (zh.as_str(), en.as_str())
            }
        };
        lang.pick(zh, en)
    }
}

impl Default for Both {
    fn default() -> Self {
        Self::words("", "")
    }
}

impl PartialEq for Both {
    fn eq(&self, other: &Self) -> bool {
        [Lang::Zh, Lang::En].iter().all(|lang| self.text(*lang) == other.text(*lang))
    }
}

impl Eq for Both {}

impl Serialize for Both {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.text(Lang::Zh), self.text(Lang::En)].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Both {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [zh, en] = <[String; 2]>::deserialize(deserializer)?;
        Ok(Self::new(zh, en))
    }
}

impl Display for Both {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl Tell for Both {
    fn zh(&self) -> String {
        self.text(Lang::Zh).to_owned()
    }
}

/// A sentence in both languages: `both!("不能读: {path}", "cannot be read: {path}")`. Names and figures are captured as
/// in `format!`; an argument that follows is a [`Tell`] (`{0}`), and says itself in the language it stands in.
macro_rules! both {
    ($zh:literal, $en:literal) => {
        $crate::text::tell::Both::new(format!($zh), format!($en))
    };
    ($zh:literal, $en:literal, $told:expr $(,)?) => {{
        let told = &$told;
        $crate::text::tell::Both::new(format!($zh, $crate::text::tell::Tell::zh(told)), format!($en, told))
    }};
    ($zh:literal, $en:literal, $one:expr, $other:expr $(,)?) => {{
        let (one, other) = (&$one, &$other);
        $crate::text::tell::Both::new(
            format!($zh, $crate::text::tell::Tell::zh(one), $crate::text::tell::Tell::zh(other)),
            format!($en, one, other),
        )
    }};
}
pub(crate) use both;

#[cfg(test)]
pub(crate) mod tests;
