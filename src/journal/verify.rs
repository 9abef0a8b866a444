//! Verifying a journal: every checksum, id, signature and chain, from the segments alone.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dir;
use super::error::JournalError;
use super::index::Key;
use super::reader::{Step, Walk};
use super::record::Record;
use super::segment::SegmentHeader;
use crate::domain::{EventId, Realm, Series};
use crate::envelope::Envelope;

/// What is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// One of the two headers of a segment was changed.
    Header,
    /// Bytes that are not a record, though something was written behind them.
    Changed,
    /// Arrival numbers that no record has.
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// The id beside an event is not the hash of its bytes.
    Id {
        /// The record's arrival number.
        number: u64,
    },
    /// The event does not carry its post's signature.
    Signature {
        /// The record's arrival number.
        number: u64,
    },
    /// The event belongs to another realm.
    Realm {
        /// The record's arrival number.
        number: u64,
        /// The realm it names.
        found: String,
    },
    /// An event names another one before it than the one that is here.
    Chain {
        /// Its series.
        series: Series,
        /// Its place in the series.
        seq: u64,
    },
    /// Different events claim one place of a series.
    Fork {
        /// Their series.
        series: Series,
        /// Their place in the series.
        seq: u64,
    },
    /// One event is there twice.
    Twice {
        /// The arrival number of the second.
        number: u64,
    },
    /// Events of a series that are not here, though later ones are: they may still come.
    Gap {
        /// Their series.
        series: Series,
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// Bytes at the very end that are not a record: a write that is under way, or that the power cut.
    Unfinished,
}

impl Flaw {
    /// Whether it is only something that has not arrived yet.
    pub fn pending(&self) -> bool {
        matches!(self, Self::Gap { .. } | Self::Unfinished)
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => write!(f, "one of the two segment headers was changed"),
            Self::Changed => write!(f, "the bytes here were changed or lost: they are not a record"),
            Self::Missing { first, last } => write!(f, "the records {first} to {last} are missing"),
            Self::Id { number } => write!(f, "record {number} was changed: its id is not the hash of its bytes"),
            Self::Signature { number } => write!(f, "record {number} does not carry its post's signature"),
            Self::Realm { number, found } => {
                write!(f, "record {number} belongs to another realm: {}", found.escape_debug())
            }
            Self::Chain { series, seq } => {
                write!(f, "event {seq} of {series} does not continue event {}: one of them was changed", seq - 1)
            }
            Self::Fork { series, seq } => write!(f, "{series} forked: different events claim the place {seq}"),
            Self::Twice { number } => write!(f, "record {number} holds an event that is here already"),
            Self::Gap { series, first, last } => {
                write!(f, "the events {first} to {last} of {series} are not here (yet)")
            }
            Self::Unfinished => write!(f, "an unfinished write: one is under way now, or the power cut it"),
        }
    }
}

/// A flaw, and where it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which segment.
    pub path: PathBuf,
    /// At which byte of it.
    pub offset: u64,
    /// What.
    pub flaw: Flaw,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} byte {}: {}", self.path.display(), self.offset, self.flaw)
    }
}

/// What verifying found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The journal's realm.
    pub realm: Realm,
    /// How many segments.
    pub segments: u64,
    /// How many records that could be read.
    pub records: u64,
    /// How many series.
    pub series: usize,
    /// In the order of the file; what shows only when all is read comes last.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing was changed, lost or forked; gaps may still be filled.
    pub fn sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.flaw.pending())
    }
}

/// Verifies the journal in `dir`, beside whoever writes it.
pub fn verify(dir: &Path) -> Result<Report, JournalError> {
    let mut walk = Walk::new(dir)?;
    let mut check = Check::new(walk.realm());
    loop {
        match walk.step()? {
            Step::Segment(path, header) => check.segment(path, &header)?,
            Step::Record(record, offset) => check.record(&record, offset),
            Step::Missing(first, last, offset) => check.find(offset, Flaw::Missing { first, last }),
            Step::Damage(offset) => check.find(offset, Flaw::Changed),
            Step::End(offset, unfinished) => {
                if unfinished {
                    check.find(offset, Flaw::Unfinished);
                }
                return Ok(check.finish());
            }
        }
    }
}

