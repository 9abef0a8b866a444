//! The same session on a thin link, in a fraction of the bytes: what carries [`super::frame`]'s messages when a caller
//! names a budget.
//!
//! - `pack`: a message in few bytes. What the receiver can rebuild is not sent; text is compressed in one stream with a
//!   dictionary that both ends have; what does not compress, such as signatures, goes beside it. The receiver gets the
//!   very bytes back: what was signed is what is stored.
//! - `chunk`: messages are cut into chunks of half a second. There are two lanes, and an order in the urgent one goes
//!   between two chunks of a report.
//! - [`Mouth`]: says what goes out next, when there is room for one chunk and not before.
//! - [`Pace`]: when there is room.
//!
//! All of it is pure: bytes in, bytes out, the time an argument.

mod bytes;
mod chunk;
mod entry;
mod known;
mod mouth;
mod pace;
mod pack;
mod text;

pub use chunk::{Ear, OTHER_DICTIONARY, PREAMBLE_BYTES, Preamble, TAKEN};
pub use mouth::{Mouth, Next};
pub use pace::{Pace, Tempo};

use crate::envelope::content_hash;

/// What most texts of this program have in common: `tests/protocol/dictionary.py` says how it was made.
const DICTIONARY: &[u8] = include_bytes!("thin/dictionary");

/// The beginning of the dictionary's SHA-256: both ends name it, because with another one nothing could be read.
pub fn dictionary_name() -> [u8; 4] {
    let [a, b, c, d, ..] = content_hash(DICTIONARY).0;
    [a, b, c, d]
}
