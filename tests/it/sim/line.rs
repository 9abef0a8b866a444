//! A connection between two replicas: two sessions, and what is on its way to each.

use std::collections::VecDeque;

use qianzhi::clock::At;
use qianzhi::domain::{Fix, Point};
use qianzhi::journal::Outrun;
use qianzhi::sync::desk::{Desk, ToStore, Traffic};
use qianzhi::sync::{Hello, Message, Piece, SeriesName, Session, SessionLine};

/// What a connection does to what is sent over it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    /// What a WebSocket does: everything arrives once and in order, or the connection breaks.
    Stream,
    /// Worse than any socket: frames are dropped, duplicated and reordered too.
    Frames,
}

/// Whoever the session is carried for.
pub(super) struct Tap {
    /// A post's pen; nobody writes at a hub.
    pub(super) outrun: Option<Outrun>,
    /// Whether the session goes on from a token.
    pub(super) resumed: Option<bool>,
    /// How often its pen heard that it was outrun.
    pub(super) outruns: u64,
    /// Content that came, for the journal.
    pub(super) pieces: Vec<Piece>,
    fixes: i64,
}

impl Tap {
    pub(super) fn new(outrun: Option<Outrun>) -> Self {
        Self { outrun, resumed: None, outruns: 0, pieces: Vec::new(), fixes: 0 }
    }
}

impl Desk for Tap {
    fn greeted(&mut self, _: &Hello, resumed: bool) {
        self.resumed = Some(resumed);
    }

    fn outrun(&mut self, series: SeriesName) {
        let news = self.outrun.as_ref().is_some_and(|outrun| outrun.tell(series.inc));
        self.outruns += u64::from(news);
    }

    fn piece(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    fn fixes(&mut self, _: Vec<Fix>) {}

    fn newer_fixes(&mut self) -> Vec<Fix> {
        self.fixes += 1;
        let fix = |n| Fix {
            team: "消防一".into(),
            point: Point { lat: 34_700_000, lon: 113_600_000 },
            at: At(n),
            speed_mh: None,
            every_ms: 2000,
        };
        if self.fixes % 7 == 0 { vec![fix(self.fixes)] } else { Vec::new() }
    }

    fn who(&mut self) -> Vec<SessionLine> {
        Vec::new()
    }

    fn told(&mut self, _: Vec<SessionLine>) {}

    fn turn(&mut self, _: &mut Session, _: Traffic) {}
}

/// One end.
pub(super) struct Half {
    pub(super) session: Session,
    pub(super) tap: Tap,
    /// What is on its way here, and when it arrives.
    pub(super) inbox: VecDeque<(u64, Message)>,
    /// What waits for the journal, and when its turn comes.
    pub(super) journal: VecDeque<(u64, ToStore)>,
}

impl Half {
    pub(super) fn new(session: Session, tap: Tap) -> Self {
        Self { session, tap, inbox: VecDeque::new(), journal: VecDeque::new() }
    }
}

/// Both ends; one may be gone while the other does not know it yet.
pub(super) struct Line {
    /// Caller and answerer, by the number of the node.
    pub(super) who: [usize; 2],
    pub(super) halves: [Option<Half>; 2],
    /// How long a message takes at most, in ms.
    pub(super) delay: u64,
}

impl Line {
    pub(super) fn is_dead(&self) -> bool {
        self.halves.iter().all(Option::is_none)
    }
}
