//! The driver: engine, cast and a world of their own. Headless it is a rehearsal; a shell gives it a clock, feeds it
//! what others recorded, and records what it signs.

use std::collections::{BTreeMap, VecDeque};

use super::{Act, Cast, Engine, Scenario, Tick};
use crate::clock::{At, Span};
use crate::domain::{Event, Realm, Seen, Series, World};
use crate::envelope::{Envelope, Malformed};

/// Engine, cast and world.
#[derive(Debug)]
pub struct Driver {
    engine: Engine,
    cast: Cast,
    world: World,
    /// What was folded already: what the driver signed comes back to it from a hub.
    seen: BTreeMap<Series, Seen>,
    /// What a happening that the journal holds the beginning of still brings, a fact each.
    owed: VecDeque<Act>,
    /// When the newest event of the cast was recorded.
    newest: At,
    /// Whether the journal was taken to its end.
    settled: bool,
}

impl Driver {
    /// A drill that has not begun. `incarnation` is 0 for a rehearsal and random for a live run ([`Cast::new`]).
    pub fn new(scenario: Scenario, seed: u64, incarnation: u64) -> Self {
        let realm: Realm = scenario.realm.clone();
        let mut cast = Cast::new(seed, realm.clone(), incarnation);
        cast.enter_all(&scenario);
        let newest = scenario.begins;
        Self {
            engine: Engine::new(scenario, seed),
            cast,
            world: World::new(realm),
            seen: BTreeMap::new(),
            owed: VecDeque::new(),
            newest,
            settled: false,
        }
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The engine, for positions.
    pub fn engine_mut(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// Who signs.
    pub fn cast(&self) -> &Cast {
        &self.cast
    }

    /// The driver's replica of the drill.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Takes an event that others wrote, or that stands in the journal already; what it knows changes nothing.
    pub fn take(&mut self, envelope: &Envelope) {
        let header = envelope.header();
        let known = header.series().map(|series| !self.seen.entry(series).or_default().insert(header.seq));
        if known == Ok(false) {
            if !self.settled {
                self.follow(envelope);
            }
            self.cast.take_note(envelope);
            self.fold(&envelope.event());
        }
    }

    /// What a happening brings is recorded in one go, and a power cut may tear that. Its first record says which it
    /// was, and on the world of that moment it brings the same again: so the rest is known, and is recorded after all.
    fn follow(&mut self, envelope: &Envelope) {
        let header = envelope.header();
        let Some(seat) = self.cast.seat(&header.post) else { return };
        let fact = envelope.event().fact;
        let says = |act: &Act| act.seat == *seat && act.stream == header.stream && act.facts.first() == Some(&fact);
        let clock = self.newest;
        self.newest = clock.max(header.recorded);
        if !self.owed.front().is_some_and(says) {
            let guesses = self.engine.guesses(&self.world, clock, header.recorded);
            let guesses = guesses.into_iter().map(one_by_one);
            self.owed = guesses.into_iter().find(|acts| acts.front().is_some_and(says)).unwrap_or_default();
        }
        self.owed.pop_front();
    }

    fn fold(&mut self, event: &Event) {
        self.world.apply(event);
        self.engine.note(event);
    }

    /// Call it when the whole journal was taken: what controllers asked before was answered then.
    pub fn settle(&mut self) {
        self.settled = true;
        self.engine.settle(self.newest);
    }

    /// The envelopes of the next happening that is due by `tick`, folded into the driver's world; none when nothing
    /// is due. The caller records them before it asks again.
    pub fn play(&mut self, tick: Tick) -> Result<Vec<Envelope>, Malformed> {
        if !self.owed.is_empty() {
            let owed: Vec<Act> = self.owed.drain(..).collect();
            return self.sign(&owed);
        }
        let acts = self.engine.step(&self.world, tick);
        self.sign(&acts)
    }

    /// Lets the drill's clock run from here, `per_mille` drill milliseconds per 1000 of the machine's.
    pub fn run(&mut self, tick: Tick, per_mille: u32) -> Result<Vec<Envelope>, Malformed> {
        let act = self.engine.run(&self.world, tick, per_mille);
        self.sign(&[act])
    }

    /// The next instant of drill time at which something happens by itself.
    pub fn due(&self) -> Option<At> {
        self.owed.front().map(|act| act.at).or_else(|| self.engine.due())
    }

    fn sign(&mut self, acts: &[Act]) -> Result<Vec<Envelope>, Malformed> {
        // What is signed here follows from the engine; nothing of it is to be guessed.
        self.settled = true;
        let mut signed = Vec::new();
        for act in acts {
            signed.extend(self.cast.sign(act)?);
        }
        for envelope in &signed {
            self.take(envelope);
        }
        Ok(signed)
    }

    /// Drill time at the machine's time `wall`; the beginning before the clock was ever set.
    pub fn now(&self, wall: At) -> At {
        self.world.drill_clock().map_or(self.engine.scenario().begins, |clock| clock.pace.at(wall))
    }

    /// How long the machine's clock may run before something happens; `None` while drill time stands or nothing is
    /// left to happen.
    pub fn rests(&self, wall: At) -> Option<Span> {
        let pace = self.world.drill_clock()?.pace;
        let left = (self.due()? - pace.at(wall)).0.max(0);
        (pace.per_mille > 0).then(|| Span(left.saturating_mul(1000) / i64::from(pace.per_mille)))
    }

    /// Plays without a clock from where it is up to `until`, handing each envelope on.
    pub fn rehearse<E: From<Malformed>>(
        &mut self,
        until: At,
        mut record: impl FnMut(&Envelope) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some(due) = self.due().filter(|due| *due <= until) {
            for envelope in self.play(Tick::virtual_at(due))? {
                record(&envelope)?;
            }
        }
        Ok(())
    }
}

/// The same acts with a fact each.
fn one_by_one(acts: Vec<Act>) -> VecDeque<Act> {
    let single = |act: Act| {
        let facts = act.facts.clone();
        facts.into_iter().map(move |fact| Act { facts: vec![fact], ..act.clone() })
    };
    acts.into_iter().flat_map(single).collect()
}
