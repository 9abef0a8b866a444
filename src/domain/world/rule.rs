//! The rules of a world: the adopted set, and the rows that a bureau put in the place of its rows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::World;
use crate::clock::At;
use crate::domain::rules::{DETOUR, Limit};
use crate::domain::{
    Adopted, Aspect, BuiltIn, Calendar, Clock, Deadline, EventId, Fact, Goal, Going, InForce, IndicatorCode,
    JumpLimits, Need, Refusal, ReportKind, ReportPart, Row, RuleChange, RuleId, Rules, SetName, Speed, Speeds, Timer,
    Value, What, Whence,
};

impl World {
    /// What the log adopted; the oldest adoption while that is disputed.
    fn adopted(&self) -> Option<&Adopted> {
        self.reckon(&Aspect::Rules, |v| if let Value::Rules(a) = v { Some(a.as_ref()) } else { None }).first()
    }

    /// Whether the log adopted rules.
    pub(in crate::domain) fn has_rules(&self) -> bool {
        self.adopted().is_some()
    }

    /// The set whose rows this world counts by. A log that adopted nothing, or a set that this program lacks, has the
    /// first one.
    pub fn rule_set(&self) -> &'static BuiltIn {
        match self.adopted() {
            Some(Adopted::Set(name)) => BuiltIn::named(name).unwrap_or(BuiltIn::FIRST),
            Some(Adopted::Limits(_)) | None => BuiltIn::FIRST,
        }
    }

    /// The limits in force.
    pub fn rules(&self) -> Rules {
        let adopted = self.adopted();
        let set = self.rule_set();
        let limits = Timer::ALL.iter().map(|timer| {
            let row = set.rows().find(|row| matches!(&row.what, What::Timer { timer: of, .. } if of == timer));
            let own = row.and_then(|row| if let What::Timer { within, .. } = row.what { Some(within) } else { None });
            let carried = if let Some(Adopted::Limits(limits)) = adopted { limits.of(*timer) } else { None };
            let instead = row.and_then(|row| {
                self.instead_of(row, |what| if let What::Timer { within, .. } = what { Some(*within) } else { None })
            });
            Limit { row: row.map(|row| &row.id), adopted: carried.or(own).unwrap_or_default(), instead }
        });
        let limits = limits.collect();
        let duties = Clock::ALL.iter().map(|clock| {
            let row = set.row(&RuleId(Cow::Borrowed(clock.row())))?;
            let by = |what: &What| if let What::Duty { by, .. } = what { Some(*by) } else { None };
            Some(Limit { row: Some(&row.id), adopted: by(&row.what)?, instead: self.instead_of(row, by) })
        });
        let duties = duties.collect();
        let calendar = self.calendar();
        match adopted {
            None => Rules { name: String::new(), unknown: None, limits, duties, calendar },
            Some(Adopted::Limits(carried)) => {
                Rules { name: carried.name.clone(), unknown: None, limits, duties, calendar }
            }
            Some(Adopted::Set(name)) => {
                let unknown = BuiltIn::named(name).is_none().then(|| name.clone());
                Rules { name: format!("{}/{}", name.name, name.version), unknown, limits, duties, calendar }
            }
        }
    }

    /// Which days are worked: by a bureau's calendar, or all but the weekends. A calendar holds for the days that it names,
    /// whenever it began to.
    pub fn calendar(&self) -> Calendar {
        let id = RuleId(Cow::Borrowed("R-工作日"));
        let put = self.row_instead(&id).and_then(|(_, change)| change.row.as_deref());
        match put.map(|row| &row.what) {
            Some(What::Calendar(calendar)) => calendar.clone(),
            _ => Calendar::WEEKENDS,
        }
    }

    /// What a bureau's row in the place of this one limits, and while it is in force; none when it is of another form.
    fn instead_of<T>(&self, row: &Row, of: impl Fn(&What) -> Option<T>) -> Option<(T, Option<At>, Option<At>)> {
        let (_, change) = self.row_instead(&row.id)?;
        let other = change.row.as_ref().filter(|other| row.what.limits_the_same(&other.what))?;
        Some((of(&other.what)?, other.from, other.to))
    }

    /// What a bureau put in the place of a row, or beside the rows; with the event that did.
    fn row_instead(&self, id: &RuleId) -> Option<(EventId, &RuleChange)> {
        let values = self.values(&Aspect::Rule(id.clone()));
        values.into_iter().find_map(|(event, said)| match &said.what {
            Value::Rule(change) if change.row.is_some() => Some((*event, change.as_ref())),
            _ => None,
        })
    }

    /// Every row that a bureau put there, in order of name.
    pub(super) fn rows_put(&self) -> impl Iterator<Item = (EventId, &RuleChange)> {
        let from = Aspect::Rule(RuleId(Cow::Borrowed("")));
        let of_rules =
            self.registers.range(from..).map_while(|(a, _)| if let Aspect::Rule(id) = a { Some(id) } else { None });
        of_rules.filter_map(|id| self.row_instead(id))
    }

    /// A rule as it is in force at `at`.
    pub fn rule(&self, id: &RuleId, at: At) -> Option<InForce<'_>> {
        self.row_put(id, at).or_else(|| self.rule_set().row(id).map(|row| self.adopted_row(row)))
    }

    /// What a bureau put in the place of a row or beside them, while it is in force.
    fn row_put(&self, id: &RuleId, at: At) -> Option<InForce<'_>> {
        let (event, change) = self.row_instead(id)?;
        let row = change.row.as_deref().filter(|row| row.in_force(at))?;
        Some(InForce { row: Cow::Borrowed(row), whence: profile(event, change) })
    }

    /// A row of the set, or what is in force in its place.
    pub(super) fn in_place_of(&self, row: &'static Row, at: At) -> InForce<'_> {
        self.row_put(&row.id, at).unwrap_or_else(|| self.adopted_row(row))
    }

    /// The rule that a deadline follows from, as it was in force when its limit began to run; none for what the plan
    /// itself limits.
    pub fn rule_behind(&self, deadline: &Deadline) -> Option<InForce<'_>> {
        let id = deadline.rule?;
        let adopted = self.rule_set().row(id);
        let force = self.rule(id, deadline.from)?;
        // A row of another form was put there: it changes no limit, so it explains none.
        match adopted {
            Some(row) if !row.what.limits_the_same(&force.row.what) => Some(self.adopted_row(row)),
            _ => Some(force),
        }
    }

    /// The first rule of the adopted set that says something of this form, as it is in force at `at`; a row of another
    /// form in its place says nothing. What a bureau added beside the set is asked where the set says nothing.
    fn said<T>(&self, at: At, of: impl Fn(&What) -> Option<T>) -> Option<T> {
        let Some(row) = self.rule_set().rows().find(|row| of(&row.what).is_some()) else {
            return self.rows_beside(at).find_map(|force| of(&force.row.what));
        };
        let force = self.rule(&row.id, at)?;
        of(&force.row.what).or_else(|| of(&row.what))
    }

    /// How fast teams come, by the rows in force at `at`; what a bureau put there in another form says nothing.
    pub fn speeds(&self, at: At) -> Speeds {
        let newest = BuiltIn::newest();
        let of = |id: &RuleId, get: &dyn Fn(&What) -> Option<u32>| {
            let put = self.row_put(id, at).and_then(|force| Some((get(&force.row.what)?, force.row.is_default())));
            // A set of before these rows counted by what the newest says.
            let row = || self.rule_set().row(id).or_else(|| newest.row(id));
            put.or_else(|| row().and_then(|row| Some((get(&row.what)?, row.is_default()))))
        };
        let all = Going::ALL.iter().map(|going| {
            let kmh = |what: &What| if let What::Speed { kmh, .. } = what { Some(*kmh) } else { None };
            let (kmh, is_default) = of(&RuleId(Cow::Borrowed(going.row())), &kmh).unwrap_or((1, true));
            Speed { going: *going, kmh: kmh.max(1), is_default }
        });
        let percent = |what: &What| if let What::Detour { percent } = what { Some(*percent) } else { None };
        let detour_percent = of(&DETOUR, &percent).map_or(100, |(percent, _)| percent);
        Speeds { all: all.collect(), detour_percent }
    }

    /// Whether a report of this kind must have this part (rules.md 3.2).
    pub fn part_need(&self, part: ReportPart, kind: ReportKind, at: At) -> Need {
        let of = |what: &What| match what {
            What::Field { part: of, kind: in_kind, need } if (*of, *in_kind) == (part, kind) => Some(*need),
            _ => None,
        };
        self.said(at, of).unwrap_or(Need::Absent)
    }

    /// How far figures may move without an explanation; none when the adopted set does not say.
    pub fn jump_limits(&self, at: At) -> Option<JumpLimits> {
        self.said(at, |what| match what {
            What::Jump { percent, people } => Some(JumpLimits { percent: *percent, people: *people }),
            _ => None,
        })
    }

    /// What a log of a post that works alone begins with: the newest set, by its name. A log that has entries and no rules
    /// takes the set that it counts by anyway, so that no newer program changes a deadline of it by itself. Nothing where
    /// rules stand, and in a drill, which its controller opens.
    pub fn opening(&self) -> Option<Fact> {
        if self.realm.is_drill() || self.has_rules() {
            return None;
        }
        let set = if self.is_untouched() { BuiltIn::newest() } else { BuiltIn::FIRST };
        Some(Fact::SetAdopted { set: set.name(), after: self.heads(&Aspect::Rules) })
    }

    /// The set that the log adopted and this program lacks.
    pub fn unknown_set(&self) -> Option<&SetName> {
        match self.adopted() {
            Some(Adopted::Set(name)) if BuiltIn::named(name).is_none() => Some(name),
            _ => None,
        }
    }

    /// Every rule as it is in force at `at`: the rows of the set in their order, then what a bureau added.
    pub fn rule_rows(&self, at: At) -> Vec<InForce<'_>> {
        let of_set = self.rule_set().rows().filter_map(|row| self.rule(&row.id, at));
        of_set.chain(self.rows_beside(at)).collect()
    }

    /// What an indicator aims at by the rules in force; none when no row says so.
    pub fn goal(&self, indicator: IndicatorCode, at: At) -> Option<Goal> {
        let rows = self.rule_rows(at).into_iter();
        let mut goals = rows.filter_map(|force| match force.row.what {
            What::Target { indicator: of, goal } if of == indicator => Some(goal),
            _ => None,
        });
        goals.next()
    }

    /// Whether what an indicator aims at is this project's default and nobody's law.
    pub fn goal_is_default(&self, indicator: IndicatorCode, at: At) -> bool {
        let of = |what: &What| matches!(what, What::Target { indicator: of, .. } if *of == indicator);
        self.rule_rows(at).iter().find(|force| of(&force.row.what)).is_some_and(|force| force.row.is_default())
    }

    /// What a bureau added to the set, while it is in force.
    pub(super) fn rows_beside(&self, at: At) -> impl Iterator<Item = InForce<'_>> {
        let set = self.rule_set();
        self.rows_put().filter_map(move |(event, change)| {
            let row = change.row.as_deref().filter(|row| row.in_force(at) && set.row(&change.rule).is_none())?;
            Some(InForce { row: Cow::Borrowed(row), whence: profile(event, change) })
        })
    }

    /// A row of the set, with the limit that an older log carries.
    pub(super) fn adopted_row(&self, row: &'static Row) -> InForce<'_> {
        if let What::Timer { timer, within } = &row.what
            && let Some(Adopted::Limits(carried)) = self.adopted()
            && let Some(other) = carried.of(*timer).filter(|other| other != within)
        {
            let row = Row { what: What::Timer { timer: *timer, within: other }, ..row.clone() };
            return InForce { row: Cow::Owned(row), whence: Whence::Log(carried.name.clone()) };
        }
        InForce { row: Cow::Borrowed(row), whence: Whence::Set }
    }
}

