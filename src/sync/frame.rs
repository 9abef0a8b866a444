//! The frames of the protocol `qianzhi/1`, byte by byte. Pure.
//!
//! Two ends of one WebSocket (`Sec-WebSocket-Protocol: qianzhi.1`) send each other messages: **control frames** are
//! text messages of JSON, **frames of events** are binary messages. No message is longer than
//! `limits::FRAME_BYTES_MAX`. The side that called says `hello` first, the other answers with its own. What cannot be
//! read ends the session with a `bye`. Frames may arrive twice or out of order without harm.
//!
//! # Events (binary; integers big-endian)
//!
//! | bytes | field |
//! |---|---|
//! | 1 | type = 1 |
//! | 8 | number of this frame: the sender counts its frames of events of this session from 1 |
//! | 8 | through: every event the sender holds with a number up to this one was in this frame or an earlier one, or was left out because the receiver has it |
//! | … | one or more entries, to the end of the message |
//!
//! | bytes | entry |
//! |---|---|
//! | 8 | number: the sender's arrival number of the event |
//! | 2 | n, at most 8192 |
//! | n | the envelope, verbatim (`envelope` has its table) |
//!
//! Entries are at most `limits::FRAME_EVENTS_MAX`. Urgent events may come before their turn, so numbers do not always
//! ascend. The receiver answers each frame with `stored` once its journal is durable, and only then; bytes sent and
//! not yet answered stay within the `window` of the receiver's hello, one frame excepted.
//!
//! # Content (binary)
//!
//! | bytes | field |
//! |---|---|
//! | 1 | type = 2 |
//! | 32 | SHA-256 of all of it |
//! | 8 | its length, at most `limits::CONTENT_BYTES_MAX` |
//! | 8 | where in it this part begins |
//! | … | the part, to the end of the message |
//!
//! # Control (JSON; ids and checks are lower-case hexadecimal, times ms since 1970 UTC)
//!
//! | `t` | fields | meaning |
//! |---|---|---|
//! | `hello` | `protocol` = `"qianzhi/1"`, `kind` `"console"`/`"hub"`, `store` (32 digits), `realm`, `fold`, `streams` (`"open"`, `"control"`), `post` (64 digits) or null, `name`, `at`, `window` (bytes), `resume` null or `{store, got, seen, ahead?}`, `resumed`, `proof`? (64 digits: see `join`) | who speaks, and from where to go on |
//! | `have` | `part` (from 0), `of`, `series`: list of `{post, inc (16 digits), stream, ranges: [[first, last, check]], odd}` | what the sender holds; not sent in a resumed session. All parts together are the whole. A range ends where the series' chain is broken. `check`: first 8 bytes of the SHA-256 of the ids held at `last`, ascending. `odd`: the same over (sequence as 8 bytes, ids ascending) of every sequence held more than once; null when there is none |
//! | `want` | `series`: list of `{post, inc, stream}` | the two sides hold different events under the same sequences: send these series whole |
//! | `stored` | `frames`: list of `[first, last]`, `refused`: list of `[frame, index, why]`, `mark` | these frames are durable, except the refused entries (`why`: `malformed`, `signature`, `realm`, `stream`) |
//! | `fixes` | `n`, `fixes`: list of `{team, point: {lat, lon}, at, speed_mh?, every_ms}` | newest positions; the next only after `fixed` |
//! | `fixed` | `n` | the positions arrived |
//! | `fetch` | `hash` (64 digits), `from` | send this content from that byte on: one frame of content, or `lacks` |
//! | `lacks` | `hash` | it is not here |
//! | `ping` | `n`, `at`, `progress`, `mark` | heartbeat, every `limits::HEARTBEAT` |
//! | `pong` | `n`, `at` (the ping's), `got` (the answerer's clock), `progress`, `mark` | answer |
//! | `ask_sessions`, `sessions` | `sessions`: list of `{name, since, behind, sent, received}` | who is connected to the hub |
//! | `bye` | `why`, and what belongs to it | the last frame |
//!
//! `mark` is `{number, check}`: the sender's newest durable arrival number, and 8 bytes by which it knows that place again.
//! `progress` is `{frame, through}`: the last frame of events sent, and the through as of now, which moves on without
//! frames when there is nothing to send. A caller that comes back to the store `resume.store` and holds everything
//! through `resume.got` names the newest mark it saw there; the answerer says `resumed` when its store still has that
//! event under that number, and both go on from where they were without `have`.

