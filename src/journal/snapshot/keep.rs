//! The keeper: a thread that looks again at what the journal was opened from without reading it, makes snapshots when
//! they are due, and one more when the journal is closed; between them it reads sealed segments again (`scrub`).

use std::time::Duration;

use super::list::newest;
use super::make::make;
use crate::clock::{Clock, monotonic};
use crate::journal::compact;
use crate::journal::index::Segment;
use crate::journal::scrub::{Again, Part, Rounds, Scrub, tell};
use crate::journal::shared::Shared;
use crate::limits::{COMPACT_LOOK, SNAPSHOT_AT_STOP, SNAPSHOT_CALM, SNAPSHOT_EVERY, SNAPSHOT_REST};

/// How often snapshots are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// When so many records have arrived since the last one.
    pub every: u64,
    /// When the journal is closed and so many have.
    pub at_stop: u64,
    /// How long to wait for calm: behind the opening, and behind the flood that made one due.
    pub calm: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { every: SNAPSHOT_EVERY, at_stop: SNAPSHOT_AT_STOP, calm: SNAPSHOT_CALM }
    }
}

/// What the journal was opened from.
pub(in crate::journal) struct Opening {
    /// The last record of the snapshot; 0 when there was none.
    pub(in crate::journal) number: u64,
    /// The segments that were not read, each with the byte behind the last record that is in the snapshot.
    pub(in crate::journal) unread: Vec<(Segment, u64)>,
}

/// Keeps snapshots until the journal closes.
pub(in crate::journal) fn keep(
    shared: &Shared,
    clock: &Clock,
    (pace, scrub): (Option<Pace>, Option<Scrub>),
    opening: &Opening,
) {
    if !opening.unread.is_empty() {
        shared.keeper.linger(pace.map_or(SNAPSHOT_CALM, |pace| pace.calm));
        check(shared, &opening.unread);
    }
    let mut rounds = scrub.map(Rounds::new);
    // One that opening had no use for, because every record was to be shown, counts as well.
    let mut newest = newest(&shared.dir).max(opening.number);
    loop {
        shared.set_due(pace.map_or(u64::MAX, |pace| newest.saturating_add(pace.every)));
        while !shared.keeper.stopped() && !shared.is_due() {
            let rest = rounds.as_ref().map_or(COMPACT_LOOK, |rounds| rounds.left().min(COMPACT_LOOK));
            shared.keeper.listen_for(rest);
            compact::renew(shared);
            if let Some(rounds) = &mut rounds {
                rounds.look(shared);
            }
        }
        let Some(pace) = pace else { return };
        if shared.keeper.stopped() {
            if shared.durable().saturating_sub(newest) >= pace.at_stop.max(1) {
                attempt(shared, clock);
            }
            return;
        }
        // A flood is let pass: one snapshot behind it is worth more than many in it.
        shared.keeper.linger(pace.calm);
        let (begun, durable) = (monotonic(), shared.durable());
        // Numbers that were skipped have no record to make one of.
        newest = attempt(shared, clock).max(durable);
        let rest = begun.elapsed().saturating_mul(SNAPSHOT_REST);
        shared.keeper.linger(rest.min(Duration::from_mins(10)));
    }
}

/// Makes one, or says why not in the log: the segments hold everything, and the next is made in its time.
fn attempt(shared: &Shared, clock: &Clock) -> u64 {
    let _one_at_a_time = shared.snapshots();
    make(shared, clock.now()).unwrap_or_else(|error| {
        tracing::warn!(%error, "no snapshot");
        shared.durable()
    })
}

/// Reads what opening passed by. What is damaged is said, and no snapshot that covers it is used again: the next
/// opening reads the segments and mends them.
fn check(shared: &Shared, unread: &[(Segment, u64)]) {
    for (segment, end) in unread {
        let mut again = Again::of(segment);
        loop {
            let part = again.part(segment, *end);
            let sound = matches!(part, Ok(Part::Sound | Part::End));
            let done = tell(shared, segment, part);
            if !sound || shared.keeper.stopped() {
                return;
            }
            if done {
                break;
            }
        }
    }
}
