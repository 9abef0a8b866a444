//! Posts and hubs in one thread, under a seed: everything that happens to them, and what must hold at the end.

use std::collections::BTreeSet;

use qianzhi::domain::EventId;
use qianzhi::journal::bundle::BundleError;
use qianzhi::journal::{JournalError, Scribe};
use qianzhi::sync::desk::{Said, ToStore, hear, say, stored};
use qianzhi::sync::{Ended, Kind, Message, Replica, Report, Session, Side};
use tempfile::TempDir;

use super::disk::Death;
use super::line::{Half, Line, Manner, Tap};
use super::node::Node;
use super::{Broken, Tally};
use crate::it::fold::dice::Dice;

/// Things that happen before everything is mended.
const STEPS: u32 = 1000;

pub(super) struct Town {
    pub(super) dice: Dice,
    pub(super) ms: u64,
    pub(super) manner: Manner,
    pub(super) broken: Broken,
    pub(super) nodes: Vec<Node>,
    pub(super) consoles: usize,
    pub(super) lines: Vec<Line>,
    pub(super) mended: bool,
    /// When something last moved.
    pub(super) moved: u64,
    pub(super) written: BTreeSet<EventId>,
    /// Acknowledged, and lost with the only disk that had them.
    pub(super) lost: BTreeSet<EventId>,
    pub(super) tally: Tally,
    pub(super) root: TempDir,
}

/// A run to its end: what was seen, or what does not hold.
pub(super) fn run(seed: u64, broken: Broken) -> Result<Tally, String> {
    let mut town = Town::new(seed, broken);
    for _ in 0..STEPS {
        town.step()?;
    }
    town.mend()?;
    town.judge()?;
    town.write_once_more()?;
    town.judge()?;
    town.read_back()?;
    Ok(town.tally)
}

impl Town {
    fn new(seed: u64, broken: Broken) -> Self {
        let mut dice = Dice::new(seed);
        // In memory where there is such a place: what is synced is the simulated disk's to say.
        let shm = std::path::Path::new("/dev/shm");
        let root = if shm.is_dir() { tempfile::tempdir_in(shm) } else { tempfile::tempdir() }.unwrap();
        let (consoles, hubs) = (2 + dice.below(4), 1 + dice.below(3));
        let node = |n: usize, dice: &mut Dice| {
            let kind = if n < consoles { Kind::Console } else { Kind::Hub };
            Node::new(kind, n, root.path(), dice.next(), broken == Broken::DiskLies)
        };
        let nodes = (0..consoles + hubs).map(|n| node(n, &mut dice)).collect();
        let manner = *dice.pick(&[Manner::Stream, Manner::Stream, Manner::Frames]);
        Self {
            dice,
            ms: 0,
            manner,
            broken,
            nodes,
            consoles,
            lines: Vec::new(),
            mended: false,
            moved: 0,
            written: BTreeSet::new(),
            lost: BTreeSet::new(),
            tally: Tally::default(),
            root,
        }
    }

    fn step(&mut self) -> Result<(), String> {
        self.ms += 1 + self.dice.next() % 400;
        let who = self.dice.below(self.nodes.len());
        match self.dice.below(1000) {
            0..300 => self.write(who)?,
            300..470 => self.connect(who),
            470..620 => self.start(who)?,
            620..640 => self.cut(),
            640..650 => self.die(who),
            // In the middle of a write or sync to come.
            650..665 => self.nodes[who].disk.doom(u32::try_from(self.dice.below(4)).unwrap()),
            665..685 => self.nodes[who].take_image(),
            685..690 => self.restore(who),
            690..694 => self.replace(who),
            694..710 => self.set_clock(who),
            710..716 => self.nodes[who].disk.fill(true),
            716..740 => self.nodes[who].disk.fill(false),
            740..748 => self.carry(who)?,
            748..760 => self.tally.snapshots += u64::from(self.nodes[who].snapshot()),
            _ => {}
        }
        self.pump()
    }

