//! The world as it was known: at every arrival number, with snapshots and without, and since when.

use std::path::{Path, PathBuf};

use qianzhi::clock::{At, Clock};
use qianzhi::domain::{Fact, Realm, World};
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Beginning, Journal, JournalError, Options, Rewinder, When, beginning};

use super::post::{Post, T0, copy, options};
use crate::it::fold::{Dice, Hand, Known};

/// Facts of every kind by two posts who see each other's: conflicts, strikes, strikes of strikes.
pub(super) fn mixed(seed: u64, count: usize) -> Vec<Envelope> {
    let (mut dice, mut world, mut known) = (Dice::new(seed), World::new(Realm::Test), Known::default());
    let mut posts = [Post::new(1), Post::new(2)];
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let kind = *dice.pick(Fact::KINDS);
        let fact = Hand { dice: &mut dice, world: &world, known: &known, codes: 3 }.write(kind);
        let envelope = posts[dice.below(2)].write(&fact);
        world.apply(&envelope.event());
        known.note(envelope.id(), &fact);
        all.push(envelope);
    }
    all
}

/// The fold of the first `n`, which is what was known when `n` had arrived.
pub(super) fn fold(events: &[Envelope]) -> World {
    let mut world = World::new(Realm::Test);
    for event in events {
        world.apply(&event.event());
    }
    world
}

/// The snapshots of a journal, oldest first.
pub(super) fn snapshots_of(dir: &Path) -> Vec<PathBuf> {
    let listing = std::fs::read_dir(dir.join("snap")).unwrap();
    let mut paths: Vec<_> =
        listing.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "qzs")).collect();
    paths.sort();
    paths
}

/// A journal of `events`, with a snapshot after each of these numbers, closed.
pub(super) fn journal_with(events: &[Envelope], snapshots: &[usize]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    let mut done = 0;
    for at in snapshots.iter().copied().chain([events.len()]) {
        drop(journal.append(&events[done..at]).unwrap().wait().unwrap());
        done = at;
        if at < events.len() {
            assert_eq!(journal.snapshot().unwrap(), at as u64);
        }
    }
    dir
}

#[track_caller]
fn agrees_at_every_number(dir: &Path, events: &[Envelope], what: &str) {
    let (journal, _) = Journal::open(dir, &options()).unwrap();
    let mut world = World::new(Realm::Test);
    for n in 0..=events.len() {
        if let Some(event) = n.checked_sub(1).map(|at| &events[at]) {
            world.apply(&event.event());
        }
        let past = journal.world_at(When::Number(n as u64)).unwrap();
        assert!(past.world.bytes() == world.bytes(), "{what}: the world after {n}");
        assert_eq!((past.number, past.missing), (n as u64, Vec::new()), "{what}");
    }
    let beyond = journal.world_at(When::Number(events.len() as u64 + 1)).unwrap_err();
    assert!(matches!(beyond, JournalError::Future { .. }), "{beyond}");
}

/// The traveller takes short cuts; they must not show.
#[test]
fn a_traveller_sees_the_same_worlds_in_any_order_of_steps() {
    let events = mixed(6, 9000);
    let dir = journal_with(&events, &[]);
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    let mut traveller = Rewinder::new(&journal);
    let mut laid = 0;
    while traveller.lay() {
        laid += 1;
    }
    assert_eq!(laid, 2, "two waypoints on a way of nine thousand");
    assert!(traveller.held() > 0);
    // One that may hold next to nothing lets waypoints go and sees the same.
    let mut poor = Rewinder::new(&journal).holding(traveller.held() / 2);
    while poor.lay() {}
    assert!(0 < poor.held() && poor.held() < traveller.held());
    let mut dice = Dice::new(7);
    let mut numbers = vec![9000, 8999, 8998, 8192, 8191, 4097, 4096, 4095, 1, 0, 1, 2];
    numbers.extend((0..4).map(|_| dice.below(9001)));
    for n in numbers {
        let past = traveller.to(When::Number(n as u64)).unwrap();
        let expected = fold(&events[..n]).bytes();
        assert!(past.world.bytes() == expected, "the world after {n}");
        assert_eq!(past.number, n as u64);
        assert!(poor.to(When::Number(n as u64)).unwrap().world.bytes() == expected, "the world after {n}");
    }
    assert!(matches!(traveller.to(When::Number(9001)), Err(JournalError::Future { .. })));
}

type Spoil<'a> = (&'a str, &'a dyn Fn(&mut Vec<u8>));

#[test]
fn the_world_at_every_number_is_the_fold_of_what_had_arrived() {
    let events = mixed(4, 120);
    let dir = journal_with(&events, &[60, 100, 110]);
    assert_eq!(snapshots_of(dir.path()).len(), 4, "and the first, in which there is nothing");
    agrees_at_every_number(dir.path(), &events, "with snapshots");
    let bare = copy(dir.path());
    std::fs::remove_dir_all(bare.path().join("snap")).unwrap();
    agrees_at_every_number(bare.path(), &events, "without snapshots");
    // Another journal of the same posts: its snapshots name records that are others here.
    let other = journal_with(&mixed(5, 120), &[60, 100, 110]);
    let spoilt: [Spoil<'_>; 4] = [
        ("a changed bit in each", &|bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 8;
        }),
        ("each cut", &|bytes| bytes.truncate(bytes.len() * 2 / 3)),
        ("each empty", &Vec::clear),
        ("each of a later format", &|bytes| bytes[9] = 9),
    ];
    for (what, spoil) in spoilt {
        let dir = copy(dir.path());
        for path in snapshots_of(dir.path()) {
            let mut bytes = std::fs::read(&path).unwrap();
            spoil(&mut bytes);
            std::fs::write(&path, bytes).unwrap();
        }
        agrees_at_every_number(dir.path(), &events, what);
    }
    let mixed_up = copy(dir.path());
    for (here, there) in snapshots_of(mixed_up.path()).iter().zip(snapshots_of(other.path())) {
        std::fs::copy(there, here).unwrap();
    }
    agrees_at_every_number(mixed_up.path(), &events, "another journal's");
    let turned = copy(dir.path());
    let paths = snapshots_of(turned.path());
    std::fs::copy(dir.path().join("snap").join(paths[1].file_name().unwrap()), &paths[3]).unwrap();
    agrees_at_every_number(turned.path(), &events, "an older one under a newer one's name");
}

