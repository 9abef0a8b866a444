//! Going back and forth in the past, fast enough for a finger on a key: worlds along the way are kept packed, and the
//! one that was looked at last is gone on from.

use std::collections::BTreeMap;
use std::io::Cursor;

use zstd::stream::{decode_all, encode_all};

use super::past::{Past, When};
use super::{Journal, JournalError};
use crate::domain::{Keep, World, pack};
use crate::limits::{WAYPOINT_EVERY, WAYPOINT_LEVEL, WAYPOINTS_MAX};

/// A traveller in one journal's past; it belongs to one thread.
#[derive(Debug)]
pub struct Rewinder {
    journal: Journal,
    /// Packed worlds by their last arrival number.
    waypoints: BTreeMap<u64, Vec<u8>>,
    /// The world that was given out last.
    last: Option<(u64, World)>,
    /// How far waypoints are laid, and the world there.
    laid: Option<(u64, World)>,
}

impl Rewinder {
    /// A traveller who has been nowhere yet.
    pub fn new(journal: &Journal) -> Self {
        Self { journal: journal.clone(), waypoints: BTreeMap::new(), last: None, laid: None }
    }

    /// The world as it was known then; the same as [`Journal::world_at`], sooner.
    ///
    /// # Errors
    /// Those of [`Journal::world_at`].
    pub fn to(&mut self, when: When) -> Result<Past, JournalError> {
        let (number, missing) = self.journal.moment(when)?;
        let near = self.near(number);
        let world = match near {
            Some((from, mut world)) => {
                fold(&self.journal, &mut world, from, number)?;
                world
            }
            None => self.journal.world_at(When::Number(number))?.world,
        };
        self.last = Some((number, world.clone()));
        Ok(Past { world, number, missing })
    }

    /// The nearest world before a number from which going on is quick.
    fn near(&mut self, number: u64) -> Option<(u64, World)> {
        let last = self.last.as_ref().filter(|(at, _)| *at <= number && number - at <= self.every());
        let packed = self.waypoints.range(..=number).next_back().filter(|(at, _)| number - **at <= self.every());
        match (last, packed) {
            (Some((at, world)), Some((way, _))) if at >= way => Some((*at, world.clone())),
            (Some((at, world)), None) => Some((*at, world.clone())),
            (_, Some((way, bytes))) => Some((*way, unpacked(bytes)?)),
            (None, None) => None,
        }
    }

    /// Records between two waypoints.
    fn every(&self) -> u64 {
        (self.journal.durable() / WAYPOINTS_MAX).max(WAYPOINT_EVERY)
    }

    /// Lays the next waypoint; `false` when the way is laid up to now. One that cannot be laid is done without.
    pub fn lay(&mut self) -> bool {
        let every = self.every();
        let (from, mut world) = self.laid.take().unwrap_or_else(|| (0, World::new(self.journal.realm().clone())));
        let to = from + every;
        if to > self.journal.durable() || fold(&self.journal, &mut world, from, to).is_err() {
            self.laid = Some((from, world));
            return false;
        }
        world.put_away(Keep::default());
        let packed = pack::to_vec(&world).ok().and_then(|bytes| encode_all(Cursor::new(bytes), WAYPOINT_LEVEL).ok());
        self.waypoints.extend(packed.map(|packed| (to, packed)));
        self.laid = Some((to, world));
        true
    }

    /// Bytes that the packed worlds take.
    pub fn held(&self) -> usize {
        self.waypoints.values().map(Vec::len).sum()
    }
}

/// Folds the records after `from` up to `to` into a world.
fn fold(journal: &Journal, world: &mut World, from: u64, to: u64) -> Result<(), JournalError> {
    let mut next = from + 1;
    while next <= to {
        let records = journal.read(next, 512, 1 << 20)?;
        let Some(last) = records.last().map(|record| record.number) else { break };
        for record in records.iter().filter(|record| record.number <= to) {
            world.apply(&record.envelope.event());
        }
        next = last + 1;
    }
    Ok(())
}

fn unpacked(bytes: &[u8]) -> Option<World> {
    let bytes = decode_all(Cursor::new(bytes)).ok()?;
    pack::unpack(&mut Cursor::new(bytes)).ok()
}
