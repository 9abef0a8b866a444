//! Opening: one scan over the segments, and what to do where they do not read on.
//!
//! A record that cannot be read is a *tear* when nothing that was synced later can be read behind it: the power went
//! while the last group was being written, nobody was told that it is stored, and it is cut off. Otherwise it is
//! *damage*: the segment is kept aside, what can be read is kept, and what cannot is taken from the sled store when
//! it is there. What is lost for good leaves its arrival number empty, and is said.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::RangeInclusive;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dir;
use super::error::{JournalError, Naming};
use super::index::{Index, Place, Segment};
use super::medium::Medium;
use super::record::{Record, RecordRef};
use super::segment::{Frame, RECORDS_BEGIN, SegmentHeader, StoreId, draft, seal};
use super::snapshot::Covered;
use super::store;
use super::window::Window;
use crate::domain::Realm;

/// The first number of a segment of which nothing is left.
const UNKNOWN: u64 = u64::MAX;

/// What the scan found.
pub(super) struct Scanned {
    pub(super) index: Index,
    /// The newest segment, and where its records end.
    pub(super) tail: (Segment, u64),
    /// One line for each thing that was not as it should be.
    pub(super) found: Vec<String>,
}

/// Scans the segments of a journal and shows every record, in order of arrival, to `visit`.
pub(super) fn scan(
    dir: &Path,
    paths: &[(u64, PathBuf)],
    (wanted, medium): (Option<&Realm>, &dyn Medium),
    from: Resume,
    visit: &mut dyn FnMut(&RecordRef<'_>),
) -> Result<Scanned, JournalError> {
    let mut scan = Scan { dir, medium, index: Index::default(), found: Vec::new(), visit };
    let (segments, last_lost) = scan.open(paths)?;
    if let (Some(found), Some(wanted)) = (segments.first().map(|s| &s.header.realm), wanted)
        && found != wanted
    {
        return Err(JournalError::Realm { dir: dir.to_owned(), found: found.clone(), wanted: wanted.clone() });
    }
    let mut tail = None;
    let (passed, mut begin) = scan.resume(from, &segments);
    for (at, segment) in segments.iter().enumerate().skip(passed) {
        let next = segments.get(at + 1).map(|next| next.header.first);
        let next = next.or_else(|| last_lost.then_some(UNKNOWN));
        tail = Some(scan.segment(segment.clone(), next, begin.take())?);
    }
    let tail =
        tail.ok_or_else(|| JournalError::NotAJournal { dir: dir.to_owned(), why: "it has no segment".into() })?;
    Ok(Scanned { index: scan.index, tail, found: scan.found })
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
    found: Vec<String>,
    visit: &'a mut dyn FnMut(&RecordRef<'_>),
}

/// How the reading of a segment ended.
enum End {
    /// Nothing but zeroes, or nothing at all, from here on.
    Clean(u64),
    /// Something that is not a record, from here on.
    Broken(u64),
}

