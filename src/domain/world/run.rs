//! Plans that run: which steps apply now, from when their time runs, and whether they were in time (rules.md 7.1).

use super::step::{OrderEnd, StepSent, StepStage};
use super::{Reckoning, World};
use crate::clock::{At, Span};
use crate::domain::algebra::Register;
use crate::domain::{
    Anchor, AreaCode, Aspect, Decision, EventId, Level, Plan, PlanStarted, Response, Rung, Step, StepCode, StepStatus,
    Value,
};

/// A step of a run that applies at the run's level.
#[derive(Clone, Debug)]
pub struct StepView<'a> {
    /// The step.
    pub step: &'a Step,
    /// From when its time runs; none while its anchor has not happened.
    pub from: Option<At>,
    /// Whether it came with a raised level, and not with the start.
    pub added: bool,
    /// Where it stands.
    pub status: Reckoning<&'a StepStatus>,
    /// When it was last moved.
    pub moved: Option<At>,
    /// The orders by which it goes out, and those that tell that it is late.
    pub sent: Vec<StepSent>,
}

impl StepView<'_> {
    /// Until when it is due; none while its anchor has not happened.
    pub fn due(&self) -> Option<At> {
        self.from.map(|from| from + self.step.within)
    }

    /// Whether something is left to do.
    pub fn is_open(&self) -> bool {
        !matches!(self.status.clone().first(), Some(StepStatus::Done | StepStatus::Skipped(_)))
    }

    /// Where it is, by what people said and by its orders.
    pub fn stage(&self) -> StepStage {
        let carrying = || self.sent.iter().filter(|sent| !sent.late);
        let height = carrying().filter(|sent| sent.ended.is_none()).map(|sent| sent.height).max();
        let done = height.is_none() && carrying().any(|sent| sent.ended == Some(OrderEnd::Done));
        match self.status.clone().first().unwrap_or(&StepStatus::Waiting) {
            StepStatus::Done => StepStage::Done,
            StepStatus::Skipped(_) => StepStage::Skipped,
            StepStatus::Blocked(_) => StepStage::Blocked,
            _ if done && !self.step.evidence.is_empty() => StepStage::ToConfirm,
            StepStatus::Doing => StepStage::Doing,
            StepStatus::Waiting => match height {
                None => StepStage::Waiting,
                Some(Some(Rung::Executing)) => StepStage::Doing,
                Some(Some(Rung::Acknowledged)) => StepStage::Acknowledged,
                Some(_) => StepStage::Ordered,
            },
        }
    }

    /// Whether it is to go out as an order, and did not.
    pub fn is_to_order(&self) -> bool {
        let out = |sent: &StepSent| !sent.late && sent.ended != Some(OrderEnd::Void);
        self.is_open() && !self.step.order.is_empty() && !self.sent.iter().any(out)
    }

    /// 逾期: whether it is late and not done.
    pub fn is_late(&self, now: At) -> bool {
        self.is_open() && self.due().is_some_and(|due| now > due)
    }

    /// 逾期完成: by how much it was done too late; none when it is open, was left out, or was in time.
    pub fn done_late(&self) -> Option<Span> {
        let done = matches!(self.status.clone().first(), Some(StepStatus::Done));
        let over = self.moved.filter(|_| done)? - self.due()?;
        (over > Span::default()).then_some(over)
    }
}

/// A step that applies at the level of a run.
pub(super) struct Applying<'a> {
    pub(super) step: &'a Step,
    /// From when its time runs; none while its anchor has not happened.
    pub(super) from: Option<At>,
    added: bool,
}

