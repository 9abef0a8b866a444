//! Posts that write events, and small things the tests of replication share.

use std::collections::BTreeSet;
use std::time::Duration;

use qianzhi::clock::{At, Quality};
use qianzhi::domain::{
    Entry, EventId, Fact, Order, PostId, Realm, Recipient, Series, Stream, TeamCode, TeamStatus, World,
};
use qianzhi::envelope::{Author, Envelope, PostKey, Stamp};
use qianzhi::sync::{Kind, Me, Memory, Now, StoreId};

/// A post with one series.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) key: PostKey,
    author: Author,
    now: i64,
}

impl Post {
    pub(crate) fn new(seed: u8) -> Self {
        Self::in_realm(seed, Realm::Test, Stream::Open)
    }

    pub(crate) fn in_realm(seed: u8, realm: Realm, stream: Stream) -> Self {
        let key = PostKey::from_seed([seed; 32]);
        let series = Series { post: key.post(), incarnation: u64::from(seed) << 40, realm, stream };
        Self { author: Author::new(key.clone(), series, None), key, now: 1_626_000_000_000 }
    }

    pub(crate) fn id(&self) -> PostId {
        self.key.post()
    }

    fn stamp(&mut self) -> Stamp {
        self.now += 1000;
        Stamp { now: At(self.now), offset_ms: None, quality: Quality::Unchecked }
    }

    pub(crate) fn says(&mut self, fact: &Fact) -> Envelope {
        let stamp = self.stamp();
        self.author.sign(stamp, "李明", fact).unwrap()
    }

    pub(crate) fn says_verbatim(&mut self, payload: &[u8]) -> Envelope {
        let stamp = self.stamp();
        self.author.sign_payload(stamp, "李明", payload).unwrap()
    }

    pub(crate) fn logs(&mut self, text: &str) -> Envelope {
        self.says(&entry(text))
    }

    pub(crate) fn logs_many(&mut self, count: usize) -> Vec<Envelope> {
        (0..count).map(|n| self.logs(&format!("第{n}条"))).collect()
    }

    pub(crate) fn orders(&mut self, number: u32) -> Envelope {
        self.says(&Fact::OrderIssued(Order {
            number,
            form: qianzhi::domain::Form::Order,
            to: Recipient::Team(TeamCode::from("消防一")),
            incident: None,
            text: "立即撤离".into(),
            urgency: qianzhi::domain::Urgency::Withdraw,
            destination: None,
            authority: None,
            until: None,
            issued: At(0),
            role: None,
            muster: None,
            step: None,
        }))
    }
}

pub(crate) fn entry(text: &str) -> Fact {
    Fact::EntryLogged(Entry::plain(text.into(), At(0)))
}

pub(crate) fn status(team: &str, status: TeamStatus, after: Vec<EventId>) -> Fact {
    Fact::TeamStatusSet { team: team.into(), status, at: At(0), after, reason: String::new() }
}

pub(crate) fn memory(id: u8, events: &[Envelope]) -> Memory {
    let mut store = Memory::new(StoreId([id; 16]), Realm::Test);
    for event in events {
        assert!(store.append(event.clone()));
    }
    store
}

pub(crate) fn me(kind: Kind, id: u8, post: Option<PostId>) -> Me {
    Me {
        kind,
        store: StoreId([id; 16]),
        realm: Realm::Test,
        streams: BTreeSet::from([Stream::Open]),
        post,
        name: format!("席位{id}"),
    }
}

pub(crate) fn ids(store: &Memory) -> BTreeSet<EventId> {
    store.ids().collect()
}

pub(crate) fn world(store: &Memory) -> Vec<u8> {
    let mut world = World::new(Realm::Test);
    store.events().iter().for_each(|envelope| world.apply(&envelope.event()));
    world.bytes()
}

pub(crate) fn at(ms: u64) -> Now {
    Now { mono: Duration::from_millis(ms), wall: At(i64::try_from(ms).unwrap() + 1_626_000_000_000) }
}
