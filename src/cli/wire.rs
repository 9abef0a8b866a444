//! What the link knows, carried to the console's loop.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Handle, Runtime};

use super::calling::Calling;
use super::failure::Failure;
use super::office::Teller;
use super::station::Station;
use crate::clock::monotonic;
use crate::console::{Account, Msg};
use crate::domain::Stream;
use crate::journal::Reckoning;
use crate::limits::LINK_GOODBYE;
use crate::link::{Link, LinkView, Options};
use crate::sync;

/// How often the age of the last heartbeat is looked at: the status line shows it in seconds.
const LOOK: Duration = Duration::from_secs(1);

/// A link, and the thread that tells of it.
pub(super) struct Wire {
    link: Arc<Link>,
    /// Ends the thread when dropped.
    ring: SyncSender<Ring>,
    thread: JoinHandle<()>,
}

/// Why the thread wakes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ring {
    /// The view has changed.
    Changed,
    /// Enough.
    End,
}

impl Wire {
    /// Calls `hub` for `station`, for ever, and tells `inbox` how it goes.
    pub(super) fn start(
        tasks: &Handle,
        hub: &Calling,
        name: &str,
        station: &Station,
        inbox: Teller,
    ) -> Result<Self, Failure> {
        let (ring, bell) = sync_channel(1);
        let wake = ring.clone();
        let journal = &station.journal;
        let mut options = Options::new(name, Some(station.scribe.post()));
        options.streams.insert(Stream::Control);
        options.keep = Some(journal.dir().join("link.json"));
        // A bell that is already rung says the same.
        options.wake = Arc::new(move || wake.try_send(Ring::Changed).unwrap_or_default());
        let (outrun, warned) = (station.scribe.outrun(), inbox.clone());
        options.outrun = Arc::new(move |series| {
            if outrun.tell(series.inc) {
                // A loop whose queue is full is told by the entry that it writes next.
                drop(warned.try_send(Msg::Outrun));
            }
        });
        let reckoning = journal.reckoning(station.scribe.post());
        let link = Arc::new(hub.link(tasks, Arc::new(journal.clone()), options));
        let told = link.clone();
        let thread = std::thread::Builder::new()
            .name("wire".to_owned())
            .spawn(move || {
                if let Some(reckoning) = reckoning {
                    reckon(reckoning, &inbox);
                }
                tell(&told, &bell, &inbox);
            })
            .map_err(Failure::Thread)?;
        Ok(Self { link, ring, thread })
    }

    /// Asks the hub who is connected.
    pub(super) fn ask_sessions(&self) {
        self.link.ask_sessions();
    }

    /// Takes leave of the hub, but does not wait for it for ever.
    pub(super) fn stop(self, tasks: &Runtime) {
        // The bell may be full of news; the thread looks again after each.
        self.ring.send(Ring::End).ok();
        drop(self.thread.join());
        if let Some(link) = Arc::into_inner(self.link) {
            drop(tasks.block_on(async { tokio::time::timeout(LINK_GOODBYE, link.stop()).await }));
        }
    }
}

/// What the journal lost of what the hub had acknowledged.
fn reckon(reckoning: Reckoning, inbox: &Teller) {
    match reckoning.count() {
        // A loop that is gone needs no word.
        Ok(account) => drop(inbox.send(said(account))),
        Err(error) => tracing::warn!(%error, "what the hub has and the journal lacks is not known"),
    }
}

fn said(sync::Account { missing, unsent }: sync::Account) -> Msg {
    Msg::Account(Account { missing, unsent })
}

fn tell(link: &Link, bell: &Receiver<Ring>, inbox: &Teller) {
    let mut last = LinkView::default();
    let mut looked = monotonic();
    loop {
        let view = link.view();
        let (fixes, seen) = link.newer_fixes(last.fixes);
        let news = [
            (view.state != last.state).then(|| Msg::Link(view.state.clone())),
            (view.backlog != last.backlog).then_some(Msg::Backlog(view.backlog)),
            view.account.filter(|_| view.account != last.account).map(said),
            (view.other_fold != last.other_fold).then_some(Msg::HubFold(view.other_fold)),
            (view.sessions != last.sessions).then(|| Msg::Sessions(view.sessions.clone())),
            (!fixes.is_empty()).then_some(Msg::Fixes(fixes)),
        ];
        if news.into_iter().flatten().any(|msg| inbox.send(msg).is_err()) {
            return;
        }
        last = LinkView { fixes: seen, ..view };
        match bell.recv_timeout(LOOK.saturating_sub(looked.elapsed())) {
            Ok(Ring::End) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(Ring::Changed) => {}
            Err(RecvTimeoutError::Timeout) => looked = monotonic(),
        }
    }
}
