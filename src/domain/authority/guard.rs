//! Guards: what must be there before something is done (rules.md 2.3, 2.4). Without it a reason is wanted, and somebody
//! else in authority ratifies; whoever does it may be in authority themselves.

mod aar;
mod consult;
mod resource;

pub use aar::AarLack;
mod linkage;

pub(in crate::domain) use linkage::speaks_for;
mod scene;

pub use scene::SceneLack;

use super::Beyond;
use crate::clock::At;
use crate::domain::rules::Guard;
use crate::domain::{
    AidPart, AreaCode, Aspect, AssemblyCommand, AssemblyEvent, AssemblyState, Command, Condition, Decision, EventId,
    FigureKind, Ground, IncidentStatus, Level, Means, Outcome, Posture, Reckoning, ReportCommand, ReportKind, RuleId,
    Seat, Stage, Standing, StepCode, StepStatus, TeamCode, TeamStatus, Telling, Told, World,
};
use crate::limits::MUSTER_PERCENT;

/// What is lacking.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lacking {
    /// 会商结论.
    Conclusion,
    /// An order to withdraw was not lifted.
    Withdrawal(EventId),
    /// People of an incident are trapped or missing, so many.
    People(EventId, FigureKind, u32),
    /// So many of a team are there, of so many.
    Strength(u32, u32),
    /// The team has no insurance.
    Insurance,
    /// The team lacks protective equipment.
    Protection,
    /// The process stands there, and it is not this act's turn.
    OutOfTurn(Stage),
    /// The level would go down from one to the other, by more than a step.
    Steps(Level, Level),
    /// The paper or the warning that this posture rests on.
    Ground(Posture),
    /// What is new and a change to this level rests on.
    Basis(Level),
    /// So many steps that a step of a plan depends on are open.
    StepsBefore(u32),
    /// The evidence of a step of a plan that asks for it.
    Proof,
    /// Nobody is named for a seat.
    Seat(Seat),
    /// So many orders are open, and nobody else's.
    Orders(u32),
    /// A response of this level is active.
    Response(Level),
    /// Heads were not counted after an order to withdraw.
    Heads(EventId),
    /// So many were counted as missing after an order to withdraw.
    Unaccounted(EventId, u32),
    /// So many teams are out of contact.
    LostTeams(u32),
    /// So many items of the checklist back to peace are open.
    Items(u32),
    /// One of the four conditions of a termination.
    Condition(Condition),
    /// A consultation has no list of members, or no quorum.
    Members,
    /// So many units are there, of so many that there must be.
    Quorum(usize, u8),
    /// Mandatory opinions of a consultation are neither in nor marked as missing.
    Opinions(EventId),
    /// An action of a consultation has no deadline.
    ActionLimit(EventId),
    /// So many actions of a consultation are open.
    OpenActions(usize),
    /// A consultation has no conclusion that is signed and undisputed.
    Unconcluded(EventId),
    /// Its conclusion is past its time, since then.
    Expired(EventId, At),
    /// So many of a material are free, of so many that are asked for.
    Stock(u64, u64),
    /// The address that an opening of a shelter publishes.
    Address,
    /// The route there.
    Route,
    /// So many are still in a shelter that is to be closed.
    Inside(u64),
    /// What a review lacks.
    Aar(AarLack),
    /// A part of an aid request.
    AidPart(AidPart),
    /// The word of the city that an aid request asks: who gave it, and by what means.
    OtherCity(EventId),
    /// A team that is not promised to another aid request.
    Promised(EventId),
    /// Something that a scene wants.
    Scene(SceneLack),
    /// The text of a report that goes up in writing, and the signature under it.
    Paper,
    /// 数据变化说明 of figures that jumped.
    Explanation,
    /// A report that every event has.
    Report(ReportKind),
}

/// What is lacking, by which row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lack {
    /// The row.
    pub rule: RuleId,
    /// What.
    pub what: Lacking,
}

