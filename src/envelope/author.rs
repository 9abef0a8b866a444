//! The one who writes a series: numbers, chains and signs.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};

use super::codec::{Body, Malformed, signed_bytes};
use super::{Envelope, sha256};
use crate::clock::{At, Quality};
use crate::domain::{EventId, Fact, PostId, Series};

/// A post's secret key.
#[derive(Clone)]
pub struct PostKey(pub(super) SigningKey);

impl PostKey {
    /// The key with this seed; the seed is the secret.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The seed, to be kept in a file only its owner can read.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The post's name: the public half.
    pub fn post(&self) -> PostId {
        PostId(self.0.verifying_key().to_bytes())
    }
}

impl fmt::Debug for PostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostKey({})", self.post().short())
    }
}

/// This post's clock at the moment of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What the clock says.
    pub now: At,
    /// Its estimated offset from the hub's clock in ms, when known.
    pub offset_ms: Option<i32>,
    /// How far it can be trusted.
    pub quality: Quality,
}

/// Writes one series, one envelope after the other.
#[derive(Clone, Debug)]
pub struct Author {
    key: PostKey,
    series: Series,
    next: u64,
    prev: EventId,
    hlc: u64,
}

impl Author {
    /// Begins or goes on with a series: `last` is the sequence, id and hybrid clock of its newest envelope.
    pub fn new(key: PostKey, series: Series, last: Option<(u64, EventId, u64)>) -> Self {
        debug_assert_eq!(key.post(), series.post, "a post writes only its own series");
        let (seq, prev, hlc) = last.unwrap_or_default();
        Self { key, series, next: seq + 1, prev, hlc }
    }

    /// The series.
    pub fn series(&self) -> &Series {
        &self.series
    }

    /// The sequence of the next event.
    pub fn next(&self) -> u64 {
        self.next
    }

    /// Begins another series of the same post; its clock goes on.
    pub fn turn_to(&mut self, series: Series) {
        debug_assert_eq!(self.key.post(), series.post, "a post writes only its own series");
        (self.series, self.next, self.prev) = (series, 1, EventId::default());
    }

    /// Takes note of a clock seen on somebody else's event, so that what is written next shows after it.
    pub fn observe(&mut self, hlc: u64) {
        self.hlc = self.hlc.max(hlc);
    }

    /// Signs `fact` as the next event of the series. Fails only when the payload or a name is too long; the
    /// series then stands where it was.
    pub fn sign(&mut self, stamp: Stamp, actor: &str, fact: &Fact) -> Result<Envelope, Malformed> {
        self.sign_payload(stamp, actor, &fact.to_payload())
    }

    /// Signs a payload as it is: for kinds that this version does not know.
    pub fn sign_payload(&mut self, stamp: Stamp, actor: &str, payload: &[u8]) -> Result<Envelope, Malformed> {
        let physical = u64::try_from(stamp.now.0).unwrap_or(0) << 16;
        let hlc = physical.max(self.hlc + 1);
        let mut bytes = signed_bytes(
            &self.series,
            &Body {
                seq: self.next,
                hlc,
                recorded: stamp.now,
                offset_ms: stamp.offset_ms,
                quality: stamp.quality,
                prev: self.prev,
                actor,
                payload,
            },
        )?;
        let id = EventId(sha256(&bytes));
        bytes.extend(self.key.0.sign(&bytes).to_bytes());
        self.next += 1;
        self.prev = id;
        self.hlc = hlc;
        Ok(Envelope { id, bytes: bytes.into() })
    }
}
