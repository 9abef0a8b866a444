//! Reading a snapshot back, and seeing that it fits the segments.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::file::{Covered, Head, Reading, Unfit};
use super::list;
use crate::clock::At;
use crate::domain::World;
use crate::journal::body::Body;
use crate::journal::dir;
use crate::journal::index::Index;
use crate::journal::segment::{Frame, SegmentHeader};
use crate::limits::SNAPSHOTS_ASIDE;
use crate::text::tell::{Both, both};

/// A snapshot that can be gone on from.
pub(in crate::journal) struct Base {
    /// The last record that is in it.
    pub(in crate::journal) number: u64,
    /// The segments it covers, oldest first.
    pub(in crate::journal) covered: Vec<Covered>,
    /// The index up to that record, without its open files.
    pub(in crate::journal) index: Index,
    /// The world up to that record; `None` when it was not asked for.
    pub(in crate::journal) world: Option<World>,
}

/// What opening takes from the snapshots.
#[derive(Default)]
pub(in crate::journal) struct Chosen {
    /// The newest that is good.
    pub(in crate::journal) base: Option<Base>,
    /// One sentence for each that was set aside.
    pub(in crate::journal) found: Vec<Both>,
}

/// When the journal was begun, as far as a snapshot tells, of whatever version.
pub(in crate::journal) fn began(dir: &Path, known: &SegmentHeader) -> Option<At> {
    let heads = list::all(dir).ok()?.into_iter().filter_map(|(_, path)| Reading::open(&path).ok());
    heads.map(|(head, _)| head).find(|head| head.store == known.store).map(|head| head.began)
}

/// The newest good snapshot of the journal in `dir`, of which `known` is a segment's header. Others newer than it are
/// set aside; nothing that is wrong with them keeps the journal from opening.
pub(in crate::journal) fn choose(dir: &Path, known: &SegmentHeader, world: bool) -> Chosen {
    let mut chosen = Chosen::default();
    let listed = list::all(dir).unwrap_or_else(|error| {
        chosen.found.push(Both::of(&error));
        Vec::new()
    });
    for (number, path) in listed.into_iter().rev() {
        match load(dir, known, (number, &path), world) {
            Ok(base) => {
                chosen.base = Some(base);
                break;
            }
            Err(unfit) => chosen.found.push(set_aside(&path, &unfit)),
        }
    }
    chosen
}

/// The newest good snapshot that holds no record behind `number`. What is wrong with others is for the next opening.
pub(super) fn nearest(dir: &Path, known: &SegmentHeader, number: u64) -> Option<Base> {
    let listed = list::all(dir).unwrap_or_default();
    listed.into_iter().rev().filter(|(at, _)| *at <= number).find_map(|(at, path)| {
        let loaded = load(dir, known, (at, &path), true);
        loaded.map_err(|unfit| tracing::warn!(path = %path.display(), %unfit, "a snapshot is passed by")).ok()
    })
}

fn load(dir: &Path, known: &SegmentHeader, (number, path): (u64, &Path), world: bool) -> Result<Base, Unfit> {
    let (head, mut reading) = Reading::open(path)?;
    if head.store != known.store || head.realm != known.realm {
        return Err(Unfit::Store);
    }
    head.current()?;
    if head.number != number {
        return Err(Unfit::Segments(number));
    }
    let covered: Vec<Covered> = reading.next()?;
    let index: Index = reading.next()?;
    fits(dir, known, &head, &covered, &index)?;
    let world = if world {
        let world = reading.next()?;
        reading.finish()?;
        Some(world)
    } else {
        None
    };
    Ok(Base { number, covered, index, world })
}

/// Whether the segments are those that the snapshot was made of, as far as a glance tells: each is there, begins and is
/// as long as it was, and the last record is the very one.
fn fits(dir: &Path, known: &SegmentHeader, head: &Head, covered: &[Covered], index: &Index) -> Result<(), Unfit> {
    let unfit = || Unfit::Segments(head.number);
    let mut newest = None;
    for Covered { number, first, end } in covered {
        let path = dir::segment_path(dir, *number);
        let file = File::open(&path).map_err(|_| unfit())?;
        let header = dir::header(&file, &path).ok().flatten().ok_or_else(unfit)?;
        let body = Body::of(file, &header)?;
        let same = (header.store, header.number, header.first) == (known.store, *number, *first);
        if !same || body.length()? < *end {
            return Err(unfit());
        }
        newest = Some((body, header, *end));
    }
    if head.number == 0 {
        return if covered.is_empty() && index.count() == 0 { Ok(()) } else { Err(unfit()) };
    }
    let (body, header, end) = newest.ok_or_else(unfit)?;
    let (segment, bytes) = index.place_of(head.number).ok_or_else(unfit)?;
    if index.last() != head.number || segment + 1 != covered.len() || bytes.end != end {
        return Err(unfit());
    }
    let mut record = vec![0; usize::try_from(bytes.end.saturating_sub(bytes.start)).unwrap_or(0)];
    body.read_exact(&mut record, bytes.start).map_err(|_| unfit())?;
    let frame = Frame::read(&record, header.seed()).ok_or_else(unfit)?;
    if (frame.number, frame.id) == (head.number, head.mark) { Ok(()) } else { Err(unfit()) }
}

/// Renames a snapshot that is of no use; only the newest few of them are kept. Returns the sentence.
fn set_aside(path: &Path, unfit: &Unfit) -> Both {
    let aside = dir::aside(path, "bad");
    let kept = match std::fs::rename(path, &aside) {
        Ok(()) => {
            let aside = aside.display();
            both!("留作 {aside}", "kept as {aside}")
        }
        Err(error) => both!("也改不了名: {0}", "and it cannot be renamed: {0}", error),
    };
    let place = path.display();
    forget_old(path.parent().unwrap_or(Path::new(".")));
    both!(
        "{place}: {0}; 改读旧的或日志段; {1}",
        "{place}: {0}; an older one or the segments are read instead; {1}",
        unfit,
        kept
    )
}

/// Sets aside every snapshot that holds record `number` or a later one: what it was made of was found damaged.
pub(in crate::journal) fn set_aside_from(dir: &Path, number: u64) {
    for (at, path) in list::all(dir).unwrap_or_default() {
        if at >= number {
            let said = set_aside(&path, &Unfit::Segments(number));
            tracing::warn!("{said}");
        }
    }
}

fn forget_old(snap: &Path) {
    let Ok(listing) = std::fs::read_dir(snap) else { return };
    let mut bad: Vec<(std::time::SystemTime, PathBuf)> = listing
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().contains(".bad-"))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    bad.sort();
    for (_, path) in bad.iter().rev().skip(SNAPSHOTS_ASIDE) {
        if let Err(error) = std::fs::remove_file(path) {
            tracing::warn!(path = %path.display(), %error, "an old snapshot could not be removed");
        }
    }
}
