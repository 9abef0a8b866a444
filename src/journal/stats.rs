//! A journal summed up: what it holds, since when, and how it lies on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::account::{Counting, note};
use super::body::Body;
use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::past::beginning;
use super::reader::records;
use super::segment::{Form, SegmentHeader, StoreId};
use super::snapshot;
use super::store::{self, StoreCheck};
use super::times::Beginning;
use crate::clock::At;
use crate::domain::{PostId, Realm, Series};
use crate::sync::Account;

/// Segments that are compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Compressed {
    /// How many.
    pub segments: u64,
    /// The bytes they take on the disk.
    pub bytes: u64,
    /// The bytes they took before.
    pub holds: u64,
}

/// What a journal holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stats {
    /// Its realm.
    pub realm: Realm,
    /// Its name.
    pub store_id: StoreId,
    /// Segments, and the bytes they take on the disk.
    pub segments: (u64, u64),
    /// Those of them that are compressed.
    pub compressed: Compressed,
    /// Records that can be read, and the bytes of their envelopes.
    pub records: (u64, u64),
    /// The newest arrival number; 0 when there is none.
    pub head: u64,
    /// Places that cannot be read.
    pub damaged: u64,
    /// Since when this replica knows anything of its own.
    pub begins: Option<Beginning>,
    /// When the first and the last record arrived here.
    pub arrived: Option<(At, At)>,
    /// The earliest and the latest time at which an event was recorded, by the posts' clocks.
    pub recorded: Option<(At, At)>,
    /// Events by kind.
    pub kinds: BTreeMap<String, u64>,
    /// Events of each series, and its greatest sequence.
    pub series: BTreeMap<Series, (u64, u64)>,
    /// The store.
    pub store: StoreCheck,
    /// Bytes that the store takes on the disk.
    pub store_bytes: u64,
    /// Snapshots: how many, the bytes they take, and the arrival number of the newest.
    pub snapshots: (u64, u64, u64),
    /// What this post and its hub owe each other, as far as the link noted; `None` when it has no key, or no hub was ever
    /// spoken to.
    pub account: Option<Account>,
}

impl Stats {
    /// Events by post.
    pub fn posts(&self) -> BTreeMap<PostId, u64> {
        let mut posts = BTreeMap::new();
        for (series, (events, _)) in &self.series {
            *posts.entry(series.post).or_default() += events;
        }
        posts
    }
}

/// Sums up the journal in `dir`, beside whoever writes it. `own` is the journal's post.
pub fn stats(dir: &Path, own: Option<PostId>) -> Result<Stats, JournalError> {
    let reader = records(dir)?;
    let (realm, store_id) = (reader.realm().clone(), reader.store_id());
    let mut counting = own.and(note(dir, store_id)).map(Counting::new);
    let (segments, compressed) = segments(dir, reader.header())?;
    let mut stats = Stats {
        store: store::progress(dir, store_id)?,
        store_bytes: bytes_under(&dir::sled(dir)),
        segments,
        compressed,
        begins: beginning(dir)?,
        snapshots: snapshots(dir)?,
        ..Stats::empty(realm, store_id)
    };
    for record in reader {
        let record = match record {
            Ok(record) => record,
            Err(JournalError::Damaged { .. }) => {
                stats.damaged += 1;
                continue;
            }
            Err(error) => return Err(error),
        };
        let header = record.envelope.header();
        stats.records.0 += 1;
        stats.records.1 += record.envelope.bytes().len() as u64;
        stats.head = record.number;
        stats.arrived = Some((stats.arrived.map_or(record.arrived, |(first, _)| first), record.arrived));
        let (early, late) = stats.recorded.unwrap_or((header.recorded, header.recorded));
        stats.recorded = Some((early.min(header.recorded), late.max(header.recorded)));
        *stats.kinds.entry(record.envelope.event().fact.kind().to_owned()).or_default() += 1;
        let series = header.series().ok();
        if let Some(counting) = &mut counting {
            let own = series.clone().filter(|series| own == Some(series.post));
            counting.record(record.number, own.map(|series| (series, header.seq)));
        }
        if let Some(series) = series {
            let (events, last) = stats.series.entry(series).or_default();
            (*events, *last) = (*events + 1, header.seq.max(*last));
        }
    }
    stats.account = counting.map(Counting::finish);
    Ok(stats)
}

impl Stats {
    fn empty(realm: Realm, store_id: StoreId) -> Self {
        Self {
            realm,
            store_id,
            segments: (0, 0),
            compressed: Compressed::default(),
            records: (0, 0),
            head: 0,
            damaged: 0,
            begins: None,
            arrived: None,
            recorded: None,
            kinds: BTreeMap::new(),
            series: BTreeMap::new(),
            store: StoreCheck::None,
            store_bytes: 0,
            snapshots: (0, 0, 0),
            account: None,
        }
    }
}

/// Segments and their bytes, and those of them that are compressed.
fn segments(dir: &Path, known: &SegmentHeader) -> Result<((u64, u64), Compressed), JournalError> {
    let paths = dir::existing_segments(dir)?;
    let (mut bytes, mut compressed) = (0, Compressed::default());
    for (number, path) in &paths {
        let file = dir::open(path, false)?;
        let length = file.metadata().naming(Doing::Read, path)?.len();
        let body = Body::of(file, &SegmentHeader { number: *number, ..known.clone() }).naming(Doing::Read, path)?;
        bytes += length;
        if body.form() == Form::Packed {
            compressed.segments += 1;
            compressed.bytes += length;
            compressed.holds += body.length().naming(Doing::Read, path)?;
        }
    }
    Ok(((paths.len() as u64, bytes), compressed))
}

fn snapshots(dir: &Path) -> Result<(u64, u64, u64), JournalError> {
    let listed = snapshot::listed(dir)?;
    // One that was thinned out meanwhile counts nothing.
    let bytes = listed.iter().map(|(_, path)| fs::metadata(path).map_or(0, |metadata| metadata.len())).sum();
    Ok((listed.len() as u64, bytes, listed.last().map_or(0, |(number, _)| *number)))
}

/// What cannot be looked at counts nothing.
fn bytes_under(dir: &Path) -> u64 {
    let Ok(listing) = fs::read_dir(dir) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => bytes_under(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    listing.flatten().map(size).sum()
}
