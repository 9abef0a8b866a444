//! What may be packed away: closed, undisputed, and not among the newest of its kind.

use std::collections::BTreeSet;

use super::{Keep, Subject};
use crate::domain::algebra::Register;
use crate::domain::world::World;
use crate::domain::{Aspect, EventId, FigureKind, IncidentStatus, ReportPart, StepStatus};

/// A started plan has so many steps and more, each of them as much as an order: fewer plans are as many things.
const STEPS: usize = 8;

impl World {
    /// Whole chests' worth of subjects, the oldest first, so that little is packed again and again.
    pub(super) fn choose(&self, keep: Keep) -> Vec<Subject> {
        let mut chosen = self.old_orders(keep);
        chosen.extend(self.old_incidents(keep));
        chosen.extend(self.old_papers(keep));
        chosen.extend(self.old_injects(keep));
        // Of these few fill a chest.
        chosen.extend(self.old_runs(keep));
        chosen.extend(self.old_aars(keep));
        chosen
    }

    fn old_orders(&self, keep: Keep) -> Vec<Subject> {
        if self.orders.len() < self.open_orders.len() + keep.at_hand + keep.chest {
            return Vec::new();
        }
        let missing = self.kept_for_missing();
        let over = |id: &EventId| !self.open_orders.contains(id) && !self.mobilising.contains(id);
        let closed = self.orders.iter().filter(|(id, _)| over(id) && !missing.contains(id));
        let settled = closed.filter(|(id, _)| self.undisputed(&Aspect::Outcome(**id)));
        oldest(keep, settled.map(|(id, said)| (said.what.issued, *id)).collect(), |(_, id)| Subject::Order(id))
    }

    fn old_incidents(&self, keep: Keep) -> Vec<Subject> {
        if self.incidents.len() < keep.at_hand + keep.chest {
            return Vec::new();
        }
        let closed =
            self.incidents.keys().filter(|id| self.incident_status(**id).agreed() == Some(IncidentStatus::Closed));
        let settled: BTreeSet<EventId> = closed.copied().filter(|id| self.incident_undisputed(*id)).collect();
        if settled.len() < keep.at_hand + keep.chest.max(1) {
            return Vec::new();
        }
        let stay = [
            self.named_by_merges(),
            self.incidents_unratified(),
            self.owing_corrections(&settled),
            // An investigation has its time from the incident and its grade.
            self.accidents_to_grade(&settled),
            self.incidents_reviewed(),
            self.open_scenes.clone(),
            // What was taken for it is due from its close.
            self.incidents_requisitioned(),
            self.kept_for_missing(),
            self.incidents_told_of(),
        ];
        let over = settled.into_iter().filter(|id| stay.iter().all(|those| !those.contains(id)));
        let over = over.filter_map(|id| Some((self.incidents.get(&id)?.what.received, id)));
        oldest(keep, over.collect(), |(_, id)| Subject::Incident(id))
    }

    fn incident_undisputed(&self, id: EventId) -> bool {
        self.undisputed(&Aspect::Grade(id))
            && self.undisputed(&Aspect::Commander(id))
            && self.undisputed(&Aspect::IncidentCode(id))
            && self.undisputed(&Aspect::Scene(id))
            && FigureKind::ALL.iter().all(|kind| self.undisputed(&Aspect::Figure(id, *kind)))
    }

    fn old_papers(&self, keep: Keep) -> Vec<Subject> {
        if self.papers.len() < keep.at_hand + keep.chest {
            return Vec::new();
        }
        let merges = self.named_by_merges();
        let closed = |id| !merges.contains(&id) && self.incident_status(id).agreed() == Some(IncidentStatus::Closed);
        let settled = |id: EventId| {
            let mut parts = ReportPart::ALL.iter().map(|part| Aspect::ReportPart(id, *part));
            parts.all(|aspect| self.undisputed(&aspect)) && self.undisputed(&Aspect::PaperState(id))
        };
        let old = self.papers.iter().filter(|(id, said)| closed(said.what.incident) && settled(**id));
        oldest(keep, old.map(|(id, said)| (said.what.begun, *id)).collect(), |(_, id)| Subject::Paper(id))
    }

    fn old_runs(&self, keep: Keep) -> Vec<Subject> {
        let keep = Keep { at_hand: keep.at_hand / STEPS, chest: keep.chest / STEPS, ..keep };
        if self.runs.len() < keep.at_hand + keep.chest {
            return Vec::new();
        }
        let done = |run: EventId| {
            let Some(said) = self.runs.get(&run) else { return false };
            let Some(plan) = self.plan_of(said.what.plan).filter(|plan| plan.parts.is_none()) else { return false };
            plan.steps.iter().all(|step| {
                let status = self.step_status(run, &step.code).agreed();
                matches!(status, Some(StepStatus::Done | StepStatus::Skipped(_)))
            }) && self.steps_of(run).iter().all(|aspect| self.undisputed(aspect))
        };
        let settled = self.runs.iter().filter(|(id, _)| done(**id));
        oldest(keep, settled.map(|(id, said)| (said.what.started, *id)).collect(), |(_, id)| Subject::Run(id))
    }

    fn old_injects(&self, keep: Keep) -> Vec<Subject> {
        if self.fired.len() < keep.at_hand + keep.chest {
            return Vec::new();
        }
        let fired = self.injects().into_iter().filter_map(|(inject, fired)| Some((fired?.at, &inject.code)));
        oldest(keep, fired.collect(), |(_, code)| Subject::Inject(code.clone()))
    }

    /// Whether at most one write stands.
    pub(super) fn undisputed(&self, aspect: &Aspect) -> bool {
        self.registers.get(aspect).map_or(0, |register: &Register<_>| register.heads().len()) < 2
    }
}

/// All but the newest, when they fill a chest.
pub(super) fn oldest<K: Ord>(keep: Keep, mut list: Vec<K>, subject: impl Fn(K) -> Subject) -> Vec<Subject> {
    let chest = keep.chest.max(1);
    let many = list.len().saturating_sub(keep.at_hand) / chest * chest;
    list.sort();
    list.truncate(many);
    list.into_iter().map(subject).collect()
}
