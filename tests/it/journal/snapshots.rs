//! Snapshots: opening from one is opening from all; whatever is wrong with one is said and costs nothing but time.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use qianzhi::domain::{Keep, World};
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Journal, Opened, Options, Pace, SNAPSHOT_LAYOUT, SnapshotFlaw, snapshots, verify};

use super::past::{fold, journal_with, mixed, snapshots_of};
use super::post::{Post, copy, english, ids, ids_of, options, segments};
use crate::it::fold::Dice;

/// Opens the journal by its snapshots, and sees that nothing of it is other than when every record is read.
#[track_caller]
fn opens_alike(dir: &Path, events: &[Envelope], what: &str) -> Opened {
    let (journal, world, opened) = Journal::open_world(dir, &options()).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert!(world.bytes() == fold(events).bytes(), "{what}: another world");
    let (have, forked, read) = (journal.have(), journal.forked(), ids(&journal));
    assert_eq!((opened.records, journal.durable()), (events.len() as u64, events.len() as u64), "{what}");
    assert_eq!(read, ids_of(events), "{what}");
    let series: Vec<_> = have.keys().cloned().collect();
    let ask = |journal: &Journal| -> Vec<_> {
        let of = |series| (journal.tail(series).unwrap(), journal.find(series, 2).unwrap());
        series.iter().map(of).collect()
    };
    let asked = ask(&journal);
    drop(journal);
    let (journal, _) = Journal::open_with(dir, &options(), |_| {}).unwrap();
    assert_eq!((journal.have(), journal.forked(), ask(&journal)), (have, forked, asked), "{what}");
    opened
}

#[test]
fn opening_from_a_snapshot_is_opening_from_everything() {
    let events = mixed(1, 150);
    let dir = journal_with(&events, &[30, 70, 140]);
    assert!(segments(dir.path()).len() > 1, "some segments are not read");
    let opened = opens_alike(dir.path(), &events, "as it was");
    assert_eq!((opened.snapshot, opened.found.as_slice()), (140, &[][..]));
    // It goes on from there, and the next opening too.
    let more = Post::new(3).entries(4);
    let (journal, _, _) = Journal::open_world(dir.path(), &options()).unwrap();
    drop(journal.append(&more).unwrap().wait().unwrap());
    assert_eq!(journal.snapshot().unwrap(), 154);
    assert_eq!(journal.snapshot().unwrap(), 154, "nothing has arrived since");
    drop(journal);
    let opened = opens_alike(dir.path(), &[events, more].concat(), "gone on");
    assert_eq!((opened.snapshot, opened.found.as_slice()), (154, &[][..]));
    assert!(verify(dir.path()).unwrap().sound());
    assert!(snapshots(dir.path()).unwrap().iter().all(|snapshot| snapshot.flaw.is_none()));
}

#[test]
fn a_journal_that_is_closed_leaves_a_snapshot_and_few_of_many_are_kept() {
    let pace = Pace { every: u64::MAX, at_stop: 5, calm: Duration::ZERO };
    let options = Options { snapshots: Some(pace), ..options() };
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(400);
    for batch in events.chunks(5) {
        let (journal, opened) = Journal::open(dir.path(), &options).unwrap();
        assert_eq!(opened.snapshot, journal.durable());
        drop(journal.append(&batch[..4]).unwrap().wait().unwrap());
        drop(journal);
        let (journal, opened) = Journal::open(dir.path(), &options).unwrap();
        assert_eq!(opened.snapshot + 4, journal.durable(), "four are too few");
        drop(journal.append(&batch[4..]).unwrap().wait().unwrap());
    }
    assert_eq!(opens_alike(dir.path(), &events, "closed 160 times").snapshot, 400);
    let kept = snapshots_of(dir.path()).len();
    assert!((3..=12).contains(&kept), "{kept} are kept of 80");
}

#[test]
fn one_that_is_due_is_made_beside_the_writer() {
    let pace = Pace { every: 10, at_stop: u64::MAX, calm: Duration::ZERO };
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(40);
    let (journal, _) = Journal::open(dir.path(), &Options { snapshots: Some(pace), ..options() }).unwrap();
    for event in &events {
        drop(journal.append(std::slice::from_ref(event)).unwrap().wait().unwrap());
    }
    // It is made in its own time; here nothing else happens, so it comes.
    while snapshots_of(dir.path()).len() < 2 {
        std::thread::yield_now();
    }
    drop(journal);
    assert!(opens_alike(dir.path(), &events, "made beside the writer").snapshot >= 10);
}

