//! The trees of the store, and one batch of records into them.
//!
//! | tree | key | value |
//! |---|---|---|
//! | `event` | arrival number / 8 | records, on shelves |
//! | `number_of` | id, arrival number | in blocks |
//! | `timeline` | hybrid clock, arrival number | in blocks |
//! | `by_incident` | incident, hybrid clock, arrival number | in blocks |
//! | `incident_of` | id, incident | in blocks |
//! | `waiting` | id that is not known yet, arrival number | hybrid clock, id |
//! | `meta` | `store`, `form`, `applied` | |
//!
//! Integers are big-endian, so that keys sort. `applied` is written last: after a crash the store has a prefix, and
//! applying a record twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;

use sled::{Batch, Db, IVec, Tree};

use super::blocks::Blocks;
use super::link::{Link, link};
use super::shelves::{Shelves, Stored};
use super::{History, Mark, Record};
use crate::domain::EventId;
use crate::envelope::Envelope;
use crate::journal::segment::StoreId;
use crate::limits::{STORE_CACHE_BYTES, STORE_FLUSH_EVERY_MS};

/// The form of the trees: a store of another form is built anew.
const FORM: u8 = 3;

/// Bytes of a block whose keys come in any order: each new key writes one anew.
const STRAY_BYTES: usize = 512;

/// Bytes of a block whose keys come in their order.
const ORDERED_BYTES: usize = 2048;

/// An open store.
#[derive(Debug)]
pub(super) struct Trees {
    db: Db,
    event: Shelves,
    number_of: Blocks,
    timeline: Blocks,
    by_incident: Blocks,
    incident_of: Blocks,
    waiting: Tree,
    meta: Tree,
}

impl Trees {
    /// Opens the store of the journal `store`, or begins one.
    pub(super) fn open(path: &Path, store: StoreId) -> sled::Result<Self> {
        let db = sled::Config::new()
            .path(path)
            .cache_capacity(STORE_CACHE_BYTES)
            .flush_every_ms(Some(STORE_FLUSH_EVERY_MS))
            .open()?;
        let tree = |name: &str| db.open_tree(name);
        let blocks = |name: &str, width, bytes| Ok::<_, sled::Error>(Blocks::new(tree(name)?, width, bytes));
        let trees = Self {
            event: Shelves::new(tree("event")?),
            number_of: blocks("number_of", 40, STRAY_BYTES)?,
            timeline: blocks("timeline", 16, ORDERED_BYTES)?,
            by_incident: blocks("by_incident", 48, ORDERED_BYTES)?,
            incident_of: blocks("incident_of", 64, STRAY_BYTES)?,
            waiting: tree("waiting")?,
            meta: tree("meta")?,
            db,
        };
        let own: (&[u8], &[u8]) = (&store.0, &[FORM]);
        match (trees.meta.get("store")?, trees.meta.get("form")?) {
            (None, None) if trees.event.is_empty() => {
                trees.meta.insert("store", own.0)?;
                trees.meta.insert("form", own.1)?;
                Ok(trees)
            }
            (Some(store), Some(form)) if (&*store, &*form) == own => Ok(trees),
            _ => Err(sled::Error::Unsupported("it belongs to another journal, or has another form".into())),
        }
    }

    /// The last arrival number that is in every tree.
    pub(super) fn applied(&self) -> sled::Result<u64> {
        Ok(self.meta.get("applied")?.map_or(0, |bytes| integer(&bytes)))
    }

    /// The id of the event with this arrival number.
    pub(super) fn id_of(&self, number: u64) -> sled::Result<Option<EventId>> {
        Ok(self.event.get(number)?.map(|stored| stored.id))
    }

    /// Takes records in.
    pub(super) fn apply(&self, records: &[Record]) -> sled::Result<()> {
        let mut filing =
            Filing { trees: self, placed: BTreeMap::new(), waiting: BTreeMap::new(), out: Batches::default() };
        for record in records {
            filing.file(record)?;
        }
        let Batches { number_of, timeline, by_incident, incident_of, waiting } = filing.out;
        self.event.insert(records)?;
        self.number_of.insert(&number_of)?;
        self.timeline.insert(&timeline)?;
        self.by_incident.insert(&by_incident)?;
        self.incident_of.insert(&incident_of)?;
        self.waiting.apply_batch(waiting)?;
        if let Some(last) = records.last() {
            self.meta.insert("applied", &last.number.to_be_bytes())?;
        }
        Ok(())
    }

    /// Hands everything to the operating system.
    pub(super) fn flush(&self) -> sled::Result<()> {
        self.db.flush().map(drop)
    }

    /// The arrival number of an event.
    pub(super) fn number_of(&self, id: EventId) -> sled::Result<Option<u64>> {
        let found = self.number_of.find(&id.0)?;
        Ok(found.and_then(|key| Some(integer(key.get(32..)?))))
    }

    /// Places of a history before `before`, newest first.
    pub(super) fn page(&self, query: History, before: Option<Mark>, limit: usize) -> sled::Result<Vec<Mark>> {
        let (blocks, prefix) = match query {
            History::All => (&self.timeline, Vec::new()),
            History::Incident(id) => (&self.by_incident, id.0.to_vec()),
        };
        let low = Mark { hlc: 0, number: 0 }.key(&prefix);
        // What lies before a mark ends one number before it.
        let high = match before {
            Some(Mark { hlc, number: 0 }) => match hlc.checked_sub(1) {
                Some(hlc) => Mark { hlc, number: u64::MAX },
                None => return Ok(Vec::new()),
            },
            Some(Mark { hlc, number }) => Mark { hlc, number: number - 1 },
            None => Mark { hlc: u64::MAX, number: u64::MAX },
        };
        let places = blocks.descending(low..=high.key(&prefix)).take(limit);
        places.map(|place| place.map(|key| Mark::of(&key, prefix.len()))).collect()
    }

