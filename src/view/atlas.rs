//! The map board: the map over the whole screen, and beside it what is near, how far, which way, and how fresh.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::map;
use super::parts::{AGE_CELLS, CODE_CELLS};
use super::pen::Pen;
use super::scene::{Freshness, Scene, freshness};
use crate::console::Row;
use crate::domain::Point;
use crate::text::say::milli;
use crate::text::when;
use crate::text::words::{AtlasWord, Word};

/// Cells of the list of what is near.
fn near_cells(width: u16) -> u16 {
    (width / 4).clamp(36, 52)
}

/// From this width on the list stands beside the map.
const BESIDE_FROM: u16 = 72;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let beside = if area.width >= BESIDE_FROM { near_cells(area.width) } else { 0 };
    let grid = Rect { width: area.width - beside, ..area };
    map::draw_atlas(scene, grid, pen);
    if beside > 0 {
        let list = Rect { x: area.right() - beside + 1, width: beside - 1, ..area };
        pen.lines(list, &near(scene, usize::from(list.height)));
    }
}

/// Where distances are from: what the map was taken to, else the first incident.
pub(super) fn origin(scene: &Scene) -> Option<(String, Point)> {
    let target = scene.model.map.target.clone();
    let first = || scene.incidents.first().map(|row| Row::Incident(row.id));
    let row = target.or_else(first)?;
    Some((name(scene, &row), point(scene, &row)?))
}

/// Where something is.
pub(super) fn point(scene: &Scene, row: &Row) -> Option<Point> {
    match row {
        Row::Team(code) => scene.model.fixes.get(code).map(|fix| fix.point),
        Row::Place(code) => scene.model.world.place(code).map(|place| place.point),
        Row::Incident(_) => scene.incident_point(scene.incident(row)?),
        _ => None,
    }
}

fn name(scene: &Scene, row: &Row) -> String {
    let (code, name) = scene.model.row_name(row);
    match row {
        Row::Incident(_) => scene.incident(row).map(|row| format!("{} {name}", row.mark)).unwrap_or(name),
        Row::Team(_) => format!("{code} {name}"),
        _ => name,
    }
}

/// Teams by their distance, with direction and age of the position.
fn near<'a>(scene: &Scene<'a>, rows: usize) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let Some((from, origin)) = origin(scene) else {
        return vec![empty::line(scene, Nothing::Target)];
    };
    let mut teams: Vec<(u32, Point, &_)> = scene
        .teams
        .iter()
        .filter_map(|view| {
            let fix = scene.fix(view)?;
            Some((origin.metres_to(fix.point), fix.point, view))
        })
        .collect();
    teams.sort_by_key(|(metres, _, view)| (*metres, view.team.code.clone()));
    let unknown = scene.teams.len() - teams.len();
    let mut lines = vec![Line::of(AtlasWord::From.with(lang, &[&from]), Meaning::Heading)];
    let keep = usize::from(unknown > 0);
    for (metres, point, view) in teams.into_iter().take(rows.saturating_sub(1 + keep)) {
        let Some(fix) = scene.fix(view) else { continue };
        let old = freshness(fix, scene.now()) != Freshness::Live;
        let meaning = if old { Meaning::Attention } else { Meaning::Quiet };
        lines.push(
            Line::new()
                .text(if old { "~" } else { " " }, Meaning::Attention)
                .col(CODE_CELLS, view.team.code.0.as_str(), Meaning::Plain)
                .rest(scene.say.team_name(view.team), Meaning::Plain)
                .right(8, distance(metres, scene), Meaning::Plain)
                .gap(1)
                .col(4, scene.say.word(way(origin, point)), Meaning::Plain)
                .gap(1)
                .right(AGE_CELLS, when::age(scene.now() - fix.at, lang), meaning),
        );
    }
    if unknown > 0 {
        lines.push(Line::of(AtlasWord::Unknown.with(lang, &[&unknown]), Meaning::Quiet));
    }
    lines
}

fn distance(metres: u32, scene: &Scene) -> String {
    let lang = scene.model.lang;
    match metres {
        0..=999 => AtlasWord::Metres.with(lang, &[&metres]),
        // Tens of kilometres need no hundred metres.
        1000..=99_999 => AtlasWord::Kilometres.with(lang, &[&milli(i64::from(metres / 100 * 100))]),
        _ => AtlasWord::Kilometres.with(lang, &[&(metres / 1000)]),
    }
}

/// Which way a point lies, in eighths of the compass; due ways are within 22.5 degrees (tan 22.5 = 0.414).
fn way(from: Point, to: Point) -> AtlasWord {
    let north = i64::from(to.lat) - i64::from(from.lat);
    // Half way up the temperate zone a degree of longitude is four fifths of one of latitude.
    let east = (i64::from(to.lon) - i64::from(from.lon)) * 4 / 5;
    let due = |small: i64, large: i64| small.abs() * 1000 <= large.abs() * 414;
    match (due(east, north), due(north, east)) {
        (true, true) => AtlasWord::Here,
        (true, false) if north > 0 => AtlasWord::North,
        (true, false) => AtlasWord::South,
        (false, true) if east > 0 => AtlasWord::East,
        (false, true) => AtlasWord::West,
        (false, false) => match (north > 0, east > 0) {
            (true, true) => AtlasWord::NorthEast,
            (true, false) => AtlasWord::NorthWest,
            (false, true) => AtlasWord::SouthEast,
            (false, false) => AtlasWord::SouthWest,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_those_of_the_compass() {
        let from = Point::degrees(34.75, 113.62).unwrap();
        for (lat, lon, expected) in [
            (34.75, 113.62, AtlasWord::Here),
            (35.0, 113.62, AtlasWord::North),
            (34.75, 113.2, AtlasWord::West),
            (34.9, 113.81, AtlasWord::NorthEast),
            (34.6, 113.43, AtlasWord::SouthWest),
            (34.6, 113.63, AtlasWord::South),
        ] {
            assert_eq!(way(from, Point::degrees(lat, lon).unwrap()), expected, "{lat} {lon}");
        }
    }
}
