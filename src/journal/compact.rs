//! Compressing sealed segments, beside whoever writes the journal or while nobody does. Nothing is ever removed: a
//! compressed segment holds the same bytes at the same places (`packed`), and takes the name of the plain one only when
//! it was read back from the disk and found the same.
//!
//! The newest two segments are never touched, because a writer that found no room for the next one goes on in the last
//! but one. Nobody writes into the others: only an opening that finds damage does, and what is damaged, or lacks records
//! before the next segment, is left alone here.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::body::Body;
use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::index::Segment;
use super::medium::Medium;
use super::packed::Packer;
use super::record::RecordRef;
use super::segment::{Form, RECORDS_BEGIN, SegmentHeader};
use super::shared::Shared;
use super::window::Window;
use crate::clock::At;
use crate::limits::{COMPACT_GAIN_LEAST, COMPACT_KEEP_LEAST, PACKED_BLOCK_BYTES, SCAN_WINDOW_BYTES};

/// The ending of a compressed segment that is not whole yet.
const BESIDE: &str = "packing";

/// Which segments to compress.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compacting {
    /// So many of the newest stay as they are: never fewer than [`COMPACT_KEEP_LEAST`].
    pub keep: usize,
    /// Only those whose last record arrived before that.
    pub arrived_before: Option<At>,
    /// Say what would be done, and do nothing.
    pub dry_run: bool,
}

impl Default for Compacting {
    fn default() -> Self {
        Self { keep: COMPACT_KEEP_LEAST, arrived_before: None, dry_run: false }
    }
}

/// What became of a segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compacted {
    /// Its number.
    pub number: u64,
    /// Its file.
    pub path: PathBuf,
    /// Bytes of the file before.
    pub bytes: u64,
    /// Bytes of the file now, or why nothing was done.
    pub result: Result<u64, LeftAlone>,
}

/// Why a segment was left as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftAlone {
    /// It is one of the newest.
    Newest,
    /// Its last record arrived not long enough ago.
    Young,
    /// It is compressed.
    Compressed,
    /// It would not become much smaller.
    Dense,
    /// It does not read to its end: at this byte.
    Damaged(u64),
    /// Records before the next segment are missing: an opening may put them back.
    Gap,
    /// Somebody changed it meanwhile.
    Changed,
}

/// Compresses the segments of the journal in `dir` that `policy` names, oldest first, and tells `each` of every one.
pub fn compact(
    dir: &Path,
    policy: Compacting,
    medium: &dyn Medium,
    each: &mut dyn FnMut(Compacted),
) -> Result<(), JournalError> {
    let segments = dir::existing_segments(dir)?;
    let _lock = if policy.dry_run {
        None
    } else {
        Some(dir::lock_compacting(dir)?.ok_or_else(|| JournalError::Compacting { dir: dir.to_owned() })?)
    };
    let kept = segments.len().saturating_sub(policy.keep.max(COMPACT_KEEP_LEAST));
    for (at, (number, path)) in segments.iter().enumerate() {
        let bytes = fs::metadata(path).naming(Doing::Read, path)?.len();
        let next = segments.get(at + 1).map(|(_, path)| path.as_path()).filter(|_| at < kept);
        let result = match next {
            Some(next) => Work { policy, medium, number: *number, path, next }.compress()?,
            None => Err(LeftAlone::Newest),
        };
        each(Compacted { number: *number, path: path.clone(), bytes, result });
    }
    Ok(())
}

/// Removes what a compaction that was killed left behind, unless another one is at work.
pub(super) fn sweep(dir: &Path) -> Result<(), JournalError> {
    let wal = dir::wal(dir);
    let listing = fs::read_dir(&wal).naming(Doing::ReadDirectory, &wal)?;
    let left: Vec<PathBuf> = listing
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == BESIDE))
        .collect();
    let lock = if left.is_empty() { None } else { dir::lock_compacting(dir)? };
    if lock.is_some() {
        left.iter().try_for_each(|path| fs::remove_file(path).naming(Doing::Remove, path))?;
    }
    Ok(())
}

