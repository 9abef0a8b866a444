//! A duty officer's worst day: 50 incidents, 500 teams, 100,000 entries; keys, news, the past, and memory, in a process
//! of its own.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command as Process;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Size as Cells;

use super::super::failure::Failure;
use super::super::output::Output;
use super::super::station::Station;
use super::child::resident;
use super::opening::{SCREEN, model};
use super::{Figure, Line, Promise, quantile};
use crate::clock::{At, Clock, Quality, Span, monotonic};
use crate::console::{Arrived, Key, Model, Msg, key_script, update};
use crate::domain::{
    Area, Aspect, Entry, EventId, Fact, Fix, Form, Incident, Means, Order, Place, Point, Realm, Recipient, Series,
    Stream, Team, TeamCode, TeamKind, TeamStatus, Urgency,
};
use crate::envelope::{Author, Envelope, PostKey, Stamp};
use crate::journal::{Journal, Options, Rewinder, When};
use crate::term::encoder::{Colours, Encoder};
use crate::term::run::paint;
use crate::view::{Look, draw};

/// The world that is promised for.
const INCIDENTS: u32 = 50;
const TEAMS: u32 = 500;
const ENTRIES: usize = 100_000;

/// News of ten seconds at the sustained rate, and of one burst.
const SUSTAINED: (usize, usize) = (2000, 200);
const BURST: usize = 2000;

/// Keys through every board, list and overlay.
const KEYS: &str = "1<down><down>2<pgdn>3<pgdn><down>./\u{62bd}<enter><esc>4<f3><f3><down>5<down>6790++<left><up>\
    -<home>1<tab>\u{62bd}\u{6392}\u{5df2}\u{5230}<esc><f2><esc><f1><esc>";

/// Promised resident memory.
const RESIDENT_MB: f64 = 96.0;

/// Writes the journal of that day and lets a process sit at it.
pub(super) fn measure(dir: &Path) -> Result<Vec<Line>, Failure> {
    write(dir)?;
    let this = std::env::current_exe().map_err(Failure::Scratch)?;
    let child = Process::new(this).args(["bench", "--duty"]).arg(dir).output().map_err(Failure::Scratch)?;
    let told = String::from_utf8_lossy(&child.stdout);
    let figures: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [key, median, sustained, burst, jump, cold, step, rss, waypoints, line, plain] = figures[..] else {
        return Err(Failure::Measured(String::from_utf8_lossy(&child.stderr).trim().to_owned()));
    };
    let promised = |what: &str, value, limit| Line::from(Figure::new(what, value, Promise::Below(limit)));
    let told = |what: &str, value| Line::from(Figure::new(what, value, Promise::None));
    Ok(vec![
        promised("key to frame with 50 incidents, 500 teams, 100,000 entries, p99 ms", key, 8.0),
        told("key to frame, median ms", median),
        promised("longest frame at 200 events/s, ms", sustained, 50.0),
        promised("longest frame in a burst of 2,000 events, ms", burst, 50.0),
        promised("time machine: jump to any entry, to the frame, p99 ms", jump, 50.0),
        told("time machine: the first jump of all, to the frame, ms", cold),
        told("time machine: to the entry before, to the frame, median ms", step),
        told("time machine: bytes that its waypoints take, MB", waypoints / 1e6),
        promised("resident memory at the end of that day, MB", rss / 1e6, RESIDENT_MB),
        promised("one new line in a full-width Chinese list at 120x40, bytes", line, 600.0),
        if plain.is_nan() {
            Line::Unmade("ratatui's own backend was not measured beside it: build with --features peers".into())
        } else {
            told("the same with ratatui's own backend, bytes", plain)
        },
    ])
}

fn realm() -> Realm {
    Realm::Test
}

/// When the day begins.
fn dawn() -> At {
    At(1_626_739_200_000)
}

fn write(dir: &Path) -> Result<(), Failure> {
    let (journal, _) = Journal::open(dir, &Options { clock: Clock::fixed(dawn()), ..Options::of(realm()) })?;
    let mut day = Day::begin();
    while day.written < ENTRIES {
        let batch = day.some(1024)?;
        drop(journal.append(batch)?.wait()?);
    }
    journal.snapshot()?;
    journal.store_settled(Duration::from_mins(10));
    Ok(())
}

/// The events of the day, one after the other.
struct Day {
    author: Author,
    now: At,
    incidents: Vec<EventId>,
    written: usize,
    orders: u32,
    setup: Vec<Fact>,
    /// The standing status of each team, which the next one comes after.
    heads: BTreeMap<TeamCode, EventId>,
}

