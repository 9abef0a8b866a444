//! What can go wrong with a journal: what happened, where, and the way out.

use std::io;
use std::path::{Path, PathBuf};

use crate::clock::At;
use crate::domain::Realm;

/// A journal that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The operating system refused.
    #[error("cannot {doing} {path}: {source}; check that it exists and that this user may use it")]
    Io {
        /// What was tried: `read`, `create the directory`.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk is full, or the user's quota is.
    #[error("no space left to write {path}: free some space on that disk and start again")]
    NoSpace {
        /// What was being written.
        path: PathBuf,
    },
    /// The disk is full, and this is none of the entries that the reserve is kept for.
    #[error(
        "the disk of {dir} is full: {} KiB are kept for orders, withdrawals and roll calls, and this was not recorded; \
         free some space there, and it goes on by itself", left / 1024
    )]
    Full {
        /// Which journal.
        dir: PathBuf,
        /// Bytes that are left.
        left: u64,
    },
    /// The directory holds something else.
    #[error("{dir} is not a journal ({why}): name a journal, or a directory that is empty or does not exist yet")]
    NotAJournal {
        /// Which directory.
        dir: PathBuf,
        /// Why it is not one.
        why: String,
    },
    /// Another process has it open.
    #[error("the journal {dir} is open in another process: close that one, or name another journal")]
    InUse {
        /// Which journal.
        dir: PathBuf,
    },
    /// The journal belongs to another realm. No event crosses.
    #[error("the journal {dir} belongs to the realm {found}, not {wanted}: name another journal, or that realm")]
    Realm {
        /// Which journal.
        dir: PathBuf,
        /// Its realm.
        found: Realm,
        /// The realm that was asked for.
        wanted: Realm,
    },
    /// An event of another realm was handed in. No event crosses.
    #[error("event {event} belongs to the realm {found}; the journal {dir} takes only {realm}")]
    Foreign {
        /// Which event, in short.
        event: String,
        /// Its realm, as it names it.
        found: String,
        /// Which journal.
        dir: PathBuf,
        /// The journal's realm.
        realm: Realm,
    },
    /// Written by later software.
    #[error("{path} is of format {found}; this program knows formats up to {known}: use a newer qianzhi")]
    Version {
        /// Which segment.
        path: PathBuf,
        /// Its format.
        found: u16,
        /// The newest format known here.
        known: u16,
    },
    /// Bytes that were written are not what is read.
    #[error("{path} is damaged at byte {offset}: run `qianzhi journal verify` on the journal")]
    Damaged {
        /// Which segment.
        path: PathBuf,
        /// Where in it.
        offset: u64,
    },
    /// Neither copy of a segment's header can be read, nor can it be known from another segment.
    #[error("both headers of {path} are damaged: put the segment back from a copy, or begin with an empty directory")]
    Header {
        /// Which segment.
        path: PathBuf,
    },
    /// The post's key or incarnation file does not hold what it should.
    #[error("{path} does not hold {expected}: put it back from a copy, or remove it to go on as a new post")]
    Identity {
        /// Which file.
        path: PathBuf,
        /// What it should hold.
        expected: &'static str,
    },
    /// A write or sync failed, and nothing is acknowledged any more.
    #[error("the journal {dir} stopped: {why}; nothing more is recorded until it is opened again")]
    Failed {
        /// Which journal.
        dir: PathBuf,
        /// The first failure.
        why: String,
    },
    /// Its segments are being compressed.
    #[error("another process compresses the journal {dir}: wait for it to end")]
    Compacting {
        /// Which journal.
        dir: PathBuf,
    },
    /// What the disk gives back is not what was written to it.
    #[error("what was written to {path} is not what is read back: nothing was replaced; look at that disk")]
    Unfaithful {
        /// Which file.
        path: PathBuf,
    },
    /// A snapshot could not be written; the segments hold everything that is in it.
    #[error("cannot write the snapshot {path}: {why}; nothing is lost, but opening takes longer")]
    Snapshot {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A time was asked for in which this replica did not exist yet. What it holds of earlier times came later.
    #[error("this replica knew nothing at {at}: the journal {dir} was begun at {began}; ask one that was there")]
    Before {
        /// Which journal.
        dir: PathBuf,
        /// The time that was asked for.
        at: At,
        /// When it began.
        began: At,
    },
    /// A record was asked for that has not arrived.
    #[error("the journal {dir} holds records up to {last}, not {number}: ask for an earlier one")]
    Future {
        /// Which journal.
        dir: PathBuf,
        /// The number that was asked for.
        number: u64,
        /// The newest one.
        last: u64,
    },
}

impl JournalError {
    /// An error of the operating system, told apart by kind.
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace { path: path.to_owned() },
            _ => Self::Io { doing, path: path.to_owned(), source },
        }
    }
}

/// Names the file in an error of the operating system.
pub(super) trait Naming<T> {
    /// Says what was being done to which file.
    fn naming(self, doing: &'static str, path: &Path) -> Result<T, JournalError>;
}

impl<T> Naming<T> for io::Result<T> {
    fn naming(self, doing: &'static str, path: &Path) -> Result<T, JournalError> {
        self.map_err(|source| JournalError::io(doing, path, source))
    }
}
