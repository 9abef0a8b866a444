//! What lies over the board: help, a menu, a form, a question. It takes the board's zone and leaves the others, so
//! that the link and the late deadlines stay in sight. No boxes: a heading and a blank line.

mod form;
mod rule;

use ratatui::layout::{Position, Rect};

use super::card;
use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Action, Ask, Context, HelpLine, Menu, Overlay, Reading, Row, help_columns};
use crate::domain::Picture;
use crate::text::cells;
use crate::text::visible::visible;
use crate::text::words::{HelpWord, Prompt, SwitchWord};

/// Cells of the keys in help.
const HELP_KEYS_CELLS: u16 = 20;

/// Draws the uppermost overlay; returns where its cursor stands.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) -> Option<Position> {
    let over = scene.model.overlays.iter().rfind(|over| !matches!(over, Overlay::Entry))?;
    pen.fill(area, Meaning::Plain);
    match over {
        Overlay::Help(top) => help(scene, *top, area, pen),
        Overlay::Card(top) => {
            card::draw(&scene.model.card(), *top, &scene.model.terminal, scene.model.lang, area, pen);
        }
        Overlay::Rule(deadline) => rule::draw(scene, deadline, area, pen),
        Overlay::Menu(menu) => self::menu(scene, menu, area, pen),
        Overlay::Ask(ask) => self::ask(scene, ask, area, pen),
        Overlay::Form(form) => return form::draw(scene, form, area, pen),
        Overlay::Reading(reading) => self::reading(reading, area, pen),
        Overlay::Entry => {}
    }
    None
}

/// A paper, as far as it is scrolled.
fn reading(reading: &Reading, area: Rect, pen: &mut Pen) {
    let lines = reading.lines(area.width);
    let top = reading.top.min(lines.len().saturating_sub(usize::from(area.height)));
    let shown: Vec<Line> =
        lines.into_iter().skip(top).map(|line| Line::new().gap(1).rest(line, Meaning::Plain)).collect();
    pen.lines(area, &shown);
}

/// In as many columns as there is room for, read downwards.
fn help(scene: &Scene, top: usize, area: Rect, pen: &mut Pen) {
    let title = Line::new()
        .gap(1)
        .text(scene.say.word(HelpWord::Title), Meaning::Heading)
        .gap(2)
        .rest(scene.say.word(HelpWord::Marks), Meaning::Quiet);
    pen.line(area, &title);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let lines = scene.model.help();
    let mut left = lines.iter().skip(top);
    let columns = help_columns(body.width);
    let cells = body.width / columns;
    for n in 0..columns {
        let column = Rect { x: body.x + n * cells, width: cells, ..body };
        let shown: Vec<Line> = left.by_ref().take(usize::from(body.height)).map(help_line).collect();
        pen.lines(column, &shown);
    }
}

fn help_line(line: &HelpLine) -> Line<'_> {
    match line {
        HelpLine::Heading(text) => Line::new().gap(1).rest(*text, Meaning::Heading),
        HelpLine::Keys(keys, what) => {
            Line::new().gap(2).col(HELP_KEYS_CELLS, keys.as_str(), Meaning::Key).rest(*what, Meaning::Plain)
        }
    }
}

fn menu(scene: &Scene, menu: &Menu, area: Rect, pen: &mut Pen) {
    let mut lines = vec![Line::new().gap(1).rest(row_name(scene, &menu.row), Meaning::Heading), Line::new()];
    for (action, n) in menu.items.iter().zip(0_usize..) {
        // Nine have their digit, the tenth 0; the others are taken with the arrows alone, and promise no key.
        let pick = Action::MenuPick(u8::try_from(n).unwrap_or(u8::MAX));
        let key = if n < 10 { scene.model.key_name_in(Context::Menu, pick) } else { " ".to_owned() };
        lines.push(choice_line(&key, action.title(scene.model.lang), n == menu.at));
    }
    if menu.items.is_empty() {
        lines.push(Line::new().gap(2).rest(scene.say.word(HelpWord::NothingToDo), Meaning::Quiet));
    }
    pen.lines(area, &lines);
}

fn choice_line<'a>(key: &str, text: &'a str, here: bool) -> Line<'a> {
    Line::new()
        .text(if here { " > " } else { "   " }, Meaning::Plain)
        .text(format!("{key} "), Meaning::Key)
        .rest(text, Meaning::Plain)
        .selected(here)
}

