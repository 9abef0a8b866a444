//! What each command asks of the table.

use super::Claim;
use super::speaks_for;
use crate::domain::rules::Guard;
use crate::domain::{
    AarCommand, AarNoted, AarStep, Act, AidCommand, AidStep, AreaCode, Aspect, AssemblyCommand, Command,
    ConsultCommand, ConsultStep, Decision, EventId, Form, Lead, Level, Means, Noted, Outcome, Posture, Purpose,
    Reckoning, ReportCommand, RequisitionStep, Resource, ResourceNote, Response, Role, SceneCommand, SceneNoted,
    SceneStep, Standing, SwitchNote, Urgency, Value, World,
};

/// What a command asks.
pub(super) struct Asked {
    /// Every one of these.
    pub(super) claims: Vec<Claim>,
    /// What it waits for.
    pub(super) waits: Waits,
    /// Who decided what it would end.
    pub(super) decided_by: Option<Role>,
}

/// What a command waits for before it goes through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Waits {
    /// A reason, when it is beyond the role or when something is lacking.
    Reason,
    /// A reason, when something is lacking: life or the first response depends on it, and no role holds it up.
    WhatLacks,
    /// Nothing: towards war nobody waits, whatever is lacking.
    Nothing,
}

/// An act at no level that can wait for a reason.
fn act(act: Act) -> Asked {
    Asked { claims: vec![Claim { act, level: None }], waits: Waits::Reason, decided_by: None }
}

fn at_once(act: Act) -> Asked {
    Asked { waits: Waits::WhatLacks, ..self::act(act) }
}

fn level(act: Act, level: Level) -> Asked {
    Asked { claims: vec![Claim { act, level: Some(level) }], waits: Waits::Reason, decided_by: None }
}

/// What `command` asks. Every command has its place here: a new one does not compile without.
pub(super) fn asked(world: &World, standing: &Standing, command: &Command) -> Asked {
    match command {
        Command::Consult(command) => consult(command),
        Command::Aar(command) => aar(command),
        Command::Aid(command) => aid(world, standing, command),
        Command::Scene(command) => scene(command),
        Command::Report(command) => report(world, standing, command),
        Command::WriteEntry(_)
        | Command::OpenIncident { .. }
        | Command::CodeIncident { .. }
        | Command::MergeIncidents { .. }
        | Command::SplitIncident { .. }
        | Command::AmendEntry { .. }
        | Command::SetIncidentStatus { .. }
        | Command::ReportFigure { .. }
        | Command::ReportPosition(_)
        | Command::ReceiveWarning(_)
        | Command::LiftWarning(_)
        | Command::ClimbRung { .. }
        | Command::SetTeamStatus { .. }
        | Command::SetStep { .. }
        | Command::ProveStep { .. }
        | Command::ShelveAlarms { .. }
        | Command::AcknowledgeAlarms { .. }
        | Command::MakeCall { .. }
        | Command::BeginCall(_)
        | Command::HandOver { .. }
        | Command::TakeOver { .. }
        | Command::AnswerMeasures { .. }
        | Command::Notify(_)
        | Command::MoveEvacuees(_)
        | Command::GiveRelief(_)
        | Command::ControlDrill(_)
        | Command::Assembly(AssemblyCommand::Tell(_) | AssemblyCommand::SetCrew(_))
        // Who may ratify is no question of more or less: `decide` answers it.
        | Command::Ratify(_) => act(Act::Record),
        // A warning moves nobody.
        Command::Assembly(AssemblyCommand::Muster(what)) if what.muster.purpose == Purpose::PreAlert => {
            at_once(Act::SaveLife)
        }
        Command::CountHeads(_) | Command::AssignTeam { .. } => at_once(Act::SaveLife),
        Command::Assembly(AssemblyCommand::Muster(what) | AssemblyCommand::Divert { to: what, .. }) => {
            order(world, what.form, what.incident, what.urgency)
        }
        Command::IssueOrder { form, incident, urgency, .. } | Command::IssueOrders { form, incident, urgency, .. } => {
            order(world, *form, *incident, *urgency)
        }
        Command::OrderStep { order, .. } => asked(world, standing, order),
        Command::EndOrder { order, outcome: Outcome::Done } if world.withdrawal_fulfilled(*order) => act(Act::Record),
        Command::EndOrder { order, .. } => ended(world, *order),
        Command::StartPlan { incident, area, .. } => {
            let led = world.response(area).first().is_some_and(|response| response.level().is_some());
            let covered = incident.is_some_and(|incident| world.initial_action(incident));
            at_once(if led || covered { Act::SaveLife } else { Act::Dispatch })
        }
        Command::GradeIncident { .. } => act(Act::Grade),
        Command::DecideResponse { area, decision, .. } => {
            let asked = response(world.level_in_force(area), decision);
            let ends = *decision == Decision::Terminated;
            Asked { decided_by: decider(world, area).filter(|_| ends), ..asked }
        }
        // A proposal keeps nobody waiting, and decides nothing.
        Command::ProposeResponse { level: to, .. } => Asked { waits: Waits::WhatLacks, ..level(Act::Propose, *to) },
        Command::AppointCommander { .. } => act(Act::Appoint),
        Command::ChangePosture { area, posture, .. } => posture_to(world, area, *posture),
        Command::NoteSwitch(note) => noted(world, note),
        Command::Settle { aspect, in_favour_of } => settled(world, aspect, *in_favour_of),
        Command::Strike { target, .. } => struck(world, standing, *target),
        Command::AdoptRules { .. } => act(Act::Rules),
        Command::Resource(note) => resource(note),
    }
}

