//! When a thin link has room, and how a session behaves on it.

use std::time::Duration;

use crate::limits::{
    FRAME_BYTES_AIM, HEARTBEAT, HELLO_WITHIN, LINK_SILENCE_MAX, THIN_CHUNK_BYTES, THIN_HEARTBEAT, THIN_HELLO_WITHIN,
    THIN_SILENCE_MAX,
};

/// Bytes that encryption and the chunk's head add to each chunk: 5 + 1 + 16 of a TLS record, 2 of the head.
const CHUNK_COST: usize = 24;

/// A line of so many bits per second: what is written now is on its way until [`Pace::free_at`], and until then
/// nothing more is written, so that no queue forms where an order could not overtake it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    budget: u32,
    free: Duration,
}

impl Pace {
    /// A line that is free now; `budget` is bits per second.
    pub fn new(budget: u32) -> Self {
        Self { budget: budget.max(1), free: Duration::ZERO }
    }

    /// So many bytes were written.
    pub fn wrote(&mut self, bytes: usize, now: Duration) {
        self.free = self.free.max(now) + self.takes(bytes);
    }

    /// When it is free again.
    pub fn free_at(&self) -> Duration {
        self.free
    }

    /// How long so many bytes take.
    pub fn takes(&self, bytes: usize) -> Duration {
        let bits = (bytes as u64).saturating_mul(8);
        Duration::from_micros(bits.saturating_mul(1_000_000) / u64::from(self.budget))
    }
}

/// How a session behaves on its line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tempo {
    /// Between two pings.
    pub heartbeat: Duration,
    /// Silence after which the line counts as dead.
    pub silence: Duration,
    /// How long the other side may take to say hello.
    pub hello_within: Duration,
    /// Bytes of one frame of events, and of those under way; `None` finds it out.
    pub frames: Option<(usize, usize)>,
}

impl Tempo {
    /// On a line of any speed.
    pub const WIDE: Self =
        Self { heartbeat: HEARTBEAT, silence: LINK_SILENCE_MAX, hello_within: HELLO_WITHIN, frames: None };

    /// On a line of `budget` bits per second. Frames of events are counted as they are before they are packed, which
    /// makes about a third of them: six seconds' worth in a frame, and three of them under way. Compression and answers
    /// gain by it, and an order goes between their chunks all the same.
    pub fn thin(budget: u32) -> Self {
        let per_second = usize::try_from(budget / 8).unwrap_or(usize::MAX);
        let frame = per_second.saturating_mul(6).clamp(1024, FRAME_BYTES_AIM);
        Self {
            heartbeat: THIN_HEARTBEAT,
            silence: THIN_SILENCE_MAX,
            hello_within: THIN_HELLO_WITHIN,
            frames: Some((frame, frame * 3)),
        }
    }

    /// For the side that was called: the caller's pings, and their answers, tell both that the other is there.
    #[must_use]
    pub fn answering(self) -> Self {
        Self { heartbeat: self.silence, silence: self.silence * 2, ..self }
    }
}

/// Bytes of a chunk that holds a line of `budget` for half a second.
pub(super) fn chunk_bytes(budget: u32) -> usize {
    let half_a_second = usize::try_from(budget / 16).unwrap_or(usize::MAX);
    half_a_second.saturating_sub(CHUNK_COST).clamp(THIN_CHUNK_BYTES.0, THIN_CHUNK_BYTES.1)
}
