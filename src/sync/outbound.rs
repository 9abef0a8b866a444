//! This side's events on their way out: a cursor into the store, and what is under way.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::is_doubled;
use super::frame::{ENTRY_HEAD, EVENTS_HEAD, EventsWriter, Message, Progress, SeriesName, Why};
use super::store::{Held, Store, StoreError};
use super::terms::Now;
use super::urgency::urgent;
use super::window::Window;
use crate::domain::{EventId, PostId, Realm, Seen, Stream};
use crate::envelope::Header;
use crate::limits::{
    AHEAD_RUNS_KEPT, CONTENT_PIECE, FRAME_EVENTS_MAX, HAVE_ENTRIES, HAVE_FRAMES, REVIEWS_MAX, SCAN, SENT_AHEAD_MAX,
};

/// Below this backlog one or two frames carry everything anyway, and nothing is looked for ahead.
const BACKLOG_WORTH_SORTING: u64 = 4;

/// What became of an event this post wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Report {
    /// The other side holds it durably.
    Delivered {
        /// Its arrival number here.
        number: u64,
        /// Which.
        id: EventId,
    },
    /// The other side will not take it.
    Parked {
        /// Its arrival number here.
        number: u64,
        /// Which.
        id: EventId,
        /// Why.
        why: Why,
    },
}

/// What [`Outbound::fill`] came to.
pub(super) enum Fill {
    /// A frame of events.
    Frame(Message),
    /// There is more to look at.
    Again,
    /// Everything was looked at, or nothing more may be under way now.
    Nothing,
}

#[derive(Debug)]
struct Sent {
    bytes: usize,
    at: std::time::Duration,
    /// Everything up to here was sent or left out before this frame.
    through_before: u64,
    /// Index in the frame, number and id of what this post wrote.
    own: Vec<(u16, u64, EventId)>,
    /// Numbers of those sent before their turn.
    ahead: Vec<u64>,
}

#[derive(Debug)]
pub(super) struct Outbound {
    realm: Realm,
    post: Option<PostId>,
    streams: BTreeSet<Stream>,
    /// What the other side said it has or sent here.
    pub(super) has: BTreeMap<SeriesName, Seen>,
    /// Of this post's own events, those that are the same on the other side: a place that is taken there may be
    /// taken by another event.
    proved: BTreeMap<SeriesName, Seen>,
    /// To be sent whatever `has` says.
    whole: BTreeSet<SeriesName>,
    /// Of these, what was passed over before they were asked for: up to that number. In this pass over the store, and
    /// in the next one, which begins when this one is through: nobody can make it begin again and again.
    review: BTreeMap<SeriesName, u64>,
    later: BTreeMap<SeriesName, u64>,
    reviews: u32,
    /// Of these the other side has every fork that was here when the two were compared: up to that number.
    same_forks: BTreeMap<SeriesName, u64>,
    /// The next number to look at.
    next: u64,
    /// Up to here everything was offered once; only `review` is offered again.
    reviewed: u64,
    /// The next number to look at for urgent ones, and those sent before their turn.
    ahead_next: u64,
    ahead: BTreeSet<u64>,
    /// Of those, what the other side holds.
    ahead_stored: Seen,
    frame: u64,
    under_way: BTreeMap<u64, Sent>,
    window: Window,
    reports: Vec<Report>,
}

/// What happens to an event when its turn comes.
#[derive(PartialEq, Eq)]
enum Verdict {
    Send,
    /// After this one, the first under the same sequence.
    AfterThe(Box<Held>),
    Skip,
}

/// A frame being filled.
struct Filling {
    frame: EventsWriter,
    aim: usize,
    own: Vec<(u16, u64, EventId)>,
    ahead: Vec<u64>,
    /// Events looked at.
    looked: usize,
}

impl Filling {
    fn new(aim: usize) -> Self {
        Self { frame: EventsWriter::new(), aim, own: Vec::new(), ahead: Vec::new(), looked: 0 }
    }

    fn fits(&self, held: &Held, aim: usize) -> bool {
        let size = ENTRY_HEAD + held.envelope.bytes().len();
        // One place stays free for the first of a pair.
        self.frame.entries() == 0 || (self.frame.len() + size <= aim && self.frame.entries() < FRAME_EVENTS_MAX - 1)
    }
}

