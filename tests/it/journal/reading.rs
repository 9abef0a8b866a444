//! Beside a live console: reading, verifying, exporting.

use std::path::Path;
use std::sync::mpsc::sync_channel;

use qianzhi::domain::{EventId, Realm};
use qianzhi::envelope::Envelope;
use qianzhi::journal::{Flaw, Journal, JournalError, Record, export, records, verify};
use serde_json::Value;

use super::post::{Post, copy, ids_of, journal_of, open, segments};

#[test]
fn a_reader_follows_a_live_writer_through_its_rotations() {
    let dir = tempfile::tempdir().unwrap();
    let events = Post::new(1).entries(400);
    let (journal, _) = open(dir.path());
    let (path, total) = (dir.path().to_owned(), events.len());
    let (started, start) = sync_channel(1);
    let reader = std::thread::spawn(move || {
        let mut reader = records(&path).unwrap();
        assert!(reader.next().is_none(), "nothing is there yet");
        started.send(()).unwrap();
        let mut seen: Vec<EventId> = Vec::new();
        while seen.len() < total {
            // `None` is "nothing more yet".
            seen.extend(reader.next().map(|record| record.unwrap().envelope.id()));
        }
        assert!(reader.next().is_none());
        seen
    });
    start.recv().unwrap();
    for batch in events.chunks(3) {
        drop(journal.append(batch).unwrap().wait().unwrap());
    }
    assert!(segments(dir.path()).len() > 3);
    assert_eq!(reader.join().unwrap(), ids_of(&events));
    let report = verify(dir.path()).unwrap();
    assert_eq!((report.records, report.findings.len(), report.realm), (400, 0, Realm::Test));
}

#[test]
fn a_reader_goes_on_in_a_segment_that_was_repaired_meanwhile() {
    let mut post = Post::new(1);
    let events = post.entries(6);
    let dir = journal_of(&events.iter().map(|e| vec![e.clone()]).collect::<Vec<_>>());
    let mut reader = records(dir.path()).unwrap();
    assert_eq!(reader.by_ref().map(|r| r.unwrap().number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    let path = segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    let at = place(&bytes, &events[4]);
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let (journal, opened) = open(dir.path());
    assert!(!opened.found.is_empty());
    let new = post.entry("新");
    drop(journal.append([new.clone()]).unwrap().wait().unwrap());
    // The record at the place where the reader stood may have moved; what is new is found all the same.
    let seen: Vec<_> = reader.filter_map(Result::ok).map(|r| r.envelope.id()).collect();
    assert_eq!(seen.last(), Some(&new.id()));
}

#[test]
fn a_sealed_segment_that_ends_in_rubbish_is_said_once_and_passed() {
    let events = Post::new(1).entries(200);
    let dir = journal_of(&events.chunks(5).map(<[_]>::to_vec).collect::<Vec<_>>());
    let path = segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend(b"rubbish");
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(flaws(dir.path()), [Flaw::Changed]);
    assert_eq!(records(dir.path()).unwrap().filter_map(Result::ok).count(), 200);
    assert_eq!(open(dir.path()).1.records, 200);
    assert_eq!(flaws(dir.path()), []);
}

#[test]
fn what_is_no_journal_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let missing = records(&dir.path().join("nowhere")).unwrap_err().to_string();
    assert!(missing.contains("nowhere"), "{missing}");
    assert!(matches!(verify(dir.path()), Err(JournalError::NotAJournal { .. })));
    std::fs::write(dir.path().join("file"), "x").unwrap();
    let file = dir.path().join("file");
    assert!(matches!(verify(&file), Err(JournalError::NotAJournal { .. })));
    assert!(matches!(Journal::open(&file, &super::post::options()), Err(JournalError::NotAJournal { .. })));
}

#[test]
fn a_format_of_later_software_is_named() {
    let dir = journal_of(&[Post::new(1).entries(2)]);
    let path = &segments(dir.path())[0];
    let mut bytes = std::fs::read(path).unwrap();
    (bytes[9], bytes[4096 + 9]) = (9, 9);
    std::fs::write(path, bytes).unwrap();
    for error in [verify(dir.path()).unwrap_err(), Journal::open(dir.path(), &super::post::options()).unwrap_err()] {
        assert!(matches!(error, JournalError::Version { found: 9, .. }), "{error}");
        assert!(error.to_string().contains("newer qianzhi"), "{error}");
    }
}

fn flaws(dir: &Path) -> Vec<Flaw> {
    verify(dir).unwrap().findings.into_iter().map(|finding| finding.flaw).collect()
}

/// Where the bytes of each event are in the first segment.
fn place(segment: &[u8], event: &Envelope) -> usize {
    segment.windows(event.bytes().len()).position(|w| w == event.bytes()).unwrap()
}

#[test]
fn verify_finds_any_changed_byte_of_a_record_and_says_where() {
    let events = Post::new(1).entries(5);
    let dir = journal_of(std::slice::from_ref(&events));
    let path = segments(dir.path())[0].clone();
    let whole = std::fs::read(&path).unwrap();
    let begin = place(&whole, &events[2]) - 60;
    let length = 60 + events[2].bytes().len();
    for at in (begin..begin + length).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        std::fs::write(&path, &bytes).unwrap();
        let report = verify(dir.path()).unwrap();
        assert!(!report.sound(), "byte {at}");
        let found: Vec<_> = report.findings.iter().map(|f| (f.offset, f.flaw.clone())).collect();
        let series = Post::new(1).series();
        let expected = [
            (begin as u64, Flaw::Changed),
            ((begin + length) as u64, Flaw::Missing { first: 3, last: 3 }),
            ((begin + length) as u64, Flaw::Gap { series, first: 3, last: 3 }),
        ];
        assert_eq!(found, expected, "byte {at}");
        assert_eq!(report.records, 4);
        let sentence = report.findings[0].to_string();
        assert!(sentence.contains("seg-00000001.log") && sentence.contains(&begin.to_string()), "{sentence}");
    }
}

