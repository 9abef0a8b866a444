//! The end of a run: everything is mended, and what must hold then.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use qianzhi::domain::{EventId, Realm, World};
use qianzhi::envelope::content_hash;
use qianzhi::journal::{Flaw, Journal, records, verify};
use qianzhi::sync::Store;
use qianzhi::sync::content::named;

use super::disk::Death;
use super::line::Line;
use super::node::Node;
use super::town::Town;

/// After the mending nobody may have anything left to say after so much time, in ms.
const SETTLED_WITHIN: u64 = 30 * 60_000;

/// So long without news is settled: longer than two heartbeats.
const SILENCE: u64 = 12_000;

impl Town {
    /// No more faults: every machine starts, every line is made anew, until nobody has anything to say.
    pub(super) fn mend(&mut self) -> Result<(), String> {
        self.mended = true;
        for who in 0..self.nodes.len() {
            if self.nodes[who].disk_failed() {
                self.fall(who);
            }
            self.nodes[who].disk.doom(u32::MAX);
            self.nodes[who].disk.fill(false);
            if self.nodes[who].up.is_none() {
                self.nodes[who].die(Death::Killed, &mut self.dice);
                self.start(who)?;
            }
            if self.nodes[who].up.is_none() {
                return Err(format!("{} does not start any more", self.nodes[who].name()));
            }
        }
        for at in 0..self.lines.len() {
            (0..2).for_each(|side| self.end(at, side));
        }
        self.lines.clear();
        self.settle()
    }

    fn settle(&mut self) -> Result<(), String> {
        let begun = self.ms;
        self.moved = self.ms;
        while self.ms < self.moved + SILENCE || !self.lines.iter().all(is_quiet) || self.content_waits() {
            self.ms += 150;
            for who in 0..self.nodes.len() {
                self.connect(who);
            }
            self.pump()?;
            if self.ms > begun + SETTLED_WITHIN {
                return Err(format!("it does not settle: {}", self.state()));
            }
        }
        Ok(())
    }

    /// Whether somebody lacks content that another has.
    fn content_waits(&self) -> bool {
        let stores = || self.nodes.iter().filter_map(Node::store);
        let lacking: BTreeSet<_> = stores().flat_map(Store::lacking).map(|(hash, _, _)| hash).collect();
        lacking.iter().any(|hash| stores().any(|store| store.content(*hash).is_ok_and(|content| content.is_some())))
    }

    /// Content that an event names is everywhere what its name says, or nowhere.
    fn judge_contents(&mut self) -> Result<(), String> {
        let Some(store) = self.nodes.first().and_then(Node::store) else { return Ok(()) };
        let events = store.read(1, usize::MAX, usize::MAX).map_err(|error| error.to_string())?;
        let named: BTreeSet<_> = events.iter().filter_map(|record| named(record.envelope.header().payload)).collect();
        self.tally.contents = 0;
        for hash in named {
            let mut there = BTreeSet::new();
            for store in self.nodes.iter().filter_map(Node::store) {
                let content = store.content(hash).map_err(|error| error.to_string())?;
                if content.as_ref().is_some_and(|content| content_hash(content) != hash) {
                    return Err(format!("content {hash} is not what its name says"));
                }
                there.insert(content.is_some());
            }
            if there.len() > 1 {
                return Err(format!("content {hash} is here and there, and not everywhere"));
            }
            self.tally.contents += u64::from(there.contains(&true));
        }
        Ok(())
    }

