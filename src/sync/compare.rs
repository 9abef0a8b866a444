//! Who holds what: building this side's *have*, and holding the other's against the store.
//!
//! Ranges alone cannot tell two replicas apart that hold different events under the same sequences. Each range
//! therefore carries a check of what is held at its last place, and ends where the chain is broken. The chain runs
//! through the ids, so equal ends mean equal runs: wherever two ranges overlap, the end of one lies in the other, and
//! the side that holds both compares. Side branches that ended earlier are in the check over all places that hold
//! more than one event.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Account;
use super::frame::{Control, HaveSeries, SeriesName};
use super::store::{Check, Store, StoreError};
use crate::domain::{EventId, PostId, Realm, Seen, Series, Stream};
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
    pub(super) fn new(store: &dyn Store, streams: &BTreeSet<Stream>) -> Result<Self, StoreError> {
        let mut entries = Vec::new();
        for (series, seen) in store.have().iter().filter(|(series, _)| streams.contains(&series.stream)) {
            let ranges = unbroken(store, series, seen)?;
            entries.extend(ranges.chunks(HAVE_RANGES).map(|some| (SeriesName::of(series), some.to_vec())));
        }
        let of = u32::try_from(entries.len().div_ceil(HAVE_ENTRIES)).unwrap_or(u32::MAX).clamp(1, HAVE_FRAMES);
        Ok(Self { entries, part: 0, of })
    }

    /// The unbroken ranges of the series that `post` wrote.
    pub(super) fn runs_of(&self, post: PostId) -> BTreeMap<SeriesName, Vec<(u64, u64)>> {
        let mut runs: BTreeMap<SeriesName, Vec<(u64, u64)>> = BTreeMap::new();
        for (name, ranges) in self.entries.iter().filter(|(name, _)| name.post == post) {
            runs.entry(*name).or_default().extend(ranges);
        }
        runs
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
            series.push(HaveSeries { series: *name, ranges: checked.collect::<Result<_, StoreError>>()?, odd });
        }
        let control = Control::Have { part: self.part, of: self.of, series };
        self.part += 1;
        Ok(Some(control))
    }
}

/// What a part of the other side's *have* shows, held against the store.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The two sides hold different events under the same sequences.
    pub(super) differ: Vec<SeriesName>,
    /// Both hold the same events under every sequence that has more than one.
    pub(super) same_forks: Vec<SeriesName>,
    /// The other side has exactly what is here in these ranges of this post's own series.
    pub(super) proved: Vec<(SeriesName, u64, u64)>,
    /// Series of this post of which the other side holds what is not here.
    pub(super) outrun: Vec<SeriesName>,
}

/// The other side's *have*, as its parts arrive.
#[derive(Debug)]
pub(super) struct TheirHave {
    parts: BTreeSet<u32>,
    complete: bool,
    post: Option<PostId>,
    /// This post's own series here, in unbroken ranges.
    own_runs: BTreeMap<SeriesName, Vec<(u64, u64)>>,
    /// Places of this post's own series that are taken there and empty here.
    missing: u64,
}

impl TheirHave {
    /// Nothing of it yet; `own_runs` are the unbroken ranges of what `post` wrote.
    pub(super) fn new(post: Option<PostId>, own_runs: BTreeMap<SeriesName, Vec<(u64, u64)>>) -> Self {
        Self { parts: BTreeSet::new(), complete: false, post, own_runs, missing: 0 }
    }

    fn runs(&self, series: &SeriesName) -> &[(u64, u64)] {
        self.own_runs.get(series).map_or(&[], Vec::as_slice)
    }

    /// How many places an entry of this post's own series names that are empty here.
    fn beyond(&self, entry: &HaveSeries) -> u64 {
        let mut here = Seen::default();
        self.runs(&entry.series).iter().for_each(|(first, last)| here.insert_range(*first, *last));
        let empty =
            |(first, last, _): &(u64, u64, Check)| (last - first).saturating_add(1) - here.within(*first, *last);
        entry.ranges.iter().map(empty).fold(0, u64::saturating_add)
    }

