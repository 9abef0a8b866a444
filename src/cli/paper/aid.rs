//! An aid request as the document that goes to the city that is asked.

use super::super::failure::Failure;
use super::super::output::Output;
use crate::domain::AidView;
use crate::text::say::Say;
use crate::text::tell::both;
use crate::text::visible::visible;

/// The requests there are, a line each, the open ones first.
pub(super) fn list(say: &Say<'_>) -> Result<(), Failure> {
    let mut output = Output::open();
    let views = say.world.aids();
    if views.is_empty() {
        output.line(say.lang.pick(
            "还没有支援请求: 在控制台的支援页草拟",
            "no aid request yet: one is drafted on the console's board of aid between cities",
        ))?;
    }
    for view in views {
        let (named, state, needs) = (say.aid(view.id), say.word(view.state), say.aid_needs(view.aid));
        output.line(&visible(&format!("{}  {named}  {}: {needs}  [{state}]", view.id.short(), view.aid.kind)))?;
    }
    output.flush()
}

/// The one that `which` names: the beginning of its short number, or words of what it is about or of whom it asks.
pub(super) fn one<'a>(say: &Say<'a>, which: &str) -> Result<AidView<'a>, Failure> {
    let named = |view: &AidView<'_>| {
        view.id.short().starts_with(which) || view.aid.kind.contains(which) || say.aid(view.id).contains(which)
    };
    let mut found: Vec<_> = say.world.aids().into_iter().filter(named).collect();
    match (found.pop(), found.len()) {
        (Some(view), 0) => Ok(view),
        (None, _) => Err(Failure::Usage(both!(
            "没有叫 `{which}` 的支援请求: 不写它, 就列出全部",
            "no aid request named `{which}`: without it every one is listed"
        ))),
        (Some(_), others) => {
            let count = others + 1;
            Err(Failure::Usage(both!(
                "有 {count} 份支援请求叫 `{which}`: 写它的编号, 不写就列出全部",
                "{count} aid requests are named `{which}`: give its short number; without it every one is listed"
            )))
        }
    }
}
