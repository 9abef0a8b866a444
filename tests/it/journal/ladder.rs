//! The recovery ladder (journal.md 4.4): what segments cannot say of themselves is noticed, said, and never papered
//! over with a number that was given before.

use std::path::Path;
use std::time::Duration;

use qianzhi::domain::EventId;
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Flaw, Journal, Options, Scrub, verify};
use qianzhi::sync::Store;

use super::post::{
    Post, copy, english, ids, ids_of, journal_of, killed, open, options, segments, unwitnessed, with_store,
};

/// A closed journal of these events in groups of five, over several segments.
fn long(events: &[Envelope]) -> tempfile::TempDir {
    let dir = journal_of(&events.chunks(5).map(<[_]>::to_vec).collect::<Vec<_>>());
    assert!(segments(dir.path()).len() >= 3);
    dir
}

fn end_of(segment: &[u8]) -> usize {
    segment.iter().rposition(|b| *b != 0).unwrap() + 1
}

/// Where the record of this event begins.
fn begin_of(segment: &[u8], event: &Envelope) -> Option<usize> {
    segment.windows(event.bytes().len()).position(|w| w == event.bytes()).map(|at| at - 60)
}

/// Opens, and appends one event: what was left, what was said, and the number of the new one.
fn go_on(dir: &Path) -> (Vec<EventId>, Vec<String>, u64) {
    let (journal, opened) = open(dir);
    let left = ids(&journal);
    let next = Post::new(99).entries(1);
    let number = journal.append(&next).unwrap().wait().unwrap()[0].number;
    // Under the numbers that were said, and nothing under those that are missing.
    let read = journal.read(number, 9, 1 << 20).unwrap();
    assert_eq!(read.iter().map(|r| (r.number, r.envelope.id())).collect::<Vec<_>>(), {
        next.iter().zip(number..).map(|(event, number)| (number, event.id())).collect::<Vec<_>>()
    });
    (left, english(&opened.found), number)
}

#[track_caller]
fn said(found: &[String], words: &[&str]) {
    assert!(words.iter().all(|word| found.iter().any(|line| line.contains(word))), "{words:?} in {found:?}");
}

#[test]
fn a_tail_that_was_cut_between_two_records_is_noticed() {
    let events = Post::new(1).entries(12);
    let dir = journal_of(&events.chunks(2).map(<[_]>::to_vec).collect::<Vec<_>>());
    let path = &segments(dir.path())[0];
    let bytes = std::fs::read(path).unwrap();
    std::fs::write(path, &bytes[..begin_of(&bytes, &events[8]).unwrap()]).unwrap();
    let (left, found, number) = go_on(dir.path());
    assert_eq!((left, number), (ids_of(&events[..8]), 13), "the numbers 9 to 12 were given to others");
    said(&found, &["seg-00000001.log", "9 to 12 are missing"]);
    let (journal, opened) = open(dir.path());
    said(&english(&opened.found), &["9 to 12 are missing"]);
    assert!(journal.has_holes(), "a session must compare, not resume");
    // A hub sends them again.
    let stored = journal.append(&events).unwrap().wait().unwrap();
    assert_eq!(stored.iter().filter(|s| s.new).map(|s| s.number).collect::<Vec<_>>(), [14, 15, 16, 17]);
}

#[test]
fn an_old_image_of_the_segments_is_noticed() {
    let mut post = Post::new(1);
    let dir = journal_of(&[post.entries(4)]);
    let image = copy(dir.path());
    drop(open(dir.path()).0.append(post.entries(3)).unwrap().wait().unwrap());
    std::fs::copy(&segments(image.path())[0], &segments(dir.path())[0]).unwrap();
    let (left, found, number) = go_on(dir.path());
    assert_eq!((left.len(), number), (4, 8));
    said(&found, &["5 to 7 are missing"]);
}

#[test]
fn a_newest_segment_that_is_gone_or_unreadable_never_has_its_numbers_given_again() {
    let events = Post::new(1).entries(300);
    let original = long(&events);
    let paths = segments(original.path());
    let last = std::fs::read(paths.last().unwrap()).unwrap();
    let kept = events.iter().position(|event| begin_of(&last, event).is_some()).unwrap();
    for spoil in [
        (|path| std::fs::remove_file(path).unwrap()) as fn(&Path),
        |path| std::fs::write(path, b"").unwrap(),
        |path| std::fs::write(path, vec![0x5a; 60_000]).unwrap(),
    ] {
        for witness in ["whole", "after a kill"] {
            let dir = copy(original.path());
            if witness == "after a kill" {
                killed(dir.path());
            }
            spoil(segments(dir.path()).last().unwrap());
            let (left, found, number) = go_on(dir.path());
            assert_eq!(left, ids_of(&events[..kept]), "{witness}");
            assert!(number > 300, "{witness}: {number} was given to another event");
            said(
                &found,
                &[&format!("from {} on", 1 + kept.max(if witness == "whole" { 300 } else { kept })), "missing"],
            );
            let (journal, again) = open(dir.path());
            assert!(journal.has_holes());
            said(&english(&again.found), &["missing"]);
            assert_eq!(journal.read(number, 1, 0).unwrap()[0].number, number);
            let stored = journal.append(&events).unwrap().wait().unwrap();
            assert!(stored.iter().all(|s| s.number > number || s.number <= kept as u64), "{witness}");
        }
    }
}

