//! Everything the screen shows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::{
    Account, Action, Asked, Backlog, Bell, Beside, Board, Cause, Chronicle, Context, Derived, EntryLine, Form,
    Holdings, Keymap, Layout, Line, LinkState, MapView, Mode, Moment, OrderFilter, Overlay, Pane, Past, Row, Selected,
    SessionInfo, Strokes, Terminal, Themes,
};
use crate::clock::At;
use crate::domain::{AlarmId, AreaCode, Deadline, EventId, Fact, Fix, PostId, TeamCode, TeamStatus, World};
use crate::limits::{FIELD_BYTES_MAX, FORMS_PARKED_MAX};
use crate::papers::Records;
use crate::review::Indicator;
use crate::text::Lang;
use crate::text::number::Numbers;
use crate::text::tell::Both;
use crate::text::words::fill;

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
    /// The disk is full: so many bytes are left, for orders, withdrawals and roll calls.
    Full(u64),
    /// It stopped acknowledging: nothing typed from now on is recorded.
    Failed(Both),
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
    Off(Both),
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

/// What one command recorded: a person may take it back for ten seconds (design.md 5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// Its events, in the order in which they were recorded.
    pub ids: Vec<EventId>,
    /// Until when the undo key takes it back.
    pub until: At,
    /// What was said when it was recorded.
    pub words: String,
}

/// Facts of one command on their way to the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pending {
    /// Those that are not durable yet, in order.
    pub facts: VecDeque<Fact>,
    /// The events of those that are.
    pub ids: Vec<EventId>,
    /// Whether it may be taken back.
    pub undoable: bool,
    /// What the operator is told once all of it is durable, in the operator's language.
    pub words: String,
    /// What was typed, should the journal fail on the way.
    pub draft: Option<Draft>,
}

/// What was typed and handed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Draft {
    /// An entry.
    Entry(Line),
    /// A form.
    Form(Box<Form>),
}

