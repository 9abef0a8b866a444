//! What can be wrong with a bundle: what, where, and the way out.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::text::TextFault;
use crate::domain::Realm;
use crate::journal::{Doing, JournalError};
use crate::text::tell::{Both, Tell};

/// A bundle that cannot be made, read or applied.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file is something else.
    #[error("{name} is neither a bundle nor the text of one: make one with `qianzhi journal export --bundle`")]
    NotABundle {
        /// Which file.
        name: String,
    },
    /// Written by later software.
    #[error("{name} is a bundle of format {found}; this program knows formats up to {known}: use a newer qianzhi")]
    Version {
        /// Which file.
        name: String,
        /// Its format.
        found: u16,
        /// The newest format known here.
        known: u16,
    },
    /// It does not carry the seal of the post it names.
    #[error(
        "{name} does not carry the signature of post {post}, which it names: it was changed on its way; ask for it again"
    )]
    Seal {
        /// Which file.
        name: String,
        /// The post, in short.
        post: String,
    },
    /// It is not what was sealed.
    #[error("{name} is damaged at byte {offset} of its content ({what}): nothing of it was taken; ask for it again")]
    Damaged {
        /// Which file.
        name: String,
        /// Where, in what the compressed part unpacks to.
        offset: u64,
        /// How.
        what: Spoilt,
    },
    /// It belongs to another realm. No event crosses.
    #[error("{name} belongs to the realm {found}, and the journal {} to {wanted}: no event crosses", dir.display())]
    Realm {
        /// Which file.
        name: String,
        /// Its realm.
        found: Realm,
        /// Which journal.
        dir: PathBuf,
        /// The journal's realm.
        wanted: Realm,
    },
    /// Events in it are not signed by their posts, or are of another realm.
    #[error("{name} carries {count} events that are not their posts' own ({first}); they were left out")]
    Forged {
        /// Which file.
        name: String,
        /// How many.
        count: u64,
        /// The first of them: which, and why.
        first: Both,
    },
    /// Blocks of text are not all there.
    #[error("{0}")]
    Text(#[from] TextFault),
    /// More than is read at once.
    #[error("{name} is longer than {most} bytes: give it as a file, not through a pipe or as text")]
    TooLong {
        /// Which input.
        name: String,
        /// The bound.
        most: u64,
    },
    /// There are more blocks than their numbers can say.
    #[error(
        "as text this would be {blocks} blocks, more than {most}: carry the bundle as a file, or export less with --since"
    )]
    TooManyBlocks {
        /// How many.
        blocks: usize,
        /// The bound.
        most: usize,
    },
    /// The operating system refused.
    #[error("cannot {doing} {name}: {source}")]
    Io {
        /// What was tried.
        doing: Doing,
        /// On what.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// How the content of a bundle differs from what was sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spoilt {
    /// It cannot be unpacked.
    Packing,
    /// It ends too early.
    Short,
    /// There is more than there should be.
    Long,
    /// A length that no event has.
    Length,
    /// Another number of events.
    Count,
    /// A list that makes no sense.
    List,
    /// Another hash.
    Hash,
}

impl fmt::Display for Spoilt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Packing => "it cannot be unpacked",
            Self::Short => "it ends too early",
            Self::Long => "there is more than there should be",
            Self::Length => "no event is so long or short",
            Self::Count => "it has another number of events than it says",
            Self::List => "its list makes no sense",
            Self::Hash => "its hash is another one",
        })
    }
}

impl Tell for BundleError {
    fn zh(&self) -> String {
        match self {
            Self::NotABundle { name } => {
                format!("{name} 不是数据包, 也不是数据包的文字: 用 `qianzhi journal export --bundle` 打一个")
            }
            Self::Version { name, found, known } => {
                format!("{name} 是格式 {found} 的数据包; 本程序只认到格式 {known}: 换用新版 qianzhi")
            }
            Self::Seal { name, post } => {
                format!("{name} 写的是席位 {post}, 却没有它的签名: 路上被改过; 请对方重发")
            }
            Self::Damaged { name, offset, what } => {
                format!("{name} 的内容在第 {offset} 字节处损坏 ({}): 什么也没有收; 请对方重发", what.zh())
            }
            Self::Realm { name, found, dir, wanted } => {
                format!("{name} 属 {found}, 日志 {} 属 {wanted}: 互不相通", dir.display())
            }
            Self::Forged { name, count, first } => {
                format!("{name} 里有 {count} 条不是所写席位自己的 ({}); 没有收", first.zh())
            }
            Self::Text(fault) => fault.zh(),
            Self::TooLong { name, most } => {
                format!("{name} 超过 {most} 字节: 用文件给, 不要用管道或文字")
            }
            Self::TooManyBlocks { blocks, most } => {
                format!("写成文字要 {blocks} 块, 最多 {most} 块: 用文件带, 或用 --since 少打一些")
            }
            Self::Io { doing, name, source } => format!("{name}: 不能{}: {}", doing.zh(), source.zh()),
            Self::Journal(error) => error.zh(),
        }
    }
}

impl Tell for Spoilt {
    fn zh(&self) -> String {
        let words = match self {
            Self::Packing => "解不开",
            Self::Short => "太短, 没有完",
            Self::Long => "比该有的多",
            Self::Length => "没有这么长或这么短的条目",
            Self::Count => "条数和它说的不一样",
            Self::List => "清单不通",
            Self::Hash => "摘要对不上",
        };
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tell::tests::told;

    #[test]
    fn every_error_is_told_in_both_languages() {
        let name = || "/T/A.QZB".to_owned();
        let spoilt =
            [Spoilt::Packing, Spoilt::Short, Spoilt::Long, Spoilt::Length, Spoilt::Count, Spoilt::List, Spoilt::Hash];
        let source = include_str!("error.rs");
        told(source, "Spoilt", &spoilt);
        let text = TextFault::Mixed { name: "Q7".into() };
        told(
            source,
            "BundleError",
            &[
                BundleError::NotABundle { name: name() },
                BundleError::Version { name: name(), found: 9, known: 1 },
                BundleError::Seal { name: name(), post: "P1".into() },
                BundleError::Damaged { name: name(), offset: 77, what: Spoilt::Hash },
                BundleError::Realm { name: name(), found: Realm::Live, dir: "/T/J".into(), wanted: Realm::Test },
                BundleError::Forged { name: name(), count: 3, first: Both::words("第 9 字节", "byte 9") },
                BundleError::Text(text),
                BundleError::TooLong { name: name(), most: 1000 },
                BundleError::TooManyBlocks { blocks: 1200, most: 999 },
                BundleError::Io { doing: Doing::Read, name: name(), source: io::Error::from_raw_os_error(5) },
                BundleError::Journal(JournalError::InUse { dir: "/T/J".into() }),
            ],
        );
    }
}
