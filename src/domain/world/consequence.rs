//! What follows from an incident's grade (rules.md 1.5), from the rows in force.

use super::World;
use super::grade::{GradeHeld, with_parents};
use crate::clock::At;
use crate::domain::{Class, EventId, Grade, Handling, InForce, Level, What};

/// Who leads, how far the report must reach, who investigates, and until when casualties may change that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consequences<'a> {
    /// The grade that it follows from.
    pub grade: Grade,
    /// 初判: nobody decided on a grade that grave, or what the figures come to is not certain.
    pub provisional: bool,
    /// The rows, as they were in force when word came.
    pub rules: Vec<InForce<'a>>,
    /// The row that suggests a response level, and which: a proposal, and nothing that happens by itself. None where events
    /// are not graded.
    pub suggested: Option<(InForce<'a>, Level)>,
    /// The row by which the grade may still change, and until when.
    pub regrading: Option<(InForce<'a>, At)>,
}

impl World {
    /// What follows from an incident's grade, the gravest while that is disputed; from what its figures come to at least where
    /// nobody decided on as much. None when neither is known. Who is told and who investigates is law for accidents alone.
    pub fn consequences(&self, incident: EventId) -> Option<Consequences<'_>> {
        let (occurred, received) = self.times(incident)?;
        let GradeHeld { grade, initial } = self.grade_held(incident)?;
        let provisional = initial || self.bound(incident).is_some_and(|bound| bound.provisional);
        let code = self.incident_code(incident);
        let accident = self.class_of(code, received) == Some(Class::Accident);
        let rules = self.handlings(code, grade, received);
        let lawful =
            |force: &InForce<'_>| accident || matches!(force.row.what, What::Handling { handling: Handling::Lead, .. });
        let rules = rules.into_iter().filter(lawful).collect();
        let regrading = self.regrading(code, occurred);
        let suggested = self.suggested_level(code, grade, received);
        Some(Consequences { grade, provisional, rules, suggested, regrading })
    }

    /// Which response level a grade suggests for events of a code (rules.md 2.3): by the row of the code itself or of what it
    /// belongs to, else by what is said of all. Social-security events are not graded, and suggest none.
    pub fn suggested_level(&self, code: &str, grade: Grade, at: At) -> Option<(InForce<'_>, Level)> {
        if self.class_of(code, at) == Some(Class::Security) {
            return None;
        }
        let of_set = self.rule_set().rows().filter(|row| matches!(row.what, What::Suggestion { .. }));
        let of_set = of_set.filter_map(|row| self.rule(&row.id, at));
        let near = of_set.chain(self.rows_beside(at)).filter_map(|force| {
            let What::Suggestion { grade: of, level, code: of_code } = &force.row.what else { return None };
            let (of, level) = (*of, *level);
            let near = match of_code {
                None => usize::MAX,
                Some(id) => with_parents(code).position(|parent| parent == id.0)?,
            };
            (of == grade).then_some((near, force, level))
        });
        near.min_by_key(|(near, ..)| *near).map(|(_, force, level)| (force, level))
    }

    /// What is to be done about events of this grade and code: where a row is of the code itself or of what it belongs to,
    /// it goes before what is said of all.
    pub(super) fn handlings(&self, code: &str, grade: Grade, at: At) -> Vec<InForce<'_>> {
        let mut rows: Vec<(Handling, usize, InForce<'_>)> = Vec::new();
        // Asked of every accident that waits for its investigation: the others of so many rows are passed by.
        let of_set = self.rule_set().rows().filter(|row| matches!(row.what, What::Handling { .. }));
        let any_put = self.rows_put().next().is_some();
        let of_set = of_set.map(|row| if any_put { self.in_place_of(row, at) } else { self.adopted_row(row) });
        for force in of_set.chain(self.rows_beside(at)) {
            let What::Handling { grade: of, handling, code: of_code, .. } = &force.row.what else { continue };
            let near = match of_code {
                None => Some(usize::MAX),
                Some(id) => with_parents(code).position(|parent| parent == id.0),
            };
            if let Some(near) = near.filter(|_| *of == grade) {
                rows.push((*handling, near, force));
            }
        }
        let nearest = |kind: Handling| rows.iter().filter(|(of, ..)| *of == kind).map(|(_, near, _)| *near).min();
        let wanted: Vec<Option<usize>> = Handling::ALL.iter().map(|kind| nearest(*kind)).collect();
        let keep = |of: Handling, near: usize| wanted.get(of as usize).copied().flatten() == Some(near);
        rows.into_iter().filter(|(of, near, _)| keep(*of, *near)).map(|(.., force)| force).collect()
    }

    /// The class of an event code; none for one that no rule has.
    pub(super) fn class_of(&self, code: &str, at: At) -> Option<Class> {
        let rows = with_parents(code).filter_map(|id| self.rule(&id.as_str().into(), at));
        let mut classes =
            rows.filter_map(|force| if let What::Code { class, .. } = force.row.what { Some(class) } else { None });
        classes.next()
    }

    /// The nearest row that says how long casualties may change the grade of such an event.
    fn regrading(&self, code: &str, occurred: At) -> Option<(InForce<'_>, At)> {
        let rows: Vec<InForce<'_>> = self
            .rule_rows(occurred)
            .into_iter()
            .filter(|force| matches!(force.row.what, What::Regrading { .. }))
            .collect();
        let of = |id: &str| {
            rows.iter().find_map(|force| match &force.row.what {
                What::Regrading { code, within } if code.0 == id => Some((force.clone(), occurred + *within)),
                _ => None,
            })
        };
        with_parents(code).find_map(|id| of(&id))
    }
}
