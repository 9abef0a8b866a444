//! Posts and their hub, on the real binary (issue point 5): several consoles in pseudo-terminals, one hub process.

mod backup;
mod beside;
pub(crate) mod hub;
mod linkage;
mod mechanisms;
mod owed;
mod realms;
mod region;
mod sneakernet;

use std::path::Path;
use std::process::{Command, Stdio};

use qianzhi::clock::{At, Quality};
use qianzhi::domain::{Aspect, Assignment, Destination, Realm, World};
use qianzhi::envelope::{Author, Stamp};
use qianzhi::journal::{Identity, Journal, Options, records};
use rustix::process::Signal;

use crate::it::pty::{Pty, Setup};
use hub::{HubProcess, free_address};

const F2: &str = "\x1bOQ";

/// A console of this operator on this hub, in a realm where nothing is real.
fn console(setup: &Setup, operator: &str, hub: &str) -> Pty {
    let journal = setup.path(operator);
    setup.start(&[
        "console",
        "--realm",
        "test",
        "--hub",
        hub,
        "--operator",
        operator,
        "--name",
        operator,
        "--journal",
        journal.to_str().unwrap(),
    ])
}

fn setup() -> Setup {
    Setup::default().sized(120, 40).with("LANG", "en_US.UTF-8")
}

/// Ends a console as a closed window would, and folds what its journal holds.
fn end(mut pty: Pty, journal: &Path) -> World {
    pty.signal(Signal::TERM);
    pty.end();
    fold(journal)
}

fn fold(journal: &Path) -> World {
    let reader = records(journal).unwrap();
    let mut world = World::new(reader.realm().clone());
    for record in reader {
        world.apply(&record.unwrap().envelope.event());
    }
    world
}

/// Orders P2 to a place, with these words.
fn order(pty: &mut Pty, place: &str, words: &str) {
    pty.keys(F2);
    pty.keys(&format!("P2\r{words}\t\t{place}\r"));
}

#[test]
fn two_consoles_on_one_hub_see_each_others_orders() {
    let setup = setup();
    region::journal(&setup.path("store"));
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    let mut alice = console(&setup, "alice", &hub.url);
    let mut bob = console(&setup, "bob", &hub.url);
    for pty in [&mut alice, &mut bob] {
        pty.keys("3");
        pty.until_text("P2");
        pty.keys("4");
    }
    order(&mut alice, "north", "drain the north tunnel");
    bob.until_text("drain the north tunnel");
    order(&mut bob, "south", "then the south tunnel");
    alice.until_text("then the south tunnel");
    let (alice, bob) = (end(alice, &setup.path("alice")), end(bob, &setup.path("bob")));
    drop(hub);
    assert_eq!(alice.orders().len(), 2);
    assert!(alice.conflicts().is_empty(), "bob had seen what alice ordered");
    assert!(alice.bytes() == bob.bytes() && bob.bytes() == fold(&setup.path("store")).bytes());
}

#[test]
fn a_console_without_its_hub_works_and_delivers_when_it_appears() {
    let setup = setup();
    let address = free_address();
    let mut alice = console(&setup, "alice", &format!("ws://{address}"));
    alice.until_text("to type");
    alice.keys("\tbridge one is closed\r");
    alice.until("recorded, and waiting for a hub", |screen| {
        let shown = screen.contents();
        // The entry, and the rules that its log began with.
        shown.contains("bridge one is closed") && shown.contains("unsent 2")
    });
    let hub = HubProcess::start(&setup.path("store"), &address);
    alice.until_text("unsent 0");
    let alice = end(alice, &setup.path("alice"));
    drop(hub);
    assert!(alice.bytes() == fold(&setup.path("store")).bytes());
}

