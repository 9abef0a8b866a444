//! Compressing sealed segments: the journal is the same journal, whatever reads it, and whatever happens meanwhile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use qianzhi::clock::At;
use qianzhi::domain::World;
use qianzhi::envelope::Envelope;
use qianzhi::journal::{
    Compacted, Compacting, Disk, Flaw, History, Journal, LeftAlone, Options, When, backup, compact, export, records,
    restore, snapshots, stats, verify,
};

use super::past::{fold, mixed};
use super::post::{Post, T0, copy, english, ids, ids_of, options, segments};
use crate::it::driver;

/// Segments of several blocks each.
pub(super) fn wide() -> Options {
    Options { segment_bytes: 256 << 10, growth_bytes: 64 << 10, ..options() }
}

/// A closed journal of these events in groups of `group`.
pub(super) fn journal_of(events: &[Envelope], group: usize, options: &Options) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), options).unwrap();
    for batch in events.chunks(group) {
        drop(journal.append(batch).unwrap().wait().unwrap());
    }
    dir
}

/// Compresses what may be compressed, but for the newest two segments.
#[track_caller]
pub(super) fn compressed(dir: &Path) -> usize {
    let all = looked_at(dir, Compacting::default());
    all.iter().filter(|segment| segment.result.is_ok()).count()
}

fn looked_at(dir: &Path, policy: Compacting) -> Vec<Compacted> {
    let mut all = Vec::new();
    compact(dir, policy, &Disk, &mut |segment| all.push(segment)).unwrap();
    all
}

fn exported(dir: &Path) -> Vec<u8> {
    let mut lines = Vec::new();
    assert!(export(dir, &mut lines).unwrap().damaged.is_empty());
    lines
}

/// Every file of the segments, by its name.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let listing = std::fs::read_dir(dir.join("wal")).unwrap().map(|entry| entry.unwrap().path());
    listing.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

fn size(dir: &Path) -> u64 {
    segments(dir).iter().map(|path| std::fs::metadata(path).unwrap().len()).sum()
}

#[test]
fn a_compressed_journal_is_the_same_journal() {
    let events = mixed(1, 2400);
    let dir = journal_of(&events, 40, &wide());
    let (journal, _, _) = Journal::open_world(dir.path(), &wide()).unwrap();
    assert_eq!(journal.snapshot().unwrap(), 2400);
    drop(journal);
    let (lines, bytes, count) = (exported(dir.path()), size(dir.path()), segments(dir.path()).len());
    assert!(count > 4);
    assert_eq!(compressed(dir.path()), count - 2);
    assert!(size(dir.path()) < bytes * 3 / 4, "{} of {bytes}", size(dir.path()));
    assert!(exported(dir.path()) == lines, "an export is equal byte for byte");
    let report = verify(dir.path()).unwrap();
    assert_eq!((report.records, report.findings.as_slice()), (2400, &[][..]));
    assert!(snapshots(dir.path()).unwrap().iter().all(|snapshot| snapshot.flaw.is_none()));
    // From a snapshot, and from every record.
    for by_snapshot in [true, false] {
        let mut world = World::new(events[0].header().realm.parse().unwrap());
        let (journal, opened) = if by_snapshot {
            let (journal, opened_world, opened) = Journal::open_world(dir.path(), &wide()).unwrap();
            world = opened_world;
            (journal, opened)
        } else {
            Journal::open_with(dir.path(), &wide(), |record| world.fold(record.event())).unwrap()
        };
        assert_eq!((opened.records, opened.snapshot > 0, opened.found), (2400, by_snapshot, vec![]));
        assert!(world.bytes() == fold(&events).bytes());
        assert_eq!(ids(&journal), ids_of(&events));
        for number in [1, 700, 1201, 2400] {
            let header = events[number - 1].header();
            let found = journal.find(&header.series().unwrap(), header.seq).unwrap();
            assert!(found.iter().any(|record| record.envelope == events[number - 1]));
        }
        assert!(journal.world_at(When::Number(900)).unwrap().world.bytes() == fold(&events[..900]).bytes());
        let page = journal.history(History::All, None, 2400).unwrap();
        assert_eq!(page.records.len(), 2400);
    }
    assert_eq!(compressed(dir.path()), 0, "once is enough");
}