#[test]
fn a_journal_that_lost_every_segment_begins_anew_and_says_so() {
    let events = Post::new(1).entries(20);
    let dir = journal_of(std::slice::from_ref(&events));
    let before = open(dir.path()).0.store_id();
    std::fs::remove_file(&segments(dir.path())[0]).unwrap();
    let (journal, opened) = open(dir.path());
    said(&english(&opened.found), &["1 to 20", "missing"]);
    assert!(!opened.created);
    // Numbers begin anew, and so nobody may take them for those that were given.
    assert_ne!(journal.store_id(), before);
    assert_eq!(journal.append(&events).unwrap().wait().unwrap()[0].number, 1);
    drop(journal);
    let again = english(&open(dir.path()).1.found);
    assert!(!again.iter().any(|line| line.contains("missing")), "said once: {again:?}");
}

#[test]
fn both_headers_of_the_only_segment_are_known_from_the_witness() {
    let events = Post::new(1).entries(20);
    let dir = journal_of(std::slice::from_ref(&events));
    let path = segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..8192].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let both = copy(dir.path());
    let (journal, opened) = open(dir.path());
    assert_eq!(ids(&journal), ids_of(&events));
    said(&english(&opened.found), &["a header was damaged"]);
    // Without the witness nothing can be read: kept, said, and gone on without.
    unwitnessed(both.path());
    let (left, found, _) = go_on(both.path());
    assert!(left.is_empty());
    said(&found, &["nothing of it can be read", "seg-00000001.log.damaged-1"]);
    assert_eq!(std::fs::read(both.path().join("wal/seg-00000001.log.damaged-1")).unwrap(), bytes);
}

#[test]
fn a_witness_that_is_damaged_or_of_another_journal_is_said_and_costs_nothing() {
    let events = Post::new(1).entries(20);
    let original = journal_of(std::slice::from_ref(&events));
    let other = journal_of(&[Post::new(2).entries(90)]);
    let damaged = copy(original.path());
    let foreign = copy(original.path());
    let gone = copy(original.path());
    for head in ["head.a", "head.b"] {
        std::fs::write(damaged.path().join(head), [7; 4096]).unwrap();
        std::fs::copy(other.path().join(head), foreign.path().join(head)).unwrap();
        std::fs::remove_file(gone.path().join(head)).unwrap();
    }
    for (dir, words) in [(damaged, "are damaged"), (foreign, "another journal")] {
        let (left, found, number) = go_on(dir.path());
        assert_eq!((left, number), (ids_of(&events), 21));
        said(&found, &[words]);
        assert!(open(dir.path()).1.found.is_empty(), "said once");
    }
    let (left, found, number) = go_on(gone.path());
    assert_eq!((left, found.len(), number), (ids_of(&events), 0, 21), "a journal of before there was a witness");
}

#[test]
fn segments_that_were_swapped_copied_or_came_from_elsewhere_are_set_right() {
    let events = Post::new(1).entries(300);
    let original = long(&events);
    let check = |what: &str, spoil: &dyn Fn(&[std::path::PathBuf]), words: &[&str]| {
        let dir = copy(original.path());
        spoil(&segments(dir.path()));
        let (journal, opened) = open(dir.path());
        said(&english(&opened.found), words);
        let left = ids(&journal);
        drop(journal);
        let report = verify(dir.path()).unwrap();
        let expected = |flaw: &Flaw| flaw.pending() || matches!(flaw, Flaw::Missing { .. });
        assert!(report.findings.iter().all(|finding| expected(&finding.flaw)), "{what}: {:?}", report.findings);
        left
    };
    let all = ids_of(&events);
    let swap = |paths: &[std::path::PathBuf]| {
        let third = paths[0].with_extension("x");
        std::fs::rename(&paths[0], &third).unwrap();
        std::fs::rename(&paths[1], &paths[0]).unwrap();
        std::fs::rename(&third, &paths[1]).unwrap();
    };
    assert_eq!(check("swapped", &swap, &["has that name again"]), all);
    let turn = |paths: &[std::path::PathBuf]| {
        let third = paths[0].with_extension("x");
        std::fs::rename(&paths[0], &third).unwrap();
        std::fs::rename(&paths[1], &paths[0]).unwrap();
        std::fs::rename(&paths[2], &paths[1]).unwrap();
        std::fs::rename(&third, &paths[2]).unwrap();
    };
    assert_eq!(check("turned", &turn, &["has that name again"]), all);
    let renamed = |paths: &[std::path::PathBuf]| {
        std::fs::rename(&paths[0], paths[0].with_file_name("seg-00000900.log")).unwrap();
    };
    assert_eq!(check("renamed", &renamed, &["has that name again"]), all);
    let over = |from: &Path, to: &Path| assert!(std::fs::copy(from, to).unwrap() > 0);
    let copied = |paths: &[std::path::PathBuf]| over(&paths[0], &paths[1]);
    let left = check("copied", &copied, &["a copy of another segment", "missing"]);
    assert!(left.len() < 300 && left.iter().all(|id| all.contains(id)));
    let other = long(&Post::new(2).entries(300));
    let foreign = |paths: &[std::path::PathBuf]| over(&segments(other.path())[1], &paths[1]);
    assert_eq!(check("foreign", &foreign, &["belongs to another journal", "missing"]), left);
}

