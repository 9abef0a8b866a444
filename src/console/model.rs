//! Everything the screen shows.

use std::collections::BTreeMap;

use super::{Backlog, Board, LinkState, SessionInfo};
use crate::clock::At;
use crate::domain::{AreaCode, EventId, Fix, PostId, TeamCode, World};
use crate::text::Lang;

/// Size of the terminal in cells; zero is possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Size {
    /// Columns.
    pub cols: u16,
    /// Rows.
    pub rows: u16,
}

/// Which post this is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostCard {
    /// Its key.
    pub id: PostId,
    /// Its name, as other posts see it.
    pub name: String,
    /// The person signed in.
    pub operator: String,
    /// Its jurisdiction; the first of the world's when none was given.
    pub area: Option<AreaCode>,
}

/// The journal, as the status line shows it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum JournalState {
    /// Recording.
    #[default]
    Open,
    /// It stopped acknowledging: nothing typed from now on is recorded.
    Failed(String),
}

/// The store that history is read from; off the acknowledgement path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum StoreState {
    /// Being opened.
    #[default]
    Opening,
    /// So many events behind the journal.
    Following {
        /// Events behind.
        lag: u64,
    },
    /// Being rebuilt from segments.
    Rebuilding {
        /// Events done.
        done: u64,
        /// Events in all.
        of: u64,
    },
    /// It would not open; in its words.
    Off(String),
}

/// A word to the operator in the line above the keys; gone with the next key or after its time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Already in the operator's language.
    pub text: String,
    /// Whether it is a refusal or fault.
    pub alarm: bool,
    /// When it was put up.
    pub at: At,
}

/// An own event that a person may take back for ten seconds (design.md 5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// The event.
    pub id: EventId,
    /// Until when the undo key takes it back.
    pub until: At,
}

/// The application's state. `update` changes it, `view::draw` reads it, nothing else touches it.
#[derive(Clone, Debug)]
pub struct Model {
    /// The fold of every durable event.
    pub world: World,
    /// Which post this is.
    pub post: PostCard,
    /// Words.
    pub lang: Lang,
    /// Now: the drill's time in a drill.
    pub now: At,
    /// The terminal.
    pub size: Size,
    /// The board on screen.
    pub board: Board,
    /// The boards this layout shows, in the order of the digits.
    pub boards: Vec<Board>,
    /// The journal.
    pub journal: JournalState,
    /// The store.
    pub store: StoreState,
    /// The link.
    pub link: LinkState,
    /// The hub's address, as it was given.
    pub hub: Option<String>,
    /// What the hub does not have yet.
    pub backlog: Backlog,
    /// The hub's sessions.
    pub sessions: Vec<SessionInfo>,
    /// Newest positions.
    pub fixes: BTreeMap<TeamCode, Fix>,
    /// A word to the operator.
    pub notice: Option<Notice>,
    /// What may still be taken back, newest last.
    pub recent: Vec<Recent>,
    /// Durable events in this journal.
    pub events: u64,
}
