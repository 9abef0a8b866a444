//! The journal itself, killed at any moment: while it opens, mends, rotates, closes and writes.

use std::collections::BTreeSet;
use std::path::Path;

use qianzhi::envelope::Envelope;
use qianzhi::journal::records;

use super::Dice;
use crate::it::driver;

/// Rounds (issue 3, point 2).
const ROUNDS: u64 = 320;

/// A journal is begun anew after so many rounds, so that creating one is killed too.
const ROUNDS_PER_JOURNAL: u64 = 16;

/// What one round came to.
#[derive(Default)]
struct Round {
    opened: bool,
    recorded: Vec<String>,
    found: Vec<String>,
}

/// Starts a process on the journal and lets it die: at a call of its own to the disk, or by a kill from outside after
/// so many lines.
fn run_and_die(journal: &Path, seed: u64, dice: &mut Dice) -> Round {
    let (dir, seed) = (journal.to_str().unwrap(), seed.to_string());
    let store = if dice.below(4) == 0 { "store" } else { "none" };
    let inside = dice.below(3) > 0;
    // Few calls fall into opening and mending, many into writing, growing and rotating.
    let calls = if dice.below(2) == 0 { 6 } else { 600 };
    let call = (1 + dice.below(calls)).to_string();
    let mut task = vec![if inside { "die" } else { "journal" }, dir, &seed, "1500", store];
    task.extend(inside.then_some(call.as_str()));
    let mut child = driver::start(&task);
    let lines = driver::lines(&mut child);
    let stop = if inside { usize::MAX } else { usize::try_from(dice.below(40)).unwrap() };
    let mut round = Round::default();
    for (word, rest) in lines.take(stop) {
        match word.as_str() {
            "opened" => round.opened = true,
            "found" => round.found.push(rest),
            _ => round.recorded.push(rest),
        }
    }
    // It may have died by itself.
    child.kill().unwrap();
    child.wait().unwrap();
    round
}

/// The ids of what the segments hold; `whole` holds each against its bytes and signature.
fn held(journal: &Path, whole: bool) -> BTreeSet<String> {
    let Ok(reader) = records(journal) else { return BTreeSet::new() };
    let id = |envelope: Envelope| {
        if whole {
            assert_eq!(Envelope::verify(envelope.bytes()).unwrap().id(), envelope.id());
        }
        envelope.id().to_string()
    };
    reader.map(|record| id(record.unwrap().envelope)).collect()
}

#[test]
fn what_the_journal_acknowledged_survives_kill_9_at_any_moment() {
    let mut dice = Dice(920);
    let (mut unopened, mut mended, mut half_made, mut written, mut rotated) = (0, 0, 0, 0, 0);
    let mut seed = 0;
    while seed < ROUNDS {
        let dir = tempfile::tempdir().unwrap();
        let journal = dir.path().join("journal");
        let mut acknowledged = BTreeSet::new();
        for nth in 0..ROUNDS_PER_JOURNAL {
            seed += 1;
            let round = run_and_die(&journal, seed, &mut dice);
            unopened += u32::from(!round.opened);
            mended += u32::from(round.found.iter().any(|line| line.contains("power cut")));
            let wrong = round.found.iter().find(|line| line.contains("missing") || line.contains("damaged"));
            assert_eq!(wrong, None, "round {seed}: a kill loses nothing that was written");
            written += round.recorded.len();
            acknowledged.extend(round.recorded);
            let held = held(&journal, nth + 1 == ROUNDS_PER_JOURNAL);
            let lost: Vec<_> = acknowledged.difference(&held).collect();
            assert!(lost.is_empty(), "round {seed}: lost {lost:?}");
            let wal = std::fs::read_dir(journal.join("wal")).into_iter().flatten().flatten();
            let names: Vec<_> = wal.map(|entry| entry.file_name().into_string().unwrap()).collect();
            half_made += u32::from(names.iter().any(|name| name.contains(".new")));
            rotated = rotated.max(names.len());
        }
    }
    // Otherwise the kills fell where nothing happens.
    assert!(
        unopened > 10 && mended > 5 && half_made > 0,
        "{unopened} unopened, {mended} mended, {half_made} half made"
    );
    assert!(written > 10_000 && rotated > 3, "{written} written, {rotated} segments");
}
