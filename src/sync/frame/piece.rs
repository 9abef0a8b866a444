//! The binary frame of content: `frame` has its table.

use super::{FrameError, Message};
use crate::domain::ContentHash;
use crate::limits::{CONTENT_BYTES_MAX, FRAME_BYTES_MAX};
use crate::sync::content::Piece;

/// The first byte of the frame.
pub(super) const PIECE: u8 = 2;
/// Bytes before the part itself.
const HEAD: usize = 49;

impl Piece {
    /// As a message.
    pub fn encode(&self) -> Message {
        let mut bytes = Vec::with_capacity(HEAD + self.bytes.len());
        bytes.push(PIECE);
        bytes.extend(self.hash.0);
        bytes.extend(self.total.to_be_bytes());
        bytes.extend(self.from.to_be_bytes());
        bytes.extend(&self.bytes);
        debug_assert!(bytes.len() <= FRAME_BYTES_MAX);
        Message::Binary(bytes)
    }
}

pub(super) fn piece(bytes: &[u8]) -> Result<Piece, FrameError> {
    let fields = || {
        let (_, rest) = bytes.split_first()?;
        let (hash, rest) = rest.split_first_chunk::<32>()?;
        let (total, rest) = rest.split_first_chunk::<8>()?;
        let (from, rest) = rest.split_first_chunk::<8>()?;
        let (total, from) = (u64::from_be_bytes(*total), u64::from_be_bytes(*from));
        let fits = from.checked_add(rest.len() as u64).is_some_and(|end| end <= total);
        let moves = total == 0 || !rest.is_empty();
        (fits && moves && total <= CONTENT_BYTES_MAX).then(|| Piece {
            hash: ContentHash(*hash),
            total,
            from,
            bytes: rest.to_vec(),
        })
    };
    fields().ok_or(FrameError::Content(bytes.len()))
}
