//! Calls, and answers to what a warning asks.

use super::{known, said};
use crate::clock::At;
use crate::domain::{
    Answer, Article, Aspect, Call, Errand, EventId, Fact, MeasureAnswer, MeasureOf, Refusal, Rung, RungFact, Taken,
    World,
};

/// A call; answered by somebody who acknowledges the order it was about, it is that rung too, on behalf of.
pub(super) fn made(world: &World, call: Call, acknowledged: bool) -> Result<Vec<Fact>, Refusal> {
    let subject = call.about.subject();
    let (is, what) = match call.about {
        Errand::Order(id) => (world.order(id).is_some(), "order"),
        Errand::Warning(id) => (world.warning(id).is_some(), "warning"),
        Errand::Report(id) => (world.report_paper(id).is_some(), "report"),
    };
    known(is, what, subject.short())?;
    if let Some(code) = &call.contact {
        known(world.contact(code).is_some(), "contact", code.to_string())?;
    }
    let answer = match call.answer {
        Answer::By(name) => Answer::By(said(&name)?),
        other => other,
    };
    let call = Call { name: said(&call.name)?, by: said(&call.by)?, answer, ..call };
    let mut facts = vec![Fact::CallMade(call.clone())];
    if let (Errand::Order(order), Answer::By(by), true) = (call.about, call.answer, acknowledged) {
        facts.push(Fact::OrderRung(RungFact { order, rung: Rung::Acknowledged, by, means: call.means, at: call.at }));
    }
    Ok(facts)
}

/// Each with its owner or its reason; one that lacks it refuses all, so that nobody thinks it was answered.
pub(super) fn answered(
    world: &World,
    at: At,
    warning: EventId,
    answers: Vec<(Article, u8, Taken)>,
) -> Result<Vec<Fact>, Refusal> {
    known(world.warning(warning).is_some(), "warning", warning.short())?;
    if answers.is_empty() {
        return Err(Refusal::Empty);
    }
    let answer = |(article, number, taken): (Article, u8, Taken)| {
        known((1..=article.measures()).contains(&number), "measure", number.to_string())?;
        let missing = |refusal: Refusal| move |no| if no == Refusal::Empty { refusal } else { no };
        let taken = match taken {
            Taken::Yes { owner } => Taken::Yes { owner: said(&owner).map_err(missing(Refusal::OwnerMissing))? },
            Taken::No { reason } => Taken::No { reason: said(&reason).map_err(missing(Refusal::ReasonMissing))? },
        };
        let of = MeasureOf { warning, article, number };
        Ok(Fact::MeasureAnswered { answer: MeasureAnswer { of, taken, at }, after: world.heads(&Aspect::Measure(of)) })
    };
    answers.into_iter().map(answer).collect()
}
