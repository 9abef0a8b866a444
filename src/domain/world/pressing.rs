//! What presses after the first deadlines: calls, reminders, an order's own time, answers to warnings.

use super::World;
use super::due::{Heard, counted, deadline};
use crate::clock::{At, Span};
use crate::domain::{Article, Deadline, Due, EventId, Order, Rules, Timer, Urgency};

impl World {
    /// What an open order waits for besides its acknowledgement, count and departure.
    pub(super) fn order_presses(
        &self,
        rules: &Rules,
        now: At,
        (id, order): (EventId, &Order),
        heard: Heard,
        list: &mut Vec<Deadline>,
    ) {
        if let Some(until) = order.until {
            list.push(deadline(Due::Complete { order: id }, until, None, order.issued, order.incident));
        }
        match heard.acknowledged {
            None => list.extend(self.next_call_due(rules, id, order)),
            Some(at) if !heard.executing && !heard.counts && heard.moved.is_none_or(|moved| moved <= at) => {
                list.extend(self.reminder_due(rules, now, (id, order), at));
            }
            Some(_) => {}
        }
    }

    /// After a call in vain the next contact has a time and an alarm of its own; before the first one the late
    /// acknowledgement itself says whom to call.
    fn next_call_due(&self, rules: &Rules, id: EventId, order: &Order) -> Option<Deadline> {
        let calls = self.call_events(id);
        let (last, call) = calls.last().filter(|_| !calls.iter().any(|(_, call)| call.answered()))?;
        let what = Due::CallNext { order: id, last: *last };
        Some(counted(rules, what, Timer::CallNext, call.at, order.incident))
    }

    /// Acknowledged, and nothing heard since: a reminder every so often. It is listed when its time has come and not
    /// before, and each is an alarm of its own, so that one that was seen does not silence the next.
    fn reminder_due(
        &self,
        rules: &Rules,
        now: At,
        (id, order): (EventId, &Order),
        acknowledged: At,
    ) -> Option<Deadline> {
        let calls = self.calls(id);
        let since = calls.iter().filter(|call| call.answered()).map(|call| call.at).fold(acknowledged, At::max);
        let timer = if order.urgency == Urgency::Routine { Timer::RemindRoutine } else { Timer::RemindUrgent };
        let every = rules.within(timer, since).max(Span::minutes(1));
        let round = u32::try_from((now - since).0 / every.0).unwrap_or(0);
        let at = since + Span(every.0.saturating_mul(i64::from(round)));
        let what = Due::Remind { order: id, since, round };
        let rule = rules.row(timer);
        (round > 0).then(|| deadline(what, at, rule, since, order.incident))
    }

    /// Answers and calls that red and orange warnings ask for.
    pub(super) fn warnings_press(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        for (warning, received) in self.asked_warnings(rules, now) {
            if !self.measures_open(warning, Article::of(received.colour)).is_empty() {
                let what = Due::AnswerMeasures { warning };
                list.push(counted(rules, what, Timer::AnswerMeasures, self.measures_since(received), None));
            }
            let rule = Timer::call(received.colour).and_then(|timer| rules.row(timer));
            let levels = self.warning_calls(rules, warning);
            for level in levels.iter().filter(|level| level.begins <= now && level.open().next().is_some()) {
                let what = Due::CallLevel { warning, tier: level.tier };
                list.push(deadline(what, level.due, rule, level.begins, None));
            }
        }
    }
}