impl Day {
    fn begin() -> Self {
        let key = PostKey::from_seed([9; 32]);
        let series = Series { post: key.post(), incarnation: 1, realm: realm(), stream: Stream::Open };
        let mut day = Self {
            author: Author::new(key, series, None),
            now: dawn(),
            incidents: Vec::new(),
            written: 0,
            orders: 0,
            setup: Vec::new(),
            heads: BTreeMap::new(),
        };
        day.setup.push(Fact::AreaNamed(Area {
            code: "410100".into(),
            name: "郑州".into(),
            name_en: "Zhengzhou".into(),
        }));
        day.setup.extend((0..40).map(place));
        day.setup.extend((0..TEAMS).map(team));
        day.setup.reverse();
        day
    }

    /// The next few, signed.
    fn some(&mut self, count: usize) -> Result<Vec<Envelope>, Failure> {
        (0..count).map(|_| self.one()).collect()
    }

    fn one(&mut self) -> Result<Envelope, Failure> {
        let fact = self.setup.pop().unwrap_or_else(|| self.fact());
        self.now = self.now + Span(700);
        let stamp = Stamp { now: self.now, offset_ms: None, quality: Quality::Virtual };
        let envelope = self.author.sign(stamp, "王某", &fact)?;
        match fact {
            Fact::IncidentOpened(_) => self.incidents.push(envelope.id()),
            Fact::TeamStatusSet { team, .. } => drop(self.heads.insert(team, envelope.id())),
            _ => {}
        }
        self.written += 1;
        Ok(envelope)
    }

    fn fact(&mut self) -> Fact {
        let n = u32::try_from(self.written).unwrap_or(0);
        let team = || TeamCode(format!("T{:03}", n.wrapping_mul(7919) % TEAMS));
        if u32::try_from(self.incidents.len()).unwrap_or(0) < INCIDENTS {
            return incident(n, self.now);
        }
        let incident = self.incidents.get(usize::try_from(n % INCIDENTS).unwrap_or(0)).copied();
        match n % 10 {
            0..=2 => {
                let all = TeamStatus::ALL;
                let status = all.get(usize::try_from(n / 10).unwrap_or(0) % all.len()).copied().unwrap_or_default();
                let (team, at) = (team(), self.now);
                let after = self.heads.get(&team).copied().into_iter().collect();
                Fact::TeamStatusSet { team, status, at, after, reason: String::new() }
            }
            // Few orders stay open at a time, as in life.
            3 if n.is_multiple_of(400) || self.orders < 60 => {
                self.orders += 1;
                Fact::OrderIssued(Order {
                    number: self.orders,
                    form: Form::Order,
                    to: Recipient::Team(team()),
                    incident,
                    text: format!("赶赴第{}号点位抽排, 到后报水深", n % 97),
                    urgency: Urgency::Routine,
                    destination: None,
                    authority: None,
                    until: None,
                    issued: self.now,
                    role: None,
                    muster: None,
                    step: None,
                })
            }
            _ => Fact::EntryLogged(Entry {
                incident,
                text: format!("京广路第{}号泵站 水深{}厘米, 封闭, 车辆绕行", n % 53, n % 190),
                occurred: self.now,
                received: self.now,
                means: Means::Phone,
                source: "张某".into(),
                about: None,
                place: String::new(),
                told: String::new(),
                memo: false,
                seated: None,
            }),
        }
    }
}

fn place(n: u32) -> Fact {
    Fact::PlaceNamed(Place {
        code: format!("p{n:02}").as_str().into(),
        name: format!("第{n}街道"),
        name_en: String::new(),
        point: point(n * 37),
        source: "bench".into(),
        seat: None,
    })
}

fn point(n: u32) -> Point {
    let spread = |n: u32, most: u32| i32::try_from(n.wrapping_mul(2_654_435_761) % most).unwrap_or(0);
    Point { lat: 34_600_000 + spread(n, 300_000), lon: 113_400_000 + spread(n + 1, 500_000) }
}

fn team(n: u32) -> Fact {
    let team = Team {
        code: TeamCode(format!("T{n:03}")),
        name: format!("抽排{n}队"),
        name_en: String::new(),
        kind: TeamKind::Professional,
        capabilities: Vec::new(),
        area: "410100".into(),
        home: "p00".into(),
        people: 12,
        leader: "李某".into(),
        phone: "138".into(),
        readiness: crate::domain::Readiness::default(),
    };
    Fact::TeamEnrolled { team, after: Vec::new() }
}

