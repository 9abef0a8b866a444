//! One end of a connection: what it says, what it answers, and when it gives up.

mod turn;

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Deserialize;

use super::account::Account;
use super::compare::{OwnHave, TheirHave, part_is_sound};
use super::content::ContentLane;
use super::ended::Ended;
use super::frame::{
    Control, Frame, FrameError, Hello, Kind, Message, PROTOCOL, ResumeAt, SeriesName, SessionLine, tame,
};
use super::heartbeat::Heartbeat;
use super::inbound::{Exceptions, Inbound};
use super::join::Join;
use super::outbound::{Outbound, Report};
use super::store::{Mark, Store, StoreError};
use super::terms::{Action, Me, Now, Resume, Side};
use super::thin::Tempo;
use crate::domain::{FOLD_VERSION, Fix, Stream};
use crate::limits::{EARLY_FRAMES_MAX, FRAME_BYTES_MAX, IN_FLIGHT_BYTES_MAX, SESSIONS_TOLD_MAX};
use crate::text::tell::{Both, both};

/// What can be seen of a session from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Vitals {
    /// Round trip of the last heartbeat.
    pub round_trip: Option<Duration>,
    /// This clock minus the other's, in ms.
    pub skew_ms: Option<i64>,
    /// When the other side was last heard, as [`Now::mono`].
    pub heard: Duration,
    /// The other side holds everything up to this number of this store.
    pub gave: u64,
    /// What was not taken.
    pub exceptions: Exceptions,
    /// What the two owed each other of this post's events when they compared what they hold.
    pub account: Option<Account>,
}

/// One end of a connection.
#[derive(Debug)]
pub struct Session {
    me: Me,
    side: Side,
    join: Option<Join>,
    tempo: Tempo,
    peer: Option<Peer>,
    /// Came before the hello.
    early: Vec<Message>,
    began: Duration,
    heard: Duration,
    said_hello: bool,
    beat: Heartbeat,
    fixes: FixLane,
    contents: ContentLane,
    tell: Option<Control>,
}

/// Everything that begins with the other side's hello.
#[derive(Debug)]
struct Peer {
    hello: Hello,
    resumed: bool,
    streams: BTreeSet<Stream>,
    own_have: Option<OwnHave>,
    their_have: TheirHave,
    /// Series both hold differently, found here and not yet asked for.
    disagreeing: BTreeSet<SeriesName>,
    disagreed: bool,
    account: Option<Account>,
    inbound: Inbound,
    outbound: Outbound,
    /// The other store's newest event, as far as it said.
    seen: Mark,
}

impl Peer {
    /// Whether this side knows what the other lacks.
    fn ready(&self) -> bool {
        self.resumed || (self.their_have.complete() && self.own_have.is_none())
    }

    fn saw(&mut self, mark: Mark) {
        if mark.number > self.seen.number {
            self.seen = mark;
        }
    }
}

/// Positions on their way out: one frame at a time, so that only the newest are ever under way.
#[derive(Debug, Default)]
struct FixLane {
    n: u64,
    under_way: bool,
    arrived: Option<u64>,
    /// Frames of events since positions last had a turn.
    events_since: u32,
    /// A turn was offered and nothing has been sent since.
    offered: bool,
}

impl Session {
    /// A session that begins now. A caller's [`Resume`] that no longer fits the store is left aside.
    pub fn new(me: Me, side: Side, now: Now, store: &dyn Store) -> Self {
        let side = match side {
            Side::Caller(resume) => Side::Caller(resume.filter(|r| still_holds(r, &me, store))),
            Side::Answerer => Side::Answerer,
        };
        Self {
            me,
            side,
            join: None,
            tempo: Tempo::WIDE,
            peer: None,
            early: Vec::new(),
            began: now.mono,
            heard: now.mono,
            said_hello: false,
            beat: Heartbeat::default(),
            fixes: FixLane::default(),
            contents: ContentLane::default(),
            tell: None,
        }
    }

    /// With the hub's join secret: a caller proves it, an answerer asks for it.
    #[must_use]
    pub fn with_secret(mut self, join: Option<Join>) -> Self {
        self.join = join;
        self
    }

    /// On a line that asks for another tempo.
    #[must_use]
    pub fn at_tempo(mut self, tempo: Tempo) -> Self {
        self.tempo = tempo;
        self
    }

