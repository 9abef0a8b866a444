//! The records of a review: which events they are, as one hash that anybody who has the log can make again.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::{At, Span};
use crate::domain::{ContentHash, EventId, Fact, Gap, PostId, Seen, Stream};
use crate::envelope::{Envelope, content_hash};
use crate::limits::{AAR_ENTRIES_OFFERED, AAR_GAP_MINUTES, AAR_GAPS_MAX};

/// What the records come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Records {
    /// SHA-256 over the sorted ids of the events: a function of the set of them.
    pub hash: ContentHash,
    /// How many events.
    pub events: u32,
    /// Those of them that name a person as their source.
    pub sourced: u32,
    /// Those that do not, the earliest first; no more than a paper lists.
    pub unsourced: Vec<EventId>,
    /// The longest stretches in which nothing was recorded, the earliest first.
    pub gaps: Vec<Gap>,
    /// Events that are known to be missing: holes in series.
    pub missing: u32,
}

/// Takes a log event by event, in any order, each any number of times.
#[derive(Clone, Debug)]
pub struct Gatherer {
    from: At,
    to: At,
    ids: BTreeSet<EventId>,
    sourced: BTreeSet<EventId>,
    unsourced: BTreeSet<(At, EventId)>,
    times: BTreeSet<At>,
    series: BTreeMap<(PostId, u64, Stream), Seen>,
}

impl Gatherer {
    /// Of what was recorded from one moment to another, both included.
    pub fn new(from: At, to: At) -> Self {
        let (ids, sourced, unsourced) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (times, series) = (BTreeSet::new(), BTreeMap::new());
        Self { from, to, ids, sourced, unsourced, times, series }
    }

    /// Takes an event. Every one counts for what is missing; positions are a stream beside the records, and what only a
    /// drill's controllers have is none of them, so that a seal is the same at every post.
    pub fn take(&mut self, envelope: &Envelope) {
        let header = envelope.header();
        if header.stream != Stream::Open {
            return;
        }
        let series = self.series.entry((header.post, header.incarnation, header.stream)).or_default();
        series.insert(header.seq);
        if header.recorded < self.from || header.recorded > self.to {
            return;
        }
        let event = envelope.event();
        if matches!(event.fact, Fact::PositionReported(_) | Fact::TrackLogged(_)) {
            return;
        }
        let told = if let Fact::EntryLogged(entry) = &event.fact { entry.source.as_str() } else { "" };
        if !event.actor.is_empty() || !told.is_empty() {
            self.sourced.insert(event.id);
        } else {
            self.unsourced.insert((event.recorded, event.id));
        }
        self.ids.insert(event.id);
        self.times.insert(event.recorded);
    }

    /// What they come to.
    pub fn records(&self) -> Records {
        let bytes: Vec<u8> = self.ids.iter().flat_map(|id| id.0).collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let holes: u64 = self.series.values().map(|seen| seen.last().saturating_sub(seen.count())).sum();
        Records {
            hash: content_hash(&bytes),
            events: count(self.ids.len()),
            sourced: count(self.sourced.len()),
            unsourced: self.unsourced.iter().map(|(_, id)| *id).take(AAR_ENTRIES_OFFERED).collect(),
            gaps: self.gaps(),
            missing: u32::try_from(holes).unwrap_or(u32::MAX),
        }
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = self
            .times
            .iter()
            .zip(self.times.iter().skip(1))
            .filter(|(before, after)| **after - **before > Span::minutes(AAR_GAP_MINUTES))
            .map(|(from, to)| Gap { from: *from, to: *to })
            .collect();
        gaps.sort_by_key(|gap| (std::cmp::Reverse(gap.to - gap.from), gap.from));
        gaps.truncate(AAR_GAPS_MAX);
        gaps.sort();
        gaps
    }
}
