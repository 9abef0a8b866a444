//! What must not be on a scene and is (the invariants of rules.md 5.4): a post does it with a reason only, two that did their
//! part apart may come to it, and then it is shown.

use super::SceneView;
use crate::domain::{CasualtyState, CrewName, EventId, FigureKind, Reckoning, SceneState, TeamCode, World, ZoneKind};

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
    /// So many more were seen at the last count than are in.
    MoreSeen(CrewName, u32),
    /// The command post is closed over so many people.
    Inside(u32),
    /// The ledger and the figure that reports are made of differ.
    Figure(CasualtyState),
}

impl SceneView<'_> {
    /// Every invariant that does not hold.
    pub fn troubles(&self, world: &World) -> Vec<SceneTrouble> {
        let mut troubles = Vec::new();
        // What is one incident has one commander, on whichever of its scenes.
        let commanders = world.commanders(self.incident).len();
        if commanders > 1 {
            troubles.push(SceneTrouble::Commanders(commanders));
        }
        let zones = self.zones();
        let forbidden = |zone: Option<EventId>| {
            let of = |id: &EventId| zones.iter().any(|zone| zone.id == *id && zone.what.kind == ZoneKind::Forbidden);
            zone.filter(of)
        };
        let mut here: Vec<TeamCode> = world.teams_on_scene(self.incident).into_iter().cloned().collect();
        for task in self.open_tasks(world) {
            if task.task.signal.trim().is_empty() {
                troubles.push(SceneTrouble::NoSignal(task.id));
            }
            here.push(task.task.team.clone());
            troubles.extend(forbidden(task.task.zone).map(|zone| SceneTrouble::TaskForbidden(task.id, zone)));
        }
        let mut inside: u32 = 0;
        for crew in self.crews() {
            if crew.more_out() > 0 {
                troubles.push(SceneTrouble::MoreOut(crew.crew.clone(), crew.more_out()));
            }
            if crew.more_seen() > 0 {
                troubles.push(SceneTrouble::MoreSeen(crew.crew.clone(), crew.more_seen()));
            }
            if crew.present() > 0 {
                here.extend(crew.crew.team.clone());
                troubles.extend(forbidden(crew.zone).map(|zone| SceneTrouble::Forbidden(crew.crew.clone(), zone)));
            }
            inside = inside.saturating_add(crew.present());
        }
        here.sort();
        here.dedup();
        let unknown = here.into_iter().filter(|team| !world.checked_in(team, self.incident));
        troubles.extend(unknown.map(SceneTrouble::NotCheckedIn));
        if self.state == SceneState::Closed && inside > 0 {
            troubles.push(SceneTrouble::Inside(inside));
        }
        troubles.extend(self.figures_off(world));
        troubles.sort();
        troubles.dedup();
        troubles
    }

    /// Where the ledger counts others than the figure says. A disputed figure is shown as what it is; and of those whom somebody
    /// counted elsewhere the ledger knows only what changed since.
    fn figures_off(&self, world: &World) -> Vec<SceneTrouble> {
        let kept = world.kept(self.incident);
        let off = |kind: FigureKind, count: u32| match world.figure(kept, kind) {
            Reckoning::Unset => true,
            Reckoning::Agreed(figure) => figure.count != Some(count),
            Reckoning::Disputed(_) => false,
        };
        let tallies = world.tallies(self.incident).into_iter().filter_map(|tally| Some((tally.state, tally.count()?)));
        let differ =
            tallies.filter(|(state, count)| *count > 0 && state.figure().is_some_and(|kind| off(kind, *count)));
        differ.map(|(state, _)| SceneTrouble::Figure(state)).collect()
    }
}