mod events;
mod hello;
mod piece;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::content::Piece;
use super::store::Mark;
use crate::clock::At;
use crate::domain::{ContentHash, Fix, Realm};
use crate::limits::{FIXES_PER_FRAME, FRAME_BYTES_MAX, NAME_BYTES_MAX, SESSIONS_TOLD_MAX, TOLD_CHARS_MAX};
use crate::text::tell::Tell;

pub use events::Events;
use events::events;
pub(super) use events::{ENTRY_HEAD, EVENTS_HEAD, EventsWriter};
pub use hello::{HaveSeries, Hello, Kind, ResumeAt, SeriesName};

/// What this program speaks.
pub const PROTOCOL: &str = "qianzhi/1";

/// The WebSocket subprotocol, so that a server of another kind is known before the first frame.
pub const SUBPROTOCOL: &str = "qianzhi.1";

/// A frame as a message of the socket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message {
    /// A control frame.
    Text(String),
    /// A frame of events.
    Binary(Vec<u8>),
}

impl Message {
    /// Its length in bytes.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Binary(bytes) => bytes.len(),
        }
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Why a message is not a frame.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FrameError {
    /// Longer than any frame.
    #[error("a message of {0} bytes is longer than any frame")]
    TooLong(usize),
    /// Text that is no control frame.
    #[error("a text message is not a control frame: {0}")]
    Control(String),
    /// Bytes that are no frame of content.
    #[error("a binary message of {0} bytes is not a frame of content")]
    Content(usize),
    /// Bytes that are no frame of events.
    #[error("a binary message of {0} bytes is not a frame of events")]
    Events(usize),
    /// Bytes of a thin link that are no message.
    #[error("{0} bytes of a thin link are not a message of it")]
    Packed(usize),
    /// A number outside what can be.
    #[error("the field `{0}` is out of range")]
    Field(&'static str),
}

/// How far a sender is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Its last frame of events.
    pub frame: u64,
    /// See the module's table.
    pub through: u64,
}

/// Why an envelope was not taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The bytes are not an envelope.
    Malformed,
    /// The signature is not its post's.
    Signature,
    /// It belongs to another realm.
    Realm,
    /// It belongs to a stream the receiver does not hold.
    Stream,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not an envelope",
            Self::Signature => "not signed by its post",
            Self::Realm => "of another realm",
            Self::Stream => "of a stream that is not held there",
        })
    }
}

/// One session of a hub, as it tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SessionLine {
    /// The post's own name.
    pub name: String,
    /// Connected since.
    pub since: At,
    /// Events the hub holds that the session has not stored yet.
    pub behind: u64,
    /// Bytes sent to it.
    pub sent: u64,
    /// Bytes received from it.
    pub received: u64,
    /// For how many seconds nothing was heard of the post, whether its session lasts or not; nothing while it is heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silent: Option<u32>,
}

