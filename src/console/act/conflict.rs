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
        Action::SettleFor(side) if usize::from(side) < sides => return settle(model, usize::from(side)),
        Action::SettleFor(_) => model.tell("没有这一方", "there is no such side"),
        _ => {}
    }
    Vec::new()
}

fn settle(model: &mut Model, side: usize) -> Vec<Effect> {
    let chosen = |conflict: &Conflict| Some((conflict.aspect.clone(), conflict.sides.get(side)?.clone()));
    let Some((aspect, side)) = model.selected_conflict().and_then(chosen) else { return Vec::new() };
    let say = Say { world: &model.world, lang: model.lang };
    let verb = model.lang.pick("采信", "settled for");
    // Nobody was signed in where it was said: the board names the post.
    let by = if side.actor.is_empty() { String::new() } else { format!(" ({})", side.actor) };
    let words = format!("{verb} {}: {}{by}", say.aspect(&aspect), say.value(&side.value));
    record::carry_out_saying(model, Command::Settle { aspect, in_favour_of: side.id }, words)
}
