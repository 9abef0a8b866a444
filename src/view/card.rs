//! The test card, drawn. The encoder places the cursor anew after every character of doubtful width, so the bars of a
//! ruler stand where they are meant to: what a terminal gives other cells than the ruler is cut by its bar, or leaves a
//! gap before it.

use ratatui::layout::Rect;

use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use crate::console::{CardRow, SAMPLES, Terminal};
use crate::text::Lang;
use crate::text::cells::Ambiguous;
use crate::text::words::{CardWord, Word};

/// Cells of a row's name.
const NAME_CELLS: u16 = 12;

/// Cells of a sample, its bar and the blanks after it.
const SAMPLE_CELLS: u16 = 5;

/// Draws the card's rows from `top` on.
pub(super) fn draw(rows: &[CardRow], top: usize, terminal: &Terminal, lang: Lang, area: Rect, pen: &mut Pen) {
    for (row, y) in rows.iter().skip(top).zip(area.y..area.bottom()) {
        self::row(row, terminal, lang, Rect { y, height: 1, ..area }, pen);
    }
}

fn row(row: &CardRow, terminal: &Terminal, lang: Lang, area: Rect, pen: &mut Pen) {
    let named = |word: CardWord| Line::new().gap(1).col(NAME_CELLS, word.say(lang), Meaning::Quiet);
    match row {
        CardRow::Title(text) => {
            let title = Line::new().gap(1).text(CardWord::Title.say(lang), Meaning::Heading);
            pen.line(area, &title.gap(2).rest(text.as_str(), Meaning::Plain));
        }
        CardRow::Flaw { begins, grave, text } => {
            let (mark, meaning) = if *grave { ("!", Meaning::Alarm) } else { ("~", Meaning::Attention) };
            let mark = Line::new().gap(1).col(2, if *begins { mark } else { "" }, meaning);
            pen.line(area, &mark.rest(text.as_str(), meaning));
        }
        CardRow::Fine(text) => pen.line(area, &Line::new().gap(3).rest(*text, Meaning::Plain)),
        CardRow::Blank => {}
        CardRow::Rule(text) => pen.line(area, &Line::new().gap(3).rest(text.as_str(), Meaning::Quiet)),
        CardRow::Bell(text) => pen.line(area, &named(CardWord::Bell).rest(*text, Meaning::Plain)),
        CardRow::Ruler(cells) => {
            pen.line(area, &named(if *cells == Ambiguous::One { CardWord::One } else { CardWord::Two }));
            for (x, (sample, _)) in places(area).zip(SAMPLES) {
                let used = pen.put_as(*cells, x, area.y, area.right().saturating_sub(x), sample);
                pen.put(x + used, area.y, area.right().saturating_sub(x + used), "|", Meaning::Quiet);
            }
        }
        CardRow::Measured => {
            pen.line(area, &named(CardWord::Measured));
            for (x, cells) in places(area).zip(terminal.measured) {
                let told = cells.map_or_else(|| "?".to_owned(), |cells| cells.to_string());
                pen.put(x, area.y, area.right().saturating_sub(x).min(SAMPLE_CELLS), &told, Meaning::Plain);
            }
        }
        CardRow::Colours => {
            pen.line(area, &named(CardWord::Colours));
            let mut x = area.x + 1 + NAME_CELLS;
            for (word, meaning) in LOOKS {
                x += pen.put(x, area.y, area.right().saturating_sub(x), word.say(lang), meaning) + 2;
            }
        }
    }
}

/// Where samples stand, as far as there is room.
fn places(area: Rect) -> impl Iterator<Item = u16> {
    let first = area.x + 1 + NAME_CELLS;
    (first..area.right().saturating_sub(2)).step_by(usize::from(SAMPLE_CELLS))
}

/// Each look with what it is for.
const LOOKS: [(CardWord, Meaning); 9] = [
    (CardWord::OfAlarm, Meaning::Alarm),
    (CardWord::OfFresh, Meaning::Fresh),
    (CardWord::OfAttention, Meaning::Attention),
    (CardWord::OfStatus, Meaning::Status),
    (CardWord::OfDrill, Meaning::Drill),
    (CardWord::OfTest, Meaning::Test),
    (CardWord::OfPast, Meaning::Past),
    (CardWord::OfKey, Meaning::Key),
    (CardWord::OfQuiet, Meaning::Quiet),
];
