//! Times as people type them.

use crate::clock::{At, Span};
use crate::text::names::narrow;

/// A time that lies ahead which was over this short a while ago may as well be a slip as mean tomorrow's.
const JUST_OVER: Span = Span::hours(1);

/// A date without its year that was over this long ago is next year's.
const DATE_OVER: Span = Span::hours(30 * 24);

/// A time that should lie ahead, as it was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ahead {
    /// It does, or its date was written out.
    At(At),
    /// A time of day that is just over.
    Over(At),
}

/// Reads `16:05`, `16:05:30`, `1605`, `07-20 16:05` or a full date and time, full-width or not, in Beijing time. A
/// time of day is the one nearest to `now`: at 00:10, `23:50` was yesterday.
pub(super) fn parse(text: &str, now: At) -> Option<At> {
    let text = plain(text);
    if let Some(at) = At::parse(&text) {
        return Some(at);
    }
    let nearest = |all: Vec<At>| all.into_iter().min_by_key(|at| (*at - now).0.abs());
    nearest(of_day(&text, now)).or_else(|| At::parse(&format!("{:04}-{text}", now.civil().year)))
}

/// Reads the same of what lies ahead of `from`, such as a limit: a time of day is the next one, so that at 18:53 `08:00`
/// is tomorrow's. What is just over is left to whoever typed it to say.
pub(super) fn ahead(text: &str, from: At) -> Option<Ahead> {
    let text = plain(text);
    if let Some(at) = At::parse(&text) {
        return Some(Ahead::At(at));
    }
    // Who types 18:53 within that minute means now.
    let minute = Span::minutes(1);
    let of_day = of_day(&text, from);
    if let Some(over) = of_day.iter().rev().find(|at| **at <= from - minute && from - **at <= JUST_OVER) {
        return Some(Ahead::Over(*over));
    }
    if let Some(next) = of_day.into_iter().find(|at| *at > from - minute) {
        return Some(Ahead::At(next));
    }
    let year = from.civil().year;
    let years = [year - 1, year, year + 1].into_iter().filter_map(|year| At::parse(&format!("{year:04}-{text}")));
    years.into_iter().find(|at| *at > from - DATE_OVER).map(Ahead::At)
}

fn plain(text: &str) -> String {
    text.trim().chars().map(narrow).collect()
}

/// The times of day of yesterday, today and tomorrow that this is; empty when it is none.
fn of_day(text: &str, now: At) -> Vec<At> {
    let today = now.civil();
    let clock = match text.len() {
        4 if text.bytes().all(|b| b.is_ascii_digit()) => {
            let (hour, minute) = text.split_at(2);
            format!("{hour}:{minute}")
        }
        _ => text.to_owned(),
    };
    let at = At::parse(&format!("{:04}-{:02}-{:02} {clock}", today.year, today.month, today.day));
    let day = Span::hours(24);
    at.map(|at| vec![at - day, at, at + day]).unwrap_or_default()
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

    /// A limit, a shelf, an arrival that is expected: what is typed of it is still to come.
    #[test]
    fn a_time_that_lies_ahead_is_the_next_one() {
        for (typed, from, meant) in [
            ("08:00", "2021-07-20 18:53", "2021-07-21 08:00"),
            ("0800", "2021-07-20 20:30", "2021-07-21 08:00"),
            ("19:00", "2021-07-20 18:53", "2021-07-20 19:00"),
            ("18:53", "2021-07-20 18:53:40", "2021-07-20 18:53"),
            ("00:10", "2021-07-20 23:55", "2021-07-21 00:10"),
            ("23:50", "2021-07-21 00:10", "2021-07-20 23:50"),
            ("07-19 21:59", "2021-07-20 18:53", "2021-07-19 21:59"),
            ("01-02 08:00", "2021-12-31 22:00", "2022-01-02 08:00"),
            ("2021-07-18 08:00", "2021-07-20 18:53", "2021-07-18 08:00"),
        ] {
            let at = at(meant);
            let over = typed == "23:50";
            let meant = if over { Ahead::Over(at) } else { Ahead::At(at) };
            assert_eq!(ahead(typed, self::at(from)), Some(meant), "{typed} at {from}");
        }
        assert_eq!(ahead("18:40", at("2021-07-20 18:52")), Some(Ahead::Over(at("2021-07-20 18:40"))));
        assert_eq!(ahead("17:40", at("2021-07-20 18:52")), Some(Ahead::At(at("2021-07-21 17:40"))));
        for wrong in ["", "25:00", "soon"] {
            assert_eq!(ahead(wrong, at("2021-07-20 18:52")), None, "{wrong}");
        }
    }
}
