//! A store in memory, for tests and simulations.

use std::collections::{BTreeMap, BTreeSet};

use super::store::{Held, Store, StoreError, StoreId};
use crate::domain::{EventId, Realm, Seen, Series};
use crate::envelope::Envelope;

/// Events in order of arrival.
#[derive(Clone, Debug)]
pub struct Memory {
    id: StoreId,
    realm: Realm,
    events: Vec<Envelope>,
    places: BTreeMap<(Series, u64), Vec<usize>>,
    have: BTreeMap<Series, Seen>,
    forks: BTreeMap<Series, Vec<u64>>,
    /// Where each series was written last, and where it was not simply written on.
    tails: BTreeMap<Series, (u64, EventId)>,
    seams: BTreeMap<Series, BTreeSet<u64>>,
}

impl Memory {
    /// An empty one.
    pub fn new(id: StoreId, realm: Realm) -> Self {
        Self {
            id,
            realm,
            events: Vec::new(),
            places: BTreeMap::new(),
            have: BTreeMap::new(),
            forks: BTreeMap::new(),
            tails: BTreeMap::new(),
            seams: BTreeMap::new(),
        }
    }

    /// Stores an event; `false` when it was there, or is of another realm.
    pub fn append(&mut self, envelope: Envelope) -> bool {
        let header = envelope.header();
        let (seq, series) = (header.seq, header.series());
        let Ok(series) = series else { return false };
        if series.realm != self.realm {
            return false;
        }
        let there = self.places.entry((series.clone(), seq)).or_default();
        if there.iter().filter_map(|at| self.events.get(*at)).any(|known| known.id() == envelope.id()) {
            return false;
        }
        there.push(self.events.len());
        if there.len() == 2 {
            self.forks.entry(series.clone()).or_default().push(seq);
        }
        let tail = self.tails.insert(series.clone(), (seq, envelope.id()));
        if tail != Some((seq - 1, header.prev)) || self.have.get(&series).is_some_and(|seen| seen.last() >= seq) {
            self.seams.entry(series.clone()).or_default().extend([seq, seq.saturating_add(1)]);
        }
        self.have.entry(series).or_default().insert(seq);
        self.events.push(envelope);
        true
    }

    /// Every id, in order of arrival.
    pub fn ids(&self) -> impl Iterator<Item = EventId> {
        self.events.iter().map(Envelope::id)
    }

    /// Every event, in order of arrival.
    pub fn events(&self) -> &[Envelope] {
        &self.events
    }

    fn held(&self, at: usize) -> Option<Held> {
        self.events.get(at).map(|e| Held { number: at as u64 + 1, envelope: e.clone() })
    }
}

impl Store for Memory {
    fn id(&self) -> StoreId {
        self.id
    }

    fn realm(&self) -> &Realm {
        &self.realm
    }

    fn head(&self) -> u64 {
        self.events.len() as u64
    }

    fn has_holes(&self) -> bool {
        false
    }

    fn have(&self) -> BTreeMap<Series, Seen> {
        self.have.clone()
    }

    fn forks(&self, series: &Series) -> Vec<u64> {
        self.forks.get(series).cloned().unwrap_or_default()
    }

    fn seams(&self, series: &Series) -> Vec<u64> {
        self.seams.get(series).into_iter().flatten().copied().collect()
    }

    fn find(&self, series: &Series, seq: u64) -> Result<Vec<Held>, StoreError> {
        let places = self.places.get(&(series.clone(), seq));
        Ok(places.into_iter().flatten().filter_map(|at| self.held(*at)).collect())
    }

    fn read(&self, from: u64, max_events: usize, max_bytes: usize) -> Result<Vec<Held>, StoreError> {
        let begin = usize::try_from(from.max(1) - 1).unwrap_or(usize::MAX);
        let mut bytes = 0;
        let mut out = Vec::new();
        for held in (begin..self.events.len()).take(max_events).filter_map(|at| self.held(at)) {
            bytes += held.envelope.bytes().len();
            if bytes > max_bytes && !out.is_empty() {
                break;
            }
            out.push(held);
        }
        Ok(out)
    }
}