    /// What the two owe each other of this post's events, once all parts are here; `has` is what the other side has.
    pub(super) fn account(&self, has: &BTreeMap<SeriesName, Seen>) -> Option<Account> {
        let unsent = |(name, runs): (&SeriesName, &Vec<(u64, u64)>)| {
            let there = |first, last| has.get(name).map_or(0, |seen| seen.within(first, last));
            runs.iter().map(|(first, last)| last - first + 1 - there(*first, *last)).sum::<u64>()
        };
        let account = || Account { missing: self.missing, unsent: self.own_runs.iter().map(unsent).sum() };
        (self.complete && self.post.is_some()).then(account)
    }

    /// Takes one part: adds its ranges to `has` and says what it shows. Parts that came before show nothing
    /// new.
    pub(super) fn take(
        &mut self,
        (part, of): (u32, u32),
        entries: &[HaveSeries],
        streams: &BTreeSet<Stream>,
        store: &dyn Store,
        has: &mut BTreeMap<SeriesName, Seen>,
    ) -> Result<Findings, StoreError> {
        let mut findings = Findings::default();
        if !self.parts.insert(part) {
            return Ok(findings);
        }
        self.complete = self.parts.len() as u64 >= u64::from(of);
        for entry in entries.iter().filter(|e| streams.contains(&e.series.stream)) {
            let seen = has.entry(entry.series).or_default();
            entry.ranges.iter().for_each(|(first, last, _)| seen.insert_range(*first, *last));
            let odd = Check::of_odd(&odd(store, &entry.series.within(store.realm()))?);
            let ends = equal_ends(entry, store)?;
            let forked = ends.is_none() || entry.odd.is_some() && odd != entry.odd;
            if self.post == Some(entry.series.post) {
                let beyond = self.beyond(entry);
                self.missing = self.missing.saturating_add(beyond);
                if forked || beyond > 0 {
                    findings.outrun.push(entry.series);
                }
            }
            if odd != entry.odd || ends.is_none() {
                findings.differ.push(entry.series);
                continue;
            }
            if odd.is_some() {
                findings.same_forks.push(entry.series);
            }
            let runs = self.runs(&entry.series);
            for (first, last) in ends.into_iter().flatten() {
                let run = runs.iter().find(|(from, to)| (*from..=*to).contains(&last));
                findings.proved.extend(run.map(|(from, _)| (entry.series, first.max(*from), last)));
            }
        }
        Ok(findings)
    }

    /// Whether all parts are here.
    pub(super) fn complete(&self) -> bool {
        self.complete
    }
}

/// The ranges whose last events are the same here; `None` when one of them is another here.
fn equal_ends(theirs: &HaveSeries, store: &dyn Store) -> Result<Option<Vec<(u64, u64)>>, StoreError> {
    let series = theirs.series.within(store.realm());
    let mut equal = Vec::new();
    for (first, last, check) in theirs.ranges.iter().filter(|(_, _, check)| *check != UNKNOWN) {
        let ours = check_at(store, &series, *last)?;
        if ours == *check {
            equal.push((*first, *last));
        } else if ours != UNKNOWN {
            return Ok(None);
        }
    }
    Ok(Some(equal))
}

/// The ranges of `seen`, parted where the chain does not run on.
fn unbroken(store: &dyn Store, series: &Series, seen: &Seen) -> Result<Vec<(u64, u64)>, StoreError> {
    let mut breaks = Vec::new();
    for seq in store.seams(series) {
        if seq > 1 && seen.contains(seq) && seen.contains(seq - 1) && !runs_on(store, series, seq)? {
            breaks.push(seq);
        }
    }
    let mut ranges = Vec::new();
    for (first, last) in seen.ranges() {
        let mut from = first;
        for seq in breaks.iter().copied().filter(|seq| (first..=last).contains(seq)) {
            ranges.push((from, seq - 1));
            from = seq;
        }
        ranges.push((from, last));
    }
    Ok(ranges)
}

/// Whether every event at `seq` follows one that is here.
fn runs_on(store: &dyn Store, series: &Series, seq: u64) -> Result<bool, StoreError> {
    let before = ids_at(store, series, seq - 1)?;
    Ok(store.find(series, seq)?.iter().all(|held| before.contains(&held.envelope.header().prev)))
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
