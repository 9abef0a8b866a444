//! What a link's task knows and others may look at. The lock is never held across an await.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::backlog::Tracker;
use super::carrier::Time;
use super::{LinkView, Options};
use crate::clock::Span;
use crate::console::{LinkState, SessionInfo};
use crate::domain::{FOLD_VERSION, Fix, Realm};
use crate::sync::{Account, Exceptions, FixBoard, Hello, Origin, Report, SessionLine, Store, StoreError, Vitals};
use crate::text::tell::Both;

/// Positions from here, and from the hub.
const HERE: Origin = 0;
pub(super) const HUB: Origin = 1;

pub(super) struct Shared {
    pub(super) time: Time,
    known: Mutex<Known>,
    /// Moves when the session may have something to say.
    pulse: watch::Sender<u64>,
    wake: Arc<dyn Fn() + Send + Sync>,
    report: Arc<dyn Fn(Report) + Send + Sync>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct Known {
    phase: Phase,
    vitals: Vitals,
    /// Of sessions that ended.
    exceptions: Exceptions,
    parked: u64,
    account: Option<Account>,
    hub: Option<(String, u32)>,
    sessions: Vec<SessionInfo>,
    fixes: FixBoard,
    ask: bool,
    tracker: Tracker,
}

/// Where the one connection stands.
#[derive(Clone, Debug)]
pub(super) enum Phase {
    Calling { attempt: u32, why: Both },
    Up,
    Refused { why: Both },
}

impl Default for Phase {
    fn default() -> Self {
        Self::Calling { attempt: 0, why: Both::default() }
    }
}

impl Shared {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            time: Time::begin(),
            known: Mutex::default(),
            pulse: watch::Sender::new(0),
            wake: options.wake.clone(),
            report: options.report.clone(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn pulse(&self) -> watch::Receiver<u64> {
        self.pulse.subscribe()
    }

    /// Lets the session look for something to say.
    pub(super) fn stir(&self) {
        self.pulse.send_modify(|n| *n = n.wrapping_add(1));
    }

    pub(super) fn view(&self) -> LinkView {
        let known = self.known();
        let state = match &known.phase {
            Phase::Calling { attempt, why } => LinkState::Calling { attempt: *attempt, why: why.clone() },
            Phase::Refused { why } => LinkState::Refused { why: why.clone() },
            Phase::Up => LinkState::Up {
                heard_ms_ago: millis(self.time.now().mono.saturating_sub(known.vitals.heard)),
                rtt_ms: millis(known.vitals.round_trip.unwrap_or_default()),
                skew_ms: clamped(known.vitals.skew_ms.unwrap_or_default()),
            },
        };
        LinkView {
            state,
            backlog: known.tracker.backlog(),
            parked: known.parked,
            account: known.account,
            exceptions: known.exceptions.plus(known.vitals.exceptions),
            hub: known.hub.as_ref().map(|(name, _)| name.clone()),
            other_fold: known.hub.as_ref().map(|(_, fold)| *fold).filter(|fold| *fold != FOLD_VERSION),
            sessions: known.sessions.clone(),
            fixes: known.fixes.version(),
        }
    }

    pub(super) fn enter(&self, phase: Phase) {
        let mut known = self.known();
        known.exceptions = known.exceptions.plus(known.vitals.exceptions);
        known.vitals = Vitals::default();
        known.phase = phase;
        drop(known);
        (self.wake)();
    }

    pub(super) fn greeted(&self, hello: &Hello) {
        let mut known = self.known();
        known.phase = Phase::Up;
        known.vitals.heard = self.time.now().mono;
        known.account = None;
        known.hub = Some((hello.name.clone(), hello.fold));
        drop(known);
        (self.wake)();
    }

    pub(super) fn begin_account(&self, tracker: Tracker) {
        self.known().tracker = tracker;
    }

    /// Looks at what is new in the journal.
    pub(super) fn follow(&self, store: &dyn Store) -> Result<(), StoreError> {
        let moved = self.known().tracker.follow(store)?;
        if moved {
            (self.wake)();
        }
        Ok(())
    }

    /// How the session is, and what became of this post's events.
    pub(super) fn account(&self, vitals: Vitals, reports: &[Report]) {
        let mut known = self.known();
        let before = (known.vitals, known.tracker.backlog());
        known.vitals = vitals;
        if let Some(account) = vitals.account.filter(|account| known.account != Some(*account)) {
            known.account = Some(account);
            tell(account);
        }
        for report in reports {
            match report {
                Report::Delivered { number, .. } => known.tracker.settled(*number),
                Report::Parked { number, .. } => {
                    known.parked += 1;
                    known.tracker.settled(*number);
                }
            }
        }
        known.tracker.settled_through(vitals.gave);
        // That the hub was heard once more is no news: the view tells its age by itself.
        let quiet = |vitals: Vitals| Vitals { heard: Duration::ZERO, gave: 0, ..vitals };
        let changed = (quiet(before.0), before.1) != (quiet(known.vitals), known.tracker.backlog());
        drop(known);
        for report in reports {
            (self.report)(*report);
        }
        if changed {
            (self.wake)();
        }
    }

    pub(super) fn offer_fix(&self, fix: Fix) {
        if self.known().fixes.offer(fix, HERE, None) {
            self.stir();
        }
    }

    /// Positions from the hub.
    pub(super) fn take_fixes(&self, fixes: Vec<Fix>, realm: &Realm) {
        let now = (!realm.is_drill()).then(|| self.time.now().wall);
        let mut known = self.known();
        let before = known.fixes.version();
        for fix in fixes {
            known.fixes.offer(fix, HUB, now);
        }
        let changed = known.fixes.version() > before;
        drop(known);
        if changed {
            (self.wake)();
        }
    }

    pub(super) fn newer_fixes(&self, since: u64) -> (Vec<Fix>, u64) {
        // Nobody has this origin: all of them are wanted.
        self.known().fixes.newer(since, Origin::MAX)
    }

    pub(super) fn fixes_for_hub(&self, since: u64, most: usize) -> (Vec<Fix>, u64) {
        self.known().fixes.newer_few(since, HUB, most)
    }

    pub(super) fn ask_sessions(&self) {
        self.known().ask = true;
        self.stir();
    }

    pub(super) fn take_question(&self) -> bool {
        std::mem::take(&mut self.known().ask)
    }

    pub(super) fn told(&self, sessions: Vec<SessionLine>) {
        let info = |line: SessionLine| SessionInfo {
            name: line.name,
            since: line.since,
            behind: line.behind,
            sent_bytes: line.sent,
            received_bytes: line.received,
            silent: line.silent.map(|seconds| Span::seconds(i64::from(seconds))),
        };
        self.known().sessions = sessions.into_iter().map(info).collect();
        (self.wake)();
    }
}

/// Into the log.
fn tell(Account { missing, unsent }: Account) {
    if missing > 0 {
        tracing::warn!(missing, unsent, "acknowledged by the hub and missing here: they come back");
    } else {
        tracing::info!(unsent, "post and hub have compared what they hold");
    }
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

fn clamped(ms: i64) -> i32 {
    i32::try_from(ms).unwrap_or(if ms < 0 { i32::MIN } else { i32::MAX })
}