#[test]
fn it_is_written_on_and_opened_and_compressed_again() {
    let mut post = Post::new(1);
    let mut events = post.entries(500);
    let dir = journal_of(&events, 25, &options());
    let mut rounds = 0;
    for _ in 0..3 {
        rounds += usize::from(compressed(dir.path()) > 0);
        let more = post.entries(200);
        let (journal, opened) = Journal::open(dir.path(), &options()).unwrap();
        assert_eq!(opened.found, []);
        for batch in more.chunks(25) {
            assert!(journal.append(batch).unwrap().wait().unwrap().iter().all(|stored| stored.new));
        }
        // What is here already is known again, also in compressed segments.
        assert!(journal.append(&events[..60]).unwrap().wait().unwrap().iter().all(|stored| !stored.new));
        events.extend(more);
        assert_eq!(ids(&journal), ids_of(&events));
    }
    assert_eq!(rounds, 3);
    assert!(verify(dir.path()).unwrap().findings.is_empty());
}

/// The events of a post that never met a hub, while the console that writes them has the journal open.
#[test]
fn beside_a_console_everything_stays_though_no_hub_has_it() {
    let mut post = Post::new(1);
    let mut events = post.entries(400);
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    for batch in events.chunks(20) {
        drop(journal.append(batch).unwrap().wait().unwrap());
    }
    let mut reader = records(dir.path()).unwrap();
    let begun: Vec<_> = reader.by_ref().take(30).map(|record| record.unwrap().envelope).collect();
    let lines = exported(dir.path());
    assert!(compressed(dir.path()) > 3);
    assert!(exported(dir.path()) == lines);
    assert_eq!(ids(&journal), ids_of(&events), "in the old files");
    let more = post.entries(100);
    for batch in more.chunks(20) {
        drop(journal.append(batch).unwrap().wait().unwrap());
    }
    events.extend(more);
    assert_eq!(ids(&journal), ids_of(&events));
    let rest = reader.map(|record| record.unwrap().envelope);
    assert_eq!(begun.into_iter().chain(rest).collect::<Vec<_>>(), events, "a reader that was in the middle");
    drop(journal);
    let (journal, opened) = Journal::open(dir.path(), &options()).unwrap();
    assert_eq!((ids(&journal), opened.found), (ids_of(&events), vec![]));
    let held: Vec<Envelope> = records(dir.path()).unwrap().map(|record| record.unwrap().envelope).collect();
    assert!(held.iter().zip(&events).all(|(held, event)| held.bytes() == event.bytes()));
}

#[test]
fn the_policy_says_which_and_a_dry_run_changes_nothing() {
    let dir = journal_of(&Post::new(1).entries(400), 20, &options());
    let (before, count) = (files(dir.path()), segments(dir.path()).len());
    let dry = looked_at(dir.path(), Compacting { dry_run: true, ..Compacting::default() });
    assert_eq!(dry.len(), count);
    assert!(files(dir.path()) == before && !dir.path().join("compact.lock").exists());
    // The clock of these journals stands still at T0.
    let young = Compacting { arrived_before: Some(T0), ..Compacting::default() };
    let all = looked_at(dir.path(), young);
    assert_eq!(all.iter().filter(|segment| segment.result == Err(LeftAlone::Young)).count(), count - 2);
    assert_eq!(all.iter().filter(|segment| segment.result == Err(LeftAlone::Newest)).count(), 2);
    assert!(files(dir.path()).iter().eq(before.iter()));
    let old = Compacting { arrived_before: Some(At(T0.0 + 1)), keep: count - 3, ..Compacting::default() };
    let all = looked_at(dir.path(), old);
    let done: Vec<_> =
        all.iter().filter_map(|segment| Some((segment.number, *segment.result.as_ref().ok()?))).collect();
    assert_eq!(done.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3]);
    for (number, bytes) in done {
        let path = &segments(dir.path())[usize::try_from(number).unwrap() - 1];
        assert_eq!(std::fs::metadata(path).unwrap().len(), bytes);
        assert_eq!(dry[usize::try_from(number).unwrap() - 1].result, Ok(bytes), "as the dry run said");
    }
    let summed = stats(dir.path(), None).unwrap();
    assert_eq!((summed.segments.0, summed.compressed.segments), (count as u64, 3));
    assert!(summed.compressed.bytes * 10 < summed.compressed.holds * 9, "{:?}", summed.compressed);
}

