//! The one thread that writes: it takes everything that is queued at that moment, writes it with one call, waits for
//! the disk, and only then acknowledges.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use super::error::JournalError;
use super::index::{Place, Segment};
use super::linger::receive;
use super::segment::{draft, seal};
use super::shared::Shared;
use super::tail::Tail;
use crate::clock::Clock;
use crate::domain::EventId;
use crate::envelope::Envelope;
use crate::limits::{GROUP_BYTES_MAX, SPACE_LOOK};
use crate::text::tell::Both;

/// What became of an event that was handed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Which event.
    pub id: EventId,
    /// Its local arrival number.
    pub number: u64,
    /// Whether it arrived just now; `false` when it was here already.
    pub new: bool,
}

pub(super) type Then = Box<dyn FnOnce(Result<Vec<Stored>, JournalError>) + Send>;

/// A batch on its way to the writer.
pub(super) struct Job {
    drafts: Vec<Draft>,
    bytes: Vec<u8>,
    then: Then,
}

/// One record of a batch: its bytes lie one after the other in the job.
struct Draft {
    place: Place,
    length: usize,
}

impl Job {
    /// Encodes on the caller's side whatever the caller can know. Refuses events of another realm.
    pub(super) fn new(shared: &Shared, batch: &[Envelope], then: Then) -> Result<Self, JournalError> {
        let realm = shared.realm.to_string();
        let mut bytes = Vec::with_capacity(batch.iter().map(|e| e.bytes().len() + super::segment::RECORD_HEAD).sum());
        let mut drafts = Vec::with_capacity(batch.len());
        for envelope in batch {
            let header = envelope.header();
            if header.realm != realm {
                return Err(JournalError::Foreign {
                    event: envelope.id().short(),
                    found: header.realm.escape_debug().to_string(),
                    dir: shared.dir.clone(),
                    realm: shared.realm.clone(),
                });
            }
            let before = bytes.len();
            draft(&mut bytes, envelope.id(), envelope.bytes());
            let length = bytes.len() - before;
            drafts.push(Draft { place: Place::of(envelope.id(), &header), length });
        }
        Ok(Self { drafts, bytes, then })
    }
}

/// A new record of the group: whose it is, and its bytes in the job.
struct Fresh {
    number: u64,
    place: Place,
    job: usize,
    begin: usize,
    length: usize,
}

/// The writer.
pub(super) struct Writer {
    shared: Arc<Shared>,
    tail: Tail,
    clock: Clock,
    next: u64,
    /// Its bytes, one record after the other.
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn new(shared: Arc<Shared>, tail: Tail, clock: Clock) -> Self {
        let next = shared.durable() + 1;
        Self { shared, tail, clock, next, bytes: Vec::new() }
    }

    /// Writes until every handle of the journal is gone.
    pub(super) fn run(mut self, jobs: &Receiver<Job>) {
        let _last_word = LastWord(self.shared.clone());
        // A process that was killed told less than the scan found.
        self.tell();
        self.prepare();
        loop {
            let job = match self.shared.left() {
                None => receive(jobs).ok(),
                Some(_) => match jobs.recv_timeout(SPACE_LOOK) {
                    Err(RecvTimeoutError::Timeout) => {
                        self.look();
                        continue;
                    }
                    job => job.ok(),
                },
            };
            let Some(job) = job else { return };
            let mut group = vec![job];
            let mut bytes = group.iter().map(|job| job.bytes.len()).sum::<usize>();
            while bytes < GROUP_BYTES_MAX
                && let Ok(job) = jobs.try_recv()
            {
                bytes += job.bytes.len();
                group.push(job);
            }
            self.group(group);
        }
    }

    /// Makes one group durable and answers it; then prepares room for the next.
    pub(super) fn group(&mut self, jobs: Vec<Job>) {
        self.commit(jobs);
        self.prepare();
    }

    /// Looks whether a full disk has room again.
    pub(super) fn look(&mut self) {
        self.tail.look();
        self.prepare();
    }

    /// Makes room ahead, and says how much is left when there is none to make.
    fn prepare(&mut self) {
        if self.shared.failed().is_none()
            && let Err(error) = self.tail.grow_ahead()
        {
            self.shared.fail(Both::of(&error));
        }
        self.shared.set_left(self.tail.left());
    }

    /// What the witness is not told it is told next time: no event depends on it.
    fn tell(&mut self) {
        if self.shared.failed().is_none()
            && let Err(error) = self.tail.tell(self.shared.durable())
        {
            tracing::warn!(%error, "how far the journal went is not on the disk");
        }
    }

