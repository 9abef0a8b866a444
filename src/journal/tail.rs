//! The end of the newest segment: where groups are written.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::body::Body;
use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::index::Segment;
use super::medium::Medium;
use super::segment::{Form, RECORDS_BEGIN, SegmentHeader};
use super::witness::{Knowledge, Witness};

/// How segments are made.
#[derive(Clone, Debug)]
pub(super) struct Making {
    pub(super) dir: PathBuf,
    pub(super) segment_bytes: u64,
    pub(super) growth_bytes: u64,
    /// Kept free behind the last record for what must be recorded on a full disk.
    pub(super) reserve_bytes: u64,
    pub(super) medium: Arc<dyn Medium>,
}

/// The newest segment, open for writing.
#[derive(Debug)]
pub(super) struct Tail {
    making: Making,
    segment: Segment,
    used: u64,
    allocated: u64,
    /// Whether the disk had no room when more was last needed.
    full: bool,
    witness: Witness,
    /// A segment that was begun for a group which then did not fit: whoever comes next is told of it.
    begun: Option<Segment>,
}

impl Tail {
    /// At byte `used` of the newest segment.
    pub(super) fn new(making: Making, segment: Segment, used: u64, witness: Witness) -> Result<Self, JournalError> {
        let allocated = segment.body.length().naming(Doing::Read, &segment.path)?;
        Ok(Self { making, segment, used, allocated, full: false, witness, begun: None })
    }

    /// What the checksums of the next group begin with.
    pub(super) fn seed(&self) -> u32 {
        self.segment.header.seed()
    }

    /// Makes room for a group that begins with arrival number `next`. A new segment is returned when the group did
    /// not fit the old one. On a full disk the reserve is used, and the old segment becomes longer than it should; what
    /// does not fit either finds no space, and nothing is changed by it.
    pub(super) fn room(&mut self, bytes: u64, next: u64) -> Result<Option<Segment>, JournalError> {
        if self.used > RECORDS_BEGIN && self.used + bytes > self.making.segment_bytes {
            let rotated = self.rotate(next);
            if self.or_reserve(rotated, bytes)?.is_some() {
                self.begun = Some(self.segment.clone());
            }
        }
        let needed = self.used + bytes + self.making.reserve_bytes;
        if needed > self.allocated {
            let grown = self.grow(needed);
            self.or_reserve(grown, bytes)?;
        }
        Ok(self.begun.take())
    }

    /// No space is no failure as long as the group fits into what is allocated already.
    fn or_reserve(&mut self, done: Result<(), JournalError>, bytes: u64) -> Result<Option<()>, JournalError> {
        match done {
            Ok(()) => {
                self.full = false;
                Ok(Some(()))
            }
            Err(error @ JournalError::NoSpace { .. }) => {
                self.full = true;
                if self.used + bytes <= self.allocated { Ok(None) } else { Err(error) }
            }
            Err(error) => Err(error),
        }
    }

    /// On a full disk: how many bytes can still be recorded.
    pub(super) fn left(&self) -> Option<u64> {
        self.full.then(|| self.allocated.saturating_sub(self.used))
    }

    /// Looks whether a full disk has room again.
    pub(super) fn look(&mut self) {
        let Making { growth_bytes, reserve_bytes, medium, .. } = &self.making;
        self.full &= medium.available(self.segment.body.file()).is_ok_and(|free| free < growth_bytes + reserve_bytes);
    }

    /// Writes a group for which there is room and returns once it is on the disk: where it begins.
    pub(super) fn write(&mut self, group: &[u8]) -> Result<u64, JournalError> {
        let begin = self.used;
        let (path, file) = (&self.segment.path, self.segment.body.file());
        self.making.medium.write(file, group, begin).naming(Doing::Write, path)?;
        self.making.medium.sync(file).naming(Doing::Sync, path)?;
        self.used += group.len() as u64;
        Ok(begin)
    }