/// Whether a realm is on screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stage {
    /// It is.
    #[default]
    Front,
    /// Another one is: of this one only what is due is derived.
    Behind,
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
    /// The layout: which boards in the order of the digits, and how they are divided.
    pub layout: Layout,
    /// Which zone takes keys when nothing lies over it; see [`Model::mode`].
    pub pane: Pane,
    /// What lies over the board, the uppermost last.
    pub overlays: Vec<Overlay>,
    /// The selected row of each board's list; see [`Model::selected`].
    pub selection: BTreeMap<Board, Selected>,
    /// The selected deadline of the rail; the first when it has gone.
    pub rail_at: Option<AlarmId>,
    /// The group of the rail that is open.
    pub rail_open: Option<Cause>,
    /// The side of the selected conflict that settling would choose.
    pub side: usize,
    /// Which orders are listed.
    pub order_filter: OrderFilter,
    /// Whether the terminal can show a frame in one piece.
    pub synchronized: bool,
    /// What is known of the terminal.
    pub terminal: Terminal,
    /// The themes there are, and the one that is drawn with.
    pub themes: Themes,
    /// The bell.
    pub bell: Bell,
    /// Where the map board looks.
    pub map: MapView,
    /// What the journal board holds.
    pub chronicle: Chronicle,
    /// What tells the numbers of the log's entries apart: of those that arrived since this console began, and, once the log
    /// was looked at, of all.
    pub numbers: Numbers,
    /// The world that names of the log are looked up in, with how many events it had: see `act::history`.
    pub(super) names: Option<(u64, Arc<World>)>,
    /// The past, when that is on screen.
    pub past: Option<Box<Past>>,
    /// The moment that was asked for and is not here yet.
    pub rewind: Option<Moment>,
    /// Whether these boards are of the past: nothing can be recorded.
    pub is_past: bool,
    /// What a person asked of each board's list: order and filter.
    pub lists: BTreeMap<Board, Asked>,
    /// Statuses whose quiet teams are listed one by one.
    pub unfolded: BTreeSet<Option<TeamStatus>>,
    /// The filter of the board on screen, while it is typed.
    pub filter_line: Line,
    /// The entry line.
    pub entry: EntryLine,
    /// Forms put aside, the newest last.
    pub parked: Vec<Form>,
    /// Lists in their order, deadlines and conflicts: made anew by `update` when a message may have changed them.
    pub derived: Derived,
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
    /// What this post and its hub owed each other when it was last counted.
    pub account: Option<Account>,
    /// What this replica holds and does not hold.
    pub holdings: Holdings,
    /// The records of a review, as they were counted last.
    pub records: Option<(EventId, Records)>,
    /// The indicators of a review, as they were computed last.
    pub indicators: Option<(EventId, Vec<Indicator>)>,
    /// The hub's fold version, when it is another than this program's.
    pub hub_fold: Option<u32>,
    /// The hub's sessions.
    pub sessions: Vec<SessionInfo>,
    /// Newest positions.
    pub fixes: BTreeMap<TeamCode, Fix>,
    /// A word to the operator.
    pub notice: Option<Notice>,
    /// What was handed to the journal and is not durable yet, oldest first.
    pub pending: VecDeque<Pending>,
    /// What may still be taken back, newest last.
    pub recent: Vec<Recent>,
    /// Durable events in this journal.
    pub events: u64,
    /// Which keys do what.
    pub keys: Keymap,
    /// Keys that were pressed and that others must follow; none when none has begun.
    pub begun: Strokes,
    /// When the last key was a digit that closed a form: the key that submits forms may follow it by habit.
    pub(super) digit_closed: Option<At>,
    /// The alarms that were late and unacknowledged at the last tick.
    pub called: Option<BTreeMap<AlarmId, Deadline>>,
    /// 复归: alarms that called until what they were about was done, and that nobody at this console has looked at.
    pub(super) returned: BTreeMap<AlarmId, Deadline>,
    /// When this console recorded something since the last tick: what ended by it was seen here.
    pub(super) own_act: Option<At>,
    /// When the hub was last heard.
    pub heard: Option<At>,
    /// The role of the person signed in; empty when none was given.
    pub role: String,
    /// When a key was last pressed.
    pub touched: At,
    /// Minutes without a key after which the console asks who is there; 0 never.
    pub lock_minutes: u32,
    /// Whether it asks.
    pub locked: bool,
    /// The realm that is held beside this one, when there is one.
    pub beside: Option<Beside>,
    /// Whether this realm is on screen or that one.
    pub stage: Stage,
}

impl Model {
    /// A console that has just started: the first board of its layout, nothing open, nothing selected but the first
    /// row of each list.
    pub fn new(world: World, post: PostCard, lang: Lang, layout: Layout, now: At) -> Self {
        let mut model = Self {
            world,
            post,
            lang,
            now,
            size: Size::default(),
            board: layout.first,
            pane: Pane::Board,
            overlays: Vec::new(),
            selection: BTreeMap::new(),
            rail_at: None,
            rail_open: None,
            side: 0,
            order_filter: layout.orders,
            layout,
            synchronized: false,
            terminal: Terminal::default(),
            themes: Themes::default(),
            bell: Bell::default(),
            map: MapView::default(),
            chronicle: Chronicle::default(),
            numbers: Numbers::default(),
            names: None,
            past: None,
            rewind: None,
            is_past: false,
            lists: BTreeMap::new(),
            unfolded: BTreeSet::new(),
            filter_line: Line::new(FIELD_BYTES_MAX),
            entry: EntryLine::default(),
            parked: Vec::new(),
            derived: Derived::default(),
            journal: JournalState::default(),
            store: StoreState::default(),
            link: LinkState::default(),
            hub: None,
            backlog: Backlog::default(),
            account: None,
            holdings: Holdings::default(),
            records: None,
            indicators: None,
            hub_fold: None,
            sessions: Vec::new(),
            fixes: BTreeMap::new(),
            notice: None,
            pending: VecDeque::new(),
            recent: Vec::new(),
            events: 0,
            keys: Keymap::default(),
            begun: Strokes::default(),
            digit_closed: None,
            called: None,
            returned: BTreeMap::new(),
            own_act: None,
            heard: None,
            role: String::new(),
            touched: now,
            lock_minutes: 0,
            locked: false,
            beside: None,
            stage: Stage::Front,
        };
        model.derive();
        model
    }

