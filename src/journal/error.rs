//! What can go wrong with a journal: what happened, where, and the way out.

use std::io;
use std::path::{Path, PathBuf};

use crate::clock::At;
use crate::domain::Realm;
use crate::text::tell::{Both, Tell};

pub(super) use super::doing::Doing;

/// A journal that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The operating system refused.
    #[error("cannot {doing} {path}: {source}; check that it exists and that this user may use it")]
    Io {
        /// What was tried.
        doing: Doing,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk is full, or the user's quota is.
    #[error("no space left to write {path}: free some space on that disk and start again")]
    NoSpace {
        /// What was being written.
        path: PathBuf,
    },
    /// The disk is full, and this is none of the entries that the reserve is kept for.
    #[error(
        "the disk of {dir} is full: {} KiB are kept for orders, withdrawals and roll calls, and this was not recorded; \
         free some space there, and it goes on by itself", left / 1024
    )]
    Full {
        /// Which journal.
        dir: PathBuf,
        /// Bytes that are left.
        left: u64,
    },
    /// The directory holds something else.
    #[error("{dir} is not a journal ({why}): name a journal, or a directory that is empty or does not exist yet")]
    NotAJournal {
        /// Which directory.
        dir: PathBuf,
        /// Why it is not one.
        why: Both,
    },
    /// Another process has it open.
    #[error("the journal {dir} is open in another process: close that one, or name another journal")]
    InUse {
        /// Which journal.
        dir: PathBuf,
    },
    /// The journal belongs to another realm. No event crosses.
    #[error("the journal {dir} belongs to the realm {found}, not {wanted}: name another journal, or that realm")]
    Realm {
        /// Which journal.
        dir: PathBuf,
        /// Its realm.
        found: Realm,
        /// The realm that was asked for.
        wanted: Realm,
    },
    /// An event of another realm was handed in. No event crosses.
    #[error("event {event} belongs to the realm {found}; the journal {dir} takes only {realm}")]
    Foreign {
        /// Which event, in short.
        event: String,
        /// Its realm, as it names it.
        found: String,
        /// Which journal.
        dir: PathBuf,
        /// The journal's realm.
        realm: Realm,
    },
    /// Written by later software.
    #[error("{path} is of format {found}; this program knows formats up to {known}: use a newer qianzhi")]
    Version {
        /// Which segment.
        path: PathBuf,
        /// Its format.
        found: u16,
        /// The newest format known here.
        known: u16,
    },
    /// Bytes that were written are not what is read.
    #[error("{path} is damaged at byte {offset}: run `qianzhi journal verify` on the journal")]
    Damaged {
        /// Which segment.
        path: PathBuf,
        /// Where in it.
        offset: u64,
    },
    /// Neither copy of a segment's header can be read, nor can it be known from another segment.
    #[error("both headers of {path} are damaged: put the segment back from a copy, or begin with an empty directory")]
    Header {
        /// Which segment.
        path: PathBuf,
    },
    /// The post's key or incarnation file does not hold what it should.
    #[error("{path} does not hold {expected}: put it back from a copy, or remove it to go on as a new post")]
    Identity {
        /// Which file.
        path: PathBuf,
        /// What it should hold.
        expected: Both,
    },
    /// A write or sync failed, and nothing is acknowledged any more.
    #[error("the journal {dir} stopped: {why}; nothing more is recorded until it is opened again")]
    Failed {
        /// Which journal.
        dir: PathBuf,
        /// The first failure.
        why: Both,
    },
    /// Its segments are being compressed.
    #[error("another process compresses the journal {dir}: wait for it to end")]
    Compacting {
        /// Which journal.
        dir: PathBuf,
    },
    /// What the disk gives back is not what was written to it.
    #[error("what was written to {path} is not what is read back: nothing was replaced; look at that disk")]
    Unfaithful {
        /// Which file.
        path: PathBuf,
    },
    /// A snapshot could not be written; the segments hold everything that is in it.
    #[error("cannot write the snapshot {path}: {why}; nothing is lost, but opening takes longer")]
    Snapshot {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: Both,
    },
    /// A time was asked for in which this replica did not exist yet. What it holds of earlier times came later.
    #[error("this replica knew nothing at {at}: the journal {dir} was begun at {began}; ask one that was there")]
    Before {
        /// Which journal.
        dir: PathBuf,
        /// The time that was asked for.
        at: At,
        /// When it began.
        began: At,
    },
    /// A record was asked for that has not arrived.
    #[error("the journal {dir} holds records up to {last}, not {number}: ask for an earlier one")]
    Future {
        /// Which journal.
        dir: PathBuf,
        /// The number that was asked for.
        number: u64,
        /// The newest one.
        last: u64,
    },
}

impl JournalError {
    /// An error of the operating system, told apart by kind.
    pub(super) fn io(doing: Doing, path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace { path: path.to_owned() },
            _ => Self::Io { doing, path: path.to_owned(), source },
        }
    }
}

