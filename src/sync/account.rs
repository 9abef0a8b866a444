//! What two replicas owe each other of one post's events, as their comparison shows it.

/// Two counts of one post's events, taken when a post and its hub compared what they hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Account {
    /// The hub has acknowledged them and the post's own journal does not hold them: it was put back from a copy, or lost a
    /// part of itself. They come back from the hub.
    pub missing: u64,
    /// The post's journal holds them and the hub does not.
    pub unsent: u64,
}
