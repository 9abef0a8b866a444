//! The directory of a journal: names, permissions, the lock, durable creation and renaming of files.
//!
//! ```text
//! DIR/lock               held while a process writes
//! DIR/compact.lock       held while a process compresses segments
//! DIR/post.key           the post's secret seed
//! DIR/incarnation        the machine's boot and the incarnation that belongs to it
//! DIR/hub.key, hub.pin   of a hub that answers wss: see `hub`
//! DIR/lives                under which opening each arrival number was given
//! DIR/contents/            content that events name by its hash
//! DIR/wal/seg-00000001.log
//! DIR/head.a, head.b     how far the segments went: `witness`
//! DIR/link.json          from where the link goes on, and so how far the journal had come: `account`
//! DIR/sled/              the queryable store; can be deleted
//! DIR/before.restore-1/  what was there before a backup was put in its place
//! DIR/inbox/             bundles for the process that writes
//! DIR/snap/snap-000000032768.qzs
//!                        snapshots, by arrival number; all but the first, which says since when the journal is there,
//!                        can be deleted
//! ```

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::error::{Doing, JournalError, Naming};
use super::segment::{HeaderFault, RECORDS_BEGIN, SegmentHeader};
use crate::text::tell::{Both, both};

/// Names that may stand in a directory before it is a journal.
const EARLY: [&str; 16] = [
    "lock",
    "compact.lock",
    "post.key",
    "incarnation",
    "lives",
    "hub.key",
    "hub.pin",
    "sled",
    "snap",
    "lost+found",
    "head.a",
    "head.b",
    "link.json",
    "drafts.json",
    "contents",
    "inbox",
];

/// `DIR/wal`.
pub(super) fn wal(dir: &Path) -> PathBuf {
    dir.join("wal")
}

/// `DIR/sled`.
pub(super) fn sled(dir: &Path) -> PathBuf {
    dir.join("sled")
}

/// `DIR/wal/seg-00000001.log`.
pub(super) fn segment_path(dir: &Path, number: u64) -> PathBuf {
    wal(dir).join(format!("seg-{number:08}.log"))
}

fn segment_number(name: &str) -> Option<u64> {
    name.strip_prefix("seg-")?.strip_suffix(".log")?.parse().ok()
}

/// The segments of a journal, in order; empty when the directory is no journal yet.
pub(super) fn segments(dir: &Path) -> Result<Vec<(u64, PathBuf)>, JournalError> {
    let wal = wal(dir);
    let listing = match std::fs::read_dir(&wal) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.naming(Doing::ReadDirectory, &wal)?,
    };
    let mut found = Vec::new();
    for entry in listing {
        let entry = entry.naming(Doing::ReadDirectory, &wal)?;
        if let Some(number) = entry.file_name().to_str().and_then(segment_number) {
            found.push((number, entry.path()));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// What is not a directory.
const A_FILE: Both = Both::words("它是个文件", "it is a file");

/// The segments of a journal that must be one.
pub(super) fn existing_segments(dir: &Path) -> Result<Vec<(u64, PathBuf)>, JournalError> {
    if dir.is_file() {
        return Err(JournalError::NotAJournal { dir: dir.to_owned(), why: A_FILE });
    }
    // Says "no such directory" and "permission denied" in the system's own words.
    drop(std::fs::read_dir(dir).naming(Doing::ReadJournal, dir)?);
    let segments = segments(dir)?;
    if segments.is_empty() {
        return Err(JournalError::NotAJournal {
            dir: dir.to_owned(),
            why: Both::words("没有 wal/seg-*.log", "it has no wal/seg-*.log"),
        });
    }
    Ok(segments)
}

/// Makes the directory when it is missing, and refuses one that holds something else.
pub(super) fn prepare(dir: &Path) -> Result<(), JournalError> {
    if dir.is_file() {
        return Err(JournalError::NotAJournal { dir: dir.to_owned(), why: A_FILE });
    }
    make(dir, true)?;
    let listing = std::fs::read_dir(dir).naming(Doing::ReadJournal, dir)?;
    let mut foreign = None;
    for entry in listing {
        let name = entry.naming(Doing::ReadJournal, dir)?.file_name();
        if name == "wal" {
            return Ok(());
        }
        let known = name.to_str().is_some_and(|n| {
            EARLY.contains(&n) || n.starts_with("sled.bad-") || n.starts_with("before.restore-") || n == "wal.new"
        });
        if !known {
            foreign = Some(name);
        }
    }
    match foreign {
        Some(name) => {
            let name = name.to_string_lossy().escape_debug().to_string();
            let why = both!("没有 wal, 却有 {name}", "it has no wal, but {name}");
            Err(JournalError::NotAJournal { dir: dir.to_owned(), why })
        }
        None => Ok(()),
    }
}

/// Makes a directory that only its owner can enter; `parents` makes those above it too.
pub(super) fn make(dir: &Path, parents: bool) -> Result<(), JournalError> {
    if dir.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(parents).mode(0o700).create(dir).naming(Doing::MakeDirectory, dir)?;
    sync_parent(dir)
}

/// Removes what a process that was killed in the middle of making a file left behind.
pub(super) fn sweep(wal: &Path) -> Result<(), JournalError> {
    let listing = match std::fs::read_dir(wal) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        listing => listing.naming(Doing::ReadDirectory, wal)?,
    };
    for entry in listing {
        let path = entry.naming(Doing::ReadDirectory, wal)?.path();
        if path.extension().is_some_and(|extension| extension == "new") {
            std::fs::remove_file(&path).naming(Doing::Remove, &path)?;
        }
    }
    Ok(())
}

/// Makes the name of `path` durable.
pub(super) fn sync_parent(path: &Path) -> Result<(), JournalError> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent).and_then(|dir| dir.sync_all()).naming(Doing::SyncDirectory, parent)
}

