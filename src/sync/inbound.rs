//! Frames of events from the other side: verified, handed to the journal, answered when durable.

use std::collections::{BTreeMap, BTreeSet};

use super::ended::Ended;
use super::frame::{Control, Events, Progress, SeriesName, Why};
use super::store::{Held, Mark};
use super::terms::Me;
use crate::domain::Seen;
use crate::envelope::{Envelope, Rejected};
use crate::limits::{
    AHEAD_RUNS_TOLD, FRAME_BYTES_MAX, FRAMES_AHEAD_MAX, IN_FLIGHT_BYTES_MAX, REFUSALS_WAITING_MAX, SENT_AHEAD_MAX,
};

/// Envelopes that were not taken, by reason: counted and shown, never in silence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Exceptions {
    /// Not an envelope.
    pub malformed: u64,
    /// Not signed by the post it names.
    pub signature: u64,
    /// Of another realm.
    pub realm: u64,
    /// Of a stream that is not held here.
    pub stream: u64,
}

impl Exceptions {
    /// All of them.
    pub fn total(self) -> u64 {
        self.malformed + self.signature + self.realm + self.stream
    }

    /// These and those.
    #[must_use]
    pub fn plus(self, more: Self) -> Self {
        Self {
            malformed: self.malformed + more.malformed,
            signature: self.signature + more.signature,
            realm: self.realm + more.realm,
            stream: self.stream + more.stream,
        }
    }

    fn count(&mut self, why: Why) {
        match why {
            Why::Malformed => self.malformed += 1,
            Why::Signature => self.signature += 1,
            Why::Realm => self.realm += 1,
            Why::Stream => self.stream += 1,
        }
    }
}

/// Index in its frame, and why.
type Refusals = Vec<(u16, Why)>;

/// What came from the other side.
#[derive(Debug, Default)]
pub(super) struct Inbound {
    /// Frames that arrived, and those that are durable.
    arrived: Seen,
    durable: Seen,
    /// Frames that wait for the journal.
    waiting: BTreeMap<u64, Waiting>,
    waiting_bytes: usize,
    /// Answers to be sent: frames without and with refusals.
    clean: Seen,
    refused: BTreeMap<u64, Refusals>,
    /// Through of frames and heartbeats that may not count yet, by frame.
    throughs: BTreeMap<u64, u64>,
    /// Everything meant for this side up to here, in the other's numbers, is durable here.
    got: u64,
    /// Beyond that, what is durable here of events that came before their turn.
    ahead: BTreeSet<u64>,
    exceptions: Exceptions,
}

/// A frame that waits for the journal.
#[derive(Debug)]
struct Waiting {
    bytes: usize,
    refusals: Refusals,
    /// The other's numbers of events that came before their turn.
    ahead: Vec<u64>,
}

impl Inbound {
    /// Goes on from `got`, and from what came ahead of it.
    pub(super) fn start(&mut self, got: u64, ahead: &[(u64, u64)]) {
        self.got = self.got.max(got);
        self.ahead.extend(ahead.iter().flat_map(|(first, last)| *first..=*last).take(SENT_AHEAD_MAX));
    }

    /// What is durable here beyond `got` and up to `upto`, in runs: the newest few of them.
    pub(super) fn got_ahead(&self, got: u64, upto: u64) -> Vec<(u64, u64)> {
        let mut runs = Seen::default();
        for number in self.ahead.iter().filter(|number| (got + 1..=upto).contains(*number)) {
            runs.insert(*number);
        }
        let mut runs: Vec<(u64, u64)> = runs.ranges().collect();
        runs.drain(..runs.len().saturating_sub(AHEAD_RUNS_TOLD));
        runs
    }

