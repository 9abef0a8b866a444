//! The responses of a jurisdiction, each from its activation to its termination (rules.md 2.4).

use super::World;
use crate::clock::At;
use crate::domain::{AreaCode, Decision, EventId, Response};

impl World {
    /// Every response of a jurisdiction, the earliest first, each from its activation to its last termination. A reasoned no
    /// neither begins nor ends one.
    pub fn runs_of(&self, area: &AreaCode) -> Vec<Vec<(EventId, &Response)>> {
        runs(self.decision_events(area))
    }

    /// The response that a decision belongs to: from its activation to its termination.
    pub fn run_of(&self, area: &AreaCode, decision: EventId) -> Vec<(EventId, &Response)> {
        let runs = self.runs_of(area);
        runs.into_iter().find(|run| run.iter().any(|(id, _)| *id == decision)).unwrap_or_default()
    }

    /// When a response ended that was activated and terminated: the first termination, and when.
    pub fn ended_run(run: &[(EventId, &Response)]) -> Option<(EventId, At)> {
        let last_active = run.iter().rposition(|(_, response)| response.level().is_some())?;
        run.get(last_active + 1).map(|(id, response)| (*id, response.decided))
    }

    /// The last response of a jurisdiction as of a moment, active or ended: from its activation on, with the first
    /// termination when there was one.
    pub fn last_run(&self, area: &AreaCode, as_of: At) -> Vec<(EventId, &Response)> {
        let mut decisions = self.decision_events(area);
        decisions.retain(|(_, response)| response.decided <= as_of);
        let mut run = runs(decisions).pop().unwrap_or_default();
        let ended = run.iter().position(|(_, response)| response.level().is_none());
        run.truncate(ended.map_or(run.len(), |place| place + 1));
        run
    }

    /// The decisions by which the response runs that is active: its activation and every change of level; none when none is.
    /// Disputed, a termination ends nothing.
    pub fn response_run(&self, area: &AreaCode) -> Vec<(EventId, &Response)> {
        if self.level_in_force(area).is_none() {
            return Vec::new();
        }
        let mut run = self.runs_of(area).pop().unwrap_or_default();
        run.retain(|(_, response)| response.level().is_some());
        run
    }
}

/// Decisions in the order in which they were made, as responses.
fn runs(decisions: Vec<(EventId, &Response)>) -> Vec<Vec<(EventId, &Response)>> {
    let mut runs: Vec<Vec<(EventId, &Response)>> = Vec::new();
    let mut active = false;
    for (id, response) in decisions {
        let ends = response.decision == Decision::Terminated;
        match (response.level().is_some(), ends, runs.last_mut()) {
            (true, _, Some(run)) if active => run.push((id, response)),
            (true, ..) => runs.push(vec![(id, response)]),
            (false, true, Some(run)) => run.push((id, response)),
            _ => {}
        }
        active = response.level().is_some() || (active && !ends);
    }
    runs
}
