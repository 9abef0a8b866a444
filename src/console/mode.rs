//! Where keys go.

use super::{Ask, Form, Menu, Reading};
use crate::domain::Deadline;

/// Which of the fixed zones takes keys when nothing lies over them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Pane {
    /// The board's list.
    #[default]
    Board,
    /// The rail of next deadlines.
    Rail,
    /// The entry line.
    Entry,
    /// The filter of the board's list.
    Filter,
}

/// What lies over the board. Overlays stack: help over a form, a question over a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Overlay {
    /// Which keys do what; scrolled down by so many lines.
    Help(usize),
    /// The test card of the terminal; scrolled down by so many lines.
    Card(usize),
    /// The rule that a deadline follows from.
    Rule(Box<Deadline>),
    /// What can be done with a row.
    Menu(Menu),
    /// A form being filled in.
    Form(Form),
    /// A paper being read.
    Reading(Reading),
    /// A question that waits for its answer.
    Ask(Ask),
    /// The entry line, opened over what lies below, which waits.
    Entry,
}

/// Where the next key goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each mode is the pane or overlay of the same name")]
pub enum Mode {
    Board,
    Rail,
    Entry,
    Filter,
    Form,
    Menu,
    Ask,
    Help,
    Reading,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 9] = [
        Self::Board,
        Self::Rail,
        Self::Entry,
        Self::Filter,
        Self::Form,
        Self::Menu,
        Self::Ask,
        Self::Help,
        Self::Reading,
    ];
}
