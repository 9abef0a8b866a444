//! The time machine: the boards as they were known at a moment, beside the present that goes on.

use super::Model;
use crate::clock::At;
use crate::domain::World;
use crate::text::tell::Both;

/// A moment that is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// When so many entries had arrived.
    Number(u64),
    /// As of this time.
    At(At),
}

/// The world as it was known: the answer to a [`Moment`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rewound {
    /// The moment that was asked for.
    pub asked: Moment,
    /// The last arrival number that was known.
    pub number: u64,
    /// The time asked for, or when that entry had arrived.
    pub at: At,
    /// The world.
    pub world: Box<World>,
    /// Entries before it that are lost here.
    pub missing: u64,
}

/// Why a moment cannot be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoPast {
    /// This replica knew nothing before that time.
    Before(At),
    /// In the journal's words.
    Failed(Both),
}

/// The past that is on screen. Its boards are a model of their own, in which nothing can be recorded.
#[derive(Clone, Debug)]
pub struct Past {
    /// The last arrival number that was known.
    pub number: u64,
    /// The time of the moment.
    pub at: At,
    /// Entries before it that are lost here.
    pub missing: u64,
    /// The boards as they were known.
    pub view: Model,
}

impl Model {
    /// The model whose boards are on screen: of the past that is looked at, else of the present.
    pub fn shown(&self) -> &Self {
        self.past.as_ref().map_or(self, |past| &past.view)
    }
}