    pub(super) fn write(&mut self, who: usize) -> Result<(), String> {
        let who = who % self.consoles;
        let Some((id, recorded)) = self.nodes[who].write(&mut self.dice, self.ms)? else { return Ok(()) };
        self.written.insert(id);
        self.tally.events += 1;
        self.tally.note(&id.0);
        self.tally.recorded += u64::from(recorded);
        if !recorded || self.nodes[who].disk_failed() {
            self.fall(who);
        }
        Ok(())
    }

    pub(super) fn start(&mut self, who: usize) -> Result<(), String> {
        if self.nodes[who].up.is_none() {
            self.nodes[who].now(self.ms);
            if !self.nodes[who].start()? {
                self.fall(who);
            }
        }
        Ok(())
    }

    /// The machine goes down between two writes.
    fn die(&mut self, who: usize) {
        if self.nodes[who].up.is_some() {
            self.fall(who);
        }
    }

    pub(super) fn fall(&mut self, who: usize) {
        self.tally.crashes += 1;
        let death = Death::any(&mut self.dice);
        self.nodes[who].die(death, &mut self.dice);
        // Its sessions are gone; the others may not know it for a while.
        for line in &mut self.lines {
            for side in 0..2 {
                if line.who[side] == who {
                    line.halves[side] = None;
                    if self.dice.percent(50) {
                        line.halves[1 - side] = None;
                    }
                }
            }
        }
    }

    fn restore(&mut self, who: usize) {
        self.die(who);
        if let Some(gone) = self.nodes[who].restore_image(&mut self.dice) {
            self.tally.images += 1;
            self.account_for(gone);
        }
    }

    /// A laptop is replaced, or a hub's disk.
    fn replace(&mut self, who: usize) {
        self.die(who);
        let gone = self.nodes[who].replace_disk();
        self.tally.replaced += 1;
        self.account_for(gone);
    }

    /// What was on a disk that is no more, and on no other.
    fn account_for(&mut self, gone: BTreeSet<EventId>) {
        let only_there = gone.into_iter().filter(|id| !self.nodes.iter().any(|node| node.ids.contains(id)));
        self.lost.extend(only_there.collect::<Vec<_>>());
    }

    /// Somebody carries a bundle from one replica to another, by hand.
    fn carry(&mut self, from: usize) -> Result<(), String> {
        let to = self.dice.below(self.nodes.len());
        let whole = self.dice.percent(50);
        let bundle = self.nodes[from].pack((!whole).then(|| &self.nodes[to]), self.ms);
        let Some(bundle) = bundle.filter(|_| from != to) else { return Ok(()) };
        match self.nodes[to].take(&bundle) {
            Ok(new) => self.tally.carried += new,
            Err(BundleError::Journal(JournalError::Full { .. })) => self.tally.refused += 1,
            Err(BundleError::Journal(_)) if self.nodes[to].disk_failed() => self.fall(to),
            Err(error) => return Err(format!("{} does not take a bundle: {error}", self.nodes[to].name())),
        }
        if self.nodes[to].disk_failed() {
            self.fall(to);
        }
        Ok(())
    }

    /// By up to six hours, either way.
    fn set_clock(&mut self, who: usize) {
        let minutes = i64::try_from(self.dice.below(720)).unwrap() - 360;
        self.nodes[who].skew = minutes * 60_000;
    }

    fn cut(&mut self) {
        if self.lines.is_empty() {
            return;
        }
        self.tally.cuts += 1;
        let at = self.dice.below(self.lines.len());
        // Noticed by both, or by one only.
        let noticed = self.dice.below(3);
        for side in (0..2).filter(|side| noticed != *side) {
            self.end(at, side);
        }
    }

    /// A side ends its session: a caller takes its token down.
    pub(super) fn end(&mut self, at: usize, side: usize) {
        let Some(half) = self.lines[at].halves[side].take() else { return };
        // What had been handed to the journal reaches it all the same, or a part of it does.
        let (who, reach) = (self.lines[at].who[side], self.dice.below(half.journal.len() + 1));
        if side == 0 {
            self.take_token(who, &half.session);
        }
        for (_, ToStore { events, .. }) in half.journal.into_iter().take(reach) {
            let events = self.broken.passed(&self.nodes[who], events);
            if self.nodes[who].up.is_some() && self.nodes[who].append(events).is_err() {
                return self.fall(who);
            }
        }
    }

