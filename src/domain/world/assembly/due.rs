//! What is due of teams that were mobilised (rules.md 5.3). Only those that are not over are looked at.

use std::collections::BTreeMap;

use super::super::World;
use super::super::due::{counted, deadline};
use super::Mobilisation;
use crate::clock::{At, Span};
use crate::domain::{AssemblyState, Deadline, Due, Fix, Rules, Setting, TeamCode, Timer, Told};
use crate::limits::{ETA_SLIP_PERCENT, FIXES_MISSED};

/// Whose device speaks every second is not out of touch after three.
const LOCATE_LEAST: Span = Span::minutes(3);

impl World {
    /// Arrivals, times of arrival, tasks and rests.
    pub(in crate::domain::world) fn mobilisations_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for one in self.mobilisations() {
            match one.state {
                AssemblyState::Ordered
                | AssemblyState::Assembling
                | AssemblyState::Mustered
                | AssemblyState::EnRoute
                | AssemblyState::AtRally => {
                    list.extend(self.arrival_due(rules, &one));
                    list.extend(eta_due(rules, &one));
                }
                AssemblyState::Staged => {
                    let from = one.checked_in().unwrap_or(one.order.issued);
                    let what = Due::AssignTask { order: one.id };
                    list.push(counted(rules, what, Timer::Task, from, one.order.incident));
                }
                AssemblyState::Returned => {
                    let what = Due::Rest { order: one.id };
                    list.push(counted(rules, what, Timer::Rest, one.since(), one.order.incident));
                }
                _ => {}
            }
        }
    }

    /// Teams on their way of whose device no position came for more than three intervals 失联. They are not in the log, so
    /// neither is this: whoever holds the newest positions asks.
    pub fn positions_due(&self, fixes: &BTreeMap<TeamCode, Fix>, now: At) -> Vec<Deadline> {
        let under_way = self.mobilisations().filter(|one| one.state.is_under_way());
        let silent = under_way.filter_map(|one| {
            let fix = fixes.get(one.team)?;
            let said = self.reported_position(one.team).map(|said| said.at);
            let last = said.map_or(fix.at, |said| said.max(fix.at));
            // How often a position is asked for goes by where the team is wanted; where nobody said that, by its device.
            let every = one.muster.setting.map_or(Span(fix.every_ms.max(1_000)), Setting::position_every);
            let due = last + Span(every.0.saturating_mul(FIXES_MISSED)).max(LOCATE_LEAST);
            let what = Due::Locate { order: one.id, last };
            let mut due = deadline(what, due, None, last, one.order.incident);
            if !due.late(now) {
                return None;
            }
            let alarm = due.alarm().0;
            due.acknowledged = self.alarm_acknowledged(&alarm);
            due.shelved = self.shelf(&alarm).map(|shelf| shelf.until).filter(|until| *until > now);
            Some(due)
        });
        silent.collect()
    }

    fn arrival_due(&self, rules: &Rules, one: &Mobilisation<'_>) -> Option<Deadline> {
        let (due, timer) = self.required(rules, one)?;
        let rule = timer.and_then(|timer| rules.row(timer));
        Some(deadline(Due::Arrive { order: one.id }, due, rule, one.order.issued, one.order.incident))
    }
}

/// A way that is blocked presses at once, and so does a time of arrival that slipped too far; else the time that was told,
/// with that much grace.
fn eta_due(rules: &Rules, one: &Mobilisation<'_>) -> Option<Deadline> {
    if !one.state.is_under_way() {
        return None;
    }
    let made = |due, from, since| {
        let what = Due::Eta { order: one.id, since };
        Some(deadline(what, due, rules.row(Timer::Slip), from, one.order.incident))
    };
    if let Some((since, _)) = one.blocked() {
        let at = one.told.iter().find(|(id, _)| *id == since).map(|(_, telling)| telling.at)?;
        return made(at, at, since);
    }
    let latest = latest(rules, one)?;
    let (since, telling) = one.newest(|told| told.eta().is_some())?;
    let eta = telling.told.eta()?;
    if eta > latest { made(telling.at, telling.at, since) } else { made(latest, telling.at, since) }
}

/// The latest arrival that is no alarm: by a fifth of the way more than was told first, and no more than the limit.
fn latest(rules: &Rules, one: &Mobilisation<'_>) -> Option<At> {
    let (_, first) = one.told.iter().find(|(_, telling)| telling.told.eta().is_some())?;
    let eta = first.told.eta()?;
    let departed = one.when(|told| matches!(told, Told::Departed { .. })).unwrap_or(first.at);
    let way = (eta - departed).0.max(0);
    let fifth = Span(way.saturating_mul(ETA_SLIP_PERCENT) / 100);
    Some(eta + fifth.min(rules.within(Timer::Slip, departed)))
}
