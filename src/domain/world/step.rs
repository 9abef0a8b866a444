//! Steps of a run and the orders by which they go out (rules.md 7.1: 待触发, 已下达, 已签收, 执行中, 完成): what an order's
//! ladder and outcome say of its step is derived, and a person's later word counts before it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Reckoning, World};
use crate::clock::At;
use crate::domain::{Aspect, EventId, OfStep, Outcome, Rung, Step, StepCode, StepStatus, Value};

/// Status of a step whose orders are done.
static DONE: StepStatus = StepStatus::Done;

/// What of an order its step goes by: at hand also when the order is packed away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct StepOrder {
    /// Whether it only tells that the step is late.
    late: bool,
    /// How it ended and when, as far as nobody disputes it.
    ended: Option<(At, OrderEnd)>,
}

/// Orders of one run, by step.
pub(super) type StepOrders = BTreeMap<(StepCode, EventId), StepOrder>;

/// How an order of a step ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum OrderEnd {
    /// 完成.
    Done,
    /// 拒绝 or 撤销: it carries nothing out.
    Void,
}

/// An order of a step, as far as its step goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StepSent {
    /// Its event.
    pub order: EventId,
    /// 逾期上报: it only tells that the step is late.
    pub late: bool,
    /// How it ended; none while it is open.
    pub ended: Option<OrderEnd>,
    /// When, then.
    pub at: Option<At>,
    /// The highest rung that stands of one that is open.
    pub height: Option<Rung>,
}

/// Where a step is, by what people said of it and by its orders.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum StepStage {
    /// 待触发, 待办.
    Waiting,
    /// 已下达.
    Ordered,
    /// 已签收.
    Acknowledged,
    /// 执行中.
    Doing,
    /// Its orders are done, and a person is to say so of the step: it wants evidence.
    ToConfirm,
    /// 受阻.
    Blocked,
    /// 完成.
    Done,
    /// 取消.
    Skipped,
}

impl World {
    /// Where a step stands: what people said of it, or that it is done when its orders are.
    pub fn step_status(&self, run: EventId, code: &StepCode) -> Reckoning<&StepStatus> {
        let said = self.step_said(run, code);
        if matches!(said, Reckoning::Disputed(_)) || self.done_by_orders(run, code).is_none() {
            return said;
        }
        Reckoning::Agreed(&DONE)
    }

    /// When a step was last moved, by a person or by the end of its orders.
    pub fn step_moved(&self, run: EventId, code: &StepCode) -> Option<At> {
        self.done_by_orders(run, code).or_else(|| self.step_told(run, code))
    }

    fn step_said(&self, run: EventId, code: &StepCode) -> Reckoning<&StepStatus> {
        self.reckon(&Aspect::Step(run, code.clone()), |v| if let Value::Step(s) = v { Some(s) } else { None })
    }

    fn step_told(&self, run: EventId, code: &StepCode) -> Option<At> {
        self.values(&Aspect::Step(run, code.clone())).last().map(|(_, said)| said.recorded)
    }

    /// When the orders of a step were done, when they are and that makes the step done: no order of it is open, one was
    /// carried out, the step wants no evidence, and nobody said otherwise since.
    fn done_by_orders(&self, run: EventId, code: &StepCode) -> Option<At> {
        let done = self.orders_done(run, code)?;
        let wants = self.runs.get(&run).and_then(|said| self.step_of(said.what.plan, code));
        if wants.is_none_or(|step| !step.evidence.is_empty()) {
            return None;
        }
        let closed = matches!(self.step_said(run, code).first(), Some(StepStatus::Done | StepStatus::Skipped(_)));
        let since = self.step_told(run, code).is_some_and(|told| told > done);
        (!closed && !since).then_some(done)
    }

    /// When the last order of a step was done; none while one is open, and when none was carried out.
    fn orders_done(&self, run: EventId, code: &StepCode) -> Option<At> {
        let mut done = None;
        for (_, order) in self.orders_of_step(run, code).filter(|(_, order)| !order.late) {
            match order.ended? {
                (at, OrderEnd::Done) => done = done.max(Some(at)),
                (_, OrderEnd::Void) => {}
            }
        }
        done
    }

    pub(super) fn step_of(&self, plan: EventId, code: &StepCode) -> Option<&Step> {
        self.plan_of(plan)?.steps.iter().find(|step| step.code == *code)
    }

    /// Orders of a step that stand, by id.
    fn orders_of_step(&self, run: EventId, code: &StepCode) -> impl Iterator<Item = (EventId, &StepOrder)> {
        let of_run = self.step_orders.get(&run);
        let (first, last) = ((code.clone(), EventId([0; 32])), (code.clone(), EventId([255; 32])));
        let of_step = of_run.into_iter().flat_map(move |orders| orders.range(first.clone()..=last.clone()));
        of_step.map(|((_, id), order)| (*id, order)).filter(|(id, _)| self.stands(id))
    }

    /// The orders of a step of a run that stand, the earliest of one post first.
    pub fn step_sent(&self, run: EventId, code: &StepCode) -> Vec<StepSent> {
        let sent = |(order, of): (EventId, &StepOrder)| StepSent {
            order,
            late: of.late,
            ended: of.ended.map(|(_, end)| end),
            at: of.ended.map(|(at, _)| at),
            height: self.order(order).filter(|_| of.ended.is_none()).and_then(|view| view.height),
        };
        let mut list: Vec<StepSent> = self.orders_of_step(run, code).map(sent).collect();
        list.sort_by_key(|sent| (self.order_issued(sent.order).map(|order| (order.issued, order.number)), sent.order));
        list
    }

    /// Whether somebody was told that a step is late.
    pub(super) fn told_late(&self, run: EventId, code: &StepCode) -> bool {
        self.orders_of_step(run, code).any(|(_, order)| order.late)
    }

    /// Steps of a run of which nothing is left to do because their orders are done.
    pub(super) fn steps_carried_out(&self, run: EventId) -> impl Iterator<Item = &StepCode> {
        let codes = self.step_orders.get(&run).into_iter().flat_map(BTreeMap::keys).map(|(code, _)| code);
        codes.filter(move |code| self.done_by_orders(run, code).is_some())
    }

    /// Keeps what a step goes by of its order: when the order is issued, and when its outcome changes.
    pub(super) fn reckon_step_order(&mut self, order: EventId) {
        let Some(OfStep { run, step, late }) = self.orders.get(&order).and_then(|said| said.what.step.as_deref())
        else {
            return;
        };
        let (run, step, late) = (*run, step.clone(), *late);
        // What is closed may be open again.
        self.bring_run_back(run);
        let outcome = self.reckon(&Aspect::Outcome(order), |v| if let Value::Outcome(o) = v { Some(o) } else { None });
        let end = outcome.agreed().map(|outcome| match outcome {
            Outcome::Done => OrderEnd::Done,
            Outcome::Refused(_) | Outcome::Cancelled(_) => OrderEnd::Void,
        });
        let ended = self.ended_at(order).zip(end);
        self.step_orders.entry(run).or_default().insert((step, order), StepOrder { late, ended });
    }

    /// An order of a step that was taken back, or stands again: its step may be open again.
    pub(super) fn reckon_struck_steps(&mut self, touched: &[EventId]) {
        for id in touched {
            self.reckon_step_order(*id);
        }
    }
}
