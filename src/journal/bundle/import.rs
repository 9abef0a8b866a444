//! Applying a bundle to a journal: every event under the one rule.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::error::BundleError;
use super::header::BundleKind;
use super::read::Bundle;
use crate::domain::PostId;
use crate::envelope::Envelope;
use crate::journal::{Journal, JournalError, Ticket};
use crate::limits::{IMPORT_AHEAD, STORE_BATCH, STORE_BATCH_BYTES};
use crate::text::tell::{Both, both};

/// What came of a bundle.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Applied {
    /// Events that are here now and were not before.
    pub new: u64,
    /// Events that were here already.
    pub known: u64,
    /// Events that are not their posts' own, or of another realm; they were left out.
    pub forged: u64,
    /// The first of those: which, and why.
    pub first: Both,
}

impl Applied {
    /// What must be said although the rest was taken.
    pub fn complaint(&self, name: &str) -> Option<BundleError> {
        let forged = || BundleError::Forged { name: name.to_owned(), count: self.forged, first: self.first.clone() };
        (self.forged > 0).then(forged)
    }
}

/// A post that goes on writing while bundles are applied to its journal.
pub struct Writing {
    /// Which post.
    pub post: PostId,
    /// Is told, before it is stored, of an incarnation of the post of which a bundle holds what the journal does not:
    /// nothing more may be signed under it ([`crate::journal::Outrun`]).
    pub outrun: Box<dyn Fn(u64) + Send>,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writing({})", self.post.short())
    }
}

/// Applies a bundle; returns once everything in it is durable. Nothing is taken of a bundle that is not whole. On a full
/// disk what is urgent in it is taken, and the rest refused: apply it again when there is room.
pub fn import(journal: &Journal, bundle: &Bundle) -> Result<Applied, BundleError> {
    import_beside(journal, bundle, None)
}

/// The same while a post goes on writing.
pub fn import_beside(journal: &Journal, bundle: &Bundle, writing: Option<&Writing>) -> Result<Applied, BundleError> {
    let header = bundle.header();
    if header.realm != *journal.realm() {
        return Err(BundleError::Realm {
            name: bundle.name().to_owned(),
            found: header.realm.clone(),
            dir: journal.dir().to_owned(),
            wanted: journal.realm().clone(),
        });
    }
    bundle.check()?;
    let mut taking = Taking {
        journal,
        writing,
        applied: Applied::default(),
        unread: Vec::new(),
        bytes: 0,
        waiting: VecDeque::new(),
        full: None,
    };
    if header.kind == BundleKind::Events {
        let mut content = bundle.content()?;
        while let Some((offset, bytes)) = content.event()? {
            taking.event(offset, bytes)?;
        }
    }
    taking.send()?;
    while !taking.waiting.is_empty() {
        taking.settle()?;
    }
    taking.full.map_or(Ok(taking.applied), |full| Err(full.into()))
}

struct Taking<'a> {
    journal: &'a Journal,
    writing: Option<&'a Writing>,
    applied: Applied,
    /// Events whose signatures are checked together, by their place in the content.
    unread: Vec<(u64, Vec<u8>)>,
    bytes: usize,
    /// Batches on their way to the disk.
    waiting: VecDeque<Ticket>,
    /// Why something was left out.
    full: Option<JournalError>,
}

impl Taking<'_> {
    fn event(&mut self, offset: u64, bytes: &[u8]) -> Result<(), JournalError> {
        self.bytes += bytes.len();
        self.unread.push((offset, bytes.to_vec()));
        if self.unread.len() < STORE_BATCH && self.bytes < STORE_BATCH_BYTES { Ok(()) } else { self.send() }
    }

    /// Those that are what they say; the others are counted.
    fn signed(&mut self) -> Result<Vec<Envelope>, JournalError> {
        self.bytes = 0;
        let unread = std::mem::take(&mut self.unread);
        let bytes: Vec<&[u8]> = unread.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let mut batch = Vec::with_capacity(unread.len());
        for ((offset, _), verified) in unread.iter().zip(Envelope::verify_all(&bytes)) {
            let why = match verified {
                Ok(envelope) if envelope.header().realm == self.journal.realm().to_string() => {
                    self.heed(&envelope)?;
                    batch.push(envelope);
                    continue;
                }
                Ok(envelope) => {
                    let id = envelope.id().short();
                    both!("条目 {id} 属于别的域", "event {id} belongs to another realm")
                }
                Err(why) => Both::of(&why),
            };
            if self.applied.forged == 0 {
                self.applied.first = both!(
                    "第一条在内容的第 {offset} 字节处: {0}",
                    "the first at byte {offset} of the content: {0}",
                    why
                );
            }
            self.applied.forged += 1;
        }
        Ok(batch)
    }

    fn heed(&self, envelope: &Envelope) -> Result<(), JournalError> {
        let header = envelope.header();
        let Some(writing) = self.writing.filter(|writing| writing.post == header.post) else { return Ok(()) };
        let Ok(series) = header.series() else { return Ok(()) };
        let held = self.journal.find(&series, header.seq)?;
        if held.iter().all(|record| record.envelope.id() != envelope.id()) {
            (writing.outrun)(header.incarnation);
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), JournalError> {
        let signed = self.signed()?;
        if signed.is_empty() {
            return Ok(());
        }
        let (batch, rest) = self.journal.admitted(signed);
        self.full = self.full.take().or(rest.err());
        self.waiting.push_back(self.journal.append(batch)?);
        if self.waiting.len() > IMPORT_AHEAD { self.settle() } else { Ok(()) }
    }

    fn settle(&mut self) -> Result<(), JournalError> {
        if let Some(ticket) = self.waiting.pop_front() {
            for stored in ticket.wait()? {
                let count = if stored.new { &mut self.applied.new } else { &mut self.applied.known };
                *count += 1;
            }
        }
        Ok(())
    }
}
