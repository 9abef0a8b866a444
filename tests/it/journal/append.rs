//! Appending: numbers, duplicates, forks, groups, rotation, the lock, failure.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex};

use qianzhi::domain::{Realm, Seen};
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Journal, JournalError, Medium, Options, Stored, verify};

use super::post::{Post, T0, ids, ids_of, open, options, segments};

#[test]
fn what_is_appended_is_there_after_reopening_in_order_of_arrival() {
    let dir = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (Post::new(1), Post::new(2));
    let all = [a.entries(3), b.entries(2), a.entries(1)].concat();
    let store = {
        let (journal, opened) = open(dir.path());
        assert!(opened.created && opened.found.is_empty());
        let stored = journal.append(&all[..4]).unwrap().wait().unwrap();
        let expected: Vec<_> =
            (1..).zip(&all[..4]).map(|(number, e)| Stored { id: e.id(), number, new: true }).collect();
        assert_eq!(stored, expected);
        assert_eq!(journal.durable(), 4);
        drop(journal.append(&all[4..]).unwrap().wait().unwrap());
        journal.store_id()
    };
    let mut visited = Vec::new();
    let (journal, opened) = Journal::open_with(dir.path(), &options(), |record| {
        assert_eq!(record.arrived, T0);
        visited.push((record.number, record.event()));
    })
    .unwrap();
    assert_eq!((opened.created, opened.records, opened.found.as_slice()), (false, 6, &[][..]));
    assert_eq!(visited, (1..).zip(all.iter().map(Envelope::event)).collect::<Vec<_>>());
    assert_eq!(ids(&journal), ids_of(&all));
    assert_eq!((journal.store_id(), journal.realm(), journal.durable()), (store, &Realm::Test, 6));
    let have = journal.have();
    assert_eq!(have.keys().cloned().collect::<Vec<_>>().len(), 2);
    assert_eq!(have[&a.series()].ranges().collect::<Vec<_>>(), [(1, 4)]);
    let last = &all[5];
    assert_eq!(journal.tail(&a.series()).unwrap(), Some((4, last.id(), last.header().hlc)));
    assert_eq!(journal.tail(&Post::new(3).series()).unwrap(), None);
    // The records are the signed bytes, not only their ids.
    assert_eq!(journal.read(6, 9, 1 << 20).unwrap()[0].envelope, *last);
}

#[test]
fn an_event_that_is_here_keeps_its_number() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(4);
    let (journal, _) = open(dir.path());
    drop(journal.append(&events[..2]).unwrap().wait().unwrap());
    // Known ones, new ones, and one that is twice in the same batch.
    let batch = [&events[..], &events[2..3]].concat();
    let stored = journal.append(batch).unwrap().wait().unwrap();
    let seen: Vec<_> = stored.iter().map(|s| (s.number, s.new)).collect();
    assert_eq!(seen, [(1, false), (2, false), (3, true), (4, true), (3, false)]);
    assert_eq!(ids(&journal), ids_of(&events));
    assert!(journal.append([]).unwrap().wait().unwrap().is_empty());
    assert_eq!(journal.durable(), 4);
}

#[test]
fn events_out_of_order_leave_ranges_and_fill_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let events = post.entries(6);
    let (journal, _) = open(dir.path());
    let ranges = |journal: &Journal| journal.have()[&post.series()].ranges().collect::<Vec<_>>();
    drop(journal.append([events[5].clone(), events[1].clone(), events[2].clone()]).unwrap().wait().unwrap());
    assert_eq!(ranges(&journal), [(2, 3), (6, 6)]);
    drop(journal.append(&events).unwrap().wait().unwrap());
    assert_eq!(ranges(&journal), [(1, 6)]);
    for (seq, event) in (1..).zip(&events) {
        assert_eq!(journal.find(&post.series(), seq).unwrap()[0].envelope, *event);
    }
    assert!(journal.find(&post.series(), 7).unwrap().is_empty());
    assert!(journal.find(&Post::of(1, Realm::Live).series(), 1).unwrap().is_empty(), "another realm's series");
}

