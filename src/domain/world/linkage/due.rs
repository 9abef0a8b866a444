//! What aid requests are due for (rules.md 4.4): an answer within half an hour, within two hours at the latest; and when the
//! time that was asked for is over, whether the help is kept or released.

use super::super::World;
use super::super::due::{counted, deadline};
use crate::clock::Span;
use crate::domain::{AidState, AidWant, Deadline, Due, Rules, Timer};

impl World {
    pub(in crate::domain::world) fn aids_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for view in self.open_aids() {
            let incident = view.aid.incident;
            let due = |wants| Due::Aid { aid: view.id, wants };
            match (view.state, view.sent()) {
                (state, Some((sent, _))) if state.awaits_answer() => {
                    list.push(counted(rules, due(AidWant::Answer), Timer::AidAnswer, sent, incident));
                    list.push(counted(rules, due(AidWant::Limit), Timer::AidLimit, sent, incident));
                }
                (AidState::Arrived | AidState::Working, _) => {
                    let ends = view.arrived().zip(view.aid.hours);
                    list.extend(ends.map(|(from, hours)| {
                        deadline(due(AidWant::Release), from + Span::hours(hours.into()), None, from, incident)
                    }));
                }
                _ => {}
            }
        }
    }
}
