//! `decide`: from a command to facts, or to a refusal.

mod aar;
mod assembly;
mod calls;
mod consult;
mod evacuation;
mod incident;
mod linkage;
mod notice;
mod order;
mod ratify;
mod report;
mod resource;
mod response;
mod scene;
mod shift;
mod switch;

pub use aar::AarCommand;
pub use assembly::{AssemblyCommand, Mobilise};
pub use consult::ConsultCommand;
pub use linkage::AidCommand;
pub use notice::Notify;
pub use ratify::Ratify;
pub use report::{ReportCommand, Reported};
pub use scene::SceneCommand;

use super::authority::own_reason;
use super::{
    AreaCode, Aspect, Command, Entry, EventId, Fact, HeadCount, Lifting, Override, PlanStarted, Refusal, Role, Rung,
    RungFact, Shelf, StepCode, StepStatus, TeamCode, TeamKind, TeamStatus, Value, Warning, WarningTerms, World, judge,
};
use crate::clock::At;
use crate::limits::{ENTRY_BYTES_MAX, FIELD_BYTES_MAX};

/// Where the one who commands stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Whose authority: orders go to its own teams only. `None` leaves that unchecked.
    pub area: Option<AreaCode>,
    /// Now.
    pub now: At,
    /// Who is signed in.
    pub person: String,
    /// In which role; `None` when nobody knows: then everything goes through, marked so.
    pub role: Option<Role>,
    /// Why it cannot wait for somebody in authority; empty when nothing was said.
    pub reason: String,
}

impl Standing {
    /// Somebody of whom nothing is known.
    pub fn unknown(now: At) -> Self {
        Self { area: None, now, person: String::new(), role: None, reason: String::new() }
    }

    /// Whoever plays the others in a drill.
    pub fn controller(now: At) -> Self {
        Self { role: Some(Role::Controller), ..Self::unknown(now) }
    }
}

/// What follows from a command.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decided {
    /// The facts, to be recorded together.
    pub facts: Vec<Fact>,
    /// The authority basis, when it went beyond the role of who commands: the first of the facts carries it.
    pub overridden: Option<Box<Override>>,
}

impl Decided {
    /// Each fact with the basis that it carries.
    pub fn each(&self) -> impl Iterator<Item = (&Fact, Option<&Override>)> {
        let bases = std::iter::once(self.overridden.as_deref()).chain(std::iter::repeat(None));
        self.facts.iter().zip(bases)
    }

    /// The payloads that are signed.
    pub fn payloads(&self) -> impl Iterator<Item = Vec<u8>> {
        self.each().map(|(fact, basis)| fact.to_payload_with(basis))
    }
}

impl From<Vec<Fact>> for Decided {
    fn from(facts: Vec<Fact>) -> Self {
        Self { facts, overridden: None }
    }
}

/// What follows from `command`; or why not. Judges new commands only: what is in the log was never refused by a later
/// rule.
pub fn decide(world: &World, standing: &Standing, command: Command) -> Result<Decided, Refusal> {
    let verdict = judge(world, standing, &command);
    let own = own_reason(&command).to_owned();
    let facts = follow(world, standing, command)?;
    Ok(Decided { facts, overridden: verdict.basis(&standing.reason, &own)? })
}

