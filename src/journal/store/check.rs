//! Holding the store against the segments, when nobody has the journal open.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::{STORE_THREAD, contain, open};
use crate::journal::reader::records;
use crate::journal::record::Record;
use crate::journal::segment::StoreId;
use crate::journal::{JournalError, dir};
use crate::limits::{STORE_BATCH, STORE_OPEN_WITHIN};
use crate::text::tell::{Both, both};

/// What was found of a store. It holds nothing that the segments do not, so no flaw of it is a loss.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreCheck {
    /// There is none.
    None,
    /// A process has it open, and nobody else can: that process shows its state.
    InUse,
    /// It cannot be opened or read; the next process that opens the journal builds it anew.
    Unreadable(Both),
    /// It was read.
    Read {
        /// It has taken in everything up to this arrival number.
        applied: u64,
        /// So many records of those differ from the segments'.
        differ: u64,
        /// The first of them.
        first: Option<u64>,
    },
}

/// Holds the store of the journal in `dir` against its segments, record by record.
pub(in crate::journal) fn check(dir: &Path, store: StoreId) -> Result<StoreCheck, JournalError> {
    look(dir, store, true, STORE_OPEN_WITHIN)
}

/// How far the store of the journal in `dir` has come.
pub(in crate::journal) fn progress(dir: &Path, store: StoreId) -> Result<StoreCheck, JournalError> {
    look(dir, store, false, STORE_OPEN_WITHIN)
}

/// Sled may take `within` for each thing it is asked.
fn look(dir: &Path, store: StoreId, compare: bool, within: Duration) -> Result<StoreCheck, JournalError> {
    if !dir::sled(dir).is_dir() {
        return Ok(StoreCheck::None);
    }
    let _lock = match dir::lock(dir) {
        Ok(lock) => lock,
        Err(JournalError::InUse { .. }) => return Ok(StoreCheck::InUse),
        Err(error) => return Ok(StoreCheck::Unreadable(Both::of(&error))),
    };
    let (tell, told) = sync_channel(1);
    let dir = dir.to_owned();
    // sled panics where others return errors, and a panic in a thread of this name is let pass; one that hangs is left.
    let work = move || {
        let alive = tell.clone();
        // Nobody may be waiting any more; and that it lives is said already when there is no room to say so.
        let found = read(&dir, store, compare, &|| drop(alive.try_send(None)));
        drop(tell.send(Some(found)));
    };
    if let Err(error) = std::thread::Builder::new().name(STORE_THREAD.into()).spawn(work) {
        return Ok(StoreCheck::Unreadable(both!("sled 得不到线程: {0}", "sled was given no thread: {0}", error)));
    }
    loop {
        match told.recv_timeout(within) {
            Ok(Some(found)) => return found,
            Ok(None) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(StoreCheck::Unreadable(super::PANICKED)),
            Err(RecvTimeoutError::Timeout) => {
                let within = within.as_secs_f32();
                let why = both!("sled 在 {within} s 内没有回答", "sled did not answer within {within} s");
                return Ok(StoreCheck::Unreadable(why));
            }
        }
    }
}

fn read(dir: &Path, store: StoreId, compare: bool, alive: &dyn Fn()) -> Result<StoreCheck, JournalError> {
    let trees = match open(dir, store) {
        Ok(trees) => trees,
        Err(why) => return Ok(StoreCheck::Unreadable(why)),
    };
    alive();
    let applied = match contain(|| trees.applied()) {
        Ok(applied) => applied,
        Err(why) => return Ok(StoreCheck::Unreadable(why)),
    };
    let (mut differ, mut first, none) = (0, None, BTreeSet::new());
    let mut batch: Vec<Record> = Vec::new();
    let mut held = records(dir)?.filter_map(Result::ok).take_while(|record| compare && record.number <= applied);
    loop {
        batch.clear();
        batch.extend(held.by_ref().take(STORE_BATCH));
        let (Some(from), Some(to)) = (batch.first(), batch.last()) else { break };
        alive();
        let theirs = match contain(|| trees.records(from.number..=to.number, &none)) {
            Ok(theirs) => theirs,
            Err(why) => return Ok(StoreCheck::Unreadable(why)),
        };
        for record in &batch {
            if theirs.get(&record.number) != Some(record) {
                differ += 1;
                first = first.or(Some(record.number));
            }
        }
    }
    Ok(StoreCheck::Read { applied, differ, first })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store that never opens: the first read of its settings waits for a writer that does not come.
    #[test]
    fn a_store_that_hangs_is_told_and_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir::sled(dir.path())).unwrap();
        let conf = dir::sled(dir.path()).join("conf");
        assert!(std::process::Command::new("mkfifo").arg(&conf).status().unwrap().success());
        let found = look(dir.path(), StoreId::default(), true, Duration::from_millis(50)).unwrap();
        let StoreCheck::Unreadable(why) = found else { panic!("{found:?}") };
        assert_eq!(why.to_string(), "sled did not answer within 0.05 s");
        // The thread that was left behind goes.
        drop(std::fs::OpenOptions::new().read(true).write(true).open(conf).unwrap());
    }
}
