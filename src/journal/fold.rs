//! Folding the records of a journal into a world, beside the reading of them.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, Builder};

use super::record::RecordRef;
use crate::domain::{Event, Keep, World};
use crate::limits::{FOLD_BATCH, FOLD_BATCHES_AHEAD, PUT_AWAY_EVERY};

/// Folds one record in. A long journal never lies unpacked in memory.
pub(super) fn take_in(world: &mut World, record: &RecordRef<'_>) {
    fold(world, record.number, record.event());
}

fn fold(world: &mut World, number: u64, event: Event) {
    world.fold(event);
    if number.is_multiple_of(PUT_AWAY_EVERY) {
        world.put_away(Keep::default());
    }
}

/// Folds every record that `read` shows, on a thread of its own, so that reading and understanding the next ones goes
/// on meanwhile. Where no thread can be had, each is folded as it is read.
pub(super) fn beside<R>(world: &mut World, read: impl FnOnce(&mut dyn FnMut(&RecordRef<'_>)) -> R) -> R {
    let mut read = Some(read);
    let done = thread::scope(|scope| {
        let (batches, queue) = sync_channel::<Vec<(u64, Event)>>(FOLD_BATCHES_AHEAD);
        let folding = || queue.into_iter().flatten().for_each(|(number, event)| fold(world, number, event));
        Builder::new().name("qianzhi-fold".into()).spawn_scoped(scope, folding).ok()?;
        let mut ahead = Ahead { batch: Vec::with_capacity(FOLD_BATCH), batches };
        let done = read.take()?(&mut |record| ahead.push(record));
        ahead.hand_over();
        Some(done)
    });
    // The scope ends when all is folded, and passes on a panic of the thread.
    match (done, read) {
        (Some(done), _) => done,
        (None, Some(read)) => read(&mut |record| take_in(world, record)),
        (None, None) => unreachable!("what was read has a result"),
    }
}

/// Events on their way to the fold.
struct Ahead {
    batch: Vec<(u64, Event)>,
    batches: SyncSender<Vec<(u64, Event)>>,
}

impl Ahead {
    fn push(&mut self, record: &RecordRef<'_>) {
        self.batch.push((record.number, record.event()));
        if self.batch.len() >= FOLD_BATCH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(FOLD_BATCH));
        // Only a fold that panicked does not take it, and the scope passes that on.
        self.batches.send(batch).unwrap_or_default();
    }
}
