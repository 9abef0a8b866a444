//! A link of a few hundred bytes a second.

use std::time::Duration;

/// Budgets of a thin link, in bits per second each way: the slowest satellite, and more than any that is called thin.
pub const THIN_BUDGET: std::ops::RangeInclusive<u32> = 300..=10_000_000;

/// Least and most bytes of a chunk on a thin link: encryption must not cost more than what it carries, and no chunk holds
/// a line of any budget for long.
pub const THIN_CHUNK_BYTES: (usize, usize) = (48, 1400);

/// Thin sessions a hub serves at a time: each has compression of its own, about a megabyte.
pub const THIN_SESSIONS_MAX: usize = 512;

/// Series whose state an end of a thin link remembers in each lane.
pub const THIN_SERIES_MAX: usize = 512;

/// Heartbeat of a caller on a thin link: a twentieth of 2400 bit/s.
pub const THIN_HEARTBEAT: Duration = Duration::from_secs(10);

/// A thin link without a word for this long is down.
pub const THIN_SILENCE_MAX: Duration = Duration::from_secs(30);

/// How long the other end of a thin link may take to say hello: three kilobytes at 2400 bit/s, and delays.
pub const THIN_HELLO_WITHIN: Duration = Duration::from_secs(30);

/// How long one attempt to connect over a thin link may take, and the first and longest wait between two: a call costs
/// sixty bytes, and the link may be there again at any moment.
pub const THIN_CONNECT_WITHIN: Duration = Duration::from_secs(4);

/// See [`THIN_CONNECT_WITHIN`].
pub const THIN_BACKOFF: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(2));

/// Buffers of a thin link's socket in the kernel, in bytes: what lies there cannot be overtaken.
pub const THIN_SOCKET_BYTES: u32 = 4 << 10;

/// Positions in one frame on a thin link: few seconds of it, so that the newest are on their way and not the old.
pub const THIN_FIXES_PER_FRAME: usize = 12;
