//! A hub and its posts over links that drop, duplicate and reorder whole frames, with journals that are slow, are put
//! back from copies and are lost. At the end every replica holds the same set and folds to the same bytes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use qianzhi::domain::{EventId, Fact, TeamStatus};
use qianzhi::envelope::Envelope;
use qianzhi::sync::{Action, Ended, Held, Kind, Memory, Message, Poll, Report, Resume, Session, Side, Store, StoreId};

use super::post::{Post, at, entry, ids, me, memory, status, world};

const POSTS: usize = 4;
const STEPS: usize = 1500;

/// `SplitMix64`: small, seeded, the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// One end of a link: its session, what waits on the wire to it, and what waits for its journal.
struct Half {
    session: Session,
    wire: VecDeque<Message>,
    journal: VecDeque<(u64, Vec<Held>)>,
}

struct Link {
    console: Half,
    hub: Half,
}

struct Replica {
    post: Post,
    store: Memory,
    copy: Option<(Post, Memory)>,
    resume: Option<Resume>,
    link: Option<Link>,
    statuses: Vec<EventId>,
}

#[derive(Default, Debug)]
struct Seen {
    dropped: usize,
    duplicated: usize,
    reordered: usize,
    resumed: usize,
    compared: usize,
    forks: usize,
    wiped: usize,
    unknown: usize,
    delivered: usize,
}

struct Sim {
    dice: Dice,
    ms: u64,
    hub: Memory,
    hub_copy: Memory,
    hubs: u8,
    posts: Vec<Replica>,
    seen: Seen,
    faults: bool,
}

impl Sim {
    fn new(seed: u64) -> Self {
        let replica = |n: usize| {
            let n = u8::try_from(n).unwrap() + 1;
            let (post, store) = (Post::new(n), memory(n, &[]));
            Replica { post, store, copy: None, resume: None, link: None, statuses: vec![] }
        };
        Self {
            dice: Dice(seed),
            ms: 0,
            hub: memory(100, &[]),
            hub_copy: memory(100, &[]),
            hubs: 100,
            posts: (0..POSTS).map(replica).collect(),
            seen: Seen::default(),
            faults: true,
        }
    }

    fn step(&mut self) {
        self.ms += self.dice.next() % 40;
        let who = self.dice.below(POSTS);
        match self.dice.below(100) {
            0..12 => self.write(who),
            12..14 => self.drop_link(who),
            14..22 => self.connect(who),
            22 => self.copy(who),
            23 if self.dice.one_in(4) => self.restore(who),
            24 if self.dice.one_in(12) => self.lose_hub(),
            25 => self.hub_copy = self.hub.clone(),
            26 if self.dice.one_in(12) => self.restore_hub(),
            n => self.carry(who, n % 2 == 0),
        }
    }

