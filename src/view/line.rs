//! One line of a pane, as data: pieces of text with a meaning, a width and a side.
//!
//! Columns are the design: a piece has its own width, a fixed one, or takes what the others leave. A pane that is
//! too narrow loses the pieces that said they can go, the last first.

use std::borrow::Cow;

use super::look::Meaning;

/// Against which edge of its column a text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Left,
    Right,
}

/// How wide a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Width {
    /// As wide as its text.
    Own,
    /// So many cells.
    Cells(u16),
    /// What the others leave; the text is elided with `..` when it does not fit.
    Rest,
}

/// A text in a line.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) meaning: Meaning,
    pub(super) width: Width,
    pub(super) side: Side,
    pub(super) stays: Stays,
}

/// Whether a piece is there when there is little room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stays {
    /// Always.
    Always,
    /// As long as [`Width::Rest`] keeps a few cells.
    WhileRoom,
    /// As long as the text of [`Width::Rest`] is whole.
    WhileWhole,
}

/// A line of pieces from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    /// Whether it is the one the next key acts on.
    pub(super) selected: bool,
}

impl<'a> Line<'a> {
    /// An empty line.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A line that is one text.
    pub(super) fn of(text: impl Into<Cow<'a, str>>, meaning: Meaning) -> Self {
        Self::new().rest(text, meaning)
    }

    fn piece(mut self, text: impl Into<Cow<'a, str>>, meaning: Meaning, width: Width, side: Side) -> Self {
        self.pieces.push(Piece { text: text.into(), meaning, width, side, stays: Stays::Always });
        self
    }

    /// A text as wide as it is.
    pub(super) fn text(self, text: impl Into<Cow<'a, str>>, meaning: Meaning) -> Self {
        self.piece(text, meaning, Width::Own, Side::Left)
    }

    /// Blank cells.
    pub(super) fn gap(self, cells: u16) -> Self {
        self.piece("", Meaning::Plain, Width::Cells(cells), Side::Left)
    }

    /// A column.
    pub(super) fn col(self, cells: u16, text: impl Into<Cow<'a, str>>, meaning: Meaning) -> Self {
        self.piece(text, meaning, Width::Cells(cells), Side::Left)
    }

    /// A column against the right edge: numbers and clocks.
    pub(super) fn right(self, cells: u16, text: impl Into<Cow<'a, str>>, meaning: Meaning) -> Self {
        self.piece(text, meaning, Width::Cells(cells), Side::Right)
    }

    /// What the others leave.
    pub(super) fn rest(self, text: impl Into<Cow<'a, str>>, meaning: Meaning) -> Self {
        self.piece(text, meaning, Width::Rest, Side::Left)
    }

    /// The piece before goes when the pane is narrow.
    pub(super) fn optional(self) -> Self {
        self.stays(Stays::WhileRoom)
    }

    /// The piece before goes when it would cost the rest a part of its text.
    pub(super) fn spare(self) -> Self {
        self.stays(Stays::WhileWhole)
    }

    fn stays(mut self, stays: Stays) -> Self {
        if let Some(piece) = self.pieces.last_mut() {
            piece.stays = stays;
        }
        self
    }

    /// Marks the line as the one the next key acts on.
    pub(super) fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}
