//! Steps of a plan: one key each.

use super::{Action, Effect, Model, open, record};
use crate::console::{Board, FormKind, Row};
use crate::domain::{Command, StepStatus};

/// Moves the selected step.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Row::Step(run, step)) = model.selected(Board::Plan).cloned() else {
        model.tell("先启动预案 (Ctrl-P), 再选一步", "start a plan (Ctrl-P) and select a step first");
        return Vec::new();
    };
    let status = match action {
        Action::StepDone => StepStatus::Done,
        Action::StepDoing => StepStatus::Doing,
        Action::StepBlocked => return open::form(model, FormKind::StepBlocked(run, step)),
        Action::StepSkipped => return open::form(model, FormKind::StepSkipped(run, step)),
        _ => return Vec::new(),
    };
    record::carry_out(model, Command::SetStep { run, step, status }, None).unwrap_or_default()
}
