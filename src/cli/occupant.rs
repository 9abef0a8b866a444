//! Who sits at a post: kept beside its journal, so that the next start knows whom it has before it, and another start
//! under the same login can say who has the post.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};

use super::failure::Failure;
use crate::clock::{At, Span, wall};
use crate::console::Model;
use crate::journal::replace_whole;
use crate::limits::SEAT_BYTES_MAX;

/// How often it is noted that somebody is still there.
const NOTED_EVERY: Span = Span::minutes(1);

/// What is kept. Times are the machine's, in ms.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Occupant {
    /// The post's name, when it was given one here.
    pub(super) post: String,
    /// Who signed in last.
    pub(super) person: String,
    /// With which role.
    pub(super) role: String,
    /// Since when.
    pub(super) since: Option<i64>,
    /// When a key was last pressed.
    pub(super) touched: Option<i64>,
}

impl Occupant {
    /// What the journal's directory says; nobody when it says nothing that can be read.
    pub(super) fn read(journal: &Path) -> Self {
        let path = path(journal);
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(SEAT_BYTES_MAX).read_to_end(&mut bytes));
        match read.map(|_| serde_json::from_slice(&bytes)) {
            Ok(Ok(seat)) => seat,
            Ok(Err(error)) => unread(&path, &error),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(error) => unread(&path, &error),
        }
    }

    /// Whether nobody knows who is there: nobody signed in, or no key was pressed for so many minutes; 0 trusts for ever.
    pub(super) fn is_empty_for(&self, minutes: u32, now: At) -> bool {
        let idle = self.touched.map(|touched| now - At(touched));
        let known =
            minutes == 0 || idle.is_some_and(|idle| (Span::ZERO..=Span::minutes(minutes.into())).contains(&idle));
        self.person.is_empty() || !known
    }

    fn write(&self, journal: &Path) {
        let path = path(journal);
        let written = serde_json::to_vec(self)
            .map_err(std::io::Error::from)
            .and_then(|bytes| replace_whole(&path, &bytes).map_err(std::io::Error::other));
        if let Err(error) = written {
            tracing::warn!(path = %path.display(), %error, "who sits here is not kept");
        }
    }
}

fn path(journal: &Path) -> PathBuf {
    journal.join("seat.json")
}

fn unread(path: &Path, error: &dyn std::fmt::Display) -> Occupant {
    tracing::warn!(path = %path.display(), %error, "who sat here last cannot be read");
    Occupant::default()
}

/// Keeps who sits here, on a thread of its own: nobody at the keys waits for the disk.
pub(super) struct OccupantKeeper {
    kept: Occupant,
    /// When a key was last pressed, by the console's clock: another than the machine's in a drill.
    pressed: At,
    changed: SyncSender<Occupant>,
    thread: JoinHandle<()>,
}

impl OccupantKeeper {
    /// Keeps what follows on `seat`.
    pub(super) fn start(journal: &Path, seat: Occupant, model: &Model) -> Result<Self, Failure> {
        let (changed, seats) = sync_channel(1);
        let journal = journal.to_owned();
        let thread = std::thread::Builder::new()
            .name("seat".to_owned())
            .spawn(move || keep(&journal, &seats))
            .map_err(Failure::Thread)?;
        Ok(Self { kept: seat, pressed: model.touched, changed, thread })
    }

    /// Looks who is there. While the thread is busy the next look tells it.
    pub(super) fn look(&mut self, model: &Model) {
        let now = self.now(model);
        let noted = |seat: &Occupant| seat.touched.unwrap_or_default();
        let same = (&now.person, &now.role, &now.post) == (&self.kept.person, &self.kept.role, &self.kept.post);
        if same && Span(noted(&now) - noted(&self.kept)) < NOTED_EVERY {
            return;
        }
        if self.changed.try_send(now.clone()).is_ok() {
            (self.kept, self.pressed) = (now, model.touched);
        }
    }

    /// Keeps the last of it and ends.
    pub(super) fn stop(self, model: &Model) {
        let now = self.now(model);
        if now != self.kept {
            drop(self.changed.send(now));
        }
        drop(self.changed);
        drop(self.thread.join());
    }

    fn now(&self, model: &Model) -> Occupant {
        let mut seat = self.kept.clone();
        let wall = wall();
        if model.touched != self.pressed || seat.touched.is_none() {
            seat.touched = Some(wall.0);
        }
        model.post.name.clone_into(&mut seat.post);
        if (&seat.person, &seat.role) != (&model.post.operator, &model.role) || seat.since.is_none() {
            model.post.operator.clone_into(&mut seat.person);
            model.role.clone_into(&mut seat.role);
            seat.since = Some(wall.0);
        }
        seat
    }
}

fn keep(journal: &Path, seats: &Receiver<Occupant>) {
    for seat in seats {
        seat.write(journal);
    }
}