    fn take_token(&mut self, who: usize, session: &Session) {
        let now = self.nodes[who].now(self.ms);
        let mut token = std::mem::take(&mut self.nodes[who].token);
        if let Some(store) = self.nodes[who].store() {
            token.note(session, store, now).unwrap();
            if self.broken == Broken::Forgets {
                token = super::forgetful(&token, store);
            }
        }
        self.nodes[who].token = token;
        self.nodes[who].keep_token();
    }

    /// A console calls any hub, a hub one before it.
    pub(super) fn connect(&mut self, who: usize) {
        let hubs = self.nodes.len() - self.consoles;
        let to = match who.checked_sub(self.consoles) {
            None => self.consoles + self.dice.below(hubs),
            Some(0) => return,
            Some(nth) => self.consoles + self.dice.below(nth),
        };
        let calling = self.lines.iter().any(|line| line.who[0] == who && line.halves[0].is_some());
        if !calling {
            self.join(who, to);
        }
    }

    fn join(&mut self, who: usize, to: usize) {
        let (now, then) = (self.nodes[who].now(self.ms), self.nodes[to].now(self.ms));
        let (Some(ours), Some(theirs)) = (self.nodes[who].me(), self.nodes[to].me()) else { return };
        let resume = self.nodes[who].token.begin(now);
        let (Some(store), Some(hub)) = (self.nodes[who].store(), self.nodes[to].store()) else { return };
        let heeds = self.broken != Broken::NeverRenews;
        let pen = self.nodes[who].up.as_ref().and_then(|up| up.scribe.as_ref()).map(Scribe::outrun);
        let caller = Half::new(Session::new(ours, Side::Caller(resume), now, store), Tap::new(pen.filter(|_| heeds)));
        let answerer = Half::new(Session::new(theirs, Side::Answerer, then, hub), Tap::new(None));
        let delay = *self.dice.pick(&[5, 50, 400, 3000]);
        self.lines.push(Line { who: [who, to], halves: [Some(caller), Some(answerer)], delay });
    }

    /// Everybody who has something to do does some of it.
    pub(super) fn pump(&mut self) -> Result<(), String> {
        let mut at = 0;
        while at < self.lines.len() {
            for side in [self.dice.below(2), self.dice.below(2)] {
                if let Some(ended) = self.turn(at, side)? {
                    self.over(at, side, &ended)?;
                }
            }
            at += 1;
        }
        self.lines.retain(|line| !line.is_dead());
        Ok(())
    }

    /// A session ended by itself: it says why, and only for a reason that such a network gives.
    fn over(&mut self, at: usize, side: usize, ended: &Ended) -> Result<(), String> {
        let unlucky = self.manner == Manner::Frames && !self.mended;
        let fair = match ended {
            Ended::Silent | Ended::NoHello | Ended::Store(_) | Ended::Said(_) => true,
            // The hello may have been the frame that was dropped.
            Ended::NotOurs { .. } => unlucky,
            _ => false,
        };
        if !fair {
            return Err(format!("{}: {ended}", self.nodes[self.lines[at].who[side]].name()));
        }
        if let (Some(bye), Some(other)) = (ended.bye(), self.lines[at].halves[1 - side].as_mut()) {
            other.inbox.push_back((self.ms, qianzhi::sync::frame::Control::Bye(bye).encode()));
        }
        self.end(at, side);
        Ok(())
    }

    /// One side: what came, what its journal did, what it says.
    fn turn(&mut self, at: usize, side: usize) -> Result<Option<Ended>, String> {
        let who = self.lines[at].who[side];
        let Some(mut half) = self.lines[at].halves[side].take() else { return Ok(None) };
        let ended = self.live(at, side, who, &mut half);
        self.tally.outruns += std::mem::take(&mut half.tap.outruns);
        if side == 0 {
            self.report(self.lines[at].who[1], &mut half)?;
            let now = self.nodes[who].now(self.ms);
            if self.nodes[who].token.due(now) && self.nodes[who].up.is_some() {
                self.take_token(who, &half.session);
            }
            match half.tap.resumed.take() {
                Some(true) => self.tally.resumed += 1,
                Some(false) => self.tally.compared += 1,
                None => {}
            }
        }
        // The machine may have gone down meanwhile, and the line with it.
        if self.nodes[who].disk_failed() {
            self.fall(who);
            return Ok(None);
        }
        self.lines[at].halves[side] = Some(half);
        Ok(ended.err())
    }

