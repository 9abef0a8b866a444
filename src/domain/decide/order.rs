//! Orders and requests: to whom which may go, and when one is done.

use super::assembly::{Mobilise, each, moved};
use super::{Standing, known, linkage, said, unknown};
use crate::clock::At;
use crate::domain::{
    Aspect, Assignment, Command, EventId, Fact, Form, Muster, OfStep, Order, Outcome, Purpose, Recipient, Refusal,
    Role, TeamCode, TeamKind, TeamStatus, Urgency, World,
};

/// One order, or one for each of several.
pub(super) fn issue(world: &World, standing: &Standing, command: Command) -> Result<Vec<Fact>, Refusal> {
    let along = match &command {
        Command::IssueOrders { urgency: Urgency::Withdraw, incident, to, .. } => {
            super::scene::withdrawn(world, standing, *incident, to)
        }
        Command::IssueOrder { urgency: Urgency::Withdraw, incident, to, .. } => {
            super::scene::withdrawn(world, standing, *incident, std::slice::from_ref(to))
        }
        _ => Vec::new(),
    };
    let issued = match command {
        Command::IssueOrders { .. } => issue_to_all(world, standing, command)?,
        _ => issue_one(world, standing, world.next_order_number(), command, None)?,
    };
    Ok(issued.into_iter().chain(along).collect())
}

/// A step of a plan that runs, as an order or several.
pub(super) fn of_step(world: &World, standing: &Standing, of: &OfStep, command: Command) -> Result<Vec<Fact>, Refusal> {
    known(world.step(of.run, &of.step).is_some(), "step", of.step.to_string())?;
    let mut facts = match command {
        Command::IssueOrder { .. } | Command::IssueOrders { .. } => issue(world, standing, command)?,
        _ => return Err(Refusal::Empty),
    };
    for fact in &mut facts {
        if let Fact::OrderIssued(order) = fact {
            order.step = Some(Box::new(of.clone()));
        }
    }
    Ok(facts)
}

/// An order to a team also assigns the team and puts it under orders, so that the boards agree with the log.
///
/// Whoever sees the danger calls everybody back, whosever they are (生产安全事故应急条例 art. 22; rules.md 5.4: anyone may call
/// it), and nobody orders soldiers or another city's team (军队参加抢险救灾条例 art. 7; rules.md 4.4, 10.1). Both hold: a
/// withdrawal that is called to them goes out at once as a *request* to withdraw. Refusing it would stand between a warning and
/// whoever must hear it, and a request to their own city would come too late. It calls back as an order does: their heads are
/// counted, and the scene is empty until its commander lets people in; what it does not do is to move them on the boards.
pub(super) fn issue_one(
    world: &World,
    standing: &Standing,
    number: u32,
    command: Command,
    muster: Option<Muster>,
) -> Result<Vec<Fact>, Refusal> {
    let Command::IssueOrder { mut form, to, incident, text, urgency, destination, authority, until } = command else {
        return Ok(Vec::new());
    };
    let text = said(&text)?;
    let mut own = true;
    match &to {
        Recipient::Team(code) => {
            let team = world.team(code).ok_or_else(|| unknown("team", code))?.team;
            own = world.takes_orders(standing.area.as_ref(), team, incident);
            match (form, team.kind) {
                (Form::Order, _) if own => {}
                (Form::Order, _) if urgency == Urgency::Withdraw => form = Form::Request,
                (Form::Order, TeamKind::Military) => return Err(Refusal::Military(code.clone())),
                (Form::Order, _) => return Err(Refusal::ForeignTeam(code.clone())),
                (Form::Request, _) => {}
            }
        }
        Recipient::Headquarters(code) => known(world.headquarters(code).is_some(), "headquarters", code.to_string())?,
        Recipient::Person { name, .. } => known(!name.trim().is_empty(), "person", name.clone())?,
    }
    let issued = standing.now;
    // Who is called back is called back from somewhere: where heads are counted, and what is in force there.
    let calls_back = urgency == Urgency::Withdraw;
    let from = incident.or_else(|| if calls_back { super::scene::called_from(world, &to) } else { None });
    let muster = muster.or_else(|| if own { calls_up(world, form, &to, urgency) } else { None });
    let assignment = Assignment { incident, destination: destination.clone(), order: None };
    let warned = muster.as_ref().is_some_and(|muster| muster.purpose == Purpose::PreAlert);
    let moved = match (own, warned, &to) {
        (true, true, Recipient::Team(team)) => {
            moved_to(world, issued, team, TeamStatus::PreAlerted).into_iter().collect()
        }
        (true, false, _) => moved_by(world, issued, (form, urgency), &to, assignment),
        _ => Vec::new(),
    };
    let sent = match &to {
        Recipient::Team(team) if own && !warned && muster.is_some() => {
            linkage::dispatched(world, standing, team, incident)
        }
        _ => None,
    };
    let muster = muster.map(Box::new);
    let role = standing.role.filter(|role| *role != Role::Controller);
    let order = Order {
        number,
        form,
        to,
        incident: from,
        text,
        urgency,
        destination,
        authority,
        role,
        issued,
        until,
        muster,
        step: None,
    };
    Ok([Fact::OrderIssued(order)].into_iter().chain(moved).chain(sent).collect())
}

