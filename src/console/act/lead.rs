//! Who leads, and at which level: a response proposed, an on-site commander appointed.

use super::{Action, Effect, Model, open};
use crate::console::FormKind;

/// Opens the form, or says what is missing for it.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::Propose {
        return open::form(model, FormKind::Propose);
    }
    match model.selected_incident() {
        Some(id) => open::form(model, FormKind::Appoint(id)),
        None => {
            model.tell("先选一个事件", "select an incident first");
            Vec::new()
        }
    }
}
