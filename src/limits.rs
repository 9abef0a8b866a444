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
