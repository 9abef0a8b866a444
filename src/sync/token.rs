//! From where a caller goes on, across sessions and restarts. Only a saving: without it, or with one that no longer
//! fits, the two sides compare what they hold.

use std::time::Duration;

use super::session::Session;
use super::store::{Store, StoreError};
use super::terms::{Now, Resume};
use crate::limits::HEARTBEAT;

/// The newest [`Resume`] that is worth something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Token {
    resume: Option<Resume>,
    /// When it was last noted.
    noted: Duration,
}

impl Token {
    /// As [`Token::bytes`] gave it; nothing when it cannot be read.
    pub fn read(bytes: &[u8]) -> Self {
        Self { resume: serde_json::from_slice(bytes).ok(), noted: Duration::ZERO }
    }

    /// To be kept; `None` says that what was kept is to be forgotten.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.resume.as_ref().and_then(|resume| serde_json::to_vec(resume).ok())
    }

    /// For a session that begins now.
    pub fn begin(&mut self, now: Now) -> Option<Resume> {
        self.noted = now.mono;
        self.resume.clone()
    }

    /// What it says, for an account of the backlog.
    pub fn resume(&self) -> Option<&Resume> {
        self.resume.as_ref()
    }

    /// Whether it is time to take it down again: with every heartbeat, so that a killed process loses little.
    pub fn due(&self, now: Now) -> bool {
        now.mono >= self.noted + HEARTBEAT
    }

    /// Takes it down; nothing after a disagreement, so that the next session compares.
    pub fn note(&mut self, session: &Session, store: &dyn Store, now: Now) -> Result<(), StoreError> {
        self.noted = now.mono;
        match session.resume(store)? {
            Some(resume) => self.resume = Some(resume),
            None if session.disagrees() => self.resume = None,
            None => {}
        }
        Ok(())
    }
}
