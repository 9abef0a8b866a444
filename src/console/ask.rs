//! Questions: what must not happen by a wrong key at 03:00 asks first.

use std::sync::Arc;

use crate::domain::{Command, Fact, Picture};

/// A question. No is picked when it opens, so that one key too many does nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// In the operator's language.
    pub text: String,
    /// Whether yes is picked.
    pub yes: bool,
    /// What happens on yes.
    pub then: Then,
    /// How the jurisdiction stands and how it would, when it is about a change of posture or level.
    pub change: Option<Box<(Picture, Picture)>>,
}

/// What a yes leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Then {
    /// The program ends.
    Quit,
    /// The command is decided and recorded; a form that asked is closed.
    Do(Box<Command>),
    /// What a table changes is recorded, and the table is put away.
    Import(Arc<[Fact]>),
}
