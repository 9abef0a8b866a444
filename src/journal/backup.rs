//! A copy of a journal, made while it is written, and putting it back.
//!
//! A backup is a directory with segments, and so a journal that can be verified and read. Sealed segments never change
//! but by repair, so one that lies there with the same length and time is not copied again.

use std::collections::HashSet;
use std::fs::{self, File, FileTimes};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::body::Body;
use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::reader::records;
use super::segment::{Form, RECORDS_BEGIN};
use super::verify::verify;
use super::window::Window;
use crate::domain::EventId;
use crate::text::tell::Tell;

/// What belongs to a journal and is no record: secrets that say who the post and the hub are.
const KEYS: [&str; 3] = ["post.key", "hub.key", "hub.pin"];

/// What a restored journal begins without: it was made of what was there before. Without the lives no mark of a place that
/// anybody took before fits any more, so that a number that is given a second time is taken for no other event: sessions
/// compare what they hold.
const MADE: [&str; 6] = ["wal", "head.a", "head.b", "snap", "sled", "lives"];

/// Why a backup cannot be made or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Two different journals.
    #[error("{} and {} are not one journal: name another directory", a.display(), b.display())]
    Other {
        /// The one.
        a: PathBuf,
        /// The other.
        b: PathBuf,
    },
    /// What would be overwritten has something that the source lacks.
    #[error("{} holds more than {}: nothing was changed; name another directory", target.display(), source_dir.display())]
    HoldsMore {
        /// What would be overwritten.
        target: PathBuf,
        /// With what.
        source_dir: PathBuf,
    },
    /// The backup is damaged.
    #[error("the backup {} is not sound: see `qianzhi journal verify` on it, and take another one", dir.display())]
    Unsound {
        /// Which backup.
        dir: PathBuf,
    },
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BackedUp {
    /// Segments there are.
    pub segments: u64,
    /// Segments that were copied; the others lay there already.
    pub copied: u64,
}

/// Copies the journal `from` into the directory `to`, beside whoever writes it; `keys` says whether its secrets go
/// along.
pub fn backup(from: &Path, to: &Path, keys: bool) -> Result<BackedUp, BackupError> {
    let segments = dir::existing_segments(from)?;
    if to.exists() && fs::canonicalize(from).ok() == fs::canonicalize(to).ok() {
        return Err(BackupError::Other { a: from.to_owned(), b: to.to_owned() });
    }
    dir::prepare(to)?;
    let _lock = dir::lock(to)?;
    let wal = dir::wal(to);
    dir::make(&wal, false)?;
    dir::sweep(&wal)?;
    let there = dir::segments(to)?;
    if !there.is_empty() {
        same(from, to)?;
        if there.last().map(|(number, _)| number) > segments.last().map(|(number, _)| number) {
            return Err(BackupError::HoldsMore { target: to.to_owned(), source_dir: from.to_owned() });
        }
    }
    let mut done = BackedUp { segments: segments.len() as u64, copied: 0 };
    let last = segments.last().map(|(number, _)| *number);
    for (number, path) in segments {
        let target = dir::segment_path(to, number);
        done.copied += u64::from(if Some(number) == last { newest(&path, &target)? } else { sealed(&path, &target)? });
    }
    if keys {
        copy_keys(from, to)?;
    }
    Ok(done)
}

/// Puts the backup `from` into the place of the journal `to`, which nobody has open. A journal that is there must hold
/// nothing that the backup lacks; it is kept in a directory beside the new one.
pub fn restore(from: &Path, to: &Path) -> Result<BackedUp, BackupError> {
    if !verify(from)?.sound() {
        return Err(BackupError::Unsound { dir: from.to_owned() });
    }
    dir::prepare(to)?;
    let _lock = dir::lock(to)?;
    if !dir::segments(to)?.is_empty() {
        same(from, to)?;
        let kept: HashSet<EventId> = ids(from)?;
        if ids(to)?.iter().any(|id| !kept.contains(id)) {
            return Err(BackupError::HoldsMore { target: to.to_owned(), source_dir: from.to_owned() });
        }
    }
    let new = to.join("wal.new");
    if new.exists() {
        fs::remove_dir_all(&new).naming(Doing::Remove, &new)?;
    }
    dir::make(&new, false)?;
    let segments = dir::existing_segments(from)?;
    for (_, path) in &segments {
        let target = new.join(path.file_name().unwrap_or_default());
        copy(path, &target, None)?;
    }
    // From here on the journal is one or the other: what was there is kept whatever happens between two renames.
    let before = dir::aside(&to.join("before"), "restore");
    for name in MADE {
        let old = to.join(name);
        if old.exists() {
            dir::make(&before, false)?;
            dir::rename(&old, &before.join(name))?;
        }
    }
    dir::rename(&new, &dir::wal(to))?;
    copy_keys(from, to)?;
    Ok(BackedUp { segments: segments.len() as u64, copied: segments.len() as u64 })
}