#[test]
fn two_events_with_one_place_are_both_kept_and_the_post_is_marked() {
    let dir = tempfile::tempdir().unwrap();
    let (mut honest, mut restored) = (Post::new(1), Post::new(1));
    let common = honest.entry("同一条");
    assert_eq!(restored.entry("同一条"), common);
    let (one, other) = (honest.entry("甲"), restored.entry("乙"));
    {
        let (journal, _) = open(dir.path());
        drop(journal.append([common.clone(), one.clone()]).unwrap().wait().unwrap());
        assert!(journal.forked().is_empty());
        assert!(journal.append([other.clone()]).unwrap().wait().unwrap()[0].new);
    }
    let (journal, _) = open(dir.path());
    assert_eq!(journal.forked(), [(honest.series(), 2)]);
    let both: Vec<_> = journal.find(&honest.series(), 2).unwrap().into_iter().map(|r| r.envelope).collect();
    assert_eq!(both, [one.clone(), other.clone()]);
    let again = journal.append([other, one]).unwrap().wait().unwrap();
    assert_eq!(again.iter().map(|s| (s.number, s.new)).collect::<Vec<_>>(), [(3, false), (2, false)]);
}

#[test]
fn segments_follow_one_another() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let events = post.entries(300);
    {
        let (journal, _) = open(dir.path());
        for batch in events.chunks(7) {
            drop(journal.append(batch).unwrap().wait().unwrap());
        }
        assert_eq!(ids(&journal), ids_of(&events));
    }
    let paths = segments(dir.path());
    assert!(paths.len() >= 3, "{paths:?}");
    let sizes: Vec<_> = paths.iter().map(|p| std::fs::metadata(p).unwrap().len()).collect();
    assert!(sizes.iter().all(|size| *size <= 48 << 10), "a segment is far over its size: {sizes:?}");
    let (journal, opened) = open(dir.path());
    assert_eq!((opened.records, opened.found.len()), (300, 0));
    assert_eq!(ids(&journal), ids_of(&events));
    let more = post.entry("接着");
    assert_eq!(journal.append([more]).unwrap().wait().unwrap()[0].number, 301);
    assert!(verify(dir.path()).unwrap().findings.is_empty());
}

#[test]
fn an_append_into_prepared_space_changes_no_size() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let (journal, _) = open(dir.path());
    let size = || std::fs::metadata(&segments(dir.path())[0]).unwrap().len();
    let before = size();
    assert_eq!(before, 16 << 10);
    drop(journal.append(post.entries(3)).unwrap().wait().unwrap());
    assert_eq!(size(), before);
}

#[test]
fn reading_keeps_to_its_limits_but_always_gives_one() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(200);
    let (journal, _) = open(dir.path());
    drop(journal.append(&events).unwrap().wait().unwrap());
    let numbers =
        |from, events, bytes| journal.read(from, events, bytes).unwrap().iter().map(|r| r.number).collect::<Vec<_>>();
    assert_eq!(numbers(5, 3, 1 << 20), [5, 6, 7]);
    assert_eq!(numbers(5, 3, 0), [5]);
    assert!(numbers(5, 0, 1 << 20).is_empty());
    assert!(numbers(201, 5, 1 << 20).is_empty());
    assert_eq!(numbers(0, 2, 1 << 20), [1, 2]);
    let some = journal.read(1, 1000, 10_000).unwrap();
    assert!(some.len() > 1 && some.iter().map(|r| r.envelope.bytes().len()).sum::<usize>() < 10_000);
}

/// The vector of rules.md 10.1: “drill report to a real unit: refused by mode guard”.
#[test]
fn drill_report_to_a_real_unit_is_refused_by_the_mode_guard() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(dir.path(), &Options { realm: Some(Realm::Live), ..options() }).unwrap();
    let drill = Post::of(1, Realm::Drill("郑州".into())).entry("初报");
    let error = journal.append([drill]).unwrap_err().to_string();
    assert!(error.contains("drill:郑州") && error.contains("live"), "{error}");
    assert_eq!(journal.durable(), 0);
}

