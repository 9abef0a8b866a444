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

/// Why following ended.
enum End {
    /// The journal closes.
    Closed,
    /// The store is of no use: begin anew.
    Broken(String),
    /// The segments cannot be followed; the store is not to blame.
    Stuck(String),
}

/// Follows until the journal closes.
pub(in crate::journal) fn follow(shared: &Arc<Shared>, store: &Store) {
    for _ in 0..STORE_REBUILDS_MAX {
        let end = match open(&shared.dir, shared.store_id, &shared.bell) {
            Ok(trees) => run(shared, store, trees),
            Err(why) => End::Broken(why),
        };
        // Whoever is asking sled something is waited for; dropping it may panic as well.
        let closed = contain(|| {
            drop(store.put(None));
            Ok(())
        });
        let why = match (end, closed) {
            (End::Stuck(why), _) => return store.set(StoreState::Off(why), 0),
            (End::Closed, Ok(())) => return,
            (End::Broken(why), _) | (End::Closed, Err(why)) => why,
        };
        if shared.bell.stopped() {
            return;
        }
        tracing::warn!(dir = %shared.dir.display(), %why, "the store is set aside and built anew");
        store.set(StoreState::Opening, 0);
        if let Err(why) = set_aside(&shared.dir) {
            return store.set(StoreState::Off(why), 0);
        }
    }
    store.set(StoreState::Off(format!("sled failed {STORE_REBUILDS_MAX} times; the log file says how")), 0);
}

/// Follows with an open store.
fn run(shared: &Arc<Shared>, store: &Store, trees: Trees) -> End {
    let mut applied = match begin(shared, &trees) {
        Ok(applied) => applied,
        Err(why) => return End::Broken(why),
    };
    let mut rebuilding = applied == 0;
    drop(store.put(Some(trees)));
    loop {
        let durable = shared.durable();
        store.set(state(rebuilding, applied, durable), applied);
        if shared.bell.stopped() {
            return store.ask(Trees::flush).map_or_else(End::Broken, |()| End::Closed);
        }
        if applied == durable {
            rebuilding = false;
            shared.bell.listen();
            shared.bell.linger(STORE_GATHER);
            continue;
        }
        let records = match shared.read(applied + 1, STORE_BATCH, STORE_BATCH_BYTES) {
            Ok(records) => records,
            Err(error) => return End::Stuck(error.to_string()),
        };
        if let Err(why) = store.ask(|trees| trees.apply(&records)) {
            return End::Broken(why);
        }
        applied = records.last().map_or(durable, |last| last.number);
    }
}

/// Where the store stands; an error when it is not a store of what the segments hold.
fn begin(shared: &Shared, trees: &Trees) -> Result<u64, String> {
    let (applied, durable) = (contain(|| trees.applied())?, shared.durable());
    if applied > durable {
        return Err(format!("it knows {applied} events, the segments {durable}"));
    }
    let of_store = contain(|| trees.id_of(applied))?;
    let of_segments = shared.one(applied).map_err(|e| e.to_string())?.map(|record| record.envelope.id());
    if of_segments.is_some() && of_store != of_segments {
        return Err(format!("its event {applied} is another one than the segments'"));
    }
    Ok(applied)
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
