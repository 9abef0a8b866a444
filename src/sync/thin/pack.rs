//! A message in few bytes, and back.
//!
//! A packed message is the length of its raw part, the raw part, and its text, compressed. The raw part begins with the
//! kind: 0 a control frame, whose JSON is the text; 1 a frame of events; 2 any other bytes, verbatim. A lane's texts are
//! one zstd stream, flushed after each message, so that each is compressed by what was said before it.

use std::io;

use zstd::stream::raw::{CParameter, DParameter, Decoder, Encoder, InBuffer, Operation, OutBuffer};

use super::DICTIONARY;
use super::bytes::{Bytes, put, put_step};
use super::entry::{Halves, Table};
use super::text::{lengthen, shorten};
use crate::limits::{FRAME_BYTES_MAX, FRAME_EVENTS_MAX};
use crate::sync::frame::{EventsWriter, Frame, FrameError, Message};

const CONTROL: u8 = 0;
const EVENTS: u8 = 1;
const OTHER: u8 = 2;

/// Compression: slow links leave time for it.
const LEVEL: i32 = 9;

/// The window of a lane's stream, and its tables, as powers of two: sixty kilobytes are minutes of a thin link, and a
/// hub has two of these for each thin session.
const WINDOW_LOG: u32 = 16;
const TABLE_LOG: u32 = 14;

/// What is compressed or expanded at a time.
const STEP: usize = 4096;

/// The sending end of a lane.
pub(super) struct Packer {
    zstd: Encoder<'static>,
    table: Table,
    frame: u64,
    through: u64,
}

/// The receiving end of a lane.
pub(super) struct Unpacker {
    zstd: Decoder<'static>,
    table: Table,
    frame: u64,
    through: u64,
}

impl Packer {
    pub(super) fn new() -> io::Result<Self> {
        let mut zstd = Encoder::with_dictionary(LEVEL, DICTIONARY)?;
        for parameter in [
            CParameter::WindowLog(WINDOW_LOG),
            CParameter::HashLog(TABLE_LOG),
            CParameter::ChainLog(TABLE_LOG),
            CParameter::ContentSizeFlag(false),
            CParameter::ChecksumFlag(false),
            CParameter::DictIdFlag(false),
        ] {
            zstd.set_parameter(parameter)?;
        }
        Ok(Self { zstd, table: Table::default(), frame: 0, through: 0 })
    }

    /// The message in few bytes. Fails only where memory does.
    pub(super) fn pack(&mut self, message: &Message) -> io::Result<Vec<u8>> {
        let mut halves = Halves::default();
        match (message, Frame::decode(message)) {
            (Message::Text(text), _) => {
                halves.raw.push(CONTROL);
                shorten(text.as_bytes(), &mut self.table.known, &mut halves.raw, &mut halves.text);
            }
            (Message::Binary(_), Ok(Frame::Events(events))) => {
                halves.raw.push(EVENTS);
                put_step(&mut halves.raw, events.frame, self.frame.wrapping_add(1));
                put_step(&mut halves.raw, events.through, self.through);
                (self.frame, self.through) = (events.frame, events.through);
                put(&mut halves.raw, events.entries.len() as u64);
                for (number, envelope) in events.entries {
                    self.table.put(&mut halves, number, envelope);
                }
            }
            (Message::Binary(bytes), _) => {
                halves.raw.push(OTHER);
                halves.raw.extend(bytes);
            }
        }
        let mut out = Vec::with_capacity(halves.raw.len() + halves.text.len());
        put(&mut out, halves.raw.len() as u64);
        out.extend(&halves.raw);
        if !halves.text.is_empty() {
            self.compress(&halves.text, &mut out)?;
        }
        Ok(out)
    }

    fn compress(&mut self, text: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let mut step = [0; STEP];
        let mut input = InBuffer::around(text);
        while input.pos() < text.len() {
            let mut output = OutBuffer::around(step.as_mut_slice());
            self.zstd.run(&mut input, &mut output)?;
            out.extend(output.as_slice());
        }
        loop {
            let mut output = OutBuffer::around(step.as_mut_slice());
            let left = self.zstd.flush(&mut output)?;
            out.extend(output.as_slice());
            if left == 0 {
                return Ok(());
            }
        }
    }
}

impl Unpacker {
    pub(super) fn new() -> io::Result<Self> {
        let mut zstd = Decoder::with_dictionary(DICTIONARY)?;
        zstd.set_parameter(DParameter::WindowLogMax(WINDOW_LOG.max(17)))?;
        Ok(Self { zstd, table: Table::default(), frame: 0, through: 0 })
    }

    /// The message, byte for byte as it was packed.
    pub(super) fn unpack(&mut self, packed: &[u8]) -> Result<Message, FrameError> {
        self.read(packed).ok_or(FrameError::Packed(packed.len()))
    }

    fn read(&mut self, packed: &[u8]) -> Option<Message> {
        let mut packed = Bytes(packed);
        let n = packed.length()?;
        let mut raw = Bytes(packed.take(n)?);
        let text = self.expand(packed.0)?;
        match raw.byte()? {
            CONTROL => {
                let text = lengthen(Bytes(&text), &mut self.table.known, &mut raw, FRAME_BYTES_MAX)?;
                String::from_utf8(text).ok().map(Message::Text)
            }
            EVENTS => self.events(&mut raw, &mut Bytes(&text)),
            OTHER => Some(Message::Binary(raw.0.to_vec())),
            _ => None,
        }
    }

    fn events(&mut self, raw: &mut Bytes<'_>, text: &mut Bytes<'_>) -> Option<Message> {
        self.frame = raw.step(self.frame.wrapping_add(1))?;
        self.through = raw.step(self.through)?;
        let count = raw.length().filter(|count| *count <= FRAME_EVENTS_MAX)?;
        let mut events = EventsWriter::new();
        for _ in 0..count {
            let (number, envelope) = self.table.take(raw, text)?;
            events.push(number, &envelope);
            if events.len() > FRAME_BYTES_MAX {
                return None;
            }
        }
        Some(events.finish(self.frame, self.through))
    }

    /// The text, at most as much as a message may have.
    fn expand(&mut self, mut packed: &[u8]) -> Option<Vec<u8>> {
        let (mut out, mut step) = (Vec::new(), [0; STEP]);
        if packed.is_empty() {
            return Some(out);
        }
        loop {
            let status = self.zstd.run_on_buffers(packed, &mut step).ok()?;
            packed = packed.get(status.bytes_read..)?;
            out.extend(step.get(..status.bytes_written)?);
            if out.len() > FRAME_BYTES_MAX {
                return None;
            }
            if packed.is_empty() && status.bytes_written < STEP {
                return Some(out);
            }
            if status.bytes_read == 0 && status.bytes_written == 0 {
                return None;
            }
        }
    }
}
