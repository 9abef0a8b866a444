//! What acts on a scene lack (rules.md 5.4): their turn, and what must be there first.

use super::{Lack, Lacking, out_of_turn};
use crate::domain::rules::Guard;
use crate::domain::world::SceneView;
use crate::domain::{
    Aspect, Capability, EventId, FigureKind, HazardKind, Missing, Outcome, Recipient, Reckoning, RescuePlan,
    SceneCommand, SceneEvent, SceneNoted, SceneState, SceneStep, SceneTask, Stage, Standing, Telling, Told, Value,
    World, ZoneKind,
};
use crate::limits::PERIOD_HOURS;

/// What is lacking on a scene.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SceneLack {
    /// A fire scene is commanded by the fire service.
    FireOfficer,
    /// The brief of a hand-over is not acknowledged.
    Brief,
    /// 专家意见.
    Expert,
    /// A working period of so many hours.
    Period(u16),
    /// 撤离信号.
    Signal,
    /// The team did not check in.
    NotCheckedIn,
    /// The team is at another task.
    Busy,
    /// The team cannot do it.
    Incapable(Capability),
    /// Nobody may go into that zone.
    Forbidden(EventId),
    /// No command post stands, and nobody commands.
    NoPost,
    /// So many would come out, of so many that are in.
    MoreOut(u32, u32),
    /// So many are in and were not counted.
    Unaccounted(u32),
    /// 监测意见.
    Monitor,
    /// A reading is beyond its limit.
    Reading(HazardKind),
    /// So many tasks on which a life depends are open.
    LifeTasks(usize),
    /// People are trapped or missing, so many.
    People(FigureKind, u32),
    /// So many things were moved and are not marked, sketched and recorded.
    Evidence(usize),
    /// So many teams were not released.
    TeamsIn(usize),
    /// So many people are in.
    Inside(u32),
    /// So many would be counted, of so many that are in.
    MoreSeen(u32, u32),
    /// So many say that they command.
    Commanders(usize),
}

/// What an act lacks.
pub(super) fn lacks(world: &World, standing: &Standing, command: &SceneCommand) -> Vec<Lack> {
    let incident = command.incident();
    let view = world.scene(incident);
    let event = match command {
        SceneCommand::Step { step, .. } => SceneEvent::of_step(step),
        SceneCommand::Note(note) => SceneEvent::of_note(&note.what),
    };
    let mut lacks = turn(world, standing, view.as_ref(), event);
    let wanted = match command {
        SceneCommand::Step { step, .. } => of_step(world, standing, incident, view.as_ref(), step),
        SceneCommand::Note(note) => of_note(world, incident, view.as_ref(), &note.what),
    };
    for (guard, what) in wanted {
        lacks.extend(row(world, standing, guard, what));
    }
    lacks
}

fn row(world: &World, standing: &Standing, guard: Guard, what: SceneLack) -> Option<Lack> {
    world.guarded(guard, standing.now).map(|rule| Lack { rule, what: Lacking::Scene(what) })
}

type Wanted = Vec<(Guard, SceneLack)>;

fn of_step(
    world: &World,
    standing: &Standing,
    incident: EventId,
    view: Option<&SceneView<'_>>,
    step: &SceneStep,
) -> Wanted {
    let Some(view) = view else { return Vec::new() };
    match step {
        SceneStep::Planned(plan) => planned(world, incident, plan),
        SceneStep::ReEntered { expert, monitor, .. } => re_entry(world, standing, view, expert, monitor),
        SceneStep::Posted(card) => passes(view, &card.commander).into_iter().chain(rivals(world, incident)).collect(),
        SceneStep::Stabilised { expert } => {
            let mut wants = Vec::new();
            let life = view.open_tasks(world).iter().filter(|task| task.task.life).count();
            wants.extend((life > 0).then_some((Guard::Stable, SceneLack::LifeTasks(life))));
            wants.extend(at_stake(world, incident).map(|(kind, count)| {
                let lack = SceneLack::People(kind, count);
                (Guard::Stable, lack)
            }));
            wants.extend(first_beyond(world, view).map(|kind| (Guard::Stable, SceneLack::Reading(kind))));
            wants.extend(expert.trim().is_empty().then_some((Guard::Stable, SceneLack::Expert)));
            wants
        }
        SceneStep::HandedOver { .. } => {
            let open = view.evidence().iter().filter(|evidence| !evidence.protected()).count();
            (open > 0).then_some((Guard::Preserved, SceneLack::Evidence(open))).into_iter().collect()
        }
        SceneStep::Closed => {
            let (teams, heads) =
                (world.teams_on_scene(incident).len(), view.heads(&world.rules(), standing.now).present);
            let mut wants = Vec::new();
            wants.extend((teams > 0).then_some((Guard::CheckedOut, SceneLack::TeamsIn(teams))));
            wants.extend((heads > 0).then_some((Guard::CheckedOut, SceneLack::Inside(heads))));
            wants
        }
        SceneStep::Opened | SceneStep::Withdrawn => Vec::new(),
    }
}

