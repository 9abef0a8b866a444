//! What scenes are due for (rules.md 5.4): of the open ones the next step, and what their tasks, crews, readings and requests
//! wait for.

use super::super::World;
use super::super::due::{counted, deadline};
use super::{CrewView, SceneView};
use crate::domain::{Deadline, Due, EventId, HazardKind, Row, Rules, SceneState, SceneWant, Timer};

impl World {
    pub(in crate::domain::world) fn scenes_due(
        &self,
        rules: &Rules,
        scenes: &[SceneView<'_>],
        list: &mut Vec<Deadline>,
    ) {
        if scenes.is_empty() {
            return;
        }
        let hazards = self.hazard_rows();
        for view in scenes {
            let crews = view.crews();
            // As long as anybody is in, it waits for everything, whatever was signed.
            let left = matches!(view.state, SceneState::HandedOver | SceneState::Closed)
                && crews.iter().all(|crew| crew.present() == 0);
            self.scene_due(rules, view, list);
            people_due(rules, view, &crews, list);
            if !left {
                self.tasks_due(rules, view, list);
                self.readings_due(view, &hazards, list);
            }
        }
    }

    /// What its state waits for.
    fn scene_due(&self, rules: &Rules, view: &SceneView<'_>, list: &mut Vec<Deadline>) {
        let due = |about: EventId, wants| Due::Scene { incident: view.incident, about, wants };
        let incident = Some(view.incident);
        if let Some((opened, at)) = view.opened() {
            if view.sized_up().is_none() && view.state.at_work() {
                list.push(counted(rules, due(opened, SceneWant::SizeUp), Timer::SizeUp, at, incident));
            }
            let area = self.incident(view.incident).map(|incident| &incident.area);
            let activated = || area.and_then(|area| self.activated_since(area));
            if view.state == SceneState::Initial
                && let Some((since, ..)) = activated()
            {
                // The post is for the scene: it cannot be late before anybody was there.
                list.push(counted(rules, due(opened, SceneWant::Post), Timer::Post, since.max(at), incident));
            }
        }
        if let (SceneState::Period(_), Some((id, at, plan))) = (view.state, view.plan()) {
            list.push(deadline(due(id, SceneWant::Plan), plan.until, None, at, incident));
        }
    }

    fn tasks_due(&self, rules: &Rules, view: &SceneView<'_>, list: &mut Vec<Deadline>) {
        let incident = Some(view.incident);
        let due = |about: EventId, wants| Due::Scene { incident: view.incident, about, wants };
        for task in view.open_tasks(self) {
            // Until it is acknowledged its order asks.
            if task.acknowledged.is_none() {
                continue;
            }
            // Who is called back reports no progress.
            if let Some((id, at)) = task.heard.filter(|_| view.state != SceneState::Withdrawn) {
                list.push(counted(rules, due(id, SceneWant::Progress), Timer::Progress, at, incident));
            }
            let (id, since) = task.since;
            let timer = if task.task.air { Timer::ReliefAir } else { Timer::Relief };
            list.push(counted(rules, due(id, SceneWant::Relief), timer, since, incident));
        }
    }

    fn readings_due(&self, view: &SceneView<'_>, hazards: &[(HazardKind, &'static Row)], list: &mut Vec<Deadline>) {
        for (id, at, reading, _) in view.beyond_rows(self, hazards) {
            // It is late at once: that is the alarm.
            let what = Due::Scene { incident: view.incident, about: id, wants: SceneWant::Hazard };
            list.push(deadline(
                what,
                at,
                hazards.iter().find(|(kind, _)| *kind == reading.kind).map(|(_, row)| &row.id),
                at,
                Some(view.incident),
            ));
        }
    }
}

/// Whose count is due, and who waits for an answer.
fn people_due(rules: &Rules, view: &SceneView<'_>, crews: &[CrewView<'_>], list: &mut Vec<Deadline>) {
    let incident = Some(view.incident);
    let due = |about: EventId, wants| Due::Scene { incident: view.incident, about, wants };
    for crew in crews.iter().filter(|crew| crew.present() > 0) {
        let (_, timer, from) = crew.due(rules, view);
        // Being called back is an alarm of its own: that a routine count was late is acknowledged before.
        let wants = if crew.called(view).is_some() { SceneWant::CountBack } else { SceneWant::Count };
        let count = counted(rules, due(crew.last.0, wants), timer, from, incident);
        list.push(Deadline { warned: crew.warned(rules, view), ..count });
    }
    for request in view.requests().into_iter().filter(|request| request.answer.is_none()) {
        list.push(counted(rules, due(request.id, SceneWant::Answer), Timer::Answer, request.at, incident));
    }
}
