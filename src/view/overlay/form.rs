//! A form: its fields one below the other; beside them, what the field in hand can be.

use ratatui::layout::{Position, Rect};

use super::super::entry;
use super::super::line::Line;
use super::super::look::Meaning;
use super::super::pen::Pen;
use super::super::scene::Scene;
use super::nothing;
use crate::console::{Choice, Field, FieldKind, Form};
use crate::text::visible::visible;
use crate::text::words::{HelpWord, Word};
use crate::text::{Lang, cells};

/// Below this width the choices stand under the fields.
const BESIDE_FROM: u16 = 64;

/// Cells of a field's name with the blank after it, at least; a form has as many as its longest name wants.
fn name_cells(form: &Form, lang: Lang) -> u16 {
    let least = match lang {
        Lang::Zh => 9,
        Lang::En => 17,
    };
    let names = form.fields.iter().filter(|field| form.shown(field)).map(|field| field.name.title(lang));
    let longest = names.map(|name| cells::width(name, cells::Ambiguous::default()) + 1).max().unwrap_or(0);
    u16::try_from(longest).unwrap_or(least).max(least)
}

/// Draws the form; returns where the cursor stands.
pub(super) fn draw(scene: &Scene, form: &Form, area: Rect, pen: &mut Pen) -> Option<Position> {
    let places = form.shown_places();
    let spare = area.height.saturating_sub(1 + u16::try_from(places.len()).unwrap_or(u16::MAX));
    let mut heading = heading(scene, form, area.width, usize::from(spare));
    let note = scene.model.form_note(form);
    if !note.is_empty() {
        heading.push(Line::new().gap(1).rest(note, Meaning::Plain));
    }
    pen.lines(area, &heading);
    let above = u16::try_from(heading.len()).unwrap_or(u16::MAX).min(area.height);
    let body = Rect { y: area.y + above, height: area.height - above, ..area };
    let beside = area.width >= BESIDE_FROM;
    let fields = if beside { Rect { width: body.width * 6 / 10, ..body } } else { body };
    // The field in hand is always on screen.
    let at = places.iter().position(|place| *place == form.at).unwrap_or(0);
    let first = (at + 1).saturating_sub(usize::from(fields.height));
    let mut cursor = None;
    for (place, y) in places.iter().skip(first).zip(fields.y..fields.bottom()) {
        let Some(field) = form.fields.get(*place) else { continue };
        let here = *place == form.at;
        let at = self::field(scene, form, *place, field, here, Rect { y, height: 1, ..fields }, pen);
        cursor = if here { Some(at) } else { cursor };
    }
    if let Some(field) = form.field() {
        let used = u16::try_from(places.len()).unwrap_or(u16::MAX).min(body.height);
        let side = if beside {
            Rect { x: fields.right() + 1, width: body.right().saturating_sub(fields.right() + 1), ..body }
        } else {
            Rect { y: body.y + used, height: body.height - used, ..body }
        };
        choices(scene, field, side, pen);
        whole_text(field, fields.width.saturating_sub(2 + name_cells(form, scene.model.lang)), side, pen);
    }
    cursor
}

/// Its title, what it is about, and what is amiss with it, what it goes beyond or what it lacks: in lines of its own when
/// it is long and there are some to `spare`.
fn heading<'a>(scene: &Scene<'a>, form: &'a Form, width: u16, spare: usize) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let ambiguous = cells::Ambiguous::default();
    // Half of the line is left for what follows.
    let subject = visible(&scene.model.form_subject(form)).into_owned();
    let subject = cells::elide(&subject, usize::from(width / 2), ambiguous);
    let title = form.title(lang);
    let used = 1 + cells::width(title, ambiguous) + 2 + cells::width(&subject, ambiguous) + 2;
    let line = Line::new().gap(1).text(title, Meaning::Heading).gap(2);
    let line = if subject.is_empty() { line } else { line.text(subject, Meaning::Plain).gap(2) };
    let (said, meaning) = standing(scene, form);
    let said = visible(&said).into_owned();
    let rows = cells::wrap(&said, usize::from(width.saturating_sub(2)), ambiguous);
    if used + cells::width(&said, ambiguous) <= usize::from(width) || spare < rows.len() {
        return vec![line.rest(said, meaning)];
    }
    let below = rows.into_iter().map(|row| Line::new().gap(1).rest(row.to_owned(), meaning));
    std::iter::once(line.rest("", Meaning::Plain)).chain(below).collect()
}

/// What is to be said of it: a fault first, then what it goes beyond, then what it lacks.
fn standing(scene: &Scene, form: &Form) -> (String, Meaning) {
    let lang = scene.model.lang;
    let missing = wanting(scene, form);
    if let Some((_, why)) = &form.fault {
        (format!("!{why}"), Meaning::Alarm)
    } else if let Some(beyond) = scene.model.beyond(form) {
        (beyond, Meaning::Attention)
    } else if !missing.is_empty() {
        (HelpWord::Missing.with(lang, &[&missing]), Meaning::Attention)
    } else if scene.model.parked.is_empty() {
        (String::new(), Meaning::Plain)
    } else {
        (HelpWord::Parked.with(lang, &[&scene.model.parked.len()]), Meaning::Quiet)
    }
}

