//! The on-site board: scenes with their state, who commands, who is in and what is due; below the selected one, who is missing
//! first.

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
use crate::domain::{Deadline, Due, Reckoning, SceneState, SceneView};
use crate::text::words::{SceneWord, SituationWord, Word};
use crate::text::{Lang, when};

/// Cells of a state with the blank after it.
fn state_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 14,
        Lang::En => 16,
    }
}

/// Cells of how many are in and how many of them are missing.
fn heads_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 13,
        Lang::En => 15,
    }
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Onsite);
    if listed.is_empty() {
        empty::board(scene, Board::Onsite, Nothing::Scenes, area, pen);
        return;
    }
    let wanted = u16::try_from(listed.len()).unwrap_or(u16::MAX);
    let rows = list_rows(Board::Onsite, area.height).min(wanted.max(1));
    let place = scene.model.selected_place(Board::Onsite);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Onsite(id) = row
            && let Some(view) = scene.model.world.scene(*id)
        {
            lines.push(row_of(scene, &view, Some(n) == place));
        }
    }
    let above = (rows + 1).min(area.height);
    pen.lines(Rect { height: above, ..area }, &lines);
    let below = Rect { y: area.y + above, height: area.height - above, ..area };
    if let Some(view) = scene.model.selected_scene() {
        let lines = detail::lines(scene, &view, below);
        pen.lines(below, &lines);
    }
}

fn heading(scene: &Scene, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let count = scene.model.world.open_scenes().count();
    let title = page.title(scene, Board::Onsite, SceneWord::Title.with(lang, &[&count]));
    Line::new()
        .gap(2)
        .col(TIME_CELLS, "", Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(state_cells(lang), scene.say.word(SceneWord::State), Meaning::Heading)
        .col(heads_cells(lang), scene.say.word(SceneWord::People), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, scene.say.word(SceneWord::Clock), Meaning::Heading)
}

/// The nearest thing that a scene waits for.
fn due(scene: &Scene, view: &SceneView<'_>) -> Option<At> {
    let own = |of: &Deadline| match of.what {
        Due::Scene { incident, .. } => incident == view.incident,
        // Who was called back is counted by the order.
        Due::CountHeads { .. } => of.incident == Some(view.incident),
        _ => false,
    };
    scene.model.rail().iter().find(|deadline| own(deadline)).map(|deadline| deadline.due)
}

fn row_of<'a>(scene: &Scene<'a>, view: &SceneView<'a>, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let now = scene.now();
    let due = due(scene, view);
    let late = due.is_some_and(|due| due < now);
    let trouble = view.step.disputed() || !view.troubles(&scene.model.world).is_empty();
    let mark = if late || trouble { "!" } else { " " };
    let mark_meaning = if late { Meaning::Alarm } else { Meaning::Attention };
    let text = if view.state == SceneState::Closed { Meaning::Quiet } else { Meaning::Plain };
    // That everybody was called back is said before that somebody else says otherwise.
    let disputed = scene.say.word(SituationWord::DisputedShort);
    let (state, state_meaning) = match view.state {
        SceneState::Withdrawn if view.step.disputed() => {
            (format!("{} {disputed}", scene.say.scene_state(view.state)), Meaning::Alarm)
        }
        SceneState::Withdrawn => (scene.say.scene_state(view.state), Meaning::Alarm),
        _ if view.step.disputed() => (disputed.to_owned(), Meaning::Attention),
        state => (scene.say.scene_state(state), text),
    };
    let heads = view.heads(&scene.model.world.rules(), now);
    let people = SceneWord::HeadsShort.with(lang, &[&heads.present, &heads.unaccounted]);
    let people_meaning = if heads.unaccounted > 0 { Meaning::Alarm } else { text };
    let (left, left_meaning) = match due {
        Some(due) => (when::countdown(due - now, lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    let since = view.opened().map(|(_, at)| when::minute_or_date(at, now)).unwrap_or_default();
    let who = commander(scene, view);
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(TIME_CELLS, since, Meaning::Quiet)
        .rest(format!("{}  {who}", scene.say.incident(view.incident)), text)
        .gap(1)
        .col(state_cells(lang), state, state_meaning)
        .col(heads_cells(lang), people, people_meaning)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
        .selected(here)
}

/// Who commands: nobody is `?`, and of several each is named.
fn commander(scene: &Scene, view: &SceneView<'_>) -> String {
    match &view.commander {
        Reckoning::Unset => scene.say.word(SceneWord::NoCommander).to_owned(),
        Reckoning::Agreed(name) => SceneWord::Commander.with(scene.model.lang, &[name]),
        Reckoning::Disputed(names) => SceneWord::Commander.with(scene.model.lang, &[&names.join(" / ")]),
    }
}
