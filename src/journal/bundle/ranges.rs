//! Which events somebody has, as ranges of each series with the id at the end of each. Pure.

use std::collections::BTreeMap;

use crate::domain::{EventId, PostId, Realm, Seen, Series, Stream};
use crate::journal::index::Key;
use crate::sync::Check;

/// Sequences `first` to `last` of one series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The first sequence.
    pub first: u64,
    /// The last sequence.
    pub last: u64,
    /// The event at the last one. Since events are chained, it stands for all of a range that is one chain.
    pub check: Check,
}

/// Ranges of each series, ascending.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ranges(BTreeMap<Key, Vec<Range>>);

impl Ranges {
    /// Each series of `realm` with its ranges.
    pub fn of<'a>(&'a self, realm: &'a Realm) -> impl Iterator<Item = (Series, &'a [Range])> {
        self.0.iter().map(|(key, ranges)| (key.series(realm), ranges.as_slice()))
    }

    /// How many events, forks not counted.
    pub fn count(&self) -> u64 {
        self.0
            .values()
            .flatten()
            .map(|range| range.last.saturating_sub(range.first).saturating_add(1))
            .fold(0, u64::saturating_add)
    }

    /// The ranges of a series.
    pub fn find_series(&self, series: &Series) -> &[Range] {
        self.0.get(&Key::of_series(series)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The range that holds this place.
    pub(super) fn find(&self, key: Key, seq: u64) -> Option<&Range> {
        let ranges = self.0.get(&key)?;
        let at = ranges.partition_point(|range| range.last < seq);
        ranges.get(at).filter(|range| range.first <= seq)
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        out.extend(count(self.0.len()));
        for (key, ranges) in &self.0 {
            out.extend(key.post.0);
            out.extend(key.incarnation.to_be_bytes());
            out.push(match key.stream {
                Stream::Open => 0,
                Stream::Control => 1,
            });
            out.extend(count(ranges.len()));
            for Range { first, last, check } in ranges {
                out.extend(first.to_be_bytes());
                out.extend(last.to_be_bytes());
                out.extend(check.0);
            }
        }
    }

    /// Reads a list through `take`, which hands out the next bytes. The outer result is that of `take`; nothing
    /// inside means a list that makes no sense.
    pub(super) fn decode<E>(mut take: impl FnMut(&mut [u8]) -> Result<(), E>, most: usize) -> Result<Option<Self>, E> {
        let mut found = BTreeMap::new();
        let mut room = most;
        let mut number = [0; 4];
        take(&mut number)?;
        for _ in 0..u32::from_be_bytes(number) {
            let (mut post, mut incarnation, mut stream) = ([0; 32], [0; 8], [0; 1]);
            take(&mut post)?;
            take(&mut incarnation)?;
            take(&mut stream)?;
            let stream = match stream {
                [0] => Stream::Open,
                [1] => Stream::Control,
                _ => return Ok(None),
            };
            let key = Key { post: PostId(post), incarnation: u64::from_be_bytes(incarnation), stream };
            take(&mut number)?;
            let mut ranges: Vec<Range> = Vec::new();
            for _ in 0..u32::from_be_bytes(number) {
                let (mut first, mut last, mut check) = ([0; 8], [0; 8], [0; 8]);
                take(&mut first)?;
                take(&mut last)?;
                take(&mut check)?;
                let (first, last) = (u64::from_be_bytes(first), u64::from_be_bytes(last));
                let lowest = ranges.last().map_or(1, |range| range.last.saturating_add(1));
                if first < lowest || last < first || room == 0 {
                    return Ok(None);
                }
                room -= 1;
                ranges.push(Range { first, last, check: Check(check) });
            }
            if ranges.is_empty() || found.insert(key, ranges).is_some() {
                return Ok(None);
            }
        }
        Ok(Some(Self(found)))
    }
}

fn count(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes()
}

/// Collects ranges from events in any order.
#[derive(Debug, Default)]
pub(in crate::journal) struct Tally(BTreeMap<Key, Line>);

#[derive(Debug, Default)]
struct Line {
    seen: Seen,
    /// The event at the end of each range.
    ends: BTreeMap<u64, Check>,
}

impl Tally {
    /// Takes note of an event; `false` when another one of this place was noted.
    pub(in crate::journal) fn note(&mut self, key: Key, seq: u64, id: EventId) -> bool {
        let line = self.0.entry(key).or_default();
        if !line.seen.insert(seq) {
            return false;
        }
        line.ends.remove(&(seq - 1));
        if seq.checked_add(1).is_none_or(|next| !line.seen.contains(next)) {
            line.ends.insert(seq, Check::of(id));
        }
        true
    }

    pub(in crate::journal) fn finish(self) -> Ranges {
        let ranges = |line: Line| {
            let check = |last: u64| line.ends.get(&last).copied().unwrap_or_default();
            line.seen.ranges().map(|(first, last)| Range { first, last, check: check(last) }).collect()
        };
        Ranges(self.0.into_iter().map(|(key, line)| (key, ranges(line))).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(post: u8) -> Key {
        Key { post: PostId([post; 32]), incarnation: u64::from(post), stream: Stream::Open }
    }

    fn id(seq: u64) -> EventId {
        EventId([u8::try_from(seq).unwrap(); 32])
    }

    fn read(bytes: &[u8]) -> Option<Ranges> {
        let mut rest = bytes;
        let take = |into: &mut [u8]| {
            let (head, tail) = rest.split_at_checked(into.len()).ok_or(())?;
            into.copy_from_slice(head);
            rest = tail;
            Ok::<(), ()>(())
        };
        let list = Ranges::decode(take, 100).ok()??;
        rest.is_empty().then_some(list)
    }

    proptest! {
        #[test]
        fn ranges_are_what_was_noted_and_read_back(
            events in prop::collection::vec((0..3u8, 1..30u64), 0..60)
        ) {
            let mut tally = Tally::default();
            let mut set = std::collections::BTreeSet::new();
            for (post, seq) in &events {
                prop_assert_eq!(tally.note(key(*post), *seq, id(*seq)), set.insert((*post, *seq)));
            }
            let list = tally.finish();
            prop_assert_eq!(list.count(), set.len() as u64);
            for post in 0..3 {
                for seq in 0..31 {
                    let range = list.find(key(post), seq);
                    prop_assert_eq!(range.is_some(), set.contains(&(post, seq)));
                    if let Some(range) = range {
                        prop_assert_eq!(range.check, Check::of(id(range.last)));
                        prop_assert!(!set.contains(&(post, range.last + 1)));
                    }
                }
            }
            let mut bytes = Vec::new();
            list.encode(&mut bytes);
            prop_assert_eq!(read(&bytes), Some(list));
        }
    }

    #[test]
    fn a_list_that_makes_no_sense_is_none() {
        let list = |first: u64, last: u64| {
            Ranges(BTreeMap::from([(key(1), vec![Range { first, last, check: Check([0; 8]) }])]))
        };
        for (first, last) in [(0, 3), (4, 3)] {
            let mut bytes = Vec::new();
            list(first, last).encode(&mut bytes);
            assert_eq!(read(&bytes), None, "{first} to {last}");
        }
        assert_eq!(read(&u32::MAX.to_be_bytes()), None, "a great number is not believed");
    }
}
