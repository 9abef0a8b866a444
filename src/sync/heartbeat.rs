//! The heartbeat of a session: is the other side alive, how far is it, and what does its clock say?

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use super::frame::{Control, Progress};
use super::store::Mark;
use super::terms::Now;
use crate::clock::At;

/// Pings whose answer is awaited, and samples of the other clock that are kept.
const KEPT: usize = 8;

#[derive(Debug, Default)]
pub(super) struct Heartbeat {
    last: Option<Duration>,
    n: u64,
    waiting: BTreeMap<u64, Duration>,
    /// Round trip, and this clock minus the other's in ms.
    samples: VecDeque<(Duration, i64)>,
    answer: Option<(u64, At, At)>,
}

impl Heartbeat {
    /// When the next ping is due.
    pub(super) fn due(&self, every: Duration) -> Duration {
        self.last.map_or(Duration::ZERO, |last| last + every)
    }

    /// A ping came.
    pub(super) fn pinged(&mut self, n: u64, at: At, now: Now) {
        self.answer = Some((n, at, now.wall));
    }

    /// Whether a ping waits for its answer.
    pub(super) fn owes_answer(&self) -> bool {
        self.answer.is_some()
    }

    /// The answer to the newest ping, once.
    pub(super) fn pong(&mut self, progress: Progress, mark: Mark) -> Option<Control> {
        self.answer.take().map(|(n, at, got)| Control::Pong { n, at, got, progress, mark })
    }

    /// A ping, when one is due.
    pub(super) fn ping(&mut self, now: Now, progress: Progress, mark: Mark) -> Control {
        self.n += 1;
        self.last = Some(now.mono);
        self.waiting.insert(self.n, now.mono);
        while self.waiting.len() > KEPT {
            self.waiting.pop_first();
        }
        Control::Ping { n: self.n, at: now.wall, progress, mark }
    }

    /// An answer came: half of the round trip lies between its clock and ours.
    pub(super) fn ponged(&mut self, n: u64, at: At, got: At, now: Now) {
        let Some(sent) = self.waiting.remove(&n) else { return };
        let middle = i64::midpoint(at.0, now.wall.0);
        self.samples.push_back((now.mono.saturating_sub(sent), middle.saturating_sub(got.0)));
        if self.samples.len() > KEPT {
            self.samples.pop_front();
        }
    }

    /// Round trip of the newest answer.
    pub(super) fn round_trip(&self) -> Option<Duration> {
        self.samples.back().map(|(trip, _)| *trip)
    }

    /// This clock minus the other's in ms, from the quickest of the last answers: the one least delayed on the way.
    pub(super) fn skew_ms(&self) -> Option<i64> {
        self.samples.iter().min_by_key(|(trip, _)| *trip).map(|(_, skew)| *skew)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(ms: u64, wall: i64) -> Now {
        Now { mono: Duration::from_millis(ms), wall: At(wall) }
    }

    /// The answerer's clock is 7 s behind; the second answer is held up for 2 s on its way back.
    #[test]
    fn the_quickest_answer_tells_the_skew() {
        let mut beat = Heartbeat::default();
        for (n, sent, back) in [(1, 0, 40), (2, 5000, 7040)] {
            let Control::Ping { at, .. } = beat.ping(now(sent, 1_000_000), Progress::default(), Mark::default()) else {
                panic!("not a ping")
            };
            let theirs = At(1_000_000 + 20 - 7000);
            beat.ponged(n, at, theirs, now(back, 1_000_000 + i64::try_from(back - sent).unwrap()));
        }
        assert_eq!(beat.skew_ms(), Some(7000));
        assert_eq!(beat.round_trip(), Some(Duration::from_millis(2040)));
    }

    #[test]
    fn an_answer_that_was_not_asked_for_or_comes_twice_counts_for_nothing() {
        let mut beat = Heartbeat::default();
        beat.ponged(1, At(0), At(i64::MIN), now(0, i64::MAX));
        assert_eq!(beat.skew_ms(), None);
        let _ping = beat.ping(now(0, 0), Progress::default(), Mark::default());
        beat.ponged(1, At(0), At(0), now(10, 10));
        beat.ponged(1, At(0), At(900), now(10, 10));
        assert_eq!(beat.skew_ms(), Some(5));
    }
}
