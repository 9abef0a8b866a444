//! A full disk, and one that fails: what must be recorded is, what cannot be is said, and it recovers by itself.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use qianzhi::domain::{Fact, Form, Order, Recipient, Stream, Urgency};
use qianzhi::envelope::{Envelope, PostKey};
use qianzhi::journal::bundle::{
    Applied, Bundle, BundleKind, HandedOver, Inbox, Packing, Since, hand_over, import, pack,
};
use qianzhi::journal::{Disk, History, Journal, JournalError, Medium, Options, StoreState, verify};
use qianzhi::sync::Replica;

use super::post::{Post, T0, ids, ids_of, open, options, with_store};

/// A disk with so many bytes left, whose sync fails when it is told to.
#[derive(Debug)]
struct Small {
    free: AtomicU64,
    failing: AtomicBool,
}

impl Medium for Small {
    fn available(&self, _: &File) -> io::Result<u64> {
        Ok(self.free.load(Ordering::SeqCst))
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        if self.failing.load(Ordering::SeqCst) {
            return Err(io::Error::other("the drive is gone"));
        }
        file.sync_data()
    }
}

fn small(free: u64) -> Arc<Small> {
    Arc::new(Small { free: AtomicU64::new(free), failing: AtomicBool::new(false) })
}

fn reserved(medium: Arc<dyn Medium>) -> Options {
    Options { reserve_bytes: 128 << 10, medium, ..options() }
}

fn order(post: &mut Post) -> Envelope {
    post.write(&Fact::OrderIssued(Order {
        number: 1,
        form: Form::Order,
        to: Recipient::Person { name: "李".into(), phone: "139".into() },
        incident: None,
        text: "撤离".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
        issued: T0,
        role: None,
        muster: None,
        step: None,
    }))
}

/// Appends entries one by one until the journal admits no more of them; gives what was recorded.
fn fill(journal: &Journal, post: &mut Post) -> Vec<Envelope> {
    let mut written = Vec::new();
    loop {
        let entry = post.write(&entry_fact());
        match journal.admits([entry.header().payload]) {
            Ok(()) => drop(journal.append([entry.clone()]).unwrap().wait().unwrap()),
            Err(error) => {
                assert!(matches!(error, JournalError::Full { .. }));
                let said = error.to_string();
                assert!(said.contains("full") && said.contains("orders") && said.contains("KiB"), "{said}");
                return written;
            }
        }
        written.push(entry);
        assert!(written.len() < 5000, "the disk never filled");
    }
}

fn entry_fact() -> Fact {
    Fact::EntryLogged(qianzhi::domain::Entry {
        means: qianzhi::domain::Means::Phone,
        ..qianzhi::domain::Entry::plain("雨".repeat(80), T0)
    })
}

#[test]
fn on_a_full_disk_orders_are_recorded_and_entries_refused_until_there_is_room_again() {
    let dir = tempfile::tempdir().unwrap();
    let medium = small(300 << 10);
    let (journal, _) = Journal::open(dir.path(), &reserved(medium.clone())).unwrap();
    medium.free.store(0, Ordering::SeqCst);
    let (mut post, mut other) = (Post::new(1), Post::new(2));
    let mut recorded = fill(&journal, &mut post);
    assert!(journal.left().unwrap() >= 128 << 10, "the reserve is whole: {:?}", journal.left());
    // Orders go on, for as long as the reserve lasts, and the rest of it is never given away.
    let mut orders = 0;
    loop {
        let before = journal.left().unwrap();
        let order = order(&mut other);
        if journal.admits([order.header().payload]).is_err() {
            break;
        }
        drop(journal.append([order.clone()]).unwrap().wait().unwrap());
        assert!(journal.left().unwrap() <= before);
        recorded.push(order);
        orders += 1;
    }
    assert!(orders > 50, "{orders}");
    assert!(journal.left().unwrap() < 64 << 10 && journal.failed().is_none());
    // Without a restart, and without anything being recorded meanwhile.
    medium.free.store(10 << 20, Ordering::SeqCst);
    while journal.left().is_some() {
        std::thread::yield_now();
    }
    let entry = Post::new(3).entry("照常");
    journal.admits([entry.header().payload]).unwrap();
    drop(journal.append([entry.clone()]).unwrap().wait().unwrap());
    recorded.push(entry);
    assert_eq!(ids(&journal), ids_of(&recorded));
    drop(journal);
    let (journal, opened) = open(dir.path());
    assert_eq!((ids(&journal), opened.found.len()), (ids_of(&recorded), 0));
    assert!(verify(dir.path()).unwrap().sound());
}

