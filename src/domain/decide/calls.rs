//! Calls, and answers to what a warning asks.

use super::{known, said};
use crate::clock::At;
use crate::domain::{
    Answer, Article, Aspect, Call, Calling, Command, ConsultNote, ConsultNoted, Errand, EventId, Fact, MeasureAnswer,
    MeasureOf, Refusal, Rung, RungFact, Taken, World,
};

/// What follows from a command about calls and answers.
pub(super) fn decide(world: &World, now: At, command: Command) -> Result<Vec<Fact>, Refusal> {
    match command {
        Command::BeginCall(call) => begun(world, now, call),
        Command::MakeCall { call, acknowledged } => made(world, call, acknowledged),
        Command::AnswerMeasures { warning, answers } => answered(world, now, warning, answers),
        _ => Ok(Vec::new()),
    }
}

fn subject(world: &World, about: Errand) -> Result<(), Refusal> {
    let id = about.subject();
    let (is, what) = match about {
        Errand::Order(id) => (world.order(id).is_some(), "order"),
        Errand::Warning(id) => (world.warning(id).is_some(), "warning"),
        Errand::Report(id) => (world.report_paper(id).is_some(), "report"),
        Errand::Consult(id) => (world.consultation(id).is_some(), "consultation"),
    };
    known(is, what, id.short())
}

/// Nobody is called by two at a time; what comes of a call may always be written down.
fn begun(world: &World, now: At, call: Calling) -> Result<Vec<Fact>, Refusal> {
    subject(world, call.about)?;
    let call = Calling { name: said(&call.name)?, by: said(&call.by)?, ..call };
    let live = world.begun_calls(call.about.subject()).into_iter().filter(|other| other.is_live(now));
    match live.into_iter().find(|other| other.is_of(call.contact.as_ref(), &call.name)) {
        Some(other) => Err(Refusal::BeingCalled { name: other.name.clone(), by: other.by.clone(), since: other.at }),
        None => Ok(vec![Fact::CallBegun(call)]),
    }
}

/// A call; answered by somebody who acknowledges the order it was about, it is that rung too, on behalf of. Whoever is
/// called to a consultation and joins by that very call is there.
fn made(world: &World, call: Call, acknowledged: bool) -> Result<Vec<Fact>, Refusal> {
    subject(world, call.about)?;
    if let Some(code) = &call.contact {
        known(world.contact(code).is_some(), "contact", code.to_string())?;
    }
    let answer = match call.answer {
        Answer::By(name) => Answer::By(said(&name)?),
        other => other,
    };
    let call = Call { name: said(&call.name)?, by: said(&call.by)?, answer, ..call };
    let mut facts = vec![Fact::CallMade(call.clone())];
    match (call.about, call.answer, acknowledged) {
        (Errand::Order(order), Answer::By(by), true) => {
            let (rung, means, at) = (Rung::Acknowledged, call.means, call.at);
            facts.push(Fact::OrderRung(RungFact { order, rung, by, means, at }));
        }
        (Errand::Consult(consult), Answer::By(person), true) => {
            let unit = call.instead.map_or_else(|| call.name.clone(), |unit| unit.0);
            let (what, by) = (ConsultNoted::Joined { unit, person }, String::new());
            let note = ConsultNote { consult, what, by, means: call.means, at: call.at };
            facts.push(Fact::ConsultNoted(Box::new(note)));
        }
        _ => {}
    }
    Ok(facts)
}

/// Each with its owner, and what is left undone with its reason; one that lacks it refuses all, so that nobody thinks it was answered.
fn answered(world: &World, at: At, warning: EventId, answers: Vec<(Article, u8, Taken)>) -> Result<Vec<Fact>, Refusal> {
    known(world.warning(warning).is_some(), "warning", warning.short())?;
    if answers.is_empty() {
        return Err(Refusal::Empty);
    }
    let answer = |(article, number, taken): (Article, u8, Taken)| {
        known((1..=article.measures()).contains(&number), "measure", number.to_string())?;
        let missing = |refusal: Refusal| move |no| if no == Refusal::Empty { refusal } else { no };
        let taken = match taken {
            Taken::Yes { owner, reason } => Taken::Yes {
                owner: said(&owner).map_err(missing(Refusal::OwnerMissing))?,
                reason: if reason.trim().is_empty() { String::new() } else { said(&reason)? },
            },
            Taken::No { reason, owner } => Taken::No {
                reason: said(&reason).map_err(missing(Refusal::ReasonMissing))?,
                owner: said(&owner).map_err(missing(Refusal::OwnerMissing))?,
            },
        };
        let of = MeasureOf { warning, article, number };
        Ok(Fact::MeasureAnswered { answer: MeasureAnswer { of, taken, at }, after: world.heads(&Aspect::Measure(of)) })
    };
    answers.into_iter().map(answer).collect()
}
