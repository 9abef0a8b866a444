//! Outlines from a `GeoJSON` file (RFC 7946): borders, rivers, whatever a bureau may show. Lines and polygons are taken;
//! what is wrong is named by its place in the file.

use std::path::Path;

use serde_json::Value;

use super::scenario::region::in_china;
use super::{Fault, Wrong, load};
use crate::console::Outline;
use crate::domain::Point;
use crate::limits::OUTLINE_POINTS_MAX;
use crate::text::tell::{Both, both};

/// Reads the outlines of a file.
pub fn read(path: &Path) -> Result<Vec<Outline>, Fault> {
    read_text(&path.display().to_string(), &load(path)?)
}

/// Reads outlines; `file` is its name in problems.
pub fn read_text(file: &str, text: &str) -> Result<Vec<Outline>, Fault> {
    let fault = |at: Both, why: Both| Fault::Outlines { file: file.to_owned(), at, why };
    let value: Value = serde_json::from_str(text).map_err(|e| {
        let (line, column) = (e.line(), e.column());
        fault(
            both!("第 {line} 行第 {column} 列", "line {line}, column {column}"),
            Both::words("不是 JSON", "is not JSON"),
        )
    })?;
    let mut reader = Reader::default();
    reader
        .object(&value, "", "")
        .map_err(|(at, why)| fault(if at.is_empty() { THE_FILE } else { Both::same(at) }, why))?;
    if reader.outlines.is_empty() {
        return Err(fault(THE_FILE, Both::words("没有线, 也没有面", "holds no line and no polygon")));
    }
    Ok(reader.outlines)
}

#[derive(Default)]
struct Reader {
    outlines: Vec<Outline>,
    points: usize,
}

/// Where in the file, and what is wrong there.
type Flaw = (String, Both);

/// Where a problem is that has no place of its own.
const THE_FILE: Both = Both::words("整个文件", "the file");

impl Reader {
    /// An object of `GeoJSON` at a place in the file.
    fn object(&mut self, value: &Value, at: &str, name: &str) -> Result<(), Flaw> {
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
        let inside = |key: &str| if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
        let coordinates = || (value.get("coordinates").unwrap_or(&Value::Null), inside("coordinates"));
        match kind {
            "FeatureCollection" => {
                self.each(value.get("features"), &inside("features"), |reader, one, at| reader.object(one, at, name))
            }
            "GeometryCollection" => self
                .each(value.get("geometries"), &inside("geometries"), |reader, one, at| reader.object(one, at, name)),
            "Feature" => {
                let named = value.pointer("/properties/name").and_then(Value::as_str).unwrap_or(name);
                match value.get("geometry") {
                    None | Some(Value::Null) => Ok(()),
                    Some(geometry) => self.object(geometry, &inside("geometry"), named),
                }
            }
            // Points are places, which are entered in the log.
            "Point" | "MultiPoint" => Ok(()),
            "LineString" => {
                let (line, at) = coordinates();
                self.line(line, &at, name)
            }
            "MultiLineString" | "Polygon" => {
                let (lines, at) = coordinates();
                self.each(Some(lines), &at, |reader, line, at| reader.line(line, at, name))
            }
            "MultiPolygon" => {
                let (polygons, at) = coordinates();
                self.each(Some(polygons), &at, |reader, polygon, at| {
                    reader.each(Some(polygon), at, |reader, line, at| reader.line(line, at, name))
                })
            }
            "" => Err((inside("type"), Both::words("没有写", "is missing"))),
            other => Err((inside("type"), both!("`{other}` 不是 GeoJSON 的类型", "`{other}` is no type of GeoJSON"))),
        }
    }

    fn each(
        &mut self,
        list: Option<&Value>,
        at: &str,
        mut one: impl FnMut(&mut Self, &Value, &str) -> Result<(), Flaw>,
    ) -> Result<(), Flaw> {
        let Some(Value::Array(list)) = list else {
            return Err((at.to_owned(), Both::words("不是清单", "is no list")));
        };
        list.iter().zip(0..).try_for_each(|(value, n): (&Value, usize)| one(self, value, &format!("{at}[{n}]")))
    }

