//! A post at work: its journal, its key, and the clock it goes by.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::failure::Failure;
use super::office::Teller;
use crate::clock::{Clock, Quality};
use crate::console::{Arrived, Holdings, Msg, StoreState};
use crate::domain::{Decided, Realm, World};
use crate::envelope::{Envelope, Stamp};
use crate::journal::{self, Journal, JournalError, Opened, Options, Scribe, Unsigned, WatchGuard};
use crate::limits::{FEED_BYTES_MAX, FEED_EVENTS_MAX};
use crate::sync::Store as _;
use crate::text::tell::Both;

/// How often the feeder looks at what changes without an event: the store's lag.
const LOOK: Duration = Duration::from_secs(1);

/// A post that can record.
pub(super) struct Station {
    /// Its journal.
    pub(super) journal: Journal,
    /// Whose clock it goes by: the drill's, once one runs.
    pub(super) clock: Clock,
    /// Its pen.
    pub(super) scribe: Scribe,
}

impl Station {
    /// Opens the post in `dir` and its world, from the newest snapshot and what arrived since.
    pub(super) fn open(dir: &Path, realm: &Realm, clock: Clock) -> Result<(Self, World, Opened), Failure> {
        let options = Options { clock: clock.clone(), ..Options::of(realm.clone()) };
        let (journal, world, opened) = Journal::open_world(dir, &options)?;
        clock.follow(world.drill_clock().map(|drill| drill.pace));
        let scribe = Scribe::open(dir, &journal, options.medium)?;
        Ok((Self { journal, clock, scribe }, world, opened))
    }

    /// Whether these may be recorded now: on a full disk only what is urgent is.
    pub(super) fn admits(&self, decided: &Decided) -> bool {
        self.journal.admits(decided.payloads()).is_ok()
    }

    /// Signs what was decided, in order; nothing is recorded until they are handed to the journal.
    pub(super) fn sign(
        &mut self,
        actor: &str,
        decided: &Decided,
        offset_ms: Option<i32>,
    ) -> Result<Vec<Envelope>, Unsigned> {
        let quality = match self.clock.quality() {
            Quality::Unchecked if offset_ms.is_some() => Quality::Compared,
            quality => quality,
        };
        let stamp = Stamp { now: self.clock.now(), offset_ms, quality };
        decided.payloads().map(|said| self.scribe.sign_payload(stamp, actor, &said)).collect()
    }
}

/// Tells the console's loop of every durable event from `from` on, in order of arrival, and of the store.
pub(super) struct Feeder {
    /// Stops the thread when dropped.
    watch: WatchGuard,
    thread: JoinHandle<()>,
}

impl Feeder {
    /// Starts the thread.
    pub(super) fn start(journal: &Journal, from: u64, inbox: Teller) -> Result<Self, Failure> {
        let (ring, bell) = sync_channel(1);
        // A bell that is already rung says the same.
        let watch = journal.watch(move || ring.try_send(()).unwrap_or_default());
        let journal = journal.clone();
        let thread = std::thread::Builder::new()
            .name("feeder".to_owned())
            .spawn(move || feed(&journal, from, &inbox, &bell))
            .map_err(Failure::Thread)?;
        Ok(Self { watch, thread })
    }

    /// Stops the thread and waits for it, so that the journal can be closed.
    pub(super) fn stop(self) {
        drop(self.watch);
        drop(self.thread.join());
    }
}

fn feed(journal: &Journal, mut next: u64, inbox: &Teller, bell: &Receiver<()>) {
    let (mut store, mut left, mut holds) = (None, None, None);
    loop {
        match journal.read(next, FEED_EVENTS_MAX, FEED_BYTES_MAX) {
            Ok(records) if records.is_empty() => {
                for found in journal.found_since() {
                    if inbox.send(Msg::Found(found)).is_err() {
                        return;
                    }
                }
                let space = journal.left();
                if left != space && inbox.try_send(Msg::Space(space)).is_ok() {
                    left = space;
                }
                let here = holdings(journal);
                if holds != Some(here) && inbox.try_send(Msg::Holdings(here)).is_ok() {
                    holds = Some(here);
                }
                let now = store_state(journal);
                if store.as_ref() != Some(&now) && inbox.try_send(Msg::Store(now.clone())).is_ok() {
                    store = Some(now);
                }
                match bell.recv_timeout(LOOK) {
                    Ok(()) | Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            Ok(records) => {
                next = records.last().map_or(next, |record| record.number + 1);
                let arrived = records.iter().map(|r| Arrived { number: r.number, event: r.envelope.event() }).collect();
                if inbox.send(Msg::Recorded(arrived)).is_err() {
                    return;
                }
            }
            Err(error) => {
                // The loop may be gone; there is nobody else to tell.
                drop(inbox.send(Msg::JournalFailed(Both::of(&error))));
                return;
            }
        }
    }
}

fn holdings(journal: &Journal) -> Holdings {
    let begins = journal.knowledge_begins().map(|beginning| (beginning.at, beginning.filled));
    Holdings { begins, lacking: journal.lacking().len() }
}

fn store_state(journal: &Journal) -> StoreState {
    match journal.store_state() {
        journal::StoreState::Opening => StoreState::Opening,
        journal::StoreState::Following => StoreState::Following { lag: journal.store_lag() },
        journal::StoreState::Rebuilding { done, of } => StoreState::Rebuilding { done, of },
        journal::StoreState::Off(why) => StoreState::Off(why),
    }
}

/// Hands signed events to the journal; the loop hears of a failure.
pub(super) fn append(journal: &Journal, batch: Vec<Envelope>, inbox: &Teller) {
    let failed = inbox.clone();
    let tell = move |error: JournalError| match failed.try_send(Msg::JournalFailed(Both::of(&error))) {
        // A loop with a full queue asks the journal itself; one that is gone needs no word.
        Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
    };
    let later = tell.clone();
    let then = move |stored: Result<_, JournalError>| {
        if let Err(error) = stored {
            later(error);
        }
    };
    if let Err(error) = journal.append_then(batch, then) {
        tell(error);
    }
}