#[test]
fn verify_finds_a_changed_header_that_opening_can_do_without() {
    let dir = journal_of(&[Post::new(1).entries(2)]);
    let path = segments(dir.path())[0].clone();
    let whole = std::fs::read(&path).unwrap();
    for at in [0, 20, 4095, 4096, 4100, 8191] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(flaws(dir.path()), [Flaw::Header], "byte {at}");
        assert_eq!(open(dir.path()).1.records, 2, "byte {at}");
    }
}

#[test]
fn verify_finds_a_record_that_was_cut_out() {
    let events = Post::new(1).entries(5);
    let dir = journal_of(std::slice::from_ref(&events));
    let path = segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    let begin = place(&bytes, &events[2]) - 60;
    drop(bytes.drain(begin..begin + 60 + events[2].bytes().len()));
    std::fs::write(&path, bytes).unwrap();
    let found = flaws(dir.path());
    assert!(found.contains(&Flaw::Missing { first: 3, last: 3 }), "{found:?}");
    assert!(!verify(dir.path()).unwrap().sound());
}

#[test]
fn verify_finds_a_fork_and_calls_a_gap_pending() {
    let (mut one, mut other) = (Post::new(1), Post::new(1));
    let (a, b) = (one.entries(3), other.entry("分叉"));
    assert_ne!(a[0].id(), b.id());
    let forked = journal_of(&[vec![a[0].clone(), b, a[1].clone()]]);
    assert_eq!(flaws(forked.path()), [Flaw::Fork { series: one.series(), seq: 1 }]);
    assert!(!verify(forked.path()).unwrap().sound());
    let gap = journal_of(&[vec![a[0].clone(), a[2].clone()]]);
    assert_eq!(flaws(gap.path()), [Flaw::Gap { series: one.series(), first: 2, last: 2 }]);
    assert!(verify(gap.path()).unwrap().sound());
}

/// An envelope as a forger with write access to the disk would put it: checksums right, signature not.
fn forged(event: &Envelope, at: usize) -> Envelope {
    let mut bytes = event.bytes().to_vec();
    bytes[at] ^= 1;
    Envelope::stored(event.id(), &bytes).unwrap()
}

#[test]
fn verify_finds_what_was_changed_under_a_right_checksum() {
    let events = Post::new(1).entries(3);
    let signature = events[1].bytes().len() - 1;
    let dir = journal_of(&[vec![events[0].clone(), forged(&events[1], signature), events[2].clone()]]);
    assert_eq!(flaws(dir.path()), [Flaw::Signature { number: 2 }]);
    let found = verify(dir.path()).unwrap().findings.remove(0);
    assert_eq!(found.event, Some((Post::new(1).series(), 2)));
    assert!(found.to_string().contains("event 2 of "), "{found}");
    // A byte of the text, in the payload before the signature.
    let text = events[1].bytes().len() - 64 - 40;
    let dir = journal_of(&[vec![events[0].clone(), forged(&events[1], text), events[2].clone()]]);
    assert_eq!(flaws(dir.path()), [Flaw::Signature { number: 2 }]);
    // An honestly signed event under another's id.
    let mut post = Post::new(2);
    let (x, y) = (post.entry("甲"), post.entry("乙"));
    let swapped = Envelope::stored(x.id(), y.bytes()).unwrap();
    let dir = journal_of(&[vec![swapped]]);
    assert!(flaws(dir.path()).contains(&Flaw::Id { number: 1 }));
}

