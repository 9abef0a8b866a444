//! What entries about resources lack (rules.md 6.4, 6.5): their turn, enough in the store, an address and a route.

use super::{Lack, Lacking, out_of_turn};
use crate::domain::rules::Guard;
use crate::domain::{
    Consignment, Movement, RequisitionState, RequisitionStep, Resource, ResourceNote, ShelterStatus, ShelterStep,
    ShelterWord, Stage, Standing, StockMove, StockState, World,
};

/// What an entry lacks.
pub(super) fn lacks(world: &World, standing: &Standing, note: &ResourceNote) -> Vec<Lack> {
    match &note.what {
        Resource::Stock(moved) => of_stock(world, standing, moved),
        Resource::Requisition(step) => of_requisition(world, standing, step),
        Resource::Shelter(ShelterStep { shelter, word: ShelterWord::Status(status), counted }) => {
            let Some(view) = world.shelter_view(shelter) else { return Vec::new() };
            let now = view.state();
            // While it is disputed, whatever follows from either is in its turn.
            let leads = view.status.disputed() || now == status.state() || now.after(status.event()).is_some();
            let mut lacks = if leads { Vec::new() } else { out_of_turn(world, standing, Stage::Shelter(now)) };
            lacks.extend(unpublished(world, standing, status));
            // Who closes it says that nobody is in there any more.
            let inside = counted.map(u64::from).or(view.present).filter(|people| *people > 0);
            if let Some(people) = inside.filter(|_| *status == ShelterStatus::Closed)
                && let Some(rule) = world.guarded(Guard::Turn, standing.now)
            {
                lacks.push(Lack { rule, what: Lacking::Inside(people) });
            }
            lacks
        }
        Resource::Shelter(_) => Vec::new(),
    }
}

/// What is carried, signed for and given back is refused when there is not so much of it: only an issue can come out of
/// its turn.
fn of_stock(world: &World, standing: &Standing, moved: &StockMove) -> Vec<Lack> {
    let (asks, issues) = match moved.what {
        Movement::Reserved { .. } => (true, false),
        Movement::Issued { .. } => (true, true),
        _ => (false, false),
    };
    if !asks {
        return Vec::new();
    }
    let of = moved.of.and_then(|id| world.consignment(&moved.material, id));
    let state = of.as_ref().map_or(StockState::Idle, |one| one.state(standing.now));
    // What was reserved goes out in as many lorries as it takes; beyond that a second one comes out of its turn.
    let rest = of.as_ref().filter(|one| one.issued > 0).map(Consignment::unissued);
    let in_turn =
        rest.map_or_else(|| state.after(moved.what.event()).is_some(), |rest| rest > 0 && moved.count <= rest);
    let mut lacks = if in_turn || !issues { Vec::new() } else { out_of_turn(world, standing, Stage::Stock(state)) };
    let Some(there) = world.on_hand(&moved.material) else { return lacks };
    // What is promised to this very one is its own.
    let own = of.map_or(0, |one| one.promised(standing.now));
    let others = world.stock_promised(&moved.material, standing.now).saturating_sub(own);
    let free = u64::try_from(there).unwrap_or(0).saturating_sub(others);
    if moved.count > free
        && let Some(rule) = world.guarded(Guard::Stock, standing.now)
    {
        lacks.push(Lack { rule, what: Lacking::Stock(free, moved.count) });
    }
    lacks
}

fn of_requisition(world: &World, standing: &Standing, step: &RequisitionStep) -> Vec<Lack> {
    let Some(view) = step.of().and_then(|id| world.requisition(id)) else { return Vec::new() };
    // Part of what was taken may go back before and after the owner is paid.
    let back = matches!(step, RequisitionStep::GivenBack { .. }) && view.state != RequisitionState::Settled;
    if back || view.state.after(step.event()).is_some() {
        return Vec::new();
    }
    out_of_turn(world, standing, Stage::Requisition(view.state))
}

/// 自然灾害救助条例 art. 11: an opening is published with address and route.
fn unpublished(world: &World, standing: &Standing, status: &ShelterStatus) -> Vec<Lack> {
    let ShelterStatus::Open { address, route } = status else { return Vec::new() };
    let Some(rule) = world.guarded(Guard::Publish, standing.now) else { return Vec::new() };
    let lacking = [(address, Lacking::Address), (route, Lacking::Route)];
    let empty = lacking.into_iter().filter(|(text, _)| text.trim().is_empty());
    empty.map(|(_, what)| Lack { rule: rule.clone(), what }).collect()
}
