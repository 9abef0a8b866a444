//! What a session says next, and when it must be asked again.

use std::time::Duration;

use super::{Control, Ended, Now, Peer, Session, Side, Store};
use crate::limits::{FIXES_AFTER, HAVE_ENTRIES};
use crate::sync::frame::Progress;
use crate::sync::outbound::Fill;
use crate::sync::terms::Poll;

impl Session {
    /// The next thing to say: hello, answers, what is held, then events, positions, heartbeat.
    pub fn poll(&mut self, now: Now, store: &dyn Store) -> Result<Poll, Ended> {
        self.overdue(now)?;
        if let Some(control) = self.greeting(now) {
            return Ok(Poll::Message(control.encode()));
        }
        if self.peer.is_none() {
            return Ok(Poll::Idle);
        }
        if let Some(control) = self.answers(now, store)? {
            return Ok(Poll::Message(control.encode()));
        }
        self.events_or_fixes(now, store)
    }

    /// The next thing to say that does not wait behind a report: hello, answers, urgent events, heartbeat. What
    /// [`Session::poll`] says after this has nothing more is not urgent.
    pub fn poll_urgent(&mut self, now: Now, store: &dyn Store) -> Result<Poll, Ended> {
        self.overdue(now)?;
        if let Some(control) = self.greeting(now) {
            return Ok(Poll::Message(control.encode()));
        }
        if let Some(control) = self.prompt(now, store)? {
            return Ok(Poll::Message(control.encode()));
        }
        let Some(peer) = self.peer.as_mut().filter(|peer| peer.ready()) else { return Ok(Poll::Idle) };
        Ok(match peer.outbound.fill_urgent(store, now)? {
            Fill::Frame(message) => Poll::Message(message),
            Fill::Again => Poll::Again,
            Fill::Nothing => Poll::Idle,
        })
    }

    /// When [`Session::poll`] has something to do although nothing happens.
    pub fn wake(&self) -> Duration {
        if self.peer.is_none() { self.deadline() } else { self.beat.due(self.tempo.heartbeat).min(self.deadline()) }
    }

    /// When the other side has been silent for too long.
    pub fn deadline(&self) -> Duration {
        match &self.peer {
            None => self.began + self.tempo.hello_within,
            Some(_) => self.heard + self.tempo.silence,
        }
    }

    /// An error once [`Session::deadline`] has passed; [`Session::poll`] asks by itself.
    pub fn overdue(&self, now: Now) -> Result<(), Ended> {
        match &self.peer {
            _ if now.mono < self.deadline() => Ok(()),
            None => Err(Ended::NoHello),
            Some(_) => Err(Ended::Silent),
        }
    }

    fn greeting(&mut self, now: Now) -> Option<Control> {
        let my_turn = matches!(self.side, Side::Caller(_)) || self.peer.is_some();
        (my_turn && !self.said_hello).then(|| {
            self.said_hello = true;
            Control::Hello(self.hello(now))
        })
    }

    fn answers(&mut self, now: Now, store: &dyn Store) -> Result<Option<Control>, Ended> {
        match self.comparison(store)? {
            Some(control) => Ok(Some(control)),
            None => self.prompt(now, store),
        }
    }

    /// Short ones, which somebody waits for.
    fn prompt(&mut self, now: Now, store: &dyn Store) -> Result<Option<Control>, Ended> {
        let Some(peer) = &mut self.peer else { return Ok(None) };
        if let Some(n) = self.fixes.arrived.take() {
            return Ok(Some(Control::Fixed { n }));
        }
        if peer.inbound.answer_due() {
            return Ok(peer.inbound.answer(store.mark()?));
        }
        if self.beat.owes_answer() || now.mono >= self.beat.due(self.tempo.heartbeat) {
            let (progress, mark) = (peer.progress(), store.mark()?);
            let pong = self.beat.pong(progress, mark);
            return Ok(pong.or_else(|| Some(self.beat.ping(now, progress, mark))));
        }
        Ok(self.tell.take())
    }

    /// What is held here, and what the other side is to send whole.
    fn comparison(&mut self, store: &dyn Store) -> Result<Option<Control>, Ended> {
        let Some(peer) = &mut self.peer else { return Ok(None) };
        if let Some(have) = &mut peer.own_have {
            if let Some(part) = have.next(store)? {
                return Ok(Some(part));
            }
            peer.own_have = None;
        }
        if peer.their_have.complete() && !peer.disagreeing.is_empty() {
            peer.disagreed = true;
            return Ok(Some(Control::Want { series: take_some(peer) }));
        }
        Ok(None)
    }

    fn events_or_fixes(&mut self, now: Now, store: &dyn Store) -> Result<Poll, Ended> {
        let Some(peer) = self.peer.as_mut().filter(|peer| peer.ready()) else { return Ok(Poll::Idle) };
        if self.fixes.events_since < FIXES_AFTER {
            match peer.outbound.fill(store, now)? {
                Fill::Frame(message) => {
                    self.fixes.events_since += 1;
                    self.fixes.offered = false;
                    return Ok(Poll::Message(message));
                }
                Fill::Again => return Ok(Poll::Again),
                Fill::Nothing => {}
            }
        }
        let turn = self.fixes.events_since >= FIXES_AFTER;
        self.fixes.events_since = 0;
        if !self.fixes.under_way && !self.fixes.offered {
            self.fixes.offered = true;
            return Ok(Poll::RoomForFixes);
        }
        if turn {
            self.fixes.offered = false;
            return Ok(Poll::Again);
        }
        // Content is the least urgent of all: nothing of it moves while an event is under way.
        if let Some(most) = peer.outbound.spare(store.head())
            && let Some(message) = self.contents.next(store, &peer.streams, most, now.mono)?
        {
            return Ok(Poll::Message(message));
        }
        self.fixes.offered = false;
        Ok(Poll::Idle)
    }
}

impl Peer {
    /// Until this side knows what the other lacks, it has passed nothing.
    fn progress(&self) -> Progress {
        if self.ready() { self.outbound.progress() } else { Progress::default() }
    }
}

/// One frame of them.
fn take_some(peer: &mut Peer) -> Vec<super::SeriesName> {
    let some: Vec<_> = peer.disagreeing.iter().copied().take(HAVE_ENTRIES).collect();
    peer.disagreeing.retain(|series| !some.contains(series));
    some
}
