//! The plan board: plans that run, with every step, its owner, its due time, where it stands, and its place in time.

mod timeline;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, CODE_CELLS, Columns};
use super::pen::Pen;
use super::scene::{Scene, due_meaning};
use crate::clock::Span;
use crate::console::{Board, Row, detail_rows};
use crate::domain::{
    EventId, Level, OrderEnd, Plan, PlanStarted, Reckoning, Step, StepSent, StepStage, StepStatus, StepView,
};
use crate::text::words::{PlanWord, Prompt, SituationWord, Word};
use crate::text::{Lang, when};
use timeline::Axis;

/// Cells of the owner's name; none where the timeline and what is to be done need the room: it is below the list.
fn owner_cells(width: u16) -> u16 {
    if (STRIP_FROM..OWNER_FROM).contains(&width) { 0 } else { (width / 4).clamp(12, 30) }
}

/// From this width on there is room for the timeline and the owner.
const OWNER_FROM: u16 = 110;

/// Cells of the timeline; none where the words need the room.
fn strip_cells(width: u16) -> u16 {
    if width < STRIP_FROM { 0 } else { width / 3 }
}

/// From this width on steps have their place in time beside them.
const STRIP_FROM: u16 = 72;

/// A plan that is to be assessed so soon stands out.
const SOON: Span = Span::hours(60 * 24);

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Plan);
    if listed.is_empty() && scene.model.hidden(Board::Plan) > 0 {
        empty::board(scene, Board::Plan, Nothing::Runs, area, pen);
        return;
    }
    if listed.is_empty() {
        if scene.model.world.plans().next().is_none() {
            empty::pane(scene, Nothing::Plans, area, pen);
        } else {
            pen.lines(area, &plans_on_file(scene));
        }
        return;
    }
    let place = scene.model.selected_place(Board::Plan);
    let mut lines = Vec::new();
    let mut selected = 0;
    let mut run_before = None;
    let runs = scene.model.world.runs();
    let mut steps = BTreeMap::new();
    for (row, n) in listed.iter().zip(0..) {
        let Row::Step(run, code) = row else { continue };
        let Some((_, started, plan)) = runs.iter().find(|(id, ..)| id == run) else { continue };
        let views = steps.entry(*run).or_insert_with(|| scene.model.world.step_views(*run, started, plan));
        let Some(view) = views.iter().find(|view| view.step.code == *code) else { continue };
        if run_before != Some(*run) {
            lines.push(run_heading(scene, started, plan, area.width));
            run_before = Some(*run);
        }
        if Some(n) == place {
            selected = lines.len();
        }
        let of = Of { run: *run, started, plan };
        lines.push(step_line(scene, of, view, area.width, Some(n) == place));
    }
    let detail = detail_rows(Board::Plan, area.height);
    let rows = area.height.saturating_sub(1 + detail);
    let page = parts::Page::of(Some(selected), lines.len(), rows);
    let (done, all) = (done(scene, listed), listed.len());
    pen.line(area, &heading(scene, done, all, area.width, &page));
    let below = Rect { y: area.y + 1, height: rows, ..area };
    // What something calls for stands where the last page leaves room.
    lines.extend(called_for(scene));
    pen.lines(below, lines.iter().skip(page.first));
    let foot = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(Row::Step(run, code)) = scene.model.selected(Board::Plan)
        && let Some((_, started, plan)) = runs.iter().find(|(id, ..)| id == run)
    {
        let views = steps.remove(run).unwrap_or_else(|| scene.model.world.step_views(*run, started, plan));
        let view = views.iter().find(|view| view.step.code == *code);
        pen.lines(
            foot,
            &view.map(|view| details(scene, Of { run: *run, started, plan }, view, detail)).unwrap_or_default(),
        );
    }
}

/// The run that a step is of.
#[derive(Clone, Copy)]
struct Of<'a> {
    run: EventId,
    started: &'a PlanStarted,
    plan: &'a Plan,
}

