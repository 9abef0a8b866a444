//! Time: the one seam through which it enters.
//!
//! Pure code takes [`At`] as an argument. Only shells hold a [`Clock`]. A drill runs on its own clock, so
//! everything that is recorded, shown or due in a drill is in drill time; timeouts of sockets and threads use
//! [`monotonic`], which no drill can stop.

use std::fmt;
use std::ops::{Add, Sub};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeZone, Timelike};
use serde::{Deserialize, Serialize};

/// China Standard Time, the offset in which every screen and file shows a time, in seconds east of Greenwich.
const BEIJING_SECONDS_EAST: i32 = 8 * 3600;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub i64);

/// A length of time in milliseconds; negative when it lies in the past.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// So many seconds.
    pub const fn seconds(n: i64) -> Self {
        Self(n.saturating_mul(1000))
    }

    /// So many minutes.
    pub const fn minutes(n: i64) -> Self {
        Self(n.saturating_mul(60_000))
    }

    /// So many hours.
    pub const fn hours(n: i64) -> Self {
        Self(n.saturating_mul(3_600_000))
    }

    /// Whole seconds, rounded towards zero.
    pub const fn whole_seconds(self) -> i64 {
        self.0 / 1000
    }
}

impl Add<Span> for At {
    type Output = At;
    fn add(self, span: Span) -> At {
        At(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for At {
    type Output = At;
    fn sub(self, span: Span) -> At {
        At(self.0.saturating_sub(span.0))
    }
}

impl Sub for At {
    type Output = Span;
    fn sub(self, other: At) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

/// A moment on a Beijing wall clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Civil {
    /// Four-digit year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

fn beijing() -> FixedOffset {
    // Eight hours is inside chrono's range of less than a day, so the fallback is never taken.
    FixedOffset::east_opt(BEIJING_SECONDS_EAST).unwrap_or(FixedOffset::east_opt(0).unwrap_or_else(|| unreachable!()))
}

impl At {
    /// This moment on a Beijing wall clock; moments outside chrono's range show as the epoch.
    pub fn civil(self) -> Civil {
        let t = DateTime::from_timestamp_millis(self.0).unwrap_or_default().with_timezone(&beijing());
        Civil { year: t.year(), month: t.month(), day: t.day(), hour: t.hour(), minute: t.minute(), second: t.second() }
    }

    /// The moment of a file's time stamp; the epoch for one before it.
    pub fn of(time: std::time::SystemTime) -> Self {
        let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Self(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// `2021-07-20 16:01:00`, Beijing time.
    pub fn date_time(self) -> String {
        let c = self.civil();
        format!("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)
    }

    /// `2021-07-20T16:01:00.000+08:00`, RFC 3339 with milliseconds.
    pub fn rfc3339(self) -> String {
        DateTime::from_timestamp_millis(self.0)
            .unwrap_or_default()
            .with_timezone(&beijing())
            .to_rfc3339_opts(chrono::SecondsFormat::Millis, false)
    }

    /// Reads `2021-07-20 16:01`, `2021-07-20 16:01:30` (both Beijing time) or RFC 3339 with its own offset.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(t) = DateTime::parse_from_rfc3339(text) {
            return Some(Self(t.timestamp_millis()));
        }
        let naive = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
        let t = beijing().from_local_datetime(&naive).single()?;
        Some(Self(t.timestamp_millis()))
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.date_time())
    }
}

/// How far this post's clock can be trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Nothing to compare with yet.
    #[default]
    Unchecked,
    /// Compared with the hub's clock in this session.
    Compared,
    /// A drill's or a test's own clock.
    Virtual,
}

/// How drill time runs against the machine's time: at `wall` it was `drill`, and it runs `speed` times as fast.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pace {
    /// The machine's time of the anchor.
    pub wall: At,
    /// The drill's time at the anchor.
    pub drill: At,
    /// Drill milliseconds per 1000 machine milliseconds; 0 is paused, 10 000 is ten times as fast.
    pub per_mille: u32,
}

impl Pace {
    /// The drill's time at the machine's time `wall`.
    pub fn at(self, wall: At) -> At {
        let real = (wall - self.wall).0.max(0);
        let run = i128::from(real) * i128::from(self.per_mille) / 1000;
        At(self.drill.0.saturating_add(i64::try_from(run).unwrap_or(i64::MAX)))
    }
}

/// Where a shell asks what time it is.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Source>);

#[derive(Debug)]
enum Source {
    /// The machine's time, through a drill's pace once one is known.
    Machine(RwLock<Option<Pace>>),
    /// A time that stands still until it is set.
    Fixed(AtomicI64),
}

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        Self(Arc::new(Source::Machine(RwLock::new(None))))
    }

    /// A clock that shows `at` until [`Clock::set`].
    pub fn fixed(at: At) -> Self {
        Self(Arc::new(Source::Fixed(AtomicI64::new(at.0))))
    }

    /// What time it is.
    pub fn now(&self) -> At {
        match &*self.0 {
            Source::Machine(pace) => {
                let wall = wall();
                let pace = pace.read().map_or(None, |p| *p);
                pace.map_or(wall, |p| p.at(wall))
            }
            Source::Fixed(at) => At(at.load(Ordering::Acquire)),
        }
    }

    /// Follows a drill's pace from now on; `None` goes back to the machine's time. A fixed clock stays as it is.
    pub fn follow(&self, pace: Option<Pace>) {
        if let Source::Machine(slot) = &*self.0
            && let Ok(mut slot) = slot.write()
        {
            *slot = pace;
        }
    }

    /// Moves a fixed clock; the machine's clock cannot be set.
    pub fn set(&self, at: At) {
        if let Source::Fixed(slot) = &*self.0 {
            slot.store(at.0, Ordering::Release);
        }
    }

    /// Whether what this clock says is compared, unchecked or a drill's own.
    pub fn quality(&self) -> Quality {
        match &*self.0 {
            Source::Machine(pace) if pace.read().is_ok_and(|p| p.is_none()) => Quality::Unchecked,
            Source::Machine(_) | Source::Fixed(_) => Quality::Virtual,
        }
    }
}

/// The machine's wall clock, for a drill's anchor and for file names; everything else asks a [`Clock`].
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's wall clock")]
pub fn wall() -> At {
    At::of(std::time::SystemTime::now())
}

/// The machine's monotonic clock, for timeouts and measurements.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's monotonic clock")]
pub fn monotonic() -> std::time::Instant {
    std::time::Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_and_prints_in_beijing_time() {
        let at = At::parse("2021-07-20 16:01").unwrap();
        assert_eq!(at.date_time(), "2021-07-20 16:01:00");
        assert_eq!(at.rfc3339(), "2021-07-20T16:01:00.000+08:00");
        assert_eq!(At::parse("2021-07-20T08:01:00Z"), Some(at));
        assert_eq!(At::parse("yesterday"), None);
    }

    #[test]
    fn a_pace_runs_pauses_and_never_runs_backwards() {
        let pace = Pace { wall: At(1000), drill: At(50_000), per_mille: 10_000 };
        assert_eq!(pace.at(At(1000)), At(50_000));
        assert_eq!(pace.at(At(2000)), At(60_000));
        assert_eq!(pace.at(At(0)), At(50_000));
        assert_eq!(Pace { per_mille: 0, ..pace }.at(At(9000)), At(50_000));
    }
}
