//! Every bound in one place, each with its reason.

use std::time::Duration;

/// Largest payload of one event, in bytes: an entry, not a document; larger content is named by its hash.
pub const PAYLOAD_BYTES_MAX: usize = 4096;

/// Largest envelope, in bytes: payload, sealed part and header, with room for names.
pub const ENVELOPE_BYTES_MAX: usize = 8192;

/// Largest sealed part of an envelope, in bytes.
pub const SEALED_BYTES_MAX: usize = 2048;

/// Longest actor, credential and realm name in an envelope, in bytes: one length byte each.
pub const NAME_BYTES_MAX: usize = 255;

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

/// Largest WebSocket message either side accepts or sends, in bytes.
pub const FRAME_BYTES_MAX: usize = 256 << 10;

/// A position is live for twice its expected interval and this (peers.md 5.3)…
pub const FIX_SLACK: Duration = Duration::from_secs(15);

/// …but at least for this long.
pub const FIX_LIVE_MIN: Duration = Duration::from_secs(45);

/// A position older than this no longer says where a team is.
pub const FIX_LOST_AFTER: Duration = Duration::from_mins(30);

/// Clock skew beyond this is on the status line: deadlines are in minutes.
pub const SKEW_SHOWN: Duration = Duration::from_secs(2);

/// The store following by more than this many events is on the status line; a group commit is not.
pub const STORE_LAG_SHOWN: u64 = 1000;

/// Most bytes of events a side sends before the other says they are stored.
pub const IN_FLIGHT_BYTES_MAX: usize = 1 << 20;

/// Sessions one hub serves at a time; one more is told to come back.
pub const SESSIONS_MAX: usize = 10_000;

/// Outbound frames waiting for one session's socket: few, because frames are made when there is room for them.
pub const SESSION_QUEUE: usize = 2;

/// Messages waiting for the console's loop.
pub const CONSOLE_QUEUE: usize = 1024;

/// How long the rest of an escape sequence may take before an Esc is the Esc key: longer than the gaps of a
/// 9600-baud line, shorter than a person notices.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// How long a paste may fall silent before it counts as cut off, so that a lost end never locks the keyboard.
pub const PASTE_WAIT: Duration = Duration::from_secs(2);

/// Largest paste, in bytes: more than any entry, less than a mistake with a file; the rest is dropped.
pub const PASTE_BYTES_MAX: usize = 64 << 10;

/// Shortest time between two frames that no key asked for: a flood of events is shown, not painted one by one.
pub const FRAME_GAP: Duration = Duration::from_millis(30);

/// Application heartbeat of a link (peers.md section 4, ask 2: at most 20 s).
pub const HEARTBEAT: Duration = Duration::from_secs(5);

/// A link without a word for this long is down.
pub const LINK_SILENCE_MAX: Duration = Duration::from_secs(15);

/// First and longest wait before a console calls its hub again; jittered between.
pub const BACKOFF: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// How long a side may take to say hello.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// Longest text a person can type into one entry, in bytes: it must fit a payload with its envelope of JSON.
pub const ENTRY_BYTES_MAX: usize = 2000;

/// Newest entries the world keeps per incident; older ones are read from the store.
pub const RECENT_ENTRIES: usize = 64;

/// Closed things of a kind that a world keeps at hand, the newest: more than anybody pages through; older ones are
/// packed away, and read from the store.
pub const AT_HAND: usize = 500;

/// Closed things that are packed into one chest: enough to pack well, few enough to be brought back in milliseconds.
pub const CHEST_SUBJECTS: usize = 256;

/// Writes that no longer stand which a register keeps at hand before they are packed.
pub const PAST_AT_HAND: usize = 256;

/// Events after which a world that is folded from a journal packs away what is old: seldom enough to cost nothing, and
/// often enough that a long journal never lies unpacked in memory.
pub const PUT_AWAY_EVERY: u64 = 1 << 16;

/// Newest readings the world keeps per gauge.
pub const RECENT_READINGS: usize = 48;