impl Outbound {
    pub(super) fn new(realm: Realm, post: Option<PostId>, streams: BTreeSet<Stream>, window: u64) -> Self {
        Self {
            realm,
            post,
            streams,
            has: BTreeMap::new(),
            proved: BTreeMap::new(),
            whole: BTreeSet::new(),
            review: BTreeMap::new(),
            later: BTreeMap::new(),
            reviews: 0,
            same_forks: BTreeMap::new(),
            next: 1,
            reviewed: 0,
            ahead_next: 1,
            ahead: BTreeSet::new(),
            ahead_stored: Seen::default(),
            frame: 0,
            under_way: BTreeMap::new(),
            window: Window::new(window),
            reports: Vec::new(),
        }
    }

    /// Everything up to `through` is with the other side.
    pub(super) fn start(&mut self, through: u64, ahead: &[(u64, u64)]) {
        self.next = through.saturating_add(1);
        let most = SENT_AHEAD_MAX;
        self.ahead.extend(ahead.iter().flat_map(|(first, last)| *first..=*last).take(most));
        self.ahead.iter().for_each(|number| {
            self.ahead_stored.insert(*number);
        });
    }

    /// Keeps frames to so many bytes, and to so many under way.
    pub(super) fn keep_to(&mut self, frame: usize, under_way: usize) {
        self.window.keep_to(frame, under_way);
    }

    /// What the other side holds beyond [`Outbound::gave`], the newest runs of it.
    pub(super) fn gave_ahead(&self) -> Vec<(u64, u64)> {
        let gave = self.gave();
        let beyond = |(first, last): (u64, u64)| (last > gave).then(|| (first.max(gave + 1), last));
        let mut runs: Vec<(u64, u64)> = self.ahead_stored.ranges().filter_map(beyond).collect();
        let older = runs.len().saturating_sub(AHEAD_RUNS_KEPT);
        runs.drain(..older);
        runs
    }

    /// These series are sent whole, also what was passed over before; `false` when they are too many, or too often
    /// some more.
    pub(super) fn send_whole(&mut self, series: impl IntoIterator<Item = SeriesName>) -> bool {
        let offered = self.reviewed.max(self.next - 1);
        for name in series.into_iter().filter(|s| self.streams.contains(&s.stream)) {
            if self.whole.insert(name) && offered > 0 {
                self.later.insert(name, offered);
            }
        }
        self.whole.len() <= HAVE_ENTRIES * HAVE_FRAMES as usize && (self.later.is_empty() || self.reviews < REVIEWS_MAX)
    }

    /// Begins the next pass over what was passed over; `false` when none is due.
    fn begin_review(&mut self) -> bool {
        if self.later.is_empty() || self.reviews >= REVIEWS_MAX {
            return false;
        }
        self.reviews += 1;
        self.review = std::mem::take(&mut self.later);
        self.reviewed = self.reviewed.max(self.next - 1);
        self.next = 1;
        true
    }

    /// The other side has exactly what is here in these ranges of this post's own series.
    pub(super) fn is_proved(&mut self, ranges: impl IntoIterator<Item = (SeriesName, u64, u64)>) {
        for (name, first, last) in ranges {
            self.proved.entry(name).or_default().insert_range(first, last);
        }
    }

    /// The other side sent these events: those of this post's own that are the same here need not go back. Returns the
    /// own series of which there came what is not here.
    pub(super) fn came(&mut self, store: &dyn Store, events: &[Held]) -> Result<BTreeSet<SeriesName>, StoreError> {
        let mut outrun = BTreeSet::new();
        for held in events {
            let header = held.envelope.header();
            if self.post != Some(header.post) {
                continue;
            }
            let name = name_of(&header);
            let here = store.find(&name.within(&self.realm), header.seq)?;
            if here.iter().all(|known| known.envelope.id() == held.envelope.id()) {
                self.is_proved([(name, header.seq, header.seq)]);
            }
            if !here.iter().any(|known| known.envelope.id() == held.envelope.id()) {
                outrun.insert(name);
            }
        }
        Ok(outrun)
    }

    /// The other side has the same forks of these series, as of the event under number `upto`.
    pub(super) fn skip_forks(&mut self, series: Vec<SeriesName>, upto: u64) {
        self.same_forks.extend(series.into_iter().map(|name| (name, upto)));
    }

