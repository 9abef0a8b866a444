//! 追认: who may answer for what was done beyond somebody's authority, and what follows.

use super::said;
use crate::domain::{
    Aspect, Beyond, EventId, Fact, Means, OverrideView, Ratification, Refusal, Role, Sanction, Standing, World,
};

/// What somebody answers for what was done beyond somebody's authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ratify {
    /// The event that was.
    pub of: EventId,
    /// The answer.
    pub sanction: Sanction,
    /// Who answers.
    pub by: String,
    /// In which role; at the console that of whoever sits there counts.
    pub role: Option<Role>,
    /// At the console, or by phone to whoever sits there.
    pub means: Means,
    /// What was said with it; a reversal says why.
    pub note: String,
}

/// The answer as a fact. One who has not the authority, or did it themselves, cannot give it: the act stands meanwhile,
/// so nobody's life waits for it.
pub(super) fn decide(world: &World, standing: &Standing, answer: &Ratify) -> Result<Vec<Fact>, Refusal> {
    let view = world.overridden(answer.of).ok_or(Refusal::NothingToRatify)?;
    let answered = view.answer.clone().agreed();
    // What was reversed and stands all the same was brought back by somebody since.
    let again = answered == Some(Sanction::Reversed) && view.revocable;
    let open = world.stands(&answer.of) && (answered.is_none() || again) || view.answer.disputed();
    if !open {
        return Err(Refusal::NothingToRatify);
    }
    let role = if answer.means == Means::Console { standing.role } else { answer.role };
    let (by, note) = (said(&answer.by)?, answer.note.trim().to_owned());
    if answer.sanction == Sanction::Reversed && note.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    record(
        world,
        standing,
        &view,
        Ratification {
            of: answer.of,
            sanction: answer.sanction,
            by,
            role,
            means: answer.means,
            note,
            at: standing.now,
        },
    )
}

/// A dispute about an answer is settled by one who may give it.
pub(super) fn settle(
    world: &World,
    standing: &Standing,
    of: EventId,
    sanction: Sanction,
) -> Result<Vec<Fact>, Refusal> {
    let view = world.overridden(of).ok_or(Refusal::NothingToRatify)?;
    let (by, role) = (standing.person.clone(), standing.role);
    let ratification =
        Ratification { of, sanction, by, role, means: Means::Console, note: String::new(), at: standing.now };
    record(world, standing, &view, ratification)
}

fn record(
    world: &World,
    standing: &Standing,
    view: &OverrideView<'_>,
    ratification: Ratification,
) -> Result<Vec<Fact>, Refusal> {
    let Ratification { of, sanction, role, .. } = ratification;
    if ratification.by == view.actor {
        return Err(Refusal::OwnDecision(ratification.by));
    }
    let raised = view.basis.least.filter(|least| !role.unwrap_or(Role::Scribe).may_as(*least));
    if let Some(least) = raised {
        let (claim, rule) = (view.basis.claim(), view.basis.rule.clone());
        return Err(Refusal::NotInAuthority(Box::new(Beyond { claim, role, rule, least, raised: true })));
    }
    if let Some(beyond) = world.beyond(view.basis.claim(), role, standing.now) {
        return Err(Refusal::NotInAuthority(Box::new(beyond)));
    }
    let reason = ratification.note.clone();
    let mut facts = vec![Fact::DecisionRatified { ratification, after: world.heads(&Aspect::Ratified(of)) }];
    match sanction {
        Sanction::Reversed if view.revocable && world.stands(&of) => {
            facts.push(Fact::Struck { target: of, reason });
        }
        // Somebody else reversed it meanwhile: what is ratified stands again.
        Sanction::Ratified => {
            let struck = world.standing_strikes(of).into_iter();
            facts.extend(struck.map(|target| Fact::Struck { target, reason: reason.clone() }));
        }
        Sanction::Reversed => {}
    }
    Ok(facts)
}
