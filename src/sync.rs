//! Replication: frames in, actions out.
//!
//! One machine for both ends of a connection, console and hub now, hub and hub later. It knows no clock, no socket
//! and no disk: the time is an argument, the store is the [`Store`] trait, frames are [`Message`]s. A shell
//! (`link`, `hub`) carries the messages and does what the [`Action`]s say.
//!
//! - [`frame`]: the protocol, precisely enough to write another end from it.
//! - [`Session`]: both ends say what they hold, as ranges per series; then each walks its own store in order of
//!   arrival and sends what the other lacks. A session is a cursor, not a queue: a slow peer costs no memory.
//! - [`desk`]: what every shell does with a session, the simulator's too.
//! - [`Resume`]: a caller that comes back goes on from where it was, without the ranges; [`Token`] keeps it.
//! - [`content`]: larger things, named by their hash, fetched when nothing more urgent is to be said.
//! - [`FixBoard`]: positions, newest per team, beside the log.
//! - [`Passing`]: a replica that keeps nothing, for one who only watches; [`Memory`]: one in memory, for tests.
//!
//! What holds: an event is answered `stored` only after the receiver's journal is durable; duplicates and other
//! orders of arrival change nothing; two events under one sequence of one series are both kept and both passed on,
//! also when each replica began with one of them.

mod account;
mod compare;
pub mod content;
pub mod desk;
mod ended;
mod fixes;
pub mod frame;
mod heartbeat;
mod inbound;
mod join;
mod memory;
mod outbound;
mod passing;
mod session;
mod store;
mod terms;
pub mod thin;
mod token;
mod urgency;
mod window;

pub use account::Account;
pub use content::Piece;
pub use ended::Ended;
pub use fixes::{FixBoard, Origin};
pub use frame::{Bye, FrameError, Hello, Kind, Message, PROTOCOL, SUBPROTOCOL, SeriesName, SessionLine, Why};
pub use inbound::Exceptions;
pub use join::{Join, NotASecret, Secret};
pub use memory::Memory;
pub use outbound::Report;
pub use passing::Passing;
pub use session::{Session, Vitals};
pub use store::{Check, Held, Mark, Replica, Store, StoreError, StoreId};
pub use terms::{Action, Me, Now, Poll, Resume, Side};
pub use token::Token;
pub use urgency::urgent;