fn incident(n: u32, at: At) -> Fact {
    Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: format!("第{n}街道 内涝"),
        title_en: None,
        code: String::new(),
        area: "410100".into(),
        place: Some(format!("p{:02}", n % 40).as_str().into()),
        occurred: at,
        received: at,
        address: String::new(),
    })
}

/// The process: sits at the journal in `dir`, and says what came out, in the order of [`measure`].
pub(super) fn run(dir: &Path) -> Result<(), Failure> {
    let (station, world, _) = Station::open(dir, &realm(), Clock::machine())?;
    let count = station.journal.durable();
    let now = dawn() + Span(700 * i64::try_from(count).unwrap_or(0));
    let mut desk = Desk::new(model(world, now, count))?;
    let fixes = (0..TEAMS).map(|n| Fix {
        team: TeamCode(format!("T{n:03}")),
        point: point(n),
        at: now,
        speed_mh: None,
        every_ms: 30_000,
    });
    desk.take(Msg::Fixes(fixes.collect()));
    desk.show()?;
    let mut keys = desk.keys()?;
    let (sustained, burst) = desk.news(now)?;
    let (cold, mut jumps, mut steps, waypoints) = past(&station.journal, &mut desk)?;
    station.journal.store_settled(Duration::from_mins(10));
    let rss = resident().map_err(Failure::Scratch)?;
    let (line, plain) = one_line()?;
    let mut out = Output::open();
    out.line(&format!(
        "{} {} {sustained} {burst} {} {cold} {} {rss} {waypoints} {line} {plain}",
        quantile(&mut keys, 0.99),
        quantile(&mut keys, 0.5),
        quantile(&mut jumps, 0.99),
        quantile(&mut steps, 0.5),
    ))?;
    out.flush()
}