/// One order for each of them, numbered on. One that must be refused refuses all: who is left out is no accident.
fn issue_to_all(world: &World, standing: &Standing, command: Command) -> Result<Vec<Fact>, Refusal> {
    let Command::IssueOrders { form, to, incident, text, urgency, destination, until } = command else {
        return Ok(Vec::new());
    };
    let first = world.next_order_number();
    let mut facts = Vec::new();
    for (to, number) in to.into_iter().zip(first..) {
        let (text, destination) = (text.clone(), destination.clone());
        let one = Command::IssueOrder { form, to, incident, text, urgency, destination, authority: None, until };
        facts.extend(issue_one(world, standing, number, one, None)?);
    }
    if facts.is_empty() { Err(Refusal::Unknown { what: "person", name: String::new() }) } else { Ok(facts) }
}

/// An order that mobilises, one for each team.
pub(super) fn muster(world: &World, standing: &Standing, what: &Mobilise) -> Result<Vec<Fact>, Refusal> {
    let first = world.next_order_number();
    let mut facts = Vec::new();
    for (team, number) in what.to.iter().zip(first..) {
        facts.extend(issue_one(world, standing, number, each(what, team), Some(what.muster.clone()))?);
    }
    if facts.is_empty() { Err(unknown("team", &"")) } else { Ok(facts) }
}

/// An order to a team that is at home calls it up, whether it says more of that or not.
fn calls_up(world: &World, form: Form, to: &Recipient, urgency: Urgency) -> Option<Muster> {
    let (Form::Order, Recipient::Team(team)) = (form, to) else { return None };
    let status = world.team(team)?.status.first().unwrap_or_default();
    let home =
        matches!(status, TeamStatus::Ready | TeamStatus::Standby | TeamStatus::PreAlerted | TeamStatus::Returned);
    (home && urgency != Urgency::Withdraw).then(Muster::default)
}

/// The status that goes along, where the table of rules.md 6.3 leads there: an order says nothing of a team at work.
fn moved_to(world: &World, at: At, team: &TeamCode, to: TeamStatus) -> Option<Fact> {
    let now = world.team(team)?.status.agreed();
    let leads = now.is_none_or(|now| now.may_become(to));
    if leads { moved(world, at, team, to) } else { None }
}

/// What an order does to its team at once. A request moves nobody: whose team it is decides.
fn moved_by(
    world: &World,
    at: At,
    (form, urgency): (Form, Urgency),
    to: &Recipient,
    assignment: Assignment,
) -> Vec<Fact> {
    let (Form::Order, Recipient::Team(team)) = (form, to) else { return Vec::new() };
    let mut facts = Vec::new();
    if assignment.incident.is_some() || assignment.destination.is_some() {
        let assignment = filled(assignment, world.team(team).and_then(|view| view.assignment.agreed()));
        let after = world.heads(&Aspect::Assignment(team.clone()));
        facts.push(Fact::TeamAssigned { team: team.clone(), assignment, after });
    }
    // Who waits on a scene and is called back is there as before.
    let waits = world.team(team).and_then(|view| view.status.agreed()) == Some(TeamStatus::Staged);
    if !(waits && urgency == Urgency::Withdraw) {
        facts.extend(moved_to(world, at, team, TeamStatus::Ordered));
    }
    facts
}

/// An order for what the team is at already changes where it goes only when it says so.
fn filled(ordered: Assignment, held: Option<Assignment>) -> Assignment {
    match held {
        Some(held) if ordered.incident.is_none() || ordered.incident == held.incident => {
            Assignment { incident: held.incident, destination: ordered.destination.or(held.destination), ..ordered }
        }
        _ => ordered,
    }
}

/// Whether a withdrawal may be done before everybody is accounted for is a guard's to ask.
pub(super) fn end(world: &World, standing: &Standing, order: EventId, outcome: Outcome) -> Result<Vec<Fact>, Refusal> {
    let at = standing.now;
    let view = world.order(order).ok_or_else(|| unknown("order", &order.short()))?;
    recallable(world, standing, view.order, &outcome)?;
    let mut along = super::assembly::closed(world, order, &outcome, at);
    if matches!(outcome, Outcome::Refused(_) | Outcome::Cancelled(_)) {
        along.extend(linkage::called_off(world, standing, order, &[]));
    }
    let ended = Fact::OrderEnded { order, outcome, at, after: world.heads(&Aspect::Outcome(order)) };
    Ok([ended].into_iter().chain(along).collect())
}

/// To call off what another city ordered its own team is to command that team; to lift a withdrawal is for who called it.
fn recallable(world: &World, standing: &Standing, order: &Order, outcome: &Outcome) -> Result<(), Refusal> {
    let (Outcome::Cancelled(_), Form::Order, Recipient::Team(code)) = (outcome, order.form, &order.to) else {
        return Ok(());
    };
    let foreign = world.team_card(code).is_some_and(|team| {
        team.kind != TeamKind::Military && !world.takes_orders(standing.area.as_ref(), team, order.incident)
    });
    if foreign && order.urgency != Urgency::Withdraw { Err(Refusal::ForeignTeam(code.clone())) } else { Ok(()) }
}
