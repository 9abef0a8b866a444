//! The matrix's lines about plans that run (rules.md 7.1): an order of a step is an order like any other.

use qianzhi::domain::{Command, Form, Level, OfStep, Recipient, Urgency};

use super::Log;
use super::matrix::Else::Goes;
use super::matrix::{ANYBODY, FOUR, Line, line};

pub(super) fn lines() -> Vec<Line> {
    let (before, under) = (Log::new(), Log::at_level(Level::Four));
    let order = |log: &Log, late| Command::OrderStep {
        of: OfStep { run: log.plan_run, step: "S1".into(), late },
        order: Box::new(Command::IssueOrder {
            form: Form::Order,
            to: Recipient::Team("T1".into()),
            incident: Some(log.incident),
            text: "赴现场".into(),
            urgency: Urgency::Urgent,
            destination: None,
            authority: None,
            until: None,
        }),
    };
    let prove = Command::ProveStep { run: before.plan_run, step: "S1".into(), evidence: "签到表".into() };
    vec![
        line("a step goes out before approval", before.clone(), order(&before, false), FOUR, Goes),
        line("a step goes out under a response", under.clone(), order(&under, false), ANYBODY, Goes),
        line("a late step is told of", under.clone(), order(&under, true), ANYBODY, Goes),
        line("a step is done with its evidence", before.clone(), prove, ANYBODY, Goes),
    ]
}
