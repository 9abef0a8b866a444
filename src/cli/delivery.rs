//! What becomes of entries that a script posts: said once the hub has them.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use super::calling::Calling;
use super::failure::{Failure, say};
use super::output::Output;
use crate::clock::monotonic;
use crate::console::LinkState;
use crate::domain::EventId;
use crate::journal::{Journal, Scribe};
use crate::limits::LINK_GOODBYE;
use crate::link::{HubAddress, Link, LinkView, Options};
use crate::sync::Report;
use crate::text::tell::{Both, both};

/// A link that is asked which events the hub has.
pub(super) struct Delivery {
    hub: HubAddress,
    link: Link,
    tasks: Runtime,
    news: Arc<News>,
    /// Recorded here, and not said to be delivered.
    open: BTreeSet<EventId>,
}

/// What the link reported and nobody has taken.
#[derive(Default)]
struct News {
    reports: Mutex<Vec<Report>>,
    bell: Condvar,
}

impl News {
    fn lock(&self) -> MutexGuard<'_, Vec<Report>> {
        self.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Delivery {
    /// Begins to call `hub`.
    pub(super) fn start(hub: Calling, journal: &Journal, scribe: &Scribe, name: &str) -> Result<Self, Failure> {
        let tasks = Runtime::new().map_err(Failure::Thread)?;
        let news = Arc::new(News::default());
        let (reported, woken) = (news.clone(), news.clone());
        let mut options = Options::new(name, Some(scribe.post()));
        options.keep = Some(Path::join(journal.dir(), "link.json"));
        options.wake = Arc::new(move || woken.bell.notify_all());
        options.report = Arc::new(move |report| {
            reported.lock().push(report);
            reported.bell.notify_all();
        });
        let outrun = scribe.outrun();
        options.outrun = Arc::new(move |series| {
            outrun.tell(series.inc);
        });
        let link = hub.link(tasks.handle(), Arc::new(journal.clone()), options);
        Ok(Self { hub: hub.hub, link, tasks, news, open: BTreeSet::new() })
    }

    /// Waits for the word that `id` was delivered, from now on.
    pub(super) fn watch_for(&mut self, id: EventId) {
        self.open.insert(id);
    }

    /// Says what is known to be delivered, without waiting.
    pub(super) fn say(&mut self, output: &mut Output) -> Result<(), Failure> {
        let reports = std::mem::take(&mut *self.news.lock());
        self.say_of(reports, output)
    }

    /// Reports of events that are not said to be recorded yet are kept for later.
    fn say_of(&mut self, reports: Vec<Report>, output: &mut Output) -> Result<(), Failure> {
        let mut early = Vec::new();
        for report in reports {
            let id = match &report {
                Report::Delivered { id, .. } | Report::Parked { id, .. } => *id,
            };
            if !self.open.remove(&id) {
                early.push(report);
                continue;
            }
            match report {
                Report::Delivered { .. } => output.line(&format!("delivered {id}"))?,
                Report::Parked { why, .. } => return Err(Failure::Parked { id, why: Both::of(&why) }),
            }
        }
        self.news.lock().extend(early);
        output.flush()
    }

    /// Says `delivered ID` for everything that was recorded, and takes leave of the hub. What it does not have in
    /// time stays in the journal, for the next that calls it from there.
    pub(super) fn finish(mut self, within: Duration, output: &mut Output) -> Result<(), Failure> {
        let deadline = monotonic() + within;
        self.say(output)?;
        let told = self.delivered(deadline, output);
        if let Some(account) = self.link.view().account.filter(|account| account.missing > 0) {
            let (hub, missing) = (&self.hub, account.missing);
            say(&both!(
                "{hub}: 它签收过本席位的 {missing} 条而本机没有; 正从它取回",
                "{hub}: it had acknowledged {missing} entries of this post that were missing here; they come back from it"
            ));
        }
        told?;
        drop(self.tasks.block_on(async { tokio::time::timeout(LINK_GOODBYE, self.link.stop()).await }));
        Ok(())
    }

    fn delivered(&mut self, deadline: Instant, output: &mut Output) -> Result<(), Failure> {
        while !self.open.is_empty() {
            let LinkView { state, .. } = self.link.view();
            if let LinkState::Refused { why } = state {
                return Err(Failure::HubRefused { hub: self.hub.to_string(), why });
            }
            let left = deadline.saturating_duration_since(monotonic());
            if left.is_zero() {
                let why = if let LinkState::Calling { why, .. } = state { why } else { Both::default() };
                return Err(Failure::Undelivered { hub: self.hub.to_string(), count: self.open.len(), why });
            }
            let reports = self.news.lock();
            let known = reports.len();
            let woken = self.news.bell.wait_timeout_while(reports, left.min(LOOK), |reports| reports.len() == known);
            let reports = std::mem::take(&mut *woken.unwrap_or_else(PoisonError::into_inner).0);
            self.say_of(reports, output)?;
        }
        Ok(())
    }
}

/// How often the state of the link is looked at while nothing is reported.
pub(super) const LOOK: Duration = Duration::from_millis(200);
