//! What is wrong with a terminal, and what to do about it.

use super::Size;
use super::terminal::{Answer, Cells, SAMPLES, Terminal};
use crate::text::Lang;
use crate::text::cells::Ambiguous;
use crate::text::words::{CardWord, Word};

/// The least size that boards are made for.
const COMFORTABLE: Size = Size { cols: 80, rows: 24 };

/// Below this size not even the rail has room (issue 4: present from 40×10).
const LEAST: Size = Size { cols: 40, rows: 10 };

/// Kinds of terminals (`TERM`) without colours.
const COLOURLESS: [&str; 6] = ["vt52", "vt100", "vt102", "vt220", "ansi-m", "xterm-mono"];

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// It moves no cursor.
    Dumb,
    /// The system's own console, which has letters for no Chinese.
    NoChinese,
    /// Its locale does not write UTF-8.
    Locale(String),
    /// It takes the bytes of Chinese for something else: so many cells for one character.
    NotUtf8(u16),
    /// Too small for the rail.
    TooSmall(Size),
    /// Smaller than boards are made for.
    Small(Size),
    /// It does not say where its cursor stands; what is assumed instead.
    Silent(Ambiguous),
    /// Measured otherwise than the setting says.
    Otherwise(Ambiguous),
    /// Ambiguous characters are partly one cell wide, partly two.
    Mixed,
    /// Braille is not one cell wide.
    Braille(u16),
    /// There are no colours.
    Mono,
}

impl Flaw {
    /// Whether it makes the boards wrong, not only plain.
    pub fn is_grave(&self) -> bool {
        !matches!(self, Self::Small(_) | Self::Silent(_) | Self::Mixed | Self::Mono)
    }

    /// What is wrong and what to do, in one sentence.
    pub fn say(&self, lang: Lang) -> String {
        let cells = |ambiguous: Ambiguous| if ambiguous == Ambiguous::Two { 2 } else { 1 };
        match self {
            Self::Dumb => CardWord::Dumb.say(lang).to_owned(),
            Self::NoChinese => CardWord::NoChinese.say(lang).to_owned(),
            Self::Locale(locale) if locale.is_empty() => CardWord::NoLocale.say(lang).to_owned(),
            Self::Locale(locale) => CardWord::Locale.with(lang, &[locale]),
            Self::NotUtf8(width) => CardWord::NotUtf8.with(lang, &[width]),
            Self::TooSmall(size) => CardWord::TooSmall.with(lang, &[&size.cols, &size.rows]),
            Self::Small(size) => CardWord::Small.with(lang, &[&size.cols, &size.rows]),
            Self::Silent(taken) => CardWord::Silent.with(lang, &[&cells(*taken), &(3 - cells(*taken))]),
            Self::Otherwise(told) => CardWord::Otherwise.with(lang, &[&cells(*told)]),
            Self::Mixed => CardWord::Mixed.say(lang).to_owned(),
            Self::Braille(width) => CardWord::Braille.with(lang, &[width]),
            Self::Mono => CardWord::Mono.say(lang).to_owned(),
        }
    }
}

impl Terminal {
    /// Everything that is wrong with it at this size, the gravest first.
    pub fn flaws(&self, size: Size) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        match self.kind.as_str() {
            "" | "dumb" => flaws.push(Flaw::Dumb),
            "linux" => flaws.push(Flaw::NoChinese),
            _ => {}
        }
        if let Some(width) = self.of(Cells::Two).find(|width| *width != 2) {
            flaws.push(Flaw::NotUtf8(width));
        } else if !self.is_utf8() {
            flaws.push(Flaw::Locale(self.locale.clone()));
        }
        if size.cols < LEAST.cols || size.rows < LEAST.rows {
            flaws.push(Flaw::TooSmall(size));
        } else if size.cols < COMFORTABLE.cols || size.rows < COMFORTABLE.rows {
            flaws.push(Flaw::Small(size));
        }
        match (self.fixed, self.told()) {
            (Some(fixed), Some(told)) if fixed != told => flaws.push(Flaw::Otherwise(told)),
            _ => {}
        }
        if let Some(width) = self.of(Cells::One).find(|width| *width != 1) {
            flaws.push(Flaw::Braille(width));
        }
        if self.answer == Answer::Silent {
            flaws.push(Flaw::Silent(self.ambiguous()));
        }
        if self.is_mixed() {
            flaws.push(Flaw::Mixed);
        }
        if self.plain || COLOURLESS.contains(&self.kind.as_str()) {
            flaws.push(Flaw::Mono);
        }
        flaws
    }

    /// Cells that samples of a kind took, where it was told.
    pub(super) fn of(&self, kind: Cells) -> impl Iterator<Item = u16> {
        let told = self.measured.iter().zip(SAMPLES).filter(move |(_, (_, cells))| *cells == kind);
        told.filter_map(|(width, _)| *width)
    }
}
