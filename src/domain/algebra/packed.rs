//! Part of a state that is seldom needed, packed and compressed.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::pack;

/// Compressed least: most of it is ids, which nothing makes shorter.
const LEVEL: i32 = 1;

/// Something packed; copies share its memory. Two that hold the same may differ in bytes: compare what they hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Packed {
    /// Bytes before they were compressed.
    length: usize,
    #[serde(with = "bytes")]
    bytes: Arc<[u8]>,
}

impl Packed {
    /// Packs something.
    pub fn of<T: Serialize>(value: &T) -> Self {
        let mut plain = Vec::new();
        pack::pack(value, &mut plain).unwrap_or_else(|_| unreachable!("parts of a world are maps, text and numbers"));
        let bytes = zstd::bulk::compress(&plain, LEVEL).unwrap_or_else(|_| unreachable!("memory is all it needs"));
        Self { length: plain.len(), bytes: bytes.into() }
    }

    /// The bytes of what was packed, before they were compressed: they are the same for the same thing.
    pub fn plain(&self) -> Vec<u8> {
        zstd::bulk::decompress(&self.bytes, self.length)
            .unwrap_or_else(|_| unreachable!("it was packed by `of`, and is kept under a checksum where it is kept"))
    }

    /// What was packed.
    pub fn open<T: DeserializeOwned>(&self) -> T {
        let plain = zstd::bulk::decompress(&self.bytes, self.length);
        plain
            .ok()
            .and_then(|plain| pack::unpack(&mut plain.as_slice()).ok())
            .unwrap_or_else(|| unreachable!("it was packed by `of`, and is kept under a checksum where it is kept"))
    }
}

/// As bytes, not as a list of numbers.
mod bytes {
    use std::sync::Arc;

    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<[u8]>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Arc<[u8]>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Arc<[u8]>, E> {
                Ok(bytes.into())
            }
            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Arc<[u8]>, E> {
                Ok(bytes.into())
            }
        }
        from.deserialize_byte_buf(Bytes)
    }
}
