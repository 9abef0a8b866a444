//! From the earth to cells: a flat map, north up, a cell twice as high as wide.

use crate::domain::Point;

/// Metres in a degree of latitude, by the mean radius of the earth.
const METRES_PER_DEGREE: i64 = 111_195;

/// Scales that read well, in metres a cell, times any power of ten.
const STEPS: [i64; 9] = [100, 120, 150, 200, 250, 300, 400, 500, 800];

/// A cell is about twice as high as wide.
const CELL_HEIGHT: i64 = 2;

/// A map that holds certain points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Projection {
    /// The point in the middle cell.
    middle: Point,
    /// Metres in a degree of longitude at the middle.
    metres_per_lon: i64,
    /// Metres from one column to the next.
    step: i64,
    cols: u16,
    rows: u16,
}

impl Projection {
    /// The largest map with all `points` on `cols` × `rows` cells; `None` without points or cells.
    pub(super) fn fit(points: &[Point], cols: u16, rows: u16) -> Option<Self> {
        let [south_west, north_east] = box_of(points)?;
        if cols == 0 || rows == 0 {
            return None;
        }
        let middle = middle(points)?;
        let metres_per_lon =
            i64::from(Point { lat: middle.lat, lon: 0 }.metres_to(Point { lat: middle.lat, lon: 1_000_000 }));
        let mut map = Self { middle, metres_per_lon, step: 0, cols, rows };
        let corners = [south_west, north_east];
        map.step = steps().find(|step| {
            let map = Self { step: *step, ..map };
            corners.iter().all(|corner| map.clamped(*corner).1.is_none())
        })?;
        Some(map)
    }

    /// The same map around another point, `zoom` doublings nearer, `pan` quarters of the screen east and south.
    pub(super) fn moved(self, around: Option<Point>, zoom: i8, pan: (i32, i32)) -> Self {
        let doubled = |n: i64| if zoom >= 0 { (n >> zoom.min(30)).max(1) } else { n << (-zoom).min(10) };
        let step = doubled(self.step);
        let around = around.unwrap_or(self.middle);
        let metres = |quarters: i32, cells: u16, step: i64| i64::from(quarters) * (i64::from(cells) / 4).max(1) * step;
        let east = metres(pan.0, self.cols, step) * 1_000_000 / self.metres_per_lon.max(1);
        let south = metres(pan.1, self.rows, step * CELL_HEIGHT) * 1_000_000 / METRES_PER_DEGREE;
        let within = |n: i64, most: i64| i32::try_from(n.clamp(-most, most)).unwrap_or(0);
        let middle = Point {
            lat: within(i64::from(around.lat) - south, 85_000_000),
            lon: within(i64::from(around.lon) + east, 180_000_000),
        };
        Self { middle, step, ..self }
    }

    /// The dot of a point on a grid with so many dots across and down in a cell; it may lie beyond.
    pub(super) fn dot(&self, point: Point, dots: (i64, i64)) -> (i64, i64) {
        let east = (i64::from(point.lon) - i64::from(self.middle.lon)) * self.metres_per_lon / 1_000_000;
        let south = (i64::from(self.middle.lat) - i64::from(point.lat)) * METRES_PER_DEGREE / 1_000_000;
        let (cols, rows) = (i64::from(self.cols), i64::from(self.rows));
        let x = (cols / 2) * dots.0 + rounded(east * dots.0, self.step);
        let y = (rows / 2) * dots.1 + rounded(south * dots.1, self.step * CELL_HEIGHT);
        (x, y)
    }

    /// Metres from one column to the next.
    pub(super) fn metres_per_cell(&self) -> i64 {
        self.step
    }

    /// The cell of a point, and, when it lies beyond the map, the mark of that side; it then stands on the edge.
    pub(super) fn clamped(&self, point: Point) -> ((u16, u16), Option<&'static str>) {
        let east = (i64::from(point.lon) - i64::from(self.middle.lon)) * self.metres_per_lon / 1_000_000;
        let south = (i64::from(self.middle.lat) - i64::from(point.lat)) * METRES_PER_DEGREE / 1_000_000;
        let (cols, rows) = (i64::from(self.cols), i64::from(self.rows));
        let x = cols / 2 + rounded(east, self.step);
        let y = rows / 2 + rounded(south, self.step * CELL_HEIGHT);
        let off = match (x, y) {
            (x, _) if x < 0 => Some("<"),
            (x, _) if x >= cols => Some(">"),
            (_, y) if y < 0 => Some("^"),
            (_, y) if y >= rows => Some("v"),
            _ => None,
        };
        let cell = |n: i64, max: i64| u16::try_from(n.clamp(0, max - 1)).unwrap_or(0);
        ((cell(x, cols), cell(y, rows)), off)
    }
}

