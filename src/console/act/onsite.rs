//! Scenes at the keys: the next act on one key, the others in their order.

use super::{Action, Effect, Model, Overlay, Pane, open, record};
use crate::console::{Board, FormKind, OnsiteForm, Row};
use crate::domain::{
    Command, Due, EventId, Means, Posture, Reckoning, SceneCommand, SceneNote, SceneNoted, SceneState, SceneView,
    SceneWant,
};

/// The form that an action opens.
fn form_of(action: Action) -> Option<OnsiteForm> {
    Some(match action {
        Action::OnsiteSizeUp => OnsiteForm::SizeUp,
        Action::OnsiteCommand => OnsiteForm::Command,
        Action::OnsiteZone => OnsiteForm::Zone,
        Action::OnsitePost => OnsiteForm::Post,
        Action::OnsitePlan => OnsiteForm::Plan,
        Action::OnsiteTask => OnsiteForm::Task,
        Action::OnsiteProgress => OnsiteForm::Progress,
        Action::OnsiteInOut => OnsiteForm::InOut,
        Action::OnsiteCount => OnsiteForm::Count,
        Action::OnsiteReading => OnsiteForm::Reading,
        Action::OnsiteCasualty => OnsiteForm::Casualty,
        Action::OnsiteRequest => OnsiteForm::Request,
        Action::OnsiteSearch => OnsiteForm::Search,
        Action::OnsiteEvidence => OnsiteForm::Evidence,
        Action::OnsiteReEnter => OnsiteForm::ReEnter,
        Action::OnsiteStable => OnsiteForm::Stable,
        Action::OnsiteGiveOver => OnsiteForm::GiveOver,
        Action::OnsiteClose => OnsiteForm::Close,
        _ => return None,
    })
}

/// Whether an action is about the selected scene.
pub(in crate::console) fn is(action: Action) -> bool {
    matches!(action, Action::OnsiteNext | Action::OnsiteCountAll) || form_of(action).is_some()
}

/// The act that ends what a scene waits for.
pub(in crate::console) fn act_for(wants: SceneWant) -> Action {
    match wants {
        SceneWant::SizeUp => Action::OnsiteSizeUp,
        SceneWant::Post => Action::OnsitePost,
        SceneWant::Plan => Action::OnsitePlan,
        SceneWant::Progress | SceneWant::Relief => Action::OnsiteProgress,
        SceneWant::Count | SceneWant::CountBack => Action::OnsiteCount,
        SceneWant::Answer => Action::OnsiteRequest,
        SceneWant::Hazard => Action::Withdraw,
    }
}

/// Carries the action out on the selected scene.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::OnsiteArrive {
        return arrive(model);
    }
    // On its own board the selected scene is meant; elsewhere that of the incident in hand.
    let selected = model.selected_scene().map(|view| view.incident);
    let Some(incident) = selected.filter(|_| model.board == Board::Onsite).or_else(|| in_hand(model)).or(selected)
    else {
        if action == Action::OnsiteNext {
            return arrive(model);
        }
        model.tell("先选一个现场", "select a scene first");
        return Vec::new();
    };
    if action == Action::OnsiteCountAll {
        let (why, by, means, at) = (String::new(), String::new(), Means::Console, model.now);
        let note = SceneNote { incident, what: SceneNoted::CountCalled { why }, by, means, at };
        return record::carry_out(model, Command::Scene(SceneCommand::Note(note)), None).unwrap_or_default();
    }
    match form_of(action) {
        Some(form) => open::form(model, FormKind::Onsite(incident, form)),
        None => next(model, incident),
    }
}

fn in_hand(model: &Model) -> Option<EventId> {
    model.selected_incident().filter(|id| model.world.scene(*id).is_some())
}

/// Somebody is on the scene of an incident: the one in hand, or the only one there is.
fn arrive(model: &mut Model) -> Vec<Effect> {
    let mut open_ones = model.world.incidents().into_iter().map(|(id, _)| id);
    let fresh = |id: &EventId| model.world.scene(*id).is_none_or(|view| view.state == SceneState::Unopened);
    let incident = model.selected_incident().filter(fresh).or_else(|| open_ones.find(fresh));
    // Where every incident has its scene, or none is known, somebody is on one that nobody wrote down yet.
    let kind = incident.map_or(FormKind::NewIncident, |incident| FormKind::Onsite(incident, OnsiteForm::Arrive));
    open::form(model, kind)
}

/// The one thing that its state asks for.
fn next(model: &mut Model, incident: EventId) -> Vec<Effect> {
    let Some(view) = model.world.scene(incident) else { return Vec::new() };
    let Some(action) = model.onsite_next(&view) else {
        model.tell("没有下一步", "nothing is left to do");
        return Vec::new();
    };
    match action {
        Action::OnsiteArrive => open::form(model, FormKind::Onsite(incident, OnsiteForm::Arrive)),
        action if is(action) => perform(model, action),
        Action::AckOnBehalf => {
            let order = model.task_unanswered(incident);
            open::climb(model, order);
            Vec::new()
        }
        // A stable scene leads out of wartime.
        Action::Posture => open::posture(model, Some(Posture::Stabilising)),
        action => super::on_board(model, action),
    }
}

