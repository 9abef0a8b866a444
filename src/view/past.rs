//! That the screen is of the past is said in its frame: in the status line, and in the strip where one would type.

use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use crate::console::{Model, Past};
use crate::text::when;
use crate::text::words::{PastWord, Word};

/// The moment, as the status line has it.
pub(super) fn mark(model: &Model) -> Option<String> {
    let past = model.past.as_ref()?;
    let clock = format!("{} {}", when::date(past.at), when::clock(past.at));
    Some(PastWord::Mark.with(model.lang, &[&clock]))
}

/// The strip in the place of the entry line; nothing is typed there, so it has no cursor.
pub(super) fn strip(model: &Model, past: &Past, area: Rect, pen: &mut Pen) -> Option<Position> {
    let lang = model.lang;
    let clock = format!("{} {}", when::date(past.at), when::clock(past.at));
    let missing = if past.missing > 0 { PastWord::Missing.with(lang, &[&past.missing]) } else { String::new() };
    let going = if model.rewind.is_some() { PastWord::Going.say(lang).to_owned() } else { String::new() };
    let told: String = [missing, going].iter().filter(|word| !word.is_empty()).flat_map(|word| [word, "  "]).collect();
    pen.fill(area, Meaning::Past);
    let line = Line::new()
        .gap(1)
        .text(PastWord::Strip.with(lang, &[&clock, &past.number]), Meaning::Past)
        .gap(2)
        .text(told, Meaning::Past)
        .rest(PastWord::Ways.say(lang), Meaning::Past);
    pen.line(area, &line);
    None
}
