//! What forms that set something right come to.

use super::{Fault, FieldName, Filled, FormKind, Pick, picked};
use crate::domain::Command;

impl Filled<'_> {
    pub(super) fn set_right(&self) -> Result<Command, Fault> {
        Ok(match &self.form.kind {
            FormKind::Merge(merged) => Command::MergeIncidents {
                merged: *merged,
                into: picked!(self, FieldName::Into, Incident)?,
                reason: self.needed(FieldName::Reason)?,
            },
            FormKind::Split(_) => Command::SplitIncident {
                merged: picked!(self, FieldName::Apart, Incident)?,
                reason: self.needed(FieldName::Reason)?,
            },
            FormKind::Code(incident) => Command::CodeIncident {
                incident: *incident,
                code: picked!(self, FieldName::Code, Code)?,
                reason: self.text(FieldName::Reason),
            },
            FormKind::Amend(entry) => Command::AmendEntry {
                entry: *entry,
                text: self.needed(FieldName::Text)?,
                reason: self.needed(FieldName::Reason)?,
            },
            _ => return Err(self.choose(FieldName::Row)),
        })
    }
}
