//! The header of a bundle. Pure.

use super::error::BundleError;
use crate::clock::At;
use crate::domain::{ContentHash, PostId, Realm};
use crate::envelope::{PostKey, SEAL_BYTES, is_sealed_by};
use crate::journal::StoreId;

pub(super) const MAGIC: [u8; 8] = *b"qzbundle";
const FORMAT: u16 = 1;

/// The longest header: a realm has at most 255 bytes.
pub(super) const HEADER_BYTES_MAX: usize = 8 + 2 + 1 + 4 + 16 + 8 + 8 + 32 + 1 + 255 + 4 + 8 + 32 + SEAL_BYTES;

/// What a bundle is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BundleKind {
    /// It carries events.
    Events,
    /// It only says which events its maker has.
    Have,
}

/// What a bundle says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BundleHeader {
    /// What it is for.
    pub kind: BundleKind,
    /// The fold version of its maker.
    pub fold: u32,
    /// The store it was made of.
    pub store: StoreId,
    /// The newest arrival number of that store.
    pub head: u64,
    /// When it was made.
    pub made: At,
    /// Who made it.
    pub post: PostId,
    /// To which world its events belong.
    pub realm: Realm,
    /// How many events it carries.
    pub events: u32,
    /// Bytes of its content before compression.
    pub bytes: u64,
    /// SHA-256 of its content before compression.
    pub hash: ContentHash,
}

impl BundleHeader {
    /// The header's bytes, sealed.
    pub(super) fn seal(&self, key: &PostKey) -> Vec<u8> {
        let realm = self.realm.to_string();
        let mut out = Vec::with_capacity(HEADER_BYTES_MAX);
        out.extend(MAGIC);
        out.extend(FORMAT.to_be_bytes());
        out.push(match self.kind {
            BundleKind::Events => 0,
            BundleKind::Have => 1,
        });
        out.extend(self.fold.to_be_bytes());
        out.extend(self.store.0);
        out.extend(self.head.to_be_bytes());
        out.extend(self.made.0.to_be_bytes());
        out.extend(self.post.0);
        // `drill:` and a name of at most 64 bytes.
        out.push(u8::try_from(realm.len()).unwrap_or(0));
        out.extend(realm.as_bytes());
        out.extend(self.events.to_be_bytes());
        out.extend(self.bytes.to_be_bytes());
        out.extend(self.hash.0);
        let seal = key.seal(&out);
        out.extend(seal);
        out
    }

    /// Reads the header at the beginning of `bytes` and how long it is. `name` is what errors call it.
    pub(super) fn read(bytes: &[u8], name: &str) -> Result<(Self, usize), BundleError> {
        let other = || BundleError::NotABundle { name: name.to_owned() };
        let rest = bytes.strip_prefix(&MAGIC).ok_or_else(other)?;
        let (format, rest) = rest.split_first_chunk::<2>().ok_or_else(other)?;
        let found = u16::from_be_bytes(*format);
        if found > FORMAT {
            return Err(BundleError::Version { name: name.to_owned(), found, known: FORMAT });
        }
        let (header, rest) = fields(rest).ok_or_else(other)?;
        let (seal, rest) = rest.split_first_chunk::<SEAL_BYTES>().ok_or_else(other)?;
        let length = bytes.len() - rest.len();
        let sealed = bytes.get(..length - SEAL_BYTES).unwrap_or_default();
        if !is_sealed_by(&header.post, sealed, seal) {
            return Err(BundleError::Seal { name: name.to_owned(), post: header.post.short() });
        }
        Ok((header, length))
    }
}

fn fields(rest: &[u8]) -> Option<(BundleHeader, &[u8])> {
    let (kind, rest) = rest.split_first()?;
    let (fold, rest) = rest.split_first_chunk()?;
    let (store, rest) = rest.split_first_chunk()?;
    let (head, rest) = rest.split_first_chunk()?;
    let (made, rest) = rest.split_first_chunk()?;
    let (post, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first()?;
    let (realm, rest) = rest.split_at_checked(usize::from(*length))?;
    let (events, rest) = rest.split_first_chunk()?;
    let (bytes, rest) = rest.split_first_chunk()?;
    let (hash, rest) = rest.split_first_chunk()?;
    let header = BundleHeader {
        kind: match kind {
            0 => BundleKind::Events,
            1 => BundleKind::Have,
            _ => return None,
        },
        fold: u32::from_be_bytes(*fold),
        store: StoreId(*store),
        head: u64::from_be_bytes(*head),
        made: At(i64::from_be_bytes(*made)),
        post: PostId(*post),
        realm: std::str::from_utf8(realm).ok()?.parse().ok()?,
        events: u32::from_be_bytes(*events),
        bytes: u64::from_be_bytes(*bytes),
        hash: ContentHash(*hash),
    };
    Some((header, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> (BundleHeader, PostKey) {
        let key = PostKey::from_seed([3; 32]);
        let header = BundleHeader {
            kind: BundleKind::Have,
            fold: 4,
            store: StoreId([5; 16]),
            head: 6,
            made: At(-7),
            post: key.post(),
            realm: Realm::Drill("郑".repeat(21)),
            events: 8,
            bytes: 9,
            hash: ContentHash([10; 32]),
        };
        (header, key)
    }

    #[test]
    fn a_header_reads_back_with_the_longest_realm_there_is() {
        let (header, key) = header();
        let bytes = header.seal(&key);
        assert!(bytes.len() <= HEADER_BYTES_MAX);
        assert_eq!(BundleHeader::read(&[&bytes[..], b"more"].concat(), "x").unwrap(), (header, bytes.len()));
    }

    #[test]
    fn any_changed_or_missing_byte_is_refused() {
        let (header, key) = header();
        let bytes = header.seal(&key);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(BundleHeader::read(&changed, "x").is_err(), "byte {at}");
            assert!(BundleHeader::read(&bytes[..at], "x").is_err(), "cut at {at}");
        }
    }
}