/// Refuses two journals of different names.
fn same(a: &Path, b: &Path) -> Result<(), BackupError> {
    let other = || BackupError::Other { a: a.to_owned(), b: b.to_owned() };
    if records(a)?.store_id() == records(b)?.store_id() { Ok(()) } else { Err(other()) }
}

fn ids(dir: &Path) -> Result<HashSet<EventId>, JournalError> {
    records(dir)?.map(|record| Ok(record?.envelope.id())).collect()
}

/// Copies a segment that is not written any more, unless it lies there; whether it was copied.
fn sealed(from: &Path, to: &Path) -> Result<bool, JournalError> {
    let about = fs::metadata(from).naming(Doing::Read, from)?;
    let unchanged = |there: &fs::Metadata| there.len() == about.len() && there.modified().ok() == about.modified().ok();
    if fs::metadata(to).is_ok_and(|there| unchanged(&there)) {
        return Ok(false);
    }
    let times = about.modified().map(|at| FileTimes::new().set_modified(at)).ok();
    copy(from, to, times)?;
    Ok(true)
}

/// Copies the segment that is being written, up to its last whole record.
fn newest(from: &Path, to: &Path) -> Result<bool, JournalError> {
    let file = dir::open(from, false)?;
    let header = dir::header(&file, from)?.ok_or_else(|| JournalError::Header { path: from.to_owned() })?;
    let body = Arc::new(Body::of(file, &header).naming(Doing::Read, from)?);
    if body.form() == Form::Packed {
        return sealed(from, to);
    }
    let mut window = Window::new(&body, header.seed());
    let mut end = RECORDS_BEGIN;
    while let Some(frame) = window.frame_at(end).naming(Doing::Read, from)? {
        end += frame.len() as u64;
    }
    // Damage with records behind it is kept as it is: verifying the copy says so, as it does here.
    if window.search(end + 1).naming(Doing::Read, from)?.is_some() {
        end = window.last_written(end).naming(Doing::Read, from)?.map_or(end, |last| last + 1);
    }
    write(&mut Part { body: &body, at: 0, end }, to, None)?;
    Ok(true)
}

/// The first bytes of a file.
struct Part<'a> {
    body: &'a Body,
    at: u64,
    end: u64,
}

impl Read for Part<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(into.len());
        let read = self.body.read(into.get_mut(..room).unwrap_or_default(), self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

fn copy(from: &Path, to: &Path, times: Option<FileTimes>) -> Result<(), JournalError> {
    write(&mut File::open(from).naming(Doing::Read, from)?, to, times)
}

/// Writes a file whole, under another name first.
fn write(from: &mut dyn Read, to: &Path, times: Option<FileTimes>) -> Result<(), JournalError> {
    let beside = to.with_extension("new");
    let mut file = dir::create(&beside)?;
    io::copy(from, &mut file).naming(Doing::Write, &beside)?;
    if let Some(times) = times {
        file.set_times(times).naming(Doing::Write, &beside)?;
    }
    file.sync_all().naming(Doing::Sync, &beside)?;
    dir::rename(&beside, to)
}

/// Secrets that are not there yet.
fn copy_keys(from: &Path, to: &Path) -> Result<(), JournalError> {
    for name in KEYS {
        let (key, target) = (from.join(name), to.join(name));
        if key.exists() && !target.exists() {
            copy(&key, &target, None)?;
        }
    }
    Ok(())
}

impl Tell for BackupError {
    fn zh(&self) -> String {
        match self {
            Self::Journal(error) => error.zh(),
            Self::Other { a, b } => format!("{} 和 {} 不是同一个日志: 另写一个目录", a.display(), b.display()),
            Self::HoldsMore { target, source_dir } => {
                format!("{} 比 {} 的还多: 没有改动; 另写一个目录", target.display(), source_dir.display())
            }
            Self::Unsound { dir } => {
                format!("备份 {} 不完好: 用 `qianzhi journal verify` 查它, 换用另一份", dir.display())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tell::tests::told;

    #[test]
    fn every_error_is_told_in_both_languages() {
        let (a, b) = (PathBuf::from("/T/A"), PathBuf::from("/T/B"));
        let errors = [
            BackupError::Journal(JournalError::InUse { dir: a.clone() }),
            BackupError::Other { a: a.clone(), b: b.clone() },
            BackupError::HoldsMore { target: a.clone(), source_dir: b },
            BackupError::Unsound { dir: a },
        ];
        told(include_str!("backup.rs"), "BackupError", &errors);
    }
}
