//! Who is connected, and what sessions share. The lock is never held across an await.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::watch;

use super::HubBoard;
use crate::clock::{self, At, Span};
use crate::console::SessionInfo;
use crate::domain::{Fix, PostId, Realm};
use crate::limits::{POST_SILENT_AFTER, SESSIONS_TOLD_MAX};
use crate::sync::desk::Traffic;
use crate::sync::{Bye, Exceptions, FixBoard, Hello, Origin, SessionLine, Store, Vitals};

/// Positions from this process itself.
pub(super) const HERE: Origin = 0;

#[derive(Debug)]
pub(super) struct Table {
    realm: Realm,
    known: Mutex<Known>,
    /// Moves when sessions may have something to say.
    pulse: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Known {
    next: u64,
    sessions: BTreeMap<u64, Entry>,
    /// Posts whose session ended and that have not come back.
    gone: BTreeMap<PostId, Gone>,
    /// Of sessions that ended.
    exceptions: Exceptions,
    turned_away: u64,
    fixes: FixBoard,
}

#[derive(Debug)]
struct Entry {
    /// Once it said hello.
    who: Option<(String, Option<PostId>)>,
    since: At,
    vitals: Vitals,
    traffic: Traffic,
    /// When anything was last received from it.
    heard: Instant,
    leave: watch::Sender<Option<Bye>>,
}

/// A post that was here and is not: its session, as it was last.
#[derive(Debug)]
struct Gone {
    name: String,
    since: At,
    gave: u64,
    traffic: Traffic,
    heard: Instant,
}

impl Table {
    pub(super) fn new(realm: Realm) -> Self {
        Self { realm, known: Mutex::default(), pulse: watch::Sender::new(0) }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn pulse(&self) -> watch::Receiver<u64> {
        self.pulse.subscribe()
    }

    /// Lets every session look for something to say.
    pub(super) fn stir(&self) {
        self.pulse.send_modify(|n| *n = n.wrapping_add(1));
    }

    /// A place for one connection: its number, and where it is told to leave.
    pub(super) fn enter(&self) -> (u64, watch::Receiver<Option<Bye>>) {
        let (leave, left) = watch::channel(None);
        let mut known = self.known();
        known.next += 1;
        let number = known.next;
        let (vitals, traffic) = (Vitals::default(), Traffic::default());
        let (since, heard) = (clock::wall(), clock::monotonic());
        known.sessions.insert(number, Entry { who: None, since, vitals, traffic, heard, leave });
        (number, left)
    }

    /// The connection said who it is. An older one of the same post goes: its console has come back another way.
    pub(super) fn greeted(&self, number: u64, hello: &Hello) {
        let mut known = self.known();
        if let Some(post) = hello.post {
            let same = |(n, entry): &(&u64, &Entry)| {
                **n != number && entry.who.as_ref().is_some_and(|(_, other)| *other == Some(post))
            };
            known.sessions.iter().filter(same).for_each(|(_, older)| {
                older.leave.send_replace(Some(Bye::Replaced));
            });
            known.gone.remove(&post);
        }
        if let Some(entry) = known.sessions.get_mut(&number) {
            entry.who = Some((hello.name.clone(), hello.post));
        }
    }

    pub(super) fn note(&self, number: u64, vitals: Vitals, traffic: Traffic) {
        if let Some(entry) = self.known().sessions.get_mut(&number) {
            if traffic.received > entry.traffic.received {
                entry.heard = clock::monotonic();
            }
            (entry.vitals, entry.traffic) = (vitals, traffic);
        }
    }

    pub(super) fn leave(&self, number: u64) {
        let mut known = self.known();
        if let Some(entry) = known.sessions.remove(&number) {
            known.exceptions = known.exceptions.plus(entry.vitals.exceptions);
            known.turned_away += u64::from(entry.who.is_none());
            if let Entry { who: Some((name, Some(post))), since, vitals, traffic, heard, .. } = entry {
                known.went(post, Gone { name, since, gave: vitals.gave, traffic, heard });
            }
        }
    }

    pub(super) fn turn_away(&self) {
        self.known().turned_away += 1;
    }

    /// Tells everybody to leave.
    pub(super) fn close(&self) {
        self.known().sessions.values().for_each(|entry| {
            entry.leave.send_replace(Some(Bye::Stopping));
        });
    }

    pub(super) fn offer_fixes(&self, fixes: Vec<Fix>, from: Origin) {
        let now = (!self.realm.is_drill()).then(clock::wall);
        let mut known = self.known();
        let before = known.fixes.version();
        for fix in fixes {
            known.fixes.offer(fix, from, now);
        }
        let changed = known.fixes.version() > before;
        drop(known);
        if changed {
            self.stir();
        }
    }

    pub(super) fn newer_fixes(&self, since: u64, to: Origin, most: usize) -> (Vec<Fix>, u64) {
        self.known().fixes.newer_few(since, to, most)
    }

    /// The first sessions, oldest first.
    fn lines(&self, store: &dyn Store, most: usize, now: Instant) -> Vec<SessionLine> {
        let head = store.head();
        let line = |entry: &Entry| {
            let (name, _) = entry.who.as_ref()?;
            Some(SessionLine {
                name: name.clone(),
                since: entry.since,
                behind: head.saturating_sub(entry.vitals.gave),
                sent: entry.traffic.sent,
                received: entry.traffic.received,
                silent: silence(entry.heard, now),
            })
        };
        self.known().sessions.values().filter_map(line).take(most).collect()
    }

    /// What a post that asks is told: who is connected, then who was and fell silent, the latest first.
    pub(super) fn told(&self, store: &dyn Store) -> Vec<SessionLine> {
        self.told_at(store, clock::monotonic())
    }

    fn told_at(&self, store: &dyn Store, now: Instant) -> Vec<SessionLine> {
        let head = store.head();
        let mut lines = self.lines(store, SESSIONS_TOLD_MAX, now);
        let known = self.known();
        let mut gone: Vec<&Gone> = known.gone.values().collect();
        gone.sort_by_key(|gone| std::cmp::Reverse(gone.heard));
        let line = |gone: &Gone| SessionLine {
            name: gone.name.clone(),
            since: gone.since,
            behind: head.saturating_sub(gone.gave),
            sent: gone.traffic.sent,
            received: gone.traffic.received,
            silent: silence(gone.heard, now),
        };
        lines.extend(gone.into_iter().map(line).filter(|line| line.silent.is_some()));
        lines.truncate(SESSIONS_TOLD_MAX);
        lines
    }

    pub(super) fn board(&self, store: &dyn Store) -> HubBoard {
        let info = |line: SessionLine| SessionInfo {
            name: line.name,
            since: line.since,
            behind: line.behind,
            sent_bytes: line.sent,
            received_bytes: line.received,
            silent: line.silent.map(|seconds| Span::seconds(i64::from(seconds))),
        };
        let sessions = self.lines(store, usize::MAX, clock::monotonic()).into_iter().map(info).collect();
        let known = self.known();
        let running = known.sessions.values().map(|entry| entry.vitals.exceptions);
        HubBoard {
            sessions,
            events: store.head(),
            exceptions: running.fold(known.exceptions, Exceptions::plus),
            turned_away: known.turned_away,
            positions: known.fixes.all().count(),
        }
    }
}

impl Known {
    /// A post is not here any more. Of too many the one that was silent longest is forgotten.
    fn went(&mut self, post: PostId, gone: Gone) {
        let here = self.sessions.values().any(|entry| entry.who.as_ref().is_some_and(|(_, of)| *of == Some(post)));
        if here {
            return;
        }
        self.gone.insert(post, gone);
        if self.gone.len() > SESSIONS_TOLD_MAX
            && let Some(oldest) = self.gone.iter().min_by_key(|(_, gone)| gone.heard).map(|(post, _)| *post)
        {
            self.gone.remove(&oldest);
        }
    }
}

/// For how many seconds nothing was heard, when that is worth a word.
fn silence(heard: Instant, now: Instant) -> Option<u32> {
    let silent = now.saturating_duration_since(heard);
    (silent >= POST_SILENT_AFTER).then(|| u32::try_from(silent.as_secs()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::sync::{Kind, Memory, PROTOCOL, StoreId};

    fn hello(name: &str, post: u8) -> Hello {
        Hello {
            protocol: PROTOCOL.to_owned(),
            kind: Kind::Console,
            store: StoreId([post; 16]),
            realm: Realm::Live,
            fold: 0,
            streams: Vec::new(),
            post: Some(PostId([post; 32])),
            name: name.to_owned(),
            at: At::default(),
            window: 0,
            resume: None,
            resumed: false,
            proof: None,
        }
    }

    #[test]
    fn a_post_that_fell_silent_is_told_with_its_age_until_it_comes_back() {
        let (table, store) = (Table::new(Realm::Live), Memory::new(StoreId([9; 16]), Realm::Live));
        let told = |seconds| {
            let at = clock::monotonic() + Duration::from_secs(seconds);
            let lines = table.told_at(&store, at);
            lines.into_iter().map(|line| (line.name, line.silent.is_some())).collect::<Vec<_>>()
        };
        let (car, _car) = table.enter();
        table.greeted(car, &hello("car", 1));
        let (room, _room) = table.enter();
        table.greeted(room, &hello("room", 2));
        assert_eq!(told(10), [("car".to_owned(), false), ("room".to_owned(), false)]);
        table.leave(car);
        assert_eq!(told(10), [("room".to_owned(), false)], "it may call again at once");
        let later = told(90);
        assert_eq!(later, [("room".to_owned(), true), ("car".to_owned(), true)], "nobody was heard since");
        let (again, _again) = table.enter();
        table.greeted(again, &hello("car", 1));
        assert_eq!(told(10), [("room".to_owned(), false), ("car".to_owned(), false)]);
        for n in 0..2 * SESSIONS_TOLD_MAX {
            let (number, _left) = table.enter();
            let mut post = [7; 32];
            post[..8].copy_from_slice(&n.to_be_bytes());
            table.greeted(number, &Hello { post: Some(PostId(post)), ..hello("other", 7) });
            table.leave(number);
        }
        assert_eq!(told(90).len(), SESSIONS_TOLD_MAX);
        assert_eq!(table.known().gone.len(), SESSIONS_TOLD_MAX);
    }
}
