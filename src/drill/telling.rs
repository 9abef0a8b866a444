//! What a simulated team tells of itself on the way: the same facts that a person would write down for it.

use super::crew::{Crew, Move};
use super::moves::allowed;
use crate::clock::At;
use crate::domain::{AssemblyCommand, AssemblyState, Command, EventId, Fact, TeamStatus, Telling, Told, World};

/// What goes along with its next move; nothing when no order of this log called it up, or when that is past.
pub(super) fn of(world: &World, at: At, crew: &Crew, next: Move, eta: Option<At>) -> Vec<Fact> {
    let Some((order, state)) = mobilisation(world, crew) else { return Vec::new() };
    let people = crew.team.card.people;
    let told = match next {
        Move::Depart if state.is_under_way() => {
            // It is moving already, another way: it sets out anew.
            let team = crew.team.card.code.clone();
            let mut facts = tell(world, at, crew, order, Told::Rerouted { route: String::new(), eta });
            facts.extend(allowed(
                world,
                at,
                [Command::SetTeamStatus { team, status: TeamStatus::EnRoute, reason: String::new() }],
            ));
            return facts;
        }
        Move::Depart => Told::Departed { people, eta },
        Move::Arrive => Told::AtScene,
        Move::CheckIn => Told::CheckedIn { people, names: String::new(), skills: String::new(), hours: None },
        Move::Work => {
            let text = world.order_issued(order).map(|order| order.text.clone()).unwrap_or_default();
            Told::Tasked { task: text }
        }
        Move::GoHome => Told::Returning,
        Move::Home => Told::Returned,
        Move::Rest => Told::Rested,
        Move::Prepare | Move::Finish | Move::StandDown => return Vec::new(),
    };
    // A ladder climbs: what it passed already is not told again.
    if told.rung().is_some_and(|rung| rung <= state) {
        return Vec::new();
    }
    let assembling = next == Move::Depart && crew.status == TeamStatus::Assembling;
    let vehicles = crew.team.card.readiness.vehicles.unwrap_or(1);
    let counted = Told::RollCalled { people, vehicles, kit: String::new() };
    let counted = if assembling { tell(world, at, crew, order, counted) } else { Vec::new() };
    counted.into_iter().chain(tell(world, at, crew, order, told)).collect()
}

/// That no road leads on, of a team that is on its way.
pub(super) fn blocked(world: &World, at: At, crew: &Crew, by: &str) -> Vec<Fact> {
    match mobilisation(world, crew) {
        Some((order, state)) if state.is_under_way() => {
            tell(world, at, crew, order, Told::Blocked { by: by.to_owned() })
        }
        _ => Vec::new(),
    }
}

/// The order it moves on: that of its job, else the one it is still out on.
fn mobilisation(world: &World, crew: &Crew) -> Option<(EventId, AssemblyState)> {
    let code = &crew.team.card.code;
    let of_job = crew.job.as_ref().and_then(|job| world.mobilisation(job.order));
    let out = || world.mobilisations().find(|one| one.team == code && one.state.is_out());
    let resting = || world.mobilisations().find(|one| one.team == code && one.state == AssemblyState::Returned);
    let one = if crew.job.is_some() { of_job } else { out().or_else(resting) };
    one.filter(|one| !one.is_pre_alert()).map(|one| (one.id, one.state))
}

fn tell(world: &World, at: At, crew: &Crew, order: EventId, told: Told) -> Vec<Fact> {
    let (by, means) = (crew.team.card.leader.clone(), crew.team.means);
    allowed(world, at, [Command::Assembly(AssemblyCommand::Tell(Telling { order, told, by, means, at }))])
}
