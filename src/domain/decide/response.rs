//! Commands about the response and who leads: proposed, decided, changed, and who commands on the scene.

use super::{Standing, known, said};
use crate::domain::{Aspect, Command, Decision, Fact, Ground, Proposal, Refusal, Response, Role, Warning, World};
use crate::limits::ENTRY_BYTES_MAX;

pub(super) fn decide(world: &World, standing: &Standing, command: Command) -> Result<Vec<Fact>, Refusal> {
    let now = standing.now;
    Ok(vec![match command {
        Command::DecideResponse { area, by, decision, basis, effective, conclusion } => {
            complete(&decision)?;
            let conclusion = conclusion.trim().to_owned();
            if conclusion.len() > ENTRY_BYTES_MAX {
                return Err(Refusal::TooLong(conclusion.len()));
            }
            let after = world.heads(&Aspect::Response(area.clone()));
            let role = standing.role.filter(|role| *role != Role::Controller);
            let response = Response { area, by, decision, basis, decided: now, effective, conclusion, role };
            Fact::ResponseDecided { response, after }
        }
        Command::ProposeResponse { area, level, ground } => {
            let ground = match ground {
                Ground::Warning(id) => {
                    let warning: Option<&Warning> = world.warning(id);
                    known(warning.is_some(), "warning", id.short())?;
                    Ground::Warning(id)
                }
                Ground::Threshold(text) => Ground::Threshold(said(&text).map_err(why)?),
                Ground::Consultation(text) => Ground::Consultation(said(&text).map_err(why)?),
                Ground::Concluded(id) => {
                    known(world.consultation(id).is_some(), "consultation", id.short())?;
                    Ground::Concluded(id)
                }
            };
            Fact::ResponseProposed(Proposal { area, level, ground, proposed: now })
        }
        Command::AppointCommander { incident, name } => {
            known(world.incident(incident).is_some(), "incident", incident.short())?;
            let after = world.heads(&Aspect::Commander(incident));
            Fact::CommanderAppointed { incident, name: said(&name)?, after }
        }
        Command::ChangePosture { area, posture } => {
            let after = world.heads(&Aspect::Posture(area.clone()));
            Fact::PostureChanged { area, posture, at: now, after }
        }
        _ => return Ok(Vec::new()),
    }])
}

/// A proposal rests on something (rules.md 2.4).
fn why(no: Refusal) -> Refusal {
    if no == Refusal::Empty { Refusal::GroundMissing } else { no }
}

fn complete(decision: &Decision) -> Result<(), Refusal> {
    match decision {
        Decision::Activated { matter, period, measures, .. } => {
            [("matter", matter), ("period", period), ("measures", measures)]
                .into_iter()
                .find(|(_, text)| text.trim().is_empty())
                .map_or(Ok(()), |(field, _)| Err(Refusal::ActivationIncomplete(field)))
        }
        Decision::Declined { reason } if reason.trim().is_empty() => Err(Refusal::ReasonMissing),
        Decision::Declined { .. } | Decision::Terminated => Ok(()),
    }
}