/// Why a side ends a session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Bye {
    /// It speaks something else.
    #[error("it speaks {speaks}, not the protocol it was addressed in")]
    Protocol {
        /// What it speaks.
        speaks: String,
    },
    /// It is of another realm.
    #[error("it serves the realm {realm}")]
    Realm {
        /// Which.
        realm: Realm,
    },
    /// It could not read a frame.
    #[error("it could not read a frame: {what}")]
    Malformed {
        /// What was wrong.
        what: String,
    },
    /// It was sent more than it asked for.
    #[error("it was sent more than it has room for")]
    TooMuch,
    /// All sessions are taken.
    #[error("it has no room for another session; try again later")]
    Busy,
    /// The caller did not prove that it knows the hub's join secret.
    #[error(
        "it takes only posts that know its join secret, and was shown none or another: name the file with its secret \
         with --join-secret-file"
    )]
    Secret,
    /// The same post connected anew.
    #[error("the same post connected again from elsewhere")]
    Replaced,
    /// It heard nothing for too long.
    #[error("it heard nothing for too long")]
    Silent,
    /// Its store failed.
    #[error("its journal does not take events now")]
    Store,
    /// It is stopping.
    #[error("it is shutting down")]
    Stopping,
}

/// A control frame.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum Control {
    /// Who speaks.
    Hello(Hello),
    /// What the sender holds.
    Have {
        /// From 0.
        part: u32,
        /// How many parts.
        of: u32,
        /// What this part says.
        series: Vec<HaveSeries>,
    },
    /// Send these whole.
    Want {
        /// Which.
        series: Vec<SeriesName>,
    },
    /// Durable.
    Stored {
        /// First and last of each run of frames.
        frames: Vec<(u64, u64)>,
        /// Frame, index in it from 0, and why.
        refused: Vec<(u64, u16, Why)>,
        /// The sender's newest.
        mark: Mark,
    },
    /// Newest positions.
    Fixes {
        /// Number of this frame of positions.
        n: u64,
        /// One per team.
        fixes: Vec<Fix>,
    },
    /// They arrived.
    Fixed {
        /// Which.
        n: u64,
    },
    /// Send this content, from here on.
    Fetch {
        /// Which.
        hash: ContentHash,
        /// From which of its bytes.
        from: u64,
    },
    /// This content is not here.
    Lacks {
        /// Which.
        hash: ContentHash,
    },
    /// Heartbeat.
    Ping {
        /// Number of this ping.
        n: u64,
        /// The sender's wall clock.
        at: At,
        /// How far it has sent.
        progress: Progress,
        /// The sender's newest.
        mark: Mark,
    },
    /// Its answer.
    Pong {
        /// The ping's number.
        n: u64,
        /// The ping's time.
        at: At,
        /// The answerer's wall clock.
        got: At,
        /// How far it has sent.
        progress: Progress,
        /// The answerer's newest.
        mark: Mark,
    },
    /// Who else is connected?
    AskSessions,
    /// These are.
    Sessions {
        /// At most `limits::SESSIONS_TOLD_MAX`.
        sessions: Vec<SessionLine>,
    },
    /// The last frame.
    Bye(Bye),
}

impl Control {
    /// As a message.
    pub fn encode(&self) -> Message {
        Message::Text(
            serde_json::to_string(self).unwrap_or_else(|_| unreachable!("control frames are strings and integers")),
        )
    }
}

/// A frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Frame<'a> {
    /// Text.
    Control(Box<Control>),
    /// Binary.
    Events(Events<'a>),
    /// Binary too.
    Piece(Piece),
}

impl<'a> Frame<'a> {
    /// Reads a message.
    pub fn decode(message: &'a Message) -> Result<Self, FrameError> {
        if message.len() > FRAME_BYTES_MAX {
            return Err(FrameError::TooLong(message.len()));
        }
        match message {
            Message::Text(text) => {
                let control =
                    serde_json::from_str(text).map_err(|error| FrameError::Control(tame(&error.to_string())))?;
                Ok(Self::Control(Box::new(checked(control)?)))
            }
            Message::Binary(bytes) if bytes.first() == Some(&piece::PIECE) => piece::piece(bytes).map(Self::Piece),
            Message::Binary(bytes) => events(bytes).map(Self::Events),
        }
    }
}

