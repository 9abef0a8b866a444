//! What goes out next on a thin link. Asked once for each chunk, when there is room for it.

use std::io;

use super::chunk::{OTHERS, URGENT, cut};
use super::pace::chunk_bytes;
use super::pack::Packer;
use crate::sync::desk::{Desk, Said, say, say_urgent};
use crate::sync::ended::Ended;
use crate::sync::frame::Message;
use crate::sync::session::Session;
use crate::sync::store::{Store, StoreError};
use crate::sync::terms::Now;
use crate::text::tell::Both;

/// What there is to send.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// This chunk.
    Chunk(Vec<u8>),
    /// There is more to look at; let others run first.
    Later,
    /// Nothing.
    Nothing,
}

/// A lane, and the message that is on its way in it.
struct Lane {
    packer: Packer,
    message: Vec<u8>,
    at: usize,
}

impl Lane {
    fn new() -> io::Result<Self> {
        Ok(Self { packer: Packer::new()?, message: Vec::new(), at: 0 })
    }

    fn is_under_way(&self) -> bool {
        self.at < self.message.len()
    }
}

/// The sending end of a thin session.
pub struct Mouth {
    lanes: [Lane; 2],
    chunk: usize,
    /// Bytes of messages before they were packed.
    plain: u64,
}

impl std::fmt::Debug for Mouth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mouth({} bytes a chunk)", self.chunk)
    }
}

impl Mouth {
    /// For a session that begins, on a line of so many bits per second. Fails only where memory does.
    pub fn new(budget: u32) -> io::Result<Self> {
        Ok(Self { lanes: [Lane::new()?, Lane::new()?], chunk: chunk_bytes(budget), plain: 0 })
    }

    /// The next chunk: of what is urgent, then of what is under way, then of what waits.
    pub fn next(
        &mut self,
        session: &mut Session,
        desk: &mut dyn Desk,
        now: Now,
        store: &dyn Store,
    ) -> Result<Next, Ended> {
        if self.is_under_way(URGENT) {
            return Ok(self.cut(URGENT));
        }
        match say_urgent(session, now, store)? {
            Said::Message(message) => return self.begin(URGENT, &message),
            Said::Later => return Ok(Next::Later),
            Said::Nothing => {}
        }
        if self.is_under_way(OTHERS) {
            return Ok(self.cut(OTHERS));
        }
        match say(session, desk, now, store)? {
            Said::Message(message) => self.begin(OTHERS, &message),
            Said::Later => Ok(Next::Later),
            Said::Nothing => Ok(Next::Nothing),
        }
    }

    /// A last word, whole, after the urgent message that may be under way.
    pub fn last(&mut self, message: &Message) -> Result<Vec<u8>, Ended> {
        let mut out = Vec::new();
        while self.is_under_way(URGENT) {
            if let Next::Chunk(chunk) = self.cut(URGENT) {
                out.extend(chunk);
            }
        }
        if let Next::Chunk(chunk) = self.begin(URGENT, message)? {
            out.extend(chunk);
        }
        while self.is_under_way(URGENT) {
            if let Next::Chunk(chunk) = self.cut(URGENT) {
                out.extend(chunk);
            }
        }
        Ok(out)
    }

    /// Bytes of messages so far, before they were packed.
    pub fn plain(&self) -> u64 {
        self.plain
    }

    fn is_under_way(&self, lane: usize) -> bool {
        self.lanes.get(lane).is_some_and(Lane::is_under_way)
    }

    fn begin(&mut self, lane: usize, message: &Message) -> Result<Next, Ended> {
        self.plain += message.len() as u64;
        if let Some(lane) = self.lanes.get_mut(lane) {
            let packed = lane.packer.pack(message);
            lane.message = packed.map_err(|error| Ended::Store(StoreError(Both::of(&error))))?;
            lane.at = 0;
        }
        Ok(self.cut(lane))
    }

    fn cut(&mut self, number: usize) -> Next {
        let most = self.chunk;
        let Some(lane) = self.lanes.get_mut(number) else { return Next::Nothing };
        let (chunk, at) = cut(&lane.message, lane.at, number, most);
        lane.at = at;
        Next::Chunk(chunk)
    }
}
