//! Plans and their steps.

use super::{Fault, Filled, picked};
use crate::console::form::{FieldName, FormKind, Pick};
use crate::domain::{Command, StepStatus};

impl Filled<'_> {
    pub(super) fn plan(&self) -> Result<Command, Fault> {
        match &self.form.kind {
            FormKind::StepDone => match (self.step(StepStatus::Done)?, self.text(FieldName::StepProof)) {
                (Command::SetStep { run, step, .. }, evidence) if !evidence.trim().is_empty() => {
                    Ok(Command::ProveStep { run, step, evidence })
                }
                (command, _) => Ok(command),
            },
            FormKind::StepBlocked => self.step(StepStatus::Blocked(self.needed(FieldName::Reason)?)),
            FormKind::StepSkipped(run, step) => Ok(Command::SetStep {
                run: *run,
                step: step.clone(),
                status: StepStatus::Skipped(self.needed(FieldName::Reason)?),
            }),
            _ => Ok(Command::StartPlan {
                plan: picked!(self, FieldName::Plan, Plan)?,
                area: picked!(self, FieldName::Area, Area)?,
                incident: self.incident(),
                level: picked!(self, FieldName::Level, Level)?,
            }),
        }
    }

    pub(super) fn step(&self, status: StepStatus) -> Result<Command, Fault> {
        match self.form.pick(FieldName::Step) {
            Some(Pick::Step(run, step)) => Ok(Command::SetStep { run: *run, step: step.clone(), status }),
            _ => Err(self.choose(FieldName::Step)),
        }
    }
}
