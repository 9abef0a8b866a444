//! The time machine's ground: the world as this replica knew it, and since when it knows anything.

use std::ops::RangeInclusive;
use std::path::Path;

use super::reader::{Step, Walk};
use super::snapshot::{began, make, world_at};
use super::times::Times;
use super::{Beginning, Journal, JournalError};
use crate::clock::At;
use crate::domain::World;
use crate::text::tell::Both;

/// Since when the replica in `dir` knows anything of its own, asked beside whoever writes it; `None` for one that does
/// not say and holds nothing. See [`Journal::knowledge_begins`].
pub fn beginning(dir: &Path) -> Result<Option<Beginning>, JournalError> {
    let mut walk = Walk::new(dir)?;
    let mut times = Times::default();
    if let Some(began) = began(dir, walk.header()) {
        times.begin(began);
    }
    while !times.own() {
        match walk.step()? {
            Step::Record(record, _) => times.insert(record.number, record.arrived, record.envelope.header().recorded),
            Step::End(..) => break,
            Step::Segment(..) | Step::Missing(..) | Step::Damage(_) => {}
        }
    }
    Ok(times.beginning())
}

/// A moment of this replica's past.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// When so many records had arrived.
    Number(u64),
    /// When everything had arrived that the journal's clock stamped with this time or an earlier one.
    Arrived(At),
}

/// The world as it was known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Past {
    /// The fold of the records 1 to `number`.
    pub world: World,
    /// The last arrival number that is in it; 0 when nothing had arrived.
    pub number: u64,
    /// Records up to it that are lost here; some may be in the world all the same, from a snapshot.
    pub missing: Vec<RangeInclusive<u64>>,
}

impl Journal {
    /// The world as this replica knew it then: not what had happened by then, but what had arrived here. Refuses to
    /// answer for a time before the replica began ([`JournalError::Before`]) and for records that have not arrived.
    pub fn world_at(&self, when: When) -> Result<Past, JournalError> {
        let (number, missing) = self.moment(when)?;
        Ok(Past { world: world_at(&self.0.shared, number)?, number, missing })
    }

    /// The arrival number of a moment, and the records up to it that are lost here.
    pub(super) fn moment(&self, when: When) -> Result<(u64, Vec<RangeInclusive<u64>>), JournalError> {
        let shared = &self.0.shared;
        let number = match when {
            When::Number(number) if number > shared.durable() => {
                return Err(JournalError::Future { dir: shared.dir.clone(), number, last: shared.durable() });
            }
            When::Number(number) => number,
            When::Arrived(at) => self.number_at(at)?,
        };
        let within = |hole: RangeInclusive<u64>| *hole.start()..=number.min(*hole.end());
        let missing = shared.index().holes().into_iter().map(within).filter(|hole| !hole.is_empty()).collect();
        Ok((number, missing))
    }

    /// Since when this replica knows anything of its own. What it holds of earlier times was filled in later, from a
    /// hub or a bundle: it did not know it then.
    pub fn knowledge_begins(&self) -> Option<Beginning> {
        self.0.shared.index().times().beginning()
    }

    /// Makes a snapshot of everything that is durable now, and returns its arrival number. They are made without being
    /// asked for, too.
    pub fn snapshot(&self) -> Result<u64, JournalError> {
        let shared = &self.0.shared;
        let _one_at_a_time = shared.snapshots();
        make(shared, self.0.clock.now())
    }

    /// What was found wrong since the journal was opened and was not asked for before: one sentence each.
    pub fn found_since(&self) -> Vec<Both> {
        self.0.shared.found()
    }

    /// The last record that had arrived by `at`; 0 when none had.
    fn number_at(&self, at: At) -> Result<u64, JournalError> {
        let shared = &self.0.shared;
        let (begins, block) = {
            let index = shared.index();
            (index.times().beginning(), index.times().last_by(at))
        };
        if let Some(Beginning { at: began, .. }) = begins.filter(|begins| at < begins.at) {
            return Err(JournalError::Before { dir: shared.dir.clone(), at, began });
        }
        let Some(block) = block else { return Ok(0) };
        let (mut next, mut last) = (*block.start(), 0);
        while next <= *block.end() {
            let records = shared.read(next, 256, 1 << 20)?;
            let Some(end) = records.last().map(|record| record.number) else { break };
            let known = records.iter().rfind(|record| record.number <= *block.end() && record.arrived <= at);
            last = known.map_or(last, |record| record.number);
            next = end + 1;
        }
        Ok(last)
    }
}
