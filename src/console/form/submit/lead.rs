//! What forms about the response and who leads it come to.

use super::{Fault, FieldName, Filled, FormKind, Pick, picked};
use crate::console::form::{DecisionPick, GroundPick};
use crate::domain::{Command, Decision, Ground};

impl Filled<'_> {
    pub(super) fn lead(&self) -> Result<Command, Fault> {
        Ok(match &self.form.kind {
            FormKind::Propose => {
                let ground = self.ground()?;
                let level = picked!(self, FieldName::Level, Level)?;
                Command::ProposeResponse { area: picked!(self, FieldName::Area, Area)?, level, ground }
            }
            FormKind::Appoint(incident) => {
                Command::AppointCommander { incident: *incident, name: self.needed(FieldName::Commander)? }
            }
            FormKind::Posture => Command::ChangePosture {
                area: picked!(self, FieldName::Area, Area)?,
                posture: picked!(self, FieldName::Posture, Posture)?,
                record: self.text(FieldName::Record),
            },
            _ => self.decision()?,
        })
    }

    fn ground(&self) -> Result<Ground, Fault> {
        Ok(match self.form.pick(FieldName::Ground) {
            Some(Pick::Warning(id, _)) => Ground::Warning(*id),
            Some(Pick::Consult(id)) => Ground::Concluded(*id),
            Some(Pick::Ground(GroundPick::Threshold)) => Ground::Threshold(self.needed(FieldName::GroundText)?),
            Some(Pick::Ground(GroundPick::Consultation)) => Ground::Consultation(self.needed(FieldName::GroundText)?),
            _ => return Err(self.choose(FieldName::Ground)),
        })
    }

    fn decision(&self) -> Result<Command, Fault> {
        let picked = picked!(self, FieldName::Decision, Decision)?;
        let (mut effective, mut conclusion) = (None, String::new());
        let decision = match picked {
            DecisionPick::Activate => {
                effective = self.time(FieldName::Effective)?;
                Decision::Activated {
                    level: picked!(self, FieldName::Level, Level)?,
                    matter: self.needed(FieldName::Matter)?,
                    period: self.needed(FieldName::Period)?,
                    measures: self.needed(FieldName::Measures)?,
                }
            }
            DecisionPick::Decline => Decision::Declined { reason: self.needed(FieldName::Reason)? },
            DecisionPick::Terminate => {
                conclusion = self.text(FieldName::Conclusion);
                Decision::Terminated
            }
        };
        let cited = self.form.pick(FieldName::Cited).filter(|_| picked == DecisionPick::Terminate);
        let basis = match (cited, self.form.pick(FieldName::Basis)) {
            (Some(Pick::Consult(id)), _) | (_, Some(Pick::Warning(id, _) | Pick::Proposal(id) | Pick::Consult(id))) => {
                Some(*id)
            }
            _ => None,
        };
        Ok(Command::DecideResponse {
            area: picked!(self, FieldName::Area, Area)?,
            by: picked!(self, FieldName::Headquarters, Headquarters)?,
            decision,
            basis,
            effective,
            conclusion,
        })
    }
}
