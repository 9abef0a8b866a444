//! The way up (rules.md 3.3): after the government that had word first each one tells the next within its time, as far as the
//! law of the event's code wants it told. There is one such clock of an incident at a time: its moment is exact, because it runs
//! from the last receipt that is known, and the worst case follows from receipt to receipt.

use std::collections::BTreeMap;

use super::{Case, World};
use crate::clock::{At, Span};
use crate::domain::world::Merges;
use crate::domain::world::due::deadline;
use crate::domain::{
    AreaCode, Clock, Deadline, Due, EventId, FigureKind, Government, Grade, Handling, RuleId, Rules, What,
};

/// Those of whom one is enough for a disaster to be one with casualties.
const STRUCK: [FigureKind; 5] =
    [FigureKind::Dead, FigureKind::Missing, FigureKind::Injured, FigureKind::SlightlyInjured, FigureKind::Poisoned];

/// So many dead and missing of a disaster are told to province and state by the county itself (rules.md 3.3 RSTAT-2).
const MANY: u32 = 10;

/// A step of the way up.
#[derive(Clone, Copy)]
pub(super) struct Step {
    /// Who is told.
    pub(super) to: Government,
    /// Since when.
    pub(super) from: At,
    /// By when.
    pub(super) due: At,
    pub(super) rule: &'static RuleId,
}

/// 单位报告: whether the unit concerned told of its accident in time (rules.md 3.3 R493-2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitTold {
    /// The row that says by when.
    pub rule: RuleId,
    /// When the head of the unit was told.
    pub told: At,
    /// By when the county was to be told.
    pub due: At,
    /// When it was.
    pub received: At,
}

impl UnitTold {
    /// How much later than due; none when it was in time.
    pub fn late(&self) -> Option<Span> {
        (self.received > self.due).then(|| self.received - self.due)
    }
}

impl World {
    /// The next government that must be told of an incident that is not closed.
    pub(super) fn upward_due(
        &self,
        rules: &Rules,
        merges: &Merges,
        own: Option<&AreaCode>,
        case: &Case<'_>,
    ) -> Option<Deadline> {
        let step = self.steps_up(rules, merges, own, case).into_iter().find(|(_, met)| met.is_none())?.0;
        let what = Due::ReportUp { incident: case.id, to: step.to };
        Some(deadline(what, step.due, Some(step.rule), step.from, Some(case.id)))
    }

    /// The steps up from who had word first, each with when it was done, until the first that was not.
    pub(super) fn steps_up(
        &self,
        rules: &Rules,
        merges: &Merges,
        own: Option<&AreaCode>,
        case: &Case<'_>,
    ) -> Vec<(Step, Option<At>)> {
        let (first, mut before) = (received_by(own, case.area), case.received);
        let mut steps = Vec::new();
        for to in Government::UPWARD.into_iter().filter(|to| *to > first) {
            let Some(step) = self.step_up(rules, merges, case, (first, before), to) else { break };
            // Who was told before word came to anybody here knows since it did.
            let met = case.told.reached.get(&to).map(|at| (*at).max(case.received));
            steps.push((step, met));
            let Some(at) = met else { break };
            before = at;
        }
        steps
    }

    /// Since when and until when the government below `to`, which has known since `before`, must tell it; none when it need
    /// not.
    fn step_up(
        &self,
        rules: &Rules,
        merges: &Merges,
        case: &Case<'_>,
        (first, before): (Government, At),
        to: Government,
    ) -> Option<Step> {
        let clock = Clock::upward(case.code, to)?;
        let sensitive = case.sensitive && to <= Government::Province;
        let since = match clock {
            _ if sensitive => case.received,
            Clock::Accident => self.grave_enough_since(merges, case, to)?,
            Clock::DisasterCounty | Clock::DisasterCity | Clock::DisasterProvince => {
                let struck = |known: &Known| STRUCK.iter().any(|kind| known.get(kind).is_some_and(|count| *count > 0));
                self.figures_since(merges, case.id, struck)?
            }
            _ => case.received,
        };
        let from = before.max(since);
        let (rule, due) = rules.duty(clock, from)?;
        let step = Step { to, from, due, rule };
        Some(self.told_at_once(rules, merges, case, first, to).filter(|other| other.due < due).unwrap_or(step))
    }

