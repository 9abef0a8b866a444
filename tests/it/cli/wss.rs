//! A hub that others may reach, on the real binary: `wss`, the pin, the join secret (issue 3 point 6).

use std::fs;
use std::path::Path;

use super::{command, refused};
use crate::it::posts::hub::HubProcess;

const WORDS: &str = "seven lanterns over the Luo river";

fn post(dir: &Path, hub: &str, more: &[&str]) -> std::process::Output {
    let journal = dir.join("journal");
    let journal = journal.to_str().unwrap();
    let fixed = ["post", "--realm", "test", "--journal", journal, "--hub", hub, "--wait", "30"];
    command(&[&fixed, more, &["log", "kept"]].concat()).output().unwrap()
}

#[test]
fn a_post_reaches_a_hub_with_a_secret_by_its_pin_and_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let (right, wrong) = (dir.path().join("right"), dir.path().join("wrong"));
    fs::write(&right, format!("{WORDS}\n")).unwrap();
    fs::write(&wrong, "eight lanterns over the Luo river").unwrap();
    let (right, wrong) = (right.to_str().unwrap(), wrong.to_str().unwrap());
    let store = dir.path().join("store");
    let hub = HubProcess::start_with(&store, "127.0.0.1:0", &["--join-secret-file", right]);
    assert!(hub.url.starts_with("wss://"), "{}", hub.url);
    let (address, pin) = hub.url.split_once('#').unwrap();
    assert_eq!(fs::read_to_string(store.join("hub.pin")).unwrap().trim(), pin, "the file says what is printed");

    for (n, (url, more)) in [
        (hub.url.as_str(), vec!["--join-secret-file", right]),
        (address, vec!["--pin", pin, "--join-secret-file", right]),
    ]
    .into_iter()
    .enumerate()
    {
        let output = post(&dir.path().join(n.to_string()), url, &more);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && said.contains("delivered "), "{:?}", String::from_utf8(output.stderr));
    }

    let told = |output: std::process::Output| {
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(told.lines().count(), 1, "one sentence: {told}");
        told
    };
    let stranger = told(post(&dir.path().join("a"), &hub.url, &["--join-secret-file", wrong]));
    assert!(stranger.contains("join secret") && stranger.contains(address), "{stranger}");
    let other = "5a".repeat(32);
    let mitm = told(post(&dir.path().join("b"), &format!("{address}#{other}"), &["--join-secret-file", right]));
    assert!(mitm.contains(pin) && mitm.contains(&other), "{mitm}");
    let tail =
        |url: &str, more: &[&str]| command(&[&["tail", "--realm", "test", "--hub", url], more].concat()).output();
    refused(&tail(address, &[]).unwrap(), 2, &[address, "--pin"]);
    refused(&tail("wss://127.0.0.1#abc", &[]).unwrap(), 2, &["abc"]);
    drop(hub);
    for file in files(dir.path()).into_iter().filter(|file| file != Path::new(right) && file != Path::new(wrong)) {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(14).any(|some| some == b"seven lanterns"), "{} holds the secret", file.display());
    }
}

fn files(dir: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_hub_that_others_can_reach_says_what_it_needs() {
    let dir = tempfile::tempdir().unwrap();
    let (store, short) = (dir.path().join("store"), dir.path().join("short"));
    fs::write(&short, "hunter2").unwrap();
    let hub = |more: &[&str]| {
        let fixed = ["hub", "--listen", "0.0.0.0:7720", "--store", store.to_str().unwrap()];
        command(&[&fixed, more].concat()).output().unwrap()
    };
    refused(&hub(&[]), 1, &["0.0.0.0:7720", "wss", "join secret", "--join-secret-file", "127.0.0.1:7720"]);
    let short = short.to_str().unwrap();
    let said = hub(&["--join-secret-file", short]);
    refused(&said, 1, &[short, "16"]);
    assert!(!String::from_utf8(said.stderr).unwrap().contains("hunter2"));
    refused(&hub(&["--join-secret-file", "/nonexistent/secret"]), 1, &["/nonexistent/secret"]);
    let by_variable = command(&["hub", "--listen", "0.0.0.0:7720", "--store", store.to_str().unwrap()])
        .env("QIANZHI_JOIN_SECRET", "hunter2")
        .output()
        .unwrap();
    refused(&by_variable, 1, &["QIANZHI_JOIN_SECRET", "16"]);
}