/// The facts that follow from `command`, whoever gave it.
fn follow(world: &World, standing: &Standing, command: Command) -> Result<Vec<Fact>, Refusal> {
    let now = standing.now;
    Ok(vec![match command {
        Command::AcknowledgeAlarms { alarms } => {
            return Ok(alarms.into_iter().map(|alarm| Fact::AlarmAcknowledged { alarm }).collect());
        }
        Command::AdoptRules { profile, rows } => return world.adopt_rules(&said(&profile)?, rows),
        command @ (Command::WriteEntry(_)
        | Command::ReportPosition(_)
        | Command::ReceiveWarning(_)
        | Command::LiftWarning(_)) => return heard(world, now, command),
        command @ (Command::OpenIncident { .. }
        | Command::ReportFigure { .. }
        | Command::GradeIncident { .. }
        | Command::SetIncidentStatus { .. }
        | Command::CodeIncident { .. }
        | Command::MergeIncidents { .. }
        | Command::SplitIncident { .. }
        | Command::AmendEntry { .. }) => return incident::decide(world, now, command),
        Command::Report(command) => return report::decide(world, now, command),
        Command::Consult(command) => return consult::decide(world, standing, command),
        Command::Aar(command) => return aar::decide(world, command),
        Command::Aid(command) => return linkage::decide(world, standing, command),
        Command::Scene(command) => return scene::decide(world, standing, command),
        command @ (Command::IssueOrder { .. } | Command::IssueOrders { .. }) => {
            return order::issue(world, standing, command);
        }
        command @ (Command::BeginCall(_) | Command::MakeCall { .. } | Command::AnswerMeasures { .. }) => {
            return calls::decide(world, now, command);
        }
        command @ (Command::HandOver { .. } | Command::TakeOver { .. }) => shift::sign(world, standing, command)?,
        Command::ClimbRung { order, rung, by, means, at } => {
            known(world.order(order).is_some(), "order", order.short())?;
            let along = if rung >= Rung::Acknowledged { assembly::acknowledged(world, order, at) } else { None };
            return Ok([Fact::OrderRung(RungFact { order, rung, by, means, at })].into_iter().chain(along).collect());
        }
        Command::MoveEvacuees(moved) => evacuation::moved(world, moved)?,
        Command::GiveRelief(relief) => evacuation::relieved(world, relief)?,
        Command::Resource(note) => return resource::decide(world, now, note),
        Command::Notify(notify) => return notice::give(world, notify),
        Command::CountHeads(count) => return heads_counted(world, now, count),
        Command::EndOrder { order, outcome } => return order::end(world, standing, order, outcome),
        Command::Assembly(command) => return assembly::decide(world, standing, command),
        Command::AssignTeam { team, assignment } => {
            own_team(world, standing, &team, assignment.incident)?;
            let after = world.heads(&Aspect::Assignment(team.clone()));
            Fact::TeamAssigned { team, assignment, after }
        }
        Command::SetTeamStatus { team, status, reason } => {
            return set_team_status(world, standing, team, status, &reason);
        }
        command @ (Command::DecideResponse { .. }
        | Command::ProposeResponse { .. }
        | Command::AppointCommander { .. }
        | Command::ChangePosture { .. }) => return response::decide(world, standing, command),
        Command::NoteSwitch(note) => return switch::decide(world, note),
        command @ (Command::StartPlan { .. } | Command::SetStep { .. }) => planned(world, now, command)?,
        Command::ProveStep { run, step, evidence } => return prove(world, now, run, step, &evidence),
        Command::OrderStep { of, order } => return order::of_step(world, standing, &of, *order),
        Command::Settle { aspect, in_favour_of } => return settle(world, standing, &aspect, in_favour_of),
        Command::Ratify(answer) => return ratify::decide(world, standing, &answer),
        Command::Strike { target, reason } => {
            known(world.stands(&target), "standing event", target.short())
                .map_err(|_| Refusal::AlreadyStruck(target))?;
            Fact::Struck { target, reason }
        }
        Command::ShelveAlarms { alarms, reason, until } => return shelve(world, now, alarms, &reason, until),
        Command::ControlDrill(control) if world.realm().is_drill() => Fact::DrillControlled { control },
        Command::ControlDrill(_) => return Err(Refusal::NotADrill),
    }])
}

/// A plan is started, or one of its steps moved.
fn planned(world: &World, now: At, command: Command) -> Result<Fact, Refusal> {
    Ok(match command {
        Command::StartPlan { plan, area, incident, level } => {
            let (plan, _) = world.plan(&plan).ok_or_else(|| unknown("plan", &plan))?;
            Fact::PlanStarted(PlanStarted { plan, area, incident, level, started: now })
        }
        Command::SetStep { run, step, status } => {
            known(world.step(run, &step).is_some(), "step", step.to_string())?;
            let after = world.heads(&Aspect::Step(run, step.clone()));
            Fact::StepSet { run, step, status, at: now, after }
        }
        _ => return Err(Refusal::Empty),
    })
}