/// The fields that still want something, by name.
fn wanting(scene: &Scene, form: &Form) -> String {
    let wanting = form.fields.iter().filter(|field| form.shown(field) && form.wants(field));
    wanting.map(|field| field.name.title(scene.model.lang)).collect::<Vec<_>>().join(", ")
}

/// One field; returns where its cursor stands.
fn field(scene: &Scene, form: &Form, place: usize, field: &Field, here: bool, area: Rect, pen: &mut Pen) -> Position {
    let lang = scene.model.lang;
    let cells = name_cells(form, lang);
    let wanting = form.fault.as_ref().is_some_and(|(at, _)| *at == place);
    let mark = if wanting { Meaning::Alarm } else { Meaning::Plain };
    let name = if here { Meaning::Heading } else { Meaning::Quiet };
    let label = Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if wanting { "!" } else { " " }, mark)
        .col(cells, field.name.title(lang), name);
    pen.line(area, &label);
    let x = (area.x + 2 + cells).min(area.right());
    let value = Rect { x, width: area.right() - x, ..area };
    match &field.kind {
        FieldKind::Text(line) | FieldKind::Number(line) | FieldKind::Time(line) => {
            entry::typed(line.before(), line.after(), value, here, pen)
        }
        FieldKind::Choice { options, picked, filter } => {
            let choice = picked.and_then(|picked| options.get(picked));
            if here && !filter.is_empty() {
                let at = entry::typed(filter.before(), filter.after(), value, here, pen);
                let shown = format!("  {}", choice.map_or(nothing(scene).to_owned(), choice_name));
                let end = at.x + pen.width(filter.after());
                pen.put(end, value.y, value.right().saturating_sub(end), &shown, Meaning::Quiet);
                return at;
            }
            let address = || form.takes_address(field).then(|| filter.text().trim().to_owned());
            let text = choice.map(choice_name).or_else(address).unwrap_or_else(|| nothing(scene).to_owned());
            let meaning = if here { Meaning::Input } else { Meaning::Plain };
            pen.put(value.x, value.y, value.width, &pen.elided(&text, value.width), meaning);
            Position { x: value.x.min(area.right().saturating_sub(1)), y: value.y }
        }
    }
}

fn choice_name(choice: &Choice) -> String {
    if choice.code.is_empty() { choice.name.clone() } else { format!("{} {}", choice.code, choice.name) }
}

/// A text that is longer than its line, in full where there is room for it; of one longer still the end that is typed at.
fn whole_text(field: &Field, line_cells: u16, area: Rect, pen: &mut Pen) {
    let FieldKind::Text(line) = &field.kind else { return };
    if area.height == 0 || area.width == 0 || pen.width(line.text()) < line_cells {
        return;
    }
    let text = visible(line.text()).into_owned();
    let rows = cells::wrap(&text, usize::from(area.width), pen.ambiguous());
    let typed_at = cells::wrap(&visible(line.before()), usize::from(area.width), pen.ambiguous()).len();
    let first = typed_at.saturating_sub(usize::from(area.height));
    let lines: Vec<Line> =
        rows.into_iter().skip(first).map(|row| Line::new().rest(row.to_owned(), Meaning::Quiet)).collect();
    pen.lines(area, &lines);
}

/// What the field in hand can be, the page with the picked one.
fn choices(scene: &Scene, field: &Field, area: Rect, pen: &mut Pen) {
    let FieldKind::Choice { picked, .. } = &field.kind else { return };
    if area.height == 0 || area.width == 0 {
        return;
    }
    let matches = field.matches();
    let at = matches.iter().position(|(place, _)| Some(*place) == *picked);
    let page = super::super::parts::Page::of(at, matches.len(), area.height);
    if matches.is_empty() {
        let address = scene.model.form().is_some_and(|form| form.takes_address(field));
        let says = if address { HelpWord::AsAddress } else { HelpWord::NoMatch };
        pen.line(area, &Line::new().rest(scene.say.word(says), Meaning::Attention));
    }
    let lines: Vec<Line> = matches
        .iter()
        .zip(0..)
        .skip(page.first)
        .take(usize::from(area.height))
        .map(|((place, choice), n)| {
            let here = Some(n) == at;
            // The digit that takes it, where one does.
            let digit = char::from_digit(u32::try_from(n + 1).unwrap_or(u32::MAX).min(10), 10);
            let digit = digit.filter(|digit| field.by_digit(*digit) == Some(*place));
            Line::new()
                .text(if here { "> " } else { "  " }, Meaning::Plain)
                .text(digit.map_or_else(String::new, |digit| format!("{digit} ")), Meaning::Key)
                .rest(choice_name(choice), Meaning::Plain)
                .selected(here)
        })
        .collect();
    pen.lines(area, &lines);
}
