//! Who is connected, and what sessions share. The lock is never held across an await.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::HubBoard;
use crate::clock::{self, At};
use crate::console::SessionInfo;
use crate::domain::{Fix, PostId, Realm};
use crate::limits::SESSIONS_TOLD_MAX;
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
    leave: watch::Sender<Option<Bye>>,
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
        known.sessions.insert(number, Entry { who: None, since: clock::wall(), vitals, traffic, leave });
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
        }
        if let Some(entry) = known.sessions.get_mut(&number) {
            entry.who = Some((hello.name.clone(), hello.post));
        }
    }

    pub(super) fn note(&self, number: u64, vitals: Vitals, traffic: Traffic) {
        if let Some(entry) = self.known().sessions.get_mut(&number) {
            (entry.vitals, entry.traffic) = (vitals, traffic);
        }
    }

    pub(super) fn leave(&self, number: u64) {
        let mut known = self.known();
        if let Some(entry) = known.sessions.remove(&number) {
            known.exceptions = known.exceptions.plus(entry.vitals.exceptions);
            known.turned_away += u64::from(entry.who.is_none());
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
    pub(super) fn lines(&self, store: &dyn Store, most: usize) -> Vec<SessionLine> {
        let head = store.head();
        let line = |entry: &Entry| {
            let (name, _) = entry.who.as_ref()?;
            Some(SessionLine {
                name: name.clone(),
                since: entry.since,
                behind: head.saturating_sub(entry.vitals.gave),
                sent: entry.traffic.sent,
                received: entry.traffic.received,
            })
        };
        self.known().sessions.values().filter_map(line).take(most).collect()
    }

    pub(super) fn told(&self, store: &dyn Store) -> Vec<SessionLine> {
        self.lines(store, SESSIONS_TOLD_MAX)
    }

    pub(super) fn board(&self, store: &dyn Store) -> HubBoard {
        let info = |line: SessionLine| SessionInfo {
            name: line.name,
            since: line.since,
            behind: line.behind,
            sent_bytes: line.sent,
            received_bytes: line.received,
        };
        let sessions = self.lines(store, usize::MAX).into_iter().map(info).collect();
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
