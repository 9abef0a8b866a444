//! The conflicts board: both sides of everything that two posts said apart, and how a person settles it.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Action, Board, Row};
use crate::domain::{Conflict, Side};
use crate::text::cells;
use crate::text::words::{ConflictWord, Word};

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = |row: &Row| {
        let Row::Conflict(aspect) = row else { return None };
        scene.model.derived.conflicts.iter().find(|conflict| conflict.aspect == *aspect)
    };
    let conflicts: Vec<&Conflict> = scene.model.rows(Board::Conflicts).iter().filter_map(listed).collect();
    if conflicts.is_empty() {
        empty::board(scene, Board::Conflicts, Nothing::Conflicts, area, pen);
        return;
    }
    let place = scene.model.selected_place(Board::Conflicts);
    let mut lines = Vec::new();
    let mut selected = 0;
    for (conflict, n) in conflicts.iter().copied().zip(0..) {
        let here = Some(n) == place;
        if here {
            selected = lines.len();
        }
        lines.extend(conflict_lines(scene, conflict, here));
    }
    let rows = area.height.saturating_sub(2);
    let page = parts::Page::of(Some(selected), lines.len(), rows);
    let lang = scene.model.lang;
    let title = page.title(scene, Board::Conflicts, ConflictWord::Title.with(lang, &[&conflicts.len()]));
    pen.line(area, &Line::new().gap(1).rest(title, Meaning::Heading));
    pen.lines(Rect { y: area.y + 1, height: rows, ..area }, lines.iter().skip(page.first));
    if area.height > 2 {
        let last = Rect { y: area.bottom() - 1, height: 1, ..area };
        let how = ConflictWord::How.with(lang, &[&scene.model.key_name(Action::Undo)]);
        pen.line(last, &Line::new().gap(1).rest(how, Meaning::Key));
    }
}

fn conflict_lines<'a>(scene: &Scene<'a>, conflict: &'a Conflict, here: bool) -> Vec<Line<'a>> {
    let mark = if here { ">" } else { " " };
    let aspect = scene.say.aspect(&conflict.aspect);
    let mut lines =
        vec![Line::new().text(mark, Meaning::Plain).text("!", Meaning::Attention).rest(aspect, Meaning::Attention)];
    let keys = |n: usize| {
        let settle = u8::try_from(n).ok().filter(|_| here).map(Action::SettleFor);
        let keys = settle.and_then(|settle| scene.model.keys.key_on(Board::Conflicts, settle));
        keys.map(|keys| keys.name(scene.model.lang)).unwrap_or_default()
    };
    let longest = (0..conflict.sides.len()).map(|n| cells_of(&keys(n)) + 1).max();
    for (side, n) in conflict.sides.iter().zip(0..) {
        let cells = longest.unwrap_or(KEY_CELLS).max(KEY_CELLS);
        lines.push(side_line(scene, side, (keys(n), cells), here && n == scene.model.side));
    }
    lines.push(Line::new());
    lines
}

/// Cells of a key's name: none has a character of ambiguous width.
fn cells_of(name: &str) -> u16 {
    u16::try_from(cells::width(name, cells::Ambiguous::One)).unwrap_or(KEY_CELLS)
}

/// Cells of the key that settles for a side, at least.
const KEY_CELLS: u16 = 8;

fn side_line<'a>(scene: &Scene<'a>, side: &'a Side, (keys, cells): (String, u16), here: bool) -> Line<'a> {
    Line::new()
        .gap(2)
        .text(if here { "> " } else { "  " }, Meaning::Plain)
        .col(cells, keys, Meaning::Key)
        .rest(scene.say.value(&side.value), Meaning::Plain)
        .gap(2)
        .text(scene.say.side(side, scene.model.post.id), Meaning::Quiet)
        .gap(1)
        .selected(here)
}
