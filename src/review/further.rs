//! Indicators of the mechanisms beside those of rules.md 5.6: consultations (5.1), teams that are called up (5.3), scenes
//! (5.4). Each is what kept its limit of what had one; what it aims at is the bureau's to set.

use super::{Clock, Scope};
use crate::domain::{AssemblyState, ConsultKind, Mobilisation, Rung, SceneView, Timer, World};

/// C1: emergency consultations, from the request to the beginning: to be taken up and then to begin has each its limit.
pub(super) fn begun(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let views = world.consultations();
    let emergencies = views.iter().filter(|view| view.consult.kind == ConsultKind::Emergency);
    let of = emergencies.filter_map(|view| {
        let at = view.consult.at;
        let due = at + rules.within(Timer::ConsultAccept, at) + rules.within(Timer::ConsultStart, at);
        scope.clock(&view.consult.area, view.id, at, due, view.started().map(|(_, at, _)| at))
    });
    of.collect()
}

/// C2: from the end of the discussion to the signature.
pub(super) fn signed(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let views = world.consultations();
    let of = views.iter().filter_map(|view| {
        let ended = view.ended()?;
        let due = ended + rules.within(Timer::ConsultDraft, ended);
        scope.clock(&view.consult.area, view.id, ended, due, view.signed().map(|(_, at, _)| at))
    });
    of.collect()
}

/// C3: of each consultation that settled anything, from the signature to the acknowledgement of the last of it.
pub(super) fn acted(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let views = world.consultations();
    let of = views.iter().filter_map(|view| {
        let (_, signed, _) = view.signed()?;
        let actions = view.actions(world);
        if actions.is_empty() {
            return None;
        }
        let due = signed + rules.within(Timer::ConsultAck, signed);
        let heard = actions.iter().map(|action| action.order.as_ref()?.reached(Rung::Acknowledged));
        let last = heard.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
        scope.clock(&view.consult.area, view.id, signed, due, last)
    });
    of.collect()
}

/// What was called up, and not only warned.
fn called_up(world: &World) -> Vec<Mobilisation<'_>> {
    let all = world.orders().into_iter().filter_map(|view| world.mobilisation(view.id));
    all.filter(|one| !one.is_pre_alert()).collect()
}

/// M1: from the acknowledgement to the departure, by kind of team. Who was called off before was not to leave.
pub(super) fn departed(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let of = |one: &Mobilisation<'_>| {
        let off = matches!(one.state, AssemblyState::Cancelled | AssemblyState::Diverted | AssemblyState::Declined);
        let left = one.departed().or_else(|| one.arrived());
        let team = world.team_card(one.team)?;
        let since = one.acknowledged.filter(|_| left.is_some() || !off)?;
        let due = since + rules.within(Timer::departure(team.kind)?, since);
        scope.clock(&team.area, one.id, one.order.issued, due, left)
    };
    called_up(world).iter().filter_map(of).collect()
}

/// M2: arrivals against the time that was told first, with the slip that is no alarm.
pub(super) fn arrived(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let of = |one: &Mobilisation<'_>| {
        let (eta, departed) = (one.first_eta()?, one.departed()?);
        let due = eta + rules.within(Timer::Slip, departed);
        scope.clock(&world.team_card(one.team)?.area, one.id, one.order.issued, due, one.arrived())
    };
    called_up(world).iter().filter_map(of).collect()
}

/// S1: from the first on the scene to the first size-up.
pub(super) fn sized_up(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let of = |view: &SceneView<'_>| {
        let (id, at) = view.opened()?;
        let due = at + rules.within(Timer::SizeUp, at);
        scope.clock(&world.incident(view.incident)?.area, id, at, due, view.sized_up())
    };
    world.scenes().iter().filter_map(of).collect()
}

/// S2: from the activation, once somebody was there, to the command post.
pub(super) fn posts(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let of = |view: &SceneView<'_>| {
        let (id, opened) = view.opened()?;
        let area = &world.incident(view.incident)?.area;
        let ran = |run: &Vec<_>| World::ended_run(run).is_none_or(|(_, ended)| ended > opened);
        let run = world.runs_of(area).into_iter().find(ran)?;
        let since = run.first()?.1.decided.max(opened);
        let due = since + rules.within(Timer::Post, since);
        scope.clock(area, id, since, due, view.post().map(|(_, at, _)| at))
    };
    world.scenes().iter().filter_map(of).collect()
}

/// S3: tasks, from their assignment to their acknowledgement.
pub(super) fn tasks(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let mut clocks = Vec::new();
    for view in world.scenes() {
        let Some(incident) = world.incident(view.incident) else { continue };
        for task in view.tasks(world) {
            let needless = task.acknowledged.is_none() && task.closed();
            let due = task.at + rules.within(Timer::TaskAck, task.at);
            let clock = scope.clock(&incident.area, task.id, task.at, due, task.acknowledged);
            clocks.extend(clock.filter(|_| !needless));
        }
    }
    clocks
}
