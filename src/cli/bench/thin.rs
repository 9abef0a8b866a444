//! The thin link: bytes of an order, an event, a position and a handshake beside plain JSON; and how soon an order is
//! acknowledged over a throttled line, with ten thousand events queued, and after a cut.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use super::super::failure::Failure;
use super::slow_line::SlowLine;
use super::thin_bytes;
use super::{Figure, Promise, log::Log};
use crate::clock::{monotonic, wall};
use crate::console::LinkState;
use crate::domain::{Fact, Form, Order, Realm, Recipient, Series, Stream, TeamCode, Urgency};
use crate::envelope::{Author, Envelope, PostKey, Stamp};
use crate::hub::{self, Hub, HubKey};
use crate::journal::{Journal, Options};
use crate::limits::THIN_BUDGET;
use crate::link::{self, HubAddress, Link};
use crate::sync::Report;

/// Bits per second each way (issue 3 point 6).
const BUDGET: u32 = 2400;

/// Events queued.
const QUEUED: usize = 10_000;

/// Orders given on an established session.
const ORDERS: u32 = 5;

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_mins(2);

/// Measures both.
pub(super) fn measure(dir: &Path, log: &Log) -> Result<Vec<Figure>, Failure> {
    let mut figures = thin_bytes::measure(log)?;
    figures.extend(handshakes(&dir.join("handshakes"), &log.realm)?);
    figures.extend(orders(dir, log)?);
    Ok(figures)
}

/// Writes one series of its own.
pub(super) struct Pen {
    author: Author,
    number: u32,
}

impl Pen {
    pub(super) fn new(realm: Realm) -> Self {
        let key = PostKey::from_seed([21; 32]);
        let series = Series { post: key.post(), incarnation: 0x1f2e_3d4c_5b6a_7988, realm, stream: Stream::Open };
        Self { author: Author::new(key, series, None), number: 0 }
    }

    pub(super) fn post(&self) -> crate::domain::PostId {
        self.author.series().post
    }

    fn stamp() -> Stamp {
        Stamp { now: wall(), offset_ms: None, quality: crate::clock::Quality::Unchecked }
    }

    /// The same payload as another event's.
    pub(super) fn copy(&mut self, envelope: &Envelope) -> Result<Envelope, Failure> {
        Ok(self.author.sign_payload(Self::stamp(), "王建国", envelope.header().payload)?)
    }

    pub(super) fn order(&mut self) -> Result<Envelope, Failure> {
        self.number += 1;
        let order = Order {
            number: self.number,
            form: Form::Order,
            to: Recipient::Team(TeamCode::from("郑州消防一")),
            incident: None,
            text: format!("水位超过警戒，第{}号：所有人员立即撤到二层以上", self.number),
            urgency: Urgency::Withdraw,
            destination: None,
            authority: None,
            until: None,
            issued: wall(),
            role: None,
            muster: None,
            step: None,
        };
        Ok(self.author.sign(Self::stamp(), "王建国", &Fact::OrderIssued(order))?)
    }
}

/// What the hub said it has, and a bell.
#[derive(Default)]
struct News {
    delivered: Mutex<Vec<crate::domain::EventId>>,
    bell: Condvar,
}

impl News {
    fn tell(&self, report: Report) {
        if let Report::Delivered { id, .. } = report {
            self.delivered.lock().unwrap_or_else(PoisonError::into_inner).push(id);
            self.bell.notify_all();
        }
    }

    /// Waits until `id` is there; how long it took since `begun`, in seconds.
    fn wait(&self, id: crate::domain::EventId, begun: Instant) -> f64 {
        let there = self.delivered.lock().unwrap_or_else(PoisonError::into_inner);
        let woken = self.bell.wait_timeout_while(there, PATIENCE, |there| !there.contains(&id));
        drop(woken);
        begun.elapsed().as_secs_f64()
    }

