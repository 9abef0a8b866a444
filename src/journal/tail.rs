//! The end of the newest segment: where groups are written.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dir;
use super::error::{JournalError, Naming};
use super::index::Segment;
use super::medium::Medium;
use super::segment::{RECORDS_BEGIN, SegmentHeader};
use super::witness::{Knowledge, Witness};

/// How segments are made.
#[derive(Clone, Debug)]
pub(super) struct Making {
    pub(super) dir: PathBuf,
    pub(super) segment_bytes: u64,
    pub(super) growth_bytes: u64,
    pub(super) medium: Arc<dyn Medium>,
}

/// The newest segment, open for writing.
#[derive(Debug)]
pub(super) struct Tail {
    making: Making,
    segment: Segment,
    used: u64,
    allocated: u64,
    witness: Witness,
}

impl Tail {
    /// At byte `used` of the newest segment.
    pub(super) fn new(making: Making, segment: Segment, used: u64, witness: Witness) -> Result<Self, JournalError> {
        let allocated = segment.file.metadata().naming("read", &segment.path)?.len();
        Ok(Self { making, segment, used, allocated, witness })
    }

    /// What the checksums of the next group begin with.
    pub(super) fn seed(&self) -> u32 {
        self.segment.header.seed()
    }

    /// Makes room for a group that begins with arrival number `next`. A new segment is returned when the group did
    /// not fit the old one.
    pub(super) fn room(&mut self, bytes: u64, next: u64) -> Result<Option<Segment>, JournalError> {
        let full = self.used > RECORDS_BEGIN && self.used + bytes > self.making.segment_bytes;
        if full {
            self.rotate(next)?;
        }
        if self.used + bytes > self.allocated {
            self.grow(self.used + bytes)?;
        }
        Ok(full.then(|| self.segment.clone()))
    }

    /// Writes a group for which there is room and returns once it is on the disk: where it begins.
    pub(super) fn write(&mut self, group: &[u8]) -> Result<u64, JournalError> {
        let begin = self.used;
        let Segment { path, file, .. } = &self.segment;
        self.making.medium.write(file, group, begin).naming("write", path)?;
        self.making.medium.sync(file).naming("sync", path)?;
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
        let room = self.allocated.saturating_sub(self.used);
        let last = self.allocated >= self.making.segment_bytes;
        if last || room >= self.making.growth_bytes / 4 { Ok(()) } else { self.grow(self.allocated + 1) }
    }

    fn grow(&mut self, needed: u64) -> Result<(), JournalError> {
        let step = self.making.growth_bytes.max(1);
        let target = needed.div_ceil(step) * step;
        fill(&*self.making.medium, &self.segment.file, &self.segment.path, self.allocated, target)?;
        self.allocated = target;
        Ok(())
    }

    /// Seals the segment at its last record and begins the next one.
    fn rotate(&mut self, next: u64) -> Result<(), JournalError> {
        let Segment { path, file, header } = &self.segment;
        file.set_len(self.used).naming("shorten", path)?;
        file.sync_all().naming("sync", path)?;
        let header = SegmentHeader { number: header.number + 1, first: next, ..header.clone() };
        self.segment = create(&self.making, header)?;
        self.used = RECORDS_BEGIN;
        self.allocated = self.making.growth_bytes.max(RECORDS_BEGIN);
        self.tell(next - 1)
    }
}

/// Creates a segment under another name and gives it its own once it is whole, so that there is never half of one.
pub(super) fn create(making: &Making, header: SegmentHeader) -> Result<Segment, JournalError> {
    let path = dir::segment_path(&making.dir, header.number);
    let beside = path.with_extension("new");
    let file = dir::create(&beside)?;
    making.medium.write(&file, &header.bytes(), 0).naming("write", &beside)?;
    fill(&*making.medium, &file, &beside, RECORDS_BEGIN, making.growth_bytes)?;
    file.sync_all().naming("sync", &beside)?;
    dir::rename(&beside, &path)?;
    Ok(Segment { path, file: Arc::new(file), header })
}

/// Writes real zeroes: a hole or an unwritten extent would put file system metadata into the way of an append.
fn fill(medium: &dyn Medium, file: &File, path: &Path, from: u64, to: u64) -> Result<(), JournalError> {
    const STEP: usize = 256 << 10;
    let zeroes = vec![0; STEP];
    let mut at = from;
    while at < to {
        let step = usize::try_from(to - at).unwrap_or(STEP).min(STEP);
        medium.write(file, zeroes.get(..step).unwrap_or(&zeroes), at).naming("write", path)?;
        at += step as u64;
    }
    medium.sync(file).naming("sync", path)
}
