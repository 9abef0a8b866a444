//! Grades from figures (rules.md 0.2 items 2–4, 1.3, 1.4): pure, and a lower bound as long as anything is unknown.
//!
//! Unknown is not zero: a figure that nobody reported takes no part. Deaths include the missing, serious injuries the
//! acutely poisoned. Of the measures of a table the most severe one decides. An earthquake is judged by its magnitude
//! until casualties are known, and by these from then on.

use super::{Figure, FigureKind, Grade, GradingTable, Measure, RuleId};

/// One band of a table, half-open: from `from` on, and less than `below`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Band {
    /// The rule that says so.
    pub rule: RuleId,
    /// Of what.
    pub measure: Measure,
    /// Which grade it makes.
    pub grade: Grade,
    /// The first value.
    pub from: u32,
    /// The first value that is too much.
    pub below: Option<u32>,
}

/// What the figures come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bound {
    /// The grade they make at least.
    pub grade: Grade,
    /// What decided.
    pub measure: Measure,
    /// How much of it there is, in the measure's unit.
    pub value: u32,
    /// The band's rule.
    pub rule: RuleId,
    /// 初判, 可能上调: something the table asks for is unknown, or not verified.
    pub provisional: bool,
}

/// What is known of a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known {
    /// How much; none when nobody said.
    pub value: Option<u32>,
    /// Every figure in it is known and verified.
    pub whole: bool,
}

/// The grade that these bands make of these figures; none when nothing that they ask for is known.
pub fn bound(table: GradingTable, bands: &[Band], figure: impl Fn(FigureKind) -> Option<Figure>) -> Option<Bound> {
    let mut measures: Vec<Measure> = bands.iter().map(|band| band.measure).collect();
    measures.sort_unstable();
    measures.dedup();
    let mut known: Vec<(Measure, Known)> = measures.into_iter().map(|of| (of, measured(of, &figure))).collect();
    if table == GradingTable::Earthquake {
        let magnitude = |of: Measure| matches!(of, Measure::MagnitudeDense | Measure::MagnitudeSparse);
        // 初判 by magnitude holds until casualties are known.
        if known.iter().any(|(of, known)| !magnitude(*of) && known.value.is_some()) {
            known.retain(|(of, _)| !magnitude(*of));
        }
        // Where people live closely is one column, elsewhere the other: who does not know has the less severe one.
        let dense = figure(FigureKind::Density).and_then(|f| f.count).is_some_and(|density| density > 200);
        let other = if dense { Measure::MagnitudeSparse } else { Measure::MagnitudeDense };
        known.retain(|(of, _)| *of != other);
    }
    let provisional = known.iter().any(|(_, known)| !known.whole);
    let reached = known.iter().filter_map(|(of, known)| Some((*of, known.value?))).filter_map(|(of, value)| {
        let inside =
            |band: &&Band| band.measure == of && value >= band.from && band.below.is_none_or(|below| value < below);
        bands.iter().filter(inside).max_by_key(|band| band.grade).map(|band| (band, value))
    });
    // Of equals the first measure decides: deaths before injuries, injuries before losses.
    let (band, value) = reached.reduce(|best, next| if next.0.grade > best.0.grade { next } else { best })?;
    Some(Bound { grade: band.grade, measure: band.measure, value, rule: band.rule.clone(), provisional })
}

/// What these figures come to of a measure: of several that it sums, those that are known.
pub(super) fn measured(measure: Measure, figure: &impl Fn(FigureKind) -> Option<Figure>) -> Known {
    let kinds: &[FigureKind] = match measure {
        Measure::Deaths => &[FigureKind::Dead, FigureKind::Missing],
        Measure::Injuries => &[FigureKind::Injured, FigureKind::Poisoned],
        Measure::Loss => &[FigureKind::Loss],
        Measure::Burnt => &[FigureKind::Burnt],
        Measure::Moved => &[FigureKind::Moved],
        Measure::MagnitudeDense | Measure::MagnitudeSparse => &[FigureKind::Magnitude],
        Measure::AtRisk => &[FigureKind::AtRisk],
        Measure::Lost => &[FigureKind::Trapped, FigureKind::Missing],
        Measure::Rooms => &[FigureKind::Collapsed],
    };
    let figures: Vec<Option<Figure>> = kinds.iter().map(|kind| figure(*kind)).collect();
    let counts = figures.iter().flatten().filter_map(|figure| figure.count);
    let value = counts.reduce(u32::saturating_add);
    let sure = |figure: &Option<Figure>| figure.as_ref().is_some_and(|f| f.count.is_some() && f.verified);
    Known { value, whole: figures.iter().all(sure) }
}
