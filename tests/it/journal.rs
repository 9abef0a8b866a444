//! The journal on a real disk: what is acknowledged stays, what is damaged is said, what sled loses comes back.

mod append;
mod bundles;
mod compact;
mod damage;
mod ladder;
mod past;
pub(crate) mod post;
mod reading;
mod recovery;
mod snapshots;
mod space;
mod store;
