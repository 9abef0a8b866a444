//! Which of this post's events the hub does not have yet.

use std::collections::BTreeMap;

use crate::clock::At;
use crate::console::Backlog;
use crate::domain::PostId;
use crate::limits::{BACKLOG_TRACKED_MAX, SCAN};
use crate::sync::{Store, StoreError};

/// Follows the journal and forgets what was delivered.
#[derive(Debug, Default)]
pub(super) struct Tracker {
    post: Option<PostId>,
    /// Everything up to here was looked at.
    upto: u64,
    /// Arrival number and time of recording.
    waiting: BTreeMap<u64, At>,
    /// Newer ones that are not named.
    unnamed: u64,
}

impl Tracker {
    /// Of `post`; everything up to `gave` is with the hub.
    pub(super) fn new(post: Option<PostId>, gave: u64) -> Self {
        Self { post, upto: gave, ..Self::default() }
    }

    /// Looks at what is new in the journal; whether anything was.
    pub(super) fn follow(&mut self, store: &dyn Store) -> Result<bool, StoreError> {
        let before = self.upto;
        while self.upto < store.head() {
            let some = store.read(self.upto + 1, SCAN.0, SCAN.1)?;
            let Some(last) = some.last() else { break };
            self.upto = last.number;
            for held in &some {
                let header = held.envelope.header();
                if self.post != Some(header.post) {
                    continue;
                }
                if self.waiting.len() < BACKLOG_TRACKED_MAX {
                    self.waiting.insert(held.number, header.recorded);
                } else {
                    self.unnamed += 1;
                }
            }
        }
        Ok(self.upto > before)
    }

    /// The hub has this one, or will never take it.
    pub(super) fn settled(&mut self, number: u64) {
        let named = self.waiting.remove(&number).is_some();
        if !named && self.waiting.last_key_value().is_some_and(|(last, _)| number > *last) {
            self.unnamed = self.unnamed.saturating_sub(1);
        }
    }

    /// The hub has everything up to here.
    pub(super) fn settled_through(&mut self, number: u64) {
        self.waiting = self.waiting.split_off(&number.saturating_add(1));
        if number >= self.upto {
            self.unnamed = 0;
        }
    }

    /// For the status line.
    pub(super) fn backlog(&self) -> Backlog {
        Backlog {
            count: self.waiting.len() as u64 + self.unnamed,
            oldest: self.waiting.first_key_value().map(|(_, at)| *at),
        }
    }
}
