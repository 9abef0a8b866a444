//! The durable log of one replica.
//!
//! The truth is in checksummed segments that are synced before anything is acknowledged; sled is a store for
//! questions, built from them and off the way of an acknowledgement, because its own flush is not durable on Linux.
//! Readers beside a live console ([`records`], [`verify`], [`export`]) use the segments only and take no lock.
//!
//! One process writes a journal at a time; inside it, one thread does.

mod account;
mod backup;
mod bell;
mod body;
pub mod bundle;
mod compact;
mod contents;
mod dir;
mod doing;
mod error;
mod export;
mod fitness;
mod fold;
mod history;
mod identity;
mod index;
mod linger;
mod lives;
mod medium;
mod open;
mod packed;
mod past;
mod reader;
mod record;
mod recover;
mod replica;
mod rewind;
mod scribe;
mod scrub;
mod segment;
mod shared;
mod snapshot;
mod stats;
mod store;
mod tail;
mod times;
mod verify;
mod window;
mod witness;
mod writer;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::clock::Clock;
use crate::domain::{ContentHash, EventId, Realm, Seen, Series, Stream, World};
use crate::envelope::Envelope;
use crate::limits::{RESERVE_LAST_BYTES, STORE_CLOSE_WITHIN};
use crate::text::tell::Both;

pub use account::Reckoning;
pub use backup::{BackedUp, BackupError, backup, restore};
pub use compact::{Compacted, Compacting, LeftAlone, compact};
pub use dir::{in_use, write_whole as replace_whole};
pub use doing::Doing;
pub use error::JournalError;
pub use export::{ExportError, Exported, export, line};
pub use fitness::{Fitness, fitness};
pub use identity::Identity;
pub use medium::{Disk, Medium};
pub use open::{Opened, Options};
pub use past::{Past, When, beginning};
pub use reader::{Reader, records};
pub use record::{Record, RecordRef};
pub use rewind::Rewinder;
pub use scribe::{Outrun, Scribe, Unsigned};
pub use scrub::Scrub;
pub use segment::StoreId;
pub use shared::WatchGuard;
pub use snapshot::{Pace, SNAPSHOT_LAYOUT, SnapshotFlaw, SnapshotReport, snapshots};
pub use stats::{Compressed, Stats, stats};
pub use store::{History, Mark, Page, STORE_THREAD, StoreCheck, StoreState};
pub use times::Beginning;
pub use verify::{Finding, Flaw, Report, verify, verify_bundle};
pub use writer::Stored;

use contents::Contents;
use index::Key;
use lives::Lives;
use open::Fold;
use shared::Shared;
use store::Store;
use writer::{Job, Then, Writer};

/// An open journal. Clones are handles to the same one; the last to go stops its threads and lets others open it.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    store: Arc<Store>,
    contents: Contents,
    lives: Lives,
    hand: Option<Hand>,
    clock: Clock,
    follower: Option<JoinHandle<()>>,
    keeper: Option<JoinHandle<()>>,
}

/// Who writes.
enum Hand {
    /// A thread of the journal's own.
    Thread { jobs: SyncSender<Job>, thread: JoinHandle<()> },
    /// Whoever appends.
    Caller(Box<Mutex<Writer>>),
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Journal({} {} to {})", self.0.shared.dir.display(), self.realm(), self.durable())
    }
}

/// A batch that is on its way to the disk.
#[derive(Debug)]
#[must_use = "what was handed in is durable only once the ticket says so"]
pub struct Ticket {
    answer: Receiver<Result<Vec<Stored>, JournalError>>,
    dir: std::path::PathBuf,
}

impl Ticket {
    /// Blocks until the batch is on the disk: one answer for each event, in the order they were handed in.
    pub fn wait(self) -> Result<Vec<Stored>, JournalError> {
        let stopped = |_| {
            Err(JournalError::Failed {
                dir: self.dir, why: Both::words("写入线程已停", "its writer has stopped")
            })
        };
        linger::receive(&self.answer).unwrap_or_else(stopped)
    }
}

impl Journal {
    /// Opens the journal in `dir`, and makes it when there is none. What was not as it should be is in
    /// [`Opened::found`].
    pub fn open(dir: &Path, options: &Options) -> Result<(Self, Opened), JournalError> {
        open::open(dir, options, Fold::Index)
    }

    /// Opens the journal with the world that its records give: from the newest good snapshot, so that only what
    /// arrived since is read and folded.
    pub fn open_world(dir: &Path, options: &Options) -> Result<(Self, World, Opened), JournalError> {
        let mut world = None;
        let (journal, opened) = open::open(dir, options, Fold::World(&mut world))?;
        let world = world.unwrap_or_else(|| World::new(journal.realm().clone()));
        Ok((journal, world, opened))
    }

