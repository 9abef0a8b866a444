//! The terminal: enter, leave, signals, input, the encoder, and the console's only loop.
//!
//! - [`tty`]: the terminal, entered and given back exactly once; [`crash`] and [`signals`] see to it.
//! - [`input`]: keys and pastes.
//! - [`encoder`]: frames, in few bytes.
//! - [`run`]: the loop.

pub mod crash;
pub mod encoder;
pub mod input;
pub mod run;
pub mod signals;
pub mod tty;
