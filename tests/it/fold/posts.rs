//! Posts that write while they are apart: every event names what its own post saw, and nothing else.

use qianzhi::clock::{At, Quality};
use qianzhi::domain::{Event, Fact, Realm, Series, Stream, World};
use qianzhi::envelope::{Author, PostKey, Stamp};

use super::dice::Dice;
use super::facts::{Hand, Known};

struct Post {
    author: Author,
    world: World,
    known: Known,
    /// By index into the common list; what lies beyond its end was not seen.
    seen: Vec<bool>,
}

/// How a set is made.
pub(super) struct Recipe {
    pub(super) posts: u8,
    pub(super) events: usize,
    /// Different codes of a sort.
    pub(super) codes: usize,
    /// How often in a hundred events a post hears from the others.
    pub(super) meet: usize,
    /// The kinds to write; `""` is one this version does not know.
    pub(super) kinds: Vec<&'static str>,
}

impl Recipe {
    /// Every kind, and the unknown.
    pub(super) fn every_kind() -> Vec<&'static str> {
        Fact::KINDS.iter().copied().chain([""]).collect()
    }

    /// The events, signed by their posts, in the order in which they were written.
    pub(super) fn cook(&self, seed: u64) -> Vec<Event> {
        let mut dice = Dice::new(seed);
        let mut posts: Vec<Post> = (0..self.posts).map(|n| post(n, &mut dice)).collect();
        let mut all: Vec<Event> = Vec::new();
        // Each kind once before any comes twice, so that a set as large as the list holds them all.
        let mut kinds = dice.shuffled(&self.kinds);
        while all.len() < self.events {
            let kind = kinds.pop().unwrap_or_else(|| *dice.pick(&self.kinds));
            let writer = dice.below(posts.len());
            let post = &mut posts[writer];
            let event = post.write(kind, self.codes, &mut dice);
            post.hear(all.len(), &event);
            all.push(event);
            if dice.percent(self.meet) {
                let listener = dice.below(posts.len());
                posts[listener].catch_up(&all, &mut dice);
            }
        }
        all
    }
}

fn post(n: u8, dice: &mut Dice) -> Post {
    let key = PostKey::from_seed([n + 1; 32]);
    let realm = Realm::Drill("fold".to_owned());
    let series = Series { post: key.post(), incarnation: dice.next(), realm: realm.clone(), stream: Stream::Open };
    Post { author: Author::new(key, series, None), world: World::new(realm), known: Known::default(), seen: Vec::new() }
}

impl Post {
    fn write(&mut self, kind: &str, codes: usize, dice: &mut Dice) -> Event {
        let now = At(1_626_624_000_000 + i64::from(dice.small(1_000)) * 1000);
        let stamp = Stamp { now, offset_ms: None, quality: Quality::Virtual };
        let actor = *dice.pick(&["值班员", "commander"]);
        let envelope = if kind.is_empty() {
            self.author.sign_payload(stamp, actor, &unknown(dice)).unwrap()
        } else {
            let mut hand = Hand { dice, world: &self.world, known: &self.known, codes };
            let (fact, basis) = (hand.write(kind), hand.basis());
            assert_eq!(fact.kind(), kind);
            self.author.sign_payload(stamp, actor, &fact.to_payload_with(basis.as_ref())).unwrap()
        };
        envelope.event()
    }

    fn hear(&mut self, index: usize, event: &Event) {
        self.world.apply(event);
        self.known.note(event.id, &event.fact);
        self.seen.resize(self.seen.len().max(index + 1), false);
        self.seen[index] = true;
    }

    /// Hears some of what it missed.
    fn catch_up(&mut self, all: &[Event], dice: &mut Dice) {
        for (index, event) in all.iter().enumerate() {
            if !self.seen.get(index).copied().unwrap_or(false) && dice.percent(40) {
                self.hear(index, event);
            }
        }
    }
}

/// A payload that this version cannot read: a later kind, a later form of a known kind, no JSON at all.
pub(crate) fn unknown(dice: &mut Dice) -> Vec<u8> {
    match dice.below(4) {
        0 => br#"{"kind":"order.issued/2","data":{"to":"everyone"}}"#.to_vec(),
        1 => br#"{"kind":"order.issued/1","data":{"number":"one"}}"#.to_vec(),
        2 => br#"{"kind":"weather.moved/1","data":[],"more":null}"#.to_vec(),
        _ => dice.bytes32().to_vec(),
    }
}