    /// Opens the journal and shows every record to `visit`, in order of arrival, during one scan over all of it.
    pub fn open_with(
        dir: &Path,
        options: &Options,
        mut visit: impl FnMut(&RecordRef<'_>),
    ) -> Result<(Self, Opened), JournalError> {
        open::open(dir, options, Fold::Each(&mut visit))
    }

    /// The realm it belongs to.
    pub fn realm(&self) -> &Realm {
        &self.0.shared.realm
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.0.shared.dir
    }

    /// Names it for ever; with an arrival number it is a resume token.
    pub fn store_id(&self) -> StoreId {
        self.0.shared.store_id
    }

    /// Queues events for the disk; blocks only while the queue is full. Verifying them is the caller's part
    /// ([`Envelope::verify`]). Refuses the whole batch when one event is of another realm.
    pub fn append(&self, batch: impl AsRef<[Envelope]>) -> Result<Ticket, JournalError> {
        let (tell, answer) = sync_channel(1);
        // Nobody may be listening any more; the events are stored all the same.
        self.append_then(batch, move |stored| drop(tell.try_send(stored)))?;
        Ok(Ticket { answer, dir: self.0.shared.dir.clone() })
    }

    /// Like [`Journal::append`]; `then` is called on the writer's thread once the batch is durable or has failed. It
    /// must not block and must not hold the last handle of this journal.
    pub fn append_then(
        &self,
        batch: impl AsRef<[Envelope]>,
        then: impl FnOnce(Result<Vec<Stored>, JournalError>) + Send + 'static,
    ) -> Result<(), JournalError> {
        let shared = &self.0.shared;
        for envelope in batch.as_ref() {
            // What an event names may come later or never; the event itself does not wait for it.
            if let Err(error) = self.0.contents.note(envelope) {
                tracing::warn!(%error, event = %envelope.id(), "what it names cannot be asked for");
            }
        }
        let then: Then = Box::new(then);
        let job = Job::new(shared, batch.as_ref(), then)?;
        match &self.0.hand {
            Some(Hand::Thread { jobs, .. }) => jobs.send(job).map_err(|_| shared.failure()),
            Some(Hand::Caller(writer)) => {
                writer.lock().unwrap_or_else(PoisonError::into_inner).group(vec![job]);
                Ok(())
            }
            None => Err(shared.failure()),
        }
    }

    /// The newest durable arrival number; 0 when there is none.
    pub fn durable(&self) -> u64 {
        self.0.shared.durable()
    }

    /// Calls `wake` after each group that became durable, as long as the guard lives. It is called on the writer's
    /// thread; it must not block, and must neither begin nor end a watch.
    pub fn watch(&self, wake: impl Fn() + Send + Sync + 'static) -> WatchGuard {
        self.0.shared.watch(Arc::new(wake))
    }

    /// Durable records from arrival number `from` on, in order: at most so many events and bytes of segment, but
    /// always one when there is one.
    pub fn read(&self, from: u64, max_events: usize, max_bytes: usize) -> Result<Vec<Record>, JournalError> {
        self.0.shared.read(from, max_events, max_bytes)
    }

    /// Which sequences of which series are durable here.
    pub fn have(&self) -> BTreeMap<Series, Seen> {
        self.0.shared.index().have(self.realm())
    }

    /// The durable events of one sequence: none, one, or all of them when the post forked.
    pub fn find(&self, series: &Series, seq: u64) -> Result<Vec<Record>, JournalError> {
        if series.realm != *self.realm() {
            return Ok(Vec::new());
        }
        let numbers = self.0.shared.index().numbers(Key::of_series(series), seq);
        let mut found = Vec::with_capacity(numbers.len());
        for number in numbers {
            found.extend(self.0.shared.one(number)?);
        }
        Ok(found)
    }

    /// The greatest sequence of a series, with the id and hybrid clock of its event: where an author goes on.
    pub fn tail(&self, series: &Series) -> Result<Option<(u64, EventId, u64)>, JournalError> {
        let last = self.0.shared.index().tail(Key::of_series(series)).filter(|_| series.realm == *self.realm());
        let Some(seq) = last else { return Ok(None) };
        let record = self.find(series, seq)?.into_iter().next();
        Ok(record.map(|record| (seq, record.envelope.id(), record.envelope.header().hlc)))
    }

    /// Whether records are missing that had the greatest arrival numbers, so that nobody knows where its series end.
    fn end_is_missing(&self) -> bool {
        let index = self.0.shared.index();
        index.holes().last().is_some_and(|hole| *hole.end() == index.last())
    }

    /// Sequences that two different events claim: their posts forked.
    pub fn forked(&self) -> Vec<(Series, u64)> {
        self.0.shared.index().forked(self.realm())
    }

    /// Keeps content that events of `stream` are about to name by the hash that is returned. It is durable then.
    pub fn put_content(&self, bytes: &[u8], stream: Stream) -> Result<ContentHash, JournalError> {
        self.0.contents.put(bytes, stream)
    }

    /// Content by its hash; `None` when it is not, or not yet, here.
    pub fn content(&self, hash: ContentHash) -> Result<Option<Vec<u8>>, JournalError> {
        self.0.contents.get(hash)
    }

    /// On a full disk: how many bytes can still be recorded. It looks by itself whether there is room again; without a
    /// thread of its own, when it is asked.
    pub fn left(&self) -> Option<u64> {
        if let (Some(_), Some(Hand::Caller(writer))) = (self.0.shared.left(), &self.0.hand) {
            writer.lock().unwrap_or_else(PoisonError::into_inner).look();
        }
        self.0.shared.left()
    }

    /// Whether facts or events with these payloads may be recorded now: on a full disk only together with one that is
    /// urgent. Asked before signing, because what is signed has its place in a series and must be recorded.
    pub fn admits<P: AsRef<[u8]>>(&self, payloads: impl IntoIterator<Item = P>) -> Result<(), JournalError> {
        let Some(left) = self.left() else { return Ok(()) };
        let urgent = payloads.into_iter().any(|payload| crate::sync::urgent(payload.as_ref()));
        if urgent && left >= RESERVE_LAST_BYTES {
            return Ok(());
        }
        Err(JournalError::Full { dir: self.0.shared.dir.clone(), left })
    }

    /// Which of these events from elsewhere may be recorded now, and why the others may not: on a full disk each goes by
    /// itself, because nothing of another post's must be recorded.
    fn admitted(&self, events: Vec<Envelope>) -> (Vec<Envelope>, Result<(), JournalError>) {
        if self.left().is_none() {
            return (events, Ok(()));
        }
        let judge = |event: &Envelope| self.admits([event.header().payload]);
        let (urgent, rest): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| judge(event).is_ok());
        (urgent, rest.first().map_or(Ok(()), judge))
    }

