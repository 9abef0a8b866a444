//! What was done in the course of a response or switchover, as facts.

use super::{known, said};
use crate::domain::{AreaCode, Aspect, Fact, ItemAnswer, Lead, Noted, Posture, Refusal, SwitchNote, World};
use crate::limits::ORDERS_HANDED_OVER_MAX;

/// The facts of a note: asked to lead, a higher headquarters also brings the posture along, with one gesture.
pub(super) fn decide(world: &World, note: SwitchNote) -> Result<Vec<Fact>, Refusal> {
    let note = SwitchNote { by: note.by.trim().to_owned(), ..note };
    let area = note.area.clone();
    let (what, after) = match note.what.clone() {
        Noted::Seated { seat, name } => {
            let name = name.trim().to_owned();
            (Noted::Seated { seat, name }, world.heads(&Aspect::Seat(area.clone(), seat)))
        }
        Noted::Item { of, answer } => {
            let asked = world.items_asked(of.way, note.at);
            known(asked.iter().any(|(number, _)| *number == of.number), "item", of.number.to_string())?;
            let begun = world.switch_events(&area, of.way);
            known(begun.iter().any(|(id, _)| *id == of.switch), "switchover", of.switch.short())?;
            let answer = answered(answer)?;
            // Whatever was answered of it in a switchover that another post began apart is replaced with it.
            let aspect = |switch| Aspect::Item(area.clone(), crate::domain::ItemOf { switch, ..of });
            (Noted::Item { of, answer }, begun.iter().flat_map(|(id, _)| world.heads(&aspect(*id))).collect())
        }
        Noted::Leads(lead) => {
            let lead = match lead {
                Lead::Asked { to, why } => Lead::Asked { to: named(&to)?, why: reasoned(&why)? },
                Lead::Taken { by } => Lead::Taken { by: named(&by)? },
            };
            (Noted::Leads(lead), world.heads(&Aspect::Lead(area.clone())))
        }
        Noted::TerminationProposed { met } => {
            known(world.level_in_force(&area).is_some(), "response", area.to_string())?;
            (Noted::TerminationProposed { met }, Vec::new())
        }
        Noted::OrdersHandedOver { orders, to } => return handed_over(world, &note, &orders, &to),
        what @ (Noted::MembersTold | Noted::Briefed | Noted::Replanned | Noted::SituationTold) => (what, Vec::new()),
    };
    let at = note.at;
    let expands = matches!(what, Noted::Leads(_)) && world.posture_now(&area) != Posture::Expanded;
    let mut facts = vec![Fact::SwitchNoted { note: Box::new(SwitchNote { what, ..note }), after }];
    if expands {
        facts.push(follows(world, &area, Posture::Expanded, at));
    }
    Ok(facts)
}

/// A change of posture that goes along with what was decided on the response, on the same authority.
pub(super) fn follows(world: &World, area: &AreaCode, posture: Posture, at: crate::clock::At) -> Fact {
    let after = world.heads(&Aspect::Posture(area.clone()));
    Fact::PostureChanged { area: area.clone(), posture, at, record: String::new(), follows: true, after }
}

/// A change of posture in place of what stands.
pub(super) fn posture(world: &World, area: &AreaCode, posture: Posture, at: crate::clock::At, record: String) -> Fact {
    let after = world.heads(&Aspect::Posture(area.clone()));
    Fact::PostureChanged { area: area.clone(), posture, at, record, follows: false, after }
}

fn answered(answer: ItemAnswer) -> Result<ItemAnswer, Refusal> {
    Ok(match answer {
        ItemAnswer::Done => ItemAnswer::Done,
        ItemAnswer::NotApplicable { reason } => ItemAnswer::NotApplicable { reason: reasoned(&reason)? },
        ItemAnswer::HandedOver { to } => ItemAnswer::HandedOver { to: named(&to)? },
    })
}

/// Each fact names as many orders as an event has room for.
fn handed_over(
    world: &World,
    note: &SwitchNote,
    orders: &[crate::domain::EventId],
    to: &str,
) -> Result<Vec<Fact>, Refusal> {
    let to = named(to)?;
    for order in orders {
        known(world.order(*order).is_some(), "order", order.short())?;
    }
    if orders.is_empty() {
        return Err(Refusal::Empty);
    }
    let facts = orders.chunks(ORDERS_HANDED_OVER_MAX).map(|some| {
        let what = Noted::OrdersHandedOver { orders: some.to_vec(), to: to.clone() };
        Fact::SwitchNoted { note: Box::new(SwitchNote { what, ..note.clone() }), after: Vec::new() }
    });
    Ok(facts.collect())
}

fn named(text: &str) -> Result<String, Refusal> {
    said(text).map_err(|no| if no == Refusal::Empty { Refusal::OwnerMissing } else { no })
}

fn reasoned(text: &str) -> Result<String, Refusal> {
    said(text).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })
}
