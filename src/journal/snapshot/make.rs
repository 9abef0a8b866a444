//! Making a snapshot beside everything else: from the one before and the segments since, on whatever thread asks. The
//! writer is never held up; the world of whoever shows it is not touched.

use std::io::Write;
use std::ops::RangeInclusive;
use std::path::Path;

use super::file::{self, Covered, Head, Reading};
use super::list;
use super::load::{Base, nearest};
use super::thin::thin;
use crate::clock::At;
use crate::domain::{Keep, World};
use crate::journal::dir;
use crate::journal::error::{Doing, JournalError, Naming};
use crate::journal::fold::{beside, take_in};
use crate::journal::index::{Index, Place, Segment};
use crate::journal::record::RecordRef;
use crate::journal::segment::{Frame, RECORDS_BEGIN, SegmentHeader};
use crate::journal::shared::Shared;
use crate::limits::{SCAN_WINDOW_BYTES, SNAPSHOT_SPACE_MIN};
use crate::text::tell::Both;

/// Makes a snapshot of everything that is durable now; returns its arrival number.
pub(in crate::journal) fn make(shared: &Shared, made: At) -> Result<u64, JournalError> {
    let last = shared.durable();
    let known = shared.header();
    let dir = &shared.dir;
    let base = nearest(dir, &known, last);
    let mut making = Making::new(shared, base);
    let mut mark = None;
    replay(shared, making.number + 1..=last, &mut |segment, offset, length, record| {
        making.take(shared, segment, offset, length, record);
        mark = Some((record.id, record.arrived));
    })?;
    let Some((mark, arrived)) = mark else { return Ok(making.number) };
    // Whoever opens it takes what is packed as it is.
    making.world.put_away(Keep::default());
    let began = shared.index().times().beginning().map_or(made, |beginning| beginning.at);
    let head = Head { number: making.number, arrived, mark, ..Head::now(known.store, known.realm, began, made) };
    put(dir, &head, &making)?;
    thin(dir);
    Ok(making.number)
}

/// The first snapshot of a journal, in which there is nothing: it says since when the journal is there.
pub(in crate::journal) fn begin(dir: &Path, known: &SegmentHeader, began: At, made: At) -> Result<(), JournalError> {
    // One that cannot be read, or that is left of a journal that lost every segment, gives way.
    if Reading::open(&list::path(dir, 0)).is_ok_and(|(head, _)| head.store == known.store) {
        return Ok(());
    }
    dir::make(&list::snap(dir), false)?;
    let mut index = Index::default();
    index.times_mut().begin(began);
    let world = World::new(known.realm.clone());
    let head = Head::now(known.store, known.realm.clone(), began, made);
    put(dir, &head, &Making { number: 0, index, world })
}

/// Index and world on their way to the last record.
struct Making {
    number: u64,
    index: Index,
    world: World,
}

impl Making {
    fn new(shared: &Shared, base: Option<Base>) -> Self {
        if let Some(Base { number, covered, mut index, world: Some(world) }) = base {
            let live = shared.index();
            let file = |covered: &Covered| live.segments().iter().find(|s| s.header.number == covered.number).cloned();
            let files: Vec<Segment> = covered.iter().filter_map(file).collect();
            if files.len() == covered.len() {
                index.restore(files);
                return Self { number, index, world };
            }
        }
        let mut index = Index::default();
        if let Some(beginning) = shared.index().times().beginning() {
            index.times_mut().begin(beginning.at);
        }
        Self { number: 0, index, world: World::new(shared.realm.clone()) }
    }

    fn take(&mut self, shared: &Shared, segment: &Segment, offset: u64, length: usize, record: &RecordRef<'_>) {
        let begun = self.index.segments().last().map_or(0, |last| last.header.number);
        if segment.header.number > begun {
            let new = |s: &&Segment| s.header.number > begun && s.header.number <= segment.header.number;
            let fresh: Vec<Segment> = shared.index().segments().iter().filter(new).cloned().collect();
            for segment in fresh {
                self.index.begin(segment);
            }
        }
        self.index.insert(record.number, offset, length, record.arrived, &Place::of(record.id, &record.header));
        take_in(&mut self.world, record);
        self.number = record.number;
    }