impl Scan<'_> {
    /// Opens the segments and reads their headers; a header lost twice is known from its neighbours. The flag says
    /// that nothing was left of the newest segment.
    fn open(&mut self, paths: &[(u64, PathBuf)]) -> Result<(Vec<Segment>, bool), JournalError> {
        let mut opened = Vec::new();
        for (number, path) in paths {
            let file = dir::open(path, true)?;
            let header = dir::header(&file, path)?;
            opened.push((*number, path.clone(), Arc::new(file), header));
        }
        let known = opened.iter().find_map(|(_, _, _, header)| header.clone());
        let mut segments: Vec<Segment> = Vec::new();
        let mut last_lost = false;
        for (number, path, file, header) in opened {
            let header = match (header, &known) {
                (Some(header), Some(known)) if same_store(&header, known) && header.number == number => Some(header),
                (Some(_), _) => {
                    let why = format!("{} belongs to another journal", path.display());
                    return Err(JournalError::NotAJournal { dir: self.dir.to_owned(), why });
                }
                (None, None) => return Err(JournalError::Header { path }),
                (None, Some(known)) => self.guess(SegmentHeader { number, ..known.clone() }, &path, &file)?,
            };
            if let Some(header) = &header
                && dir::header_bytes(&file, &path)? != header.bytes()
            {
                file.write_all_at(&header.bytes(), 0).naming("write", &path)?;
                file.sync_all().naming("sync", &path)?;
                self.say(&path, "a header was damaged; written anew from the other one, or from another segment's");
            }
            last_lost = header.is_none();
            segments.extend(header.map(|header| Segment { path, file, header }));
        }
        Ok((segments, last_lost))
    }

    /// A header from what another segment and the first record say; sets a segment aside in which there is no record
    /// either.
    fn guess(
        &mut self,
        mut header: SegmentHeader,
        path: &Path,
        file: &Arc<File>,
    ) -> Result<Option<SegmentHeader>, JournalError> {
        let mut window = Window::new(file, header.seed());
        let at = window.search(RECORDS_BEGIN).naming("read", path)?;
        let first = at.map(|at| window.frame_at(at)).transpose().naming("read", path)?.flatten();
        let Some(first) = first.map(|frame| frame.number) else {
            let aside = dir::aside(path, "damaged");
            dir::rename(path, &aside)?;
            self.say(path, &format!("neither header nor records can be read; it is kept as {}", aside.display()));
            return Ok(None);
        };
        header.first = first;
        Ok(Some(header))
    }

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
                End::Clean(offset) => (offset, true),
                End::Broken(offset) => (offset, false),
            };
            let short = next.is_some_and(|next| next > self.index.last() + 1);
            if clean && !short || repaired {
                return Ok((segment, offset));
            }
            match self.diagnose(&segment, offset, next, clean)? {
                Some(repair) => {
                    segment = self.repair(&segment, repair)?;
                    self.index.replace(segment.clone());
                    repaired = true;
                    begin = offset;
                }
                None => return Ok((segment, offset)),
            }
        }
    }

    /// Reads on from `offset` and takes every record into the index.
    fn walk(&mut self, segment: &Segment, mut offset: u64) -> Result<End, JournalError> {
        let path = &segment.path;
        let mut window = Window::new(&segment.file, segment.header.seed());
        let mut last = self.index.last();
        while let Some(frame) = window.frame_at(offset).naming("read", path)? {
            let Some(record) = RecordRef::read(&frame).ok().filter(|record| record.number > last) else { break };
            if record.number > last + 1 {
                self.missing(path, last + 1..=record.number - 1);
            }
            last = record.number;
            self.index.insert(last, offset, frame.len(), record.arrived, &Place::of(record.id, &record.header));
            (self.visit)(&record);
            offset += frame.len() as u64;
        }
        let written = window.last_written(offset).naming("read", path)?;
        Ok(if written.is_none() { End::Clean(offset) } else { End::Broken(offset) })
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
        let later = next.is_some() || repair.kept.iter().any(|kept| kept.group > last + 1);
        let until = next.map_or(u64::MAX, |next| next - 1);
        repair.rescued = store::rescue(self.dir, segment.header.store, last + 1..=until, &|number| {
            !repair.kept.iter().any(|kept| kept.number == number)
        });
        if !repair.rescued.is_empty() {
            return Ok(Some(repair));
        }
        if later || clean {
            // Records that are missing where all can be read are said when the next segment begins.
            return Ok(Some(repair).filter(|_| !clean));
        }
        if !repair.kept.is_empty() {
            let aside = keep_aside(path, "torn")?;
            self.say(path, &format!("a copy from before the next line is {}", aside.display()));
        }
        let length = cut(segment, offset, self.medium)?;
        self.say(
            path,
            &format!("the last {length} bytes were a write that the power cut; nobody was told it is stored"),
        );
        Ok(None)
    }

    /// Writes the segment anew from what can be read and what the store still has; the old one is kept aside.
    fn repair(&mut self, segment: &Segment, repair: Repair) -> Result<Segment, JournalError> {
        let path = &segment.path;
        let (whole, rescued) = (repair.kept.len(), repair.rescued.len());
        let bytes = repair.bytes(segment);
        let beside = path.with_extension("new");
        let file = dir::create(&beside)?;
        file.write_all_at(&bytes, 0).naming("write", &beside)?;
        file.sync_all().naming("sync", &beside)?;
        let aside = keep_aside(path, "damaged")?;
        dir::rename(&beside, path)?;
        self.say(
            path,
            &format!(
                "damaged; {rescued} records were taken from the store and {whole} were readable behind the damage; \
                 the damaged file is kept as {}",
                aside.display()
            ),
        );
        Ok(Segment { file: Arc::new(file), ..segment.clone() })
    }

    fn missing(&mut self, path: &Path, numbers: RangeInclusive<u64>) {
        let (first, last) = (numbers.start(), numbers.end());
        self.say(path, &format!("the records {first} to {last} are missing; a hub may still have them"));
    }

    fn say(&mut self, path: &Path, what: &str) {
        self.found.push(format!("{}: {what}", path.display()));
    }
}