    fn live(&mut self, at: usize, side: usize, who: usize, half: &mut Half) -> Result<(), Ended> {
        while let Some(message) = self.arrived(half) {
            self.tally.note(message_bytes(&message));
            let now = self.nodes[who].now(self.ms);
            let Some(store) = self.nodes[who].store() else { return Ok(()) };
            for to_store in hear(&mut half.session, &mut half.tap, &message, now, store)? {
                if self.broken == Broken::AnswersFirst {
                    stored(&mut half.session, to_store.frame, Ok(()))?;
                }
                let later = self.ms + self.dice.next() % 800;
                half.journal.push_back((later, to_store));
            }
        }
        for piece in half.tap.pieces.drain(..) {
            let Some(store) = self.nodes[who].store() else { return Ok(()) };
            self.tally.pieces += 1;
            self.moved = self.ms;
            Replica::keep_piece(store, &piece)?;
        }
        while half.journal.front().is_some_and(|(due, _)| *due <= self.ms) {
            let Some((_, ToStore { frame, events })) = half.journal.pop_front() else { break };
            let events = self.broken.passed(&self.nodes[who], events);
            let answer = self.nodes[who].append(events);
            self.moved = self.ms;
            stored(&mut half.session, frame, answer)?;
        }
        let now = self.nodes[who].now(self.ms);
        for _ in 0..=self.dice.below(3) {
            let Some(store) = self.nodes[who].store() else { return Ok(()) };
            match say(&mut half.session, &mut half.tap, now, store)? {
                Said::Message(message) => self.send(at, 1 - side, message),
                Said::Later => {}
                Said::Nothing => break,
            }
        }
        Ok(())
    }

    fn send(&mut self, at: usize, to: usize, message: Message) {
        if matches!(message, Message::Binary(_)) {
            self.moved = self.ms;
        }
        let arrives = self.ms + if self.mended { 1 } else { self.dice.next() % self.lines[at].delay };
        let Some(half) = self.lines[at].halves[to].as_mut() else { return };
        // A stream keeps its order: nothing arrives before what was sent before it.
        let after = half.inbox.back().map_or(0, |(due, _)| *due);
        let arrives = if self.manner == Manner::Stream || self.mended { arrives.max(after) } else { arrives };
        half.inbox.push_back((arrives, message));
    }

    /// The next message that has arrived.
    fn arrived(&mut self, half: &mut Half) -> Option<Message> {
        loop {
            let at = half.inbox.iter().position(|(due, _)| *due <= self.ms)?;
            self.tally.reordered += u64::from(at > 0);
            let bad = self.manner == Manner::Frames && !self.mended;
            if bad && self.dice.percent(4) {
                self.tally.duplicated += 1;
                return half.inbox.get(at).map(|(_, message)| message.clone());
            }
            let (_, message) = half.inbox.remove(at)?;
            if bad && self.dice.percent(1) {
                self.tally.dropped += 1;
                continue;
            }
            return Some(message);
        }
    }

    /// What a console says is delivered, its hub has held.
    fn report(&mut self, hub: usize, half: &mut Half) -> Result<(), String> {
        for report in half.session.take_reports() {
            match report {
                Report::Delivered { id, .. } if self.nodes[hub].ever.contains(&id) => self.tally.delivered += 1,
                Report::Delivered { .. } if self.broken == Broken::AnswersFirst => {}
                other => return Err(format!("{} never held {other:?}", self.nodes[hub].name())),
            }
        }
        Ok(())
    }
}

fn message_bytes(message: &Message) -> &[u8] {
    match message {
        Message::Text(text) => text.as_bytes(),
        Message::Binary(bytes) => bytes,
    }
}
