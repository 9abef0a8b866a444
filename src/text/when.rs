//! Times as the boards show them: `16:01`, `07-20`, `-00:12`, ages.

use super::Lang;
use super::words::{StatusWord, Word};
use crate::clock::{At, Span};

/// Cells a countdown takes: `-00:12`.
pub const COUNTDOWN_CELLS: u16 = 6;

/// `16:01:07`, Beijing time.
pub fn clock(at: At) -> String {
    let c = at.civil();
    format!("{:02}:{:02}:{:02}", c.hour, c.minute, c.second)
}

/// `16:01`, Beijing time.
pub fn minute(at: At) -> String {
    let c = at.civil();
    format!("{:02}:{:02}", c.hour, c.minute)
}

/// `07-20`.
pub fn date(at: At) -> String {
    let c = at.civil();
    format!("{:02}-{:02}", c.month, c.day)
}

/// `07-20 16:01`.
pub fn date_minute(at: At) -> String {
    format!("{} {}", date(at), minute(at))
}

/// `2027-06-30`.
pub fn written_day(at: At) -> String {
    let c = at.civil();
    format!("{:04}-{:02}-{:02}", c.year, c.month, c.day)
}

/// As it stands in a document: `2021年7月20日16时01分`, `2021-07-20 16:01`, Beijing time.
pub fn written(at: At, lang: Lang) -> String {
    let c = at.civil();
    match lang {
        Lang::Zh => format!("{}年{}月{}日{:02}时{:02}分", c.year, c.month, c.day, c.hour, c.minute),
        Lang::En => format!("{:04}-{:02}-{:02} {:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute),
    }
}

/// The same without its year: `7月20日16时01分`, `07-20 16:01`.
pub fn written_short(at: At, lang: Lang) -> String {
    let c = at.civil();
    match lang {
        Lang::Zh => format!("{}月{}日{:02}时{:02}分", c.month, c.day, c.hour, c.minute),
        Lang::En => date_minute(at),
    }
}

/// `16:01` for what was less than a day ago or comes on the day of `now`, else `07-19`: five cells either way.
pub fn minute_or_date(at: At, now: At) -> String {
    let (a, n) = (at.civil(), now.civil());
    let past_day = at <= now && now - at < Span::hours(24);
    let same_day = (a.year, a.month, a.day) == (n.year, n.month, n.day);
    if past_day || same_day { minute(at) } else { date(at) }
}

/// Time left as `00:25`, time late as `-00:12`, in whole hours and minutes; whole days from 100 hours on.
pub fn countdown(left: Span, lang: Lang) -> String {
    let sign = if left < Span::ZERO { "-" } else { "" };
    let minutes = left.0.unsigned_abs() / 60_000;
    if minutes >= 100 * 60 {
        let days = StatusWord::Days.with(lang, &[&(minutes / (24 * 60)).min(999)]);
        format!("{sign}{days}")
    } else {
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// How long something took: `18小时31分`, `18 h 31 min`.
pub fn span(span: Span, lang: Lang) -> String {
    let minutes = span.whole_seconds() / 60;
    let (h, m) = (minutes / 60, minutes % 60);
    match (h, lang) {
        (0, Lang::Zh) => format!("{m}分"),
        (0, Lang::En) => format!("{m} min"),
        (_, Lang::Zh) => format!("{h}小时{m}分"),
        (_, Lang::En) => format!("{h} h {m} min"),
    }
}

/// How old something is, in its largest unit: `45秒`, `6分`, `3时`, `2天`. What lies ahead has age zero.
pub fn age(age: Span, lang: Lang) -> String {
    let seconds = age.whole_seconds().max(0);
    match seconds {
        0..=59 => StatusWord::Seconds.with(lang, &[&seconds]),
        60..=3599 => StatusWord::Minutes.with(lang, &[&(seconds / 60)]),
        3600..=86_399 => StatusWord::Hours.with(lang, &[&(seconds / 3600)]),
        _ => StatusWord::Days.with(lang, &[&(seconds / 86_400)]),
    }
}

/// How long something has lasted, as `03:12`: minutes and seconds below an hour, hours and minutes above.
pub fn lasted(span: Span) -> String {
    let seconds = span.whole_seconds().max(0);
    if seconds < 3600 {
        format!("{:02}:{:02}", seconds / 60, seconds % 60)
    } else {
        format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells::{Ambiguous, width};

    #[test]
    fn a_countdown_says_left_or_late_in_six_cells() {
        let cases = [
            (Span::minutes(25), "00:25"),
            (Span::minutes(-12), "-00:12"),
            (Span(-12 * 60_000 - 59_999), "-00:12"),
            (Span::ZERO, "00:00"),
            (Span(-1), "-00:00"),
            (Span::hours(99), "99:00"),
            (Span::hours(100), "4天"),
            (Span::hours(-18 * 24), "-18天"),
            (Span(i64::MIN), "-999天"),
        ];
        for (span, text) in cases {
            assert_eq!(countdown(span, Lang::Zh), text, "{span:?}");
            for lang in [Lang::Zh, Lang::En] {
                assert!(width(&countdown(span, lang), Ambiguous::Two) <= usize::from(COUNTDOWN_CELLS), "{span:?}");
            }
        }
    }

    #[test]
    fn an_age_is_in_its_largest_unit() {
        for (seconds, text) in [(-5, "0秒"), (59, "59秒"), (60, "1分"), (3599, "59分"), (7200, "2时"), (200_000, "2天")]
        {
            assert_eq!(age(Span::seconds(seconds), Lang::Zh), text);
        }
        assert_eq!(age(Span::minutes(14), Lang::En), "14m");
    }

    #[test]
    fn another_day_shows_its_date() {
        let now = At::parse("2021-07-20 16:01").unwrap();
        assert_eq!(minute_or_date(now, now), "16:01");
        assert_eq!(minute_or_date(At::parse("2021-07-19 21:59").unwrap(), now), "21:59", "no other 21:59 was since");
        assert_eq!(minute_or_date(At::parse("2021-07-19 16:01").unwrap(), now), "07-19");
        assert_eq!(minute_or_date(At::parse("2021-07-20 23:59").unwrap(), now), "23:59");
        assert_eq!(minute_or_date(At::parse("2021-07-21 00:01").unwrap(), now), "07-21");
        assert_eq!(lasted(Span::seconds(192)), "03:12");
        assert_eq!(lasted(Span::seconds(7 * 3600 + 61)), "07:01:01");
    }
}