    fn covered(&self) -> Vec<Covered> {
        let ends = self.index.ends();
        let covered = |(place, segment): (usize, &Segment)| Covered {
            number: segment.header.number,
            first: segment.header.first,
            end: ends.get(&place).copied().unwrap_or(RECORDS_BEGIN),
        };
        self.index.segments().iter().enumerate().map(covered).collect()
    }
}

/// Writes a snapshot so that it is there whole or not at all, whenever the power goes.
fn put(dir: &Path, head: &Head, making: &Making) -> Result<(), JournalError> {
    let path = list::path(dir, head.number);
    let beside = path.with_extension("new");
    let why = |why: Both| JournalError::Snapshot { path: path.clone(), why };
    room(dir, &path)?;
    let mut file = dir::create(&beside)?;
    let written = file::write(&mut file, head, &making.covered(), &making.index, &making.world)
        .map_err(|error| why(Both::of(&error)))
        .and_then(|()| file.flush().and_then(|()| file.sync_all()).naming(Doing::Sync, &beside))
        .and_then(|()| dir::rename(&beside, &path));
    if written.is_err() {
        // What is left of it is swept away when the journal is opened next, if not now.
        drop(std::fs::remove_file(&beside));
    }
    written
}

/// A disk that is nearly full belongs to the segments.
fn room(dir: &Path, path: &Path) -> Result<(), JournalError> {
    let space = rustix::fs::statvfs(dir).map_or(u64::MAX, |fs| fs.f_bavail.saturating_mul(fs.f_frsize));
    let newest = list::all(dir)?.last().and_then(|(_, path)| std::fs::metadata(path).ok()).map_or(0, |file| file.len());
    if space < SNAPSHOT_SPACE_MIN + 2 * newest {
        return Err(JournalError::NoSpace { path: path.to_owned() });
    }
    Ok(())
}

/// Shows the records of `numbers` that are durable to `each`, with their places.
fn replay(
    shared: &Shared,
    numbers: RangeInclusive<u64>,
    each: &mut dyn FnMut(&Segment, u64, usize, &RecordRef<'_>),
) -> Result<(), JournalError> {
    let (mut next, last) = numbers.into_inner();
    let mut bytes = Vec::new();
    while next <= last {
        let span = shared.index().span(next, usize::MAX, SCAN_WINDOW_BYTES);
        let Some(span) = span else { return Ok(()) };
        let path = &span.segment.path;
        bytes.resize(usize::try_from(span.end - span.begin).unwrap_or(0), 0);
        span.segment.body.read_exact(&mut bytes, span.begin).naming(Doing::Read, path)?;
        let (seed, mut rest) = (span.segment.header.seed(), bytes.as_slice());
        while !rest.is_empty() {
            let offset = span.begin + (bytes.len() - rest.len()) as u64;
            let frame = Frame::read(rest, seed).filter(|frame| frame.number >= next);
            let record = frame.as_ref().and_then(|frame| RecordRef::read(frame).ok());
            let Some((frame, record)) = frame.zip(record) else {
                return Err(JournalError::Damaged { path: path.clone(), offset: span.segment.body.in_file(offset) });
            };
            if record.number > last {
                return Ok(());
            }
            each(&span.segment, offset, frame.len(), &record);
            next = record.number + 1;
            rest = rest.get(frame.len()..).unwrap_or_default();
        }
    }
    Ok(())
}

/// The world after record `number`: from the nearest snapshot, and the records since.
pub(in crate::journal) fn world_at(shared: &Shared, number: u64) -> Result<World, JournalError> {
    let base = nearest(&shared.dir, &shared.header(), number);
    let begin = base.as_ref().map_or(0, |base| base.number);
    let mut world = base.and_then(|base| base.world).unwrap_or_else(|| World::new(shared.realm.clone()));
    go_on(shared, &mut world, begin + 1..=number)?;
    Ok(world)
}

/// Folds the records of `numbers`, which follow what is in the world.
pub(in crate::journal) fn go_on(
    shared: &Shared,
    world: &mut World,
    numbers: RangeInclusive<u64>,
) -> Result<(), JournalError> {
    beside(world, |visit| replay(shared, numbers, &mut |_, _, _, record| visit(record)))
}