/// How often a team is expected to say where it is when it has no device: what it said is old after twice that.
pub const SAID_EVERY: Duration = Duration::from_mins(5);
/// Newest places the world keeps per team as somebody said them: enough that the one before stands when some are struck.
pub const RECENT_POSITIONS: usize = 8;
/// Combining characters one cluster of foreign text may carry; more would pile over the lines above and below.
pub const MARKS_PER_CLUSTER_MAX: usize = 4;

/// Size at which the log file is set aside for a new one, in bytes.
pub const LOG_FILE_BYTES_MAX: u64 = 4 << 20;

/// Largest scenario, layout or settings file, in bytes.
pub const CONFIG_FILE_BYTES_MAX: u64 = 4 << 20;

/// Teams one scenario may have.
pub const TEAMS_MAX: usize = 2000;

/// Injects one scenario may have.
pub const INJECTS_MAX: usize = 10_000;

/// Fixes one batch of a thinned track carries.
pub const TRACK_FIXES_MAX: usize = 60;

/// Entries of this session that can be called back into the entry line.
pub const ENTRY_HISTORY: usize = 100;

/// Longest text of a form's field that is not an order or entry, in bytes: a name, a number, a reason.
pub const FIELD_BYTES_MAX: usize = 400;

/// Largest regular expression that a filter may become, in bytes: many times what a person types, and far from the
/// memory that a console may hold.
pub const REGEX_BYTES_MAX: usize = 256 << 10;

/// Entries of the log that are fetched at a time: some pages of the largest screen.
pub const HISTORY_PAGE: usize = 256;

/// Entries of the log that the journal board holds: about a megabyte.
pub const HISTORY_WINDOW: usize = 2048;

/// Records that are looked through between two looks at what else is asked: a few milliseconds.
pub const HISTORY_BLOCK: u64 = 1024;

/// Bytes of segment that are read at a time for them.
pub const HISTORY_BLOCK_BYTES: usize = 4 << 20;

/// Names in the log are looked up in a copy of the world that is at most so many events old.
pub const NAMES_STALE_AFTER: u64 = 512;

/// Saved filters of the log: as many as a person tells apart in a list.
pub const VIEWS_MAX: usize = 50;

/// Questions to the archive that wait; only the newest of each kind is answered, so more are a person's keys of seconds.
pub const ARCHIVE_QUEUE: usize = 64;

/// The least number of records between two waypoints of the past: folding them takes some ten milliseconds.
pub const WAYPOINT_EVERY: u64 = 4096;

/// Waypoints of one journal's past: packed, each takes some hundred kilobytes.
pub const WAYPOINTS_MAX: u64 = 24;

/// zstd's level for waypoints: they are unpacked while a person waits.
pub const WAYPOINT_LEVEL: i32 = 1;

/// Points of the outlines on a map: the borders of a province's counties in detail.
pub const OUTLINE_POINTS_MAX: usize = 200_000;
/// How long an opened entry line keeps that moment for its entry: a caller comes to the point sooner, a watch is longer.
pub const LINE_OPEN_COUNTS: Duration = Duration::from_mins(2);
/// Forms put aside at a time; opening one more lets the oldest go, and says so.
pub const FORMS_PARKED_MAX: usize = 20;
/// Largest file of what is half entered, in bytes: every form put aside, and the entry line, with room.
pub const DRAFTS_BYTES_MAX: u64 = 1 << 20;

/// How long a person may take back what this post recorded last (design.md 5).
pub const UNDO_WITHIN: Duration = Duration::from_secs(10);
/// How long a word to the operator stays when no key is pressed.
pub const NOTICE_FOR: Duration = Duration::from_secs(20);
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

/// Least envelopes that a thread is started for to check their signatures: more than a millisecond of work.
pub const VERIFY_SHARE_MIN: usize = 32;

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

/// Largest content named by a hash, in bytes: a region with its layers, a photograph; not a film.
pub const CONTENT_BYTES_MAX: u64 = 16 << 20;

/// Contents that a replica lacks and asks for at a time; of what is named beyond it, it does not ask.
pub const CONTENT_LACKING_MAX: usize = 1024;

