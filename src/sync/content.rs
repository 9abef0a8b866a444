//! Content named by its hash, beside the log: fetched piece by piece, when nothing more urgent is to be said.
//!
//! An event names content by a member `"content"` of its data, the SHA-256 in 64 hexadecimal digits, whatever its kind:
//! a replica that does not know the kind carries the content all the same. Whoever lacks it asks for it from where it
//! stopped; whoever does not have it says so, and is asked again later. Content goes where the events go that name it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::frame::{Control, Message};
use super::store::{Store, StoreError};
use crate::domain::{ContentHash, Stream};
use crate::limits::{CONTENT_AGAIN, CONTENT_LACKING_MAX, CONTENT_PATIENCE};

/// What an event's payload names, told without reading the JSON: a quotation mark inside a text is written `\"`, so
/// these bytes are a member and never somebody's words.
pub fn named(payload: &[u8]) -> Option<ContentHash> {
    const MEMBER: &[u8] = br#""content":""#;
    let at = payload.windows(MEMBER.len()).position(|window| window == MEMBER)?;
    let rest = payload.get(at + MEMBER.len()..)?;
    let (hex, after) = rest.split_at_checked(64)?;
    if !after.starts_with(b"\"") {
        return None;
    }
    std::str::from_utf8(hex).ok()?.parse().ok()
}

/// Part of some content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Of which.
    pub hash: ContentHash,
    /// How long all of it is, in bytes.
    pub total: u64,
    /// Where in it this part begins.
    pub from: u64,
    /// The part; empty only when all of it is.
    pub bytes: Vec<u8>,
}

impl Piece {
    /// Whether all of the content ends here.
    pub fn is_last(&self) -> bool {
        self.from.saturating_add(self.bytes.len() as u64) >= self.total
    }
}

/// The content's part of a session.
#[derive(Debug, Default)]
pub(super) struct ContentLane {
    /// Asked for, and when.
    asked: Option<(ContentHash, Duration)>,
    /// Not had there, or not what its name says: when it was said.
    lacks: BTreeMap<ContentHash, Duration>,
    /// The other side's question.
    question: Option<(ContentHash, u64)>,
}

impl ContentLane {
    /// The other side asks; a second question takes the place of the first.
    pub(super) fn ask(&mut self, hash: ContentHash, from: u64) {
        self.question = Some((hash, from));
    }

    /// The other side does not have it.
    pub(super) fn lacks(&mut self, hash: ContentHash, now: Duration) {
        if self.asked.take_if(|(asked, _)| *asked == hash).is_some() && self.lacks.len() < CONTENT_LACKING_MAX {
            self.lacks.insert(hash, now);
        }
    }

    /// A piece came; whether it was asked for. Should all of it prove to be something else, it is not asked for again
    /// at once.
    pub(super) fn came(&mut self, piece: &Piece, now: Duration) -> bool {
        let asked = self.asked.take_if(|(asked, _)| *asked == piece.hash).is_some();
        if asked && piece.is_last() && self.lacks.len() < CONTENT_LACKING_MAX {
            self.lacks.insert(piece.hash, now);
        }
        asked
    }

    /// The next thing to say: an answer of at most `most` bytes, or a question.
    pub(super) fn next(
        &mut self,
        store: &dyn Store,
        streams: &BTreeSet<Stream>,
        most: usize,
        now: Duration,
    ) -> Result<Option<Message>, StoreError> {
        if let Some((hash, from)) = self.question.take() {
            let piece = store.piece(hash, from, most, streams)?;
            return Ok(Some(piece.map_or_else(|| Control::Lacks { hash }.encode(), |piece| piece.encode())));
        }
        if self.asked.is_some_and(|(_, when)| now < when + CONTENT_PATIENCE) {
            return Ok(None);
        }
        self.lacks.retain(|_, when| now < *when + CONTENT_AGAIN);
        for (hash, stream, here) in store.lacking() {
            if streams.contains(&stream) && !self.lacks.contains_key(&hash) && store.claim(hash, now) {
                self.asked = Some((hash, now));
                return Ok(Some(Control::Fetch { hash, from: here }.encode()));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_named_by_a_member_and_never_by_words() {
        let hash = ContentHash([0xab; 32]);
        let json = |data: serde_json::Value| serde_json::json!({"kind": "file.attached/9", "data": data}).to_string();
        let named_in = |text: String| named(text.as_bytes());
        assert_eq!(named_in(json(serde_json::json!({"name": "图", "content": hash.to_string()}))), Some(hash));
        let words = format!("\"content\":\"{hash}\"");
        assert_eq!(named_in(json(serde_json::json!({ "text": words }))), None);
        for odd in ["", "ab", &"g".repeat(64), &"a".repeat(65)] {
            assert_eq!(named_in(json(serde_json::json!({ "content": odd }))), None, "{odd}");
        }
        assert_eq!(named(br#"{"content":"abc"#), None);
    }
}
