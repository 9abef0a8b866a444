//! Moving about: boards, rows, pages, the rail.

use super::{Action, Effect, filter, has_board};
use crate::console::{Board, Model, OrderFilter, Pane};

/// Shows another board.
pub(super) fn go(model: &mut Model, action: Action) -> Vec<Effect> {
    match action.board(&model.layout.boards) {
        Some(board) if has_board(model, board) => {
            model.board = board;
            model.pane = Pane::Board;
        }
        Some(_) => {}
        None => model.tell("没有这一页", "there is no such board"),
    }
    Vec::new()
}

/// Moves the selection, or between the list and the rail.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Rail if model.pane == Pane::Rail => move_rail(model, |place, count| (place + 1) % count),
        Action::Rail => model.pane = Pane::Rail,
        Action::Unanswered => unanswered(model),
        Action::Back => back(model),
        Action::PreviousIncident => move_in(model, Board::Situation, |place, _| place.saturating_sub(1)),
        Action::NextIncident => move_in(model, Board::Situation, |place, _| place + 1),
        action => {
            let page = if model.pane == Pane::Rail {
                usize::from(model.heights().rail.saturating_sub(1)).max(1)
            } else {
                model.page_rows(model.board)
            };
            let to = move |place: usize, count: usize| match action {
                Action::Up => place.saturating_sub(1),
                Action::Down => place + 1,
                Action::PageUp => place.saturating_sub(page),
                Action::PageDown => place + page,
                Action::First => 0,
                Action::Last => count.saturating_sub(1),
                _ => place,
            };
            if model.pane == Pane::Rail { move_rail(model, to) } else { move_in(model, model.board, to) }
        }
    }
    Vec::new()
}

fn move_in(model: &mut Model, board: Board, to: impl Fn(usize, usize) -> usize) {
    let place = model.selected_place(board).unwrap_or(0);
    let next = to(place, model.rows(board).len());
    model.select_place(board, next);
}

fn move_rail(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let count = model.rail_rows().len();
    let Some(place) = model.rail_place() else { return };
    let next = to(place, count).min(count.saturating_sub(1));
    let first = model.rail_rows().get(next).map(crate::console::RailRow::first);
    model.rail_at = first.and_then(|place| model.rail().get(place)).map(crate::domain::Deadline::alarm);
}

/// Out of an opened group, and out of the rail; then the filter goes; then back to all orders.
fn back(model: &mut Model) {
    if model.pane == Pane::Rail && model.close_group() {
        return;
    }
    if model.pane != Pane::Board {
        model.pane = Pane::Board;
    } else if filter::clear(model) {
        model.tell("筛选已取消", "the filter is gone");
    } else if model.board == Board::Orders && model.order_filter == OrderFilter::Unanswered {
        list_orders(model, OrderFilter::All);
    }
}

/// Who has not answered: the orders board with those alone, and back.
fn unanswered(model: &mut Model) {
    if !has_board(model, Board::Orders) {
        return;
    }
    if model.board == Board::Orders && model.pane == Pane::Board && model.order_filter == OrderFilter::Unanswered {
        list_orders(model, OrderFilter::All);
        return;
    }
    model.board = Board::Orders;
    model.pane = Pane::Board;
    list_orders(model, OrderFilter::Unanswered);
    model.select_place(Board::Orders, 0);
    if model.rows(Board::Orders).is_empty() {
        model.tell("都回了", "everybody has answered");
    }
}

fn list_orders(model: &mut Model, filter: OrderFilter) {
    model.order_filter = filter;
    model.derive_list(Board::Orders);
}
