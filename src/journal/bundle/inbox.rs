//! Bundles for a journal that a console or a hub has open: they are laid into its inbox, and the process that writes
//! the journal takes them.
//!
//! `DIR/inbox/NAME.qzb` is a bundle that waits, on a full disk until there is room; `DIR/inbox/NAME.done` says what came of
//! it, for whoever laid it there. An answer that nobody fetched, and a bundle that was never laid there whole, are removed
//! after [`INBOX_KEPT`].

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::error::BundleError;
use super::import::{Applied, Writing, import_beside};
use super::read::Bundle;
use crate::clock::{At, Span, monotonic, wall};
use crate::journal::bell::Bell;
use crate::journal::error::{Doing, Naming};
use crate::journal::{Journal, JournalError, dir};
use crate::limits::{INBOX_ANSWER_BYTES_MAX, INBOX_KEPT, INBOX_LOOK};
use crate::text::tell::Both;

const WAITING: &str = "qzb";
const DONE: &str = "done";

fn inbox(journal: &Path) -> PathBuf {
    journal.join("inbox")
}

/// What the process that writes the journal said of a bundle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It was applied.
    Applied(Applied),
    /// It was not: why, in one sentence.
    Refused(Both),
}

/// Takes what is laid into the inbox of an open journal, until it is dropped.
#[derive(Debug)]
pub struct Inbox {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Inbox {
    /// Begins to look, in a thread of its own; `writing` when a post writes into the journal.
    pub fn start(journal: &Journal, writing: Option<Writing>) -> Result<Self, JournalError> {
        let bell = Arc::new(Bell::default());
        let (stop, dir, journal) = (bell.clone(), journal.dir().to_owned(), journal.clone());
        let work = move || {
            let mut full = BTreeSet::new();
            loop {
                sweep(&inbox(journal.dir()));
                take(&journal, writing.as_ref(), &mut full);
                if stop.stopped() {
                    return;
                }
                stop.linger(INBOX_LOOK);
            }
        };
        let thread = std::thread::Builder::new().name("qianzhi-inbox".into()).spawn(work);
        Ok(Self { bell, thread: Some(thread.naming(Doing::StartInbox, &dir)?) })
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.bell.stop();
        // A thread that panicked has said so already.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// Removes what nobody will ask for any more.
fn sweep(inbox: &Path) {
    let Ok(listing) = fs::read_dir(inbox) else { return };
    let kept = Span(i64::try_from(INBOX_KEPT.as_millis()).unwrap_or(i64::MAX));
    let stale = |path: &PathBuf| path.extension().is_some_and(|extension| extension == DONE || extension == "new");
    for path in listing.flatten().map(|entry| entry.path()).filter(stale) {
        // One whose age is not known is left: it is a few bytes.
        let written = fs::metadata(&path).and_then(|file| file.modified()).map(At::of);
        if written.is_ok_and(|written| wall() - written > kept)
            && let Err(error) = fs::remove_file(&path)
        {
            tracing::warn!(path = %path.display(), %error, "the inbox cannot be kept");
        }
    }
}

/// Applies whatever waits; `full` are those that wait for room on the disk.
fn take(journal: &Journal, writing: Option<&Writing>, full: &mut BTreeSet<PathBuf>) {
    let Ok(listing) = fs::read_dir(inbox(journal.dir())) else { return };
    let mut paths: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == WAITING));
    paths.sort();
    for path in paths {
        if journal.left().is_some() && full.contains(&path) {
            continue;
        }
        let answer = match Bundle::open(&path).and_then(|bundle| import_beside(journal, &bundle, writing)) {
            Ok(applied) => Answer::Applied(applied),
            Err(BundleError::Journal(error @ JournalError::Full { .. })) => {
                tracing::warn!(path = %path.display(), %error, "a bundle waits for room");
                full.insert(path);
                continue;
            }
            Err(error) => Answer::Refused(Both::of(&error)),
        };
        full.remove(&path);
        tracing::info!(path = %path.display(), ?answer, "a bundle was handed over");
        let words = serde_json::to_vec(&answer).unwrap_or_default();
        let told = dir::write_whole(&path.with_extension(DONE), &words).map_err(|e| e.to_string());
        let gone = fs::remove_file(&path).map_err(|e| e.to_string());
        if let Err(error) = told.and(gone) {
            tracing::warn!(path = %path.display(), %error, "the inbox cannot be kept");
        }
    }
}

/// What came of handing a bundle over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HandedOver {
    /// The process that writes the journal answered.
    Answered(Answer),
    /// Nobody writes the journal any more, and the bundle was taken back: open the journal and apply it.
    Free,
    /// It lies there, and will be taken by the next console or hub that has the journal open.
    Waits(PathBuf),
}

/// Lays a bundle into the inbox of a journal that another process has open, and waits for an answer.
pub fn hand_over(journal: &Path, bundle: &Bundle, within: Duration) -> Result<HandedOver, BundleError> {
    let inbox = inbox(journal);
    dir::make(&inbox, false)?;
    let random = getrandom::u64().map_err(|e| JournalError::io(Doing::Random, &inbox, e.into()))?;
    let path = inbox.join(format!("{random:016x}.{WAITING}"));
    let (beside, done) = (path.with_extension("new"), path.with_extension(DONE));
    let mut file = dir::create(&beside)?;
    bundle.copy_to(&mut file)?;
    file.sync_all().naming(Doing::Sync, &beside)?;
    dir::rename(&beside, &path)?;
    let until = monotonic() + within;
    loop {
        if let Some(answer) = answer(&done) {
            return Ok(HandedOver::Answered(answer));
        }
        if dir::lock(journal).is_ok() && fs::remove_file(&path).is_ok() {
            return Ok(HandedOver::Free);
        }
        if monotonic() >= until {
            return Ok(HandedOver::Waits(path));
        }
        std::thread::park_timeout(INBOX_LOOK / 4);
    }
}

/// The answer, once it is there; it is read once.
fn answer(done: &Path) -> Option<Answer> {
    let length = fs::metadata(done).ok()?.len();
    let answer = (length <= INBOX_ANSWER_BYTES_MAX).then(|| fs::read(done).ok()).flatten()?;
    let answer = serde_json::from_slice(&answer).ok()?;
    // One that stays is a few bytes that nobody reads.
    drop(fs::remove_file(done));
    Some(answer)
}
