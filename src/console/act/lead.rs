//! Who leads, and at which level: a response proposed, an on-site commander appointed.

use super::{Action, Effect, Model, open};
use crate::console::FormKind;

/// Whether an action is about who leads.
pub(super) fn is(action: Action) -> bool {
    matches!(action, Action::Propose | Action::AppointCommander)
}

/// Opens the form, or says what is missing for it.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::Propose {
        return open::form(model, FormKind::Propose);
    }
    if let Some(id) = model.selected_incident() {
        return open::form(model, FormKind::Appoint(id));
    }
    model.tell("先选一个事件", "select an incident first");
    Vec::new()
}
