//! What the journal's handles, its writer and its store have in common.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};

use super::bell::Bell;
use super::dir::Lock;
use super::error::{Doing, JournalError, Naming};
use super::index::Index;
use super::record::{Record, records};
use super::segment::{SegmentHeader, StoreId};
use crate::domain::Realm;
use crate::text::tell::Both;

type Wake = dyn Fn() + Send + Sync;

/// One open journal.
pub(super) struct Shared {
    pub(super) dir: PathBuf,
    pub(super) realm: Realm,
    pub(super) store_id: StoreId,
    /// Rings when there is something for the store to follow.
    pub(super) bell: Bell,
    /// Rings when a snapshot is due.
    pub(super) keeper: Bell,
    due: AtomicU64,
    snapshots: Mutex<()>,
    found: Mutex<Vec<Both>>,
    index: RwLock<Index>,
    durable: AtomicU64,
    failed: OnceLock<Both>,
    /// Bytes that a full disk still takes; the greatest number while it is not full.
    space: AtomicU64,
    watchers: RwLock<Vec<(u64, Arc<Wake>)>>,
    next_watcher: AtomicU64,
    /// Last, so that the lock outlives everything else.
    _lock: Lock,
}

impl Shared {
    pub(super) fn new(dir: PathBuf, realm: Realm, store_id: StoreId, index: Index, lock: Lock) -> Self {
        let durable = AtomicU64::new(index.last());
        Self {
            dir,
            realm,
            store_id,
            bell: Bell::default(),
            keeper: Bell::default(),
            due: AtomicU64::new(u64::MAX),
            snapshots: Mutex::default(),
            found: Mutex::default(),
            index: RwLock::new(index),
            durable,
            failed: OnceLock::new(),
            space: AtomicU64::new(u64::MAX),
            watchers: RwLock::default(),
            next_watcher: AtomicU64::new(0),
            _lock: lock,
        }
    }

    pub(super) fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest durable arrival number.
    pub(super) fn durable(&self) -> u64 {
        self.durable.load(Ordering::Acquire)
    }

    /// Says that everything up to `number` is durable and in the index.
    pub(super) fn set_durable(&self, number: u64) {
        self.durable.store(number, Ordering::Release);
        self.bell.ring();
        if self.is_due() {
            self.keeper.ring();
        }
    }

    /// Rings for the keeper from this arrival number on.
    pub(super) fn set_due(&self, number: u64) {
        self.due.store(number, Ordering::Release);
    }

    /// Whether a snapshot is due.
    pub(super) fn is_due(&self) -> bool {
        self.durable() >= self.due.load(Ordering::Acquire)
    }

    /// Held by whoever makes a snapshot.
    pub(super) fn snapshots(&self) -> MutexGuard<'_, ()> {
        self.snapshots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a sentence for whoever asks what was found.
    pub(super) fn find(&self, what: Both) {
        tracing::warn!("{what}");
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }

    /// What was found since this was asked last.
    pub(super) fn found(&self) -> Vec<Both> {
        std::mem::take(&mut *self.found.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the headers of this journal's segments say; number and first are those of the newest.
    pub(super) fn header(&self) -> SegmentHeader {
        let (store, realm) = (self.store_id, self.realm.clone());
        let newest = self.index().segments().last().map(|segment| segment.header.clone());
        newest.unwrap_or(SegmentHeader { store, salt: 0, number: 0, first: 0, realm })
    }

    /// Calls everybody who watches.
    pub(super) fn wake(&self) {
        for (_, wake) in self.watchers.read().unwrap_or_else(PoisonError::into_inner).iter() {
            wake();
        }
    }

    pub(super) fn watch(self: &Arc<Self>, wake: Arc<Wake>) -> WatchGuard {
        let id = self.next_watcher.fetch_add(1, Ordering::Relaxed);
        self.watchers.write().unwrap_or_else(PoisonError::into_inner).push((id, wake));
        WatchGuard { shared: Arc::downgrade(self), id }
    }

    pub(super) fn failed(&self) -> Option<&Both> {
        self.failed.get()
    }

    /// The first failure stays.
    pub(super) fn fail(&self, why: Both) {
        // A second failure has nothing to add to the first.
        drop(self.failed.set(why));
    }

    /// On a full disk: how many bytes can still be recorded.
    pub(super) fn left(&self) -> Option<u64> {
        Some(self.space.load(Ordering::Acquire)).filter(|left| *left != u64::MAX)
    }

    /// See [`Shared::left`].
    pub(super) fn set_left(&self, left: Option<u64>) {
        self.space.store(left.unwrap_or(u64::MAX), Ordering::Release);
    }

    pub(super) fn failure(&self) -> JournalError {
        let why = self.failed().cloned().unwrap_or(Both::words("写入线程已停", "its writer has stopped"));
        JournalError::Failed { dir: self.dir.clone(), why }
    }

    /// Durable records from number `from` on: at most so many events and bytes, but always one when there is one.
    pub(super) fn read(&self, from: u64, max_events: usize, max_bytes: usize) -> Result<Vec<Record>, JournalError> {
        let mut out: Vec<Record> = Vec::new();
        let (mut next, mut room) = (from, max_bytes);
        while out.len() < max_events {
            let span = self.index().span(next, max_events - out.len(), room);
            let Some(span) = span else { break };
            let length = usize::try_from(span.end - span.begin).unwrap_or(usize::MAX);
            if length > room && !out.is_empty() {
                break;
            }
            let mut bytes = vec![0; length];
            span.segment.body.read_exact(&mut bytes, span.begin).naming(Doing::Read, &span.segment.path)?;
            let read = records(&span, &bytes)?;
            let Some(last) = read.last() else { break };
            next = last.number + 1;
            room = room.saturating_sub(length);
            out.extend(read);
        }
        Ok(out)
    }

    /// The durable record of this number.
    pub(super) fn one(&self, number: u64) -> Result<Option<Record>, JournalError> {
        Ok(self.read(number, 1, 0)?.pop().filter(|record| record.number == number))
    }
}

/// As long as it lives, [`super::Journal::watch`] calls.
#[must_use = "the watch ends when the guard is dropped"]
pub struct WatchGuard {
    shared: Weak<Shared>,
    id: u64,
}

impl std::fmt::Debug for WatchGuard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WatchGuard({})", self.id)
    }
}

impl Drop for WatchGuard {
    fn drop(&mut self) {
        if let Some(shared) = self.shared.upgrade() {
            shared.watchers.write().unwrap_or_else(PoisonError::into_inner).retain(|(id, _)| *id != self.id);
        }
    }
}