/// A row by its name, in full.
fn row_name(scene: &Scene, row: &Row) -> String {
    let world = &scene.model.world;
    match row {
        Row::Incident(id) | Row::Onsite(id) => scene.say.incident(*id),
        Row::Line(id) => {
            let incident = scene.model.selected_incident();
            let line = world.timeline(incident).chain(world.timeline(None)).find(|(_, line, ..)| line == id);
            line.map_or_else(|| id.short(), |(_, _, line, _)| scene.say.told_in_full(*id, &line.fact))
        }
        Row::Team(code) => {
            let name = world.team(code).map(|view| scene.say.team_name(view.team).to_owned()).unwrap_or_default();
            format!("{code} {name}")
        }
        Row::Order(id) | Row::Mobilisation(id) => world.order(*id).map_or_else(
            || id.short(),
            |view| format!("{} {} {}", scene.say.order(*id), scene.say.recipient(&view.order.to), view.order.text),
        ),
        Row::Step(run, code) => {
            world.step(*run, code).map_or_else(|| code.0.clone(), |step| scene.say.step_title(step).to_owned())
        }
        Row::Conflict(aspect) => scene.say.aspect(aspect),
        Row::Paper(id) => {
            let incident = world.report_paper(*id).map(|view| scene.say.incident(view.paper.incident));
            format!("{} {}", scene.say.paper(*id), incident.unwrap_or_default())
        }
        Row::Seat(seat) => scene.say.word(*seat).to_owned(),
        Row::Item(way, number) => scene.say.item_title(*way, *number),
        Row::Consult(id) => {
            let reason = world.consultation(*id).map(|view| view.consult.reason.clone());
            format!("{} {}", scene.say.consult(*id), reason.unwrap_or_default())
        }
        Row::Material(code) => scene.say.material(code),
        Row::Consignment(code, id) => {
            world.consignment(code, *id).map_or_else(|| id.short(), |one| scene.say.consignment(&one))
        }
        Row::Requisition(id) => scene.say.requisitioned(*id),
        Row::Shelter(code) => scene.say.shelter_name(code),
        Row::Aar(id) => scene.say.aar(*id),
        Row::Aid(id) => {
            let needs = world.aid(*id).map(|view| scene.say.aid_needs(view.aid));
            format!("{} {}", scene.say.aid(*id), needs.unwrap_or_default())
        }
        Row::Shared(area, kind) => format!("{} {}", scene.say.area(area), scene.say.word(*kind)),
        Row::Organ(code) => world.organ(code).map_or_else(|| code.0.clone(), |organ| scene.say.organ(organ)),
        Row::Session(name) => name.clone(),
        Row::Place(code) => scene.say.place(code).to_owned(),
        Row::Entry(number) => scene
            .model
            .chronicle
            .entry(*number)
            .map(|entry| scene.say.told_in_full(entry.event.id, &entry.event.fact))
            .unwrap_or_default(),
        Row::Quiet(status) => status.map_or("?", |status| scene.say.word(status)).to_owned(),
        Row::Inject(code) => {
            let injects = world.injects();
            let found = injects.iter().find(|(inject, _)| inject.code == *code);
            found.map_or_else(|| code.0.clone(), |(inject, _)| format!("{code} {}", inject.title))
        }
    }
}

fn ask(scene: &Scene, ask: &Ask, area: Rect, pen: &mut Pen) {
    let lang = scene.model.lang;
    if let Some(change) = &ask.change {
        let mark = |here: bool| if here { ">" } else { " " };
        let answers = Line::new()
            .text(format!(" {}1 ", mark(ask.yes)), Meaning::Key)
            .text(Action::Yes.title(lang), Meaning::Plain)
            .text(format!("   {}0 ", mark(!ask.yes)), Meaning::Key)
            .text(Action::No.title(lang), Meaning::Plain);
        let mut lines = vec![Line::new().gap(1).rest(ask.text.as_str(), Meaning::Attention), answers];
        lines.extend(changes(scene, &change.0, &change.1));
        pen.lines(area, &lines);
        return;
    }
    let mut lines = vec![Line::new().gap(1).rest(scene.say.word(HelpWord::Confirm), Meaning::Heading), Line::new()];
    let text = visible(&ask.text).into_owned();
    for row in cells::wrap(&text, usize::from(area.width.saturating_sub(2)), pen.ambiguous()) {
        lines.push(Line::new().gap(1).rest(row.to_owned(), Meaning::Attention));
    }
    lines.push(Line::new());
    lines.push(choice_line("1", Action::Yes.title(lang), ask.yes));
    lines.push(choice_line("0", Action::No.title(lang), !ask.yes));
    // The answers must be on screen, whatever the question's length.
    let over = lines.len().saturating_sub(usize::from(area.height));
    pen.lines(area, lines.iter().skip(over));
}

/// What would change, one line each, in as many columns as there are starts and stops: the answers stand above it.
fn changes<'a>(scene: &Scene<'a>, before: &Picture, after: &Picture) -> Vec<Line<'a>> {
    let mut lines = vec![Line::new().gap(1).rest(scene.say.word(SwitchWord::Changes), Meaning::Heading)];
    let told = scene.say.changes(before, after, scene.now());
    if told.is_empty() {
        lines.push(Line::new().gap(1).rest(scene.say.word(SwitchWord::NoChange), Meaning::Quiet));
    }
    // What has one name stands in one line.
    let mut last = None;
    let mut joined: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, text) in told {
        match joined.last_mut().filter(|_| last == Some(name)) {
            Some((_, texts)) => texts.push(text),
            None => joined.push((name, vec![text])),
        }
        last = Some(name);
    }
    for (name, texts) in joined {
        let line = Line::new().gap(1).col(CHANGE_CELLS, name, Meaning::Quiet);
        lines.push(line.rest(texts.join("  "), Meaning::Plain));
    }
    lines
}

/// Cells of what a change is of.
const CHANGE_CELLS: u16 = 11;

/// The word for nothing picked.
fn nothing(scene: &Scene) -> &'static str {
    scene.say.word(Prompt::Unknown)
}
