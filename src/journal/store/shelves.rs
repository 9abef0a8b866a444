//! Records by arrival number, several to an entry of sled's, for the reason that [`super::blocks`] gives.
//!
//! An entry's key is the number of the shelf, which is the arrival number over [`SHELF`]. Its value is, for each record
//! in the order of numbers: the number (8 bytes), the bytes of the envelope (4), when it arrived (8), its id (32), the
//! envelope. Integers are big-endian.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use sled::{Batch, Tree};

use crate::clock::At;
use crate::domain::EventId;
use crate::journal::record::Record;

/// Records that share an entry: each that comes alone writes the entry anew.
const SHELF: u64 = 8;

/// The records.
#[derive(Debug)]
pub(super) struct Shelves(Tree);

/// A record as the store has it: nobody has verified it since it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stored {
    pub(super) number: u64,
    pub(super) arrived: At,
    pub(super) id: EventId,
    pub(super) envelope: Vec<u8>,
}

impl Shelves {
    /// Over `tree`.
    pub(super) fn new(tree: Tree) -> Self {
        Self(tree)
    }

    /// Whether there is no record.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes records in, all or none; one that is there already is replaced.
    pub(super) fn insert(&self, records: &[Record]) -> sled::Result<()> {
        let mut shelves: BTreeMap<u64, BTreeMap<u64, Stored>> = BTreeMap::new();
        for record in records {
            let stored = Stored {
                number: record.number,
                arrived: record.arrived,
                id: record.envelope.id(),
                envelope: record.envelope.bytes().to_vec(),
            };
            shelves.entry(record.number / SHELF).or_default().insert(record.number, stored);
        }
        let mut batch = Batch::default();
        for (shelf, mut new) in shelves {
            for old in self.on(shelf)? {
                new.entry(old.number).or_insert(old);
            }
            batch.insert(&shelf.to_be_bytes(), new.values().flat_map(Stored::bytes).collect::<Vec<u8>>());
        }
        self.0.apply_batch(batch)
    }

    fn on(&self, place: u64) -> sled::Result<Vec<Stored>> {
        Ok(self.0.get(place.to_be_bytes())?.map(|value| read(&value)).unwrap_or_default())
    }

    /// The record of this number.
    pub(super) fn get(&self, number: u64) -> sled::Result<Option<Stored>> {
        Ok(self.on(number / SHELF)?.into_iter().find(|stored| stored.number == number))
    }

    /// The records of these numbers, in their order.
    pub(super) fn range(&self, numbers: RangeInclusive<u64>) -> impl Iterator<Item = sled::Result<Stored>> {
        let shelves = (numbers.start() / SHELF).to_be_bytes()..=(numbers.end() / SHELF).to_be_bytes();
        let wanted = move |stored: &Stored| numbers.contains(&stored.number);
        self.0.range(shelves).flat_map(move |entry| match entry {
            Ok((_, value)) => read(&value).into_iter().filter(&wanted).map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        })
    }
}

impl Stored {
    fn bytes(&self) -> Vec<u8> {
        let length = u32::try_from(self.envelope.len()).unwrap_or(u32::MAX);
        let head = [&self.number.to_be_bytes()[..], &length.to_be_bytes(), &self.arrived.0.to_be_bytes(), &self.id.0];
        [&head.concat()[..], &self.envelope].concat()
    }

    fn take(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (number, rest) = bytes.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (arrived, rest) = rest.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (envelope, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        let stored = Self {
            number: u64::from_be_bytes(*number),
            arrived: At(i64::from_be_bytes(*arrived)),
            id: EventId(*id),
            envelope: envelope.to_vec(),
        };
        Some((stored, rest))
    }
}

/// The records of a shelf, as far as they can be read: the store is no witness of its own bytes.
fn read(mut bytes: &[u8]) -> Vec<Stored> {
    let mut records = Vec::new();
    while let Some((stored, rest)) = Stored::take(bytes) {
        records.push(stored);
        bytes = rest;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Quality;
    use crate::domain::{Realm, Series, Stream};
    use crate::envelope::{Author, PostKey, Stamp};

    /// Records 1 to `last`.
    fn records(last: u64) -> Vec<Record> {
        let key = PostKey::from_seed([1; 32]);
        let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream: Stream::Open };
        let mut author = Author::new(key, series, None);
        let mut record = |number: u64| {
            let at = At(i64::try_from(number).unwrap());
            let stamp = Stamp { now: at, offset_ms: None, quality: Quality::Unchecked };
            let payload = format!(r#"{{"kind":"other/1","data":"{}"}}"#, "x".repeat(usize::try_from(number).unwrap()));
            Record { number, arrived: at, envelope: author.sign_payload(stamp, "王某", payload.as_bytes()).unwrap() }
        };
        (1..=last).map(&mut record).collect()
    }

    fn shelves() -> Shelves {
        let db = sled::Config::new().temporary(true).open().unwrap();
        Shelves::new(db.open_tree("event").unwrap())
    }

    fn all(shelves: &Shelves, numbers: RangeInclusive<u64>) -> Vec<(u64, EventId)> {
        shelves.range(numbers).map(|stored| stored.map(|stored| (stored.number, stored.id)).unwrap()).collect()
    }

    #[test]
    fn records_come_back_however_they_were_taken_in() {
        let records = records(21);
        for together in [1, 3, 8, 21] {
            let shelves = shelves();
            assert!(shelves.is_empty());
            for batch in records.chunks(together) {
                shelves.insert(batch).unwrap();
            }
            shelves.insert(&records[4..6]).unwrap();
            for record in &records {
                let stored = shelves.get(record.number).unwrap().unwrap();
                let found = (stored.arrived, stored.id, &stored.envelope[..]);
                assert_eq!(found, (record.arrived, record.envelope.id(), record.envelope.bytes()), "{together}");
            }
            for (from, to) in [(1, 21), (0, u64::MAX), (7, 8), (8, 8), (9, 20), (22, 90)] {
                let wanted = records.iter().filter(|r| (from..=to).contains(&r.number));
                let wanted: Vec<_> = wanted.map(|r| (r.number, r.envelope.id())).collect();
                assert_eq!(all(&shelves, from..=to), wanted);
            }
            assert_eq!(shelves.get(22).unwrap(), None);
        }
    }

    #[test]
    fn numbers_may_be_missing() {
        let shelves = shelves();
        let some: Vec<Record> = records(20).into_iter().filter(|record| record.number % 3 == 0).collect();
        shelves.insert(&some).unwrap();
        assert_eq!(shelves.get(4).unwrap(), None);
        assert_eq!(all(&shelves, 1..=20).iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 6, 9, 12, 15, 18]);
    }
}
