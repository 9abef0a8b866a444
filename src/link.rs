//! The console's side of the wire: exactly one socket to one hub. It calls, says who it is, keeps the two journals
//! equal, and calls again for ever when the line breaks.
//!
//! Nothing waits for it. What it knows is taken from it as a [`LinkView`] whenever somebody wants to draw it;
//! [`Options::wake`] says when that is worth while. Events that arrive go to the journal and take the same road from
//! there as one's own.

mod address;
mod backlog;
mod caller;
pub(crate) mod carriage;
pub(crate) mod carrier;
mod keep;
pub(crate) mod line;
mod pin;
mod shared;
mod tls;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::console::{Backlog, LinkState, SessionInfo};
use crate::domain::{Fix, PostId, Stream};
use crate::sync::{Account, Bye, Exceptions, Replica, Report, Secret, SeriesName, Store};

pub use address::{AddressError, HubAddress, PORT};
pub use pin::{NotAPin, Pin};
use shared::Shared;

/// What a link is told at its start.
#[derive(Clone)]
pub struct Options {
    /// The post's own name, for the hub's board.
    pub name: String,
    /// Who writes in this journal; nobody for one who only watches.
    pub post: Option<PostId>,
    /// What may be held here.
    pub streams: BTreeSet<Stream>,
    /// The hub's join secret, when it has one.
    pub secret: Option<Secret>,
    /// Bits per second each way that the link may use, when it is a thin one.
    pub budget: Option<u32>,
    /// A file to keep from where to go on, such as `link.json` beside the journal.
    pub keep: Option<PathBuf>,
    /// Called when the view has changed; must not block.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// Called for each own event that the hub now has, or will not take; must not block.
    pub report: Arc<dyn Fn(Report) + Send + Sync>,
    /// Called when the hub holds entries of this series that the journal does not: the post must write under a new
    /// incarnation from now on. Must not block.
    pub outrun: Arc<dyn Fn(SeriesName) + Send + Sync>,
}

impl Options {
    /// For a post of this name: the open stream, nothing kept, nobody woken.
    pub fn new(name: impl Into<String>, post: Option<PostId>) -> Self {
        Self {
            name: name.into(),
            post,
            streams: BTreeSet::from([Stream::Open]),
            secret: None,
            budget: None,
            keep: None,
            wake: Arc::new(|| {}),
            report: Arc::new(|_| {}),
            outrun: Arc::new(|_| {}),
        }
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Options({} {:?} {:?})", self.name, self.post, self.streams)
    }
}

/// What the link knows, as of now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LinkView {
    /// The state of the one connection.
    pub state: LinkState,
    /// Own events the hub does not have yet.
    pub backlog: Backlog,
    /// Own events the hub will not take: to be looked at by a person.
    pub parked: u64,
    /// What post and hub owed each other of this post's events when they last compared; `None` when they went on from
    /// where they were.
    pub account: Option<Account>,
    /// What came and was not taken, since the link began.
    pub exceptions: Exceptions,
    /// The hub's own name, once it said it.
    pub hub: Option<String>,
    /// The hub's fold, when it is another than this program's: the two may show different states.
    pub other_fold: Option<u32>,
    /// The hub's sessions, as it told them last; see [`Link::ask_sessions`].
    pub sessions: Vec<SessionInfo>,
    /// Moves when positions came: see [`Link::newer_fixes`].
    pub fixes: u64,
}

/// A running link. Dropping it ends it.
#[derive(Debug)]
pub struct Link {
    shared: Arc<Shared>,
    leave: watch::Sender<Option<Bye>>,
    task: JoinHandle<()>,
}

impl Link {
    /// Begins to call `hub` on `runtime`, for ever.
    pub fn start(runtime: &Handle, hub: HubAddress, replica: Arc<dyn Replica>, options: Options) -> Self {
        let shared = Arc::new(Shared::new(&options));
        let (leave, left) = watch::channel(None);
        let task = runtime.spawn(caller::call_for_ever(hub, replica, options, shared.clone(), left));
        Self { shared, leave, task }
    }

    /// What is known now.
    pub fn view(&self) -> LinkView {
        self.shared.view()
    }

    /// Positions of this post's own devices, on their way to the others. Newest per team; older ones are dropped.
    pub fn offer_fix(&self, fix: Fix) {
        self.shared.offer_fix(fix);
    }

    /// Positions that changed since version `since`, and the version to ask from next time.
    pub fn newer_fixes(&self, since: u64) -> (Vec<Fix>, u64) {
        self.shared.newer_fixes(since)
    }

    /// Asks the hub who is connected; the answer is in a later view.
    pub fn ask_sessions(&self) {
        self.shared.ask_sessions();
    }

    /// Takes leave of the hub and ends. What is on its way to the journal still arrives there.
    pub async fn stop(mut self) {
        self.leave.send_replace(Some(Bye::Stopping));
        // A task that panicked has ended too.
        drop((&mut self.task).await);
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.leave.send_replace(Some(Bye::Stopping));
    }
}

/// The head of `store` as somebody else sees it: only so that a link and a hub may hold it as `dyn`.
fn as_store(replica: &Arc<dyn Replica>) -> &dyn Store {
    &**replica
}