/// What a command goes against, whoever gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unmet {
    /// What it asks of the table, and who ratifies it.
    pub beyond: Beyond,
    /// Everything that is lacking; never empty.
    pub lacks: Vec<Lack>,
}

/// What `command` lacks.
pub(super) fn lacks(world: &World, standing: &Standing, command: &Command) -> Vec<Lack> {
    match command {
        Command::DecideResponse { area, decision, conclusion, basis, .. } => {
            let mut lacks = match decision {
                Decision::Terminated => of_termination(world, standing, area, conclusion, *basis),
                Decision::Activated { .. } | Decision::Declined { .. } => {
                    basis.map(|basis| consult::cited(world, standing, basis)).unwrap_or_default()
                }
            };
            lacks.extend(super::switch::of_decision(world, standing, area, decision, *basis));
            lacks
        }
        Command::ProposeResponse { ground: Ground::Concluded(id), .. } => consult::cited(world, standing, *id),
        Command::Consult(command) => consult::lacks(world, standing, command),
        Command::Resource(note) => resource::lacks(world, standing, note),
        Command::Aar(command) => aar::lacks(world, standing, command),
        Command::Aid(command) => linkage::lacks(world, standing, command),
        Command::Scene(command) => scene::lacks(world, standing, command),
        Command::AppointCommander { incident, name } => scene::of_appointment(world, standing, *incident, name),
        Command::ChangePosture { area, posture, record } => {
            let mut lacks = of_posture(world, standing, area, *posture);
            lacks.extend(super::switch::of_posture(world, standing, area, *posture, record));
            lacks
        }
        Command::NoteSwitch(note) => super::switch::of_note(world, standing, note),
        Command::Settle { aspect: Aspect::Posture(area), in_favour_of } => {
            of_settling(world, standing, area, *in_favour_of)
        }
        Command::Settle { aspect: Aspect::Aid(aid), in_favour_of } => {
            linkage::of_settling(world, standing, *aid, *in_favour_of)
        }
        Command::SetStep { run, step, status } => of_step(world, standing, *run, step, status),
        Command::ProveStep { run, step, .. } => before(world, standing, *run, step),
        Command::OrderStep { of, order } => {
            let before = if of.late { Vec::new() } else { before(world, standing, of.run, &of.step) };
            before.into_iter().chain(lacks(world, standing, order)).collect()
        }
        Command::SetTeamStatus { team, status, .. } => of_team(world, standing, team, *status),
        Command::Assembly(AssemblyCommand::Tell(telling)) => of_telling(world, standing, telling),
        Command::Assembly(AssemblyCommand::Divert { from, .. }) => {
            of_mobilisation(world, standing, *from, AssemblyEvent::Divert)
        }
        Command::Settle { aspect: Aspect::Scene(incident), in_favour_of } => {
            scene::of_settling(world, standing, *incident, *in_favour_of)
        }
        Command::Report(ReportCommand::File { incident, means, .. }) if *means != Means::Phone => {
            of_written(world, standing, *incident)
        }
        Command::EndOrder { order, outcome } => of_end(world, standing, *order, outcome),
        Command::SetIncidentStatus { incident, status: IncidentStatus::Closed } => {
            of_closing(world, standing, *incident)
        }
        _ => Vec::new(),
    }
}

/// A report that is only noted as sent in writing: nobody here has read it, signed it, or can say why its figures jumped.
/// What is told by phone comes before the paper.
fn of_written(world: &World, standing: &Standing, incident: EventId) -> Vec<Lack> {
    let Some(rule) = world.guarded(Guard::Paper, standing.now) else { return Vec::new() };
    let jumped = !world.report_jumps(incident).is_empty();
    let lacks = [Lacking::Paper].into_iter().chain(jumped.then_some(Lacking::Explanation));
    lacks.map(|what| Lack { rule: rule.clone(), what }).collect()
}

/// The end of an incident: what was not reported of it is due for ever, or explained (rules.md 3.1, 3.4).
fn of_closing(world: &World, standing: &Standing, incident: EventId) -> Vec<Lack> {
    let Some(rule) = world.guarded(Guard::Reported, standing.now) else { return Vec::new() };
    let lacks = world.reports_lacking(incident).into_iter();
    lacks.map(|kind| Lack { rule: rule.clone(), what: Lacking::Report(kind) }).collect()
}