    /// The other side stored frames.
    pub(super) fn stored(&mut self, frames: &[(u64, u64)], refused: &[(u64, u16, Why)], now: Now) {
        for (first, last) in frames.iter().filter(|(first, last)| first <= last) {
            let stored: Vec<u64> = self.under_way.range(first..=last).map(|(frame, _)| *frame).collect();
            for frame in stored {
                let Some(sent) = self.under_way.remove(&frame) else { continue };
                self.window.stored(sent.bytes, now.mono.saturating_sub(sent.at));
                sent.ahead.iter().for_each(|number| {
                    self.ahead_stored.insert(*number);
                });
                self.reports.extend(sent.own.into_iter().map(|(index, number, id)| {
                    match refused.iter().find(|(f, i, _)| (*f, *i) == (frame, index)) {
                        Some((_, _, why)) => Report::Parked { number, id, why: *why },
                        None => Report::Delivered { number, id },
                    }
                }));
            }
        }
    }

    /// The next frame of events, urgent ones first, but never all of it while others wait.
    pub(super) fn fill(&mut self, store: &dyn Store, now: Now) -> Result<Fill, StoreError> {
        let head = store.head();
        if self.next > head && !self.begin_review() {
            return Ok(Fill::Nothing);
        }
        let Some(aim) = self.window.room() else { return Ok(Fill::Nothing) };
        let through_before = self.through();
        let mut filling = Filling::new(aim);
        if head - self.next >= BACKLOG_WORTH_SORTING {
            self.take_urgent(store, head, &mut filling)?;
        }
        self.take_in_turn(store, head, &mut filling)?;
        if filling.frame.entries() == 0 {
            return Ok(if self.next <= head || !self.later.is_empty() { Fill::Again } else { Fill::Nothing });
        }
        Ok(Fill::Frame(self.send(filling, through_before, now)))
    }

    /// A frame of the next urgent event alone, before its turn and whatever else is under way; [`Fill::Again`] until
    /// all that waits was looked through. For links on which every frame counts.
    pub(super) fn fill_urgent(&mut self, store: &dyn Store, now: Now) -> Result<Fill, StoreError> {
        let head = store.head();
        if self.next > head || self.window.is_crowded() {
            return Ok(Fill::Nothing);
        }
        let through_before = self.through();
        let mut filling = Filling::new(0);
        self.take_urgent(store, head, &mut filling)?;
        if filling.frame.entries() > 0 {
            return Ok(Fill::Frame(self.send(filling, through_before, now)));
        }
        let is_seen = self.ahead_next > head || self.ahead.len() >= SENT_AHEAD_MAX;
        Ok(if is_seen { Fill::Nothing } else { Fill::Again })
    }

    fn send(&mut self, filling: Filling, through_before: u64, now: Now) -> Message {
        self.frame += 1;
        let message = filling.frame.finish(self.frame, self.through());
        let bytes = message.len();
        self.window.sent(bytes);
        let Filling { own, ahead, .. } = filling;
        self.under_way.insert(self.frame, Sent { bytes, at: now.mono, through_before, own, ahead });
        message
    }

    fn take_urgent(&mut self, store: &dyn Store, head: u64, filling: &mut Filling) -> Result<(), StoreError> {
        // A quarter is left to those whose turn it is.
        let aim = EVENTS_HEAD + (filling.aim.saturating_sub(EVENTS_HEAD)) / 4 * 3;
        self.ahead_next = self.ahead_next.max(self.next).max(self.reviewed + 1);
        while filling.looked < SCAN.0 && self.ahead.len() < SENT_AHEAD_MAX {
            let some = store.read(self.ahead_next, SCAN.0 - filling.looked, SCAN.1)?;
            if some.is_empty() {
                // The end of the store is missing: there is nothing up to its head.
                self.ahead_next = self.ahead_next.max(head + 1);
                break;
            }
            for held in some {
                filling.looked += 1;
                let header = held.envelope.header();
                let name = name_of(&header);
                let fresh = !self.ahead.contains(&held.number) && !self.peer_has(name, header.seq);
                let wanted = fresh && urgent(header.payload) && self.streams.contains(&name.stream);
                // One of two under one sequence goes in its turn, with the other.
                if wanted && !is_doubled(store, name, &self.realm, header.seq) {
                    if !filling.fits(&held, aim) {
                        return Ok(());
                    }
                    self.ahead.insert(held.number);
                    filling.ahead.push(held.number);
                    self.push(filling, &held);
                }
                self.ahead_next = held.number + 1;
            }
        }
        Ok(())
    }

