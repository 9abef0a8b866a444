//! What scenes are due for (rules.md 5.4): of the open ones the next step, and what their tasks, crews, readings and requests
//! wait for.

use super::super::World;
use super::super::due::{counted, deadline};
use super::SceneView;
use crate::domain::{Deadline, Due, EventId, Rules, SceneState, SceneWant, Timer};

impl World {
    pub(in crate::domain::world) fn scenes_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for view in self.open_scenes() {
            self.scene_due(rules, &view, list);
            self.tasks_due(rules, &view, list);
            self.found_due(rules, &view, list);
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
            let activated = area.and_then(|area| self.activated_since(area));
            if let (SceneState::Initial, Some((since, ..))) = (view.state, activated) {
                // The post is for the scene: it cannot be late before anybody was there.
                list.push(counted(rules, due(opened, SceneWant::Post), Timer::Post, since.max(at), incident));
            }
        }
        if let (SceneState::Period(_), Some((id, at, plan))) = (view.state, view.plan()) {
            list.push(deadline(due(id, SceneWant::Plan), plan.until, None, at, incident));
        }
    }

    fn tasks_due(&self, rules: &Rules, view: &SceneView<'_>, list: &mut Vec<Deadline>) {
        if matches!(view.state, SceneState::HandedOver | SceneState::Closed) {
            return;
        }
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

    fn found_due(&self, rules: &Rules, view: &SceneView<'_>, list: &mut Vec<Deadline>) {
        let incident = Some(view.incident);
        let due = |about: EventId, wants| Due::Scene { incident: view.incident, about, wants };
        for crew in view.crews().into_iter().filter(|crew| crew.present() > 0) {
            let (_, timer, from) = crew.due(rules, view);
            list.push(counted(rules, due(crew.last.0, SceneWant::Count), timer, from, incident));
        }
        for request in view.requests().into_iter().filter(|request| request.answer.is_none()) {
            list.push(counted(rules, due(request.id, SceneWant::Answer), Timer::Answer, request.at, incident));
        }
        if !matches!(view.state, SceneState::HandedOver | SceneState::Closed) {
            for (id, at, reading, _) in view.beyond(self) {
                // It is late at once: that is the alarm.
                let row = self.hazard_rule(reading.kind);
                list.push(deadline(due(id, SceneWant::Hazard), at, row, at, incident));
            }
        }
    }

    fn hazard_rule(&self, kind: crate::domain::HazardKind) -> Option<&'static crate::domain::RuleId> {
        use crate::domain::What;
        let of = |what: &What| matches!(what, What::Hazard { kind: of, .. } if *of == kind);
        self.rule_set().rows().find(|row| of(&row.what)).map(|row| &row.id)
    }
}
