//! Opening a journal: the directory, the lock, the scan, the threads.

use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::contents::Contents;
use super::error::{Doing, JournalError, Naming};
use super::fold::beside;
use super::index::Index;
use super::lives::Lives;
use super::medium::{Disk, Medium};
use super::record::RecordRef;
use super::recover::{End, Resume, Scanned, first_header, scan};
use super::scrub::Scrub;
use super::segment::{RECORDS_BEGIN, SegmentHeader};
use super::shared::Shared;
use super::snapshot::{self, Chosen, Covered, Opening, Pace};
use super::store::{Beginning, STORE_THREAD, Store, StoreState, follow};
use super::tail::{Making, Tail, create};
use super::witness::Witness;
use super::writer::Writer;
use super::{Hand, Inner, Journal, compact, dir};
use crate::clock::Clock;
use crate::domain::{Realm, World};
use crate::limits::{
    RESERVE_BYTES, SEGMENT_BYTES_LIMIT, SEGMENT_BYTES_MAX, SEGMENT_GROWTH_BYTES, STORE_OPEN_WITHIN, WRITER_QUEUE,
};
use crate::text::tell::{Both, both};

/// How to open a journal.
#[derive(Clone, Debug)]
pub struct Options {
    /// The realm it must belong to. `None` takes the one it has; a new journal is then live.
    pub realm: Option<Realm>,
    /// What tells the time of arrival.
    pub clock: Clock,
    /// A segment is closed at this size.
    pub segment_bytes: u64,
    /// Segments grow by so many zeroes.
    pub growth_bytes: u64,
    /// So much is kept for what must be recorded on a full disk.
    pub reserve_bytes: u64,
    /// Whether there is a store for questions.
    pub store: bool,
    /// Whether a thread of its own writes. Without one, whoever appends writes and waits for the disk, and no callback
    /// may append in its turn: so that a simulation needs but one thread.
    pub writer: bool,
    /// How often snapshots are made, when there is a thread for it; `None` for never, but for the first, which says
    /// since when the journal is there.
    pub snapshots: Option<Pace>,
    /// How fast sealed segments are read again while the journal runs, when there is a thread for it; `None` for never.
    pub scrub: Option<Scrub>,
    /// How long the store may take to open before it is set aside.
    pub store_within: Duration,
    /// How the machine is reached.
    pub medium: Arc<dyn Medium>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            realm: None,
            clock: Clock::machine(),
            segment_bytes: SEGMENT_BYTES_MAX,
            growth_bytes: SEGMENT_GROWTH_BYTES,
            reserve_bytes: RESERVE_BYTES,
            store: true,
            writer: true,
            snapshots: Some(Pace::default()),
            scrub: Some(Scrub::default()),
            store_within: STORE_OPEN_WITHIN,
            medium: Arc::new(Disk),
        }
    }
}

impl Options {
    /// For a journal of this realm.
    pub fn of(realm: Realm) -> Self {
        Self { realm: Some(realm), ..Self::default() }
    }
}

/// What opening found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// Whether the journal was made just now.
    pub created: bool,
    /// How many records it holds.
    pub records: u64,
    /// The last record of the snapshot it was opened from; 0 when every record was read.
    pub snapshot: u64,
    /// One sentence for each thing that was not as it should be, each with its file. For a person to read.
    pub found: Vec<Both>,
}

/// What opening is to make of the records.
pub(super) enum Fold<'a> {
    /// Nothing but an index.
    Index,
    /// The world.
    World(&'a mut Option<World>),
    /// Whatever this does with each of them.
    Each(&'a mut dyn FnMut(&RecordRef<'_>)),
}