/// Least and most bytes of content in one frame: between them, a fraction of what may be under way on this link, so that
/// an order waits for no more than that.
pub const CONTENT_PIECE: (usize, usize) = (256, 16 << 10);

/// How long a session waits for a piece of content that it asked for, before it asks again.
pub const CONTENT_PATIENCE: Duration = Duration::from_mins(1);

/// How long a replica that has several sessions leaves a piece to the one that asked for it.
pub const CONTENT_CLAIM: Duration = Duration::from_secs(10);

/// When somebody who did not have some content is asked for it again.
pub const CONTENT_AGAIN: Duration = Duration::from_secs(30);

/// Openings of a journal that it remembers: a token older than that falls back to ranges.
pub const LIVES_MAX: usize = 256;

/// Positions in one frame.
pub const FIXES_PER_FRAME: usize = 256;

/// Frames of events after which positions get a turn although more events wait.
pub const FIXES_AFTER: u32 = 8;

/// A device's clock may be ahead by this much; a position from further in the future would never be replaced.
pub const FIX_AHEAD_MAX: Duration = Duration::from_mins(10);

/// Sessions a hub names when a console asks.
pub const SESSIONS_TOLD_MAX: usize = 256;

/// Fastest a drill's clock runs beside people, in drill milliseconds per 1000: ten hours in a minute. Faster is a
/// rehearsal, which has no clock.
pub const DRILL_SPEED_MAX: u32 = 600_000;

/// Most events, and bytes of segment, that the console's loop is handed at a time while it catches up: a few
/// milliseconds of folding, so that a key is not kept waiting.
pub const FEED_EVENTS_MAX: usize = 1024;

/// See [`FEED_EVENTS_MAX`].
pub const FEED_BYTES_MAX: usize = 512 << 10;

/// How long an exercise sleeps at most: at ten times the speed, teams move on the map every five seconds.
pub const EXERCISE_WAKE: Duration = Duration::from_millis(500);

/// Connections beyond [`SESSIONS_MAX`] that are told so at a time; more are closed without a word.
pub const TURNED_AWAY_MAX: usize = 64;

/// How long the last frame of a session may take to leave.
pub const LEAVE_WITHIN: Duration = Duration::from_secs(2);

/// Read buffer of one socket: the hub holds one for each of its sessions.
pub const SOCKET_BUFFER_BYTES: usize = 8 << 10;

/// A session this long up was a good one: the next call begins without waiting longer than the first time.
pub const GOOD_SESSION: Duration = Duration::from_secs(10);

/// Own events a link keeps account of until the hub has them; older ones beyond it are counted, not named.
pub const BACKLOG_TRACKED_MAX: usize = 100_000;

/// Largest file a link keeps its resume token in, in bytes.
pub const RESUME_FILE_BYTES_MAX: u64 = 8192;

/// How often the hub is asked who is connected while its board is on the screen.
pub const ASK_SESSIONS_EVERY: Duration = Duration::from_secs(2);

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

/// Runs of urgent events sent before their turn that a resume token names.
pub const AHEAD_RUNS_KEPT: usize = 64;

/// Runs of events that came before their turn that a caller names in its hello: on a thin link each costs a dozen bytes.
pub const AHEAD_RUNS_TOLD: usize = 16;

/// Shortest and longest join secret, in bytes: not to be guessed, and not a file named by mistake.
pub const SECRET_BYTES: (usize, usize) = (16, 1024);

/// TLS sessions a hub remembers, so that a console that comes back shakes hands in few bytes.
pub const TLS_SESSIONS_KEPT: usize = 4096;

/// How long a drill that has ended waits for its hub to have everything.
pub const DRILL_DELIVERY: Duration = Duration::from_secs(30);

/// How long a console that ends waits for its hub to be told.
pub const LINK_GOODBYE: Duration = Duration::from_secs(1);

/// Longest foreign text that is repeated in a sentence about the other end, in characters.
pub const TOLD_CHARS_MAX: usize = 100;

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
