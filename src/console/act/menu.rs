//! Enter: what can be done with what is selected.

use super::{Action, Effect, Model, Overlay, assembly, close, conflict, list, on_board, open};
use crate::console::{Board, FormKind, Menu, Pane, Row};
use crate::domain::{Due, TeamStatus};

/// Enter on a list opens the menu of its row, on the rail a group or the act that is due, on a conflict settles it.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.pane == Pane::Rail {
        return if model.open_group() { Vec::new() } else { due(model) };
    }
    match model.selected(model.board).cloned() {
        Some(Row::Conflict(_)) => conflict::perform(model, Action::Settle),
        Some(Row::Quiet(status)) => {
            model.unfold(status);
            Vec::new()
        }
        Some(Row::Seat(_) | Row::Item(..)) => on_board(model, Action::SwitchAnswer),
        Some(row) => {
            of(model, row);
            Vec::new()
        }
        None => {
            model.tell("这里没有可办的", "there is nothing here to act on");
            Vec::new()
        }
    }
}

/// Opens the menu of a row with the acts that make sense now.
fn of(model: &mut Model, row: Row) {
    let items: Vec<Action> = row.acts().iter().copied().filter(|act| model.applies(*act)).collect();
    model.overlays.push(Overlay::Menu(Menu { row, items, at: 0 }));
}

/// The act that ends the selected deadline.
fn due(model: &mut Model) -> Vec<Effect> {
    let Some(what) = model.selected_deadline().map(|deadline| deadline.what.clone()) else {
        model.tell("没有时限", "nothing is due");
        return Vec::new();
    };
    match what {
        Due::Acknowledge { order } | Due::Remind { order, .. } => open::climb(model, Some(order)),
        Due::CallNext { .. } | Due::CallLevel { .. } => return on_board(model, Action::Call),
        Due::ListCallees { .. } => return on_board(model, Action::ImportTable),
        Due::AnswerMeasures { warning } => return open::form(model, FormKind::Measures(warning)),
        Due::Complete { order } => return open::form(model, FormKind::EndOrder(order)),
        Due::Relieve { evacuation } => return open::form(model, FormKind::Relief(evacuation)),
        Due::Notify { about } => return open::form(model, FormKind::Notify(about)),
        Due::CountHeads { order } | Due::FindMissing { order, .. } => {
            return open::form(model, FormKind::CountHeads(order));
        }
        Due::Ratify { event } => open::ratify(model, Some(event)),
        Due::TakeOver { handed } => return open::form(model, FormKind::TakeOver(handed)),
        Due::Consult { consult, wants } => return super::consult::due(model, consult, wants),
        Due::Aar { aar, wants } => return super::aar::due(model, aar, wants),
        Due::Aid { aid, wants } => return super::linkage::due(model, aid, wants),
        Due::Scene { incident, about, wants } => return super::onsite::due(model, incident, about, wants),
        Due::NextConsult { .. } => return on_board(model, Action::RequestConsult),
        Due::Depart { team, .. } => open::team_status(model, &team, Some(TeamStatus::EnRoute)),
        Due::Decide { warning } => open::decide(model, Some(warning), None),
        Due::Approve { proposal } => open::decide(model, None, Some(proposal)),
        Due::ReportByPhone { .. }
        | Due::ReportInWriting { .. }
        | Due::FollowUp { .. }
        | Due::Regular { .. }
        | Due::Verify { .. }
        | Due::Correct { .. }
        | Due::ReportUp { .. } => open::report_due(model, &what),
        Due::Switch { area, what, .. } => return super::switch::due(model, area, what),
        what @ (Due::Arrive { .. }
        | Due::Eta { .. }
        | Due::AssignTask { .. }
        | Due::Rest { .. }
        | Due::Locate { .. }) => return assembly::due(model, &what),
        Due::Resource { entry, wants } => return super::resource::due(model, entry, &wants),
        Due::StepLate { .. } => return open::perform(model, Action::NewOrder),
        Due::AssessPlan { .. } => super::step::assess(model),
        Due::Step { run, step } => {
            let row = Row::Step(run, step);
            if !model.select_row(Board::Plan, &row) {
                // What is due comes before what was looked for.
                model.lists.remove(&Board::Plan);
                model.derive_list(Board::Plan);
                model.select_row(Board::Plan, &row);
            }
            if let Some(place) = model.layout.boards.iter().position(|board| *board == Board::Plan) {
                list::go(model, Action::GoTo(u8::try_from(place).unwrap_or(u8::MAX)));
            }
            of(model, row);
        }
    }
    Vec::new()
}

/// Keys in an open menu.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Menu(menu)) = model.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::Up => menu.at = menu.at.saturating_sub(1),
        Action::Down => menu.at = (menu.at + 1).min(menu.items.len().saturating_sub(1)),
        Action::Open => {
            let at = menu.at;
            return pick(model, at);
        }
        Action::MenuPick(at) => return pick(model, usize::from(at)),
        Action::Back => return close(model),
        _ => {}
    }
    Vec::new()
}

fn pick(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some(Overlay::Menu(menu)) = model.overlays.last() else { return Vec::new() };
    let Some(action) = menu.items.get(at).copied() else { return Vec::new() };
    let row = menu.row.clone();
    model.overlays.pop();
    // The list may have moved on under the menu: what was picked is done with the menu's row or not at all.
    if !model.select_row(row.board(), &row) {
        model.tell("这一行已不在列表里", "this row is no longer in the list");
        return Vec::new();
    }
    on_board(model, action)
}