    fn write(&mut self, who: usize) {
        let pick = self.dice.below(10);
        let value = [TeamStatus::Ready, TeamStatus::EnRoute, TeamStatus::OnScene][self.dice.below(3)];
        let replica = &mut self.posts[who];
        let event = match pick {
            0 => {
                self.seen.unknown += 1;
                replica.post.says_verbatim(br#"{"kind":"drone.flown/3","data":{"n":1}}"#)
            }
            1 => replica.post.orders(7),
            2 if !replica.statuses.is_empty() => {
                let target = replica.statuses[replica.statuses.len() / 2];
                replica.post.says(&Fact::Struck { target, reason: "误操作".into() })
            }
            3..7 => {
                let after = replica.statuses.last().copied().into_iter().collect();
                replica.post.says(&status("消防一", value, after))
            }
            _ => replica.post.says(&entry(&format!("{} {}", self.ms, self.dice.next()))),
        };
        if (3..7).contains(&pick) {
            replica.statuses.push(event.id());
        }
        assert!(replica.store.append(event));
    }

    fn connect(&mut self, who: usize) {
        let replica = &mut self.posts[who];
        if replica.link.is_some() {
            return;
        }
        let now = at(self.ms);
        let resume = replica.resume.take();
        let mut ours = me(Kind::Console, 0, Some(replica.post.id()));
        ours.store = replica.store.id();
        let mut theirs = me(Kind::Hub, 0, None);
        theirs.store = self.hub.id();
        let half = |session| Half { session, wire: VecDeque::new(), journal: VecDeque::new() };
        replica.link = Some(Link {
            console: half(Session::new(ours, Side::Caller(resume), now, &replica.store)),
            hub: half(Session::new(theirs, Side::Answerer, now, &self.hub)),
        });
    }

    /// What waited for a journal may or may not have reached it; nobody was told.
    fn drop_link(&mut self, who: usize) {
        let replica = &mut self.posts[who];
        let Some(mut link) = replica.link.take() else { return };
        self.seen.dropped += 1;
        if let Some(resume) = link.console.session.resume(&replica.store).unwrap() {
            replica.resume = Some(resume);
        }
        for (half, store) in [(&mut link.console, &mut replica.store), (&mut link.hub, &mut self.hub)] {
            let reached = self.dice.below(half.journal.len() + 1);
            for (_, events) in half.journal.drain(..reached) {
                append(store, events);
            }
        }
    }

    fn copy(&mut self, who: usize) {
        let replica = &mut self.posts[who];
        replica.copy = Some((replica.post.clone(), replica.store.clone()));
    }

    /// A laptop put back from an image writes other events under sequences it used before. It keeps the newest token.
    fn restore(&mut self, who: usize) {
        if self.posts[who].copy.is_none() {
            return;
        }
        self.drop_link(who);
        let replica = &mut self.posts[who];
        if let Some((post, store)) = replica.copy.clone() {
            (replica.post, replica.store) = (post, store);
            self.seen.forks += 1;
        }
    }

    fn lose_hub(&mut self) {
        (0..POSTS).for_each(|who| self.drop_link(who));
        self.hubs += 1;
        self.hub = memory(self.hubs, &[]);
        self.hub_copy = self.hub.clone();
        self.seen.wiped += 1;
    }

    fn restore_hub(&mut self) {
        (0..POSTS).for_each(|who| self.drop_link(who));
        self.hub = self.hub_copy.clone();
    }

    /// One thing happens on one half of a link.
    fn carry(&mut self, who: usize, at_hub: bool) {
        let replica = &mut self.posts[who];
        let Some(link) = &mut replica.link else { return };
        let (half, other, store) = if at_hub {
            (&mut link.hub, &mut link.console, &mut self.hub)
        } else {
            (&mut link.console, &mut link.hub, &mut replica.store)
        };
        let now = at(self.ms);
        let outcome = match self.dice.below(4) {
            0 => hear(half, &mut self.dice, &mut self.seen, self.faults, store, now),
            1 => {
                if let Some((frame, events)) = half.journal.pop_front() {
                    append(store, events);
                    half.session.stored(frame);
                }
                Ok(())
            }
            _ => say(half, other, store, now),
        };
        for report in link.console.session.take_reports() {
            let Report::Delivered { id, .. } = report else { panic!("{report:?}") };
            assert!(self.hub.ids().any(|known| known == id), "delivered, and the hub does not have it");
            self.seen.delivered += 1;
        }
        match outcome {
            Ok(()) => {}
            Err(Ended::Silent | Ended::NoHello) => self.drop_link(who),
            Err(ended) => panic!("a bad network is no reason: {ended}"),
        }
    }

    /// No more faults: every link comes back, and all frames are carried until nobody has anything to say.
    fn heal(&mut self) {
        self.faults = false;
        (0..POSTS).for_each(|who| self.drop_link(who));
        (0..POSTS).for_each(|who| self.connect(who));
        let mut quiet = 0;
        while quiet < 2000 {
            let who = self.dice.below(POSTS);
            let before = self.held();
            for at_hub in [true, false, true, false] {
                self.carry(who, at_hub);
            }
            let idle = self.posts.iter().all(|r| {
                r.link
                    .as_ref()
                    .is_some_and(|l| [&l.console, &l.hub].iter().all(|h| h.wire.is_empty() && h.journal.is_empty()))
            });
            quiet = if idle && before == self.held() { quiet + 1 } else { 0 };
        }
    }

    fn held(&self) -> u64 {
        self.hub.head() + self.posts.iter().map(|r| r.store.head()).sum::<u64>()
    }
}

fn append(store: &mut Memory, events: Vec<Held>) {
    for held in events {
        store.append(held.envelope);
    }
}

fn hear(
    half: &mut Half,
    dice: &mut Dice,
    seen: &mut Seen,
    faults: bool,
    store: &Memory,
    now: qianzhi::sync::Now,
) -> Result<(), Ended> {
    let at = if faults && dice.one_in(5) { dice.below(half.wire.len().clamp(1, 4)) } else { 0 };
    let Some(message) = half.wire.get(at).cloned() else { return Ok(()) };
    seen.reordered += usize::from(at > 0);
    if faults && dice.one_in(8) {
        seen.duplicated += 1;
    } else {
        half.wire.remove(at);
    }
    for action in half.session.receive(&message, now, store)? {
        match action {
            Action::Store { frame, events } => half.journal.push_back((frame, events)),
            Action::Greeted { resumed: true, .. } => seen.resumed += 1,
            Action::Greeted { resumed: false, .. } => seen.compared += 1,
            _ => {}
        }
    }
    Ok(())
}

fn say(half: &mut Half, other: &mut Half, store: &Memory, now: qianzhi::sync::Now) -> Result<(), Ended> {
    for _ in 0..3 {
        match half.session.poll(now, store)? {
            Poll::Message(message) => other.wire.push_back(message),
            Poll::Again | Poll::RoomForFixes => {}
            Poll::Idle => break,
        }
    }
    Ok(())
}

fn run(seed: u64) -> Seen {
    let mut sim = Sim::new(seed);
    (0..STEPS).for_each(|_| sim.step());
    // What only a replica that was put back had seen may be gone for good; what any replica holds now may not.
    let expected: BTreeSet<EventId> = sim.posts.iter().map(|r| &r.store).chain([&sim.hub]).flat_map(ids).collect();
    sim.heal();
    let state = world(&sim.hub);
    for (n, replica) in sim.posts.iter().enumerate() {
        assert_eq!(ids(&replica.store), ids(&sim.hub), "post {n} and the hub, seed {seed}");
        assert_eq!(world(&replica.store), state, "post {n} and the hub, seed {seed}");
        let gave = replica.link.as_ref().map(|l| l.console.session.vitals().gave);
        assert_eq!(gave, Some(replica.store.head()), "post {n} has a backlog, seed {seed}");
    }
    assert!(expected.is_subset(&ids(&sim.hub)), "something was lost, seed {seed}");
    sim.seen
}

#[test]
fn every_replica_ends_the_same_whatever_the_network_and_the_journals_do() {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..40 {
        let seen = run(seed);
        for (what, count) in [
            ("dropped", seen.dropped),
            ("duplicated", seen.duplicated),
            ("reordered", seen.reordered),
            ("resumed", seen.resumed),
            ("compared", seen.compared),
            ("forks", seen.forks),
            ("hubs lost", seen.wiped),
            ("unknown kinds", seen.unknown),
            ("delivered", seen.delivered),
        ] {
            *all.entry(what).or_default() += count;
        }
    }
    assert!(all.values().all(|count| *count >= 20), "the simulation was too kind: {all:?}");
}

#[test]
fn a_hub_that_lost_its_disk_is_refilled_by_its_posts() {
    let mut sim = Sim::new(7);
    sim.faults = false;
    let events: Vec<Vec<Envelope>> = (0..POSTS).map(|who| sim.posts[who].post.logs_many(40)).collect();
    for (replica, events) in sim.posts.iter_mut().zip(&events) {
        for event in events {
            assert!(replica.store.append(event.clone()));
        }
    }
    sim.heal();
    assert_eq!(sim.hub.head(), 160);
    sim.lose_hub();
    assert_eq!(sim.hub.id(), StoreId([101; 16]));
    sim.heal();
    assert_eq!(ids(&sim.hub), events.iter().flatten().map(Envelope::id).collect());
}
