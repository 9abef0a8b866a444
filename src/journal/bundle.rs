//! Bundles: events in a file, for two replicas that no network joins.
//!
//! A bundle is sealed by the post that made it, which says who packed it and that it is whole; each event in it is
//! verified under the one rule all the same. It can be applied in any order, any number of times.
//!
//! | bytes | header |
//! |---|---|
//! | 8 | `qzbundle` |
//! | 2 | format = 1 |
//! | 1 | 0: it carries events; 1: it only says which events its maker has |
//! | 4 | fold version of its maker |
//! | 16 | store id of its maker |
//! | 8 | newest arrival number of that store |
//! | 8 | made: ms since 1970 UTC |
//! | 32 | post that made it: its public key |
//! | 1 + n | realm, UTF-8 |
//! | 4 | how many events |
//! | 8 | bytes of the content, before compression |
//! | 32 | SHA-256 of the content, before compression |
//! | 64 | seal of the post over everything before it (`envelope::PostKey::seal`) |
//!
//! One zstd frame with the content follows, and then nothing:
//!
//! | bytes | content |
//! |---|---|
//! | 4 + n | an event: its length, and the envelope, verbatim; in its maker's order of arrival |
//! | … | |
//! | 4 | zero: no more events |
//! | 4 | how many series the list has |
//! | 32 + 8 + 1 | a series: post, incarnation, stream (0 open, 1 control) |
//! | 4 | how many ranges of it |
//! | 8 + 8 + 8 | first and last sequence, and the first bytes of the id of the last |
//! | … | |
//!
//! The list says which events the bundle carries or, with kind 1, which its maker has. Integers are big-endian.

mod error;
mod header;
mod import;
mod inbox;
mod lacks;
mod ranges;
mod read;
mod text;
mod write;

pub use error::{BundleError, Spoilt};
pub use header::{BundleHeader, BundleKind};
pub use import::{Applied, Writing, import, import_beside};
pub use inbox::{Answer, HandedOver, Inbox, hand_over};
pub(super) use ranges::Tally;
pub use ranges::{Range, Ranges};
pub use read::{Bundle, Content};
pub use text::{Blocks, TextBundle, TextFault, blocks, looks_like_text};
pub use write::{Packed, Packing, Since, pack};
