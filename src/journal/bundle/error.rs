//! What can be wrong with a bundle: what, where, and the way out.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::text::TextFault;
use crate::domain::Realm;
use crate::journal::JournalError;

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
        first: String,
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
        doing: &'static str,
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