    /// Every replica has every acknowledged event and the same state, byte for byte.
    pub(super) fn judge(&mut self) -> Result<(), String> {
        let all: BTreeSet<EventId> = self.nodes.iter().flat_map(|node| node.ids.iter().copied()).collect();
        let acknowledged: BTreeSet<EventId> = self.nodes.iter().flat_map(|node| node.ever.iter().copied()).collect();
        let missing = acknowledged.difference(&all).filter(|id| !self.lost.contains(id)).count();
        if missing > 0 {
            return Err(format!("{missing} acknowledged events are nowhere: {}", self.state()));
        }
        if !all.is_subset(&self.written) {
            return Err("there are events that nobody wrote".to_owned());
        }
        self.tally.lost = self.lost.difference(&all).count() as u64;
        for node in &self.nodes {
            if node.ids != all {
                let lacks = all.difference(&node.ids).count();
                return Err(format!("{} lacks {lacks} of {} events: {}", node.name(), all.len(), self.state()));
            }
        }
        let worlds: BTreeSet<Vec<u8>> =
            self.nodes.iter().filter_map(|node| node.up.as_ref()).map(|up| up.world.bytes()).collect();
        if worlds.len() != 1 {
            return Err(format!("one set of events, and {} states", worlds.len()));
        }
        for line in &self.lines {
            let gave = line.halves[0].as_ref().map(|half| half.session.vitals().gave);
            let head = self.nodes[line.who[0]].head();
            if gave != Some(head) {
                return Err(format!("{} has a backlog: {gave:?} of {head}", self.nodes[line.who[0]].name()));
            }
        }
        self.judge_contents()?;
        self.tally.forks = self.nodes.first().map_or(0, |node| node.forks().len() as u64);
        self.tally.note(&worlds.into_iter().flatten().collect::<Vec<u8>>());
        Ok(())
    }

    /// Everybody has met a hub that knows everything: whatever they were restored from, nobody forks any more.
    pub(super) fn write_once_more(&mut self) -> Result<(), String> {
        let before = self.nodes.first().map(Node::forks);
        for who in (0..self.consoles).chain(0..self.consoles) {
            self.write(who)?;
        }
        self.settle()?;
        let after = self.nodes.first().map(Node::forks);
        if after != before {
            return Err(format!("a post forked its series after it had met a hub: {before:?}, then {after:?}"));
        }
        Ok(())
    }

    /// What is on the disks, read by those who only read: sound, and folding to the same state once more.
    pub(super) fn read_back(&mut self) -> Result<(), String> {
        let state = self.nodes.first().and_then(|node| node.up.as_ref()).map(|up| up.world.bytes());
        for node in &mut self.nodes {
            let (name, dir) = (node.name().to_owned(), node.store().map(Journal::dir).map(ToOwned::to_owned));
            let dir = dir.ok_or_else(|| format!("{name} is down"))?;
            let report = verify(&dir).map_err(|error| error.to_string())?;
            let mut gaps = 0;
            for finding in &report.findings {
                match &finding.flaw {
                    // Where a post forked, the chain parts: no flaw of the journal.
                    Flaw::Fork { .. } | Flaw::Chain { .. } => {}
                    Flaw::Missing { .. } if node.went_back => {}
                    Flaw::Gap { first, last, .. } => gaps += last - first + 1,
                    _ => return Err(format!("{name}: {finding:?}")),
                }
            }
            if gaps > self.tally.lost {
                return Err(format!("{name}: {gaps} numbers have no event, and {} events were lost", self.tally.lost));
            }
            let mut world = World::new(Realm::Test);
            for record in records(&dir).map_err(|error| error.to_string())? {
                world.apply(&record.map_err(|error| error.to_string())?.envelope.event());
            }
            if Some(world.bytes()) != state {
                return Err(format!("{name} folds to another state when its segments are read anew"));
            }
            let (syncs, torn) = node.disk.counts();
            self.tally.syncs += syncs;
            self.tally.reopened += node.reopened;
            self.tally.torn += torn;
        }
        // Kept until here: what is wrong can be looked at.
        self.root.path().is_dir().then_some(()).ok_or_else(|| "the files are gone".to_owned())
    }

    fn state(&self) -> String {
        let mut said = format!("{:?}", self.manner);
        for node in &self.nodes {
            write!(said, "\n  {} {} events, {:?}", node.name(), node.head(), node.census()).unwrap();
        }
        for line in &self.lines {
            let quiet = is_quiet(line);
            write!(
                said,
                "\n  {} calls {}, quiet {quiet}",
                self.nodes[line.who[0]].name(),
                self.nodes[line.who[1]].name()
            )
            .unwrap();
        }
        said
    }
}

fn is_quiet(line: &Line) -> bool {
    line.halves.iter().flatten().all(|half| half.journal.is_empty()) && !line.is_dead()
}
