//! The one who writes a post's own entries: signs them in the series that belongs to this boot, and turns to a new one
//! when a hub knows more of it than the journal does.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Identity, Journal, JournalError, Medium};
use crate::domain::{Fact, PostId};
use crate::envelope::{Author, Envelope, Malformed, Stamp};
use crate::text::tell::Tell;

/// Why an entry was not signed.
#[derive(Debug, thiserror::Error)]
pub enum Unsigned {
    /// It does not fit an envelope.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A new incarnation could not be begun, and the old one must not be continued.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Tells a [`Scribe`], from any thread, that somebody else holds more of a series than its journal.
#[derive(Clone, Debug, Default)]
pub struct Outrun(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
struct Told {
    /// What the scribe writes under now.
    incarnation: u64,
    outrun: bool,
    renewed: u64,
}

impl Outrun {
    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing more is signed under `incarnation`; whether that is the one the scribe writes under. One that it left is
    /// no news.
    pub fn tell(&self, incarnation: u64) -> bool {
        let mut told = self.told();
        let news = told.incarnation == incarnation && !told.outrun;
        told.outrun |= told.incarnation == incarnation;
        news
    }

    /// How often a new incarnation was begun because of it.
    pub fn renewed(&self) -> u64 {
        self.told().renewed
    }
}

/// Writes the open series of one post.
#[derive(Debug)]
pub struct Scribe {
    identity: Identity,
    author: Author,
    outrun: Outrun,
}

impl Scribe {
    /// The post of the journal in `dir`, which is open as `journal`: it goes on where the journal ends, or begins a new
    /// incarnation with the next entry when that end is known to be missing.
    pub fn open(dir: &Path, journal: &Journal, medium: Arc<dyn Medium>) -> Result<Self, JournalError> {
        let identity = Identity::open_on(dir, journal.realm(), medium)?;
        let series = identity.series_open.clone();
        let author = Author::new(identity.key.clone(), series.clone(), journal.tail(&series)?);
        let told = Told { incarnation: series.incarnation, outrun: journal.end_is_missing(), renewed: 0 };
        Ok(Self { identity, author, outrun: Outrun(Arc::new(Mutex::new(told))) })
    }

    /// Whose entries these are.
    pub fn post(&self) -> PostId {
        self.identity.post()
    }

    /// Which keys sign.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Where a link tells of what the hub knows.
    pub fn outrun(&self) -> Outrun {
        self.outrun.clone()
    }

    /// Signs a fact as the next of the series; it is recorded once the journal says so.
    pub fn sign(&mut self, stamp: Stamp, actor: &str, fact: &Fact) -> Result<Envelope, Unsigned> {
        self.heed()?;
        Ok(self.author.sign(stamp, actor, fact)?)
    }

    /// The same for a payload as it is.
    pub fn sign_payload(&mut self, stamp: Stamp, actor: &str, payload: &[u8]) -> Result<Envelope, Unsigned> {
        self.heed()?;
        Ok(self.author.sign_payload(stamp, actor, payload)?)
    }

    /// Turns to a new incarnation when this one was outrun. What failed is tried again with the next entry.
    fn heed(&mut self) -> Result<(), JournalError> {
        let mut told = self.outrun.told();
        if told.outrun {
            self.identity.renew()?;
            self.author.turn_to(self.identity.series_open.clone());
            told.incarnation = self.identity.series_open.incarnation;
            told.outrun = false;
            told.renewed += 1;
        }
        Ok(())
    }
}

impl Tell for Unsigned {
    fn zh(&self) -> String {
        match self {
            Self::Malformed(error) => error.zh(),
            Self::Journal(error) => error.zh(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{At, Quality};
    use crate::domain::Realm;
    use crate::journal::{Disk, Options};

    /// Without a thread of its own, a journal is durable when the call returns.
    #[test]
    fn a_series_that_was_outrun_is_never_continued_not_after_a_restart_either() {
        let dir = tempfile::tempdir().unwrap();
        let options = Options { store: false, writer: false, growth_bytes: 16 << 10, ..Options::of(Realm::Test) };
        let stamp = Stamp { now: At(1), offset_ms: None, quality: Quality::Unchecked };
        let write = |journal: &Journal, scribe: &mut Scribe| {
            let signed = scribe.sign_payload(stamp, "李明", b"{}").unwrap();
            let place = (signed.header().incarnation, signed.header().seq);
            drop(journal.append([signed]).unwrap().wait().unwrap());
            place
        };
        let (journal, _) = Journal::open(dir.path(), &options).unwrap();
        let mut scribe = Scribe::open(dir.path(), &journal, Arc::new(Disk)).unwrap();
        let (first, seq) = write(&journal, &mut scribe);
        assert_eq!((seq, write(&journal, &mut scribe), journal.durable()), (1, (first, 2), 2));
        let outrun = scribe.outrun();
        assert!(!outrun.tell(first ^ 1), "another incarnation is no news");
        assert_eq!(write(&journal, &mut scribe), (first, 3));
        assert!(outrun.tell(first) && !outrun.tell(first), "told once");
        let (second, seq) = write(&journal, &mut scribe);
        assert!(second != first && seq == 1 && outrun.renewed() == 1);
        assert!(!outrun.tell(first), "an old one is no news either");
        drop((journal, scribe));
        let (journal, _) = Journal::open(dir.path(), &options).unwrap();
        let mut scribe = Scribe::open(dir.path(), &journal, Arc::new(Disk)).unwrap();
        assert_eq!(write(&journal, &mut scribe), (second, 2), "under the same boot");
    }

    #[test]
    fn why_an_entry_is_not_signed_is_told_in_both_languages() {
        let errors = [
            Unsigned::Malformed(Malformed::Length(7)),
            Unsigned::Journal(JournalError::InUse { dir: "/T/A.1".into() }),
        ];
        crate::text::tell::tests::told(include_str!("scribe.rs"), "Unsigned", &errors);
    }
}
