//! Going back and forth in the past, fast enough for a finger on a key: worlds along the way are kept packed, and the
//! one that was looked at last is gone on from.

use std::collections::BTreeMap;
use std::io::Cursor;

use zstd::stream::{decode_all, encode_all};

use super::past::{Past, When};
use super::snapshot::go_on;
use super::{Journal, JournalError};
use crate::domain::{Keep, World, pack};
use crate::limits::{WAYPOINT_BYTES_MAX, WAYPOINT_EVERY, WAYPOINT_LEVEL, WAYPOINTS_MAX};

/// A traveller in one journal's past; it belongs to one thread.
#[derive(Debug)]
pub struct Rewinder {
    journal: Journal,
    /// Packed worlds by their last arrival number.
    waypoints: BTreeMap<u64, Vec<u8>>,
    /// The world that was given out last.
    last: Option<(u64, World)>,
    /// While waypoints are laid: the world of the last one.
    laid: Option<(u64, World)>,
    /// How often every other waypoint was let go.
    sparse: u32,
    /// Bytes that waypoints may take.
    most: usize,
}

impl Rewinder {
    /// A traveller who has been nowhere yet.
    pub fn new(journal: &Journal) -> Self {
        Self {
            journal: journal.clone(),
            waypoints: BTreeMap::new(),
            last: None,
            laid: None,
            sparse: 0,
            most: WAYPOINT_BYTES_MAX,
        }
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
                go_on(&self.journal.0.shared, &mut world, from + 1..=number)?;
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
        (self.journal.durable() / WAYPOINTS_MAX).max(WAYPOINT_EVERY) << self.sparse
    }

    /// Lays the next waypoint; `false` when the way is laid up to now, or it cannot be laid and is done without.
    pub fn lay(&mut self) -> bool {
        let from = self.waypoints.last_key_value().map_or(0, |(at, _)| *at);
        let to = from + self.every();
        let here = self.laid.take().filter(|(at, _)| *at == from).map(|(_, world)| world);
        if to > self.journal.durable() {
            return false;
        }
        let Some((world, packed)) = self.further(here, from, to) else { return false };
        self.waypoints.insert(to, packed);
        self.laid = Some((to, world));
        self.thin();
        true
    }

    /// The world after `to`, and packed, from that after `from`.
    fn further(&self, here: Option<World>, from: u64, to: u64) -> Option<(World, Vec<u8>)> {
        let mut world = match (here, self.waypoints.get(&from)) {
            (Some(world), _) => world,
            (None, Some(packed)) => unpacked(packed)?,
            (None, None) => World::new(self.journal.realm().clone()),
        };
        go_on(&self.journal.0.shared, &mut world, from + 1..=to).ok()?;
        world.put_away(Keep::default());
        let bytes = pack::to_vec(&world).ok()?;
        Some((world, encode_all(Cursor::new(bytes), WAYPOINT_LEVEL).ok()?))
    }

    /// Lets every other waypoint go when they take too much: worlds of a long journal are large.
    fn thin(&mut self) {
        if self.held() > self.most {
            self.sparse += 1;
            let mut stays = self.waypoints.len().is_multiple_of(2);
            self.waypoints.retain(|_, _| {
                stays = !stays;
                stays
            });
        }
    }

    /// The same traveller with another bound on the bytes that waypoints may take.
    #[must_use]
    pub fn holding(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Bytes that the packed worlds take.
    pub fn held(&self) -> usize {
        self.waypoints.values().map(Vec::len).sum()
    }
}

fn unpacked(bytes: &[u8]) -> Option<World> {
    let bytes = decode_all(Cursor::new(bytes)).ok()?;
    pack::unpack(&mut Cursor::new(bytes)).ok()
}
