//! What `update` asks of the shell.

use std::sync::Arc;

use super::{Moment, Search, Table};
use crate::clock::At;
use crate::domain::{Decided, EventId, Fact};
use crate::papers::Document;

/// For what the records of a review are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counting {
    /// 封存.
    Seal,
    /// 时间线.
    Timeline,
    /// To hold what is here against what was sealed.
    Check,
    /// 指标 of what it looks at; the answer is [`super::Msg::Computed`].
    Indicators,
}

/// An effect, as data: it can be compared, logged and replayed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Sign these facts as this post, in this order and on this basis, and append them together.
    Record(Decided),
    /// Look into the log; the answer is [`super::Msg::History`].
    History(Box<Search>),
    /// Count the records of a review, from one moment to another; the answer is [`super::Msg::RecordsCounted`].
    Count {
        /// Of which.
        aar: EventId,
        /// From.
        from: At,
        /// To, included; of indicators as of when.
        to: At,
        /// For what.
        what: Counting,
    },
    /// Show a moment of the past; the answer is [`super::Msg::Past`] or [`super::Msg::NoPast`].
    Rewind(Moment),
    /// From now on this person signs.
    SignIn(String),
    /// Write a paper into files of this name; the answer is [`super::Msg::Exported`].
    Export {
        /// The files' name, without an ending.
        name: String,
        /// The paper.
        document: Box<Document>,
    },
    /// Say what a table would change; the answer is [`super::Msg::Previewed`].
    Preview(Table),
    /// Record what a table changes; the answer is [`super::Msg::Imported`].
    Import(Arc<[Fact]>),
    /// Bring the other realm to the front.
    OtherRealm,
    /// Keep this theme for the next start.
    KeepTheme(String),
    /// Ring the terminal's bell.
    Bell,
    /// Ask the terminal how many cells it gives to characters, and paint every cell anew.
    Measure,
    /// Leave the program.
    Quit,
    /// Give the terminal back and stop, as Ctrl-Z does.
    Suspend,
    /// Paint every cell anew.
    Repaint,
}
