//! What consultations are due for (rules.md 5.1): of the open ones the next step, of each jurisdiction with a response the
//! next consultation.

use std::collections::{BTreeMap, BTreeSet};

use super::super::World;
use super::super::due::{counted, deadline};
use super::ConsultView;
use crate::clock::At;
use crate::domain::{
    AreaCode, Aspect, Colour, ConsultKind, ConsultState, ConsultWant, Deadline, Due, EventId, Level, Response, Rules,
    Timer,
};

impl Timer {
    /// The rhythm of consultations at a level.
    pub fn next_consult(level: Level) -> Self {
        match level {
            Level::One => Self::ConsultNextOne,
            Level::Two => Self::ConsultNextTwo,
            Level::Three => Self::ConsultNextThree,
            Level::Four => Self::ConsultNextFour,
        }
    }
}

impl World {
    /// The open ones are made once for everybody who asks.
    pub(in crate::domain::world) fn consults_due(
        &self,
        rules: &Rules,
        now: At,
        open: &[ConsultView<'_>],
        list: &mut Vec<Deadline>,
    ) {
        let red: BTreeSet<&AreaCode> = self.red_in_force(rules, now);
        for view in open {
            self.consult_due(rules, now, view, red.contains(&view.consult.area), list);
        }
        for area in self.areas_to_consult(&red) {
            list.extend(self.next_consult_due(rules, &area, red.contains(&area), open));
        }
    }

    /// What one that is open waits for.
    fn consult_due(&self, rules: &Rules, now: At, view: &ConsultView<'_>, red: bool, list: &mut Vec<Deadline>) {
        let incident = view.consult.incident;
        let due = |wants| Due::Consult { consult: view.id, wants };
        match view.state {
            ConsultState::Requested if view.consult.kind == ConsultKind::Emergency => {
                list.push(counted(rules, due(ConsultWant::Accept), Timer::ConsultAccept, view.consult.at, incident));
            }
            ConsultState::Convening => {
                let Some((at, convening)) = view.convened() else { return };
                if !self.members_to_call(view, now).is_empty() {
                    list.push(counted(rules, due(ConsultWant::Call), Timer::ConsultCall, at, incident));
                }
                let start = match (red, view.consult.kind) {
                    (true, _) => Some(Timer::ConsultStartRed),
                    (false, ConsultKind::Emergency) => Some(Timer::ConsultStart),
                    // The others begin when they were called for.
                    (false, _) => None,
                };
                list.push(match start {
                    Some(timer) => counted(rules, due(ConsultWant::Start), timer, at, incident),
                    None => deadline(due(ConsultWant::Start), convening.t0, None, at, incident),
                });
            }
            ConsultState::Running => {
                let ended = view.ended();
                list.extend(ended.map(|at| counted(rules, due(ConsultWant::Draft), Timer::ConsultDraft, at, incident)));
            }
            ConsultState::Concluded | ConsultState::Issued => {
                if let Some((_, at, signed)) = view.signed() {
                    let until = signed.conclusion.valid_until;
                    list.push(deadline(due(ConsultWant::Renew), until, None, at, incident));
                }
            }
            ConsultState::Requested | ConsultState::ToSign | ConsultState::Closed | ConsultState::Cancelled => {}
        }
    }

    /// Whether a jurisdiction is asked for a consultation now: the first of its response, or one that is late.
    pub(in crate::domain::world) fn consultation_asked(&self, area: &AreaCode, now: At) -> bool {
        let rules = self.rules();
        let red = self.red_in_force(&rules, now);
        if !self.areas_to_consult(&red).contains(area) {
            return false;
        }
        let open: Vec<ConsultView<'_>> = self.open_consultations().collect();
        let due = self.next_consult_due(&rules, area, red.contains(area), &open);
        due.is_some_and(|due| match &due.what {
            Due::NextConsult { since, .. } => self.consultation(*since).is_none() || due.late(now),
            _ => false,
        })
    }

    /// The jurisdictions of which a rhythm is asked: a response runs there, or a red warning is in force and consultations
    /// have begun.
    fn areas_to_consult(&self, red: &BTreeSet<&AreaCode>) -> BTreeSet<AreaCode> {
        let mut areas: BTreeSet<AreaCode> = self.areas_responding().cloned().collect();
        areas.extend(red.iter().filter(|area| self.held_in(area).next().is_some()).map(|area| (*area).clone()));
        areas
    }

    /// The jurisdictions in which a response runs.
    fn areas_responding(&self) -> impl Iterator<Item = &AreaCode> {
        let from = Aspect::Response(AreaCode::default());
        let areas = self.registers.range(from..).map_while(|(aspect, _)| match aspect {
            Aspect::Response(area) => Some(area),
            _ => None,
        });
        areas.filter(|area| self.response(area).first().and_then(Response::level).is_some())
    }

    /// The next one of a jurisdiction: the first so long after the activation, then so often as the level asks; more often
    /// while a red warning is in force. One that is on its way is the next one: its own limits run.
    fn next_consult_due(
        &self,
        rules: &Rules,
        area: &AreaCode,
        red: bool,
        open: &[ConsultView<'_>],
    ) -> Option<Deadline> {
        let on_its_way = open.iter().any(|view| {
            view.consult.area == *area
                && matches!(view.state, ConsultState::Convening | ConsultState::Running | ConsultState::ToSign)
        });
        if on_its_way {
            return None;
        }
        let run = self.activated_since(area);
        let last = self.held_in(area).next_back();
        let last = last.filter(|(at, _)| run.as_ref().is_none_or(|(since, ..)| at >= since) || red);
        let due = |since: EventId| Due::NextConsult { area: area.clone(), since };
        match (last, run) {
            (Some((at, id)), run) => {
                let by_level = run.map(|(_, _, level)| Timer::next_consult(level));
                let timer = by_level.into_iter().chain(red.then_some(Timer::ConsultNextRed));
                let timer = timer.min_by_key(|timer| rules.within(*timer, at))?;
                Some(counted(rules, due(id), timer, at, None))
            }
            (None, Some((since, decision, _))) => Some(counted(rules, due(decision), Timer::ConsultFirst, since, None)),
            (None, None) => None,
        }
    }

    /// Since when a response runs in a jurisdiction without a break, by which decision, and at which level now.
    pub(in crate::domain::world) fn activated_since(&self, area: &AreaCode) -> Option<(At, EventId, Level)> {
        let level = self.response(area).first().and_then(Response::level)?;
        let decisions = self.decision_events(area);
        let run = decisions.iter().rev().take_while(|(_, response)| response.level().is_some());
        run.last().map(|(id, response)| (response.decided, *id, level))
    }

    /// The jurisdictions for which a red warning is in force: received in the time in which another one belongs to the same
    /// event, nobody lifted it, and no response ended since.
    fn red_in_force(&self, rules: &Rules, now: At) -> BTreeSet<&AreaCode> {
        let fresh = self.warnings_in_force().into_iter().map(|(_, warning)| warning).filter(|warning| {
            warning.colour == Colour::Red
                && now - warning.received <= rules.within(Timer::WarningEpisode, warning.received)
        });
        // The earliest come first, so the newest of a jurisdiction stays.
        let newest: BTreeMap<&AreaCode, At> = fresh.map(|warning| (&warning.area, warning.received)).collect();
        let lasts = |area: &AreaCode, received: At| self.terminated(area).is_none_or(|ended| ended < received);
        newest.into_iter().filter(|(area, received)| lasts(area, *received)).map(|(area, _)| area).collect()
    }

    /// The same of every consultation, over or not: for whoever looks back.
    pub fn orders_of_consultations(&self) -> BTreeSet<EventId> {
        let views = self.consultations();
        let actions = views.iter().flat_map(|view| view.actions(self));
        actions.filter_map(|action| action.order.map(|order| order.id)).collect()
    }

    /// The orders that these open consultations settled: they have a time of their own to be acknowledged.
    pub(in crate::domain::world) fn consulted_orders(&self, open: &[ConsultView<'_>]) -> BTreeSet<EventId> {
        let open = open.iter().filter(|view| view.state == ConsultState::Issued);
        open.flat_map(|view| view.actions(self)).filter_map(|action| action.order.map(|order| order.id)).collect()
    }
}
