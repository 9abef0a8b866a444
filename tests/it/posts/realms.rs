//! A drill and the live realm in one console, on the real binary: a live warning breaks through, one key goes there and
//! back, and nothing that is typed in one realm gets into the other.

use qianzhi::domain::Realm;
use rustix::process::Signal;

use super::hub::HubProcess;
use super::{end, fold, region, setup};
use crate::it::pty::{Pty, Setup};

/// Ctrl-].
const OTHER_REALM: &str = "\x1d";
/// Ctrl-W.
const WARNING: &str = "\x17";

/// What Alice does from day to day: a live post on the live hub.
fn every_day(setup: &Setup, hub: &str) {
    let dir = setup.path("config/qianzhi");
    std::fs::create_dir_all(&dir).unwrap();
    let journal = setup.path("alice-live");
    let settings = format!("hub = \"{hub}\"\njournal = \"{}\"\n", journal.display());
    std::fs::write(dir.join("settings.toml"), settings).unwrap();
}

fn drilling(setup: &Setup) -> Pty {
    let journal = setup.path("alice-drill");
    setup.start(&["console", "--realm", "drill:flood", "--journal", journal.to_str().unwrap(), "--operator", "alice"])
}

/// Every text that a journal holds.
fn texts(journal: &std::path::Path) -> String {
    let held = qianzhi::journal::records(journal).unwrap().map(|record| record.unwrap().envelope);
    held.map(|envelope| String::from_utf8_lossy(envelope.header().payload).into_owned() + "\n").collect()
}

#[test]
fn a_live_warning_breaks_through_a_drill_and_one_key_goes_there_and_back() {
    let setup = setup();
    region::journal_in(&setup.path("store"), &Realm::Live);
    let hub = HubProcess::start_in("live", &setup.path("store"), "127.0.0.1:0", &[]);
    every_day(&setup, &hub.url);
    let mut alice = drilling(&setup);
    alice.until("a drill, and the live link up beside it", |screen| {
        let shown = screen.contents();
        // A live incident that nobody reported is late, and says so.
        shown.contains("DRILL") && shown.contains("LIVE up") && shown.contains("!!! LIVE") && !shown.contains("decide")
    });
    alice.keys("\tpump three is simulated\r");
    alice.until_text("recorded (F8");
    // Something half typed stays where it was typed.
    alice.keys("\tonly a drill");
    alice.until_text("only a drill");
    let bob = setup.path("bob");
    let bob_args =
        ["console", "--realm", "live", "--hub", &hub.url, "--journal", bob.to_str().unwrap(), "--operator", "bob"];
    let mut bob = setup.start(&bob_args);
    bob.until_text("Zhengzhou");
    bob.keys(&format!("{WARNING}11a month of rain tonight\r"));
    let broken = alice.until("the warning", |screen| screen.contents().contains("decide (D) red"));
    let row = broken.contents().lines().find(|row| row.contains("!!! LIVE")).unwrap().to_owned();
    assert!(row.contains("red") && row.contains("Ctrl-] to LIVE"), "{row}");
    assert!(broken.contents().contains("only a drill"), "what was being typed stays under the cursor");
    assert!(alice.bytes().contains(&7), "the bell rang");

    alice.keys(OTHER_REALM);
    let live = alice.until("the live realm", |screen| screen.contents().contains("this is the live realm"));
    let shown = live.contents();
    assert!(shown.contains("LIVE") && !shown.contains("DRILL") && !shown.contains("only a drill"), "{shown}");
    assert!(shown.contains("a month of rain") || shown.contains("red"), "{shown}");
    alice.keys("\twe have seen it\r");
    bob.until_text("we have seen it");

    alice.keys(OTHER_REALM);
    alice.until("the drill, with the draft in its line", |screen| {
        let shown = screen.contents();
        shown.contains("DRILL") && shown.contains("only a drill")
    });
    alice.keys("\r");
    alice.until_text("recorded (F8");
    bob.signal(Signal::TERM);
    bob.end();
    let drill = end(alice, &setup.path("alice-drill"));
    drop(hub);
    assert_eq!(*drill.realm(), Realm::Drill("flood".to_owned()));
    let (live, drilled) = (texts(&setup.path("alice-live")), texts(&setup.path("alice-drill")));
    assert!(live.contains("we have seen it") && live.contains("a month of rain"), "{live}");
    assert!(!live.contains("only a drill") && !live.contains("simulated"), "{live}");
    assert!(drilled.contains("only a drill") && drilled.contains("simulated"), "{drilled}");
    assert!(!drilled.contains("we have seen it") && !drilled.contains("rain"), "{drilled}");
    assert!(fold(&setup.path("store")).bytes() == fold(&setup.path("alice-live")).bytes());
}

#[test]
fn a_console_in_a_drill_without_a_live_post_holds_none() {
    let setup = setup();
    let mut alice = drilling(&setup);
    alice.until_text("to type");
    alice.keys(OTHER_REALM);
    alice.until_text("no other realm is held here");
    assert!(!alice.screen().contents().contains("LIVE"));
    end(alice, &setup.path("alice-drill"));
    assert!(!setup.path("state/qianzhi/live").exists(), "and makes none");
}

#[test]
fn a_live_journal_that_cannot_be_opened_is_said_and_the_drill_goes_on() {
    let setup = setup();
    every_day(&setup, "ws://127.0.0.1:1");
    std::fs::write(setup.path("alice-live"), "a file").unwrap();
    let mut alice = drilling(&setup);
    alice.until_text("the live realm is not held");
    alice.keys("\tstill recorded\r");
    alice.until_text("recorded (F8");
    end(alice, &setup.path("alice-drill"));
    assert!(texts(&setup.path("alice-drill")).contains("still recorded"));
}
