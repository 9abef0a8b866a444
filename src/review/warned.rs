//! K1: from a warning to the decision on it (rules.md 2.2, 5.6).

use super::{Indicator, Measure, Scope, at_most};
use crate::domain::{IndicatorCode, Timer, World};

/// Of each event of orange and red warnings, from the first to what answered it, as the interlock asks it: a response that
/// ran when it came answers it at once. The limit is that of its colour, and no longer than what the indicator aims at.
pub(super) fn to_decision(world: &World, scope: &Scope) -> Vec<Indicator> {
    let rules = world.rules();
    let mut list = Vec::new();
    let mut warnings = world.warnings();
    warnings.retain(|(_, warning)| Timer::decision(warning.colour).is_some());
    for event in world.warning_events(&rules, warnings) {
        let (from, warning) = event.first;
        let from_at = warning.received;
        let Some(timer) = Timer::decision(warning.colour).filter(|_| scope.holds(&warning.area, from_at)) else {
            continue;
        };
        let limit = rules.within(timer, from_at);
        let target_ms = at_most(world, IndicatorCode::K1, from_at).map_or(limit, |aim| aim.min(limit));
        let answered = world.decision_on(&warning.area, from_at, scope.as_of);
        let (to, to_at) = answered.map_or((None, None), |(id, at)| (Some(id), Some(at)));
        let span_ms = to_at.unwrap_or(scope.as_of) - from_at;
        let met = (to.is_some() || span_ms > target_ms).then_some(span_ms <= target_ms);
        let measure = Measure::Time { span_ms, from, from_at, to, to_at, target_ms };
        list.push(Indicator { id: IndicatorCode::K1, area: warning.area.clone(), measure, met });
    }
    list.sort_by(|a, b| a.area.cmp(&b.area));
    list
}
