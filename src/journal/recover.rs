//! Opening: one scan over the segments, and what to do where they do not read on.
//!
//! A record that cannot be read is a *tear* when nothing that was synced later can be read behind it: the power went
//! while the last group was being written, nobody was told that it is stored, and it is cut off. Otherwise it is
//! *damage*: the segment is kept aside, what can be read is kept, and what cannot is taken from the sled store when
//! it is there. What is lost for good leaves its arrival number empty, and is said.

mod files;
mod repair;

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::account;
use super::body::Body;
use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::index::{Index, Place, Segment};
use super::medium::Medium;
use super::record::RecordRef;
use super::segment::{Form, RECORD_HEAD, RECORDS_BEGIN, SegmentHeader, StoreId};
use super::snapshot::Covered;
use super::store;
use super::window::Window;
use super::witness::Witness;
use crate::domain::Realm;
use crate::limits::SEGMENT_BYTES_LIMIT;
use crate::text::tell::{Both, both};

use files::Files;
use repair::Repair;

/// The first number of a segment of which nothing is left.
const UNKNOWN: u64 = u64::MAX;

/// What the scan found.
pub(super) struct Scanned {
    pub(super) index: Index,
    /// Where groups are written from now on.
    pub(super) end: End,
    pub(super) witness: Witness,
}

/// Where the records of a journal end.
pub(super) enum End {
    /// In the newest segment, at this byte.
    In(Segment, u64),
    /// The newest segment is lost: this one is to be made.
    Behind(SegmentHeader),
}

/// Scans the segments of a journal and shows every record, in order of arrival, to `visit`; one line for each thing
/// that was not as it should be goes to `found`. `None` when no segment can be read: they are put aside then.
pub(super) fn scan(
    dir: &Path,
    paths: &[(u64, PathBuf)],
    (wanted, medium): (Option<&Realm>, &dyn Medium),
    from: Resume,
    found: &mut Vec<Both>,
    visit: &mut dyn FnMut(&RecordRef<'_>),
) -> Result<Option<Scanned>, JournalError> {
    let mut witness = Witness::read(dir);
    let mut scan = Scan { dir, medium, index: Index::default(), least: 0, found, visit };
    if witness.unreadable {
        scan.say(
            &dir.join("head.a"),
            &Both::words(
                "它和 head.b 都损坏; 日志末尾缺没缺, 不知道",
                "it and head.b are damaged; whether the end of the journal is missing is unknown",
            ),
        );
    }
    let Some(Files { segments, lost, known }) = scan.files(paths, &mut witness)? else {
        for (_, path) in paths {
            let aside = dir::aside(path, "damaged");
            dir::rename(path, &aside)?;
            let aside = aside.display();
            scan.say(path, &both!("全都读不出; 留作 {aside}", "nothing of it can be read; it is kept as {aside}"));
        }
        return Ok(None);
    };
    if let Some(wanted) = wanted.filter(|wanted| **wanted != known.realm) {
        return Err(JournalError::Realm { dir: dir.to_owned(), found: known.realm, wanted: wanted.clone() });
    }
    scan.least = witness.knowledge.as_ref().map_or(0, |knowledge| knowledge.last);
    // What the link noted of this store was durable: where the journal alone was put back from a copy, it knows more.
    scan.least = scan.least.max(account::note(dir, known.store).map_or(0, |note| note.held.number));
    let mut tail = None;
    let (passed, mut begin) = scan.resume(from, &segments);
    for (at, segment) in segments.iter().enumerate().skip(passed) {
        let next = segments.get(at + 1).map(|next| next.header.first);
        let next = next.or_else(|| lost.is_some().then_some(UNKNOWN));
        tail = Some(scan.segment(segment.clone(), next, begin.take())?);
    }
    let end = scan.end(tail, lost, &witness, known);
    Ok(Some(Scanned { index: scan.index, end, witness }))
}

/// What need not be read: a snapshot has it.
#[derive(Default)]
pub(super) struct Resume {
    /// The index up to the snapshot, without open files.
    pub(super) index: Index,
    /// The segments it covers, the last of them up to a byte.
    pub(super) covered: Vec<Covered>,
}

struct Scan<'a> {
    dir: &'a Path,
    medium: &'a dyn Medium,
    index: Index,
    /// Numbers up to this one were given, the witness says.
    least: u64,
    found: &'a mut Vec<Both>,
    visit: &'a mut dyn FnMut(&RecordRef<'_>),
}

/// How the reading of a segment ended.
enum Stop {
    /// Nothing but zeroes, or nothing at all, from here on.
    Clean(u64),
    /// Something that is not a record, from here on.
    Broken(u64),
}

