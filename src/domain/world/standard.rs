//! Standards beside the grades that an incident's figures reach (rules.md 1.3, 1.4), and the signal that rain calls for: derived
//! from the rows in force, a lower bound as grades are, and nothing follows by itself but the rhythm of reports.

use super::World;
use super::grade::with_parents;
use crate::clock::At;
use crate::domain::grading::measured;
use crate::domain::{
    Class, Clock, Colour, EventId, GaugeCode, Grade, InForce, Level, Measure, Reading, Row, Standard, What,
};

/// A standard that an incident reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StandardMet<'a> {
    /// Which.
    pub standard: Standard,
    /// Which response level it stands for.
    pub level: Option<Level>,
    /// By what.
    pub measure: Measure,
    /// How much of it there is, in the measure's unit.
    pub value: u32,
    /// Something of it is unknown, or not verified.
    pub provisional: bool,
    /// The row that says so.
    pub force: InForce<'a>,
}

impl World {
    /// The standards that an incident's figures reach: of each the gravest level, of equals the first row.
    pub fn standards_met(&self, incident: EventId) -> Vec<StandardMet<'_>> {
        let merges = self.merges();
        let told = |id: EventId| self.has_figures(id);
        if !told(incident) && !merges.others(incident).iter().any(|id| told(*id)) {
            return Vec::new();
        }
        let mut list: Vec<StandardMet<'_>> = Vec::new();
        for force in self.standards_of(incident) {
            let What::Standard { standard, level, measure: Some(measure), from, below } = force.row.what else {
                continue;
            };
            let known = measured(measure, &|kind| self.greatest_figure(incident, kind));
            let Some(value) = known.value.filter(|value| *value >= from && below.is_none_or(|below| *value < below))
            else {
                continue;
            };
            let met = StandardMet { standard, level, measure, value, provisional: !known.whole, force };
            match list.iter_mut().find(|one| one.standard == standard) {
                Some(one) if level > one.level => *one = met,
                Some(_) => {}
                None => list.push(met),
            }
        }
        list
    }

    /// What of such an event's standards no figure says: for a person to judge.
    pub fn standards_judged(&self, incident: EventId) -> Vec<InForce<'_>> {
        let judged = |force: &InForce<'_>| matches!(force.row.what, What::Standard { measure: None, .. });
        self.standards_of(incident).into_iter().filter(judged).collect()
    }

    /// 较大涉险事故: an accident that puts many in danger, as long as it is not graded 较大 or above.
    pub fn near_miss(&self, incident: EventId) -> Option<StandardMet<'_>> {
        let (_, received) = self.times(incident)?;
        let accident = self.class_of(self.incident_code(incident), received) == Some(Class::Accident);
        let met = self.standards_met(incident).into_iter().find(|met| met.standard == Standard::NearMiss);
        met.filter(|_| accident && self.gravest(incident) < Some(Grade::Serious))
    }

    /// By which row an accident is followed up.
    pub(super) fn follow_up_clock(&self, incident: EventId) -> Clock {
        if self.gravest(incident) >= Some(Grade::Major) {
            Clock::FollowUpMajor
        } else if self.near_miss(incident).is_some() {
            Clock::FollowUpNearMiss
        } else {
            Clock::FollowUp
        }
    }

    /// The rows of the standards that concern an event of this code, as they were in force when word came.
    fn standards_of(&self, incident: EventId) -> Vec<InForce<'_>> {
        let (code, at) = (self.incident_code(incident), self.times(incident).map(|(_, received)| received));
        let Some(at) = at.filter(|_| !code.is_empty()) else { return Vec::new() };
        let class = self.class_of(code, at);
        let concerns = |what: &What| {
            let What::Standard { standard, .. } = what else { return false };
            let belongs = |to: &str| with_parents(code).any(|parent| parent == to);
            match standard {
                Standard::NearMiss => class == Some(Class::Accident),
                Standard::Relief => class == Some(Class::Natural),
                // 防汛抗旱 has floods, droughts and rainstorms (rules.md 4.1).
                Standard::Flood => belongs("11A00") || belongs("11B03"),
                Standard::ForestReport | Standard::Forest => belongs("11G00"),
            }
        };
        self.rows_in_force(at, &concerns)
    }

    /// Rows of one form as they are in force. Asked of every accident: the others of so many rows are passed by.
    pub(super) fn rows_in_force(&self, at: At, of: &dyn Fn(&What) -> bool) -> Vec<InForce<'_>> {
        let any_put = self.rows_put().next().is_some();
        let in_force = |row: &'static Row| if any_put { self.in_place_of(row, at) } else { self.adopted_row(row) };
        let of_set = self.rule_set().rows().filter(|row| of(&row.what)).map(in_force);
        let beside = self.rows_beside(at).filter(|force| of(&force.row.what));
        of_set.chain(beside).filter(|force| force.row.in_force(at)).collect()
    }

    /// The gravest rainstorm signal that a gauge's rain calls for at its newest reading; none where it calls for none. Rain of
    /// readings that do not overlap is added, as far as they are at hand: there may have been more.
    pub fn rain_signal(&self, gauge: &GaugeCode) -> Option<(Colour, InForce<'_>)> {
        let (_, readings) = self.gauges().find(|(code, _)| *code == gauge)?;
        let newest = readings.first().filter(|reading| is_rain(reading))?;
        let signals = self.rows_in_force(newest.to, &|what| matches!(what, What::Signal { .. }));
        let reached = signals.into_iter().filter_map(|force| {
            let What::Signal { colour, within, from } = force.row.what else { return None };
            let since = newest.to - within;
            let inside = readings.iter().filter(|one| is_rain(one) && one.from >= since && one.to <= newest.to);
            let (mut sum, mut free, mut most) = (0_i64, newest.to, 0_i64);
            for one in inside {
                most = most.max(one.milli);
                if one.to <= free {
                    sum = sum.saturating_add(one.milli);
                    free = one.from;
                }
            }
            (sum.max(most) >= i64::from(from) * 1000).then_some((colour, force))
        });
        reached.max_by_key(|(colour, _)| *colour)
    }
}

/// Rain over a time, in millimetres.
fn is_rain(reading: &Reading) -> bool {
    reading.unit == "mm" && reading.quantity.contains('雨') && reading.to > reading.from
}
