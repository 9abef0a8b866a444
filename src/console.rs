//! The application, as a pure machine: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! No clock, no disk, no socket, no terminal: the shell turns the outside world into [`Msg`] and carries out each
//! [`Effect`]. Everything that `view::draw` shows is in [`Model`].

mod act;
mod action;
mod ask;
mod authority;
mod beside;
mod board;
mod calling;
mod card;
mod context;
mod derived;
mod desk;
mod drafts;
mod effect;
mod entry;
mod flaw;
mod form;
mod group;
mod heights;
mod hint;
mod history;
mod key;
mod keymap;
mod keys;
mod layout;
mod lead;
mod line;
mod link_status;
mod list;
mod map;
mod menu;
mod mode;
mod model;
mod msg;
mod paper;
mod past;
mod reading;
mod remap;
mod row;
mod start;
mod strokes;
mod switch;
mod table;
mod terminal;
mod theme;
mod trie;
mod update;

pub use action::Action;
pub use ask::{Ask, Then};
pub use beside::{Beside, Breach};
pub use board::Board;
pub use calling::Bell;
pub use card::{CardRow, card};
pub use context::Context;
pub use derived::Derived;
pub use desk::{Desk, Seat, Told};
pub use drafts::Drafts;
pub use effect::{Counting, Effect};
pub use entry::EntryLine;
pub use flaw::Flaw;
pub use form::{
    AarForm, AarPick, AidForm, AnswerPick, AttendPick, Choice, ConsultForm, DecisionPick, EndPick, Field, FieldKind,
    FieldName, Form, FormKind, GroundPick, Group, ItemPick, MeasurePick, Mobilising, OnsiteForm, OtherPick, PaperForm,
    PaperPick, Pick, PresentPick, ResourceForm, ScenePick, ShelterPick, StancePick, SwitchForm, TaskPick,
};
pub use group::{Cause, RailRow};
pub use heights::{Heights, detail_rows, head_rows, help_columns, help_page, list_rows};
pub use hint::{HelpLine, Hint, act_for, help_lines};
pub use history::{Chronicle, Entry, EntryKind, Found, SavedView, Search, Wanted, Whence};
pub use key::{Chord, Key, KeyCode, key_script};
pub use keymap::{BINDINGS, Binding, Title};
pub use keys::{Keymap, Leads, Step};
pub use layout::{Layout, OrderFilter, Outline};
pub use line::{Edit, Line};
pub use link_status::{Account, Backlog, Holdings, LinkState, SessionInfo};
pub use list::{Asked, Column, Sorted, Sought};
pub use map::MapView;
pub use menu::Menu;
pub use mode::{Mode, Overlay, Pane};
pub use model::{Draft, JournalState, Model, Notice, Pending, PostCard, Recent, Size, Stage, StoreState};
pub use msg::{Arrived, Msg};
pub use past::{Moment, NoPast, Past, Rewound};
pub use reading::Reading;
pub use remap::{Clash, KeyFault, Remap};
pub use row::{Row, Selected};
pub use start::{Chosen, Join, JoinField, PostSeat, Posts, Start, StartPage, Way};
pub use strokes::Strokes;
pub use table::{Previewed, Table, TableList};
pub use terminal::{Answer, Cells, FIRST_ROW, SAMPLES, Terminal, fitting};
pub use theme::{Attributes, Colours, Hue, Ink, Meaning, Paint, Theme, Themes};
pub use trie::{Branch, Node};
pub use update::update;
