//! Bundles: what one journal packs, another takes, in any order, any number of times; what is not whole is not taken.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use qianzhi::clock::Quality;
use qianzhi::domain::{EventId, Realm, Series, Stream};
use qianzhi::envelope::{Author, Envelope, PostKey, Stamp};
use qianzhi::journal::bundle::{
    Answer, Applied, Bundle, BundleError, BundleKind, HandedOver, Inbox, Packing, Ranges, Since, Spoilt, Writing,
    hand_over, import, pack,
};
use qianzhi::journal::{Disk, Flaw, Identity, Journal, Options, Scribe, records, verify_bundle};

use super::post::{Post, T0, ids_of, journal_of, open};

fn key() -> PostKey {
    PostKey::from_seed([9; 32])
}

fn packing(since: Since) -> Packing {
    Packing { kind: BundleKind::Events, since, streams: BTreeSet::from([Stream::Open]), made: T0 }
}

fn packed(dir: &Path, packing: &Packing) -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed = pack(dir, &key(), packing, &mut bytes).unwrap();
    assert!(packed.damaged.is_empty());
    bytes
}

fn bundle(dir: &Path, since: Since) -> Bundle {
    Bundle::of_bytes("test", packed(dir, &packing(since))).unwrap()
}

fn have(dir: &Path) -> Ranges {
    let packing = Packing { kind: BundleKind::Have, ..packing(Since::Beginning) };
    Bundle::of_bytes("have", packed(dir, &packing)).unwrap().check().unwrap()
}

fn carried(bundle: &Bundle) -> Vec<EventId> {
    let mut content = bundle.content().unwrap();
    let mut ids = Vec::new();
    while let Some((_, bytes)) = content.event().unwrap() {
        ids.push(Envelope::verify(bytes).unwrap().id());
    }
    content.finish().unwrap();
    ids
}

fn apply(dir: &Path, bundle: &Bundle) -> Applied {
    import(&open(dir).0, bundle).unwrap()
}

fn held(dir: &Path) -> BTreeSet<EventId> {
    records(dir).unwrap().map(|record| record.unwrap().envelope.id()).collect()
}

fn counts(new: u64, known: u64) -> Applied {
    Applied { new, known, ..Applied::default() }
}

#[test]
fn bundles_are_applied_in_any_order_and_any_number_of_times() {
    let events = Post::new(1).entries(1500);
    let from = journal_of(std::slice::from_ref(&events));
    let (whole, late) = (bundle(from.path(), Since::Beginning), bundle(from.path(), Since::Number(1001)));
    assert_eq!((carried(&whole), carried(&late)), (ids_of(&events), ids_of(&events[1000..])));
    assert_eq!(whole.header().realm, Realm::Test);
    assert_eq!((whole.header().events, whole.header().head, whole.header().post), (1500, 1500, key().post()));
    let to = tempfile::tempdir().unwrap();
    assert_eq!(apply(to.path(), &late), counts(500, 0));
    assert_eq!(apply(to.path(), &whole), counts(1000, 500));
    assert_eq!(apply(to.path(), &whole), counts(0, 1500));
    assert_eq!(apply(to.path(), &late), counts(0, 500));
    assert_eq!(held(to.path()), held(from.path()));
    // The clock of the test stands still: everything arrived at the same moment.
    assert_eq!(carried(&bundle(from.path(), Since::Time(T0))).len(), 1500);
    assert_eq!(carried(&bundle(from.path(), Since::Time(qianzhi::clock::At(T0.0 + 1)))).len(), 0);
}

#[test]
fn two_that_meet_by_hand_end_with_the_same_events_and_carry_only_what_lacks() {
    let (mut a, mut b, mut both) = (Post::new(1), Post::new(2), Post::new(3));
    let (of_a, of_b, shared) = (a.entries(40), b.entries(30), both.entries(20));
    let here = journal_of(&[shared.clone(), of_a.clone()]);
    let there = journal_of(&[of_b[..10].to_vec(), shared, of_b[20..].to_vec()]);
    let going = bundle(here.path(), Since::Have(have(there.path())));
    assert_eq!(carried(&going), ids_of(&of_a), "only what they lack");
    assert_eq!(apply(there.path(), &going), counts(40, 0));
    // What came says what the other side has; the middle that never came to `there` is asked of nobody.
    let coming = bundle(there.path(), Since::Have(have(here.path())));
    assert_eq!(carried(&coming), [ids_of(&of_b[..10]), ids_of(&of_b[20..])].concat());
    assert_eq!(apply(here.path(), &coming), counts(20, 0));
    assert_eq!(held(here.path()), held(there.path()));
    assert_eq!(carried(&bundle(here.path(), Since::Have(have(there.path())))), []);
    // A bundle of theirs tells what they have as well.
    let rest = bundle(here.path(), Since::Have(coming.check().unwrap()));
    assert_eq!(carried(&rest).len(), 20 + 40);
}

