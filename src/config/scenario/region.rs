//! Areas, places and roads of a scenario.

use std::collections::BTreeMap;

use super::Known;
use super::counted;
use crate::config::{Fields, Log, Sited, Wrong};
use crate::domain::{Area, AreaCode, Place, PlaceCode, Point};
use crate::drill::Edge;
use crate::text::tell::{Both, both};

pub(in crate::config) fn areas(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Area> {
    let mut areas = Vec::new();
    for mut f in fields.tables(log, "area") {
        let code = f.code(log, &mut known.areas);
        let name = f.line(log, "name");
        let name_en = f.line(log, "name_en");
        f.close(log);
        if let (Some(code), Some(name), Some(name_en)) = (code, name, name_en) {
            areas.push(Area { code: code.as_str().into(), name, name_en });
        }
    }
    areas
}

/// Where a place is said to be.
enum Spotted {
    Point(Point, String),
    /// A schematic point: so many hundredths of the way from one place to another.
    Between(Sited<String>, Sited<String>, u32),
}

struct Row {
    code: String,
    name: String,
    name_en: String,
    spotted: Spotted,
    seat: Option<AreaCode>,
}

/// Places by their own coordinates first, then those that lie between others.
pub(in crate::config) fn places(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Place> {
    let mut rows = Vec::new();
    for f in fields.tables(log, "place") {
        rows.extend(place(log, f, known));
    }
    let mut points: BTreeMap<String, (Point, String)> = BTreeMap::new();
    for row in &rows {
        if let Spotted::Point(point, _) = &row.spotted {
            points.insert(row.code.clone(), (*point, row.name.clone()));
        }
    }
    let mut places = Vec::new();
    for Row { code, name, name_en, spotted, seat } in rows {
        let found = match spotted {
            Spotted::Point(point, source) => Some((point, source)),
            Spotted::Between(from, to, percent) => between(log, known, &points, &from, &to, percent),
        };
        if let Some((point, source)) = found {
            known.points.insert(code.clone(), point);
            places.push(Place { code: code.as_str().into(), name, name_en, point, source, seat });
        }
    }
    places
}

fn place(log: &mut Log<'_>, mut f: Fields<'_>, known: &mut Known) -> Option<Row> {
    let code = f.code(log, &mut known.places);
    let name = f.line(log, "name");
    let name_en = f.line(log, "name_en");
    let spotted = if f.has("between") {
        let ends = f.list::<String>(log, "between");
        let percent = f.need_sited::<u32>(log, "percent");
        schematic(log, &f, ends, percent)
    } else {
        let lat = f.need_sited::<f64>(log, "lat");
        let lon = f.need::<f64>(log, "lon");
        let source = f.line(log, "source");
        match (lat, lon, source) {
            (Some(lat), Some(lon), Some(source)) => point(log, &lat, lon).map(|p| Spotted::Point(p, source)),
            _ => None,
        }
    };
    let seat = f.may_name::<AreaCode>(log, "seat", &known.areas);
    f.close(log);
    Some(Row { code: code?, name: name?, name_en: name_en?, spotted: spotted?, seat })
}

/// What a share is.
const PERCENT: Both = Both::words("0 到 100 的整数", "a whole number from 0 to 100");

fn schematic(
    log: &mut Log<'_>,
    f: &Fields<'_>,
    ends: Vec<Sited<String>>,
    percent: Option<Sited<u32>>,
) -> Option<Spotted> {
    let wrong = |expected: Both, found: Both| Wrong::Value { expected, found, nearest: None };
    let [from, to] = <[_; 2]>::try_from(ends)
        .map_err(|ends| {
            log.wrong(&f.spot_of("between"), wrong(Both::words("两个地点", "two places"), counted(ends.len())));
        })
        .ok()?;
    let percent = percent?;
    if percent.value > 100 {
        log.wrong(&percent.spot, wrong(PERCENT, Both::same(percent.value.to_string())));
        return None;
    }
    Some(Spotted::Between(from, to, percent.value))
}

fn between(
    log: &mut Log<'_>,
    known: &Known,
    points: &BTreeMap<String, (Point, String)>,
    from: &Sited<String>,
    to: &Sited<String>,
    percent: u32,
) -> Option<(Point, String)> {
    let mut end = |name: &Sited<String>| {
        known.places.check(log, name).then(|| points.get(&name.value)).flatten().or_else(|| {
            let expected = Both::words("自有 lat 和 lon 的地点", "a place that has its own lat and lon");
            if known.places.has(&name.value) {
                log.wrong(&name.spot, Wrong::Value { expected, found: Both::same(name.value.clone()), nearest: None });
            }
            None
        })
    };
    let ((a, a_name), (b, b_name)) = (end(from)?, end(to)?);
    let source = format!("示意点: {a_name} > {b_name} {percent}%");
    Some((a.towards(*b, percent.into(), 100), source))
}

/// China lies in this box (rules.md 10.1): latitude 3 to 54, longitude 73 to 136.
pub(in crate::config) fn in_china(lat: f64, lon: f64) -> bool {
    (3.0..=54.0).contains(&lat) && (73.0..=136.0).contains(&lon)
}

fn point(log: &mut Log<'_>, lat: &Sited<f64>, lon: f64) -> Option<Point> {
    let text = || (lat.value.to_string(), lon.to_string());
    if !in_china(lat.value, lon) && in_china(lon, lat.value) {
        let (lat_text, lon) = text();
        log.wrong(&lat.spot, Wrong::Swapped { lat: lat_text, lon });
        return None;
    }
    let point = Point::degrees(lat.value, lon);
    if point.is_none() {
        let (lat_text, lon) = text();
        log.wrong(&lat.spot, Wrong::OffEarth { lat: lat_text, lon });
    }
    point
}

pub(super) fn roads(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known, places: &[Place]) -> Vec<Edge> {
    let mut roads = Vec::new();
    for mut f in fields.tables(log, "road") {
        let code = f.code(log, &mut known.roads);
        let from = f.need_name::<PlaceCode>(log, "from", &known.places);
        let to = f.need_name::<PlaceCode>(log, "to", &known.places);
        let km = f.may_sited::<f64>(log, "km");
        f.close(log);
        if let (Some(code), Some(from), Some(to)) = (code, from, to) {
            let at = |code: &PlaceCode| places.iter().find(|p| p.code == *code).map(|p| p.point);
            let Some(straight) = at(&from).zip(at(&to)).map(|(a, b)| a.metres_to(b)) else { continue };
            let metres = km.map_or(Some(straight), |km| length(log, &km, straight));
            roads.extend(metres.map(|metres| Edge { code: code.as_str().into(), from, to, metres }));
        }
    }
    roads
}

/// No road is shorter than the straight way; a thousand kilometres is more than a drill has roads for.
fn length(log: &mut Log<'_>, km: &Sited<f64>, straight: u32) -> Option<u32> {
    let metres = (km.value * 1000.0).round();
    if metres >= f64::from(straight) && metres <= 1e6 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie in 0..=1e6")]
        return Some(metres as u32);
    }
    let least = format!("{}.{}", straight / 1000, straight % 1000 / 100);
    let expected =
        both!("从直线距离 {least} km 到 1000 km 的长度", "a length from {least} km, the straight way, to 1000 km");
    log.wrong(&km.spot, Wrong::Value { expected, found: Both::same(km.value.to_string()), nearest: None });
    None
}
