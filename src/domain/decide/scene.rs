//! What a person wants with a scene (rules.md 5.4): the first on it, command, the post, its plan, tasks, people, the end.
//!
//! Whose turn it is and what must be there first are guards (`authority::guard::scene`): nothing here refuses for them.

use std::collections::BTreeSet;

use super::{Standing, known, order, said, unknown};
use crate::clock::{At, Span};
use crate::domain::world::SceneView;
use crate::domain::{
    Aspect, AssemblyState, Casualty, Command, EventId, Fact, Figure, FigureReport, Form, IncidentStatus, Means,
    Outcome, PostCard, Recipient, Reckoning, Refusal, RescuePlan, SceneMove, SceneNote, SceneNoted, SceneStep,
    SceneTask, TeamCode, TeamStatus, Telling, Told, Urgency, Voice, World,
};
use crate::limits::{LIFTED_MAX, SCENE_BYTES_MAX};

/// What a person wants done on a scene.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
pub enum SceneCommand {
    /// A step, or write down that somebody took it. The version of a plan is given here.
    Step { incident: EventId, step: SceneStep, voice: Voice, at: At },
    /// Add a line to its ledger. The number of a task's order is given here.
    Note(SceneNote),
}

impl SceneCommand {
    /// The incident whose scene it is about.
    pub fn incident(&self) -> EventId {
        match self {
            Self::Step { incident, .. } => *incident,
            Self::Note(note) => note.incident,
        }
    }
}

/// The facts that follow, or why not.
pub(super) fn decide(world: &World, standing: &Standing, command: SceneCommand) -> Result<Vec<Fact>, Refusal> {
    let incident = command.incident();
    known(world.incident(incident).is_some(), "incident", incident.short())?;
    // A count of tomorrow would say until then that everybody is there.
    match command {
        SceneCommand::Step { incident, step, voice, at } => {
            let voice = Voice { by: said(&voice.by)?, ..voice };
            taken(world, incident, step, voice, at.min(standing.now))
        }
        SceneCommand::Note(note) => {
            let at = note.at.min(standing.now);
            noted(world, standing, SceneNote { at, ..note })
        }
    }
}

/// A step, with what it does along the way.
fn taken(world: &World, incident: EventId, step: SceneStep, voice: Voice, at: At) -> Result<Vec<Fact>, Refusal> {
    let step = whole(world, incident, step, at)?;
    let mut along = Vec::new();
    match &step {
        // The government that sets the post up appoints who commands there (生产安全事故应急条例 art. 20, 21).
        SceneStep::Posted(card) => along.extend(commands(world, incident, &card.commander)),
        SceneStep::ReEntered { .. } => along.extend(lifted(world, incident, at)),
        SceneStep::Stabilised { .. } => {
            let after = world.heads(&Aspect::IncidentStatus(incident));
            let status = IncidentStatus::Stabilised;
            if world.incident_status(incident).first().unwrap_or_default() == IncidentStatus::Open {
                along.push(Fact::IncidentStatusSet { incident, status, after });
            }
        }
        _ => {}
    }
    Ok([moved(world, incident, step, voice, at)].into_iter().chain(along).collect())
}

fn moved(world: &World, incident: EventId, step: SceneStep, voice: Voice, at: At) -> Fact {
    let made = Box::new(SceneMove { step, voice, at });
    Fact::SceneMoved { incident, made, after: world.heads(&Aspect::Scene(incident)) }
}

