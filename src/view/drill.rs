//! The drill control board: the drill's clock and the master events list.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, TIME_CELLS};
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Board, Row, head_rows};
use crate::domain::{Inject, InjectCode, InjectFired};
use crate::text::say::milli;
use crate::text::words::{DrillWord, Word};
use crate::text::{Lang, when};

/// Cells of an inject's code with the blank after it.
const INJECT_CELLS: u16 = 10;

/// Cells of an inject's kind with the blank after it.
fn kind_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 5,
        Lang::En => 9,
    }
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if !scene.model.world.realm().is_drill() {
        empty::pane(scene, Nothing::Drill, area, pen);
        return;
    }
    let listed = scene.model.world.injects();
    let next = listed.iter().position(|(inject, fired)| fired.is_none() && inject.at.is_some());
    let mut head = clock(scene);
    head.extend(next.and_then(|n| listed.get(n)).map(|(inject, _)| next_line(scene, inject)));
    let used = head_rows(Board::Drill, area.height);
    pen.lines(Rect { height: used, ..area }, &head);
    injects(scene, &listed, next, Rect { y: area.y + used, height: area.height - used, ..area }, pen);
}

/// What comes next, also when the list shows another page.
fn next_line<'a>(scene: &Scene<'a>, inject: &'a Inject) -> Line<'a> {
    let at = inject.at.unwrap_or_default();
    Line::new()
        .gap(1)
        .text(scene.say.word(DrillWord::Next), Meaning::Heading)
        .gap(1)
        .text(when::minute_or_date(at, scene.now()), Meaning::Attention)
        .gap(1)
        .text(inject.code.0.as_str(), Meaning::Attention)
        .gap(1)
        .rest(inject.title.as_str(), Meaning::Attention)
}

/// The clock, its speed, and from when to when.
fn clock<'a>(scene: &Scene<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let Some(drill) = scene.model.world.drill() else {
        return vec![Line::new().gap(1).rest(scene.say.word(DrillWord::NotOpened), Meaning::Attention)];
    };
    let (speed, meaning) = match scene.model.world.drill_clock().map(|clock| clock.pace.per_mille) {
        None => ("?".to_owned(), Meaning::Plain),
        Some(0) => (scene.say.word(DrillWord::Paused).to_owned(), Meaning::Attention),
        Some(speed) => (DrillWord::Times.with(lang, &[&milli(i64::from(speed))]), Meaning::Plain),
    };
    let label = |word| (scene.say.word(word), Meaning::Quiet);
    let (clock_label, quiet) = label(DrillWord::Clock);
    let left = when::countdown(drill.ends - scene.now(), lang);
    vec![
        Line::new()
            .gap(1)
            .text(clock_label, Meaning::Heading)
            .gap(1)
            .text(format!("{} {}", when::date(scene.now()), when::clock(scene.now())), Meaning::Heading)
            .gap(2)
            .text(scene.say.word(DrillWord::Speed), quiet)
            .gap(1)
            .text(speed, meaning)
            .gap(2)
            .rest(scene.say.drill_name(drill), Meaning::Plain),
        Line::new()
            .gap(1)
            .text(label(DrillWord::Begins).0, quiet)
            .gap(1)
            .text(when::date_minute(drill.begins), Meaning::Plain)
            .gap(2)
            .text(label(DrillWord::Ends).0, quiet)
            .gap(1)
            .text(when::date_minute(drill.ends), Meaning::Plain)
            .gap(2)
            .text(label(DrillWord::Left).0, quiet)
            .gap(1)
            .text(left, Meaning::Plain)
            .gap(2)
            .text(label(DrillWord::Seed).0, quiet)
            .gap(1)
            .rest(drill.seed.to_string(), Meaning::Plain),
    ]
}

fn injects(scene: &Scene, listed: &[(&Inject, Option<&InjectFired>)], next: Option<usize>, area: Rect, pen: &mut Pen) {
    if area.height == 0 {
        return;
    }
    let lang = scene.model.lang;
    if listed.is_empty() {
        empty::pane(scene, Nothing::Injects, area, pen);
        return;
    }
    let fired = listed.iter().filter(|(_, fired)| fired.is_some()).count();
    let rows = area.height - 1;
    let place = scene.model.selected_place(Board::Drill);
    let by_code: BTreeMap<&InjectCode, usize> =
        listed.iter().zip(0..).map(|((inject, _), n)| (&inject.code, n)).collect();
    let found = |row: &Row| {
        let Row::Inject(code) = row else { return None };
        let n = *by_code.get(code)?;
        listed.get(n).map(|(inject, fired)| (*inject, *fired, Some(n) == next))
    };
    let shown: Vec<_> = scene.model.rows(Board::Drill).iter().filter_map(found).collect();
    let page = parts::Page::of(place, shown.len(), rows);
    let title = page.title(scene, Board::Drill, DrillWord::Injects.with(lang, &[&fired, &listed.len()]));
    let source = source_cells(area.width);
    let heading = Line::new()
        .gap(2)
        .right(when::COUNTDOWN_CELLS, scene.say.word(DrillWord::In), Meaning::Heading)
        .gap(1)
        .col(TIME_CELLS, scene.say.word(DrillWord::Time), Meaning::Heading)
        .col(INJECT_CELLS, "", Meaning::Plain)
        .optional()
        .col(kind_cells(lang), scene.say.word(DrillWord::Kind), Meaning::Heading)
        .optional()
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(source, scene.say.word(DrillWord::Source), Meaning::Heading)
        .optional();
    pen.line(area, &heading);
    let lines: Vec<Line> = shown
        .into_iter()
        .zip(0..)
        .skip(page.first)
        .take(usize::from(rows))
        .map(|((inject, fired, next), n)| line(scene, inject, fired, next, Some(n) == place, source))
        .collect();
    pen.lines(Rect { y: area.y + 1, height: rows, ..area }, &lines);
}

fn source_cells(width: u16) -> u16 {
    (width / 5).clamp(8, 40)
}

fn line<'a>(
    scene: &Scene<'a>,
    inject: &'a Inject,
    fired: Option<&'a InjectFired>,
    next: bool,
    here: bool,
    source: u16,
) -> Line<'a> {
    let lang = scene.model.lang;
    let state = match (fired, inject.at) {
        (Some(_), _) => scene.say.word(DrillWord::Fired).to_owned(),
        (None, None) => scene.say.word(DrillWord::ByHand).to_owned(),
        (None, Some(at)) => when::countdown(at - scene.now(), lang),
    };
    let meaning = match (fired, next) {
        (Some(_), _) => Meaning::Quiet,
        (None, true) => Meaning::Attention,
        (None, false) => Meaning::Plain,
    };
    let at = fired.map(|fired| fired.at).or(inject.at);
    let clock = at.map_or_else(|| "?".to_owned(), |at| when::minute_or_date(at, scene.now()));
    Line::new()
        .text(if here { "> " } else { "  " }, Meaning::Plain)
        .right(when::COUNTDOWN_CELLS, state, meaning)
        .gap(1)
        .col(TIME_CELLS, clock, meaning)
        .col(INJECT_CELLS, inject.code.0.as_str(), Meaning::Quiet)
        .optional()
        .col(kind_cells(lang), scene.say.word(inject.kind), meaning)
        .optional()
        .rest(inject.title.as_str(), meaning)
        .gap(1)
        .col(source, inject.source.as_str(), Meaning::Quiet)
        .optional()
        .selected(here)
}