/// Takes up the segments of an open journal that were compressed meanwhile: the old files, which have no name any more,
/// are closed, and the disk has their space back.
pub(super) fn renew(shared: &Shared) {
    let segments = shared.index().segments().to_vec();
    for segment in segments {
        match renewed(&segment) {
            Ok(Some(segment)) => shared.index_mut().renew(segment),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "a compressed segment is read in its old file"),
        }
    }
}

/// The segment in the compressed file that has its name now; `None` when that is the file that is open.
fn renewed(segment: &Segment) -> Result<Option<Segment>, JournalError> {
    let Segment { path, body, header } = segment;
    if body.is(&fs::metadata(path).naming(Doing::Read, path)?).naming(Doing::Read, path)? {
        return Ok(None);
    }
    let file = dir::open(path, true)?;
    if dir::header(&file, path)?.as_ref() != Some(header) {
        return Ok(None);
    }
    let body = Body::of(file, header).naming(Doing::Read, path)?;
    let good = body.form() == Form::Packed && body.unlisted().is_none();
    Ok(good.then(|| Segment { body: Arc::new(body), ..segment.clone() }))
}

/// One segment that may be compressed.
struct Work<'a> {
    policy: Compacting,
    medium: &'a dyn Medium,
    number: u64,
    path: &'a Path,
    next: &'a Path,
}

/// A segment that can be compressed: its records end at `end`.
struct Sealed {
    header: SegmentHeader,
    body: Arc<Body>,
    end: u64,
}

