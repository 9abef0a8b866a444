//! 快速集结: orders that mobilise, and what is told of the teams that they went to.

use super::{Standing, known, order, said, unknown};
use crate::clock::At;
use crate::domain::{
    Aspect, AssemblyState, Assignment, Command, Crew, Destination, EventId, Fact, Form, Muster, Outcome, Purpose,
    Recipient, Reckoning, Refusal, TeamCode, TeamStatus, Telling, Told, Urgency, World,
};

/// What is done about mobilisations.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
pub enum AssemblyCommand {
    /// Mobilise teams, or warn them of it: each gets its own order.
    Muster(Mobilise),
    /// Write down what was told of a team.
    Tell(Telling),
    /// Send a team elsewhere that is under way or not yet gone: its order is over, and another begins.
    Divert { from: EventId, reason: String, to: Mobilise },
    /// Say who is on duty.
    SetCrew(Crew),
}

/// An order that mobilises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mobilise {
    /// Whether it asks or orders.
    pub form: Form,
    /// Which teams.
    pub to: Vec<TeamCode>,
    /// For which incident.
    pub incident: Option<EventId>,
    /// 任务.
    pub text: String,
    /// How soon it must be acknowledged.
    pub urgency: Urgency,
    /// Where to.
    pub destination: Option<Destination>,
    /// The rest of it.
    pub muster: Muster,
    /// The mobilisation that it takes the place of: whose team declined, or did not answer.
    pub instead_of: Option<EventId>,
}

pub(super) fn decide(world: &World, standing: &Standing, command: AssemblyCommand) -> Result<Vec<Fact>, Refusal> {
    match command {
        AssemblyCommand::Muster(what) => muster(world, standing, &what),
        AssemblyCommand::Tell(telling) => tell(world, telling),
        AssemblyCommand::Divert { from, reason, to } => divert(world, standing, from, &reason, to),
        AssemblyCommand::SetCrew(crew) => {
            known(world.team(&crew.team).is_some(), "team", crew.team.to_string())?;
            let crew = Crew { name: said(&crew.name)?, ..crew };
            let after = world.heads(&Aspect::Crew(crew.team.clone(), crew.name.clone()));
            Ok(vec![Fact::CrewSet { crew, after }])
        }
    }
}

fn muster(world: &World, standing: &Standing, what: &Mobilise) -> Result<Vec<Fact>, Refusal> {
    let mut facts = Vec::new();
    let warned: Vec<EventId> = if what.muster.purpose == Purpose::Mobilise {
        let of = |one: &crate::domain::Mobilisation<'_>| one.is_pre_alert() && what.to.contains(one.team);
        world.mobilisations().filter(of).map(|one| one.id).collect()
    } else {
        Vec::new()
    };
    if let Some(old) = what.instead_of {
        facts = replaced(world, standing, old, what.to.first())?;
    }
    let orders = order::muster(world, standing, what)?;
    // What was warned of has come.
    facts.extend(warned.into_iter().map(|id| ended(world, standing.now, id, Outcome::Done)));
    // The order first: it carries the basis.
    Ok(orders.into_iter().chain(facts).collect())
}

/// What goes along with a substitute. Nobody answered there, or the leader declined: that order is not waited for any
/// more. A team that is on its way goes on, and the other one goes as well.
fn replaced(world: &World, standing: &Standing, old: EventId, by: Option<&TeamCode>) -> Result<Vec<Fact>, Refusal> {
    let one = world.mobilisation(old).ok_or_else(|| unknown("order", &old.short()))?;
    if !matches!(one.state, AssemblyState::Ordered | AssemblyState::Declined) {
        return Ok(Vec::new());
    }
    let mut facts = vec![telling(old, Told::Replaced { by: by.cloned() }, standing)];
    if one.state == AssemblyState::Ordered {
        facts.push(ended(world, standing.now, old, Outcome::Cancelled(String::new())));
        facts.extend(freed(world, one.team));
        facts.extend(moved(world, standing.now, one.team, TeamStatus::Ready));
        facts.extend(super::linkage::called_off(world, standing, old, &[]));
    }
    Ok(facts)
}

/// A fact that goes along with what is done at the console.
fn telling(order: EventId, told: Told, standing: &Standing) -> Fact {
    let by = standing.person.clone();
    Fact::AssemblyTold(Telling { order, told, by, means: crate::domain::Means::Console, at: standing.now })
}

fn ended(world: &World, at: At, order: EventId, outcome: Outcome) -> Fact {
    Fact::OrderEnded { order, outcome, at, after: world.heads(&Aspect::Outcome(order)) }
}

/// What was told moves the team's status with the same gesture.
fn tell(world: &World, telling: Telling) -> Result<Vec<Fact>, Refusal> {
    let one = world.mobilisation(telling.order).ok_or_else(|| unknown("order", &telling.order.short()))?;
    let by = said(&telling.by)?;
    let status = match &telling.told {
        Told::Tasked { task } => {
            said(task)?;
            Some(TeamStatus::Working)
        }
        Told::Blocked { by } => {
            said(by)?;
            None
        }
        // A count among those who are at work already changes nothing.
        told => told.rung().filter(|rung| *rung >= one.state).and_then(AssemblyState::status),
    };
    let moved = status.and_then(|status| moved(world, telling.at, one.team, status));
    let of = (one.team, one.order.incident);
    let released = matches!(telling.told, Told::Released | Told::Returning | Told::Rested);
    let aid = super::linkage::along(world, of, &telling.told, &by, telling.means, telling.at);
    let free = released.then(|| freed_of(world, one.team, telling.order)).flatten();
    let done = matches!(telling.told, Told::Rested) && world.open_orders().any(|view| view.id == telling.order);
    let done = done.then(|| ended(world, telling.at, telling.order, Outcome::Done));
    Ok([Fact::AssemblyTold(Telling { by, ..telling })]
        .into_iter()
        .chain(moved)
        .chain(free)
        .chain(done)
        .chain(aid)
        .collect())
}

