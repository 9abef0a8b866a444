//! Looking after a journal while a console and a hub have it open, on the real binary.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::hub::HubProcess;
use super::{console, region, setup};

/// What a command that succeeds says.
#[track_caller]
fn done(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(args)
        .env_clear()
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&done(args)).unwrap()
}

/// Everything that reads a journal, on one that a process writes; it holds so many events.
#[track_caller]
fn read_beside(journal: &Path, events: usize) {
    let dir = journal.to_str().unwrap();
    let verified = json(&["journal", "verify", "--json", dir]);
    assert_eq!((&verified["sound"], &verified["records"]), (&true.into(), &events.into()));
    assert_eq!(verified["store"]["state"], "in_use");
    let summed = json(&["journal", "stats", "--json", dir]);
    assert_eq!(
        (&summed["events"], &summed["head"], &summed["realm"]),
        (&events.into(), &events.into(), &"test".into())
    );
    assert_eq!(summed["store"]["state"], "in_use");
    assert_eq!(done(&["journal", "export", dir]).lines().count(), events);
    assert_eq!(done(&["tail", "--journal", dir, "--no-follow", "--json"]).lines().count(), events);
    assert!(done(&["review", "--json", dir]).starts_with('['));
}

#[test]
fn tail_review_verify_stats_and_export_run_beside_a_live_console_and_a_live_hub() {
    let setup = setup();
    region::journal(&setup.path("store"));
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    let mut alice = console(&setup, "alice", &hub.url);
    alice.keys("\twritten by alice\r");
    alice.until_text("unsent 0");
    alice.until_text("written by alice");
    hub.until_it_has(&["written by alice"]);
    let events = done(&["journal", "export", setup.path("store").to_str().unwrap()]).lines().count();
    assert!(events > 5);
    read_beside(&setup.path("store"), events);
    read_beside(&setup.path("alice"), events);
}

#[test]
fn stats_sum_up_what_is_there_in_both_languages() {
    let setup = setup();
    let dir = setup.path("post");
    let dir = dir.to_str().unwrap();
    region::journal(&setup.path("post"));
    for words in ["one", "two", "three"] {
        done(&["post", "--realm", "test", "--journal", dir, "log", words]);
    }
    let lines: Vec<Value> =
        done(&["journal", "export", dir]).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let summed = json(&["journal", "stats", "--json", dir]);
    assert_eq!(summed["events"], lines.len());
    assert_eq!(summed["kinds"]["entry.logged/1"], 3);
    let kinds: u64 = summed["kinds"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(kinds, lines.len() as u64);
    assert_eq!(summed["posts"].as_object().unwrap().len(), 2);
    let own = &lines.last().unwrap()["post"];
    let series = summed["series"].as_array().unwrap().iter().find(|s| s["post"] == *own).unwrap();
    assert_eq!((&series["events"], &series["last"], &series["stream"]), (&3.into(), &3.into(), &"open".into()));
    assert_eq!(summed["arrived"][1], lines.last().unwrap()["arrived"]);
    assert_eq!(summed["unsent"], Value::Null, "no hub was spoken to");
    // The region was recorded elsewhere before this journal began.
    assert!(summed["knows_since"].as_str().unwrap() <= summed["arrived"][0].as_str().unwrap(), "{summed}");
    assert_eq!(summed["filled_in"], lines.len() as u64 - 3);
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    done(&["post", "--hub", &hub.url, "--wait", "60", "--journal", dir, "log", "four"]);
    done(&["post", "--journal", dir, "log", "five"]);
    assert_eq!(json(&["journal", "stats", "--json", dir])["unsent"], 1);
    let (zh, en) = (done(&["journal", "stats", "--lang", "zh", dir]), done(&["journal", "stats", "--lang", "en", dir]));
    assert!(zh.contains("本机所知始于") && en.contains("this replica knows since"), "{zh}{en}");
    assert!(zh.contains("待发 1\n") && zh.contains("按席位"), "{zh}");
    assert!(en.contains("unsent 1\n") && en.contains("by post"), "{en}");
    assert_eq!(zh.lines().count(), en.lines().count());
}

/// At 03:00 nobody closes a console because the bureau has a new number.
#[test]
fn a_profile_is_adopted_while_the_console_runs_and_counts_there() {
    let setup = setup();
    region::journal(&setup.path("alice"));
    let mut alice = console(&setup, "alice", "ws://127.0.0.1:9");
    alice.until_text("to type");
    let profile = setup.path("profile.toml");
    let rule = "[[rule]]\nid = \"RLOC-电话\"\nwithin = \"7 min\"\nsource = \"洛应急〔2026〕3号\"\ntrust = \"law\"\n";
    std::fs::write(&profile, format!("[profile]\nname = \"洛阳市应急管理局\"\nversion = \"2026-1\"\n\n{rule}"))
        .unwrap();
    let (journal, profile) = (setup.path("alice"), profile.to_str().unwrap().to_owned());
    let journal = journal.to_str().unwrap();
    done(&["rules", "adopt", &profile, "--journal", journal, "--yes"]);
    assert!(done(&["rules", "show", "RLOC-电话", "--journal", journal]).contains("7 min"));
    // The rail counts by it: an incident that is opened now is to be reported by phone within those minutes.
    alice.keys("\x0ebridge down\r");
    alice.until("seven minutes from now", |screen| {
        screen.contents().lines().any(|line| line.contains("00:06") && line.contains("bridge down"))
    });
}
