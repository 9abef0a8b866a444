//! One column of one row, as it is wanted or as the terminal shows it.

use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use super::colour::{Colours, reduce};
use crate::text::visible::visible;

/// What stands in one column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    /// The first column of a glyph; the cell is normal: harmless symbol, colours that there are, no hidden style.
    Glyph {
        /// The normal cell.
        cell: Cell,
        /// Columns it was given.
        width: u16,
    },
    /// A further column of the glyph to the left.
    Tail,
    /// Nobody knows; never wanted.
    Unknown,
}

/// Attributes that are seen where there is no letter.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

impl Slot {
    /// An empty column.
    pub(super) fn blank() -> Self {
        Self::Glyph { cell: Cell::EMPTY, width: 1 }
    }

    /// What `cell` comes to in a place where `room` columns are left, at least one.
    pub(super) fn from_cell(cell: &Cell, room: u16, colours: Colours) -> Self {
        let claimed = match cell.diff_option {
            CellDiffOption::ForcedWidth(width) => width.get(),
            _ if cell.symbol().chars().any(char::is_control) => 1,
            _ => cell.symbol().cell_width(),
        };
        let mut normal = Cell::EMPTY;
        // Boards make foreign text visible; here the last door is shut on whatever slipped through.
        if cell.symbol() != " " && visible(cell.symbol()) != cell.symbol() {
            normal.set_symbol("?");
        } else if claimed > 0 && claimed <= room {
            normal.set_symbol(cell.symbol());
        }
        let width = if normal.symbol() == cell.symbol() { claimed.max(1) } else { 1 };
        normal.fg = reduce(cell.fg, colours);
        normal.bg = reduce(cell.bg, colours);
        normal.modifier = cell.modifier.difference(Modifier::HIDDEN);
        if normal.symbol() == " " {
            normal.modifier &= SEEN_ON_BLANK;
            if normal.modifier.is_empty() {
                normal.fg = Color::Reset;
            }
        }
        Self::Glyph { cell: normal, width }
    }

    /// Whether nothing at all is seen here.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Glyph { cell, .. } if *cell == Cell::EMPTY)
    }
}

/// Whether every terminal moves its cursor by exactly the width of this symbol: ASCII, and the wide characters of
/// Chinese that were wide from the first and are no emoji.
pub(super) fn trusted(symbol: &str, width: u16) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(' '..='~'), None) => width == 1,
        (
            Some(
                '\u{3001}'..='\u{3029}'
                | '\u{3041}'..='\u{3096}'
                | '\u{30A1}'..='\u{30FE}'
                | '\u{3105}'..='\u{312D}'
                | '\u{3400}'..='\u{4DB5}'
                | '\u{4E00}'..='\u{9FA5}'
                | '\u{AC00}'..='\u{D7A3}'
                | '\u{F900}'..='\u{FA2D}'
                | '\u{FF01}'..='\u{FF5E}'
                | '\u{FFE0}'..='\u{FFE5}'
                | '\u{20000}'..='\u{2A6D6}',
            ),
            None,
        ) => width == 2,
        _ => false,
    }
}

/// The most columns any terminal may paint for this symbol: its characters one by one, the ambiguous ones wide.
pub(super) fn reach(symbol: &str, width: u16) -> u16 {
    let apart: usize = symbol.chars().map(|c| if c.is_ascii() { 1 } else { c.width_cjk().unwrap_or(1).max(1) }).sum();
    // A letter outside ASCII may be wide too; `width_cjk` leaves those at one.
    let letter = usize::from(apart == 1 && !symbol.is_ascii());
    u16::try_from(apart + letter).unwrap_or(u16::MAX).max(width)
}