#[test]
fn no_event_crosses_into_another_realm() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path());
    let mut own = Post::new(1);
    let drill = Post::of(1, Realm::Drill("郑州".into())).entry("演练");
    let error = journal.append([own.entry("甲"), drill]).unwrap_err().to_string();
    assert!(error.contains("drill:郑州") && error.contains("test"), "{error}");
    assert_eq!(journal.durable(), 0);
    drop(journal);
    let live = Options { realm: Some(Realm::Live), ..options() };
    match Journal::open(dir.path(), &live) {
        Err(JournalError::Realm { found: Realm::Test, wanted: Realm::Live, .. }) => {}
        other => panic!("{other:?}"),
    }
    let any = Options { realm: None, ..options() };
    assert_eq!(*Journal::open(dir.path(), &any).unwrap().0.realm(), Realm::Test);
}

#[test]
fn a_second_opening_is_told_that_the_journal_is_in_use() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path());
    let clone = journal.clone();
    drop(journal);
    match Journal::open(dir.path(), &options()) {
        Err(error @ JournalError::InUse { .. }) => assert!(error.to_string().contains("another process")),
        other => panic!("{other:?}"),
    }
    drop(clone);
    drop(open(dir.path()));
}

#[test]
fn only_its_owner_can_read_a_journal() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new/journal");
    drop(open(&path));
    let mode = |p: &std::path::Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
    for (path, expected) in [(path.clone(), 0o700), (path.join("wal"), 0o700), (path.join("lock"), 0o600)] {
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
    assert_eq!(mode(&segments(&path)[0]), 0o600);
}

/// A disk whose syncs wait for a gate, and fail once they are told to.
#[derive(Debug, Default)]
struct Gate {
    syncs: AtomicU64,
    writes: AtomicU64,
    fail_sync: AtomicBool,
    fail_write: AtomicBool,
    closed: Mutex<bool>,
    arrived: AtomicBool,
    moved: Condvar,
}

impl Gate {
    fn close(&self) {
        *self.closed.lock().unwrap() = true;
    }

    fn open(&self) {
        *self.closed.lock().unwrap() = false;
        self.moved.notify_all();
    }

    /// Returns once the writer stands at the closed gate.
    fn await_arrival(&self) {
        let mut closed = self.closed.lock().unwrap();
        while !self.arrived.load(Ordering::SeqCst) {
            closed = self.moved.wait(closed).unwrap();
        }
    }
}

impl Medium for Gate {
    fn write(&self, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
        if self.fail_write.load(Ordering::SeqCst) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.writes.fetch_add(1, Ordering::SeqCst);
        std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        let mut closed = self.closed.lock().unwrap();
        while *closed {
            self.arrived.store(true, Ordering::SeqCst);
            self.moved.notify_all();
            closed = self.moved.wait(closed).unwrap();
        }
        if self.fail_sync.load(Ordering::SeqCst) {
            return Err(io::Error::other("the drive is gone"));
        }
        self.syncs.fetch_add(1, Ordering::SeqCst);
        file.sync_data()
    }
}

fn gated(dir: &std::path::Path) -> (Journal, Arc<Gate>) {
    let gate = Arc::new(Gate::default());
    // Large steps: the writer grows nothing while it is counted.
    let options = Options { medium: gate.clone(), growth_bytes: 1 << 20, segment_bytes: 8 << 20, ..options() };
    (Journal::open(dir, &options).unwrap().0, gate)
}

#[test]
fn nothing_is_acknowledged_visible_or_durable_before_the_sync_returned() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(2);
    let (journal, gate) = gated(dir.path());
    gate.close();
    let acknowledged = Arc::new(AtomicBool::new(false));
    let flag = acknowledged.clone();
    let (tell, told) = sync_channel(1);
    let then = move |stored: Result<Vec<Stored>, JournalError>| {
        flag.store(true, Ordering::SeqCst);
        tell.send(stored.unwrap().len()).unwrap();
    };
    journal.append_then(&events, then).unwrap();
    gate.await_arrival();
    assert!(!acknowledged.load(Ordering::SeqCst));
    assert_eq!((journal.durable(), journal.have().len()), (0, 0));
    assert!(journal.read(1, 10, 1 << 20).unwrap().is_empty());
    gate.open();
    assert_eq!(told.recv().unwrap(), 2);
    assert_eq!((journal.durable(), journal.have().len()), (2, 1));
}

