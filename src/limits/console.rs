//! The console: what is typed, shown, asked for and kept.

use std::ops::RangeInclusive;
use std::time::Duration;

/// Messages waiting for the console's loop.
pub const CONSOLE_QUEUE: usize = 1024;

/// How long the rest of an escape sequence may take before an Esc is the Esc key: longer than the gaps of a
/// 9600-baud line, shorter than a person notices.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// How long a paste may fall silent before it counts as cut off, so that a lost end never locks the keyboard.
pub const PASTE_WAIT: Duration = Duration::from_secs(2);

/// Largest paste, in bytes: more than any entry, less than a mistake with a file; the rest is dropped.
pub const PASTE_BYTES_MAX: usize = 64 << 10;

/// How long a terminal may take to say where its cursor stands before it counts as one that does not say: a satellite
/// link takes 600 ms there and back, and a person waits no longer than this without a doubt.
pub const REPORT_WAIT: Duration = Duration::from_secs(2);

/// Most bytes that are kept of what is typed while a terminal is measured: a line or two of text, typed ahead.
pub const AHEAD_BYTES_MAX: usize = 1024;

/// Largest note of who sits at a post, in bytes: two names, a role and two times.
pub const SEAT_BYTES_MAX: u64 = 4096;

/// Shortest time between two frames that no key asked for: a flood of events is shown, not painted one by one.
pub const FRAME_GAP: Duration = Duration::from_millis(30);

/// Longest text a person can type into one entry, in bytes: it must fit a payload with its envelope of JSON.
pub const ENTRY_BYTES_MAX: usize = 2000;

/// Size at which the log file is set aside for a new one, in bytes.
pub const LOG_FILE_BYTES_MAX: u64 = 4 << 20;

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

/// Cells of a name, or of what an alarm is about, in the window's title: a list of windows shows no more.
pub const TITLE_NAME_CELLS: usize = 40;

/// Questions to the archive that wait; only the newest of each kind is answered, so more are a person's keys of seconds.
pub const ARCHIVE_QUEUE: usize = 64;

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

/// Most events, and bytes of segment, that the console's loop is handed at a time while it catches up: a few
/// milliseconds of folding, so that a key is not kept waiting.
pub const FEED_EVENTS_MAX: usize = 1024;

/// See [`FEED_EVENTS_MAX`].
pub const FEED_BYTES_MAX: usize = 512 << 10;

/// Keys pressed one after another for one act: a chord and two more; nobody remembers four.
pub const STROKES_MAX: usize = 3;

/// Posts that one login may have open at a time in one realm: the people in one room.
pub const POSTS_OF_A_LOGIN: usize = 16;

/// How long after it was received a red or orange warning breaks through a drill as news, where nothing else asks for
/// a decision: a replica that is filled for the first time meets many that are history.
pub const NEWS_FOR: Duration = Duration::from_hours(1);

/// A reading of a moment is old after so long, one of a span after two of its spans at least: stations report by the hour.
pub const READING_OLD_AFTER: Duration = Duration::from_hours(1);

/// How far a slow line may be behind what was written to it: with its own row, a key's echo is there within 300 ms, which
/// is about what a person takes for an answer.
pub const LINE_AHEAD: Duration = Duration::from_millis(150);

/// Bits a second of a line that is written to no faster than it takes them; a faster one takes a screen at once.
pub const LINE_BITS: RangeInclusive<u32> = 300..=115_200;

/// Characters of a hand-over sheet in Chinese, blanks not counted: two minutes read aloud at four in a second.
pub const ALOUD_ZH: usize = 500;

/// The same in English: two minutes of 140 words with six letters and marks each.
pub const ALOUD_EN: usize = 1_680;

/// Cells of an order's text on a hand-over sheet: enough to tell it from the others; its number finds the rest.
pub const ORDER_CELLS_ALOUD: usize = 24;

/// Cells of a name under a hand-over sheet: six Chinese characters, the longest that are common.
pub const NAME_CELLS_ALOUD: usize = 12;

/// Characters kept for the signatures under a hand-over sheet in Chinese, and for those under the one before: names of that
/// length with times and the words around them.
pub const SIGNATURES_ALOUD_ZH: usize = 72;

/// The same in English.
pub const SIGNATURES_ALOUD_EN: usize = 150;

/// Alarms that a console keeps as returned until somebody looks: more say no more.
pub const RETURNED_MAX: usize = 99;

/// Cells of the one that the rail names.
pub const RETURNED_CELLS: usize = 24;
