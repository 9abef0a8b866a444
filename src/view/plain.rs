//! A drawn screen as plain text, for output without a terminal and for tests.

use ratatui::buffer::{Buffer, Cell};

use super::look::{Look, Meaning};
use crate::text::cells::{Ambiguous, cluster_width};

/// The rows as text; each is exactly as many cells wide as the buffer.
pub fn rows(buffer: &Buffer, ambiguous: Ambiguous) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    buffer.content().chunks(width).map(|row| text_of_row(row, ambiguous)).collect()
}

fn text_of_row(row: &[Cell], ambiguous: Ambiguous) -> String {
    let mut text = String::with_capacity(row.len() * 2);
    let mut covered = 0;
    for cell in row {
        if covered > 0 {
            // A wide cluster before it covers this cell.
            covered -= 1;
            continue;
        }
        covered = cluster_width(cell.symbol(), ambiguous).saturating_sub(1);
        text.push_str(cell.symbol());
    }
    text
}

/// The same screen with one letter per cell for what it means; `x` is a style no meaning has.
pub fn meanings(buffer: &Buffer, look: &Look) -> Vec<String> {
    let letter = |style| {
        let meaning = look.meaning(style);
        Meaning::LETTERS.iter().find(|(m, _)| Some(*m) == meaning).map_or('x', |(_, letter)| *letter)
    };
    let width = usize::from(buffer.area.width).max(1);
    buffer.content().chunks(width).map(|row| row.iter().map(|cell| letter(cell.style())).collect()).collect()
}