/// Keeps a second writer out, as long as it lives.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process that is just being started holds a copy of the file until it runs.
        drop(self.0.unlock());
    }
}

/// Locks the journal against a second writer.
pub(super) fn lock(dir: &Path) -> Result<Lock, JournalError> {
    try_lock(&dir.join("lock"))?.ok_or_else(|| JournalError::InUse { dir: dir.to_owned() })
}

/// Whether another process has the journal in `dir` open. What is not there is not open.
///
/// # Errors
/// When the lock cannot be looked at.
pub fn in_use(dir: &Path) -> Result<bool, JournalError> {
    let path = dir.join("lock");
    Ok(path.exists() && try_lock(&path)?.is_none())
}

/// Keeps two compactions apart; `None` while another one is at work.
pub(super) fn lock_compacting(dir: &Path) -> Result<Option<Lock>, JournalError> {
    try_lock(&dir.join("compact.lock"))
}

fn try_lock(path: &Path) -> Result<Option<Lock>, JournalError> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .naming(Doing::Open, path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(JournalError::io(Doing::Lock, path, source)),
    }
}

/// Opens a segment, for writing too when `write`.
pub(super) fn open(path: &Path, write: bool) -> Result<File, JournalError> {
    OpenOptions::new().read(true).write(write).open(path).naming(Doing::Open, path)
}

/// Creates a file that only its owner can read, in place of any other.
pub(super) fn create(path: &Path) -> Result<File, JournalError> {
    OpenOptions::new()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .naming(Doing::Create, path)
}

/// Writes a small file so that either the old or the new content is there after a power cut.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), JournalError> {
    let beside = path.with_extension("new");
    let mut file = create(&beside)?;
    file.write_all(content).naming(Doing::Write, &beside)?;
    file.sync_all().naming(Doing::Sync, &beside)?;
    rename(&beside, path)
}

/// Writes a small file whole, unless there is one already; whether it did. Two who try at once agree on one.
pub(super) fn write_new(path: &Path, content: &[u8]) -> Result<bool, JournalError> {
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = create(&beside)?;
    file.write_all(content).naming(Doing::Write, &beside)?;
    file.sync_all().naming(Doing::Sync, &beside)?;
    let new = match std::fs::hard_link(&beside, path) {
        Ok(()) => true,
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => false,
        // Where the file system knows no links, the last one wins.
        Err(_) => return rename(&beside, path).map(|()| true),
    };
    std::fs::remove_file(&beside).naming(Doing::Remove, &beside)?;
    sync_parent(path)?;
    Ok(new)
}

/// Renames durably.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), JournalError> {
    std::fs::rename(from, to).naming(Doing::Rename, from)?;
    sync_parent(to)
}

/// Both headers of an open segment, as they are.
pub(super) fn header_bytes(file: &File, path: &Path) -> Result<Vec<u8>, JournalError> {
    let mut bytes = vec![0; usize::try_from(RECORDS_BEGIN).unwrap_or(0)];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, filled as u64).naming(Doing::Read, path)? {
            0 => break,
            n => filled += n,
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// The header of an open segment; `None` when both copies are damaged.
pub(super) fn header(file: &File, path: &Path) -> Result<Option<SegmentHeader>, JournalError> {
    match SegmentHeader::read(&header_bytes(file, path)?) {
        Ok((header, _)) => Ok(Some(header)),
        Err(HeaderFault::Version(found)) => {
            Err(JournalError::Version { path: path.to_owned(), found, known: super::segment::FORMAT })
        }
        Err(HeaderFault::Foreign | HeaderFault::Damaged) => Ok(None),
    }
}

/// A name beside `path` that is not taken: `seg-00000001.log.damaged-1`.
pub(super) fn aside(path: &Path, word: &str) -> PathBuf {
    let name = |n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{word}-{n}"));
        PathBuf::from(name)
    };
    (1..=u32::MAX).map(name).find(|candidate| !candidate.exists()).unwrap_or_else(|| name(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_segments_are_segments() {
        assert_eq!(segment_number("seg-00000012.log"), Some(12));
        for other in ["seg-00000012.new", "seg-x.log", "seg-00000001.log.damaged-1", "lock"] {
            assert_eq!(segment_number(other), None, "{other}");
        }
    }

    #[test]
    fn a_directory_with_other_things_in_it_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("post.key"), "x").unwrap();
        assert!(prepare(dir.path()).is_ok());
        std::fs::write(dir.path().join("letters.txt"), "x").unwrap();
        let error = prepare(dir.path()).unwrap_err().to_string();
        assert!(error.contains("letters.txt") && error.contains("is not a journal"), "{error}");
        assert!(!dir.path().join("wal").exists());
    }

    #[test]
    fn a_lock_that_was_let_go_is_free_whoever_still_holds_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let held = lock(dir.path()).unwrap();
        // As a process that is being started has it between fork and exec.
        let copied = held.0.try_clone().unwrap();
        assert!(matches!(lock(dir.path()), Err(JournalError::InUse { .. })));
        drop(held);
        lock(dir.path()).unwrap();
        drop(copied);
    }
}
