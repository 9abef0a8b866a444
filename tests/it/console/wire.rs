//! A line of 9600 bits a second: an ordinary minute of the console never lets a key wait (issue 4, point 9).
//!
//! Byte counts and virtual time: the console paints as its loop does, a model of the line takes 960 bytes a second, and
//! what is queued after each write says how late the last byte of it comes out on the other side.

use std::io::{self, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use qianzhi::clock::{At, Span, monotonic};
use qianzhi::console::{self, Arrived, Effect, Key, KeyCode, Msg, Seat, Told};
use qianzhi::domain::{Entry, Event, EventId, Fact, Means, PostId};
use qianzhi::limits::FRAME_GAP;
use qianzhi::term::encoder::{Colours, Encoder};
use qianzhi::term::pace::Pace;
use qianzhi::term::run::Painter;
use qianzhi::view::{Look, draw};
use ratatui::layout::Size as Cells;
use ratatui::{Frame, Terminal};

use super::desk::{Desk, OTHER, OWN, now, order};

/// Bytes a second that a line of 9600 bits takes, with a start and a stop bit each.
const RATE: u64 = 960;

/// Bytes that may be queued at any time: what goes out within 300 ms.
const QUEUED_MOST: u64 = RATE * 300 / 1000;

/// The other end of the line: an emulator, and a count.
#[derive(Clone)]
struct Sink(Arc<Mutex<(vt100::Parser, u64)>>);

impl Sink {
    fn new() -> Self {
        let cells = |n| NonZeroU16::new(n).unwrap();
        Self(Arc::new(Mutex::new((vt100::Parser::new(cells(24), cells(80), 0), 0))))
    }

    fn written(&self) -> u64 {
        self.0.lock().unwrap().1
    }

    /// The screen; blanks at the end of a row are as good written as erased.
    fn screen(&self) -> String {
        let contents = self.0.lock().unwrap().0.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut end = self.0.lock().unwrap();
        end.0.process(bytes);
        end.1 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What happens, and when, in milliseconds.
enum Happens {
    Typed(Key),
    Arrives(Box<Fact>),
}

/// The line as it is: how much of what was written has not gone out, in thousandths of a byte.
#[derive(Default)]
struct Queue {
    waiting: u64,
    at: u64,
    most: u64,
}

impl Queue {
    fn takes(&mut self, bytes: u64, at: u64) {
        self.waiting = self.waiting.saturating_sub((at - self.at) * RATE) + bytes * 1000;
        self.at = at;
        self.most = self.most.max(self.waiting.div_ceil(1000));
    }
}

/// A console that paints on a line in virtual time.
struct Session {
    desk: console::Desk,
    terminal: Terminal<Encoder<Sink>>,
    painter: Painter,
    sink: Sink,
    queue: Queue,
    begun: Instant,
    at: u64,
    tick: u64,
    /// Numbers of the events that come from elsewhere and from here.
    events: u64,
    /// What each tick alone wrote.
    ticks: Vec<u64>,
}

fn paint(desk: &console::Desk, frame: &mut Frame<'_>) {
    draw(desk.front(), &Look::default(), frame);
}

fn encoder(sink: Sink) -> Encoder<Sink> {
    Encoder::new(sink, Box::new(|| Ok(Cells::new(80, 24))), Colours::Sixteen).unwrap()
}

impl Session {
    fn new(desk: Desk, pace: Option<Pace>) -> Self {
        let sink = Sink::new();
        let terminal = Terminal::new(encoder(sink.clone()).titled(true).paced(pace)).unwrap();
        let (events, painter) = (desk.log.len() as u64, Painter::of(terminal.backend()));
        let desk = console::Desk::new(desk.model);
        let (queue, begun, ticks) = (Queue::default(), monotonic(), Vec::new());
        Self { desk, terminal, painter, sink, queue, begun, at: 0, tick: 1000, events, ticks }
    }

    fn instant(&self) -> Instant {
        self.begun + Duration::from_millis(self.at)
    }

    fn millis(&self, at: Instant) -> u64 {
        u64::try_from(at.saturating_duration_since(self.begun).as_micros().div_ceil(1000)).unwrap()
    }

    fn clock(&self) -> At {
        now() + Span(i64::try_from(self.at).unwrap())
    }

    fn event(&mut self, post: PostId, fact: Fact) -> Msg {
        self.events += 1;
        let (seq, recorded) = (self.events, self.clock());
        let mut id = [9; 32];
        id[..8].copy_from_slice(&seq.rotate_right(16).to_be_bytes());
        let event =
            Event {
                id: EventId(id), post, seq, hlc: seq, recorded, actor: "李某".to_owned(), fact, overridden: None
            };
        Msg::Recorded(vec![Arrived { number: seq, event }])
    }

    fn take(&mut self, happens: Happens) -> bool {
        let (told, typed) = match happens {
            Happens::Typed(key) => (Told::Terminal(Msg::Key(key)), true),
            Happens::Arrives(fact) => (Told::Of(Seat::Own, self.event(OTHER, *fact)), false),
        };
        for (_, effect) in self.desk.take(told) {
            // The journal says at once that it is durable.
            if let Effect::Record(facts) = effect {
                for fact in facts.facts {
                    let recorded = self.event(OWN, fact);
                    self.desk.take(Told::Of(Seat::Own, recorded));
                }
            }
        }
        typed
    }

    /// One frame, as the loop paints it.
    fn frame(&mut self) -> u64 {
        let before = self.sink.written();
        self.desk.take(Told::Of(Seat::Own, Msg::Tick(self.clock())));
        let at = self.instant();
        self.painter.frame(&mut self.terminal, &self.desk, &paint, false, at).unwrap();
        self.painter.account(self.terminal.backend(), at);
        let bytes = self.sink.written() - before;
        self.queue.takes(bytes, self.at);
        bytes
    }

    /// Plays what happens until `end`, painting when the loop would: at once for a key, else when what has come is gathered.
    fn play(&mut self, happens: Vec<(u64, Happens)>, end: u64) {
        let mut happens = happens.into_iter().peekable();
        while self.at < end {
            let alone = self.frame();
            let gap = self.instant() + FRAME_GAP;
            let wake = self.millis(self.painter.wake(self.begun + Duration::from_millis(self.tick)));
            let next = happens.peek().map_or(u64::MAX, |(at, _)| *at);
            let quiet = self.at == self.tick.saturating_sub(1000) && self.at > 0;
            if quiet {
                self.ticks.push(alone);
            }
            self.at = self.at.max(wake.min(next).min(end));
            if self.at >= self.tick {
                self.tick += 1000;
            }
            if next > self.at {
                continue;
            }
            let until = self.millis(self.painter.patience(gap)).max(self.at);
            while let Some((at, what)) = happens.next_if(|(at, _)| *at <= until) {
                self.at = self.at.max(at);
                if self.take(what) {
                    break;
                }
                if happens.peek().is_none_or(|(at, _)| *at > until) {
                    self.at = until;
                }
            }
        }
    }
}

/// Full-width words for a whole row of an 80-column board.
fn words(n: u64) -> String {
    let all = "京广北路隧道北口积水深度一米六车辆无法通行请交警立即封闭并通知抽排二队前往处置现场已有群众被困";
    all.chars().cycle().skip(usize::try_from(n * 7 % 40).unwrap()).take(34).collect()
}

fn note(n: u64) -> Fact {
    let note = Entry { means: Means::Phone, ..Entry::plain(words(n), now()) };
    Fact::EntryLogged(note)
}

/// The journal board, full of Chinese from edge to edge, with the rail below it.
fn full_board() -> Desk {
    let mut desk = Desk::new();
    for n in 0..30 {
        desk.other(note(n));
    }
    desk.keys("9");
    desk.archive();
    desk
}

/// A minute: two entries a second from other posts, orders that come and are acknowledged, so that the rail changes, and a
/// person who types entries of twenty characters at five a second.
fn minute() -> Vec<(u64, Happens)> {
    let mut all = Vec::new();
    for n in 0..120_u64 {
        let fact = match n % 14 {
            3 => Fact::OrderIssued(qianzhi::domain::Order {
                issued: now() + Span::seconds(i64::try_from(n / 2).unwrap()),
                ..order(u32::try_from(100 + n).unwrap(), if n % 28 == 3 { "P1" } else { "P2" }, None)
            }),
            _ => note(n),
        };
        all.push((n * 500 + 130, Happens::Arrives(Box::new(fact))));
    }
    for (n, typed) in (0..300_u64).zip(words(1).chars().cycle()) {
        let key = match n % 21 {
            0 => Key::plain(KeyCode::Tab),
            20 => Key::plain(KeyCode::Enter),
            _ => Key::char(typed),
        };
        all.push((n * 200 + 17, Happens::Typed(key)));
    }
    all.sort_by_key(|(at, _)| *at);
    all
}

/// The screen as a console without any past paints it whole.
fn anew(desk: &console::Desk) -> String {
    let sink = Sink::new();
    let mut terminal = Terminal::new(encoder(sink.clone())).unwrap();
    terminal.draw(|frame| paint(desk, frame)).unwrap();
    sink.screen()
}

#[test]
fn at_9600_bits_no_key_waits_longer_than_300_ms_in_an_ordinary_minute() {
    let mut session = Session::new(full_board(), Pace::of_bits(9600));
    // The first screen comes row by row, and keys are not kept waiting by it either.
    session.play(vec![(100, Happens::Typed(Key::plain(KeyCode::Tab)))], 5_000);
    assert_eq!(session.sink.screen(), anew(&session.desk), "the first screen is whole");
    let begun = session.sink.written();
    let minute = minute().into_iter().map(|(at, what)| (at + 5_000, what)).collect();
    session.play(minute, 65_000);
    let bytes = session.sink.written() - begun;
    assert!(session.queue.most <= QUEUED_MOST, "{} bytes were queued, {bytes} in all", session.queue.most);
    assert!(bytes < 60 * RATE, "{bytes} bytes in a minute");
    // Nothing is owed for ever: a second after the minute the screen is as if it had been painted whole.
    session.play(Vec::new(), 67_000);
    assert_eq!(session.sink.screen(), anew(&session.desk));
    assert!(session.desk.front().events > 150, "the minute was an ordinary one");
}

#[test]
fn what_is_typed_is_on_the_screen_with_the_frame_of_its_key() {
    let mut session = Session::new(full_board(), Pace::of_bits(9600));
    session.play(vec![(1, Happens::Typed(Key::plain(KeyCode::Tab)))], 4_000);
    let mut typed = String::new();
    for (n, c) in (0_u64..).zip(words(3).chars().take(20)) {
        // A board that changes from top to bottom with every key.
        let at = 4_000 + n * 120;
        let all = vec![
            (at, Happens::Arrives(Box::new(note(n)))),
            (at, Happens::Arrives(Box::new(note(n + 9)))),
            (at + 60, Happens::Typed(Key::char(c))),
        ];
        session.play(all, at + 61);
        session.frame();
        typed.push(c);
        assert!(session.sink.screen().contains(&typed), "{typed} in\n{}", session.sink.screen());
    }
    assert!(session.queue.most <= QUEUED_MOST, "{} bytes were queued", session.queue.most);
}

#[test]
fn with_nothing_to_say_the_clock_costs_a_few_bytes() {
    let mut session = Session::new(full_board(), Pace::of_bits(9600));
    session.play(vec![(1, Happens::Typed(Key::plain(KeyCode::Tab)))], 5_000);
    session.ticks.clear();
    session.play(Vec::new(), 35_000);
    assert_eq!(session.ticks.len(), 30);
    assert!(session.ticks.iter().all(|bytes| *bytes <= 24), "{:?}", session.ticks);
}

#[test]
fn without_a_pace_the_same_minute_would_keep_keys_waiting() {
    let mut session = Session::new(full_board(), None);
    session.play(minute(), 60_000);
    assert!(session.queue.most > QUEUED_MOST, "otherwise the other tests prove nothing: {}", session.queue.most);
}
