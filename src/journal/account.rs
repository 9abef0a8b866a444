//! What became of this journal's records with a hub, as far as the link's own note beside the journal tells
//! (`DIR/link.json`): before anybody was called, and beside whoever writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::segment::StoreId;
use super::{Journal, JournalError};
use crate::domain::{PostId, Seen, Series};
use crate::limits::{RESUME_FILE_BYTES_MAX, STORE_BATCH, STORE_BATCH_BYTES};
use crate::sync::{Account, Resume, Token};

/// `DIR/link.json`: from where the link goes on.
pub(super) fn note(dir: &Path, store: StoreId) -> Option<Resume> {
    let path = dir.join("link.json");
    let length = fs::metadata(&path).ok()?.len();
    let bytes = (length <= RESUME_FILE_BYTES_MAX).then(|| fs::read(&path).ok()).flatten()?;
    Token::read(&bytes).resume().filter(|resume| resume.store.0 == store.0).cloned()
}

/// An account in the making, record by record.
#[derive(Debug)]
pub(super) struct Counting {
    note: Resume,
    last: u64,
    unsent: u64,
    own: BTreeMap<Series, Seen>,
    /// The greatest sequence of each own series that the hub acknowledged.
    given: BTreeMap<Series, u64>,
}

impl Counting {
    /// Against what the note says.
    pub(super) fn new(note: Resume) -> Self {
        Self { note, last: 0, unsent: 0, own: BTreeMap::new(), given: BTreeMap::new() }
    }

    /// A record, in order of arrival; with its place when this post wrote it.
    pub(super) fn record(&mut self, number: u64, own: Option<(Series, u64)>) {
        self.last = number;
        let Some((series, seq)) = own else { return };
        let ahead = self.note.ahead.iter().any(|(first, last)| (*first..=*last).contains(&number));
        if number <= self.note.gave {
            let given = self.given.entry(series.clone()).or_default();
            *given = seq.max(*given);
        } else if !ahead {
            self.unsent += 1;
        }
        self.own.entry(series).or_default().insert(seq);
    }

    /// What the hub acknowledged and is not here: everything behind the last record, and what is lacking of this post's
    /// own series before what the hub has of it.
    pub(super) fn finish(self) -> Account {
        let behind = self.note.gave.saturating_sub(self.last);
        let lacking =
            |(series, last): (&Series, &u64)| last - self.own.get(series).map_or(0, |seen| seen.within(1, *last));
        Account { missing: behind + self.given.iter().map(lacking).sum::<u64>(), unsent: self.unsent }
    }
}

/// The account of a journal whose end was found missing when it was opened, still to be counted.
#[derive(Debug)]
pub struct Reckoning {
    journal: Journal,
    post: PostId,
    counting: Counting,
    upto: u64,
}

impl Journal {
    /// What `post` and its hub owe each other, when the end of the journal is missing and its link noted how far it went.
    /// Asked before the link takes anything down anew.
    pub fn reckoning(&self, post: PostId) -> Option<Reckoning> {
        let note = note(self.dir(), self.store_id()).filter(|_| self.end_is_missing())?;
        Some(Reckoning { journal: self.clone(), post, counting: Counting::new(note), upto: self.durable() })
    }
}

impl Reckoning {
    /// Counts: reads every record, a second for a million.
    pub fn count(self) -> Result<Account, JournalError> {
        let Self { journal, post, mut counting, upto } = self;
        let mut next = 1;
        while next <= upto {
            let records = journal.read(next, STORE_BATCH, STORE_BATCH_BYTES)?;
            for record in records.iter().take_while(|record| record.number <= upto) {
                let header = record.envelope.header();
                let own = header.series().ok().filter(|series| series.post == post);
                counting.record(record.number, own.map(|series| (series, header.seq)));
            }
            next = records.last().map_or(u64::MAX, |last| last.number + 1);
        }
        Ok(counting.finish())
    }
}
