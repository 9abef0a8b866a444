//! Guards: what must be there before something is done (rules.md 2.3, 2.4). Without it a reason is wanted, and somebody
//! else in authority ratifies; whoever does it may be in authority themselves.

use super::Beyond;
use crate::domain::rules::Guard;
use crate::domain::{Command, Decision, EventId, FigureKind, RuleId, Standing, World};

/// What is lacking.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lacking {
    /// 会商结论.
    Conclusion,
    /// An order to withdraw was not lifted.
    Withdrawal(EventId),
    /// People of an incident are trapped or missing, so many.
    People(EventId, FigureKind, u32),
}

/// What is lacking, by which row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lack {
    /// The row.
    pub rule: RuleId,
    /// What.
    pub what: Lacking,
}

/// What a command goes against, whoever gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unmet {
    /// What it asks of the table, and who ratifies it.
    pub beyond: Beyond,
    /// Everything that is lacking; never empty.
    pub lacks: Vec<Lack>,
}

/// What `command` lacks.
pub(super) fn lacks(world: &World, standing: &Standing, command: &Command) -> Vec<Lack> {
    let Command::DecideResponse { area, decision: Decision::Terminated, conclusion, .. } = command else {
        return Vec::new();
    };
    // Nothing runs that could be ended too early.
    if super::claim::gravest(world, area).is_none() {
        return Vec::new();
    }
    let row = |guard| world.guarded(guard, standing.now);
    let conclusion = row(Guard::Conclusion).filter(|_| conclusion.trim().is_empty());
    let mut lacks: Vec<Lack> = conclusion.map(|rule| Lack { rule, what: Lacking::Conclusion }).into_iter().collect();
    if let Some(rule) = row(Guard::LifeSafety) {
        let open = world.lives_at_stake(area).into_iter();
        lacks.extend(open.map(|what| Lack { rule: rule.clone(), what }));
    }
    lacks
}