/// A foreign text for a sentence: short, and nothing in it that a terminal would obey.
pub(super) fn tame(text: &str) -> String {
    let shown = |c: char| if matches!(c, '\'' | '"') { c.to_string() } else { c.escape_debug().to_string() };
    text.chars().take(TOLD_CHARS_MAX).map(shown).collect()
}

/// Bounds what a frame holds beyond its length.
fn checked(control: Control) -> Result<Control, FrameError> {
    match control {
        Control::Bye(Bye::Malformed { what }) => Ok(Control::Bye(Bye::Malformed { what: tame(&what) })),
        Control::Bye(Bye::Protocol { speaks }) => Ok(Control::Bye(Bye::Protocol { speaks: tame(&speaks) })),
        Control::Sessions { sessions } if sessions.len() > SESSIONS_TOLD_MAX => Err(FrameError::Field("sessions")),
        Control::Fixes { fixes, .. } if fixes.len() > FIXES_PER_FRAME => Err(FrameError::Field("fixes")),
        Control::Hello(hello) if hello.name.len() > NAME_BYTES_MAX => Err(FrameError::Field("name")),
        other => Ok(other),
    }
}

impl Tell for FrameError {
    fn zh(&self) -> String {
        match self {
            Self::TooLong(bytes) => format!("一条 {bytes} 字节的消息, 比任何帧都长"),
            Self::Control(what) => format!("一条文字消息不是控制帧: {what}"),
            Self::Content(bytes) => format!("一条 {bytes} 字节的消息不是附件帧"),
            Self::Events(bytes) => format!("一条 {bytes} 字节的消息不是条目帧"),
            Self::Packed(bytes) => format!("窄线路上的 {bytes} 字节不是它的消息"),
            Self::Field(name) => format!("`{name}` 一项超出范围"),
        }
    }
}

impl Tell for Bye {
    fn zh(&self) -> String {
        match self {
            Self::Protocol { speaks } => format!("它用 {speaks}, 不是呼它时用的协议"),
            Self::Realm { realm } => format!("它属 {realm}"),
            Self::Malformed { what } => format!("它读不懂一帧: {what}"),
            Self::TooMuch => "发给它的超过了它的余地".to_owned(),
            Self::Busy => "它没有余位了; 过一会再试".to_owned(),
            Self::Secret => {
                "它只收知道入网密码的席位, 给它的没有或不对: 用 --join-secret-file 写明存密码的文件".to_owned()
            }
            Self::Replaced => "同一席位从别处又连了进来".to_owned(),
            Self::Silent => "它太久没有收到消息".to_owned(),
            Self::Store => "它的日志现在不收".to_owned(),
            Self::Stopping => "它正在停机".to_owned(),
        }
    }
}

impl Tell for Why {
    fn zh(&self) -> String {
        let words = match self {
            Self::Malformed => "不是条目",
            Self::Signature => "没有其席位的签名",
            Self::Realm => "属于别的域",
            Self::Stream => "属于那里不存的一路",
        };
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_session_is_told_in_both_languages() {
        use crate::text::tell::tests::told;
        let source = include_str!("frame.rs");
        let errors = [
            FrameError::TooLong(9),
            FrameError::Control("X9".into()),
            FrameError::Content(9),
            FrameError::Events(9),
            FrameError::Packed(9),
            FrameError::Field("F1"),
        ];
        told(source, "FrameError", &errors);
        let byes = [
            Bye::Protocol { speaks: "QIANZHI/9".into() },
            Bye::Realm { realm: Realm::Live },
            Bye::Malformed { what: "X9".into() },
            Bye::TooMuch,
            Bye::Busy,
            Bye::Secret,
            Bye::Replaced,
            Bye::Silent,
            Bye::Store,
            Bye::Stopping,
        ];
        told(source, "Bye", &byes);
        told(source, "Why", &[Why::Malformed, Why::Signature, Why::Realm, Why::Stream]);
    }
}
