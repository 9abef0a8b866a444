//! What the engine asks to be recorded.

use super::SeatCode;
use crate::clock::At;
use crate::domain::{Fact, Stream};

/// What time it is: on the drill's clock and on the machine's, to which drill time is anchored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Drill time.
    pub drill: At,
    /// Machine time; a rehearsal without a machine gives drill time.
    pub wall: At,
}

impl Tick {
    /// A moment of a rehearsal, which has no other clock than its own.
    pub fn virtual_at(drill: At) -> Self {
        Self { drill, wall: drill }
    }
}

/// Facts that one simulated author records together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// Drill time; never before the act that came before it.
    pub at: At,
    /// Who.
    pub seat: SeatCode,
    /// The person signed in there.
    pub actor: String,
    /// Who may hold it.
    pub stream: Stream,
    /// What.
    pub facts: Vec<Fact>,
}
