//! The action cards of a plan that was started, to print and hand out.

use super::super::failure::Failure;
use super::super::output::Output;
use crate::domain::EventId;
use crate::text::say::Say;
use crate::text::tell::both;
use crate::text::visible::visible;
use crate::text::when;

/// The plans that were started, a line each, the newest first.
pub(super) fn list(say: &Say<'_>) -> Result<(), Failure> {
    let mut output = Output::open();
    let runs = say.world.runs();
    if runs.is_empty() {
        output.line(say.lang.pick(
            "还没有启动预案: 在控制台的预案页启动",
            "no plan was started yet: one is started on the console's plan board",
        ))?;
    }
    for (run, started, plan) in runs.into_iter().rev() {
        let (name, at) = (say.plan_name(plan), when::date_minute(started.started));
        let level = say.word(say.world.run_level(started));
        output.line(&visible(&format!("{}  {name} {}  {level}  {at}", run.short(), plan.version)))?;
    }
    output.flush()
}

/// The one that `which` names: the beginning of its short number, or words of the plan's name.
pub(super) fn one(say: &Say<'_>, which: &str) -> Result<EventId, Failure> {
    let runs = say.world.runs();
    let named = runs.iter().filter(|(run, _, plan)| run.short().starts_with(which) || plan.name.contains(which));
    let mut found: Vec<EventId> = named.map(|(run, ..)| *run).collect();
    match (found.pop(), found.len()) {
        (Some(run), 0) => Ok(run),
        (None, _) => Err(Failure::Usage(both!(
            "没有启动过叫 `{which}` 的预案: 不写它, 就列出全部",
            "no plan named `{which}` was started: without it every one is listed"
        ))),
        (Some(_), others) => {
            let count = others + 1;
            Err(Failure::Usage(both!(
                "叫 `{which}` 的预案启动过 {count} 次: 写它的编号, 不写就列出全部",
                "plans named `{which}` were started {count} times: give its short number; without it every one is listed"
            )))
        }
    }
}