/// The selected step: whose it is, what it waits for, what waits for it.
fn details<'a>(scene: &Scene<'a>, of: Of<'a>, view: &StepView<'a>, rows: u16) -> Vec<Line<'a>> {
    let (lang, step) = (scene.model.lang, view.step);
    let code = &step.code;
    let named = |step: &Step| {
        let status = scene.model.world.step_status(of.run, &step.code).first().cloned().unwrap_or_default();
        format!("{} {} {}", step.code, scene.say.step_title(step), scene.say.step_status(&status))
    };
    let list = |steps: Vec<String>| {
        if steps.is_empty() { scene.say.word(PlanWord::NoStep).to_owned() } else { steps.join(", ") }
    };
    let before = of.plan.steps.iter().filter(|other| step.after.contains(&other.code)).map(named).collect();
    let after = of.plan.steps.iter().filter(|other| other.after.contains(code)).map(named).collect();
    let chain = PlanWord::Chain.with(lang, &[&list(before), &list(after)]);
    let late = match view.done_late() {
        Some(over) => Some(PlanWord::DoneLate.with(lang, &[&when::span(over, lang)])),
        None => view.is_late(scene.now()).then(|| scene.say.word(PlanWord::Late).to_owned()),
    };
    let support = step.support.join(lang.pick("、", ", "));
    let more = [
        late,
        step.phase.map(|phase| scene.say.word(phase).to_owned()),
        view.added.then(|| scene.say.word(PlanWord::Added).to_owned()),
        (!support.is_empty()).then(|| PlanWord::Supported.with(lang, &[&support])),
        (!step.basis.is_empty()).then(|| PlanWord::Basis.with(lang, &[&step.basis])),
        step.on_overdue.as_ref().map(|owner| PlanWord::TellWhenLate.with(lang, &[&scene.say.owner(owner)])),
    ];
    let more = more.into_iter().flatten().collect::<Vec<_>>().join("  ");
    // Where there is one row for both, what goes on comes first.
    let going = going(scene, view);
    let (chain, going) = if rows > 3 { (chain, going) } else { (format!("{going}  {chain}"), String::new()) };
    vec![
        Line::new(),
        Line::new()
            .gap(1)
            .text(format!("{code} {}", scene.say.step_title(step)), Meaning::Heading)
            .gap(2)
            .text(scene.say.owner(&step.owner), Meaning::Plain)
            .gap(2)
            .rest(more, Meaning::Quiet),
        Line::new().gap(1).rest(chain.trim_start().to_owned(), Meaning::Plain),
        Line::new().gap(1).rest(going, Meaning::Plain),
    ]
}

/// The orders of a step and where each is; what belongs to it, and what shows that it is done.
fn going(scene: &Scene, view: &StepView) -> String {
    let (lang, say) = (scene.model.lang, scene.say);
    let sent = view.sent.iter().map(|sent| {
        let words = order_sent(scene, sent);
        if sent.late { PlanWord::ToldLate.with(lang, &[&words]) } else { words }
    });
    let step = view.step;
    let checklist = step.checklist.join(lang.pick("、", ", "));
    let more = [
        view.is_to_order().then(|| say.word(PlanWord::ToOrder).to_owned()),
        (!checklist.is_empty()).then(|| PlanWord::Checklist.with(lang, &[&checklist])),
        (!step.evidence.is_empty()).then(|| PlanWord::Wants.with(lang, &[&step.evidence])),
    ];
    sent.chain(more.into_iter().flatten()).collect::<Vec<_>>().join("  ")
}

/// `指令12 水利局 已签收`: which order, to whom, and how far it is.
fn order_sent(scene: &Scene, sent: &StepSent) -> String {
    let (lang, say) = (scene.model.lang, scene.say);
    let state = match (sent.ended, sent.height) {
        (Some(OrderEnd::Done), _) => say.word(Prompt::Done),
        (Some(OrderEnd::Void), _) => say.word(PlanWord::Void),
        (None, Some(rung)) => say.word(rung),
        (None, None) => say.word(PlanWord::StageOrdered),
    };
    let Some(view) = scene.model.world.order(sent.order) else {
        return PlanWord::SentAs.with(lang, &[&sent.order.short(), &"", &state]);
    };
    let number = Prompt::OrderNo.with(lang, &[&say.word(view.order.form), &view.label]);
    PlanWord::SentAs.with(lang, &[&number, &say.recipient(&view.order.to), &state])
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
        .gap(u16::from(strip_cells(width) > 0) + strip_cells(width))
}

