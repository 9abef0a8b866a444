//! `wss`, the pinned key and the join secret (issue 3 point 6): in one process, over real sockets on loopback.

use std::sync::Arc;

use qianzhi::console::LinkState;
use qianzhi::hub::{Hub, HubError, HubKey, Options as HubOptions};
use qianzhi::link::{HubAddress, Link, Options as LinkOptions, Pin};
use qianzhi::sync::{Ended, Join, Message, Secret};

use super::ends::Pair;
use super::post::{Post, memory};
use super::sockets::{Bell, Desk, refused, runtime};

const WORDS: &str = "seven lanterns over the Luo river";

fn secret(words: &str) -> Secret {
    Secret::new(words.as_bytes()).unwrap()
}

fn is_up(link: &Link) -> bool {
    matches!(link.view().state, LinkState::Up { .. })
}

/// A hub with a key, and with a secret when there is one.
fn hub(runtime: &tokio::runtime::Runtime, store: &Desk, secret: Option<Secret>) -> (Hub, Pin) {
    let key = HubKey::open(store.dir.path()).unwrap();
    let pin = key.pin();
    let options = HubOptions { key: Some(key), secret, ..HubOptions::new("hub") };
    (Hub::start(runtime.handle(), "127.0.0.1:0", Arc::new(store.journal.clone()), options).unwrap(), pin)
}

fn call(runtime: &tokio::runtime::Runtime, desk: &Desk, url: &str, secret: Option<Secret>, bell: &Bell) -> Link {
    let address: HubAddress = url.parse().unwrap();
    let mut options = LinkOptions::new("post", Some(desk.post.id()));
    options.secret = secret;
    let woken = bell.clone();
    options.wake = Arc::new(move || woken.ring());
    Link::start(runtime.handle(), address, Arc::new(desk.journal.clone()), options)
}

#[test]
fn events_cross_an_encrypted_line_and_the_same_hub_takes_ws_when_it_has_no_secret() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (mut a, b, store) = (Desk::new(1, &bell), Desk::new(2, &bell), Desk::new(9, &bell));
    let (hub, pin) = hub(&runtime, &store, None);
    let secure = call(&runtime, &a, &format!("wss://{}#{pin}", hub.address()), None, &bell);
    let plain = call(&runtime, &b, &format!("ws://{}", hub.address()), None, &bell);
    bell.until("both are up", || is_up(&secure) && is_up(&plain));
    let event = a.post.logs("加密线路");
    a.write(vec![event]);
    bell.until("it crossed", || b.journal.durable() == 1);
    assert_eq!(a.ids(), b.ids());
}

#[test]
fn a_hub_with_a_secret_takes_whoever_knows_it_and_tells_the_others_why_not() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (mut a, b, store) = (Desk::new(1, &bell), Desk::new(2, &bell), Desk::new(9, &bell));
    let (hub, pin) = hub(&runtime, &store, Some(secret(WORDS)));
    let url = format!("wss://{}#{pin}", hub.address());
    let event = a.post.logs("x");
    a.write(vec![event]);
    let good = call(&runtime, &a, &url, Some(secret(WORDS)), &bell);
    bell.until("the one who knows is up", || is_up(&good) && store.journal.durable() == 1);
    for wrong in [None, Some(secret("seven lanterns over the Yellow river"))] {
        let bad = call(&runtime, &b, &url, wrong, &bell);
        bell.until("the other is told", || refused(&bad).is_some());
        let told = refused(&bad).unwrap();
        assert!(told.contains("join secret") && told.contains("--join-secret-file"), "{told}");
    }
    let plain = call(&runtime, &b, &format!("ws://{}", hub.address()), Some(secret(WORDS)), &bell);
    bell.until("plain lines are refused", || refused(&plain).is_some());
    assert!(refused(&plain).unwrap().contains("wss"), "{:?}", refused(&plain));
    assert_eq!(b.journal.durable(), 0, "nothing went to those who do not know it");
    assert!(is_up(&good));
}

#[test]
fn another_key_than_the_pinned_one_is_one_sentence_with_both() {
    let (runtime, bell) = (runtime(), Bell::default());
    let (mut a, store) = (Desk::new(1, &bell), Desk::new(9, &bell));
    let event = a.post.logs("not for you");
    a.write(vec![event]);
    let (hub, pin) = hub(&runtime, &store, None);
    let pinned = Pin([0x5a; 32]);
    let link = call(&runtime, &a, &format!("wss://{}#{pinned}", hub.address()), None, &bell);
    bell.until("it is refused", || refused(&link).is_some());
    let told = refused(&link).unwrap();
    assert!(told.contains(&pin.to_string()) && told.contains(&pinned.to_string()), "{told}");
    assert!(told.contains("set up anew") && told.contains("somebody else"), "what it may mean: {told}");
    bell.until("the hub counts it", || hub.board().turned_away > 0);
    assert_eq!(store.journal.durable(), 0);
}

#[test]
fn a_hub_with_a_secret_does_not_start_without_a_key() {
    let (runtime, bell) = (runtime(), Bell::default());
    let store = Desk::new(9, &bell);
    let options = HubOptions { secret: Some(secret(WORDS)), ..HubOptions::new("hub") };
    let error = Hub::start(runtime.handle(), "127.0.0.1:0", Arc::new(store.journal.clone()), options).unwrap_err();
    assert!(matches!(error, HubError::NoKey), "{error}");
}

/// The proof is bound to the hub's key, the caller's store and its hello: what was shown once opens nothing else, and
/// nothing of the secret is sent.
#[test]
fn a_proof_is_good_for_one_hub_and_one_hello() {
    let join = |words: &str, key: u8| Some(Join { secret: secret(words), hub_key: [key; 32] });
    let meet = |caller, hub| {
        let mut post = Post::new(1);
        let mut pair = Pair::new(Some(post.id()), memory(1, &post.logs_many(2)), memory(9, &[]));
        pair.console.session = pair.console.session.with_secret(caller);
        pair.hub.session = pair.hub.session.with_secret(hub);
        let result = pair.settle();
        (result, pair)
    };
    let (good, pair) = meet(join(WORDS, 7), join(WORDS, 7));
    assert_eq!((good, pair.hub.came.len()), (Ok(()), 2));
    let text = |m: &Message| if let Message::Text(text) = m { text.clone() } else { String::new() };
    assert!(!pair.wire.iter().any(|m| text(m).contains("lanterns")));
    for caller in [join(WORDS, 8), join("seven lanterns over the Yi river", 7), None] {
        let (bad, pair) = meet(caller, join(WORDS, 7));
        assert_eq!((bad, pair.hub.came.len()), (Err(Ended::Secret), 0));
        assert!(pair.wire.is_empty(), "a stranger is told nothing, not even which realm this is");
    }
    // The hello that was good, said again for another moment or another store.
    let hello = pair.wire.iter().map(text).find(|text| text.contains("proof")).unwrap();
    let at = hello.split("\"at\":").nth(1).unwrap().split(',').next().unwrap().to_owned();
    for stolen in [hello.replace(&at, "1626000000999"), hello.replace(&"01".repeat(16), &"02".repeat(16))] {
        assert_ne!(stolen, hello);
        let (_, fresh) = meet(None, None);
        let mut hub = super::ends::End::new(
            super::post::me(qianzhi::sync::Kind::Hub, 9, None),
            qianzhi::sync::Side::Answerer,
            fresh.hub.store,
            0,
        );
        hub.session = hub.session.with_secret(join(WORDS, 7));
        assert_eq!(hub.hear(&Message::Text(stolen), 1), Err(Ended::Secret));
    }
}
