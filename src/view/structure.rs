//! The structure board: who leads what, and whose watch it is.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Board, Row, detail_rows};
use crate::domain::{Contact, Organ};
use crate::text::words::{StructureWord, Word};
use crate::text::{Lang, cells};

/// Cells of a body's kind with the blank after it.
fn kind_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 11,
        Lang::En => 21,
    }
}

/// Cells of the event codes.
fn code_cells(width: u16) -> u16 {
    (width / 8).clamp(8, 14)
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Structure);
    if listed.is_empty() {
        empty::board(scene, Board::Structure, Nothing::Structure, area, pen);
        return;
    }
    let detail = detail_rows(Board::Structure, area.height);
    let rows = area.height.saturating_sub(detail + 2);
    let place = scene.model.selected_place(Board::Structure);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![on_watch(scene), heading(scene, area.width, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Organ(code) = row
            && let Some(organ) = scene.model.world.organ(code)
        {
            lines.push(body(scene, organ, area.width, Some(n) == place));
        }
    }
    pen.lines(Rect { height: rows + 2, ..area }, &lines);
    let below = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(Row::Organ(code)) = scene.model.selected(Board::Structure)
        && let Some(organ) = scene.model.world.organ(code)
    {
        let lines = details(scene, organ, below.width, pen.ambiguous());
        pen.lines(below, &lines);
    }
}

/// Whose watch it is, and by which edition.
fn on_watch<'a>(scene: &Scene<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let watches = scene.model.world.on_watch(scene.now());
    let people: Vec<String> =
        watches.iter().map(|watch| format!("{} {} {}", scene.say.word(watch.role), watch.name, watch.mobile)).collect();
    let said = if people.is_empty() {
        (scene.say.word(StructureWord::NoWatch).to_owned(), Meaning::Quiet)
    } else {
        (StructureWord::OnWatch.with(lang, &[&people.join("  ").trim_end()]), Meaning::Plain)
    };
    Line::new().gap(1).rest(said.0, said.1)
}

fn heading(scene: &Scene, width: u16, page: &parts::Page) -> Line<'static> {
    let world = &scene.model.world;
    let title = world.region().first().map_or_else(
        || scene.say.word(StructureWord::Bodies).to_owned(),
        |region| format!("{} {}", scene.say.word(StructureWord::Bodies), scene.say.region(region)),
    );
    Line::new()
        .gap(2)
        .col(kind_cells(scene.model.lang), scene.say.word(StructureWord::Kind), Meaning::Heading)
        .rest(page.title(scene, Board::Structure, title), Meaning::Heading)
        .gap(1)
        .col(code_cells(width), scene.say.word(StructureWord::Codes), Meaning::Heading)
}

fn body<'a>(scene: &Scene<'a>, organ: &'a Organ, width: u16, here: bool) -> Line<'a> {
    let led = [&organ.commander, &organ.office].into_iter().find(|text| !text.is_empty());
    let name = scene.say.organ(organ);
    let name = led.map_or_else(|| name.clone(), |led| format!("{name}  {led}"));
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .gap(1)
        .col(kind_cells(scene.model.lang), scene.say.word(organ.kind), Meaning::Quiet)
        .rest(name, Meaning::Plain)
        .gap(1)
        .col(code_cells(width), organ.codes.join(" "), Meaning::Quiet)
        .selected(here)
}

/// The selected body: who leads it, its office and members, whom to call there, its experts.
fn details<'a>(scene: &Scene<'a>, organ: &'a Organ, width: u16, ambiguous: cells::Ambiguous) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let world = &scene.model.world;
    let leaders = [&organ.commander, &organ.executive].into_iter().chain(&organ.deputies);
    let leaders: Vec<&str> = leaders.map(String::as_str).filter(|name| !name.is_empty()).collect();
    let contacts: Vec<String> = world.contacts_of(organ).into_iter().map(numbered).collect();
    let experts = organ.codes.first().map(|code| world.experts(code.trim_end_matches('*'))).unwrap_or_default();
    let fits = |codes: &[String]| organ.codes.iter().any(|code| crate::domain::leads(codes, code).is_some());
    let experts: Vec<&str> =
        experts.into_iter().filter(|one| fits(&one.codes)).map(|expert| expert.name.as_str()).collect();
    let between = lang.pick("、", ", ");
    let said = [
        (StructureWord::Leaders, leaders.join(between)),
        (StructureWord::Office, organ.office.clone()),
        (StructureWord::Members, organ.members.join(between)),
        (StructureWord::Contacts, contacts.join("  ")),
        (StructureWord::Experts, experts.join(between)),
        (StructureWord::Note, organ.note.clone()),
    ];
    let mut lines = vec![Line::new()];
    for (word, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
        let text = crate::text::visible::visible(&word.with(lang, &[&text])).into_owned();
        let rows = cells::wrap(&text, usize::from(width.saturating_sub(2)), ambiguous);
        lines.extend(rows.into_iter().map(|row| Line::new().gap(1).rest(row.to_owned(), Meaning::Plain)));
    }
    lines
}

/// A contact with turn and number.
fn numbered(contact: &Contact) -> String {
    let turn = contact.turn.map(|turn| format!("{turn} ")).unwrap_or_default();
    let number = contact.numbers().next().unwrap_or_default();
    format!("{turn}{} {number}", contact.name).trim_end().to_owned()
}
