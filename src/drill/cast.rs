//! The cast: the keys of those who are simulated.
//!
//! Keys follow from the drill's seed, so that a rehearsal signs to the same bytes every time. They prove nothing about
//! a person, and they can write to one drill's realm only.

use std::collections::BTreeMap;

use super::chance;
use super::{Act, Scenario, SeatCode};
use crate::clock::Quality;
use crate::domain::{PostId, Realm, Series, Stream};
use crate::envelope::{Author, Envelope, Malformed, PostKey, Stamp};

/// Signs acts, each seat with its own key and in its own series.
#[derive(Debug)]
pub struct Cast {
    seed: u64,
    realm: Realm,
    incarnation: u64,
    authors: BTreeMap<(SeatCode, Stream), Author>,
    posts: BTreeMap<PostId, SeatCode>,
    /// The newest hybrid clock seen, so that what is signed next shows after it.
    hlc: u64,
}

impl Cast {
    /// A cast for one realm. Equal seeds and incarnations sign to equal bytes: a rehearsal takes incarnation 0, a
    /// live run a random one, so that two runs never fork a series.
    pub fn new(seed: u64, realm: Realm, incarnation: u64) -> Self {
        Self { seed, realm, incarnation, authors: BTreeMap::new(), posts: BTreeMap::new(), hlc: 0 }
    }

    fn key(&self, seat: &SeatCode) -> PostKey {
        PostKey::from_seed(chance::bytes(self.seed, &format!("{} seat {seat}", self.realm)))
    }

    /// The post under which a seat signs.
    pub fn post(&self, seat: &SeatCode) -> PostId {
        self.key(seat).post()
    }

    /// The seat that signs as `post`, when it has signed or was made known.
    pub fn seat(&self, post: &PostId) -> Option<&SeatCode> {
        self.posts.get(post)
    }

    /// Signs what an act records, in order, stamped with the drill's time.
    pub fn sign(&mut self, act: &Act) -> Result<Vec<Envelope>, Malformed> {
        let seat = (act.seat.clone(), act.stream);
        if !self.authors.contains_key(&seat) {
            self.enter(&act.seat);
        }
        let hlc = self.hlc;
        let Some(author) = self.authors.get_mut(&seat) else { return Ok(Vec::new()) };
        author.observe(hlc);
        let stamp = Stamp { now: act.at, offset_ms: None, quality: Quality::Virtual };
        let signed: Vec<Envelope> =
            act.facts.iter().map(|fact| author.sign(stamp, &act.actor, fact)).collect::<Result<_, _>>()?;
        if let Some(last) = signed.last() {
            self.hlc = last.header().hlc;
        }
        Ok(signed)
    }

    /// Makes every seat of a scenario known, so that their series are found again in a journal.
    pub fn enter_all(&mut self, scenario: &Scenario) {
        self.enter(&SeatCode::control());
        let desks = scenario.headquarters.iter().map(|desk| SeatCode(desk.card.code.0.clone()));
        let teams = scenario.teams.iter().map(|team| SeatCode(team.card.code.0.clone()));
        for seat in desks.chain(scenario.seats.iter().map(|seat| seat.code.clone())).chain(teams) {
            self.enter(&seat);
        }
    }

    /// Makes a seat's series known, at their beginnings.
    pub fn enter(&mut self, seat: &SeatCode) {
        let key = self.key(seat);
        self.posts.insert(key.post(), seat.clone());
        for stream in [Stream::Open, Stream::Control] {
            let series = Series { post: key.post(), incarnation: self.incarnation, realm: self.realm.clone(), stream };
            self.authors.entry((seat.clone(), stream)).or_insert_with(|| Author::new(key.clone(), series, None));
        }
    }

    /// Takes note of what is in the journal already, so that a series goes on where it ended.
    pub fn take_note(&mut self, envelope: &Envelope) {
        let header = envelope.header();
        self.hlc = self.hlc.max(header.hlc);
        let Some(seat) = self.posts.get(&header.post).cloned() else { return };
        let key = self.key(&seat);
        if let Ok(series) = header.series()
            && let Some(author) = self.authors.get_mut(&(seat, header.stream))
            && *author.series() == series
            && header.seq >= author.next()
        {
            *author = Author::new(key, series, Some((header.seq, envelope.id(), header.hlc)));
        }
    }
}
