//! Points on the earth, in integers.

use serde::{Deserialize, Serialize};

/// A WGS-84 point in millionths of a degree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, north positive, 1e-6 degrees.
    pub lat: i32,
    /// Longitude, east positive, 1e-6 degrees.
    pub lon: i32,
}

/// Metres in a millionth of a degree of a great circle, times 2^20: 6 371 008.8 m mean radius (IUGG).
const METRES_PER_MICRODEGREE_2_20: i128 = 116_596;

impl Point {
    /// From degrees; `None` outside the earth.
    pub fn degrees(lat: f64, lon: f64) -> Option<Self> {
        let micro = |degrees: f64, max: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "checked to lie within ±180e6")]
            (degrees.is_finite() && degrees.abs() <= max).then(|| (degrees * 1e6).round() as i32)
        };
        Some(Self { lat: micro(lat, 90.0)?, lon: micro(lon, 180.0)? })
    }

    /// Latitude and longitude as somebody types them, in degrees of WGS-84: `34.6197, 112.4540`. A longitude that comes first
    /// is taken for one. `None` when it is no pair, or one that lies outside the country (rules.md 10.1).
    pub fn typed(text: &str) -> Option<Self> {
        let mut parts = text.split([',', '，', ';', '；', ' ', '\u{3000}']).filter(|part| !part.is_empty());
        let mut degrees = || parts.next()?.parse::<f64>().ok();
        let (first, second) = (degrees()?, degrees()?);
        let turned = first > 54.0;
        let (lat, lon) = if turned { (second, first) } else { (first, second) };
        let inside = (3.0..=54.0).contains(&lat) && (73.0..=136.0).contains(&lon);
        if inside && parts.next().is_none() { Self::degrees(lat, lon) } else { None }
    }

    /// Distance in metres, flat-earth at the middle latitude: right to a part in a thousand within a province.
    /// Integers only, so that every machine drives a simulated team the same way.
    pub fn metres_to(self, other: Self) -> u32 {
        let dy = i128::from(other.lat) - i128::from(self.lat);
        let mid = i64::midpoint(i64::from(self.lat), i64::from(other.lat));
        let dx = ((i128::from(other.lon) - i128::from(self.lon)) * cos_2_30(mid)) >> 30;
        let microdegrees = (dx * dx + dy * dy).unsigned_abs().isqrt();
        let metres = (microdegrees.cast_signed() * METRES_PER_MICRODEGREE_2_20) >> 20;
        u32::try_from(metres).unwrap_or(u32::MAX)
    }

    /// The point `part` of `whole` of the way to `other`, on a straight line in degrees.
    #[must_use]
    pub fn towards(self, other: Self, part: u64, whole: u64) -> Self {
        let along = |from: i32, to: i32| {
            let way = i128::from(to) - i128::from(from);
            let done = way * i128::from(part.min(whole)) / i128::from(whole.max(1));
            i32::try_from(i128::from(from) + done).unwrap_or(to)
        };
        Self { lat: along(self.lat, other.lat), lon: along(self.lon, other.lon) }
    }
}

/// Cosine of a latitude in 1e-6 degrees, times 2^30, by its series to the eighth power.
fn cos_2_30(micro: i64) -> i128 {
    const ONE: i128 = 1 << 30;
    // pi / 180e6 in 2^-60 units: radians = micro * this.
    const RADIAN_2_60: i128 = 20_122_276_272;
    let x = (i128::from(micro) * RADIAN_2_60) >> 30;
    let x2 = (x * x) >> 30;
    [56, 30, 12, 2].iter().fold(ONE, |sum, k| ONE - (((x2 * sum) >> 30) / k))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::degrees(lat, lon).unwrap()
    }

    /// Distances from rules.md 8.5 (great circle between approximate centres).
    #[test]
    fn distances_agree_with_the_great_circle() {
        let luoyang = point(34.6197, 112.4540);
        let zhengzhou = point(34.7466, 113.6254);
        let metres = i64::from(luoyang.metres_to(zhengzhou));
        assert!((metres - 108_000).abs() < 600, "{metres}");
        assert_eq!(luoyang.metres_to(luoyang), 0);
        let north = i64::from(point(34.0, 113.0).metres_to(point(35.0, 113.0)));
        assert!((north - 111_195).abs() < 20, "{north}");
    }

    #[test]
    fn the_way_between_two_points_ends_at_both() {
        let (a, b) = (point(34.0, 112.0), point(35.0, 114.0));
        assert_eq!(a.towards(b, 0, 10), a);
        assert_eq!(a.towards(b, 10, 10), b);
        assert_eq!(a.towards(b, 5, 10), point(34.5, 113.0));
        assert_eq!(a.towards(b, 11, 10), b);
    }

    #[test]
    fn a_typed_pair_is_a_point_of_the_country_or_none() {
        for text in ["34.6197, 112.4540", "34.6197，112.4540", "34.6197 112.4540", "112.4540,34.6197"] {
            assert_eq!(Point::typed(text), Some(point(34.6197, 112.4540)), "{text}");
        }
        for text in ["", "34.6197", "12号楼", "34.6, 112.4, 5", "60.0, 112.0", "34.6, 12.4", "nan, 112"] {
            assert_eq!(Point::typed(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_off_the_earth_is_a_point() {
        assert_eq!(Point::degrees(90.1, 0.0), None);
        assert_eq!(Point::degrees(0.0, f64::NAN), None);
    }
}
