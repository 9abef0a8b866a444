//! Entries about resources. Whose turn it is and whether enough is there are guards (`authority::guard::resource`); what
//! is refused here points at nothing: at no card, at no consignment, at more than was ever sent.

use super::{known, said, unknown};
use crate::clock::At;
use crate::domain::{
    Aspect, Conflict, Consignment, EventId, Fact, ListCode, Means, Movement, Refusal, Requisition, RequisitionStep,
    Resource, ResourceNote, ShelterStatus, ShelterStep, ShelterWord, StockMove, Value, World,
};
use crate::limits::STOCK_COUNT_MAX;

/// The facts that follow, or why not.
pub(super) fn decide(world: &World, now: At, note: ResourceNote) -> Result<Vec<Fact>, Refusal> {
    let by = said(&note.by)?;
    let (at, means) = (note.at, note.means);
    let noted =
        |what, after| Fact::ResourceNoted { note: Box::new(ResourceNote { what, by: by.clone(), means, at }), after };
    Ok(match note.what {
        Resource::Stock(moved) => vec![noted(Resource::Stock(whole(world, now, moved)?), Vec::new())],
        Resource::Requisition(step) => vec![noted(Resource::Requisition(requisitioned(world, step)?), Vec::new())],
        Resource::Shelter(step) => {
            known(world.shelter(&step.shelter).is_some(), "shelter", step.shelter.to_string())?;
            let after = match step.word {
                ShelterWord::Status(_) => world.heads(&Aspect::Shelter(step.shelter.clone())),
                _ => Vec::new(),
            };
            vec![noted(Resource::Shelter(worded(step)?), after)]
        }
    })
}

/// What goes out although the books have less was there: so much was found 盘盈, and the store never holds less than
/// nothing. It is part of the issue: who takes that back takes back what was found with it.
fn found(world: &World, material: &ListCode, count: u64) -> u64 {
    let there = world.on_hand(material).map_or(count, |there| u64::try_from(there).unwrap_or(0));
    count.saturating_sub(there)
}

/// A move that points at something, and at no more than there is of it.
fn whole(world: &World, now: At, moved: StockMove) -> Result<StockMove, Refusal> {
    known(world.material(&moved.material).is_some(), "material", moved.material.to_string())?;
    let one = match moved.of {
        Some(id) => {
            let found = world.consignment(&moved.material, id);
            Some(found.ok_or_else(|| unknown("consignment", &id.short()))?)
        }
        None => None,
    };
    if let Some(order) = moved.what.order() {
        known(world.order(order).is_some() || world.aid(order).is_some(), "order", order.short())?;
    }
    let on_way = one.as_ref().map_or(0, Consignment::on_way);
    let out = one.as_ref().map_or(0, |one| on_way.saturating_add(one.in_use()));
    let (asked, there) = match &moved.what {
        Movement::Stocked { .. } | Movement::Reserved { .. } if moved.of.is_some() => (moved.count.max(1), 0),
        Movement::Reserved { until, .. } if *until <= now => return Err(Refusal::TimePassed),
        Movement::Stocked { .. } | Movement::Reserved { .. } | Movement::Issued { .. } => {
            (moved.count, STOCK_COUNT_MAX)
        }
        Movement::Freed => (1, one.as_ref().map_or(0, Consignment::unissued)),
        Movement::InTransit { .. } => (1, on_way),
        Movement::Received { short, damaged } => (moved.count.saturating_add(*short).saturating_add(*damaged), on_way),
        Movement::Returned => (moved.count, out),
        Movement::WrittenOff { .. } if one.is_some() => (moved.count, out),
        Movement::WrittenOff { .. } => {
            let there =
                world.on_hand(&moved.material).map_or(STOCK_COUNT_MAX, |count| u64::try_from(count).unwrap_or(0));
            (moved.count, there)
        }
    };
    match (asked, asked > there) {
        (0, _) => return Err(Refusal::Empty),
        (_, true) => return Err(Refusal::MoreThanThere { asked, there }),
        (_, false) => {}
    }
    let what = match moved.what {
        Movement::Issued { order, to, signer, .. } => {
            let found = found(world, &moved.material, moved.count);
            Movement::Issued { order, to: said(&to)?, signer: trimmed(&signer), found }
        }
        Movement::InTransit { carrier, eta } => Movement::InTransit { carrier: said(&carrier)?, eta },
        Movement::WrittenOff { reason } => Movement::WrittenOff { reason: why(&reason)? },
        other => other,
    };
    Ok(StockMove { what, ..moved })
}

