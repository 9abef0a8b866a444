//! The map: places, incidents and teams on a schematic grid of cells, without a character beyond ASCII and the names.
//!
//! ```text
//! 地图 郑州 示意图           1格=1.2公里
//!               .惠济
//!   .荥阳                  .中牟
//!         中原   .金水   D2>
//!                X1     .郑东
//! ```

mod labels;
mod projection;
mod raster;

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use super::scene::{Freshness, Scene, freshness, moving};
use super::{age, atlas};
use crate::domain::{Destination, Fix, Point, TeamStatus, TeamView};
use crate::text::say::milli;
use crate::text::when;
use crate::text::words::{AtlasWord, SituationWord, Word};
use labels::{Label, Labels};
use projection::Projection;
use raster::Raster;

/// Map panes at least this wide say how old every moving team's position is, not only old ones.
const AGES_FROM_COLS: u16 = 60;

/// Draws heading and map.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    drawn(scene, area, pen, false);
}

/// Draws the map of the map board: moved and zoomed, with schematic districts and outlines.
pub(super) fn draw_atlas(scene: &Scene, area: Rect, pen: &mut Pen) {
    drawn(scene, area, pen, true);
}

fn drawn(scene: &Scene, area: Rect, pen: &mut Pen, atlas: bool) {
    if area.height == 0 || area.width == 0 {
        return;
    }
    let grid = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let Some(projection) = Projection::fit(&points(scene), grid.width, grid.height) else {
        pen.line(area, &heading(scene, None, 0));
        empty::pane(scene, Nothing::Places, grid, pen);
        return;
    };
    let projection = if atlas { moved(scene, projection) } else { projection };
    if atlas {
        lines(scene, &projection, grid, pen);
    }
    let mut labels = Labels::new(grid.width, grid.height);
    let mut hidden = 0;
    for label in team_labels(scene, &projection, grid.width, pen) {
        hidden += usize::from(!labels.place(label));
    }
    for label in incident_labels(scene, &projection, pen) {
        hidden += usize::from(!labels.place(label));
    }
    for label in place_labels(scene, &projection, pen) {
        // A place without its name is still a dot; it is no loss when not even that has room.
        labels.place(label);
    }
    let follows = scene.model.map.target.as_ref().filter(|_| atlas && scene.model.map.follows);
    // Its number where it has one: the name stands over the distances, and that this map is schematic must fit too.
    let follows = follows.map(|row| scene.model.row_name(row));
    let follows = follows.map(|(code, name)| if code.is_empty() { name } else { code });
    let mut top = heading(scene, Some(&projection), hidden);
    if let Some(follows) = follows {
        top = top.gap(2).text(AtlasWord::Follows.with(scene.model.lang, &[&follows]), Meaning::Attention);
    }
    pen.line(area, &top);
    for (x, y, text, meaning) in labels.placed() {
        pen.put(grid.x + x, grid.y + y, grid.width - x, &text, meaning);
    }
}

/// The map as it was moved: around what it follows or was taken to, nearer or farther, a few quarters aside.
fn moved(scene: &Scene, all: Projection) -> Projection {
    let map = &scene.model.map;
    let target = map.target.as_ref().and_then(|row| atlas::point(scene, row));
    all.moved(target, map.zoom, map.pan)
}

/// Borders of the schematic districts, which are what is nearest to each seat, and outlines from a file.
fn lines(scene: &Scene, projection: &Projection, grid: Rect, pen: &mut Pen) {
    let layout = &scene.model.layout;
    let mut raster = Raster::new(grid.width, grid.height, layout.braille && !pen.ascii());
    let dots = raster.dots();
    if layout.outlines.is_empty() {
        let seats = scene.model.world.district_seats();
        let seats: Vec<(i64, i64)> = seats.iter().map(|place| projection.dot(place.point, dots)).collect();
        raster.districts(&seats);
    }
    for outline in &layout.outlines {
        for (from, to) in outline.points.iter().zip(outline.points.iter().skip(1)) {
            raster.line(projection.dot(*from, dots), projection.dot(*to, dots));
        }
    }
    for (x, y, glyph) in raster.cells() {
        pen.put(grid.x + x, grid.y + y, 1, glyph.encode_utf8(&mut [0; 4]), Meaning::Quiet);
    }
}

fn heading(scene: &Scene, projection: Option<&Projection>, hidden: usize) -> Line<'static> {
    let lang = scene.model.lang;
    let name = scene.area.map_or("?", |area| scene.say.area_name(area)).to_owned();
    let mut line = Line::new().rest(SituationWord::Map.with(lang, &[&name]), Meaning::Heading);
    if hidden > 0 {
        line = line.gap(1).text(SituationWord::NotDrawn.with(lang, &[&hidden]), Meaning::Attention).optional();
    }
    let age = age::positions(scene);
    let old = !age.is_empty();
    line = line.gap(1).text(age, Meaning::Attention);
    if let Some(projection) = projection {
        let metres = projection.metres_per_cell();
        let scale = if metres < 1000 {
            SituationWord::ScaleMetres.with(lang, &[&metres])
        } else {
            SituationWord::Scale.with(lang, &[&milli(metres)])
        };
        line = line.text(scale, Meaning::Quiet);
        // That nothing here is fresh is needed more than how large a cell is.
        line = if old { line.optional() } else { line };
    }
    line
}

