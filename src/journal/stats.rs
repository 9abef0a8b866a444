//! A journal summed up: what it holds, since when, and how it lies on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::dir;
use super::error::{JournalError, Naming};
use super::reader::records;
use super::segment::StoreId;
use super::snapshot;
use super::store::{self, StoreCheck};
use crate::clock::At;
use crate::domain::{PostId, Realm, Series};
use crate::limits::RESUME_FILE_BYTES_MAX;
use crate::sync::Token;

/// What a journal holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stats {
    /// Its realm.
    pub realm: Realm,
    /// Its name.
    pub store_id: StoreId,
    /// Segments, and the bytes they take on the disk.
    pub segments: (u64, u64),
    /// Records that can be read, and the bytes of their envelopes.
    pub records: (u64, u64),
    /// The newest arrival number; 0 when there is none.
    pub head: u64,
    /// Places that cannot be read.
    pub damaged: u64,
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
    /// Events of this post that a hub may lack; `None` when it has no key, or no hub was ever spoken to.
    pub unsent: Option<u64>,
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

/// Sums up the journal in `dir`, beside whoever writes it. `own` is the journal's post, and `token` the file in which
/// its link keeps from where to go on.
pub fn stats(dir: &Path, own: Option<PostId>, token: &Path) -> Result<Stats, JournalError> {
    let reader = records(dir)?;
    let (realm, store_id) = (reader.realm().clone(), reader.store_id());
    let gave = gave(token, store_id);
    let mut stats = Stats {
        store: store::progress(dir, store_id)?,
        store_bytes: bytes_under(&dir::sled(dir)),
        segments: segments(dir)?,
        snapshots: snapshots(dir)?,
        unsent: own.and(gave).map(|_| 0),
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
        if let Ok(series) = header.series() {
            let (events, last) = stats.series.entry(series).or_default();
            (*events, *last) = (*events + 1, header.seq.max(*last));
        }
        if let Some(unsent) = &mut stats.unsent
            && own == Some(header.post)
            && gave.is_some_and(|gave| record.number > gave)
        {
            *unsent += 1;
        }
    }
    Ok(stats)
}

impl Stats {
    fn empty(realm: Realm, store_id: StoreId) -> Self {
        Self {
            realm,
            store_id,
            segments: (0, 0),
            records: (0, 0),
            head: 0,
            damaged: 0,
            arrived: None,
            recorded: None,
            kinds: BTreeMap::new(),
            series: BTreeMap::new(),
            store: StoreCheck::None,
            store_bytes: 0,
            snapshots: (0, 0, 0),
            unsent: None,
        }
    }
}

/// Up to which arrival number a hub has everything, as far as the link knew.
fn gave(token: &Path, store: StoreId) -> Option<u64> {
    let length = fs::metadata(token).ok()?.len();
    let bytes = (length <= RESUME_FILE_BYTES_MAX).then(|| fs::read(token).ok()).flatten()?;
    let token = Token::read(&bytes);
    token.resume().filter(|resume| resume.store.0 == store.0).map(|resume| resume.gave)
}

fn segments(dir: &Path) -> Result<(u64, u64), JournalError> {
    let paths = dir::existing_segments(dir)?;
    let mut bytes = 0;
    for (_, path) in &paths {
        bytes += fs::metadata(path).naming("read", path)?.len();
    }
    Ok((paths.len() as u64, bytes))
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
