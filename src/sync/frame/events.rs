//! The binary frame: `frame` has its table.

use super::{FrameError, Message};
use crate::limits::{ENVELOPE_BYTES_MAX, FRAME_EVENTS_MAX};

const EVENTS: u8 = 1;
pub(in crate::sync) const EVENTS_HEAD: usize = 17;
pub(in crate::sync) const ENTRY_HEAD: usize = 10;

/// A frame of events, borrowed from its message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Events<'a> {
    /// Number of the frame.
    pub frame: u64,
    /// See the module's table.
    pub through: u64,
    /// The sender's arrival number and the bytes of each envelope.
    pub entries: Vec<(u64, &'a [u8])>,
}

pub(super) fn events(bytes: &[u8]) -> Result<Events<'_>, FrameError> {
    let broken = || FrameError::Events(bytes.len());
    let mut rest = bytes;
    let kind = take::<1>(&mut rest).ok_or_else(broken)?;
    let frame = u64::from_be_bytes(*take(&mut rest).ok_or_else(broken)?);
    let through = u64::from_be_bytes(*take(&mut rest).ok_or_else(broken)?);
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let number = u64::from_be_bytes(*take(&mut rest).ok_or_else(broken)?);
        let n = usize::from(u16::from_be_bytes(*take(&mut rest).ok_or_else(broken)?));
        let (envelope, after) = rest.split_at_checked(n).filter(|_| n <= ENVELOPE_BYTES_MAX).ok_or_else(broken)?;
        rest = after;
        entries.push((number, envelope));
    }
    let sound = *kind == [EVENTS] && frame > 0 && (1..=FRAME_EVENTS_MAX).contains(&entries.len());
    if sound { Ok(Events { frame, through, entries }) } else { Err(broken()) }
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (head, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(head)
}

/// Puts a frame of events together.
pub(in crate::sync) struct EventsWriter {
    bytes: Vec<u8>,
    entries: usize,
}

impl EventsWriter {
    /// An empty frame; its number and through are written last.
    pub(in crate::sync) fn new() -> Self {
        Self { bytes: vec![0; EVENTS_HEAD], entries: 0 }
    }

    /// Bytes so far.
    pub(in crate::sync) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Entries so far.
    pub(in crate::sync) fn entries(&self) -> usize {
        self.entries
    }

    /// Adds one; the caller keeps within the limits.
    pub(in crate::sync) fn push(&mut self, number: u64, envelope: &[u8]) {
        let n = u16::try_from(envelope.len()).unwrap_or_else(|_| unreachable!("an envelope has at most 8192 bytes"));
        self.bytes.extend(number.to_be_bytes());
        self.bytes.extend(n.to_be_bytes());
        self.bytes.extend(envelope);
        self.entries += 1;
    }

    /// The message.
    pub(in crate::sync) fn finish(mut self, frame: u64, through: u64) -> Message {
        let head: Vec<u8> = [EVENTS].into_iter().chain(frame.to_be_bytes()).chain(through.to_be_bytes()).collect();
        for (to, from) in self.bytes.iter_mut().zip(head) {
            *to = from;
        }
        Message::Binary(self.bytes)
    }
}