#[test]
fn two_posts_that_moved_one_team_apart_show_the_conflict_and_settle_it_everywhere() {
    let setup = setup();
    for post in ["alice", "bob"] {
        region::journal(&setup.path(post));
    }
    let address = free_address();
    let url = format!("ws://{address}");
    let mut alice = console(&setup, "alice", &url);
    let mut bob = console(&setup, "bob", &url);
    for (pty, place, words) in [(&mut alice, "north", "to the north"), (&mut bob, "south", "to the south")] {
        pty.until_text("to type");
        order(pty, place, words);
        pty.keys("4");
        pty.until_text(words);
    }
    let hub = HubProcess::start(&setup.path("store"), &address);
    for pty in [&mut alice, &mut bob] {
        pty.keys("6");
        pty.until("both sides of it", |screen| {
            let shown = screen.contents();
            shown.contains("alice") && shown.contains("bob") && shown.contains("P2")
        });
    }
    alice.keys("\x1b[C\r");
    for pty in [&mut alice, &mut bob] {
        pty.until("nothing left to settle", |screen| screen.contents().contains("No conflict"));
    }
    let (alice, bob) = (end(alice, &setup.path("alice")), end(bob, &setup.path("bob")));
    drop(hub);
    assert!(alice.conflicts().is_empty());
    assert!(alice.bytes() == bob.bytes() && bob.bytes() == fold(&setup.path("store")).bytes());
    let assigned = alice.team(&"P2".into()).unwrap().assignment.agreed();
    let places = ["north", "south"].map(|place| Some(Destination::Place(place.into())));
    assert!(matches!(assigned, Some(Assignment { destination, .. }) if places.contains(&destination)));
    assert_eq!(alice.heads(&Aspect::Assignment("P2".into())).len(), 1, "one act replaced both");
}

#[test]
fn a_hub_that_lost_its_store_is_refilled_by_the_consoles() {
    let setup = setup();
    let address = free_address();
    let (store, url) = (setup.path("store"), format!("ws://{address}"));
    let hub = HubProcess::start(&store, &address);
    let mut alice = console(&setup, "alice", &url);
    let mut bob = console(&setup, "bob", &url);
    alice.until_text("to type");
    bob.until_text("to type");
    alice.keys("\twritten by alice\r");
    bob.until_text("written by alice");
    bob.keys("\twritten by bob\r");
    alice.until_text("written by bob");
    // A disk that is gone, not a process that took leave.
    hub.kill();
    std::fs::remove_dir_all(&store).unwrap();
    let hub = HubProcess::start(&store, &address);
    hub.until_it_has(&["written by alice", "written by bob"]);
    let (alice, bob) = (end(alice, &setup.path("alice")), end(bob, &setup.path("bob")));
    drop(hub);
    let held = fold(&store);
    assert!(held.bytes() == alice.bytes() && held.bytes() == bob.bytes());
}

#[test]
fn an_event_of_an_unknown_kind_is_kept_and_relayed() {
    const PAYLOAD: &str = "{\"data\": {\"方舱\":1.50},\"kind\":\"shelter.opened/7\"}";
    let setup = setup();
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    let mut bob = console(&setup, "bob", &hub.url);
    {
        let dir = setup.path("alice");
        let (journal, _) = Journal::open(&dir, &Options::of(Realm::Test)).unwrap();
        let identity = Identity::open(&dir, &Realm::Test).unwrap();
        let mut author = Author::new(identity.key.clone(), identity.series_open, None);
        let stamp = Stamp { now: At(1_626_753_600_000), offset_ms: None, quality: Quality::Unchecked };
        let event = author.sign_payload(stamp, "alice", PAYLOAD.as_bytes()).unwrap();
        drop(journal.append(&[event]).unwrap().wait().unwrap());
    }
    let posted = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(["post", "--hub", &hub.url, "--wait", "60", "--journal"])
        .arg(setup.path("alice"))
        .args(["log", "an entry after it"])
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(posted.stdout).unwrap();
    assert!(posted.status.success() && said.contains("delivered "), "{said} {:?}", posted.stderr);
    bob.until_text("an entry after it");
    bob.signal(Signal::TERM);
    bob.end();
    drop(hub);
    for journal in ["bob", "store"] {
        let mut held = records(&setup.path(journal)).unwrap().map(|record| record.unwrap().envelope);
        let verbatim = held.any(|envelope| envelope.header().payload == PAYLOAD.as_bytes());
        assert!(verbatim, "{journal} does not hold the bytes as they were signed");
    }
}