#[test]
fn what_is_damaged_or_lacks_records_is_left_alone() {
    let original = journal_of(&Post::new(1).entries(400), 20, &options());
    let spoilt = |spoil: &dyn Fn(&[PathBuf])| {
        let dir = copy(original.path());
        spoil(&segments(dir.path()));
        let before = files(dir.path());
        let all = looked_at(dir.path(), Compacting::default());
        let untouched = all.iter().filter(|segment| segment.result.is_err());
        assert!(untouched.clone().all(|segment| std::fs::read(&segment.path).unwrap() == before[&segment.path]));
        all.into_iter().map(|segment| segment.result).collect::<Vec<_>>()
    };
    let edit = |path: &Path, change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = std::fs::read(path).unwrap();
        change(&mut bytes);
        std::fs::write(path, bytes).unwrap();
    };
    let results = spoilt(&|paths| edit(&paths[1], &|bytes| bytes[20_000] ^= 1));
    assert!(results[0].is_ok() && results[2].is_ok(), "{results:?}");
    assert!(matches!(results[1], Err(LeftAlone::Damaged(at)) if (8192..20_000).contains(&at)), "{results:?}");
    let results = spoilt(&|paths| edit(&paths[1], &|bytes| bytes[4096] ^= 1));
    assert_eq!(results[1], Err(LeftAlone::Damaged(0)));
    let results = spoilt(&|paths| edit(&paths[1], &|bytes| bytes.truncate(8192)));
    assert_eq!(results[1], Err(LeftAlone::Gap), "an opening may take them from the store");
    let results = spoilt(&|paths| std::fs::remove_file(&paths[1]).unwrap());
    assert_eq!(results[0], Err(LeftAlone::Gap));
}

/// A block of a compressed segment: where it begins in the file, and how long it is there.
fn blocks(file: &[u8]) -> Vec<(usize, usize)> {
    let word = |at: usize| u32::from_be_bytes(*file[at..].first_chunk().unwrap()) as usize;
    let count = word(file.len() - 16);
    let list = file.len() - 16 - 8 * count;
    let mut at = 8192;
    let block = |n| {
        let (begin, length) = (at, 16 + word(list + 8 * n));
        at += length;
        (begin, length)
    };
    (0..count).map(block).collect()
}

#[test]
fn verify_names_the_file_and_the_byte_and_an_opening_loses_that_block_at_most() {
    let events = Post::new(1).entries(1800);
    let original = journal_of(&events, 20, &wide());
    assert!(compressed(original.path()) > 1);
    let whole = std::fs::read(&segments(original.path())[1]).unwrap();
    let blocks = blocks(&whole);
    assert!(blocks.len() > 2, "{blocks:?}");
    for (nth, (begin, length)) in blocks.iter().enumerate() {
        let at = begin + [2, 9, 13, length / 2][nth % 4];
        let dir = copy(original.path());
        let path = &segments(dir.path())[1];
        let mut bytes = whole.clone();
        bytes[at] ^= 4;
        std::fs::write(path, &bytes).unwrap();
        let report = verify(dir.path()).unwrap();
        assert!(!report.sound());
        let finding = report.findings.iter().find(|finding| finding.flaw == Flaw::Changed).unwrap();
        assert_eq!((&finding.path, finding.offset), (path, *begin as u64));
        assert!(finding.to_string().contains(&format!("seg-00000002.log byte {begin}")), "{finding}");
        let mut lines = Vec::new();
        assert_eq!(export(dir.path(), &mut lines).unwrap().damaged.len(), 1);
        let gone = report.findings.iter().find_map(|finding| match finding.flaw {
            Flaw::Missing { first, last } => Some((first, last)),
            _ => None,
        });
        let (first, last) = gone.unwrap();
        let left: Vec<_> =
            (1..).zip(&events).filter(|(n, _)| !(first..=last).contains(n)).map(|(_, e)| e.id()).collect();
        let (journal, opened) = Journal::open(dir.path(), &wide()).unwrap();
        assert_eq!(ids(&journal), left);
        let said =
            |words: &[String]| english(&opened.found).iter().any(|line| words.iter().all(|word| line.contains(word)));
        assert!(said(&["seg-00000002.log".into(), format!("damaged at byte {begin}")]), "{:?}", opened.found);
        assert!(said(&[format!("records {first} to {last} are missing")]), "{:?}", opened.found);
        drop(journal);
        // It is a plain segment again, and may be compressed again once nothing is missing behind it.
        assert!(verify(dir.path()).unwrap().findings.iter().all(|finding| finding.flaw != Flaw::Changed));
        let aside = path.with_extension("log.damaged-1");
        assert_eq!(std::fs::read(aside).unwrap(), bytes, "the damaged file is kept as it was");
    }
}

