//! The plan board: plans that run, with every step, its owner, its due time and where it stands.

use ratatui::layout::Rect;

use super::line::Line;
use super::look::Meaning;
use super::parts::{self, CODE_CELLS, Columns};
use super::pen::Pen;
use super::scene::{Scene, due_meaning};
use crate::console::{Board, Row};
use crate::domain::{EventId, PlanStarted, Reckoning, Step, StepStatus};
use crate::text::when;
use crate::text::words::{PlanWord, SituationWord, Word};

/// Cells of the owner's name.
fn owner_cells(width: u16) -> u16 {
    (width / 4).clamp(12, 30)
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Plan);
    if listed.is_empty() && scene.model.hidden(Board::Plan) > 0 {
        parts::empty(scene, Board::Plan, "", area, pen);
        return;
    }
    if listed.is_empty() {
        pen.lines(area, &plans_on_file(scene));
        return;
    }
    let place = scene.model.selected_place(Board::Plan);
    let mut lines = Vec::new();
    let mut selected = 0;
    let mut run_before = None;
    let runs = scene.model.world.runs();
    for (row, n) in listed.iter().zip(0..) {
        let Row::Step(run, code) = row else { continue };
        let Some((_, started, plan)) = runs.iter().find(|(id, ..)| id == run) else { continue };
        let Some(step) = plan.steps.iter().find(|step| step.code == *code) else { continue };
        if run_before != Some(*run) {
            lines.push(run_heading(scene, *run, started, area.width));
            run_before = Some(*run);
        }
        if Some(n) == place {
            selected = lines.len();
        }
        lines.push(step_line(scene, *run, started, step, area.width, Some(n) == place));
    }
    let rows = area.height.saturating_sub(1);
    let page = parts::Page::of(Some(selected), lines.len(), rows);
    let (done, all) = (done(scene, listed), listed.len());
    pen.line(area, &heading(scene, done, all, area.width, &page));
    let below = Rect { y: area.y + 1, height: rows, ..area };
    pen.lines(below, lines.iter().skip(page.first));
}

fn done(scene: &Scene, listed: &[Row]) -> usize {
    let is_done = |row: &&Row| {
        if let Row::Step(run, code) = row {
            let status = scene.model.world.step_status(*run, code).first();
            return matches!(status, Some(StepStatus::Done | StepStatus::Skipped(_)));
        }
        false
    };
    listed.iter().filter(is_done).count()
}

fn heading(scene: &Scene, done: usize, all: usize, width: u16, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    Line::new()
        .gap(2 + CODE_CELLS)
        .rest(page.title(scene, Board::Plan, PlanWord::Title.with(lang, &[&done, &all])), Meaning::Heading)
        .gap(1)
        .col(owner_cells(width), scene.say.word(PlanWord::Owner), Meaning::Heading)
        .optional()
        .col(Columns::of(lang).status, scene.say.word(PlanWord::Status), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, scene.say.word(PlanWord::Due), Meaning::Heading)
}

fn run_heading<'a>(scene: &Scene<'a>, run: EventId, started: &PlanStarted, _width: u16) -> Line<'a> {
    let lang = scene.model.lang;
    let plan = scene.model.world.runs().into_iter().find(|(id, ..)| *id == run).map(|(_, _, plan)| plan);
    let name = plan.map_or_else(|| run.short(), |plan| format!("{} {}", scene.say.plan_name(plan), plan.version));
    let level = scene.say.word(started.level);
    let incident = started.incident.map(|id| scene.say.incident(id)).unwrap_or_default();
    let title = PlanWord::Run.with(lang, &[&name, &level, &when::date_minute(started.started), &incident]);
    Line::new().gap(1).rest(title.trim_end().to_owned(), Meaning::Heading)
}

fn step_line<'a>(
    scene: &Scene<'a>,
    run: EventId,
    started: &PlanStarted,
    step: &'a Step,
    width: u16,
    here: bool,
) -> Line<'a> {
    let lang = scene.model.lang;
    let reckoned = scene.model.world.step_status(run, &step.code);
    let status = reckoned.clone().first().cloned().unwrap_or_default();
    let open = !matches!(status, StepStatus::Done | StepStatus::Skipped(_));
    let due = started.started + step.within;
    let late = open && due < scene.now();
    let (mark, mark_meaning) = match (late, reckoned.disputed()) {
        (true, _) => ("!", Meaning::Alarm),
        (_, true) => ("!", Meaning::Attention),
        _ => (" ", Meaning::Plain),
    };
    let (word, status_meaning) = match (&reckoned, &status) {
        (Reckoning::Disputed(_), _) => (scene.say.word(SituationWord::Disputed), Meaning::Attention),
        (_, StepStatus::Blocked(_)) => (scene.say.step_status(&status), Meaning::Alarm),
        (_, status) => (scene.say.step_status(status), Meaning::Plain),
    };
    let meaning = if open { Meaning::Plain } else { Meaning::Quiet };
    let clock = if open { when::countdown(due - scene.now(), lang) } else { String::new() };
    let due_is = if open { due_meaning(due, scene.now()) } else { Meaning::Plain };
    let why = match &status {
        StepStatus::Blocked(why) | StepStatus::Skipped(why) => format!(" ({why})"),
        StepStatus::Waiting | StepStatus::Doing | StepStatus::Done => String::new(),
    };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(CODE_CELLS, step.code.0.as_str(), Meaning::Quiet)
        .rest(format!("{}{why}", scene.say.step_title(step)), meaning)
        .gap(1)
        .col(owner_cells(width) - 1, scene.say.owner(&step.owner), meaning)
        .optional()
        .gap(1)
        .optional()
        .col(Columns::of(lang).status, word, status_meaning)
        .right(when::COUNTDOWN_CELLS, clock, due_is)
        .selected(here)
}

/// Nothing runs: what could be started.
fn plans_on_file<'a>(scene: &Scene<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let mut lines = vec![Line::new().gap(1).rest(scene.say.word(PlanWord::NoRuns), Meaning::Quiet), Line::new()];
    let plans: Vec<_> = scene.model.world.plans().collect();
    if plans.is_empty() {
        lines.push(Line::new().gap(1).rest(scene.say.word(PlanWord::NoPlans), Meaning::Quiet));
        return lines;
    }
    lines.push(Line::new().gap(1).text(scene.say.word(PlanWord::Available), Meaning::Heading));
    for (_, plan) in plans {
        let steps = PlanWord::StepsOf.with(lang, &[&plan.steps.len()]);
        let name = format!("{} {}", scene.say.plan_name(plan), plan.version);
        lines.push(Line::new().gap(2).rest(name, Meaning::Plain).gap(1).text(steps, Meaning::Quiet).gap(1));
    }
    lines
}