/// Places that are shown around what happens, for bearings.
const BEARINGS: usize = 8;

/// What the map must hold: the incidents and the jurisdiction's own busy teams with the places nearest to them; as
/// long as nothing happens, every place and own team.
fn points(scene: &Scene) -> Vec<Point> {
    let own = |view: &&TeamView| scene.area.is_none_or(|area| view.team.area == area.code);
    let fix = |view: &TeamView| scene.fix(view).map(|fix| fix.point);
    let teams = || scene.teams.iter().filter(own);
    let mut places: Vec<Point> = scene.model.world.places().map(|place| place.point).collect();
    let mut points: Vec<Point> = scene.incidents.iter().filter_map(|row| scene.incident_point(row)).collect();
    points.extend(teams().filter(|view| rank(view) < AT_REST).filter_map(fix));
    let Some(middle) = projection::middle(&points) else {
        places.extend(teams().filter_map(fix));
        return places;
    };
    places.sort_by_cached_key(|place| middle.metres_to(*place));
    points.extend(places.into_iter().take(BEARINGS));
    points
}

/// Teams with a position, the busy ones first.
fn team_labels(scene: &Scene, projection: &Projection, cols: u16, pen: &Pen) -> Vec<Label> {
    let mut teams: Vec<(&TeamView, &Fix)> =
        scene.teams.iter().filter_map(|view| Some((view, scene.fix(view)?))).collect();
    teams.sort_by_cached_key(|(view, _)| (rank(view), view.team.code.clone()));
    teams
        .into_iter()
        .map(|(view, fix)| {
            let fresh = freshness(fix, scene.now());
            let stale = if fresh == Freshness::Live { "" } else { "~" };
            let status = view.status.clone().first();
            let heading = if moving(status) && fresh != Freshness::Lost { heading_mark(scene, view, fix) } else { "" };
            let (cell, off) = projection.clamped(fix.point);
            let name = match off {
                Some("<") => format!("{stale}<{}", view.team.code),
                Some(mark) => format!("{stale}{}{mark}", view.team.code),
                None => format!("{stale}{}{heading}", view.team.code),
            };
            let aged = fresh != Freshness::Live || (cols >= AGES_FROM_COLS && moving(status));
            let age = if aged { when::age(scene.now() - fix.at, scene.model.lang) } else { String::new() };
            let long = format!("{name}{}{age}", if aged { " " } else { "" });
            let meaning = if stale.is_empty() { Meaning::Plain } else { Meaning::Attention };
            let sizes = [&long, &name].map(|text| (text.clone(), pen.width(text)));
            Label::marker(cell, sizes.to_vec(), meaning)
        })
        .collect()
}

/// The rank of teams that do nothing now.
const AT_REST: u8 = 4;

/// Busy teams first, teams at rest last.
fn rank(view: &TeamView) -> u8 {
    match view.status.clone().first() {
        Some(TeamStatus::LostContact | TeamStatus::Withdrawing) => 0,
        status if moving(status) => 1,
        Some(TeamStatus::OnScene | TeamStatus::Working | TeamStatus::Staged) => 2,
        Some(TeamStatus::Ordered | TeamStatus::Assembling | TeamStatus::Resupply | TeamStatus::Resting) => 3,
        _ => AT_REST,
    }
}

/// Where a team is heading, as an arrow of ASCII; empty when nobody said.
fn heading_mark(scene: &Scene, view: &TeamView, fix: &Fix) -> &'static str {
    let to = match view.assignment.clone().first().and_then(|assignment| assignment.destination) {
        Some(Destination::Point(point)) => point,
        Some(Destination::Place(code)) => match scene.model.world.place(&code) {
            Some(place) => place.point,
            None => return "",
        },
        None => return "",
    };
    let (east, north) = (i64::from(to.lon) - i64::from(fix.point.lon), i64::from(to.lat) - i64::from(fix.point.lat));
    match (east.abs() >= north.abs(), east > 0, north > 0) {
        (true, true, _) => ">",
        (true, false, _) => "<",
        (false, _, true) => "^",
        (false, _, false) => "v",
    }
}

fn incident_labels(scene: &Scene, projection: &Projection, pen: &Pen) -> Vec<Label> {
    let located = scene.incidents.iter().filter_map(|row| Some((row, scene.incident_point(row)?)));
    located
        .map(|(row, point)| {
            let sizes = vec![(row.mark.clone(), pen.width(&row.mark))];
            Label::marker(projection.clamped(point).0, sizes, Meaning::Alarm)
        })
        .collect()
}

fn place_labels(scene: &Scene, projection: &Projection, pen: &Pen) -> Vec<Label> {
    scene
        .model
        .world
        .places()
        .filter_map(|place| {
            let (cell, None) = projection.clamped(place.point) else { return None };
            let name = scene.say.place_name(place);
            Some(Label::place(cell, name, pen.width(name)))
        })
        .collect()
}
