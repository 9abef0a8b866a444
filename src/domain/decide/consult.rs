//! What a person wants with a consultation: asked for, convened, held, concluded, its actions sent out (rules.md 5.1).
//!
//! Whose turn it is, quorum and opinions are guards (`authority::guard::consult`): nothing here refuses for them.

use super::{Standing, known, order, said, unknown};
use crate::clock::At;
use crate::domain::world::ConsultView;
use crate::domain::{
    ActionItem, Aspect, Closing, Command, Conclusion, Consult, ConsultNote, ConsultNoted, ConsultState, ConsultStep,
    ContentHash, Convening, EventId, Fact, Form, Means, Member, Opening, Opinion, Recipient, Refusal, Role, Signature,
    Urgency, World,
};
use crate::limits::{CONSULT_BYTES_MAX, CONSULT_MEMBERS_MAX};

/// What a person wants done with a consultation.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
pub enum ConsultCommand {
    /// Ask for one.
    Request(Consult),
    /// Convene it.
    Convene { consult: EventId, convening: Convening },
    /// Add a line to its ledger.
    Note(ConsultNote),
    /// Begin it, or write down that the chair did; `pack` is the hash of the situation as it is shown.
    Start { consult: EventId, chair: String, role: Option<Role>, means: Means, pack: ContentHash, at: At },
    /// Draft its conclusion, or write the draft anew.
    Draft { consult: EventId, conclusion: Conclusion },
    /// Sign the draft, or write down that the chair did; the number of the minutes is given here.
    Sign { consult: EventId, by: String, role: Option<Role>, means: Means, at: At },
    /// Send its actions out as orders.
    Issue { consult: EventId },
    /// Close it: its actions are closed.
    Close { consult: EventId },
    /// Cancel it, or write down that the chair did.
    Cancel { consult: EventId, reason: String, by: String, role: Option<Role>, means: Means },
}

impl ConsultCommand {
    /// The consultation that it is about; none when it asks for a new one.
    pub fn consult(&self) -> Option<EventId> {
        match self {
            Self::Request(_) => None,
            Self::Note(note) => Some(note.consult),
            Self::Convene { consult, .. }
            | Self::Start { consult, .. }
            | Self::Draft { consult, .. }
            | Self::Sign { consult, .. }
            | Self::Issue { consult }
            | Self::Close { consult }
            | Self::Cancel { consult, .. } => Some(*consult),
        }
    }

    /// In whose name and role somebody else writes it down: who chairs, signs or cancels by phone.
    pub fn in_name_of(&self) -> Option<(&str, Option<Role>, Means)> {
        match self {
            Self::Start { chair: by, role, means, .. }
            | Self::Sign { by, role, means, .. }
            | Self::Cancel { by, role, means, .. } => Some((by, *role, *means)),
            _ => None,
        }
    }
}

/// The facts that follow, or why not.
pub(super) fn decide(world: &World, standing: &Standing, command: ConsultCommand) -> Result<Vec<Fact>, Refusal> {
    let now = standing.now;
    let consult = match command {
        ConsultCommand::Request(consult) => return request(world, consult),
        ref other => other.consult().unwrap_or_default(),
    };
    let view = world.consultation(consult).ok_or_else(|| unknown("consultation", &consult.short()))?;
    Ok(match command {
        ConsultCommand::Request(_) => Vec::new(),
        ConsultCommand::Convene { convening, .. } => {
            vec![moved(world, consult, ConsultStep::Convened(convened(convening)?), now)]
        }
        ConsultCommand::Note(note) => vec![noted(world, &view, note)?],
        ConsultCommand::Start { chair, role, means, pack, at, .. } => {
            let opening = Opening { chair: said(&chair)?, role, means, pack };
            vec![moved(world, consult, ConsultStep::Started(opening), at)]
        }
        ConsultCommand::Draft { conclusion, .. } => {
            vec![moved(world, consult, ConsultStep::Drafted(whole(conclusion)?), now)]
        }
        ConsultCommand::Sign { by, role, means, at, .. } => {
            let conclusion = view.draft().cloned().ok_or_else(|| unknown("conclusion", &consult.short()))?;
            let signed = Signature { conclusion, number: world.next_minutes(), by: said(&by)?, role, means };
            sign(world, &view, signed, at)
        }
        ConsultCommand::Issue { .. } => issue(world, standing, &view)?,
        ConsultCommand::Close { .. } => vec![moved(world, consult, ConsultStep::Closed(Closing::AllDone), now)],
        ConsultCommand::Cancel { reason, by, role, means, .. } => {
            let step = ConsultStep::Cancelled { reason: why(&reason)?, by: said(&by)?, role, means };
            vec![moved(world, consult, step, now)]
        }
    })
}

