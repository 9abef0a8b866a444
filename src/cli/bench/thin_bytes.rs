//! Bytes on a thin link, encryption included, beside the same as plain JSON: two sessions face to face, no socket.

use std::time::Duration;

use super::super::failure::Failure;
use super::log::Log;
use super::thin::{Pen, count};
use super::{Figure, Promise};
use crate::clock::{At, wall};
use crate::domain::{Fix, Point};
use crate::envelope::Envelope;
use crate::journal::{Record, line};
use crate::sync::desk::{Desk, Traffic, hear};
use crate::sync::frame::Control;
use crate::sync::thin::{Ear, Mouth, Next, PREAMBLE_BYTES, Tempo};
use crate::sync::{
    FixBoard, Hello, Kind, Me, Memory, Message, Now, Piece, Resume, SeriesName, Session, SessionLine, Side, Store,
    StoreId,
};

const BUDGET: u32 = 2400;

/// What encryption adds to a chunk (RFC 8446, 5.2).
const RECORD: usize = 22;

/// Events of a backlog.
const BACKLOG: usize = 400;

/// Orders, one by one; positions.
const SINGLE: usize = 20;

/// Plain and on the line.
struct Bytes {
    json: usize,
    thin: usize,
    of: usize,
}

impl Bytes {
    fn figures(&self, what: &str) -> Vec<Figure> {
        let each = |bytes: usize| count(bytes as u64) / count(self.of.max(1) as u64);
        vec![
            Figure::new(format!("{what}: bytes as plain JSON"), each(self.json), Promise::None),
            Figure::new(format!("{what}: bytes on a thin link"), each(self.thin), Promise::None),
        ]
    }
}