/// Appends each event at its time, by the journal's clock.
fn append_at(dir: &Path, arrivals: &[(At, &[Envelope])]) {
    for (at, events) in arrivals {
        let (journal, _) = Journal::open(dir, &Options { clock: Clock::fixed(*at), ..options() }).unwrap();
        drop(journal.append(events).unwrap().wait().unwrap());
    }
}

#[test]
fn a_time_gives_what_had_arrived_by_then_though_the_clock_was_once_set_back() {
    let events = mixed(6, 60);
    let hours = |n: i64| At(T0.0 + n * 3_600_000);
    let dir = tempfile::tempdir().unwrap();
    append_at(dir.path(), &[(hours(1), &events[..20]), (hours(3), &events[20..50]), (hours(2), &events[50..])]);
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    let number = |at| journal.world_at(When::Arrived(at)).unwrap().number;
    assert_eq!(number(hours(1)), 20);
    assert_eq!(number(At(hours(2).0 - 1)), 20);
    assert_eq!(number(hours(2)), 60, "the ten that came last, by a clock that was set back");
    assert_eq!(number(hours(9)), 60);
    let past = journal.world_at(When::Arrived(hours(1))).unwrap();
    assert_eq!(past.world.bytes(), fold(&events[..20]).bytes());
}

/// A replica that lost its disk and was filled again remembers nothing of the time before: it says so, and does not
/// show an empty world, nor what it learned later, as its past.
#[test]
fn a_restored_replica_says_since_when_it_knows_anything() {
    let mut post = Post::new(1);
    let (before, after) = (post.entries(30), post.entries(5));
    let wiped = At(T0.0 + 30_100);
    let filled = At(wiped.0 + 500);
    let dir = tempfile::tempdir().unwrap();
    append_at(dir.path(), &[(wiped, &[]), (filled, &before), (At(wiped.0 + 9_000), &after)]);
    for damaged in [false, true] {
        if damaged {
            // Even when the snapshots that say it are gone: then since the first record.
            std::fs::remove_dir_all(dir.path().join("snap")).unwrap();
        }
        let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
        let began = if damaged { filled } else { wiped };
        assert_eq!(journal.knowledge_begins(), Some(Beginning { at: began, filled: 30 }));
        assert_eq!(beginning(dir.path()).unwrap(), journal.knowledge_begins(), "asked beside the one that writes");
        let asked = At(began.0 - 1);
        let error = journal.world_at(When::Arrived(asked)).unwrap_err();
        assert!(matches!(error, JournalError::Before { at, began: b, .. } if (at, b) == (asked, began)));
        assert!(error.to_string().contains("knew nothing at"), "{error}");
        let known = |at| journal.world_at(When::Arrived(at)).unwrap().number;
        assert_eq!(known(filled), 30);
        if !damaged {
            assert_eq!(known(wiped), 0, "it was there, and empty");
        }
    }
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    drop(journal.append(post.entries(3)).unwrap().wait().unwrap());
    assert_eq!(journal.snapshot().unwrap(), 38);
    drop(journal);
    let (journal, opened) = Journal::open(dir.path(), &options()).unwrap();
    assert_eq!((opened.snapshot, journal.knowledge_begins()), (38, Some(Beginning { at: filled, filled: 30 })));
}

/// When every segment is gone a new journal begins, and so does its knowledge.
#[test]
fn a_journal_that_lost_every_segment_begins_anew_and_says_when() {
    let events = Post::new(1).entries(4);
    let dir = tempfile::tempdir().unwrap();
    append_at(dir.path(), &[(T0, &events[..2])]);
    std::fs::remove_dir_all(dir.path().join("wal")).unwrap();
    let later = At(T0.0 + 60_000);
    append_at(dir.path(), &[(later, &[]), (At(later.0 + 5), &events)]);
    assert_eq!(beginning(dir.path()).unwrap(), Some(Beginning { at: later, filled: 4 }));
}

#[test]
fn a_new_replica_that_was_always_there_was_filled_with_nothing() {
    let events = Post::new(1).entries(4);
    let dir = tempfile::tempdir().unwrap();
    append_at(dir.path(), &[(At(T0.0 + 1000), &events[..1]), (At(T0.0 + 5000), &events[1..])]);
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    assert_eq!(journal.knowledge_begins(), Some(Beginning { at: At(T0.0 + 1000), filled: 0 }));
}

#[test]
fn records_that_are_lost_are_named_with_the_past_that_lacks_them() {
    let events = Post::new(1).entries(30);
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    for event in &events {
        drop(journal.append(std::slice::from_ref(event)).unwrap().wait().unwrap());
    }
    drop(journal);
    let path = super::post::segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(events[9].bytes().len()).position(|w| w == events[9].bytes()).unwrap();
    bytes[at + 40] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    let past = |n| journal.world_at(When::Number(n)).unwrap();
    assert_eq!(past(9).missing, []);
    assert_eq!(past(10).missing, [10..=10]);
    let left = [&events[..9], &events[10..]].concat();
    assert_eq!((past(30).missing, past(30).world.bytes()), (vec![10..=10], fold(&left).bytes()));
}
