//! Commands about what an incident is: its grade, its code, which others are the same one, and what an entry says.

use super::{known, said};
use crate::clock::At;
use crate::domain::{Aspect, Command, EventId, Fact, FigureReport, Grade, Incident, Refusal, World};

pub(super) fn decide(world: &World, now: At, command: Command) -> Result<Vec<Fact>, Refusal> {
    Ok(vec![match command {
        Command::OpenIncident { title, code, area, place, address, occurred, received, unit_told, sensitive } => {
            let (title, address) = (said(&title)?, address.trim().to_owned());
            Fact::IncidentOpened(Incident {
                title,
                title_en: None,
                code,
                area,
                place,
                address,
                occurred,
                received,
                unit_told,
                sensitive,
            })
        }
        Command::ReportFigure { incident, figure, value, occurred, source } => {
            let after = world.heads(&Aspect::Figure(incident, figure));
            Fact::FigureReported(FigureReport {
                incident,
                figure,
                value,
                occurred,
                source: source.trim().to_owned(),
                after,
            })
        }
        Command::GradeIncident { incident, grade, reason } => graded(world, incident, grade, &reason)?,
        Command::SetIncidentStatus { incident, status } => {
            Fact::IncidentStatusSet { incident, status, after: world.heads(&Aspect::IncidentStatus(incident)) }
        }
        Command::CodeIncident { incident, code, reason } => coded(world, incident, code.trim(), &reason)?,
        Command::MergeIncidents { merged, into, reason } => merge(world, now, merged, into, &reason)?,
        Command::SplitIncident { merged, reason } => split(world, now, merged, &reason)?,
        Command::AmendEntry { entry, text, reason } => {
            let (text, after) = (said(&text)?, world.heads(&Aspect::EntryText(entry)));
            Fact::EntryAmended { entry, text, reason: because(&reason)?, after }
        }
        _ => return Ok(Vec::new()),
    }])
}

/// A grade that takes the place of another one has a reason: figures changed, or it was wrong.
fn graded(world: &World, incident: EventId, grade: Option<Grade>, reason: &str) -> Result<Fact, Refusal> {
    known(world.incident(incident).is_some(), "incident", incident.short())?;
    let reason = reason.trim().to_owned();
    let stands = world.grade(incident).first();
    if reason.is_empty() && stands.is_some_and(|stands| stands.is_some() && stands != grade) {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Fact::Graded { incident, grade, reason, after: world.heads(&Aspect::Grade(incident)) })
}

/// So does a code: what grades the incident, and how its report must look, hang on it.
fn coded(world: &World, incident: EventId, code: &str, reason: &str) -> Result<Fact, Refusal> {
    exists(world, incident)?;
    let stands = world.incident_code(incident);
    if stands == code && world.conflict(&Aspect::IncidentCode(incident)).is_none() {
        return Err(Refusal::CodedSo);
    }
    let reason = if stands.is_empty() { reason.trim().to_owned() } else { because(reason)? };
    let after = world.heads(&Aspect::IncidentCode(incident));
    Ok(Fact::IncidentCoded { incident, code: code.to_owned(), reason, after })
}

/// What is seen under another already goes as a whole.
fn merge(world: &World, now: At, merged: EventId, into: EventId, reason: &str) -> Result<Fact, Refusal> {
    exists(world, merged)?;
    exists(world, into)?;
    let (merged, into) = (world.kept(merged), world.kept(into));
    if merged == into {
        return Err(Refusal::MergedSo);
    }
    let after = world.heads(&Aspect::Merged(merged));
    Ok(Fact::IncidentMerged { merged, into: Some(into), reason: because(reason)?, at: now, after })
}

fn split(world: &World, now: At, merged: EventId, reason: &str) -> Result<Fact, Refusal> {
    exists(world, merged)?;
    if world.merge_of(merged).first().flatten().is_none() {
        return Err(Refusal::NotMerged);
    }
    let after = world.heads(&Aspect::Merged(merged));
    Ok(Fact::IncidentMerged { merged, into: None, reason: because(reason)?, at: now, after })
}

fn exists(world: &World, incident: EventId) -> Result<(), Refusal> {
    known(world.incident(incident).is_some(), "incident", incident.short())
}

fn because(reason: &str) -> Result<String, Refusal> {
    said(reason).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })
}