    /// The first records of this range, at most so many, verified anew.
    pub(super) fn some(&self, numbers: RangeInclusive<u64>, limit: usize) -> sled::Result<Vec<Record>> {
        let mut found = Vec::new();
        for stored in self.event.range(numbers) {
            found.extend(verified(&stored?));
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }

    /// Records as this store has them, verified anew.
    pub(super) fn records(
        &self,
        numbers: RangeInclusive<u64>,
        here: &BTreeSet<u64>,
    ) -> sled::Result<BTreeMap<u64, Record>> {
        let mut found = BTreeMap::new();
        for stored in self.event.range(numbers) {
            let stored = stored?;
            if let Some(record) = (!here.contains(&stored.number)).then(|| verified(&stored)).flatten() {
                found.insert(record.number, record);
            }
        }
        Ok(found)
    }
}

impl Mark {
    fn key(self, prefix: &[u8]) -> Vec<u8> {
        [prefix, &self.hlc.to_be_bytes(), &self.number.to_be_bytes()].concat()
    }

    fn of(key: &[u8], prefix: usize) -> Self {
        let rest = key.get(prefix..).unwrap_or_default();
        let (hlc, number) = rest.split_at(rest.len().min(8));
        Self { hlc: integer(hlc), number: integer(number) }
    }
}

fn integer(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |b| u64::from_be_bytes(*b))
}

fn verified(stored: &Stored) -> Option<Record> {
    let envelope = Envelope::verify(&stored.envelope).ok().filter(|e| e.id() == stored.id)?;
    Some(Record { number: stored.number, arrived: stored.arrived, envelope })
}

#[derive(Default)]
struct Batches {
    number_of: BTreeSet<Vec<u8>>,
    timeline: BTreeSet<Vec<u8>>,
    by_incident: BTreeSet<Vec<u8>>,
    incident_of: BTreeSet<Vec<u8>>,
    waiting: Batch,
}

/// An event on its way under an incident.
#[derive(Clone, Copy)]
struct Place {
    id: EventId,
    mark: Mark,
}

/// Records on their way into the trees, with what earlier ones of the batch said.
struct Filing<'t> {
    trees: &'t Trees,
    placed: BTreeMap<EventId, EventId>,
    waiting: BTreeMap<EventId, Vec<Place>>,
    out: Batches,
}

impl Filing<'_> {
    fn file(&mut self, record: &Record) -> sled::Result<()> {
        let event = record.envelope.event();
        let mark = Mark { hlc: event.hlc, number: record.number };
        let number = record.number.to_be_bytes();
        self.out.number_of.insert([&event.id.0[..], &number].concat());
        self.out.timeline.insert(mark.key(&[]));
        let place = Place { id: event.id, mark };
        match link(event.id, &event.fact) {
            Link::Alone => Ok(()),
            Link::Incident(incident) => self.place(place, incident),
            Link::Via(other) => {
                if let Some(incident) = self.incident_of(other)? {
                    return self.place(place, incident);
                }
                self.wait(other, place);
                Ok(())
            }
        }
    }

    fn incident_of(&self, id: EventId) -> sled::Result<Option<EventId>> {
        if let Some(incident) = self.placed.get(&id) {
            return Ok(Some(*incident));
        }
        let found = self.trees.incident_of.find(&id.0)?;
        Ok(found.and_then(|key| key.last_chunk().map(|id| EventId(*id))))
    }

    fn wait(&mut self, other: EventId, place: Place) {
        let key = waiting_key(other, place.mark.number);
        let value = [&place.mark.hlc.to_be_bytes(), &place.id.0[..]].concat();
        self.out.waiting.insert(key, value);
        self.waiting.entry(other).or_default().push(place);
    }

    /// Puts an event under its incident, and then those that waited for it.
    fn place(&mut self, place: Place, incident: EventId) -> sled::Result<()> {
        let mut ready = vec![place];
        while let Some(Place { id, mark }) = ready.pop() {
            self.out.by_incident.insert(mark.key(&incident.0));
            if self.placed.insert(id, incident).is_some() {
                continue;
            }
            self.out.incident_of.insert([id.0, incident.0].concat());
            for place in self.waiting.remove(&id).unwrap_or_default() {
                self.out.waiting.remove(waiting_key(id, place.mark.number));
                ready.push(place);
            }
            for entry in self.trees.waiting.scan_prefix(id.0) {
                let (key, value) = entry?;
                ready.extend(waiter(&key, &value));
                self.out.waiting.remove(key);
            }
        }
        Ok(())
    }
}

fn waiting_key(other: EventId, number: u64) -> Vec<u8> {
    [&other.0[..], &number.to_be_bytes()].concat()
}

fn waiter(key: &IVec, value: &IVec) -> Option<Place> {
    let (hlc, id) = value.split_first_chunk()?;
    let number = integer(key.get(32..)?);
    Some(Place { id: EventId(*id.first_chunk()?), mark: Mark { hlc: u64::from_be_bytes(*hlc), number } })
}
