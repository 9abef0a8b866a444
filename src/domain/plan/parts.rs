//! Plans that are larger than an event: adopted by one event that says what the plan is and in how many parts, and by its
//! parts, each with some of its steps and cards. Nothing is cut: a plan of which a part is not there says so.

use serde::{Deserialize, Serialize};

use super::{ActionCard, Plan, Step};
use crate::domain::Fact;
use crate::limits::{PAYLOAD_BYTES_MAX, PLAN_PARTS_MAX};

/// That steps and cards of a plan come in parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Parts {
    /// FNV-1a of the whole plan: it tells editions apart and proves nothing, which is the signatures' part.
    pub mark: u64,
    /// How many.
    pub count: u8,
}

/// A part of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanPart {
    /// Of which plan.
    pub mark: u64,
    /// Which part, from 0.
    pub part: u8,
    /// Steps, in the order of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<ActionCard>,
}

/// What of a plan does not fit an event even by itself: so many bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge(pub usize);

impl Plan {
    /// The events that adopt it: one when it fits, else one and its parts.
    pub fn adopted(self) -> Result<Vec<Fact>, TooLarge> {
        let mark = self.mark();
        let whole = Fact::PlanAdopted(self);
        if whole.to_payload().len() <= PAYLOAD_BYTES_MAX {
            return Ok(vec![whole]);
        }
        let Fact::PlanAdopted(mut plan) = whole else { return Ok(Vec::new()) };
        let (steps, cards) = (std::mem::take(&mut plan.steps), std::mem::take(&mut plan.cards));
        let mut parts = vec![PlanPart { mark, part: 0, steps: Vec::new(), cards: Vec::new() }];
        for step in steps {
            add(&mut parts, |part| part.steps.push(step.clone()), |part| drop(part.steps.pop()))?;
        }
        for card in cards {
            add(&mut parts, |part| part.cards.push(card.clone()), |part| drop(part.cards.pop()))?;
        }
        let count = u8::try_from(parts.len()).ok().filter(|count| *count <= PLAN_PARTS_MAX);
        plan.parts = Some(Parts { mark, count: count.ok_or(TooLarge(parts.len() * PAYLOAD_BYTES_MAX))? });
        let head = Fact::PlanAdopted(plan);
        let bytes = head.to_payload().len();
        if bytes > PAYLOAD_BYTES_MAX {
            return Err(TooLarge(bytes));
        }
        Ok(std::iter::once(head).chain(parts.into_iter().map(Fact::PlanPart)).collect())
    }

    fn mark(&self) -> u64 {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
    }
}

/// Puts something into the last part, or into a new one when it does not fit there.
fn add(parts: &mut Vec<PlanPart>, put: impl Fn(&mut PlanPart), take: impl Fn(&mut PlanPart)) -> Result<(), TooLarge> {
    let bytes = |part: &PlanPart| Fact::PlanPart(part.clone()).to_payload().len();
    let Some(last) = parts.last_mut() else { return Ok(()) };
    put(last);
    if bytes(last) <= PAYLOAD_BYTES_MAX {
        return Ok(());
    }
    take(last);
    let (mark, next) = (last.mark, last.part.saturating_add(1));
    let mut part = PlanPart { mark, part: next, steps: Vec::new(), cards: Vec::new() };
    put(&mut part);
    let size = bytes(&part);
    parts.push(part);
    if size > PAYLOAD_BYTES_MAX { Err(TooLarge(size)) } else { Ok(()) }
}
