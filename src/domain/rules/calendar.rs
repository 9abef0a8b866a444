//! Working days: Monday to Friday, but for what a bureau's calendar says otherwise.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::{day, day_of, is_weekday};
use crate::clock::At;

/// A day as it is written without its dashes: 20261001.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(u32);

impl Date {
    /// `2026-10-01`; none for what is no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        At::parse(&format!("{text} 00:00"))?;
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|_| text.len() == 10 && digits.len() == 8).map(Self)
    }

    /// The day, counted from 1970-01-01.
    fn count(self) -> i64 {
        let n = i64::from(self.0);
        day_of(day(n / 10_000, n / 100 % 100, n % 100))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

/// Days off that are weekdays, and weekends that are worked for them: announced every year (国务院办公厅节假日安排).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// 放假.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Date>,
    /// 调休上班.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workdays: Vec<Date>,
}

impl Calendar {
    /// Nobody said anything: weekends only.
    pub const WEEKENDS: Self = Self { holidays: Vec::new(), workdays: Vec::new() };

    /// Whether it names no day.
    pub fn is_empty(&self) -> bool {
        self.holidays.is_empty() && self.workdays.is_empty()
    }

    /// Whether people work on a day, counted from 1970-01-01.
    pub(super) fn works(&self, day: i64) -> bool {
        let named = |days: &[Date]| days.iter().any(|date| date.count() == day);
        named(&self.workdays) || (is_weekday(day) && !named(&self.holidays))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        assert_eq!(Date::parse("2026-10-01").map(|date| date.to_string()), Some("2026-10-01".to_owned()));
        for bad in ["2026-02-30", "2026-1-1", "20261001", "2026-10-01 ", "", "明天"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_holiday_is_off_and_a_weekend_that_is_worked_is_not() {
        let date = |text: &str| Date::parse(text).unwrap();
        // 2026-10-01 is a Thursday, 2026-10-10 a Saturday.
        let calendar = Calendar { holidays: vec![date("2026-10-01")], workdays: vec![date("2026-10-10")] };
        for (text, works) in [("2026-10-01", false), ("2026-10-09", true), ("2026-10-10", true), ("2026-10-11", false)]
        {
            assert_eq!(calendar.works(date(text).count()), works, "{text}");
        }
        assert!(Calendar::WEEKENDS.works(date("2026-10-01").count()));
        assert!(!Calendar::WEEKENDS.works(date("2026-10-10").count()));
    }
}