    /// A message came.
    pub fn receive(&mut self, message: &Message, now: Now, store: &dyn Store) -> Result<Vec<Action>, Ended> {
        self.heard = now.mono;
        if self.peer.is_none() {
            return self.receive_early(message, now, store);
        }
        match Frame::decode(message)? {
            Frame::Control(control) => self.control(*control, now, store),
            Frame::Piece(piece) => {
                let wanted = self.contents.came(&piece, now.mono);
                Ok(wanted.then_some(Action::Piece(piece)).into_iter().collect())
            }
            Frame::Events(events) => {
                let me = &self.me;
                let Some(peer) = &mut self.peer else { return Ok(Vec::new()) };
                let taken = peer.inbound.take(me, message.len(), &events, &mut peer.outbound.has)?;
                let taken = taken.filter(|events| !events.is_empty());
                let outrun = peer.outbound.came(store, taken.as_deref().unwrap_or_default())?;
                let to_store = taken.map(|taken| Action::Store { frame: events.frame, events: taken });
                Ok(outrun.into_iter().map(Action::Outrun).chain(to_store).collect())
            }
        }
    }

    /// Before the hello there is nothing to hold a message against: it waits for it.
    fn receive_early(&mut self, message: &Message, now: Now, store: &dyn Store) -> Result<Vec<Action>, Ended> {
        if let Message::Text(text) = message {
            foreign(text)?;
            match Frame::decode(message).map_err(|_| says(text))? {
                Frame::Control(control) if matches!(*control, Control::Hello(_) | Control::Bye(_)) => {
                    let mut actions = self.control(*control, now, store)?;
                    for early in std::mem::take(&mut self.early) {
                        actions.extend(self.receive(&early, now, store)?);
                    }
                    return Ok(actions);
                }
                _ => {}
            }
        }
        let bytes: usize = self.early.iter().map(Message::len).sum();
        if self.early.len() >= EARLY_FRAMES_MAX || bytes + message.len() > FRAME_BYTES_MAX {
            return Err(Ended::NotOurs { what: Both::words("它不报到就说话", "it talks without saying hello") });
        }
        self.early.push(message.clone());
        Ok(Vec::new())
    }

    fn control(&mut self, control: Control, now: Now, store: &dyn Store) -> Result<Vec<Action>, Ended> {
        match (control, &mut self.peer) {
            (Control::Bye(bye), _) => return Err(Ended::Said(bye)),
            (Control::Hello(hello), None) => return self.greet(hello, store),
            (Control::Have { part, of, series }, Some(peer)) => {
                if !part_is_sound(part, of, &series) {
                    return Err(FrameError::Field("have").into());
                }
                let has = &mut peer.outbound.has;
                let found = peer.their_have.take((part, of), &series, &peer.streams, store, has)?;
                peer.account = peer.account.or_else(|| peer.their_have.account(has));
                peer.outbound.send_whole(found.differ.iter().copied());
                peer.outbound.skip_forks(found.same_forks, store.head());
                peer.outbound.is_proved(found.proved);
                peer.disagreeing.extend(found.differ);
                return Ok(found.outrun.into_iter().map(Action::Outrun).collect());
            }
            (Control::Want { series }, Some(peer)) => {
                peer.disagreed = true;
                if !peer.outbound.send_whole(series) {
                    return Err(Ended::TooMuch);
                }
            }
            (Control::Stored { frames, refused, mark }, Some(peer)) => {
                peer.saw(mark);
                peer.outbound.stored(&frames, &refused, now);
            }
            (Control::Fixes { n, fixes }, Some(_)) => {
                self.fixes.arrived = Some(n);
                return Ok(vec![Action::Fixes(fixes)]);
            }
            (Control::Fetch { hash, from }, Some(_)) => self.contents.ask(hash, from),
            (Control::Lacks { hash }, Some(_)) => self.contents.lacks(hash, now.mono),
            (Control::Fixed { n }, Some(_)) => self.fixes.under_way &= n != self.fixes.n,
            (Control::Ping { n, at, progress, mark }, Some(peer)) => {
                peer.saw(mark);
                peer.inbound.progress(progress);
                if peer.inbound.quiet() {
                    peer.outbound.forget_when_idle(store.head());
                }
                self.beat.pinged(n, at, now);
            }
            (Control::Pong { n, at, got, progress, mark }, Some(peer)) => {
                peer.saw(mark);
                peer.inbound.progress(progress);
                self.beat.ponged(n, at, got, now);
            }
            (Control::AskSessions, Some(_)) => return Ok(vec![Action::TellSessions]),
            (Control::Sessions { sessions }, Some(_)) => return Ok(vec![Action::Sessions(sessions)]),
            // A second hello says nothing new; the others cannot come before the first.
            _ => {}
        }
        Ok(Vec::new())
    }