fn moved(world: &World, consult: EventId, step: ConsultStep, at: At) -> Fact {
    Fact::ConsultMoved { consult, step: Box::new(step), at, after: world.heads(&Aspect::Consult(consult)) }
}

fn request(world: &World, consult: Consult) -> Result<Vec<Fact>, Refusal> {
    if let Some(id) = consult.incident {
        known(world.incident(id).is_some(), "incident", id.short())?;
    }
    if let Some(id) = consult.warning {
        known(world.warning(id).is_some(), "warning", id.short())?;
    }
    if let Some(id) = consult.follows {
        known(world.consultation(id).is_some(), "consultation", id.short())?;
    }
    let any = world.areas().next().is_some();
    known(!any || world.area(&consult.area).is_some(), "area", consult.area.to_string())?;
    let (reason, by) = (why(&consult.reason)?, consult.by.trim().to_owned());
    fits(&[&reason, &by])?;
    Ok(vec![Fact::ConsultRequested(Box::new(Consult { reason, by, ..consult }))])
}

/// Each unit once; of one that is named twice the weightier word counts.
fn convened(convening: Convening) -> Result<Convening, Refusal> {
    let mut members: Vec<Member> = Vec::new();
    for Member { unit, mandatory } in convening.members {
        let unit = unit.trim().to_owned();
        match members.iter_mut().find(|one| one.unit == unit) {
            Some(one) => one.mandatory |= mandatory,
            None if unit.is_empty() => {}
            None => members.push(Member { unit, mandatory }),
        }
    }
    let texts: Vec<&str> = members.iter().map(|member| member.unit.as_str()).collect();
    fits(&texts)?;
    if members.len() > CONSULT_MEMBERS_MAX {
        return Err(Refusal::TooLong(texts.iter().map(|unit| unit.len()).sum()));
    }
    Ok(Convening { members, chair: convening.chair.trim().to_owned(), ..convening })
}

/// A line of the ledger as it was said.
fn noted(world: &World, view: &ConsultView<'_>, note: ConsultNote) -> Result<Fact, Refusal> {
    let what = match note.what {
        ConsultNoted::Joined { unit, person } => {
            ConsultNoted::Joined { unit: said(&unit)?, person: person.trim().to_owned() }
        }
        ConsultNoted::Absent { unit, proxy, reason } => ConsultNoted::Absent {
            unit: said(&unit)?,
            proxy: proxy.trim().to_owned(),
            reason: reason.trim().to_owned(),
        },
        ConsultNoted::Presented { of, unit, text } => {
            ConsultNoted::Presented { of, unit: unit.trim().to_owned(), text: said(&text)? }
        }
        ConsultNoted::Opinion(opinion) => {
            let (unit, judgement) = (said(&opinion.unit)?, said(&opinion.judgement)?);
            let opinion = Opinion { unit, judgement, advice: opinion.advice.trim().to_owned(), ..opinion };
            fits(&[&opinion.judgement, &opinion.advice])?;
            ConsultNoted::Opinion(opinion)
        }
        ConsultNoted::NoOpinion { unit, reason } => {
            ConsultNoted::NoOpinion { unit: said(&unit)?, reason: reason.trim().to_owned() }
        }
        ConsultNoted::Adjourned => ConsultNoted::Adjourned,
        ConsultNoted::Action(item) => ConsultNoted::Action(ActionItem { text: said(&item.text)?, ..item }),
        ConsultNoted::Ordered { action, .. } => return Err(unknown("action", &action.short())),
    };
    if let ConsultNoted::Action(item) = &what {
        addressed(world, &item.to)?;
    }
    Ok(Fact::ConsultNoted(Box::new(ConsultNote { consult: view.id, what, by: note.by.trim().to_owned(), ..note })))
}

