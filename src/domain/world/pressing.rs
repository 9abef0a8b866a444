//! What presses after the first deadlines: calls, reminders, an order's own time, answers to warnings.

use super::World;
use super::due::{Heard, counted, deadline};
use crate::clock::{At, Span};
use crate::domain::algebra::Ladder;
use crate::domain::{Article, Call, Deadline, Due, EventId, Order, Rules, Tier, Timer, Urgency};

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
            Some(at) if !heard.executing && !heard.counts && heard.moved.is_none_or(|moved| moved <= at) => {
                list.extend(self.reminder_due(rules, now, (id, order), at));
            }
            None | Some(_) => {}
        }
    }

    /// What an order waits for that nobody acknowledged, always one thing. First the acknowledgement. Late, when it went to
    /// somebody who is on the phone, it is the first call: the same alarm, which rings once and stays put aside. After a
    /// call in vain the next contact has a time and an alarm of its own. Once a human answered it is the acknowledgement
    /// again.
    pub(super) fn answer_due(
        &self,
        rules: &Rules,
        now: At,
        (id, order): (EventId, &Order),
        calls: Option<&Ladder<Call>>,
        timer: Timer,
    ) -> Deadline {
        let calls = calls.map(|calls| self.call_events_in(calls)).unwrap_or_default();
        let late = counted(rules, Due::Acknowledge { order: id }, timer, order.issued, order.incident);
        match calls.last() {
            None if order.to.is_on_the_phone() && late.late(now) => {
                Deadline { what: Due::CallNext { order: id, last: id }, ..late }
            }
            Some((last, call)) if !calls.iter().any(|(_, call)| call.answered()) => {
                let what = Due::CallNext { order: id, last: *last };
                counted(rules, what, Timer::CallNext, call.at, order.incident)
            }
            _ => late,
        }
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
            // A level at which nobody is listed is called by nobody, and nobody would miss it: by when the first of them
            // would have answered.
            let unlisted = || self.levels_unlisted(warning).first().map(|tier| i64::from(*tier as u8) + 1);
            if levels.len() < Tier::ALL.len()
                && let (Some(timer), Some(place)) = (Timer::call(received.colour), unlisted())
            {
                let within = Span(rules.within(timer, received.received).0.saturating_mul(place));
                let (what, from) = (Due::ListCallees { warning }, received.received);
                list.push(deadline(what, from + within, rule, from, None));
            }
            for level in levels.iter().filter(|level| level.begins <= now && level.open().next().is_some()) {
                let what = Due::CallLevel { warning, tier: level.tier };
                list.push(deadline(what, level.due, rule, level.begins, None));
            }
        }
    }
}