fn same_store(a: &SegmentHeader, b: &SegmentHeader) -> bool {
    (a.store, a.salt, &a.realm) == (b.store, b.salt, &b.realm)
}

/// A copy of the file that costs nothing where the file system knows links.
fn keep_aside(path: &Path, word: &str) -> Result<PathBuf, JournalError> {
    let aside = dir::aside(path, word);
    // A tear is cut in place, so its copy must be one; damage is replaced by another file.
    if word == "torn" || std::fs::hard_link(path, &aside).is_err() {
        std::fs::copy(path, &aside).map(drop).naming("copy", path)?;
    }
    dir::sync_parent(&aside)?;
    Ok(aside)
}

/// Zeroes everything from `offset` on; returns how many bytes were something else.
fn cut(segment: &Segment, offset: u64, medium: &dyn Medium) -> Result<u64, JournalError> {
    let Segment { path, file, header } = segment;
    let last = Window::new(file, header.seed()).last_written(offset).naming("read", path)?;
    let length = last.map_or(0, |last| last + 1 - offset);
    let zeroes = vec![0; usize::try_from(length).unwrap_or(0)];
    medium.write(file, &zeroes, offset).naming("write", path)?;
    medium.sync(file).naming("sync", path)?;
    Ok(length)
}

/// What a damaged segment is made of anew.
struct Repair {
    /// Everything before the damage, header included.
    before: Vec<u8>,
    /// Records behind it.
    kept: Vec<Kept>,
    /// Records that the store has.
    rescued: BTreeMap<u64, Record>,
}

struct Kept {
    number: u64,
    group: u64,
    bytes: Vec<u8>,
}

impl Repair {
    fn read(segment: &Segment, offset: u64, mut last: u64) -> Result<Self, JournalError> {
        let Segment { path, file, header } = segment;
        let mut before = vec![0; usize::try_from(offset).unwrap_or(0)];
        file.read_exact_at(&mut before, 0).naming("read", path)?;
        let mut window = Window::new(file, header.seed());
        let mut kept = Vec::new();
        let mut at = window.search(offset).naming("read", path)?;
        while let Some(offset) = at {
            let frame = window.frame_at(offset).naming("read", path)?;
            let good = frame.filter(|f| f.number > last && RecordRef::read(f).is_ok());
            let step = good.map_or(1, |frame| {
                last = frame.number;
                kept.push(Kept::of(&frame, header.seed()));
                frame.len() as u64
            });
            at = window.search(offset + step).naming("read", path)?;
        }
        Ok(Self { before, kept, rescued: BTreeMap::new() })
    }

    fn bytes(self, segment: &Segment) -> Vec<u8> {
        let seed = segment.header.seed();
        let mut records: BTreeMap<u64, Vec<u8>> = self.kept.into_iter().map(|k| (k.number, k.bytes)).collect();
        for (number, record) in self.rescued {
            let mut bytes = Vec::new();
            draft(&mut bytes, record.envelope.id(), record.envelope.bytes());
            seal(&mut bytes, seed, number, record.arrived, 0);
            records.entry(number).or_insert(bytes);
        }
        let mut out = self.before;
        out.extend(records.into_values().flatten());
        out
    }
}

impl Kept {
    fn of(frame: &Frame<'_>, seed: u32) -> Self {
        let mut bytes = Vec::with_capacity(frame.len());
        draft(&mut bytes, frame.id, frame.envelope);
        seal(&mut bytes, seed, frame.number, frame.arrived, frame.place);
        Self { number: frame.number, group: frame.group(), bytes }
    }
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
