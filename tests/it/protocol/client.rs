//! `tests/protocol/client.py` against the real hub.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde::Deserialize;

use crate::it::posts::hub::HubProcess;

/// What the client needs beside itself.
const NEEDS: &str = "import websockets, cryptography";

/// A Python that can run the client; when there is none, that is said where nobody can miss it.
pub(super) fn python() -> Option<PathBuf> {
    // The system's own may have libraries that another one does not.
    let found = ["python3", "/usr/bin/python3"].into_iter().find(|python| {
        let tried = Command::new(python).args(["-c", NEEDS]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    });
    if found.is_none() {
        // Not by println: that is shown for failed tests only.
        writeln!(
            std::io::stderr(),
            "SKIPPED: no python3 with websockets and cryptography: the protocol was not tried from its page"
        )
        .unwrap();
    }
    found.map(PathBuf::from)
}

/// What the client prints.
#[derive(Deserialize)]
struct Saw {
    hub: String,
    received: Vec<String>,
    series: usize,
    posted: Vec<String>,
}

fn run(python: &Path, args: &[&str]) -> Output {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocol/client.py");
    Command::new(python).arg(client).args(args).output().unwrap()
}

fn saw(python: &Path, args: &[&str]) -> Saw {
    let output = run(python, args);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {told}"))
}

/// Entries into a journal of its own, delivered; their ids.
fn post(dir: &Path, hub: &str, texts: &[&str]) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(["post", "--realm", "test", "--operator", "李明", "--wait", "60", "--hub", hub, "--stdin", "--journal"])
        .arg(dir)
        .env_clear()
        .env("HOME", "/nonexistent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(texts.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().filter_map(|line| line.strip_prefix("delivered ")).map(str::to_owned).collect()
}

#[test]
fn a_client_written_from_the_page_catches_up_posts_and_verifies() {
    let Some(python) = python() else { return };
    let dir = tempfile::tempdir().unwrap();
    let hub = HubProcess::start(&dir.path().join("store"), "127.0.0.1:0");
    let mut held = post(&dir.path().join("a"), &hub.url, &["京广北路隧道积水", "two", "three"]);
    held.extend(post(&dir.path().join("b"), &hub.url, &["四"]));
    assert_eq!(held.len(), 4);

    let first = saw(&python, &[&hub.url, "--post", "从别的语言来", "--post", "again"]);
    assert!(!first.hub.is_empty());
    assert_eq!(first.received, held, "in the order of the hub's store");
    assert_eq!((first.series, first.posted.len()), (3, 2), "two posts and its own");
    hub.until_it_has(&["从别的语言来"]);
    held.extend(first.posted);

    let second = saw(&python, &[&hub.url]);
    assert_eq!(second.received, held, "what it posted came back byte for byte: ids are hashes");

    // The hub refuses what the page says it refuses, and the client says so.
    let stranger = run(&python, &[&hub.url, "--realm", "live"]);
    let told = String::from_utf8(stranger.stderr).unwrap();
    assert_eq!(stranger.status.code(), Some(1));
    assert!(told.contains("realm"), "{told}");
}

#[test]
fn the_client_comes_by_wss_with_the_pin_and_proves_the_secret() {
    let Some(python) = python() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (right, wrong) = (dir.path().join("right"), dir.path().join("wrong"));
    std::fs::write(&right, "seven lanterns over the Luo river\n").unwrap();
    std::fs::write(&wrong, "eight lanterns over the Luo river\n").unwrap();
    let (right, wrong) = (right.to_str().unwrap(), wrong.to_str().unwrap());
    let hub = HubProcess::start_with(&dir.path().join("store"), "127.0.0.1:0", &["--join-secret-file", right]);
    let first = saw(&python, &[&hub.url, "--secret-file", right, "--post", "over wss"]);
    let second = saw(&python, &[&hub.url, "--secret-file", right]);
    assert_eq!((second.received, first.posted.len()), (first.posted, 1));

    let (address, _) = hub.url.split_once('#').unwrap();
    let other = format!("{address}#{}", "5a".repeat(32));
    for (args, why) in [
        (vec![hub.url.as_str(), "--secret-file", wrong], "secret"),
        (vec![hub.url.as_str()], "secret"),
        (vec![other.as_str(), "--secret-file", right], "pinned"),
    ] {
        let output = run(&python, &args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(why), "{told}");
    }
}
