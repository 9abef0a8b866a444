//! Answers to questions.

use super::{Action, Effect, Model, Overlay, Then, close, form};

/// Answers the question on top.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Ask(ask)) = model.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::Flip => {
            ask.yes = !ask.yes;
            Vec::new()
        }
        Action::Answer if ask.yes => yes(model),
        Action::Yes => yes(model),
        Action::Answer | Action::No | Action::Back => close(model),
        _ => Vec::new(),
    }
}

fn yes(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Ask(ask)) = model.overlays.pop() else { return Vec::new() };
    match ask.then {
        Then::Quit => vec![Effect::Quit],
        Then::Do(command) => form::carry_out(model, *command),
        Then::Import(facts) => {
            model.overlays.retain(|over| !matches!(over, Overlay::Reading(reading) if reading.facts.is_some()));
            vec![Effect::Import(facts)]
        }
    }
}
