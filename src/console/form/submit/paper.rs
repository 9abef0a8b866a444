//! What forms about reports come to.

use super::{Fault, FieldName, Filled, FormKind, Pick, picked};
use crate::console::PaperForm;
use crate::domain::{Government, ReportCommand, Reported};

impl Filled<'_> {
    pub(super) fn report(&self) -> Result<ReportCommand, Fault> {
        let FormKind::Paper(act) = &self.form.kind else { return self.told() };
        Ok(match act {
            PaperForm::Begin => ReportCommand::Begin {
                incident: picked!(self, FieldName::Incident, Incident)?,
                kind: picked!(self, FieldName::Report, Report)?,
                to: self.needed(FieldName::ReportTo)?,
                by: None,
                secrecy: picked!(self, FieldName::Secrecy, Secrecy)?,
                haste: picked!(self, FieldName::Haste, Haste)?,
            },
            PaperForm::Write(report) => ReportCommand::Write {
                report: *report,
                part: picked!(self, FieldName::Part, Part)?,
                text: self.text(FieldName::Text),
            },
            PaperForm::Submit(report) => {
                let view = self.model.world.report_paper(*report);
                let composed = view.map(|view| self.model.composed_parts(&view)).unwrap_or_default();
                let (composed, reason) = (composed.into_iter().collect(), self.needed(FieldName::Lacking)?);
                ReportCommand::Submit { report: *report, composed, reason }
            }
            PaperForm::Return(report) => {
                ReportCommand::Return { report: *report, reason: self.needed(FieldName::Reason)? }
            }
            PaperForm::Drop(report) => ReportCommand::Drop { report: *report, reason: self.needed(FieldName::Reason)? },
            PaperForm::Sign(report) => ReportCommand::Sign {
                report: *report,
                by: self.needed(FieldName::Signer)?,
                office: self.text(FieldName::Office),
                means: picked!(self, FieldName::Means, Means)?,
            },
            PaperForm::Send(report) => ReportCommand::Send {
                report: *report,
                to: self.needed(FieldName::ReportTo)?,
                means: picked!(self, FieldName::Means, Means)?,
                when: self.reported()?,
                waiver: self.text(FieldName::Waiver),
                reached: self.reached(),
            },
            PaperForm::Confirm(filed) => ReportCommand::Confirm {
                filed: *filed,
                by: self.needed(FieldName::By)?,
                means: picked!(self, FieldName::Means, Means)?,
                at: self.time_or_opened(FieldName::At)?,
            },
        })
    }

    /// A report that was told, or sent outside this log.
    fn told(&self) -> Result<ReportCommand, Fault> {
        Ok(ReportCommand::File {
            incident: picked!(self, FieldName::Incident, Incident)?,
            kind: picked!(self, FieldName::Report, Report)?,
            to: self.needed(FieldName::ReportTo)?,
            means: picked!(self, FieldName::Means, Means)?,
            when: self.reported()?,
            reached: self.reached(),
        })
    }

    /// The government above that it reached; none when it went to nobody above.
    fn reached(&self) -> Option<Government> {
        if let Some(Pick::Government(government)) = self.form.pick(FieldName::UpTo) { Some(*government) } else { None }
    }

    /// Now, unless a time was typed: that is a 补录 and rests on something.
    fn reported(&self) -> Result<Reported, Fault> {
        let at = self.time(FieldName::At)?;
        Ok(at.map_or(Reported::Now, |at| Reported::Earlier { at, basis: self.text(FieldName::Proof) }))
    }
}
