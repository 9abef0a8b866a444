//! Tasks of a scene: how far each is.

use std::collections::BTreeSet;

use super::SceneView;
use crate::clock::At;
use crate::domain::{
    AssemblyState, EventId, OrderView, Outcome, Reckoning, Rung, SceneNoted, SceneTask, TeamCode, TeamStatus, World,
};

/// A task as the boards show it.
#[derive(Clone, Debug)]
pub struct TaskView<'a> {
    /// The note that assigned it.
    pub id: EventId,
    /// When.
    pub at: At,
    /// What.
    pub task: &'a SceneTask,
    /// Its order, while that is at hand.
    pub order: Option<OrderView<'a>>,
    /// When it was acknowledged.
    pub acknowledged: Option<At>,
    /// When something was last heard of it: an acknowledgement, progress, what blocks it.
    pub heard: Option<(EventId, At)>,
    /// What blocks it, when nothing else was said since.
    pub blocked: Option<&'a str>,
    /// Since when those who are at it are at it.
    pub since: (EventId, At),
    /// When it was said to be done.
    pub done: Option<At>,
}

impl TaskView<'_> {
    /// Whether nothing more is to come of it: done, or its order is over by another end.
    pub fn closed(&self) -> bool {
        self.done.is_some() || self.order.as_ref().is_none_or(|order| order.outcome != Reckoning::Unset)
    }

    /// Whether its team refused it.
    pub fn refused(&self) -> bool {
        let outcome = self.order.as_ref().map(|order| &order.outcome);
        matches!(outcome, Some(Reckoning::Agreed(Outcome::Refused(_))))
    }
}

impl<'a> SceneView<'a> {
    /// The tasks, in the order in which they were assigned.
    pub fn tasks(&self, world: &'a World) -> Vec<TaskView<'a>> {
        let mut list: Vec<TaskView<'a>> = Vec::new();
        for (id, said) in &self.notes {
            let at = said.what.at;
            let (of, text) = match &said.what.what {
                SceneNoted::Task(task) => {
                    let order = world.order_numbered(task.number, said.post);
                    let acknowledged = order.as_ref().and_then(|order| order.reached(Rung::Acknowledged));
                    let heard = acknowledged.map(|at| (*id, at));
                    let since = (*id, acknowledged.unwrap_or(at));
                    let (blocked, done) = (None, None);
                    list.push(TaskView { id: *id, at, task, order, acknowledged, heard, blocked, since, done });
                    continue;
                }
                SceneNoted::Progress { task, .. }
                | SceneNoted::Done { task, .. }
                | SceneNoted::Relieved { task, .. } => (task, None),
                SceneNoted::Blocked { task, text } => (task, Some(text.as_str())),
                _ => continue,
            };
            let Some(view) = list.iter_mut().find(|view| view.id == *of) else { continue };
            view.heard = view.heard.filter(|(_, heard)| *heard > at).or(Some((*id, at)));
            match &said.what.what {
                SceneNoted::Done { .. } => view.done = view.done.or(Some(at)),
                SceneNoted::Relieved { .. } => view.since = (*id, at),
                _ => view.blocked = text,
            }
        }
        list
    }

    /// The tasks of which something is still to come.
    pub fn open_tasks(&self, world: &'a World) -> Vec<TaskView<'a>> {
        self.tasks(world).into_iter().filter(|task| !task.closed()).collect()
    }
}

impl World {
    /// Whether a team has checked in for an incident: by its mobilisation, or, where none runs, by its status.
    pub fn checked_in(&self, team: &TeamCode, incident: EventId) -> bool {
        let mut mobilised = false;
        for one in self.bookings(team).filter_map(|id| self.mobilisation(id)).filter(|one| !one.is_pre_alert()) {
            mobilised = true;
            let here = one.order.incident.is_none_or(|of| self.concerns(Some(of), incident));
            if here && matches!(one.state, AssemblyState::Staged | AssemblyState::Tasked) {
                return true;
            }
        }
        let status = self.team(team).and_then(|view| view.status.first());
        !mobilised && matches!(status, Some(TeamStatus::Staged | TeamStatus::Working))
    }

    /// Teams that are on the scene of an incident by their mobilisation and have not been released.
    pub fn teams_on_scene(&self, incident: EventId) -> Vec<&TeamCode> {
        let there = [AssemblyState::Arrived, AssemblyState::Staged, AssemblyState::Tasked];
        let here = self.mobilisations().filter(|one| there.contains(&one.state));
        let mut teams: Vec<&TeamCode> =
            here.filter(|one| self.concerns(one.order.incident, incident)).map(|one| one.team).collect();
        teams.sort();
        teams.dedup();
        teams
    }

    /// Orders by which open scenes give their tasks: they have a time of their own to be acknowledged, and are asked after
    /// by the scene.
    pub(in crate::domain::world) fn tasked_orders(&self) -> BTreeSet<EventId> {
        self.orders_tasked_on(self.open_scenes.iter())
    }

    /// The same of every scene, closed or not: for whoever looks back.
    pub fn orders_of_tasks(&self) -> BTreeSet<EventId> {
        self.orders_tasked_on(self.scene_notes.keys())
    }

    fn orders_tasked_on<'a>(&self, incidents: impl Iterator<Item = &'a EventId>) -> BTreeSet<EventId> {
        let mut orders = BTreeSet::new();
        for incident in incidents {
            let ledger = self.scene_notes.get(incident).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
            for (_, said) in ledger {
                if let SceneNoted::Task(task) = &said.what.what {
                    orders.extend(self.order_id_numbered(task.number, said.post));
                }
            }
        }
        orders
    }
}
