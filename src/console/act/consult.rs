//! Consultations at the keys: the next act on one key, the others in their order, and what is read.

use super::{Action, Ask, Effect, Model, Overlay, Pane, Then, open, paper, record};
use crate::console::{Board, ConsultForm, FormKind, Row};
use crate::domain::{
    AreaCode, Command, ConsultCommand, ConsultState, ConsultStep, ConsultView, ConsultWant, EventId, Reckoning, Rung,
};
use crate::papers;
use crate::text::say::Say;
use crate::text::words::fill;

/// Whether an action is about a consultation.
pub(in crate::console) fn is(action: Action) -> bool {
    matches!(
        action,
        Action::RequestConsult
            | Action::ConsultNext
            | Action::ConveneConsult
            | Action::Attend
            | Action::StartConsult
            | Action::Present
            | Action::GiveOpinion
            | Action::ProposeAction
            | Action::DraftConclusion
            | Action::SignConclusion
            | Action::IssueActions
            | Action::CloseConsult
            | Action::CancelConsult
            | Action::ReadMinutes
            | Action::ReadPack
    )
}

/// Carries the action out on the selected consultation.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::RequestConsult {
        return request(model);
    }
    let Some(view) = model.selected_consult() else {
        if action == Action::ConsultNext {
            return request(model);
        }
        model.tell("先选一次会商", "select a consultation first");
        return Vec::new();
    };
    let id = view.id;
    let form = |form: ConsultForm| FormKind::Consult(form);
    let kind = match action {
        Action::ConsultNext => return next(model, id),
        Action::ConveneConsult => form(ConsultForm::Convene(id)),
        Action::Attend => form(ConsultForm::Attend(id)),
        Action::StartConsult => form(ConsultForm::Start(id)),
        Action::Present => form(ConsultForm::Present(id)),
        Action::GiveOpinion => form(ConsultForm::Opinion(id)),
        Action::ProposeAction => form(ConsultForm::Action(id)),
        Action::DraftConclusion => form(ConsultForm::Draft(id)),
        Action::SignConclusion => form(ConsultForm::Sign(id)),
        Action::CancelConsult => form(ConsultForm::Cancel(id)),
        Action::IssueActions => return issue(model, id),
        Action::CloseConsult => {
            let command = Command::Consult(ConsultCommand::Close { consult: id });
            return record::carry_out(model, command, None).unwrap_or_default();
        }
        Action::ReadPack => return read_pack(model, id),
        _ => return read_minutes(model, id),
    };
    open::form(model, kind)
}

fn request(model: &mut Model) -> Vec<Effect> {
    let incident = model.selected_incident();
    open::form_about(model, FormKind::Consult(ConsultForm::Request), incident)
}

/// The one thing that its state asks for.
fn next(model: &mut Model, id: EventId) -> Vec<Effect> {
    let Some(view) = model.world.consultation(id) else { return Vec::new() };
    let action = model.consult_next(&view);
    let order = model.consult_order(&view);
    match (action, order) {
        (Action::AckOnBehalf, Some(order)) => {
            open::climb(model, Some(order));
            Vec::new()
        }
        (Action::EndOrder, Some(order)) => open::form(model, FormKind::EndOrder(order)),
        (Action::Call, _) => super::on_board(model, Action::Call),
        (action, _) => perform(model, action),
    }
}

/// Sending out asks first: orders go to many at once.
fn issue(model: &mut Model, id: EventId) -> Vec<Effect> {
    let Some(view) = model.world.consultation(id) else { return Vec::new() };
    let waiting = view.actions(&model.world).iter().filter(|action| action.number.is_none()).count();
    if waiting == 0 {
        model.tell("没有待下达的议定事项", "no action waits to go out");
        return Vec::new();
    }
    let text = fill(model.lang.pick("下达{0}件议定事项?", "Issue {0} actions as orders?"), &[&waiting]);
    let command = Command::Consult(ConsultCommand::Issue { consult: id });
    model.overlays.push(Overlay::Ask(Ask { text, yes: false, then: Then::Do(Box::new(command)), change: None }));
    Vec::new()
}

fn read_minutes(model: &mut Model, id: EventId) -> Vec<Effect> {
    let say = Say { world: &model.world, lang: model.lang };
    let Some(view) = model.world.consultation(id) else { return Vec::new() };
    let issuer = model.or_this_post(papers::issuer(&say, Some(&view.consult.area)));
    let document = papers::minutes(&say, &view, &issuer, model.now);
    paper::read(model, document, format!("minutes-{}", id.short()))
}

