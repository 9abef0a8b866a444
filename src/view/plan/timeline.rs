//! A step on the axis of its run: from when it could begin, through what was done, to when it is due, with now across
//! all rows.
//!
//! ```text
//!  ####                     done in time
//!      ====|=====           under way: now is the bar
//!      ....|...--------     it waits for others, then it has so long
//!      ----!!!!|            late since
//! ```

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::scene::Scene;
use crate::clock::At;
use crate::domain::{EventId, Plan, PlanStarted, Reckoning, Step, StepCode, StepStatus, StepView};

/// From when to when the axis of a run goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Axis {
    begins: At,
    ends: At,
    cells: u16,
}

/// A step in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Bar {
    /// When what it waits for is done, or due.
    pub(super) begins: At,
    /// When it is due.
    pub(super) due: At,
    /// When it ended, or when it was last moved.
    pub(super) moved: Option<At>,
    /// How far it is.
    pub(super) state: State,
}

/// How far a step is, for its bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// Steps before it are not done.
    Held,
    /// It could be begun.
    Ready,
    /// It is being done.
    Doing,
    /// It is done, or will not be done.
    Over,
}

impl Axis {
    /// The axis of a run: from its start to the last of its due times, or to now if that is near.
    pub(super) fn of(started: &PlanStarted, plan: &Plan, now: At, cells: u16) -> Self {
        let planned = plan.steps.iter().map(|step| started.started + step.offset + step.within).max();
        let planned = planned.unwrap_or(started.started);
        let last = planned - started.started;
        // A plan that ran out long ago keeps its own scale.
        let ends = if now > planned && now - planned < last { now } else { planned };
        Self { begins: started.started, ends: ends.max(started.started), cells }
    }

    /// From when to when.
    pub(super) fn ends(&self) -> (At, At) {
        (self.begins, self.ends)
    }

    /// The cell of a time; times beyond stand at the edge.
    fn cell(&self, at: At) -> u16 {
        let length = (self.ends - self.begins).0.max(1);
        let into = (at - self.begins).0.clamp(0, length);
        let last = i64::from(self.cells.saturating_sub(1));
        u16::try_from(into * last / length).unwrap_or(0)
    }
}

/// The cells of a bar with their meanings, runs of one meaning together.
pub(super) fn strip(axis: Axis, bar: &Bar, now: At) -> Vec<(String, Meaning)> {
    let (from, due, here) = (axis.cell(bar.begins), axis.cell(bar.due), axis.cell(now));
    let open = bar.state != State::Over;
    let moved = bar.moved.map_or(from, |at| axis.cell(at));
    let mut runs: Vec<(String, Meaning)> = Vec::new();
    for x in 0..axis.cells {
        let (glyph, meaning) = match x {
            x if x == here && now >= axis.begins => ('|', Meaning::Attention),
            x if open && now > bar.due && x > due && x < here => ('!', Meaning::Alarm),
            x if !open && x >= from.min(moved) && x <= moved => ('#', Meaning::Quiet),
            _ if !open => (' ', Meaning::Plain),
            x if bar.state == State::Held && x < from => ('.', Meaning::Quiet),
            x if x < from || x > due => (' ', Meaning::Plain),
            _ if bar.state == State::Doing => ('=', Meaning::Plain),
            _ => ('-', Meaning::Plain),
        };
        match runs.last_mut() {
            Some((text, same)) if *same == meaning => text.push(glyph),
            _ => runs.push((glyph.to_string(), meaning)),
        }
    }
    runs
}

/// Puts the strip at the end of a line.
pub(super) fn with_strip<'a>(line: Line<'a>, axis: Axis, bar: &Bar, now: At) -> Line<'a> {
    strip(axis, bar, now).into_iter().fold(line, |line, (text, meaning)| line.text(text, meaning))
}

/// A step in time, by what it waits for.
pub(super) fn bar(scene: &Scene, run: EventId, started: &PlanStarted, plan: &Plan, view: &StepView) -> Bar {
    let step = view.step;
    let from = view.from.unwrap_or(started.started);
    let due = from + step.within;
    let held = waits_for(scene, run, plan, step);
    let over = |code: &StepCode| {
        let step = plan.steps.iter().find(|step| step.code == *code)?;
        let ended = scene.model.world.step_moved(run, code).filter(|_| is_over(scene, run, code));
        Some(ended.unwrap_or(started.started + step.offset + step.within))
    };
    let begins = step.after.iter().filter_map(over).max().unwrap_or(from);
    let status = scene.model.world.step_status(run, &step.code).first().cloned().unwrap_or_default();
    let state = match status {
        StepStatus::Done | StepStatus::Skipped(_) => State::Over,
        StepStatus::Doing => State::Doing,
        StepStatus::Waiting | StepStatus::Blocked(_) if held.is_empty() => State::Ready,
        StepStatus::Waiting | StepStatus::Blocked(_) => State::Held,
    };
    Bar { begins: begins.min(due), due, moved: scene.model.world.step_moved(run, &step.code), state }
}

/// Steps before it that are neither done nor left out.
pub(super) fn waits_for(scene: &Scene, run: EventId, plan: &Plan, step: &Step) -> Vec<StepCode> {
    let of_plan = |code: &&StepCode| plan.steps.iter().any(|step| step.code == **code);
    step.after.iter().filter(of_plan).filter(|code| !is_over(scene, run, code)).cloned().collect()
}

fn is_over(scene: &Scene, run: EventId, code: &StepCode) -> bool {
    let status = scene.model.world.step_status(run, code);
    matches!(status, Reckoning::Agreed(StepStatus::Done | StepStatus::Skipped(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Span;

    fn at(minutes: i64) -> At {
        At(0) + Span::minutes(minutes)
    }

    fn drawn(bar: Bar, now: i64) -> String {
        let axis = Axis { begins: at(0), ends: at(19), cells: 20 };
        strip(axis, &bar, at(now)).into_iter().map(|(text, _)| text).collect()
    }

    fn bar(begins: i64, due: i64, moved: Option<i64>, state: State) -> Bar {
        Bar { begins: at(begins), due: at(due), moved: moved.map(at), state }
    }

    #[test]
    fn bars_say_when_a_step_may_begin_and_is_due_with_now_across() {
        assert_eq!(drawn(bar(4, 12, None, State::Ready), 8), "    ----|----       ");
        assert_eq!(drawn(bar(4, 12, Some(5), State::Doing), 8), "    ====|====       ");
        assert_eq!(drawn(bar(10, 15, None, State::Held), 8), "........|.------    ");
        assert_eq!(drawn(bar(0, 12, Some(6), State::Over), 8), "####### |           ");
        assert_eq!(drawn(bar(2, 6, None, State::Ready), 10), "  -----!!!|         ");
    }

    #[test]
    fn no_axis_is_too_short() {
        for cells in 0..3 {
            let axis = Axis { begins: at(5), ends: at(5), cells };
            let all: String = strip(axis, &bar(5, 5, None, State::Ready), at(5)).into_iter().map(|(t, _)| t).collect();
            assert_eq!(all.len(), usize::from(cells));
        }
    }
}