/// The step with its texts as they are kept, and what is numbered here.
fn whole(world: &World, incident: EventId, step: SceneStep, at: At) -> Result<SceneStep, Refusal> {
    Ok(match step {
        SceneStep::Posted(card) => {
            let (place, commander) = (said(&card.place)?, said(&card.commander)?);
            let card = PostCard { place, commander, ..card };
            let texts = [&card.place, &card.commander, &card.deputy, &card.radio, &card.entry];
            fits(texts.into_iter().chain(card.groups.iter().map(|seat| &seat.lead)))?;
            SceneStep::Posted(card)
        }
        SceneStep::Planned(plan) => {
            let (text, expert) = (said(&plan.text)?, plan.expert.trim().to_owned());
            if let Some(opinion) = plan.opinion {
                known(world.consultation(opinion).is_some(), "consultation", opinion.short())?;
            }
            fits([&text, &expert])?;
            let version = world.scene(incident).map_or(1, |view| view.next_version());
            let until = at + Span::hours(i64::from(plan.hours));
            SceneStep::Planned(RescuePlan { version, text, until, expert, ..plan })
        }
        SceneStep::ReEntered { expert, monitor, .. } => {
            let (expert, monitor) = (expert.trim().to_owned(), monitor.trim().to_owned());
            fits([&expert, &monitor])?;
            SceneStep::ReEntered { expert, monitor, lifts: Some(lifts(world, incident)) }
        }
        SceneStep::Stabilised { expert } => {
            let expert = expert.trim().to_owned();
            fits([&expert])?;
            SceneStep::Stabilised { expert }
        }
        SceneStep::HandedOver { to } => SceneStep::HandedOver { to: said(&to)? },
        step @ (SceneStep::Opened | SceneStep::Withdrawn | SceneStep::Closed) => step,
    })
}

/// Everybody is called back: every open scene of the incident and of what is the same one, where the teams are assigned, and
/// where they are in. It goes along with the order, and waits for nobody; whoever calls a second time may not know that
/// somebody is about to let people in again, so it is said each time.
pub(super) fn withdrawn(world: &World, standing: &Standing, incident: Option<EventId>, to: &[Recipient]) -> Vec<Fact> {
    let merges = world.merges();
    let teams: Vec<&TeamCode> =
        to.iter().filter_map(|to| if let Recipient::Team(code) = to { Some(code) } else { None }).collect();
    let assigned = teams.iter().flat_map(|code| assignments(world, code)).filter_map(|one| one.incident);
    let called: BTreeSet<EventId> = incident.into_iter().chain(assigned).map(|id| merges.kept(id)).collect();
    let inside = |view: &SceneView<'_>| {
        let of = |crew: &crate::domain::CrewName| crew.team.as_ref().is_some_and(|code| teams.contains(&code));
        view.crews().iter().any(|crew| crew.present() > 0 && of(crew.crew))
    };
    let by = if standing.person.is_empty() { "?".to_owned() } else { standing.person.clone() };
    let voice = Voice { by, role: standing.role, means: Means::Console };
    let scenes = world.open_scenes_in(&merges).into_iter();
    let left = scenes.filter(|view| called.contains(&merges.kept(view.incident)) || inside(view));
    left.map(|view| moved(world, view.incident, SceneStep::Withdrawn, voice.clone(), standing.now)).collect()
}

/// Where a team is assigned; on a dispute every side of it.
fn assignments(world: &World, code: &TeamCode) -> Vec<crate::domain::Assignment> {
    match world.team(code).map(|view| view.assignment) {
        None | Some(Reckoning::Unset) => Vec::new(),
        Some(Reckoning::Agreed(one)) => vec![one],
        Some(Reckoning::Disputed(all)) => all,
    }
}

/// The incident that an order to withdraw is for where it names none: the one that its team is assigned to.
pub(super) fn called_from(world: &World, to: &Recipient) -> Option<EventId> {
    let Recipient::Team(code) = to else { return None };
    assignments(world, code).into_iter().find_map(|one| one.incident)
}

/// The open orders of an incident to withdraw that end with a re-entry: whose heads are counted, and by which no other scene
/// is kept empty.
fn counted(world: &World, incident: EventId) -> Vec<EventId> {
    let orders = world.withdrawals_of(incident).into_iter().map(|(id, _)| id);
    let whole = |id: &EventId| world.order(*id).is_some_and(|view| !world.heads_awaited(&view));
    let alone = |id: &EventId| world.released_by(*id).iter().all(|scene| *scene == incident);
    orders.filter(|id| whole(id) && alone(id)).collect()
}

/// To go in again is to lift what called everybody back; whose heads are not counted is still asked after.
fn lifted(world: &World, incident: EventId, at: At) -> Vec<Fact> {
    let ended = counted(world, incident).into_iter().map(|order| {
        let after = world.heads(&Aspect::Outcome(order));
        Fact::OrderEnded { order, outcome: Outcome::Done, at, after }
    });
    ended.collect()
}