impl Work<'_> {
    fn compress(&self) -> Result<Result<u64, LeftAlone>, JournalError> {
        let sealed = match self.sealed()? {
            Ok(sealed) => sealed,
            Err(left) => return Ok(Err(left)),
        };
        let before = self.about(&sealed.body)?;
        if self.policy.dry_run {
            let mut bytes = RECORDS_BEGIN;
            self.pack(&sealed, &mut |part| {
                bytes += part.len() as u64;
                Ok(())
            })?;
            return Ok(gain(before.len(), bytes));
        }
        let beside = self.path.with_extension(BESIDE);
        let done = self.replace(&sealed, &before, &beside);
        if !matches!(done, Ok(Ok(_))) {
            // What is left of it is removed by the next opening, if not now.
            drop(fs::remove_file(&beside));
        }
        done
    }

    /// Reads the segment to its end.
    fn sealed(&self) -> Result<Result<Sealed, LeftAlone>, JournalError> {
        let path = self.path;
        let file = dir::open(path, false)?;
        let Some(header) = dir::header(&file, path)? else { return Ok(Err(LeftAlone::Damaged(0))) };
        let bytes = dir::header_bytes(&file, path)?;
        let body = Arc::new(Body::of(file, &header).naming(Doing::Read, path)?);
        if body.form() == Form::Packed {
            return Ok(Err(LeftAlone::Compressed));
        }
        if bytes != header.bytes(Form::Plain) || header.number != self.number {
            return Ok(Err(LeftAlone::Damaged(0)));
        }
        let mut window = Window::new(&body, header.seed());
        let (mut end, mut last, mut arrived) = (RECORDS_BEGIN, header.first.saturating_sub(1), At(i64::MIN));
        while let Some(frame) = window.frame_at(end).naming(Doing::Read, path)? {
            if frame.number <= last || RecordRef::read(&frame).is_err() {
                break;
            }
            (last, arrived) = (frame.number, frame.arrived.max(arrived));
            end += frame.len() as u64;
        }
        if window.last_written(end).naming(Doing::Read, path)?.is_some() {
            return Ok(Err(LeftAlone::Damaged(end)));
        }
        let next = dir::header(&dir::open(self.next, false)?, self.next)?;
        if next.is_none_or(|next| next.first != last + 1) {
            return Ok(Err(LeftAlone::Gap));
        }
        if self.policy.arrived_before.is_some_and(|before| arrived >= before) {
            return Ok(Err(LeftAlone::Young));
        }
        Ok(Ok(Sealed { header, body, end }))
    }

    fn about(&self, body: &Body) -> Result<fs::Metadata, JournalError> {
        body.file().metadata().naming(Doing::Read, self.path)
    }

    /// Writes the compressed segment beside the plain one, reads it back, and puts it in its place.
    fn replace(
        &self,
        sealed: &Sealed,
        before: &fs::Metadata,
        beside: &Path,
    ) -> Result<Result<u64, LeftAlone>, JournalError> {
        let file = dir::create(beside)?;
        let bytes = self.write(sealed, &file, beside)?;
        if let Err(left) = gain(before.len(), bytes) {
            return Ok(Err(left));
        }
        self.medium.sync(&file).naming(Doing::Sync, beside)?;
        // What is compared is what the disk has, not what memory still holds.
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap_or_default();
        let packed = Body::of(file, &sealed.header).naming(Doing::Read, beside)?;
        if !same(&sealed.body, &packed, sealed.end).naming(Doing::Read, beside)? {
            return Err(JournalError::Unfaithful { path: beside.to_owned() });
        }
        let is = |file: &fs::Metadata| (file.ino(), file.len(), file.mtime(), file.mtime_nsec());
        let now = fs::metadata(self.path).naming(Doing::Read, self.path)?;
        if is(&now) != is(before) {
            return Ok(Err(LeftAlone::Changed));
        }
        dir::rename(beside, self.path)?;
        Ok(Ok(bytes))
    }

    fn write(&self, sealed: &Sealed, file: &File, beside: &Path) -> Result<u64, JournalError> {
        let mut at = 0;
        let mut put = |part: &[u8]| {
            self.medium.write(file, part, at).naming(Doing::Write, beside)?;
            at += part.len() as u64;
            Ok(())
        };
        put(&sealed.header.bytes(Form::Packed))?;
        self.pack(sealed, &mut put)?;
        Ok(at)
    }

    /// Shows every part of the compressed file behind its header, in their order.
    fn pack(
        &self,
        sealed: &Sealed,
        each: &mut dyn FnMut(&[u8]) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        let seed = sealed.header.seed();
        let mut packer = Packer::new(seed).naming(Doing::Compress, self.path)?;
        let mut window = Window::new(&sealed.body, seed);
        let (mut begin, mut end) = (RECORDS_BEGIN, RECORDS_BEGIN);
        let mut records = Vec::with_capacity(PACKED_BLOCK_BYTES);
        while begin < sealed.end {
            let frame = if end < sealed.end { window.frame_at(end).naming(Doing::Read, self.path)? } else { None };
            let length = frame.map_or(0, |frame| frame.len() as u64);
            let full = end + length - begin > PACKED_BLOCK_BYTES as u64;
            if length > 0 && !full {
                end += length;
                continue;
            }
            records.resize(usize::try_from(end - begin).unwrap_or(0), 0);
            sealed.body.read_exact(&mut records, begin).naming(Doing::Read, self.path)?;
            each(&packer.block(&records).naming(Doing::Compress, self.path)?)?;
            if length == 0 && end < sealed.end {
                return Err(JournalError::Damaged { path: self.path.to_owned(), offset: end });
            }
            begin = end;
        }
        each(&packer.list())
    }
}

/// Whether it is worth it.
fn gain(before: u64, after: u64) -> Result<u64, LeftAlone> {
    if after.saturating_mul(COMPACT_GAIN_LEAST) <= before.saturating_mul(COMPACT_GAIN_LEAST - 1) {
        Ok(after)
    } else {
        Err(LeftAlone::Dense)
    }
}

/// Whether both hold the same up to `end`, where the second ends.
fn same(plain: &Body, packed: &Body, end: u64) -> std::io::Result<bool> {
    let (mut a, mut b) = (vec![0; SCAN_WINDOW_BYTES], vec![0; SCAN_WINDOW_BYTES]);
    let mut at = 0;
    while at < end {
        let length = usize::try_from(end - at).unwrap_or(usize::MAX).min(SCAN_WINDOW_BYTES);
        let (a, b) = (a.get_mut(..length).unwrap_or_default(), b.get_mut(..length).unwrap_or_default());
        plain.read_exact(a, at)?;
        if packed.read(b, at)? < length || a != b {
            return Ok(false);
        }
        at += length as u64;
    }
    Ok(packed.length()? == end && packed.unlisted().is_none())
}
