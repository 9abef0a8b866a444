//! The application, as a pure machine: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! No clock, no disk, no socket, no terminal: the shell turns the outside world into [`Msg`] and carries out each
//! [`Effect`]. Everything that `view::draw` shows is in [`Model`].

mod board;
mod effect;
mod key;
mod link_status;
mod model;
mod msg;
mod update;

pub use board::Board;
pub use effect::Effect;
pub use key::{Chord, Key, KeyCode};
pub use link_status::{Backlog, LinkState, SessionInfo};
pub use model::{JournalState, Model, Notice, PostCard, Recent, Size, StoreState};
pub use msg::{Arrived, Msg};
pub use update::update;