/// Whatever is done to them: what is wrong with the newest is said in one sentence that names it, and what is opened is
/// what the segments hold.
#[test]
fn whatever_is_done_to_the_snapshots_the_journal_opens_with_the_same_world() {
    let events = mixed(2, 130);
    let original = journal_with(&events, &[25, 60, 120]);
    let count = snapshots_of(original.path()).len();
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let dir = copy(original.path());
        let newest = snapshots_of(dir.path()).pop().unwrap();
        let mut hurt = vec![newest.clone()];
        hurt.extend((0..dice.below(3)).map(|_| snapshots_of(dir.path())[dice.below(count)].clone()));
        for path in &hurt {
            let mut bytes = std::fs::read(path).unwrap();
            let at = dice.below(bytes.len().max(1));
            match dice.below(5) {
                0 => bytes[at] ^= 1 << dice.below(8),
                1 => bytes[at..].iter_mut().take(64).for_each(|b| *b = !*b),
                2 => bytes.truncate(at),
                3 => drop(bytes.drain(at..=at + dice.below(bytes.len() - at))),
                _ => bytes.push(0),
            }
            std::fs::write(path, bytes).unwrap();
        }
        let opened = opens_alike(dir.path(), &events, &format!("seed {seed}"));
        assert!(opened.snapshot < 120, "seed {seed}: the newest cannot be used");
        let name = newest.file_name().unwrap().to_str().unwrap();
        let said = english(&opened.found).iter().filter(|line| line.contains(name)).count();
        assert_eq!(said, 1, "seed {seed}: {:?}", opened.found);
        let again = opens_alike(dir.path(), &events, &format!("seed {seed}, again"));
        assert_eq!(again.found, [], "said once");
    }
}

#[test]
fn a_snapshot_that_is_ahead_of_the_segments_is_not_taken() {
    let events = Post::new(1).entries(60);
    let early = journal_with(&events[..40], &[30]);
    let late = copy(early.path());
    let (journal, _) = Journal::open(late.path(), &options()).unwrap();
    drop(journal.append(&events[40..]).unwrap().wait().unwrap());
    assert_eq!(journal.snapshot().unwrap(), 60);
    drop(journal);
    let newest = snapshots_of(late.path()).pop().unwrap();
    std::fs::copy(&newest, early.path().join("snap").join(newest.file_name().unwrap())).unwrap();
    let reports = snapshots(early.path()).unwrap();
    assert_eq!(reports.last().unwrap().flaw, Some(SnapshotFlaw::Segments { number: 60 }));
    let opened = opens_alike(early.path(), &events[..40], "put back in time");
    assert_eq!(opened.snapshot, 30);
    assert!(english(&opened.found).iter().any(|line| line.contains("does not fit the segments")), "{:?}", opened.found);
}

/// Killed at any byte of writing one: what is left has another name until it is whole, and is swept away.
#[test]
fn half_of_a_snapshot_is_nobodys_and_is_swept_away() {
    let events = mixed(3, 60);
    let dir = journal_with(&events, &[50]);
    let newest = snapshots_of(dir.path()).pop().unwrap();
    let whole = std::fs::read(&newest).unwrap();
    let beside = newest.with_extension("new");
    for cut in (0..=whole.len()).step_by(whole.len() / 20) {
        std::fs::write(&beside, &whole[..cut]).unwrap();
        let opened = opens_alike(dir.path(), &events, &format!("killed at byte {cut}"));
        assert_eq!((opened.snapshot, opened.found.as_slice()), (50, &[][..]));
        assert!(!beside.exists());
    }
}

/// What is passed by at opening is read again in the background: damage there is said, the snapshots over it go, and
/// the next opening mends what it can.
#[test]
fn damage_that_opening_passed_by_is_found_behind_it() {
    let events = Post::new(1).entries(150);
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), &options()).unwrap();
    for (n, event) in (1..).zip(&events) {
        drop(journal.append(std::slice::from_ref(event)).unwrap().wait().unwrap());
        if n == 5 || n == 140 {
            assert_eq!(journal.snapshot().unwrap(), n);
        }
    }
    drop(journal);
    let path = segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(events[9].bytes().len()).position(|w| w == events[9].bytes()).unwrap();
    bytes[at + 50] ^= 4;
    std::fs::write(&path, bytes).unwrap();
    let pace = Pace { calm: Duration::ZERO, ..Pace::default() };
    let (journal, world, opened) =
        Journal::open_world(dir.path(), &Options { snapshots: Some(pace), ..options() }).unwrap();
    assert_eq!((opened.snapshot, opened.found.as_slice()), (140, &[][..]));
    assert_eq!(world.bytes(), fold(&events).bytes());
    let mut found = journal.found_since();
    while found.is_empty() {
        std::thread::yield_now();
        found = journal.found_since();
    }
    assert!(
        found.len() == 1 && english(&found)[0].contains("seg-00000001.log") && english(&found)[0].contains("record 10"),
        "{found:?}"
    );
    assert!(journal.snapshot().is_err(), "none is made over it");
    drop(journal);
    let (journal, world, opened) = Journal::open_world(dir.path(), &options()).unwrap();
    assert_eq!(opened.snapshot, 5, "what was made before the damage is good");
    assert!(english(&opened.found).iter().any(|line| line.contains("10 to 10 are missing")), "{:?}", opened.found);
    let left = [&events[..9], &events[10..]].concat();
    assert_eq!((ids(&journal), world.bytes()), (ids_of(&left), fold(&left).bytes()));
    // Such a hole is said again by whoever opens from a snapshot behind it.
    assert_eq!(journal.snapshot().unwrap(), 150);
    drop(journal);
    let (_, _, opened) = Journal::open_world(dir.path(), &options()).unwrap();
    assert_eq!(opened.snapshot, 150);
    assert!(english(&opened.found).iter().any(|line| line.contains("10 to 10 are missing")), "{:?}", opened.found);
}

