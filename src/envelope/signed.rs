//! The one acceptance rule for signatures, the same for one and for many.
//!
//! The equation of RFC 8032, 5.1.7, with the cofactor, and point encodings as ZIP 215 takes them: a batch then accepts
//! exactly what each of it would be accepted for alone, so that no two replicas differ because of how events came to
//! them. A key of small order, under which anybody can sign, is no key.

use std::collections::HashMap;

use ed25519_dalek::VerifyingKey;
use ed25519_zebra::batch::{Item, Verifier};
use ed25519_zebra::{Signature, VerificationKeyBytes};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

use super::codec::SIGNATURE_BYTES;
use crate::domain::PostId;

/// Whether a post's name is a public key under which not everybody can sign.
pub(super) fn is_key(post: &PostId) -> bool {
    VerifyingKey::from_bytes(&post.0).is_ok_and(|key| !key.is_weak())
}

/// Whether `post` signed `bytes`.
pub(super) fn is_signed_by(post: &PostId, bytes: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
    is_key(post) && item(post, bytes, signature).verify_single().is_ok()
}

fn item(post: &PostId, bytes: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> Item {
    Item::from((VerificationKeyBytes::from(post.0), Signature::from_bytes(signature), bytes))
}

/// Signatures that are checked together, at less than half of what each costs alone.
#[derive(Default)]
pub(super) struct Batch {
    items: Vec<Item>,
    keys: HashMap<PostId, bool>,
    /// Everything that is checked: what the batch is weighted by, so that no signature can be made to fit the weights.
    weights: Sha256,
}

impl Batch {
    /// Adds a signature of `post` over `bytes`; false when the post's name is no key.
    pub(super) fn add(&mut self, post: &PostId, bytes: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        let known = *self.keys.entry(*post).or_insert_with(|| is_key(post));
        if known {
            self.weights.update((bytes.len() as u64).to_be_bytes());
            self.weights.update(bytes);
            self.weights.update(post.0);
            self.weights.update(signature);
            self.items.push(item(post, bytes, signature));
        }
        known
    }

    /// Which of the added signatures hold, in their order.
    pub(super) fn check(self) -> Vec<bool> {
        let mut verifier = Verifier::new();
        for item in &self.items {
            verifier.queue(item.clone());
        }
        let weights = ChaCha20Rng::from_seed(self.weights.finalize().into());
        if verifier.verify(weights).is_ok() {
            return vec![true; self.items.len()];
        }
        self.items.into_iter().map(|item| item.verify_single().is_ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
    use curve25519_dalek::scalar::Scalar;
    use ed25519_dalek::{Signer, SigningKey};
    use sha2::Sha512;

    use super::*;

    const MESSAGE: &[u8] = b"evacuate the lower town";

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn post(key: &SigningKey) -> PostId {
        PostId(key.verifying_key().to_bytes())
    }

    /// A signature whose R has a part of small order: the equation holds with the cofactor and not without it.
    fn twisted(key: &SigningKey, torsion: usize) -> [u8; SIGNATURE_BYTES] {
        let nonce = Scalar::from(7_u8);
        let point = (ED25519_BASEPOINT_POINT * nonce + EIGHT_TORSION[torsion]).compress();
        let hash = Sha512::new().chain_update(point.0).chain_update(key.verifying_key()).chain_update(MESSAGE);
        let s = nonce + Scalar::from_hash(hash) * key.to_scalar();
        [point.0, s.to_bytes()].concat().try_into().unwrap()
    }

    #[test]
    fn a_batch_answers_as_each_signature_alone_would() {
        let honest: Vec<SigningKey> = (1..9).map(key).collect();
        for bad in 0..honest.len() {
            let mut batch = Batch::default();
            let mut alone = Vec::new();
            for (place, key) in honest.iter().enumerate() {
                let mut signature = key.sign(MESSAGE).to_bytes();
                signature[40] ^= u8::from(place == bad);
                assert!(batch.add(&post(key), MESSAGE, &signature));
                alone.push(is_signed_by(&post(key), MESSAGE, &signature));
            }
            assert_eq!(alone, (0..honest.len()).map(|place| place != bad).collect::<Vec<_>>());
            assert_eq!(batch.check(), alone);
        }
    }

    #[test]
    fn a_signature_that_rules_differ_about_is_taken_alone_and_in_every_batch() {
        let key = key(3);
        for torsion in 1..8 {
            let signature = twisted(&key, torsion);
            let strict = key.verifying_key().verify_strict(MESSAGE, &ed25519_dalek::Signature::from_bytes(&signature));
            assert!(strict.is_err(), "torsion {torsion} decides nothing");
            assert!(is_signed_by(&post(&key), MESSAGE, &signature));
            for company in 0..32_u8 {
                let mut batch = Batch::default();
                assert!(batch.add(&post(&key), MESSAGE, &signature));
                for other in 0..company {
                    let other = SigningKey::from_bytes(&[100 + other; 32]);
                    assert!(batch.add(&post(&other), MESSAGE, &other.sign(MESSAGE).to_bytes()));
                }
                assert!(batch.check().into_iter().all(|signed| signed), "torsion {torsion} among {company}");
            }
        }
    }

    #[test]
    fn a_key_under_which_anybody_can_sign_is_none() {
        for point in EIGHT_TORSION {
            let post = PostId(point.compress().0);
            assert!(!is_key(&post));
            let anybodys = [post.0, [0; 32]].concat().try_into().unwrap();
            assert!(!is_signed_by(&post, MESSAGE, &anybodys));
            assert!(!Batch::default().add(&post, MESSAGE, &anybodys));
        }
        // About half of all encodings are points.
        let points = (2..34_u8).map(|y| is_key(&PostId([&[y][..], &[0; 31]].concat().try_into().unwrap())));
        assert!((4..28).contains(&points.filter(|key| *key).count()));
    }

    /// Malleability: s and s + l satisfy the same equation; only the smaller is a signature (RFC 8032, 5.1.7).
    #[test]
    fn a_scalar_that_is_not_reduced_is_refused() {
        let key = key(4);
        let mut signature = key.sign(MESSAGE).to_bytes();
        let order: [u8; 32] = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ];
        let mut carry = 0;
        for (digit, add) in signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*digit) + u16::from(add) + carry;
            *digit = u8::try_from(sum & 0xff).unwrap();
            carry = sum >> 8;
        }
        assert_eq!(carry, 0);
        assert!(!is_signed_by(&post(&key), MESSAGE, &signature));
        let mut batch = Batch::default();
        batch.add(&post(&key), MESSAGE, &signature);
        assert_eq!(batch.check(), [false]);
    }
}
