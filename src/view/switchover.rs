//! The switchover board: state, clocks, who is missing, the next act on one key; below it every seat and every item.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, TIME_CELLS};
use super::pen::Pen;
use super::scene::Scene;
use crate::clock::{At, Span};
use crate::console::{Action, Board, Context, Row, detail_rows};
use crate::domain::{AreaCode, Due, ItemView, Picture, Reckoning, SeatView};
use crate::text::when;
use crate::text::words::{SwitchWord, Word};

/// Cells of the words before each line of the head.
const NAME_CELLS: u16 = 11;

/// Clocks in one line.
const CLOCKS: usize = 4;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let model = scene.model;
    let Some(of) = model.switch_area() else {
        empty::board(scene, Board::Switchover, Nothing::Areas, area, pen);
        return;
    };
    let picture = model.world.picture(&of, scene.now());
    let head = detail_rows(Board::Switchover, area.height);
    let unmet = unmet(scene, &of);
    let head = if head > 0 && unmet.is_some() { head + 1 } else { head };
    let mut lines = head_lines(scene, &of, &picture);
    if let Some(unmet) = unmet {
        lines.insert(1, unmet);
    }
    pen.lines(Rect { height: head, ..area }, lines.iter().take(usize::from(head)));
    let list = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    rows(scene, &of, list, pen);
}

fn head_lines<'a>(scene: &Scene<'a>, of: &AreaCode, picture: &Picture) -> Vec<Line<'a>> {
    let (model, say) = (scene.model, &scene.say);
    let mut state =
        format!("{} {}  {}", say.posture(picture.posture), area_name(scene, of), say.response_state(picture.state));
    if let Some(since) = model.world.posture_since(of) {
        let at = when::minute_or_date(since.at, scene.now());
        state.push_str("  ");
        state.push_str(&SwitchWord::SinceFor.with(model.lang, &[&at]));
    }
    let empty: Vec<&str> =
        picture.seats.iter().filter(|(_, name)| name.is_empty()).map(|(seat, _)| say.word(*seat)).collect();
    let filled = picture.seats.len() - empty.len();
    let mut seats = Line::new().gap(1).col(NAME_CELLS, say.word(SwitchWord::Seats), Meaning::Quiet);
    seats = seats.text(format!("{filled}/{}", picture.seats.len()), Meaning::Plain).gap(2);
    if !empty.is_empty() {
        let meaning = if picture.wants_seats() { Meaning::Attention } else { Meaning::Quiet };
        seats = seats.text(format!("{} {}", say.word(SwitchWord::Missing), empty.join(" ")), meaning);
    }
    let told =
        format!("{}  {} {}", say.progress_told(picture), say.word(SwitchWord::Rhythm), say.rhythm(picture.rhythm));
    vec![
        Line::new().gap(1).rest(state, Meaning::Heading),
        seats,
        Line::new().gap(1).col(NAME_CELLS, say.word(SwitchWord::Checklist), Meaning::Quiet).rest(told, Meaning::Plain),
        clocks(scene, picture),
        next(scene, of),
    ]
}

/// The invariants of rules.md 5.2 that do not hold; nothing when all do.
fn unmet<'a>(scene: &Scene<'a>, of: &AreaCode) -> Option<Line<'a>> {
    let lacks: Vec<String> =
        scene.model.world.switch_troubles(of).into_iter().map(|lack| scene.say.lack(lack)).collect();
    let line = Line::new().text("!", Meaning::Attention);
    let line = line.col(NAME_CELLS, scene.say.word(SwitchWord::Unmet), Meaning::Attention);
    (!lacks.is_empty()).then(|| line.rest(lacks.join("; "), Meaning::Attention))
}

/// The clocks that run, the most pressing first.
fn clocks<'a>(scene: &Scene<'a>, picture: &Picture) -> Line<'a> {
    let mut line = Line::new().gap(1).col(NAME_CELLS, scene.say.word(SwitchWord::Clocks), Meaning::Quiet);
    let own = picture.duties.iter().map(|(what, due, _)| (*due, scene.say.switch_due(*what)));
    let mut clocks: Vec<(At, &str)> = asked_by_warnings(scene, &picture.area).chain(own).collect();
    clocks.sort_by_key(|(due, _)| *due);
    if clocks.is_empty() {
        return line.rest(scene.say.word(SwitchWord::NoClocks), Meaning::Quiet);
    }
    for (place, (due, what)) in clocks.into_iter().take(CLOCKS).enumerate() {
        let left = due - scene.now();
        let meaning = if left < Span::ZERO { Meaning::Alarm } else { Meaning::Plain };
        let text = format!("{} {what}", when::countdown(left, scene.model.lang).trim_start());
        line = line.text(text, meaning);
        // What does not fit is left out whole, the least pressing first.
        line = if place > 1 { line.optional().gap(2) } else { line.gap(2) };
    }
    line.rest("", Meaning::Plain)
}

