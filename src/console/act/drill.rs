//! The controller's hand on the drill: what it asks is an event like any other; the engine obeys.

use super::{Action, Ask, Effect, Model, Overlay, Then, open, record};
use crate::console::{Board, FormKind, Row};
use crate::domain::{Command, DrillControl};

/// Speeds that the arrows step through, in drill milliseconds per 1000.
const SPEEDS: [u32; 3] = [1000, 10_000, 60_000];

/// Asks something of the drill engine.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    if !model.applies(action) {
        model.tell("此处不能导调", "there is nothing to control here");
        return Vec::new();
    }
    let speed = model.world.drill_clock().map_or(1000, |clock| clock.pace.per_mille);
    let control = match action {
        Action::DrillPause if speed == 0 => DrillControl::Resume,
        Action::DrillPause => DrillControl::Pause,
        Action::DrillSlower | Action::DrillFaster if speed == 0 => {
            let key = model.key_name(Action::DrillPause);
            model.note(format!(
                "{} ({key})",
                model.lang.pick("演练已暂停: 先继续", "the drill is paused: let it go on first")
            ));
            return Vec::new();
        }
        Action::DrillSlower | Action::DrillFaster => {
            let next = if action == Action::DrillSlower {
                SPEEDS.iter().rev().find(|s| **s < speed)
            } else {
                SPEEDS.iter().find(|s| **s > speed)
            };
            match next {
                Some(next) => DrillControl::Speed(*next),
                None => return Vec::new(),
            }
        }
        Action::DrillSkip => return open::form(model, FormKind::SkipTo),
        Action::DrillFire => match model.selected(Board::Drill) {
            Some(Row::Inject(code)) => DrillControl::Fire(code.clone()),
            _ => return Vec::new(),
        },
        Action::DrillEnd => {
            let text = model.lang.pick("结束演练?", "End the drill?").to_owned();
            let then = Then::Do(Box::new(Command::ControlDrill(DrillControl::End)));
            model.overlays.push(Overlay::Ask(Ask { text, yes: false, then, change: None }));
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    record::carry_out(model, Command::ControlDrill(control), None).unwrap_or_default()
}