#[test]
fn verifying_names_each_snapshot_that_is_not_as_it_should_be() {
    let events = mixed(8, 60);
    let dir = journal_with(&events, &[20, 40]);
    let paths = snapshots_of(dir.path());
    let mut bytes = std::fs::read(&paths[1]).unwrap();
    let last = bytes.len() - 30;
    bytes[last] ^= 1;
    std::fs::write(&paths[1], bytes).unwrap();
    let reports = snapshots(dir.path()).unwrap();
    let told: Vec<_> = reports.iter().map(|report| (report.number, report.flaw.is_some())).collect();
    assert_eq!(told, [(0, false), (20, true), (40, false)]);
    assert!(reports[1].to_string().contains("snap-000000000020.qzs: it is damaged at byte"), "{}", reports[1]);
    assert!(matches!(reports[1].flaw, Some(SnapshotFlaw::Unreadable(_))));
    let other = journal_with(&events, &[20, 40]);
    std::fs::copy(&snapshots_of(other.path())[1], &paths[1]).unwrap();
    assert_eq!(snapshots(dir.path()).unwrap()[1].flaw, Some(SnapshotFlaw::Store));
}

/// A world packed and read back is the world, whatever is in it: [`World::bytes`] leave nothing out.
#[test]
fn worlds_that_differ_have_other_bytes() {
    let events = mixed(9, 200);
    let mut world = World::new(qianzhi::domain::Realm::Test);
    let mut before = world.clone();
    for event in &events {
        world.apply(&event.event());
        assert_eq!(world == before, world.bytes() == before.bytes());
        before = world.clone();
    }
}

/// Whoever sees this fail has changed how a world is packed: raise the layout and put the new sum here, so that no older
/// snapshot is read as something else. When only the facts of this test have changed, the new sum is enough.
#[test]
fn the_layout_has_another_number_when_a_world_has_another_form() {
    let sum = crc32c::crc32c(&fold(&mixed(10, 300)).bytes());
    assert_eq!((SNAPSHOT_LAYOUT, sum), (31, 3_631_970_773));
}

/// The same for what is packed away: a snapshot holds chests as they are, and [`World::bytes`] only what was in them.
#[test]
fn the_layout_has_another_number_when_a_chest_has_another_form() {
    let mut world = fold(&mixed(10, 3000));
    world.put_away(Keep { at_hand: 0, chest: 4, past: 0 });
    let packed = world.packed_bytes();
    assert!(packed.len() > 10_000, "{} bytes are packed", packed.len());
    assert_eq!((SNAPSHOT_LAYOUT, crc32c::crc32c(&packed)), (31, 113_222_515));
}

const CHILD: &str = "QIANZHI_TEST_JOURNAL";

/// Killed while a snapshot is being written, twenty times over one journal: what was acknowledged is there, the world
/// is its fold, and nothing is wrong with any snapshot that is left.
#[test]
fn killed_in_the_middle_of_a_snapshot_nothing_is_lost_and_nothing_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let events = mixed(11, 2000);
    drop(Journal::open(dir.path(), &options()).unwrap());
    let mut acknowledged = 0;
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "it::journal::snapshots::writes_until_it_is_killed", "--ignored", "--nocapture"])
            .env(CHILD, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let told = lines.by_ref().find_map(|line| line.strip_prefix("acknowledged ")?.parse::<usize>().ok()).unwrap();
        assert!(told > acknowledged, "round {round}");
        // The kill is aimed: half of a snapshot is on the disk, or it was a moment ago.
        let half = |entry: std::fs::DirEntry| entry.path().extension().is_some_and(|e| e == "new");
        while !std::fs::read_dir(dir.path().join("snap")).unwrap().flatten().any(half) {}
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        let last = lines.filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok()).last();
        acknowledged = last.unwrap_or(told);
        let (journal, world, opened) = Journal::open_world(dir.path(), &options()).unwrap();
        let here = usize::try_from(journal.durable()).unwrap();
        assert!(here >= acknowledged, "round {round}: {here} of {acknowledged}");
        assert_eq!(opened.found, [], "round {round}");
        assert_eq!((ids(&journal), world.bytes()), (ids_of(&events[..here]), fold(&events[..here]).bytes()));
        assert!(snapshots(dir.path()).unwrap().iter().all(|snapshot| snapshot.flaw.is_none()), "round {round}");
    }
}

#[test]
#[ignore = "not a test: what the one above starts and kills"]
fn writes_until_it_is_killed() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let (journal, _) = Journal::open(Path::new(&dir), &options()).unwrap();
    let mut done = usize::try_from(journal.durable()).unwrap();
    let events = mixed(11, 2000);
    loop {
        drop(journal.append(&events[done..done + 3]).unwrap().wait().unwrap());
        done += 3;
        println!("acknowledged {done}");
        assert_eq!(journal.snapshot().unwrap(), done as u64);
    }
}