impl Scan<'_> {
    /// Takes a snapshot's index, when the segments are those it was made of; how many need not be read, and from which
    /// byte the next one is.
    fn resume(&mut self, from: Resume, segments: &[Segment]) -> (usize, Option<u64>) {
        let same = |(covered, segment): (&Covered, &Segment)| {
            (covered.number, covered.first) == (segment.header.number, segment.header.first)
        };
        let known = segments.get(..from.covered.len()).unwrap_or_default();
        match from.covered.last() {
            Some(last) if known.len() == from.covered.len() && from.covered.iter().zip(known).all(same) => {
                self.index = from.index;
                self.index.restore(known.to_vec());
                for hole in self.index.holes() {
                    let place = self.index.place_of(hole.end() + 1).map_or(0, |(segment, _)| segment);
                    let path = known.get(place).map(|segment| segment.path.clone()).unwrap_or_default();
                    self.missing(&path, hole);
                }
                (known.len() - 1, Some(last.end))
            }
            _ => {
                if let Some(beginning) = from.index.times().beginning() {
                    self.index.times_mut().begin(beginning.at);
                }
                (0, None)
            }
        }
    }

    /// Reads a segment; from `begin` when what is before that is known.
    fn segment(
        &mut self,
        mut segment: Segment,
        next: Option<u64>,
        begin: Option<u64>,
    ) -> Result<(Segment, u64), JournalError> {
        if begin.is_none() {
            if segment.header.first > self.index.last() + 1 {
                self.missing(&segment.path, self.index.last() + 1..=segment.header.first - 1);
            }
            self.index.begin(segment.clone());
        }
        let mut repaired = false;
        let mut begin = begin.unwrap_or(RECORDS_BEGIN);
        loop {
            let (offset, clean) = match self.walk(&segment, begin)? {
                Stop::Clean(offset) => (offset, true),
                Stop::Broken(offset) => (offset, false),
            };
            let short = next.unwrap_or(self.least + 1) > self.index.last() + 1;
            if clean && !short || repaired {
                return Ok((segment, offset));
            }
            match self.diagnose(&segment, offset, next, clean)? {
                Some(repair) => {
                    segment = self.repair(&segment, offset, repair)?;
                    self.index.replace(segment.clone());
                    repaired = true;
                    begin = offset;
                }
                None => return Ok((segment, offset)),
            }
        }
    }

    /// Holds what was read against what the witness knows, and finds where to go on. No arrival number that may have
    /// been given is given again.
    fn end(&mut self, tail: Option<(Segment, u64)>, lost: Option<u64>, witness: &Witness, known: SegmentHeader) -> End {
        let (wal, newest) = (dir::wal(self.dir), tail.as_ref().map_or(0, |(segment, _)| segment.header.number));
        if self.least > self.index.last() {
            let path = tail.as_ref().map_or(&wal, |(segment, _)| &segment.path).clone();
            self.missing(&path, self.index.last() + 1..=self.least);
            self.index.skip_to(self.least);
        }
        let told = witness.knowledge.as_ref().map_or(0, |knowledge| knowledge.newest.number);
        let lost = lost.or_else(|| (told > newest).then_some(told));
        match (lost, tail) {
            // What is compressed is not written on: the segment behind it is lost, and was empty or not heard of.
            (None, Some((segment, _))) if segment.body.form() == Form::Packed => {
                let (number, first) = (segment.header.number + 1, self.index.last() + 1);
                End::Behind(SegmentHeader { number, first, ..known })
            }
            (None, Some((segment, offset))) => End::In(segment, offset),
            (lost, _) => {
                let number = lost.unwrap_or(newest);
                let first = self.index.last() + 1;
                // It held no more than any segment can, whatever is left of it.
                self.index.skip_to(self.index.last() + SEGMENT_BYTES_LIMIT / RECORD_HEAD as u64);
                let path = dir::segment_path(self.dir, number);
                let on = self.index.last() + 1;
                self.say(
                    &path,
                    &both!(
                        "它没了, 第 {first} 条起全缺; 平台也许还有; 编号从 {on} 接着走",
                        "it is gone with all records from {first} on, which are missing; a hub may still have them; \
                         numbers go on at {on}"
                    ),
                );
                End::Behind(SegmentHeader { number: number.max(told) + 1, first: on, ..known })
            }
        }
    }

    /// Reads on from `offset` and takes every record into the index.
    fn walk(&mut self, segment: &Segment, mut offset: u64) -> Result<Stop, JournalError> {
        let path = &segment.path;
        let mut window = Window::new(&segment.body, segment.header.seed());
        let mut last = self.index.last();
        while let Some(frame) = window.frame_at(offset).naming(Doing::Read, path)? {
            let Some(record) = RecordRef::read(&frame).ok().filter(|record| record.number > last) else { break };
            if record.number > last + 1 {
                self.missing(path, last + 1..=record.number - 1);
            }
            last = record.number;
            self.index.insert(last, offset, frame.len(), record.arrived, &Place::of(record.id, &record.header));
            (self.visit)(&record);
            offset += frame.len() as u64;
        }
        let written = window.last_written(offset).naming(Doing::Read, path)?;
        Ok(if written.is_none() { Stop::Clean(offset) } else { Stop::Broken(offset) })
    }

    /// Tells a tear from damage. A tear is cut off here; damage is returned.
    fn diagnose(
        &mut self,
        segment: &Segment,
        offset: u64,
        next: Option<u64>,
        clean: bool,
    ) -> Result<Option<Repair>, JournalError> {
        let path = &segment.path;
        let last = self.index.last();
        let mut repair = Repair::read(segment, offset, last)?;
        // Records of the group that the unreadable one belongs to were written with it, not after it.
        let later = next.is_some() || self.least > last || repair.kept.iter().any(|kept| kept.group > last + 1);
        let until = next.map_or(u64::MAX, |next| next - 1);
        let kept = repair.kept.iter().map(|kept| kept.number).collect();
        match store::rescue(self.dir, segment.header.store, last + 1..=until, kept) {
            Ok(rescued) => repair.rescued = rescued,
            Err(why) => self.say(&dir::sled(self.dir), &why),
        }
        if !repair.rescued.is_empty() {
            return Ok(Some(repair));
        }
        // A compressed segment was whole before it was compressed.
        if later || clean || segment.body.form() == Form::Packed {
            // Records that are missing where all can be read are said when the next segment begins.
            return Ok(Some(repair).filter(|_| !clean));
        }
        if !repair.kept.is_empty() {
            let aside = keep_aside(path, "torn")?;
            let aside = aside.display();
            self.say(path, &both!("下一行之前的副本是 {aside}", "a copy from before the next line is {aside}"));
        }
        let length = cut(segment, offset, self.medium)?;
        self.say(
            path,
            &both!(
                "末尾 {length} 字节是断电时没写完的; 没有对谁说过已存",
                "the last {length} bytes were a write that the power cut; nobody was told it is stored"
            ),
        );
        Ok(None)
    }

    /// Writes the segment anew from what can be read and what the store still has; the old one is kept aside.
    fn repair(&mut self, segment: &Segment, offset: u64, repair: Repair) -> Result<Segment, JournalError> {
        let path = &segment.path;
        let (whole, rescued) = (repair.kept.len(), repair.rescued.len());
        let bytes = repair.bytes(segment);
        let place = segment.body.in_file(offset);
        let beside = path.with_extension("new");
        let file = dir::create(&beside)?;
        self.medium.write(&file, &bytes, 0).naming(Doing::Write, &beside)?;
        file.sync_all().naming(Doing::Sync, &beside)?;
        let aside = keep_aside(path, "damaged")?;
        dir::rename(&beside, path)?;
        let aside = aside.display();
        self.say(
            path,
            &both!(
                "第 {place} 字节处损坏; {rescued} 条从查询库取回, 损坏处之后 {whole} 条能读; 损坏的文件留作 {aside}",
                "damaged at byte {place}; {rescued} records were taken from the store and {whole} were readable behind the \
                 damage; the damaged file is kept as {aside}"
            ),
        );
        Ok(Segment { body: Arc::new(Body::plain(file)), ..segment.clone() })
    }

    fn missing(&mut self, path: &Path, numbers: RangeInclusive<u64>) {
        let (first, last) = (numbers.start(), numbers.end());
        let told = both!(
            "缺第 {first} 到 {last} 条; 平台也许还有",
            "the records {first} to {last} are missing; a hub may still have them"
        );
        self.say(path, &told);
    }

    fn say(&mut self, path: &Path, what: &Both) {
        let path = path.display();
        self.found.push(both!("{path}: {0}", "{path}: {0}", what));
    }
}

