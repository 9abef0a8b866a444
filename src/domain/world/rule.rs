//! The rules of a world: the adopted set, and the rows that a bureau put in the place of its rows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::World;
use crate::clock::At;
use crate::domain::rules::Limit;
use crate::domain::{
    Adopted, Aspect, BuiltIn, Deadline, EventId, Fact, InForce, Refusal, Row, RuleChange, RuleId, Rules, Timer, Value,
    What, Whence,
};

impl World {
    /// What the log adopted; the oldest adoption while that is disputed.
    fn adopted(&self) -> Option<&Adopted> {
        self.reckon(&Aspect::Rules, |v| if let Value::Rules(a) = v { Some(a.as_ref()) } else { None }).first()
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
            let instead = row.and_then(|row| self.row_instead(&row.id)).and_then(|(_, change)| {
                let row = change.row.as_ref()?;
                match row.what {
                    What::Timer { timer: of, within } if of == *timer => Some((within, row.from, row.to)),
                    _ => None,
                }
            });
            Limit { row: row.map(|row| row.id.clone()), adopted: carried.or(own).unwrap_or_default(), instead }
        });
        let limits = limits.collect();
        match adopted {
            None => Rules { name: String::new(), unknown: None, limits },
            Some(Adopted::Limits(carried)) => Rules { name: carried.name.clone(), unknown: None, limits },
            Some(Adopted::Set(name)) => {
                let unknown = BuiltIn::named(name).is_none().then(|| name.clone());
                Rules { name: format!("{}/{}", name.name, name.version), unknown, limits }
            }
        }
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
        if let Some((event, change)) = self.row_instead(id)
            && let Some(row) = change.row.as_deref().filter(|row| row.in_force(at))
        {
            return Some(InForce { row: Cow::Borrowed(row), whence: profile(event, change) });
        }
        self.rule_set().row(id).map(|row| self.adopted_row(row))
    }

    /// The rule that a deadline follows from, as it was in force when its limit began to run; none for what the plan
    /// itself limits.
    pub fn rule_behind(&self, deadline: &Deadline) -> Option<InForce<'_>> {
        let id = deadline.rule.as_ref()?;
        let adopted = self.rule_set().row(id);
        let force = self.rule(id, deadline.from)?;
        // A row of another form was put there: it changes no limit, so it explains none.
        match adopted {
            Some(row) if !row.what.limits_the_same(&force.row.what) => Some(self.adopted_row(row)),
            _ => Some(force),
        }
    }

    /// Every rule as it is in force at `at`: the rows of the set in their order, then what a bureau added.
    pub fn rule_rows(&self, at: At) -> Vec<InForce<'_>> {
        let set = self.rule_set();
        let mut rows: Vec<InForce<'_>> = set.rows().filter_map(|row| self.rule(&row.id, at)).collect();
        for (event, change) in self.rows_put() {
            if let Some(row) = change.row.as_deref().filter(|row| row.in_force(at) && set.row(&change.rule).is_none()) {
                rows.push(InForce { row: Cow::Borrowed(row), whence: profile(event, change) });
            }
        }
        rows
    }

    /// A row of the set, with the limit that an older log carries.
    fn adopted_row(&self, row: &'static Row) -> InForce<'_> {
        if let (Some(Adopted::Limits(carried)), What::Timer { timer, within }) = (self.adopted(), &row.what)
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
