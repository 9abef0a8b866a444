//! A drill played against the machine's clock: the driver at work beside a journal.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::failure::Failure;
use crate::clock::wall;
use crate::domain::Fix;
use crate::drill::{Driver, Tick};
use crate::journal::{Journal, WatchGuard};
use crate::limits::{EXERCISE_WAKE, FEED_BYTES_MAX, FEED_EVENTS_MAX};

/// A running exercise; it stops when this is dropped.
pub(super) struct Exercise {
    watch: Option<WatchGuard>,
    ring: Option<SyncSender<()>>,
    thread: Option<JoinHandle<Result<(), Failure>>>,
}

impl Exercise {
    /// Plays `driver`, which has taken every record of `journal`, until the drill ends. Positions go to `send`.
    pub(super) fn start(
        driver: Driver,
        journal: Journal,
        send: impl Fn(Vec<Fix>) + Send + 'static,
    ) -> Result<Self, Failure> {
        let (ring, bell) = sync_channel(1);
        let wake = ring.clone();
        // A bell that is already rung says the same.
        let watch = journal.watch(move || wake.try_send(()).unwrap_or_default());
        let thread = std::thread::Builder::new()
            .name("exercise".to_owned())
            .spawn(move || play(driver, &journal, &bell, &send))
            .map_err(Failure::Thread)?;
        Ok(Self { watch: Some(watch), ring: Some(ring), thread: Some(thread) })
    }

    /// Whether the drill has ended.
    pub(super) fn is_over(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits until the drill has ended.
    pub(super) fn play_out(mut self) -> Result<(), Failure> {
        // A thread that panicked has said so already.
        self.thread.take().map_or(Ok(()), |thread| thread.join().unwrap_or(Ok(())))
    }
}

impl Drop for Exercise {
    fn drop(&mut self) {
        self.watch = None;
        self.ring = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn play(mut driver: Driver, journal: &Journal, bell: &Receiver<()>, send: &dyn Fn(Vec<Fix>)) -> Result<(), Failure> {
    let mut next = journal.durable() + 1;
    while !driver.engine().ended() {
        next = listen(&mut driver, journal, next)?;
        loop {
            let tick = tick(&driver);
            let signed = driver.play(tick)?;
            if signed.is_empty() {
                break;
            }
            journal.append(signed)?.wait()?;
        }
        let now = tick(&driver).drill;
        let fixes = driver.engine_mut().fixes(now);
        if !fixes.is_empty() {
            send(fixes);
        }
        match bell.recv_timeout(patience(&driver)) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
    Ok(())
}

/// Takes what others recorded since; the driver's own events it has folded already.
fn listen(driver: &mut Driver, journal: &Journal, mut next: u64) -> Result<u64, Failure> {
    loop {
        let records = journal.read(next, FEED_EVENTS_MAX, FEED_BYTES_MAX)?;
        let Some(last) = records.last() else { return Ok(next) };
        next = last.number + 1;
        for record in records {
            if driver.cast().seat(&record.envelope.header().post).is_none() {
                driver.take(&record.envelope);
            }
        }
    }
}

fn tick(driver: &Driver) -> Tick {
    let wall = wall();
    Tick { drill: driver.now(wall), wall }
}

/// How long nothing happens by itself: until the next happening, and never so long that positions stand still.
fn patience(driver: &Driver) -> Duration {
    let Some(left) = driver.rests(wall()) else { return EXERCISE_WAKE };
    Duration::from_millis(u64::try_from(left.0).unwrap_or(0).saturating_add(1)).min(EXERCISE_WAKE)
}