    /// Tells the witness that everything up to arrival number `last` is on the disk, unless it knows.
    pub(super) fn tell(&mut self, last: u64) -> Result<(), JournalError> {
        let knowledge = Knowledge { newest: self.segment.header.clone(), last };
        self.witness.tell(knowledge, &*self.making.medium)
    }

    /// Grows between two groups, after the acknowledgements, so that the next one need not wait for it.
    pub(super) fn grow_ahead(&mut self) -> Result<(), JournalError> {
        let Making { segment_bytes, growth_bytes, reserve_bytes, .. } = self.making;
        let room = self.allocated.saturating_sub(self.used + reserve_bytes);
        let last = self.allocated >= segment_bytes + reserve_bytes;
        if self.full || last || room >= growth_bytes / 4 {
            return Ok(());
        }
        let grown = self.grow(self.allocated.max(self.used + reserve_bytes) + 1);
        self.or_reserve(grown, 0).map(drop)
    }

    fn grow(&mut self, needed: u64) -> Result<(), JournalError> {
        let (path, file) = (&self.segment.path, self.segment.body.file());
        let step = self.making.growth_bytes.max(1);
        let target = needed.div_ceil(step) * step;
        let grown = fill(&*self.making.medium, file, path, self.allocated, target);
        match grown {
            Ok(()) => self.allocated = target,
            // What was filled in vain is given back. When even that fails, it only is not used.
            Err(_) => drop(file.set_len(self.allocated)),
        }
        grown
    }

    /// Begins the next segment and seals this one at its last record.
    fn rotate(&mut self, next: u64) -> Result<(), JournalError> {
        let (Segment { path, header, .. }, file) = (&self.segment, self.segment.body.file());
        let header = SegmentHeader { number: header.number + 1, first: next, ..header.clone() };
        let segment = create(&self.making, header)?;
        file.set_len(self.used).naming(Doing::Shorten, path)?;
        file.sync_all().naming(Doing::Sync, path)?;
        self.segment = segment;
        self.used = RECORDS_BEGIN;
        self.allocated = self.making.begin_bytes();
        self.tell(next - 1)
    }
}

impl Making {
    /// A segment begins with so many bytes.
    fn begin_bytes(&self) -> u64 {
        self.growth_bytes.max(RECORDS_BEGIN) + self.reserve_bytes
    }
}

/// Creates a segment under another name and gives it its own once it is whole, so that there is never half of one.
pub(super) fn create(making: &Making, header: SegmentHeader) -> Result<Segment, JournalError> {
    let path = dir::segment_path(&making.dir, header.number);
    let beside = path.with_extension("new");
    let file = dir::create(&beside)?;
    let made = making.medium.write(&file, &header.bytes(Form::Plain), 0).naming(Doing::Write, &beside);
    let made = made.and_then(|()| fill(&*making.medium, &file, &beside, RECORDS_BEGIN, making.begin_bytes()));
    let made = made.and_then(|()| file.sync_all().naming(Doing::Sync, &beside));
    if let Err(error) = made {
        // What was filled in vain is given back now; else the next opening sweeps it away.
        drop(std::fs::remove_file(&beside));
        return Err(error);
    }
    dir::rename(&beside, &path)?;
    Ok(Segment { path, body: Arc::new(Body::plain(file)), header })
}

/// Writes real zeroes: a hole or an unwritten extent would put file system metadata into the way of an append.
fn fill(medium: &dyn Medium, file: &File, path: &Path, from: u64, to: u64) -> Result<(), JournalError> {
    const STEP: usize = 256 << 10;
    // Asked first, so that a disk that is nearly full is not filled to the last byte in vain.
    if medium.available(file).is_ok_and(|free| free < to.saturating_sub(from)) {
        return Err(JournalError::NoSpace { path: path.to_owned() });
    }
    let zeroes = vec![0; STEP];
    let mut at = from;
    while at < to {
        let step = usize::try_from(to - at).unwrap_or(STEP).min(STEP);
        medium.write(file, zeroes.get(..step).unwrap_or(&zeroes), at).naming(Doing::Write, path)?;
        at += step as u64;
    }
    medium.sync(file).naming(Doing::Sync, path)
}