    /// Why nothing is acknowledged any more, once a write or sync has failed.
    pub fn failed(&self) -> Option<Both> {
        self.0.shared.failed().cloned()
    }

    /// Part of a history, newest first: at most `limit` events before `before`. The store answers; while it cannot,
    /// the segments do, which takes a second for a million events.
    pub fn history(&self, query: History, before: Option<Mark>, limit: usize) -> Result<Page, JournalError> {
        let Inner { shared, store, .. } = &*self.0;
        let complete_to = store.applied();
        let marks = if store.answers() { store.page(query, before, limit).ok() } else { None };
        let Some(marks) = marks else { return history::page(shared, query, before, limit) };
        let next = marks.last().copied().filter(|_| marks.len() == limit);
        let mut records = Vec::with_capacity(marks.len());
        for mark in marks {
            records.extend(shared.one(mark.number)?);
        }
        Ok(Page { records, next, complete_to })
    }

    /// One event by its id; while the store cannot answer, the segments are searched.
    pub fn entry(&self, id: EventId) -> Result<Option<Record>, JournalError> {
        let Inner { shared, store, .. } = &*self.0;
        let number = if store.answers() { store.number_of(id).ok() } else { None };
        match number {
            Some(Some(number)) => shared.one(number),
            // The store may not have come that far.
            Some(None) if store.applied() == self.durable() => Ok(None),
            _ => history::entry(shared, id),
        }
    }

    /// How many durable events the store has not taken in yet.
    pub fn store_lag(&self) -> u64 {
        self.durable().saturating_sub(self.0.store.applied())
    }

    /// What the store is doing.
    pub fn store_state(&self) -> StoreState {
        self.0.store.state()
    }

    /// Waits until the store has taken in everything that is durable now; `false` when it has not after `within`, or
    /// is off.
    pub fn store_settled(&self, within: Duration) -> bool {
        self.0.store.wait(self.durable(), within)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // First, because the store's thread may hold a way to the writer.
        self.shared.bell.stop();
        match self.hand.take() {
            Some(Hand::Thread { jobs, thread }) => {
                drop(jobs);
                join(thread);
            }
            hand => drop(hand),
        }
        self.shared.keeper.stop();
        match self.follower.take() {
            Some(thread) if self.store.ended(STORE_CLOSE_WITHIN) => join(thread),
            Some(_) => tracing::warn!(dir = %self.shared.dir.display(), "sled hangs; the journal closes without it"),
            None => {}
        }
        self.keeper.take().map(join).unwrap_or_default();
    }
}

fn join(thread: JoinHandle<()>) {
    // A callback that held the last handle ends here on the writer's own thread, which cannot wait for itself.
    if thread.thread().id() != std::thread::current().id() {
        // A thread that panicked has said so already.
        drop(thread.join());
    }
}
