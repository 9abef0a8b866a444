//! Steps of a plan: one key each on their board; from elsewhere the step is named.

use super::{Action, Effect, Model, open, record};
use crate::console::{Board, FormKind, Pane, Row};
use crate::domain::{Command, StepStatus};

/// Moves the selected step, or asks which.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    if model.rows(Board::Plan).is_empty() {
        let key = model.key_name(Action::StartPlan);
        model.note(format!("{} ({key})", model.lang.pick("先启动预案", "start a plan first")));
        return Vec::new();
    }
    let here = model.board == Board::Plan && model.pane != Pane::Rail;
    let selected = match model.selected(Board::Plan).filter(|_| here) {
        Some(Row::Step(run, step)) => Some((*run, step.clone())),
        _ => None,
    };
    let (status, (run, step)) = match (action, selected) {
        (Action::StepDone, None) => return open::step(model, FormKind::StepDone, None),
        (Action::StepBlocked, step) => return open::step(model, FormKind::StepBlocked, step),
        (Action::StepSkipped, Some((run, step))) => return open::form(model, FormKind::StepSkipped(run, step)),
        (Action::StepDone, Some(step)) => (StepStatus::Done, step),
        (Action::StepDoing, Some(step)) => (StepStatus::Doing, step),
        _ => return Vec::new(),
    };
    record::carry_out(model, Command::SetStep { run, step, status }, None).unwrap_or_default()
}