/// What was started when and for what; over the timeline the ends of its axis.
fn run_heading<'a>(scene: &Scene<'a>, started: &PlanStarted, plan: &'a Plan, width: u16) -> Line<'a> {
    let lang = scene.model.lang;
    let name = format!("{} {}", scene.say.plan_name(plan), plan.version);
    let level = scene.say.word(scene.model.world.run_level(started));
    let incident = started.incident.map(|id| scene.say.incident(id)).unwrap_or_default();
    let title = PlanWord::Run.with(lang, &[&name, &level, &when::date_minute(started.started), &incident]);
    let missing = scene.model.world.parts_missing(plan);
    let (title, meaning) = if missing > 0 {
        (format!("{} {title}", PlanWord::PartsMissing.with(lang, &[&missing])), Meaning::Attention)
    } else {
        (title, Meaning::Heading)
    };
    let line = Line::new().gap(1).rest(title.trim_end().to_owned(), meaning);
    let cells = strip_cells(width);
    if cells == 0 {
        return line;
    }
    let (begins, ends) = Axis::of(started, plan, scene.now(), cells).ends();
    line.gap(1).col(cells / 2, when::minute_or_date(begins, scene.now()), Meaning::Quiet).right(
        cells - cells / 2,
        when::minute_or_date(ends, scene.now()),
        Meaning::Quiet,
    )
}

fn step_line<'a>(scene: &Scene<'a>, of: Of<'a>, view: &StepView<'a>, width: u16, here: bool) -> Line<'a> {
    let Of { run, started, plan } = of;
    let (lang, step) = (scene.model.lang, view.step);
    let reckoned = view.status.clone();
    let status = reckoned.clone().first().cloned().unwrap_or_default();
    let (open, late) = (view.is_open(), view.is_late(scene.now()));
    let (mark, mark_meaning) = match (late, reckoned.disputed()) {
        (true, _) => ("!", Meaning::Alarm),
        (_, true) => ("!", Meaning::Attention),
        _ => (" ", Meaning::Plain),
    };
    let held = timeline::waits_for(scene, run, plan, step);
    let (word, status_meaning) = match (&reckoned, &status) {
        (Reckoning::Disputed(_), _) => (scene.say.word(SituationWord::Disputed).to_owned(), Meaning::Attention),
        (_, StepStatus::Blocked(_)) => (scene.say.step_status(&status).to_owned(), Meaning::Alarm),
        (_, StepStatus::Waiting) if !held.is_empty() => {
            let codes: Vec<&str> = held.iter().map(|code| code.0.as_str()).collect();
            (PlanWord::Held.with(lang, &[&codes.join(",")]), Meaning::Quiet)
        }
        (_, StepStatus::Waiting | StepStatus::Doing) if of_orders(view.stage()).is_some() => {
            of_orders(view.stage()).map_or_else(Default::default, |(word, is)| (scene.say.word(word).to_owned(), is))
        }
        (_, StepStatus::Waiting) if view.from.is_none() => {
            (PlanWord::AfterAnchor.with(lang, &[&scene.say.word(step.anchor)]), Meaning::Quiet)
        }
        (_, StepStatus::Waiting) if view.is_to_order() => {
            (scene.say.word(PlanWord::ToOrder).to_owned(), Meaning::Attention)
        }
        (_, StepStatus::Waiting) if view.stage() == StepStage::Doing => {
            (scene.say.step_status(&StepStatus::Doing).to_owned(), Meaning::Plain)
        }
        (_, status) => (scene.say.step_status(status).to_owned(), Meaning::Plain),
    };
    let meaning = if open { Meaning::Plain } else { Meaning::Quiet };
    let (clock, due_is) = match (view.due().filter(|_| open), view.done_late()) {
        (Some(due), _) => (when::countdown(due - scene.now(), lang), due_meaning(due, scene.now())),
        // Done, and too late: that is not what done in time is.
        (None, Some(over)) if lang == Lang::En => (format!("+{}", when::countdown(over, lang)), Meaning::Attention),
        (None, Some(over)) => (PlanWord::DoneLate.with(lang, &[&when::span(over, lang)]), Meaning::Attention),
        (None, None) => (String::new(), Meaning::Plain),
    };
    let why = match &status {
        StepStatus::Blocked(why) | StepStatus::Skipped(why) => format!(" ({why})"),
        StepStatus::Waiting | StepStatus::Doing | StepStatus::Done => String::new(),
    };
    let line = Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(CODE_CELLS, step.code.0.as_str(), Meaning::Quiet)
        .rest(format!("{}{why}", scene.say.step_title(step)), meaning)
        .gap(1)
        .col(owner_cells(width).saturating_sub(1), scene.say.owner(&step.owner), meaning)
        .optional()
        .gap(1)
        .optional()
        .col(Columns::of(lang).status, word, status_meaning)
        .right(when::COUNTDOWN_CELLS, clock, due_is)
        .selected(here);
    let cells = strip_cells(width);
    if cells == 0 {
        return line;
    }
    let axis = Axis::of(started, plan, scene.now(), cells);
    timeline::with_strip(line.gap(1), axis, &timeline::bar(scene, run, started, plan, view), scene.now())
}

