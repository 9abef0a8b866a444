//! The board of resources: what waits for somebody first, then what is in use, then what there is; and the selected one
//! with its ledger and the key of the next act.

mod detail;

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts;
use super::pen::Pen;
use super::scene::{Scene, due_meaning};
use crate::console::{Board, Row, list_rows};
use crate::domain::{Occupancy, RequisitionState, ShelterView, StockState};
use crate::text::words::{ResourceWord, SituationWord};
use crate::text::{Lang, when};

/// Cells of what it is.
fn kind_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 5,
        Lang::En => 8,
    }
}

/// Cells of where it stands.
fn state_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 14,
    }
}

/// Cells of a count, with the blank before it.
const COUNT_CELLS: u16 = 7;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Resources);
    if listed.is_empty() {
        empty::board(scene, Board::Resources, Nothing::Resources, area, pen);
        return;
    }
    let most = list_rows(Board::Resources, area.height);
    let rows = most.min(u16::try_from(listed.len()).unwrap_or(u16::MAX)).max(1);
    let place = scene.model.selected_place(Board::Resources);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        lines.extend(cells_of(scene, row).map(|cells| line_of(scene, row, cells, Some(n) == place)));
    }
    let above = (rows + 1).min(area.height);
    pen.lines(Rect { height: above, ..area }, &lines);
    let below = Rect { y: area.y + above, height: area.height - above, ..area };
    if let Some(row) = scene.model.selected(Board::Resources) {
        pen.lines(below, &detail::lines(scene, row));
    }
}

fn heading(scene: &Scene, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let title = page.title(scene, Board::Resources, scene.say.word(ResourceWord::Title).to_owned());
    let word = |word| scene.say.word(word);
    Line::new()
        .gap(2)
        .col(kind_cells(lang), word(ResourceWord::What), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .right(COUNT_CELLS, word(ResourceWord::OnHand), Meaning::Heading)
        .right(COUNT_CELLS, word(ResourceWord::Free), Meaning::Heading)
        .right(COUNT_CELLS, word(ResourceWord::OnWay), Meaning::Heading)
        .gap(1)
        .col(state_cells(lang), word(ResourceWord::Stands), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, "", Meaning::Heading)
}

/// What a row says, column by column.
struct Cells {
    kind: ResourceWord,
    name: String,
    there: String,
    free: String,
    on_way: String,
    state: &'static str,
    meaning: Meaning,
}

/// An unknown count is `?`, never nothing.
fn count<T: ToString>(count: Option<T>) -> String {
    count.map_or_else(|| "?".to_owned(), |count| count.to_string())
}

fn some(count: u64) -> String {
    if count > 0 { count.to_string() } else { String::new() }
}

fn cells_of(scene: &Scene, row: &Row) -> Option<Cells> {
    let world = &scene.model.world;
    let said = |word| scene.say.word(word);
    Some(match row {
        Row::Material(code) => {
            let view = world.stock(code, scene.now())?;
            let below = view.on_hand.is_some_and(|count| count < 0);
            let (state, meaning) = match (below, view.free()) {
                (true, _) => (said(ResourceWord::Beyond), Meaning::Attention),
                (false, Some(free)) if free <= 0 => (said(ResourceWord::NoneFree), Meaning::Attention),
                (false, _) => ("", Meaning::Plain),
            };
            Cells {
                kind: ResourceWord::KindStock,
                name: format!("{} {}", view.material.name, view.material.store).trim_end().to_owned(),
                there: count(view.on_hand),
                free: count(view.free()),
                on_way: some(view.on_way),
                state,
                meaning,
            }
        }
        Row::Consignment(code, id) => {
            let one = world.consignment(code, *id)?;
            let state = one.state(scene.now());
            let quiet = matches!(state, StockState::Received | StockState::Settled | StockState::Freed);
            Cells {
                kind: ResourceWord::KindSent,
                name: scene.say.consignment(&one),
                there: some(one.in_use()),
                free: some(one.promised(scene.now())),
                on_way: some(one.on_way()),
                state: match (one.overstated(), one.beyond > 0) {
                    (_, true) => said(ResourceWord::OverIssued),
                    (true, _) => said(ResourceWord::Over),
                    _ => word_of(scene, state),
                },
                meaning: match (one.at_odds(), quiet) {
                    (true, _) => Meaning::Attention,
                    (false, true) => Meaning::Quiet,
                    (false, false) => Meaning::Plain,
                },
            }
        }
        Row::Requisition(id) => {
            let view = world.requisition(*id)?;
            let over = view.state == RequisitionState::Settled;
            Cells {
                kind: ResourceWord::KindTaken,
                name: scene.say.requisition(&view),
                there: some(view.held()),
                free: String::new(),
                on_way: String::new(),
                state: scene.say.word(view.state),
                meaning: if over { Meaning::Quiet } else { Meaning::Plain },
            }
        }
        Row::Shelter(code) => of_shelter(scene, &world.shelter_view(code)?),
        _ => return None,
    })
}

fn word_of(scene: &Scene, state: StockState) -> &'static str {
    scene.say.word(state)
}

fn of_shelter(scene: &Scene, view: &ShelterView<'_>) -> Cells {
    let occupancy = view.occupancy();
    let open = matches!(occupancy, Occupancy::Open | Occupancy::NearlyFull | Occupancy::Full);
    let places = view.shelter.capacity.zip(Some(view.present.unwrap_or(0)));
    let places = places.map(|(capacity, present)| capacity.saturating_sub(present));
    let disputed = view.status.disputed();
    Cells {
        kind: ResourceWord::KindShelter,
        name: view.shelter.name.clone(),
        there: if open || view.present.is_some_and(|present| present > 0) {
            count(view.present)
        } else {
            String::new()
        },
        free: count(places),
        on_way: String::new(),
        state: if disputed { scene.say.word(SituationWord::DisputedShort) } else { scene.say.word(occupancy) },
        meaning: match occupancy {
            Occupancy::NearlyFull | Occupancy::Full => Meaning::Attention,
            Occupancy::Closed | Occupancy::Disabled => Meaning::Quiet,
            Occupancy::Prepared | Occupancy::Open if disputed => Meaning::Attention,
            Occupancy::Prepared | Occupancy::Open => Meaning::Plain,
        },
    }
}

fn line_of<'a>(scene: &Scene<'a>, row: &Row, cells: Cells, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let now = scene.now();
    let due = scene.model.resource_due(row).map(|deadline| deadline.due);
    let late = due.is_some_and(|due| due < now);
    let raised = late || cells.meaning == Meaning::Attention;
    let text = if cells.meaning == Meaning::Quiet { Meaning::Quiet } else { Meaning::Plain };
    let (left, left_meaning) = match due {
        Some(due) => (when::countdown(due - now, lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if raised { "!" } else { " " }, if late { Meaning::Alarm } else { Meaning::Attention })
        .col(kind_cells(lang), scene.say.word(cells.kind), text)
        .rest(cells.name, text)
        .right(COUNT_CELLS, cells.there, text)
        .right(COUNT_CELLS, cells.free, text)
        .right(COUNT_CELLS, cells.on_way, text)
        .gap(1)
        .col(state_cells(lang), cells.state, cells.meaning)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
        .selected(here)
}
