//! Replication: the session machine by itself, in a simulated bad network, and over real sockets.

mod ends;
mod frames;
mod hostile;
mod pair;
mod post;
mod sim;
mod sockets;