/// One event of a series: enough to hold its successor against it.
struct Seat {
    id: EventId,
    prev: EventId,
    path: Arc<PathBuf>,
    offset: u64,
}

struct Check {
    report: Report,
    path: Arc<PathBuf>,
    seats: BTreeMap<Key, BTreeMap<u64, Vec<Seat>>>,
}

impl Check {
    fn new(realm: &Realm) -> Self {
        let report = Report { realm: realm.clone(), segments: 0, records: 0, series: 0, findings: Vec::new() };
        Self { report, path: Arc::default(), seats: BTreeMap::new() }
    }

    fn find(&mut self, offset: u64, flaw: Flaw) {
        self.report.findings.push(Finding { path: self.path.to_path_buf(), offset, flaw });
    }

    fn segment(&mut self, path: Arc<PathBuf>, header: &SegmentHeader) -> Result<(), JournalError> {
        let (expected, found) = (header.bytes(), dir::header_bytes(&dir::open(&path, false)?, &path)?);
        self.path = path;
        self.report.segments += 1;
        if let Some(at) = (0..expected.len()).find(|at| expected.get(*at) != found.get(*at)) {
            self.find(at as u64, Flaw::Header);
        }
        Ok(())
    }

    fn record(&mut self, record: &Record, offset: u64) {
        let number = record.number;
        self.report.records += 1;
        match Envelope::verify(record.envelope.bytes()) {
            Ok(envelope) if envelope.id() == record.envelope.id() => {}
            Ok(_) => self.find(offset, Flaw::Id { number }),
            Err(_) => self.find(offset, Flaw::Signature { number }),
        }
        let header = record.envelope.header();
        if header.realm != self.report.realm.to_string() {
            self.find(offset, Flaw::Realm { number, found: header.realm.to_owned() });
        }
        let seats = self.seats.entry(Key::of(&header)).or_default().entry(header.seq).or_default();
        if seats.iter().any(|seat| seat.id == record.envelope.id()) {
            return self.find(offset, Flaw::Twice { number });
        }
        seats.push(Seat { id: record.envelope.id(), prev: header.prev, path: self.path.clone(), offset });
    }

    fn finish(mut self) -> Report {
        self.report.series = self.seats.len();
        for (key, seats) in &self.seats {
            chain(&key.series(&self.report.realm), seats, &mut self.report.findings);
        }
        self.report
    }
}

/// Holds each event of a series against the one before it.
fn chain(series: &Series, seats: &BTreeMap<u64, Vec<Seat>>, findings: &mut Vec<Finding>) {
    let mut before: (u64, &[Seat]) = (0, &[]);
    for (seq, here) in seats {
        let series = series.clone();
        let at = |seat: &Seat, flaw| Finding { path: seat.path.to_path_buf(), offset: seat.offset, flaw };
        if let Some(second) = here.get(1) {
            findings.push(at(second, Flaw::Fork { series: series.clone(), seq: *seq }));
        }
        for seat in here {
            let continues = match before {
                (0, _) if *seq == 1 => seat.prev == EventId::default(),
                (last, ids) if last + 1 == *seq => ids.iter().any(|other| other.id == seat.prev),
                _ => true,
            };
            if !continues {
                findings.push(at(seat, Flaw::Chain { series: series.clone(), seq: *seq }));
            }
        }
        if let (Some(seat), true) = (here.first(), before.0 + 1 < *seq) {
            findings.push(at(seat, Flaw::Gap { series, first: before.0 + 1, last: seq - 1 }));
        }
        before = (*seq, here);
    }
}
