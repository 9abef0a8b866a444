//! The test card: what shows whether this terminal can show the boards, row by row.

use super::flaw::Flaw;
use super::terminal::{Answer, Terminal};
use super::{Bell, Model, Size};
use crate::text::Lang;
use crate::text::cells::{Ambiguous, wrap};
use crate::text::words::{CardWord, Word};

/// One row of the card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CardRow {
    /// What the terminal is, and how ambiguous characters are taken.
    Title(String),
    /// A piece of a sentence about what is wrong.
    Flaw {
        /// Whether it begins the sentence.
        begins: bool,
        /// Whether it makes the boards wrong.
        grave: bool,
        /// The words.
        text: String,
    },
    /// That nothing is wrong, or not known yet.
    Fine(&'static str),
    /// An empty row.
    Blank,
    /// How many cells each sample took.
    Measured,
    /// Each sample in so many cells, with a bar right after them.
    Ruler(Ambiguous),
    /// How to read the rulers.
    Rule(String),
    /// Every meaning in its look.
    Colours,
    /// What the bell did.
    Bell(&'static str),
}

/// The card of a terminal of this size.
pub fn card(terminal: &Terminal, size: Size, bell: Bell, lang: Lang) -> Vec<CardRow> {
    let mut rows = vec![CardRow::Title(title(terminal, size, lang))];
    // A mark and two blanks stand before the words.
    let cells = usize::from(size.cols.saturating_sub(4)).max(16);
    let flaws = terminal.flaws(size);
    for flaw in &flaws {
        rows.extend(told(flaw, cells, lang));
    }
    match terminal.answer {
        Answer::Waiting => rows.push(CardRow::Fine(CardWord::Waiting.say(lang))),
        Answer::NotAsked => rows.push(CardRow::Fine(CardWord::NotAsked.say(lang))),
        Answer::Heard if flaws.is_empty() => rows.push(CardRow::Fine(CardWord::Well.say(lang))),
        Answer::Heard | Answer::Silent => {}
    }
    rows.push(CardRow::Blank);
    rows.extend([CardRow::Ruler(Ambiguous::One), CardRow::Ruler(Ambiguous::Two), CardRow::Measured]);
    let rule = wrap(CardWord::Rule.say(lang), cells, Ambiguous::One);
    rows.extend(rule.into_iter().map(|line| CardRow::Rule(line.to_owned())));
    rows.push(CardRow::Blank);
    rows.push(CardRow::Colours);
    rows.push(CardRow::Bell(if bell == Bell::Rings { CardWord::BellRang } else { CardWord::BellOff }.say(lang)));
    rows
}

fn told(flaw: &Flaw, cells: usize, lang: Lang) -> Vec<CardRow> {
    let said = flaw.say(lang);
    let pieces = wrap(&said, cells, Ambiguous::One);
    let row =
        |(n, text): (usize, &str)| CardRow::Flaw { begins: n == 0, grave: flaw.is_grave(), text: text.to_owned() };
    pieces.into_iter().enumerate().map(row).collect()
}

fn title(terminal: &Terminal, size: Size, lang: Lang) -> String {
    let cells = if terminal.ambiguous() == Ambiguous::Two { 2 } else { 1 };
    let how = match (terminal.fixed, terminal.told()) {
        (Some(_), _) => CardWord::Fixed,
        (None, Some(_)) => CardWord::Auto,
        (None, None) => CardWord::Usual,
    };
    let or_unknown =
        |text: &str| if text.is_empty() { CardWord::Unknown.say(lang).to_owned() } else { text.to_owned() };
    let (kind, locale) = (or_unknown(&terminal.kind), or_unknown(&terminal.locale));
    format!("{}x{}  {kind}  {locale}  {}", size.cols, size.rows, how.with(lang, &[&cells]))
}

impl Model {
    /// The test card of this console's terminal.
    pub fn card(&self) -> Vec<CardRow> {
        card(&self.terminal, self.size, self.bell, self.lang)
    }
}