/// A step is done, and what shows it stands in the log of the run's incident.
fn prove(world: &World, now: At, run: EventId, step: StepCode, evidence: &str) -> Result<Vec<Fact>, Refusal> {
    let title = world.step(run, &step).map(|step| step.title.clone()).unwrap_or_default();
    let text = format!("{step} {title}: {}", said(evidence)?);
    let incident = world.runs().into_iter().find(|(id, ..)| *id == run).and_then(|(_, started, _)| started.incident);
    let done = planned(world, now, Command::SetStep { run, step, status: StepStatus::Done })?;
    Ok(vec![done, Fact::EntryLogged(Entry { incident, ..Entry::plain(text, now) })])
}

/// What was heard is written down as it was heard.
fn heard(world: &World, now: At, command: Command) -> Result<Vec<Fact>, Refusal> {
    Ok(vec![match command {
        Command::WriteEntry(entry) => {
            entry.about.as_ref().map_or(Ok(()), |team| enrolled(world, team))?;
            Fact::EntryLogged(Entry { text: said(&entry.text)?, ..entry })
        }
        Command::ReportPosition(report) => {
            enrolled(world, &report.team)?;
            known(world.place(&report.place).is_some(), "place", report.place.to_string())?;
            Fact::PositionReported(report)
        }
        Command::ReceiveWarning(warning) => {
            // Who works alone knows no jurisdiction by name, and a red warning cannot wait for one.
            let any = world.areas().next().is_some();
            known(!any || world.area(&warning.area).is_some(), "area", warning.area.to_string())?;
            // 接报 is when a person got it: its clocks would run from a time that nobody has seen yet.
            if warning.received > now {
                return Err(Refusal::NotYet);
            }
            Fact::WarningReceived(Warning { text: said(&warning.text)?, terms: stated(&warning.terms)?, ..warning })
        }
        Command::LiftWarning(lifting) => {
            known(world.warning(lifting.warning).is_some(), "warning", lifting.warning.short())?;
            let (issuer, document) = (said(&lifting.issuer)?, said(&lifting.document)?);
            let by = lifting.by.trim().to_owned();
            Fact::WarningLifted(Lifting { issuer, document, by, ..lifting })
        }
        _ => return Ok(Vec::new()),
    }])
}

/// A count of tomorrow would stand before every later one. One that says of everybody where they are is also the word that the
/// order was heard: nobody is called about it any more.
fn heads_counted(world: &World, now: At, count: HeadCount) -> Result<Vec<Fact>, Refusal> {
    let order = count.order;
    let view = world.order(order).ok_or_else(|| unknown("order", &order.short()))?;
    let count = HeadCount { by: said(&count.by)?, at: count.at.min(now), ..count };
    let heard = view.height < Some(Rung::Acknowledged) && world.accounts_for_all(&count);
    let (by, means, at) = (count.by.clone(), count.means, count.at);
    let rung = heard.then_some(Fact::OrderRung(RungFact { order, rung: Rung::Acknowledged, by, means, at }));
    Ok([Fact::HeadsCounted(count)].into_iter().chain(rung).collect())
}

/// Each alarm by itself, with one reason and one time: what comes after rings. A time that is over puts nothing aside; it
/// takes back what was, and is refused where nothing was.
fn shelve(world: &World, now: At, alarms: Vec<String>, reason: &str, until: At) -> Result<Vec<Fact>, Refusal> {
    let reason = said(reason).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })?;
    if until <= now && !alarms.iter().any(|alarm| world.shelf(alarm).is_some_and(|shelf| shelf.until > now)) {
        return Err(Refusal::TimePassed);
    }
    let aside = |alarm: String| {
        let after = world.heads(&Aspect::Shelf(alarm.clone()));
        Fact::AlarmShelved { alarm, shelf: Shelf { reason: reason.clone(), until }, after }
    };
    Ok(alarms.into_iter().map(aside).collect())
}

