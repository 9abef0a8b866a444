//! The queryable store behind the segments.

use std::time::Duration;

/// sled's page cache, in bytes: journal.md 1.5 measured 9 % of load time for a tenth of the memory.
pub const STORE_CACHE_BYTES: u64 = 16 << 20;

/// Events per sled batch while it follows the segments.
pub const STORE_BATCH: usize = 512;

/// Bytes per sled batch while it follows the segments.
pub const STORE_BATCH_BYTES: usize = 1 << 20;

/// How long the store lets events come together once it was woken: it is off the acknowledgement's path, and few
/// large batches disturb the writer less than many small ones.
pub const STORE_GATHER: Duration = Duration::from_millis(25);

/// How often sled hands its log to the disk: journal.md 4.2 measured this value.
pub const STORE_FLUSH_EVERY_MS: u64 = 500;

/// A sled that was closed a moment ago may hold its lock a little longer: so often, and so long apart, it is tried.
pub const STORE_OPEN_TRIES: u32 = 40;

/// See [`STORE_OPEN_TRIES`].
pub const STORE_OPEN_PATIENCE: Duration = Duration::from_millis(50);

/// How long an opening that found damage waits for sled to say whether it still has what the segments lost: it opens a
/// million events in a fifth of a second (journal.md 1.4), and nobody looks at an empty screen for longer than this.
pub const STORE_RESCUE_WITHIN: Duration = Duration::from_secs(5);

/// How long sled may take to open before it counts as hung and is set aside (journal.md 4.4).
pub const STORE_OPEN_WITHIN: Duration = Duration::from_secs(30);

/// How often the store's thread looks whether the journal closes while sled opens.
pub const STORE_LOOK: Duration = Duration::from_millis(50);

/// How long a journal that closes waits for its store; what sled did not take in it takes in next time.
pub const STORE_CLOSE_WITHIN: Duration = Duration::from_secs(10);

/// With less room than this, in bytes, sled is not opened: its log grows by half a megabyte at a time, and what is merged is
/// written beside what it was.
pub const STORE_SPACE_MIN: u64 = 4 << 20;

/// After so many stores that failed in one run, the console goes on without one.
pub const STORE_REBUILDS_MAX: u32 = 3;

/// The store following by more than this many events is on the status line; a group commit is not.
pub const STORE_LAG_SHOWN: u64 = 1000;
