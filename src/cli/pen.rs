//! A pen: signs facts for the post of a journal and hands them over, for commands that write without a console.

use std::path::Path;

use super::failure::Failure;
use crate::clock::Clock;
use crate::domain::{BuiltIn, Decided, EventId, Fact, Realm};
use crate::envelope::{Envelope, Stamp};
use crate::journal::{Journal, Options, Scribe, Ticket};
use crate::limits::FEED_BYTES_MAX;
use crate::sync::Account;
use crate::text::tell::both;

/// Signs entries and hands them to the journal.
pub(super) struct Pen {
    pub(super) journal: Journal,
    pub(super) scribe: Scribe,
    pub(super) clock: Clock,
    operator: String,
    /// Whether nothing was recorded yet: then the log takes the rules it counts by with its first entry.
    pub(super) begins: bool,
}

impl Pen {
    /// Opens the journal; what was not as it should be is said.
    pub(super) fn open(dir: &Path, realm: Option<Realm>, operator: String) -> Result<Self, Failure> {
        let options = Options { realm, store: false, ..Options::default() };
        let (journal, opened) = Journal::open(dir, &options)?;
        for found in &opened.found {
            super::failure::say(found);
        }
        let scribe = Scribe::open(dir, &journal, options.medium)?;
        if let Some(reckoning) = journal.reckoning(scribe.post()) {
            let Account { missing, unsent } = reckoning.count()?;
            let dir = dir.display();
            super::failure::say(&both!(
                "{dir}: 平台签收过而本机没有的: {missing}; 下次连上就回来; 还没有发的: {unsent}",
                "{dir}: missing here though a hub acknowledged them: {missing}; they come back with its next connection; never \
                 sent: {unsent}"
            ));
        }
        let begins = !journal.realm().is_drill() && journal.read(0, 1, FEED_BYTES_MAX)?.is_empty();
        Ok(Self { journal, scribe, clock: options.clock, operator, begins })
    }

    /// Hands what was decided over together; the id is that of the first.
    pub(super) fn record(&mut self, decided: &Decided) -> Result<(EventId, Ticket), Failure> {
        let adopts = std::mem::take(&mut self.begins)
            && !decided.facts.iter().any(|fact| matches!(fact, Fact::SetAdopted { .. }));
        let opening = adopts.then(|| Fact::SetAdopted { set: BuiltIn::newest().name(), after: Vec::new() });
        let payloads = || decided.payloads().chain(opening.iter().map(Fact::to_payload));
        self.journal.admits(payloads())?;
        let stamp = Stamp { now: self.clock.now(), offset_ms: None, quality: self.clock.quality() };
        let signed = payloads()
            .map(|said| self.scribe.sign_payload(stamp, &self.operator, &said))
            .collect::<Result<Vec<_>, _>>()?;
        let id = signed.first().map(Envelope::id).unwrap_or_default();
        Ok((id, self.journal.append(signed)?))
    }
}
