//! What a person wants with a report: begun, written, submitted, signed, sent, confirmed (rules.md 3.4).

use std::collections::BTreeMap;

use super::{known, said};
use crate::clock::At;
use crate::domain::{
    Aspect, BACKDATED_AFTER, EventId, Fact, Government, Haste, HqCode, Means, PaperState, Receipt, Refusal,
    ReportBegun, ReportFiled, ReportKind, ReportPart, Secrecy, World,
};

/// What a person wants done with a report.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
pub enum ReportCommand {
    /// Write down that a report was told or sent outside this log.
    File { incident: EventId, kind: ReportKind, to: String, means: Means, when: Reported, reached: Option<Government> },
    /// Begin a paper; its number is given here.
    Begin { incident: EventId, kind: ReportKind, to: String, by: Option<HqCode>, secrecy: Secrecy, haste: Haste },
    /// Write a part of a paper. A paper that was submitted is a draft again.
    Write { report: EventId, part: ReportPart, text: String },
    /// Submit a paper for signature. `composed` are parts that nobody wrote, as they read now: from here on the paper
    /// says what it says. `reason` is why it goes although something required is missing.
    Submit { report: EventId, composed: Vec<(ReportPart, String)>, reason: String },
    /// Give a paper back, with the reason.
    Return { report: EventId, reason: String },
    /// Sign it, or write down that somebody did.
    Sign { report: EventId, by: String, office: String, means: Means },
    /// Give a paper up, with the reason.
    Drop { report: EventId, reason: String },
    /// Send a paper. `waiver` is why it goes unsigned; empty when it is signed.
    Send { report: EventId, to: String, means: Means, when: Reported, waiver: String, reached: Option<Government> },
    /// Write down who confirmed that a report arrived.
    Confirm { filed: EventId, by: String, means: Means, at: At },
}

/// When a report went up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reported {
    /// Now, by the clock.
    Now,
    /// 补录: earlier, and what that rests on.
    Earlier {
        /// When.
        at: At,
        /// Such as the number of an entry of the phone log.
        basis: String,
    },
}

/// The facts that follow, or why not.
pub(super) fn decide(world: &World, now: At, command: ReportCommand) -> Result<Vec<Fact>, Refusal> {
    match command {
        ReportCommand::File { incident, kind, to, means, when, reached } => {
            known(world.incident(incident).is_some(), "incident", incident.short())?;
            let number = if kind.numbered() { world.next_report_number(incident, kind) } else { 0 };
            let (reported, basis) = reported(now, when)?;
            let figures = world.reported_figures(incident);
            Ok(vec![Fact::ReportFiled(ReportFiled {
                incident,
                kind,
                number,
                to,
                means,
                reported,
                paper: None,
                basis,
                waiver: String::new(),
                reached,
                figures,
            })])
        }
        ReportCommand::Begin { incident, kind, to, by, secrecy, haste } => {
            known(world.incident(incident).is_some(), "incident", incident.short())?;
            let to = said(&to)?;
            let number = if kind.numbered() { world.next_report_number(incident, kind) } else { 0 };
            Ok(vec![Fact::ReportBegun(ReportBegun { incident, kind, number, to, by, secrecy, haste, begun: now })])
        }
        ReportCommand::Write { report, part, text } => write(world, now, report, part, &text),
        ReportCommand::Submit { report, composed, reason } => submit(world, now, report, composed, &reason),
        ReportCommand::Return { report, reason } => {
            let PaperState::Submitted { .. } = open(world, report)? else { return Err(Refusal::PaperNotSubmitted) };
            Ok(vec![set(world, now, report, PaperState::Returned(why(&reason)?))])
        }
        ReportCommand::Sign { report, by, office, means } => {
            let PaperState::Submitted { .. } = open(world, report)? else { return Err(Refusal::PaperNotSubmitted) };
            let (by, parts) = (said(&by)?, world.part_heads(report));
            Ok(vec![set(world, now, report, PaperState::Signed { by, office, means, parts })])
        }
        ReportCommand::Drop { report, reason } => {
            open(world, report)?;
            Ok(vec![set(world, now, report, PaperState::Dropped(why(&reason)?))])
        }
        ReportCommand::Send { report, to, means, when, waiver, reached } => {
            let sent = Sent { report, to: &to, means, when, waiver: &waiver, reached };
            send(world, now, sent)
        }
        ReportCommand::Confirm { filed, by, means, at } => {
            known(world.filing(filed).is_some(), "report", filed.short())?;
            Ok(vec![Fact::ReportReceived(Receipt { filed, by: said(&by)?, means, at })])
        }
    }
}

