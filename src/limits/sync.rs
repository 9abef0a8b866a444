//! What one session says: frames, what is in flight, contents and positions.

use std::time::Duration;

/// Most bytes of events a side sends before the other says they are stored.
pub const IN_FLIGHT_BYTES_MAX: usize = 1 << 20;

/// Bytes a frame of events is filled to: large enough to share its cost, small enough for an order to slip between.
pub const FRAME_BYTES_AIM: usize = 64 << 10;

/// Most envelopes in one frame: its acknowledgement must be able to say of each why it was refused.
pub const FRAME_EVENTS_MAX: usize = 1024;

/// Frames of events a side may be ahead of the oldest one missing; a socket keeps order, so more is nonsense.
pub const FRAMES_AHEAD_MAX: u64 = 4096;

/// Frames set aside because they came before the other side's hello.
pub const EARLY_FRAMES_MAX: usize = 8;

/// Frames with refused events whose acknowledgement waits to be sent; a peer that reads nothing is cut off.
pub const REFUSALS_WAITING_MAX: usize = 1024;

/// First and least bytes in flight of a session: it doubles while the other side stores briskly and halves while it
/// is slow, so that on a thin link an order waits behind seconds of reports and not behind an hour (promise 7).
pub const WINDOW_BYTES: (usize, usize) = (32 << 10, 4 << 10);

/// Stored within the first is brisk, later than the second is slow.
pub const STORED_WITHIN: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(4));

/// Events and bytes one step of a session reads from its store before it lets others run.
pub const SCAN: (usize, usize) = (2048, 1 << 20);

/// Urgent events sent ahead of their turn that a session remembers.
pub const SENT_AHEAD_MAX: usize = 4096;

/// Ranges in one entry of a *have*, entries in one frame of it, and frames of it.
pub const HAVE_RANGES: usize = 16;

/// See [`HAVE_RANGES`].
pub const HAVE_ENTRIES: usize = 128;

/// See [`HAVE_RANGES`]; what does not fit is sent again, which harms nothing.
pub const HAVE_FRAMES: u32 = 256;

/// Passes of one session over what it had passed over before: one for each time the two sides are found to differ,
/// which is once or twice; the next session compares anew.
pub const REVIEWS_MAX: u32 = 16;

/// Least and most bytes of content in one frame: between them, a fraction of what may be under way on this link, so that
/// an order waits for no more than that.
pub const CONTENT_PIECE: (usize, usize) = (256, 16 << 10);

/// How long a session waits for a piece of content that it asked for, before it asks again.
pub const CONTENT_PATIENCE: Duration = Duration::from_mins(1);

/// How long a replica that has several sessions leaves a piece to the one that asked for it.
pub const CONTENT_CLAIM: Duration = Duration::from_secs(10);

/// When somebody who did not have some content is asked for it again.
pub const CONTENT_AGAIN: Duration = Duration::from_secs(30);

/// Positions in one frame.
pub const FIXES_PER_FRAME: usize = 256;

/// Frames of events after which positions get a turn although more events wait.
pub const FIXES_AFTER: u32 = 8;

/// Runs of urgent events sent before their turn that a resume token names.
pub const AHEAD_RUNS_KEPT: usize = 64;

/// Runs of events that came before their turn that a caller names in its hello: on a thin link each costs a dozen bytes.
pub const AHEAD_RUNS_TOLD: usize = 16;
