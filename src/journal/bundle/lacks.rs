//! What another replica lacks, as far as its list tells.

use std::collections::BTreeSet;
use std::path::Path;

use super::ranges::{Ranges, Tally};
use crate::envelope::Header;
use crate::journal::index::Key;
use crate::journal::{JournalError, records};
use crate::sync::Check;

/// The other side's list, held against a journal.
///
/// A range of theirs whose end is here with the same id is here as theirs, because events are chained. Where the id
/// is another one the post forked inside the range, so all of it goes along; and so does every place of which this
/// side knows two events. What is sent twice harms nothing.
#[derive(Debug)]
pub(super) struct Lacks {
    theirs: Ranges,
    forked: BTreeSet<(Key, u64)>,
    /// Ranges of theirs, by their last sequence, whose end is here under another id.
    parted: BTreeSet<(Key, u64)>,
}

impl Lacks {
    /// Of a replica that has `theirs`, seen from the journal in `dir`.
    pub(super) fn new(dir: &Path, theirs: Ranges) -> Result<Self, JournalError> {
        let mut tally = Tally::default();
        let (mut forked, mut parted, mut agreed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for record in records(dir)? {
            let record = match record {
                Ok(record) => record,
                Err(JournalError::Damaged { .. }) => continue,
                Err(error) => return Err(error),
            };
            let (header, id) = (record.envelope.header(), record.envelope.id());
            let (key, seq) = (Key::of(&header), header.seq);
            if !tally.note(key, seq, id) {
                forked.insert((key, seq));
            }
            if let Some(range) = theirs.find(key, seq).filter(|range| range.last == seq) {
                let set = if range.check == Check::of(id) { &mut agreed } else { &mut parted };
                set.insert((key, seq));
            }
        }
        parted.retain(|place| !agreed.contains(place));
        Ok(Self { theirs, forked, parted })
    }

    /// Whether the other side may lack this event.
    pub(super) fn lacks(&self, header: &Header<'_>) -> bool {
        let key = Key::of(header);
        let has = self.theirs.find(key, header.seq).is_some_and(|range| !self.parted.contains(&(key, range.last)));
        !has || self.forked.contains(&(key, header.seq))
    }
}
