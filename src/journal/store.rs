//! The queryable store: sled, behind the segments. It follows them in a thread of its own, may lag, and can be thrown
//! away: whatever is wrong with it, it is set aside and built anew.

mod follow;
mod link;
mod trees;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use super::bell::Bell;
use super::dir;
use super::record::Record;
use super::segment::StoreId;
use crate::domain::EventId;
use crate::limits::{STORE_OPEN_PATIENCE, STORE_OPEN_TRIES};

pub use follow::THREAD as STORE_THREAD;
pub(super) use follow::follow;
use trees::Trees;

/// Which events to page through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum History {
    /// The whole log.
    All,
    /// What belongs to one incident: it names the incident, or an order or plan of it, or takes back what does.
    Incident(EventId),
}

/// A place in a history: between two pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mark {
    /// Hybrid logical clock of the event that was shown last.
    pub hlc: u64,
    /// Its arrival number.
    pub number: u64,
}

/// Part of a history, newest first by hybrid logical clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The events.
    pub records: Vec<Record>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<Mark>,
    /// Events up to this arrival number were looked at; newer ones are not in any page yet.
    pub complete_to: u64,
}

/// What the store is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreState {
    /// It is being opened.
    Opening,
    /// It is open and follows the segments.
    Following,
    /// It is being built anew.
    Rebuilding {
        /// Events done.
        done: u64,
        /// Events there are.
        of: u64,
    },
    /// There is none: why.
    Off(String),
}

#[derive(Debug)]
struct Progress {
    state: StoreState,
    applied: u64,
}

/// What the store's thread and the handles of the journal share.
#[derive(Debug)]
pub(super) struct Store {
    progress: Mutex<Progress>,
    moved: Condvar,
    trees: RwLock<Option<Trees>>,
}

impl Store {
    pub(super) fn new(state: StoreState) -> Self {
        let progress = Mutex::new(Progress { state, applied: 0 });
        Self { progress, moved: Condvar::new(), trees: RwLock::new(None) }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, state: StoreState, applied: u64) {
        *self.progress() = Progress { state, applied };
        self.moved.notify_all();
    }

    fn put(&self, trees: Option<Trees>) -> Option<Trees> {
        std::mem::replace(&mut *self.trees.write().unwrap_or_else(PoisonError::into_inner), trees)
    }

    pub(super) fn state(&self) -> StoreState {
        self.progress().state.clone()
    }

    pub(super) fn applied(&self) -> u64 {
        self.progress().applied
    }

    /// Waits until the store has taken in everything up to `number`, or is off; whether it has.
    pub(super) fn wait(&self, number: u64, within: Duration) -> bool {
        let waiting = |p: &mut Progress| p.applied < number && !matches!(p.state, StoreState::Off(_));
        let waited = self.moved.wait_timeout_while(self.progress(), within, waiting);
        waited.unwrap_or_else(PoisonError::into_inner).0.applied >= number
    }

    /// The arrival numbers of a page, with the place of each; an error is a reason in words.
    pub(super) fn page(&self, query: History, before: Option<Mark>, limit: usize) -> Result<Vec<Mark>, String> {
        self.ask(|trees| trees.page(query, before, limit))
    }

    /// The arrival number of an event.
    pub(super) fn number_of(&self, id: EventId) -> Result<Option<u64>, String> {
        self.ask(|trees| trees.number_of(id))
    }

    fn ask<T>(&self, question: impl FnOnce(&Trees) -> sled::Result<T>) -> Result<T, String> {
        let trees = self.trees.read().unwrap_or_else(PoisonError::into_inner);
        let Some(trees) = &*trees else {
            return Err(match self.state() {
                StoreState::Off(why) => why,
                _ => "the store is being opened".into(),
            });
        };
        contain(|| question(trees))
    }
}

/// Runs something of sled's, which panics where others return errors.
fn contain<T>(work: impl FnOnce() -> sled::Result<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("sled panicked".into()),
    }
}

/// Opens sled; one that was closed a moment ago may still hold its lock.
fn open(dir: &Path, store: StoreId, bell: &Bell) -> Result<Trees, String> {
    let mut tries = 1;
    loop {
        match contain(|| Trees::open(&dir::sled(dir), store)) {
            Err(why) if why.contains("could not acquire lock") && tries < STORE_OPEN_TRIES && !bell.stopped() => {
                tries += 1;
                bell.linger(STORE_OPEN_PATIENCE);
            }
            opened => return opened,
        }
    }
}

/// The records of these arrival numbers that the store still has, for segments that lost them. Each is verified as
/// if it came from outside.
pub(super) fn rescue(
    dir: &Path,
    store: StoreId,
    numbers: RangeInclusive<u64>,
    wanted: &(dyn Fn(u64) -> bool + Sync),
) -> BTreeMap<u64, Record> {
    if numbers.is_empty() || !dir::sled(dir).is_dir() {
        return BTreeMap::new();
    }
    // Whatever is wrong with sled is the store's thread's to say and to cure; here it only has nothing.
    std::thread::scope(|scope| {
        let work = || {
            let trees = open(dir, store, &Bell::default()).ok()?;
            contain(|| trees.records(numbers, wanted)).ok()
        };
        let thread = std::thread::Builder::new().name(STORE_THREAD.into()).spawn_scoped(scope, work);
        thread.ok().and_then(|thread| thread.join().ok()).flatten().unwrap_or_default()
    })
}
