//! Grades of a world's incidents: what was decided, and what the figures come to.

use std::collections::BTreeMap;

use super::{Merges, Reckoning, World};
use crate::clock::At;
use crate::domain::grading::{Band, Bound, bound};
use crate::domain::{Aspect, EventId, Figure, FigureKind, Grade, GradingTable, InForce, Row, Value, What};

/// The grade that what follows from a grade goes by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GradeHeld {
    /// The gravest of what was decided and of what the figures come to at least.
    pub grade: Grade,
    /// 初判: it is the figures that say so, and nobody decided on a grade that grave.
    pub initial: bool,
}

impl World {
    /// The table that grades events of this code: that of the code itself, else of what it belongs to. None for what no
    /// table grades, for class 4, and for a code that nobody gave.
    pub fn grading_table(&self, code: &str, at: At) -> Option<GradingTable> {
        let rows = with_parents(code).filter_map(|id| self.rule(&id.as_str().into(), at));
        let tables = rows.map(|force| if let What::Code { table, .. } = force.row.what { table } else { None });
        tables.into_iter().next().flatten()
    }

    /// The bands of a table as they are in force.
    pub fn bands(&self, table: GradingTable, at: At) -> Vec<Band> {
        let band = |force: InForce<'_>| match force.row.what {
            What::Band { table: of, measure, grade, from, below } if of == table => {
                Some(Band { rule: force.row.id.clone(), measure, grade, from, below })
            }
            _ => None,
        };
        let of = |row: &&Row| matches!(row.what, What::Band { table: of, .. } if of == table);
        let any_put = self.rows_put().next().is_some();
        let in_force = |row| if any_put { self.in_place_of(row, at) } else { self.adopted_row(row) };
        let of_set = self.rule_set().rows().filter(of).map(in_force);
        of_set.chain(self.rows_beside(at)).filter_map(band).collect()
    }

    /// The grade that was decided; while that is disputed the gravest, because what follows from it has a time.
    pub(super) fn decided_grade(&self, incident: EventId) -> Option<Grade> {
        match self.grade(incident) {
            Reckoning::Unset => None,
            Reckoning::Agreed(grade) => grade,
            Reckoning::Disputed(sides) => sides.into_iter().flatten().max(),
        }
    }

    /// The grade that consequences, papers and clocks go by: what was decided, and never less than what the known figures
    /// prove, because that is a lower bound (rules.md 0.2 item 3). None when neither is known.
    pub fn grade_held(&self, incident: EventId) -> Option<GradeHeld> {
        let (decided, proven) = (self.decided_grade(incident), self.bound(incident).map(|bound| bound.grade));
        let grade = decided.max(proven)?;
        Some(GradeHeld { grade, initial: decided < Some(grade) })
    }

    /// The same, whoever says so.
    pub fn gravest(&self, incident: EventId) -> Option<Grade> {
        self.grade_held(incident).map(|held| held.grade)
    }

    /// Since when the figures have come to this grade without a break; none when they do not.
    pub(super) fn proven_since(&self, incident: EventId, least: Grade) -> Option<At> {
        self.bound(incident).filter(|bound| bound.grade >= least)?;
        let what = self.incident(incident)?;
        let table = self.grading_table(self.incident_code(incident), what.received)?;
        let bands = self.bands(table, what.received);
        let (mut known, mut since) = (BTreeMap::new(), None);
        for (at, kind, figure) in self.told_figures(&self.merges(), incident) {
            known.insert(kind, figure);
            let proven = bound(table, &bands, |kind| known.get(&kind).cloned());
            since = proven.filter(|proven| proven.grade >= least).and(since.or(Some(at)));
        }
        since
    }

    /// Every standing figure of an incident and of what went into it, the earliest first.
    pub(super) fn told_figures(&self, merges: &Merges, incident: EventId) -> Vec<(At, FigureKind, Figure)> {
        let mut told: Vec<(At, FigureKind, Figure)> = Vec::new();
        for id in merges.whole(incident) {
            let of = self.registers.range(Aspect::Figure(id, FigureKind::Dead)..);
            let of = of.take_while(|(aspect, _)| matches!(aspect, Aspect::Figure(about, _) if *about == id));
            for (aspect, register) in of {
                let Aspect::Figure(_, kind) = aspect else { continue };
                for (_, write) in register.writes().filter(|(id, _)| self.stands(id)) {
                    if let Value::Figure(figure) = &write.value.what {
                        told.push((write.value.recorded, *kind, figure.clone()));
                    }
                }
            }
        }
        told.sort_by_key(|(at, kind, figure)| (*at, *kind, figure.count));
        told
    }

    /// Since when the grade that was decided has been this grave without a break; none when it is not.
    pub(super) fn decided_since(&self, merges: &Merges, incident: EventId, least: Grade) -> Option<At> {
        self.decided_grade(incident).filter(|grade| *grade >= least)?;
        let writes = |id| {
            let led = self.led_here(&Aspect::Grade(id)).into_iter();
            let grades = led.filter_map(|(event, said)| match said.what {
                Value::Grade(grade) => Some((said.recorded, event, grade)),
                _ => None,
            });
            grades.collect::<Vec<_>>()
        };
        // As with the grade itself: what was said of the kept one counts before what was said of the others.
        let mut all = writes(incident);
        if all.is_empty() {
            all = merges.others(incident).iter().flat_map(|id| writes(*id)).collect();
        }
        all.sort_unstable_by_key(|(at, event, _)| (*at, *event));
        let grave = |grade: Option<Grade>| grade >= Some(least);
        let since = all.iter().fold(
            None,
            |since: Option<At>, (at, _, grade)| {
                if grave(*grade) { since.or(Some(*at)) } else { None }
            },
        );
        // While two who were apart dispute it, the graver side counts from when it was said.
        since.or_else(|| all.iter().rev().find(|(.., grade)| grave(*grade)).map(|(at, ..)| *at))
    }

    /// What an incident's figures come to: the grade it has at least. A disputed figure counts as the greatest that
    /// anybody said, and as not verified.
    pub fn bound(&self, incident: EventId) -> Option<Bound> {
        let what = self.incident(incident)?;
        // Asked for every accident whenever deadlines are: most have no figures.
        if !self.has_figures(incident) && !self.merges().others(incident).iter().any(|id| self.has_figures(*id)) {
            return None;
        }
        let table = self.grading_table(self.incident_code(incident), what.received)?;
        bound(table, &self.bands(table, what.received), |kind| self.greatest_figure(incident, kind))
    }

    pub(super) fn has_figures(&self, incident: EventId) -> bool {
        let first = self.registers.range(Aspect::Figure(incident, FigureKind::Dead)..).next();
        first.is_some_and(|(aspect, _)| matches!(aspect, Aspect::Figure(of, _) if *of == incident))
    }

    pub(super) fn greatest_figure(&self, incident: EventId, kind: FigureKind) -> Option<Figure> {
        let mut values = self.values(&Aspect::Figure(incident, kind));
        if values.is_empty() {
            let others = self.merges().others(incident).to_vec();
            values = others.into_iter().flat_map(|id| self.values(&Aspect::Figure(id, kind))).collect();
        }
        let figures = values.into_iter().map(|(_, said)| &said.what);
        let mut figures: Vec<&Figure> =
            figures.filter_map(|v| if let Value::Figure(figure) = v { Some(figure) } else { None }).collect();
        figures.sort_by_key(|figure| figure.count);
        let disputed = figures.windows(2).any(|pair| matches!(pair, [a, b] if a.count != b.count));
        let greatest = figures.pop()?.clone();
        Some(Figure { verified: greatest.verified && !disputed, ..greatest })
    }
}

/// An event code, and those it belongs to: `12G03`, `12G00`, `12000`.
pub(super) fn with_parents(code: &str) -> impl Iterator<Item = String> + '_ {
    let parent = |length: usize| code.get(..length).map(|stem| format!("{stem:0<5}"));
    [Some(code.to_owned()), parent(3), parent(2)].into_iter().flatten()
}
