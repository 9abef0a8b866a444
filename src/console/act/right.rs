//! Setting right what was taken down: two incidents that are one, an event code, the words of an entry.

use super::{Action, Effect, Model, open};
use crate::console::{FormKind, Row};
use crate::domain::{EventId, Fact};

/// Whether an action sets something right.
pub(super) fn is(action: Action) -> bool {
    matches!(action, Action::MergeIncident | Action::SplitIncident | Action::CodeIncident | Action::Amend)
}

/// Opens the form, or says what is missing for it.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let incident = model.selected_incident();
    let missing = match (action, incident) {
        (Action::Amend, _) => match model.selected_entry() {
            Some((id, _)) => return open::form(model, FormKind::Amend(id)),
            None if model.struck_entry() => {
                ("这条已划掉, 不再更正; 另记一条", "this entry was struck: write another instead")
            }
            None => ("先选一条记录", "select an entry first"),
        },
        (_, None) => ("先选一个事件", "select an incident first"),
        (Action::MergeIncident, Some(id)) if model.world.incidents().len() > 1 => {
            return open::form(model, FormKind::Merge(id));
        }
        (Action::MergeIncident, Some(_)) => ("没有别的事件可并入", "there is no other incident to merge into"),
        (Action::SplitIncident, Some(id)) if !model.world.merges().others(id).is_empty() => {
            return open::form(model, FormKind::Split(id));
        }
        (Action::SplitIncident, Some(_)) => ("没有并入这个事件的", "nothing was merged into this incident"),
        (_, Some(id)) => return open::form(model, FormKind::Code(id)),
    };
    model.tell(missing.0, missing.1);
    Vec::new()
}

impl Model {
    /// Whether there is something that the action would set right.
    pub(in crate::console) fn may_set_right(&self, action: Action) -> bool {
        let incident = self.selected_incident();
        match action {
            Action::Amend => self.selected_entry().is_some(),
            Action::MergeIncident => incident.is_some() && self.world.incidents().len() > 1,
            Action::SplitIncident => incident.is_some_and(|id| !self.world.merges().others(id).is_empty()),
            _ => incident.is_some(),
        }
    }

    /// Whether the entry in the selected row was struck.
    fn struck_entry(&self) -> bool {
        self.entry_in_hand().is_some_and(|(id, _)| !self.world.stands(&id))
    }

    /// The entry in the selected row, when it stands, with what it says as it was written.
    pub(in crate::console) fn selected_entry(&self) -> Option<(EventId, &str)> {
        self.entry_in_hand().filter(|(id, _)| self.world.stands(id))
    }

    fn entry_in_hand(&self) -> Option<(EventId, &str)> {
        let (id, fact) = match self.selected(self.board)? {
            Row::Line(id) => {
                let mut lines = self.world.timeline(self.selected_incident());
                (*id, &*lines.find(|(_, line, ..)| line == id)?.2.fact)
            }
            Row::Entry(number) => {
                let event = &self.chronicle.entry(*number)?.event;
                (event.id, &event.fact)
            }
            _ => return None,
        };
        let Fact::EntryLogged(entry) = fact else { return None };
        Some((id, entry.text.as_str()))
    }
}