    fn greet(&mut self, hello: Hello, store: &dyn Store) -> Result<Vec<Action>, Ended> {
        // Whoever does not know the secret is not told which realm this is either.
        if let (Side::Answerer, Some(join)) = (&self.side, &self.join)
            && !join.proves(&hello)
        {
            return Err(Ended::Secret);
        }
        if hello.realm != self.me.realm {
            return Err(Ended::Realm { ours: self.me.realm.clone(), theirs: hello.realm });
        }
        let resume = match &self.side {
            Side::Caller(_) if hello.kind != Kind::Hub => {
                return Err(Ended::NotOurs { what: Both::words("它是指挥台", "it is a console") });
            }
            Side::Caller(resume) => {
                let resume = resume.as_ref().filter(|_| hello.resumed);
                resume.map(|r| (r.at.clone(), r.gave, r.ahead.clone()))
            }
            // What the caller has of this store is what this side gave.
            Side::Answerer => accepted(hello.resume.clone(), store)?.map(|r| {
                let nothing = ResumeAt { got: 0, seen: Mark::default(), ahead: Vec::new(), ..r };
                (nothing, r.got, r.ahead)
            }),
        };
        let streams: BTreeSet<Stream> = hello.streams.iter().copied().filter(|s| self.me.streams.contains(s)).collect();
        let mut outbound = Outbound::new(self.me.realm.clone(), self.me.post, streams.clone(), hello.window);
        if let Some((frame, window)) = self.tempo.frames {
            outbound.keep_to(frame, window);
        }
        let mut inbound = Inbound::default();
        let mut seen = Mark::default();
        if let Some((at, gave, ahead)) = &resume {
            inbound.start(at.got, &at.ahead);
            outbound.start(*gave, ahead);
            seen = at.seen;
        }
        let own_have = if resume.is_none() { Some(OwnHave::new(store, &streams)?) } else { None };
        let own_runs = own_have.as_ref().zip(self.me.post).map(|(have, post)| have.runs_of(post)).unwrap_or_default();
        let resumed = resume.is_some();
        self.peer = Some(Peer {
            hello: hello.clone(),
            resumed,
            streams,
            own_have,
            their_have: TheirHave::new(self.me.post, own_runs),
            disagreeing: BTreeSet::new(),
            disagreed: false,
            account: None,
            inbound,
            outbound,
            seen,
        });
        Ok(vec![Action::Greeted { hello, resumed }])
    }

    /// The journal made the events of a frame durable.
    pub fn stored(&mut self, frame: u64) {
        if let Some(peer) = &mut self.peer {
            peer.inbound.stored(frame);
        }
    }

    /// Positions into the room that [`super::Poll::RoomForFixes`] offered; `None` when there are none.
    pub fn send_fixes(&mut self, fixes: Vec<Fix>) -> Option<Message> {
        if fixes.is_empty() {
            return None;
        }
        self.fixes.n += 1;
        self.fixes.under_way = true;
        Some(Control::Fixes { n: self.fixes.n, fixes }.encode())
    }

    /// Asks the hub who is connected.
    pub fn ask_sessions(&mut self) {
        self.tell = Some(Control::AskSessions);
    }

    /// Tells who is connected.
    pub fn tell_sessions(&mut self, mut sessions: Vec<SessionLine>) {
        sessions.truncate(SESSIONS_TOLD_MAX);
        self.tell = Some(Control::Sessions { sessions });
    }

    /// What became of this post's events since the last time.
    pub fn take_reports(&mut self) -> Vec<Report> {
        self.peer.as_mut().map(|peer| peer.outbound.take_reports()).unwrap_or_default()
    }

