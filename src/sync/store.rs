//! What a session needs of a replica's store: to read it in order of arrival and to ask what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::HEXLOWER;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::content::Piece;
use crate::domain::{ContentHash, EventId, Realm, Seen, Series, Stream};
use crate::envelope::{Envelope, content_hash};
use crate::text::tell::{Both, Tell};

macro_rules! hex_bytes {
    ($(#[$doc:meta])* $name:ident, $n:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub [u8; $n]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
                bytes.map(Self).ok_or_else(|| D::Error::custom(concat!("expected ", $n, " bytes in hexadecimal")))
            }
        }
    };
}

hex_bytes! {
    /// Names one store for ever: arrival numbers mean something only together with it.
    StoreId, 16
}

hex_bytes! {
    /// Eight bytes of a hash, enough to notice that two stores part.
    Check, 8
}

impl Check {
    /// The beginning of an id.
    pub fn of(id: EventId) -> Self {
        Self::head(&id.0)
    }

    /// The beginning of a hash over an id and the life of the store in which it got its number.
    pub(crate) fn of_life(life: u64, id: EventId) -> Self {
        Self::head(&content_hash(&[&life.to_be_bytes()[..], &id.0].concat()).0)
    }

    /// Over the ids held at one place of a series.
    pub(super) fn of_ids(ids: &[EventId]) -> Self {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        Self::head(&content_hash(&ids.iter().flat_map(|id| id.0).collect::<Vec<u8>>()).0)
    }

    /// Over every place of a series that holds more than one event.
    pub(super) fn of_odd(odd: &BTreeMap<u64, Vec<EventId>>) -> Option<Self> {
        let bytes = odd.iter().flat_map(|(seq, ids)| {
            let mut ids = ids.clone();
            ids.sort_unstable();
            seq.to_be_bytes().into_iter().chain(ids.into_iter().flat_map(|id| id.0))
        });
        (!odd.is_empty()).then(|| Self::head(&content_hash(&bytes.collect::<Vec<u8>>()).0))
    }

    fn head(hash: &[u8; 32]) -> Self {
        let mut check = [0; 8];
        check.iter_mut().zip(hash).for_each(|(to, from)| *to = *from);
        Self(check)
    }
}

/// A place in a store, and the event there: a store put back from a copy may have another one under that number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Mark {
    /// Arrival number; 0 before the first.
    pub number: u64,
    /// What the store says of that place, for itself to know again: [`Check::of`] the event, and more where a store can
    /// give numbers anew; zeroes before the first.
    pub check: Check,
}

/// An event in a store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Its arrival number there.
    pub number: u64,
    /// The event.
    pub envelope: Envelope,
}

/// The store could not be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the journal cannot be read: {0}")]
pub struct StoreError(pub Both);

/// A replica's store: durable events under ascending arrival numbers from 1. Each event is there once; two events of
/// one series and sequence are both there.
pub trait Store {
    /// Its name.
    fn id(&self) -> StoreId;

    /// The world its events belong to.
    fn realm(&self) -> &Realm;

    /// The newest durable arrival number; 0 when empty.
    fn head(&self) -> u64;

    /// Whether arrival numbers are missing, because a part of the store was lost: then what it held is no promise of
    /// what it holds, and sessions compare ranges.
    fn has_holes(&self) -> bool;

    /// What is here, as ranges per series.
    fn have(&self) -> BTreeMap<Series, Seen>;

    /// The sequences of `series` that hold more than one event.
    fn forks(&self, series: &Series) -> Vec<u64>;

    /// The sequences of `series` whose events were not seen to follow the one before when they arrived: all places
    /// where its chain may be broken are among them.
    fn seams(&self, series: &Series) -> Vec<u64>;

    /// The events at one place of a series, in order of arrival.
    fn find(&self, series: &Series, seq: u64) -> Result<Vec<Held>, StoreError>;

    /// Durable events with numbers from `from` on, at most `max_events`, and few enough to stay near `max_bytes`; at
    /// least one when there is one.
    fn read(&self, from: u64, max_events: usize, max_bytes: usize) -> Result<Vec<Held>, StoreError>;

    /// Content that events here name and that is not whole here, in which stream, and how many bytes of it are here.
    fn lacking(&self) -> Vec<(ContentHash, Stream, u64)> {
        Vec::new()
    }

    /// Whether this session may ask for it now: of several, one at a time does.
    fn claim(&self, _: ContentHash, _: Duration) -> bool {
        true
    }

    /// At most `most` bytes of content that is whole here and named in one of `streams`, from byte `from` on.
    fn piece(&self, _: ContentHash, _: u64, _: usize, _: &BTreeSet<Stream>) -> Result<Option<Piece>, StoreError> {
        Ok(None)
    }

    /// The newest durable event.
    fn mark(&self) -> Result<Mark, StoreError> {
        self.mark_at(self.head()).map(Option::unwrap_or_default)
    }

    /// The event under `number`; `None` when there is none. Number 0 is the empty store's mark.
    fn mark_at(&self, number: u64) -> Result<Option<Mark>, StoreError> {
        if number == 0 {
            return Ok(Some(Mark::default()));
        }
        if number > self.head() {
            return Ok(None);
        }
        let there = self.read(number, 1, 0)?;
        Ok(there.first().filter(|h| h.number == number).map(|h| Mark { number, check: Check::of(h.envelope.id()) }))
    }
}

/// A store that can also be written and watched, from any thread.
pub trait Replica: Store + fmt::Debug + Send + Sync {
    /// Stores events of its realm that were verified; some may be there already. `then` is called on another thread
    /// once they are durable or could not be made so; it does not block. May block for a moment itself.
    fn append(
        &self,
        events: Vec<Envelope>,
        then: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
    ) -> Result<(), StoreError>;

    /// Keeps part of some content that is lacking here; what proves not to be it is thrown away.
    fn keep_piece(&self, _: &Piece) -> Result<(), StoreError> {
        Ok(())
    }

    /// Calls `wake` each time events became durable, as long as what is returned lives; `wake` does not block.
    fn watch(&self, wake: Arc<dyn Fn() + Send + Sync>) -> Box<dyn Send + Sync>;
}

impl Tell for StoreError {
    fn zh(&self) -> String {
        format!("日志读不出: {}", self.0.zh())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_cannot_be_read_is_told_in_both_languages() {
        let error = StoreError(Both::words("盘坏了", "a bad disk"));
        crate::text::tell::tests::told(include_str!("store.rs"), "StoreError", &[error]);
    }
}