/// Names the file in an error of the operating system.
pub(super) trait Naming<T> {
    /// Says what was being done to which file.
    fn naming(self, doing: Doing, path: &Path) -> Result<T, JournalError>;
}

impl<T> Naming<T> for io::Result<T> {
    fn naming(self, doing: Doing, path: &Path) -> Result<T, JournalError> {
        self.map_err(|source| JournalError::io(doing, path, source))
    }
}

impl Tell for JournalError {
    fn zh(&self) -> String {
        match self {
            Self::Io { doing, path, source } => {
                format!("{}: 不能{}: {}; 看它在不在、本用户能不能用", path.display(), doing.zh(), source.zh())
            }
            Self::NoSpace { path } => format!("磁盘没有空间写 {}: 腾出空间后重新启动", path.display()),
            Self::Full { dir, left } => format!(
                "{} 所在磁盘已满: 留 {} KiB 给指令、撤离和点名, 这一条没有入账; 腾出空间后自动恢复",
                dir.display(),
                left / 1024
            ),
            Self::NotAJournal { dir, why } => {
                format!("{} 不是日志 ({}): 写一个日志目录, 或空的、还没有的目录", dir.display(), why.zh())
            }
            Self::InUse { dir } => format!("日志 {} 已被另一个程序打开: 关掉那一个, 或另写一个日志", dir.display()),
            Self::Realm { dir, found, wanted } => {
                format!("日志 {} 属 {found}, 不属 {wanted}: 另写一个日志, 或写那个域", dir.display())
            }
            Self::Foreign { event, found, dir, realm } => {
                format!("条目 {event} 属 {found}; 日志 {} 只收 {realm}", dir.display())
            }
            Self::Version { path, found, known } => {
                format!("{} 是格式 {found}; 本程序只认到格式 {known}: 换用新版 qianzhi", path.display())
            }
            Self::Damaged { path, offset } => {
                format!("{} 在第 {offset} 字节处损坏: 用 `qianzhi journal verify` 查这个日志", path.display())
            }
            Self::Header { path } => {
                format!("{} 的两份段头都损坏: 用副本换回这一段, 或从空目录开始", path.display())
            }
            Self::Identity { path, expected } => {
                format!("{} 里不是{}: 用副本换回, 或删掉它, 作为新席位继续", path.display(), expected.zh())
            }
            Self::Failed { dir, why } => {
                format!("日志 {} 停写: {}; 重新打开之前不再入账", dir.display(), why.zh())
            }
            Self::Compacting { dir } => format!("另一个程序正在压缩日志 {}: 等它做完", dir.display()),
            Self::Unfaithful { path } => {
                format!("写进 {} 的和读出来的不一样: 什么也没有换; 查那块磁盘", path.display())
            }
            Self::Snapshot { path, why } => {
                format!("不能写快照 {}: {}; 没有丢失, 只是打开要慢一些", path.display(), why.zh())
            }
            Self::Before { dir, at, began } => {
                format!("本机在 {at} 还一无所知: 日志 {} 从 {began} 开始; 问当时在的那一台", dir.display())
            }
            Self::Future { dir, number, last } => {
                format!("日志 {} 只到第 {last} 条, 没有第 {number} 条: 问早一点的", dir.display())
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
        let path = || PathBuf::from("/T/A.1");
        let why = || Both::words("盘坏了", "a bad disk");
        let realm = || Realm::Live;
        told(
            include_str!("error.rs"),
            "JournalError",
            &[
                JournalError::Io { doing: Doing::Read, path: path(), source: io::Error::from_raw_os_error(2) },
                JournalError::NoSpace { path: path() },
                JournalError::Full { dir: path(), left: 70_000 },
                JournalError::NotAJournal { dir: path(), why: why() },
                JournalError::InUse { dir: path() },
                JournalError::Realm { dir: path(), found: realm(), wanted: Realm::Test },
                JournalError::Foreign { event: "E1".into(), found: "X9".into(), dir: path(), realm: realm() },
                JournalError::Version { path: path(), found: 9, known: 2 },
                JournalError::Damaged { path: path(), offset: 4096 },
                JournalError::Header { path: path() },
                JournalError::Identity { path: path(), expected: Both::words("64 个数字", "64 digits") },
                JournalError::Failed { dir: path(), why: why() },
                JournalError::Compacting { dir: path() },
                JournalError::Unfaithful { path: path() },
                JournalError::Snapshot { path: path(), why: why() },
                JournalError::Before { dir: path(), at: At(0), began: At(3_600_000) },
                JournalError::Future { dir: path(), number: 12, last: 7 },
            ],
        );
        for doing in Doing::ALL {
            let error = JournalError::Io { doing: *doing, path: path(), source: io::Error::from_raw_os_error(13) };
            crate::text::tell::tests::alike(&error);
        }
    }
}