#[test]
fn a_fork_reaches_both_sides_though_the_ranges_look_the_same() {
    // One post twice, as after a laptop was put back from an image: the same places, different events.
    let (mut one, mut other) = (Post::new(1), Post::new(1));
    let (mine, theirs) = (one.entries(5), (0..5).map(|n| other.entry(&format!("分叉 {n}"))).collect::<Vec<_>>());
    let (here, there) = (journal_of(std::slice::from_ref(&mine)), journal_of(std::slice::from_ref(&theirs)));
    let going = bundle(here.path(), Since::Have(have(there.path())));
    assert_eq!(carried(&going), ids_of(&mine), "their ranges end in other events");
    apply(there.path(), &going);
    let coming = bundle(there.path(), Since::Have(have(here.path())));
    apply(here.path(), &coming);
    assert_eq!(held(here.path()), ids_of(&[mine, theirs].concat()).into_iter().collect());
    assert_eq!(held(here.path()), held(there.path()));
}

#[test]
fn the_controllers_stream_stays_unless_it_is_asked_for() {
    let series = Series { stream: Stream::Control, ..Post::new(1).series() };
    let mut post = Post::new(1);
    let open = post.entries(2);
    post.author = Author::new(PostKey::from_seed([1; 32]), series, None);
    let control = post.entries(3);
    let from = journal_of(&[[open.clone(), control.clone()].concat()]);
    assert_eq!(carried(&bundle(from.path(), Since::Beginning)), ids_of(&open));
    assert_eq!(have(from.path()).count(), 2, "nor does the list tell of it");
    let all = Packing { streams: BTreeSet::from([Stream::Open, Stream::Control]), ..packing(Since::Beginning) };
    assert_eq!(carried(&Bundle::of_bytes("x", packed(from.path(), &all)).unwrap()).len(), 5);
}

#[test]
fn a_changed_cut_or_longer_bundle_is_not_taken_at_all() {
    let events = Post::new(1).entries(20);
    let from = journal_of(std::slice::from_ref(&events));
    let whole = packed(from.path(), &packing(Since::Beginning));
    let spoilt = |bytes: &[u8]| match Bundle::of_bytes("x", bytes).and_then(|b| b.check().map(|_| carried(&b))) {
        // Zstd's frame has bits that mean nothing: what is unpacked is what was sealed, or it is refused.
        Ok(ids) => {
            assert_eq!(ids, ids_of(&events));
            false
        }
        Err(_) => true,
    };
    let flips: Vec<usize> = (0..whole.len()).collect();
    let refused = flips.iter().filter(|at| {
        let mut bytes = whole.clone();
        bytes[**at] ^= 4;
        spoilt(&bytes)
    });
    let refused = refused.count();
    assert!(refused + 8 > flips.len(), "{refused} of {} changed bytes were seen", flips.len());
    for cut in (0..whole.len()).step_by(5) {
        assert!(spoilt(&whole[..cut]), "cut at {cut}");
    }
    assert!(spoilt(&[&whole[..], b"more"].concat()));
    // What shows only at the very end leaves nothing behind either.
    let to = tempfile::tempdir().unwrap();
    let (journal, _) = open(to.path());
    let longer = Bundle::of_bytes("x", [&whole[..], b"more"].concat()).unwrap();
    assert!(import(&journal, &longer).is_err());
    assert_eq!(journal.durable(), 0);
}

#[test]
fn another_realm_is_refused_in_one_sentence() {
    let mut post = Post::of(1, Realm::Drill("郑州".into()));
    let dir = tempfile::tempdir().unwrap();
    {
        let options = Options { realm: Some(Realm::Drill("郑州".into())), ..super::post::options() };
        let (journal, _) = Journal::open(dir.path(), &options).unwrap();
        drop(journal.append([post.entry("演练")]).unwrap().wait().unwrap());
    }
    let to = tempfile::tempdir().unwrap();
    let (journal, _) = open(to.path());
    let error = import(&journal, &bundle(dir.path(), Since::Beginning)).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("drill:郑州") && said.contains("test") && said.lines().count() == 1, "{said}");
    assert_eq!(journal.durable(), 0);
}

#[test]
fn an_event_that_is_not_its_posts_own_is_left_out_and_told() {
    let events = Post::new(1).entries(3);
    let mut bytes = events[1].bytes().to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    let forged = Envelope::stored(events[1].id(), &bytes).unwrap();
    let from = journal_of(&[vec![events[0].clone(), forged, events[2].clone()]]);
    let report = verify_bundle(&bundle(from.path(), Since::Beginning)).unwrap();
    let found: Vec<_> = report.findings.iter().map(|f| (f.flaw.clone(), f.event.clone())).collect();
    assert_eq!(found, [(Flaw::Signature { number: 2 }, Some((Post::new(1).series(), 2)))]);
    assert!(!report.sound());
    let to = tempfile::tempdir().unwrap();
    let applied = apply(to.path(), &bundle(from.path(), Since::Beginning));
    assert_eq!((applied.new, applied.known, applied.forged), (2, 0, 1));
    assert!(matches!(applied.complaint("x"), Some(BundleError::Forged { count: 1, .. })));
    assert!(applied.first.to_string().contains(&events[1].id().short()), "{}", applied.first);
    assert_eq!(held(to.path()), ids_of(&[events[0].clone(), events[2].clone()]).into_iter().collect());
}

