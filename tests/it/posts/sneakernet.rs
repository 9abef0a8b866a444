//! Replicas that no network joins: bundles carried by hand, on the real binary.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::hub::HubProcess;
use super::{console, end, fold, region, setup};

fn qianzhi(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(args)
        .env_clear()
        .env("HOME", "/nonexistent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// What a command that succeeds says.
#[track_caller]
fn done(args: &[&str]) -> String {
    let output = qianzhi(args, b"");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What a command that fails says, in one sentence.
#[track_caller]
fn told(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.code() == Some(1) && said.lines().count() == 1, "{said}");
    said
}

fn post(journal: &Path, words: &str) {
    done(&["post", "--realm", "test", "--journal", journal.to_str().unwrap(), "log", words]);
}

#[test]
fn a_console_and_a_running_hub_meet_for_the_first_time_by_hand() {
    let setup = setup();
    let path = |name: &str| setup.path(name).to_str().unwrap().to_owned();
    region::journal(&setup.path("store"));
    post(&setup.path("car"), "written in the car");
    post(&setup.path("car"), "and one more");
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    done(&["journal", "export", &path("store"), "--have", "-o", &path("hub.have")]);
    done(&["journal", "export", &path("car"), "--since", &path("hub.have"), "--bundle", "-o", &path("car.qzb")]);
    // The hub has its store open: it takes the bundle itself, and passes it on like anything else.
    let said = done(&["journal", "import", "--journal", &path("store"), "--lang", "en", &path("car.qzb")]);
    assert!(said.contains("3 new, 0 known"), "two entries, and the rules that the car's log began with: {said}");
    hub.until_it_has(&["written in the car", "and one more"]);
    let again = done(&["journal", "import", "--journal", &path("store"), "--json", &path("car.qzb")]);
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!((&again["new"], &again["known"], &again["realm"]), (&0.into(), &3.into(), &"test".into()));
    // Back the other way goes only what the car lacks, told by the bundle that came from it.
    done(&["journal", "export", &path("store"), "--since", &path("car.qzb"), "--bundle", "-o", &path("hub.qzb")]);
    let said = done(&["journal", "import", "--journal", &path("car"), "--lang", "zh", &path("hub.qzb")]);
    let before = fold(&setup.path("store"));
    assert!(said.contains("已有 0 条"), "{said}");
    drop(hub);
    assert_eq!(before.incidents().len(), 1);
    assert!(fold(&setup.path("car")).bytes() == before.bytes() && before.bytes() == fold(&setup.path("store")).bytes());
}

#[test]
fn a_live_console_takes_a_bundle_and_shows_what_was_in_it() {
    let setup = setup();
    let path = |name: &str| setup.path(name).to_str().unwrap().to_owned();
    post(&setup.path("bob"), "carried by bicycle");
    done(&["journal", "export", &path("bob"), "--bundle", "-o", &path("bob.qzb")]);
    let mut alice = console(&setup, "alice", "ws://127.0.0.1:9");
    alice.until_text("to type");
    let said = done(&["journal", "import", "--journal", &path("alice"), "--lang", "en", &path("bob.qzb")]);
    assert!(said.contains("2 new, 0 known"), "an entry, and the rules that bob's log began with: {said}");
    alice.keys("\tread by alice\r");
    alice.until_text("read by alice");
    let alice = end(alice, &setup.path("alice"));
    assert_eq!(alice.timeline(None).count(), 2);
}

#[test]
fn text_arrives_through_a_chat_and_what_is_lacking_is_told_by_number() {
    let setup = setup();
    let path = |name: &str| setup.path(name).to_str().unwrap().to_owned();
    region::journal(&setup.path("from"));
    let text = done(&["journal", "export", &path("from"), "--text"]);
    let blocks: Vec<&str> = text.split("\n\n").collect();
    assert!(blocks.len() > 2 && blocks.iter().all(|block| block.len() <= 1000), "{} blocks", blocks.len());
    let chat = |blocks: &[&str]| -> String {
        blocks
            .iter()
            .rev()
            .flat_map(|b| {
                ["[10:32] 张三: 收\n> ", &b.to_lowercase().replace('\n', "\n> "), "\n好\n"]
                    .concat()
                    .chars()
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let import = ["journal", "import", "--journal", &path("to"), "--lang", "en"];
    let said = told(&qianzhi(&import, chat(&[&blocks[..1], &blocks[2..]].concat()).as_bytes()));
    assert!(said.contains(&format!("{} blocks: missing 2;", blocks.len())), "{said}");
    assert!(!setup.path("to").exists(), "nothing was begun");
    let spoilt = blocks[1].replacen('\n', "\nA", 2);
    let said = told(&qianzhi(&import, chat(&[&blocks[..1], &[&spoilt], &blocks[2..]].concat()).as_bytes()));
    assert!(said.contains("damaged 2;"), "{said}");
    // The one that was lacking is in a file of its own; all are given together.
    std::fs::write(setup.path("first.txt"), chat(&[&blocks[..1], &blocks[2..]].concat())).unwrap();
    std::fs::write(setup.path("more.txt"), chat(&blocks[1..2])).unwrap();
    done(&[&import[..], &[&path("first.txt"), &path("more.txt")]].concat());
    assert!(fold(&setup.path("to")).bytes() == fold(&setup.path("from")).bytes());
}

#[test]
fn what_cannot_be_applied_is_told_in_one_sentence() {
    let setup = setup();
    let path = |name: &str| setup.path(name).to_str().unwrap().to_owned();
    post(&setup.path("from"), "one");
    done(&["journal", "export", &path("from"), "--bundle", "-o", &path("good")]);
    done(&["post", "--realm", "live", "--journal", &path("live"), "log", "x"]);
    let import =
        |journal: &str, file: &str| qianzhi(&["journal", "import", "--journal", &path(journal), &path(file)], b"");
    let said = told(&import("live", "good"));
    assert!(said.contains(&path("good")) && said.contains("test") && said.contains("live"), "{said}");
    let mut bytes = std::fs::read(setup.path("good")).unwrap();
    bytes[60] ^= 1;
    std::fs::write(setup.path("bad"), bytes).unwrap();
    let said = told(&import("to", "bad"));
    assert!(said.contains(&path("bad")) && said.contains("signature"), "{said}");
    std::fs::write(setup.path("letter"), "dear colleague").unwrap();
    assert!(told(&import("to", "letter")).contains("neither a bundle"));
    assert!(told(&import("to", "nowhere")).contains(&path("nowhere")));
    assert!(!setup.path("to").exists(), "nothing was begun");
    // Somebody else has it open who takes no bundles: it waits, and the next one takes it.
    let held = std::fs::File::open(setup.path("from/lock")).unwrap();
    held.lock().unwrap();
    let args = ["journal", "import", "--wait", "0", "--journal", &path("from"), &path("good")];
    assert!(told(&qianzhi(&args, b"")).contains("inbox"));
    drop(held);
    drop(HubProcess::start(&setup.path("from"), "127.0.0.1:0"));
    let done = std::fs::read_dir(setup.path("from/inbox")).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
    assert!(done.iter().all(|path| path.extension().is_some_and(|e| e == "done")), "{done:?}");
    let usage = qianzhi(&["journal", "export", &path("from"), "--since", "yesterday", "--bundle"], b"");
    assert_eq!(usage.status.code(), Some(2));
}
