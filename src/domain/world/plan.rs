//! Plans as they were adopted, those in parts put together; and when somebody first reached the scene.

use super::World;
use super::apply::{By, said};
use crate::clock::At;
use crate::domain::{EventId, Plan, PlanPart, Recipient, Told};

impl World {
    pub(super) fn adopt_plan(&mut self, id: EventId, by: By, plan: Plan) {
        let mark = plan.parts.map(|parts| parts.mark);
        said(&mut self.plans, id, by, plan);
        if mark.is_some() {
            self.put_together(id);
        }
    }

    pub(super) fn take_part(&mut self, id: EventId, part: PlanPart) {
        let mark = part.mark;
        self.plan_parts.entry(mark).or_default().entry((part.part, id)).or_insert(part);
        let of_mark = |plan: &Plan| plan.parts.is_some_and(|parts| parts.mark == mark);
        let plans: Vec<EventId> =
            self.plans.iter().filter(|(_, said)| of_mark(&said.what)).map(|(id, _)| *id).collect();
        for plan in plans {
            self.put_together(plan);
        }
    }

    /// Of a part that was given twice the first by its event counts.
    fn put_together(&mut self, id: EventId) {
        let Some(plan) = self.plans.get(&id).map(|said| &said.what) else { return };
        let Some(parts) = plan.parts else { return };
        let mut whole = plan.clone();
        let of_mark = self.plan_parts.get(&parts.mark);
        for n in 0..parts.count {
            let (first, last) = ((n, EventId([0; 32])), (n, EventId([255; 32])));
            if let Some((_, part)) = of_mark.and_then(|given| given.range(first..=last).next()) {
                whole.steps.extend(part.steps.iter().cloned());
                whole.cards.extend(part.cards.iter().cloned());
            }
        }
        if self.parts_missing(plan) == 0 {
            whole.parts = None;
        }
        self.whole_plans.insert(id, whole);
    }

    /// A plan by the event that adopted it, put together as far as its parts are there.
    pub(super) fn plan_of(&self, id: EventId) -> Option<&Plan> {
        self.whole_plans.get(&id).or_else(|| self.plans.get(&id).map(|said| &said.what))
    }

    /// How many parts of a plan are not here; none of one that is whole.
    pub fn parts_missing(&self, plan: &Plan) -> usize {
        let Some(parts) = plan.parts else { return 0 };
        let given = self.plan_parts.get(&parts.mark);
        let there = |n: u8| given.is_some_and(|given| given.keys().any(|(part, _)| *part == n));
        (0..parts.count).filter(|n| !there(*n)).count()
    }

    /// Keeps that a team that an order mobilised reached the scene of the order's incident.
    pub(super) fn note_arrivals(&mut self, order: EventId) {
        let Some(issued) = self.orders.get(&order).map(|said| &said.what) else { return };
        let mobilises = issued.muster.is_some() && matches!(issued.to, Recipient::Team(_));
        let Some(incident) = issued.incident.filter(|_| mobilises) else { return };
        let Some(told) = self.told.get(&order) else { return };
        let there = told.ids().filter_map(|id| Some((id, told.get(&id)?)));
        let there = there.filter(|(_, telling)| matches!(telling.told, Told::AtScene));
        let there: Vec<(At, EventId, EventId)> = there.map(|(id, telling)| (telling.at, id, order)).collect();
        if !there.is_empty() {
            let known = self.arrivals.entry(incident).or_default();
            known.extend(there);
            known.sort_unstable();
            known.dedup();
        }
    }

    /// When a team that was mobilised for an incident first reached the scene.
    pub(super) fn first_arrival(&self, incident: EventId) -> Option<At> {
        let merges = self.merges();
        let of = |id: EventId| {
            let list = self.arrivals.get(&id).into_iter().flatten();
            list.filter(|(_, telling, order)| self.stands(telling) && self.stands(order)).map(|(at, ..)| *at).min()
        };
        merges.whole(merges.kept(incident)).filter_map(of).min()
    }
}