    fn take_in_turn(&mut self, store: &dyn Store, head: u64, filling: &mut Filling) -> Result<(), StoreError> {
        let mut looked = 0;
        while looked < SCAN.0 {
            let some = store.read(self.next, SCAN.0 - looked, if looked == 0 { filling.aim } else { SCAN.1 })?;
            if some.is_empty() {
                self.next = self.next.max(head + 1);
                break;
            }
            for held in some {
                looked += 1;
                let verdict = self.judge(store, &held)?;
                if verdict != Verdict::Skip && !filling.fits(&held, filling.aim) {
                    return Ok(());
                }
                if let Verdict::AfterThe(first) = &verdict {
                    self.push(filling, first);
                }
                if verdict != Verdict::Skip {
                    self.push(filling, &held);
                }
                self.ahead.remove(&held.number);
                self.next = held.number + 1;
            }
        }
        Ok(())
    }

    /// Whether the event whose turn it is goes out.
    fn judge(&mut self, store: &dyn Store, held: &Held) -> Result<Verdict, StoreError> {
        let header = held.envelope.header();
        let name = name_of(&header);
        if !self.streams.contains(&name.stream) || self.ahead.contains(&held.number) {
            return Ok(Verdict::Skip);
        }
        if held.number <= self.reviewed {
            let passed_over = self.review.get(&name).is_some_and(|upto| held.number <= *upto);
            return Ok(if passed_over { Verdict::Send } else { Verdict::Skip });
        }
        if self.whole.contains(&name) {
            return Ok(Verdict::Send);
        }
        // Before what the other side has: in a session that goes on from a token nobody knows that, and the first of
        // two may have been passed over in the session before.
        let known_fork = self.same_forks.get(&name).is_some_and(|upto| held.number <= *upto);
        if !known_fork && is_doubled(store, name, &self.realm, header.seq) {
            return self.send_both(store, held, name);
        }
        if !self.peer_has(name, header.seq) {
            return Ok(Verdict::Send);
        }
        if self.post != Some(header.post) {
            return Ok(Verdict::Skip);
        }
        // Nothing of one's own counts as delivered because its place is taken there.
        if !self.proved.get(&name).is_some_and(|seen| seen.contains(header.seq)) {
            return Ok(Verdict::Send);
        }
        self.reports.push(Report::Delivered { number: held.number, id: held.envelope.id() });
        Ok(Verdict::Skip)
    }

    /// Two events under one sequence: the other side has one, nobody here knows which. Both go out; when it is the
    /// turn of the second, the first may have been passed over as known.
    fn send_both(&self, store: &dyn Store, held: &Held, name: SeriesName) -> Result<Verdict, StoreError> {
        let there = store.find(&name.within(&self.realm), held.envelope.header().seq)?;
        Ok(match there.as_slice() {
            [first, second, ..] if second.number == held.number => Verdict::AfterThe(Box::new(first.clone())),
            _ => Verdict::Send,
        })
    }

    fn push(&self, filling: &mut Filling, held: &Held) {
        if self.post == Some(held.envelope.header().post) {
            let index = u16::try_from(filling.frame.entries()).unwrap_or(u16::MAX);
            filling.own.push((index, held.number, held.envelope.id()));
        }
        filling.frame.push(held.number, held.envelope.bytes());
    }

    fn peer_has(&self, name: SeriesName, seq: u64) -> bool {
        self.has.get(&name).is_some_and(|seen| seen.contains(seq))
    }

    /// Forgets what the other side has, once everything was looked at: what it sends from now on is noted anew.
    pub(super) fn forget_when_idle(&mut self, head: u64) {
        if self.next > head && self.under_way.is_empty() && self.later.is_empty() {
            self.has.clear();
            self.proved.clear();
            self.whole.clear();
            self.same_forks.clear();
        }
    }

    /// How many bytes of something less urgent may go out now; `None` while an event waits or is under way.
    pub(super) fn spare(&self, head: u64) -> Option<usize> {
        let idle = self.next > head && self.under_way.is_empty() && self.later.is_empty();
        idle.then(|| self.window.fraction().clamp(CONTENT_PIECE.0, CONTENT_PIECE.1))
    }

    /// Everything up to here was sent or left out. Does not go back while series are sent whole.
    pub(super) fn through(&self) -> u64 {
        self.next - 1
    }

    /// Last frame and through.
    pub(super) fn progress(&self) -> Progress {
        Progress { frame: self.frame, through: self.through() }
    }

    /// Everything up to here is with the other side.
    pub(super) fn gave(&self) -> u64 {
        self.under_way.first_key_value().map_or(self.through(), |(_, sent)| sent.through_before.min(self.through()))
    }

    pub(super) fn take_reports(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.reports)
    }
}

fn name_of(header: &Header<'_>) -> SeriesName {
    SeriesName { post: header.post, inc: header.incarnation, stream: header.stream }
}
