//! A simulated team: a leader who answers, and a vehicle that takes the time its road needs.
//!
//! Its state follows from the events it was told of, so what a person records on its behalf moves it as well, and a
//! restarted engine goes on where the log ends.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::chance;
use super::{Drive, Map, RoadCode, RosterTeam, Start, Whim};
use crate::clock::{At, Span};
use crate::domain::{Destination, EventId, Fact, Form, Order, Point, Purpose, TeamStatus, Track};
use crate::limits::TRACK_FIXES_MAX;

/// From arrival to the beginning of work: size-up within five minutes (rules.md 5.4).
const SIZE_UP: Span = Span::minutes(2);
/// From a cancelled or diverted order to turning round.
const TURN_ROUND: Span = Span::seconds(30);
/// From release to the way home.
const PACK_UP: Span = Span::minutes(5);
/// From home to ready again.
const REST: Span = Span::minutes(30);
/// A team without a way looks again after this.
const LOOK_AGAIN: Span = Span::minutes(10);
/// A thinned track has no two points closer than this.
const TRACK_STEP: Span = Span::seconds(60);

/// Orders that wait for the leader's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ring {
    pub(super) order: EventId,
    /// Which order of this team, from 1.
    pub(super) nth: u32,
    pub(super) form: Form,
    pub(super) incident: Option<EventId>,
    pub(super) destination: Option<Destination>,
    /// When the answer comes; `None` never.
    pub(super) at: Option<At>,
    /// The answer, when it is no.
    pub(super) refuses: Option<String>,
    /// Whether it only warns of an order to come.
    pub(super) warns: bool,
}

/// What it is busy with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Job {
    pub(super) order: EventId,
    pub(super) nth: u32,
    pub(super) incident: Option<EventId>,
    pub(super) destination: Option<Destination>,
    /// Not yet on the road.
    pub(super) preparing: bool,
}

/// What it does next by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Move {
    Prepare,
    Depart,
    Arrive,
    CheckIn,
    Work,
    Finish,
    StandDown,
    GoHome,
    Home,
    Rest,
}

/// One simulated team.
#[derive(Clone, Debug)]
pub(super) struct Crew {
    pub(super) team: Arc<RosterTeam>,
    seed: u64,
    orders: u32,
    pub(super) rings: Vec<Ring>,
    pub(super) job: Option<Job>,
    pub(super) next: Option<(At, Move)>,
    pub(super) status: TeamStatus,
    /// The status before contact was lost.
    pub(super) before: TeamStatus,
    stands: Start,
    pub(super) drive: Option<Drive>,
    /// The newest position that was sent.
    pub(super) sent: Option<At>,
}

impl Crew {
    pub(super) fn new(team: Arc<RosterTeam>, seed: u64) -> Self {
        let stands = Start::Place(team.card.home.clone());
        Self {
            team,
            seed,
            orders: 0,
            rings: Vec::new(),
            job: None,
            next: None,
            status: TeamStatus::Ready,
            before: TeamStatus::Ready,
            stands,
            drive: None,
            sent: None,
        }
    }

    fn name(&self, what: &str, nth: u32) -> String {
        format!("{what} {} {nth}", self.team.card.code)
    }

    /// Nobody hears of it.
    pub(super) fn lost(&self) -> bool {
        self.status == TeamStatus::LostContact
    }

    /// When it acts next by itself.
    pub(super) fn due(&self) -> Option<At> {
        if self.lost() {
            return None;
        }
        let rings = self.rings.iter().filter_map(|ring| ring.at);
        rings.chain(self.next.map(|(at, _)| at)).min()
    }

    /// An order rings at the leader's.
    pub(super) fn ring(&mut self, order: EventId, issued: &Order) {
        self.orders += 1;
        let nth = self.orders;
        let whim = self.team.troubles.iter().find(|t| t.order == nth).map(|t| &t.whim);
        let delay = chance::delay(self.seed, &self.name("ack", nth), self.team.ack);
        let (at, refuses) = match whim {
            None => (Some(issued.issued + delay), None),
            Some(Whim::Late(more)) => (Some(issued.issued + delay + *more), None),
            Some(Whim::Refuses(reason)) => (Some(issued.issued + delay), Some(reason.clone())),
            Some(Whim::Silent) => (None, None),
        };
        let (form, incident, destination) = (issued.form, issued.incident, issued.destination.clone());
        let warns = issued.muster.as_ref().is_some_and(|muster| muster.purpose == Purpose::PreAlert);
        self.rings.push(Ring { order, nth, form, incident, destination, at, refuses, warns });
    }

