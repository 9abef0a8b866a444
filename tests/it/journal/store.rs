//! The store: paging, incidents, and coming back from anything.

use std::path::Path;
use std::time::Duration;

use qianzhi::domain::{AreaCode, EventId, Fact, Form, Incident, Means, Order, Recipient, Rung, RungFact, Urgency};
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Flaw, History, Journal, Options, StoreCheck, StoreState, verify};

use super::post::{Post, T0, copy, ids_of, open, with_store};

const LONG: Duration = Duration::from_mins(1);

fn incident() -> Fact {
    Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "京广快速路隧道积水".into(),
        title_en: None,
        code: String::new(),
        area: AreaCode::from("410100"),
        place: None,
        address: String::new(),
        occurred: T0,
        received: T0,
    })
}

fn history(journal: &Journal, query: History, page: usize) -> Vec<EventId> {
    let (mut ids, mut before) = (Vec::new(), None);
    loop {
        let page = journal.history(query, before, page).unwrap();
        assert_eq!(page.complete_to, journal.durable());
        ids.extend(page.records.iter().map(|record| record.envelope.id()));
        match page.next {
            Some(next) => before = Some(next),
            None => return ids,
        }
    }
}

fn settled(dir: &Path) -> Journal {
    let (journal, _) = Journal::open(dir, &with_store()).unwrap();
    assert!(journal.store_settled(LONG), "{:?}", journal.store_state());
    journal
}

fn newest_first(events: &[Envelope]) -> Vec<EventId> {
    let mut ordered = events.to_vec();
    ordered.sort_by_key(|e| std::cmp::Reverse(e.header().hlc));
    ids_of(&ordered)
}

#[test]
fn history_is_newest_first_whatever_the_order_of_arrival_and_the_size_of_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let mut events = Post::new(1).entries(40);
    let expected = newest_first(&events);
    events.rotate_left(13);
    let journal = settled(dir.path());
    drop(journal.append(&events).unwrap().wait().unwrap());
    assert!(journal.store_settled(LONG));
    for page in [1, 7, 40, 100] {
        assert_eq!(history(&journal, History::All, page), expected, "pages of {page}");
    }
    assert_eq!((journal.store_lag(), journal.store_state()), (0, StoreState::Following));
    let wanted = &events[5];
    assert_eq!(journal.entry(wanted.id()).unwrap().unwrap().envelope, *wanted);
    assert_eq!(journal.entry(EventId([3; 32])).unwrap(), None);
}

#[test]
fn an_incident_has_what_names_it_what_its_orders_lead_to_and_what_takes_that_back_in_any_order() {
    let mut post = Post::new(1);
    let opened = post.write(&incident());
    let named = post.entry_of(Some(opened.id()), "水深 1.2 米");
    let apart = post.entry("与此无关");
    let order = post.write(&Fact::OrderIssued(Order {
        number: 1,
        form: Form::Order,
        to: Recipient::Person { name: "李".into(), phone: "139".into() },
        incident: Some(opened.id()),
        text: "排水".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
        issued: T0,
        role: None,
        muster: None,
        step: None,
    }));
    let rung = post.write(&Fact::OrderRung(RungFact {
        order: order.id(),
        rung: Rung::Delivered,
        by: "李".into(),
        means: Means::Phone,
        at: T0,
    }));
    let strike = post.write(&Fact::Struck { target: rung.id(), reason: "误按".into() });
    let other = post.write(&incident());
    let all = [opened.clone(), named.clone(), apart, order.clone(), rung.clone(), strike.clone(), other];
    let expected = newest_first(&[opened.clone(), named, order, rung, strike]);
    let mut reversed = all.to_vec();
    reversed.reverse();
    let rotated = [&all[3..], &all[..3]].concat();
    for arrival in [all.to_vec(), reversed, rotated] {
        for together in [true, false] {
            let dir = tempfile::tempdir().unwrap();
            let journal = settled(dir.path());
            for batch in arrival.chunks(if together { 7 } else { 1 }) {
                drop(journal.append(batch).unwrap().wait().unwrap());
                assert!(journal.store_settled(LONG));
            }
            assert_eq!(history(&journal, History::Incident(opened.id()), 2), expected, "together {together}");
        }
    }
}

