//! Calls and answers as commands.

use super::{Fault, Filled, picked};
use crate::clock::{At, Span};
use crate::console::form::{FieldName, FormKind, Pick, calls};
use crate::domain::{Command, EventId};

impl Filled<'_> {
    pub(super) fn call(&self) -> Result<Command, Fault> {
        let means = picked!(self, FieldName::Means, Means)?;
        let at = self.called_at()?;
        calls::made(self.form, self.model, means, at).ok_or_else(|| {
            let nobody = self.form.pick(FieldName::Callee).is_none();
            self.choose(if nobody { FieldName::Callee } else { FieldName::Answer })
        })
    }

    /// When what came of the call was known. The form was opened before the call was begun, and minutes are typed
    /// without seconds: neither may put the end of one's own call before its beginning, or it goes on for everybody.
    fn called_at(&self) -> Result<At, Fault> {
        let typed = self.time(FieldName::At)?;
        let at = typed.unwrap_or(self.form.opened);
        let FormKind::Call(about, _) = &self.form.kind else { return Ok(at) };
        let (model, by) = (self.model, &self.model.post.operator);
        let begun = model.world.calling(about.subject(), model.now).filter(|call| call.by == *by);
        Ok(match begun {
            Some(call) if typed.is_none() || call.at - at < Span::minutes(1) => at.max(call.at),
            _ => at,
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
