//! What a consultation's acts lack (rules.md 5.1): their turn, a quorum, opinions, deadlines; and what a decision lacks that
//! rests on one.

use super::{Lack, Lacking, out_of_turn};
use crate::domain::rules::Guard;
use crate::domain::world::ConsultView;
use crate::domain::{ConsultCommand, ConsultEvent, EventId, Reckoning, Stage, Standing, World};

/// What an act lacks.
pub(super) fn lacks(world: &World, standing: &Standing, command: &ConsultCommand) -> Vec<Lack> {
    let Some(view) = command.consult().and_then(|id| world.consultation(id)) else { return Vec::new() };
    let mut lacks = turn(world, standing, &view, event(command));
    let mut add = |guard, what: Option<Lacking>| {
        if let (Some(what), Some(rule)) = (what, world.guarded(guard, standing.now)) {
            lacks.push(Lack { rule, what });
        }
    };
    match command {
        ConsultCommand::Convene { convening, .. } => {
            let listed = !convening.members.is_empty() && convening.quorum > 0;
            add(Guard::Quorum, (!listed).then_some(Lacking::Members));
        }
        ConsultCommand::Start { .. } => {
            let (there, quorum) = (view.present(), view.convened().map_or(0, |(_, convening)| convening.quorum));
            add(Guard::Quorum, (there < usize::from(quorum)).then_some(Lacking::Quorum(there, quorum)));
        }
        ConsultCommand::Draft { .. } => {
            add(Guard::Opinions, (!view.opinions_missing().is_empty()).then_some(Lacking::Opinions(view.id)));
        }
        ConsultCommand::Issue { .. } => {
            let actions = view.actions(world).into_iter();
            for action in actions.filter(|action| action.number.is_none() && action.item.until.is_none()) {
                add(Guard::ActionLimit, Some(Lacking::ActionLimit(action.id)));
            }
        }
        ConsultCommand::Close { .. } => {
            let open = view.actions(world).iter().filter(|action| !action.closed()).count();
            add(Guard::ActionsClosed, (open > 0).then_some(Lacking::OpenActions(open)));
        }
        ConsultCommand::Request(_)
        | ConsultCommand::Note(_)
        | ConsultCommand::Sign { .. }
        | ConsultCommand::Cancel { .. } => {}
    }
    lacks
}

/// What a decision lacks that names this event as its basis, when that is a consultation.
pub(super) fn cited(world: &World, standing: &Standing, basis: EventId) -> Vec<Lack> {
    let Some(view) = world.consultation(basis) else { return Vec::new() };
    let what = match view.concluded() {
        None => Lacking::Unconcluded(basis),
        Some(signed) if view.expired(standing.now) => Lacking::Expired(basis, signed.conclusion.valid_until),
        Some(_) => return Vec::new(),
    };
    world.guarded(Guard::InForce, standing.now).map(|rule| Lack { rule, what }).into_iter().collect()
}

/// While it is disputed where it stands, whatever follows from either side is in its turn.
fn turn(world: &World, standing: &Standing, view: &ConsultView<'_>, event: ConsultEvent) -> Vec<Lack> {
    use crate::domain::ConsultState;
    let disputed = match &view.step {
        Reckoning::Disputed(sides) => sides.iter().any(|made| event.in_turn(ConsultState::after(Some(&made.step)))),
        Reckoning::Unset | Reckoning::Agreed(_) => false,
    };
    if disputed || event.in_turn(view.state) {
        return Vec::new();
    }
    out_of_turn(world, standing, Stage::Consultation(view.state))
}

fn event(command: &ConsultCommand) -> ConsultEvent {
    match command {
        ConsultCommand::Note(note) => ConsultEvent::of_note(&note.what),
        ConsultCommand::Request(_) | ConsultCommand::Convene { .. } => ConsultEvent::Convene,
        ConsultCommand::Start { .. } => ConsultEvent::Start,
        ConsultCommand::Draft { .. } => ConsultEvent::Draft,
        ConsultCommand::Sign { .. } => ConsultEvent::Sign,
        ConsultCommand::Issue { .. } => ConsultEvent::Issue,
        ConsultCommand::Close { .. } => ConsultEvent::Close,
        ConsultCommand::Cancel { .. } => ConsultEvent::Cancel,
    }
}
