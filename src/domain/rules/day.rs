//! Days of a calendar as moments, also in constants.

use crate::clock::At;

/// Midnight in Beijing at the beginning of this day of the Gregorian calendar.
pub const fn day(year: i64, month: i64, day: i64) -> At {
    // Days before the year in which March is the first month, so that the leap day is the last one.
    let of_march = if month > 2 { year } else { year - 1 };
    let months = (month + 9) % 12;
    let days = 365 * of_march + of_march.div_euclid(4) - of_march.div_euclid(100) + of_march.div_euclid(400)
        + (153 * months + 2) / 5
        + day
        - 1
        // 1970-01-01 counted the same way.
        - 719_468;
    At((days * 24 - 8) * 3_600_000)
}

/// Milliseconds of Beijing's clock before that of UTC, and of a day.
const AHEAD: i64 = 8 * 3_600_000;
const DAY: i64 = 24 * 3_600_000;

/// The day in Beijing on which a moment falls, counted from 1970-01-01.
pub(super) const fn day_of(at: At) -> i64 {
    at.0.saturating_add(AHEAD).div_euclid(DAY)
}

/// The first moment in Beijing of such a day: 24:00 of the one before.
pub(super) const fn midnight(day: i64) -> At {
    At(day.saturating_mul(DAY).saturating_sub(AHEAD))
}

/// Whether such a day is one of Monday to Friday. Public holidays, and the weekends that are worked for them, are
/// announced every year and not known here.
pub(super) const fn is_weekday(day: i64) -> bool {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7) < 5
}

#[cfg(test)]
mod tests {
    use super::day;
    use crate::clock::At;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (y, m, d) in [(1970, 1, 1), (2000, 2, 29), (2007, 6, 1), (2024, 11, 1), (2024, 12, 31), (2025, 3, 1)] {
            assert_eq!(Some(day(y, m, d)), At::parse(&format!("{y:04}-{m:02}-{d:02} 00:00")), "{y}-{m}-{d}");
        }
    }
}
