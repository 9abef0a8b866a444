//! The journal on a real disk: what is acknowledged stays, what is damaged is said, what sled loses comes back.

mod append;
mod bundles;
pub(crate) mod post;
mod reading;
mod recovery;
mod store;