/// The end of an order: of a mobilisation in its turn, of a withdrawal over nobody who is not counted.
fn of_end(world: &World, standing: &Standing, order: EventId, outcome: &Outcome) -> Vec<Lack> {
    let event = match outcome {
        Outcome::Cancelled(_) => Some(AssemblyEvent::Cancel),
        Outcome::Refused(_) => Some(AssemblyEvent::Decline),
        Outcome::Done => None,
    };
    let turn = event.map(|event| of_mobilisation(world, standing, order, event)).unwrap_or_default();
    turn.into_iter().chain(scene::of_ending(world, standing, order, outcome)).collect()
}

/// A step is begun and done after those it depends on, and done with its evidence; that it is blocked or left out is
/// said at any time.
fn of_step(world: &World, standing: &Standing, run: EventId, step: &StepCode, status: &StepStatus) -> Vec<Lack> {
    let wants = world.step(run, step).is_some_and(|step| !step.evidence.is_empty());
    let proof = || world.guarded(Guard::Proof, standing.now).map(|rule| Lack { rule, what: Lacking::Proof });
    match status {
        StepStatus::Doing => before(world, standing, run, step),
        StepStatus::Done => before(world, standing, run, step).into_iter().chain(proof().filter(|_| wants)).collect(),
        StepStatus::Waiting | StepStatus::Blocked(_) | StepStatus::Skipped(_) => Vec::new(),
    }
}

/// What a step depends on and is open.
fn before(world: &World, standing: &Standing, run: EventId, step: &StepCode) -> Vec<Lack> {
    let open = world.steps_before(run, step).len();
    let row = world.guarded(Guard::Dependencies, standing.now).filter(|_| open > 0);
    let what = Lacking::StepsBefore(u32::try_from(open).unwrap_or(u32::MAX));
    row.map(|rule| Lack { rule, what }).into_iter().collect()
}

/// While two statuses are disputed, whatever follows from either is in its turn.
fn of_team(world: &World, standing: &Standing, team: &TeamCode, to: TeamStatus) -> Vec<Lack> {
    let now = match world.team(team).map(|view| view.status) {
        None | Some(Reckoning::Unset) => return Vec::new(),
        Some(Reckoning::Agreed(status)) => vec![status],
        Some(Reckoning::Disputed(statuses)) => statuses,
    };
    // Whoever is heard of again goes on from where they were (rules.md 6.3).
    let before = world.status_before_loss(team).filter(|_| now == [TeamStatus::LostContact]);
    let now = before.map_or(now, |before| vec![before]);
    // Who acknowledged assembles (rules.md 5.3: OrderAcked → 集结中), also where that came by phone.
    let assembles = now == [TeamStatus::Ordered] && world.has_acknowledged(team);
    let now = if assembles { vec![TeamStatus::Ordered, TeamStatus::Assembling] } else { now };
    let leads = now.iter().any(|from| *from == to || from.may_become(to));
    let from = now.first().copied().filter(|_| !leads);
    from.map(|from| out_of_turn(world, standing, Stage::Team(from))).unwrap_or_default()
}

/// Whether it is an event's turn by the table of rules.md 5.3. An order that is over by another end is none's.
fn of_mobilisation(world: &World, standing: &Standing, order: EventId, event: AssemblyEvent) -> Vec<Lack> {
    let Some(one) = world.mobilisation(order) else { return Vec::new() };
    let state = one.state;
    let over = state.is_over() && matches!(event, AssemblyEvent::Cancel | AssemblyEvent::Decline);
    if over || state.after(event).is_some() {
        return Vec::new();
    }
    out_of_turn(world, standing, Stage::Assembly(state))
}

