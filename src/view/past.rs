//! That the screen is of the past is said in its frame: in the status line, and in the strip where one would type.

use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use crate::console::{Action, Context, Model, Past};
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
    let mut line = Line::new()
        .gap(1)
        .text(PastWord::Strip.with(lang, &[&clock, &past.number]), Meaning::Past)
        .gap(2)
        .text(told, Meaning::Past);
    let [out, along @ ..] = ways(model);
    line = line.text(out, Meaning::Past);
    for way in along {
        line = line.gap(2).optional().text(way, Meaning::Past).optional();
    }
    pen.line(area, &line);
    None
}

/// The ways out of the past and along it, the most needed first.
fn ways(model: &Model) -> [String; 4] {
    let lang = model.lang;
    let key = |action| model.key_name_in(Context::Lists, action);
    let pair = |one: Action, other: Action| {
        let (one, other) = (key(one), key(other));
        // `Ctrl-左右`, not twice the chord.
        let chord = one.rfind(['-', ' ']).and_then(|at| one.get(..=at)).unwrap_or_default();
        let other = other.strip_prefix(chord).unwrap_or(&other);
        format!("{one}{}{other}", if other.is_ascii() { "/" } else { "" })
    };
    [
        format!("{} {}", key(Action::Back), PastWord::Now.say(lang)),
        format!("{} {}", key(Action::PastAt), PastWord::Time.say(lang)),
        format!("{} {}", pair(Action::EventBefore, Action::EventAfter), PastWord::Entry.say(lang)),
        format!("{} {}", pair(Action::HourBefore, Action::HourAfter), PastWord::Hour.say(lang)),
    ]
}
