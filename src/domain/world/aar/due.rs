//! What reviews are due for (rules.md 5.5): of what ended the opening, of the open ones the next step, of the closed ones the
//! look back, of their items what is due soon.

use super::super::due::{AHEAD, counted, deadline};
use super::super::{Merges, World};
use super::AarView;
use crate::clock::At;
use crate::domain::{AarNoted, AarOf, AarState, AarWant, Clock, Deadline, Due, EventId, Improvement, Rules, Timer};

impl World {
    pub(in crate::domain::world) fn aars_due(&self, rules: &Rules, merges: &Merges, now: At, list: &mut Vec<Deadline>) {
        for (_, at, id) in &self.to_review {
            list.push(counted(rules, Due::Aar { aar: *id, wants: AarWant::Open }, Timer::AarOpen, *at, None));
        }
        for (id, ended) in self.drills_to_review(now) {
            list.push(counted(rules, Due::Aar { aar: id, wants: AarWant::Open }, Timer::AarOpen, ended, None));
        }
        for id in &self.open_aars {
            if let Some(view) = self.aar(*id) {
                steps_of_aar(rules, &view, list);
            }
        }
        for (at, id) in &self.closed_aars {
            list.extend(self.look_back_due(rules, now, *at, *id));
        }
        // Only what is due within a day presses anybody, and what is late: the set is by when.
        let soon = self.open_items.iter().take_while(|(due, ..)| *due - now < AHEAD);
        list.extend(soon.filter_map(|(due, item, aar)| self.item_due(*due, *item, *aar)));
        self.inquiries_due(rules, merges, now, list);
    }

    /// Everything that a review waits for, however far away, the most pressing first.
    pub fn aar_deadlines(&self, view: &AarView<'_>, now: At) -> Vec<Deadline> {
        self.aar_deadlines_by(&self.rules(), view, now)
    }

    /// The same, for who asks about many and made the rules once.
    pub fn aar_deadlines_by(&self, rules: &Rules, view: &AarView<'_>, now: At) -> Vec<Deadline> {
        let mut list = Vec::new();
        steps_of_aar(rules, view, &mut list);
        let closed = view.closed().filter(|(_, at, _)| self.closed_aars.contains(&(*at, view.id)));
        list.extend(closed.and_then(|(_, at, _)| self.look_back_due(rules, now, at, view.id)));
        let items = view.notes.iter().filter_map(|(id, said)| match said.what.what {
            AarNoted::Item(Improvement { due: Some(due), .. }) => Some((due, *id)),
            _ => None,
        });
        let open = items.filter(|(due, item)| self.open_items.contains(&(*due, *item, view.id)));
        list.extend(open.filter_map(|(due, item)| self.item_due(due, item, view.id)));
        self.inquiry_of(rules, view.id, &mut list);
        list.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
        list
    }

    /// From when on a closed review is looked back at; none while it is not closed.
    pub fn look_back_from(&self, view: &AarView<'_>) -> Option<At> {
        view.closed().map(|(_, at, _)| at + self.rules().within(Timer::AarLookFrom, at))
    }

    /// 回头看 of a closed one, once its time has come.
    fn look_back_due(&self, rules: &Rules, now: At, closed: At, aar: EventId) -> Option<Deadline> {
        let incident = self.opened_aars().get(&aar)?.what.incident;
        let due = Due::Aar { aar, wants: AarWant::LookBack };
        let begun = now - closed >= rules.within(Timer::AarLookFrom, closed);
        begun.then(|| counted(rules, due, Timer::AarLookBack, closed, incident))
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
}

/// What an open review waits for; of a disputed one what the side waits for that came least far.
fn steps_of_aar(rules: &Rules, view: &AarView<'_>, list: &mut Vec<Deadline>) {
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
}