/// The south-west and north-east corners of the box around points; `None` without any.
fn box_of(points: &[Point]) -> Option<[Point; 2]> {
    let lats = points.iter().map(|p| p.lat);
    let lons = points.iter().map(|p| p.lon);
    let south_west = Point { lat: lats.clone().min()?, lon: lons.clone().min()? };
    Some([south_west, Point { lat: lats.max()?, lon: lons.max()? }])
}

/// The middle of the box around points; `None` without any.
pub(super) fn middle(points: &[Point]) -> Option<Point> {
    let [south_west, north_east] = box_of(points)?;
    Some(Point { lat: halfway(south_west.lat, north_east.lat), lon: halfway(south_west.lon, north_east.lon) })
}

/// Scales from the smallest up to one that holds the earth.
fn steps() -> impl Iterator<Item = i64> {
    (0..6).flat_map(|power| STEPS.map(|step| step * 10_i64.pow(power)))
}

fn halfway(a: i32, b: i32) -> i32 {
    i32::try_from(i64::midpoint(i64::from(a), i64::from(b))).unwrap_or(a)
}

/// `n / by`, to the nearest.
fn rounded(n: i64, by: i64) -> i64 {
    (2 * n + by).div_euclid(2 * by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::degrees(lat, lon).unwrap()
    }

    fn zhengzhou() -> Vec<Point> {
        vec![point(34.7466, 113.6254), point(34.7836, 113.3836), point(34.7189, 113.9762), point(34.8678, 113.6169)]
    }

    #[test]
    fn every_point_lies_on_the_map_with_north_up_and_east_right() {
        let points = zhengzhou();
        for (cols, rows) in [(36, 8), (90, 30), (5, 2), (1, 1)] {
            let map = Projection::fit(&points, cols, rows).unwrap();
            let cells: Vec<_> = points.iter().map(|p| map.clamped(*p)).collect();
            assert!(cells.iter().all(|(_, off)| off.is_none()), "{cols}x{rows} {cells:?}");
            assert!(cells[1].0.0 <= cells[0].0.0 && cells[0].0.0 <= cells[2].0.0, "west to east");
            assert!(cells[3].0.1 <= cells[0].0.1, "north is up");
        }
    }

    #[test]
    fn the_scale_is_the_distance_between_cells() {
        let points = zhengzhou();
        let map = Projection::fit(&points, 40, 10).unwrap();
        let ((west, _), _) = map.clamped(points[1]);
        let ((east, _), _) = map.clamped(points[2]);
        let metres = i64::from(points[1].metres_to(points[2]));
        let said = i64::from(east - west) * map.metres_per_cell();
        assert!((metres - said).abs() <= map.metres_per_cell(), "{metres} {said}");
    }

    #[test]
    fn what_lies_beyond_stands_on_the_edge_with_its_side() {
        let map = Projection::fit(&zhengzhou(), 40, 10).unwrap();
        let luoyang = map.clamped(point(34.6197, 112.4540));
        assert_eq!((luoyang.0.0, luoyang.1), (0, Some("<")));
        assert_eq!(map.clamped(point(34.75, 116.0)).1, Some(">"));
        assert_eq!(map.clamped(point(39.9, 113.6)).1, Some("^"));
    }

    #[test]
    fn one_point_is_a_map_and_none_is_not() {
        let one = [point(34.7, 113.6)];
        assert_eq!(Projection::fit(&one, 9, 3).unwrap().clamped(one[0]), ((4, 1), None));
        assert_eq!(Projection::fit(&[], 9, 3), None);
        assert_eq!(Projection::fit(&one, 0, 3), None);
        assert!(Projection::fit(&[point(-90.0, -180.0), point(90.0, 180.0)], 3, 1).is_some());
    }
}