/// How far the orders of a step are, where people said nothing newer.
pub(super) fn of_orders(stage: StepStage) -> Option<(PlanWord, Meaning)> {
    match stage {
        StepStage::Ordered => Some((PlanWord::StageOrdered, Meaning::Plain)),
        StepStage::Acknowledged => Some((PlanWord::StageAcknowledged, Meaning::Plain)),
        StepStage::ToConfirm => Some((PlanWord::StageToConfirm, Meaning::Attention)),
        StepStage::Waiting | StepStage::Doing | StepStage::Blocked | StepStage::Done | StepStage::Skipped => None,
    }
}

/// Plans that something calls for and that do not run.
fn called_for<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Line<'a>> {
    let (lang, world) = (scene.model.lang, &scene.model.world);
    let key = scene.model.key_name_in(crate::console::Context::On(Board::Plan), crate::console::Action::StartPlan);
    world.plans_called_for(scene.now()).into_iter().map(move |(plan, by)| {
        let by = scene.say.caller(by);
        let words = PlanWord::Called.with(lang, &[&scene.say.plan_name(plan), &by, &key]);
        Line::new().gap(1).rest(words, Meaning::Attention)
    })
}

/// Nothing runs: what could be started.
fn plans_on_file<'a>(scene: &Scene<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let mut lines: Vec<Line> = called_for(scene).collect();
    lines.extend([empty::line(scene, Nothing::Runs), Line::new()]);
    lines.push(Line::new().gap(1).text(scene.say.word(PlanWord::Available), Meaning::Heading));
    let mut plans: Vec<_> = scene.model.world.plans().collect();
    // In the order in which they are applied.
    plans.sort_by_key(|(_, plan)| (plan.class.is_none(), plan.class));
    for (id, plan) in plans {
        let levels = plan.levels_used().into_iter().map(|level: Level| scene.say.word(level)).collect::<Vec<_>>();
        let steps = PlanWord::StepsOf.with(lang, &[&plan.steps.len()]);
        let name = format!("{} {} {}", scene.say.plan_name(plan), plan.version, levels.join(" "));
        let by = scene.model.world.plan_assessed_by(id);
        let meaning = match by {
            Some(by) if by < scene.now() => Meaning::Alarm,
            Some(by) if by - scene.now() < SOON => Meaning::Attention,
            _ => Meaning::Quiet,
        };
        let by = by.map(|by| PlanWord::AssessedBy.with(lang, &[&when::written_day(by)])).unwrap_or_default();
        lines.push(
            Line::new()
                .gap(2)
                .rest(name.trim_end().to_owned(), Meaning::Plain)
                .gap(1)
                .text(by, meaning)
                .gap(1)
                .text(steps, Meaning::Quiet)
                .gap(1),
        );
    }
    lines
}
