//! Reading again what was written long ago, while the journal runs: a disk loses bits in silence, and what is damaged can
//! be mended only as long as somebody else still has it. On the keeper's thread, a window at a time, from the disk and not
//! from memory; neither the writer nor a reader waits for it.

use std::collections::BTreeSet;
use std::io;
use std::time::{Duration, Instant};

use super::index::Segment;
use super::record::RecordRef;
use super::segment::RECORDS_BEGIN;
use super::shared::Shared;
use super::snapshot::set_aside_from;
use super::window::Window;
use crate::clock::monotonic;
use crate::limits::{SCAN_WINDOW_BYTES, SCRUB_EVERY, SCRUB_STEP};
use crate::text::tell::both;

/// How fast sealed segments are read again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scrub {
    /// Between two rounds, and before the first: the opening has read them, or soon will.
    pub every: Duration,
    /// Between two windows of one round.
    pub step: Duration,
}

impl Default for Scrub {
    fn default() -> Self {
        Self { every: SCRUB_EVERY, step: SCRUB_STEP }
    }
}

/// A segment that is read again, part by part.
#[derive(Debug)]
pub(super) struct Again {
    number: u64,
    offset: u64,
    last: u64,
}

/// What a part shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// It is sound, and there is more.
    Sound,
    /// It was the last one.
    End,
    /// It is not what was written: the record behind this one, or its place.
    Damaged(u64),
}

impl Again {
    /// From the beginning.
    pub(super) fn of(segment: &Segment) -> Self {
        let last = segment.header.first.saturating_sub(1);
        Self { number: segment.header.number, offset: RECORDS_BEGIN, last }
    }

    /// Reads on by about a window, towards `end`, where the segment's last record ends.
    pub(super) fn part(&mut self, segment: &Segment, end: u64) -> io::Result<Part> {
        segment.body.cool(self.offset, SCAN_WINDOW_BYTES as u64);
        let mut window = Window::new(&segment.body, segment.header.seed());
        let until = end.min(self.offset + SCAN_WINDOW_BYTES as u64);
        while self.offset < until {
            let record = window.frame_at(self.offset)?;
            let good = record.filter(|frame| RecordRef::read(frame).is_ok_and(|record| record.number > self.last));
            let Some(frame) = good else { return Ok(Part::Damaged(self.last)) };
            self.last = frame.number;
            self.offset += frame.len() as u64;
        }
        Ok(match self.offset.cmp(&end) {
            std::cmp::Ordering::Less => Part::Sound,
            std::cmp::Ordering::Equal => Part::End,
            std::cmp::Ordering::Greater => Part::Damaged(self.last),
        })
    }
}

/// Says what a part came to; whether the segment needs no more reading.
pub(super) fn tell(shared: &Shared, segment: &Segment, part: io::Result<Part>) -> bool {
    let path = segment.path.display();
    match part {
        Ok(Part::Sound) => return false,
        Ok(Part::End) => {}
        Ok(Part::Damaged(last)) => {
            // No snapshot that covers it is used again: the next opening reads the segments and mends them.
            set_aside_from(&shared.dir, last + 1);
            let at = last + 1;
            shared.find(both!(
                "{path}: 第 {at} 条或下一条之前损坏; 重新启动即从查询库或平台补上",
                "{path}: damaged at record {at} or before the next; start again to mend it from the store or a hub"
            ));
        }
        Err(error) => shared.find(both!("{path}: 读不出: {0}", "{path}: cannot be read: {0}", error)),
    }
    true
}

/// Rounds over the sealed segments.
#[derive(Debug)]
pub(super) struct Rounds {
    pace: Scrub,
    /// The segment that is next; 0 between two rounds.
    next: u64,
    at: Option<Again>,
    /// When the next step is due.
    due: Instant,
    /// Segments of which it was said what is wrong with them.
    told: BTreeSet<u64>,
}

impl Rounds {
    pub(super) fn new(pace: Scrub) -> Self {
        Self { pace, next: 0, at: None, due: monotonic() + pace.every, told: BTreeSet::new() }
    }

    /// How long it rests until the next step.
    pub(super) fn left(&self) -> Duration {
        self.due.saturating_duration_since(monotonic())
    }

    /// Makes the next step, when it is due.
    pub(super) fn look(&mut self, shared: &Shared) {
        if self.left().is_zero() && !shared.keeper.stopped() {
            self.step(shared);
            self.due = monotonic() + if self.next > 0 { self.pace.step } else { self.pace.every };
        }
    }

    /// Reads the next part of a sealed segment; a round ends with the newest of them.
    fn step(&mut self, shared: &Shared) {
        let Some((segment, end)) = sealed(shared, self.next, &self.told) else {
            (self.next, self.at) = (0, None);
            return;
        };
        let number = segment.header.number;
        let mut again = self.at.take().filter(|at| at.number == number).unwrap_or_else(|| Again::of(&segment));
        let part = again.part(&segment, end);
        if !matches!(part, Ok(Part::Sound | Part::End)) {
            self.told.insert(number);
        }
        let done = tell(shared, &segment, part);
        (self.next, self.at) = if done { (number + 1, None) } else { (number, Some(again)) };
    }
}

/// The first sealed segment from this number on of which nothing was said, and where its last record ends.
fn sealed(shared: &Shared, from: u64, told: &BTreeSet<u64>) -> Option<(Segment, u64)> {
    let index = shared.index();
    let (_, sealed) = index.segments().split_last()?;
    let wanted = |segment: &Segment| segment.header.number >= from && !told.contains(&segment.header.number);
    let (place, segment) = sealed.iter().enumerate().find(|(_, segment)| wanted(segment))?;
    let end = index.ends().get(&place).copied().unwrap_or(RECORDS_BEGIN);
    Some((segment.clone(), end))
}