#[test]
fn a_journal_that_is_opened_on_a_full_disk_says_so_and_takes_orders() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let medium = small(1 << 20);
    {
        let (journal, _) = Journal::open(dir.path(), &reserved(medium.clone())).unwrap();
        medium.free.store(0, Ordering::SeqCst);
        drop(fill(&journal, &mut post));
    }
    let (journal, _) = Journal::open(dir.path(), &reserved(medium)).unwrap();
    let order = order(&mut Post::new(2));
    drop(journal.append([order]).unwrap().wait().unwrap());
    assert!(journal.left().is_some());
    let entry = Post::new(3).entry("不入账");
    assert!(journal.admits([entry.header().payload]).is_err());
}

#[test]
fn what_others_send_to_a_full_disk_is_taken_when_it_is_urgent_and_left_with_them_otherwise() {
    let dir = tempfile::tempdir().unwrap();
    let medium = small(300 << 10);
    let (journal, _) = Journal::open(dir.path(), &reserved(medium.clone())).unwrap();
    medium.free.store(0, Ordering::SeqCst);
    let recorded = fill(&journal, &mut Post::new(1)).len();
    let (entry, order) = (Post::new(2).entry("报告"), order(&mut Post::new(3)));
    let send = |events: Vec<Envelope>| {
        let (tell, told) = sync_channel(1);
        Replica::append(&journal, events, Box::new(move |answer| tell.send(answer).unwrap())).unwrap();
        told.recv().unwrap()
    };
    let refused = send(vec![entry.clone(), order.clone()]).unwrap_err().to_string();
    assert!(refused.contains("full"), "{refused}");
    assert_eq!(ids(&journal)[recorded..], [order.id()]);
    send(vec![order]).unwrap();
    medium.free.store(10 << 20, Ordering::SeqCst);
    while journal.left().is_some() {
        std::thread::yield_now();
    }
    send(vec![entry]).unwrap();
    assert_eq!(journal.durable(), recorded as u64 + 2);
}

/// The first to find that there is no room is a batch that is larger than everything that was allocated.
#[test]
fn a_batch_for_which_a_disk_that_just_filled_up_has_no_room_is_refused_and_the_journal_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let medium = small(300 << 10);
    let (journal, _) = Journal::open(dir.path(), &reserved(medium.clone())).unwrap();
    medium.free.store(0, Ordering::SeqCst);
    let mut post = Post::new(1);
    let batch: Vec<Envelope> = (0..2000).map(|_| post.write(&entry_fact())).collect();
    let refused = journal.append(batch.clone()).unwrap().wait().map(drop).unwrap_err();
    assert!(matches!(refused, JournalError::Full { .. }), "{refused}");
    assert!(journal.failed().is_none() && journal.left().is_some() && ids(&journal).is_empty());
    let order = order(&mut Post::new(2));
    drop(journal.append([order.clone()]).unwrap().wait().unwrap());
    assert_eq!(ids(&journal), [order.id()]);
    medium.free.store(10 << 20, Ordering::SeqCst);
    drop(journal.append(batch.clone()).unwrap().wait().unwrap());
    assert_eq!(ids(&journal), ids_of(&[vec![order], batch].concat()));
    drop(journal);
    assert!(verify(dir.path()).unwrap().sound());
}

/// What is brought by hand goes the way of what is sent: what is urgent is taken, the rest refused in one sentence.
#[test]
fn of_a_bundle_a_full_disk_takes_what_is_urgent_and_the_rest_once_there_is_room() {
    let (dir, from) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (entry, order) = (Post::new(2).entry("报告"), order(&mut Post::new(3)));
    drop(open(from.path()).0.append([entry, order.clone()]).unwrap().wait().unwrap());
    let packing = Packing {
        kind: BundleKind::Events,
        since: Since::Beginning,
        streams: BTreeSet::from([Stream::Open]),
        made: T0,
    };
    let mut bytes = Vec::new();
    pack(from.path(), &PostKey::from_seed([9; 32]), &packing, &mut bytes).unwrap();
    let bundle = Bundle::of_bytes("by hand", bytes).unwrap();
    let medium = small(300 << 10);
    let (journal, _) = Journal::open(dir.path(), &reserved(medium.clone())).unwrap();
    medium.free.store(0, Ordering::SeqCst);
    let recorded = fill(&journal, &mut Post::new(1)).len() as u64;
    let refused = import(&journal, &bundle).unwrap_err().to_string();
    assert!(refused.contains("full") && refused.lines().count() == 1, "{refused}");
    assert_eq!((journal.durable(), ids(&journal).last()), (recorded + 1, Some(&order.id())));
    // Handed over, it waits in the inbox for room.
    let inbox = Inbox::start(&journal, None).unwrap();
    let HandedOver::Waits(path) = hand_over(dir.path(), &bundle, Duration::from_millis(700)).unwrap() else {
        panic!("it was answered on a full disk")
    };
    medium.free.store(10 << 20, Ordering::SeqCst);
    while path.exists() {
        std::thread::yield_now();
    }
    drop(inbox);
    assert_eq!(journal.durable(), recorded + 2);
    assert_eq!(import(&journal, &bundle).unwrap(), Applied { known: 2, ..Applied::default() });
}

