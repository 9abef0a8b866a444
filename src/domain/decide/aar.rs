//! What a person wants with a review: opened, its records sealed, findings, report, improvement items, closed
//! (rules.md 5.5).
//!
//! Whose turn it is, evidence, answers and who signs off are guards (`authority::guard::aar`): nothing here refuses for them.
//! What points at nothing is refused.

use super::{known, said, unknown};
use crate::clock::At;
use crate::domain::world::AarView;
use crate::domain::{
    Aar, AarNote, AarNoted, AarOf, AarStep, Aspect, Draft, EventId, Fact, Finding, Improvement, ItemAct, Publication,
    Reconstruction, Refusal, Seal, Voice, World,
};
use crate::limits::{AAR_BYTES_MAX, AAR_EVIDENCE_MAX, AAR_GAPS_MAX};

/// What a person wants done with a review.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
pub enum AarCommand {
    /// Open one.
    Open(Aar),
    /// Seal its records.
    Seal { aar: EventId, seal: Seal, at: At },
    /// Make its timeline.
    Reconstruct { aar: EventId, made: Reconstruction, at: At },
    /// Add a line to its ledger.
    Note(AarNote),
    /// Add several lines at once, such as every indicator.
    Notes { aar: EventId, notes: Vec<AarNote> },
    /// Draft the report, or write the draft anew.
    Draft { aar: EventId, draft: Draft, at: At },
    /// Review the draft, or write down who did.
    Review { aar: EventId, hand: Voice, at: At },
    /// Sign the report, or write down who did; its number is given here.
    Sign { aar: EventId, hand: Voice, at: At },
    /// Move an improvement item on.
    Item { aar: EventId, item: EventId, act: ItemAct, evidence: String, hand: Voice, at: At },
    /// Close the review.
    Close { aar: EventId, hand: Voice, at: At },
    /// Write down that a warning was published to the public.
    Publish(Publication),
}

impl AarCommand {
    /// The review that it is about; none when it opens one.
    pub fn aar(&self) -> Option<EventId> {
        match self {
            Self::Open(_) | Self::Publish(_) => None,
            Self::Note(note) => Some(note.aar),
            Self::Seal { aar, .. }
            | Self::Reconstruct { aar, .. }
            | Self::Notes { aar, .. }
            | Self::Draft { aar, .. }
            | Self::Review { aar, .. }
            | Self::Sign { aar, .. }
            | Self::Item { aar, .. }
            | Self::Close { aar, .. } => Some(*aar),
        }
    }

    /// In whose name it is written down.
    pub fn hand(&self) -> Option<&Voice> {
        match self {
            Self::Review { hand, .. } | Self::Sign { hand, .. } | Self::Close { hand, .. } => Some(hand),
            _ => None,
        }
    }
}

/// The facts that follow, or why not.
pub(super) fn decide(world: &World, command: AarCommand) -> Result<Vec<Fact>, Refusal> {
    let aar = match command {
        AarCommand::Open(aar) => return opened(world, aar),
        AarCommand::Publish(told) => return published(world, &told),
        ref other => other.aar().unwrap_or_default(),
    };
    let view = world.aar(aar).ok_or_else(|| unknown("review", &aar.short()))?;
    Ok(match command {
        AarCommand::Open(_) | AarCommand::Publish(_) => Vec::new(),
        AarCommand::Seal { seal, at, .. } => vec![moved(world, aar, AarStep::Sealed(seal), at)],
        AarCommand::Reconstruct { made, at, .. } => {
            let mut made = Reconstruction { remark: made.remark.trim().to_owned(), ..made };
            fits(&[&made.remark])?;
            made.gaps.truncate(AAR_GAPS_MAX);
            vec![moved(world, aar, AarStep::Reconstructed(made), at)]
        }
        AarCommand::Note(note) => vec![noted(world, &view, note)?],
        AarCommand::Notes { notes, .. } => {
            notes.into_iter().map(|note| noted(world, &view, note)).collect::<Result<_, _>>()?
        }
        AarCommand::Draft { draft, at, .. } => {
            let draft = Draft { summary: said(&draft.summary)?, lessons: draft.lessons.trim().to_owned() };
            fits(&[&draft.summary, &draft.lessons])?;
            vec![moved(world, aar, AarStep::Drafted(draft), at)]
        }
        AarCommand::Review { hand, at, .. } => vec![moved(world, aar, AarStep::Reviewed(named(&hand)?), at)],
        AarCommand::Sign { hand, at, .. } => {
            let draft = view.draft().cloned().ok_or_else(|| unknown("draft", &aar.short()))?;
            let step = AarStep::Signed { draft, number: world.next_aar_number(), hand: named(&hand)? };
            vec![moved(world, aar, step, at)]
        }
        AarCommand::Item { item, act, evidence, hand, at, .. } => {
            known(world.improvement(aar, item).is_some(), "item", item.short())?;
            let evidence = evidence.trim().to_owned();
            fits(&[&evidence])?;
            let step = AarStep::Item { item, act, evidence, hand: named(&hand)? };
            vec![moved(world, aar, step, at)]
        }
        AarCommand::Close { hand, at, .. } => vec![moved(world, aar, AarStep::Closed(named(&hand)?), at)],
    })
}