/// What was told comes in its turn; a roll call finds enough people; who leaves is insured and protected.
fn of_telling(world: &World, standing: &Standing, telling: &Telling) -> Vec<Lack> {
    let mut lacks = of_mobilisation(world, standing, telling.order, telling.told.event());
    lacks.extend(scene::of_check_in(world, standing, telling));
    let Some(one) = world.mobilisation(telling.order) else { return lacks };
    let Some(team) = world.team_card(one.team) else { return lacks };
    let row = |guard, what| world.guarded(guard, standing.now).map(|rule| Lack { rule, what });
    // A count that was explained before is not asked for again.
    let counted = one.newest(|told| matches!(told, Told::RollCalled { .. })).is_some();
    let (count, leaves) = match telling.told {
        Told::RollCalled { people, .. } => (Some(people), false),
        Told::Departed { people, .. } => (Some(people).filter(|_| !counted), true),
        _ => (None, false),
    };
    let short = count.filter(|people| u64::from(*people) * 100 < u64::from(team.people) * u64::from(MUSTER_PERCENT));
    lacks.extend(short.and_then(|people| row(Guard::Strength, Lacking::Strength(people, team.people))));
    if leaves && one.state < AssemblyState::EnRoute {
        let ready = &team.readiness;
        let no = |flag: Option<bool>| flag == Some(false);
        lacks.extend(no(ready.insured).then(|| row(Guard::Hygiene, Lacking::Insurance)).flatten());
        lacks.extend(no(ready.protected).then(|| row(Guard::Hygiene, Lacking::Protection)).flatten());
    }
    lacks
}

/// Peace at last, in favour of which a response would be ended, takes what ending it takes.
fn of_settling(world: &World, standing: &Standing, area: &AreaCode, side: EventId) -> Vec<Lack> {
    let ends = world.peace_over_response(area).is_some_and(|(peace, _)| peace == side);
    if !ends {
        return Vec::new();
    }
    let mut lacks = of_termination(world, standing, area, "", None);
    lacks.extend(super::switch::of_decision(world, standing, area, &Decision::Terminated, None));
    lacks
}

/// A termination rests on a conclusion in words, or on a consultation of this log whose conclusion is in force.
fn of_termination(
    world: &World,
    standing: &Standing,
    area: &AreaCode,
    conclusion: &str,
    basis: Option<EventId>,
) -> Vec<Lack> {
    // Nothing runs that could be ended too early.
    if world.level_in_force(area).is_none() {
        return Vec::new();
    }
    let row = |guard| world.guarded(guard, standing.now);
    let cites = basis.is_some_and(|id| world.consultation(id).is_some());
    let conclusion = row(Guard::Conclusion).filter(|_| conclusion.trim().is_empty() && !cites);
    let mut lacks: Vec<Lack> = conclusion.map(|rule| Lack { rule, what: Lacking::Conclusion }).into_iter().collect();
    lacks.extend(basis.into_iter().flat_map(|id| consult::cited(world, standing, id)));
    if let Some(rule) = row(Guard::LifeSafety) {
        let open = world.lives_at_stake(area).into_iter();
        lacks.extend(open.map(|what| Lack { rule: rule.clone(), what }));
    }
    lacks
}

/// While two postures are disputed, whatever follows from either is in its turn.
fn of_posture(world: &World, standing: &Standing, area: &AreaCode, to: Posture) -> Vec<Lack> {
    let now = match world.posture(area) {
        Reckoning::Unset => vec![Posture::default()],
        Reckoning::Agreed(posture) => vec![posture],
        Reckoning::Disputed(postures) => postures,
    };
    let Some(from) = now.first().copied().filter(|_| !now.iter().any(|from| from.may_become(to))) else {
        return Vec::new();
    };
    out_of_turn(world, standing, Stage::Posture(from))
}

/// That it is not an act's turn, by the row that says so.
pub(super) fn out_of_turn(world: &World, standing: &Standing, stage: Stage) -> Vec<Lack> {
    let row = world.guarded(Guard::Turn, standing.now);
    row.map(|rule| Lack { rule, what: Lacking::OutOfTurn(stage) }).into_iter().collect()
}
