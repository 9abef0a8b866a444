//! Where a key is live.

use super::{Board, Mode};
use crate::text::Lang;

/// Where a binding is live.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// In every mode.
    Always,
    /// On boards, on the rail, in the entry line and in filters.
    Anywhere,
    /// On boards and on the rail.
    Lists,
    /// On one board.
    On(Board),
    /// In the entry line, in filters and in forms.
    Editing,
    /// In the entry line.
    Entry,
    /// In the filter of a list.
    Filter,
    /// In a form.
    Form,
    /// In a menu.
    Menu,
    /// While a question waits for its answer.
    Ask,
    /// In help.
    Help,
    /// While a paper is read.
    Reading,
}

impl Context {
    /// Every context, in the order in which help lists them.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Anywhere, Self::Lists];
        all.extend(Board::ALL.map(Self::On));
        all.extend([
            Self::Entry,
            Self::Filter,
            Self::Form,
            Self::Editing,
            Self::Menu,
            Self::Ask,
            Self::Help,
            Self::Reading,
            Self::Always,
        ]);
        all
    }

    /// Whether its bindings are live in this mode on this board.
    pub fn live(self, mode: Mode, board: Board) -> bool {
        match self {
            Self::Always => true,
            Self::Anywhere => matches!(mode, Mode::Board | Mode::Rail | Mode::Entry | Mode::Filter),
            Self::Lists => matches!(mode, Mode::Board | Mode::Rail),
            Self::On(on) => mode == Mode::Board && on == board,
            Self::Editing => matches!(mode, Mode::Entry | Mode::Filter | Mode::Form),
            Self::Entry => mode == Mode::Entry,
            Self::Filter => mode == Mode::Filter,
            Self::Form => mode == Mode::Form,
            Self::Menu => mode == Mode::Menu,
            Self::Ask => mode == Mode::Ask,
            Self::Help => mode == Mode::Help,
            Self::Reading => mode == Mode::Reading,
        }
    }

    /// As a heading of the help screen.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Always => lang.pick("随时", "always"),
            Self::Anywhere => lang.pick("各页通用", "on every board"),
            Self::Lists => lang.pick("列表", "in lists"),
            Self::On(board) => board.title(lang),
            Self::Editing => lang.pick("编辑", "editing"),
            Self::Entry => lang.pick("记录行", "entry line"),
            Self::Filter => lang.pick("筛选", "filter"),
            Self::Form => lang.pick("表单", "forms"),
            Self::Menu => lang.pick("办理菜单", "menu"),
            Self::Ask => lang.pick("确认", "questions"),
            Self::Help => lang.pick("帮助", "help"),
            Self::Reading => lang.pick("看文书", "reading"),
        }
    }
}
