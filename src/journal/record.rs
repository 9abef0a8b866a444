//! A record as it is handed out.

use super::error::JournalError;
use super::index::Span;
use super::segment::Frame;
use crate::clock::At;
use crate::domain::{Event, EventId};
use crate::envelope::{Envelope, Header, Malformed};

/// One durable event of this replica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Local arrival number, from 1.
    pub number: u64,
    /// When it arrived here, by the journal's clock.
    pub arrived: At,
    /// The event as it was signed.
    pub envelope: Envelope,
}

/// One durable event, borrowed from a segment while it is scanned.
#[derive(Clone, Copy, Debug)]
pub struct RecordRef<'a> {
    /// Local arrival number, from 1.
    pub number: u64,
    /// When it arrived here, by the journal's clock.
    pub arrived: At,
    /// The event's id.
    pub id: EventId,
    /// The fields of the envelope.
    pub header: Header<'a>,
    /// The envelope, verbatim.
    pub bytes: &'a [u8],
}

impl<'a> RecordRef<'a> {
    pub(super) fn read(frame: &Frame<'a>) -> Result<Self, Malformed> {
        let header = Header::read(frame.envelope)?;
        Ok(Self { number: frame.number, arrived: frame.arrived, id: frame.id, header, bytes: frame.envelope })
    }

    /// The event for the fold.
    pub fn event(&self) -> Event {
        self.header.event(self.id)
    }
}

impl Record {
    pub(super) fn read(frame: &Frame<'_>) -> Result<Self, Malformed> {
        let envelope = Envelope::stored(frame.id, frame.envelope)?;
        Ok(Self { number: frame.number, arrived: frame.arrived, envelope })
    }
}

/// Reads the records that lie one after the other in `bytes`, which are those of `span`.
pub(super) fn records(span: &Span, bytes: &[u8]) -> Result<Vec<Record>, JournalError> {
    let Span { segment, begin, count, .. } = span;
    let seed = segment.header.seed();
    let mut out = Vec::with_capacity(*count);
    let mut rest = bytes;
    while !rest.is_empty() {
        let record = Frame::read(rest, seed).and_then(|frame| Some((frame.len(), Record::read(&frame).ok()?)));
        let Some((length, record)) = record else {
            let offset = segment.body.in_file(begin + (bytes.len() - rest.len()) as u64);
            return Err(JournalError::Damaged { path: segment.path.clone(), offset });
        };
        out.push(record);
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(out)
}
