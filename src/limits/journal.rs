//! The durable log: segments, their writer, snapshots, and the past.

use std::time::Duration;

/// A segment is closed when it holds this many bytes: small enough to copy, large enough to rotate rarely.
pub const SEGMENT_BYTES_MAX: u64 = 64 << 20;

/// No option makes a segment larger than this: places in a segment are kept in 32 bits.
pub const SEGMENT_BYTES_LIMIT: u64 = 1 << 30;

/// A segment grows by this many real zeroes at a time, so that an append changes no file size (journal.md 1.2).
pub const SEGMENT_GROWTH_BYTES: u64 = 8 << 20;

/// Kept free in the newest segment for orders, withdrawals and roll calls on a full disk: some three thousand of them.
pub const RESERVE_BYTES: u64 = 2 << 20;

/// The last of the reserve is for what was on its way already: then nothing more is taken.
pub const RESERVE_LAST_BYTES: u64 = 64 << 10;

/// How long the writer, and who waits for it, looks again before it sleeps: the sync of a good disk, and no more.
pub const LINGER: Duration = Duration::from_micros(250);

/// How often the writer looks whether a full disk has room again.
pub const SPACE_LOOK: Duration = Duration::from_secs(1);

/// Syncs of which the median is taken when a journal's disk is looked at (journal.md 4.7).
pub const SYNCS_TIMED: usize = 20;

/// A disk that answers a sync in less than this is probably not flushing (journal.md 4.7).
pub const SYNC_LEAST: Duration = Duration::from_micros(50);

/// Appends waiting for the writer; a caller beyond it waits.
pub const WRITER_QUEUE: usize = 1024;

/// Most bytes the writer puts into one group commit.
pub const GROUP_BYTES_MAX: usize = 1 << 20;

/// Events that are handed to the fold together when a journal is opened: enough that handing over costs nothing.
pub const FOLD_BATCH: usize = 512;

/// Batches that may wait for the fold: a few megabytes at most.
pub const FOLD_BATCHES_AHEAD: usize = 4;

/// A segment is read through a buffer of this many bytes: few system calls, little memory.
pub const SCAN_WINDOW_BYTES: usize = 1 << 20;

/// A sealed segment is compressed in blocks of so many bytes of records: enough to find in one event what the one before
/// said, little enough to decompress for a single event.
pub const PACKED_BLOCK_BYTES: usize = 64 << 10;

/// zstd's level for sealed segments: they are compressed once, and are read as fast at any level.
pub const PACKED_LEVEL: i32 = 9;

/// So many of the newest segments are never compressed: a writer that found no room for the next segment goes on in the
/// last but one.
pub const COMPACT_KEEP_LEAST: usize = 2;

/// How often a process looks whether another one has compressed segments whose old files it holds open.
pub const COMPACT_LOOK: Duration = Duration::from_mins(1);

/// A segment is compressed when that makes it smaller by at least one part in so many.
pub const COMPACT_GAIN_LEAST: u64 = 10;

/// A snapshot is written and checked in pieces of this many bytes: nothing is read on trust, and little is held.
pub const SNAPSHOT_PIECE_BYTES: usize = 256 << 10;

/// A snapshot is made when so many records arrived since the last one: folding them takes a tenth of a second.
pub const SNAPSHOT_EVERY: u64 = 32_768;

/// A journal that is closed makes a snapshot of no fewer records than this: fewer are folded in the blink of an eye.
pub const SNAPSHOT_AT_STOP: u64 = 8_192;

/// How long the keeper of the snapshots waits for calm: behind the first screen, and behind the flood that made one due.
pub const SNAPSHOT_CALM: Duration = Duration::from_secs(2);

/// After a snapshot the keeper rests for so many times as long as it took: it never takes more than a tenth of a core.
pub const SNAPSHOT_REST: u32 = 9;

/// No snapshot is made with less room than this, in bytes, and twice the last one: the rest is for segments.
pub const SNAPSHOT_SPACE_MIN: u64 = 64 << 20;

/// Snapshots that were set aside are for whoever wonders why: so many of them.
pub const SNAPSHOTS_ASIDE: usize = 2;

/// Sealed segments are read again so long after the last time: bits that were lost are found while others still have them.
pub const SCRUB_EVERY: Duration = Duration::from_hours(1);

/// A scrub rests so long after each window of [`SCAN_WINDOW_BYTES`]: four megabytes a second, a hundredth of a core.
pub const SCRUB_STEP: Duration = Duration::from_millis(250);

/// When records arrived is kept for so many at a time: a block is read in a millisecond.
pub const TIMES_BLOCK: u64 = 1024;

/// The least number of records between two waypoints of the past: folding them takes some ten milliseconds.
pub const WAYPOINT_EVERY: u64 = 4096;

/// Waypoints of one journal's past: packed, each takes some hundred kilobytes.
pub const WAYPOINTS_MAX: u64 = 24;

/// Bytes that waypoints may take: those of a hundred thousand records take some twenty megabytes.
pub const WAYPOINT_BYTES_MAX: usize = 24 << 20;

/// zstd's level for waypoints: they are unpacked while a person waits.
pub const WAYPOINT_LEVEL: i32 = 1;

/// Contents that a replica lacks and asks for at a time; of what is named beyond it, it does not ask.
pub const CONTENT_LACKING_MAX: usize = 1024;

/// Openings of a journal that it remembers: a token older than that falls back to ranges.
pub const LIVES_MAX: usize = 256;
