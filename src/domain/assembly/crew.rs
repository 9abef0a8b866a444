//! 班组: who of a team is on duty, from when to when.

use serde::{Deserialize, Serialize};

use crate::clock::{At, Span};
use crate::domain::TeamCode;

/// One crew of a team; an exclusive aspect by team and name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Crew {
    /// Whose.
    pub team: TeamCode,
    /// Its name: `甲班`.
    pub name: String,
    /// Who is in it, as far as said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub people: String,
    /// How many.
    pub count: u32,
    /// On duty since.
    pub from: At,
    /// Until; none while nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<At>,
}

impl Crew {
    /// Whether it is on duty.
    pub fn on_duty(&self, now: At) -> bool {
        self.from <= now && self.to.is_none_or(|to| now < to)
    }

    /// For how long it has been on duty; none when it is not.
    pub fn hours(&self, now: At) -> Option<Span> {
        self.on_duty(now).then(|| now - self.from)
    }
}
