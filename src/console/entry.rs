//! The entry line: always one key away, never lost.

use super::lead::lead;
use super::{Edit, Line, Model};
use crate::clock::{At, Span};
use crate::domain::{Entry, EventId, TeamCode};
use crate::limits::{ENTRY_BYTES_MAX, ENTRY_HISTORY};

/// What is being typed as the next entry of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryLine {
    /// The text.
    pub line: Line,
    /// When the line was opened, while nothing is typed in it.
    pub opened: Option<At>,
    /// The entry's time, however long the typing takes: when the line was opened for it, else its first key.
    pub began: Option<At>,
    /// To which incident's timeline it goes, fixed by its first key; `None` is the duty log.
    pub target: Option<EventId>,
    /// Whether it is a note to self.
    pub memo: bool,
    /// Entries recorded in this session, oldest first.
    pub history: Vec<String>,
    /// Which of them is in the line, while one is looked at.
    pub recalled: Option<usize>,
}

impl Default for EntryLine {
    fn default() -> Self {
        Self {
            line: Line::new(ENTRY_BYTES_MAX),
            opened: None,
            began: None,
            target: None,
            memo: false,
            history: Vec::new(),
            recalled: None,
        }
    }
}

impl Model {
    /// The entry that recording the line would write.
    pub(super) fn entry_meant(&self) -> Entry {
        let text = self.entry.line.text();
        let (about, text) = self
            .entry_lead()
            .filter(|(_, rest)| !rest.is_empty())
            .map_or((None, text), |(team, rest)| (Some(team), rest));
        Entry {
            incident: self.entry.target.filter(|id| self.world.incident(*id).is_some()),
            about,
            memo: self.entry.memo,
            ..Entry::plain(text.trim().to_owned(), self.entry.began.unwrap_or(self.now))
        }
    }

    /// The team that the line begins with, and what follows.
    pub fn entry_lead(&self) -> Option<(TeamCode, &str)> {
        lead(&self.world, self.entry.line.text())
    }
}

impl EntryLine {
    /// Whether something was typed and is not recorded.
    pub fn is_draft(&self) -> bool {
        !self.line.text().trim().is_empty()
    }

    /// Notes that the line is opened, unless something stands in it.
    pub(super) fn open(&mut self, now: At) {
        if self.began.is_none() {
            self.opened = Some(now);
        }
    }

    /// Notes that typing begins, when it does. A line that lay open for longer than `counts` was opened for something
    /// else.
    pub(super) fn begin(&mut self, now: At, counts: Span, target: Option<EventId>) {
        if self.began.is_none() {
            let opened = self.opened.take().filter(|opened| now - *opened <= counts);
            self.began = Some(opened.unwrap_or(now));
            self.target = target;
        }
    }

    /// The next target: an incident's timeline, the duty log, a note to self.
    pub(super) fn turn(&mut self, incident: Option<EventId>) {
        (self.target, self.memo) = match (self.target, self.memo) {
            (Some(_), _) => (None, false),
            (None, false) => (None, true),
            (None, true) => (incident, false),
        };
    }

    /// Nothing stands in the line any more.
    fn emptied(&mut self) {
        self.began = None;
        self.recalled = None;
        self.memo = false;
    }

    /// Edits the text; a line that is empty again has not begun.
    pub(super) fn edited(&mut self, edit: Edit) {
        self.line.edit(edit);
        if self.line.is_empty() {
            self.emptied();
        }
    }

    /// Hands the draft over to a form.
    pub(super) fn taken(&mut self) -> String {
        self.emptied();
        self.line.take()
    }

    /// Empties the line; what stood in it can be recalled.
    pub(super) fn recorded(&mut self) {
        self.history.push(self.line.take());
        let over = self.history.len().saturating_sub(ENTRY_HISTORY);
        self.history.drain(..over);
        self.emptied();
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
