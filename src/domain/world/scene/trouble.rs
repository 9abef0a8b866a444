//! What must not be on a scene and is (the invariants of rules.md 5.4): a post does it with a reason only, two that did their
//! part apart may come to it, and then it is shown.

use super::SceneView;
use crate::domain::{CrewName, EventId, Reckoning, TeamCode, World, ZoneKind};

/// An invariant that does not hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SceneTrouble {
    /// So many command.
    Commanders(usize),
    /// An open task has no signal to withdraw.
    NoSignal(EventId),
    /// A team is at a task and did not check in.
    NotCheckedIn(TeamCode),
    /// People are in a zone where nobody may go.
    Forbidden(CrewName, EventId),
    /// A task is in such a zone.
    TaskForbidden(EventId, EventId),
    /// So many more came out than went in.
    MoreOut(CrewName, u32),
}

impl SceneView<'_> {
    /// Every invariant that does not hold.
    pub fn troubles(&self, world: &World) -> Vec<SceneTrouble> {
        let mut troubles = Vec::new();
        if let Reckoning::Disputed(sides) = &self.commander {
            troubles.push(SceneTrouble::Commanders(sides.len()));
        }
        let forbidden = |zone: Option<EventId>| {
            zone.filter(|id| self.zone(*id).is_some_and(|zone| zone.what.kind == ZoneKind::Forbidden))
        };
        for task in self.open_tasks(world) {
            if task.task.signal.trim().is_empty() {
                troubles.push(SceneTrouble::NoSignal(task.id));
            }
            if !world.checked_in(&task.task.team, self.incident) {
                troubles.push(SceneTrouble::NotCheckedIn(task.task.team.clone()));
            }
            troubles.extend(forbidden(task.task.zone).map(|zone| SceneTrouble::TaskForbidden(task.id, zone)));
        }
        for crew in self.crews() {
            if crew.more_out() > 0 {
                troubles.push(SceneTrouble::MoreOut(crew.crew.clone(), crew.more_out()));
            }
            if crew.present() > 0 {
                troubles.extend(forbidden(crew.zone).map(|zone| SceneTrouble::Forbidden(crew.crew.clone(), zone)));
            }
        }
        troubles.sort();
        troubles.dedup();
        troubles
    }
}
