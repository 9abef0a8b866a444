//! Commands about the response and who leads: proposed, decided, changed, and who commands on the scene.

use super::{Standing, known, said, switch};
use crate::clock::At;
use crate::domain::{
    AreaCode, Aspect, Command, Decision, Fact, Ground, Posture, Proposal, Refusal, Response, Role, Value, Warning,
    World,
};
use crate::limits::{ENTRY_BYTES_MAX, FIELD_BYTES_MAX};

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
            let follows = follows(world, &area, &decision, now);
            let response = Response { area, by, decision, basis, decided: now, effective, conclusion, role };
            let decided = Fact::ResponseDecided { response, after };
            return Ok(std::iter::once(decided).chain(follows).collect());
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
            return super::scene::appoint(world, incident, &name);
        }
        Command::ChangePosture { area, posture, record } => {
            let record = record.trim().to_owned();
            if record.len() > FIELD_BYTES_MAX {
                return Err(Refusal::TooLong(record.len()));
            }
            switch::posture(world, &area, posture, now, record)
        }
        _ => return Ok(Vec::new()),
    }])
}

/// The posture follows the response, with the same gesture (rules.md 5.2): activated it is wartime, terminated it leads back
/// to peace, from wherever the response was ended. A change of level changes none.
fn follows(world: &World, area: &AreaCode, decision: &Decision, now: At) -> Option<Fact> {
    let posture = world.posture_now(area);
    let to = match decision {
        // A change of level under somebody else's lead leaves it there.
        Decision::Activated { .. } if posture == Posture::Expanded && world.level_in_force(area).is_some() => {
            return None;
        }
        Decision::Activated { .. } if posture != Posture::War => Posture::War,
        Decision::Terminated if posture.is_war() || posture == Posture::Stabilising => Posture::Restoring,
        Decision::Activated { .. } | Decision::Declined { .. } | Decision::Terminated => return None,
    };
    Some(switch::follows(world, area, to, now))
}

/// Peace and an active response exclude each other: for peace the response is ended, for the response it is wartime.
pub(super) fn settle(world: &World, standing: &Standing, area: &AreaCode, value: &Value) -> Fact {
    match (value, world.response(area).first()) {
        (Value::Posture(_), Some(active)) => {
            let role = standing.role.filter(|role| *role != Role::Controller);
            let decision = Decision::Terminated;
            let (decided, effective) = (standing.now, None);
            let response = Response { decision, decided, effective, role, ..active.clone() };
            Fact::ResponseDecided { response, after: world.heads(&Aspect::Response(area.clone())) }
        }
        _ => switch::posture(world, area, Posture::War, standing.now, String::new()),
    }
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