/// The decisions of every jurisdiction, the earliest first, by which plans are raised: a year has thousands of them and
/// hundreds of plans that ask, so they are put in order once for a list of plans.
pub(super) struct Raises<'a>(Vec<(&'a AreaCode, Vec<(At, &'a Response)>)>);

impl Raises<'_> {
    /// Each level that was reached since the start of a plan, with when, the start first. What a jurisdiction activates
    /// after it has ended the response of that time is another matter, and raises nothing here.
    fn of(&self, started: &PlanStarted) -> Vec<(At, Level)> {
        let mut reached = vec![(started.started, started.level)];
        for (_, decided) in self.0.iter().filter(|(area, _)| area.covers(&started.area)) {
            let since = decided.partition_point(|(at, _)| *at < started.started);
            let since = || decided.iter().skip(since).map(|(at, response)| (*at, *response));
            let ended = since().find(|(_, response)| response.decision == Decision::Terminated).map(|(at, _)| at);
            let while_it_ran = since().take_while(|(at, _)| ended.is_none_or(|ended| *at <= ended));
            reached.extend(while_it_ran.filter_map(|(at, response)| Some((at, response.level()?))));
        }
        reached.sort();
        reached
    }

    /// The same as far as any step of the plan asks.
    fn reached(&self, started: &PlanStarted, plan: &Plan) -> Vec<(At, Level)> {
        let grows = plan.steps.iter().any(|step| step.from_level.is_some_and(|from| from > started.level));
        if grows { self.of(started) } else { vec![(started.started, started.level)] }
    }
}

/// Since when a step applies, by the levels that were reached.
fn applies(step: &Step, reached: &[(At, Level)]) -> Option<At> {
    reached.iter().find(|(_, level)| step.from_level.is_none_or(|from| *level >= from)).map(|(at, _)| *at)
}

impl World {
    /// The level of a run: that at which it was started, or the gravest to which the response was raised since. A lower
    /// level takes nothing away that was begun.
    pub fn run_level(&self, started: &PlanStarted) -> Level {
        self.raises().of(started).into_iter().map(|(_, level)| level).max().unwrap_or(started.level)
    }