#[test]
fn verify_finds_an_event_that_continues_another_one() {
    // The same post wrote two first events; the second event here continues the one that is not here.
    let (mut one, mut other) = (Post::new(1), Post::new(1));
    let (first, _) = (one.entry("甲"), other.entry("乙"));
    let second = other.entry("丙");
    let dir = journal_of(&[vec![first, second]]);
    assert_eq!(flaws(dir.path()), [Flaw::Chain { series: one.series(), seq: 2 }]);
}

fn lines(dir: &Path) -> (String, Vec<Value>) {
    let mut out = Vec::new();
    let exported = export(dir, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(exported.records, lines.len() as u64);
    (text, lines)
}

#[test]
fn an_export_has_one_line_an_event_with_everything_that_was_signed() {
    let events = Post::new(1).entries(2);
    let dir = journal_of(std::slice::from_ref(&events));
    let (text, lines) = lines(dir.path());
    let header = events[1].header();
    let second = &lines[1];
    assert_eq!(second["number"], 2);
    assert_eq!(second["arrived"], super::post::T0.rfc3339());
    assert_eq!(second["id"], events[1].id().to_string());
    assert_eq!(second["prev"], events[0].id().to_string());
    assert_eq!((&second["post"], &second["seq"]), (&Value::from(header.post.to_string()), &Value::from(2)));
    assert_eq!((&second["realm"], &second["stream"]), (&Value::from("test"), &Value::from("open")));
    assert_eq!(second["payload"], serde_json::from_slice::<Value>(header.payload).unwrap());
    assert_eq!(second["actor"], "值班员");
    assert_eq!(lines[0]["prev"], Value::Null);
    assert_eq!(second["signature"], data_encoding::HEXLOWER.encode(header.signature));
    let order: Vec<_> = ["number", "arrived", "id", "post", "incarnation", "realm", "stream", "seq", "hlc", "recorded"]
        .iter()
        .map(|field| text.find(&format!("\"{field}\":")).unwrap())
        .collect();
    assert!(order.is_sorted(), "the order of the fields is stable");
}

#[test]
fn no_payload_breaks_its_line_or_steers_a_terminal() {
    let mut post = Post::new(1);
    let stamp =
        qianzhi::envelope::Stamp { now: super::post::T0, offset_ms: None, quality: qianzhi::clock::Quality::Virtual };
    let payloads: [&[u8]; 4] =
        ["{\n \"kind\": \"x/1\",\r\n\t\"data\": \"a\u{9b}31m\u{202e}b\"}".as_bytes(), b"not json", b"", b"\xff\xfe"];
    let events: Vec<_> = payloads.iter().map(|p| post.author.sign_payload(stamp, "甲\u{202e}", p).unwrap()).collect();
    let dir = journal_of(&[events]);
    let (text, lines) = lines(dir.path());
    assert_eq!(lines.len(), 4);
    let bad = |c: &char| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c);
    assert_eq!(text.chars().find(bad), None);
    assert_eq!(lines[0]["payload"]["data"], "a\u{9b}31m\u{202e}b");
    assert_eq!(lines[0]["actor"], "甲\u{202e}");
    assert_eq!(lines[1]["payload_hex"], "6e6f74206a736f6e");
    assert_eq!(lines[3]["payload_hex"], "fffe");
}

#[test]
fn an_export_passes_by_what_is_damaged_and_says_so() {
    let events = Post::new(1).entries(5);
    let dir = copy(journal_of(std::slice::from_ref(&events)).path());
    let path = segments(dir.path())[0].clone();
    let mut bytes = std::fs::read(&path).unwrap();
    let at = place(&bytes, &events[1]);
    bytes[at + 10] ^= 4;
    std::fs::write(&path, bytes).unwrap();
    let exported = export(dir.path(), &mut std::io::sink()).unwrap();
    assert_eq!((exported.records, exported.damaged.len()), (4, 1));
    let read: Vec<Result<Record, _>> = records(dir.path()).unwrap().collect();
    assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, true, true]);
}
