//! Processes that other tests start and kill: this test binary itself, told what to do by one argument.
//!
//! `cargo test` passes it by, because it is ignored; a test starts it with [`start`].

use std::fs::File;
use std::io::{BufRead, BufReader, Write, stdout};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use qianzhi::clock::Clock;
use qianzhi::config::scenario;
use qianzhi::drill::{Driver, Tick};
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Compacting, Disk, Journal, Medium, Options, compact};

use crate::it::drill::shipped;
use crate::it::journal::post::{Post, options};
use crate::it::kill::Dice;

const TASK: &str = "QIANZHI_TEST_TASK";

/// Starts this binary on `task`, with its standard output piped.
pub(crate) fn start(task: &[&str]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "it::driver::carry_out", "--ignored", "--nocapture", "--test-threads=1"])
        .env(TASK, task.join("\n"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a started process says, without what the harness says around it.
pub(crate) fn lines(child: &mut Child) -> impl Iterator<Item = (String, String)> + use<> {
    let said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    said.filter_map(|line| {
        // The harness ends its line about the test that runs only when the test is done.
        let line = line.rsplit(" ... ").next().unwrap_or_default();
        let (word, rest) = line.split_once(' ')?;
        matches!(word, "opened" | "found" | "recorded" | "held").then(|| (word.to_owned(), rest.to_owned()))
    })
}

fn say(word: &str, what: &dyn std::fmt::Display) {
    let mut out = stdout().lock();
    writeln!(out, "{word} {what}").unwrap();
    out.flush().unwrap();
}

#[test]
#[ignore = "a process that other tests start"]
fn carry_out() {
    let Ok(task) = std::env::var(TASK) else { return };
    match task.split('\n').collect::<Vec<_>>().as_slice() {
        ["journal", dir, seed, count, store] => {
            append(Path::new(dir), seed.parse().unwrap(), count.parse().unwrap(), *store == "store", Arc::new(Disk));
        }
        ["die", dir, seed, count, store, call] => {
            let medium = Deadly { left: AtomicU64::new(call.parse().unwrap()) };
            append(Path::new(dir), seed.parse().unwrap(), count.parse().unwrap(), *store == "store", Arc::new(medium));
        }
        ["compact", dir, call] => {
            let medium = Deadly { left: AtomicU64::new(call.parse().unwrap()) };
            compact(Path::new(dir), Compacting::default(), &medium, &mut |_| {}).unwrap();
        }
        ["drill", dir, call] => {
            let medium = Deadly { left: AtomicU64::new(call.parse().unwrap()) };
            play_out(Path::new(dir), Arc::new(medium));
        }
        ["sled", dir, count] => bare_sled(Path::new(dir), count.parse().unwrap()),
        ["sled-read", dir] => read_sled(Path::new(dir)),
        other => panic!("no such task: {other:?}"),
    }
}

/// A disk on which the process is killed in the middle of its nth call: of a write, half has happened.
#[derive(Debug)]
struct Deadly {
    left: AtomicU64,
}

impl Deadly {
    fn is_the_last(&self) -> bool {
        self.left.fetch_sub(1, Ordering::SeqCst) == 1
    }
}

fn die() -> ! {
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
    unreachable!("killed")
}

impl Medium for Deadly {
    fn write(&self, file: &File, bytes: &[u8], offset: u64) -> std::io::Result<()> {
        if self.is_the_last() {
            file.write_all_at(&bytes[..bytes.len() / 2], offset).unwrap();
            die();
        }
        file.write_all_at(bytes, offset)
    }

    fn sync(&self, file: &File) -> std::io::Result<()> {
        if self.is_the_last() {
            die();
        }
        file.sync_data()
    }
}

/// Appends entries in groups of different sizes to a journal of small segments, and says of each when it is durable.
fn append(dir: &Path, seed: u64, count: usize, store: bool, medium: Arc<dyn Medium>) {
    let (segment_bytes, growth_bytes) = (256 << 10, 64 << 10);
    let options = Options { segment_bytes, growth_bytes, reserve_bytes: 32 << 10, store, medium, ..options() };
    let (journal, opened) = Journal::open(dir, &options).unwrap();
    say("opened", &opened.records);
    for line in opened.found {
        say("found", &line);
    }
    let mut dice = Dice(seed);
    let mut post = Post::continuing(&journal);
    let mut written = 0;
    while written < count {
        let group = post.entries(1 + usize::try_from(dice.below(6)).unwrap());
        written += group.len();
        for stored in journal.append(&group).unwrap().wait().unwrap() {
            say("recorded", &stored.id);
        }
    }
    // Without a clean stop nothing that only a clean stop writes is there.
    std::process::exit(0);
}

/// Plays the smallest drill into a journal, going on from what it holds, as `drill run --headless` does.
fn play_out(dir: &Path, medium: Arc<dyn Medium>) {
    let scenario = scenario::read(&shipped("first-steps.toml")).unwrap();
    let (realm, ends, seed) = (scenario.realm.clone(), scenario.ends, scenario.seed);
    let clock = Clock::fixed(scenario.begins);
    let (segment_bytes, growth_bytes) = (1 << 20, 256 << 10);
    let options = Options { segment_bytes, growth_bytes, reserve_bytes: 32 << 10, store: false, ..Options::of(realm) };
    let options = Options { clock: clock.clone(), medium, ..options };
    let mut driver = Driver::new(scenario, seed, 0);
    let opened = Journal::open_with(dir, &options, |record| {
        driver.take(&Envelope::stored(record.id, record.bytes).unwrap());
    });
    let (journal, _) = opened.unwrap();
    driver.settle();
    say("opened", &journal.durable());
    while let Some(due) = driver.due().filter(|due| *due <= ends) {
        let signed = driver.play(Tick::virtual_at(due)).unwrap();
        clock.set(due);
        if !signed.is_empty() {
            journal.append(signed).unwrap().wait().unwrap();
        }
    }
    say("recorded", &journal.durable());
    std::process::exit(0);
}

/// sled alone, its flush taken for an acknowledgement: what the harness must catch.
fn bare_sled(dir: &Path, count: u64) {
    let db = sled::open(dir).unwrap();
    for n in 0..count {
        db.insert(n.to_be_bytes(), vec![b'x'; 300]).unwrap();
        db.flush().unwrap();
        say("recorded", &n);
    }
    std::process::exit(0);
}

fn read_sled(dir: &Path) {
    let db = sled::open(dir).unwrap();
    for entry in db.iter() {
        let (key, _) = entry.unwrap();
        say("held", &u64::from_be_bytes(*key.first_chunk().unwrap()));
    }
    std::process::exit(0);
}
