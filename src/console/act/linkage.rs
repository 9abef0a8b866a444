//! Help between cities at the keys: the next act on one key, the others in their order.

use super::{Action, Effect, Model, Pane, open, paper};
use crate::console::{AidForm, Board, FormKind, Row};
use crate::domain::{AidEvent, AidState, AidView, AidWant, EventId};
use crate::papers;
use crate::text::say::Say;

/// Whether an action is about help between cities.
pub(in crate::console) fn is(action: Action) -> bool {
    matches!(
        action,
        Action::DraftAid
            | Action::AidNext
            | Action::SendAid
            | Action::AcceptAid
            | Action::GrantAid
            | Action::RefuseAid
            | Action::WithdrawAid
            | Action::TellAid
            | Action::SettleAid
            | Action::ShareList
            | Action::ReadAid
    )
}

/// Opens the form that the action asks for.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::DraftAid => return draft(model),
        Action::ShareList => return open::form(model, FormKind::Aid(AidForm::Share)),
        _ => {}
    }
    let Some(view) = model.selected_aid() else {
        if action == Action::AidNext {
            return draft(model);
        }
        model.tell("先选一份支援请求", "select an aid request first");
        return Vec::new();
    };
    let id = view.id;
    if action == Action::ReadAid {
        return read(model, id);
    }
    let action = if action == Action::AidNext { model.aid_next(&view) } else { action };
    let form = match action {
        Action::SendAid => AidForm::Send(id),
        Action::AcceptAid => AidForm::Accept(id),
        Action::GrantAid => AidForm::Grant(id),
        Action::RefuseAid => AidForm::Refuse(id),
        Action::WithdrawAid => AidForm::Withdraw(id),
        Action::TellAid => AidForm::Tell(id),
        Action::SettleAid => AidForm::Settle(id),
        _ => return draft(model),
    };
    open::form(model, FormKind::Aid(form))
}

/// A new request for the selected incident; on the board of teams for the selected team of another city.
fn draft(model: &mut Model) -> Vec<Effect> {
    let incident = model.selected_incident();
    let team = match model.selected(model.board) {
        Some(Row::Team(code)) => Some(code.clone()),
        _ => None,
    };
    let foreign = team.filter(|code| {
        model.world.team_card(code).is_some_and(|team| model.area().is_some_and(|own| !own.covers(&team.area)))
    });
    open::aid(model, incident, foreign)
}

/// The request as the document that goes to the city that is asked.
fn read(model: &mut Model, id: EventId) -> Vec<Effect> {
    let say = Say { world: &model.world, lang: model.lang };
    let Some(view) = model.world.aid(id) else { return Vec::new() };
    let issuer = model.or_this_post(papers::issuer(&say, Some(&view.aid.from)));
    let document = papers::aid(&say, &view, &issuer, model.now);
    paper::read(model, document, format!("aid-{}", id.short()))
}

/// The act that ends what a request waits for, about that one.
pub(super) fn due(model: &mut Model, aid: EventId, wants: AidWant) -> Vec<Effect> {
    show(model, aid);
    match wants {
        AidWant::Release => perform(model, Action::TellAid),
        AidWant::Answer | AidWant::Limit => perform(model, Action::AidNext),
    }
}

/// Shows the board with this one selected, whatever was looked for there.
fn show(model: &mut Model, aid: EventId) {
    let row = Row::Aid(aid);
    if !model.select_row(Board::Linkage, &row) {
        model.lists.remove(&Board::Linkage);
        model.derive_list(Board::Linkage);
        model.select_row(Board::Linkage, &row);
    }
    (model.board, model.pane) = (Board::Linkage, Pane::Board);
}

impl Model {
    /// The selected request.
    pub fn selected_aid(&self) -> Option<AidView<'_>> {
        if let Some(Row::Aid(id)) = self.selected(Board::Linkage) { self.world.aid(*id) } else { None }
    }

    /// The one thing that the state of a request asks for.
    pub fn aid_next(&self, view: &AidView<'_>) -> Action {
        // Whoever was granted and has not left is sent off before those ahead are asked after.
        let waits = || view.units().into_iter().any(|unit| view.unit(unit).0 == AidState::Granted);
        match view.state {
            AidState::Draft => Action::SendAid,
            AidState::Sent => Action::AcceptAid,
            AidState::Accepted => Action::GrantAid,
            AidState::Returned if !waits() => Action::SettleAid,
            AidState::Settled | AidState::Refused | AidState::Withdrawn => Action::DraftAid,
            _ => Action::TellAid,
        }
    }

    /// Whether an act on the selected request is in its turn; out of it, it goes through with a reason.
    pub(in crate::console) fn aid_applies(&self, action: Action) -> bool {
        let event = match action {
            Action::DraftAid => return self.area().is_some(),
            Action::ShareList => return self.world.areas().next().is_some(),
            Action::AidNext => return true,
            Action::ReadAid => return self.selected_aid().is_some(),
            Action::TellAid => {
                return self
                    .selected_aid()
                    .is_some_and(|view| (AidState::Granted..=AidState::Returned).contains(&view.state));
            }
            Action::SendAid => AidEvent::Send,
            Action::AcceptAid => AidEvent::Accept,
            Action::GrantAid => AidEvent::Grant,
            Action::RefuseAid => AidEvent::Refuse,
            Action::WithdrawAid => AidEvent::Withdraw,
            _ => AidEvent::Settle,
        };
        self.selected_aid().is_some_and(|view| view.in_turn(event, None))
    }
}
