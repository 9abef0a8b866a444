//! By when a duty is due: at once, the same day, so often a day, so many working days after.

use serde::{Deserialize, Serialize};

use super::Calendar;
use super::day::{day_of, midnight};
use crate::clock::{At, Span};

/// By when somebody must be told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promptness {
    /// 立即.
    AtOnce,
    /// 及时, as far as it becomes known so many days after.
    WithinDays(u16),
    /// So long after the teller was told.
    Within(Span),
    /// 当日.
    SameDay,
    /// So often a day.
    PerDay(u8),
    /// Every so many days.
    EveryDays(u8),
    /// Every day at this minute of the day.
    DailyAt(u16),
    /// So many working days after it is stable.
    Workdays(u8),
}

impl Promptness {
    /// The last moment, counted from `from`: when the teller was told, told last, or when it became stable. Days are
    /// Beijing's, and the day of `from` is not counted; what is due every day at some minute is first due on the day
    /// after, because its data are those of 24:00.
    pub fn due(self, from: At) -> At {
        self.due_by(from, &Calendar::WEEKENDS)
    }

    /// The same where working days are those of this calendar.
    pub fn due_by(self, from: At, calendar: &Calendar) -> At {
        let today = day_of(from);
        match self {
            Self::AtOnce => from,
            Self::Within(span) => from + span,
            Self::PerDay(times) => from + Span(DAY.0 / i64::from(times.max(1))),
            Self::EveryDays(days) => from + Span(DAY.0 * i64::from(days.max(1))),
            Self::DailyAt(minute) => midnight(today + 1) + Span::minutes(i64::from(minute)),
            Self::SameDay => midnight(today + 1),
            Self::WithinDays(days) => midnight(today + i64::from(days) + 1),
            Self::Workdays(days) => {
                let mut left = days;
                let mut last = today;
                while left > 0 {
                    last += 1;
                    left -= u8::from(calendar.works(last));
                }
                midnight(last + 1)
            }
        }
    }
}

const DAY: Span = Span::hours(24);
