//! What two ends tell of themselves: who they are and what they hold.

use data_encoding::HEXLOWER;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::At;
use crate::domain::{ContentHash, PostId, Realm, Series, Stream};
use crate::sync::store::{Check, Mark, StoreId};

/// What an end is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A post's console, or a program that posts or watches.
    Console,
    /// A hub.
    Hub,
}

/// From where a caller goes on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResumeAt {
    /// The answerer's store the caller was in session with.
    pub store: StoreId,
    /// The caller holds everything meant for it up to this number of that store.
    pub got: u64,
    /// The newest mark the caller saw of that store.
    pub seen: Mark,
    /// Beyond `got` and up to that mark, what it holds of events that were sent before their turn: first and last of the
    /// newest few runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ahead: Vec<(u64, u64)>,
}

/// Who speaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hello {
    /// [`super::PROTOCOL`].
    pub protocol: String,
    /// Console or hub.
    pub kind: Kind,
    /// Whose arrival numbers these are.
    pub store: StoreId,
    /// Which world.
    pub realm: Realm,
    /// The sender's fold: replicas that differ in it may differ in state, and say so.
    pub fold: u32,
    /// What the sender may hold and wants.
    pub streams: Vec<Stream>,
    /// Who writes here; a hub and a watcher write nothing.
    pub post: Option<PostId>,
    /// The post's own name, for people.
    pub name: String,
    /// The sender's wall clock.
    pub at: At,
    /// Bytes of events the sender takes before it has answered.
    pub window: u64,
    /// The caller's wish to go on.
    pub resume: Option<ResumeAt>,
    /// The answerer's yes to it.
    pub resumed: bool,
    /// That the caller knows the hub's join secret: see `join`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<ContentHash>>,
}

/// A series within the session's realm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct SeriesName {
    /// Who signs.
    pub post: PostId,
    /// Incarnation.
    #[serde(serialize_with = "hex_of", deserialize_with = "from_hex")]
    pub inc: u64,
    /// Who may hold it.
    pub stream: Stream,
}

impl SeriesName {
    /// The name of `series` inside its realm.
    pub fn of(series: &Series) -> Self {
        Self { post: series.post, inc: series.incarnation, stream: series.stream }
    }

    /// The series of this name in `realm`.
    pub fn within(self, realm: &Realm) -> Series {
        Series { post: self.post, incarnation: self.inc, realm: realm.clone(), stream: self.stream }
    }
}

/// What a side holds of one series, or a part of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HaveSeries {
    /// Which.
    #[serde(flatten)]
    pub series: SeriesName,
    /// First, last, and the check of what is held at the last.
    pub ranges: Vec<(u64, u64, Check)>,
    /// Check over every sequence held more than once.
    pub odd: Option<Check>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn hex_of<S: Serializer>(n: &u64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&HEXLOWER.encode(&n.to_be_bytes()))
}

fn from_hex<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let text = String::deserialize(from)?;
    let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.map(u64::from_be_bytes).ok_or_else(|| D::Error::custom("expected 16 hexadecimal digits"))
}
