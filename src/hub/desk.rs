//! The hub's part in one session.

use std::sync::Arc;

use super::table::Table;
use crate::domain::{FOLD_VERSION, Fix};
use crate::sync::desk::{Desk, Traffic};
use crate::sync::{Hello, Piece, Replica, SeriesName, Session, SessionLine};

pub(super) struct HubDesk {
    pub(super) number: u64,
    pub(super) table: Arc<Table>,
    pub(super) replica: Arc<dyn Replica>,
    pub(super) fixes_sent: u64,
    /// Positions in one frame.
    pub(super) fixes_most: usize,
}

impl Drop for HubDesk {
    fn drop(&mut self) {
        self.table.leave(self.number);
    }
}

impl Desk for HubDesk {
    fn greeted(&mut self, hello: &Hello, resumed: bool) {
        tracing::info!(session = self.number, name = %hello.name.escape_debug(), resumed, "a post is connected");
        if hello.fold != FOLD_VERSION {
            let (name, theirs) = (hello.name.escape_debug(), hello.fold);
            tracing::warn!(%name, theirs, ours = FOLD_VERSION, "a post folds events by another version: states may differ");
        }
        self.table.greeted(self.number, hello);
    }

    /// A hub writes nothing.
    fn outrun(&mut self, _: SeriesName) {}

    fn piece(&mut self, piece: Piece) {
        if let Err(error) = self.replica.keep_piece(&piece) {
            tracing::warn!(%error, hash = %piece.hash, "content cannot be kept");
        }
    }

    fn fixes(&mut self, fixes: Vec<Fix>) {
        self.table.offer_fixes(fixes, self.number);
    }

    fn newer_fixes(&mut self) -> Vec<Fix> {
        // What came from this session itself may leave a frame empty while newer ones wait.
        loop {
            let (fixes, upto) = self.table.newer_fixes(self.fixes_sent, self.number, self.fixes_most);
            let moved = upto > self.fixes_sent;
            self.fixes_sent = upto;
            if !fixes.is_empty() || !moved {
                return fixes;
            }
        }
    }

    fn who(&mut self) -> Vec<SessionLine> {
        self.table.told(&*self.replica)
    }

    fn told(&mut self, _: Vec<SessionLine>) {}

    fn turn(&mut self, session: &mut Session, traffic: Traffic) {
        // A hub writes no events, so there is nothing in its own name to report.
        drop(session.take_reports());
        self.table.note(self.number, session.vitals(), traffic);
    }
}
