//! The incident board: one incident's figures and timeline; beside it its orders, teams, plan and reports.

mod consequence;
mod merged;
mod moved;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, CODE_CELLS, Columns, TIME_CELLS};
use super::pen::Pen;
use super::scene::{IncidentRow, Scene, due_meaning};
use super::situation;
use crate::console::{Action, Board, Row, head_rows};
use crate::domain::{EventId, Reckoning};
use crate::text::visible::visible;
use crate::text::when;
use crate::text::words::{IncidentWord, Prompt, SituationWord, Word};

/// Share of the width that the timeline has, in percent: it is what grows.
const TIMELINE_PERCENT: u32 = 58;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let Some(row) = scene.focus() else {
        empty::pane(scene, Nothing::Focus, area, pen);
        return;
    };
    let head = head(scene, row);
    let used = head_rows(Board::Incident, area.height);
    pen.lines(Rect { height: used, ..area }, &head);
    let body = Rect { y: area.y + used, height: area.height - used, ..area };
    if area.width < situation::TWO_PANES_FROM {
        timeline(scene, row, body, pen);
        return;
    }
    let left = u16::try_from(u32::from(body.width) * TIMELINE_PERCENT / 100).unwrap_or(body.width);
    timeline(scene, row, Rect { width: left, ..body }, pen);
    let right = Rect { x: body.x + left + 1, width: body.width - left - 1, ..body };
    side(scene, row, right, pen);
}

fn head<'a>(scene: &Scene<'a>, row: &IncidentRow<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let world = &scene.model.world;
    let title = format!("{} {}", row.mark, parts::titled(scene, row));
    let (grade, grade_meaning) = match &row.grade {
        Reckoning::Unset => (scene.say.word(Prompt::NoGrade).to_owned(), Meaning::Plain),
        Reckoning::Agreed(grade) => (
            grade.map_or(scene.say.word(Prompt::NoGrade), |g| scene.say.grade_in_full(row.id, g)).to_owned(),
            Meaning::Plain,
        ),
        Reckoning::Disputed(sides) => {
            let sides: Vec<&str> = sides.iter().map(|side| scene.say.grade_of(row.id, *side)).collect();
            (format!("{} {}", scene.say.word(SituationWord::Disputed), sides.join("/")), Meaning::Attention)
        }
    };
    let status = match &row.status {
        Reckoning::Disputed(_) => scene.say.word(SituationWord::Disputed),
        reckoned => scene.say.word(reckoned.clone().first().unwrap_or_default()),
    };
    let commander = match world.commander(row.id) {
        Reckoning::Unset => "?".to_owned(),
        Reckoning::Agreed(name) => name.to_owned(),
        Reckoning::Disputed(names) => format!("{} {}", scene.say.word(SituationWord::Disputed), names.join("/")),
    };
    let (occurred, received) = world.times(row.id).unwrap_or((row.incident.occurred, row.incident.received));
    let times =
        IncidentWord::Occurred.with(lang, &[&when::date_minute(occurred), &when::minute_or_date(received, occurred)]);
    // What is on the map is seen there.
    let address = visible(&row.incident.address);
    let times = if address.is_empty() { times } else { format!("{address} {times}") };
    let unit = world.unit_told(row.id).map(|unit| {
        let meaning = if unit.late().is_some() { Meaning::Attention } else { Meaning::Quiet };
        (scene.say.unit_told(&unit), meaning)
    });
    let (unit, unit_meaning) =
        unit.map_or((String::new(), Meaning::Quiet), |(said, meaning)| (format!("  {said}"), meaning));
    let sensitive = row.incident.sensitive.then(|| format!(" {}", scene.say.word(IncidentWord::Sensitive)));
    vec![
        Line::new()
            .gap(1)
            .text(title, Meaning::Heading)
            .text(sensitive.unwrap_or_default(), Meaning::Attention)
            .gap(2)
            .text(grade, grade_meaning)
            .text(proven(scene, row), Meaning::Attention)
            .text(near_miss(scene, row), Meaning::Attention)
            .gap(2)
            .text(status, Meaning::Plain)
            .text(unit, unit_meaning)
            .gap(2)
            .rest(times, Meaning::Quiet),
        with_commander(
            window(scene, row.id, bounded(scene, row.id, parts::figures(scene, row.id))),
            IncidentWord::Commander.with(lang, &[&commander]),
        ),
    ]
}

/// Beside a grade that is less than what the figures prove: what they prove, however narrow the screen is.
fn proven(scene: &Scene, row: &IncidentRow) -> String {
    let words = row.proven.map(|grade| {
        let grade = scene.say.grade_in_full(row.id, grade);
        IncidentWord::AtLeast.with(scene.model.lang, &[&grade])
    });
    words.map(|words| format!(" !{words}")).unwrap_or_default()
}

/// Beside the grade: that it is a near miss, however narrow the screen is.
fn near_miss(scene: &Scene, row: &IncidentRow) -> String {
    let met = scene.model.world.near_miss(row.id);
    met.map(|met| format!(" {}", scene.say.word(met.standard))).unwrap_or_default()
}

