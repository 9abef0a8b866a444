//! Under which opening of the journal each arrival number was given.
//!
//! A journal that was put back from a copy gives numbers a second time, perhaps to the very events that had them, in
//! another order. Who held "everything up to number 65" then would hold something else. So each opening begins a life, a
//! random number in `DIR/lives` with the first arrival number it gives, and the mark of a place in this store is made of
//! the life and the event: where it agrees, nothing before it was ever given anew.

use std::path::Path;

use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::medium::Medium;
use crate::limits::LIVES_MAX;

/// The lives of one journal: first arrival number and name of each, ascending.
#[derive(Debug, Default)]
pub(super) struct Lives(Vec<(u64, u64)>);

impl Lives {
    /// Begins the life whose first number is `next`. One that cannot be kept is known to this process alone: then the
    /// next opening agrees with no mark that was made in it, and sessions compare.
    pub(super) fn begin(dir: &Path, next: u64, medium: &dyn Medium) -> Result<Self, JournalError> {
        let path = dir.join("lives");
        let mut name = [0; 8];
        medium.random(&mut name).naming(Doing::Random, &path)?;
        let mut lives = std::fs::read_to_string(&path).ok().and_then(|text| read(&text)).unwrap_or_default();
        lives.retain(|(first, _)| *first < next);
        lives.push((next, u64::from_be_bytes(name)));
        lives.drain(..lives.len().saturating_sub(LIVES_MAX));
        let rows: Vec<String> = lives.iter().map(|(first, name)| format!("{first} {name:016x}")).collect();
        let text = rows.join("\n");
        if let Err(error) = dir::write_whole(&path, text.as_bytes()) {
            tracing::warn!(%error, "what sessions go on from will not outlast this process");
        }
        Ok(Self(lives))
    }

    /// The life that gave `number`; 0 when that was too long ago.
    pub(super) fn of(&self, number: u64) -> u64 {
        let upto = self.0.partition_point(|(first, _)| *first <= number);
        upto.checked_sub(1).and_then(|at| self.0.get(at)).map_or(0, |(_, name)| *name)
    }
}

/// A file that cannot be read is as good as none.
fn read(text: &str) -> Option<Vec<(u64, u64)>> {
    let line = |line: &str| {
        let (first, name) = line.split_once(' ')?;
        Some((first.parse().ok()?, u64::from_str_radix(name, 16).ok()?))
    };
    let lives: Vec<(u64, u64)> = text.lines().map(line).collect::<Option<_>>()?;
    lives.is_sorted().then_some(lives)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Disk;

    #[test]
    fn a_number_keeps_its_life_and_one_that_is_given_again_gets_another() {
        let dir = tempfile::tempdir().unwrap();
        let begin = |next| Lives::begin(dir.path(), next, &Disk).unwrap();
        let first = begin(1);
        let (old, copy) = (begin(61), std::fs::read(dir.path().join("lives")).unwrap());
        assert_eq!((old.of(1), old.of(60)), (first.of(1), first.of(60)));
        assert_ne!(old.of(60), old.of(61));
        let later = begin(71);
        assert_eq!(later.of(70), old.of(70));
        // Put back from a copy that ended with number 60, before and after the second life had begun.
        std::fs::write(dir.path().join("lives"), copy).unwrap();
        let again = begin(61);
        assert_eq!(again.of(60), old.of(60));
        assert_ne!(again.of(70), old.of(70));
        std::fs::write(dir.path().join("lives"), "61 zz").unwrap();
        assert_ne!(begin(61).of(60), old.of(60), "one that cannot be read agrees with nothing");
        for n in 0..2 * LIVES_MAX as u64 {
            begin(100 + n);
        }
        assert_eq!(begin(5000).of(60), 0, "too long ago");
    }
}
