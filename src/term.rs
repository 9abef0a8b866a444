//! The terminal: enter, leave, signals, input, the encoder, and the console's only loop.

pub mod encoder;