#[test]
fn what_says_it_unpacks_to_too_much_is_not_unpacked() {
    // A thousand megabytes of one byte, honestly sealed, as whoever has a key can.
    let from = journal_of(&[Post::new(1).entries(1)]);
    let whole = packed(from.path(), &packing(Since::Beginning));
    let bundle = Bundle::of_bytes("x", whole.clone()).unwrap();
    assert!(bundle.header().bytes < 100 * whole.len() as u64);
    // Many events of the same words compress best, and stay far from the bound.
    let many: Vec<Envelope> = {
        let mut post = Post::new(1);
        (0..200).map(|_| post.entry(&"雨".repeat(600))).collect()
    };
    let from = journal_of(&[many]);
    let whole = packed(from.path(), &packing(Since::Beginning));
    let header = Bundle::of_bytes("x", whole.clone()).unwrap();
    assert!(header.header().bytes > 10 * whole.len() as u64 && header.header().bytes < 50 * whole.len() as u64);
    assert!(matches!(Bundle::of_bytes("x", b"qzbund".to_vec()), Err(BundleError::NotABundle { .. })));
    let short = Bundle::of_bytes("x", whole[..whole.len() - 9].to_vec()).unwrap().check().unwrap_err();
    assert!(matches!(short, BundleError::Damaged { what: Spoilt::Short | Spoilt::Packing, .. }), "{short}");
}

/// A laptop put back from an image, whose post goes on writing: what it wrote before comes back in a bundle.
#[test]
fn a_post_that_is_writing_turns_to_a_new_series_when_a_bundle_knows_more_of_the_old_one() {
    let (image, lost) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let stamp = Stamp { now: T0, offset_ms: None, quality: Quality::Virtual };
    let write = |journal: &Journal, scribe: &mut Scribe, words: &str| {
        let signed = scribe.sign_payload(stamp, "值班员", words.as_bytes()).unwrap();
        let place = (signed.header().incarnation, signed.header().seq);
        drop(journal.append([signed]).unwrap().wait().unwrap());
        place
    };
    drop(open(lost.path()));
    drop(Identity::open(image.path(), &Realm::Test).unwrap());
    for name in ["post.key", "incarnation"] {
        std::fs::copy(image.path().join(name), lost.path().join(name)).unwrap();
    }
    {
        let (journal, _) = open(lost.path());
        let mut scribe = Scribe::open(lost.path(), &journal, Arc::new(Disk)).unwrap();
        write(&journal, &mut scribe, "{\"lost\":1}");
        write(&journal, &mut scribe, "{\"lost\":2}");
    }
    let file = lost.path().join("lost.qzb");
    std::fs::write(&file, packed(lost.path(), &packing(Since::Beginning))).unwrap();
    let (journal, _) = open(image.path());
    let mut scribe = Scribe::open(image.path(), &journal, Arc::new(Disk)).unwrap();
    let (first, _) = write(&journal, &mut scribe, "{\"after\":1}");
    let outrun = scribe.outrun();
    let told = Box::new(move |incarnation| {
        outrun.tell(incarnation);
    });
    let inbox = Inbox::start(&journal, Some(Writing { post: scribe.post(), outrun: told })).unwrap();
    let answer = hand_over(image.path(), &Bundle::open(&file).unwrap(), Duration::from_mins(1)).unwrap();
    assert_eq!(answer, HandedOver::Answered(Answer::Applied(counts(2, 0))));
    let (second, seq) = write(&journal, &mut scribe, "{\"after\":2}");
    assert!(second != first && seq == 1, "the old series is not continued");
    drop(inbox);
}

/// An answer that nobody fetched is removed after a day, and so is half of a bundle; what waits and what is fresh stays.
#[test]
fn the_inbox_keeps_nothing_that_nobody_asks_for() {
    let dir = journal_of(&[Post::new(1).entries(3)]);
    let inbox = dir.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH + Duration::from_hours(24);
    for (name, modified) in [("a.done", Some(old)), ("b.new", Some(old)), ("c.done", None), ("d.txt", Some(old))] {
        std::fs::write(inbox.join(name), "{}").unwrap();
        let file = std::fs::OpenOptions::new().write(true).open(inbox.join(name)).unwrap();
        modified.map_or(Ok(()), |at| file.set_modified(at)).unwrap();
    }
    let (journal, _) = open(dir.path());
    let taking = Inbox::start(&journal, None).unwrap();
    while inbox.join("a.done").exists() || inbox.join("b.new").exists() {
        std::thread::yield_now();
    }
    drop(taking);
    assert!(inbox.join("c.done").exists() && inbox.join("d.txt").exists());
}