/// Which orders a re-entry lifts by name: those that stay open first.
fn lifts(world: &World, incident: EventId) -> Vec<EventId> {
    let ended = counted(world, incident);
    let mut all: Vec<EventId> = world.withdrawals_of(incident).into_iter().map(|(id, _)| id).collect();
    all.sort_by_key(|id| (ended.contains(id), *id));
    all.truncate(LIFTED_MAX);
    all
}

/// Who commands from now on, when that is another: of an incident, and of what is the same one where somebody else does.
fn commands(world: &World, incident: EventId, name: &str) -> Vec<Fact> {
    let merges = world.merges();
    let whole = merges.whole(merges.kept(incident));
    let held = whole.filter(|id| *id == incident || world.commander(*id) != Reckoning::Unset);
    let others = held.filter(|id| world.commander(*id).agreed() != Some(name));
    others.map(|id| appointed(world, id, name, true)).collect()
}

fn appointed(world: &World, incident: EventId, name: &str, follows: bool) -> Fact {
    let after = world.heads(&Aspect::Commander(incident));
    Fact::CommanderAppointed { incident, name: name.to_owned(), follows, after }
}

/// Somebody is appointed: what is one incident has one commander.
pub(super) fn appoint(world: &World, incident: EventId, name: &str) -> Result<Vec<Fact>, Refusal> {
    let name = said(name)?;
    let others = commands(world, incident, &name).into_iter();
    let others =
        others.filter(|fact| !matches!(fact, Fact::CommanderAppointed { incident: of, .. } if *of == incident));
    Ok([appointed(world, incident, &name, false)].into_iter().chain(others).collect())
}

/// A line of the ledger as it was said, with what it does along the way.
fn noted(world: &World, standing: &Standing, note: SceneNote) -> Result<Vec<Fact>, Refusal> {
    let (incident, at) = (note.incident, note.at);
    let view = world.scene(incident);
    let mut along = Vec::new();
    let what = match note.what {
        SceneNoted::Command { name, unit, fire } => {
            let name = said(&name)?;
            along.extend(commands(world, incident, &name));
            SceneNoted::Command { name, unit: unit.trim().to_owned(), fire }
        }
        SceneNoted::CommandTaken { of } => {
            let offers = view.as_ref().map(SceneView::offers).unwrap_or_default();
            let offer = offers.into_iter().find(|(id, ..)| *id == of);
            let (_, _, to, _) = offer.ok_or_else(|| unknown("event", &of.short()))?;
            along.extend(commands(world, incident, to));
            SceneNoted::CommandTaken { of }
        }
        SceneNoted::Task(task) => {
            let task = SceneTask { number: world.next_order_number(), ..task };
            let (task, facts) = assigned(world, standing, incident, task)?;
            along = facts;
            SceneNoted::Task(task)
        }
        SceneNoted::Done { task, evidence } => {
            along = done(world, view.as_ref(), task, at)?;
            SceneNoted::Done { task, evidence: evidence.trim().to_owned() }
        }
        SceneNoted::Searched { cell, crew, method, found, grid } => {
            named(world, &crew)?;
            let grid = grid.or_else(|| view.as_ref()?.grid().map(|(id, ..)| id));
            SceneNoted::Searched { cell, crew, method, found, grid }
        }
        SceneNoted::Casualty(one) => {
            let source = said(&one.source)?;
            if one.change == 0 {
                return Err(Refusal::Empty);
            }
            let one = Casualty { source, place: one.place.trim().to_owned(), ..one };
            along.extend(figure(world, incident, &one, at));
            SceneNoted::Casualty(one)
        }
        other => plain(world, view.as_ref(), other)?,
    };
    let by = note.by.trim().to_owned();
    let note = Fact::SceneNoted(Box::new(SceneNote { what, by, ..note }));
    Ok([note].into_iter().chain(along).collect())
}