    fn commit(&mut self, mut jobs: Vec<Job>) {
        if self.shared.failed().is_some() {
            return refuse(&self.shared, jobs);
        }
        let (fresh, answers) = self.plan(&jobs);
        if !fresh.is_empty() {
            let bytes = fresh.iter().map(|record| record.length as u64).sum();
            let written = match self.tail.room(bytes, self.next) {
                // Nothing was written: what does not fit waits where it came from, and the reserve stays for the rest.
                Err(JournalError::NoSpace { .. }) => return self.without_room(jobs),
                room => room.and_then(|begun| self.write(&mut jobs, &fresh, begun)),
            };
            // A sync that failed once may lie when it is asked again, so the first failure is the last word.
            if let Err(error) = written {
                self.shared.fail(Both::of(&error));
                return refuse(&self.shared, jobs);
            }
        }
        for (job, answer) in jobs.into_iter().zip(answers) {
            (job.then)(answer);
        }
        if !fresh.is_empty() {
            self.shared.wake();
        }
    }

    /// A group for which a disk that filled up has no room: each of its batches by itself, and the one that does not fit is
    /// refused. What this post signs is small enough for the reserve.
    fn without_room(&mut self, jobs: Vec<Job>) {
        let alone = jobs.len() == 1;
        for job in jobs {
            if alone {
                let left = self.tail.left().unwrap_or(0);
                self.shared.set_left(Some(left));
                (job.then)(Err(JournalError::Full { dir: self.shared.dir.clone(), left }));
            } else {
                self.commit(vec![job]);
            }
        }
    }

    /// Numbers what is new in the group, and knows again what is here.
    fn plan(&self, jobs: &[Job]) -> (Vec<Fresh>, Vec<Result<Vec<Stored>, JournalError>>) {
        let mut fresh: Vec<Fresh> = Vec::new();
        let mut pending = BTreeMap::new();
        let mut answers = Vec::with_capacity(jobs.len());
        for (job, Job { drafts, .. }) in jobs.iter().enumerate() {
            let before = fresh.len();
            let (mut stored, mut begin) = (Vec::with_capacity(drafts.len()), 0);
            let mut trouble = None;
            for Draft { place, length } in drafts {
                let id = place.id;
                let here = match self.number_of(place) {
                    Ok(here) => here.or_else(|| pending.get(&id).copied()),
                    Err(error) => {
                        trouble = Some(error);
                        break;
                    }
                };
                let number = here.unwrap_or(self.next + fresh.len() as u64);
                if here.is_none() {
                    pending.insert(id, number);
                    fresh.push(Fresh { number, place: *place, job, begin, length: *length });
                }
                stored.push(Stored { id, number, new: here.is_none() });
                begin += length;
            }
            answers.push(match trouble {
                None => Ok(stored),
                // What is here could not be read, so nobody knows whether this is it: the whole batch is refused.
                Some(error) => {
                    fresh.truncate(before);
                    pending.retain(|_, number| *number < self.next + before as u64);
                    Err(error)
                }
            });
        }
        (fresh, answers)
    }

    /// The number of this very event, when it is durable already.
    fn number_of(&self, place: &Place) -> Result<Option<u64>, JournalError> {
        let candidates = self.shared.index().numbers(place.key, place.seq);
        for number in candidates {
            if self.shared.one(number)?.is_some_and(|record| record.envelope.id() == place.id) {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// One write, one sync; then it is durable, and only then in the index.
    fn write(&mut self, jobs: &mut [Job], fresh: &[Fresh], begun: Option<Segment>) -> Result<(), JournalError> {
        let (seed, arrived) = (self.tail.seed(), self.clock.now());
        self.bytes.clear();
        for (place, record) in (0..).zip(fresh) {
            let bytes = jobs.get_mut(record.job).map_or(&mut [][..], |job| &mut job.bytes);
            let Some(draft) = bytes.get_mut(record.begin..record.begin + record.length) else { continue };
            seal(draft, seed, record.number, arrived, place);
            self.bytes.extend_from_slice(draft);
        }
        let mut offset = self.tail.write(&self.bytes)?;
        let mut index = self.shared.index_mut();
        if let Some(segment) = begun {
            index.begin(segment);
        }
        for record in fresh {
            index.insert(record.number, offset, record.length, arrived, &record.place);
            offset += record.length as u64;
        }
        drop(index);
        self.next += fresh.len() as u64;
        self.shared.set_durable(self.next - 1);
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.tell();
        }
    }
}

fn refuse(shared: &Shared, jobs: Vec<Job>) {
    for job in jobs {
        (job.then)(Err(shared.failure()));
    }
}

/// Says so when the writer's thread ends by a panic of somebody's callback.
struct LastWord(Arc<Shared>);

impl Drop for LastWord {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.fail(Both::words("程序出错, 写入线程停了", "its writer was stopped by a fault in the program"));
        }
    }
}
