//! The keys line: what the console's key table says works here and now, the most useful first.

use ratatui::layout::Rect;

use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;

/// Blank cells between two hints.
const GAP: u16 = 2;

/// Draws the line; hints that do not fit whole are left out.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if area.height == 0 {
        return;
    }
    let lang = scene.model.lang;
    let mut x = area.x + u16::from(area.width > 20);
    for hint in scene.model.hints() {
        let (key, title) = (hint.key.name(lang), hint.action.title(lang));
        let needed = pen.width(&key) + 1 + pen.width(title);
        if x + needed > area.right() {
            break;
        }
        x += pen.put(x, area.y, area.right() - x, &key, Meaning::Key) + 1;
        x += pen.put(x, area.y, area.right() - x, title, Meaning::Plain) + GAP;
    }
}
