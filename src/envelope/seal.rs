//! A post's signature over something that is no event, such as a bundle, and the hash of something too long to hold.

use ed25519_dalek::Signer;
use sha2::{Digest, Sha256};

use super::PostKey;
use super::codec::SIGNATURE_BYTES;
use super::signed::is_signed_by;
use crate::domain::{ContentHash, PostId};

/// Stands before what is sealed: an envelope begins with its version, so no seal passes for an event's signature.
const PREFIX: &[u8] = b"qianzhi seal\0";

/// Bytes of a seal.
pub const SEAL_BYTES: usize = SIGNATURE_BYTES;

impl PostKey {
    /// Signs `bytes`. They begin with a word that says what they are, so that no seal passes for another kind's.
    pub fn seal(&self, bytes: &[u8]) -> [u8; SEAL_BYTES] {
        self.0.sign(&[PREFIX, bytes].concat()).to_bytes()
    }
}

/// Whether `post` sealed these bytes, under the rule for events.
pub fn is_sealed_by(post: &PostId, bytes: &[u8], seal: &[u8; SEAL_BYTES]) -> bool {
    is_signed_by(post, &[PREFIX, bytes].concat(), seal)
}

/// SHA-256 of what comes piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all pieces.
    pub fn finish(self) -> ContentHash {
        ContentHash(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::content_hash;

    #[test]
    fn a_seal_belongs_to_its_post_and_its_bytes() {
        let (key, other) = (PostKey::from_seed([1; 32]), PostKey::from_seed([2; 32]));
        let seal = key.seal(b"bundle of ten");
        assert!(is_sealed_by(&key.post(), b"bundle of ten", &seal));
        assert!(!is_sealed_by(&key.post(), b"bundle of two", &seal));
        assert!(!is_sealed_by(&other.post(), b"bundle of ten", &seal));
        assert!(!is_sealed_by(&PostId([0xff; 32]), b"bundle of ten", &seal), "no key at all");
    }

    #[test]
    fn pieces_hash_as_the_whole() {
        let mut hasher = Hasher::default();
        hasher.update(b"one ");
        hasher.update(b"two");
        assert_eq!(hasher.finish(), content_hash(b"one two"));
    }
}
