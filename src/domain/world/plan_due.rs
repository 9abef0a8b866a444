//! What is due of plans: the steps of those that run, whom to tell of one that is late, and the assessment of those that
//! were adopted (rules.md 7.1).

use std::collections::{BTreeMap, BTreeSet};

use super::World;
use super::due::{AHEAD, counted, deadline};
use super::run::Applying;
use crate::clock::At;
use crate::domain::{Aspect, Deadline, Due, EventId, Plan, PlanCode, Rules, StepCode, Timer};

impl World {
    /// The open steps of runs, and of those that are late and say whom to tell, that nobody was told.
    pub(super) fn steps_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        let raises = self.raises();
        for (run, started, plan) in self.runs() {
            let closed: BTreeSet<&StepCode> = self.steps_closed(run).collect();
            if closed.len() >= plan.steps.len() {
                continue;
            }
            for Applying { step, from, .. } in self.steps_applying(&raises, run, started, plan) {
                let Some(from) = from.filter(|_| !closed.contains(&step.code)) else { continue };
                let due = from + step.within;
                let what = Due::Step { run, step: step.code.clone() };
                list.push(deadline(what, due, None, from, started.incident));
                if step.on_overdue.is_some() && now > due && !self.told_late(run, &step.code) {
                    let what = Due::StepLate { run, step: step.code.clone() };
                    list.push(counted(rules, what, Timer::StepLate, due, started.incident));
                }
            }
        }
    }

    /// The steps of a started plan of which nothing is left to do.
    fn steps_closed(&self, run: EventId) -> impl Iterator<Item = &StepCode> {
        let from = Aspect::Step(run, StepCode::default());
        let of_run = self.registers.range(from..).map_while(move |(aspect, register)| match aspect {
            Aspect::Step(of, code) if *of == run => Some((code, register)),
            _ => None,
        });
        let moved = of_run.filter(|(_, register)| register.heads().next().is_some()).map(|(code, _)| code);
        moved.filter(move |code| self.step_is_closed(run, code)).chain(self.steps_carried_out(run))
    }

    /// The newest edition of each plan by when it is to be assessed.
    pub(super) fn plans_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        let mut newest: BTreeMap<&PlanCode, (At, EventId)> = BTreeMap::new();
        for (id, said) in self.standing(&self.plans) {
            let edition = (said.recorded, id);
            newest.entry(&said.what.code).and_modify(|of| *of = (*of).max(edition)).or_insert(edition);
        }
        for (adopted, id) in newest.into_values() {
            let Some(plan) = self.plans.get(&id).map(|said| &said.what) else { continue };
            let (from, due) = assessed(rules, plan, adopted);
            if due - now < AHEAD {
                list.push(deadline(Due::AssessPlan { plan: id }, due, rules.row(Timer::AssessPlan), from, None));
            }
        }
    }

    /// By when the plan that this event adopted is to be assessed: by its own time, and no later than the rule says.
    pub fn plan_assessed_by(&self, id: EventId) -> Option<At> {
        let said = self.plans.get(&id).filter(|_| self.stands(&id))?;
        Some(assessed(&self.rules(), &said.what, said.recorded).1)
    }
}

/// Since when a plan goes unassessed, and by when it is to be: what the plan says, within what the rule says.
fn assessed(rules: &Rules, plan: &Plan, adopted: At) -> (At, At) {
    let from = plan.approved.or(plan.valid_from).unwrap_or(adopted);
    let limit = from + rules.within(Timer::AssessPlan, from);
    (from, plan.review_due.map_or(limit, |own| own.min(limit)))
}
