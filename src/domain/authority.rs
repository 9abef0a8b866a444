//! Who may do what: one table, role × act (rules.md 2.3), that `decide` asks before anything is recorded.
//!
//! - [`Claim`]: what a command asks of the table, with the response level it is about.
//! - [`judge`]: the verdict on a command; a pure function of the world with its rules, who acts, and the command.
//! - [`Override`]: the authority basis of what was done beyond it, which the event carries.
//!
//! Nothing that a life or the first response depends on is ever held up: it goes through at once, is recorded as
//! an override, and starts the clock of 追认. Other acts beyond somebody's authority want a reason first.

mod claim;
mod guard;
mod origin;
mod switch;

use claim::Waits;
pub(super) use claim::own_reason;
pub(super) use guard::speaks_for;
pub use guard::{AarLack, Lack, Lacking, SceneLack, Unmet};
pub use origin::{judge_fact, origin};

use serde::{Deserialize, Serialize};

use super::{Act, Command, Level, Realm, Refusal, Role, RuleId, Standing, World};
use crate::clock::At;
use crate::limits::OVERRIDE_REASON_BYTES_MAX;

/// What is asked of the table: an act, and at which response level when that matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Claim {
    /// What.
    pub act: Act,
    /// At which level; none when the act has none.
    pub level: Option<Level>,
}

/// The authority basis of an event whose author had none of their own: it stands beside the fact in the payload.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Override {
    /// What was done.
    pub act: Act,
    /// At which response level, when at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// In which role; none when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The row that gives this act to others.
    pub rule: RuleId,
    /// Why; empty when life or the first response depended on it, or when the fact itself says why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The least role that may ratify it, where that is more than the row says: a response is ended by the same or a
    /// higher authority than the one that decided on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Role>,
}

impl Override {
    /// What it asked of the table.
    pub fn claim(&self) -> Claim {
        Claim { act: self.act, level: self.level }
    }
}

/// By how much a command goes beyond somebody's authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beyond {
    /// What it asks.
    pub claim: Claim,
    /// In which role it is asked; none when nobody knows.
    pub role: Option<Role>,
    /// The row that gives it to others.
    pub rule: RuleId,
    /// The least role that may do it, and ratify it.
    pub least: Role,
    /// Whether that is more than the row says, because somebody higher decided what it would end.
    pub raised: bool,
}

/// What the table says of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The role may.
    Within,
    /// Beyond the role; it goes through at once, because life or the first response depends on it.
    AtOnce(Beyond),
    /// Beyond the role; it goes through with a reason.
    WithReason(Beyond),
    /// Something must be there first that is not, whoever does it; it goes through with a reason.
    Unguarded(Unmet),
}

impl Verdict {
    /// What it goes beyond, when it does.
    pub fn beyond(&self) -> Option<&Beyond> {
        match self {
            Self::Within => None,
            Self::AtOnce(beyond) | Self::WithReason(beyond) => Some(beyond),
            Self::Unguarded(unmet) => Some(&unmet.beyond),
        }
    }

    /// The basis that the events carry, or that a reason is wanted first. `said` is what was given as one, `own` what the
    /// command itself says for one.
    pub(super) fn basis(self, said: &str, own: &str) -> Result<Option<Box<Override>>, Refusal> {
        let (said, own) = (said.trim(), own.trim());
        let beyond = match self {
            Self::Within => return Ok(None),
            Self::WithReason(beyond) if said.is_empty() && own.is_empty() => {
                return Err(Refusal::Beyond(beyond.into()));
            }
            Self::Unguarded(unmet) if said.is_empty() => return Err(Refusal::Unguarded(unmet.into())),
            Self::Unguarded(Unmet { beyond, .. }) | Self::AtOnce(beyond) | Self::WithReason(beyond) => beyond,
        };
        if said.len() > OVERRIDE_REASON_BYTES_MAX {
            return Err(Refusal::TooLong(said.len()));
        }
        let Beyond { claim: Claim { act, level }, role, rule, least, raised } = beyond;
        let least = raised.then_some(least);
        Ok(Some(Box::new(Override { act, level, role, rule, reason: said.to_owned(), least })))
    }
}

/// What the table in force says of `command` for the one who stands there. Who plays the others in a drill stands
/// outside of it; who gave no role is never asked why.
pub fn judge(world: &World, standing: &Standing, command: &Command) -> Verdict {
    if standing.role == Some(Role::Controller) && matches!(world.realm(), Realm::Drill(_)) {
        return Verdict::Within;
    }
    let standing = &Standing { role: claim::acting(standing, command), ..standing.clone() };
    let asked = claim::asked(world, standing, command);
    let of_table = asked.claims.iter().filter_map(|claim| world.beyond(*claim, standing.role, standing.now));
    let beyond = of_table.chain(above(world, standing, &asked)).max_by_key(|beyond| beyond.least.takes());
    let lacks = guard::lacks(world, standing, command);
    if let Some(lack) = lacks.first() {
        let rule = lack.rule.clone();
        let whose = beyond.or_else(|| owner(world, standing, &asked));
        if let Some(beyond) = whose.as_ref().filter(|_| asked.waits == Waits::Nothing) {
            return Verdict::AtOnce(Beyond { rule, ..beyond.clone() });
        }
        return whose
            .map_or(Verdict::Within, |beyond| Verdict::Unguarded(Unmet { beyond: Beyond { rule, ..beyond }, lacks }));
    }
    match beyond {
        None => Verdict::Within,
        Some(beyond) if asked.waits != Waits::Reason || beyond.role.is_none() => Verdict::AtOnce(beyond),
        Some(beyond) => Verdict::WithReason(beyond),
    }
}

/// Whoever ends a response has the same or a higher authority than who decided on it (rules.md 2.3).
fn above(world: &World, standing: &Standing, asked: &claim::Asked) -> Option<Beyond> {
    let least = asked.decided_by.filter(|by| !standing.role.unwrap_or(Role::Scribe).may_as(*by))?;
    let claim = *asked.claims.first()?;
    let (rule, of_row) = world.reserved(claim, standing.now)?;
    let raised = least.takes() > of_row.takes();
    raised.then_some(Beyond { claim, role: standing.role, rule, least, raised })
}

/// Whose a command is that the one who gives it may give: whoever ratifies it when something is lacking.
fn owner(world: &World, standing: &Standing, asked: &claim::Asked) -> Option<Beyond> {
    let reserved = asked.claims.iter().filter_map(|claim| Some((*claim, world.reserved(*claim, standing.now)?)));
    let (claim, (rule, of_row)) = reserved.max_by_key(|(_, (_, least))| least.takes())?;
    let least = asked.decided_by.filter(|by| by.takes() > of_row.takes());
    let (least, raised) = (least.unwrap_or(of_row), least.is_some());
    Some(Beyond { claim, role: standing.role, rule, least, raised })
}

impl World {
    /// How far a claim goes beyond a role; none when the role may, or when no row reserves the act.
    pub fn beyond(&self, claim: Claim, role: Option<Role>, at: At) -> Option<Beyond> {
        let (row, least) = self.reserved(claim, at)?;
        let may = role.unwrap_or(Role::Scribe).may_as(least);
        (!may).then_some(Beyond { claim, role, rule: row, least, raised: false })
    }

    /// The least role that may ratify an override, now.
    pub fn ratifier(&self, basis: &Override, at: At) -> Option<Role> {
        let of_row = self.reserved(basis.claim(), at).map(|(_, least)| least);
        of_row.into_iter().chain(basis.least).max_by_key(|role| role.takes())
    }
}
