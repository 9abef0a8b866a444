//! The real thing over a throttled line: sockets, encryption, journals; and the binary. What is asserted is order and
//! bytes, never the time.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use qianzhi::domain::{EventId, Realm};
use qianzhi::hub::{Hub, HubKey, Options as HubOptions};
use qianzhi::journal::{Journal, Options as JournalOptions};
use qianzhi::link::{Link, Options as LinkOptions, Pin};
use qianzhi::sync::{Report, Secret};

use super::bounds::HANDSHAKE;
use super::proxy::Proxy;
use crate::it::net::post::Post;
use crate::it::net::sockets::{Bell, Desk, runtime};
use crate::it::posts::hub::HubProcess;

/// Four times the issue's, so that the test takes a quarter of the time; the bytes are the same.
const BUDGET: u32 = 9600;

/// The bound in bytes of this line.
const TEN_SECONDS: usize = 10 * BUDGET as usize / 8;

/// Events that may be under way when an order is given, on a line of this budget: what fills its window.
const UNDER_WAY: u64 = 80;

const BACKLOG: usize = 2000;

/// A post on a thin, encrypted line to a hub that asks for a secret.
struct Thin {
    post: Desk,
    store: Desk,
    proxy: Proxy,
    #[expect(dead_code, reason = "as long as it lives, it calls")]
    link: Link,
    reports: Arc<Mutex<Vec<Report>>>,
    bell: Bell,
    #[expect(dead_code, reason = "as long as it lives, it serves")]
    hub: Hub,
    #[expect(dead_code, reason = "as long as it lives, the tasks run")]
    runtime: tokio::runtime::Runtime,
}

impl Thin {
    fn begin() -> Self {
        let (runtime, bell) = (runtime(), Bell::default());
        let (mut post, store) = (Desk::new(1, &bell), Desk::new(9, &bell));
        let backlog = post.post.logs_many(BACKLOG);
        post.write(backlog);
        let key = HubKey::open(store.dir.path()).unwrap();
        let pin: Pin = key.pin();
        let secret = Secret::new(b"seven lanterns over the Luo river").unwrap();
        let options =
            HubOptions { key: Some(key), secret: Some(secret.clone()), ..HubOptions::new("郑州联动平台") };
        let hub = Hub::start(runtime.handle(), "127.0.0.1:0", Arc::new(store.journal.clone()), options).unwrap();
        let proxy = Proxy::start(hub.address(), u64::from(BUDGET));
        let reports = Arc::new(Mutex::new(vec![]));
        let mut options = LinkOptions::new("前指", Some(post.post.id()));
        options.secret = Some(secret);
        options.budget = Some(BUDGET);
        let (told, rung, woken) = (reports.clone(), bell.clone(), bell.clone());
        options.report = Arc::new(move |report| {
            told.lock().unwrap().push(report);
            rung.ring();
        });
        options.wake = Arc::new(move || woken.ring());
        let address = format!("wss://{}#{pin}", proxy.address).parse().unwrap();
        let link = Link::start(runtime.handle(), address, Arc::new(post.journal.clone()), options);
        Self { post, store, proxy, link, reports, bell, hub, runtime }
    }

    fn order(&mut self, number: u32) -> EventId {
        let order = self.post.post.orders(number);
        let id = order.id();
        self.post.write(vec![order]);
        id
    }

    fn until_delivered(&self, id: EventId) {
        let of = |report: &Report| matches!(report, Report::Delivered { id: i, .. } if *i == id);
        self.bell.until("it is delivered", || self.reports.lock().unwrap().iter().any(of));
    }
}

/// The bytes of the first records of a TLS connection: type, version and length go before each.
fn records(bytes: &[u8], count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        at += 5 + usize::from(u16::from_be_bytes([bytes[at + 3], bytes[at + 4]]));
    }
    at
}

#[test]
fn an_order_overtakes_in_few_bytes_and_again_after_a_cut() {
    let mut thin = Thin::begin();
    thin.bell.until("the backlog moves", || thin.store.journal.durable() > 20);
    let before = thin.store.journal.durable();
    let order = thin.order(1);
    thin.until_delivered(order);
    let there = thin.store.journal.read(before + 1, 1000, usize::MAX).unwrap();
    let place = there.iter().position(|record| record.envelope.id() == order).unwrap() as u64;
    assert!(place <= UNDER_WAY, "{place} of {BACKLOG} went before it");

    let connections = thin.proxy.carried().len();
    thin.proxy.cut();
    let second = thin.order(2);
    thin.until_delivered(second);
    let carried = thin.proxy.carried();
    let again = &carried[connections];
    assert_eq!(connections, 1, "one connection until the cut");
    assert!(
        again.up.len() <= TEN_SECONDS && again.down.len() <= TEN_SECONDS,
        "{} {}",
        again.up.len(),
        again.down.len()
    );
    assert!(thin.store.journal.durable() < BACKLOG as u64 / 2, "the backlog still waits");
    // ClientHello, ChangeCipherSpec, Finished; ServerHello, ChangeCipherSpec, the rest, a ticket.
    let handshake = (records(&again.up, 3), records(&again.down, 4));
    let whole = (records(&carried[0].up, 3), records(&carried[0].down, 4));
    for bytes in [handshake, whole] {
        assert!(bytes.0 <= HANDSHAKE.0 && bytes.1 <= HANDSHAKE.1, "{handshake:?} {whole:?}");
    }
    assert!(handshake.1 + 200 < whole.1, "a resumed handshake shows no certificate: {handshake:?} {whole:?}");
}

/// The binary, with a backlog in its journal and an order as the last of it.
#[test]
fn an_order_leaves_the_binary_before_the_entries_that_were_there_first() {
    let dir = tempfile::tempdir().unwrap();
    let (store, journal) = (dir.path().join("store"), dir.path().join("journal"));
    let mut post = Post::new(1);
    let mut events = post.logs_many(BACKLOG);
    events.push(post.orders(7));
    let options = JournalOptions { store: false, ..JournalOptions::of(Realm::Test) };
    let (written, _) = Journal::open(&journal, &options).unwrap();
    written.append(events).unwrap().wait().unwrap();
    drop(written);
    let hub = HubProcess::start(&store, "127.0.0.1:0");
    let proxy = Proxy::start(hub.url.strip_prefix("ws://").unwrap().parse().unwrap(), u64::from(BUDGET));
    let binary = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
        command.args(args).env_clear().env("HOME", "/nonexistent").stdout(Stdio::piped());
        command
    };
    let mut tail = binary(&["tail", "--realm", "test", "--json", "--hub", &hub.url]).spawn().unwrap();
    let through = format!("ws://{}", proxy.address);
    let budget = BUDGET.to_string();
    let mut post = binary(&["post", "--stdin", "--hub", &through, "--budget", &budget, "--journal"])
        .arg(&journal)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(tail.stdout.take().unwrap()).lines();
    let place = lines.map(Result::unwrap).position(|line| line.contains("order.issued")).unwrap();
    let carried = proxy.bytes();
    assert!(place as u64 <= UNDER_WAY, "the order was the {place}th to arrive of {}", BACKLOG + 1);
    assert!(carried.0 <= TEN_SECONDS && carried.1 <= TEN_SECONDS, "{carried:?}");
    for child in [&mut post, &mut tail] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
