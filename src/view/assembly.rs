//! The assembly board: every mobilised team with its state, its clock, when it arrives and what is lacking; the selected
//! one in full.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, CODE_CELLS, TIME_CELLS};
use super::pen::Pen;
use super::scene::{Scene, due_meaning};
use crate::clock::At;
use crate::console::{Board, Row, detail_rows};
use crate::domain::{AssemblyState, Mobilisation};
use crate::text::words::{AssemblyWord, Word};
use crate::text::{Lang, when};

/// Cells of a countdown, `-00:12`, with the blank after it.
const CLOCK_CELLS: u16 = 7;

/// Below this width what is lacking has the rest of the line, and the name a column.
const NAMES_WIDE_FROM: u16 = 120;

/// Cells of a state with the blank after it.
fn state_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 11,
    }
}

/// Cells of the next act with the blank before it.
fn next_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 12,
    }
}

fn name_cells(width: u16) -> u16 {
    if width < NAMES_WIDE_FROM { 13 } else { 28 }
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Assembly);
    if listed.is_empty() {
        empty::board(scene, Board::Assembly, Nothing::Mobilisations, area, pen);
        return;
    }
    let detail = detail_rows(Board::Assembly, area.height);
    let rows = area.height.saturating_sub(detail + 1);
    let place = scene.model.selected_place(Board::Assembly);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, area.width, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Mobilisation(id) = row
            && let Some(one) = scene.model.world.mobilisation(*id)
        {
            lines.push(mobilisation(scene, &one, area.width, Some(n) == place));
        }
    }
    pen.lines(Rect { height: rows + 1, ..area }, &lines);
    let below = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(one) = scene.model.selected_mobilisation() {
        pen.lines(below, &details(scene, &one, usize::from(detail)));
    }
}

fn heading(scene: &Scene, width: u16, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let own = scene.model.area();
    let (free, all) = scene.model.world.reserve(own.as_ref(), scene.now());
    let low = u64::from(free) * 100 < u64::from(all) * u64::from(crate::limits::RESERVE_PERCENT);
    let reserve = if low { AssemblyWord::ReserveLow } else { AssemblyWord::Reserve };
    let count = scene.model.world.mobilisations().count();
    let title = page.title(scene, Board::Assembly, AssemblyWord::Title.with(lang, &[&count]));
    let col = |word| scene.say.word(word);
    Line::new()
        .gap(2)
        .col(CODE_CELLS + name_cells(width), title, Meaning::Heading)
        .col(state_cells(lang), col(AssemblyWord::State), Meaning::Heading)
        .col(CLOCK_CELLS, col(AssemblyWord::Clock), Meaning::Heading)
        .col(TIME_CELLS, col(AssemblyWord::Eta), Meaning::Heading)
        .col(TIME_CELLS, col(AssemblyWord::Required), Meaning::Heading)
        .rest(reserve.with(lang, &[&free, &all]), if low { Meaning::Alarm } else { Meaning::Heading })
        .right(next_cells(lang), col(AssemblyWord::Next), Meaning::Heading)
}

fn mobilisation<'a>(scene: &Scene<'a>, one: &Mobilisation<'a>, width: u16, here: bool) -> Line<'a> {
    let (world, lang, now) = (&scene.model.world, scene.model.lang, scene.now());
    let due = due(scene, one);
    let lacks = scene.say.lacking_of(one);
    let late = due.is_some_and(|due| due < now);
    let double = world.double_booked(one);
    let (mark, mark_meaning) = match (late || one.state == AssemblyState::Declined, double || one.disputed) {
        (true, _) => ("!", Meaning::Alarm),
        (_, true) => ("!", Meaning::Attention),
        _ => (" ", Meaning::Plain),
    };
    let (clock, clock_meaning) = match due {
        Some(due) => (when::countdown(due - now, lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    let required = world.required(&world.rules(), one).map(|(at, _)| at).filter(|_| one.arrived().is_none());
    let eta = one.arrived().or(one.eta());
    let slow = matches!((eta, required), (Some(eta), Some(by)) if eta > by);
    let name = world.team_card(one.team).map_or(one.team.0.as_str(), |team| scene.say.team_name(team));
    let time = |at: Option<At>| at.map(|at| when::minute_or_date(at, now)).unwrap_or_default();
    let next = one.state.next().map_or("", |event| scene.say.word(event));
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(CODE_CELLS, one.team.0.as_str(), Meaning::Plain)
        .col(name_cells(width), name, Meaning::Plain)
        .col(state_cells(lang), scene.say.word(one.state), state_meaning(one.state))
        .col(CLOCK_CELLS, clock, clock_meaning)
        .col(TIME_CELLS, time(eta), if slow { Meaning::Attention } else { Meaning::Plain })
        .col(TIME_CELLS, time(required), Meaning::Quiet)
        .rest(lacks.join(" "), Meaning::Attention)
        .right(next_cells(lang), next, Meaning::Key)
        .selected(here)
}

fn state_meaning(state: AssemblyState) -> Meaning {
    match state {
        AssemblyState::Declined => Meaning::Alarm,
        AssemblyState::Returning | AssemblyState::Returned | AssemblyState::Released => Meaning::Quiet,
        _ => Meaning::Plain,
    }
}

/// The nearest deadline of it.
fn due(scene: &Scene, one: &Mobilisation<'_>) -> Option<At> {
    scene.model.rail().iter().find(|deadline| deadline.what.of_mobilisation() == Some(one.id)).map(|d| d.due)
}

/// The order, who leads, what was told last; the most needed first.
fn details<'a>(scene: &Scene<'a>, one: &Mobilisation<'a>, rows: usize) -> Vec<Line<'a>> {
    let (world, lang) = (&scene.model.world, scene.model.lang);
    let label = scene.say.order(one.id);
    let mut ordered = format!("{label} {}", one.order.text);
    if let Some(to) = &one.order.destination {
        ordered = format!("{ordered} > {}", scene.say.destination(to));
    }
    if let Some(rally) = &one.muster.rally {
        ordered = format!("{ordered}  {}", AssemblyWord::Rally.with(lang, &[&scene.say.place(rally)]));
    }
    let leader = world.team_card(one.team).map(|team| format!("{} {}", team.leader, team.phone)).unwrap_or_default();
    let muster = one.muster;
    let said = [&muster.route, &muster.equipment, &muster.safety, &muster.contact, &muster.frequency];
    let said = said.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("  ");
    let mut lines = vec![
        Line::new(),
        Line::new().gap(1).rest(ordered, Meaning::Heading),
        Line::new().gap(1).text(leader, Meaning::Plain).gap(2).rest(said, Meaning::Quiet),
    ];
    let double = scene.say.booked_with(one.team, one.id);
    if world.double_booked(one) {
        let text = AssemblyWord::DoubleWith.with(lang, &[&double]);
        lines.push(Line::new().gap(1).rest(text, Meaning::Attention));
    }
    for (_, telling) in one.told.iter().rev() {
        let text = format!("{} {}", when::minute(telling.at), scene.say.telling(telling));
        lines.push(Line::new().gap(1).rest(text, Meaning::Plain));
    }
    lines.truncate(rows);
    lines
}
