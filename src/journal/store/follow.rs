//! The store's thread: opens sled, follows the segments from where it stood, and begins anew when it must.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::trees::Trees;
use super::{Store, StoreState, contain, open};
use crate::clock::monotonic;
use crate::journal::dir;
use crate::journal::medium::Medium;
use crate::journal::record::Record;
use crate::journal::shared::Shared;
use crate::journal::writer::Job;
use crate::limits::{
    SPACE_LOOK, STORE_BATCH, STORE_BATCH_BYTES, STORE_GATHER, STORE_LOOK, STORE_REBUILDS_MAX, STORE_SPACE_MIN,
};
use crate::text::tell::{Both, both};

/// The name of the store's thread. A panic of sled in it is caught and cured: a panic hook should let it pass.
pub const THREAD: &str = "qianzhi-store";

/// Why following ended.
enum End {
    /// The journal closes.
    Closed,
    /// The store is of no use: begin anew.
    Broken(Both),
    /// The segments cannot be followed; the store is not to blame.
    Stuck(Both),
}

/// What the thread begins with.
pub(in crate::journal) struct Beginning {
    /// The way to the writer for records that only the store still has; gone once that is settled.
    pub(in crate::journal) jobs: Option<SyncSender<Job>>,
    /// How long sled may take to open.
    pub(in crate::journal) within: Duration,
    /// Says how much room the disk has.
    pub(in crate::journal) medium: Arc<dyn Medium>,
}