/// A copy of the file that costs nothing where the file system knows links.
fn keep_aside(path: &Path, word: &str) -> Result<PathBuf, JournalError> {
    let aside = dir::aside(path, word);
    // A tear is cut in place, so its copy must be one; damage is replaced by another file.
    if word == "torn" || std::fs::hard_link(path, &aside).is_err() {
        std::fs::copy(path, &aside).map(drop).naming(Doing::Copy, path)?;
    }
    dir::sync_parent(&aside)?;
    Ok(aside)
}

/// Zeroes everything from `offset` on; returns how many bytes were something else.
fn cut(segment: &Segment, offset: u64, medium: &dyn Medium) -> Result<u64, JournalError> {
    let Segment { path, body, header } = segment;
    let last = Window::new(body, header.seed()).last_written(offset).naming(Doing::Read, path)?;
    let length = last.map_or(0, |last| last + 1 - offset);
    let zeroes = vec![0; usize::try_from(length).unwrap_or(0)];
    medium.write(body.file(), &zeroes, offset).naming(Doing::Write, path)?;
    medium.sync(body.file()).naming(Doing::Sync, path)?;
    Ok(length)
}

/// The first segment of a new journal.
pub(super) fn first_header(realm: Realm, medium: &dyn Medium) -> std::io::Result<SegmentHeader> {
    let mut random = [0; 24];
    medium.random(&mut random)?;
    let mut store = StoreId::default();
    let (id, salt) = random.split_at(16);
    store.0.copy_from_slice(id);
    let salt = salt.iter().fold(0, |n: u64, byte| n << 8 | u64::from(*byte));
    Ok(SegmentHeader { store, salt, number: 1, first: 1, realm })
}