/// What it takes to let people in again.
fn re_entry(world: &World, standing: &Standing, view: &SceneView<'_>, expert: &str, monitor: &str) -> Wanted {
    let mut wants = Vec::new();
    wants.extend(expert.trim().is_empty().then_some((Guard::ReEntry, SceneLack::Expert)));
    wants.extend(monitor.trim().is_empty().then_some((Guard::ReEntry, SceneLack::Monitor)));
    wants.extend(first_beyond(world, view).map(|kind| (Guard::ReEntry, SceneLack::Reading(kind))));
    // Not cleared until every person is accounted for.
    let missing = view.heads(&world.rules(), standing.now).unaccounted.max(uncounted(world, view.incident));
    wants.extend((missing > 0).then_some((Guard::ReEntry, SceneLack::Unaccounted(missing))));
    wants
}

/// Whatever lets people in again takes what letting them in takes: also a dispute that is settled against a withdrawal.
pub(super) fn of_settling(world: &World, standing: &Standing, incident: EventId, side: EventId) -> Vec<Lack> {
    let Some(view) = world.scene(incident).filter(|view| view.step.disputed()) else { return Vec::new() };
    let called = |id: Option<EventId>| {
        let sides = world.conflict(&Aspect::Scene(incident)).map(|conflict| conflict.sides).unwrap_or_default();
        let of = |value: &Value| matches!(value, Value::Scene(made) if made.step == SceneStep::Withdrawn);
        sides.iter().any(|one| of(&one.value) && id.is_none_or(|id| id == one.id))
    };
    if !called(None) || called(Some(side)) {
        return Vec::new();
    }
    let wants = re_entry(world, standing, &view, "", "");
    wants.into_iter().filter_map(|(guard, what)| row(world, standing, guard, what)).collect()
}

/// The same of the end of the last order by which a scene is kept empty; and that nobody calls a withdrawal done over people
/// who were not counted.
pub(super) fn of_ending(world: &World, standing: &Standing, order: EventId, outcome: &Outcome) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let awaited = world.order(order).is_some_and(|view| world.heads_awaited(&view));
    if *outcome == Outcome::Done && awaited {
        let rule = world.guarded(Guard::Counted, standing.now);
        lacks.extend(rule.map(|rule| Lack { rule, what: Lacking::Heads(order) }));
    }
    for view in world.released_by(order).into_iter().filter_map(|id| world.scene(id)) {
        let wants = re_entry(world, standing, &view, "", "");
        lacks.extend(wants.into_iter().filter_map(|(guard, what)| row(world, standing, guard, what)));
    }
    lacks
}

/// Command passes to another with the brief of who has it, once a post runs.
fn passes(view: &SceneView<'_>, name: &str) -> Option<(Guard, SceneLack)> {
    let held = view.commander.clone().agreed().is_some_and(|held| held != name.trim());
    let runs = !matches!(view.state, SceneState::Unopened | SceneState::Initial);
    (held && runs).then_some((Guard::Brief, SceneLack::Brief))
}

/// While several say that they command, whoever takes it settles that: it is said why.
fn rivals(world: &World, incident: EventId) -> Option<(Guard, SceneLack)> {
    let rivals = world.commanders(incident).len();
    (rivals > 1).then_some((Guard::Brief, SceneLack::Commanders(rivals)))
}

/// So many of those who were called back were not seen since, by the counts that the orders ask for.
fn uncounted(world: &World, incident: EventId) -> u32 {
    let orders = world.withdrawals_of(incident).into_iter().filter_map(|(id, _)| world.order(id));
    let of = |view: crate::domain::OrderView<'_>| {
        let people = match &view.order.to {
            Recipient::Team(code) => world.team_card(code).map_or(1, |team| team.people),
            Recipient::Headquarters(_) | Recipient::Person { .. } => 1,
        };
        match view.heads {
            None => people.max(1),
            Some(count) => people.saturating_sub(count.present).max(count.missing),
        }
    };
    let open: Vec<EventId> = world.withdrawals_of(incident).into_iter().map(|(id, _)| id).collect();
    let missing = world.missing_after_withdrawals().into_iter();
    let here = |one: &Missing<'_>| !open.contains(&one.order) && world.concerns(one.incident, incident);
    let ended = missing.filter(here).map(|one| one.count.missing);
    orders.map(of).chain(ended).fold(0, u32::saturating_add)
}

/// People trapped or missing by the figures that stand.
fn at_stake(world: &World, incident: EventId) -> Option<(FigureKind, u32)> {
    let kinds = [FigureKind::Trapped, FigureKind::Missing].into_iter();
    let count = |kind| match world.figure(incident, kind) {
        Reckoning::Unset => None,
        Reckoning::Agreed(figure) => figure.count,
        Reckoning::Disputed(figures) => figures.into_iter().filter_map(|figure| figure.count).max(),
    };
    kinds.filter_map(|kind| Some((kind, count(kind)?))).find(|(_, count)| *count > 0)
}

fn first_beyond(world: &World, view: &SceneView<'_>) -> Option<HazardKind> {
    view.beyond(world).first().map(|(_, _, reading, _)| reading.kind)
}

