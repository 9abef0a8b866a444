//! Drawing: `draw(&Model, …)`. It holds a shared reference and no interior mutability, so it can change nothing.
//!
//! One file per region. Four fixed zones (`zones`); every text is written by `pen`; every style is a meaning
//! ([`Look`]). Default screens have no character of ambiguous width but the user's own.

mod aar;
mod age;
mod assembly;
mod atlas;
mod beside;
mod boards_line;
mod card;
mod conflicts;
mod consult;
mod drill;
mod empty;
mod entry;
mod hub;
mod incident;
mod journal;
mod keys;
mod line;
mod linkage;
mod look;
mod map;
mod onsite;
mod orders;
mod overlay;
mod parts;
mod past;
mod pen;
mod plain;
mod plan;
mod rail;
mod reports;
mod resources;
mod scene;
mod situation;
mod start;
mod status;
mod structure;
mod switchover;
mod teams;
mod zones;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::console::{Board, JournalState, Mode, Model};
use crate::text::words::{StatusWord, Word};
use line::Line;
use pen::Pen;
use scene::Scene;

pub use look::{Look, Meaning};
pub use plain::{meanings, rows};
pub use start::{draw_start, paint_start};

/// The size of [`text_of`] when the model has none.
const TEXT_SIZE: (u16, u16) = (80, 24);

/// Draws the whole screen and sets the cursor.
pub fn draw(model: &Model, look: &Look, frame: &mut Frame) {
    if let Some(cursor) = paint(model, look, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the whole screen on a buffer of any size, also none; returns where the cursor stands.
pub fn paint(model: &Model, look: &Look, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    // The present stays in the status line and the rail while the boards are of the past.
    let now = Scene::of(model);
    let scene = Scene::of(model.shown());
    let mut pen = Pen::new(buffer, *look);
    let zones = zones::divide(area, u16::from(model.layout.rail_rows));
    status::draw(&now, zones.status, zones.beside.height > 0, &mut pen);
    boards_line::draw(&scene, zones.boards, &mut pen);
    board(&scene, zones.board, &mut pen);
    rail::draw(&now, zones.rail, &mut pen);
    let typing = match &model.past {
        Some(past) if scene.model.mode() != Mode::Filter => past::strip(model, past, zones.entry, &mut pen),
        _ => entry::draw(&scene, zones.entry, &mut pen),
    };
    keys::draw(&scene, zones.notice, zones.keys, &mut pen);
    let over = overlay::draw(&scene, zones.board, &mut pen);
    let notice = if zones.notice.height > 0 { zones.notice } else { zones.keys };
    entry::notice(&scene, notice, &mut pen);
    entry::notice(&now, notice, &mut pen);
    journal_failed(&now, zones.boards, &mut pen);
    beside::draw(&now, zones.beside, &mut pen);
    let cursor = match scene.model.mode() {
        Mode::Form => over,
        Mode::Help | Mode::Menu | Mode::Ask | Mode::Reading => None,
        Mode::Board | Mode::Rail | Mode::Entry | Mode::Filter => typing,
    };
    cursor.filter(|at| area.contains(*at))
}

/// The screen as plain text, one line a row, trailing blanks cut: for output without a terminal.
pub fn text_of(model: &Model, look: &Look) -> String {
    let size = match (model.size.cols, model.size.rows) {
        (0, _) | (_, 0) => TEXT_SIZE,
        size => size,
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    paint(model, look, &mut buffer);
    let rows = rows(&buffer, look.ambiguous);
    rows.iter().flat_map(|row| [row.trim_end(), "\n"]).collect()
}

fn board(scene: &Scene, area: Rect, pen: &mut Pen) {
    if area.height == 0 || area.width == 0 {
        return;
    }
    match scene.model.board {
        Board::Situation => situation::draw(scene, area, pen),
        Board::Incident => incident::draw(scene, area, pen),
        Board::Teams => teams::draw(scene, area, pen),
        Board::Orders => orders::draw(scene, area, pen),
        Board::Plan => plan::draw(scene, area, pen),
        Board::Conflicts => conflicts::draw(scene, area, pen),
        Board::Hub => hub::draw(scene, area, pen),
        Board::Drill => drill::draw(scene, area, pen),
        Board::Journal => journal::draw(scene, area, pen),
        Board::Map => atlas::draw(scene, area, pen),
        Board::Reports => reports::draw(scene, area, pen),
        Board::Switchover => switchover::draw(scene, area, pen),
        Board::Consultation => consult::draw(scene, area, pen),
        Board::Assembly => assembly::draw(scene, area, pen),
        Board::Resources => resources::draw(scene, area, pen),
        Board::Aar => aar::draw(scene, area, pen),
        Board::Linkage => linkage::draw(scene, area, pen),
        Board::Onsite => onsite::draw(scene, area, pen),
        Board::Structure => structure::draw(scene, area, pen),
    }
}

/// That nothing is recorded any more takes the place of the boards line: it must not be overlooked.
fn journal_failed(scene: &Scene, area: Rect, pen: &mut Pen) {
    if let JournalState::Failed(why) = &scene.model.journal
        && area.height > 0
    {
        pen.fill(area, Meaning::Alarm);
        let text = StatusWord::JournalFailedLine.with(scene.model.lang, &[&why.text(scene.model.lang)]);
        pen.line(area, &Line::new().text("!!! ", Meaning::Fresh).rest(text, Meaning::Alarm));
    }
}