    /// What a county tells province and state itself, on the same clock as the city (RSTAT-2).
    fn told_at_once(
        &self,
        rules: &Rules,
        merges: &Merges,
        case: &Case<'_>,
        first: Government,
        to: Government,
    ) -> Option<Step> {
        if !case.code.starts_with("11") || first > Government::County || to <= Government::City {
            return None;
        }
        let many = |known: &Known| {
            let count = |kind| known.get(&kind).copied().unwrap_or(0);
            count(FigureKind::Dead).saturating_add(count(FigureKind::Missing)) >= MANY
        };
        let from = self.figures_since(merges, case.id, many)?.max(case.received);
        let (rule, at_once) = rules.duty(Clock::DisasterGrave, from)?;
        let due = if at_once > from { at_once } else { rules.duty(Clock::DisasterCounty, from)?.1 };
        Some(Step { to, from, due, rule })
    }

    /// Since when an accident has been so grave that this government must be told; from its receipt on for those that every
    /// accident goes to, none where it need not be told.
    fn grave_enough_since(&self, merges: &Merges, case: &Case<'_>, to: Government) -> Option<At> {
        let reaches = |grade| {
            let rows = self.handlings(case.code, grade, case.received).into_iter();
            let mut told = rows.filter_map(|force| match force.row.what {
                What::Handling { handling: Handling::ReportTo, by, .. } => Some(by),
                _ => None,
            });
            told.next().is_some_and(|by| by >= to)
        };
        // Whatever is an accident is 一般 at least.
        if to == Government::City || reaches(Grade::Ordinary) {
            return Some(case.received);
        }
        let held = self.gravest(case.id)?;
        let least = [Grade::Serious, Grade::Major, Grade::Extreme].into_iter().find(|grade| reaches(*grade))?;
        if held < least {
            return None;
        }
        let decided = self.decided_since(merges, case.id, least);
        let since = decided.into_iter().chain(self.proven_since(case.id, least)).min();
        Some(since.unwrap_or(case.received))
    }

    /// Since when the known figures have been such without a break; none when they are not. A disputed figure counts as the
    /// greatest that anybody said.
    fn figures_since(&self, merges: &Merges, incident: EventId, such: impl Fn(&Known) -> bool) -> Option<At> {
        // Asked of every disaster whenever deadlines are: most have no figures.
        if !merges.whole(incident).any(|id| self.has_figures(id)) {
            return None;
        }
        let of = |kind| Some((kind, self.greatest_figure(incident, kind)?.count?));
        if !such(&STRUCK.into_iter().filter_map(of).collect()) {
            return None;
        }
        let told = self.told_figures(merges, incident);
        let (mut known, mut since) = (Known::new(), None);
        for (at, kind, figure) in &told {
            match figure.count {
                Some(count) => known.insert(*kind, count),
                None => known.remove(kind),
            };
            since = if such(&known) { since.or(Some(*at)) } else { None };
        }
        since.or_else(|| told.last().map(|(at, ..)| *at))
    }

    /// Whether the unit concerned told of its accident in time; none of other events, and while nobody said when its head was
    /// told.
    pub fn unit_told(&self, incident: EventId) -> Option<UnitTold> {
        let incident = self.kept(incident);
        self.incident_code(incident).strip_prefix("12")?;
        let merges = self.merges();
        let told = merges.whole(incident).filter_map(|id| self.incident(id)?.unit_told).min()?;
        let (_, received) = self.times(incident)?;
        self.unit_in_time(told, received)
    }

    /// The same of an accident whose unit was told then, and of which word came then.
    pub fn unit_in_time(&self, told: At, received: At) -> Option<UnitTold> {
        let rules = self.rules();
        let (rule, due) = rules.duty(Clock::Unit, told)?;
        Some(UnitTold { rule: rule.clone(), told, due, received })
    }
}

/// Counts that are known.
type Known = BTreeMap<FigureKind, u32>;

/// Which government an incident came to first: the bureau's own, when it lies in its jurisdiction, because its posts read the
/// log; else the one of the jurisdiction that it lies in. A city, when no register has that.
fn received_by(own: Option<&AreaCode>, area: &AreaCode) -> Government {
    let own = own.filter(|own| own.covers(area)).and_then(AreaCode::known_government);
    own.or_else(|| area.known_government()).unwrap_or(Government::City)
}
