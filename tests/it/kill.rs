//! `kill -9` at any moment: what was shown as recorded is in the journal, and the screen that comes back agrees with
//! the journal (design.md, promise 1). Seeded; a failure names its round.

mod console;
mod drill;
mod hub;
mod journal;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

/// Rounds of each test (issue point 4).
const ROUNDS: u32 = 50;

/// `SplitMix64`: chance that a seed repeats.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

fn qianzhi(args: &[&str]) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(args)
        .env_clear()
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    (said, output.status.success())
}

/// The entries in a journal: when they happened, and their words, by a process that reads the segments alone.
fn entries(journal: &Path) -> Vec<(String, String)> {
    let (lines, good) = qianzhi(&["journal", "export", journal.to_str().unwrap()]);
    assert!(good);
    let entry = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let data = &line["payload"]["data"];
        Some((data["occurred"].to_string(), data["text"].as_str()?.to_owned()))
    };
    lines.lines().filter_map(entry).collect()
}

/// Nothing was recorded twice, and, for some of the rounds, nothing was changed or lost by every checksum and chain.
#[track_caller]
fn sound(journal: &Path, entries: &[(String, String)], round: u32) {
    let words: BTreeSet<&str> = entries.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(words.len(), entries.len(), "round {round}: recorded twice: {entries:?}");
    if round % 10 == 9 {
        let (said, good) = qianzhi(&["journal", "verify", journal.to_str().unwrap()]);
        assert!(good, "round {round}: {said}");
    }
}
