//! A list's filter and order: the same keys on every board.

use super::{Action, Effect, Model, list, on_board};
use crate::console::{Line, Pane, Sought};

/// A character typed into the filter; the list follows at once.
pub(in crate::console) fn typed(model: &mut Model, c: char) {
    write(model, |line| line.insert(c));
}

/// Text pasted into the filter.
pub(in crate::console) fn pasted(model: &mut Model, text: &str) {
    write(model, |line| line.paste(text));
}

fn write(model: &mut Model, change: impl FnOnce(&mut Line) -> bool) {
    if !change(&mut model.filter_line) {
        let text = model.lang.pick("筛选装不下更多", "the filter holds no more").to_owned();
        model.warn(text);
    }
    seek(model);
}

/// Takes the line as the filter of the board on screen.
fn seek(model: &mut Model) {
    let sought = Sought::new(model.filter_line.text());
    model.lists.entry(model.board).or_default().sought = sought;
    model.derive_list(model.board);
}

/// Keys in the filter, and those that ask for another order.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let board = model.board;
    match action {
        Action::Filter => {
            let text = model.asked(board).map(|asked| asked.sought.text().to_owned()).unwrap_or_default();
            model.filter_line.set(&text);
            model.pane = Pane::Filter;
        }
        Action::KeepFilter => model.pane = Pane::Board,
        Action::Back => {
            model.pane = Pane::Board;
            clear(model);
        }
        Action::SortNext => sort(model, |asked| asked.next_order(board)),
        Action::SortTurn => sort(model, |asked| asked.turn(board)),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => return list::perform(model, action),
        Action::Edit(edit) => {
            model.filter_line.edit(edit);
            seek(model);
        }
        // Another board or a form comes: the filter stays as it is.
        action => {
            model.pane = Pane::Board;
            return on_board(model, action);
        }
    }
    Vec::new()
}

/// Takes the filter of the board on screen away; whether there was one.
pub(super) fn clear(model: &mut Model) -> bool {
    model.filter_line.set("");
    let was = model.asked(model.board).is_some_and(|asked| !asked.sought.is_empty());
    seek(model);
    was
}

fn sort(model: &mut Model, change: impl FnOnce(&mut crate::console::Asked)) {
    let (board, lang) = (model.board, model.lang);
    model.pane = Pane::Board;
    change(model.lists.entry(board).or_default());
    model.derive_list(board);
    let sorted = model.asked(board).and_then(|asked| asked.sorted);
    let text = match sorted {
        None => lang.pick("本页原序", "in the board's own order").to_owned(),
        Some(sorted) => {
            let way = if sorted.down { lang.pick("倒序", "descending") } else { lang.pick("顺序", "ascending") };
            format!("{} {} {way}", lang.pick("排序", "by"), sorted.by.title(lang))
        }
    };
    model.note(text);
}