    fn count(&self) -> usize {
        self.delivered.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

fn is_report(envelope: &Envelope) -> bool {
    matches!(
        envelope.event().fact,
        Fact::EntryLogged(_) | Fact::ReadingTaken(_) | Fact::TeamStatusSet { .. } | Fact::FigureReported(_)
    )
}

/// Over sockets, encrypted, at 2400 bit/s.
fn orders(dir: &Path, log: &Log) -> Result<Vec<Figure>, Failure> {
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    let options = Options { store: false, ..Options::of(log.realm.clone()) };
    let (own, _) = Journal::open(&dir.join("post"), &options)?;
    let (store, _) = Journal::open(&dir.join("hub"), &options)?;
    let mut pen = Pen::new(log.realm.clone());
    // Reports, as they queue up: an order waits behind an earlier order, and behind nothing else.
    let reports = log.envelopes.iter().filter(|envelope| is_report(envelope));
    let queued = reports.cycle().take(QUEUED).map(|envelope| pen.copy(envelope));
    own.append(queued.collect::<Result<Vec<_>, _>>()?)?.wait()?;
    let key = HubKey::open(&dir.join("hub"))?;
    let pin = key.pin();
    let options = hub::Options { key: Some(key), ..hub::Options::new("bench") };
    let served = Hub::start(tasks.handle(), "127.0.0.1:0", Arc::new(store), options)?;
    let slow = SlowLine::start(&tasks, served.address(), u64::from(BUDGET)).map_err(Failure::Scratch)?;
    let news = Arc::new(News::default());
    let told = news.clone();
    let mut options = link::Options::new("前指", Some(pen.post()));
    options.budget = Some(BUDGET);
    options.report = Arc::new(move |report| told.tell(report));
    let address: HubAddress = format!("wss://{}#{pin}", slow.address()).parse()?;
    let link = Link::start(tasks.handle(), address, Arc::new(own.clone()), options);
    // Established: the backlog moves.
    let deadline = monotonic() + PATIENCE;
    while news.count() < 20 && monotonic() < deadline {
        pass(&tasks, Duration::from_millis(100));
    }
    let mut give = |own: &Journal| -> Result<(crate::domain::EventId, Instant), Failure> {
        let order = pen.order()?;
        let (id, begun) = (order.id(), monotonic());
        own.append(vec![order])?.wait()?;
        Ok((id, begun))
    };
    let mut slowest = 0.0_f64;
    for _ in 0..ORDERS {
        let (id, begun) = give(&own)?;
        slowest = slowest.max(news.wait(id, begun));
        pass(&tasks, Duration::from_millis(2700));
    }
    slow.cut();
    pass(&tasks, Duration::from_secs(3));
    let (id, _) = give(&own)?;
    let before = slow.bytes();
    let passed = slow.mend();
    news.wait(id, monotonic());
    let after_cut = monotonic().saturating_duration_since(slow.first_since(passed)).as_secs_f64();
    let bytes = slow.bytes();
    drop(link);
    drop(served);
    Ok(vec![
        Figure::new("order behind 10,000 events at 2400 bit/s, slowest of 5, s", slowest, Promise::Below(3.0)),
        Figure::new("order after a cut, from the first packet that passes, s", after_cut, Promise::Below(10.0)),
        Figure::new("  bytes to the hub until then", count(bytes.0 - before.0), Promise::None),
        Figure::new("  bytes from the hub until then", count(bytes.1 - before.1), Promise::None),
    ])
}

/// Lets time pass.
fn pass(tasks: &Runtime, time: Duration) {
    tasks.block_on(async { tokio::time::sleep(time).await });
}

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "bytes of a few packets")]
pub(super) fn count(n: u64) -> f64 {
    n as f64
}

/// A counter that threads share.
#[derive(Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self, n: usize) {
        self.0.fetch_add(n as u64, Ordering::Relaxed);
    }

    pub(super) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// From the first byte until both have said hello, over encryption, with nothing to send: a WebSocket with JSON, and a
/// thin link; called for the first time, and again.
fn handshakes(dir: &Path, realm: &Realm) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (name, budget) in [("a WebSocket with JSON", None), ("a thin link", Some(*THIN_BUDGET.end()))] {
        let tasks = Runtime::new().map_err(Failure::Thread)?;
        let options = Options { store: false, ..Options::of(realm.clone()) };
        let own = dir.join(name);
        let (journal, _) = Journal::open(&own.join("post"), &options)?;
        let (store, _) = Journal::open(&own.join("hub"), &options)?;
        let key = HubKey::open(&own.join("hub"))?;
        let pin = key.pin();
        let options = hub::Options { key: Some(key), ..hub::Options::new("郑州联动平台") };
        let served = Hub::start(tasks.handle(), "127.0.0.1:0", Arc::new(store), options)?;
        let slow = SlowLine::start(&tasks, served.address(), u64::from(u32::MAX)).map_err(Failure::Scratch)?;
        let address: HubAddress = format!("wss://{}#{pin}", slow.address()).parse()?;
        let options = link::Options { budget, ..link::Options::new("前指", Some(Pen::new(realm.clone()).post())) };
        let link = Link::start(tasks.handle(), address, Arc::new(journal), options);
        for times in ["first", "again"] {
            let before = slow.bytes();
            until_up(&tasks, &link);
            let after = slow.bytes();
            let what = format!("handshake and hellos, {times}, {name}: bytes both ways");
            figures.push(Figure::new(what, count(after.0 + after.1 - before.0 - before.1), Promise::None));
            slow.cut();
            until(&tasks, || !matches!(link.view().state, LinkState::Up { .. }));
            slow.mend();
        }
        drop((link, served));
    }
    Ok(figures)
}

fn until_up(tasks: &Runtime, link: &Link) {
    until(tasks, || matches!(link.view().state, LinkState::Up { .. }));
}

/// Looks again and again, not for ever.
fn until(tasks: &Runtime, holds: impl Fn() -> bool) {
    let deadline = monotonic() + PATIENCE;
    while !holds() && monotonic() < deadline {
        pass(tasks, Duration::from_millis(5));
    }
}