#[test]
fn after_a_failed_sync_nothing_is_recorded_and_opening_again_reads_the_disk() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let good = post.entries(3);
    let medium = small(u64::MAX);
    {
        let (journal, _) = Journal::open(dir.path(), &Options { medium: medium.clone(), ..options() }).unwrap();
        drop(journal.append(&good).unwrap().wait().unwrap());
        medium.failing.store(true, Ordering::SeqCst);
        // More than one on its way: not one of them is said to be recorded, nor any after the disk is back.
        let tickets: Vec<_> = post.entries(5).into_iter().map(|e| journal.append([e]).unwrap()).collect();
        assert!(tickets.into_iter().all(|ticket| ticket.wait().is_err()));
        medium.failing.store(false, Ordering::SeqCst);
        assert!(matches!(journal.append(post.entries(1)).unwrap().wait(), Err(JournalError::Failed { .. })));
        assert_eq!((journal.durable(), ids(&journal)), (3, ids_of(&good)));
    }
    let (journal, _) = open(dir.path());
    assert_eq!(ids(&journal)[..3], ids_of(&good));
    let next = Post::new(2).entries(1);
    assert!(journal.append(&next).unwrap().wait().unwrap()[0].new);
    drop(journal);
    assert!(verify(dir.path()).unwrap().sound());
}

/// Mounts a file system of so few bytes; `None` where nobody may, which is said.
fn tiny(at: &Path, size: &str) -> bool {
    let options = format!("size={size}");
    let tried = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(at).output();
    let can = tried.is_ok_and(|output| output.status.success());
    if !can {
        let said = "SKIPPED: no file system can be mounted here: the full disk was only simulated";
        std::io::Write::write_all(&mut io::stderr(), format!("{said}\n").as_bytes()).unwrap();
    }
    can
}

#[test]
fn a_file_system_that_is_really_full() {
    really_full("1m", |dir| {
        let journal_dir = dir.join("journal");
        let (journal, _) = Journal::open(&journal_dir, &reserved(Arc::new(Disk))).unwrap();
        let ballast = dir.join("ballast");
        // Somebody else's file takes what is left.
        drop(std::fs::write(&ballast, vec![1; 2 << 20]));
        let recorded = fill(&journal, &mut Post::new(1));
        let order = order(&mut Post::new(2));
        journal.admits([order.header().payload]).unwrap();
        drop(journal.append([order.clone()]).unwrap().wait().unwrap());
        std::fs::remove_file(&ballast).unwrap();
        while journal.left().is_some() {
            std::thread::yield_now();
        }
        let entry = Post::new(3).entry("照常");
        journal.admits([entry.header().payload]).unwrap();
        drop(journal.append([entry.clone()]).unwrap().wait().unwrap());
        drop(journal);
        let (journal, opened) = open(&journal_dir);
        assert!(opened.found.is_empty(), "{:?}", opened.found);
        assert_eq!(ids(&journal), [ids_of(&recorded), vec![order.id(), entry.id()]].concat());
    });
}

/// However often sled fails for want of room, it comes back with the room, without a restart.
#[test]
fn the_store_comes_back_when_a_full_disk_has_room_again() {
    really_full("24m", |dir| {
        let journal_dir = dir.join("journal");
        let mut post = Post::new(1);
        drop(open(&journal_dir).0.append(post.entries(50)).unwrap().wait().unwrap());
        let ballast = dir.join("ballast");
        drop(std::fs::write(&ballast, vec![1; 32 << 20]));
        let (journal, _) = Journal::open(&journal_dir, &with_store()).unwrap();
        let mut why = String::new();
        while why.is_empty() {
            if let StoreState::Off(said) = journal.store_state() {
                why = said.to_string();
            }
            std::thread::yield_now();
        }
        assert!(why.contains("full"), "{why}");
        let asked = journal.history(History::All, None, 100).unwrap();
        assert_eq!(asked.records.len(), 50, "the segments answer meanwhile");
        std::fs::remove_file(&ballast).unwrap();
        while journal.store_state() != StoreState::Following {
            std::thread::yield_now();
        }
        drop(journal.append(post.entries(10)).unwrap().wait().unwrap());
        assert!(journal.store_settled(Duration::from_mins(1)));
        assert_eq!(journal.history(History::All, None, 100).unwrap().records.len(), 60);
    });
}

/// Something on a file system of this size, which goes again.
fn really_full(size: &str, check: impl FnOnce(&Path)) {
    let dir = tempfile::tempdir().unwrap();
    if !tiny(dir.path(), size) {
        return;
    }
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(dir.path())));
    while !Command::new("umount").arg(dir.path()).output().unwrap().status.success() {
        std::thread::yield_now();
    }
    outcome.unwrap();
}
