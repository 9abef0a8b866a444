//! The keys line: what the console's key table says works here and now, the most useful first.

use ratatui::layout::Rect;

use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::Hint;
use crate::text::Lang;

/// Blank cells between two hints.
const GAP: u16 = 2;

/// Draws the line; hints that do not fit whole are left out. Once keys have begun, what may follow them has the row
/// above too, `more`.
pub(super) fn draw(scene: &Scene, more: Rect, area: Rect, pen: &mut Pen) {
    if area.height == 0 {
        return;
    }
    let lang = scene.model.lang;
    let hints = scene.model.hints();
    let Some(title) = scene.model.begun_title() else {
        row(&hints, lang, area.x + u16::from(area.width > 20), area, pen);
        return;
    };
    let rows = [more, area].map(|row| Rect { height: row.height.min(1), ..row });
    let (name, title) = (scene.model.begun.name(lang), title.title(lang));
    let needed = needed(&hints, lang, pen) + pen.width(&name) + pen.width(title) + 1 + GAP;
    let mut left = hints.as_slice();
    let mut begun = Some((name, title));
    // One row when all of it fits there: nothing moves that need not.
    for at in rows.into_iter().skip(usize::from(needed + 2 <= area.width)).filter(|at| at.height > 0) {
        pen.fill(at, Meaning::Plain);
        let mut x = at.x + u16::from(at.width > 20);
        if let Some((name, title)) = begun.take() {
            x += pen.put(x, at.y, at.right().saturating_sub(x), &name, Meaning::Heading) + 1;
            x += pen.put(x, at.y, at.right().saturating_sub(x), title, Meaning::Heading) + GAP;
        }
        let drawn = row(left, lang, x, at, pen);
        left = left.get(drawn..).unwrap_or_default();
    }
    if !left.is_empty() {
        pen.put(area.right().saturating_sub(2), area.y, 2, "..", Meaning::Quiet);
    }
}

/// Cells of these hints, with the gap behind each.
fn needed(hints: &[Hint], lang: Lang, pen: &Pen) -> u16 {
    hints.iter().map(|hint| pen.width(&hint.key.name(lang)) + 1 + pen.width(hint.leads.title(lang)) + GAP).sum()
}

/// Draws hints from `x` on; returns how many there was room for.
fn row(hints: &[Hint], lang: Lang, x: u16, area: Rect, pen: &mut Pen) -> usize {
    let mut x = x;
    for (hint, n) in hints.iter().zip(0..) {
        let (key, title) = (hint.key.name(lang), hint.leads.title(lang));
        let needed = pen.width(&key) + 1 + pen.width(title);
        if x + needed > area.right() {
            return n;
        }
        x += pen.put(x, area.y, area.right() - x, &key, Meaning::Key) + 1;
        x += pen.put(x, area.y, area.right() - x, title, Meaning::Plain) + GAP;
    }
    hints.len()
}
