//! The only door into the application.

use super::{
    Account, Backlog, Counting, Found, Holdings, Key, LinkState, NoPast, Previewed, Rewound, SessionInfo, Size,
    StoreState, Table,
};
use crate::clock::At;
use crate::domain::{Event, EventId, Fact, Fix};
use crate::papers::Records;
use crate::review::Indicator;
use crate::text::number::Numbers;
use crate::text::tell::Both;

/// An event that is durable in this post's journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrived {
    /// Its arrival number here.
    pub number: u64,
    /// The event.
    pub event: Event,
}

/// Every cause of work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; it is text, never commands.
    Paste(String),
    /// The terminal has another size.
    Resize(Size),
    /// The terminal can show frames in one piece.
    Synchronized,
    /// A paper was written into files here, or why not.
    Exported(Result<String, Both>),
    /// What a table would change, or what is wrong with it.
    Previewed(Table, Result<Previewed, Both>),
    /// How much of a table was recorded, or why nothing was.
    Imported(Result<usize, Both>),
    /// The terminal says where its cursor stands, counted from 1.
    Cursor {
        /// The column.
        column: u16,
        /// The row.
        row: u16,
    },
    /// The clock moved on.
    Tick(At),
    /// Events are durable, own and others', in order of arrival.
    Recorded(Vec<Arrived>),
    /// The journal stopped acknowledging; in its words.
    JournalFailed(Both),
    /// On a full disk, how many bytes can still be recorded; `None` when there is room again.
    Space(Option<u64>),
    /// The disk is full and these facts were not recorded: none of them is what the reserve is kept for.
    NotRecorded(Vec<Fact>),
    /// Opening the journal found something that was not as it should be; in its words.
    Found(Both),
    /// The hub holds entries of this post that its journal does not: it was put back from a copy, or runs twice.
    Outrun,
    /// What the post and its hub owe each other: at the opening, as far as is known then, and when they compared.
    Account(Account),
    /// What this replica holds and does not hold.
    Holdings(Holdings),
    /// The hub's fold version, when it is another than this program's.
    HubFold(Option<u32>),
    /// The store that history is read from.
    Store(StoreState),
    /// The link changed, or its age did.
    Link(LinkState),
    /// What the hub does not have yet.
    Backlog(Backlog),
    /// The hub's sessions.
    Sessions(Vec<SessionInfo>),
    /// Newest positions.
    Fixes(Vec<Fix>),
    /// Part of the log that was asked for.
    History(Found),
    /// The digits of every entry that was here when the log was first looked at.
    Numbers(Numbers),
    /// How many entries are found in all by the question with this ticket, in this past when in one.
    Counted {
        /// The question.
        ticket: u64,
        /// Its past.
        upto: Option<u64>,
        /// How many.
        total: u64,
    },
    /// The records of a review were counted, or why not.
    RecordsCounted(EventId, Counting, Box<Result<Records, Both>>),
    /// The indicators of a review were computed, or why not.
    Computed(EventId, Box<Result<Vec<Indicator>, Both>>),
    /// The world of a moment that was asked for.
    Past(Rewound),
    /// The moment that was asked for cannot be shown.
    NoPast(NoPast),
    /// Somebody outside asked the program to end: SIGTERM, SIGHUP.
    Terminate,
}