/// Follows until the journal closes.
pub(in crate::journal) fn follow(shared: &Arc<Shared>, store: &Store, beginning: Beginning) {
    let _ended = store.ends();
    let Beginning { mut jobs, within, medium } = beginning;
    let mut rebuilds = 0;
    while rebuilds < STORE_REBUILDS_MAX {
        let end = match open_within(shared, within) {
            Ok(trees) => run(shared, store, trees, jobs.take()),
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
        if is_full(shared, &*medium) {
            // That is not sled's fault: it is opened again as it is, however often the disk fills.
            tracing::warn!(dir = %shared.dir.display(), %why, "the store waits for room on the disk");
            store.set(StoreState::Off(FULL), 0);
            while is_full(shared, &*medium) && !shared.bell.stopped() {
                shared.bell.linger(SPACE_LOOK);
            }
            store.set(StoreState::Opening, 0);
            continue;
        }
        rebuilds += 1;
        tracing::warn!(dir = %shared.dir.display(), %why, "the store is set aside and built anew");
        store.set(StoreState::Opening, 0);
        if let Err(why) = set_aside(&shared.dir) {
            return store.set(StoreState::Off(why), 0);
        }
    }
    store.set(
        StoreState::Off(both!(
            "sled 坏了 {STORE_REBUILDS_MAX} 次; 详见运行记录",
            "sled failed {STORE_REBUILDS_MAX} times; the log file says how"
        )),
        0,
    );
}

/// The store waits.
const FULL: Both = Both::words("磁盘已满; 腾出空间后自动恢复", "the disk is full; it comes back when there is room");

/// Whether there is too little room for sled, or for the segments, which come first.
fn is_full(shared: &Shared, medium: &dyn Medium) -> bool {
    let free = File::open(&shared.dir).and_then(|dir| medium.available(&dir));
    shared.left().is_some() || free.is_ok_and(|free| free < STORE_SPACE_MIN)
}

/// Opens sled in a thread of its own, which is left behind when sled hangs.
fn open_within(shared: &Arc<Shared>, within: Duration) -> Result<Trees, Both> {
    let (tell, told) = sync_channel(1);
    let (dir, store_id) = (shared.dir.clone(), shared.store_id);
    // It holds nothing of the journal's, whose lock must go when the journal closes. When nobody waits any more, what
    // was opened is closed again.
    let work = move || drop(tell.try_send(open(&dir, store_id)));
    let started = std::thread::Builder::new().name(THREAD.into()).spawn(work);
    started.map_err(|error| both!("sled 得不到线程: {0}", "sled was given no thread: {0}", error))?;
    let deadline = monotonic() + within;
    loop {
        let left = deadline.saturating_duration_since(monotonic());
        match told.recv_timeout(left.min(STORE_LOOK)) {
            Ok(opened) => return opened,
            Err(RecvTimeoutError::Disconnected) => return Err(Both::words("sled 没有打开", "sled was not opened")),
            Err(RecvTimeoutError::Timeout) if shared.bell.stopped() => {
                return Err(Both::words("日志在关闭", "the journal closes"));
            }
            Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                let within = within.as_secs_f32();
                return Err(both!("sled 在 {within} s 内没有打开", "sled did not open within {within} s"));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Follows with an open store.
fn run(shared: &Arc<Shared>, store: &Store, trees: Trees, jobs: Option<SyncSender<Job>>) -> End {
    let back = jobs.map_or(Ok(0), |jobs| give_back(shared, &trees, &jobs));
    match back {
        Ok(0) => {}
        Ok(count) => {
            let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
            let sled = dir::sled(&shared.dir);
            let sled = sled.display();
            shared.find(both!(
                "{sled}: 还有日志段丢了的 {count} 条; 已按新编号重新入账",
                "{sled}: it still had {events} that the segments had lost; they are recorded again, under new numbers"
            ));
            return End::Broken(Both::words("里面有已经没有的编号", "it has events under numbers that are no more"));
        }
        Err(why) => return End::Broken(why),
    }
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
            Err(error) => return End::Stuck(Both::of(&error)),
        };
        if let Err(why) = store.ask(|trees| trees.apply(&records)) {
            return End::Broken(why);
        }
        applied = records.last().map_or(durable, |last| last.number);
    }
}

/// Hands to the writer what the store has under numbers that the segments lost; gives how many events were lost indeed.
fn give_back(shared: &Arc<Shared>, trees: &Trees, jobs: &SyncSender<Job>) -> Result<usize, Both> {
    let mut holes = shared.index().holes();
    holes.push(shared.durable() + 1..=u64::MAX);
    let mut back = 0;
    for hole in holes {
        let mut from = *hole.start();
        while !shared.bell.stopped() {
            let found = contain(|| trees.some(from..=*hole.end(), STORE_BATCH))?;
            let Some(last) = found.last() else { break };
            from = last.number.saturating_add(1);
            back += store_again(shared, &found, jobs)?;
        }
    }
    Ok(back)
}

/// How many of the records were new to the segments.
fn store_again(shared: &Arc<Shared>, records: &[Record], jobs: &SyncSender<Job>) -> Result<usize, Both> {
    let realm = shared.realm.to_string();
    let batch: Vec<_> =
        records.iter().map(|record| record.envelope.clone()).filter(|e| e.header().realm == realm).collect();
    let (tell, told) = sync_channel(1);
    let then = Box::new(move |stored| drop(tell.try_send(stored)));
    let job = Job::new(shared, &batch, then).map_err(|e| Both::of(&e))?;
    jobs.send(job).map_err(|_| Both::of(&shared.failure()))?;
    let stored = told.recv().map_err(|_| Both::of(&shared.failure()))?.map_err(|e| Both::of(&e))?;
    Ok(stored.iter().filter(|stored| stored.new).count())
}

/// Where the store stands; an error when it is not a store of what the segments hold.
fn begin(shared: &Shared, trees: &Trees) -> Result<u64, Both> {
    let (applied, durable) = (contain(|| trees.applied())?, shared.durable());
    if applied > durable {
        return Err(both!(
            "它有 {applied} 条, 日志段有 {durable} 条",
            "it knows {applied} events, the segments {durable}"
        ));
    }
    let of_store = contain(|| trees.id_of(applied))?;
    let of_segments = shared.one(applied).map_err(|e| Both::of(&e))?.map(|record| record.envelope.id());
    if of_segments.is_some() && of_store != of_segments {
        return Err(both!(
            "它的第 {applied} 条和日志段的不同",
            "its event {applied} is another one than the segments'"
        ));
    }
    Ok(applied)
}

fn state(rebuilding: bool, done: u64, of: u64) -> StoreState {
    if rebuilding && done < of { StoreState::Rebuilding { done, of } } else { StoreState::Following }
}

/// Renames sled's directory; only the newest bad one is kept.
fn set_aside(journal: &Path) -> Result<(), Both> {
    let sled = dir::sled(journal);
    if !sled.exists() {
        return Ok(());
    }
    let aside = dir::aside(&sled, "bad");
    let place = sled.display();
    std::fs::rename(&sled, &aside)
        .map_err(|error| both!("不能把 {place} 挪开: {0}", "cannot set {place} aside: {0}", error))?;
    let Ok(listing) = std::fs::read_dir(journal) else { return Ok(()) };
    for entry in listing.flatten() {
        let old = entry.file_name().to_str().is_some_and(|name| name.starts_with("sled.bad-")) && entry.path() != aside;
        if old && let Err(error) = std::fs::remove_dir_all(entry.path()) {
            tracing::warn!(path = %entry.path().display(), %error, "an old store could not be removed");
        }
    }
    Ok(())
}
