//! Where each durable record is, by arrival number and by series: four to twelve bytes an event. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::body::Body;
use super::segment::SegmentHeader;
use super::times::Times;
use crate::clock::At;
use crate::domain::{EventId, PostId, Realm, Seen, Series, Stream};
use crate::envelope::Header;

/// A series inside one journal, whose realm is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) post: PostId,
    pub(super) incarnation: u64,
    pub(super) stream: Stream,
}

impl Key {
    pub(super) fn of(header: &Header<'_>) -> Self {
        Self { post: header.post, incarnation: header.incarnation, stream: header.stream }
    }

    pub(super) fn of_series(series: &Series) -> Self {
        Self { post: series.post, incarnation: series.incarnation, stream: series.stream }
    }

    pub(super) fn series(self, realm: &Realm) -> Series {
        Series { post: self.post, incarnation: self.incarnation, realm: realm.clone(), stream: self.stream }
    }
}

/// Where an event stands in its series, after which event, and when it was recorded there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) key: Key,
    pub(super) seq: u64,
    pub(super) id: EventId,
    pub(super) prev: EventId,
    pub(super) recorded: At,
}

impl Place {
    pub(super) fn of(id: EventId, header: &Header<'_>) -> Self {
        Self { key: Key::of(header), seq: header.seq, id, prev: header.prev, recorded: header.recorded }
    }
}

/// An open segment.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) path: PathBuf,
    pub(super) body: Arc<Body>,
    pub(super) header: SegmentHeader,
}

/// Records of consecutive numbers that lie one after the other in one segment.
#[derive(Debug, Serialize, Deserialize)]
struct Extent {
    segment: usize,
    offsets: Vec<u32>,
    end: u32,
}

/// Bytes to read: `count` records from number `first`.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) segment: Segment,
    pub(super) begin: u64,
    pub(super) end: u64,
    pub(super) count: usize,
}

/// The arrival numbers of consecutive sequences. A post that works alone has them all in one row, and most others in rows.
#[derive(Debug, Serialize, Deserialize)]
struct Run {
    /// That of the first sequence.
    first: u64,
    count: u64,
    /// From which sequence on, counted from the first one, they follow one another, and how far ahead of the first.
    rows: Vec<(u32, u32)>,
}

/// One series: its sequences, and the arrival number of each.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Line {
    seen: Seen,
    /// Arrival numbers of consecutive sequences, by the first sequence.
    runs: BTreeMap<u64, Run>,
    /// Second and later events of one sequence.
    forks: BTreeMap<u64, Vec<u64>>,
    /// The newest insertion, and the sequences that were not seen to follow the one before: where the chain may be
    /// broken.
    tail: Option<(u64, EventId)>,
    seams: BTreeSet<u64>,
}

/// The index. What is packed into a snapshot is everything but the open files.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Index {
    #[serde(skip)]
    segments: Vec<Segment>,
    extents: BTreeMap<u64, Extent>,
    lines: Vec<Line>,
    by_key: BTreeMap<Key, usize>,
    /// The series of the newest insertion: the next one is most often of the same.
    #[serde(skip)]
    newest: Option<(Key, usize)>,
    last: u64,
    count: u64,
    times: Times,
}

impl Index {
    /// Begins a segment: what is inserted from now on lies in it. Numbers before its first one are not given again,
    /// though the records that had them may be lost: others may know them by these numbers.
    pub(super) fn begin(&mut self, segment: Segment) {
        self.last = self.last.max(segment.header.first.saturating_sub(1));
        self.segments.push(segment);
    }

    /// Gives no number up to this one again.
    pub(super) fn skip_to(&mut self, number: u64) {
        self.last = self.last.max(number);
    }

    /// Puts a repaired file in place of the newest segment's.
    pub(super) fn replace(&mut self, segment: Segment) {
        if let Some(last) = self.segments.last_mut() {
            *last = segment;
        }
    }

