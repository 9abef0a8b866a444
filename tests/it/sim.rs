//! Replication under everything that can happen to it, in one thread and under a seed (design.md, promises 1, 3, 4, 5).
//!
//! Consoles and hubs run the product's own journal, recovery, scribe, sessions and fold, on a disk that tears and
//! forgets what was not synced, over links that delay, cut, drop, duplicate and reorder. Machines crash, also in the
//! middle of a write or sync; disks are wiped, laptops replaced, images restored, disks fill and empty, clocks are set wrong
//! by hours, consoles roam between hubs, bundles are carried by hand, journals opened from snapshots. Then everything is mended, and every replica must hold every event that any disk was said to
//! hold, but for what was lost with the only disk that had it, and the same state byte for byte.
//!
//! - For as long as one likes: `SIM_SECONDS=3600 cargo test --release --test it sim::every -- --nocapture`;
//!   `SIM_FROM=1000000` begins with another seed.
//! - One run again, exactly: `SIM_SEED=42 cargo test --test it sim::every -- --nocapture`.

mod disk;
mod line;
mod node;
mod town;
mod verdict;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use qianzhi::clock::monotonic;
use qianzhi::envelope::Envelope;
use qianzhi::sync::{Store, Token};

use node::Node;
use town::run;

/// Seeds that are always run, however slow the machine: what they see is known.
const AT_LEAST: u64 = 16;

/// Seconds of seeds when nothing else is said.
const SECONDS: u64 = 12;

/// Seeds within which a fault that was put in must be found.
const CAUGHT_WITHIN: u64 = 60;

/// A fault put in to see that the simulator finds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Broken {
    /// The product as it is.
    No,
    /// The disk says it has synced before it has.
    DiskLies,
    /// A session answers before the journal is durable.
    AnswersFirst,
    /// A link takes for delivered what was under way when the line broke.
    Forgets,
    /// A hub drops the second event under one number.
    HubDropsForks,
    /// A post goes on with its series although a hub knows more of it.
    NeverRenews,
}

impl Broken {
    /// What of these a node's journal is given.
    fn passed(self, node: &Node, events: Vec<Envelope>) -> Vec<Envelope> {
        let Some(store) = node.store().filter(|_| self == Self::HubDropsForks && node.kind == qianzhi::sync::Kind::Hub)
        else {
            return events;
        };
        let free = |event: &Envelope| {
            let header = event.header();
            header.series().is_ok_and(|series| store.find(&series, header.seq).is_ok_and(|there| there.is_empty()))
        };
        events.into_iter().filter(free).collect()
    }
}

/// A token that takes everything here for delivered.
fn forgetful(token: &Token, store: &dyn Store) -> Token {
    let Some(mut resume) = token.resume().cloned() else { return Token::default() };
    resume.gave = store.head();
    Token::read(&serde_json::to_vec(&resume).unwrap())
}

/// What a run saw.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Tally {
    events: u64,
    recorded: u64,
    crashes: u64,
    syncs: u64,
    torn: u64,
    cuts: u64,
    resumed: u64,
    compared: u64,
    delivered: u64,
    dropped: u64,
    duplicated: u64,
    reordered: u64,
    images: u64,
    replaced: u64,
    outruns: u64,
    forks: u64,
    lost: u64,
    pieces: u64,
    contents: u64,
    carried: u64,
    refused: u64,
    snapshots: u64,
    reopened: u64,
    /// Over every message, in order, and the state at the end.
    digest: u64,
}

impl Tally {
    /// FNV-1a.
    fn note(&mut self, bytes: &[u8]) {
        self.digest = bytes.iter().fold(self.digest ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    }

    fn named(&self) -> BTreeMap<&'static str, u64> {
        BTreeMap::from([
            ("events", self.events),
            ("recorded", self.recorded),
            ("crashes", self.crashes),
            ("syncs", self.syncs),
            ("torn", self.torn),
            ("cuts", self.cuts),
            ("resumed", self.resumed),
            ("compared", self.compared),
            ("delivered", self.delivered),
            ("dropped", self.dropped),
            ("duplicated", self.duplicated),
            ("reordered", self.reordered),
            ("images restored", self.images),
            ("disks replaced", self.replaced),
            ("series outrun", self.outruns),
            ("forks kept", self.forks),
            ("lost with the only disk", self.lost),
            ("pieces of content", self.pieces),
            ("contents everywhere", self.contents),
            ("carried by hand", self.carried),
            ("bundles refused on a full disk", self.refused),
            ("snapshots", self.snapshots),
            ("opened from a snapshot", self.reopened),
        ])
    }
}

/// Said whatever the test runner keeps to itself: a count that nobody sees proves nothing.
macro_rules! tell {
    ($($words:tt)*) => { writeln!(std::io::stderr(), $($words)*).unwrap() };
}

/// A run that panics has failed as well.
fn outcome(seed: u64, broken: Broken) -> Result<Tally, String> {
    catch_unwind(AssertUnwindSafe(|| run(seed, broken))).unwrap_or_else(|_| Err("it panicked".to_owned()))
}

#[track_caller]
fn must_hold(seed: u64) -> Tally {
    outcome(seed, Broken::No).unwrap_or_else(|why| {
        panic!("seed {seed}: {why}\nthe same run again: SIM_SEED={seed} cargo test --test it sim::every -- --nocapture")
    })
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number: {text}")))
}

#[test]
fn every_replica_ends_with_every_acknowledged_event_and_the_same_state() {
    if let Some(seed) = number("SIM_SEED") {
        tell!("simulator: seed {seed}: {:?}", must_hold(seed).named());
        return;
    }
    let (begun, from) = (monotonic(), number("SIM_FROM").unwrap_or(1));
    let time = Duration::from_secs(number("SIM_SECONDS").unwrap_or(SECONDS));
    let mut all: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut seeds, mut first) = (0, None);
    while seeds < AT_LEAST || begun.elapsed() < time {
        for (name, count) in must_hold(from + seeds).named() {
            *all.entry(name).or_default() += count;
        }
        seeds += 1;
        if seeds == AT_LEAST {
            first = Some(all.clone());
        }
    }
    tell!("simulator: {seeds} seeds from {from} in {} s: {all:?}", begun.elapsed().as_secs());
    if from == 1 {
        let first = first.unwrap();
        assert!(first.values().all(|count| *count > 0), "the simulation is too kind: {first:?}");
    }
}

#[test]
fn the_same_seed_is_the_same_run() {
    for seed in [1, 2, 3] {
        assert_eq!(must_hold(seed), must_hold(seed), "seed {seed}");
    }
    assert_ne!(must_hold(1).digest, must_hold(2).digest);
}

#[test]
fn faults_that_are_put_in_are_found() {
    let faults = [Broken::DiskLies, Broken::AnswersFirst, Broken::Forgets, Broken::HubDropsForks, Broken::NeverRenews];
    for broken in faults {
        let found = (1..=CAUGHT_WITHIN).find_map(|seed| outcome(seed, broken).err().map(|why| (seed, why)));
        let Some((seed, why)) = found else { panic!("{broken:?} was not found in {CAUGHT_WITHIN} seeds") };
        let line = why.lines().next().unwrap_or_default();
        tell!("simulator: {broken:?} found by seed {seed}: {line}");
    }
}
