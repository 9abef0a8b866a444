//! Calls and answers as commands.

use super::{Fault, Filled, picked};
use crate::console::form::{FieldName, FormKind, Pick, calls};
use crate::domain::{Command, EventId};

impl Filled<'_> {
    pub(super) fn call(&self) -> Result<Command, Fault> {
        let means = picked!(self, FieldName::Means, Means)?;
        let at = self.time_or_opened(FieldName::At)?;
        calls::made(self.form, self.model, means, at).ok_or_else(|| {
            let nobody = self.form.pick(FieldName::Callee).is_none();
            self.choose(if nobody { FieldName::Callee } else { FieldName::Answer })
        })
    }

    /// What is answered anew; a reason or owner that is missing is asked for at its field.
    pub(super) fn measures(&self, warning: EventId) -> Result<Command, Fault> {
        debug_assert!(matches!(self.form.kind, FormKind::Measures(_)), "only that form has these fields");
        let shown = self.form.fields.iter().filter(|field| self.form.shown(field));
        let mut notes = shown.filter(|field| matches!(field.name, FieldName::MeasureNote(..) | FieldName::Owner));
        if let Some(empty) = notes.find(|field| field.line().text().trim().is_empty()) {
            return Err(self.needs(empty.name));
        }
        Ok(Command::AnswerMeasures { warning, answers: calls::answered(self.form, self.model, warning) })
    }
}
