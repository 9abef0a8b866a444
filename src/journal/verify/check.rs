//! The check itself: one record after the other, and in the end each series as a chain.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Finding, Flaw, Report};
use crate::domain::{EventId, Realm, Series};
use crate::envelope::{Envelope, Rejected};
use crate::journal::body::Body;
use crate::journal::dir;
use crate::journal::error::JournalError;
use crate::journal::index::Key;
use crate::journal::record::Record;
use crate::journal::segment::{Form, SegmentHeader, StoreId};
use crate::journal::store::StoreCheck;
use crate::limits::VERIFY_TOGETHER;

/// One event of a series: enough to hold its successor against it.
struct Seat {
    id: EventId,
    prev: EventId,
    path: Arc<PathBuf>,
    offset: u64,
}

pub(super) struct Check {
    pub(super) report: Report,
    pub(super) path: Arc<PathBuf>,
    seats: BTreeMap<Key, BTreeMap<u64, Vec<Seat>>>,
    /// Records whose signatures are checked together, with their offsets.
    unread: Vec<(Record, u64)>,
}

impl Check {
    pub(super) fn new(realm: &Realm, store_id: StoreId) -> Self {
        let (realm, store, findings) = (realm.clone(), StoreCheck::None, Vec::new());
        let report = Report { realm, store_id, segments: 0, records: 0, series: 0, snapshots: 0, store, findings };
        Self { report, path: Arc::default(), seats: BTreeMap::new(), unread: Vec::new() }
    }

    /// Notes what was found behind the records so far.
    pub(super) fn find_next(&mut self, offset: u64, event: Option<(Series, u64)>, flaw: Flaw) {
        self.settle();
        self.find(offset, event, flaw);
    }

    fn find(&mut self, offset: u64, event: Option<(Series, u64)>, flaw: Flaw) {
        self.report.findings.push(Finding { path: self.path.to_path_buf(), offset, event, flaw });
    }

    pub(super) fn segment(
        &mut self,
        path: Arc<PathBuf>,
        header: &SegmentHeader,
        body: Option<&Body>,
    ) -> Result<(), JournalError> {
        self.settle();
        let form = body.map_or(Form::Plain, Body::form);
        let (expected, found) = (header.bytes(form), dir::header_bytes(&dir::open(&path, false)?, &path)?);
        self.path = path;
        self.report.segments += 1;
        if let Some(at) = (0..expected.len()).find(|at| expected.get(*at) != found.get(*at)) {
            self.find(at as u64, None, Flaw::Header);
        }
        if let Some(at) = body.and_then(Body::unlisted) {
            self.find(at, None, Flaw::List);
        }
        Ok(())
    }

    /// Takes the next record; what is wrong with it is found with those that follow.
    pub(super) fn record(&mut self, record: Record, offset: u64) {
        self.unread.push((record, offset));
        if self.unread.len() >= VERIFY_TOGETHER {
            self.settle();
        }
    }

    /// Checks the records that wait.
    fn settle(&mut self) {
        let unread = std::mem::take(&mut self.unread);
        let bytes: Vec<&[u8]> = unread.iter().map(|(record, _)| record.envelope.bytes()).collect();
        for ((record, offset), verified) in unread.iter().zip(Envelope::verify_all(&bytes)) {
            self.settled(record, *offset, verified);
        }
    }

    fn settled(&mut self, record: &Record, offset: u64, verified: Result<Envelope, Rejected>) {
        let number = record.number;
        self.report.records += 1;
        let header = record.envelope.header();
        let event = || header.series().ok().map(|series| (series, header.seq));
        match verified {
            Ok(envelope) if envelope.id() == record.envelope.id() => {}
            Ok(_) => self.find(offset, event(), Flaw::Id { number }),
            Err(_) => self.find(offset, event(), Flaw::Signature { number }),
        }
        if header.realm != self.report.realm.to_string() {
            self.find(offset, event(), Flaw::Realm { number, found: header.realm.to_owned() });
        }
        let seats = self.seats.entry(Key::of(&header)).or_default().entry(header.seq).or_default();
        if seats.iter().any(|seat| seat.id == record.envelope.id()) {
            return self.find(offset, event(), Flaw::Twice { number });
        }
        seats.push(Seat { id: record.envelope.id(), prev: header.prev, path: self.path.clone(), offset });
    }

    pub(super) fn finish(mut self) -> Report {
        self.settle();
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
        let event = Some((series.clone(), *seq));
        let at = |seat: &Seat, flaw| Finding {
            path: seat.path.to_path_buf(),
            offset: seat.offset,
            event: event.clone(),
            flaw,
        };
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
