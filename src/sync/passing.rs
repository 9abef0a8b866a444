//! A replica that keeps nothing: events pass through it to somebody who watches.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::store::{Held, Replica, Store, StoreError, StoreId};
use crate::domain::{Realm, Seen, Series};
use crate::envelope::Envelope;

/// Hands every event to a function and forgets it. In one session each event passes once; a link that comes back
/// goes on from where it was.
pub struct Passing {
    id: StoreId,
    realm: Realm,
    show: Box<dyn Fn(Envelope) + Send + Sync>,
}

impl Passing {
    /// `show` gets the events in the order of their arrival; it may block, and then the hub waits.
    pub fn new(id: StoreId, realm: Realm, show: impl Fn(Envelope) + Send + Sync + 'static) -> Self {
        Self { id, realm, show: Box::new(show) }
    }
}

impl std::fmt::Debug for Passing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Passing({} {})", self.id, self.realm)
    }
}

impl Store for Passing {
    fn id(&self) -> StoreId {
        self.id
    }

    fn realm(&self) -> &Realm {
        &self.realm
    }

    fn head(&self) -> u64 {
        0
    }

    fn has_holes(&self) -> bool {
        false
    }

    fn have(&self) -> BTreeMap<Series, Seen> {
        BTreeMap::new()
    }

    fn forks(&self, _: &Series) -> Vec<u64> {
        Vec::new()
    }

    fn seams(&self, _: &Series) -> Vec<u64> {
        Vec::new()
    }

    fn find(&self, _: &Series, _: u64) -> Result<Vec<Held>, StoreError> {
        Ok(Vec::new())
    }

    fn read(&self, _: u64, _: usize, _: usize) -> Result<Vec<Held>, StoreError> {
        Ok(Vec::new())
    }
}

impl Replica for Passing {
    fn append(
        &self,
        events: Vec<Envelope>,
        then: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
    ) -> Result<(), StoreError> {
        events.into_iter().for_each(&self.show);
        then(Ok(()));
        Ok(())
    }

    fn watch(&self, _: Arc<dyn Fn() + Send + Sync>) -> Box<dyn Send + Sync> {
        Box::new(())
    }
}
