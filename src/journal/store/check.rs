//! Holding the store against the segments, when nobody has the journal open.

use std::collections::BTreeSet;
use std::path::Path;

use super::{STORE_THREAD, contain, open};
use crate::journal::reader::records;
use crate::journal::record::Record;
use crate::journal::segment::StoreId;
use crate::journal::{JournalError, dir};
use crate::limits::STORE_BATCH;

/// What was found of a store. It holds nothing that the segments do not, so no flaw of it is a loss.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreCheck {
    /// There is none.
    None,
    /// A process has it open, and nobody else can: that process shows its state.
    InUse,
    /// It cannot be opened or read; the next process that opens the journal builds it anew.
    Unreadable(String),
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
    look(dir, store, true)
}

/// How far the store of the journal in `dir` has come.
pub(in crate::journal) fn progress(dir: &Path, store: StoreId) -> Result<StoreCheck, JournalError> {
    look(dir, store, false)
}

fn look(dir: &Path, store: StoreId, compare: bool) -> Result<StoreCheck, JournalError> {
    if !dir::sled(dir).is_dir() {
        return Ok(StoreCheck::None);
    }
    let _lock = match dir::lock(dir) {
        Ok(lock) => lock,
        Err(JournalError::InUse { .. }) => return Ok(StoreCheck::InUse),
        Err(error) => return Ok(StoreCheck::Unreadable(error.to_string())),
    };
    // sled panics where others return errors, and a panic in a thread of this name is let pass.
    std::thread::scope(|scope| {
        let work = || read(dir, store, compare);
        let thread = std::thread::Builder::new().name(STORE_THREAD.into()).spawn_scoped(scope, work);
        let joined = thread.ok().and_then(|thread| thread.join().ok());
        joined.unwrap_or_else(|| Ok(StoreCheck::Unreadable("sled panicked".into())))
    })
}

fn read(dir: &Path, store: StoreId, compare: bool) -> Result<StoreCheck, JournalError> {
    let trees = match open(dir, store) {
        Ok(trees) => trees,
        Err(why) => return Ok(StoreCheck::Unreadable(why)),
    };
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