    /// The leader said yes, or somebody said so for him.
    pub(super) fn accepted(&mut self, order: EventId, at: At) {
        let Some(place) = self.rings.iter().position(|ring| ring.order == order) else { return };
        let Ring { order, nth, incident, destination, warns, .. } = self.rings.remove(place);
        if warns {
            return;
        }
        self.job = Some(Job { order, nth, incident, destination, preparing: true });
        self.next = Some((at, Move::Prepare));
    }

    /// The order is no more: done, refused, cancelled or struck.
    pub(super) fn dropped(&mut self, order: EventId, at: At) {
        let rang = self.rings.iter().any(|ring| ring.order == order);
        self.rings.retain(|ring| ring.order != order);
        let mine = self.job.as_ref().is_some_and(|job| job.order == order);
        if mine {
            self.job = None;
            self.next = None;
        }
        if (mine || rang) && self.job.is_none() {
            self.next = match self.status {
                TeamStatus::Ordered | TeamStatus::Assembling => Some((at + TURN_ROUND, Move::StandDown)),
                TeamStatus::EnRoute => Some((at + TURN_ROUND, Move::GoHome)),
                _ => self.next,
            };
        }
    }

    /// The team is said to be of this status since `at`.
    pub(super) fn is_now(&mut self, status: TeamStatus, at: At, map: &Map, closed: &BTreeSet<RoadCode>) {
        if status == TeamStatus::LostContact && !self.lost() {
            self.before = self.status;
        }
        self.status = status;
        let preparing = self.job.as_ref().is_some_and(|job| job.preparing);
        match status {
            // On its way down from something else, towards the next order.
            TeamStatus::Ordered | TeamStatus::Staged | TeamStatus::Ready if preparing => {
                self.next = Some((at, Move::Prepare));
            }
            // It checked in: whoever leads there has work for it at once.
            TeamStatus::Staged if self.job.is_some() => self.next = Some((at, Move::Work)),
            TeamStatus::Assembling => {
                let nth = self.job.as_ref().map_or(0, |job| job.nth);
                let takes = chance::delay(self.seed, &self.name("assemble", nth), self.team.assemble);
                self.next = self.job.is_some().then_some((at + takes, Move::Depart));
            }
            TeamStatus::EnRoute => {
                let to = self.job.as_ref().and_then(|job| job.destination.clone());
                self.set_out(to, Move::Arrive, at, map, closed);
            }
            TeamStatus::OnScene => {
                self.halt(at);
                self.next = self.job.is_some().then_some((at + SIZE_UP, Move::CheckIn));
            }
            TeamStatus::Working => {
                self.halt(at);
                self.next = self.team.works.filter(|_| self.job.is_some()).map(|takes| (at + takes, Move::Finish));
            }
            TeamStatus::Released => {
                self.job = None;
                self.next = Some((at + PACK_UP, Move::GoHome));
            }
            TeamStatus::Returning => {
                self.job = None;
                let home = Destination::Place(self.team.card.home.clone());
                self.set_out(Some(home), Move::Home, at, map, closed);
            }
            TeamStatus::Returned => {
                self.halt(at);
                self.next = Some((at + REST, Move::Rest));
            }
            TeamStatus::Ready => {
                self.job = None;
                self.next = None;
                self.halt(at);
            }
            TeamStatus::Unavailable => {
                self.job = None;
                self.halt(at);
                // Who said no by itself is to be had again after a while.
                let own = matches!(self.next, Some((_, Move::StandDown)));
                self.next = own.then_some((at + REST, Move::StandDown));
            }
            TeamStatus::LostContact
            | TeamStatus::Ordered
            | TeamStatus::Staged
            | TeamStatus::Standby
            | TeamStatus::PreAlerted
            | TeamStatus::Withdrawing
            | TeamStatus::Resting
            | TeamStatus::Resupply => {}
        }
    }

