//! The join secret: who may have a session with a hub that others can reach.
//!
//! A caller proves that it knows the secret without sending it: its hello carries the HMAC-SHA256 (RFC 2104), keyed
//! with the secret, of `"qianzhi/1 join"`, the 32 bytes of the pinned key of the hub at the other end of this line,
//! the 16 bytes of the caller's store and the 8 bytes (big-endian) of the hello's `at`. The hub's key is in it, so that
//! what one hub was shown is worth nothing to another. The line is encrypted to that key, so nobody else is shown it.

use std::fmt;

use super::frame::Hello;
use crate::domain::ContentHash;
use crate::envelope::keyed_hash;
use crate::limits::SECRET_BYTES;
use crate::text::tell::Tell;

/// The words that a proof begins with.
const WORDS: &[u8] = b"qianzhi/1 join";

/// A join secret. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// Why a text is no secret. It does not say the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a join secret has from {} to {} bytes, and this one has {has}", SECRET_BYTES.0, SECRET_BYTES.1)]
pub struct NotASecret {
    has: usize,
}

impl Secret {
    /// The text without the white space around it.
    pub fn new(text: &[u8]) -> Result<Self, NotASecret> {
        let text = text.trim_ascii();
        if (SECRET_BYTES.0..=SECRET_BYTES.1).contains(&text.len()) {
            Ok(Self(text.to_vec()))
        } else {
            Err(NotASecret { has: text.len() })
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A secret on a line to the hub with this key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Join {
    /// The secret.
    pub secret: Secret,
    /// SHA-256 of the hub's public key.
    pub hub_key: [u8; 32],
}

impl Join {
    /// The proof that belongs to `hello`.
    pub(super) fn proof(&self, hello: &Hello) -> ContentHash {
        let said = [WORDS, &self.hub_key, &hello.store.0, &hello.at.0.to_be_bytes()].concat();
        keyed_hash(&self.secret.0, &said)
    }

    /// Whether `hello` carries its proof. How long it takes tells nothing of where two proofs part.
    pub(super) fn proves(&self, hello: &Hello) -> bool {
        let Some(shown) = &hello.proof else { return false };
        let differing = shown.0.iter().zip(self.proof(hello).0).fold(0, |all, (a, b)| all | (a ^ b));
        differing == 0
    }
}

impl Tell for NotASecret {
    fn zh(&self) -> String {
        format!("入网密码长 {} 到 {} 字节, 这个有 {}", SECRET_BYTES.0, SECRET_BYTES.1, self.has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_enough_and_never_shown() {
        assert!(Secret::new(b"  short \n").is_err());
        let secret = Secret::new(b" correct horse battery \n").unwrap();
        assert_eq!(secret, Secret::new(b"correct horse battery").unwrap());
        assert!(!format!("{secret:?}").contains("horse"));
        assert!(!NotASecret { has: 3 }.to_string().contains("short"));
        assert!(Secret::new(&[b'x'; 2000]).is_err());
    }

    #[test]
    fn what_is_no_secret_is_told_in_both_languages() {
        let error = Secret::new(b"x").unwrap_err();
        crate::text::tell::tests::told(include_str!("join.rs"), "NotASecret", &[error]);
    }
}
