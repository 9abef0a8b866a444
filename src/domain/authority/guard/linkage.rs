//! What an act on an aid request lacks (rules.md 4.4): its turn, what the request must say, that the asked city answers for
//! itself, and that a team is promised once.

use super::{Lack, Lacking, out_of_turn};
use crate::domain::rules::Guard;
use crate::domain::{
    AidCommand, AidEvent, AidNews, AidState, AidStep, AidTelling, AidUnit, AidView, AreaCode, Aspect, EventId, Means,
    Stage, Standing, Value, World,
};

/// What an act lacks.
pub(super) fn lacks(world: &World, standing: &Standing, command: &AidCommand) -> Vec<Lack> {
    match command {
        AidCommand::Step { aid, step, .. } => {
            world.aid(*aid).map(|view| of_step(world, standing, &view, step)).unwrap_or_default()
        }
        AidCommand::Tell(telling) => {
            world.aid(telling.aid).map(|view| of_news(world, standing, &view, telling)).unwrap_or_default()
        }
        AidCommand::Draft(_) | AidCommand::Share(_) => Vec::new(),
    }
}

fn of_step(world: &World, standing: &Standing, view: &AidView<'_>, step: &AidStep) -> Vec<Lack> {
    let event = AidEvent::of_step(step);
    let mut lacks = if view.in_turn(event, None) { Vec::new() } else { turn(world, standing, view.state) };
    let mut add = |guard, what| {
        lacks.extend(world.guarded(guard, standing.now).map(|rule| Lack { rule, what }));
    };
    match step {
        AidStep::Sent(_) => {
            for part in view.aid.lacks() {
                add(Guard::AidWhole, Lacking::AidPart(part));
            }
        }
        AidStep::Granted { grants, .. } => {
            let units = grants.iter().flat_map(|grant| &grant.units);
            for aid in promised_elsewhere(world, view.id, units) {
                add(Guard::OnePromise, Lacking::Promised(aid));
            }
            if speaks_for(standing, &view.aid.to) {
                for (material, count) in world.lots_of(view.aid, grants, standing.now) {
                    let more = count.saturating_sub(world.given_for(view.id, &material, standing.now));
                    let free = world.stock(&material, standing.now).and_then(|stock| stock.free());
                    let free = free.map(|free| u64::try_from(free).unwrap_or(0));
                    if let Some(free) = free.filter(|free| *free < more) {
                        add(Guard::Stock, Lacking::Stock(free, more));
                    }
                }
            }
        }
        _ => {}
    }
    if step.is_answer() && step.voice().means == Means::Console && !speaks_for(standing, &view.aid.to) {
        add(Guard::OwnCity, Lacking::OtherCity(view.id));
    }
    lacks
}

/// That a team left is its own city's word.
fn of_news(world: &World, standing: &Standing, view: &AidView<'_>, telling: &AidTelling) -> Vec<Lack> {
    let event = AidEvent::of_news(&telling.news);
    let on = view.in_turn(event, Some(&telling.unit));
    let mut lacks = if on { Vec::new() } else { turn(world, standing, view.unit(&telling.unit).0) };
    let sends = matches!(telling.news, AidNews::Dispatched { .. });
    if sends && telling.means == Means::Console && !speaks_for(standing, &view.aid.to) {
        let row = world.guarded(Guard::OwnCity, standing.now);
        lacks.extend(row.map(|rule| Lack { rule, what: Lacking::OtherCity(view.id) }));
    }
    lacks
}

/// What settles in favour of an answer is that answer, and the asked city's word: also that those who are under way go on.
pub(super) fn of_settling(world: &World, standing: &Standing, aid: EventId, side: EventId) -> Vec<Lack> {
    let conflict = world.conflict(&Aspect::Aid(aid));
    let Some(value) = conflict.and_then(|it| it.sides.into_iter().find(|one| one.id == side)).map(|one| one.value)
    else {
        return Vec::new();
    };
    let (of, answers) = match &value {
        Value::Aid(made) => (world.aid_decided_by(side).unwrap_or(aid), made.step.is_answer()),
        _ => (aid, true),
    };
    let foreign = world.aid(of).is_some_and(|view| !speaks_for(standing, &view.aid.to));
    let row = world.guarded(Guard::OwnCity, standing.now).filter(|_| answers && foreign);
    row.map(|rule| Lack { rule, what: Lacking::OtherCity(of) }).into_iter().collect()
}

/// Whether whoever stands there answers for a city: it is their own, or part of it. Of whom nobody knows where they stand
/// nothing is asked.
pub(in crate::domain) fn speaks_for(standing: &Standing, area: &AreaCode) -> bool {
    standing.area.as_ref().is_none_or(|own| own.covers(area))
}

/// Other open requests to which one of these teams is promised.
fn promised_elsewhere<'a>(world: &World, aid: EventId, units: impl Iterator<Item = &'a AidUnit>) -> Vec<EventId> {
    let elsewhere = |unit: &AidUnit| match unit {
        AidUnit::Team(code) => {
            let away = world.promises(code).filter(|(view, state)| *state < AidState::Returned && view.id != aid);
            away.map(|(view, _)| view.id).collect()
        }
        AidUnit::Named(_) => Vec::new(),
    };
    let mut list: Vec<EventId> = units.flat_map(elsewhere).collect();
    list.sort_unstable();
    list.dedup();
    list
}

fn turn(world: &World, standing: &Standing, state: AidState) -> Vec<Lack> {
    out_of_turn(world, standing, Stage::Aid(state))
}