    /// Sets out from where it is, or looks again later when no road leads there.
    fn set_out(&mut self, to: Option<Destination>, then: Move, at: At, map: &Map, closed: &BTreeSet<RoadCode>) {
        let Some(to) = to else {
            self.next = None;
            return;
        };
        let start = self.start(at);
        if let Some(job) = &mut self.job {
            job.preparing = false;
        }
        self.stands = start.clone();
        if let Some(legs) = map.way(&start, &to, closed) {
            let drive = Drive { legs, departed: at, speed_mh: self.team.speed_mh };
            self.next = Some((drive.arrives(), then));
            self.drive = Some(drive);
        } else {
            self.drive = None;
            let again = if then == Move::Home { Move::GoHome } else { Move::Depart };
            self.next = Some((at + LOOK_AGAIN, again));
        }
    }

    /// Whether a way leads to where it is going.
    pub(super) fn has_way(&self, at: At, map: &Map, closed: &BTreeSet<RoadCode>) -> bool {
        let to = self.job.as_ref().and_then(|job| job.destination.clone());
        to.is_none_or(|to| map.way(&self.start(at), &to, closed).is_some())
    }

    /// When it would arrive if it set out at `at`.
    pub(super) fn expects(&self, at: At, map: &Map, closed: &BTreeSet<RoadCode>) -> Option<At> {
        let to = self.job.as_ref().and_then(|job| job.destination.clone())?;
        let legs = map.way(&self.start(at), &to, closed)?;
        Some(Drive { legs, departed: at, speed_mh: self.team.speed_mh }.arrives())
    }

    /// Whether what is closed now lies ahead of it.
    pub(super) fn blocked(&self, at: At, closed: &BTreeSet<RoadCode>) -> bool {
        !self.lost() && self.drive.as_ref().is_some_and(|drive| at < drive.arrives() && drive.meets(at, closed))
    }

    /// No road leads on: it stays where it is and looks again later.
    pub(super) fn stuck(&mut self, at: At) {
        self.halt(at);
        self.next = Some((at + LOOK_AGAIN, Move::Depart));
    }

    /// What lies ahead is closed: it sets out anew from where it is.
    pub(super) fn turn(&mut self, at: At) {
        let home = self.status == TeamStatus::Returning;
        self.next = Some((at, if home { Move::GoHome } else { Move::Depart }));
    }

    fn halt(&mut self, at: At) {
        self.stands = self.start(at);
        self.drive = None;
    }

    /// From where it would set out at `at`.
    fn start(&self, at: At) -> Start {
        let Some((leg, metres)) = self.drive.as_ref().and_then(|drive| drive.along(at)) else {
            return self.stands.clone();
        };
        match &leg.ends.1 {
            Some(place) if metres == leg.metres => Start::Place(place.clone()),
            None if metres == leg.metres => Start::Point(leg.to),
            _ => Start::Leg(leg.clone(), metres),
        }
    }

    /// Where it is.
    pub(super) fn point(&self, at: At, map: &Map) -> Option<Point> {
        let driven = self.drive.as_ref().and_then(|drive| drive.point(at));
        driven.or_else(|| match &self.stands {
            Start::Place(code) => map.point(code),
            Start::Point(point) => Some(*point),
            Start::Leg(leg, metres) => Some(leg.at(*metres)),
        })
    }

    /// Whether it is on the move.
    pub(super) fn moves(&self, at: At) -> bool {
        self.drive.as_ref().is_some_and(|drive| drive.departed <= at && at < drive.arrives())
    }

    /// The way driven until `at`, thinned to what one event carries.
    pub(super) fn track(&self, at: At) -> Option<Fact> {
        let drive = self.drive.as_ref()?;
        let until = at.min(drive.arrives());
        let room = i64::try_from(TRACK_FIXES_MAX).unwrap_or(2) - 1;
        let step = TRACK_STEP.0.max((until - drive.departed).0.div_euclid(room) + 1);
        let mut fixes = Vec::new();
        let mut when = drive.departed;
        while when < until {
            fixes.extend(drive.point(when).map(|point| (when, point)));
            when = when + Span(step);
        }
        fixes.extend(drive.point(until).map(|point| (until, point)));
        let team = self.team.card.code.clone();
        (fixes.len() > 1).then_some(Fact::TrackLogged(Track { team, fixes }))
    }
}
