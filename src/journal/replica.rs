//! The journal as a replica: what sessions read from and store into.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::index::Key;
use super::{Journal, JournalError, Record};
use crate::domain::{ContentHash, Realm, Seen, Series, Stream};
use crate::envelope::Envelope;
use crate::sync::{Check, Held, Mark, Piece, Replica, Store, StoreError, StoreId};
use crate::text::tell::Both;

impl From<JournalError> for StoreError {
    fn from(error: JournalError) -> Self {
        Self(Both::of(&error))
    }
}

fn held(record: Record) -> Held {
    Held { number: record.number, envelope: record.envelope }
}

impl Store for Journal {
    fn id(&self) -> StoreId {
        StoreId(self.store_id().0)
    }

    fn realm(&self) -> &Realm {
        Self::realm(self)
    }

    fn head(&self) -> u64 {
        self.durable()
    }

    fn has_holes(&self) -> bool {
        self.0.shared.index().has_holes()
    }

    fn have(&self) -> BTreeMap<Series, Seen> {
        Self::have(self)
    }

    fn forks(&self, series: &Series) -> Vec<u64> {
        self.0.shared.index().forks_of(Key::of_series(series))
    }

    fn seams(&self, series: &Series) -> Vec<u64> {
        self.0.shared.index().seams_of(Key::of_series(series))
    }

    fn find(&self, series: &Series, seq: u64) -> Result<Vec<Held>, StoreError> {
        Ok(Self::find(self, series, seq)?.into_iter().map(held).collect())
    }

    fn read(&self, from: u64, max_events: usize, max_bytes: usize) -> Result<Vec<Held>, StoreError> {
        Ok(Self::read(self, from, max_events, max_bytes)?.into_iter().map(held).collect())
    }

    fn mark_at(&self, number: u64) -> Result<Option<Mark>, StoreError> {
        if number == 0 {
            return Ok(Some(Mark::default()));
        }
        let record = self.0.shared.one(number)?.filter(|_| number <= self.durable());
        Ok(record.map(|r| Mark { number, check: Check::of_life(self.0.lives.of(number), r.envelope.id()) }))
    }

    fn lacking(&self) -> Vec<(ContentHash, Stream, u64)> {
        self.0.contents.lacking()
    }

    fn claim(&self, hash: ContentHash, now: Duration) -> bool {
        self.0.contents.claim(hash, now)
    }

    fn piece(
        &self,
        hash: ContentHash,
        from: u64,
        most: usize,
        streams: &BTreeSet<Stream>,
    ) -> Result<Option<Piece>, StoreError> {
        Ok(self.0.contents.piece(hash, from, most, streams)?)
    }
}

impl Replica for Journal {
    fn keep_piece(&self, piece: &Piece) -> Result<(), StoreError> {
        Ok(self.0.contents.keep(piece)?)
    }

    fn append(
        &self,
        events: Vec<Envelope>,
        then: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
    ) -> Result<(), StoreError> {
        // What is not taken on a full disk stays with the other side, which sends it again.
        let (events, full) = self.admitted(events);
        let answer = move |stored: Result<_, _>| {
            then(stored.map(drop).map_err(StoreError::from).and(full.map_err(StoreError::from)));
        };
        Ok(self.append_then(events, answer)?)
    }

    fn watch(&self, wake: Arc<dyn Fn() + Send + Sync>) -> Box<dyn Send + Sync> {
        Box::new(Self::watch(self, move || wake()))
    }
}