fn set_team_status(
    world: &World,
    standing: &Standing,
    team: TeamCode,
    status: TeamStatus,
    reason: &str,
) -> Result<Vec<Fact>, Refusal> {
    enrolled(world, &team)?;
    let home = if status == TeamStatus::Ready { assembly::home(world, standing, &team) } else { Vec::new() };
    let after = world.heads(&Aspect::TeamStatus(team.clone()));
    let reason = reason.trim().to_owned();
    if reason.len() > FIELD_BYTES_MAX {
        return Err(Refusal::TooLong(reason.len()));
    }
    let set = Fact::TeamStatusSet { team, status, at: standing.now, reason, after };
    Ok([set].into_iter().chain(home).collect())
}

fn settle(world: &World, standing: &Standing, aspect: &Aspect, in_favour_of: EventId) -> Result<Vec<Fact>, Refusal> {
    let conflict = world.conflict(aspect).ok_or(Refusal::NotDisputed)?;
    let side = conflict.sides.iter().find(|side| side.id == in_favour_of);
    let value = side.ok_or_else(|| unknown("side", &in_favour_of.short()))?.value.clone();
    if let (Aspect::Ratified(of), Value::Ratified(sanction)) = (aspect, &value) {
        return ratify::settle(world, standing, *of, *sanction);
    }
    if let Aspect::Stock(..) | Aspect::Requisition(_) = aspect {
        return Ok(resource::settle(world, standing.now, &standing.person, &conflict, in_favour_of));
    }
    if linkage::is_derived(world, aspect, &value) {
        return linkage::settle(world, standing, aspect, in_favour_of);
    }
    let heads = world.heads(aspect);
    if let Aspect::Posture(area) = aspect
        && world.peace_over_response(area).is_some()
    {
        return Ok(vec![response::settle(world, standing, area, &value)]);
    }
    if let Value::Merged(Some(into)) = &value
        && conflict.sides.iter().any(|side| !heads.contains(&side.id))
    {
        // Merges in a ring: when this one counts, what it goes into goes nowhere.
        let (after, at) = (world.heads(&Aspect::Merged(*into)), standing.now);
        return Ok(vec![Fact::IncidentMerged { merged: *into, into: None, reason: String::new(), at, after }]);
    }
    let along = linkage::along_settled(world, standing, aspect, &value);
    let settled = Fact::settling(aspect, value, standing.now, heads).ok_or(Refusal::NotDisputed)?;
    Ok([settled].into_iter().chain(along).collect())
}

fn said(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    match text.len() {
        0 => Err(Refusal::Empty),
        1..=ENTRY_BYTES_MAX => Ok(text.to_owned()),
        more => Err(Refusal::TooLong(more)),
    }
}

/// What a warning states, each trimmed and within what an entry may hold.
fn stated(terms: &WarningTerms) -> Result<WarningTerms, Refusal> {
    let may = |text: &str| if text.trim().is_empty() { Ok(String::new()) } else { said(text) };
    Ok(WarningTerms {
        extent: may(&terms.extent)?,
        caution: may(&terms.caution)?,
        measures: may(&terms.measures)?,
        inquiries: may(&terms.inquiries)?,
        begins: terms.begins,
        expires: terms.expires,
    })
}

fn enrolled(world: &World, code: &TeamCode) -> Result<(), Refusal> {
    known(world.team(code).is_some(), "team", code.to_string())
}

/// To whom a team is assigned is its own city's to say, and on scene that of the city it was lent to (rules.md 4.4).
fn own_team(world: &World, standing: &Standing, code: &TeamCode, incident: Option<EventId>) -> Result<(), Refusal> {
    let team = world.team_card(code).ok_or_else(|| unknown("team", code))?;
    let foreign = team.kind != TeamKind::Military && !world.takes_orders(standing.area.as_ref(), team, incident);
    if foreign { Err(Refusal::ForeignTeam(code.clone())) } else { Ok(()) }
}

fn known(is: bool, what: &'static str, name: String) -> Result<(), Refusal> {
    if is { Ok(()) } else { Err(Refusal::Unknown { what, name }) }
}

fn unknown(what: &'static str, name: &impl ToString) -> Refusal {
    Refusal::Unknown { what, name: name.to_string() }
}
