//! The board of after-action reviews: the list, and the selected one: where it stands and until when, who must still answer,
//! what was found, what becomes of each item, and the key of the next act.

mod detail;

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, TIME_CELLS};
use super::pen::Pen;
use super::scene::{Scene, due_meaning};
use crate::clock::At;
use crate::console::{Board, Row, list_rows};
use crate::domain::{AarView, Rules};
use crate::text::when;
use crate::text::words::{AarWord, SituationWord};

/// Cells of where a review stands.
const STATE_CELLS: u16 = 11;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Aar);
    if listed.is_empty() {
        empty::board(scene, Board::Aar, Nothing::Reviews, area, pen);
        return;
    }
    let most = list_rows(Board::Aar, area.height);
    let rows = most.min(u16::try_from(listed.len()).unwrap_or(u16::MAX)).max(1);
    let place = scene.model.selected_place(Board::Aar);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, &page)];
    let rules = scene.model.world.rules();
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Aar(id) = row
            && let Some(view) = scene.model.world.aar(*id)
        {
            lines.push(row_of(scene, &rules, &view, Some(n) == place));
        }
    }
    let above = (rows + 1).min(area.height);
    pen.lines(Rect { height: above, ..area }, &lines);
    let below = Rect { y: area.y + above, height: area.height - above, ..area };
    if let Some(view) = scene.model.selected_aar() {
        let lines = detail::lines(scene, &view);
        pen.lines(below, &lines);
    }
}

fn heading(scene: &Scene, page: &parts::Page) -> Line<'static> {
    let title = page.title(scene, Board::Aar, scene.say.word(AarWord::Title).to_owned());
    Line::new()
        .gap(2)
        .col(TIME_CELLS, scene.say.word(AarWord::Time), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(STATE_CELLS, scene.say.word(AarWord::State), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, "", Meaning::Heading)
}

/// The nearest thing that a review waits for.
fn due(scene: &Scene, rules: &Rules, view: &AarView<'_>) -> Option<At> {
    scene.model.world.aar_deadlines_by(rules, view, scene.now()).first().map(|deadline| deadline.due)
}

fn row_of<'a>(scene: &Scene<'a>, rules: &Rules, view: &AarView<'a>, here: bool) -> Line<'a> {
    let now = scene.now();
    let due = due(scene, rules, view);
    let late = due.is_some_and(|due| due < now);
    let broken = view.step.disputed() || !view.breaches(&scene.model.world).is_empty();
    let mark = if late || broken { "!" } else { " " };
    let mark_meaning = if late { Meaning::Alarm } else { Meaning::Attention };
    let text = if view.state.over() { Meaning::Quiet } else { Meaning::Plain };
    let (state, state_meaning) = if view.step.disputed() {
        (scene.say.word(SituationWord::DisputedShort), Meaning::Attention)
    } else {
        (scene.say.word(view.state), text)
    };
    let (left, left_meaning) = match due {
        Some(due) => (when::countdown(due - now, scene.model.lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    let number = scene.say.aar_report(view.id).map(|report| format!("{report} ")).unwrap_or_default();
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(TIME_CELLS, when::minute_or_date(view.aar.at, now), Meaning::Quiet)
        .rest(format!("{number}{}", scene.say.aar_of(view.aar)), text)
        .gap(1)
        .col(STATE_CELLS, state, state_meaning)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
        .selected(here)
}
