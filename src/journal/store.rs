//! The queryable store: sled, behind the segments. It follows them in a thread of its own, may lag, and can be thrown
//! away: whatever is wrong with it, it is set aside and built anew.

mod blocks;
mod check;
mod follow;
mod link;
mod shelves;
mod trees;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use super::bell::Bell;
use super::dir;
use super::record::Record;
use super::segment::StoreId;
use crate::domain::EventId;
use crate::limits::{STORE_OPEN_PATIENCE, STORE_OPEN_TRIES, STORE_RESCUE_WITHIN};
use crate::text::Lang;
use crate::text::tell::{Both, both};

pub use check::StoreCheck;
pub(super) use check::{check, progress};
pub use follow::THREAD as STORE_THREAD;
pub(super) use follow::{Beginning, follow};
pub(super) use link::{Link, link};
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
    Off(Both),
}

#[derive(Debug)]
struct Progress {
    state: StoreState,
    applied: u64,
    /// Whether its thread is done.
    ended: bool,
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
        let progress = Mutex::new(Progress { state, applied: 0, ended: false });
        Self { progress, moved: Condvar::new(), trees: RwLock::new(None) }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, state: StoreState, applied: u64) {
        let mut progress = self.progress();
        (progress.state, progress.applied) = (state, applied);
        drop(progress);
        self.moved.notify_all();
    }

    /// Whether the thread ends within this time; one that does not hangs in sled, and is not waited for.
    pub(super) fn ended(&self, within: Duration) -> bool {
        let running = |p: &mut Progress| !p.ended;
        let waited = self.moved.wait_timeout_while(self.progress(), within, running);
        waited.unwrap_or_else(PoisonError::into_inner).0.ended
    }

    /// Held by the thread: says that it is done however it ends.
    fn ends(&self) -> Ended<'_> {
        Ended(self)
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

    /// Whether it can be asked now. While it is built anew it would leave out most of what there is.
    pub(super) fn answers(&self) -> bool {
        self.state() == StoreState::Following
    }

    /// The arrival numbers of a page, with the place of each; an error is a reason in words.
    pub(super) fn page(&self, query: History, before: Option<Mark>, limit: usize) -> Result<Vec<Mark>, Both> {
        self.ask(|trees| trees.page(query, before, limit))
    }

    /// The arrival number of an event.
    pub(super) fn number_of(&self, id: EventId) -> Result<Option<u64>, Both> {
        self.ask(|trees| trees.number_of(id))
    }

    fn ask<T>(&self, question: impl FnOnce(&Trees) -> sled::Result<T>) -> Result<T, Both> {
        let trees = self.trees.read().unwrap_or_else(PoisonError::into_inner);
        let Some(trees) = &*trees else {
            return Err(match self.state() {
                StoreState::Off(why) => why,
                _ => Both::words("正在打开查询库", "the store is being opened"),
            });
        };
        contain(|| question(trees))
    }
}

struct Ended<'a>(&'a Store);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.progress().ended = true;
        self.0.moved.notify_all();
    }
}

/// What is said when sled did what it should never do.
const PANICKED: Both = Both::words("sled 崩溃", "sled panicked");

/// What sled says, which has no Chinese.
fn said(error: &sled::Error) -> Both {
    both!("sled 报错: {error}", "sled says: {error}")
}

/// Runs something of sled's, which panics where others return errors.
fn contain<T>(work: impl FnOnce() -> sled::Result<T>) -> Result<T, Both> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(said(&error)),
        Err(_) => Err(PANICKED),
    }
}

/// Opens sled; one that was closed a moment ago may still hold its lock.
fn open(dir: &Path, store: StoreId) -> Result<Trees, Both> {
    let (mut tries, patience) = (1, Bell::default());
    loop {
        match contain(|| Trees::open(&dir::sled(dir), store)) {
            Err(why) if why.text(Lang::En).contains("could not acquire lock") && tries < STORE_OPEN_TRIES => {
                tries += 1;
                patience.linger(STORE_OPEN_PATIENCE);
            }
            opened => return opened,
        }
    }
}

/// The records of these arrival numbers that the store still has, but for those that are `here`, for segments that
/// lost them. Each is verified as if it came from outside. An error says that sled could not be asked in time.
pub(super) fn rescue(
    dir: &Path,
    store: StoreId,
    numbers: RangeInclusive<u64>,
    here: BTreeSet<u64>,
) -> Result<BTreeMap<u64, Record>, Both> {
    if numbers.is_empty() || !dir::sled(dir).is_dir() {
        return Ok(BTreeMap::new());
    }
    let (tell, told) = sync_channel(1);
    let dir = dir.to_owned();
    // Whatever is wrong with sled is the store's thread's to say and to cure; here it only has nothing.
    let work = move || {
        let found = open(&dir, store).and_then(|trees| contain(|| trees.records(numbers, &here)));
        // Nobody may be waiting any more.
        drop(tell.try_send(found.unwrap_or_default()));
    };
    let started = std::thread::Builder::new().name(STORE_THREAD.into()).spawn(work);
    started.map_err(|error| {
        both!("问不了它日志段丢了什么: {0}", "it could not be asked for what the segments lost: {0}", error)
    })?;
    match told.recv_timeout(STORE_RESCUE_WITHIN) {
        Ok(found) => Ok(found),
        Err(RecvTimeoutError::Disconnected) => Ok(BTreeMap::new()),
        Err(RecvTimeoutError::Timeout) => {
            let within = STORE_RESCUE_WITHIN.as_secs();
            Err(both!(
                "日志段丢了什么, 它 {within} s 内没有回答",
                "it did not answer within {within} s what the segments lost"
            ))
        }
    }
}
