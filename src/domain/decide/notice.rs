//! Telling neighbours and the garrison.

use super::{known, said};
use crate::clock::At;
use crate::domain::{EventId, Fact, ListCode, Means, Notice, Refusal, World};

/// Who is told of what, by whom and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notify {
    /// The warning or the incident.
    pub about: EventId,
    /// Whom; empty means everybody who must be told and was not. The garrison is `None`.
    pub to: Vec<Option<ListCode>>,
    /// Who took it there.
    pub by: String,
    /// How.
    pub means: Means,
    /// When.
    pub at: At,
}

/// One fact for each of them, so that each can be taken back by itself.
pub(super) fn give(world: &World, notify: Notify) -> Result<Vec<Fact>, Refusal> {
    let Notify { about, to, by, means, at } = notify;
    let of_log = world.warning(about).is_some() || world.incident(about).is_some();
    known(of_log, "incident", about.short())?;
    let by = said(&by)?;
    let left = world.notices(about).into_iter().filter(|view| view.given.is_none()).map(|view| view.to.cloned());
    let to: Vec<Option<ListCode>> = if to.is_empty() { left.collect() } else { to };
    if to.is_empty() {
        return Err(Refusal::Empty);
    }
    let fact = |to| Fact::NoticeGiven(Notice { about, to, by: by.clone(), means, at });
    Ok(to.into_iter().map(fact).collect())
}
