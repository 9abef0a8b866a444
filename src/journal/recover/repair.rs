//! A damaged segment, made anew of what can be read and what the store still has.

use std::collections::BTreeMap;

use crate::journal::error::{Doing, JournalError, Naming};
use crate::journal::index::Segment;
use crate::journal::record::{Record, RecordRef};
use crate::journal::segment::{Frame, draft, seal};
use crate::journal::window::Window;

/// What a damaged segment is made of anew.
pub(super) struct Repair {
    /// Everything before the damage, header included.
    before: Vec<u8>,
    /// Records behind it.
    pub(super) kept: Vec<Kept>,
    /// Records that the store has.
    pub(super) rescued: BTreeMap<u64, Record>,
}

pub(super) struct Kept {
    pub(super) number: u64,
    pub(super) group: u64,
    bytes: Vec<u8>,
}

impl Repair {
    pub(super) fn read(segment: &Segment, offset: u64, mut last: u64) -> Result<Self, JournalError> {
        let Segment { path, body, header } = segment;
        let mut before = vec![0; usize::try_from(offset).unwrap_or(0)];
        body.read_exact(&mut before, 0).naming(Doing::Read, path)?;
        let mut window = Window::new(body, header.seed());
        let mut kept = Vec::new();
        let mut at = window.search(offset).naming(Doing::Read, path)?;
        while let Some(offset) = at {
            let frame = window.frame_at(offset).naming(Doing::Read, path)?;
            let good = frame.filter(|f| f.number > last && RecordRef::read(f).is_ok());
            let step = good.map_or(1, |frame| {
                last = frame.number;
                kept.push(Kept::of(&frame, header.seed()));
                frame.len() as u64
            });
            at = window.search(offset + step).naming(Doing::Read, path)?;
        }
        Ok(Self { before, kept, rescued: BTreeMap::new() })
    }

    pub(super) fn bytes(self, segment: &Segment) -> Vec<u8> {
        let seed = segment.header.seed();
        let mut records: BTreeMap<u64, Vec<u8>> = self.kept.into_iter().map(|k| (k.number, k.bytes)).collect();
        for (number, record) in self.rescued {
            let mut bytes = Vec::new();
            draft(&mut bytes, record.envelope.id(), record.envelope.bytes());
            seal(&mut bytes, seed, number, record.arrived, 0);
            records.entry(number).or_insert(bytes);
        }
        let mut out = self.before;
        out.extend(records.into_values().flatten());
        out
    }
}

impl Kept {
    fn of(frame: &Frame<'_>, seed: u32) -> Self {
        let mut bytes = Vec::with_capacity(frame.len());
        draft(&mut bytes, frame.id, frame.envelope);
        seal(&mut bytes, seed, frame.number, frame.arrived, frame.place);
        Self { number: frame.number, group: frame.group(), bytes }
    }
}
