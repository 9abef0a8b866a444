//! The store's thread: opens sled, follows the segments from where it stood, and begins anew when it must.

use std::path::Path;
use std::sync::Arc;

use super::trees::Trees;
use super::{Store, StoreState, contain, open};
use crate::journal::dir;
use crate::journal::shared::Shared;
use crate::limits::{STORE_BATCH, STORE_BATCH_BYTES, STORE_GATHER, STORE_REBUILDS_MAX};

/// The name of the store's thread. A panic of sled in it is caught and cured: a panic hook should let it pass.
pub const THREAD: &str = "qianzhi-store";

/// Follows until the journal closes.
pub(in crate::journal) fn follow(shared: &Arc<Shared>, store: &Store) {
    for _ in 0..STORE_REBUILDS_MAX {
        let outcome = open(&shared.dir, shared.store_id, &shared.bell).and_then(|trees| run(shared, store, trees));
        // Whoever is asking sled something is waited for; dropping it may panic as well.
        let closed = contain(|| {
            drop(store.put(None));
            Ok(())
        });
        match outcome.and(closed) {
            Ok(()) => return,
            Err(_) if shared.bell.stopped() => return,
            Err(why) => {
                tracing::warn!(dir = %shared.dir.display(), %why, "the store is set aside and built anew");
                store.set(StoreState::Opening, 0);
                if let Err(error) = set_aside(&shared.dir) {
                    return store.set(StoreState::Off(error), 0);
                }
            }
        }
    }
    store.set(StoreState::Off(format!("sled failed {STORE_REBUILDS_MAX} times; the last log lines say how")), 0);
}

/// Follows with an open store; an error is a reason to begin anew.
fn run(shared: &Arc<Shared>, store: &Store, trees: Trees) -> Result<(), String> {
    let mut applied = contain(|| trees.applied())?;
    let durable = shared.durable();
    if applied > durable {
        return Err(format!("it knows {applied} events, the segments {durable}"));
    }
    let mut rebuilding = applied == 0;
    drop(store.put(Some(trees)));
    loop {
        let durable = shared.durable();
        store.set(state(rebuilding, applied, durable), applied);
        if shared.bell.stopped() {
            return store.ask(Trees::flush);
        }
        if applied == durable {
            rebuilding = false;
            shared.bell.listen();
            shared.bell.linger(STORE_GATHER);
            continue;
        }
        // What the segments cannot give is theirs to report; the store goes round it.
        let records = shared.read(applied + 1, STORE_BATCH, STORE_BATCH_BYTES).map_err(|e| e.to_string())?;
        let Some(last) = records.last().map(|record| record.number) else {
            applied = durable;
            continue;
        };
        store.ask(|trees| trees.apply(&records))?;
        applied = last;
    }
}

fn state(rebuilding: bool, done: u64, of: u64) -> StoreState {
    if rebuilding && done < of { StoreState::Rebuilding { done, of } } else { StoreState::Following }
}

/// Renames sled's directory; only the newest bad one is kept.
fn set_aside(journal: &Path) -> Result<(), String> {
    let sled = dir::sled(journal);
    if !sled.exists() {
        return Ok(());
    }
    let aside = dir::aside(&sled, "bad");
    std::fs::rename(&sled, &aside).map_err(|e| format!("cannot set {} aside: {e}", sled.display()))?;
    let Ok(listing) = std::fs::read_dir(journal) else { return Ok(()) };
    for entry in listing.flatten() {
        let old = entry.file_name().to_str().is_some_and(|name| name.starts_with("sled.bad-")) && entry.path() != aside;
        if old && let Err(error) = std::fs::remove_dir_all(entry.path()) {
            tracing::warn!(path = %entry.path().display(), %error, "an old store could not be removed");
        }
    }
    Ok(())
}
