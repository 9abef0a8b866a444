//! What is half entered, kept beside the journal: a power cut costs no more than the last keys.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use super::failure::Failure;
use crate::console::{Drafts, Model};
use crate::journal::replace_whole;
use crate::limits::DRAFTS_BYTES_MAX;

/// Writes drafts as they change, on a thread of its own: nobody at the keys waits for the disk.
pub(super) struct DraftKeeper {
    kept: Drafts,
    changed: SyncSender<Drafts>,
    thread: JoinHandle<()>,
}

impl DraftKeeper {
    /// Takes up what the journal's directory holds, and keeps what follows.
    pub(super) fn start(journal: &Path, model: &mut Model) -> Result<Self, Failure> {
        let path = journal.join("drafts.json");
        let kept = read(&path);
        model.take_up(kept.clone());
        let (changed, drafts) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("drafts".to_owned())
            .spawn(move || keep(&path, &drafts))
            .map_err(Failure::Thread)?;
        Ok(Self { kept, changed, thread })
    }

    /// Looks whether anything is typed that is not kept. While the thread is busy the next look tells it.
    pub(super) fn look(&mut self, model: &Model) {
        let Some(now) = model.drafts().filter(|now| *now != self.kept) else { return };
        match self.changed.try_send(now.clone()) {
            Ok(()) | Err(TrySendError::Disconnected(_)) => self.kept = now,
            Err(TrySendError::Full(_)) => {}
        }
    }

    /// Keeps the last of it and ends. What was left behind on purpose is kept too: it was not recorded.
    pub(super) fn stop(mut self, model: &Model) {
        if let Some(now) = model.drafts().filter(|now| *now != self.kept) {
            self.kept = now.clone();
            drop(self.changed.send(now));
        }
        drop(self.changed);
        drop(self.thread.join());
    }
}

fn keep(path: &PathBuf, drafts: &Receiver<Drafts>) {
    for drafts in drafts {
        let kept = if drafts.is_empty() {
            std::fs::remove_file(path).or_else(|e| if e.kind() == ErrorKind::NotFound { Ok(()) } else { Err(e) })
        } else {
            serde_json::to_vec(&drafts)
                .map_err(Into::into)
                .and_then(|bytes| replace_whole(path, &bytes).map_err(std::io::Error::other))
        };
        if let Err(error) = kept {
            tracing::warn!(path = %path.display(), %error, "what is half entered is not kept");
        }
    }
}

/// What was kept; nothing when it cannot be read.
fn read(path: &Path) -> Drafts {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(DRAFTS_BYTES_MAX).read_to_end(&mut bytes));
    match read.map(|_| serde_json::from_slice(&bytes)) {
        Ok(Ok(drafts)) => drafts,
        Err(error) if error.kind() == ErrorKind::NotFound => Drafts::default(),
        Ok(Err(error)) => unread(path, &error),
        Err(error) => unread(path, &error),
    }
}

fn unread(path: &Path, error: &dyn std::fmt::Display) -> Drafts {
    tracing::warn!(path = %path.display(), %error, "what was half entered cannot be read");
    Drafts::default()
}
