//! Hub and links in one process, over real sockets on loopback.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use qianzhi::clock::{At, monotonic};
use qianzhi::console::LinkState;
use qianzhi::domain::{EventId, Fix, Point, Realm, Stream};
use qianzhi::envelope::Envelope;
use qianzhi::hub::{Hub, HubError, Options as HubOptions};
use qianzhi::journal::{Journal, Options as JournalOptions};
use qianzhi::limits::FRAME_BYTES_MAX;
use qianzhi::link::{Link, Options as LinkOptions};
use qianzhi::sync::{Passing, Report, StoreId};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use super::post::Post;

const DEADLINE: Duration = Duration::from_mins(1);

pub(crate) fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Rings whenever anything may have changed.
#[derive(Clone, Default)]
pub(crate) struct Bell(Arc<(Mutex<u64>, Condvar)>);

impl Bell {
    pub(crate) fn ring(&self) {
        *self.0.0.lock().unwrap() += 1;
        self.0.1.notify_all();
    }

    /// Waits for `what`; looks again at each ring, and now and then for what rings no bell.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let end = monotonic() + DEADLINE;
        let mut rings = self.0.0.lock().unwrap();
        while !holds() {
            assert!(monotonic() < end, "waited in vain: {what}");
            rings = self.0.1.wait_timeout(rings, Duration::from_millis(50)).unwrap().0;
        }
    }
}

/// A journal, and the post that writes into it.
pub(crate) struct Desk {
    pub(crate) post: Post,
    pub(crate) journal: Journal,
    pub(crate) dir: TempDir,
    #[expect(dead_code, reason = "as long as it lives, the bell rings")]
    watch: qianzhi::journal::WatchGuard,
}

impl Desk {
    pub(crate) fn new(seed: u8, bell: &Bell) -> Self {
        Self::of(Post::new(seed), Realm::Test, bell)
    }

    fn of(post: Post, realm: Realm, bell: &Bell) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let journal = journal(dir.path(), realm);
        let bell = bell.clone();
        let watch = journal.watch(move || bell.ring());
        Self { post, journal, dir, watch }
    }

    pub(crate) fn write(&self, events: Vec<Envelope>) {
        self.journal.append(events).unwrap().wait().unwrap();
    }

    fn link(&self, runtime: &Runtime, hub: SocketAddr, bell: &Bell) -> (Link, Arc<Mutex<Vec<Report>>>) {
        let reports = Arc::new(Mutex::new(vec![]));
        let mut options = LinkOptions::new(format!("席位{}", self.post.id().short()), Some(self.post.id()));
        options.keep = Some(self.dir.path().join("link.json"));
        let (told, rung, woken) = (reports.clone(), bell.clone(), bell.clone());
        options.report = Arc::new(move |report| {
            told.lock().unwrap().push(report);
            rung.ring();
        });
        options.wake = Arc::new(move || woken.ring());
        let address = format!("ws://{hub}").parse().unwrap();
        (Link::start(runtime.handle(), address, Arc::new(self.journal.clone()), options), reports)
    }

    pub(crate) fn ids(&self) -> BTreeSet<EventId> {
        ids(&self.journal)
    }
}

fn journal(dir: &std::path::Path, realm: Realm) -> Journal {
    let options = JournalOptions { store: false, growth_bytes: 1 << 16, ..JournalOptions::of(realm) };
    Journal::open(dir, &options).unwrap().0
}

fn ids(journal: &Journal) -> BTreeSet<EventId> {
    journal.read(1, usize::MAX, usize::MAX).unwrap().iter().map(|record| record.envelope.id()).collect()
}

fn hub(runtime: &Runtime, listen: &str, journal: &Journal) -> Hub {
    Hub::start(runtime.handle(), listen, Arc::new(journal.clone()), HubOptions::new("郑州联动平台")).unwrap()
}

fn is_up(link: &Link) -> bool {
    matches!(link.view().state, LinkState::Up { .. })
}

pub(crate) fn refused(link: &Link) -> Option<String> {
    if let LinkState::Refused { why } = link.view().state { Some(why.to_string()) } else { None }
}