/// A terminal that counts.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<usize>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += bytes.len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink {
    fn count(&self) -> usize {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A model with its screen.
struct Desk {
    model: Model,
    terminal: Terminal<Encoder<Sink>>,
}

impl Desk {
    fn new(model: Model) -> Result<Self, Failure> {
        let size = Cells::new(SCREEN.cols, SCREEN.rows);
        let encoder = Encoder::new(Sink::default(), Box::new(move || Ok(size)), Colours::Sixteen);
        let terminal = Terminal::new(encoder.map_err(Failure::Screen)?).map_err(Failure::Screen)?;
        Ok(Self { model, terminal })
    }

    /// What is asked of the journal is not answered here: it is never waited for.
    fn take(&mut self, msg: Msg) {
        update(&mut self.model, msg);
    }

    fn show(&mut self) -> Result<(), Failure> {
        let look = Look::default();
        paint(&mut self.terminal, &self.model, &|model, frame| draw(model, &look, frame)).map_err(Failure::Screen)?;
        Ok(())
    }

    /// Milliseconds from each key to its frame.
    fn keys(&mut self) -> Result<Vec<f64>, Failure> {
        let script = key_script(KEYS).unwrap_or_default();
        let mut times = Vec::new();
        for key in script.iter().cycle().take(script.len() * 10) {
            times.push(self.timed(&[Msg::Key(*key)])?);
        }
        self.take(Msg::Key(Key::char('1')));
        Ok(times)
    }

    fn timed(&mut self, msgs: &[Msg]) -> Result<f64, Failure> {
        let began = monotonic();
        for msg in msgs {
            self.take(msg.clone());
        }
        self.show()?;
        Ok(began.elapsed().as_secs_f64() * 1e3)
    }

    /// The longest frame at the sustained rate, a frame every fifth of a second at the most; and in a burst, which the
    /// feeder hands over in parts.
    fn news(&mut self, now: At) -> Result<(f64, f64), Failure> {
        let mut day = Day::begin();
        day.now = now;
        day.setup.clear();
        day.incidents = self.model.world.incidents().iter().map(|(id, _)| *id).collect();
        day.orders = 10_000;
        for n in 0..TEAMS {
            let code = TeamCode(format!("T{n:03}"));
            let heads = self.model.world.heads(&Aspect::TeamStatus(code.clone()));
            day.heads.extend(heads.into_iter().last().map(|head| (code, head)));
        }
        let mut number = self.model.events;
        let mut batch = |day: &mut Day, count: usize| -> Result<Msg, Failure> {
            let signed = day.some(count)?;
            let arrived = signed.iter().map(|envelope| {
                number += 1;
                Arrived { number, event: envelope.event() }
            });
            Ok(Msg::Recorded(arrived.collect()))
        };
        let mut longest: f64 = 0.0;
        for _ in 0..SUSTAINED.0 / SUSTAINED.1 * 5 {
            let msg = batch(&mut day, SUSTAINED.1 / 5)?;
            let tick = Msg::Tick(day.now);
            longest = longest.max(self.timed(&[msg, tick])?);
        }
        let mut burst: f64 = 0.0;
        for _ in 0..BURST / crate::limits::FEED_EVENTS_MAX.min(BURST) {
            let msg = batch(&mut day, crate::limits::FEED_EVENTS_MAX.min(BURST))?;
            burst = burst.max(self.timed(&[msg])?);
        }
        Ok((longest, burst))
    }
}

/// The first jump, jumps all over the day and steps back, each to its frame; and the bytes of the waypoints.
fn past(journal: &Journal, desk: &mut Desk) -> Result<(f64, Vec<f64>, Vec<f64>, usize), Failure> {
    let mut traveller = Rewinder::new(journal);
    let count = journal.durable();
    let jump = |traveller: &mut Rewinder, number: u64| -> Result<f64, Failure> {
        let began = monotonic();
        let then = traveller.to(When::Number(number))?;
        let mut board = Desk::new(model(then.world, desk.model.now, number))?;
        board.show()?;
        Ok(began.elapsed().as_secs_f64() * 1e3)
    };
    let cold = jump(&mut traveller, count / 3)?;
    while traveller.lay() {}
    let far: Result<Vec<f64>, Failure> =
        (1..=64_u64).map(|n| jump(&mut traveller, n.wrapping_mul(2_654_435_761) % count)).collect();
    let near: Result<Vec<f64>, Failure> = (1..=64).map(|n| jump(&mut traveller, count - n)).collect();
    Ok((cold, far?, near?, traveller.held()))
}

/// Bytes of one new line on top of a full-width list, by the console's encoder and by `ratatui`'s own backend; the
/// latter is no number without the feature `peers`.
fn one_line() -> Result<(usize, f64), Failure> {
    let size = Cells::new(120, 40);
    let frames = [list(0), list(1)];
    let sink = Sink::default();
    let encoder = Encoder::new(sink.clone(), Box::new(move || Ok(size)), Colours::Sixteen).map_err(Failure::Screen)?;
    let mut terminal = Terminal::new(encoder).map_err(Failure::Screen)?;
    let mut counts = Vec::new();
    for frame in &frames {
        terminal.clear().map_err(Failure::Screen)?;
        terminal.draw(|to| to.buffer_mut().clone_from(frame)).map_err(Failure::Screen)?;
        counts.push(sink.count());
    }
    let line = counts.last().zip(counts.first()).map_or(0, |(last, first)| last - first);
    #[cfg(feature = "peers")]
    let theirs = by_ratatui(&frames)?;
    #[cfg(not(feature = "peers"))]
    let theirs = f64::NAN;
    Ok((line, theirs))
}

#[cfg(feature = "peers")]
fn by_ratatui([before, after]: &[Buffer; 2]) -> Result<f64, Failure> {
    use ratatui::backend::Backend;

    let sink = Sink::default();
    let mut backend = ratatui_crossterm::CrosstermBackend::new(sink.clone());
    let changed = before.diff(after);
    backend.draw(changed.into_iter()).map_err(Failure::Screen)?;
    Backend::flush(&mut backend).map_err(Failure::Screen)?;
    #[expect(clippy::cast_precision_loss, reason = "bytes of one frame")]
    Ok(sink.count() as f64)
}

/// A list of the width of the screen, the newest line on top.
fn list(news: usize) -> Buffer {
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 120, 40));
    buffer.set_string(1, 0, "日志", ratatui::style::Style::new());
    for y in 1..38_u16 {
        let n = 1000 + news - usize::from(y);
        let pumps = ["京广路泵站水深", "隧道积水封闭车辆绕行", "抽排一队已到", "群众转移安置点"];
        let text: String = (0..7).filter_map(|k| pumps.get((n * 7 + k * 3) % pumps.len())).copied().collect();
        buffer.set_stringn(2, y, format!("15{:02}-{n:03} {text}", n % 60), 116, ratatui::style::Style::new());
    }
    buffer
}
