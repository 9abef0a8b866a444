//! Random damage to the files of a journal, by seed: each event is there byte for byte or named as missing, and the
//! journal always opens again (journal.md 4.7).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qianzhi::domain::EventId;
use qianzhi::journal::{Journal, Medium, Options, verify};

use super::compact::compressed;
use super::post::{Post, copy, english, ids, ids_of, journal_of, options, segments};
use crate::it::kill::Dice;

const SEEDS: u64 = 100;

/// For many openings in one test: nothing here is about the power.
#[derive(Debug)]
struct Unsynced;

impl Medium for Unsynced {
    fn sync(&self, _: &std::fs::File) -> std::io::Result<()> {
        Ok(())
    }
}

fn below(dice: &mut Dice, n: usize) -> usize {
    usize::try_from(dice.below(n as u64)).unwrap()
}

fn edit(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// One thing that can happen to the segments.
fn spoil(paths: &[PathBuf], dice: &mut Dice) -> &'static str {
    let (path, other) = (&paths[below(dice, paths.len())], &paths[below(dice, paths.len())]);
    let length = usize::try_from(std::fs::metadata(path).map_or(0, |file| file.len())).unwrap();
    if length == 0 {
        return "nothing";
    }
    let at = below(dice, length);
    match dice.below(8) {
        0 | 1 => {
            let bit = dice.below(8);
            edit(path, |bytes| bytes[at] ^= 1 << bit);
            "flipped"
        }
        2 => {
            edit(path, |bytes| bytes[at & !4095..].iter_mut().take(4096).for_each(|b| *b = 0));
            "zeroed"
        }
        3 => {
            edit(path, |bytes| bytes.truncate(at));
            "cut"
        }
        4 => {
            let gone = below(dice, length - at);
            edit(path, |bytes| drop(bytes.drain(at..at + gone)));
            "shortened in the middle"
        }
        5 => {
            std::fs::remove_file(path).unwrap();
            "removed"
        }
        6 => {
            let third = path.with_extension("third");
            let moves = [(path, &third), (other, path), (&third, other)];
            moves
                .into_iter()
                .filter(|(from, _)| from.exists())
                .for_each(|(from, to)| std::fs::rename(from, to).unwrap());
            "swapped"
        }
        _ => {
            if other.exists() && path != other {
                assert!(std::fs::copy(path, other).is_ok());
            }
            "copied over"
        }
    }
}

/// The arrival numbers that a line names as missing.
fn named(line: &str) -> Option<(u64, u64)> {
    let number = |word: &str| word.trim_end_matches(',').parse::<u64>().ok();
    let words: Vec<&str> = line.split(' ').collect();
    let at = words.iter().position(|word| *word == "records")?;
    match words.get(at + 1..)? {
        ["from", first, "on,", ..] => Some((number(first)?, u64::MAX)),
        [first, "to", last, ..] => Some((number(first)?, number(last)?)),
        _ => None,
    }
    .filter(|_| line.contains("missing"))
}

#[test]
fn each_event_is_there_or_named_whatever_happened_to_the_files() {
    let events = Post::new(1).entries(260);
    let original = journal_of(&events.chunks(4).map(<[_]>::to_vec).collect::<Vec<_>>());
    each_is_there_or_named(original.path(), &ids_of(&events), SEEDS);
}

#[test]
fn each_event_is_there_or_named_whatever_happened_to_compressed_files() {
    let events = Post::new(1).entries(420);
    let original = journal_of(&events.chunks(4).map(<[_]>::to_vec).collect::<Vec<_>>());
    assert!(compressed(original.path()) > 1);
    each_is_there_or_named(original.path(), &ids_of(&events), SEEDS / 2);
}

fn each_is_there_or_named(original: &Path, all: &[EventId], seeds: u64) {
    let options = Options { medium: Arc::new(Unsynced), snapshots: None, ..options() };
    let mut lossy = 0;
    for seed in 0..seeds {
        let mut dice = Dice(seed);
        let dir = copy(original);
        let paths = segments(dir.path());
        let done: Vec<_> = (0..=dice.below(3)).map(|_| spoil(&paths, &mut dice)).collect();
        if dice.below(3) == 0 {
            let head = dir.path().join(["head.a", "head.b"][below(&mut dice, 2)]);
            // The older one may be gone: what the newer one says is enough. So the newer one is left alone.
            if older(dir.path()) == head {
                std::fs::write(&head, b"spoilt").unwrap();
            }
        }
        let (left, found, numbers) = {
            let (journal, opened) =
                Journal::open(dir.path(), &options).unwrap_or_else(|e| panic!("seed {seed} {done:?}: {e}"));
            let left = ids(&journal);
            let fresh = journal.append(Post::new(9).entries(1)).unwrap().wait().unwrap();
            assert!(fresh[0].new, "seed {seed}");
            let records = journal.read(1, 1000, 1 << 20).unwrap();
            for record in &records {
                let read = qianzhi::envelope::Envelope::verify(record.envelope.bytes()).unwrap();
                assert_eq!(read.id(), record.envelope.id(), "seed {seed}: garbage");
            }
            (left, english(&opened.found), records.into_iter().map(|r| r.number).collect::<BTreeSet<_>>())
        };
        assert!(left.iter().all(|id| all.contains(id)), "seed {seed} {done:?}: something that was never written");
        assert!(numbers.len() == left.len() + 1, "seed {seed}: a number twice");
        let ranges: Vec<_> = found.iter().filter_map(|line| named(line)).collect();
        for (number, id) in (1..).zip(all) {
            let said = ranges.iter().any(|(first, last)| (*first..=*last).contains(&number));
            assert!(left.contains(id) || said, "seed {seed} {done:?}: {number} vanished without a word: {found:#?}");
        }
        lossy += u64::from(left.len() < all.len());
        let (again, second) = Journal::open(dir.path(), &options).unwrap();
        assert_eq!(ids(&again).len(), left.len() + 1, "seed {seed} {done:?}: {found:?} {:?}", second.found);
        drop(again);
        if seed % 8 == 0 {
            assert!(verify(dir.path()).is_ok(), "seed {seed}");
        }
    }
    assert!(lossy > seeds * 35 / 100, "the dice fell badly: {lossy}");
}

/// The slot that was written before the newer one.
fn older(journal: &Path) -> PathBuf {
    let turn = |name: &str| {
        std::fs::read(journal.join(name)).map_or(0, |b| u64::from_be_bytes(*b[10..].first_chunk().unwrap()))
    };
    journal.join(if turn("head.a") > turn("head.b") { "head.b" } else { "head.a" })
}
