//! Opening a journal: the directory, the lock, the scan, the threads.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

use super::error::{JournalError, Naming};
use super::index::Index;
use super::medium::{Disk, Medium};
use super::record::RecordRef;
use super::recover::{Scanned, first_header, scan};
use super::segment::RECORDS_BEGIN;
use super::shared::Shared;
use super::store::{STORE_THREAD, Store, StoreState, follow};
use super::tail::{Making, Tail, create};
use super::writer::Writer;
use super::{Hand, Inner, Journal, dir};
use crate::clock::Clock;
use crate::domain::Realm;
use crate::limits::{SEGMENT_BYTES_LIMIT, SEGMENT_BYTES_MAX, SEGMENT_GROWTH_BYTES, WRITER_QUEUE};

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
    /// Whether there is a store for questions.
    pub store: bool,
    /// Whether a thread of its own writes. Without one, whoever appends writes and waits for the disk, and no callback
    /// may append in its turn: so that a simulation needs but one thread.
    pub writer: bool,
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
            store: true,
            writer: true,
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
    /// One sentence for each thing that was not as it should be, each with its file. For a person to read.
    pub found: Vec<String>,
}

pub(super) fn open(
    dir: &Path,
    options: &Options,
    visit: &mut dyn FnMut(&RecordRef<'_>),
) -> Result<(Journal, Opened), JournalError> {
    dir::prepare(dir)?;
    let lock = dir::lock(dir)?;
    let wal = dir::wal(dir);
    dir::make(&wal, false)?;
    dir::sweep(&wal)?;
    let making = Making {
        dir: dir.to_owned(),
        segment_bytes: options.segment_bytes.min(SEGMENT_BYTES_LIMIT),
        growth_bytes: options.growth_bytes.min(SEGMENT_BYTES_LIMIT),
        medium: options.medium.clone(),
    };
    let mut records = 0;
    let paths = dir::segments(dir)?;
    let created = paths.is_empty();
    let Scanned { index, tail: (segment, used), found } = if created {
        begin(&making, options.realm.clone().unwrap_or(Realm::Live))?
    } else {
        scan(dir, &paths, (options.realm.as_ref(), &*options.medium), &mut |record| {
            records += 1;
            visit(record);
        })?
    };
    // What a killed process had written but not synced was read above: from now on it counts as durable.
    options.medium.sync(&segment.file).naming("sync", &segment.path)?;
    let header = segment.header.clone();
    let shared = Arc::new(Shared::new(dir.to_owned(), header.realm, header.store, index, lock));
    let tail = Tail::new(making, segment, used)?;
    let journal = start(shared, tail, options)?;
    Ok((journal, Opened { created, records, found }))
}

fn begin(making: &Making, realm: Realm) -> Result<Scanned, JournalError> {
    let header = first_header(realm, &*making.medium).naming("make random numbers for", &making.dir)?;
    let segment = create(making, header)?;
    let mut index = Index::default();
    index.begin(segment.clone());
    Ok(Scanned { index, tail: (segment, RECORDS_BEGIN), found: Vec::new() })
}

fn start(shared: Arc<Shared>, tail: Tail, options: &Options) -> Result<Journal, JournalError> {
    let writer = Writer::new(shared.clone(), tail, options.clock.clone());
    let dir = shared.dir.clone();
    let hand = if options.writer {
        let (jobs, queue) = sync_channel(WRITER_QUEUE);
        let thread = thread::Builder::new()
            .name("qianzhi-writer".into())
            .spawn(move || writer.run(&queue))
            .naming("start the writer of", &dir)?;
        Hand::Thread { jobs, thread }
    } else {
        Hand::Caller(Mutex::new(writer))
    };
    let mut inner = Inner {
        store: Arc::new(Store::new(StoreState::Off("it was not asked for".into()))),
        shared,
        hand: Some(hand),
        follower: None,
    };
    if options.store {
        inner.store = Arc::new(Store::new(StoreState::Opening));
        let (shared, store) = (inner.shared.clone(), inner.store.clone());
        let follower = thread::Builder::new()
            .name(STORE_THREAD.into())
            .spawn(move || follow(&shared, &store))
            .naming("start the store of", &dir)?;
        inner.follower = Some(follower);
    }
    Ok(Journal(Arc::new(inner)))
}