#[test]
fn two_posts_on_one_hub_see_each_others_events_also_of_kinds_nobody_knows() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (mut a, mut b, c) = (Desk::new(1, &bell), Desk::new(2, &bell), Desk::new(3, &bell));
    let store = Desk::new(9, &bell);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let old = a.post.logs_many(300);
    a.write(old);
    let links: Vec<_> = [&a, &b, &c].map(|desk| desk.link(&runtime, hub.address(), &bell)).into();
    bell.until("all are up", || links.iter().all(|(link, _)| is_up(link)));
    let order = b.post.orders(1);
    b.write(vec![order]);
    let odd = a.post.says_verbatim(br#"{"kind":"robot.dog/9","data":{"legs":4}}"#);
    a.write(vec![odd.clone()]);
    bell.until("everybody has everything", || [&a, &b, &c, &store].iter().all(|desk| desk.journal.durable() == 302));
    assert!([&b, &c, &store].iter().all(|desk| desk.ids() == a.ids()));
    let at_c = c.journal.read(1, 400, usize::MAX).unwrap();
    assert!(at_c.iter().any(|record| record.envelope == odd), "byte for byte");
    bell.until("the hub's journal says so to a", || links[0].1.lock().unwrap().len() == 301);
    bell.until("no backlog", || links.iter().all(|(link, _)| link.view().backlog.count == 0));
    links[0].0.ask_sessions();
    bell.until("the hub tells who is connected", || links[0].0.view().sessions.len() == 3);
    bell.until("nobody is behind", || hub.board().sessions.iter().all(|session| session.behind == 0));
    assert_eq!(hub.board().events, 302);
    assert_eq!(links[0].0.view().hub.as_deref(), Some("郑州联动平台"));
}

#[test]
fn a_post_without_a_hub_works_and_delivers_when_one_appears() {
    let (runtime, bell) = (runtime(), Bell::default());
    let store = Desk::new(9, &bell);
    let first = hub(&runtime, "127.0.0.1:0", &store.journal);
    let address = first.address();
    runtime.block_on(first.stop());
    let mut a = Desk::new(1, &bell);
    let old = a.post.logs_many(3);
    let oldest = old[0].header().recorded;
    a.write(old);
    let (link, reports) = a.link(&runtime, address, &bell);
    bell.until("it calls in vain", || matches!(link.view().state, LinkState::Calling { attempt: 1.., .. }));
    let more = a.post.logs_many(2);
    a.write(more);
    bell.until("the backlog is known", || link.view().backlog.count == 5);
    assert_eq!(link.view().backlog.oldest, Some(oldest));
    assert!(reports.lock().unwrap().is_empty());
    let second = hub(&runtime, &address.to_string(), &store.journal);
    bell.until("all is delivered", || reports.lock().unwrap().len() == 5);
    bell.until("no backlog", || link.view().backlog.count == 0);
    assert_eq!(store.ids(), a.ids());
    runtime.block_on(second.stop());
    bell.until("it says that the hub is gone", || !is_up(&link));
}

#[test]
fn a_hub_that_comes_back_empty_is_refilled_by_its_posts() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (mut a, mut b) = (Desk::new(1, &bell), Desk::new(2, &bell));
    let (events_a, events_b) = (a.post.logs_many(40), b.post.logs_many(40));
    a.write(events_a);
    b.write(events_b);
    let lost = Desk::new(8, &bell);
    let first = hub(&runtime, "127.0.0.1:0", &lost.journal);
    let address = first.address();
    let links = [a.link(&runtime, address, &bell), b.link(&runtime, address, &bell)];
    bell.until("both have both", || [&a, &b].iter().all(|desk| desk.journal.durable() == 80));
    runtime.block_on(first.stop());
    let fresh = Desk::new(9, &bell);
    let second = hub(&runtime, &address.to_string(), &fresh.journal);
    bell.until("it is refilled", || fresh.journal.durable() == 80);
    assert_eq!(fresh.ids(), a.ids());
    let after = a.post.logs("之后");
    a.write(vec![after]);
    bell.until("and goes on", || b.journal.durable() == 81);
    drop((links, second));
}

#[test]
fn a_link_that_comes_back_goes_on_from_where_it_was() {
    let (runtime, bell) = (runtime(), Bell::default());
    let mut a = Desk::new(1, &bell);
    let store = Desk::new(9, &bell);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let events = a.post.logs_many(200);
    a.write(events);
    let (link, reports) = a.link(&runtime, hub.address(), &bell);
    bell.until("all is delivered", || reports.lock().unwrap().len() == 200);
    runtime.block_on(link.stop());
    bell.until("the hub noticed", || hub.board().sessions.is_empty());
    let next = a.post.logs("其后");
    a.write(vec![next]);
    let (link, reports) = a.link(&runtime, hub.address(), &bell);
    bell.until("the new one is delivered", || !reports.lock().unwrap().is_empty());
    assert_eq!(reports.lock().unwrap().len(), 1, "nothing is delivered twice");
    bell.until("up", || is_up(&link));
    let told = hub.board();
    assert!(told.sessions[0].received_bytes < 4000, "{told:?}");
}