    /// Where the next key goes.
    pub fn mode(&self) -> Mode {
        self.mode_under(self.overlays.last())
    }

    /// Where it would go if this lay uppermost.
    pub(super) fn mode_under(&self, over: Option<&Overlay>) -> Mode {
        match over {
            Some(Overlay::Help(_) | Overlay::Card(_) | Overlay::Rule(_)) => Mode::Help,
            Some(Overlay::Menu(_)) => Mode::Menu,
            Some(Overlay::Form(_)) => Mode::Form,
            Some(Overlay::Reading(_)) => Mode::Reading,
            Some(Overlay::Ask(_)) => Mode::Ask,
            Some(Overlay::Entry) => Mode::Entry,
            None => match self.pane {
                Pane::Board => Mode::Board,
                Pane::Rail => Mode::Rail,
                Pane::Entry => Mode::Entry,
                Pane::Filter => Mode::Filter,
            },
        }
    }

    /// The rows of a board's list, in their order; the boards that are no list have none.
    pub fn rows(&self, board: Board) -> &[Row] {
        self.derived.rows.get(&board).map_or(&[], Vec::as_slice)
    }

    /// The selected row of a board's list.
    pub fn selected(&self, board: Board) -> Option<&Row> {
        self.selection.get(&board).map(|selected| &selected.row)
    }

    /// Its place in the list.
    pub fn selected_place(&self, board: Board) -> Option<usize> {
        self.selection.get(&board).map(|selected| selected.place)
    }

    /// The form on top, when there is one.
    pub fn form(&self) -> Option<&Form> {
        self.overlays.iter().rev().find_map(|over| if let Overlay::Form(form) = over { Some(form) } else { None })
    }

    /// Puts a form aside; `false` when the oldest had to go for it.
    pub(super) fn park(&mut self, form: Form) -> bool {
        self.parked.push(form);
        let over = self.parked.len().saturating_sub(FORMS_PARKED_MAX);
        self.parked.drain(..over);
        over == 0
    }

    /// Says something to the operator.
    pub(super) fn tell(&mut self, zh: &'static str, en: &'static str) {
        self.note(self.lang.pick(zh, en).to_owned());
    }

    /// The name of the key that does something, as this console has it.
    pub fn key_name(&self, action: Action) -> String {
        let everywhere = self.keys.key_for(action).map(|keys| keys.name(self.lang));
        everywhere.unwrap_or_else(|| self.keys.name_of(action, self.lang))
    }

    /// The name of the key that does something in one place, else wherever it can be done.
    pub fn key_name_in(&self, context: Context, action: Action) -> String {
        let there = self.keys.key_in(context, action).map(|keys| keys.name(self.lang));
        there.unwrap_or_else(|| self.key_name(action))
    }

    /// The name of the key that shows a board; that of the help, where the layout has no such board.
    pub fn key_of_board(&self, board: Board) -> String {
        let place = self.layout.boards.iter().position(|other| *other == board);
        let place = place.and_then(|place| u8::try_from(place).ok()).map(Action::GoTo);
        let own = Action::all().into_iter().find(|action| action.board(&[]) == Some(board));
        self.key_name(place.or(own).unwrap_or(Action::Help))
    }

    /// Says something to the operator, `{0}` being the name of the key that does `action` in `context`.
    pub(super) fn tell_key(&mut self, context: Context, action: Action, zh: &'static str, en: &'static str) {
        let key = self.key_name_in(context, action);
        self.note(fill(self.lang.pick(zh, en), &[&key]));
    }

    /// Says something to the operator, already in the operator's language.
    pub(super) fn note(&mut self, text: String) {
        self.notice = Some(Notice { text, alarm: false, at: self.now });
    }

    /// Says that something went wrong or was refused.
    pub(super) fn warn(&mut self, text: String) {
        self.notice = Some(Notice { text, alarm: true, at: self.now });
    }

    /// The jurisdiction this post stands for.
    pub fn area(&self) -> Option<AreaCode> {
        self.post.area.clone().or_else(|| self.world.likely_area().cloned())
    }
}
