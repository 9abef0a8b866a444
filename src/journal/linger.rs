//! Waiting for what comes soon most often.
//!
//! A thread that sleeps is woken in tens of microseconds, on a machine whose disk answers in a hundred. So whoever has
//! just written, or waits for a write, looks again for a moment before it sleeps, and lets every other thread go first.

use std::sync::mpsc::{Receiver, RecvError, TryRecvError};
use std::thread::yield_now;

use crate::clock::monotonic;
use crate::limits::LINGER;

/// As [`Receiver::recv`].
pub(super) fn receive<T>(from: &Receiver<T>) -> Result<T, RecvError> {
    let began = monotonic();
    loop {
        match from.try_recv() {
            Ok(got) => return Ok(got),
            Err(TryRecvError::Disconnected) => return Err(RecvError),
            Err(TryRecvError::Empty) if began.elapsed() < LINGER => yield_now(),
            Err(TryRecvError::Empty) => return from.recv(),
        }
    }
}
