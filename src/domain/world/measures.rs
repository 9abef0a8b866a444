//! What a warning asks of its jurisdiction: the measures of art. 66 and 67, each answered (rules.md 2.2).

use std::collections::BTreeMap;

use super::World;
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    AreaCode, Article, Aspect, Colour, Decision, EventId, MeasureOf, Posture, Reckoning, Response, Rules, Taken, Timer,
    Value, Warning,
};

impl World {
    /// What was answered to a measure.
    pub fn measure(&self, of: MeasureOf) -> Reckoning<&Taken> {
        self.reckon(&Aspect::Measure(of), |v| if let Value::Measure(taken) = v { Some(taken) } else { None })
    }

    /// The measures of an article that nobody answered on a warning.
    pub fn measures_open(&self, warning: EventId, article: Article) -> Vec<MeasureOf> {
        let all = (1..=article.measures()).map(|number| MeasureOf { warning, article, number });
        all.filter(|of| self.measure(*of) == Reckoning::Unset).collect()
    }

    /// The red and orange warnings of which answers and calls are asked now, one a jurisdiction: the first of its event.
    /// One that is more severe, or comes long after the last, begins another event and asks anew; others of the same
    /// event ask nothing, so that five warnings of one night are one list of questions. Nothing is asked of an event that
    /// is over: its response was ended, its warnings were lifted, or no word of it came for so long.
    pub fn asked_warnings(&self, rules: &Rules, now: At) -> Vec<(EventId, &Warning)> {
        let mut asked: BTreeMap<&AreaCode, WarningEvent<'_>> = BTreeMap::new();
        let mut warnings = self.warnings_in_force();
        warnings.retain(|(_, warning)| Timer::call(warning.colour).is_some());
        for event in self.warning_events(rules, warnings) {
            asked.insert(&event.first.1.area, event);
        }
        let running = |event: &WarningEvent<'_>| {
            let fresh = now - event.last <= rules.within(Timer::WarningEpisode, event.last);
            fresh && self.terminated(&event.first.1.area).is_none_or(|at| at < event.last)
        };
        asked.into_values().filter(running).map(|event| event.first).collect()
    }

    /// These `warnings`, earliest received first, as events, one after the other: those of one jurisdiction that follow each other
    /// within their time, none more severe than the first, and no end of a response between them.
    pub fn warning_events<'a>(&'a self, rules: &Rules, warnings: Vec<(EventId, &'a Warning)>) -> Vec<WarningEvent<'a>> {
        let mut events: Vec<WarningEvent<'_>> = Vec::new();
        let mut newest: BTreeMap<&AreaCode, usize> = BTreeMap::new();
        let mut ends: BTreeMap<&AreaCode, Vec<At>> = BTreeMap::new();
        for (id, warning) in warnings {
            let ends = ends.entry(&warning.area).or_insert_with(|| self.terminations(&warning.area));
            let event = newest.get(&warning.area).and_then(|place| events.get_mut(*place));
            let goes_on = |event: &&mut WarningEvent<'_>| {
                event.goes_on_with(warning, rules) && !ends.iter().any(|at| event.over(*at, warning))
            };
            if let Some(event) = event.filter(goes_on) {
                event.last = warning.received;
                event.all.push((id, warning));
            } else {
                newest.insert(&warning.area, events.len());
                let (first, last) = ((id, warning), warning.received);
                events.push(WarningEvent { first, last, all: vec![first] });
            }
        }
        events
    }

    /// When a jurisdiction last ended its response.
    pub(super) fn terminated(&self, area: &AreaCode) -> Option<At> {
        self.terminations(area).into_iter().max()
    }

    /// When it ended any.
    fn terminations(&self, area: &AreaCode) -> Vec<At> {
        let ended = |response: &&Response| response.decision == Decision::Terminated;
        let ended = self.standing_decisions(area).map(|(_, response)| response).filter(ended);
        ended.map(|response| response.decided).collect()
    }

    /// Since when the eight measures wait for their answers: since the jurisdiction stood by, when it did so on this
    /// warning; else since the warning itself, which is what makes it stand by.
    pub fn measures_since(&self, warning: &Warning) -> At {
        let register = self.registers.get(&Aspect::Posture(warning.area.clone()));
        let writes = register.into_iter().flat_map(Register::writes).filter(|(id, _)| self.stands(id));
        let stood_by = writes.filter_map(|(_, write)| match &write.value.what {
            Value::Posture(Posture::Standby | Posture::War | Posture::Expanded) => Some(write.value.recorded),
            _ => None,
        });
        stood_by.filter(|at| *at >= warning.received).min().unwrap_or(warning.received)
    }
}

/// Warnings of one jurisdiction that belong together.
#[derive(Clone, Debug)]
pub struct WarningEvent<'a> {
    /// The first of them.
    pub first: (EventId, &'a Warning),
    /// When the last of them came.
    pub last: At,
    /// All of them, the earliest first.
    pub all: Vec<(EventId, &'a Warning)>,
}

impl WarningEvent<'_> {
    /// Whether a response that ended then lies between the last of them and the next.
    fn over(&self, ended: At, next: &Warning) -> bool {
        self.last <= ended && ended <= next.received
    }

    fn goes_on_with(&self, warning: &Warning, rules: &Rules) -> bool {
        let soon = warning.received - self.last <= rules.within(Timer::WarningEpisode, self.last);
        soon && warning.colour <= self.first.1.colour
    }
}

impl Article {
    /// Whose measures a warning of this colour asks for.
    pub fn of(colour: Colour) -> Self {
        match colour {
            Colour::Red | Colour::Orange => Self::Art67,
            Colour::Yellow | Colour::Blue => Self::Art66,
        }
    }
}
