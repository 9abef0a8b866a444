//! Replication: the session machine by itself, and over real sockets; `sim` puts it under everything that can happen.

pub(crate) mod ends;
mod frames;
mod hostile;
mod pair;
pub(crate) mod post;
mod resuming;
mod secure;
pub(crate) mod sockets;