    /// Puts another file with the same records in place of a segment's.
    pub(super) fn renew(&mut self, segment: Segment) {
        if let Some(old) = self.segments.iter_mut().find(|old| old.header == segment.header) {
            *old = segment;
        }
    }

    /// The greatest arrival number that was ever given, as far as the segments tell; 0 when there is none.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// The segments, oldest first.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Gives an index that was unpacked its open files: as many as it had, in the same order.
    pub(super) fn restore(&mut self, segments: Vec<Segment>) {
        self.segments = segments;
    }

    /// How many records there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Where the last record of each segment ends, by the segment's place; a segment without records is not named.
    pub(super) fn ends(&self) -> BTreeMap<usize, u64> {
        self.extents.values().map(|extent| (extent.segment, extent.end.into())).collect()
    }

    /// Arrival numbers that are missing below the newest one.
    pub(super) fn holes(&self) -> Vec<RangeInclusive<u64>> {
        let mut next = 1;
        let mut holes = Vec::new();
        for (first, extent) in &self.extents {
            if *first > next {
                holes.push(next..=first - 1);
            }
            next = first + extent.offsets.len() as u64;
        }
        if next <= self.last {
            holes.push(next..=self.last);
        }
        holes
    }

    /// In which segment, by its place, and at which bytes a record lies.
    pub(super) fn place_of(&self, number: u64) -> Option<(usize, Range<u64>)> {
        let (first, extent) = self.extents.range(..=number).next_back()?;
        let at = usize::try_from(number - first).ok()?;
        let begin = *extent.offsets.get(at)?;
        let end = extent.offsets.get(at + 1).copied().unwrap_or(extent.end);
        Some((extent.segment, begin.into()..end.into()))
    }

    /// When what arrived, roughly.
    pub(super) fn times(&self) -> &Times {
        &self.times
    }

    /// See [`Index::times`].
    pub(super) fn times_mut(&mut self) -> &mut Times {
        &mut self.times
    }

    /// Takes note of a record of `length` bytes in the newest segment. Numbers ascend.
    pub(super) fn insert(&mut self, number: u64, offset: u64, length: usize, arrived: At, place: &Place) {
        let (begin, end) = (small(offset), small(offset + length as u64));
        let segment = self.segments.len().saturating_sub(1);
        // Behind numbers that were skipped a new extent begins, though the bytes lie one after the other.
        let follows = |first: u64, extent: &Extent| {
            number == first + extent.offsets.len() as u64 && extent.segment == segment && extent.end == begin
        };
        match self.extents.last_entry() {
            Some(mut last) if follows(*last.key(), last.get()) => {
                let extent = last.get_mut();
                extent.offsets.push(begin);
                extent.end = end;
            }
            _ => {
                self.extents.insert(number, Extent { segment, offsets: vec![begin], end });
            }
        }
        self.last = number;
        self.count += 1;
        self.times.insert(number, arrived, place.recorded);
        let at = self.line_of(place.key);
        if let Some(line) = self.lines.get_mut(at) {
            line.sew(place);
            line.insert(place.seq, number);
        }
    }

    fn line_of(&mut self, key: Key) -> usize {
        if let Some((_, at)) = self.newest.filter(|(newest, _)| *newest == key) {
            return at;
        }
        let at = *self.by_key.entry(key).or_insert_with(|| {
            self.lines.push(Line::default());
            self.lines.len() - 1
        });
        self.newest = Some((key, at));
        at
    }

    fn line(&self, key: Key) -> Option<&Line> {
        self.by_key.get(&key).and_then(|at| self.lines.get(*at))
    }

    /// The arrival numbers of a sequence, oldest first: more than one when the post forked.
    pub(super) fn numbers(&self, key: Key, seq: u64) -> Vec<u64> {
        let Some(line) = self.line(key).filter(|line| line.seen.contains(seq)) else { return Vec::new() };
        let first = line.runs.range(..=seq).next_back().and_then(|(first, run)| run.get(seq - first));
        first.into_iter().chain(line.forks.get(&seq).into_iter().flatten().copied()).collect()
    }