/// Cut where no witness was told: only the store knows, and it opens later than the first screen.
#[test]
fn what_the_store_has_and_the_segments_lost_unnoticed_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(12);
    let long = Duration::from_mins(1);
    {
        let (journal, _) = Journal::open(dir.path(), &with_store()).unwrap();
        for batch in events.chunks(3) {
            drop(journal.append(batch).unwrap().wait().unwrap());
        }
        assert!(journal.store_settled(long));
    }
    unwitnessed(dir.path());
    let path = &segments(dir.path())[0];
    let mut bytes = std::fs::read(path).unwrap();
    let (cut, end) = (begin_of(&bytes, &events[7]).unwrap(), end_of(&bytes));
    bytes[cut..end].fill(0);
    std::fs::write(path, &bytes).unwrap();
    let (journal, opened) = Journal::open(dir.path(), &Options { store: true, ..options() }).unwrap();
    assert_eq!((opened.records, opened.found.len()), (7, 0));
    let (tell, told) = std::sync::mpsc::sync_channel(64);
    let guard = journal.watch(move || tell.send(()).unwrap());
    while journal.durable() < 12 {
        told.recv().unwrap();
    }
    drop(guard);
    assert!(journal.store_settled(long));
    assert_eq!(ids(&journal), ids_of(&events));
    said(&english(&journal.found_since()), &["5 events that the segments had lost"]);
    assert!(journal.found_since().is_empty());
}

/// A bit is lost in a segment that was closed long ago, while the journal is being written.
#[test]
fn damage_in_a_sealed_segment_is_said_while_the_journal_runs() {
    let scrub = Some(Scrub { every: Duration::ZERO, step: Duration::ZERO });
    let events = Post::new(1).entries(400);
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), &Options { scrub, ..options() }).unwrap();
    for batch in events.chunks(5) {
        drop(journal.append(batch).unwrap().wait().unwrap());
    }
    let snapshot = journal.snapshot().unwrap();
    let paths = segments(dir.path());
    assert!(paths.len() >= 4 && snapshot == 400);
    let spoilt = &paths[1];
    let mut bytes = std::fs::read(spoilt).unwrap();
    bytes[20_000] ^= 4;
    std::os::unix::fs::FileExt::write_all_at(
        &std::fs::OpenOptions::new().write(true).open(spoilt).unwrap(),
        &bytes[20_000..20_001],
        20_000,
    )
    .unwrap();
    let mut found = Vec::new();
    while found.is_empty() {
        std::thread::yield_now();
        found = journal.found_since();
    }
    let path = spoilt.to_str().unwrap();
    assert!(
        found.len() == 1 && english(&found)[0].starts_with(path) && english(&found)[0].contains("damaged at record"),
        "{found:?}"
    );
    // The journal goes on; what was made of it is not used; and what is said once is not said again.
    let more = Post::new(2).entries(60);
    drop(journal.append(&more).unwrap().wait().unwrap());
    assert_eq!(journal.durable(), 460);
    let name = format!("snap/snap-{snapshot:012}.qzs");
    assert!(!dir.path().join(&name).exists() && dir.path().join(format!("{name}.bad-1")).exists());
    let other = &paths[0];
    std::fs::OpenOptions::new().write(true).open(other).unwrap().set_len(9000).unwrap();
    while found.len() == 1 {
        std::thread::yield_now();
        found.extend(journal.found_since());
    }
    assert!(found.len() == 2 && english(&found)[1].starts_with(other.to_str().unwrap()), "{found:?}");
    drop(journal);
    let (journal, opened) = open(dir.path());
    assert!(!opened.found.is_empty() && journal.durable() == 460, "and the next opening mends what it can");
}