/// Who signs at the console, and whoever notes as sent in writing what was somebody's to sign; what another signed is only
/// written down.
fn report(world: &World, standing: &Standing, command: &ReportCommand) -> Asked {
    let signs = match command {
        ReportCommand::Sign { means: Means::Console, by, .. } => by.trim() == standing.person,
        ReportCommand::File { means, .. } => {
            *means != Means::Phone && world.guarded(Guard::Paper, standing.now).is_some()
        }
        _ => false,
    };
    act(if signs { Act::Sign } else { Act::Record })
}

/// Nobody waits to meet: it is convened and begun at once, and ratified. What it concludes is the chair's.
fn consult(command: &ConsultCommand) -> Asked {
    match command {
        ConsultCommand::Request(_) | ConsultCommand::Note(_) | ConsultCommand::Draft { .. } => act(Act::Record),
        ConsultCommand::Convene { .. } => at_once(Act::Convene),
        ConsultCommand::Issue { .. } | ConsultCommand::Close { .. } => act(Act::Convene),
        ConsultCommand::Start { .. } => at_once(Act::Chair),
        ConsultCommand::Cancel { .. } => act(Act::Chair),
        ConsultCommand::Sign { .. } => act(Act::Conclude),
    }
}

/// A review keeps nobody waiting whose life depends on it: what is an office's or a headquarters' waits for a reason.
fn aar(command: &AarCommand) -> Asked {
    match command {
        AarCommand::Open(_) | AarCommand::Review { .. } => act(Act::OpenReview),
        AarCommand::Sign { .. } | AarCommand::Close { .. } => act(Act::SignReview),
        AarCommand::Note(note) if matches!(note.what, AarNoted::Item(_) | AarNoted::Disposed { .. }) => {
            act(Act::OpenReview)
        }
        AarCommand::Seal { .. }
        | AarCommand::Reconstruct { .. }
        | AarCommand::Note(_)
        | AarCommand::Notes { .. }
        | AarCommand::Draft { .. }
        | AarCommand::Item { .. }
        | AarCommand::Publish(_) => act(Act::Record),
    }
}

