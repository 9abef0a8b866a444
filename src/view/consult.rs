//! The board of consultations: the list, and the selected one: where it stands and until when, who is missing, what each
//! unit thinks, what was concluded, what becomes of its actions, and the key of the next act.

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
use crate::domain::{ConsultState, ConsultView, Due};
use crate::text::words::{ConsultWord, SituationWord};
use crate::text::{Lang, when};

/// Cells of a kind.
fn kind_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 5,
        Lang::En => 12,
    }
}

/// Cells of where a consultation stands.
fn state_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 11,
        Lang::En => 10,
    }
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Consultation);
    if listed.is_empty() {
        empty::board(scene, Board::Consultation, Nothing::Consults, area, pen);
        return;
    }
    let most = list_rows(Board::Consultation, area.height);
    let rows = most.min(u16::try_from(listed.len()).unwrap_or(u16::MAX)).max(1);
    let place = scene.model.selected_place(Board::Consultation);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Consult(id) = row
            && let Some(view) = scene.model.world.consultation(*id)
        {
            lines.push(row_of(scene, &view, Some(n) == place));
        }
    }
    let above = (rows + 1).min(area.height);
    pen.lines(Rect { height: above, ..area }, &lines);
    let below = Rect { y: area.y + above, height: area.height - above, ..area };
    if let Some(view) = scene.model.selected_consult() {
        let lines = detail::lines(scene, &view, below, pen.ambiguous());
        pen.lines(below, &lines);
    }
}

fn heading(scene: &Scene, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let title = page.title(scene, Board::Consultation, scene.say.word(ConsultWord::Title).to_owned());
    Line::new()
        .gap(2)
        .col(TIME_CELLS, scene.say.word(ConsultWord::Time), Meaning::Heading)
        .col(kind_cells(lang), scene.say.word(ConsultWord::Kind), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(state_cells(lang), scene.say.word(ConsultWord::State), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, "", Meaning::Heading)
}

/// The nearest thing that a consultation waits for.
fn due(scene: &Scene, view: &ConsultView<'_>) -> Option<At> {
    let own = |due: &Due| match due {
        Due::Consult { consult, .. } => *consult == view.id,
        _ => false,
    };
    scene.model.rail().iter().find(|deadline| own(&deadline.what)).map(|deadline| deadline.due)
}

fn row_of<'a>(scene: &Scene<'a>, view: &ConsultView<'a>, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let now = scene.now();
    let due = due(scene, view);
    let late = due.is_some_and(|due| due < now);
    let mark = if late || view.step.disputed() { "!" } else { " " };
    let mark_meaning = if late { Meaning::Alarm } else { Meaning::Attention };
    let over = view.state.over();
    let text = if over { Meaning::Quiet } else { Meaning::Plain };
    let expired = view.signed().is_some() && view.expired(now) && view.state != ConsultState::Cancelled;
    let (state, state_meaning) = if view.step.disputed() {
        (scene.say.word(SituationWord::DisputedShort), Meaning::Attention)
    } else if expired {
        (scene.say.word(ConsultWord::Expired), Meaning::Attention)
    } else {
        (scene.say.word(view.state), text)
    };
    let (left, left_meaning) = match due {
        Some(due) => (when::countdown(due - now, lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    let minutes = scene.say.minutes(view.id).map(|minutes| format!("{minutes} ")).unwrap_or_default();
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(TIME_CELLS, when::minute_or_date(view.consult.at, now), Meaning::Quiet)
        .col(kind_cells(lang), scene.say.word(view.consult.kind), text)
        .rest(format!("{minutes}{}", view.consult.reason), text)
        .gap(1)
        .col(state_cells(lang), state, state_meaning)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
        .selected(here)
}
