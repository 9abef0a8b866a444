//! Over what indicators are taken: everything that a log holds, or what one review looks at.

use super::Clock;
use crate::clock::At;
use crate::domain::{Aar, AreaCode, EventId};

/// A time, and a jurisdiction with those below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// What began earlier is no part of it.
    from: At,
    /// Nor what began later.
    to: At,
    /// Done by then is done, and late by then is late.
    pub(super) as_of: At,
    /// Whose: what those below it did counts as its own. None: every jurisdiction for itself.
    area: Option<AreaCode>,
}

impl Scope {
    /// Everything, as of a moment.
    pub fn everything(as_of: At) -> Self {
        Self { from: At(i64::MIN), to: as_of, as_of, area: None }
    }

    /// What a review looks at: from the beginning of its records to the end of what it is of.
    pub fn of_review(aar: &Aar, as_of: At) -> Self {
        Self { from: aar.from, to: aar.ended, as_of, area: Some(aar.area.clone()) }
    }

    /// Whether what began then in a jurisdiction is part of it.
    pub(super) fn holds(&self, area: &AreaCode, began: At) -> bool {
        began >= self.from && began <= self.to && self.area.as_ref().is_none_or(|own| own.covers(area))
    }

    /// Under which jurisdiction that counts which has no time.
    pub(super) fn whose(&self, area: &AreaCode) -> Option<AreaCode> {
        let own = self.area.as_ref().is_none_or(|own| own.covers(area));
        own.then(|| self.area.clone().unwrap_or_else(|| area.clone()))
    }

    /// Under which jurisdiction it counts; none where it is no part.
    pub(super) fn place(&self, area: &AreaCode, began: At) -> Option<AreaCode> {
        self.holds(area, began).then(|| self.area.clone().unwrap_or_else(|| area.clone()))
    }

    /// One that began then, was due then, and was done or not: kept, missed, or nothing yet.
    pub(super) fn clock(&self, area: &AreaCode, of: EventId, began: At, due: At, done: Option<At>) -> Option<Clock> {
        let area = self.place(area, began)?;
        let kept = match done.filter(|done| *done <= self.as_of) {
            Some(done) => done <= due,
            None if self.as_of > due => false,
            None => return None,
        };
        Some(Clock { area, of, kept })
    }
}
