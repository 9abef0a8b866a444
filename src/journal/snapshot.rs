//! Snapshots: files that hold the index and the world after some arrival number, so that opening folds only the rest
//! and any past moment is near one.
//!
//! They hold nothing that the segments do not, and they are never trusted: one that is damaged, of another version or
//! another journal, or that does not fit the segments is set aside with one sentence, and the next older one or the
//! segments alone are taken. [`file`] has their bytes.

mod file;
mod keep;
mod list;
mod load;
mod make;
mod thin;
mod verify;

pub(super) use file::Covered;
pub use file::LAYOUT as SNAPSHOT_LAYOUT;
pub use keep::Pace;
pub(super) use keep::{Opening, keep};
pub(super) use list::{all as listed, snap};
pub(super) use load::{Chosen, began, choose, set_aside_from};
pub(super) use make::{begin, go_on, make, world_at};
pub use verify::{SnapshotFlaw, SnapshotReport, snapshots};
