//! The palette: everything that can be done, by its name in either language, with the key that does it.

use super::{Choice, Pick};
use crate::console::{Action, Binding, Board, Context, Model};
use crate::text::Lang;

/// What can be done from the board, the selected row's acts first; then the acts of other boards, which are shown
/// first; then the boards themselves.
pub(super) fn commands(model: &Model) -> Vec<Choice> {
    let mut offered: Vec<(u8, Choice)> = Vec::new();
    for binding in model.keys.bindings().into_iter().filter(|binding| is_command(binding.action)) {
        let Some((rank, board)) = place(model, &binding) else { continue };
        let pick = Pick::Command(board, binding.action);
        if !offered.iter().any(|(_, choice)| choice.pick == pick) {
            let [name, also] = both(model.lang).map(|lang| name(model, lang, board, binding.action));
            offered.push((rank, Choice { pick, code: binding.keys.name(model.lang), name, also }));
        }
    }
    offered.sort_by_key(|(rank, _)| *rank);
    offered.into_iter().map(|(_, choice)| choice).collect()
}

/// Where a binding stands in the list, and the board to show first; `None` when it would do nothing.
fn place(model: &Model, binding: &Binding) -> Option<(u8, Option<Board>)> {
    match binding.context {
        Context::On(board) if board == model.board => model.applies(binding.action).then_some((0, None)),
        // Which sides there are is seen on the board itself.
        Context::On(board) => {
            let shown = board.has_own_key() || model.layout.boards.contains(&board);
            let named = !matches!(binding.action, Action::SettleFor(_)) && shown;
            named.then_some((2, Some(board)))
        }
        Context::Anywhere => model.applies(binding.action).then_some((1, None)),
        Context::Lists => model.applies(binding.action).then_some((3, None)),
        Context::Always => Some((4, None)),
        _ => None,
    }
}

/// Moving about needs no name, and what only makes sense where the hand is, none either.
fn is_command(action: Action) -> bool {
    !matches!(
        action,
        Action::Commands
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::Back
            | Action::PreviousSide
            | Action::NextSide
            | Action::MenuPick(_)
            | Action::Edit(_)
    )
}

/// The operator's language, and the other one.
fn both(lang: Lang) -> [Lang; 2] {
    match lang {
        Lang::Zh => [Lang::Zh, Lang::En],
        Lang::En => [Lang::En, Lang::Zh],
    }
}

fn name(model: &Model, lang: Lang, board: Option<Board>, action: Action) -> String {
    match (action.board(&model.layout.boards), board) {
        (Some(shown), _) => shown.title(lang).to_owned(),
        (None, Some(board)) => format!("{} ({})", action.title(lang), board.title(lang)),
        (None, None) => action.title(lang).to_owned(),
    }
}
