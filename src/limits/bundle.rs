//! Bundles, their text, and the inbox of a journal.

use std::time::Duration;

/// zstd's level for bundles: they are made rarely and carried by hand or by the byte.
pub const BUNDLE_LEVEL: i32 = 9;

/// The largest window a bundle may ask for, as a power of two: 16 MiB, twice what level 9 uses.
pub const BUNDLE_WINDOW_LOG_MAX: u32 = 24;

/// A bundle unpacks to at most so many times its size: an envelope of 8 KiB has a signature, a post and an id in it
/// that do not compress.
pub const BUNDLE_RATIO_MAX: u64 = 100;

/// Ranges in the list of one bundle: 24 bytes each.
pub const BUNDLE_RANGES_MAX: usize = 1_000_000;

/// Bytes of a bundle in one block of text: 936 characters, 15 lines, 994 bytes with its marks.
pub const TEXT_BLOCK_BYTES: usize = 585;

/// Blocks of one bundle as text: their numbers have four digits.
pub const TEXT_BLOCKS_MAX: usize = 9999;

/// Most bytes that are read of text, or through a pipe: all blocks there can be, with as much talk around them.
pub const IMPORT_BYTES_MAX: u64 = 32 << 20;

/// Batches of an import on their way to the disk at a time.
pub const IMPORT_AHEAD: usize = 4;

/// How often the process that writes a journal looks into its inbox.
pub const INBOX_LOOK: Duration = Duration::from_millis(500);

/// How long an answer about a bundle is kept in the inbox: a day later nobody asks any more.
pub const INBOX_KEPT: Duration = Duration::from_hours(24);

/// Longest answer about a bundle that was handed over, in bytes.
pub const INBOX_ANSWER_BYTES_MAX: u64 = 64 << 10;
