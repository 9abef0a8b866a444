//! Who holds what: building this side's *have*, and holding the other's against the store.
//!
//! Ranges alone cannot tell two replicas apart that hold different events under the same sequences. Each range
//! therefore carries a check of what is held at its last place. The chain runs through the ids, so equal ends mean
//! equal runs: wherever two ranges overlap, the end of one lies in the other, and the side that holds both compares.
//! Side branches that ended earlier are in the check over all places that hold more than one event.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Control, HaveSeries, SeriesName};
use super::store::{Check, Store, StoreError};
use crate::domain::{EventId, Realm, Seen, Series, Stream};
use crate::limits::{HAVE_ENTRIES, HAVE_FRAMES, HAVE_RANGES};

/// What a store cannot say yet: never held against anything.
const UNKNOWN: Check = Check([0; 8]);

/// This side's *have*, part by part.
#[derive(Debug)]
pub(super) struct OwnHave {
    entries: Vec<(SeriesName, Vec<(u64, u64)>)>,
    part: u32,
    of: u32,
}

impl OwnHave {
    /// Of the series in `streams`.
    pub(super) fn new(have: &BTreeMap<Series, Seen>, streams: &BTreeSet<Stream>) -> Self {
        let mut entries = Vec::new();
        for (series, seen) in have.iter().filter(|(series, _)| streams.contains(&series.stream)) {
            let ranges: Vec<(u64, u64)> = seen.ranges().collect();
            entries.extend(ranges.chunks(HAVE_RANGES).map(|some| (SeriesName::of(series), some.to_vec())));
        }
        let of = u32::try_from(entries.len().div_ceil(HAVE_ENTRIES)).unwrap_or(u32::MAX).clamp(1, HAVE_FRAMES);
        Self { entries, part: 0, of }
    }

    /// The next part; `None` after the last.
    pub(super) fn next(&mut self, store: &dyn Store) -> Result<Option<Control>, StoreError> {
        if self.part >= self.of {
            return Ok(None);
        }
        let from = self.part as usize * HAVE_ENTRIES;
        let mut series = Vec::new();
        for (name, ranges) in self.entries.iter().skip(from).take(HAVE_ENTRIES) {
            let within = name.within(store.realm());
            let checked = ranges.iter().map(|(first, last)| Ok((*first, *last, check_at(store, &within, *last)?)));
            let odd = Check::of_odd(&odd(store, &within)?);
            series.push(HaveSeries { series: *name, ranges: checked.collect::<Result<_, _>>()?, odd });
        }
        let control = Control::Have { part: self.part, of: self.of, series };
        self.part += 1;
        Ok(Some(control))
    }
}

/// The other side's *have*, as its parts arrive.
#[derive(Debug, Default)]
pub(super) struct TheirHave {
    parts: BTreeSet<u32>,
    complete: bool,
}

impl TheirHave {
    /// Takes one part: adds its ranges to `has` and says which series disagree with the store. Parts that came
    /// before say nothing new.
    pub(super) fn take(
        &mut self,
        (part, of): (u32, u32),
        entries: &[HaveSeries],
        streams: &BTreeSet<Stream>,
        store: &dyn Store,
        has: &mut BTreeMap<SeriesName, Seen>,
    ) -> Result<Vec<SeriesName>, StoreError> {
        let mut disagreeing = Vec::new();
        if !self.parts.insert(part) {
            return Ok(disagreeing);
        }
        self.complete = self.parts.len() as u64 >= u64::from(of);
        for entry in entries.iter().filter(|e| streams.contains(&e.series.stream)) {
            let seen = has.entry(entry.series).or_default();
            entry.ranges.iter().for_each(|(first, last, _)| seen.insert_range(*first, *last));
            if !agrees(entry, store)? {
                disagreeing.push(entry.series);
            }
        }
        Ok(disagreeing)
    }

    /// Whether all parts are here.
    pub(super) fn complete(&self) -> bool {
        self.complete
    }
}

fn agrees(theirs: &HaveSeries, store: &dyn Store) -> Result<bool, StoreError> {
    let series = theirs.series.within(store.realm());
    for (_, last, check) in &theirs.ranges {
        let ours = check_at(store, &series, *last)?;
        if *check != UNKNOWN && ours != UNKNOWN && *check != ours {
            return Ok(false);
        }
    }
    Ok(theirs.odd == Check::of_odd(&odd(store, &series)?))
}

fn check_at(store: &dyn Store, series: &Series, seq: u64) -> Result<Check, StoreError> {
    let ids = ids_at(store, series, seq)?;
    Ok(if ids.is_empty() { UNKNOWN } else { Check::of_ids(&ids) })
}

fn ids_at(store: &dyn Store, series: &Series, seq: u64) -> Result<Vec<EventId>, StoreError> {
    Ok(store.find(series, seq)?.into_iter().map(|held| held.envelope.id()).collect())
}

fn odd(store: &dyn Store, series: &Series) -> Result<BTreeMap<u64, Vec<EventId>>, StoreError> {
    store.forks(series).into_iter().map(|seq| Ok((seq, ids_at(store, series, seq)?))).collect()
}

/// Whether a part's numbers can be.
pub(super) fn part_is_sound(part: u32, of: u32, entries: &[HaveSeries]) -> bool {
    part < of
        && of <= HAVE_FRAMES
        && entries.len() <= HAVE_ENTRIES
        && entries.iter().all(|e| e.ranges.len() <= HAVE_RANGES)
        && entries.iter().flat_map(|e| &e.ranges).all(|(first, last, _)| 1 <= *first && first <= last)
}

/// The series of `names` in this realm, for the store.
pub(super) fn is_doubled(store: &dyn Store, name: SeriesName, realm: &Realm, seq: u64) -> bool {
    store.forks(&name.within(realm)).contains(&seq)
}
