//! The snapshots in a journal's directory: `DIR/snap/snap-000000000064.qzs`, by arrival number.

use std::io;
use std::path::{Path, PathBuf};

use crate::journal::error::{Doing, JournalError, Naming};

/// `DIR/snap`.
pub(in crate::journal) fn snap(journal: &Path) -> PathBuf {
    journal.join("snap")
}

/// The snapshot of this arrival number.
pub(super) fn path(journal: &Path, number: u64) -> PathBuf {
    snap(journal).join(format!("snap-{number:012}.qzs"))
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix("snap-")?.strip_suffix(".qzs")?.parse().ok()
}

/// Every snapshot by its name, oldest first.
pub(in crate::journal) fn all(journal: &Path) -> Result<Vec<(u64, PathBuf)>, JournalError> {
    let dir = snap(journal);
    let listing = match std::fs::read_dir(&dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.naming(Doing::ReadDirectory, &dir)?,
    };
    let mut found = Vec::new();
    for entry in listing {
        let entry = entry.naming(Doing::ReadDirectory, &dir)?;
        if let Some(number) = entry.file_name().to_str().and_then(number) {
            found.push((number, entry.path()));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The arrival number of the newest snapshot; 0 when there is none.
pub(super) fn newest(journal: &Path) -> u64 {
    all(journal).ok().and_then(|all| all.last().map(|(number, _)| *number)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_snapshots_are_snapshots() {
        let name = |n| path(Path::new("j"), n).file_name().unwrap().to_str().unwrap().to_owned();
        for n in [0, 64, u64::MAX] {
            assert_eq!(number(&name(n)), Some(n));
        }
        for other in ["snap-000000000064.new", "snap-x.qzs", "snap-000000000064.qzs.bad-1", "seg-00000001.log"] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