/// Somebody to whom an order can go.
fn addressed(world: &World, to: &Recipient) -> Result<(), Refusal> {
    match to {
        Recipient::Team(code) => super::enrolled(world, code),
        Recipient::Headquarters(code) => known(world.headquarters(code).is_some(), "headquarters", code.to_string()),
        Recipient::Person { name, .. } => known(!name.trim().is_empty(), "person", name.clone()),
    }
}

fn whole(conclusion: Conclusion) -> Result<Conclusion, Refusal> {
    let trend = said(&conclusion.trend)?;
    let measures = conclusion.measures.into_iter().map(|measure| measure.trim().to_owned());
    let measures: Vec<String> = measures.filter(|measure| !measure.is_empty()).collect();
    let texts: Vec<&str> = measures.iter().map(String::as_str).chain([trend.as_str()]).collect();
    fits(&texts)?;
    Ok(Conclusion { trend, measures, ..conclusion })
}

/// The signature; with it the conclusion takes the place of the one before, which is closed.
fn sign(world: &World, view: &ConsultView<'_>, signed: Signature, at: At) -> Vec<Fact> {
    let mut facts = vec![moved(world, view.id, ConsultStep::Signed(signed), at)];
    let before = view.consult.follows.and_then(|id| world.consultation(id));
    if let Some(before) = before.filter(|of| matches!(of.state, ConsultState::Concluded | ConsultState::Issued)) {
        let step = ConsultStep::Closed(Closing::Superseded(view.id));
        facts.push(moved(world, before.id, step, at));
    }
    facts
}

/// Every action that is not out yet as an order of its own, by the machinery of orders. Whoever takes requests only is
/// asked (rules.md 4.3, 4.4). The step comes first: it carries the basis when this goes beyond somebody's authority.
fn issue(world: &World, standing: &Standing, view: &ConsultView<'_>) -> Result<Vec<Fact>, Refusal> {
    let waiting: Vec<_> = view.actions(world).into_iter().filter(|action| action.number.is_none()).collect();
    if waiting.is_empty() {
        return Err(unknown("action", &view.id.short()));
    }
    let mut facts = vec![moved(world, view.id, ConsultStep::Issued, standing.now)];
    for (action, number) in waiting.into_iter().zip(world.next_order_number()..) {
        let item = action.item;
        let command = Command::IssueOrder {
            form: form_for(world, standing, &item.to),
            to: item.to.clone(),
            incident: view.consult.incident,
            text: item.text.clone(),
            urgency: Urgency::Routine,
            destination: None,
            authority: None,
            until: item.until,
        };
        facts.extend(order::issue_one(world, standing, number, command, None)?);
        let what = ConsultNoted::Ordered { action: action.id, number };
        let note = ConsultNote { consult: view.id, what, by: String::new(), means: Means::Console, at: standing.now };
        facts.push(Fact::ConsultNoted(Box::new(note)));
    }
    Ok(facts)
}

/// Request or order: the military and other cities' teams take requests.
fn form_for(world: &World, standing: &Standing, to: &Recipient) -> Form {
    let Recipient::Team(code) = to else { return Form::Order };
    let Some(view) = world.team(code) else { return Form::Order };
    let own = world.takes_orders(standing.area.as_ref(), view.team, None);
    if own { Form::Order } else { Form::Request }
}

/// Texts that stand in one event together.
fn fits(texts: &[&str]) -> Result<(), Refusal> {
    let bytes = texts.iter().map(|text| text.len()).sum();
    if bytes > CONSULT_BYTES_MAX { Err(Refusal::TooLong(bytes)) } else { Ok(()) }
}

fn why(reason: &str) -> Result<String, Refusal> {
    said(reason).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })
}