    fn line(&mut self, value: &Value, at: &str, name: &str) -> Result<(), Flaw> {
        let mut points = Vec::new();
        self.each(Some(value), at, |reader, position, at| {
            reader.points += 1;
            if reader.points > OUTLINE_POINTS_MAX {
                return Err((
                    at.to_owned(),
                    both!(
                        "多了一个点: 最多读 {OUTLINE_POINTS_MAX} 个",
                        "is one point too many: at most {OUTLINE_POINTS_MAX} are read"
                    ),
                ));
            }
            if let Some(swapped) = swapped(position) {
                return Err((at.to_owned(), Both::of(&swapped)));
            }
            points.push(point(position).ok_or_else(|| {
                let why = Both::words(
                    "不是位置: 应是 [经度, 纬度], 以度计",
                    "is no position: [longitude, latitude] in degrees is expected",
                );
                (at.to_owned(), why)
            })?);
            Ok(())
        })?;
        self.outlines.push(Outline { name: name.to_owned(), points });
        Ok(())
    }
}

/// That longitude and latitude stand the other way round: China is where they are not (rules.md 10.1).
fn swapped(value: &Value) -> Option<Wrong> {
    let Value::Array(position) = value else { return None };
    let (lon, lat) = (position.first()?.as_f64()?, position.get(1)?.as_f64()?);
    let turned = !in_china(lat, lon) && in_china(lon, lat);
    turned.then(|| Wrong::Swapped { lat: lat.to_string(), lon: lon.to_string() })
}

/// A position; a height behind it is left out.
fn point(value: &Value) -> Option<Point> {
    let Value::Array(position) = value else { return None };
    let (lon, lat) = (position.first()?.as_f64()?, position.get(1)?.as_f64()?);
    Point::degrees(lat, lon)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        read_text("city.geojson", text).unwrap_err().to_string()
    }

    #[test]
    fn lines_and_polygons_are_outlines_with_the_name_of_their_feature() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"贾鲁河"},"geometry":{"type":"LineString","coordinates":[[113.6,34.8],[113.7,34.7,90]]}},
            {"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[113,34],[114,34],[114,35],[113,34]]]}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},
            {"type":"Feature","properties":{},"geometry":null}]}"#;
        let outlines = read_text("city.geojson", text).unwrap();
        assert_eq!(outlines.len(), 2);
        assert_eq!((outlines[0].name.as_str(), outlines[0].points.len()), ("贾鲁河", 2));
        assert_eq!(outlines[1].points[1], Point::degrees(34.0, 114.0).unwrap());
    }

    #[test]
    fn what_is_wrong_is_named_by_its_place() {
        for (text, expected) in [
            ("{", "city.geojson: line 1, column 1: is not JSON"),
            ("{}", "city.geojson: type: is missing"),
            (r#"{"type":"Circle"}"#, "city.geojson: type: `Circle` is no type of GeoJSON"),
            (r#"{"type":"Polygon"}"#, "city.geojson: coordinates: is no list"),
            (
                r#"{"type":"LineString","coordinates":[[113,34],[113,94]]}"#,
                "city.geojson: coordinates[1]: is no position",
            ),
            (
                r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,"x"]]}}]}"#,
                "city.geojson: features[0].geometry.coordinates[0]: is no position",
            ),
            // rules.md 10.1: GeoJSON [34.6,112.4].
            (
                r#"{"type":"LineString","coordinates":[[112.4,34.6],[34.6,112.4]]}"#,
                "city.geojson: coordinates[1]: latitude 112.4, longitude 34.6 is not in China, and would be the other way round: swap them",
            ),
            (r#"{"type":"FeatureCollection","features":[]}"#, "city.geojson: the file: holds no line and no polygon"),
        ] {
            assert!(wrong(text).starts_with(expected), "{}", wrong(text));
        }
    }
}