/// A life may wait for help: it is asked for and answered at once, and ratified. What another city decided is only written
/// down, and so is what was told.
fn aid(world: &World, standing: &Standing, command: &AidCommand) -> Asked {
    let AidCommand::Step { aid, step, .. } = command else { return act(Act::Record) };
    let Some(view) = world.aid(*aid) else { return act(Act::Record) };
    let side = if step.is_answer() { &view.aid.to } else { &view.aid.from };
    let theirs = !speaks_for(standing, side) && step.voice().means != Means::Console;
    match step {
        _ if theirs => act(Act::Record),
        AidStep::Sent(_) | AidStep::Granted { .. } | AidStep::Refused { .. } => at_once(Act::Aid),
        AidStep::Settled { .. } => act(Act::Aid),
        AidStep::Accepted(_) | AidStep::Withdrawn { .. } => act(Act::Record),
    }
}

/// What was seen and done is anybody's to write down, and nobody waits to take command, to keep people out of danger or to
/// send a team to work. The post is the government's, what the scene as a whole does its commander's.
fn scene(command: &SceneCommand) -> Asked {
    match command {
        SceneCommand::Step { step, .. } => match step {
            SceneStep::Opened | SceneStep::Withdrawn => at_once(Act::SaveLife),
            SceneStep::Posted(_) => at_once(Act::SetPost),
            SceneStep::ReEntered { .. } => act(Act::LiftWithdrawal),
            SceneStep::Planned(_) | SceneStep::Stabilised { .. } | SceneStep::HandedOver { .. } => act(Act::Scene),
            SceneStep::Closed => act(Act::SetPost),
        },
        SceneCommand::Note(note) => match &note.what {
            SceneNoted::ZoneLifted { .. } => act(Act::Scene),
            SceneNoted::Command { .. }
            | SceneNoted::Zone(_)
            | SceneNoted::Evacuate { .. }
            | SceneNoted::Task(_)
            | SceneNoted::Relieved { .. } => at_once(Act::SaveLife),
            _ => act(Act::Record),
        },
    }
}

/// In which role a command is given: that of whoever sits at the console, or of the chair who gave it by phone and in whose
/// name it is written down.
pub(super) fn acting(standing: &Standing, command: &Command) -> Option<Role> {
    let in_name_of = match command {
        Command::Consult(command) => command.in_name_of(),
        Command::Aar(command) => command.hand().map(|hand| (hand.by.as_str(), hand.role, hand.means)),
        Command::Aid(command) => command.voice().map(|voice| (voice.by.as_str(), voice.role, voice.means)),
        Command::Scene(SceneCommand::Step { voice, .. }) => Some((voice.by.as_str(), voice.role, voice.means)),
        _ => None,
    };
    match in_name_of {
        Some((by, role, means)) if means != Means::Console || by.trim() != standing.person => role,
        _ => standing.role,
    }
}

/// A withdrawal is anybody's; so is an order while a response is active. The first order for an incident before that
/// is 先期处置, which those who activate ratify; the ones after it are covered by it.
fn order(world: &World, form: Form, incident: Option<EventId>, urgency: Urgency) -> Asked {
    let before_approval = |id: EventId| {
        let Some(incident) = world.incident(id) else { return false };
        let led = world.response(&incident.area).first().is_some_and(|response| response.level().is_some());
        !led && !world.initial_action(id)
    };
    match (form, urgency, incident) {
        (Form::Order, Urgency::Routine | Urgency::Urgent, Some(id)) if before_approval(id) => at_once(Act::Dispatch),
        _ => at_once(Act::SaveLife),
    }
}

/// The first activation goes ahead at once. A change of level is for whoever may the more severe of the two, and two
/// steps down at once, or from Ⅰ to Ⅳ, take more (rules.md 2.4, 10.1).
fn response(now: Option<Level>, decision: &Decision) -> Asked {
    match (now, decision) {
        (None, Decision::Activated { level: to, .. }) => Asked { waits: Waits::Nothing, ..level(Act::Activate, *to) },
        (Some(now), Decision::Activated { level: to, .. }) => {
            let mut asked = level(Act::Activate, now.max(*to));
            if (*to as u8).saturating_sub(now as u8) >= 2 {
                asked.claims.push(Claim { act: Act::Leap, level: None });
            }
            asked
        }
        (_, Decision::Declined { .. }) => act(Act::Decline),
        (now, Decision::Terminated) => level(Act::Terminate, now.unwrap_or(Level::Four)),
    }
}

