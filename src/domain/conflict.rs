//! Conflicts: two standing values of one aspect, for a person to settle.

use super::{Aspect, EventId, PostId, SceneMove, Value};
use crate::clock::At;

/// One side of a conflict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// The event that says it.
    pub id: EventId,
    /// What it says.
    pub value: Value,
    /// Who signed.
    pub post: PostId,
    /// Who was signed in.
    pub actor: String,
    /// 入账.
    pub recorded: At,
}

/// An aspect with two or more different standing values; each value is listed once per head that says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// Of what.
    pub aspect: Aspect,
    /// What stands, oldest first by `recorded`, then by id.
    pub sides: Vec<Side>,
}

impl SceneMove {
    /// Whether both say the same of a scene: the same step with the same content, whoever said it and when. Two posts that call
    /// everybody back apart agree.
    pub fn means(&self, other: &Self) -> bool {
        self.step == other.step
    }
}

impl Value {
    /// Whether both mean the same, so that nothing is in dispute.
    pub fn means(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scene(one), Self::Scene(other)) => one.means(other),
            (one, other) => one == other,
        }
    }
}