#[test]
fn what_queues_while_the_disk_is_busy_is_one_group() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(51);
    let (journal, gate) = gated(dir.path());
    let (tell, woken) = sync_channel(9);
    let guard = journal.watch(move || tell.send(()).unwrap());
    gate.close();
    let first = journal.append(&events[..1]).unwrap();
    gate.await_arrival();
    let (writes, syncs) = (gate.writes.load(Ordering::SeqCst), gate.syncs.load(Ordering::SeqCst));
    let rest: Vec<_> = events[1..].iter().map(|e| journal.append([e.clone()]).unwrap()).collect();
    gate.open();
    assert_eq!(first.wait().unwrap()[0].number, 1);
    let numbers: Vec<_> = rest.into_iter().map(|t| t.wait().unwrap()[0].number).collect();
    assert_eq!(numbers, (2..=51).collect::<Vec<_>>());
    assert_eq!(gate.writes.load(Ordering::SeqCst) - writes, 1, "fifty batches, one write");
    assert_eq!(gate.syncs.load(Ordering::SeqCst) - syncs, 2, "the first, and one for fifty");
    assert_eq!((woken.recv(), woken.recv()), (Ok(()), Ok(())), "one call a group");
    drop(guard);
    drop(journal.append(Post::new(2).entries(1)).unwrap().wait().unwrap());
    drop(journal);
    assert!(woken.try_recv().is_err(), "and none after the guard went");
}

#[test]
fn many_threads_may_append_and_each_keeps_its_order() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path());
    let posts: Vec<_> = (1..=6).map(Post::new).collect();
    let mut numbers: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = posts
            .into_iter()
            .map(|mut post| {
                let journal = &journal;
                scope.spawn(move || {
                    let events = post.entries(60);
                    let tickets: Vec<_> = events.chunks(3).map(|c| journal.append(c).unwrap()).collect();
                    let stored: Vec<_> = tickets.into_iter().flat_map(|t| t.wait().unwrap()).collect();
                    assert!(stored.is_sorted_by_key(|s| s.number) && stored.iter().all(|s| s.new));
                    assert_eq!(stored.iter().map(|s| s.id).collect::<Vec<_>>(), ids_of(&events));
                    stored.into_iter().map(|s| s.number).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|t| t.join().unwrap()).collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=360).collect::<Vec<_>>());
    assert!(journal.have().values().all(|seen| seen.contiguous() == 60));
}

#[test]
fn a_failed_sync_acknowledges_nothing_and_stops_the_writer_for_good() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let (journal, gate) = gated(dir.path());
    drop(journal.append([post.entry("好")]).unwrap().wait().unwrap());
    gate.fail_sync.store(true, Ordering::SeqCst);
    let lost = post.entry("坏");
    assert!(journal.append([lost.clone()]).unwrap().wait().is_err());
    assert!(journal.failed().unwrap().to_string().contains("the drive is gone"));
    gate.fail_sync.store(false, Ordering::SeqCst);
    let syncs = gate.syncs.load(Ordering::SeqCst);
    let error = journal.append([lost]).unwrap().wait().unwrap_err().to_string();
    assert!(error.contains("the drive is gone"), "{error}");
    assert_eq!(gate.syncs.load(Ordering::SeqCst), syncs, "a sync that failed is not tried again");
    assert_eq!((journal.durable(), journal.have()[&post.series()].last()), (1, 1));
}

#[test]
fn a_full_disk_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, gate) = gated(dir.path());
    gate.fail_write.store(true, Ordering::SeqCst);
    let error = journal.append(Post::new(1).entries(1)).unwrap().wait().unwrap_err().to_string();
    assert!(error.contains("no space left"), "{error}");
    assert!(journal.have().values().all(|seen| *seen == Seen::default()));
}

#[test]
fn a_callback_may_hold_the_last_handle() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path());
    let (tell, told) = sync_channel(1);
    let last = journal.clone();
    let (go, gone) = sync_channel::<()>(1);
    let then = move |_| {
        gone.recv().unwrap();
        drop(last);
        tell.send(()).unwrap();
    };
    journal.append_then(Post::new(1).entries(1), then).unwrap();
    drop(journal);
    go.send(()).unwrap();
    told.recv().unwrap();
}
