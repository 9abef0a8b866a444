//! 快速集结: the board, who can come, and what is told of the teams that were called up.

use super::{Action, Effect, Model, Pane, open};
use crate::console::{Board, FormKind, Mobilising, Row};
use crate::domain::{AssemblyEvent, AssemblyState, Due, EventId, Mobilisation, TeamCode};

/// Whether an action is about mobilised teams.
pub(in crate::console) fn is(action: Action) -> bool {
    matches!(
        action,
        Action::WhoCanCome
            | Action::AssemblyNext
            | Action::RollCall
            | Action::Depart
            | Action::OnTheWay
            | Action::ReachScene
            | Action::CheckIn
            | Action::GiveTask
            | Action::Divert
            | Action::SendHome
            | Action::Substitute
            | Action::OnDuty
            | Action::CloseMobilisation
    )
}

/// Shows the board, or opens the form that the action asks for.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::WhoCanCome => {
            let incident = model.selected_incident();
            return open::form_about(model, FormKind::Mobilise(Mobilising::New), incident);
        }
        Action::OnDuty => {
            let team = model.mobilised_team();
            return open::about_team(model, FormKind::Crew, team);
        }
        _ => {}
    }
    let Some(order) = model.mobilisation_meant() else {
        model.tell("先选一支集结中的队伍", "select a mobilised team first");
        return Vec::new();
    };
    let tell = |event| FormKind::Tell(order, event);
    match action {
        Action::RollCall => open::form(model, tell(AssemblyEvent::RollCall)),
        Action::Depart => open::form(model, tell(AssemblyEvent::Depart)),
        Action::OnTheWay => open::form(model, tell(AssemblyEvent::Slip)),
        Action::ReachScene => open::form(model, tell(AssemblyEvent::ReachScene)),
        Action::CheckIn => open::form(model, tell(AssemblyEvent::CheckIn)),
        Action::GiveTask => open::form(model, tell(AssemblyEvent::Task)),
        Action::SendHome => open::form(model, tell(AssemblyEvent::Release)),
        Action::Divert => open::form(model, FormKind::Mobilise(Mobilising::Divert(order))),
        Action::Substitute => open::form(model, FormKind::Mobilise(Mobilising::Instead(order))),
        Action::CloseMobilisation => open::form(model, FormKind::EndOrder(order)),
        _ => next(model, order),
    }
}

/// The one thing that the state asks for.
pub(super) fn next(model: &mut Model, order: EventId) -> Vec<Effect> {
    let event = model.world.mobilisation(order).and_then(|one| one.state.next());
    match event {
        Some(AssemblyEvent::Acknowledge) => {
            open::climb(model, Some(order));
            Vec::new()
        }
        Some(AssemblyEvent::Order) => open::form(model, FormKind::Mobilise(Mobilising::Warned(order))),
        Some(AssemblyEvent::Replace) => open::form(model, FormKind::Mobilise(Mobilising::Instead(order))),
        Some(AssemblyEvent::GoHome | AssemblyEvent::Return | AssemblyEvent::Rest | AssemblyEvent::Release) => {
            open::form(model, FormKind::Tell(order, AssemblyEvent::Release))
        }
        Some(event) => open::form(model, FormKind::Tell(order, event)),
        None => {
            model.tell("没有下一步", "nothing is left to do");
            Vec::new()
        }
    }
}

/// What ends a deadline of a mobilised team.
pub(super) fn due(model: &mut Model, what: &Due) -> Vec<Effect> {
    let Some(order) = what.mobilisation() else { return Vec::new() };
    let tell = |event| FormKind::Tell(order, event);
    match what {
        Due::Eta { .. } => open::form(model, tell(AssemblyEvent::Slip)),
        Due::AssignTask { .. } => open::form(model, tell(AssemblyEvent::Task)),
        Due::Rest { .. } => open::form(model, tell(AssemblyEvent::Release)),
        Due::Locate { .. } => {
            let team = model.world.mobilisation(order).map(|one| one.team.clone());
            open::about_team(model, FormKind::Position, team)
        }
        // It may not even have left.
        _ => next(model, order),
    }
}

impl Model {
    /// The mobilisation that an act means: the deadline's in hand, else the selected one, on the board of teams that of
    /// the selected team.
    pub(in crate::console) fn mobilisation_meant(&self) -> Option<EventId> {
        let in_hand = self.selected_deadline().filter(|_| self.pane == Pane::Rail);
        if let Some(order) = in_hand.and_then(|due| due.what.mobilisation()) {
            return Some(order);
        }
        match self.selected(self.board) {
            Some(Row::Mobilisation(order)) => Some(*order),
            Some(Row::Team(team)) => self.world.mobilisations().find(|one| one.team == team).map(|one| one.id),
            Some(Row::Order(order)) => self.world.mobilisation(*order).map(|one| one.id),
            _ => None,
        }
    }

    /// The selected mobilisation.
    pub fn selected_mobilisation(&self) -> Option<Mobilisation<'_>> {
        if let Some(Row::Mobilisation(order)) = self.selected(Board::Assembly) {
            self.world.mobilisation(*order)
        } else {
            None
        }
    }

    fn mobilised_team(&self) -> Option<TeamCode> {
        match self.selected(self.board) {
            Some(Row::Team(team)) => Some(team.clone()),
            _ => self.mobilisation_meant().and_then(|order| Some(self.world.mobilisation(order)?.team.clone())),
        }
    }

    /// Whether an act on the mobilisation that is meant makes sense now; out of its turn it goes through with a reason.
    pub(in crate::console) fn assembly_applies(&self, action: Action) -> bool {
        let one = || self.mobilisation_meant().and_then(|order| self.world.mobilisation(order));
        let state = || one().map(|one| one.state);
        match action {
            Action::WhoCanCome | Action::OnDuty => self.world.places().next().is_some(),
            Action::AssemblyNext => state().is_some_and(|state| state.next().is_some()),
            Action::CloseMobilisation => state().is_some_and(|state| state < AssemblyState::Released),
            Action::Substitute => {
                state().is_some_and(|state| matches!(state, AssemblyState::Ordered | AssemblyState::Declined))
            }
            Action::SendHome => {
                state().is_some_and(|state| (AssemblyState::Staged..AssemblyState::Ready).contains(&state))
            }
            _ => state().is_some_and(|state| state.after(event_of(action)).is_some()),
        }
    }
}

fn event_of(action: Action) -> AssemblyEvent {
    match action {
        Action::RollCall => AssemblyEvent::RollCall,
        Action::Depart => AssemblyEvent::Depart,
        Action::OnTheWay => AssemblyEvent::Slip,
        Action::ReachScene => AssemblyEvent::ReachScene,
        Action::CheckIn => AssemblyEvent::CheckIn,
        Action::GiveTask => AssemblyEvent::Task,
        Action::Divert => AssemblyEvent::Divert,
        _ => AssemblyEvent::Release,
    }
}