/// Hazardous substances, mines and slopes take an expert's opinion; a working period has its bounds.
fn planned(world: &World, incident: EventId, plan: &RescuePlan) -> Wanted {
    let code = world.incident_code(incident);
    let asks = ["12A", "12B", "12D", "12E", "11D"].iter().any(|of| code.starts_with(of));
    let expert = !plan.expert.trim().is_empty() || plan.opinion.is_some();
    let mut wants = Vec::new();
    wants.extend((asks && !expert).then_some((Guard::Expert, SceneLack::Expert)));
    let within = PERIOD_HOURS.contains(&plan.hours);
    wants.extend((!within).then_some((Guard::Period, SceneLack::Period(plan.hours))));
    wants
}

fn of_note(world: &World, incident: EventId, view: Option<&SceneView<'_>>, what: &SceneNoted) -> Wanted {
    let forbidden = |zone: &Option<EventId>| {
        let zone = zone.and_then(|id| view?.zone(id)).filter(|zone| zone.what.kind == ZoneKind::Forbidden);
        zone.map(|zone| (Guard::Forbidden, SceneLack::Forbidden(zone.id)))
    };
    match what {
        SceneNoted::Command { fire, .. } => {
            let officer = (world.burns(incident) && !fire).then_some((Guard::FireScene, SceneLack::FireOfficer));
            officer.into_iter().chain(rivals(world, incident)).collect()
        }
        SceneNoted::CommandTaken { .. } => rivals(world, incident).into_iter().collect(),
        SceneNoted::CommandOffered { brief, .. } => {
            brief.trim().is_empty().then_some((Guard::Brief, SceneLack::Brief)).into_iter().collect()
        }
        SceneNoted::Task(task) => {
            let mut wants = tasked(world, incident, view, task);
            wants.extend(forbidden(&task.zone));
            wants
        }
        SceneNoted::Entered { zone, .. } => forbidden(zone).into_iter().collect(),
        SceneNoted::Left { crew, people } => {
            let inside = view.and_then(|view| view.crew(crew)).map_or(0, |crew| crew.present());
            (*people > inside).then_some((Guard::InOut, SceneLack::MoreOut(*people, inside))).into_iter().collect()
        }
        SceneNoted::Counted { crew, present, .. } => {
            let inside = view.and_then(|view| view.crew(crew)).map_or(0, |crew| crew.present());
            (*present > inside).then_some((Guard::InOut, SceneLack::MoreSeen(*present, inside))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Every task has a signal by which those at it are called back; its team is there, free, and able to do it.
fn tasked(world: &World, incident: EventId, view: Option<&SceneView<'_>>, task: &SceneTask) -> Wanted {
    let mut wants = Vec::new();
    wants.extend(task.signal.trim().is_empty().then_some((Guard::Signal, SceneLack::Signal)));
    let there = world.checked_in(&task.team, incident);
    wants.extend((!there).then_some((Guard::CheckedIn, SceneLack::NotCheckedIn)));
    let busy = view.is_some_and(|view| view.open_tasks(world).iter().any(|one| one.task.team == task.team));
    wants.extend(busy.then_some((Guard::CheckedIn, SceneLack::Busy)));
    let able = |need: &Capability| world.team_card(&task.team).is_some_and(|team| team.capabilities.contains(need));
    let unable = task.needs.filter(|need| !able(need));
    wants.extend(unable.map(|need| (Guard::Capable, SceneLack::Incapable(need))));
    wants
}

/// Whoever checks in does so at a post, or with whoever commands until it stands.
pub(super) fn of_check_in(world: &World, standing: &Standing, telling: &Telling) -> Option<Lack> {
    if !matches!(telling.told, Told::CheckedIn { .. }) {
        return None;
    }
    let incident = world.order_issued(telling.order)?.incident?;
    if world.has_post(incident) { None } else { row(world, standing, Guard::Post, SceneLack::NoPost) }
}

/// Another one takes command of a scene that is at work only with the brief of who had it.
pub(super) fn of_appointment(world: &World, standing: &Standing, incident: EventId, name: &str) -> Vec<Lack> {
    let Some(view) = world.scene(incident) else { return Vec::new() };
    let lacks = passes(&view, name).into_iter().chain(rivals(world, incident));
    lacks.filter_map(|(guard, what)| row(world, standing, guard, what)).collect()
}

/// While it is disputed where it stands, whatever follows from either side is in its turn; but nobody goes on as if nobody
/// had called everybody back.
fn turn(world: &World, standing: &Standing, view: Option<&SceneView<'_>>, event: SceneEvent) -> Vec<Lack> {
    let state = view.map_or(SceneState::Unopened, |view| view.state);
    let disputed = match view.map(|view| &view.step) {
        Some(Reckoning::Disputed(sides)) if state != SceneState::Withdrawn => {
            sides.iter().filter_map(|made| SceneState::after(&made.step)).any(|state| event.in_turn(state))
        }
        _ => false,
    };
    if disputed || event.in_turn(state) { Vec::new() } else { out_of_turn(world, standing, Stage::Scene(state)) }
}