pub(super) fn open(dir: &Path, options: &Options, fold: Fold<'_>) -> Result<(Journal, Opened), JournalError> {
    dir::prepare(dir)?;
    let lock = dir::lock(dir)?;
    let wal = dir::wal(dir);
    dir::make(&wal, false)?;
    dir::sweep(&wal)?;
    compact::sweep(dir)?;
    dir::sweep(&snapshot::snap(dir))?;
    let making = Making {
        dir: dir.to_owned(),
        segment_bytes: options.segment_bytes.min(SEGMENT_BYTES_LIMIT),
        growth_bytes: options.growth_bytes.min(SEGMENT_BYTES_LIMIT),
        reserve_bytes: options.reserve_bytes.min(SEGMENT_BYTES_LIMIT),
        medium: options.medium.clone(),
    };
    let mut found = Vec::new();
    let paths = dir::segments(dir)?;
    let read = if paths.is_empty() { None } else { read(dir, &paths, options, fold, &mut found)? };
    let (scanned, passed) = match read {
        Some(read) => read,
        None => (begin(&making, options.realm.as_ref(), &mut found)?, Passed::default()),
    };
    let created = paths.is_empty() && found.is_empty();
    let Scanned { mut index, end, witness } = scanned;
    let (segment, used) = match end {
        End::In(segment, used) => (segment, used),
        End::Behind(header) => {
            let segment = create(&making, header)?;
            index.begin(segment.clone());
            (segment, RECORDS_BEGIN)
        }
    };
    // What a killed process had written but not synced was read above: from now on it counts as durable.
    options.medium.sync(segment.body.file()).naming(Doing::Sync, &segment.path)?;
    let header = segment.header.clone();
    let now = options.clock.now();
    index.times_mut().begin(now);
    let began = index.times().beginning().map_or(now, |beginning| beginning.at);
    if let Err(error) = snapshot::begin(dir, &header, began, now) {
        tracing::warn!(%error, "no first snapshot");
    }
    let opened = Opened { created, records: index.count(), snapshot: passed.number, found };
    let ends = passed.covered.iter().map(|covered| covered.end);
    let opening = Opening { number: passed.number, unread: index.segments().iter().cloned().zip(ends).collect() };
    let shared = Arc::new(Shared::new(dir.to_owned(), header.realm, header.store, index, lock));
    let mut tail = Tail::new(making, segment, used, witness)?;
    if created {
        tail.tell(0)?;
    }
    let journal = start(shared, tail, options, opening)?;
    Ok((journal, opened))
}

/// What was not read, because a snapshot has it.
#[derive(Default)]
struct Passed {
    number: u64,
    covered: Vec<Covered>,
}

/// Reads the segments of a journal, but for what a snapshot has.
fn read(
    dir: &Path,
    paths: &[(u64, PathBuf)],
    options: &Options,
    fold: Fold<'_>,
    found: &mut Vec<Both>,
) -> Result<Option<(Scanned, Passed)>, JournalError> {
    let known = known(paths)?;
    let wanted = (options.realm.as_ref(), &*options.medium);
    let chosen = match (&known, &fold) {
        (None, _) | (_, Fold::Each(_)) => Chosen::default(),
        (Some(known), Fold::Index) => snapshot::choose(dir, known, false),
        (Some(known), Fold::World(_)) => snapshot::choose(dir, known, true),
    };
    let (mut resume, mut passed, mut base) = (Resume::default(), Passed::default(), None);
    if let Some(began) = known.as_ref().and_then(|known| snapshot::began(dir, known)) {
        resume.index.times_mut().begin(began);
    }
    if let Some(from) = chosen.base.filter(|base| base.number > 0) {
        passed = Passed { number: from.number, covered: from.covered.clone() };
        resume = Resume { index: from.index, covered: from.covered };
        base = from.world;
    }
    found.extend(chosen.found);
    let scanned = match fold {
        Fold::Each(visit) => scan(dir, paths, wanted, resume, found, visit)?,
        Fold::Index => scan(dir, paths, wanted, resume, found, &mut |_| {})?,
        Fold::World(world) => {
            let realm = known.map_or(Realm::Live, |known| known.realm);
            let world = world.insert(base.unwrap_or_else(|| World::new(realm)));
            beside(world, |visit| scan(dir, paths, wanted, resume, found, visit))?
        }
    };
    Ok(scanned.map(|scanned| (scanned, passed)))
}

