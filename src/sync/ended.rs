//! Why a session is over, in sentences.

use super::frame::{Bye, FrameError, PROTOCOL};
use super::store::StoreError;
use crate::domain::Realm;
use crate::text::tell::{Both, Tell};

/// Why a session is over.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Ended {
    /// The other end speaks something else.
    #[error("the other end is not a hub of this kind: {what}")]
    NotOurs {
        /// What it said instead.
        what: Both,
    },
    /// The other end speaks another version.
    #[error("the other end speaks {theirs} and this program {PROTOCOL}; bring both to the same version")]
    Version {
        /// What it speaks.
        theirs: String,
    },
    /// The other end serves another world.
    #[error("the other end serves the realm {theirs} and this journal belongs to {ours}; no event crosses")]
    Realm {
        /// This end's.
        ours: Realm,
        /// The other's.
        theirs: Realm,
    },
    /// The other end is ours, and sent what cannot be read.
    #[error("the other end sent what cannot be read: {0}")]
    Malformed(#[from] FrameError),
    /// The other end sent more than it was allowed.
    #[error("the other end sent more than it was allowed")]
    TooMuch,
    /// The caller did not prove that it knows the join secret.
    #[error("the other end does not know this hub's join secret")]
    Secret,
    /// No hello in time.
    #[error("the other end did not say hello in time")]
    NoHello,
    /// Nothing was heard for too long.
    #[error("nothing was heard for too long")]
    Silent,
    /// The other end took its leave.
    #[error("the other end ended the session: {0}")]
    Said(Bye),
    /// This end's store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Ended {
    /// What to tell the other end, when it is to be told.
    pub fn bye(&self) -> Option<Bye> {
        match self {
            Self::NotOurs { .. } | Self::Version { .. } => Some(Bye::Protocol { speaks: PROTOCOL.to_owned() }),
            Self::Realm { ours, .. } => Some(Bye::Realm { realm: ours.clone() }),
            Self::Malformed(error) => Some(Bye::Malformed { what: error.to_string() }),
            Self::TooMuch => Some(Bye::TooMuch),
            Self::Secret => Some(Bye::Secret),
            Self::NoHello | Self::Silent => Some(Bye::Silent),
            Self::Said(_) => None,
            Self::Store(_) => Some(Bye::Store),
        }
    }

    /// Whether calling again soon cannot help: a person has to change something.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::NotOurs { .. }
                | Self::Version { .. }
                | Self::Realm { .. }
                | Self::Said(Bye::Protocol { .. } | Bye::Realm { .. } | Bye::Secret | Bye::Replaced)
        )
    }
}

impl Tell for Ended {
    fn zh(&self) -> String {
        match self {
            Self::NotOurs { what } => format!("对方不是这种平台: {}", what.zh()),
            Self::Version { theirs } => format!("对方用 {theirs}, 本程序用 {PROTOCOL}; 换成同一版本"),
            Self::Realm { ours, theirs } => format!("对方是 {theirs}, 本日志属 {ours}; 互不相通"),
            Self::Malformed(error) => format!("对方发来的读不懂: {}", error.zh()),
            Self::TooMuch => "对方发得比准许的多".to_owned(),
            Self::Secret => "对方不知道本平台的入网密码".to_owned(),
            Self::NoHello => "对方没有按时报到".to_owned(),
            Self::Silent => "太久没有收到消息".to_owned(),
            Self::Said(bye) => format!("对方结束了通话: {}", bye.zh()),
            Self::Store(error) => error.zh(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_is_told_in_both_languages() {
        let errors = [
            Ended::NotOurs { what: Both::words("它是指挥台", "it is a console") },
            Ended::Version { theirs: "QIANZHI/9".into() },
            Ended::Realm { ours: Realm::Live, theirs: Realm::Test },
            Ended::Malformed(FrameError::TooLong(9000)),
            Ended::TooMuch,
            Ended::Secret,
            Ended::NoHello,
            Ended::Silent,
            Ended::Said(Bye::Busy),
            Ended::Store(StoreError(Both::words("盘坏了", "a bad disk"))),
        ];
        crate::text::tell::tests::told(include_str!("ended.rs"), "Ended", &errors);
    }
}
