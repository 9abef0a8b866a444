//! Replication: the session machine by itself, in a simulated bad network, and over real sockets.

pub(crate) mod ends;
mod frames;
mod hostile;
mod pair;
pub(crate) mod post;
mod secure;
mod sim;
mod sockets;
