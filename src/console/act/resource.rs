//! Resources at the keys: the next act on one key, the others in their order.

use super::{Action, Effect, Model, Pane, open};
use crate::console::{Board, FormKind, ResourceForm, Row};
use crate::domain::{
    EventId, ListCode, ListKind, RequisitionState, ResourceNote, ResourceWant, Said, StockEvent, StockState,
};

/// Whether an action is about a resource.
pub(super) fn is(action: Action) -> bool {
    matches!(
        action,
        Action::NewResource
            | Action::ResourceNext
            | Action::StockIn
            | Action::ReserveStock
            | Action::IssueStock
            | Action::SendStock
            | Action::ReceiveStock
            | Action::ReturnStock
            | Action::WriteOffStock
            | Action::FreeStock
            | Action::Requisition
            | Action::Compensate
            | Action::ShelterWord
    )
}

/// Carries the action out on the selected resource.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let row = model.selected(Board::Resources).cloned();
    let action = match action {
        Action::ResourceNext => model.resource_next(row.as_ref()),
        // Where no material is listed there is nothing but what is requisitioned.
        Action::NewResource if model.world.listed(ListKind::Material).next().is_none() => Action::Requisition,
        other => other,
    };
    match form(action, row) {
        Some(ResourceForm::Take) => {
            let incident = model.selected_incident();
            open::form_about(model, FormKind::Resource(ResourceForm::Take), incident)
        }
        Some(form) => open::form(model, FormKind::Resource(form)),
        None => {
            model.tell("先选调运的物资或征用的东西", "select something sent or requisitioned first");
            Vec::new()
        }
    }
}

/// The form of an act on a row; none when the act wants another row.
fn form(action: Action, row: Option<Row>) -> Option<ResourceForm> {
    let material = match &row {
        Some(Row::Material(code) | Row::Consignment(code, _)) => Some(code.clone()),
        _ => None,
    };
    let store = |event| Some(ResourceForm::Store(event, material.clone()));
    let sent = |event| match &row {
        Some(Row::Consignment(code, id)) => Some(ResourceForm::Consignment(event, code.clone(), *id)),
        _ => None,
    };
    match action {
        Action::StockIn => store(StockEvent::Stock),
        Action::ReserveStock => store(StockEvent::Reserve),
        Action::NewResource => store(StockEvent::Issue),
        Action::IssueStock => sent(StockEvent::Issue).or_else(|| store(StockEvent::Issue)),
        Action::SendStock => sent(StockEvent::Send),
        Action::ReceiveStock => sent(StockEvent::Receive),
        Action::FreeStock => sent(StockEvent::Free),
        Action::WriteOffStock => sent(StockEvent::WriteOff).or_else(|| store(StockEvent::WriteOff)),
        Action::ReturnStock => match row {
            Some(Row::Requisition(id)) => Some(ResourceForm::GiveBack(id)),
            _ => sent(StockEvent::Return),
        },
        Action::Compensate => match row {
            Some(Row::Requisition(id)) => Some(ResourceForm::Compensate(id)),
            _ => None,
        },
        Action::ShelterWord => Some(ResourceForm::Shelter(match row {
            Some(Row::Shelter(code)) => Some(code),
            _ => None,
        })),
        _ => Some(ResourceForm::Take),
    }
}

/// The act that ends what a resource waits for, about that one.
pub(super) fn due(model: &mut Model, entry: EventId, wants: &ResourceWant) -> Vec<Effect> {
    let row = match wants {
        ResourceWant::Issue | ResourceWant::Sign => {
            model.world.consignment_named(entry).map(|(code, id)| Row::Consignment(code.clone(), id))
        }
        ResourceWant::GiveBack | ResourceWant::Compensate => Some(Row::Requisition(entry)),
        ResourceWant::Certify(code) | ResourceWant::Supply(code) => Some(Row::Shelter(code.clone())),
    };
    let Some(row) = row else { return Vec::new() };
    show(model, &row);
    perform(
        model,
        match wants {
            ResourceWant::Issue => Action::IssueStock,
            ResourceWant::Sign => Action::ReceiveStock,
            ResourceWant::GiveBack => Action::ReturnStock,
            ResourceWant::Compensate => Action::Compensate,
            ResourceWant::Certify(_) | ResourceWant::Supply(_) => Action::ShelterWord,
        },
    )
}

/// Shows the board with this one selected, whatever was looked for there.
fn show(model: &mut Model, row: &Row) {
    if !model.select_row(Board::Resources, row) {
        model.lists.remove(&Board::Resources);
        model.derive_list(Board::Resources);
        model.select_row(Board::Resources, row);
    }
    (model.board, model.pane) = (Board::Resources, Pane::Board);
}

impl Model {
    /// The one thing that a row of the board of resources asks for.
    pub fn resource_next(&self, row: Option<&Row>) -> Action {
        match row {
            Some(Row::Consignment(code, id)) => self.consignment_next(code, *id),
            Some(Row::Requisition(id)) => match self.world.requisition(*id).map(|view| view.state) {
                Some(RequisitionState::GivenBack) => Action::Compensate,
                Some(RequisitionState::Held | RequisitionState::Compensated) => Action::ReturnStock,
                _ => Action::Requisition,
            },
            Some(Row::Shelter(_)) => Action::ShelterWord,
            Some(Row::Material(_)) => Action::NewResource,
            _ => Action::Requisition,
        }
    }

    /// What stands in the ledger of a row of the board of resources, the newest entry first; nothing of any other row.
    pub fn resource_ledger(&self, row: &Row) -> Vec<(EventId, &Said<ResourceNote>)> {
        let world = &self.world;
        let mut ledger = match row {
            Row::Material(code) => world.stock_entries(code),
            Row::Consignment(code, id) => world.consignment(code, *id).map(|one| one.entries).unwrap_or_default(),
            Row::Requisition(id) => world.requisition_entries(*id),
            Row::Shelter(code) => world.shelter_words(code).into_iter().map(|(id, said, _)| (id, said)).collect(),
            _ => Vec::new(),
        };
        ledger.sort_by_key(|(id, said)| std::cmp::Reverse((said.what.at, said.recorded, *id)));
        ledger
    }

    fn consignment_next(&self, code: &ListCode, id: EventId) -> Action {
        match self.world.consignment(code, id).map(|one| one.state(self.now)) {
            Some(StockState::Reserved | StockState::Lapsed) => Action::IssueStock,
            Some(StockState::Issued) => Action::SendStock,
            Some(StockState::InTransit) => Action::ReceiveStock,
            Some(StockState::Received) => Action::ReturnStock,
            _ => Action::NewResource,
        }
    }
}
