//! Two thin sessions face to face on a line of so many bits per second each way, in virtual time.

use std::collections::VecDeque;
use std::time::Duration;

use qianzhi::clock::At;
use qianzhi::domain::Fix;
use qianzhi::sync::desk::{Desk, Traffic, hear};
use qianzhi::sync::thin::{Ear, Mouth, Next, Pace, Tempo};
use qianzhi::sync::{
    FixBoard, Hello, Memory, Now, Piece, Report, Resume, SeriesName, Session, SessionLine, Side, Store,
};

use crate::it::net::post::me;

/// Encryption of one chunk: 5 bytes of a TLS record's head, 1 of its type, 16 of its seal (RFC 8446, 5.2).
const RECORD: usize = 22;

/// What an end is told beside events.
#[derive(Default)]
pub(super) struct Told {
    pub(super) fixes: FixBoard,
    fixes_sent: u64,
    pub(super) fixes_came: Vec<Fix>,
    pub(super) resumed: Option<bool>,
}

impl Desk for Told {
    fn greeted(&mut self, _: &Hello, resumed: bool) {
        self.resumed = Some(resumed);
    }
    fn outrun(&mut self, _: SeriesName) {}
    fn piece(&mut self, _: Piece) {}
    fn fixes(&mut self, fixes: Vec<Fix>) {
        self.fixes_came.extend(fixes);
    }
    fn newer_fixes(&mut self) -> Vec<Fix> {
        let (fixes, upto) = self.fixes.newer_few(self.fixes_sent, 1, 12);
        self.fixes_sent = upto;
        fixes
    }
    fn who(&mut self) -> Vec<SessionLine> {
        vec![]
    }
    fn told(&mut self, _: Vec<SessionLine>) {}
    fn turn(&mut self, _: &mut Session, _: Traffic) {}
}

/// One end, and the line that leaves it.
pub(super) struct End {
    pub(super) session: Session,
    pub(super) store: Memory,
    pub(super) told: Told,
    pub(super) reports: Vec<(Duration, Report)>,
    /// Ids of events that came, in order.
    pub(super) came: Vec<qianzhi::domain::EventId>,
    mouth: Mouth,
    ear: Ear,
    pace: Pace,
    /// Chunks on their way to the other end, and when they are there.
    away: VecDeque<(Duration, Vec<u8>)>,
    /// Bytes sent, encryption included.
    pub(super) sent: usize,
}

impl End {
    fn new(store: Memory, side: Side, post: Option<qianzhi::domain::PostId>, budget: u32, now: Duration) -> Self {
        let caller = matches!(side, Side::Caller(_));
        let kind = if caller { qianzhi::sync::Kind::Console } else { qianzhi::sync::Kind::Hub };
        let mut me = me(kind, 0, post);
        me.store = store.id();
        let tempo = if caller { Tempo::thin(budget) } else { Tempo::thin(budget).answering() };
        Self {
            session: Session::new(me, side, at(now), &store).at_tempo(tempo),
            store,
            told: Told::default(),
            reports: vec![],
            came: vec![],
            mouth: Mouth::new(budget).unwrap(),
            ear: Ear::new().unwrap(),
            pace: Pace::new(budget),
            away: VecDeque::new(),
            sent: 0,
        }
    }

    fn hear(&mut self, chunk: &[u8], now: Duration) {
        self.ear.hear(chunk);
        while let Some(message) = self.ear.message().unwrap() {
            for to_store in hear(&mut self.session, &mut self.told, &message, at(now), &self.store).unwrap() {
                for envelope in to_store.events {
                    self.came.push(envelope.id());
                    self.store.append(envelope);
                }
                self.session.stored(to_store.frame);
            }
        }
        self.reports.extend(self.session.take_reports().into_iter().map(|report| (now, report)));
    }

    /// Says one thing, if the line is free.
    fn say(&mut self, now: Duration, delay: Duration) -> bool {
        if self.pace.free_at() > now {
            return false;
        }
        loop {
            match self.mouth.next(&mut self.session, &mut self.told, at(now), &self.store).unwrap() {
                Next::Later => {}
                Next::Nothing => return false,
                Next::Chunk(chunk) => {
                    self.pace.wrote(chunk.len() + RECORD, now);
                    self.sent += chunk.len() + RECORD;
                    self.away.push_back((self.pace.free_at() + delay, chunk));
                    return true;
                }
            }
        }
    }
}

fn at(now: Duration) -> Now {
    Now { mono: now, wall: At(1_626_000_000_000 + i64::try_from(now.as_millis()).unwrap()) }
}

/// A console and a hub.
pub(super) struct Link {
    pub(super) console: End,
    pub(super) hub: End,
    pub(super) now: Duration,
    /// One way, beside what the bytes take.
    delay: Duration,
}

impl Link {
    pub(super) fn new(
        post: Option<qianzhi::domain::PostId>,
        (console, hub): (Memory, Memory),
        resume: Option<Resume>,
        budget: u32,
        now: Duration,
    ) -> Self {
        Self {
            console: End::new(console, Side::Caller(resume), post, budget, now),
            hub: End::new(hub, Side::Answerer, None, budget, now),
            now,
            delay: Duration::from_millis(100),
        }
    }

    /// What happens at this moment, then on to the next at which something does.
    pub(super) fn step(&mut self) {
        let (now, delay) = (self.now, self.delay);
        for back in [false, true] {
            let (from, to) = if back { (&mut self.hub, &mut self.console) } else { (&mut self.console, &mut self.hub) };
            while from.away.front().is_some_and(|(there, _)| *there <= now) {
                let (_, chunk) = from.away.pop_front().unwrap();
                to.hear(&chunk, now);
            }
        }
        let said = [self.console.say(now, delay), self.hub.say(now, delay)];
        if said.contains(&true) {
            return;
        }
        let mut next = vec![self.console.session.wake(), self.hub.session.wake()];
        for end in [&self.console, &self.hub] {
            next.extend(end.away.front().map(|(there, _)| *there));
            next.push(end.pace.free_at());
        }
        let next = next.into_iter().filter(|at| *at > now).min().expect("a heartbeat is always due some time");
        self.now = next;
    }

    /// Until `holds`, but no longer than `most`.
    #[track_caller]
    pub(super) fn until(&mut self, most: Duration, mut holds: impl FnMut(&Self) -> bool) {
        let end = self.now + most;
        while !holds(self) {
            assert!(self.now < end, "not within {most:?}");
            self.step();
        }
    }

    pub(super) fn run_for(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.step();
        }
    }

    /// The console's token, as it is after a cut; and both stores.
    pub(super) fn cut(self) -> (Option<Resume>, Memory, Memory, Duration) {
        let resume = self.console.session.resume(&self.console.store).unwrap();
        (resume, self.console.store, self.hub.store, self.now)
    }
}
