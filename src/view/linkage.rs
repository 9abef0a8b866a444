//! The board of help between cities: requests out and in with where they stand and until when, what cities share with its
//! age; below, the selected one: who has not answered, what of each line is granted, where those who come are, and the key
//! of the next act.

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
use crate::domain::{AidView, AreaCode, Due, ShareView};
use crate::text::words::{LinkageWord, SituationWord, Word};
use crate::text::{Lang, when};

/// Cells of which way a request goes.
fn way_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 3,
        Lang::En => 10,
    }
}

/// Cells of the other city.
fn party_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 11,
        Lang::En => 14,
    }
}

/// Cells of where a request stands.
fn state_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 11,
    }
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Linkage);
    if listed.is_empty() {
        empty::board(scene, Board::Linkage, Nothing::Aids, area, pen);
        return;
    }
    let most = list_rows(Board::Linkage, area.height);
    let rows = most.min(u16::try_from(listed.len()).unwrap_or(u16::MAX)).max(1);
    let place = scene.model.selected_place(Board::Linkage);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, &page)];
    let shared = scene.model.world.shared_lists();
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        let here = Some(n) == place;
        match row {
            Row::Aid(id) => lines.extend(scene.model.world.aid(*id).map(|view| row_of(scene, &view, here))),
            Row::Shared(area, kind) => {
                let view = shared.iter().find(|view| view.area == area && view.kind == *kind);
                lines.extend(view.map(|view| shared_row(scene, view, here)));
            }
            _ => {}
        }
    }
    let above = (rows + 1).min(area.height);
    pen.lines(Rect { height: above, ..area }, &lines);
    let below = Rect { y: area.y + above, height: area.height - above, ..area };
    let lines = match place.and_then(|place| listed.get(place)) {
        Some(Row::Aid(id)) => {
            let view = scene.model.world.aid(*id);
            view.map(|view| detail::lines(scene, &view, below, pen.ambiguous())).unwrap_or_default()
        }
        Some(Row::Shared(area, kind)) => {
            let view = shared.iter().find(|view| view.area == area && view.kind == *kind);
            view.map(|view| detail::shared(scene, view)).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    pen.lines(below, &lines);
}

fn heading(scene: &Scene, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let title = page.title(scene, Board::Linkage, scene.say.word(LinkageWord::Title).to_owned());
    Line::new()
        .gap(2)
        .col(TIME_CELLS, scene.say.word(LinkageWord::Time), Meaning::Heading)
        .col(way_cells(lang), scene.say.word(LinkageWord::Way), Meaning::Heading)
        .col(party_cells(lang), scene.say.word(LinkageWord::Party), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(state_cells(lang), scene.say.word(LinkageWord::State), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, "", Meaning::Heading)
}

/// The nearest thing that a request waits for.
fn due(scene: &Scene, view: &AidView<'_>) -> Option<At> {
    let own = |due: &Due| matches!(due, Due::Aid { aid, .. } if *aid == view.id);
    scene.model.rail().iter().find(|deadline| own(&deadline.what)).map(|deadline| deadline.due)
}

/// Which way it goes for this post, and whom it is with.
fn way<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> (LinkageWord, &'a AreaCode) {
    let own = scene.model.area();
    let ours = |code: &AreaCode| own.as_ref().is_some_and(|own| own.covers(code) || code.covers(own));
    match (ours(&view.aid.from), ours(&view.aid.to)) {
        (true, _) => (LinkageWord::Out, &view.aid.to),
        (false, true) => (LinkageWord::In, &view.aid.from),
        (false, false) => (LinkageWord::Other, &view.aid.to),
    }
}

fn row_of<'a>(scene: &Scene<'a>, view: &AidView<'a>, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let now = scene.now();
    let due = due(scene, view);
    let late = due.is_some_and(|due| due < now);
    let disputed =
        scene.model.derived.conflicts.iter().any(|conflict| conflict.aspect == crate::domain::Aspect::Aid(view.id));
    let mark = if late || disputed { "!" } else { " " };
    let mark_meaning = if late { Meaning::Alarm } else { Meaning::Attention };
    let text = if view.state.is_over() { Meaning::Quiet } else { Meaning::Plain };
    let (state, state_meaning) = if view.step.disputed() {
        (scene.say.word(SituationWord::DisputedShort), Meaning::Attention)
    } else if view.state == crate::domain::AidState::Granted && view.partial() {
        (scene.say.word(LinkageWord::Partly), Meaning::Attention)
    } else {
        (scene.say.word(view.state), text)
    };
    let (left, left_meaning) = match due {
        Some(due) => (when::countdown(due - now, lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    let (word, party) = way(scene, view);
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(TIME_CELLS, when::minute_or_date(view.aid.at, now), Meaning::Quiet)
        .col(way_cells(lang), scene.say.word(word), text)
        .col(party_cells(lang), scene.say.area(party), text)
        .rest(format!("{}: {}", view.aid.kind, scene.say.aid_needs(view.aid)), text)
        .gap(1)
        .col(state_cells(lang), state, state_meaning)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
        .selected(here)
}

/// A city's list: how many rows, how old, and whether it is too old to rely on.
fn shared_row<'a>(scene: &Scene<'a>, view: &ShareView<'a>, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let now = scene.now();
    let (age, old) = view.age(&scene.model.world.rules(), now).unwrap_or_default();
    let incomplete = view.missing() > 0 || view.disputed;
    let meaning = if old || incomplete { Meaning::Attention } else { Meaning::Plain };
    let mut said = vec![
        LinkageWord::Shared.with(lang, &[&view.kind.say(lang)]),
        LinkageWord::Rows.with(lang, &[&view.items().count()]),
        LinkageWord::Age.with(lang, &[&when::span(age, lang)]),
    ];
    if view.missing() > 0 {
        said.push(LinkageWord::PartsMissing.with(lang, &[&view.missing()]));
    }
    let state = if view.disputed {
        scene.say.word(SituationWord::DisputedShort)
    } else if old {
        scene.say.word(LinkageWord::Stale)
    } else {
        ""
    };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if old || incomplete { "!" } else { " " }, Meaning::Attention)
        .col(TIME_CELLS, view.as_of().map(|at| when::minute_or_date(at, now)).unwrap_or_default(), Meaning::Quiet)
        .col(way_cells(lang), "", Meaning::Plain)
        .col(party_cells(lang), scene.say.area(view.area), Meaning::Plain)
        .rest(said.join("  "), meaning)
        .gap(1)
        .col(state_cells(lang), state, Meaning::Attention)
        .right(when::COUNTDOWN_CELLS, "", Meaning::Plain)
        .selected(here)
}