    /// The greatest sequence of a series.
    pub(super) fn tail(&self, key: Key) -> Option<u64> {
        self.line(key).map(|line| line.seen.last())
    }

    /// What is here, by series.
    pub(super) fn have(&self, realm: &Realm) -> BTreeMap<Series, Seen> {
        let of = |at: &usize| self.lines.get(*at).map(|line| line.seen.clone()).unwrap_or_default();
        self.by_key.iter().map(|(key, at)| (key.series(realm), of(at))).collect()
    }

    /// Whether arrival numbers are missing: a segment was lost or damaged.
    pub(super) fn has_holes(&self) -> bool {
        self.count != self.last
    }

    /// The sequences of a series that two different events claim.
    pub(super) fn forks_of(&self, key: Key) -> Vec<u64> {
        self.line(key).map(|line| line.forks.keys().copied().collect()).unwrap_or_default()
    }

    /// The sequences of a series whose events were not seen to follow the one before.
    pub(super) fn seams_of(&self, key: Key) -> Vec<u64> {
        self.line(key).map(|line| line.seams.iter().copied().collect()).unwrap_or_default()
    }

    /// Sequences that two different events claim.
    pub(super) fn forked(&self, realm: &Realm) -> Vec<(Series, u64)> {
        let forks = |at: &usize| self.lines.get(*at).into_iter().flat_map(|line| line.forks.keys().copied());
        self.by_key.iter().flat_map(|(key, at)| forks(at).map(|seq| (key.series(realm), seq))).collect()
    }

    /// Where the first records from number `from` on lie: of one extent, at most so many events and bytes, but
    /// always one when there is one.
    pub(super) fn span(&self, from: u64, max_events: usize, max_bytes: usize) -> Option<Span> {
        let before =
            self.extents.range(..=from).next_back().filter(|(first, e)| from - *first < e.offsets.len() as u64);
        let (first, extent) = before.or_else(|| self.extents.range(from..).next())?;
        let skip = usize::try_from(from.saturating_sub(*first)).ok()?;
        let offsets = extent.offsets.get(skip..)?;
        let begin = *offsets.first()?;
        let end_of = |at: usize| offsets.get(at + 1).copied().unwrap_or(extent.end);
        let fits = |at: &usize| (end_of(*at) - begin) as usize <= max_bytes;
        // Ends ascend, so the number that fits is found by halving.
        let (mut low, mut high) = (1, offsets.len().min(max_events.max(1)));
        while low < high {
            let middle = (low + high).div_ceil(2);
            if fits(&(middle - 1)) { low = middle } else { high = middle - 1 }
        }
        Some(Span {
            segment: self.segments.get(extent.segment)?.clone(),
            begin: begin.into(),
            end: end_of(low - 1).into(),
            count: low,
        })
    }
}

impl Line {
    /// Notes a seam unless the event simply continues its series.
    fn sew(&mut self, place: &Place) {
        let continues = self.tail.is_some_and(|(seq, id)| seq.checked_add(1) == Some(place.seq) && id == place.prev);
        if !continues || self.seen.last() >= place.seq {
            self.seams.extend([place.seq, place.seq.saturating_add(1)]);
        }
        self.tail = Some((place.seq, place.id));
    }

    fn insert(&mut self, seq: u64, number: u64) {
        if !self.seen.insert(seq) {
            self.forks.entry(seq).or_default().push(number);
            return;
        }
        let before = self.runs.range_mut(..seq).next_back();
        let goes_on = before.is_some_and(|(first, run)| seq - first == run.count && run.push(number));
        if !goes_on {
            self.runs.insert(seq, Run::of(number));
        }
    }
}

