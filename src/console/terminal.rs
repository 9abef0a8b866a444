//! What is known of the terminal: what its environment says, and where its cursor stood after the domain's characters.
//!
//! Each of [`SAMPLES`] is written at the start of a row of its own, from the second on, and the terminal is asked where
//! its cursor stands (CSI 6n). The row of the answer says which character it was, the column how many cells it took.

use super::Size;
use crate::clock::{At, Span};
use crate::text::cells::Ambiguous;

/// How many cells a character may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cells {
    /// One or two, as the terminal has it (East Asian width "ambiguous").
    Either,
    /// One everywhere.
    One,
    /// Two everywhere.
    Two,
}

/// The domain's own characters that terminals disagree about, box and braille as maps use them, and plain Chinese.
pub const SAMPLES: [(&str, Cells); 11] = [
    ("\u{2160}", Cells::Either),
    ("\u{2161}", Cells::Either),
    ("\u{201c}", Cells::Either),
    ("\u{201d}", Cells::Either),
    ("\u{2026}", Cells::Either),
    ("\u{2014}", Cells::Either),
    ("\u{b7}", Cells::Either),
    ("\u{25cf}", Cells::Either),
    ("\u{2500}", Cells::Either),
    ("\u{283f}", Cells::One),
    ("中", Cells::Two),
];

/// The row that the first sample is written on, counted from 1. Not the first: there an answer and a key look alike.
pub const FIRST_ROW: u16 = 2;

/// Whether the terminal says where its cursor stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Answer {
    /// It was not asked.
    #[default]
    NotAsked,
    /// It was asked, and the time for an answer is not up.
    Waiting,
    /// It said nothing in time.
    Silent,
    /// It answered.
    Heard,
}

/// What the environment says of the terminal, and what it said itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terminal {
    /// Its kind: `TERM`.
    pub kind: String,
    /// The locale that says how characters are written: `LC_ALL`, `LC_CTYPE` or `LANG`.
    pub locale: String,
    /// Whether `NO_COLOR` asks for none.
    pub plain: bool,
    /// The width of ambiguous characters, when a setting says it; measured otherwise.
    pub fixed: Option<Ambiguous>,
    /// Whether it answers.
    pub answer: Answer,
    /// Cells that each of [`SAMPLES`] took, where it was told.
    pub measured: [Option<u16>; SAMPLES.len()],
    /// When it was asked.
    pub asked: Option<At>,
    /// Which of [`SAMPLES`] it was asked for and has not told.
    pub open: [bool; SAMPLES.len()],
}

impl Terminal {
    /// It is asked now. What it told before stands until it says otherwise.
    pub fn ask(&mut self, now: At) {
        (self.answer, self.asked) = (Answer::Waiting, Some(now));
        self.open = [true; SAMPLES.len()];
    }

    /// It said that its cursor stands here, counted from 1. What was not asked is not believed.
    pub fn hear(&mut self, column: u16, row: u16) {
        if self.asked.is_none() {
            return;
        }
        let place = usize::from(row.saturating_sub(FIRST_ROW));
        if let (Some(cells), Some(open), Some(width)) =
            (self.measured.get_mut(place), self.open.get_mut(place), column.checked_sub(1))
        {
            (*cells, *open) = (Some(width), false);
            self.answer = Answer::Heard;
        }
    }

    /// It is now; an answer may take so long.
    pub fn tick(&mut self, now: At, wait: Span) {
        if self.answer == Answer::Waiting && self.asked.is_none_or(|asked| now < asked || now - asked >= wait) {
            self.answer = Answer::Silent;
        }
    }

    /// Whether an answer may still come: it was asked for samples that fit this size, and the time is not up.
    pub fn is_awaited(&self, size: Size, now: At, wait: Span) -> bool {
        self.asked.is_some_and(|asked| (Span::ZERO..wait).contains(&(now - asked)))
            && self.open.iter().take(fitting(size)).any(|open| *open)
    }

    /// Cells that it gives characters of ambiguous width: as a setting says, else two when it gave any of them two,
    /// which leaves a gap after the others and cuts none, else as its locale's terminals usually do.
    pub fn ambiguous(&self) -> Ambiguous {
        self.fixed.or_else(|| self.told()).unwrap_or_else(|| self.usual())
    }

    /// The same as it was measured.
    pub fn told(&self) -> Option<Ambiguous> {
        let told: Vec<u16> = self.of(Cells::Either).collect();
        let wide = told.contains(&2);
        (!told.is_empty()).then_some(if wide { Ambiguous::Two } else { Ambiguous::One })
    }

    /// Whether it gives some of them one cell and others two.
    pub fn is_mixed(&self) -> bool {
        let told: Vec<u16> = self.of(Cells::Either).collect();
        told.iter().any(|cells| Some(cells) != told.first())
    }

    /// What the terminals of its locale do that do not say: those set up for Chinese, Japanese or Korean give two, and
    /// where that is wrong it leaves a gap and cuts nothing.
    pub fn usual(&self) -> Ambiguous {
        let wide = ["zh", "ja", "ko"].iter().any(|language| self.locale.starts_with(language));
        if wide { Ambiguous::Two } else { Ambiguous::One }
    }

    /// Whether its locale writes characters as UTF-8.
    pub fn is_utf8(&self) -> bool {
        let locale = self.locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

/// How many of [`SAMPLES`] a terminal of this size has rows for.
pub fn fitting(size: Size) -> usize {
    if size.cols < 4 { 0 } else { SAMPLES.len().min(usize::from(size.rows.saturating_sub(FIRST_ROW - 1))) }
}
