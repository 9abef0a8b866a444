//! Events: what the fold takes.

use super::{EventId, Fact, Override, PostId};
use crate::clock::At;

/// An event for the fold: a fact, and who wrote it where and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Hash of the signed bytes.
    pub id: EventId,
    /// Who signed.
    pub post: PostId,
    /// Place in its series.
    pub seq: u64,
    /// Hybrid logical clock; orders display only.
    pub hlc: u64,
    /// 入账.
    pub recorded: At,
    /// The person signed in.
    pub actor: String,
    /// What happened.
    pub fact: Fact,
    /// The authority basis, when its author had none of their own.
    pub overridden: Option<Box<Override>>,
}