/// What red and orange warnings of the jurisdiction ask for.
fn asked_by_warnings<'a>(scene: &'a Scene<'_>, of: &'a AreaCode) -> impl Iterator<Item = (At, &'static str)> + 'a {
    let asked = scene.model.rail().iter().filter(|deadline| {
        let (Due::Decide { warning } | Due::AnswerMeasures { warning }) = &deadline.what else { return false };
        scene.model.world.warning(*warning).is_some_and(|warning| warning.area == *of)
    });
    asked.map(|deadline| (deadline.due, scene.say.act(&deadline.what)))
}

/// The one act that the state asks for, and its key.
fn next<'a>(scene: &Scene<'a>, of: &AreaCode) -> Line<'a> {
    let line = Line::new().gap(1).col(NAME_CELLS, scene.say.word(SwitchWord::Next), Meaning::Quiet);
    match scene.model.world.next_act(of, scene.now()) {
        None => line.rest(scene.say.word(SwitchWord::NoNext), Meaning::Quiet),
        Some(act) => {
            let key = scene.model.key_name_in(Context::On(Board::Switchover), Action::SwitchNext);
            line.text(format!("{key} "), Meaning::Key).rest(scene.say.next_act(act), Meaning::Attention)
        }
    }
}

fn rows(scene: &Scene, of: &AreaCode, area: Rect, pen: &mut Pen) {
    let world = &scene.model.world;
    let listed = scene.model.rows(Board::Switchover);
    let rows = area.height.saturating_sub(1);
    let place = scene.model.selected_place(Board::Switchover);
    let page = parts::Page::of(place, listed.len(), rows);
    let answer = answer_cells(area.width);
    let title = page.title(scene, Board::Switchover, scene.say.word(SwitchWord::ItemColumn).to_owned());
    let mut lines = vec![
        Line::new()
            .gap(2)
            .rest(title, Meaning::Heading)
            .gap(1)
            .col(answer, scene.say.word(SwitchWord::AnswerColumn), Meaning::Heading)
            .col(WHO_CELLS, scene.say.word(SwitchWord::WhoColumn), Meaning::Heading)
            .gap(TIME_CELLS),
    ];
    let seats = world.seats_of(of);
    let items = world.way_now(of).map(|way| world.checklist(of, way, scene.now())).unwrap_or_default();
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        let here = Some(n) == place;
        match row {
            Row::Seat(seat) => {
                if let Some(view) = seats.iter().find(|view| view.seat == *seat) {
                    lines.push(seat_line(scene, view, answer, here));
                }
            }
            Row::Item(_, number) => {
                if let Some(item) = items.iter().find(|item| item.number == *number) {
                    lines.push(item_line(scene, item, answer, here));
                }
            }
            _ => {}
        }
    }
    pen.lines(area, &lines);
}

/// Cells of an answer.
fn answer_cells(width: u16) -> u16 {
    (width / 4).clamp(12, 40)
}

/// Cells of who answered.
const WHO_CELLS: u16 = 12;

fn seat_line<'a>(scene: &Scene<'a>, view: &SeatView<'_>, answer: u16, here: bool) -> Line<'a> {
    let (text, mark, meaning) = match &view.name {
        Reckoning::Unset => ("?".to_owned(), "?", Meaning::Attention),
        Reckoning::Agreed(name) => ((*name).to_owned(), " ", Meaning::Plain),
        Reckoning::Disputed(names) => (names.join(" / "), "!", Meaning::Attention),
    };
    let since = view.since.map(|at| when::minute_or_date(at, scene.now())).unwrap_or_default();
    line(mark, meaning, scene.say.word(view.seat).to_owned(), here)
        .col(answer, text, meaning)
        .gap(WHO_CELLS)
        .col(TIME_CELLS, since, Meaning::Quiet)
        .selected(here)
}

fn item_line<'a>(scene: &Scene<'a>, item: &ItemView<'_>, answer: u16, here: bool) -> Line<'a> {
    let (text, mark, meaning) = match &item.answer {
        Reckoning::Unset => ("?".to_owned(), "?", Meaning::Attention),
        Reckoning::Agreed(given) => (scene.say.item_answer(given), " ", Meaning::Plain),
        Reckoning::Disputed(given) => (
            given.iter().map(|one| scene.say.item_answer(one)).collect::<Vec<_>>().join(" / "),
            "!",
            Meaning::Attention,
        ),
    };
    let who = item.said.map(|said| if said.what.by.is_empty() { said.actor.clone() } else { said.what.by.clone() });
    let at = item.said.map(|said| when::minute_or_date(said.what.at, scene.now()));
    let title = format!("{:>2} {}", item.number, scene.say.rule_text(&item.row.row));
    line(mark, meaning, title, here)
        .col(answer, text, meaning)
        .col(WHO_CELLS, who.unwrap_or_default(), Meaning::Quiet)
        .col(TIME_CELLS, at.unwrap_or_default(), Meaning::Quiet)
        .selected(here)
}

/// The mark and the name of a row.
fn line(mark: &str, meaning: Meaning, title: String, here: bool) -> Line<'_> {
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, meaning)
        .rest(title, Meaning::Plain)
        .gap(1)
}

fn area_name(scene: &Scene, of: &AreaCode) -> String {
    scene.model.world.area(of).map_or_else(|| of.0.clone(), |area| scene.say.area_name(area).to_owned())
}
