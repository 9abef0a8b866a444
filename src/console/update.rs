//! One message into the model.

use super::{Effect, Model, Msg};

/// Takes one message in; pure. The shell carries the effects out in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Tick(now) => {
            model.now = now;
            model.derive();
        }
        Msg::Resize(size) => model.size = size,
        Msg::Recorded(arrived) => {
            for one in &arrived {
                model.world.apply(&one.event);
                model.events = model.events.max(one.number);
            }
            model.derive();
        }
        Msg::JournalFailed(why) => model.journal = super::JournalState::Failed(why),
        Msg::Store(state) => model.store = state,
        Msg::Link(state) => model.link = state,
        Msg::Backlog(backlog) => model.backlog = backlog,
        Msg::Sessions(sessions) => {
            model.sessions = sessions;
            model.derive();
        }
        Msg::Fixes(fixes) => model.fixes.extend(fixes.into_iter().map(|fix| (fix.team.clone(), fix))),
        Msg::Terminate => return vec![Effect::Quit],
        Msg::Key(_) | Msg::Paste(_) => {}
    }
    Vec::new()
}
