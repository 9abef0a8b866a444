//! A post whose journal was put back from an older copy, on the real binary (journal.md 4.4, 5): it says how much the hub
//! had acknowledged and is missing here, and how much was never sent; it takes no number a second time, and gets all of it
//! back.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use qianzhi::journal::Journal;
use serde_json::Value;

use super::hub::{HubProcess, free_address};
use super::{console, end, fold, setup};
use crate::it::journal::post::{copy, copy_into, options};

/// What it said on the standard output and on the standard error.
fn done(args: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
    let output = command.args(args).env_clear().env("HOME", "/nonexistent").stdin(Stdio::null()).output().unwrap();
    let (said, error) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{args:?}: {error}");
    (said, error)
}

fn stats(journal: &Path) -> (Value, Value) {
    let stats: Value =
        serde_json::from_str(&done(&["journal", "stats", "--json", journal.to_str().unwrap()]).0).unwrap();
    (stats["missing"].clone(), stats["unsent"].clone())
}

fn post(journal: &Path, hub: Option<&str>, words: &str) -> String {
    let journal = journal.to_str().unwrap();
    let to_hub = hub.map_or(vec![], |url| vec!["--hub", url, "--wait", "60"]);
    done(&[&["post", "--realm", "test", "--journal", journal], &to_hub[..], &["log", words]].concat()).1
}

/// Everything but the link's note is of the copy.
fn put_back(journal: &Path, copy: &Path) {
    let note = fs::read(journal.join("link.json")).unwrap();
    fs::remove_dir_all(journal).unwrap();
    fs::rename(copy, journal).unwrap();
    fs::write(journal.join("link.json"), note).unwrap();
}

#[test]
fn a_journal_that_was_put_back_from_a_copy_says_what_the_hub_has_and_what_was_never_sent() {
    let setup = setup();
    let journal = setup.path("alice");
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    for words in ["one", "two"] {
        assert_eq!(post(&journal, Some(&hub.url), words), "", "nothing is amiss");
    }
    let older = copy(&journal);
    for words in ["three", "four", "five"] {
        post(&journal, Some(&hub.url), words);
    }
    assert_eq!(stats(&journal), (0.into(), 0.into()));
    put_back(&journal, &older.keep());
    assert_eq!(stats(&journal), (3.into(), 0.into()), "asked of one who only reads");
    let said = post(&journal, None, "six");
    assert!(said.contains("records 3 to 5 are missing"), "{said}");
    assert!(said.contains("missing here though a hub acknowledged them: 3"), "{said}");
    assert_eq!(post(&journal, None, "seven"), said.lines().next().map(|line| format!("{line}\n")).unwrap());
    let said = post(&journal, Some(&hub.url), "eight");
    assert!(said.contains("had acknowledged 3 entries of this post that were missing here"), "{said}");
    hub.until_it_has(&["six", "seven", "eight"]);
    // Whoever comes next finds nothing owed, everything back, and no number that two entries have.
    assert_eq!(post(&journal, Some(&hub.url), "nine").lines().count(), 1, "only that numbers are missing");
    assert_eq!(stats(&journal), (0.into(), 0.into()));
    let (opened, _) = Journal::open(&journal, &options()).unwrap();
    let words: Vec<String> = opened
        .read(1, 100, 1 << 20)
        .unwrap()
        .iter()
        .map(|record| String::from_utf8_lossy(record.envelope.header().payload).into_owned())
        .collect();
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"] {
        assert_eq!(words.iter().filter(|payload| payload.contains(word)).count(), 1, "{word}");
    }
    assert!(opened.forked().is_empty());
}

#[test]
fn a_console_says_in_both_languages_what_is_missing_and_what_was_never_sent() {
    let setup = setup();
    let journal = setup.path("alice");
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    post(&journal, Some(&hub.url), "one");
    let older = copy(&journal);
    post(&journal, Some(&hub.url), "two");
    put_back(&journal, &older.keep());
    // What is known before anybody answers.
    let chinese = super::setup().with("LANG", "zh_CN.UTF-8");
    fs::create_dir(chinese.path("alice")).unwrap();
    copy_into(&journal, &chinese.path("alice"));
    let mut pty = console(&chinese, "alice", &format!("ws://{}", free_address()));
    pty.until_text("平台已收而本机缺 1 条, 由平台取回; 从未发出 0 条");
    pty.keys("7");
    pty.until_text("本机缺 1 平台缺 0");
    end(pty, &chinese.path("alice"));
    // And what shows when both say what they hold.
    post(&journal, None, "never sent");
    let mut pty = console(&setup, "alice", &hub.url);
    pty.until_text("missing here though the hub acknowledged them: 1; never sent: 1");
    pty.keys("7");
    pty.until_text("here lacks 1, hub 1");
    pty.until_text("unsent 0");
    let world = end(pty, &journal);
    drop(hub);
    assert!(world.bytes() == fold(&setup.path("store")).bytes());
}
