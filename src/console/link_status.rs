//! What the console knows of its link. The link is a rumour: all of this is shown, none of it is waited for.

use crate::clock::{At, Span};
use crate::text::tell::Both;

/// The state of the one connection to the hub, as of the message that carried it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum LinkState {
    /// No hub was named.
    #[default]
    NotConfigured,
    /// Trying to reach it.
    Calling {
        /// How many calls since it was last up.
        attempt: u32,
        /// Why the last one ended; empty before the first.
        why: Both,
    },
    /// Up, by application heartbeat.
    Up {
        /// Milliseconds since the hub was last heard.
        heard_ms_ago: u32,
        /// Round trip of the last heartbeat in ms.
        rtt_ms: u32,
        /// This clock minus the hub's, in ms.
        skew_ms: i32,
    },
    /// The other end answered and will not have us: another realm, or not a hub of ours.
    Refused {
        /// In its words.
        why: Both,
    },
}

/// Own events the hub does not have yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Backlog {
    /// How many.
    pub count: u64,
    /// When the oldest was recorded.
    pub oldest: Option<At>,
}

/// What this post and its hub owed each other of this post's events, when it was last counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Account {
    /// Acknowledged by the hub, and missing in the journal here.
    pub missing: u64,
    /// In the journal here, and never sent.
    pub unsent: u64,
}

/// What this replica holds and does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Holdings {
    /// Since when it knows anything of its own, and how many older records were filled in later.
    pub begins: Option<(At, u64)>,
    /// Contents that events here name and that are not here.
    pub lacking: usize,
}

/// One session of the hub, for the hub board.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionInfo {
    /// The post's own name.
    pub name: String,
    /// Connected since.
    pub since: At,
    /// Events the hub holds that this session has not stored yet.
    pub behind: u64,
    /// Bytes sent to it.
    pub sent_bytes: u64,
    /// Bytes received from it.
    pub received_bytes: u64,
    /// For how long the hub has not heard of the post; nothing while it hears it.
    pub silent: Option<Span>,
}
