//! What a person wants with a scene (rules.md 5.4): the first on it, command, the post, its plan, tasks, people, the end.
//!
//! Whose turn it is and what must be there first are guards (`authority::guard::scene`): nothing here refuses for them.

use super::{Standing, known, order, said, unknown};
use crate::clock::{At, Span};
use crate::domain::world::SceneView;
use crate::domain::{
    AreaCode, Aspect, AssemblyState, CasualtyState, Command, EventId, Fact, Figure, FigureKind, FigureReport, Form,
    IncidentStatus, Means, Outcome, PostCard, Recipient, Refusal, RescuePlan, SceneMove, SceneNote, SceneNoted,
    SceneStep, SceneTask, TeamKind, TeamStatus, Telling, Told, Urgency, Voice, World,
};
use crate::limits::SCENE_BYTES_MAX;

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
    match command {
        SceneCommand::Step { incident, step, voice, at } => {
            let voice = Voice { by: said(&voice.by)?, ..voice };
            taken(world, incident, step, voice, at)
        }
        SceneCommand::Note(note) => noted(world, standing, note),
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
        SceneStep::ReEntered { expert, monitor } => {
            let (expert, monitor) = (expert.trim().to_owned(), monitor.trim().to_owned());
            fits([&expert, &monitor])?;
            SceneStep::ReEntered { expert, monitor }
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

/// Everybody is called back: the scene with them, when the order is for one. It goes along with the order, and waits for
/// nobody.
pub(super) fn withdrawn(world: &World, standing: &Standing, incident: Option<EventId>, to: &[Recipient]) -> Vec<Fact> {
    let assigned = || {
        to.iter().find_map(|to| match to {
            Recipient::Team(code) => world.team(code)?.assignment.first()?.incident,
            Recipient::Headquarters(_) | Recipient::Person { .. } => None,
        })
    };
    let Some(view) = incident.or_else(assigned).and_then(|id| world.scene(id)) else { return Vec::new() };
    let open = view.opened().is_some() && view.moves.last().is_some_and(|(_, last)| last.step != SceneStep::Closed);
    let called = view.step.clone().agreed().is_some_and(|made| made.step == SceneStep::Withdrawn);
    if !open || called {
        return Vec::new();
    }
    let by = if standing.person.is_empty() { "?".to_owned() } else { standing.person.clone() };
    let voice = Voice { by, role: standing.role, means: Means::Console };
    vec![moved(world, view.incident, SceneStep::Withdrawn, voice, standing.now)]
}

/// To go in again is to lift what called everybody back; whose heads are not counted is still asked after.
fn lifted(world: &World, incident: EventId, at: At) -> Vec<Fact> {
    let orders: Vec<EventId> = world.withdrawals_of(incident).map(|(id, _)| id).collect();
    let counted = orders.into_iter().filter_map(|id| world.order(id)).filter(|view| !world.heads_awaited(view));
    let ended = counted.map(|view| {
        let after = world.heads(&Aspect::Outcome(view.id));
        Fact::OrderEnded { order: view.id, outcome: Outcome::Done, at, after }
    });
    ended.collect()
}

/// Who commands from now on, when that is another.
fn commands(world: &World, incident: EventId, name: &str) -> Option<Fact> {
    if world.commander(incident).agreed() == Some(name) {
        return None;
    }
    let after = world.heads(&Aspect::Commander(incident));
    Some(Fact::CommanderAppointed { incident, name: name.to_owned(), follows: true, after })
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
            let offer = view.as_ref().and_then(SceneView::offered).filter(|(id, ..)| *id == of);
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
        SceneNoted::Casualty(one) => {
            let source = said(&one.source)?;
            if one.change == 0 {
                return Err(Refusal::Empty);
            }
            let one = crate::domain::Casualty { source, place: one.place.trim().to_owned(), ..one };
            along.extend(figure(world, view.as_ref(), incident, &one, at));
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
        SceneNoted::Counted { crew, .. } | SceneNoted::Searched { crew, .. } => named(world, crew)?,
        SceneNoted::Grid(grid) => some(u32::from(grid.columns) * u32::from(grid.rows))?,
        SceneNoted::Evidence(evidence) => drop(said(&evidence.item)?),
        SceneNoted::Command { .. }
        | SceneNoted::CommandTaken { .. }
        | SceneNoted::Task(_)
        | SceneNoted::Done { .. }
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
    let command = Command::IssueOrder {
        form: form_for(standing, team.team.kind, &team.team.area),
        to: Recipient::Team(task.team.clone()),
        incident: Some(incident),
        text: sheet(&task),
        urgency: if task.life { Urgency::Urgent } else { Urgency::Routine },
        destination: None,
        authority: None,
        until: None,
    };
    let mut facts = order::issue_one(world, standing, task.number, command, None)?;
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

/// Request or order: the military and other cities' teams take requests.
fn form_for(standing: &Standing, kind: TeamKind, area: &AreaCode) -> Form {
    let own = standing.area.as_ref().is_none_or(|own| own == area);
    if own && kind != TeamKind::Military { Form::Order } else { Form::Request }
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

/// The figure of the incident that a casualty changes, as the ledger then gives it: what reports are made of.
fn figure(
    world: &World,
    view: Option<&SceneView<'_>>,
    incident: EventId,
    one: &crate::domain::Casualty,
    at: At,
) -> Option<Fact> {
    let figure = match one.state {
        CasualtyState::Trapped => FigureKind::Trapped,
        CasualtyState::Missing => FigureKind::Missing,
        CasualtyState::Injured => FigureKind::Injured,
        CasualtyState::SlightlyInjured => FigureKind::SlightlyInjured,
        CasualtyState::Dead => FigureKind::Dead,
        CasualtyState::Rescued | CasualtyState::Transported | CasualtyState::Rescuer => return None,
    };
    let tallies = view.map(SceneView::casualties).unwrap_or_default();
    let mut tally = tallies.into_iter().find(|tally| tally.state == one.state);
    let sources = tally.as_mut().map(|tally| std::mem::take(&mut tally.sources)).unwrap_or_default();
    let own = sources.iter().find(|(name, _)| *name == one.source).map_or(0, |(_, count)| *count);
    let others = sources.iter().filter(|(name, _)| *name != one.source).map(|(_, count)| *count).max().unwrap_or(0);
    let count = u32::try_from((own + i64::from(one.change)).max(others).max(0)).unwrap_or(u32::MAX);
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
