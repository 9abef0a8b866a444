//! What a session is given and what it gives.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::content::Piece;
use super::frame::{Hello, Kind, Message, ResumeAt, SeriesName, SessionLine};
use super::store::{Held, Mark, StoreId};
use crate::clock::At;
use crate::domain::{Fix, PostId, Realm, Stream};

/// The time, twice: for timeouts and for people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
    /// Since any moment that stays the same, never backwards.
    pub mono: Duration,
    /// The machine's wall clock.
    pub wall: At,
}

/// Who this end is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Me {
    /// Console or hub.
    pub kind: Kind,
    /// This store.
    pub store: StoreId,
    /// Which world.
    pub realm: Realm,
    /// What may be held here.
    pub streams: BTreeSet<Stream>,
    /// Who writes here; its events are reported when the other side has them.
    pub post: Option<PostId>,
    /// The post's own name, for people.
    pub name: String,
}

/// What a caller keeps to go on from. Worth nothing unless both stores still are what they were.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resume {
    /// What the answerer is told.
    pub at: ResumeAt,
    /// The answerer holds everything up to this number of the caller's store.
    pub gave: u64,
    /// Beyond that, what it holds of urgent events that were sent before their turn: first and last of each run.
    #[serde(default)]
    pub ahead: Vec<(u64, u64)>,
    /// The caller's store at that time.
    pub store: StoreId,
    /// Its newest event at that time.
    pub held: Mark,
    /// What was asked for.
    pub streams: BTreeSet<Stream>,
}

/// Which end this is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Side {
    /// Called: says hello first. The other end must be a hub.
    Caller(Option<Resume>),
    /// Was called.
    Answerer,
}

/// What the shell has to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// The other end is one of ours.
    Greeted {
        /// Its hello.
        hello: Hello,
        /// Whether both go on from where they were.
        resumed: bool,
    },
    /// The other side holds events of this series, which this post writes, that are not here: the journal was put back
    /// from a copy, or the post runs twice. Nothing more may be written in it.
    Outrun(SeriesName),
    /// Make these durable, then say [`super::Session::stored`] with the number of the frame. Some may be there already.
    Store {
        /// Which frame.
        frame: u64,
        /// With the other side's arrival numbers.
        events: Vec<Held>,
    },
    /// Part of some content that was asked for.
    Piece(Piece),
    /// Positions.
    Fixes(Vec<Fix>),
    /// Somebody asks who is connected.
    TellSessions,
    /// Who is connected.
    Sessions(Vec<SessionLine>),
}

/// What a session has to say now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Poll {
    /// Send this, then ask again.
    Message(Message),
    /// There is room for positions: [`super::Session::send_fixes`], or ask again.
    RoomForFixes,
    /// There is more to look at; let others run, then ask again.
    Again,
    /// Nothing, until something happens or [`super::Session::wake`] has passed.
    Idle,
}
