//! Tasks of a scene: how far each is.

use std::collections::BTreeSet;

use super::super::Said;
use super::SceneView;
use crate::clock::At;
use crate::domain::{
    Aspect, AssemblyState, EventId, OrderView, Outcome, Reckoning, Rung, SceneNote, SceneNoted, SceneTask, TeamCode,
    TeamStatus, Value, World,
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
        let given = self.notes.iter().filter_map(|(id, said)| {
            let (SceneNoted::Task(task), at) = (&said.what.what, said.what.at) else { return None };
            let order = world.order_numbered(task.number, said.post);
            let acknowledged = order.as_ref().and_then(|order| order.reached(Rung::Acknowledged));
            let heard = acknowledged.map(|at| (*id, at));
            let since = (*id, acknowledged.unwrap_or(at));
            let (blocked, done) = (None, None);
            Some(TaskView { id: *id, at, task, order, acknowledged, heard, blocked, since, done })
        });
        let mut list: Vec<TaskView<'a>> = given.collect();
        // By what it names, whatever the clock of whoever told it said.
        for (id, said) in &self.notes {
            let (of, text) = match &said.what.what {
                SceneNoted::Progress { task, .. }
                | SceneNoted::Done { task, .. }
                | SceneNoted::Relieved { task, .. } => (task, None),
                SceneNoted::Blocked { task, text } => (task, Some(text.as_str())),
                _ => continue,
            };
            let Some(view) = list.iter_mut().find(|view| view.id == *of) else { continue };
            let at = said.what.at;
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
        // Who is out of contact was there before.
        let lost = status.filter(|status| *status == TeamStatus::LostContact).and(self.status_before_loss(team));
        !mobilised && lost.or(status).is_some_and(has_checked_in)
    }

    /// Teams that are on the scene of an incident and have not been released: by their mobilisation, or, where none runs, by
    /// their status, when they are assigned there or the scene's ledger knows them.
    pub fn teams_on_scene(&self, incident: EventId) -> Vec<&TeamCode> {
        let there = [AssemblyState::Arrived, AssemblyState::Staged, AssemblyState::Tasked];
        let merges = self.merges();
        let kept = merges.kept(incident);
        let here = |of: Option<EventId>| of.is_some_and(|of| merges.kept(of) == kept);
        let mobilised: Vec<_> = self.mobilisations().filter(|one| !one.is_pre_alert()).collect();
        let arrived = mobilised.iter().filter(|one| there.contains(&one.state) && here(one.order.incident));
        let mut teams: Vec<&TeamCode> = arrived.map(|one| one.team).collect();
        let mut known: BTreeSet<&TeamCode> = BTreeSet::new();
        for id in merges.whole(kept) {
            let ledger = self.scene_notes.get(&id).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
            known.extend(ledger.filter_map(|(_, said)| match &said.what.what {
                SceneNoted::Task(task) => Some(&task.team),
                SceneNoted::Entered { crew, .. } => crew.team.as_ref(),
                _ => None,
            }));
        }
        let assigned = self.registers.range(Aspect::Assignment(TeamCode::default())..);
        let assigned = assigned.map_while(|(aspect, register)| match aspect {
            Aspect::Assignment(code) => Some((code, register)),
            _ => None,
        });
        let to = |value: &Value| if let Value::Assignment(to) = value { here(to.incident) } else { false };
        known.extend(assigned.filter(|(_, of)| of.heads().any(|(_, w)| to(&w.value.what))).map(|(code, _)| code));
        let bare = known.into_iter().filter(|code| !mobilised.iter().any(|one| one.team == *code));
        teams.extend(bare.filter(|code| self.team(code).and_then(|view| view.status.first()).is_some_and(is_there)));
        teams.sort();
        teams.dedup();
        teams
    }

    /// Orders by which scenes give their tasks: they have a time of their own to be acknowledged, and are asked after by the
    /// scene.
    pub(in crate::domain::world) fn tasked_orders(&self, scenes: &[SceneView<'_>]) -> BTreeSet<EventId> {
        let notes = scenes.iter().flat_map(|view| view.notes.iter().map(|(_, said)| *said));
        self.orders_tasked_by(notes)
    }

    /// The same of every scene, closed or not: for whoever looks back.
    pub fn orders_of_tasks(&self) -> BTreeSet<EventId> {
        self.orders_tasked_by(
            self.scene_notes.values().flat_map(|ledger| ledger.standing(&self.strikes)).map(|(_, s)| s),
        )
    }

    fn orders_tasked_by<'a>(&self, notes: impl Iterator<Item = &'a Said<SceneNote>>) -> BTreeSet<EventId> {
        let tasked = notes.filter_map(|said| match &said.what.what {
            SceneNoted::Task(task) => self.order_id_numbered(task.number, said.post),
            _ => None,
        });
        tasked.collect()
    }
}

/// Whether a team of this status is on a scene.
fn is_there(status: TeamStatus) -> bool {
    status == TeamStatus::OnScene || has_checked_in(status)
}

/// Whether a team comes to this status by checking in only (rules.md 6.3).
fn has_checked_in(status: TeamStatus) -> bool {
    use TeamStatus::{Resting, Resupply, Staged, Withdrawing, Working};
    matches!(status, Staged | Working | Withdrawing | Resting | Resupply)
}