fn moved(world: &World, aar: EventId, step: AarStep, at: At) -> Fact {
    let aspect = match step {
        AarStep::Item { item, .. } => Aspect::AarItem(item),
        _ => Aspect::Aar(aar),
    };
    Fact::AarMoved { aar, step: Box::new(step), at, after: world.heads(&aspect) }
}

fn named(hand: &Voice) -> Result<Voice, Refusal> {
    Ok(Voice { by: said(&hand.by)?, role: hand.role, means: hand.means })
}

fn opened(world: &World, aar: Aar) -> Result<Vec<Fact>, Refusal> {
    let id = aar.of.id();
    let there = match aar.of {
        AarOf::Response(id) => world.decision_events(&aar.area).iter().any(|(of, _)| *of == id),
        AarOf::Incident(id) => world.incident(id).is_some(),
        AarOf::Drill(id) => world.drills().iter().any(|(of, _)| *of == id),
    };
    known(there, "response, incident or drill", id.short())?;
    if let Some(id) = aar.incident {
        known(world.incident(id).is_some(), "incident", id.short())?;
    }
    let lead = aar.lead.trim().to_owned();
    fits(&[&lead])?;
    Ok(vec![Fact::AarOpened(Box::new(Aar { lead, by: aar.by.trim().to_owned(), ..aar }))])
}

fn published(world: &World, told: &Publication) -> Result<Vec<Fact>, Refusal> {
    known(world.warning(told.warning).is_some(), "warning", told.warning.short())?;
    let (channel, by) = (said(&told.channel)?, told.by.trim().to_owned());
    Ok(vec![Fact::WarningPublished(Box::new(Publication { channel, by, ..told.clone() }))])
}

/// A line of the ledger as it was said.
fn noted(world: &World, view: &AarView<'_>, note: AarNote) -> Result<Fact, Refusal> {
    let trim = |text: String| text.trim().to_owned();
    let found = |id: EventId| known(view.finding(id).is_some(), "finding", id.short());
    let what = match note.what {
        AarNoted::HotWash { led, text } => AarNoted::HotWash { led: said(&led)?, text: trim(text) },
        AarNoted::Finding(finding) => AarNoted::Finding(whole(world, finding)?),
        AarNoted::Answered { finding, unit, accepts, text } => {
            found(finding)?;
            AarNoted::Answered { finding, unit: said(&unit)?, accepts, text: trim(text) }
        }
        AarNoted::Scored { mechanism, objective, rating } => {
            AarNoted::Scored { mechanism, objective: said(&objective)?, rating }
        }
        AarNoted::Item(item) => {
            found(item.finding)?;
            let text = said(&item.text)?;
            AarNoted::Item(Improvement { text, owner: trim(item.owner), metric: trim(item.metric), ..item })
        }
        AarNoted::PlanRevised { plan, item } => {
            known(world.plan_adopted(plan).is_some(), "plan", plan.short())?;
            if let Some(item) = item {
                known(world.improvement(view.id, item).is_some(), "item", item.short())?;
            }
            AarNoted::PlanRevised { plan, item }
        }
        AarNoted::Disposed { how, text } => AarNoted::Disposed { how, text: trim(text) },
        AarNoted::Inquiry { what, text } => AarNoted::Inquiry { what, text: trim(text) },
        AarNoted::LookedBack { text } => AarNoted::LookedBack { text: said(&text)? },
        computed @ AarNoted::Computed { .. } => computed,
    };
    fits(&texts(&what))?;
    Ok(Fact::AarNoted(Box::new(AarNote { aar: view.id, what, by: trim(note.by), ..note })))
}

/// Each event once, and no more than one event has room for.
fn whole(world: &World, finding: Finding) -> Result<Finding, Refusal> {
    let mut evidence: Vec<EventId> = Vec::new();
    for id in finding.evidence {
        if !evidence.contains(&id) {
            evidence.push(id);
        }
    }
    if evidence.len() > AAR_EVIDENCE_MAX {
        return Err(Refusal::TooLong(evidence.len() * EventId::default().0.len() * 2));
    }
    if let Some(id) = finding.repeats {
        let earlier = world.aars();
        known(earlier.iter().any(|view| view.finding(id).is_some()), "finding", id.short())?;
    }
    let (text, cause) = (said(&finding.text)?, finding.cause.trim().to_owned());
    Ok(Finding { text, cause, evidence, unit: finding.unit.trim().to_owned(), ..finding })
}

fn texts(what: &AarNoted) -> Vec<&str> {
    match what {
        AarNoted::HotWash { led, text } => vec![led, text],
        AarNoted::Finding(finding) => vec![&finding.text, &finding.cause, &finding.unit],
        AarNoted::Answered { unit, text, .. } => vec![unit, text],
        AarNoted::Scored { objective, .. } => vec![objective],
        AarNoted::Item(item) => vec![&item.text, &item.owner, &item.metric],
        AarNoted::Disposed { text, .. } | AarNoted::Inquiry { text, .. } | AarNoted::LookedBack { text } => vec![text],
        AarNoted::PlanRevised { .. } | AarNoted::Computed { .. } => Vec::new(),
    }
}

/// Texts that stand in one event together.
fn fits(texts: &[&str]) -> Result<(), Refusal> {
    let bytes = texts.iter().map(|text| text.len()).sum();
    if bytes > AAR_BYTES_MAX { Err(Refusal::TooLong(bytes)) } else { Ok(()) }
}