/// The highest of those who decided on what runs there.
fn decider(world: &World, area: &AreaCode) -> Option<Role> {
    let running = standing(world, area).into_iter().filter(|response| response.level().is_some());
    running.filter_map(|response| response.role).max_by_key(|role| role.takes())
}

fn standing<'a>(world: &'a World, area: &AreaCode) -> Vec<&'a Response> {
    match world.response(area) {
        Reckoning::Unset => Vec::new(),
        Reckoning::Agreed(response) => vec![response],
        Reckoning::Disputed(all) => all,
    }
}

/// Towards war nobody waits; back, and to rest, one does. Whose it is differs by where it leads (rules.md 5.2): what ends a
/// response is reserved as its termination is.
fn posture_to(world: &World, area: &AreaCode, to: Posture) -> Asked {
    let now = world.posture_now(area);
    let graver = to > now && !matches!(to, Posture::Stabilising | Posture::Restoring);
    let relapse = matches!(now, Posture::Stabilising | Posture::Restoring) && to.is_seated();
    let what = match (now, to) {
        (Posture::Prepared | Posture::Standby, Posture::Normal | Posture::Reinforced) => Act::StandDown,
        (Posture::Normal, Posture::Reinforced) | (Posture::Reinforced, Posture::Normal) => Act::Reinforce,
        (_, Posture::Prepared) => Act::Prepare,
        (_, Posture::Standby) => Act::StandBy,
        (_, Posture::Expanded) => Act::Escalate,
        (_, Posture::Stabilising) => Act::Stabilise,
        (Posture::Restoring, Posture::Normal) => Act::Normalise,
        _ => Act::Posture,
    };
    if graver || relapse { Asked { waits: Waits::Nothing, ..act(what) } } else { act(what) }
}

/// To ask a higher headquarters to lead is the commander's, and waits for nobody; nor does a proposal. What others did is
/// only written down.
fn noted(world: &World, note: &SwitchNote) -> Asked {
    match &note.what {
        Noted::Leads(Lead::Asked { .. }) => Asked { waits: Waits::Nothing, ..act(Act::Escalate) },
        Noted::TerminationProposed { .. } => act(Act::ProposeEnd),
        Noted::Leads(Lead::Taken { .. }) if world.leads(&note.area).is_none() => act(Act::Escalate),
        _ => act(Act::Record),
    }
}

/// What is taken from its owner for a response cannot wait for whoever may take it (突发事件应对法 art. 76), nor people for a
/// shelter; the rest is written down.
fn resource(note: &ResourceNote) -> Asked {
    match &note.what {
        Resource::Requisition(RequisitionStep::Taken(_)) => at_once(Act::Requisition),
        Resource::Shelter(_) => at_once(Act::SaveLife),
        Resource::Stock(_) | Resource::Requisition(_) => act(Act::Record),
    }
}

