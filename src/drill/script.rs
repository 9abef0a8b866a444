//! From an inject to the facts it brings, against the world as it is by then.

use super::{InjectRow, Scenario, TeamChange, What};
use crate::clock::At;
use crate::domain::{
    Aspect, Command, Entry, EventId, Fact, Incident, InjectCode, Refusal, ReportCommand, Reported, Standing, StepCode,
    TeamCode, TeamStatus, Warning, World, decide,
};
use crate::text::Lang;

/// Why an inject brings nothing; in Chinese, because it is said in the controllers' log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(super) enum Unplayable {
    /// It refers to something that has not happened, or was struck.
    #[error("{0} 还没有发生")]
    NotYet(String),
    /// The command it stands for is refused.
    #[error("{}", crate::text::refusal::words(Lang::Zh, .0))]
    Refused(#[from] Refusal),
}

/// What a team's state lets be said of it when it is in touch again.
pub(super) type Before<'a> = &'a dyn Fn(&TeamCode) -> TeamStatus;

/// The facts of `row` at `at`. Times inside the row move along when it is fired at another time than planned.
pub(super) fn play(
    scenario: &Scenario,
    world: &World,
    row: &InjectRow,
    at: At,
    before: Before<'_>,
) -> Result<Vec<Fact>, Unplayable> {
    let script = Script { scenario, world, at };
    let late = at - row.at.unwrap_or(at);
    let fact = match &row.what {
        What::Warning(w) => Fact::WarningReceived(Warning { issued: w.issued + late, received: at, ..w.clone() }),
        What::Reading(r) => {
            let mut reading = r.clone();
            (reading.from, reading.to) = (r.from + late, r.to + late);
            Fact::ReadingTaken(reading)
        }
        What::Incident { incident, .. } => {
            let occurred = incident.occurred + late;
            Fact::IncidentOpened(Incident { occurred, received: at, ..incident.clone() })
        }
        What::Development { incident, grade, status, commander } => {
            let incident = script.incident(incident)?;
            let mut facts = Vec::new();
            if let Some(grade) = grade {
                facts.extend(script.decide(Command::GradeIncident {
                    incident,
                    grade: Some(*grade),
                    reason: super::opening::CONTROLLER.to_owned(),
                })?);
            }
            if let Some(status) = *status {
                facts.extend(script.decide(Command::SetIncidentStatus { incident, status })?);
            }
            if let Some(name) = commander.clone() {
                let after = world.heads(&Aspect::Commander(incident));
                facts.push(Fact::CommanderAppointed { incident, name, follows: false, after });
            }
            return Ok(facts);
        }
        other => return script.decide(script.command(other, late, before)?),
    };
    Ok(vec![fact])
}

struct Script<'a> {
    scenario: &'a Scenario,
    world: &'a World,
    at: At,
}

impl Script<'_> {
    fn decide(&self, command: Command) -> Result<Vec<Fact>, Unplayable> {
        Ok(decide(self.world, &Standing::controller(self.at), command)?.facts)
    }

    /// The command that an inject stands for, when it stands for one.
    fn command(&self, what: &What, late: crate::clock::Span, before: Before<'_>) -> Result<Command, Unplayable> {
        Ok(match what.clone() {
            What::Message { incident, text, occurred, means, from } => Command::WriteEntry(Entry {
                // What was said is worth keeping even when its incident is not there.
                incident: self.may_incident(incident.as_ref()),
                received: self.at,
                means,
                source: from,
                ..Entry::plain(text, occurred + late)
            }),
            What::Figure { incident, figure, value } => Command::ReportFigure {
                incident: self.incident(&incident)?,
                figure,
                value,
                occurred: self.at,
                source: String::new(),
            },
            What::Decision { area, by, decision, basis, effective } => {
                let basis = basis.and_then(|code| self.warning(&code));
                Command::DecideResponse {
                    area,
                    by,
                    decision,
                    basis,
                    effective: effective.map(|at| at + late),
                    conclusion: String::new(),
                }
            }
            What::Order { by, form, to, incident, text, urgency, destination } => Command::IssueOrder {
                form,
                to,
                incident: self.may_incident(incident.as_ref()),
                text,
                urgency,
                destination,
                authority: Some(by),
                until: None,
            },
            What::Report { incident, kind, to, means } => {
                let incident = self.incident(&incident)?;
                Command::Report(ReportCommand::File { incident, kind, to, means, when: Reported::Now, reached: None })
            }
            What::Plan { plan, area, incident, level } => {
                Command::StartPlan { plan, area, incident: self.may_incident(incident.as_ref()), level }
            }
            What::Step { plan, step, status } => Command::SetStep { run: self.run(&plan, &step)?, step, status },
            What::Posture { area, posture } => Command::ChangePosture { area, posture, record: String::new() },
            What::Team { team, change } => {
                let status = match change {
                    TeamChange::Lost => TeamStatus::LostContact,
                    TeamChange::Back => before(&team),
                    TeamChange::Status(status) => status,
                };
                Command::SetTeamStatus { team, status, reason: String::new() }
            }
            What::Warning(_) | What::Reading(_) | What::Incident { .. } | What::Development { .. } => {
                return Err(Unplayable::NotYet(String::new()));
            }
        })
    }

    fn may_incident(&self, code: Option<&InjectCode>) -> Option<EventId> {
        code.and_then(|code| self.incident(code).ok())
    }

    fn incident(&self, code: &InjectCode) -> Result<EventId, Unplayable> {
        let Some(What::Incident { incident: planned, .. }) = self.scenario.inject(code).map(|row| &row.what) else {
            return Err(Unplayable::NotYet(code.to_string()));
        };
        let opened = self.world.incidents().into_iter().filter(|(_, incident)| same_incident(planned, incident));
        // The first of them: the one the inject opened, not one that somebody opened again under its name.
        let first = opened.min_by_key(|(id, incident)| (incident.received, *id));
        first.map(|(id, _)| id).ok_or_else(|| Unplayable::NotYet(code.to_string()))
    }

    fn warning(&self, code: &InjectCode) -> Option<EventId> {
        let Some(What::Warning(planned)) = self.scenario.inject(code).map(|row| &row.what) else { return None };
        let same =
            |w: &Warning| Warning { issued: planned.issued, received: planned.received, ..w.clone() } == *planned;
        self.world.warnings().into_iter().find(|(_, warning)| same(warning)).map(|(id, _)| id)
    }

    /// The newest run of a plan.
    fn run(&self, plan: &crate::domain::PlanCode, step: &StepCode) -> Result<EventId, Unplayable> {
        let runs = self.world.runs();
        let newest = runs.into_iter().rev().find(|(_, _, started)| started.code == *plan).map(|(id, _, _)| id);
        newest.ok_or_else(|| Unplayable::NotYet(format!("{plan} {step}")))
    }
}

/// Whether `opened` is the incident that was planned, at whatever time it was opened.
pub(super) fn same_incident(planned: &Incident, opened: &Incident) -> bool {
    (&planned.title, &planned.code, &planned.area, &planned.place)
        == (&opened.title, &opened.code, &opened.area, &opened.place)
}
