//! What reviews are due for (rules.md 5.5): of what ended the opening, of the open ones the next step, of their items what
//! is due soon, of accidents the investigation.

use super::super::World;
use super::super::due::{counted, deadline};
use super::AarView;
use crate::clock::{At, Span};
use crate::domain::{
    AarOf, AarState, AarWant, Class, Clock, Deadline, Due, EventId, Handling, Inquiry, Rules, Timer, What,
};

impl World {
    pub(in crate::domain::world) fn aars_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        for (_, at, id) in &self.to_review {
            list.push(counted(rules, Due::Aar { aar: *id, wants: AarWant::Open }, Timer::AarOpen, *at, None));
        }
        for (id, ended) in self.drills_to_review(now) {
            list.push(counted(rules, Due::Aar { aar: id, wants: AarWant::Open }, Timer::AarOpen, ended, None));
        }
        for id in &self.open_aars {
            if let Some(view) = self.aar(*id) {
                self.steps_of_aar(rules, now, &view, list);
            }
        }
        // Only what is due within a day presses anybody, and what is late: the set is by when.
        let soon = self.open_items.iter().take_while(|(due, ..)| *due - now < Span::hours(24));
        list.extend(soon.filter_map(|(due, item, aar)| self.item_due(*due, *item, *aar)));
    }

    /// Everything that a review waits for, however far away, the most pressing first.
    pub fn aar_deadlines(&self, view: &AarView<'_>, now: At) -> Vec<Deadline> {
        let mut list = Vec::new();
        self.steps_of_aar(&self.rules(), now, view, &mut list);
        let items = self.open_items.iter().filter(|(_, _, aar)| *aar == view.id);
        list.extend(items.filter_map(|(due, item, aar)| self.item_due(*due, *item, *aar)));
        list.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
        list
    }

    fn item_due(&self, due: At, item: EventId, aar: EventId) -> Option<Deadline> {
        let (view, said) = (self.improvement(aar, item)?, self.opened_aars().get(&aar)?);
        Some(deadline(Due::Aar { aar, wants: AarWant::Item(item) }, due, None, view.opened, said.what.incident))
    }

    /// Drills that are over by this world's clock, and of which no review was opened.
    fn drills_to_review(&self, now: At) -> Vec<(EventId, At)> {
        let drills = self.standing(&self.drills).map(|(id, said)| (id, self.drill_ended(said.what.ends)));
        drills.filter(|(id, ended)| *ended < now && self.aar_of(AarOf::Drill(*id)).is_none()).collect()
    }

    /// When a drill was over: by its own time, or when a controller ended it.
    pub fn drill_ended(&self, ends: At) -> At {
        let by_hand = self.ended_drills.iter().find(|(_, id)| self.stands(id)).map(|(at, _)| *at);
        by_hand.map_or(ends, |at| at.min(ends))
    }

    /// What an open review waits for.
    fn steps_of_aar(&self, rules: &Rules, now: At, view: &AarView<'_>, list: &mut Vec<Deadline>) {
        let (aar, incident) = (view.id, view.aar.incident);
        let due = |wants| Due::Aar { aar, wants };
        if view.state == AarState::Opened {
            list.push(counted(rules, due(AarWant::Seal), Timer::AarSeal, view.aar.at, incident));
        }
        if view.state <= AarState::Gathering && view.hot_wash().is_none() {
            list.push(counted(rules, due(AarWant::HotWash), Timer::AarHotWash, view.aar.ended, incident));
        }
        let duty = |wants, clock, from| {
            let (row, until) = rules.duty(clock, from)?;
            Some(deadline(due(wants), until, Some(row), from, incident))
        };
        if view.state == AarState::Gathering
            && let Some((_, at, _)) = view.sealed()
        {
            list.extend(duty(AarWant::Timeline, Clock::AarTimeline, at));
        }
        if view.state < AarState::Final {
            let clock = if matches!(view.aar.of, AarOf::Drill(_)) { Clock::AarDrill } else { Clock::AarIncident };
            list.extend(duty(AarWant::Report, clock, view.aar.ended));
        }
        if view.looked_back().is_none()
            && let Some((_, at, _)) = view.closed()
            && now - at >= rules.within(Timer::AarLookFrom, at)
        {
            list.push(counted(rules, due(AarWant::LookBack), Timer::AarLookBack, at, incident));
        }
        self.inquiry_due(rules, view, list);
    }

    /// The investigation of an accident, where its grade gives it to this jurisdiction's government: its report within the
    /// time of Order 493 art. 29, extended by no more than that allows, and the reply of art. 32.
    fn inquiry_due(&self, rules: &Rules, view: &AarView<'_>, list: &mut Vec<Deadline>) {
        let incident = view.aar.incident;
        let noted = |of: Inquiry| view.inquiries().filter(|(_, what)| *what == of).map(|(at, _)| at).min();
        let due = |wants| Due::Aar { aar: view.id, wants };
        match (noted(Inquiry::Submitted), noted(Inquiry::Replied)) {
            (_, Some(_)) => {}
            (Some(at), None) => {
                list.push(counted(rules, due(AarWant::Reply), Timer::InquiryReply, at, incident));
            }
            (None, None) => {
                let Some(incident) = incident.filter(|id| self.investigates(view, *id)) else { return };
                let Some((occurred, _)) = self.times(incident) else { return };
                let days = view.inquiries().filter_map(|(_, what)| match what {
                    Inquiry::Extended(days) => Some(i64::from(days)),
                    _ => None,
                });
                let more = Span::hours(24 * days.sum::<i64>()).min(rules.within(Timer::InquiryMore, occurred));
                let mut report = counted(rules, due(AarWant::Investigation), Timer::Inquiry, occurred, Some(incident));
                report.due = report.due + more;
                list.push(report);
            }
        }
    }

    /// Whether the law gives the investigation of an incident to the government of this review's jurisdiction.
    fn investigates(&self, view: &AarView<'_>, incident: EventId) -> bool {
        let own = view.aar.area.government();
        // What follows is asked of every row: of accidents alone, which are few.
        let Some((_, received)) = self.times(incident) else { return false };
        if self.class_of(self.incident_code(incident), received) != Some(Class::Accident) {
            return false;
        }
        self.consequences(incident).is_some_and(|follows| {
            let investigates =
                |what: &What| matches!(what, What::Handling { handling: Handling::Investigate, by, .. } if *by == own);
            follows.rules.iter().any(|force| investigates(&force.row.what))
        })
    }
}
