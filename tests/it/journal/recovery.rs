//! Opening after the worst: cut, torn, flipped, zeroed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use qianzhi::envelope::Envelope;
use qianzhi::journal::{Flaw, Journal, Medium, Options, verify};

use super::post::{
    Post, copy, english, ids, ids_of, journal_of, killed, open, options, segments, unwitnessed, with_store,
};

const HEAD: usize = 60;

fn record_begin(segment: &[u8], event: &Envelope) -> usize {
    segment.windows(event.bytes().len()).position(|w| w == event.bytes()).unwrap() - HEAD
}

fn spoil(dir: &Path, segment: usize, change: impl FnOnce(&mut Vec<u8>)) -> PathBuf {
    let path = segments(dir)[segment].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    change(&mut bytes);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Opens what was spoilt: the ids that are left, and what was said.
fn reopen(dir: &Path) -> (Vec<qianzhi::domain::EventId>, Vec<String>) {
    let (journal, opened) = open(dir);
    (ids(&journal), english(&opened.found))
}

/// After any opening the journal must take events, and the next opening must find nothing new wrong.
fn goes_on(dir: &Path) {
    let before = {
        let (journal, _) = open(dir);
        let before = ids(&journal);
        assert!(journal.append(Post::new(77).entries(2)).unwrap().wait().unwrap().iter().all(|s| s.new));
        before
    };
    let (journal, _) = open(dir);
    assert_eq!(ids(&journal)[..before.len()], before);
    assert_eq!(ids(&journal).len(), before.len() + 2);
}

/// For a thousand openings in one test: what is on the disk after a power cut is spoilt by hand here.
#[derive(Debug)]
struct Unsynced;

impl Medium for Unsynced {
    fn sync(&self, _: &File) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_tail_that_is_cut_or_zeroed_at_any_byte_leaves_what_was_whole() {
    let events = Post::new(1).entries(6);
    let batches: Vec<_> = events.iter().map(|e| vec![e.clone()]).collect();
    let dir = journal_of(&batches);
    let whole = std::fs::read(&segments(dir.path())[0]).unwrap();
    let begins: Vec<_> = events.iter().map(|e| record_begin(&whole, e)).collect();
    let end = begins[5] + HEAD + events[5].bytes().len();
    let unsynced = Options { medium: Arc::new(Unsynced), ..options() };
    for cut in begins[4]..=end {
        let complete = if cut == end { 6 } else { begins.iter().filter(|b| **b <= cut).count() - 1 };
        for zeroed in [false, true] {
            spoil(dir.path(), 0, |bytes| {
                bytes.clone_from(&whole);
                if zeroed { bytes[cut..].fill(0) } else { bytes.truncate(cut) }
            });
            unwitnessed(dir.path());
            let (journal, opened) = Journal::open(dir.path(), &unsynced).unwrap();
            let (left, found) = (ids(&journal), english(&opened.found));
            // A record that ends in zeroes cannot be told from one that was zeroed there.
            let harmless = zeroed && whole[cut..end].iter().all(|b| *b == 0);
            let expected = if harmless { 6 } else { complete };
            assert_eq!(left, ids_of(&events[..expected]), "cut at {cut}, zeroed {zeroed}");
            // Nor can the zeroes at the beginning of a record be told from the zeroes that were there before it.
            let begin = begins.iter().copied().filter(|b| *b <= cut).max().unwrap();
            let torn = !harmless && cut != end && whole[begin..cut].iter().any(|b| *b != 0);
            assert_eq!(found.len(), usize::from(torn), "cut at {cut}, zeroed {zeroed}: {found:?}");
        }
    }
    goes_on(dir.path());
    assert!(verify(dir.path()).unwrap().sound());
}

#[test]
fn a_group_of_which_only_the_end_reached_the_disk_was_never_acknowledged() {
    let mut post = Post::new(1);
    let (kept, torn) = (post.entries(3), post.entries(4));
    let dir = journal_of(&[kept.clone(), torn.clone()]);
    killed(dir.path());
    spoil(dir.path(), 0, |bytes| {
        let begin = record_begin(bytes, &torn[1]);
        bytes[begin..begin + 20].fill(0);
    });
    let (left, found) = reopen(dir.path());
    assert_eq!(left, ids_of(&[&kept[..], &torn[..1]].concat()), "a prefix, though later records can be read");
    assert!(found.iter().any(|line| line.contains("power cut")), "{found:?}");
    let (_, again) = reopen(dir.path());
    assert!(again.is_empty(), "said once: {again:?}");
    goes_on(dir.path());
}

#[test]
fn a_flipped_bit_in_an_earlier_group_is_said_and_costs_that_record_alone() {
    let events = Post::new(1).entries(9);
    let dir = journal_of(&events.chunks(3).map(<[_]>::to_vec).collect::<Vec<_>>());
    let original = copy(dir.path());
    let whole = std::fs::read(&segments(dir.path())[0]).unwrap();
    let begin = record_begin(&whole, &events[1]);
    for at in (begin..begin + HEAD + events[1].bytes().len()).step_by(13) {
        let dir = copy(original.path());
        let path = spoil(dir.path(), 0, |bytes| bytes[at] ^= 0x40);
        let spoilt = std::fs::read(&path).unwrap();
        let (left, found) = reopen(dir.path());
        let expected = [&events[..1], &events[2..]].concat();
        assert_eq!(left, ids_of(&expected), "byte {at}");
        assert!(found.iter().any(|line| line.contains("damaged") && line.contains("seg-00000001.log")), "{found:?}");
        assert!(found.iter().any(|line| line.contains("2 to 2 are missing")), "{found:?}");
        let aside = path.with_file_name("seg-00000001.log.damaged-1");
        assert_eq!(std::fs::read(aside).unwrap(), spoilt, "the damaged file is kept as it was");
        // The hole stays said, the others keep their numbers, and the event can come again from a hub.
        let (journal, opened) = open(dir.path());
        assert!(english(&opened.found).iter().any(|line| line.contains("2 to 2 are missing")), "{:?}", opened.found);
        assert_eq!(journal.read(3, 1, 0).unwrap()[0].envelope, events[2]);
        let stored = journal.append(&events).unwrap().wait().unwrap();
        assert_eq!(stored[1].number, 10);
        assert!(stored[1].new && stored.iter().filter(|s| s.new).count() == 1);
    }
}

#[test]
fn a_lost_block_in_a_sealed_segment_costs_only_what_was_in_it() {
    let events = Post::new(1).entries(300);
    let dir = journal_of(&events.chunks(5).map(<[_]>::to_vec).collect::<Vec<_>>());
    assert!(segments(dir.path()).len() >= 3);
    spoil(dir.path(), 1, |bytes| bytes[12288..16384].fill(0));
    let (left, found) = reopen(dir.path());
    let all = ids_of(&events);
    let lost: Vec<_> = all.iter().filter(|id| !left.contains(id)).collect();
    assert!((3..=40).contains(&lost.len()), "{}", lost.len());
    let survivors: Vec<_> = all.iter().filter(|id| left.contains(id)).copied().collect();
    assert_eq!(left, survivors, "in order, nothing made up");
    assert!(found.iter().any(|line| line.contains("are missing")), "{found:?}");
    goes_on(dir.path());
}

#[test]
fn a_segment_that_is_gone_is_said() {
    let events = Post::new(1).entries(300);
    let dir = journal_of(&events.chunks(5).map(<[_]>::to_vec).collect::<Vec<_>>());
    std::fs::remove_file(&segments(dir.path())[1]).unwrap();
    let (left, found) = reopen(dir.path());
    assert!(left.len() < 300 && !left.is_empty());
    assert!(found.iter().any(|line| line.contains("are missing")), "{found:?}");
    assert!(!verify(dir.path()).unwrap().sound());
    goes_on(dir.path());
    let kept_aside = std::fs::read_dir(dir.path().join("wal")).unwrap().map(|e| e.unwrap().path());
    assert_eq!(kept_aside.filter(|p| p.extension().is_none_or(|e| e != "log")).count(), 0, "nothing to repair");
}

#[test]
fn both_headers_of_a_segment_can_be_known_from_another() {
    let events = Post::new(1).entries(300);
    let dir = journal_of(&events.chunks(5).map(<[_]>::to_vec).collect::<Vec<_>>());
    spoil(dir.path(), 1, |bytes| bytes[..8192].fill(0xee));
    let (left, found) = reopen(dir.path());
    assert_eq!(left, ids_of(&events));
    assert!(found.iter().any(|line| line.contains("a header was damaged")), "{found:?}");
    assert!(verify(dir.path()).unwrap().findings.is_empty());
}

#[test]
fn a_half_made_segment_is_swept_away() {
    let dir = journal_of(&[Post::new(1).entries(2)]);
    let half = dir.path().join("wal/seg-00000002.new");
    std::fs::write(&half, [0; 4096]).unwrap();
    assert_eq!(reopen(dir.path()).1, Vec::<String>::new());
    assert!(!half.exists());
}

#[test]
fn a_record_inside_an_event_is_not_taken_for_one() {
    // A post that puts the bytes of a whole record into its text, in the hope that a scan finds it there.
    let mut post = Post::new(1);
    let events = post.entries(2);
    let dir = journal_of(std::slice::from_ref(&events));
    let whole = std::fs::read(&segments(dir.path())[0]).unwrap();
    let begin = record_begin(&whole, &events[1]);
    let smuggled = &whole[begin..begin + HEAD + events[1].bytes().len()];
    let stamp =
        qianzhi::envelope::Stamp { now: super::post::T0, offset_ms: None, quality: qianzhi::clock::Quality::Virtual };
    let carrier = post.author.sign_payload(stamp, "", smuggled).unwrap();
    let other = journal_of(&[vec![events[0].clone()], vec![carrier.clone()]]);
    spoil(other.path(), 0, |bytes| {
        let begin = record_begin(bytes, &carrier);
        bytes[begin] ^= 1;
    });
    assert_eq!(reopen(other.path()).0, ids_of(&events[..1]));
}

#[test]
fn the_store_gives_back_what_a_segment_lost() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(60);
    {
        let (journal, _) = Journal::open(dir.path(), &with_store()).unwrap();
        for batch in events.chunks(4) {
            drop(journal.append(batch).unwrap().wait().unwrap());
        }
        assert!(journal.store_settled(Duration::from_mins(1)));
    }
    let original = copy(dir.path());
    // In the middle, and in the very last record, where it would pass for a tear.
    for lost in [20, 59] {
        let dir = copy(original.path());
        let segment = (0..segments(dir.path()).len())
            .find(|at| {
                let bytes = std::fs::read(&segments(dir.path())[*at]).unwrap();
                bytes.windows(64).any(|w| w == &events[lost].bytes()[..64])
                    && bytes.windows(events[lost].bytes().len()).any(|w| w == events[lost].bytes())
            })
            .unwrap();
        spoil(dir.path(), segment, |bytes| {
            let begin = record_begin(bytes, &events[lost]);
            bytes[begin + 70] ^= 2;
        });
        let (left, found) = reopen(dir.path());
        assert_eq!(left, ids_of(&events), "record {lost}");
        assert!(found.iter().any(|line| line.contains("1 records were taken from the store")), "{found:?}");
        assert!(!found.iter().any(|line| line.contains("missing")), "{found:?}");
        assert!(verify(dir.path()).unwrap().findings.is_empty());
        assert!(reopen(dir.path()).1.is_empty());
    }
}

/// The same choices for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// Never garbage, never a silent gap, always opens again (journal.md 4.7).
#[test]
fn whatever_is_done_to_the_segments_what_is_left_is_true_and_what_is_lost_is_said() {
    let events = Post::new(1).entries(260);
    let original = journal_of(&events.chunks(4).map(<[_]>::to_vec).collect::<Vec<_>>());
    let all = ids_of(&events);
    let options = Options { medium: Arc::new(Unsynced), ..options() };
    let (mut lossy, mut whole) = (0, 0);
    for seed in 0..80 {
        let mut dice = Dice(seed);
        let dir = copy(original.path());
        for _ in 0..=dice.below(3) {
            let segment = dice.below(segments(dir.path()).len());
            spoil(dir.path(), segment, |bytes| {
                let at = dice.below(bytes.len());
                match dice.below(4) {
                    0 => bytes[at] ^= 1 << dice.below(8),
                    1 => bytes[at & !4095..].iter_mut().take(4096).for_each(|b| *b = 0),
                    2 => bytes.truncate(at),
                    _ => drop(bytes.drain(at..at + dice.below(bytes.len() - at))),
                }
            });
        }
        let (left, found) = {
            let (journal, opened) = Journal::open(dir.path(), &options).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
            let new = journal.append(Post::new(9).entries(1)).unwrap().wait().unwrap();
            assert!(new[0].new, "seed {seed}");
            let mut left = ids(&journal);
            assert_eq!(left.pop(), Some(new[0].id), "seed {seed}");
            (left, opened.found)
        };
        let mut rest = all.iter();
        assert!(
            left.iter().all(|id| rest.any(|other| other == id)),
            "seed {seed}: something else, or in another order"
        );
        // A tail that ends between two records looks as if nothing more had ever been written.
        if left[..] == all[..left.len()] {
            whole += 1;
        } else {
            lossy += 1;
            assert!(english(&found).iter().any(|line| line.contains("missing")), "seed {seed}: {found:?}");
        }
        let (again, second) = Journal::open(dir.path(), &options).unwrap();
        assert_eq!(ids(&again).len(), left.len() + 1, "seed {seed}: {found:?} {:?}", second.found);
        let report = verify(dir.path()).unwrap();
        let serious = report.findings.iter().filter(|f| !matches!(f.flaw, Flaw::Missing { .. }) && !f.flaw.pending());
        assert_eq!(serious.filter(|f| f.flaw != Flaw::Header).count(), 0, "seed {seed}: {:?}", report.findings);
    }
    assert!(lossy > 25 && whole > 5, "the dice fell badly: {lossy} {whole}");
}