/// What the first segment says whose header can be read.
fn known(paths: &[(u64, PathBuf)]) -> Result<Option<SegmentHeader>, JournalError> {
    for (_, path) in paths {
        if let Some(header) = dir::header(&dir::open(path, false)?, path)? {
            return Ok(Some(header));
        }
    }
    Ok(None)
}

/// A journal of which nothing is there: a new one, or one that lost every segment.
fn begin(making: &Making, wanted: Option<&Realm>, found: &mut Vec<Both>) -> Result<Scanned, JournalError> {
    let mut witness = Witness::read(&making.dir);
    let realm = witness.knowledge.as_ref().map(|knowledge| knowledge.newest.realm.clone());
    if let Some(known) = witness.knowledge.take() {
        let (wal, last) = (dir::wal(&making.dir), known.last);
        let wal = wal.display();
        found.push(both!(
            "{wal}: 日志段全没了, 缺第 1 到 {last} 条; 平台也许还有; 这里另起一个新日志",
            "{wal}: every segment is gone, with the records 1 to {last}, which are missing; a hub may still have them; a \
             new journal begins here"
        ));
    }
    let realm = wanted.cloned().or(realm).unwrap_or(Realm::Live);
    let header = first_header(realm, &*making.medium).naming(Doing::Random, &making.dir)?;
    let segment = create(making, header)?;
    let mut index = Index::default();
    index.begin(segment.clone());
    let end = End::In(segment, RECORDS_BEGIN);
    Ok(Scanned { index, end, witness })
}

fn start(shared: Arc<Shared>, tail: Tail, options: &Options, opening: Opening) -> Result<Journal, JournalError> {
    let writer = Writer::new(shared.clone(), tail, options.clock.clone());
    let dir = shared.dir.clone();
    let mut to_writer = None;
    let hand = if options.writer {
        let (jobs, queue) = sync_channel(WRITER_QUEUE);
        to_writer = Some(jobs.clone());
        let thread = thread::Builder::new()
            .name("qianzhi-writer".into())
            .spawn(move || writer.run(&queue))
            .naming(Doing::StartWriter, &dir)?;
        Hand::Thread { jobs, thread }
    } else {
        Hand::Caller(Box::new(Mutex::new(writer)))
    };
    let mut inner = Inner {
        store: Arc::new(Store::new(StoreState::Off(Both::words("没有要它", "it was not asked for")))),
        contents: Contents::open(&dir)?,
        lives: Lives::begin(&dir, shared.durable() + 1, &*options.medium)?,
        shared,
        clock: options.clock.clone(),
        hand: Some(hand),
        follower: None,
        keeper: None,
    };
    if options.writer && (options.snapshots.is_some() || options.scrub.is_some() || !opening.unread.is_empty()) {
        let (shared, clock, pace) = (inner.shared.clone(), options.clock.clone(), (options.snapshots, options.scrub));
        let keeper = thread::Builder::new()
            .name("qianzhi-keeper".into())
            .spawn(move || snapshot::keep(&shared, &clock, pace, &opening))
            .naming(Doing::StartKeeper, &dir)?;
        inner.keeper = Some(keeper);
    }
    if options.store {
        inner.store = Arc::new(Store::new(StoreState::Opening));
        let (shared, store) = (inner.shared.clone(), inner.store.clone());
        let medium = options.medium.clone();
        let beginning = Beginning { jobs: to_writer, within: options.store_within, medium };
        let follower = thread::Builder::new()
            .name(STORE_THREAD.into())
            .spawn(move || follow(&shared, &store, beginning))
            .naming(Doing::StartStore, &dir)?;
        inner.follower = Some(follower);
    }
    Ok(Journal(Arc::new(inner)))
}