#[test]
fn another_realm_is_refused_in_words_and_nothing_crosses() {
    let (runtime, bell) = (runtime(), Bell::default());
    let store = Desk::new(9, &bell);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let drill = Realm::Drill("郑州7.20".into());
    let mut a = Desk::of(Post::in_realm(1, drill.clone(), Stream::Open), drill, &bell);
    let event = a.post.logs("演练");
    a.write(vec![event]);
    let (link, _) = a.link(&runtime, hub.address(), &bell);
    bell.until("it is refused", || refused(&link).is_some());
    let why = refused(&link).unwrap();
    assert!(why.contains("test") && why.contains("realm"), "{why}");
    assert_eq!((store.journal.durable(), a.journal.durable()), (0, 1));
    assert_eq!(link.view().backlog.count, 1);
}

#[test]
fn an_address_that_is_not_a_hub_is_told_from_one_where_nobody_is() {
    let (runtime, bell) = (runtime(), Bell::default());
    let a = Desk::new(1, &bell);
    let web = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = web.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = web.accept().unwrap();
        let mut request = [0; 2048];
        let read = stream.read(&mut request).unwrap();
        assert!(read > 0);
        stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").unwrap();
    });
    let (link, _) = a.link(&runtime, address, &bell);
    bell.until("a web server is refused", || refused(&link).is_some());
    assert!(refused(&link).unwrap().contains("is not a hub"));
    server.join().unwrap();
    drop(link);

    // A WebSocket server that speaks something else, under our subprotocol even.
    let (address, chatter) = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let chatter = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            #[expect(clippy::result_large_err, reason = "the callback's signature")]
            let agree = |_: &_, mut response: tokio_tungstenite::tungstenite::handshake::server::Response| {
                response.headers_mut().insert("sec-websocket-protocol", "qianzhi.1".parse().unwrap());
                Ok(response)
            };
            let mut socket = tokio_tungstenite::accept_hdr_async(stream, agree).await.unwrap();
            socket.send(Packet::text(r#"{"type":"welcome"}"#)).await.unwrap();
            while let Some(Ok(_)) = socket.next().await {}
        });
        (address, chatter)
    });
    let (link, _) = a.link(&runtime, address, &bell);
    bell.until("another protocol is refused", || refused(&link).is_some());
    assert!(refused(&link).unwrap().contains("not a hub"), "{:?}", refused(&link));
    drop(link);
    runtime.block_on(chatter).unwrap();
}

#[test]
fn garbage_and_frames_too_long_hurt_nobody_else() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (mut a, b) = (Desk::new(1, &bell), Desk::new(2, &bell));
    let store = Desk::new(9, &bell);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let links = [a.link(&runtime, hub.address(), &bell), b.link(&runtime, hub.address(), &bell)];
    bell.until("both are up", || links.iter().all(|(link, _)| is_up(link)));
    let before = hub.board().turned_away;

    let ask = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(hub.address()).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = vec![];
        // A hub that closes on garbage may reset the line.
        let _reset = stream.read_to_end(&mut answer).is_err();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let plain = ask(b"GET / HTTP/1.1\r\nHost: hub\r\n\r\n");
    assert!(plain.starts_with("HTTP/1.1 426 ") && plain.contains("qianzhi hub"), "{plain}");
    let page = ask(
        b"GET / HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: qianzhi.1\r\nOrigin: http://x\r\n\r\n",
    );
    assert!(page.starts_with("HTTP/1.1 403 "), "{page}");
    ask(&[0xff; 3000]);
    ask(b"SSH-2.0-OpenSSH_9.6\r\n\r\n");
    bell.until("they are counted", || hub.board().turned_away >= before + 4);

    // Consoles gone wrong: one sends a message longer than any frame, others what is no frame.
    let long = vec![1; FRAME_BYTES_MAX + 1];
    for packet in [Packet::binary(long), Packet::text("[]"), Packet::binary(vec![1, 2, 3])] {
        runtime.block_on(async {
            let mut request = format!("ws://{}/", hub.address()).into_client_request().unwrap();
            request.headers_mut().insert("sec-websocket-protocol", "qianzhi.1".parse().unwrap());
            let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
            let hello = format!(
                r#"{{"t":"hello","protocol":"qianzhi/1","kind":"console","store":"{}","realm":"test","fold":1,
                "streams":["open"],"post":null,"name":"x","at":0,"window":1000,"resume":null,"resumed":false}}"#,
                "00".repeat(16)
            );
            socket.send(Packet::text(hello)).await.unwrap();
            // The hub may hang up while it is still being talked to.
            let _broken = socket.send(packet).await.is_err();
            while let Some(Ok(_)) = socket.next().await {}
        });
    }
    let event = a.post.logs("照常");
    a.write(vec![event]);
    bell.until("the others go on", || b.journal.durable() == 1);
    bell.until("only they are left", || hub.board().sessions.len() == 2);
    assert!(links.iter().all(|(link, _)| is_up(link)));
}

