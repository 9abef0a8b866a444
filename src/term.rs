//! The terminal: enter, leave, signals, input, the encoder, and the console's only loop.
//!
//! - [`screen`]: all of it in one piece, for `cli`.
//! - [`tty`]: the terminal, entered and given back exactly once; [`crash`] and [`signals`] see to it.
//! - [`input`]: keys and pastes.
//! - [`encoder`]: frames, in few bytes.
//! - [`run`]: the loop.
//! - [`fault`]: a panic on demand, for tests.

pub mod crash;
pub mod encoder;
pub mod fault;
pub mod input;
pub mod pace;
mod probe;
pub mod run;
pub mod screen;
pub mod signals;
pub mod tty;
