//! The hub for whose consoles a drill is played.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use tokio::runtime::Runtime;

use crate::cli::calling::Calling;
use crate::cli::exercise::Exercise;
use crate::cli::failure::Failure;
use crate::clock::monotonic;
use crate::console::LinkState;
use crate::domain::{PostId, Stream};
use crate::journal::Journal;
use crate::limits::{DRILL_DELIVERY, LINK_GOODBYE};
use crate::link::{HubAddress, Link, LinkView, Options};
use crate::text::tell::Both;

/// How often the drill's end is looked for while the link is quiet.
const LOOK: Duration = Duration::from_millis(100);

/// A link that carries a drill to its players and back.
pub(super) struct Party {
    hub: HubAddress,
    link: Arc<Link>,
    tasks: Runtime,
    bell: Receiver<()>,
}

impl Party {
    /// Begins to call `hub`. What any seat records goes there; what is shown as this post's own is the controller's.
    pub(super) fn call(calling: &Calling, journal: &Journal, post: PostId, name: &str) -> Result<Self, Failure> {
        let tasks = Runtime::new().map_err(Failure::Thread)?;
        let (ring, bell) = sync_channel(1);
        let mut options = Options::new(name, Some(post));
        options.streams.insert(Stream::Control);
        options.keep = Some(journal.dir().join("link.json"));
        // A bell that is already rung says the same.
        options.wake = Arc::new(move || ring.try_send(()).unwrap_or_default());
        let link = Arc::new(calling.link(tasks.handle(), Arc::new(journal.clone()), options));
        Ok(Self { hub: calling.hub.clone(), link, tasks, bell })
    }

    /// For positions.
    pub(super) fn link(&self) -> Arc<Link> {
        self.link.clone()
    }

    /// Waits until the drill has ended and the hub has it. A hub that will not have this drill ends it.
    pub(super) fn play(self, exercise: Exercise) -> Result<(), Failure> {
        while !exercise.is_over() {
            self.willing()?;
            self.bell.recv_timeout(LOOK).ok();
        }
        exercise.play_out()?;
        let deadline = monotonic() + DRILL_DELIVERY;
        loop {
            self.willing()?;
            let LinkView { state, backlog, .. } = self.link.view();
            let up = matches!(state, LinkState::Up { .. });
            if up && backlog.count == 0 {
                break;
            }
            if deadline.saturating_duration_since(monotonic()).is_zero() {
                let why = if let LinkState::Calling { why, .. } = state { why } else { Both::default() };
                let count = usize::try_from(backlog.count).unwrap_or(usize::MAX);
                return Err(Failure::Undelivered { hub: self.hub.to_string(), count, why });
            }
            self.bell.recv_timeout(LOOK).ok();
        }
        if let Some(link) = Arc::into_inner(self.link) {
            drop(self.tasks.block_on(async { tokio::time::timeout(LINK_GOODBYE, link.stop()).await }));
        }
        Ok(())
    }

    fn willing(&self) -> Result<(), Failure> {
        match self.link.view().state {
            LinkState::Refused { why } => Err(Failure::HubRefused { hub: self.hub.to_string(), why }),
            _ => Ok(()),
        }
    }
}