impl Run {
    fn of(number: u64) -> Self {
        Self { first: number, count: 1, rows: vec![(0, 0)] }
    }

    /// One more; `false` when it is too far from the first.
    fn push(&mut self, number: u64) -> bool {
        let offset = u32::try_from(self.count).ok();
        let ahead = number.checked_sub(self.first).and_then(|ahead| u32::try_from(ahead).ok());
        let Some(place) = offset.zip(ahead) else { return false };
        let follows = self.get(self.count - 1).and_then(|last| last.checked_add(1)) == Some(number);
        if !follows {
            self.rows.push(place);
        }
        self.count += 1;
        true
    }

    fn get(&self, offset: u64) -> Option<u64> {
        if offset >= self.count {
            return None;
        }
        let after = self.rows.partition_point(|(at, _)| u64::from(*at) <= offset);
        let (at, ahead) = self.rows.get(after.checked_sub(1)?)?;
        Some(self.first + u64::from(*ahead) + offset - u64::from(*at))
    }
}

/// Segments are far smaller than 4 GiB.
fn small(offset: u64) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::segment::StoreId;

    fn key(post: u8) -> Key {
        Key { post: PostId([post; 32]), incarnation: 1, stream: Stream::Open }
    }

    fn segment(number: u64) -> Segment {
        let header = SegmentHeader { store: StoreId::default(), salt: 0, number, first: 1, realm: Realm::Test };
        Segment { path: PathBuf::new(), body: Arc::new(Body::plain(tempfile::tempfile().unwrap())), header }
    }

    proptest! {
        /// Against the plain list of what was inserted: any order of sequences, forks, holes in the numbers.
        #[test]
        fn the_index_answers_like_the_list(
            records in prop::collection::vec((0..3u8, 1..12u64, 1..3u64, 60..300usize, prop::bool::weighted(0.1)), 1..80)
        ) {
            let mut index = Index::default();
            index.begin(segment(1));
            let (mut number, mut offset) = (0, 8192);
            let mut list = Vec::new();
            for (post, seq, step, length, rotate) in records {
                number += if step == 2 { 3 } else { 1 };
                if rotate {
                    index.begin(segment(index.segments.len() as u64 + 1));
                    offset = 8192;
                }
                let place = Place { key: key(post), seq, id: EventId::default(), prev: EventId::default(), recorded: At(0) };
                index.insert(number, offset, length, At(0), &place);
                list.push((number, index.segments.len() as u64, offset, length, post, seq));
                offset += length as u64;
            }
            for post in 0..3 {
                for seq in 0..13 {
                    let wanted: Vec<u64> =
                        list.iter().filter(|r| (r.4, r.5) == (post, seq)).map(|r| r.0).collect();
                    prop_assert_eq!(index.numbers(key(post), seq), wanted);
                }
                let tail = list.iter().filter(|r| r.4 == post).map(|r| r.5).max();
                prop_assert_eq!(index.tail(key(post)), tail);
            }
            // Reading span by span gives every record once, in order, wherever it begins.
            for (max_events, max_bytes) in [(1, 1), (3, 10_000), (100, 500), (100, 100_000)] {
                let mut at = 0;
                for r in &list {
                    if r.0 < at { continue }
                    let span = index.span(at, max_events, max_bytes).unwrap();
                    prop_assert_eq!((span.segment.header.number, span.begin), (r.1, r.2));
                    prop_assert!(span.count <= max_events && (span.count == 1 || span.end - span.begin <= max_bytes as u64));
                    let covered: Vec<_> = list.iter().filter(|o| o.0 >= r.0).take(span.count).collect();
                    prop_assert_eq!(span.end, covered.last().map(|o| o.2 + o.3 as u64).unwrap());
                    prop_assert!(covered.iter().all(|o| o.1 == r.1));
                    at = covered.last().unwrap().0 + 1;
                }
                prop_assert!(index.span(at, max_events, max_bytes).is_none());
            }
        }
    }
}