    /// A frame: what of it the journal should take. `None` when the frame was here before.
    pub(super) fn take(
        &mut self,
        me: &Me,
        bytes: usize,
        events: &Events<'_>,
        has: &mut BTreeMap<SeriesName, Seen>,
    ) -> Result<Option<Vec<Held>>, Ended> {
        if events.frame > self.arrived.contiguous() + FRAMES_AHEAD_MAX {
            return Err(Ended::TooMuch);
        }
        if !self.arrived.insert(events.frame) {
            // Its answer may have been lost with the order of things; it is said again.
            if self.durable.contains(events.frame) {
                self.clean.insert(events.frame);
            }
            return Ok(None);
        }
        self.waiting_bytes += bytes;
        if self.waiting_bytes > IN_FLIGHT_BYTES_MAX + FRAME_BYTES_MAX || self.refused.len() > REFUSALS_WAITING_MAX {
            return Err(Ended::TooMuch);
        }
        let mut refusals = Refusals::new();
        let (mut taken, mut ahead) = (Vec::with_capacity(events.entries.len()), Vec::new());
        let all: Vec<&[u8]> = events.entries.iter().map(|(_, bytes)| bytes.as_ref()).collect();
        let verified = Envelope::verify_all(&all);
        for (index, ((number, _), verified)) in (0..).zip(events.entries.iter().zip(verified)) {
            match admit(me, verified) {
                Ok((envelope, series)) => {
                    has.entry(series).or_default().insert(envelope.header().seq);
                    if *number > events.through {
                        ahead.push(*number);
                    }
                    taken.push(Held { number: *number, envelope });
                }
                Err(why) => {
                    self.exceptions.count(why);
                    refusals.push((index, why));
                }
            }
        }
        self.throughs.insert(events.frame, events.through);
        self.waiting.insert(events.frame, Waiting { bytes, refusals, ahead });
        if taken.is_empty() {
            self.stored(events.frame);
        }
        Ok(Some(taken))
    }

    /// The journal made a frame durable.
    pub(super) fn stored(&mut self, frame: u64) {
        let Some(Waiting { bytes, refusals, ahead }) = self.waiting.remove(&frame) else { return };
        self.waiting_bytes -= bytes;
        let room = SENT_AHEAD_MAX.saturating_sub(self.ahead.len());
        self.ahead.extend(ahead.into_iter().take(room));
        self.durable.insert(frame);
        if refusals.is_empty() {
            self.clean.insert(frame);
        } else {
            self.refused.insert(frame, refusals);
        }
        self.advance();
    }

    /// The other side says how far it is.
    pub(super) fn progress(&mut self, progress: Progress) {
        if progress.frame <= self.arrived.contiguous() + FRAMES_AHEAD_MAX {
            let through = self.throughs.entry(progress.frame).or_default();
            *through = (*through).max(progress.through);
            self.advance();
        }
    }

    fn advance(&mut self) {
        let all = self.durable.contiguous();
        while let Some(first) = self.throughs.first_entry().filter(|first| *first.key() <= all) {
            self.got = self.got.max(first.remove());
        }
        if self.ahead.first().is_some_and(|first| *first <= self.got) {
            self.ahead = self.ahead.split_off(&self.got.saturating_add(1));
        }
    }

    /// The next answer, when one is due: frames without refusals together, others one by one.
    pub(super) fn answer(&mut self, mark: Mark) -> Option<Control> {
        if let Some((frame, refusals)) = self.refused.pop_first() {
            let refused = refusals.into_iter().map(|(index, why)| (frame, index, why)).collect();
            return Some(Control::Stored { frames: vec![(frame, frame)], refused, mark });
        }
        let frames: Vec<(u64, u64)> = std::mem::take(&mut self.clean).ranges().collect();
        (!frames.is_empty()).then(|| Control::Stored { frames, refused: Vec::new(), mark })
    }

    /// Whether [`Inbound::answer`] has one.
    pub(super) fn answer_due(&self) -> bool {
        !self.refused.is_empty() || self.clean.count() > 0
    }

    /// See the field.
    pub(super) fn got(&self) -> u64 {
        self.got
    }

    /// Whether everything that arrived is durable.
    pub(super) fn quiet(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn exceptions(&self) -> Exceptions {
        self.exceptions
    }
}

/// One envelope from outside: signed by its post, of this realm, of a stream this side holds.
fn admit(me: &Me, verified: Result<Envelope, Rejected>) -> Result<(Envelope, SeriesName), Why> {
    let envelope = verified.map_err(|rejected| match rejected {
        Rejected::Malformed(_) | Rejected::Key(_) => Why::Malformed,
        Rejected::Signature(_) => Why::Signature,
    })?;
    let series = envelope.header().series().map_err(|_| Why::Realm)?;
    if series.realm != me.realm {
        return Err(Why::Realm);
    }
    if !me.streams.contains(&series.stream) {
        return Err(Why::Stream);
    }
    let name = SeriesName::of(&series);
    Ok((envelope, name))
}
