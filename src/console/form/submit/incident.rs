//! Figures of an incident, and heads after a withdrawal.

use super::{Fault, Filled, picked};
use crate::console::form::{FieldName, Pick};
use crate::domain::{Command, EventId, Figure, HeadCount};

impl Filled<'_> {
    pub(super) fn figure(&self) -> Result<Command, Fault> {
        let incident = picked!(self, FieldName::Incident, Incident)?;
        let figure = picked!(self, FieldName::Figure, Figure)?;
        let verified = picked!(self, FieldName::Verified, Verified)?;
        let count = self.quantity(FieldName::Count, figure.per_unit())?;
        let occurred = self.time_or_opened(FieldName::At)?;
        Ok(Command::ReportFigure {
            incident,
            figure,
            value: Figure { count, verified },
            occurred,
            source: self.text(FieldName::Source),
        })
    }

    pub(super) fn heads(&self, order: EventId) -> Result<Command, Fault> {
        let Some(present) = self.number(FieldName::Present)? else { return Err(self.needs(FieldName::Present)) };
        Ok(Command::CountHeads(HeadCount {
            order,
            present,
            missing: self.number(FieldName::Absent)?.unwrap_or_default(),
            names: self.text(FieldName::AbsentNames),
            by: self.needed(FieldName::By)?,
            means: picked!(self, FieldName::Means, Means)?,
            at: self.time_or_opened(FieldName::At)?,
        }))
    }
}