/// Measures all four.
pub(super) fn measure(log: &Log) -> Result<Vec<Figure>, Failure> {
    let mut pen = Pen::new(log.realm.clone());
    let events = log.envelopes.iter().rev().take(BACKLOG).map(|envelope| pen.copy(envelope));
    let events = events.collect::<Result<Vec<_>, _>>()?;
    let mut pair = Pair::new(&pen, &events, log, None)?;
    let hellos = pair.settle()?;
    let (backlog, mut orders) = (hellos.events, Bytes { json: 0, thin: 0, of: SINGLE });
    for _ in 0..SINGLE {
        let order = pen.order()?;
        orders.json += json(&order);
        pair.console.store.append(order);
        orders.thin += pair.settle()?.console;
    }
    let mut fixes = Bytes { json: 0, thin: 0, of: SINGLE * 12 };
    for round in 0..SINGLE {
        for team in 0..12_i32 {
            let fix = Fix {
                team: format!("郑州消防{team}").as_str().into(),
                point: Point { lat: 34_746_600 + team * 1234, lon: 113_625_400 - team * 777 },
                at: At(wall().0 + i64::try_from(round).unwrap_or_default() * 10_000),
                speed_mh: Some(32_000),
                every_ms: 10_000,
            };
            let alone = Control::Fixes { n: 1, fixes: vec![fix.clone()] };
            fixes.json += alone.encode().len();
            pair.console.told.board.offer(fix, 0, None);
        }
        fixes.thin += pair.settle()?.console;
    }
    pair.now += Duration::from_secs(11);
    pair.settle()?;
    let resume = pair.console.session.resume(&pair.console.store).ok().flatten();
    let events: Vec<Envelope> = pair.console.store.events().to_vec();
    let mut again = Pair::new(&pen, &events, log, resume)?;
    again.hub.store = pair.hub.store;
    let resumed = again.settle()?;
    let plain = events.iter().take(BACKLOG).map(json).sum();
    let greeting = Bytes { json: resumed.greeting_plain, thin: resumed.greeting + PREAMBLE_BYTES + 1, of: 1 };
    Ok([
        orders.figures("an order, alone"),
        Bytes { json: plain, thin: backlog, of: BACKLOG }.figures("an event of a backlog"),
        fixes.figures("a position"),
        greeting.figures("both hellos of a session that goes on"),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// An event as `journal export` writes it.
fn json(envelope: &Envelope) -> usize {
    line(&Record { number: 1, arrived: wall(), envelope: envelope.clone() }).len()
}

#[derive(Default)]
struct Told {
    board: FixBoard,
    sent: u64,
}

impl Desk for Told {
    fn greeted(&mut self, _: &Hello, _: bool) {}
    fn outrun(&mut self, _: SeriesName) {}
    fn piece(&mut self, _: Piece) {}
    fn fixes(&mut self, _: Vec<Fix>) {}
    fn newer_fixes(&mut self) -> Vec<Fix> {
        let (fixes, upto) = self.board.newer(self.sent, 1);
        self.sent = upto;
        fixes
    }
    fn who(&mut self) -> Vec<SessionLine> {
        Vec::new()
    }
    fn told(&mut self, _: Vec<SessionLine>) {}
    fn turn(&mut self, _: &mut Session, _: Traffic) {}
}

struct End {
    session: Session,
    store: Memory,
    told: Told,
    mouth: Mouth,
    ear: Ear,
}

impl End {
    fn new(side: Side, store: Memory, post: Option<crate::domain::PostId>, name: &str) -> Result<Self, Failure> {
        let kind = if matches!(side, Side::Caller(_)) { Kind::Console } else { Kind::Hub };
        let streams = [crate::domain::Stream::Open].into_iter().collect();
        let me = Me { kind, store: store.id(), realm: store.realm().clone(), streams, post, name: name.to_owned() };
        let now = Now { mono: Duration::ZERO, wall: wall() };
        let session = Session::new(me, side, now, &store).at_tempo(Tempo::thin(BUDGET));
        let (mouth, ear) = (Mouth::new(BUDGET).map_err(Failure::Scratch)?, Ear::new().map_err(Failure::Scratch)?);
        Ok(Self { session, store, told: Told::default(), mouth, ear })
    }
}

struct Pair {
    console: End,
    hub: End,
    now: Duration,
}

/// What went over the line.
#[derive(Default)]
struct Went {
    /// From the console.
    console: usize,
    /// From the console in frames of events, and their chunks' cost.
    events: usize,
    /// Both hellos, and as they are plain.
    greeting: usize,
    greeting_plain: usize,
}

impl Pair {
    fn new(pen: &Pen, events: &[Envelope], log: &Log, resume: Option<Resume>) -> Result<Self, Failure> {
        let mut own = Memory::new(StoreId([1; 16]), log.realm.clone());
        for event in events {
            own.append(event.clone());
        }
        let store = Memory::new(StoreId([9; 16]), log.realm.clone());
        let console = End::new(Side::Caller(resume), own, Some(pen.post()), "前指")?;
        let hub = End::new(Side::Answerer, store, None, "郑州联动平台")?;
        Ok(Self { console, hub, now: Duration::ZERO })
    }

    /// Until both are silent.
    fn settle(&mut self) -> Result<Went, Failure> {
        let mut went = Went::default();
        loop {
            self.now += Duration::from_millis(1);
            let now = Now { mono: self.now, wall: wall() };
            let mut silent = true;
            for from_console in [true, false] {
                let (from, to) =
                    if from_console { (&mut self.console, &mut self.hub) } else { (&mut self.hub, &mut self.console) };
                let Next::Chunk(chunk) = said(from, now)? else { continue };
                silent = false;
                to.ear.hear(&chunk);
                let bytes = chunk.len() + RECORD;
                if from_console {
                    went.console += bytes;
                }
                while let Some(message) = to.ear.message().map_err(|error| broken(&error))? {
                    let plain = message.len();
                    if matches!(&message, Message::Text(text) if text.contains("\"hello\"")) {
                        went.greeting += bytes;
                        went.greeting_plain += plain;
                    }
                    heard(to, &message, now)?;
                }
            }
            if silent {
                went.events = went.console;
                return Ok(went);
            }
        }
    }
}

fn broken(error: &dyn std::fmt::Display) -> Failure {
    Failure::Scratch(std::io::Error::other(error.to_string()))
}

fn said(end: &mut End, now: Now) -> Result<Next, Failure> {
    loop {
        match end.mouth.next(&mut end.session, &mut end.told, now, &end.store).map_err(|error| broken(&error))? {
            Next::Later => {}
            next => return Ok(next),
        }
    }
}

fn heard(end: &mut End, message: &Message, now: Now) -> Result<(), Failure> {
    let to_store = hear(&mut end.session, &mut end.told, message, now, &end.store).map_err(|error| broken(&error))?;
    for some in to_store {
        for envelope in some.events {
            end.store.append(envelope);
        }
        end.session.stored(some.frame);
    }
    Ok(())
}