/// What is shown when it begins; of one that began, the boards go back to that moment first, where the same key reads it.
fn read_pack(model: &mut Model, id: EventId) -> Vec<Effect> {
    let Some(view) = model.world.consultation(id) else { return Vec::new() };
    let began = |step: &ConsultStep| matches!(step, ConsultStep::Started(_));
    let recorded = view.moves.iter().rev().find(|(_, made, _)| began(&made.step)).map(|(.., recorded)| *recorded);
    if let Some(at) = recorded.filter(|_| !model.is_past) {
        model.tell(
            "回到会商开始时所知, 同一键看态势包",
            "back to what was known at its start: the same key reads the pack",
        );
        return vec![Effect::Rewind(crate::console::Moment::At(at))];
    }
    let say = Say { world: &model.world, lang: model.lang };
    let issuer = model.or_this_post(papers::issuer(&say, Some(&view.consult.area)));
    let document = papers::pack(&say, &model.world.situation(&view), &issuer);
    paper::read(model, document, format!("pack-{}", id.short()))
}

/// The act that ends what a consultation waits for, about that one.
pub(super) fn due(model: &mut Model, consult: EventId, wants: ConsultWant) -> Vec<Effect> {
    if wants == ConsultWant::Call {
        return super::on_board(model, Action::Call);
    }
    show(model, consult);
    match wants {
        ConsultWant::Accept => perform(model, Action::ConveneConsult),
        ConsultWant::Start => perform(model, Action::StartConsult),
        ConsultWant::Draft => perform(model, Action::DraftConclusion),
        ConsultWant::Call | ConsultWant::Renew => request(model),
    }
}

/// The consultation that a jurisdiction is asked for: the one that was asked for goes on, else one is asked for.
pub(super) fn ask(model: &mut Model, area: &AreaCode) -> Vec<Effect> {
    let asked = |view: &ConsultView<'_>| view.consult.area == *area && view.state == ConsultState::Requested;
    let requested = model.world.open_consultations().find(asked).map(|view| view.id);
    match requested {
        Some(consult) => due(model, consult, ConsultWant::Accept),
        None => super::on_board(model, Action::RequestConsult),
    }
}

/// Shows the board with this one selected, whatever was looked for there.
fn show(model: &mut Model, consult: EventId) {
    let row = Row::Consult(consult);
    if !model.select_row(Board::Consultation, &row) {
        model.lists.remove(&Board::Consultation);
        model.derive_list(Board::Consultation);
        model.select_row(Board::Consultation, &row);
    }
    (model.board, model.pane) = (Board::Consultation, Pane::Board);
}

impl Model {
    /// The selected consultation.
    pub fn selected_consult(&self) -> Option<ConsultView<'_>> {
        if let Some(Row::Consult(id)) = self.selected(Board::Consultation) {
            self.world.consultation(*id)
        } else {
            None
        }
    }

    /// The one thing that the state of a consultation asks for.
    pub fn consult_next(&self, view: &ConsultView<'_>) -> Action {
        match view.state {
            ConsultState::Requested => Action::ConveneConsult,
            ConsultState::Convening => {
                let quorum = view.convened().map_or(0, |(_, convening)| usize::from(convening.quorum));
                if !self.world.members_to_call(view, self.now).is_empty() {
                    Action::Call
                } else if view.present() < quorum && !view.awaited().is_empty() {
                    Action::Attend
                } else {
                    Action::StartConsult
                }
            }
            ConsultState::Running if !view.opinions_missing().is_empty() => Action::GiveOpinion,
            ConsultState::Running => Action::DraftConclusion,
            ConsultState::ToSign => Action::SignConclusion,
            ConsultState::Concluded | ConsultState::Issued => self.next_of_actions(view),
            ConsultState::Closed | ConsultState::Cancelled => Action::RequestConsult,
        }
    }

    fn next_of_actions(&self, view: &ConsultView<'_>) -> Action {
        let actions = view.actions(&self.world);
        let waits = actions.iter().any(|action| action.number.is_none());
        match (actions.is_empty(), waits) {
            (true, _) => Action::ProposeAction,
            (false, true) => Action::IssueActions,
            (false, false) if actions.iter().all(crate::domain::ActionView::closed) => Action::CloseConsult,
            (false, false) if self.unanswered_action(view).is_some() => Action::AckOnBehalf,
            (false, false) => Action::EndOrder,
        }
    }

    fn unanswered_action(&self, view: &ConsultView<'_>) -> Option<EventId> {
        let orders = view.actions(&self.world).into_iter().filter_map(|action| action.order);
        let mut open = orders.filter(|order| order.outcome == Reckoning::Unset);
        open.find(|order| order.height < Some(Rung::Acknowledged)).map(|order| order.id)
    }

    /// The order of an action that is waited for: the first that nobody acknowledged, else the first that is open.
    pub(in crate::console) fn consult_order(&self, view: &ConsultView<'_>) -> Option<EventId> {
        let open = || {
            let mut orders = view.actions(&self.world).into_iter().filter_map(|action| action.order);
            orders.find(|order| order.outcome == Reckoning::Unset).map(|order| order.id)
        };
        self.unanswered_action(view).or_else(open)
    }
}
