//! Every bound in one place, each with its reason; by subject, and named without it.

mod bundle;
mod console;
mod event;
mod files;
mod journal;
mod link;
mod store;
mod sync;
mod thin;

pub use bundle::*;
pub use console::*;
pub use event::*;
pub use files::*;
pub use journal::*;
pub use link::*;
pub use store::*;
pub use sync::*;
pub use thin::*;

/// So many of a material at most in one entry: sums over every entry that a log can hold stay exact.
pub const STOCK_COUNT_MAX: u64 = 1_000_000_000;