/// What the figures come to, where that is not the grade that stands: more is an alarm, less a remark.
fn bounded<'a>(scene: &Scene<'a>, incident: EventId, figures: Line<'a>) -> Line<'a> {
    let world = &scene.model.world;
    let Some(bound) = world.bound(incident) else { return figures };
    let stands = world.grade(incident).first().flatten();
    if stands == Some(bound.grade) {
        return figures;
    }
    let (lang, key) = (scene.model.lang, scene.model.key_name(Action::GradeIncident));
    let measure = scene.say.word(bound.measure);
    let value = crate::text::say::measured(bound.measure, bound.value, &scene.say);
    let says = if bound.provisional { IncidentWord::BoundAtLeast } else { IncidentWord::Bound };
    let grade = scene.say.grade_in_full(incident, bound.grade);
    let words = says.with(lang, &[&grade, &measure, &value, &key]);
    let meaning = if stands < Some(bound.grade) { Meaning::Attention } else { Meaning::Quiet };
    figures.gap(1).text(words, meaning).optional()
}

/// That the time is over in which a change of casualties is reported: it is still written down.
fn window<'a>(scene: &Scene<'a>, incident: EventId, figures: Line<'a>) -> Line<'a> {
    let window = scene.model.world.correction_window(incident).filter(|window| scene.now() >= window.until);
    let Some(window) = window else { return figures };
    let words = IncidentWord::WindowOver.with(scene.model.lang, &[&when::date_minute(window.until), &window.rule]);
    figures.gap(1).text(words, Meaning::Quiet).optional()
}

fn with_commander(figures: Line<'_>, commander: String) -> Line<'_> {
    figures.gap(2).rest(commander, Meaning::Plain)
}

fn timeline(scene: &Scene, row: &IncidentRow, area: Rect, pen: &mut Pen) {
    if area.height == 0 {
        return;
    }
    let world = &scene.model.world;
    let rows = area.height - 1;
    let place = scene.model.selected_place(Board::Incident);
    let listed = scene.model.rows(Board::Incident);
    let page = parts::Page::of(place, listed.len(), rows);
    let title = page.title(scene, Board::Incident, scene.say.word(IncidentWord::Timeline).to_owned());
    let older = if world.has_older_lines(Some(row.id)) { scene.say.word(SituationWord::Older) } else { "" };
    pen.line(area, &Line::new().gap(1).text(title, Meaning::Heading).gap(2).rest(older, Meaning::Quiet));
    let below = Rect { y: area.y + 1, height: rows, ..area };
    let selected = scene.model.selected(Board::Incident);
    let entries: BTreeMap<EventId, _> =
        world.timeline(Some(row.id)).map(|(at, id, line, stands)| (id, (at, line, stands))).collect();
    let lines: Vec<Line> = listed
        .iter()
        .skip(page.first)
        .take(usize::from(rows))
        .filter_map(|row| {
            let Row::Line(id) = row else { return None };
            let (at, line, stands) = entries.get(id)?;
            Some(parts::timeline_line(scene, (*at, *id), &line.fact, &line.actor, *stands, selected == Some(row)))
        })
        .collect();
    pen.lines(below, &lines);
}

/// Sections share the rows: each has its heading, and what one does not need goes to the others.
fn side(scene: &Scene, row: &IncidentRow, area: Rect, pen: &mut Pen) {
    let sections = [
        merged::lines(scene, row),
        missing(scene, row.id),
        moved::lines(scene, row),
        orders(scene, row.id),
        teams(scene, row.id),
        plan(scene, row.id),
        reports(scene, row.id),
        consequence::lines(scene, row.id),
    ];
    let sizes = sections.each_ref().map(Vec::len);
    let shares = share(sizes, usize::from(area.height));
    let lines: Vec<&Line> = sections.iter().zip(shares).flat_map(|(section, rows)| section.iter().take(rows)).collect();
    pen.lines(area, lines);
}

/// Whoever was missing when those who withdrew were counted.
fn missing<'a>(scene: &Scene<'a>, incident: EventId) -> Vec<Line<'a>> {
    let line = |told: String| Line::new().gap(1).text("!", Meaning::Alarm).rest(told, Meaning::Alarm);
    scene.say.missing_of(incident).into_iter().map(line).collect()
}

/// Hands `rows` out one by one, in turn, to sections that still want some.
fn share<const N: usize>(wanted: [usize; N], rows: usize) -> [usize; N] {
    let mut shares = [0; N];
    let mut left = rows;
    while left > 0 && shares != wanted {
        for (share, wanted) in shares.iter_mut().zip(wanted) {
            if *share < wanted && left > 0 {
                *share += 1;
                left -= 1;
            }
        }
    }
    shares
}

