//! Conflicts: a person picks a side, and the screen says what was chosen.

use super::{Action, Effect, Model, record};
use crate::domain::{Command, Conflict};
use crate::text::say::Say;

/// Picks a side, or settles in favour of the picked one.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(conflict) = model.selected_conflict() else {
        model.tell("没有冲突", "there is no conflict");
        return Vec::new();
    };
    let sides = conflict.sides.len();
    match action {
        Action::PreviousSide => model.side = model.side.saturating_sub(1),
        Action::NextSide => model.side = (model.side + 1).min(sides.saturating_sub(1)),
        Action::Settle => return settle(model, model.side),
        action => match side_of(action) {
            Some(side) if side < sides => return settle(model, side),
            Some(_) => model.tell("没有这一方", "there is no such side"),
            None => {}
        },
    }
    Vec::new()
}

/// The side that a key settles for, counted from 0.
pub(in crate::console) fn side_of(action: Action) -> Option<usize> {
    match action {
        Action::SettleFirst => Some(0),
        Action::SettleSecond => Some(1),
        Action::SettleThird => Some(2),
        _ => None,
    }
}

fn settle(model: &mut Model, side: usize) -> Vec<Effect> {
    let chosen = |conflict: &Conflict| Some((conflict.aspect.clone(), conflict.sides.get(side)?.clone()));
    let Some((aspect, side)) = model.selected_conflict().and_then(chosen) else { return Vec::new() };
    let say = Say { world: &model.world, lang: model.lang };
    let verb = model.lang.pick("采信", "settled for");
    let words = format!("{verb} {}: {} ({})", say.aspect(&aspect), say.value(&side.value), side.actor);
    record::carry_out_saying(model, Command::Settle { aspect, in_favour_of: side.id }, words)
}