/// To settle is to decide again.
fn settled(world: &World, aspect: &Aspect, side: EventId) -> Asked {
    match aspect {
        Aspect::Response(_) => {
            let sides = world.conflict(aspect).map(|conflict| conflict.sides).unwrap_or_default();
            let of = |value: &Value| if let Value::Response(response) = value { response.level() } else { None };
            let gravest = sides.iter().filter_map(|side| of(&side.value)).max();
            let chosen = sides.iter().find(|one| one.id == side).and_then(|side| of(&side.value));
            let what = if chosen.is_some() { Act::Activate } else { Act::Terminate };
            level(what, gravest.unwrap_or(Level::Four))
        }
        Aspect::Posture(area) => match world.peace_over_response(area) {
            Some((peace, gravest)) if peace == side => level(Act::Terminate, gravest),
            _ => act(Act::Posture),
        },
        Aspect::Lead(_) => act(Act::Escalate),
        Aspect::Grade(_) => act(Act::Grade),
        Aspect::Commander(_) => act(Act::Appoint),
        Aspect::Outcome(order) => ended(world, *order),
        Aspect::Consult(_) => act(Act::Conclude),
        Aspect::Aar(_) => act(Act::SignReview),
        Aspect::Aid(_) => act(Act::Aid),
        Aspect::Scene(_) => act(Act::Scene),
        Aspect::Rules | Aspect::Rule(_) => act(Act::Rules),
        Aspect::Ratified(event) => world
            .overridden(*event)
            .map_or_else(|| act(Act::Record), |view| Asked { claims: vec![view.basis.claim()], ..act(Act::Record) }),
        Aspect::IncidentStatus(_)
        | Aspect::IncidentCode(_)
        | Aspect::Merged(_)
        | Aspect::EntryText(_)
        | Aspect::Figure(..)
        | Aspect::Team(_)
        | Aspect::TeamStatus(_)
        | Aspect::Assignment(_)
        | Aspect::Crew(..)
        | Aspect::Step(..)
        | Aspect::DrillClock
        | Aspect::ReportPart(..)
        | Aspect::PaperState(_)
        | Aspect::Shelf(_)
        | Aspect::Measure(_)
        | Aspect::Seat(..)
        | Aspect::Item(..)
        | Aspect::Listed(..)
        | Aspect::Shelter(_)
        | Aspect::Stock(..)
        | Aspect::Requisition(_)
        | Aspect::AarItem(_)
        | Aspect::Shared(..)
        | Aspect::Region => act(Act::Record),
    }
}

/// To end a withdrawal is to lift it; that it is done, with everybody counted and no scene let go by it, is anybody's to say.
fn ended(world: &World, order: EventId) -> Asked {
    let lifts = world.order(order).is_some_and(|view| view.order.urgency == Urgency::Withdraw);
    act(if lifts { Act::LiftWithdrawal } else { Act::Record })
}

/// Anybody takes their own word back. To strike what another decided is to decide it again: on a response to end it, on
/// a posture to change it; to strike another's order to withdraw is to lift it.
fn struck(world: &World, standing: &Standing, target: EventId) -> Asked {
    if let Some(view) = world.order(target) {
        return if view.actor == standing.person { act(Act::Record) } else { ended(world, target) };
    }
    match world.standing_word(target) {
        Some((_, actor)) if actor == standing.person => act(Act::Record),
        Some((Value::Response(response), _)) => level(Act::Terminate, response.level().unwrap_or(Level::Four)),
        Some((Value::Posture(_), _)) => act(Act::Posture),
        Some((Value::Grade(_), _)) => act(Act::Grade),
        Some((Value::Commander(_), _)) => act(Act::Appoint),
        Some((Value::Aar(made), _)) => match made.step {
            AarStep::Signed { .. } | AarStep::Closed(_) => act(Act::SignReview),
            AarStep::Reviewed(_) => act(Act::OpenReview),
            _ => act(Act::Record),
        },
        Some((Value::Consult(made), _)) => match made.step {
            ConsultStep::Signed(_) => act(Act::Conclude),
            ConsultStep::Started(_) | ConsultStep::Cancelled { .. } => act(Act::Chair),
            _ => act(Act::Record),
        },
        Some((Value::Aid(made), _)) if !matches!(made.step, AidStep::Accepted(_)) => act(Act::Aid),
        Some((Value::Scene(made), _)) => match made.step {
            SceneStep::Posted(_) | SceneStep::Closed => act(Act::SetPost),
            SceneStep::Withdrawn => act(Act::LiftWithdrawal),
            SceneStep::Opened => act(Act::Record),
            _ => act(Act::Scene),
        },
        _ => act(Act::Record),
    }
}

/// The reason that a command brings with itself: nobody is asked twice.
pub(in crate::domain) fn own_reason(command: &Command) -> &str {
    match command {
        Command::GradeIncident { reason, .. }
        | Command::Strike { reason, .. }
        | Command::Consult(ConsultCommand::Cancel { reason, .. })
        | Command::DecideResponse { decision: Decision::Declined { reason }, .. } => reason,
        _ => "",
    }
}
