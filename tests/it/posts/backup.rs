//! A hub's backup, made while it runs, and what becomes of posts when it is put back, on the real binary.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::hub::{HubProcess, free_address};
use super::{fold, setup};
use crate::it::journal::post::{Post, options, segments};
use qianzhi::journal::Journal;
use qianzhi::sync::Store;

fn qianzhi(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
    command.args(args).env_clear().env("HOME", "/nonexistent").stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn done(args: &[&str]) -> String {
    let output = qianzhi(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn told(args: &[&str]) -> String {
    let output = qianzhi(args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.lines().count() == 1, "{said}");
    said
}

fn deliver(journal: &Path, url: &str, words: &str) {
    let journal = journal.to_str().unwrap();
    let said = done(&["post", "--realm", "test", "--hub", url, "--wait", "60", "--journal", journal, "log", words]);
    assert!(said.contains("delivered "), "{said}");
}

#[test]
fn a_hub_is_backed_up_while_it_runs_and_refilled_by_its_posts_once_restored() {
    let setup = setup();
    let path = |name: &str| setup.path(name).to_str().unwrap().to_owned();
    let address = free_address();
    let (store, url) = (setup.path("store"), format!("ws://{address}"));
    let hub = HubProcess::start(&store, &address);
    deliver(&setup.path("alice"), &url, "alice before");
    deliver(&setup.path("bob"), &url, "bob before");
    done(&["hub", "backup", "--store", &path("store"), &path("backup")]);
    assert!(done(&["journal", "verify", &path("backup")]).starts_with("sound: 2 records"));
    assert!(!setup.path("backup/post.key").exists(), "secrets go along only when they are asked for");
    // What the backup lacks, and the posts' tokens count on.
    deliver(&setup.path("alice"), &url, "alice after");
    deliver(&setup.path("bob"), &url, "bob after");
    assert!(told(&["hub", "restore", "--store", &path("store"), &path("backup")]).contains("open in another process"));
    hub.kill();
    let said = told(&["hub", "restore", "--store", &path("store"), &path("backup")]);
    assert!(said.contains("holds more") && said.contains("nothing was changed"), "{said}");
    std::fs::remove_dir_all(&store).unwrap();
    done(&["hub", "restore", "--store", &path("store"), &path("backup")]);
    let hub = HubProcess::start(&store, &address);
    // Another post takes the arrival numbers that the tokens of alice and bob name.
    for words in ["carol one", "carol two", "carol three"] {
        deliver(&setup.path("carol"), &url, words);
    }
    deliver(&setup.path("alice"), &url, "alice again");
    deliver(&setup.path("bob"), &url, "bob again");
    hub.until_it_has(&["alice after", "bob after", "alice again", "carol three"]);
    deliver(&setup.path("alice"), &url, "alice last");
    for post in ["alice", "bob", "carol"] {
        deliver(&setup.path(post), &url, "and all of it comes back");
    }
    drop(hub);
    assert!(done(&["journal", "verify", &path("store")]).starts_with("sound: 13 records"));
    assert_eq!(fold(&store).timeline(None).count(), 13);
}

#[test]
fn a_backup_copies_what_is_new_and_restores_byte_for_byte() {
    let setup = setup();
    let path = |name: &str| setup.path(name).to_str().unwrap().to_owned();
    let mut post = Post::new(1);
    let write = |post: &mut Post, count: usize| {
        let (journal, _) = Journal::open(&setup.path("store"), &options()).unwrap();
        for batch in post.entries(count).chunks(5) {
            drop(journal.append(batch).unwrap().wait().unwrap());
        }
    };
    write(&mut post, 300);
    let before = segments(&setup.path("store")).len();
    assert!(before > 2);
    let backup = ["hub", "backup", "--store", &path("store"), &path("backup")];
    assert!(done(&backup).contains(&format!("{before} segments, {before} of them copied")));
    assert!(done(&backup).contains("1 of them copied"), "only the one that is being written");
    write(&mut post, 100);
    let now = segments(&setup.path("store")).len();
    assert!(now > before);
    assert!(done(&backup).contains(&format!("{now} segments, {} of them copied", now - before + 1)));
    done(&["hub", "restore", "--store", &path("again"), &path("backup")]);
    let export = |name: &str| done(&["journal", "export", &path(name)]);
    assert_eq!(export("again"), export("store"));
    // One that holds less is replaced, and kept.
    done(&["hub", "restore", "--store", &path("again"), &path("backup")]);
    assert!(setup.path("again/before.restore-1/wal").is_dir());
    assert_eq!(export("again"), export("store"));
    // Neither another journal nor a damaged backup.
    done(&["post", "--realm", "test", "--journal", &path("other"), "log", "x"]);
    assert!(told(&["hub", "restore", "--store", &path("other"), &path("backup")]).contains("not one journal"));
    assert!(told(&["hub", "backup", "--store", &path("other"), &path("backup")]).contains("not one journal"));
    let segment = &segments(&setup.path("backup"))[0];
    let mut bytes = std::fs::read(segment).unwrap();
    bytes[9000] ^= 1;
    std::fs::write(segment, bytes).unwrap();
    assert!(told(&["hub", "restore", "--store", &path("third"), &path("backup")]).contains("not sound"));
}

/// A store that is put back gives numbers a second time. Whatever is left of the old one, nobody may take the new events
/// under them for those that had them before.
#[test]
fn a_restored_store_is_known_again_by_no_mark_that_was_taken_before() {
    let setup = setup();
    let (store, backup) = (setup.path("store"), setup.path("backup"));
    let mut post = Post::new(1);
    let (journal, _) = Journal::open(&store, &options()).unwrap();
    drop(journal.append(post.entries(10)).unwrap().wait().unwrap());
    qianzhi::journal::backup(&store, &backup, false).unwrap();
    drop(journal.append(post.entries(10)).unwrap().wait().unwrap());
    let marks: Vec<_> = [5, 10, 15, 20].into_iter().map(|n| journal.mark_at(n).unwrap().unwrap()).collect();
    drop(journal);
    // The segments are lost, and nothing else.
    std::fs::remove_dir_all(store.join("wal")).unwrap();
    qianzhi::journal::restore(&backup, &store).unwrap();
    let (journal, _) = Journal::open(&store, &options()).unwrap();
    drop(journal.append(Post::new(2).entries(30)).unwrap().wait().unwrap());
    for mark in marks {
        assert_ne!(journal.mark_at(mark.number).unwrap(), Some(mark));
    }
}