fn requisitioned(world: &World, step: RequisitionStep) -> Result<RequisitionStep, Refusal> {
    let view = match step.of() {
        Some(id) => Some(world.requisition(id).ok_or_else(|| unknown("requisition", &id.short()))?),
        None => None,
    };
    Ok(match step {
        RequisitionStep::Taken(taken) => {
            if let Some(id) = taken.incident {
                known(world.incident(id).is_some(), "incident", id.short())?;
            }
            if taken.count == 0 {
                return Err(Refusal::Empty);
            }
            RequisitionStep::Taken(Requisition { thing: said(&taken.thing)?, owner: said(&taken.owner)?, ..taken })
        }
        RequisitionStep::GivenBack { of, count, lost, damage } => {
            let (asked, there) = (count.saturating_add(lost), view.map_or(0, |view| view.held()));
            match asked {
                0 => return Err(Refusal::Empty),
                _ if asked > there => return Err(Refusal::MoreThanThere { asked, there }),
                _ => RequisitionStep::GivenBack { of, count, lost, damage: trimmed(&damage) },
            }
        }
        RequisitionStep::Compensated { of, fen, paper } => {
            RequisitionStep::Compensated { of, fen, paper: trimmed(&paper) }
        }
    })
}

fn worded(step: ShelterStep) -> Result<ShelterStep, Refusal> {
    let word = match step.word {
        ShelterWord::Status(ShelterStatus::Open { address, route }) => {
            ShelterWord::Status(ShelterStatus::Open { address: trimmed(&address), route: trimmed(&route) })
        }
        ShelterWord::Status(ShelterStatus::Disabled { reason }) => {
            ShelterWord::Status(ShelterStatus::Disabled { reason: why(&reason)? })
        }
        ShelterWord::Left { people: 0 } => return Err(Refusal::Empty),
        other => other,
    };
    Ok(ShelterStep { word, ..step })
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

fn why(text: &str) -> Result<String, Refusal> {
    said(text).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no })
}

/// What settles a conflict of the ledger in favour of one entry: the others of them are taken back, the last first, for as
/// long as they cannot all be; and what still went out although it was not there was found.
pub(super) fn settle(world: &World, at: At, by: &str, conflict: &Conflict, keep: EventId) -> Vec<Fact> {
    let others = || conflict.sides.iter().rev().filter(|side| side.id != keep);
    let material = match &conflict.aspect {
        Aspect::Stock(material, None) => material,
        Aspect::Stock(material, Some(id)) => {
            let of = |less: &[EventId]| world.consignment_without(material, *id, less);
            let issues = of(&[]).is_some_and(|one| one.beyond > 0);
            let over = |less: &[EventId]| {
                of(less).map_or(0, |one| if issues { one.beyond } else { one.accounted().saturating_sub(one.issued) })
            };
            return struck(&taken_back(others().map(|side| side.id), over));
        }
        Aspect::Requisition(id) => {
            let over = |less: &[EventId]| world.requisition_over(*id, less);
            return struck(&taken_back(others().map(|side| side.id), over));
        }
        _ => return Vec::new(),
    };
    let mut missing = world.on_hand(material).map_or(0, |count| 0_u64.saturating_add_signed(count.saturating_neg()));
    let mut back = Vec::new();
    for side in others() {
        let Value::Stock(moved) = &side.value else { continue };
        if missing == 0 {
            break;
        }
        missing = missing.saturating_sub(moved.change().unsigned_abs());
        back.push(side.id);
    }
    let mut facts = struck(&back);
    if missing > 0 {
        let source = Movement::Stocked { source: String::new() };
        let what = StockMove { material: material.clone(), count: missing, of: Some(keep), what: source };
        let note = ResourceNote { what: Resource::Stock(what), by: by.to_owned(), means: Means::Console, at };
        facts.push(Fact::ResourceNoted { note: Box::new(note), after: Vec::new() });
    }
    facts
}

/// Those of `others` without which less is `over`, one after the other until nothing is.
fn taken_back(others: impl Iterator<Item = EventId>, over: impl Fn(&[EventId]) -> u64) -> Vec<EventId> {
    let mut back = Vec::new();
    let mut left = over(&back);
    for id in others {
        if left == 0 {
            break;
        }
        back.push(id);
        match over(&back) {
            less if less < left => left = less,
            // Taking this one back mends nothing.
            _ => drop(back.pop()),
        }
    }
    // What turned out to be enough without one lets that one stand.
    for id in back.clone() {
        let rest: Vec<EventId> = back.iter().copied().filter(|one| *one != id).collect();
        if over(&rest) == left {
            back = rest;
        }
    }
    back
}

fn struck(back: &[EventId]) -> Vec<Fact> {
    back.iter().map(|target| Fact::Struck { target: *target, reason: String::new() }).collect()
}