fn profile(event: EventId, change: &RuleChange) -> Whence {
    Whence::Profile { name: change.profile.clone(), event }
}

/// What adopting a profile changes.
impl World {
    /// The facts that make these rows, and no other bureau's, those in force; a log that adopted nothing adopts the
    /// newest set first. What stands already is not said again.
    pub(in crate::domain) fn adopt_rules(&self, profile: &str, rows: Vec<Row>) -> Result<Vec<Fact>, Refusal> {
        let mut facts = Vec::new();
        if self.adopted().is_none() {
            facts.push(Fact::SetAdopted { set: BuiltIn::newest().name(), after: self.heads(&Aspect::Rules) });
        }
        let kept: BTreeSet<RuleId> = rows.iter().map(|row| row.id.clone()).collect();
        let wanted = rows.into_iter().map(|row| (row.id.clone(), Some(Box::new(row))));
        let given_back = self.rows_put().map(|(_, change)| change.rule.clone()).filter(|id| !kept.contains(id));
        for (rule, row) in wanted.chain(given_back.map(|id| (id, None))) {
            let aspect = Aspect::Rule(rule.clone());
            let stands = self.row_instead(&rule).map(|(_, change)| (change.row.as_ref(), change.profile.as_str()));
            let disputed = self.conflict(&aspect).is_some();
            if disputed || stands != row.as_ref().map(|row| (Some(row), profile)) {
                let change = RuleChange { profile: profile.to_owned(), rule, row };
                facts.push(Fact::RuleChanged { after: self.heads(&aspect), change });
            }
        }
        if facts.is_empty() { Err(Refusal::NothingChanges) } else { Ok(facts) }
    }
}