#[test]
fn a_damaged_list_or_header_is_found_and_made_anew_and_nothing_is_lost() {
    let events = Post::new(1).entries(1600);
    let original = journal_of(&events, 20, &wide());
    assert!(compressed(original.path()) > 0);
    let whole = std::fs::read(&segments(original.path())[0]).unwrap();
    let list = blocks(&whole).last().map(|(at, length)| at + length).unwrap();
    for at in [9, 30, 4096 + 20, list, list + 5, whole.len() - 14, whole.len() - 10, whole.len() - 1] {
        let dir = copy(original.path());
        let path = &segments(dir.path())[0];
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(path, bytes).unwrap();
        let report = verify(dir.path()).unwrap();
        let wanted = if at < 8192 { Flaw::Header } else { Flaw::List };
        assert_eq!(report.findings.iter().map(|f| &f.flaw).collect::<Vec<_>>(), [&wanted], "byte {at}");
        assert!(!report.sound() && report.records == 1600);
        let (journal, opened) = Journal::open(dir.path(), &wide()).unwrap();
        assert_eq!((ids(&journal), opened.found.len()), (ids_of(&events), 1), "{:?}", opened.found);
        assert!(std::fs::read(path).unwrap() == whole, "byte {at}");
    }
    // Both headers: the neighbours know them.
    let dir = copy(original.path());
    let path = &segments(dir.path())[0];
    std::fs::write(path, [&[0; 8192], &whole[8192..]].concat()).unwrap();
    let (journal, opened) = Journal::open(dir.path(), &wide()).unwrap();
    assert_eq!((ids(&journal), opened.found.len()), (ids_of(&events), 1), "{:?}", opened.found);
    assert!(std::fs::read(path).unwrap() == whole);
}

#[test]
fn when_the_newest_segments_are_gone_it_goes_on_behind_the_compressed_one() {
    let events = Post::new(1).entries(300);
    let dir = journal_of(&events, 20, &options());
    assert!(compressed(dir.path()) > 0);
    let paths = segments(dir.path());
    for path in &paths[paths.len() - 2..] {
        std::fs::remove_file(path).unwrap();
    }
    super::post::unwitnessed(dir.path());
    let before = std::fs::read(&paths[paths.len() - 3]).unwrap();
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    let left = ids(&journal);
    let fresh = Post::new(9).entries(3);
    drop(journal.append(&fresh).unwrap().wait().unwrap());
    drop(journal);
    let (journal, opened) = Journal::open(dir.path(), &options()).unwrap();
    assert_eq!((ids(&journal), opened.found), ([left, ids_of(&fresh)].concat(), vec![]));
    assert_eq!(std::fs::read(&paths[paths.len() - 3]).unwrap(), before);
}

