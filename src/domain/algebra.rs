//! The algebra of the fold: four small shapes whose value depends on the set of events and on nothing else. [`Packed`]
//! is how a part of one that is seldom needed lies in memory.
//!
//! - [`Strikes`]: who took what back. A struck event is transparent.
//! - [`Register`]: an exclusive aspect. An event names the heads it replaces; standing events that no standing
//!   event came after are its value; two different values are a conflict.
//! - [`Ladder`]: rungs reached; the height is the highest standing rung.
//! - [`Newest`]: the newest few of a grow-only set, by a key that the event itself carries.
//!
//! Order and duplication of arrival change nothing: the property tests beside each shape and in `tests/it/fold.rs`
//! hold every shape against its definition.

mod ladder;
mod newest;
mod packed;
mod register;
mod strikes;

pub use ladder::Ladder;
pub use newest::Newest;
pub use packed::Packed;
pub use register::{Register, Write};
pub use strikes::Strikes;