/// Lines that do nothing besides: their texts are there, and what they name is known.
fn plain(world: &World, view: Option<&SceneView<'_>>, what: SceneNoted) -> Result<SceneNoted, Refusal> {
    let task = |id: &EventId| {
        let found = view.is_some_and(|view| view.tasks(world).iter().any(|task| task.id == *id));
        known(found, "task", id.short())
    };
    let zone = |id: &EventId| known(view.is_some_and(|view| view.zone(*id).is_some()), "zone", id.short());
    let some = |people: u32| if people == 0 { Err(Refusal::Empty) } else { Ok(()) };
    match &what {
        SceneNoted::SizeUp(size) => {
            said(&size.kind)?;
            fits([&size.kind, &size.hazards, &size.wind, &size.ways])?;
        }
        SceneNoted::Zone(of) => drop(said(&of.name)?),
        SceneNoted::ZoneLifted { zone: of } => zone(of)?,
        SceneNoted::Evacuate { whence, .. } => drop(said(whence)?),
        SceneNoted::CommandOffered { from, to, brief } => {
            said(from)?;
            said(to)?;
            fits([from, to, brief])?;
        }
        SceneNoted::Progress { task: of, text } | SceneNoted::Blocked { task: of, text } => {
            task(of)?;
            said(text)?;
        }
        SceneNoted::Relieved { task: of, .. } => task(of)?,
        SceneNoted::Reading(reading) => drop(said(&reading.place)?),
        SceneNoted::Asked(request) => drop(said(&request.what)?),
        SceneNoted::Answered { request, .. } => {
            let asked = view.is_some_and(|view| view.requests().iter().any(|one| one.id == *request));
            known(asked, "request", request.short())?;
        }
        SceneNoted::Entered { crew, people, zone: into, .. } => {
            named(world, crew)?;
            some(*people)?;
            into.as_ref().map_or(Ok(()), zone)?;
        }
        SceneNoted::Left { crew, people } => {
            named(world, crew)?;
            some(*people)?;
        }
        SceneNoted::Counted { crew, .. } => named(world, crew)?,
        SceneNoted::CountCalled { why } => fits([why])?,
        SceneNoted::Grid(grid) => some(u32::from(grid.columns) * u32::from(grid.rows))?,
        SceneNoted::Evidence(evidence) => drop(said(&evidence.item)?),
        SceneNoted::Command { .. }
        | SceneNoted::CommandTaken { .. }
        | SceneNoted::Task(_)
        | SceneNoted::Done { .. }
        | SceneNoted::Searched { .. }
        | SceneNoted::Casualty(_) => {}
    }
    Ok(what)
}

/// A crew is of a team of the log, or has a name.
fn named(world: &World, crew: &crate::domain::CrewName) -> Result<(), Refusal> {
    match &crew.team {
        Some(code) => super::enrolled(world, code),
        None => said(&crew.name).map(drop),
    }
}

/// The task with its texts as they are kept, and the order by which it goes out.
fn assigned(
    world: &World,
    standing: &Standing,
    incident: EventId,
    task: SceneTask,
) -> Result<(SceneTask, Vec<Fact>), Refusal> {
    let objective = said(&task.objective)?;
    let trimmed = |text: &str| text.trim().to_owned();
    let task = SceneTask {
        objective,
        area: trimmed(&task.area),
        hazards: trimmed(&task.hazards),
        protection: trimmed(&task.protection),
        channel: trimmed(&task.channel),
        signal: trimmed(&task.signal),
        ..task
    };
    fits([&task.objective, &task.area, &task.hazards, &task.protection, &task.channel, &task.signal])?;
    let team = world.team(&task.team).ok_or_else(|| unknown("team", &task.team))?;
    // The military and other cities' teams take requests: whose they are decides, and says that they are at work.
    let ordered = world.takes_orders(standing.area.as_ref(), team.team, Some(incident));
    let command = Command::IssueOrder {
        form: if ordered { Form::Order } else { Form::Request },
        to: Recipient::Team(task.team.clone()),
        incident: Some(incident),
        text: sheet(&task),
        urgency: if task.life { Urgency::Urgent } else { Urgency::Routine },
        destination: None,
        authority: None,
        until: None,
    };
    let mut facts = order::issue_one(world, standing, task.number, command, None)?;
    if !ordered {
        return Ok((task, facts));
    }
    // Who is on the scene already goes to work, and is not under way again.
    facts.retain(|fact| !matches!(fact, Fact::TeamStatusSet { .. }));
    // The mobilisation that brought it here has its task with the same gesture.
    let waits = |one: &crate::domain::Mobilisation<'_>| {
        one.state == AssemblyState::Staged && world.concerns(one.order.incident, incident)
    };
    let mobilised = world.bookings(&task.team).filter_map(|id| world.mobilisation(id)).find(waits);
    if let Some(one) = mobilised {
        let told = Told::Tasked { task: task.objective.clone() };
        let (by, means) = (standing.person.clone(), Means::Console);
        facts.push(Fact::AssemblyTold(Telling { order: one.id, told, by, means, at: standing.now }));
    }
    facts.extend(super::assembly::moved(world, standing.now, &task.team, TeamStatus::Working));
    Ok((task, facts))
}

