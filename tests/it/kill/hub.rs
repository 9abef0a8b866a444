//! The hub, killed while posts deliver: what it said it has, it has.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Dice, ROUNDS, entries, sound};
use crate::it::posts::hub::HubProcess;

/// Posts entries until so many lines were said, and is killed with the hub; gives the ids by word.
fn post_and_die(journal: &Path, hub: HubProcess, round: u32, dice: &mut Dice) -> Vec<(String, String)> {
    let mut post = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(["post", "--stdin", "--realm", "test", "--hub", &hub.url, "--journal"])
        .arg(journal)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let count = 2 + dice.below(8);
    let mut input = post.stdin.take().unwrap();
    for n in 0..count {
        writeln!(input, "round {round} entry {n}").unwrap();
    }
    drop(input);
    let stop = usize::try_from(1 + dice.below(2 * count - 1)).unwrap();
    let lines = BufReader::new(post.stdout.take().unwrap()).lines().map(|line| line.unwrap());
    let said = lines.take(stop).map(|line| {
        let (word, id) = line.split_once(' ').unwrap();
        (word.to_owned(), id.to_owned())
    });
    let said = said.collect();
    hub.kill();
    post.kill().unwrap();
    post.wait().unwrap();
    said
}

#[test]
fn what_the_hub_said_it_has_survives_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let (store, journal) = (dir.path().join("store"), dir.path().join("journal"));
    let mut dice = Dice(16);
    let (mut recorded, mut delivered) = (BTreeSet::new(), BTreeSet::new());
    let mut cut = 0;
    for round in 0..ROUNDS {
        let hub = HubProcess::start(&store, "127.0.0.1:0");
        for (word, id) in post_and_die(&journal, hub, round, &mut dice) {
            if word == "delivered" {
                delivered.insert(id)
            } else {
                recorded.insert(id)
            };
        }
        let held = ids(&store);
        assert!(delivered.is_subset(&held), "round {round}: lost {:?}", delivered.difference(&held));
        sound(&store, &entries(&store), round);
        cut += recorded.difference(&held).count();
        let own = ids(&journal);
        assert!(recorded.is_subset(&own), "round {round}: lost {:?}", recorded.difference(&own));
    }
    assert!(delivered.len() > ROUNDS as usize, "{} were delivered", delivered.len());
    assert!(cut > 0, "no kill fell between what was recorded and what was delivered");
    // What was on its way when the hub died comes with the next connection.
    let hub = HubProcess::start(&store, "127.0.0.1:0");
    let last = ["post", "--hub", &hub.url, "--wait", "60", "--journal", journal.to_str().unwrap(), "log", "the last"];
    assert!(super::qianzhi(&last).1);
    drop(hub);
    assert_eq!(ids(&store), ids(&journal), "the hub has everything the post ever recorded");
}

fn ids(journal: &Path) -> BTreeSet<String> {
    let (lines, good) = super::qianzhi(&["journal", "export", journal.to_str().unwrap()]);
    assert!(good);
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    lines.lines().map(id).collect()
}