fn orders<'a>(scene: &Scene<'a>, incident: EventId) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let world = &scene.model.world;
    let merges = world.merges();
    let views: Vec<_> =
        world.orders().into_iter().filter(|view| merges.concerns(view.order.incident, incident)).collect();
    if views.is_empty() {
        return vec![empty::line(scene, Nothing::OrdersOfIncident)];
    }
    let mut lines = vec![Line::new().gap(1).rest(IncidentWord::Orders.with(lang, &[&views.len()]), Meaning::Heading)];
    for view in views {
        let due = scene.model.rail().iter().find(|d| d.what.unanswered() == Some(view.id));
        let late = due.is_some_and(|d| d.late(scene.now()));
        let state = match (&view.outcome, view.height) {
            (Reckoning::Disputed(_), _) => scene.say.word(SituationWord::Disputed),
            (Reckoning::Agreed(outcome), _) => scene.say.outcome_short(outcome),
            (Reckoning::Unset, Some(rung)) => scene.say.word(rung),
            (Reckoning::Unset, None) => scene.say.word(IncidentWord::Issued),
        };
        lines.push(
            Line::new()
                .gap(1)
                .text(if late { "!" } else { " " }, Meaning::Alarm)
                .col(CODE_CELLS, view.label.clone(), Meaning::Plain)
                .rest(format!("{} {}", scene.say.recipient(&view.order.to), view.order.text), Meaning::Plain)
                .gap(1)
                .text(state, if late { Meaning::Alarm } else { Meaning::Quiet }),
        );
    }
    lines
}

fn teams<'a>(scene: &Scene<'a>, incident: EventId) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let merges = scene.model.world.merges();
    let at_it = |view: &&crate::domain::TeamView| match &view.assignment {
        Reckoning::Unset => false,
        Reckoning::Agreed(assignment) => merges.concerns(assignment.incident, incident),
        Reckoning::Disputed(sides) => sides.iter().any(|side| merges.concerns(side.incident, incident)),
    };
    let views: Vec<_> = scene.teams.iter().filter(at_it).collect();
    if views.is_empty() {
        return vec![empty::line(scene, Nothing::TeamsOfIncident)];
    }
    let columns = Columns::of(lang);
    let mut lines = vec![Line::new().gap(1).rest(IncidentWord::Teams.with(lang, &[&views.len()]), Meaning::Heading)];
    lines.extend(views.into_iter().map(|view| parts::team_short(scene, view, columns)));
    lines
}

fn plan<'a>(scene: &Scene<'a>, incident: EventId) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let world = &scene.model.world;
    let mut lines = Vec::new();
    for (run, started, plan) in world.runs() {
        if !world.concerns(started.incident, incident) {
            continue;
        }
        lines.push(
            Line::new().gap(1).rest(IncidentWord::Plan.with(lang, &[&scene.say.plan_name(plan)]), Meaning::Heading),
        );
        for view in world.step_views(run, started, plan).into_iter().filter(crate::domain::StepView::is_open) {
            let (step, due) = (view.step, view.due());
            let status = view.status.clone().first().cloned().unwrap_or_default();
            let stage = super::plan::of_orders(view.stage()).map(|(word, _)| scene.say.word(word));
            let meaning = due.map_or(Meaning::Plain, |due| due_meaning(due, scene.now()));
            let clock = due.map(|due| when::countdown(due - scene.now(), lang)).unwrap_or_default();
            lines.push(
                Line::new()
                    .gap(1)
                    .text(if meaning == Meaning::Alarm { "!" } else { " " }, meaning)
                    .col(CODE_CELLS, step.code.0.as_str(), Meaning::Quiet)
                    .rest(scene.say.step_title(step), Meaning::Plain)
                    .gap(1)
                    .text(stage.unwrap_or(scene.say.step_status(&status)), Meaning::Quiet)
                    .optional()
                    .right(when::COUNTDOWN_CELLS + 1, clock, meaning),
            );
        }
    }
    if lines.is_empty() {
        lines.push(Line::new().gap(1).rest(scene.say.word(IncidentWord::NoPlan), Meaning::Quiet));
    }
    lines
}

fn reports<'a>(scene: &Scene<'a>, incident: EventId) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let filed = scene.model.world.reports(incident);
    if filed.is_empty() {
        return vec![empty::line(scene, Nothing::Reports)];
    }
    let mut lines = vec![Line::new().gap(1).rest(IncidentWord::Reports.with(lang, &[&filed.len()]), Meaning::Heading)];
    for report in filed.into_iter().rev() {
        let reached = report.reached.map(|government| format!(" {}", scene.say.report_reached(government)));
        let (kind, means) = (scene.say.report_kind(report), scene.say.sent_by(report.means));
        let text = format!("{kind} {} ({means}){}", report.to, reached.unwrap_or_default());
        lines.push(
            Line::new()
                .gap(2)
                .col(TIME_CELLS, when::minute_or_date(report.reported, scene.now()), Meaning::Quiet)
                .rest(text, Meaning::Plain),
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn sections_share_rows_and_give_what_they_do_not_need() {
        assert_eq!(share([3, 3, 3], 6), [2, 2, 2]);
        assert_eq!(share([1, 9, 1], 8), [1, 6, 1]);
        assert_eq!(share([2, 2, 2], 99), [2, 2, 2]);
        assert_eq!(share([2, 2, 2], 0), [0, 0, 0]);
    }
}