/// Killed at every call to the disk, one after the other: whatever is left opens with everything.
#[test]
fn killed_at_any_call_the_journal_holds_everything() {
    let narrow = Options { segment_bytes: 100 << 10, ..wide() };
    let original = journal_of(&Post::new(1).entries(900), 20, &narrow);
    let lines = exported(original.path());
    let (mut calls, mut half) = (0, 0);
    loop {
        calls += 1;
        let dir = copy(original.path());
        let mut child = driver::start(&["compact", dir.path().to_str().unwrap(), &calls.to_string()]);
        let ended = child.wait().unwrap();
        let left = files(dir.path()).keys().filter(|path| path.extension().is_some_and(|e| e == "packing")).count();
        half += left;
        assert!(exported(dir.path()) == lines, "killed at call {calls}");
        assert!(verify(dir.path()).unwrap().findings.is_empty(), "killed at call {calls}");
        let (journal, opened) = Journal::open(dir.path(), &narrow).unwrap();
        assert_eq!((opened.found, opened.records), (vec![], 900), "killed at call {calls}");
        assert_eq!(files(dir.path()).len(), segments(original.path()).len(), "nothing is left lying about");
        drop(journal);
        let rest = compressed(dir.path());
        assert!(exported(dir.path()) == lines);
        if ended.success() {
            assert_eq!((left, rest), (0, 0));
            break;
        }
    }
    assert!(calls > 8 && half > 6, "{calls} calls, {half} half made");
}

#[test]
fn a_backup_of_a_compressed_journal_restores_to_it() {
    let dir = journal_of(&Post::new(1).entries(400), 20, &options());
    let (kept, fresh) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lines = exported(dir.path());
    let before = backup(dir.path(), kept.path(), false).unwrap();
    assert_eq!(before.copied, before.segments);
    let done = compressed(dir.path()) as u64;
    assert!(done > 2);
    // What was compressed is copied again; what lies there already is not.
    assert_eq!(backup(dir.path(), kept.path(), false).unwrap().copied, done + 1, "and the newest");
    assert_eq!(backup(dir.path(), kept.path(), false).unwrap().copied, 1, "the newest");
    assert!(size(kept.path()) < lines.len() as u64 && exported(kept.path()) == lines);
    assert!(verify(kept.path()).unwrap().sound());
    restore(kept.path(), fresh.path()).unwrap();
    assert!(exported(fresh.path()) == lines);
    // Over the journal that it was made of, which holds no more than it.
    restore(kept.path(), dir.path()).unwrap();
    assert!(exported(dir.path()) == lines);
    assert_eq!(Journal::open(dir.path(), &options()).unwrap().1.records, 400);
}

#[test]
fn the_command_says_what_it_did_and_a_bundle_of_what_is_left_holds_everything() {
    let qianzhi = |args: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_qianzhi")).args(args).env_clear().env("HOME", "/nonexistent").output();
        let output = output.unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let json = |args: &[&str]| serde_json::from_str::<serde_json::Value>(&qianzhi(args)).unwrap();
    let dir = journal_of(&Post::new(1).entries(300), 20, &options());
    let other = tempfile::tempdir().unwrap();
    let (path, bundle) = (dir.path().to_str().unwrap(), other.path().join("all.qzb"));
    qianzhi(&["post", "--journal", path, "--realm", "test", "log", "with a key of its own"]);
    let lines = qianzhi(&["journal", "export", path]);
    let dry = json(&["journal", "compact", path, "--dry-run", "--json"]);
    let said = qianzhi(&["journal", "compact", path, "--lang", "en"]);
    let (n, left) = (dry["compressed"].as_u64().unwrap(), dry["left_alone"].as_u64().unwrap());
    assert!(n > 1 && left == 2, "{dry}");
    let sum = format!("{n} segments compressed, {} > {} bytes", dry["bytes"], dry["bytes_now"]);
    assert!(said.contains(&sum) && said.contains("left alone: it is one of the newest 2"), "{said}");
    let again = json(&["journal", "compact", path, "--json"]);
    assert_eq!((&again["compressed"], &again["segments"][0]["left_alone"]), (&0.into(), &"compressed".into()));
    let stats = json(&["journal", "stats", path, "--json"]);
    assert_eq!((&stats["compressed"], &stats["compressed_bytes"]), (&n.into(), &dry["bytes_now"]));
    assert_eq!(qianzhi(&["journal", "export", path]), lines);
    qianzhi(&["journal", "export", path, "--bundle", "-o", bundle.to_str().unwrap()]);
    assert!(qianzhi(&["journal", "verify", bundle.to_str().unwrap()]).starts_with("sound: 301 events"));
}
