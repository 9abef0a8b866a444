//! Packed messages cut into chunks, so that none holds the line for long, and put together again.
//!
//! A chunk is a number and as many bytes as it says: `length << 2 | lane << 1 | last`, where `last` says that a message of
//! that lane ends here. A caller sends its [`Preamble`] before its first chunk; the hub answers [`TAKEN`] before its own.

use std::io;

use super::bytes::{Bytes, put};
use super::dictionary_name;
use super::pack::Unpacker;
use crate::limits::{FRAME_BYTES_MAX, THIN_BUDGET, THIN_CHUNK_BYTES};
use crate::sync::frame::{FrameError, Message};

/// The urgent lane.
pub(super) const URGENT: usize = 0;
/// The lane of everything else.
pub(super) const OTHERS: usize = 1;

/// What a hub answers to a preamble that it takes.
pub const TAKEN: u8 = b'q';

/// What a hub answers to one with another dictionary.
pub const OTHER_DICTIONARY: u8 = b'd';

const WORDS: [u8; 4] = *b"QZT1";

/// Bytes of a preamble.
pub const PREAMBLE_BYTES: usize = 12;

/// How a caller begins a thin session: four letters, the budget (bits per second each way, big-endian), the name of its
/// dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Preamble {
    /// Bits per second each way.
    pub budget: u32,
    /// [`dictionary_name`] of the caller.
    pub dictionary: [u8; 4],
}

impl Preamble {
    /// The first byte of every preamble: no HTTP request and no TLS record begins so.
    pub const FIRST: u8 = WORDS[0];

    /// Of this program.
    pub fn new(budget: u32) -> Self {
        Self { budget, dictionary: dictionary_name() }
    }

    /// As bytes.
    pub fn encode(self) -> [u8; PREAMBLE_BYTES] {
        let mut out = [0; PREAMBLE_BYTES];
        let all = WORDS.into_iter().chain(self.budget.to_be_bytes()).chain(self.dictionary);
        out.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        out
    }

    /// From bytes; `None` when they are none, or the budget is none that can be kept.
    pub fn decode(bytes: [u8; PREAMBLE_BYTES]) -> Option<Self> {
        let mut bytes = Bytes(&bytes);
        let (words, budget, dictionary) = (bytes.array()?, u32::from_be_bytes(bytes.array()?), bytes.array()?);
        (words == WORDS && THIN_BUDGET.contains(&budget)).then_some(Self { budget, dictionary })
    }
}

/// The next chunk of `message` from `at`, and where the one after it begins.
pub(super) fn cut(message: &[u8], at: usize, lane: usize, most: usize) -> (Vec<u8>, usize) {
    let rest = message.get(at..).unwrap_or_default();
    let some = rest.get(..most).unwrap_or(rest);
    let last = some.len() == rest.len();
    let mut out = Vec::with_capacity(some.len() + 2);
    put(&mut out, (some.len() as u64) << 2 | (lane as u64) << 1 | u64::from(last));
    out.extend(some);
    (out, at + some.len())
}

/// Puts messages together from the bytes that arrive.
pub struct Ear {
    came: Vec<u8>,
    lanes: [(Vec<u8>, Unpacker); 2],
}

impl std::fmt::Debug for Ear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ear({} bytes wait)", self.came.len())
    }
}

impl Ear {
    /// For a session that begins. Fails only where memory does.
    pub fn new() -> io::Result<Self> {
        Ok(Self { came: Vec::new(), lanes: [(Vec::new(), Unpacker::new()?), (Vec::new(), Unpacker::new()?)] })
    }

    /// Bytes came. [`Ear::message`] is asked until it has nothing, before more are given.
    pub fn hear(&mut self, bytes: &[u8]) {
        self.came.extend(bytes);
    }

    /// The next message that is whole.
    pub fn message(&mut self) -> Result<Option<Message>, FrameError> {
        while let Some((lane, last, chunk)) = self.chunk()? {
            let Some((waiting, unpacker)) = self.lanes.get_mut(lane) else { continue };
            waiting.extend(chunk);
            if waiting.len() > FRAME_BYTES_MAX {
                return Err(FrameError::TooLong(waiting.len()));
            }
            if last {
                return unpacker.unpack(&std::mem::take(waiting)).map(Some);
            }
        }
        Ok(None)
    }

    /// The next chunk that is whole.
    fn chunk(&mut self) -> Result<Option<(usize, bool, Vec<u8>)>, FrameError> {
        let mut bytes = Bytes(&self.came);
        let Some(head) = bytes.number() else {
            return if self.came.len() < 10 { Ok(None) } else { Err(FrameError::Packed(self.came.len())) };
        };
        let length = usize::try_from(head >> 2).unwrap_or(usize::MAX);
        if length > THIN_CHUNK_BYTES.1 {
            return Err(FrameError::Packed(length));
        }
        let Some(chunk) = bytes.take(length) else { return Ok(None) };
        let (chunk, used) = (chunk.to_vec(), self.came.len() - bytes.0.len());
        self.came.drain(..used);
        Ok(Some((usize::from(head & 2 != 0), head & 1 != 0, chunk)))
    }
}