/// What whoever has no screen is told of a task: a language of its own it has not, so the texts stand beside one another.
fn sheet(task: &SceneTask) -> String {
    let parts =
        [&task.objective, &task.area, &task.hazards, &task.protection, &task.channel, &task.signal].map(String::as_str);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The order is done with the task, and the team waits for the next one.
fn done(world: &World, view: Option<&SceneView<'_>>, task: EventId, at: At) -> Result<Vec<Fact>, Refusal> {
    let tasks = view.map(|view| view.tasks(world)).unwrap_or_default();
    let one = tasks.iter().find(|one| one.id == task).ok_or_else(|| unknown("task", &task.short()))?;
    let mut facts = Vec::new();
    if let Some(order) = one.order.as_ref().filter(|order| order.outcome == crate::domain::Reckoning::Unset) {
        let after = world.heads(&Aspect::Outcome(order.id));
        facts.push(Fact::OrderEnded { order: order.id, outcome: Outcome::Done, at, after });
    }
    let other = tasks.iter().any(|other| other.id != task && other.task.team == one.task.team && !other.closed());
    let works = world.team(&one.task.team).and_then(|team| team.status.agreed()) == Some(TeamStatus::Working);
    if works && !other {
        facts.extend(super::assembly::moved(world, at, &one.task.team, TeamStatus::Staged));
    }
    Ok(facts)
}

/// The figure of the incident that a casualty changes: what reports are made of. It changes by as much as what the ledger gives
/// does, whoever said the figure before; more in the ledger never makes it less, and what nobody knows is not none.
fn figure(world: &World, incident: EventId, one: &Casualty, at: At) -> Option<Fact> {
    let figure = one.state.figure()?;
    let incident = world.kept(incident);
    let tallies = world.tallies(incident);
    let sources = tallies.iter().find(|tally| tally.state == one.state).map_or(&[][..], |tally| &tally.sources);
    let own = sources.iter().find(|(name, _)| *name == one.source).map_or(0, |(_, count)| *count);
    let others = sources.iter().filter(|(name, _)| *name != one.source).map(|(_, count)| *count).max();
    let most = |own: i64| others.map_or(own, |others| others.max(own));
    let before = sources.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let after = most(own + i64::from(one.change));
    let more = one.change > 0;
    let standing = match world.figure(incident, figure) {
        Reckoning::Unset => None,
        Reckoning::Agreed(said) => said.count,
        // More is known for sure; less is for whoever settles it.
        Reckoning::Disputed(all) if more => all.into_iter().filter_map(|said| said.count).max(),
        Reckoning::Disputed(_) => return None,
    };
    let count = match standing {
        None if more && after > 0 => after,
        None => return None,
        Some(said) => {
            let changed = i64::from(said) + after - before;
            if more { changed.max(after).max(i64::from(said)) } else { changed }
        }
    };
    let count = u32::try_from(count.max(0)).unwrap_or(u32::MAX);
    if standing == Some(count) && !world.figure(incident, figure).disputed() {
        return None;
    }
    let value = Figure { count: Some(count), verified: false };
    let after = world.heads(&Aspect::Figure(incident, figure));
    let source = one.source.clone();
    Some(Fact::FigureReported(FigureReport { incident, figure, value, occurred: at, source, after }))
}

/// Texts that stand in one event together.
fn fits<'a>(texts: impl IntoIterator<Item = &'a String>) -> Result<(), Refusal> {
    let bytes = texts.into_iter().map(String::len).sum();
    if bytes > SCENE_BYTES_MAX { Err(Refusal::TooLong(bytes)) } else { Ok(()) }
}