#[test]
fn a_hub_that_cannot_listen_says_where_and_why() {
    let (runtime, bell) = (runtime(), Bell::default());
    let store = Desk::new(9, &bell);
    let start = |listen: &str| {
        Hub::start(runtime.handle(), listen, Arc::new(store.journal.clone()), HubOptions::new("x")).unwrap_err()
    };
    let first = hub(&runtime, "127.0.0.1:0", &store.journal);
    let taken = start(&first.address().to_string());
    assert!(matches!(taken, HubError::InUse(_)) && taken.to_string().contains(&first.address().to_string()), "{taken}");
    for open in ["0.0.0.0:7720", "192.168.1.1:7720", "[::]:7720"] {
        let error = start(open);
        assert!(matches!(error, HubError::NotLoopback(_)) && error.to_string().contains("join secret"), "{error}");
    }
    for odd in ["", "localhost", "127.0.0.1", "127.0.0.1:99999"] {
        assert!(matches!(start(odd), HubError::Address(_)), "{odd}");
    }
}

#[test]
fn positions_cross_newest_first_and_stay_out_of_the_log() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (a, b) = (Desk::new(1, &bell), Desk::new(2, &bell));
    let store = Desk::new(9, &bell);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let (link_a, _) = a.link(&runtime, hub.address(), &bell);
    let (link_b, _) = b.link(&runtime, hub.address(), &bell);
    let fix = |team: &str, ms: i64| Fix {
        team: team.into(),
        point: Point { lat: 34_746_600, lon: 113_625_400 },
        at: At(ms),
        speed_mh: None,
        every_ms: 2000,
    };
    (0..500).for_each(|ms| link_a.offer_fix(fix("消防一", ms)));
    hub.offer_fix(fix("水利二", 3));
    bell.until("b has the newest", || {
        let at: Vec<_> = link_b.newer_fixes(0).0.into_iter().map(|fix| (fix.team.0, fix.at.0)).collect();
        at.contains(&("消防一".to_owned(), 499)) && at.contains(&("水利二".to_owned(), 3))
    });
    assert_eq!(hub.board().positions, 2);
    assert_eq!(store.journal.durable(), 0);
}

#[test]
fn a_post_that_connects_again_replaces_its_older_session() {
    let (runtime, bell) = (runtime(), Bell::default());
    let store = Desk::new(9, &bell);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let (old, new) = (Desk::new(1, &bell), Desk::new(1, &bell));
    let (first, _) = old.link(&runtime, hub.address(), &bell);
    bell.until("the first is up", || is_up(&first));
    let (second, _) = new.link(&runtime, hub.address(), &bell);
    bell.until("the first is told", || refused(&first).is_some_and(|why| why.contains("connected again")));
    bell.until("one session is left", || hub.board().sessions.len() == 1 && is_up(&second));
}

#[test]
fn one_who_only_watches_sees_everything_once_and_keeps_nothing() {
    let (runtime, bell) = (runtime(), Bell::default());
    let mut a = Desk::new(1, &bell);
    let store = Desk::new(9, &bell);
    let events = a.post.logs_many(50);
    store.write(events);
    let hub = hub(&runtime, "127.0.0.1:0", &store.journal);
    let seen = Arc::new(Mutex::new(vec![]));
    let (shown, rung) = (seen.clone(), bell.clone());
    let replica = Passing::new(StoreId([7; 16]), Realm::Test, move |envelope| {
        shown.lock().unwrap().push(envelope.id());
        rung.ring();
    });
    let address = format!("ws://{}", hub.address()).parse().unwrap();
    let link = Link::start(runtime.handle(), address, Arc::new(replica), LinkOptions::new("旁观", None));
    bell.until("it has seen the past", || seen.lock().unwrap().len() == 50);
    let next = a.post.logs("现在");
    store.write(vec![next.clone()]);
    bell.until("and what comes", || seen.lock().unwrap().last() == Some(&next.id()));
    assert_eq!(seen.lock().unwrap().iter().collect::<BTreeSet<_>>().len(), 51);
    assert_eq!(seen.lock().unwrap().len(), 51);
    runtime.block_on(link.stop());
}