/// Where a paper stands that is neither signed nor given up.
fn open(world: &World, report: EventId) -> Result<PaperState, Refusal> {
    let view = world.report_paper(report).ok_or_else(|| super::unknown("report", &report.short()))?;
    match view.state.first().cloned().unwrap_or_default() {
        PaperState::Signed { .. } | PaperState::Dropped(_) => Err(Refusal::PaperClosed),
        state => Ok(state),
    }
}

fn set(world: &World, at: At, report: EventId, state: PaperState) -> Fact {
    Fact::PaperStateSet { report, state, at, after: world.heads(&Aspect::PaperState(report)) }
}

fn part(world: &World, report: EventId, part: ReportPart, text: String) -> Fact {
    Fact::ReportPartWritten { report, part, text, after: world.heads(&Aspect::ReportPart(report, part)) }
}

fn write(world: &World, now: At, report: EventId, of: ReportPart, text: &str) -> Result<Vec<Fact>, Refusal> {
    let submitted = matches!(open(world, report)?, PaperState::Submitted { .. });
    // Empty takes the part out: unlike an entry, that says something.
    let text = if text.trim().is_empty() { String::new() } else { said(text)? };
    let mut facts = vec![part(world, report, of, text)];
    if submitted {
        facts.push(set(world, now, report, PaperState::Draft));
    }
    Ok(facts)
}

fn submit(
    world: &World,
    now: At,
    report: EventId,
    composed: Vec<(ReportPart, String)>,
    reason: &str,
) -> Result<Vec<Fact>, Refusal> {
    open(world, report)?;
    let Some(view) = world.report_paper(report) else { return Ok(Vec::new()) };
    let mut texts: BTreeMap<ReportPart, String> =
        view.parts.iter().map(|(part, text)| (*part, (*text).to_owned())).collect();
    let mut facts = Vec::new();
    for (of, text) in composed {
        let text = text.trim();
        if !text.is_empty() && !texts.contains_key(&of) {
            let text = said(text)?;
            texts.insert(of, text.clone());
            facts.push(part(world, report, of, text));
        }
    }
    let missing = world.missing_parts(view.paper, &texts);
    if !missing.is_empty() && reason.trim().is_empty() {
        return Err(Refusal::PaperIncomplete(missing));
    }
    let reason = if missing.is_empty() { String::new() } else { said(reason)? };
    facts.push(set(world, now, report, PaperState::Submitted { reason }));
    Ok(facts)
}

/// How a paper is sent.
struct Sent<'a> {
    report: EventId,
    to: &'a str,
    means: Means,
    when: Reported,
    waiver: &'a str,
    reached: Option<Government>,
}

fn send(world: &World, now: At, sent: Sent<'_>) -> Result<Vec<Fact>, Refusal> {
    let Sent { report, to, means, when, waiver, reached } = sent;
    let view = world.report_paper(report).ok_or_else(|| super::unknown("report", &report.short()))?;
    let signed = match view.state.first() {
        Some(PaperState::Signed { .. }) => true,
        Some(PaperState::Dropped(_)) => return Err(Refusal::PaperClosed),
        _ => false,
    };
    if !signed && waiver.trim().is_empty() {
        return Err(Refusal::PaperNotSigned);
    }
    let (reported, basis) = reported(now, when)?;
    let waiver = if signed { String::new() } else { said(waiver)? };
    let ReportBegun { incident, kind, number, .. } = *view.paper;
    let figures = world.reported_figures(incident);
    let (to, paper) = (said(to)?, Some(report));
    Ok(vec![Fact::ReportFiled(ReportFiled {
        incident,
        kind,
        number,
        to,
        means,
        reported,
        paper,
        basis,
        waiver,
        reached,
        figures,
    })])
}

/// When it went up and what that rests on: a time by hand is a 补录 and needs a basis; none lies in the future.
fn reported(now: At, when: Reported) -> Result<(At, String), Refusal> {
    match when {
        Reported::Now => Ok((now, String::new())),
        Reported::Earlier { at, .. } if at > now => Err(Refusal::NotYet),
        Reported::Earlier { at, basis } if basis.trim().is_empty() && now - at >= BACKDATED_AFTER => {
            Err(Refusal::BasisMissing)
        }
        Reported::Earlier { at, basis } => Ok((at, basis.trim().to_owned())),
    }
}

fn why(reason: &str) -> Result<String, Refusal> {
    said(reason).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })
}

#[cfg(test)]
mod tests;