#[test]
fn a_store_that_is_deleted_spoilt_or_anothers_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let opened = post.write(&incident());
    let mut events = vec![opened.clone()];
    events.extend((0..700).map(|n| post.entry_of(Some(opened.id()).filter(|_| n % 3 == 0), "记录")));
    let expected = {
        let journal = settled(dir.path());
        drop(journal.append(&events).unwrap().wait().unwrap());
        assert!(journal.store_settled(LONG));
        (history(&journal, History::All, 100), history(&journal, History::Incident(opened.id()), 100))
    };
    assert_eq!(expected.0, newest_first(&events));
    let check = |what: &str| {
        let journal = settled(dir.path());
        let now = (history(&journal, History::All, 100), history(&journal, History::Incident(opened.id()), 100));
        assert!(now == expected, "{what}");
        assert_eq!(journal.store_state(), StoreState::Following, "{what}");
    };
    check("untouched");
    assert!(!dir.path().join("sled.bad-1").exists(), "a good store is not set aside");
    let sled = dir.path().join("sled");
    std::fs::remove_dir_all(&sled).unwrap();
    check("deleted");
    for entry in std::fs::read_dir(&sled).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let length = std::fs::read(&path).unwrap().len().max(100);
            std::fs::write(&path, vec![0xa5; length]).unwrap();
        }
    }
    check("garbage");
    let db = sled.join("db");
    let mut bytes = std::fs::read(&db).unwrap();
    for byte in bytes.iter_mut().skip(3000).step_by(977) {
        *byte ^= 0x11;
    }
    std::fs::write(&db, bytes).unwrap();
    check("flipped");
    let other = tempfile::tempdir().unwrap();
    {
        let journal = settled(other.path());
        drop(journal.append(Post::new(9).entries(3)).unwrap().wait().unwrap());
        assert!(journal.store_settled(LONG));
    }
    std::fs::remove_dir_all(&sled).unwrap();
    std::fs::rename(other.path().join("sled"), &sled).unwrap();
    check("another journal's");
    let bad = std::fs::read_dir(dir.path())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with("sled.bad-"));
    assert_eq!(bad.count(), 1, "one bad store is kept");
}

#[test]
fn a_store_that_holds_another_event_under_a_number_is_built_anew() {
    let mut post = Post::new(1);
    let common = post.entries(5);
    let one = tempfile::tempdir().unwrap();
    drop(settled(one.path()).append(&common).unwrap().wait().unwrap());
    let other = copy(one.path());
    {
        let journal = settled(one.path());
        drop(journal.append(Post::new(2).entries(1)).unwrap().wait().unwrap());
        assert!(journal.store_settled(LONG));
    }
    drop(open(other.path()).0.append(Post::new(3).entries(2)).unwrap().wait().unwrap());
    std::fs::remove_dir_all(other.path().join("sled")).unwrap();
    std::fs::rename(one.path().join("sled"), other.path().join("sled")).unwrap();
    let journal = settled(other.path());
    let all: Vec<_> = journal.read(1, 100, 1 << 20).unwrap().into_iter().map(|r| r.envelope).collect();
    assert_eq!(all.len(), 7);
    let (mut found, mut here) = (history(&journal, History::All, 10), ids_of(&all));
    found.sort_unstable();
    here.sort_unstable();
    assert_eq!(found, here);
}

#[test]
fn without_a_store_the_segments_answer_the_same() {
    let mut post = Post::new(1);
    let opened = post.write(&incident());
    let mut events = vec![opened.clone()];
    events.extend((0..60).map(|n| post.entry_of(Some(opened.id()).filter(|_| n % 3 == 0), "记录")));
    let order = post.write(&Fact::Struck { target: events[4].id(), reason: "误".into() });
    events.push(order);
    events.rotate_left(17);
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path());
    drop(journal.append(&events).unwrap().wait().unwrap());
    assert!(matches!(journal.store_state(), StoreState::Off(_)));
    assert!(!journal.store_settled(LONG));
    for page in [1, 7, 100] {
        assert_eq!(history(&journal, History::All, page), newest_first(&events), "pages of {page}");
    }
    let of_incident = history(&journal, History::Incident(opened.id()), 5);
    assert_eq!(journal.entry(events[3].id()).unwrap().unwrap().envelope, events[3]);
    assert_eq!(journal.entry(EventId([3; 32])).unwrap(), None);
    drop(journal);
    assert_eq!(of_incident.len(), 22, "the incident, 20 entries, and the end of what belongs to it");
    assert_eq!(history(&settled(dir.path()), History::Incident(opened.id()), 5), of_incident);
}