    /// The other side's hello, once it came.
    pub fn peer(&self) -> Option<&Hello> {
        self.peer.as_ref().map(|peer| &peer.hello)
    }

    /// How the session is.
    pub fn vitals(&self) -> Vitals {
        let peer = self.peer.as_ref();
        Vitals {
            round_trip: self.beat.round_trip(),
            skew_ms: self.beat.skew_ms(),
            heard: self.heard,
            gave: peer.map_or(0, |peer| peer.outbound.gave()),
            exceptions: peer.map(|peer| peer.inbound.exceptions()).unwrap_or_default(),
            account: peer.and_then(|peer| peer.account),
        }
    }

    /// Whether the two sides were found to hold different events under the same sequences: then the next session has
    /// to compare again.
    pub fn disagrees(&self) -> bool {
        self.peer.as_ref().is_some_and(|peer| peer.disagreed || !peer.disagreeing.is_empty())
    }

    /// What a caller keeps to go on from; `None` while it would be worth nothing.
    pub fn resume(&self, store: &dyn Store) -> Result<Option<Resume>, StoreError> {
        let Some(peer) = self.peer.as_ref().filter(|peer| peer.ready() && !self.disagrees()) else { return Ok(None) };
        // No further than the newest mark: of what came after it nobody could tell that the number was given anew.
        let got = peer.inbound.got().min(peer.seen.number);
        let ahead = peer.inbound.got_ahead(got, peer.seen.number);
        let at = ResumeAt { store: peer.hello.store, got, seen: peer.seen, ahead };
        Ok(Some(Resume {
            at,
            gave: peer.outbound.gave(),
            ahead: peer.outbound.gave_ahead(),
            store: self.me.store,
            held: store.mark()?,
            streams: self.me.streams.clone(),
        }))
    }

    fn hello(&self, now: Now) -> Hello {
        let mut hello = Hello {
            protocol: PROTOCOL.to_owned(),
            kind: self.me.kind,
            store: self.me.store,
            realm: self.me.realm.clone(),
            fold: FOLD_VERSION,
            streams: self.me.streams.iter().copied().collect(),
            post: self.me.post,
            name: self.me.name.clone(),
            at: now.wall,
            window: IN_FLIGHT_BYTES_MAX as u64,
            resume: if let Side::Caller(resume) = &self.side { resume.as_ref().map(|r| r.at.clone()) } else { None },
            resumed: matches!((&self.side, &self.peer), (Side::Answerer, Some(peer)) if peer.resumed),
            proof: None,
        };
        if let (Side::Caller(_), Some(join)) = (&self.side, &self.join) {
            hello.proof = Some(Box::new(join.proof(&hello)));
        }
        hello
    }
}

/// Whether what a caller kept still fits its own store: one put back from a copy holds less than it promised.
fn still_holds(resume: &Resume, me: &Me, store: &dyn Store) -> bool {
    resume.store == me.store
        && !store.has_holes()
        && resume.streams == me.streams
        && resume.gave <= store.head()
        && store.mark_at(resume.held.number).is_ok_and(|mark| mark == Some(resume.held))
}

/// A caller's wish to go on, when this store still is the one it was in session with.
fn accepted(resume: Option<ResumeAt>, store: &dyn Store) -> Result<Option<ResumeAt>, StoreError> {
    match resume.filter(|r| r.store == store.id() && r.got <= store.head() && !store.has_holes()) {
        Some(resume) => Ok((store.mark_at(resume.seen.number)? == Some(resume.seen)).then_some(resume)),
        None => Ok(None),
    }
}

/// An error when the first text from the other end is not this protocol's.
fn foreign(text: &str) -> Result<(), Ended> {
    #[derive(Deserialize)]
    struct First {
        t: String,
        #[serde(default)]
        protocol: String,
    }
    let first: First = serde_json::from_str(text).map_err(|_| says(text))?;
    match (first.t.as_str(), first.protocol.as_str()) {
        ("hello", PROTOCOL) => Ok(()),
        ("hello", theirs) if theirs.starts_with("qianzhi/") => Err(Ended::Version { theirs: tame(theirs) }),
        ("hello", _) => Err(says(text)),
        _ => Ok(()),
    }
}

fn says(text: &str) -> Ended {
    let said = tame(text);
    Ended::NotOurs { what: both!("它说 `{said}`", "it says `{said}`") }
}