/// The team's status, when it is another: whether that was its turn was asked of the mobilisation.
pub(super) fn moved(world: &World, at: At, team: &TeamCode, status: TeamStatus) -> Option<Fact> {
    let now = world.team(team)?.status;
    if now.agreed() == Some(status) {
        return None;
    }
    let after = world.heads(&Aspect::TeamStatus(team.clone()));
    Some(Fact::TeamStatusSet { team: team.clone(), status, at, after, reason: String::new() })
}

/// The team is for nothing any more, unless it is another order's by now.
fn freed_of(world: &World, team: &TeamCode, order: EventId) -> Option<Fact> {
    let other = world.mobilisations().any(|one| one.team == team && one.id != order && !one.is_pre_alert());
    if other { None } else { freed(world, team) }
}

fn freed(world: &World, team: &TeamCode) -> Option<Fact> {
    let assigned = world.team(team)?.assignment;
    let bound = |a: &Assignment| a.incident.is_some() || a.destination.is_some() || a.order.is_some();
    let free = Assignment { incident: None, destination: None, order: None };
    assigned.first().filter(bound)?;
    let after = world.heads(&Aspect::Assignment(team.clone()));
    Some(Fact::TeamAssigned { team: team.clone(), assignment: free, after })
}

fn divert(world: &World, standing: &Standing, from: EventId, reason: &str, to: Mobilise) -> Result<Vec<Fact>, Refusal> {
    let one = world.mobilisation(from).ok_or_else(|| unknown("order", &from.short()))?;
    let reason = said(reason).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })?;
    let to = Mobilise { to: vec![one.team.clone()], ..to };
    let mut facts = order::muster(world, standing, &to)?;
    facts.extend(super::linkage::called_off(world, standing, from, &[to.incident]));
    facts.push(telling(from, Told::Diverted { reason: reason.clone() }, standing));
    facts.push(ended(world, standing.now, from, Outcome::Cancelled(reason)));
    Ok(facts)
}

/// What goes along with an answer to an order that mobilises.
pub(super) fn acknowledged(world: &World, order: EventId, at: At) -> Option<Fact> {
    let one = world.mobilisation(order)?;
    let waits = one.state == AssemblyState::Ordered;
    let status = world.team(one.team)?.status.agreed();
    let ordered = matches!(status, None | Some(TeamStatus::Ordered | TeamStatus::PreAlerted | TeamStatus::Ready));
    if waits && ordered { moved(world, at, one.team, TeamStatus::Assembling) } else { None }
}

/// What goes along with the end of an order that mobilises: who declined is not to be had, who was called off is free.
pub(super) fn closed(world: &World, order: EventId, outcome: &Outcome, at: At) -> Vec<Fact> {
    let Some(one) = world.mobilisation(order) else { return Vec::new() };
    let now = world.team(one.team).and_then(|view| view.status.first());
    // Whoever moved the team by its status alone told nothing of the order.
    let under_way = one.state.is_under_way() || now == Some(TeamStatus::EnRoute);
    let waits = |now| {
        let home = [TeamStatus::Ready, TeamStatus::Standby, TeamStatus::PreAlerted];
        let called = [TeamStatus::Ordered, TeamStatus::Assembling, TeamStatus::Unavailable];
        home.contains(&now) || called.contains(&now)
    };
    let out = one.state.is_out() || !now.is_none_or(waits);
    let status = match outcome {
        Outcome::Refused(_) if !out => TeamStatus::Unavailable,
        Outcome::Cancelled(_) if under_way => TeamStatus::Returning,
        Outcome::Cancelled(_) if !out => TeamStatus::Ready,
        _ => return Vec::new(),
    };
    // Another order has the team by now: what becomes of this one moves it no more.
    let other = world.mobilisations().any(|other| other.team == one.team && other.id != order && !other.is_pre_alert());
    if other || one.state.is_over() {
        return Vec::new();
    }
    moved(world, at, one.team, status).into_iter().chain(freed(world, one.team)).collect()
}

/// What goes along with a team's being ready again, said by its status alone: what it was mobilised for by orders that
/// ended is over. A decline still waits for another team.
pub(super) fn home(world: &World, standing: &Standing, team: &TeamCode) -> Vec<Fact> {
    let over = |order: &EventId| {
        world.order_outcome(*order) != Reckoning::Unset
            && world.mobilisation(*order).is_some_and(|one| one.state != AssemblyState::Declined)
    };
    world.bookings(team).filter(over).map(|order| telling(order, Told::Rested, standing)).collect()
}

/// One order of several.
pub(super) fn each(what: &Mobilise, team: &TeamCode) -> Command {
    Command::IssueOrder {
        form: what.form,
        to: Recipient::Team(team.clone()),
        incident: what.incident,
        text: what.text.clone(),
        urgency: what.urgency,
        destination: what.destination.clone(),
        authority: None,
        until: None,
    }
}