/// A store that never opens: the first read of its settings waits for a writer that does not come.
#[test]
fn a_store_that_hangs_holds_nothing_up() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(30);
    {
        let journal = settled(dir.path());
        drop(journal.append(&events[..20]).unwrap().wait().unwrap());
        assert!(journal.store_settled(LONG));
    }
    let conf = dir.path().join("sled/conf");
    std::fs::remove_file(&conf).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&conf).status().unwrap();
    assert!(made.success());
    {
        // As long as nothing else is asked for, it may hang for a minute.
        let (journal, opened) = Journal::open(dir.path(), &Options { store_within: LONG, ..with_store() }).unwrap();
        assert_eq!((opened.records, journal.store_state()), (20, StoreState::Opening));
        drop(journal.append(&events[20..]).unwrap().wait().unwrap());
        assert_eq!(history(&journal, History::All, 7), newest_first(&events));
        // And closing does not wait for it.
    }
    let within = Duration::from_millis(100);
    let (journal, _) = Journal::open(dir.path(), &Options { store_within: within, ..with_store() }).unwrap();
    assert!(journal.store_settled(LONG), "{:?}", journal.store_state());
    assert!(dir.path().join("sled.bad-1/conf").exists());
    assert_eq!(history(&journal, History::All, 7), newest_first(&events));
    // The threads that were left behind go.
    drop(std::fs::OpenOptions::new().read(true).write(true).open(dir.path().join("sled.bad-1/conf")).unwrap());
}

#[test]
fn the_store_goes_on_where_it_stood() {
    let dir = tempfile::tempdir().unwrap();
    let mut post = Post::new(1);
    let first = post.entries(20);
    {
        let journal = settled(dir.path());
        drop(journal.append(&first).unwrap().wait().unwrap());
        assert!(journal.store_settled(LONG));
    }
    let second = post.entries(20);
    {
        // Without a store: it lags when it is opened again.
        let (journal, _) = open(dir.path());
        drop(journal.append(&second).unwrap().wait().unwrap());
    }
    let journal = settled(dir.path());
    assert_eq!(history(&journal, History::All, 9), newest_first(&[first, second].concat()));
}

#[test]
fn verify_holds_the_store_against_the_segments() {
    let events = Post::new(1).entries(20);
    let dir = tempfile::tempdir().unwrap();
    {
        let (journal, _) = Journal::open(dir.path(), &with_store()).unwrap();
        drop(journal.append(&events).unwrap().wait().unwrap());
        assert!(journal.store_settled(Duration::from_mins(1)));
        assert_eq!(verify(dir.path()).unwrap().store, StoreCheck::InUse);
    }
    let report = verify(dir.path()).unwrap();
    assert_eq!((report.sound(), report.store), (true, StoreCheck::Read { applied: 20, differ: 0, first: None }));
    {
        // Somebody with a tool for sled.
        let event = sled::open(dir.path().join("sled")).unwrap().open_tree("event").unwrap();
        // Eight numbers to an entry: 1 to 7, 8 to 15, the rest.
        let mut first = event.get(0_u64.to_be_bytes()).unwrap().unwrap().to_vec();
        *first.last_mut().unwrap() ^= 1;
        event.insert(0_u64.to_be_bytes(), first).unwrap();
        event.remove(1_u64.to_be_bytes()).unwrap();
        event.flush().unwrap();
    }
    let report = verify(dir.path()).unwrap();
    assert_eq!(
        report.findings.iter().map(|f| f.flaw.clone()).collect::<Vec<_>>(),
        [Flaw::Store { number: 7, count: 9 }]
    );
    assert!(!report.sound());
    std::fs::remove_dir_all(dir.path().join("sled")).unwrap();
    assert_eq!(verify(dir.path()).unwrap().store, StoreCheck::None);
}
