//! The verbatim bytes of an event: who says it, where it stands in its series, and the signature over it.
//!
//! What was signed is what is stored and relayed, also by a replica too old to understand the payload.
//!
//! # Layout, version 1 (integers big-endian)
//!
//! | bytes | field |
//! |---|---|
//! | 1 | version = 1 |
//! | 1 | algorithm: 1 = Ed25519 over these bytes, SHA-256 for ids |
//! | 32 | post: its public key |
//! | 8 | incarnation |
//! | 1 | stream: 0 open, 1 control |
//! | 1 + n | realm, UTF-8 |
//! | 8 | sequence, from 1 |
//! | 8 | hybrid logical clock: 48 bits of milliseconds, 16 bits of counter |
//! | 8 | recorded 入账: this post's clock, ms since 1970 UTC |
//! | 4 | estimated offset of that clock from the hub's, ms; `i32::MIN` when unknown |
//! | 1 | quality of that clock: 0 unchecked, 1 compared, 2 virtual |
//! | 32 | id of the envelope before it in its series; zeroes for the first |
//! | 1 + n | actor: the person signed in, UTF-8 |
//! | 1 + n | credential: empty until posts are enrolled |
//! | 2 + n | sealed part: room for personal data under a per-incident key |
//! | 2 + n | payload: UTF-8 JSON, at most 4096 bytes |
//! | 64 | signature over everything before it |
//!
//! The event's id is the SHA-256 of everything before the signature.

mod author;
mod codec;
mod seal;
mod signed;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::domain::{ContentHash, Event, EventId, Fact};
use crate::limits::VERIFY_SHARE_MIN;
use crate::text::tell::Tell;
use signed::{Batch, is_key, is_signed_by};

pub use author::{Author, PostKey, Stamp};
pub use codec::{Header, Malformed, SIGNATURE_BYTES};
pub use seal::{Hasher, SEAL_BYTES, is_sealed_by};

/// SHA-256, the one hash of this program.
pub fn content_hash(bytes: &[u8]) -> ContentHash {
    ContentHash(sha256(bytes))
}

/// HMAC-SHA256 (RFC 2104) of `bytes` under `key`.
pub fn keyed_hash(key: &[u8], bytes: &[u8]) -> ContentHash {
    let hashed = sha256(key);
    let key = if key.len() > HASH_BLOCK { &hashed } else { key };
    let mut block = [0; HASH_BLOCK];
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let inner = sha256(&[&block.map(|b| b ^ 0x36), bytes].concat());
    ContentHash(sha256(&[&block.map(|b| b ^ 0x5c)[..], &inner].concat()))
}

/// The block of SHA-256, in bytes.
const HASH_BLOCK: usize = 64;

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Why bytes from outside are not an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// The bytes are not an envelope.
    #[error("not an envelope: {0}")]
    Malformed(#[from] Malformed),
    /// The post's name is not a public key.
    #[error("the post {0} is not an Ed25519 public key")]
    Key(String),
    /// The signature does not belong to the bytes.
    #[error("event {0} does not carry its post's signature")]
    Signature(String),
}

/// One event as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    id: EventId,
    bytes: Arc<[u8]>,
}

impl Envelope {
    /// Takes bytes from outside: well formed, and signed by the post they name, under the one rule of
    /// `src/envelope/signed.rs`.
    pub fn verify(bytes: &[u8]) -> Result<Self, Rejected> {
        let header = Header::read(bytes)?;
        let id = EventId(sha256(header.signed));
        if !is_key(&header.post) {
            return Err(Rejected::Key(header.post.short()));
        }
        if !is_signed_by(&header.post, header.signed, header.signature) {
            return Err(Rejected::Signature(id.short()));
        }
        Ok(Self { id, bytes: bytes.into() })
    }

    /// [`Envelope::verify`] for many, in their order, on as many cores as there are.
    pub fn verify_all<B: AsRef<[u8]> + Sync>(all: &[B]) -> Vec<Result<Self, Rejected>> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = all.len().div_ceil(cores).max(VERIFY_SHARE_MIN);
        if all.len() <= share {
            return Self::verify_batch(all);
        }
        let (own, others) = all.split_at(share);
        std::thread::scope(|scope| {
            let start =
                |part| (part, std::thread::Builder::new().spawn_scoped(scope, move || Self::verify_batch(part)));
            let started: Vec<_> = others.chunks(share).map(start).collect();
            let mut verified = Self::verify_batch(own);
            for (part, thread) in started {
                // Where no thread could be had, or it died, this one does its share.
                let done = thread.ok().and_then(|thread| thread.join().ok());
                verified.extend(done.unwrap_or_else(|| Self::verify_batch(part)));
            }
            verified
        })
    }

    /// [`Envelope::verify`] for many, in their order, on this core.
    pub fn verify_batch<B: AsRef<[u8]>>(all: &[B]) -> Vec<Result<Self, Rejected>> {
        let mut batch = Batch::default();
        let mut read = |bytes: &[u8]| {
            let header = Header::read(bytes)?;
            if !batch.add(&header.post, header.signed, header.signature) {
                return Err(Rejected::Key(header.post.short()));
            }
            Ok(Self { id: EventId(sha256(header.signed)), bytes: bytes.into() })
        };
        let read: Vec<_> = all.iter().map(|bytes| read(bytes.as_ref())).collect();
        let mut signed = batch.check().into_iter();
        let mut held = |envelope: Self| match signed.next() {
            Some(true) => Ok(envelope),
            _ => Err(Rejected::Signature(envelope.id.short())),
        };
        read.into_iter().map(|envelope| envelope.and_then(&mut held)).collect()
    }

    /// Takes bytes this replica verified before and kept under a checksum, with the id it gave them.
    pub fn stored(id: EventId, bytes: &[u8]) -> Result<Self, Malformed> {
        Header::read(bytes)?;
        Ok(Self { id, bytes: bytes.into() })
    }

    /// The hash of the signed bytes.
    pub fn id(&self) -> EventId {
        self.id
    }

    /// Everything, signature included.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The fields.
    pub fn header(&self) -> Header<'_> {
        Header::read(&self.bytes).unwrap_or_else(|_| unreachable!("an Envelope holds bytes that were read once"))
    }

    /// The event for the fold. A payload that this version does not know is [`Fact::Unknown`], never an error.
    pub fn event(&self) -> Event {
        self.header().event(self.id)
    }
}

impl Header<'_> {
    /// The event for the fold, under the id it was stored with.
    pub fn event(&self, id: EventId) -> Event {
        let (fact, overridden) = Fact::with_basis(self.payload);
        Event {
            id,
            post: self.post,
            seq: self.seq,
            hlc: self.hlc,
            recorded: self.recorded,
            actor: self.actor.to_owned(),
            fact,
            overridden,
        }
    }
}

impl Tell for Rejected {
    fn zh(&self) -> String {
        match self {
            Self::Malformed(error) => format!("不是条目: {}", error.zh()),
            Self::Key(post) => format!("席位 {post} 不是 Ed25519 公钥"),
            Self::Signature(id) => format!("条目 {id} 没有其席位的签名"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test cases 2 and 6.
    #[test]
    fn the_keyed_hash_is_hmac_sha256() {
        let short = keyed_hash(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(short.to_string(), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = keyed_hash(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(long.to_string(), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    #[test]
    fn what_is_rejected_is_told_in_both_languages() {
        let errors =
            [Rejected::Malformed(Malformed::Length(7)), Rejected::Key("AB9".into()), Rejected::Signature("AB9".into())];
        crate::text::tell::tests::told(include_str!("envelope.rs"), "Rejected", &errors);
    }
}