    /// The decisions of every jurisdiction that stand.
    pub(super) fn raises(&self) -> Raises<'_> {
        let of = |area| {
            let writes = self.registers.get(&Aspect::Response(AreaCode::clone(area)));
            let writes = writes.into_iter().flat_map(Register::writes).filter(|(id, _)| self.stands(id));
            let decided = writes.filter_map(|(_, write)| match &write.value.what {
                Value::Response(response) => Some((response.decided, response.as_ref())),
                _ => None,
            });
            let mut decided: Vec<(At, &Response)> = decided.collect();
            decided.sort_unstable_by_key(|(at, _)| *at);
            (area, decided)
        };
        Raises(self.areas_of_response().map(of).collect())
    }

    /// The steps of a run that apply at its level, in the order of the plan.
    pub fn step_views<'a>(&'a self, run: EventId, started: &PlanStarted, plan: &'a Plan) -> Vec<StepView<'a>> {
        self.step_views_by(&self.raises(), run, started, plan)
    }

    fn step_views_by<'a>(
        &'a self,
        raises: &Raises<'_>,
        run: EventId,
        started: &PlanStarted,
        plan: &'a Plan,
    ) -> Vec<StepView<'a>> {
        let view = |Applying { step, from, added }| {
            let (status, moved) = (self.step_status(run, &step.code), self.step_moved(run, &step.code));
            StepView { step, from, added, status, moved, sent: self.step_sent(run, &step.code) }
        };
        self.steps_applying(raises, run, started, plan).into_iter().map(view).collect()
    }

    /// The same of every plan that was started, the one that was started last first, without where its steps stand.
    pub fn steps_of_all(&self) -> impl Iterator<Item = (EventId, &StepCode)> {
        let raises = self.raises();
        self.runs().into_iter().rev().flat_map(move |(run, started, plan)| {
            let reached = raises.reached(started, plan);
            let steps = plan.steps.iter().filter(move |step| applies(step, &reached).is_some());
            steps.map(move |step| (run, &step.code))
        })
    }

    /// The same without where they stand: the list of what is due asks for thousands on every frame.
    pub(super) fn steps_applying<'a>(
        &self,
        raises: &Raises<'_>,
        run: EventId,
        started: &PlanStarted,
        plan: &'a Plan,
    ) -> Vec<Applying<'a>> {
        let reached = raises.reached(started, plan);
        let applying = |step: &'a Step| {
            let applies = applies(step, &reached)?;
            let from = match step.anchor {
                Anchor::Start => Some(applies),
                anchor => self.anchored(anchor, started).map(|at| at.max(applies)),
            };
            let from = from.map(|from| from + step.offset);
            Some(Applying { step, from, added: applies > started.started })
        };
        let mut steps: Vec<Applying<'a>> = plan.steps.iter().filter_map(applying).collect();
        let slid: Vec<Span> = steps.iter().map(|one| self.slid(run, one.step, &steps)).collect();
        for (one, slid) in steps.iter_mut().zip(slid) {
            one.from = one.from.map(|from| from + slid);
        }
        steps
    }

    /// By how much the latest of the steps that a step depends on was over too late: it has the time after them that the
    /// plan gives it. While one is open the plan's own time stands, so that nothing is hidden behind it.
    fn slid(&self, run: EventId, step: &Step, all: &[Applying<'_>]) -> Span {
        let before = all.iter().filter(|one| step.after.contains(&one.step.code));
        let late = before.filter_map(|one| {
            let closed = self.step_is_closed(run, &one.step.code);
            Some(self.step_moved(run, &one.step.code).filter(|_| closed)? - (one.from? + one.step.within))
        });
        late.max().unwrap_or_default().max(Span::default())
    }

    /// Whether nothing is left to do of a step.
    pub(super) fn step_is_closed(&self, run: EventId, code: &StepCode) -> bool {
        matches!(self.step_status(run, code).first(), Some(StepStatus::Done | StepStatus::Skipped(_)))
    }

    /// The steps that a step of a run depends on, that apply at the run's level and are open.
    pub fn steps_before(&self, run: EventId, code: &StepCode) -> Vec<StepView<'_>> {
        let mut views = self.run_steps(run);
        let after = views.iter().find(|view| view.step.code == *code).map(|view| view.step.after.as_slice());
        let after = after.unwrap_or_default();
        views.retain(|view| after.contains(&view.step.code) && view.is_open());
        views
    }

    /// The steps of a run, when it runs.
    pub fn run_steps(&self, run: EventId) -> Vec<StepView<'_>> {
        let runs = self.runs();
        let found = runs.into_iter().find(|(id, ..)| *id == run);
        found.map(|(id, started, plan)| self.step_views(id, started, plan)).unwrap_or_default()
    }

    /// When what a step waits for happened.
    fn anchored(&self, anchor: Anchor, started: &PlanStarted) -> Option<At> {
        let start = started.started;
        // The newest before the start stands; else the first after it.
        let nearest = |moments: Vec<At>| {
            let before = moments.iter().copied().filter(|at| *at <= start).max();
            before.or_else(|| moments.into_iter().filter(|at| *at > start).min())
        };
        match anchor {
            Anchor::Start => Some(start),
            Anchor::Warning => {
                let here = self.standing(&self.warnings).map(|(_, said)| &said.what);
                let here = here.filter(|warning| warning.area.covers(&started.area));
                nearest(here.map(|warning| warning.received).collect())
            }
            Anchor::Arrival => started.incident.and_then(|incident| self.first_arrival(incident)),
            Anchor::Activation => {
                let areas = self.areas_of_response().filter(|area| area.covers(&started.area));
                let active = areas.flat_map(|area| self.decisions(area)).filter(|response| response.level().is_some());
                nearest(active.map(|response| response.decided).collect())
            }
        }
    }

    pub(super) fn areas_of_response(&self) -> impl Iterator<Item = &AreaCode> {
        let from = Aspect::Response(AreaCode::default());
        let areas = self.registers.range(from..).map(|(aspect, _)| aspect);
        areas.map_while(|aspect| if let Aspect::Response(area) = aspect { Some(area) } else { None })
    }
}
