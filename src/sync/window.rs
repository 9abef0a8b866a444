//! How many bytes may be under way: as many as the other side stores within seconds.

use std::time::Duration;

use crate::limits::{FRAME_BYTES_AIM, IN_FLIGHT_BYTES_MAX, STORED_WITHIN, WINDOW_BYTES};

#[derive(Debug)]
pub(super) struct Window {
    limit: usize,
    most: usize,
    in_flight: usize,
    /// Set by the budget of a thin link, and not by how it goes: frame and all.
    kept_to: Option<(usize, usize)>,
}

impl Window {
    /// `most`: what the other side's hello allows.
    pub(super) fn new(most: u64) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX).clamp(WINDOW_BYTES.1, IN_FLIGHT_BYTES_MAX);
        Self { limit: WINDOW_BYTES.0.min(most), most, in_flight: 0, kept_to: None }
    }

    /// Keeps frames to so many bytes, and to so many under way.
    pub(super) fn keep_to(&mut self, frame: usize, under_way: usize) {
        self.kept_to = Some((frame, under_way.min(self.most)));
    }

    /// Whether so much is under way that nothing may be added, however urgent: the other side would not take it.
    pub(super) fn is_crowded(&self) -> bool {
        self.in_flight >= self.most
    }

    /// How long the next frame should be at most; `None` when the window is full. With nothing under way there is
    /// always room for one frame, of one envelope at least.
    pub(super) fn room(&self) -> Option<usize> {
        let (aim, limit) = self.kept_to.unwrap_or(((self.limit / 4).min(FRAME_BYTES_AIM), self.limit));
        let left = limit.saturating_sub(self.in_flight);
        if self.in_flight == 0 { Some(aim) } else { (left >= aim / 2).then_some(aim.min(left)) }
    }

    /// A sixteenth of what may be under way.
    pub(super) fn fraction(&self) -> usize {
        self.kept_to.map_or(self.limit / 16, |(frame, _)| frame / 4)
    }

    /// A frame of `bytes` went out.
    pub(super) fn sent(&mut self, bytes: usize) {
        self.in_flight += bytes;
    }

    /// The other side stored a frame of `bytes` after `took`.
    pub(super) fn stored(&mut self, bytes: usize, took: Duration) {
        let was = self.in_flight;
        self.in_flight = was.saturating_sub(bytes);
        // A window that was not used says nothing about what the link can carry.
        if took <= STORED_WITHIN.0 && was >= self.limit / 2 {
            self.limit = (self.limit * 2).min(self.most);
        } else if took >= STORED_WITHIN.1 {
            self.limit = (self.limit / 2).max(WINDOW_BYTES.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(window: &mut Window) -> Vec<usize> {
        let mut frames = vec![];
        while let Some(room) = window.room() {
            window.sent(room);
            frames.push(room);
        }
        frames
    }

    #[test]
    fn a_brisk_peer_gets_all_it_allows_and_a_slow_one_seconds_of_it() {
        let mut window = Window::new(u64::MAX);
        for _ in 0..10 {
            for bytes in fill(&mut window) {
                window.stored(bytes, Duration::from_millis(5));
            }
        }
        assert_eq!(window.limit, IN_FLIGHT_BYTES_MAX);
        assert!(fill(&mut window).iter().sum::<usize>() <= IN_FLIGHT_BYTES_MAX);
        for _ in 0..20 {
            window.stored(1 << 20, Duration::from_secs(30));
        }
        assert_eq!(window.limit, WINDOW_BYTES.1);
        assert!(window.room().is_some());
    }

    #[test]
    fn the_receivers_own_limit_is_kept() {
        let mut window = Window::new(10_000);
        assert!(fill(&mut window).iter().sum::<usize>() <= 10_000);
        window.stored(10_000, Duration::ZERO);
        assert!(fill(&mut window).iter().sum::<usize>() <= 10_000);
    }
}
