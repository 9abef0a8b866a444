//! Times as people type them.

use crate::clock::{At, Span};
use crate::text::names::narrow;

/// Reads `16:05`, `16:05:30`, `1605`, `07-20 16:05` or a full date and time, full-width or not, in Beijing time. A
/// time of day is the one nearest to `now`: at 00:10, `23:50` was yesterday.
pub(super) fn parse(text: &str, now: At) -> Option<At> {
    let text: String = text.trim().chars().map(narrow).collect();
    let today = now.civil();
    if let Some(at) = At::parse(&text) {
        return Some(at);
    }
    let of_day = |clock: &str| At::parse(&format!("{:04}-{:02}-{:02} {clock}", today.year, today.month, today.day));
    let clock = match text.len() {
        4 if text.bytes().all(|b| b.is_ascii_digit()) => {
            let (hour, minute) = text.split_at(2);
            format!("{hour}:{minute}")
        }
        _ => text.clone(),
    };
    if let Some(at) = of_day(&clock) {
        let day = Span::hours(24);
        return [at - day, at, at + day].into_iter().min_by_key(|at| (*at - now).0.abs());
    }
    At::parse(&format!("{:04}-{text}", today.year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> At {
        At::parse(text).unwrap()
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let now = at("2021-07-20 16:10");
        for (typed, meant) in [
            ("16:05", "2021-07-20 16:05"),
            ("1605", "2021-07-20 16:05"),
            ("１６：０５", "2021-07-20 16:05"),
            (" 9:30 ", "2021-07-20 09:30"),
            ("16:05:30", "2021-07-20 16:05:30"),
            ("07-19 21:59", "2021-07-19 21:59"),
            ("2021-07-18 08:00", "2021-07-18 08:00"),
        ] {
            assert_eq!(parse(typed, now), Some(at(meant)), "{typed}");
        }
        for wrong in ["", "25:00", "1", "99:99", "soon", "水1605", "24605"] {
            assert_eq!(parse(wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_of_day_is_the_nearest_one() {
        assert_eq!(parse("23:50", at("2021-07-21 00:10")), Some(at("2021-07-20 23:50")));
        assert_eq!(parse("00:10", at("2021-07-20 23:55")), Some(at("2021-07-21 00:10")));
    }
}