/// The act that ends what a scene waits for, about that one.
pub(super) fn due(model: &mut Model, incident: EventId, about: EventId, wants: SceneWant) -> Vec<Effect> {
    show(model, incident);
    let due = Due::Scene { incident, about, wants };
    let effects = match act_for(wants) {
        action if is(action) => perform(model, action),
        action => super::on_board(model, action),
    };
    let task = model.world.scene(incident).and_then(|view| crate::console::form::task_due(&view, model, &due));
    if let Some(task) = task
        && let Some(Overlay::Form(form)) = model.overlays.last_mut()
    {
        crate::console::form::pick_task(form, task);
    }
    effects
}

/// Shows the board with this one selected, whatever was looked for there.
fn show(model: &mut Model, incident: EventId) {
    let row = Row::Onsite(incident);
    if !model.select_row(Board::Onsite, &row) {
        model.lists.remove(&Board::Onsite);
        model.derive_list(Board::Onsite);
        model.select_row(Board::Onsite, &row);
    }
    (model.board, model.pane) = (Board::Onsite, Pane::Board);
}

impl Model {
    /// The selected scene.
    pub fn selected_scene(&self) -> Option<SceneView<'_>> {
        if let Some(Row::Onsite(id)) = self.selected(Board::Onsite) { self.world.scene(*id) } else { None }
    }

    /// The one thing that the state of a scene asks for; none when it is closed and everybody is out.
    pub fn onsite_next(&self, view: &SceneView<'_>) -> Option<Action> {
        let over = view.state == SceneState::Closed && !view.anybody_in();
        (!over).then(|| self.next_of_scene(view))
    }

    fn next_of_scene(&self, view: &SceneView<'_>) -> Action {
        let late = |wants: SceneWant| {
            let own = |due: &Due| matches!(due, Due::Scene { incident, wants: of, .. } if (*incident, *of) == (view.incident, wants));
            self.rail().iter().any(|deadline| own(&deadline.what) && deadline.late(self.now))
        };
        // Lives first: who was called back, what endangers those who are in, who was not counted. Command passes after.
        match view.state {
            SceneState::Withdrawn => return self.next_of_withdrawal(view),
            _ if late(SceneWant::Hazard) => return Action::Withdraw,
            _ if late(SceneWant::Count) || late(SceneWant::CountBack) => return Action::OnsiteCount,
            _ if view.offered().is_some() => return Action::OnsiteCommand,
            _ => {}
        }
        match view.state {
            SceneState::Closed => Action::OnsiteInOut,
            SceneState::Unopened => Action::OnsiteArrive,
            SceneState::Initial if view.sized_up().is_none() => Action::OnsiteSizeUp,
            SceneState::Initial if view.commander == Reckoning::Unset => Action::OnsiteCommand,
            SceneState::Initial if view.zones().is_empty() => Action::OnsiteZone,
            SceneState::Initial => Action::OnsitePost,
            SceneState::Running => Action::OnsitePlan,
            SceneState::Withdrawn => Action::OnsiteReEnter,
            SceneState::Period(_) if late(SceneWant::Plan) => Action::OnsitePlan,
            SceneState::Period(_) => self.next_of_tasks(view),
            SceneState::Stable => {
                let area = self.world.incident(view.incident).map(|incident| incident.area.clone());
                let posture = area.map(|area| self.world.posture_now(&area)).unwrap_or_default();
                if matches!(posture, Posture::War | Posture::Expanded) {
                    Action::Posture
                } else if view.evidence().iter().any(|evidence| !evidence.protected()) {
                    Action::OnsiteEvidence
                } else {
                    Action::OnsiteGiveOver
                }
            }
            SceneState::HandedOver if view.crews().iter().any(|crew| crew.present() > 0) => Action::OnsiteInOut,
            SceneState::HandedOver => Action::OnsiteClose,
        }
    }

    /// Everybody is counted before anybody goes in again.
    fn next_of_withdrawal(&self, view: &SceneView<'_>) -> Action {
        let rules = self.world.rules();
        let heads = view.heads(&rules, self.now);
        let called = view.withdrawn.map_or(self.now, |(_, at)| at);
        let uncounted = view.crews().iter().any(|crew| crew.present() > 0 && crew.last.1 < called);
        if heads.unaccounted > 0 || uncounted {
            Action::OnsiteCount
        } else if self.withdrawn_order_of(Some(view.incident)).is_some() {
            Action::CountHeads
        } else {
            Action::OnsiteReEnter
        }
    }

    fn next_of_tasks(&self, view: &SceneView<'_>) -> Action {
        let tasks = view.tasks(&self.world);
        if tasks.is_empty() {
            Action::OnsiteTask
        } else if self.task_unanswered(view.incident).is_some() {
            Action::AckOnBehalf
        } else if tasks.iter().any(|task| !task.closed()) {
            Action::OnsiteProgress
        } else {
            Action::OnsiteStable
        }
    }

    /// The order of the first task that nobody acknowledged.
    fn task_unanswered(&self, incident: EventId) -> Option<EventId> {
        let view = self.world.scene(incident)?;
        let tasks = view.open_tasks(&self.world);
        let first = tasks.iter().find(|task| task.acknowledged.is_none())?;
        first.order.as_ref().map(|order| order.id)
    }
}
