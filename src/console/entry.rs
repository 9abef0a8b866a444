//! The entry line: always one key away, never lost.

use super::{Edit, Line};
use crate::clock::At;
use crate::domain::EventId;
use crate::limits::{ENTRY_BYTES_MAX, ENTRY_HISTORY};

/// What is being typed as the next entry of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryLine {
    /// The text.
    pub line: Line,
    /// When its first key was pressed: the entry's time, however long the typing takes.
    pub began: Option<At>,
    /// To which incident's timeline it goes, fixed by its first key; `None` is the duty log.
    pub target: Option<EventId>,
    /// Entries recorded in this session, oldest first.
    pub history: Vec<String>,
    /// Which of them is in the line, while one is looked at.
    pub recalled: Option<usize>,
}

impl Default for EntryLine {
    fn default() -> Self {
        Self { line: Line::new(ENTRY_BYTES_MAX), began: None, target: None, history: Vec::new(), recalled: None }
    }
}

impl EntryLine {
    /// Whether something was typed and is not recorded.
    pub fn is_draft(&self) -> bool {
        !self.line.text().trim().is_empty()
    }

    /// Notes that typing begins, when it does.
    pub(super) fn begin(&mut self, now: At, target: Option<EventId>) {
        if self.began.is_none() {
            self.began = Some(now);
            self.target = target;
        }
    }

    /// Edits the text; a line that is empty again has not begun.
    pub(super) fn edited(&mut self, edit: Edit) {
        self.line.edit(edit);
        if self.line.is_empty() {
            self.began = None;
            self.recalled = None;
        }
    }

    /// Hands the draft over to a form.
    pub(super) fn taken(&mut self) -> String {
        self.began = None;
        self.recalled = None;
        self.line.take()
    }

    /// Empties the line; what stood in it can be recalled.
    pub(super) fn recorded(&mut self) {
        self.history.push(self.line.take());
        let over = self.history.len().saturating_sub(ENTRY_HISTORY);
        self.history.drain(..over);
        self.began = None;
        self.recalled = None;
    }

    /// Puts an earlier entry into the line; only where that destroys no draft.
    pub(super) fn older(&mut self) {
        let place = match self.recalled {
            None if self.line.is_empty() => self.history.len().checked_sub(1),
            None => None,
            Some(place) => place.checked_sub(1),
        };
        if let Some(text) = place.and_then(|place| self.history.get(place)) {
            self.line.set(text);
            self.recalled = place;
        }
    }

    /// Puts a later entry into the line; after the latest the line is empty again.
    pub(super) fn newer(&mut self) {
        let Some(place) = self.recalled else { return };
        if let Some(text) = self.history.get(place + 1) {
            self.line.set(text);
            self.recalled = Some(place + 1);
        } else {
            self.line.set("");
            self.recalled = None;
        }
    }
}
