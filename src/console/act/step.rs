//! Steps of a plan: one key each on their board; from elsewhere the step is named.

use super::{Action, Effect, Model, open, record};
use crate::console::{Board, FormKind, Pane, Row};
use crate::domain::{Command, EventId, Fact, Reckoning, StepCode, StepStatus};

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
    // A key acts on what it saw: what is on its way is not seen yet, and what is so needs no second word.
    if is_on_way(model, run, &step) {
        model.tell("上一键正在入账", "what was pressed before is being recorded");
        return Vec::new();
    }
    if model.world.step_status(run, &step) == Reckoning::Agreed(&status) {
        model.tell("已记过", "that is recorded");
        return Vec::new();
    }
    let wants = model.world.step(run, &step).is_some_and(|step| !step.evidence.is_empty());
    if status == StepStatus::Done && wants {
        return open::step(model, FormKind::StepDone, Some((run, step)));
    }
    record::carry_out(model, Command::SetStep { run, step, status }, None).unwrap_or_default()
}

/// Whether something was said of a step that is not durable yet: said beside it, another status would be disputed.
fn is_on_way(model: &Model, run: EventId, step: &StepCode) -> bool {
    let of_step = |fact: &Fact| matches!(fact, Fact::StepSet { run: of, step: code, .. } if *of == run && code == step);
    model.pending.iter().any(|pending| pending.facts.iter().any(of_step))
}

/// What a plan that is to be assessed waits for: its next edition.
pub(super) fn assess(model: &mut Model) {
    if model.layout.boards.contains(&Board::Plan) {
        (model.board, model.pane) = (Board::Plan, Pane::Board);
    }
    let (zh, en) = (
        "评估后以新版本入库: qianzhi region adopt, 复审日期随新版本",
        "once assessed its next edition is adopted: qianzhi region adopt, with its next review",
    );
    model.tell(zh, en);
}
