//! A drill played against the machine's clock: the driver at work beside a journal.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::failure::Failure;
use crate::clock::wall;
use crate::domain::Fix;
use crate::drill::{Driver, Tick};
use crate::envelope::Envelope;
use crate::journal::{Journal, WatchGuard};
use crate::limits::{EXERCISE_WAKE, FEED_BYTES_MAX, FEED_EVENTS_MAX, SPACE_LOOK};

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
            if !record(journal, &signed, bell)? {
                return Ok(());
            }
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

/// On a full disk a happening waits for room, and the drill with it, unless it is urgent; `false` when nobody plays any
/// more.
fn record(journal: &Journal, signed: &[Envelope], bell: &Receiver<()>) -> Result<bool, Failure> {
    let mut told = false;
    while let Err(full) = journal.admits(signed.iter().map(|event| event.header().payload)) {
        if !told {
            tracing::warn!(%full, "the drill waits");
            told = true;
        }
        if bell.recv_timeout(SPACE_LOOK) == Err(RecvTimeoutError::Disconnected) {
            return Ok(false);
        }
    }
    journal.append(signed)?.wait()?;
    Ok(true)
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

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::clock::{At, Quality};
    use crate::domain::{Entry, Fact, Means, Realm};
    use crate::envelope::{Author, PostKey, Stamp};
    use crate::journal::{Identity, Medium, Options};

    /// A disk with so many bytes left.
    #[derive(Debug)]
    struct Left(AtomicU64);

    impl Medium for Left {
        fn available(&self, _: &File) -> io::Result<u64> {
            Ok(self.0.load(Ordering::SeqCst))
        }
    }

    #[test]
    fn on_a_full_disk_the_drill_waits_for_room_and_loses_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let medium = Arc::new(Left(AtomicU64::new(1 << 20)));
        let (segment_bytes, growth_bytes, reserve_bytes) = (1 << 20, 16 << 10, 128 << 10);
        let sizes = Options { segment_bytes, growth_bytes, reserve_bytes, store: false, ..Options::default() };
        let options = Options { realm: Some(Realm::Test), medium: medium.clone(), ..sizes };
        let (journal, _) = Journal::open(dir.path(), &options).unwrap();
        medium.0.store(0, Ordering::SeqCst);
        let identity = Identity::given(PostKey::from_seed([1; 32]), 1, &Realm::Test);
        let mut author = Author::new(identity.key.clone(), identity.series_open.clone(), None);
        let text = "雨".repeat(300);
        let (occurred, received) = (At(0), At(0));
        let entry = Fact::EntryLogged(Entry {
            incident: None,
            text,
            occurred,
            received,
            means: Means::Phone,
            source: String::new(),
            about: None,
            place: String::new(),
            told: String::new(),
            memo: false,
            seated: None,
        });
        let stamp = Stamp { now: At(0), offset_ms: None, quality: Quality::Virtual };
        let mut next = || [author.sign(stamp, "导调员", &entry).unwrap()];
        let (ring, bell) = sync_channel(1);
        let mut signed = next();
        while journal.admits([signed[0].header().payload]).is_ok() {
            assert!(record(&journal, &signed, &bell).unwrap());
            signed = next();
        }
        let before = journal.durable();
        std::thread::scope(|scope| {
            let (journal, signed) = (&journal, &signed);
            let waiting = scope.spawn(move || record(journal, signed, &bell).unwrap());
            ring.send(()).unwrap();
            ring.send(()).unwrap();
            // It has heard the first ring and recorded nothing.
            assert_eq!(journal.durable(), before);
            medium.0.store(1 << 20, Ordering::SeqCst);
            assert!(waiting.join().unwrap() && journal.durable() == before + 1);
        });
    }
}
