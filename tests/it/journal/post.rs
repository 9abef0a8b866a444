//! A post that writes, and journals of a size fit for tests.

use std::path::{Path, PathBuf};

use qianzhi::clock::{At, Clock, Quality};
use qianzhi::domain::{Entry, EventId, Fact, Realm, Series, Stream};
use qianzhi::envelope::{Author, Envelope, PostKey, Stamp};
use qianzhi::journal::{Journal, Opened, Options};
use qianzhi::text::tell::Both;

pub(crate) const T0: At = At(1_626_768_000_000);

pub(crate) struct Post {
    pub(crate) author: Author,
    written: i64,
}

impl Post {
    pub(crate) fn new(seed: u8) -> Self {
        Self::of(seed, Realm::Test)
    }

    pub(crate) fn of(seed: u8, realm: Realm) -> Self {
        let key = PostKey::from_seed([seed; 32]);
        let series = Series { post: key.post(), incarnation: 7, realm, stream: Stream::Open };
        Self { author: Author::new(key, series, None), written: 0 }
    }

    /// The first post, where the journal says that it stands.
    pub(crate) fn continuing(journal: &Journal) -> Self {
        let Self { author, .. } = Self::new(1);
        let last = journal.tail(author.series()).unwrap();
        let written = i64::try_from(last.map_or(0, |(seq, ..)| seq)).unwrap();
        let key = PostKey::from_seed([1; 32]);
        Self { author: Author::new(key, author.series().clone(), last), written }
    }

    pub(crate) fn series(&self) -> Series {
        self.author.series().clone()
    }

    pub(crate) fn write(&mut self, fact: &Fact) -> Envelope {
        self.written += 1;
        let stamp = Stamp { now: At(T0.0 + self.written * 1000), offset_ms: None, quality: Quality::Virtual };
        self.author.sign(stamp, "值班员", fact).unwrap()
    }

    pub(crate) fn entry(&mut self, text: &str) -> Envelope {
        self.entry_of(None, text)
    }

    pub(crate) fn entry_of(&mut self, incident: Option<EventId>, text: &str) -> Envelope {
        let means = qianzhi::domain::Means::Phone;
        self.write(&Fact::EntryLogged(Entry { incident, means, ..Entry::plain(text.to_owned(), T0) }))
    }

    /// So many entries of different lengths.
    pub(crate) fn entries(&mut self, count: usize) -> Vec<Envelope> {
        (0..count).map(|n| self.entry(&"雨".repeat(1 + n * 7 % 90))).collect()
    }
}

/// Small segments, no store.
pub(crate) fn options() -> Options {
    Options {
        clock: Clock::fixed(T0),
        segment_bytes: 40 << 10,
        growth_bytes: 16 << 10,
        reserve_bytes: 0,
        store: false,
        ..Options::of(Realm::Test)
    }
}

pub(crate) fn with_store() -> Options {
    Options { store: true, ..options() }
}

pub(crate) fn open(dir: &Path) -> (Journal, Opened) {
    Journal::open(dir, &options()).unwrap()
}

/// The ids of everything in the journal, in order of arrival.
pub(crate) fn ids(journal: &Journal) -> Vec<EventId> {
    let mut ids = Vec::new();
    let mut next = 1;
    loop {
        let records = journal.read(next, 100, 1 << 20).unwrap();
        let Some(last) = records.last() else { return ids };
        next = last.number + 1;
        ids.extend(records.iter().map(|record| record.envelope.id()));
    }
}

pub(crate) fn ids_of(envelopes: &[Envelope]) -> Vec<EventId> {
    envelopes.iter().map(Envelope::id).collect()
}

/// The segments, in order.
pub(crate) fn segments(dir: &Path) -> Vec<PathBuf> {
    let listing = std::fs::read_dir(dir.join("wal")).unwrap();
    let mut paths: Vec<_> =
        listing.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "log")).collect();
    paths.sort();
    paths
}

/// What was said, in English.
pub(crate) fn english(found: &[Both]) -> Vec<String> {
    found.iter().map(Both::to_string).collect()
}

/// Makes a journal in a fresh directory with these batches, each a group of its own, and closes it.
pub(crate) fn journal_of(batches: &[Vec<Envelope>]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path());
    for batch in batches {
        drop(journal.append(batch).unwrap().wait().unwrap());
    }
    dir
}

/// Makes a journal that was closed look like one whose process was killed: the witness knows no more than when the
/// newest segment was begun.
pub(crate) fn killed(journal: &Path) {
    let turn = |name: &str| {
        std::fs::read(journal.join(name)).map_or(0, |b| u64::from_be_bytes(*b[10..].first_chunk().unwrap()))
    };
    let newer = if turn("head.a") > turn("head.b") { "head.a" } else { "head.b" };
    std::fs::remove_file(journal.join(newer)).unwrap();
}

/// Takes the witness away.
pub(crate) fn unwitnessed(journal: &Path) {
    for head in ["head.a", "head.b"] {
        drop(std::fs::remove_file(journal.join(head)));
    }
}

/// A copy of a journal, to be spoilt.
pub(crate) fn copy(journal: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    copy_into(journal, to.path());
    to
}

pub(crate) fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
