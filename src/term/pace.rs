//! How much may be written to a line that is slow, and when.
//!
//! A serial line takes what it is given and shows it later: at 9600 bits a second a full screen of Chinese is two
//! seconds, and a key that is pressed meanwhile waits for the end of it. So nothing is written that the line has no room
//! for: a frame is cut into rows, the row with the cursor first, and what is left is painted when the line has come along,
//! as it is by then. Whatever happens on the boards, a key's echo waits for [`LINE_AHEAD`] and its own row.

use std::time::{Duration, Instant};

use crate::limits::{LINE_AHEAD, LINE_BITS};

/// A line of known speed, and how far behind it is. Its time is an argument.
#[derive(Clone, Debug)]
pub struct Pace {
    /// Bytes a second.
    rate: u32,
    /// When everything that was written will have gone out; in the past when the line is idle.
    free: Option<Instant>,
}

/// What one frame may write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Bytes that the line still takes.
    pub bytes: usize,
    /// Whether nothing is under way.
    pub idle: bool,
}

impl Pace {
    /// Of a line of so many bits a second, ten of them a byte; `None` when that is no speed of a line.
    pub fn of_bits(bits: u32) -> Option<Self> {
        LINE_BITS.contains(&bits).then_some(Self { rate: bits / 10, free: None })
    }

    /// Bytes that the line may be behind.
    fn ahead(&self) -> usize {
        self.bytes_in(LINE_AHEAD)
    }

    fn bytes_in(&self, time: Duration) -> usize {
        let bytes = time.as_micros().saturating_mul(u128::from(self.rate)) / 1_000_000;
        usize::try_from(bytes).unwrap_or(usize::MAX)
    }

    /// So many bytes were written.
    pub fn wrote(&mut self, bytes: usize, now: Instant) {
        let micros =
            u128::try_from(bytes).unwrap_or(u128::MAX).saturating_mul(1_000_000) / u128::from(self.rate.max(1));
        let takes = Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX));
        self.free = Some(self.free.map_or(now, |free| free.max(now)) + takes);
    }

    /// Bytes that have not gone out yet.
    pub fn owed(&self, now: Instant) -> usize {
        self.bytes_in(self.free.map_or(Duration::ZERO, |free| free.saturating_duration_since(now)))
    }

    /// What a frame may write now.
    pub fn room(&self, now: Instant) -> Room {
        let owed = self.owed(now);
        Room { bytes: self.ahead().saturating_sub(owed), idle: owed == 0 }
    }

    /// When everything that was written will have gone out.
    pub fn idle_at(&self, now: Instant) -> Instant {
        self.free.map_or(now, |free| free.max(now))
    }

    /// From when on something that nobody at the keyboard waits for may be written: when half of the room is there.
    pub fn ready(&self, now: Instant) -> Instant {
        self.free.and_then(|free| free.checked_sub(LINE_AHEAD / 2)).map_or(now, |ready| ready.max(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::monotonic;

    #[test]
    fn a_line_is_behind_by_what_was_written_and_comes_along_with_time() {
        let begun = monotonic();
        let at = |ms| begun + Duration::from_millis(ms);
        let mut pace = Pace::of_bits(9600).unwrap();
        assert_eq!(pace.room(at(0)), Room { bytes: 144, idle: true });
        assert_eq!(pace.ready(at(0)), at(0));
        pace.wrote(96, at(0));
        assert_eq!((pace.owed(at(0)), pace.owed(at(50)), pace.owed(at(100))), (96, 48, 0));
        assert_eq!(pace.room(at(50)), Room { bytes: 96, idle: false });
        pace.wrote(480, at(50));
        assert_eq!(pace.owed(at(50)), 528);
        assert_eq!(pace.room(at(50)).bytes, 0);
        assert_eq!(pace.ready(at(50)), at(525), "half of what it may be behind before the end");
        assert_eq!(pace.idle_at(at(50)), at(600));
        assert_eq!(pace.room(at(5000)), Room { bytes: 144, idle: true }, "time without words is not saved up");
        pace.wrote(96, at(5000));
        assert_eq!(pace.owed(at(5000)), 96);
    }

    #[test]
    fn what_is_no_speed_of_a_line_has_no_pace() {
        assert!(Pace::of_bits(0).is_none() && Pace::of_bits(u32::MAX).is_none());
        assert!(Pace::of_bits(300).is_some() && Pace::of_bits(115_200).is_some());
    }
}
