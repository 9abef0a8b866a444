//! The journal board: the log, newest first, with a number for each entry that can be said on the radio.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, TIME_CELLS};
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Board, Entry, EntryKind, Row, Wanted, detail_rows};
use crate::text::number::{DIGITS, number};
use crate::text::words::{IncidentWord, JournalWord, Word};
use crate::text::{Lang, cells, when};

/// Cells of the minute of a number `1558-372`, its dash, and the blank after it.
const MINUTE_CELLS: u16 = 6;

/// Cells of a kind with the blank after it.
fn kind_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 5,
        Lang::En => 9,
    }
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let model = scene.model;
    let listed = model.rows(Board::Journal);
    let detail = detail_rows(Board::Journal, area.height);
    let rows = area.height.saturating_sub(detail + 1);
    let place = model.selected_place(Board::Journal);
    let body = Rect { y: area.y + 1, height: rows, ..area };
    let page = parts::Page::of(place, listed.len(), rows);
    let digits = shown_digits(scene, listed.iter().skip(page.first).take(usize::from(rows)));
    pen.line(area, &heading(scene, digits));
    if listed.is_empty() {
        match (&model.chronicle.waiting, model.chronicle.asked_plain()) {
            (Some(_), _) => {
                pen.line(body, &Line::new().gap(1).rest(scene.say.word(JournalWord::Looking), Meaning::Quiet));
            }
            (None, true) => empty::pane(scene, Nothing::Log, body, pen),
            (None, false) => empty::pane(scene, Nothing::FoundInLog, body, pen),
        }
        return;
    }
    let entry = |row: &Row| if let Row::Entry(number) = row { model.chronicle.entry(*number) } else { None };
    let lines: Vec<Line> = listed
        .iter()
        .zip(0..)
        .skip(page.first)
        .take(usize::from(rows))
        .filter_map(|(row, n)| Some(line(scene, entry(row)?, digits, Some(n) == place)))
        .collect();
    pen.lines(body, &lines);
    let below = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(entry) = model.selected(Board::Journal).and_then(entry) {
        let lines = details(scene, entry, below.width, pen.ambiguous());
        pen.lines(below, &lines);
    }
}

/// Digits of the longest number on the page, so that its column is as wide as that.
fn shown_digits<'a>(scene: &Scene, rows: impl Iterator<Item = &'a Row>) -> u8 {
    let digits = rows.map(|row| if let Row::Entry(number) = row { scene.model.chronicle.digits(*number) } else { 0 });
    digits.max().unwrap_or(0).max(DIGITS.0)
}

fn heading(scene: &Scene, digits: u8) -> Line<'static> {
    let model = scene.model;
    let title = JournalWord::Title.with(model.lang, &[&model.events]);
    let mut title = parts::Page::of(None, 0, 1).title(scene, Board::Journal, title);
    let wanted = wanted(scene, &model.chronicle.wanted);
    if !wanted.is_empty() {
        title = format!("{title}  {wanted}");
    }
    let looking = if model.chronicle.waiting.is_some() { scene.say.word(JournalWord::Looking) } else { "" };
    Line::new()
        .gap(2)
        .col(MINUTE_CELLS + u16::from(digits), scene.say.word(JournalWord::Number), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .text(looking, Meaning::Quiet)
        .optional()
}

/// What is filtered, besides the words that are looked for.
fn wanted(scene: &Scene, wanted: &Wanted) -> String {
    let mut parts = Vec::new();
    parts.extend(wanted.team.as_ref().map(|team| scene.say.team(team).to_owned()));
    parts.extend(wanted.place.as_ref().map(|place| scene.say.place(place).to_owned()));
    parts.extend(wanted.kind.map(|kind| kind.title(scene.model.lang).to_owned()));
    if wanted.since.is_some() || wanted.until.is_some() {
        let clock = |at: Option<crate::clock::At>| at.map(when::date_minute).unwrap_or_default();
        parts.push(format!("{} - {}", clock(wanted.since), clock(wanted.until)));
    }
    parts.join("  ")
}

fn line<'a>(scene: &Scene<'a>, entry: &'a Entry, digits: u8, here: bool) -> Line<'a> {
    let event = &entry.event;
    let spoken = number(event.recorded, event.id, scene.model.chronicle.digits(entry.number));
    let stands = scene.model.world.stands(&event.id);
    let meaning = if stands { Meaning::Plain } else { Meaning::Quiet };
    let struck = if stands { String::new() } else { format!("[{}] ", scene.say.word(IncidentWord::Struck)) };
    Line::new()
        .text(if here { "> " } else { "  " }, Meaning::Plain)
        .col(MINUTE_CELLS + u16::from(digits), spoken, Meaning::Quiet)
        .col(TIME_CELLS, day(scene, entry), Meaning::Quiet)
        .optional()
        .col(kind_cells(scene.model.lang), EntryKind::of(&event.fact).title(scene.model.lang), Meaning::Quiet)
        .optional()
        .rest(format!("{struck}{}", scene.say.told(event.id, &event.fact)), meaning)
        .gap(1)
        .text(event.actor.as_str(), Meaning::Quiet)
        .spare()
        .selected(here)
}

/// The day, when it is not today: the number says the minute.
fn day(scene: &Scene, entry: &Entry) -> String {
    let (then, now) = (when::date(entry.event.recorded), when::date(scene.now()));
    if then == now { String::new() } else { then }
}

/// The selected entry in full: its words, who wrote it where and when, and when it came here.
fn details<'a>(scene: &Scene<'a>, entry: &'a Entry, width: u16, ambiguous: cells::Ambiguous) -> Vec<Line<'a>> {
    let event = &entry.event;
    let recorded = format!("{} {}", when::date(event.recorded), when::clock(event.recorded));
    let arrived = format!("{} {}", when::date(entry.arrived), when::clock(entry.arrived));
    let number = number(event.recorded, event.id, scene.model.chronicle.digits(entry.number));
    let told = JournalWord::Told.with(scene.model.lang, &[&recorded, &event.actor, &event.post.short(), &arrived]);
    let mut lines =
        vec![Line::new(), Line::new().gap(1).text(number, Meaning::Heading).gap(2).rest(told, Meaning::Quiet)];
    let text = crate::text::visible::visible(&scene.say.told_in_full(event.id, &event.fact)).into_owned();
    let wrapped = cells::wrap(&text, usize::from(width.saturating_sub(2)), ambiguous);
    lines.extend(wrapped.into_iter().take(2).map(|row| Line::new().gap(1).rest(row.to_owned(), Meaning::Plain)));
    lines
}
