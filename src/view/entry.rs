//! The entry line: where a person types. The hardware cursor stands there, so that an input method's window opens
//! there too.

use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;
use super::status;
use crate::console::{Action, Context, Mode};
use crate::text::Lang;
use crate::text::cells;
use crate::text::visible::visible;
use crate::text::when;
use crate::text::words::{EntryWord, ListWord, Word};

/// Cells kept for what is typed, however long the name of the incident is.
const TYPING_MIN: u16 = 16;

/// Cells of the incident's name before the field. Its name and not its number: that changes as lists do, and nothing may
/// move under the cursor.
const TITLE_CELLS: usize = 12;

/// Draws the line; returns where its cursor stands.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) -> Option<Position> {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    if scene.model.mode() == Mode::Filter {
        return Some(filter(scene, area, pen));
    }
    let entry = &scene.model.entry;
    let here = scene.model.mode() == Mode::Entry;
    let mut x = area.x + u16::from(area.width > 20);
    if scene.model.world.realm().is_drill() || scene.model.beside.is_some() {
        x += pen.put(x, area.y, area.width, status::realm_word(scene), status::realm_meaning(scene)) + 1;
    }
    let left = |x: u16| area.right().saturating_sub(x);
    let prompt = prompt(scene, entry.is_draft(), pen);
    let idle = (entry.line.is_empty() && !here).then(|| invitation(scene));
    let wanted = idle.as_ref().map_or(TYPING_MIN, |words| pen.width(words));
    let room = left(x).saturating_sub(wanted);
    let short = EntryWord::Log.say(scene.model.lang);
    let fitted = if pen.width(&prompt) <= room { prompt.as_str() } else { short };
    x += pen.put(x, area.y, left(x), fitted, Meaning::Heading);
    if let Some(words) = idle {
        pen.put(x, area.y, left(x), &words, Meaning::Quiet);
        return Some(Position { x: x.min(area.right() - 1), y: area.y });
    }
    Some(typed(entry.line.before(), entry.line.after(), Rect { x, width: left(x), height: 1, ..area }, here, pen))
}

/// The keys that open the line, said where nothing is typed yet.
fn invitation(scene: &Scene) -> String {
    let model = scene.model;
    let ways = model.keys.names_in(Context::Lists, Action::Write, model.lang);
    let ways = if ways.is_empty() { model.key_name(Action::Write) } else { ways.join(&or(model.lang)) };
    EntryWord::Empty.with(model.lang, &[&ways])
}

/// Between two ways to the same.
fn or(lang: Lang) -> String {
    format!(" {} ", EntryWord::Or.say(lang))
}

/// The filter of the board's list takes the entry line's place while it is typed: the eye knows where to look.
fn filter(scene: &Scene, area: Rect, pen: &mut Pen) -> Position {
    let model = scene.model;
    let prompt = ListWord::Prompt.with(model.lang, &[&model.board.title(model.lang)]);
    let x = area.x + u16::from(area.width > 20);
    let x = x + pen.put(x, area.y, area.right().saturating_sub(x), &prompt, Meaning::Heading) + 1;
    let x = x.min(area.right().saturating_sub(1));
    let field = Rect { x, width: area.right() - x, height: 1, ..area };
    let cursor = typed(model.filter_line.before(), model.filter_line.after(), field, true, pen);
    if let Some(flaw) = model.asked(model.board).and_then(|asked| asked.sought.flaw()) {
        let words = ListWord::Flaw.with(model.lang, &[&flaw]);
        let cells = pen.width(&words).min(field.width / 2);
        pen.put(area.right() - cells, area.y, cells, &words, Meaning::Attention);
    }
    cursor
}

/// Writes a text being typed, scrolled so that the cursor is in sight; returns where the cursor stands.
pub(super) fn typed(before: &str, after: &str, area: Rect, here: bool, pen: &mut Pen) -> Position {
    let meaning = if here { Meaning::Input } else { Meaning::Plain };
    let before = visible(before);
    let after = visible(after);
    if here {
        pen.fill(area, meaning);
    }
    // One cell is kept for the cursor behind the last character.
    let room = usize::from(area.width).saturating_sub(1);
    let start = if cells::width(&before, pen.ambiguous()) > room {
        cells::tail(&before, room * 3 / 4, pen.ambiguous())
    } else {
        &before
    };
    let used = pen.put(area.x, area.y, area.width, start, meaning);
    let x = area.x + used;
    pen.put(x, area.y, area.right().saturating_sub(x), &after, meaning);
    Position { x: x.min(area.right().saturating_sub(1)), y: area.y }
}

/// What the entry is: its time, the incident of the draft or the one that is selected, the team it is about.
fn prompt(scene: &Scene, draft: bool, pen: &Pen) -> String {
    let entry = &scene.model.entry;
    let mut parts = Vec::new();
    if let Some(at) = entry.began.or(entry.opened.filter(|_| scene.model.mode() == Mode::Entry)) {
        parts.push(when::minute(at));
    }
    if entry.memo {
        parts.push(scene.say.word(EntryWord::Memo).to_owned());
    }
    let target = if draft || entry.memo { entry.target } else { scene.model.selected_incident() };
    let target = target.map(|id| scene.model.world.kept(id));
    parts.extend(target.and_then(|id| scene.incidents.iter().find(|row| row.id == id)).map(|row| {
        let title = scene.say.incident(row.id);
        cells::cut(&title, TITLE_CELLS, pen.ambiguous()).trim_end().to_owned()
    }));
    parts.extend(scene.model.entry_lead().map(|(team, _)| scene.say.team(&team).to_owned()));
    match parts.as_slice() {
        [] => scene.say.word(EntryWord::Log).to_owned(),
        parts => EntryWord::LogTo.with(scene.model.lang, &[&parts.join(" ")]),
    }
}

/// Draws the word to the operator, when there is one.
pub(super) fn notice(scene: &Scene, area: Rect, pen: &mut Pen) {
    let Some(notice) = &scene.model.notice else { return };
    let meaning = if notice.alarm { Meaning::Alarm } else { Meaning::Attention };
    pen.fill(area, Meaning::Plain);
    let mark = if notice.alarm { "!" } else { " " };
    pen.line(area, &Line::new().text(mark, meaning).rest(notice.text.as_str(), meaning));
}
