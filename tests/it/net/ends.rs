//! Two sessions face to face on a perfect wire.

use std::collections::BTreeSet;

use qianzhi::domain::{EventId, PostId};
use qianzhi::limits::HEARTBEAT;
use qianzhi::sync::{Action, Ended, FixBoard, Kind, Memory, Message, Poll, Report, Resume, Session, Side, Store};

use super::post::{at, ids, me, world};

/// One end: a session, its store, and what it was told.
pub(crate) struct End {
    pub(crate) session: Session,
    pub(crate) store: Memory,
    pub(crate) fixes: FixBoard,
    pub(crate) fixes_sent: u64,
    pub(crate) reports: Vec<Report>,
    /// Envelopes that came over the wire, by id, in order.
    pub(crate) came: Vec<EventId>,
    pub(crate) greeted: Option<bool>,
    /// Frames whose durability waits for the test.
    pub(crate) held_back: Option<Vec<u64>>,
}

impl End {
    pub(crate) fn new(me: qianzhi::sync::Me, side: Side, store: Memory, ms: u64) -> Self {
        let session = Session::new(me, side, at(ms), &store);
        Self {
            session,
            store,
            fixes: FixBoard::default(),
            fixes_sent: 0,
            reports: vec![],
            came: vec![],
            greeted: None,
            held_back: None,
        }
    }

    pub(crate) fn say(&mut self, ms: u64) -> Result<Option<Message>, Ended> {
        loop {
            match self.session.poll(at(ms), &self.store)? {
                Poll::Message(message) => return Ok(Some(message)),
                Poll::Again => {}
                Poll::RoomForFixes => {
                    let (fixes, upto) = self.fixes.newer(self.fixes_sent, 1);
                    self.fixes_sent = upto;
                    if let Some(message) = self.session.send_fixes(fixes) {
                        return Ok(Some(message));
                    }
                }
                Poll::Idle => return Ok(None),
            }
        }
    }

    pub(crate) fn hear(&mut self, message: &Message, ms: u64) -> Result<(), Ended> {
        for action in self.session.receive(message, at(ms), &self.store)? {
            match action {
                Action::Store { frame, events } => {
                    for held in events {
                        self.came.push(held.envelope.id());
                        self.store.append(held.envelope);
                    }
                    match &mut self.held_back {
                        Some(frames) => frames.push(frame),
                        None => self.session.stored(frame),
                    }
                }
                Action::Fixes(fixes) => fixes.into_iter().for_each(|fix| {
                    self.fixes.offer(fix, 1, None);
                }),
                Action::Greeted { resumed, .. } => self.greeted = Some(resumed),
                Action::Piece(_) | Action::Outrun(_) | Action::TellSessions | Action::Sessions(_) => {}
            }
        }
        self.reports.extend(self.session.take_reports());
        Ok(())
    }

    pub(crate) fn delivered(&self) -> BTreeSet<EventId> {
        self.reports
            .iter()
            .filter_map(|r| if let Report::Delivered { id, .. } = r { Some(*id) } else { None })
            .collect()
    }
}

pub(crate) struct Pair {
    pub(crate) console: End,
    pub(crate) hub: End,
    pub(crate) ms: u64,
    /// Everything that went over the wire.
    pub(crate) wire: Vec<Message>,
}

impl Pair {
    pub(crate) fn new(post: Option<PostId>, console: Memory, hub: Memory) -> Self {
        Self::resuming(post, console, hub, None)
    }

    pub(crate) fn resuming(post: Option<PostId>, console: Memory, hub: Memory, resume: Option<Resume>) -> Self {
        let mut ours = me(Kind::Console, 0, post);
        ours.store = console.id();
        let mut theirs = me(Kind::Hub, 0, None);
        theirs.store = hub.id();
        Self {
            console: End::new(ours, Side::Caller(resume), console, 0),
            hub: End::new(theirs, Side::Answerer, hub, 0),
            ms: 0,
            wire: vec![],
        }
    }

    /// Until both are silent.
    pub(crate) fn settle(&mut self) -> Result<(), Ended> {
        loop {
            self.ms += 1;
            let from_console = self.console.say(self.ms)?;
            let from_hub = self.hub.say(self.ms)?;
            if from_console.is_none() && from_hub.is_none() {
                self.console.reports.extend(self.console.session.take_reports());
                return Ok(());
            }
            if let Some(message) = from_console {
                self.hub.hear(&message, self.ms)?;
                self.wire.push(message);
            }
            if let Some(message) = from_hub {
                self.console.hear(&message, self.ms)?;
                self.wire.push(message);
            }
        }
    }

    pub(crate) fn heartbeat(&mut self) {
        self.ms += u64::try_from(HEARTBEAT.as_millis()).unwrap();
        self.settle().unwrap();
    }

    pub(crate) fn came(&self) -> usize {
        self.console.came.len() + self.hub.came.len()
    }

    pub(crate) fn assert_equal(&self) {
        assert_eq!(ids(&self.console.store), ids(&self.hub.store));
        assert_eq!(world(&self.console.store), world(&self.hub.store));
    }
}
