//! Sessions between posts and hubs: sockets, secrets, patience.

use std::time::Duration;

/// Largest WebSocket message either side accepts or sends, in bytes.
pub const FRAME_BYTES_MAX: usize = 256 << 10;

/// Clock skew beyond this is on the status line: deadlines are in minutes.
pub const SKEW_SHOWN: Duration = Duration::from_secs(2);

/// Sessions one hub serves at a time; one more is told to come back.
pub const SESSIONS_MAX: usize = 10_000;

/// Outbound frames waiting for one session's socket: few, because frames are made when there is room for them.
pub const SESSION_QUEUE: usize = 2;

/// Application heartbeat of a link (peers.md section 4, ask 2: at most 20 s).
pub const HEARTBEAT: Duration = Duration::from_secs(5);

/// A link without a word for this long is down.
pub const LINK_SILENCE_MAX: Duration = Duration::from_secs(15);

/// First and longest wait before a console calls its hub again; jittered between.
pub const BACKOFF: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// How long a side may take to say hello.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// Sessions a hub names when a console asks.
pub const SESSIONS_TOLD_MAX: usize = 256;

/// A post of which a hub has heard nothing for so long is said to be silent: longer than the heartbeat of a thin link
/// with one of them lost, shorter than a person would wait before asking.
pub const POST_SILENT_AFTER: Duration = Duration::from_secs(30);

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

/// Shortest and longest join secret, in bytes: not to be guessed, and not a file named by mistake.
pub const SECRET_BYTES: (usize, usize) = (16, 1024);

/// TLS sessions a hub remembers, so that a console that comes back shakes hands in few bytes.
pub const TLS_SESSIONS_KEPT: usize = 4096;

/// How long a console that ends waits for its hub to be told.
pub const LINK_GOODBYE: Duration = Duration::from_secs(1);

/// Longest foreign text that is repeated in a sentence about the other end, in characters.
pub const TOLD_CHARS_MAX: usize = 100;
