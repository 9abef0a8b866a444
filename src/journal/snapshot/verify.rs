//! Verifying snapshots: each against its checksums, its head, and the fold of the segments up to it.

use std::fmt;
use std::path::{Path, PathBuf};

use super::file::{Covered, Reading, Unfit};
use super::list;
use crate::domain::{EventId, Keep, Realm, World};
use crate::journal::error::JournalError;
use crate::journal::index::Index;
use crate::journal::reader::{Step, Walk};
use crate::journal::segment::StoreId;
use crate::limits::PUT_AWAY_EVERY;
use crate::text::tell::{Both, Tell};

/// What is not as it should be with a snapshot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SnapshotFlaw {
    /// A checksum is wrong, or the file cannot be read.
    Unreadable(Both),
    /// Another version of the program made it; this one cannot say what it holds.
    Version,
    /// It belongs to another journal.
    Store,
    /// The segments do not hold the record it ends with, or another one in its place.
    Segments {
        /// The record's arrival number.
        number: u64,
    },
    /// It holds another state than the segments up to its arrival number give.
    State,
    /// Records before its arrival number are missing in the segments, so nobody can say whether it is right.
    Unprovable,
}

impl SnapshotFlaw {
    /// Whether nothing is wrong with the record: the snapshot is only of no use.
    pub fn harmless(&self) -> bool {
        matches!(self, Self::Version | Self::Unprovable)
    }
}

impl fmt::Display for SnapshotFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => why.fmt(f),
            Self::Version => write!(f, "another version of this program made it, so it is not used"),
            Self::Store => write!(f, "it belongs to another journal"),
            Self::Segments { number } => {
                write!(f, "it ends with record {number}, which the segments do not hold, or not this one")
            }
            Self::State => write!(f, "it holds another state than the segments give up to its record"),
            Self::Unprovable => write!(f, "records it was made of are missing, so it cannot be checked"),
        }
    }
}

/// One snapshot, verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnapshotReport {
    /// Which file.
    pub path: PathBuf,
    /// The arrival number it is named for.
    pub number: u64,
    /// What is wrong with it; `None` when nothing is.
    pub flaw: Option<SnapshotFlaw>,
}

impl fmt::Display for SnapshotReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.flaw {
            Some(flaw) => write!(f, "{}: {flaw}", self.path.display()),
            None => write!(f, "{}: good", self.path.display()),
        }
    }
}

/// Verifies every snapshot of the journal in `dir`, beside whoever writes it, oldest first. The segments are folded
/// once; a snapshot is good when it holds the very state that they give.
pub fn snapshots(dir: &Path) -> Result<Vec<SnapshotReport>, JournalError> {
    let listed = list::all(dir)?;
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let mut walk = Walk::new(dir)?;
    let mut fold = Fold { world: World::new(walk.realm().clone()), last: (0, EventId::default()), whole: true };
    let mut reports = Vec::new();
    for (number, path) in listed {
        fold.up_to(&mut walk, number)?;
        let flaw = match check(&path, walk.store(), walk.realm(), number, &fold) {
            // Whoever writes the journal has thinned it out meanwhile.
            Err(Unfit::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => continue,
            flaw => flaw.map_or_else(|unfit| Some(unfit.into()), |()| None),
        };
        reports.push(SnapshotReport { path, number, flaw });
    }
    Ok(reports)
}

/// The state that the segments give up to some record.
struct Fold {
    world: World,
    last: (u64, EventId),
    whole: bool,
}

impl Fold {
    fn up_to(&mut self, walk: &mut Walk, number: u64) -> Result<(), JournalError> {
        while self.last.0 < number {
            match walk.step()? {
                Step::Record(record, _) => {
                    self.world.fold(record.envelope.event());
                    if record.number.is_multiple_of(PUT_AWAY_EVERY) {
                        self.world.put_away(Keep::default());
                    }
                    self.last = (record.number, record.envelope.id());
                }
                Step::Missing(..) | Step::Damage(_) => self.whole = false,
                Step::Segment(..) => {}
                Step::End(..) => return Ok(()),
            }
        }
        Ok(())
    }
}

fn check(path: &Path, store: StoreId, realm: &Realm, number: u64, fold: &Fold) -> Result<(), Unfit> {
    let (head, mut reading) = Reading::open(path)?;
    if head.store != store || head.realm != *realm {
        return Err(Unfit::Store);
    }
    if head.current().is_err() {
        reading.skim()?;
        return Err(Unfit::Version);
    }
    if (head.number, head.mark) != fold.last || head.number != number {
        return Err(Unfit::Segments(head.number));
    }
    drop(reading.next::<Vec<Covered>>()?);
    drop(reading.next::<Index>()?);
    let world: World = reading.next()?;
    reading.finish()?;
    match world == fold.world {
        true => Ok(()),
        false if fold.whole => Err(Unfit::State),
        false => Err(Unfit::Unprovable),
    }
}

impl From<Unfit> for SnapshotFlaw {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Version => Self::Version,
            Unfit::Store => Self::Store,
            Unfit::Segments(number) => Self::Segments { number },
            Unfit::State => Self::State,
            Unfit::Unprovable => Self::Unprovable,
            other => Self::Unreadable(Both::of(&other)),
        }
    }
}

impl Tell for SnapshotFlaw {
    fn zh(&self) -> String {
        match self {
            Self::Unreadable(why) => why.zh(),
            Self::Version => "由本程序的另一版本所写, 所以不用".to_owned(),
            Self::Store => "属于别的日志".to_owned(),
            Self::Segments { number } => format!("它止于第 {number} 条, 日志段里没有这条, 或是另一条"),
            Self::State => "内容和日志段到那一条得出的不同".to_owned(),
            Self::Unprovable => "它所据的条目有缺, 无法核对".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tell::tests::told;

    #[test]
    fn every_flaw_is_told_in_both_languages() {
        let flaws = [
            SnapshotFlaw::Unreadable(Both::words("读不出", "it cannot be read")),
            SnapshotFlaw::Version,
            SnapshotFlaw::Store,
            SnapshotFlaw::Segments { number: 12 },
            SnapshotFlaw::State,
            SnapshotFlaw::Unprovable,
        ];
        told(include_str!("verify.rs"), "SnapshotFlaw", &flaws);
    }
}
