//! What is in force: the rows of the adopted set, and what a bureau put in their place.

use std::borrow::Cow;

use super::{Calendar, Clock, Limits, Promptness, Row, RuleId, SetName, Timer};
use crate::clock::{At, Span};
use crate::domain::{Colour, EventId, Grade, Setting, TeamKind};

/// From where a row comes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whence {
    /// The adopted set.
    Set,
    /// The limits that an older log carries, under this name.
    Log(String),
    /// A bureau's profile.
    Profile {
        /// Its name.
        name: String,
        /// The event that put the row there.
        event: EventId,
    },
}

/// A row in force, and from where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InForce<'a> {
    /// The row.
    pub row: Cow<'a, Row>,
    /// From where.
    pub whence: Whence,
}

/// The limits of a world. Made for every list of deadlines, so it holds nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules {
    /// What was adopted, for the screen.
    pub name: String,
    /// The adopted set, when this program does not have it: then it goes on with the first one, and says so.
    pub unknown: Option<SetName>,
    /// In the order of [`Timer::ALL`].
    pub(in crate::domain) limits: Vec<Limit<Span>>,
    /// In the order of [`Clock::ALL`]; none for one whose row the adopted set lacks.
    pub(in crate::domain) duties: Vec<Option<Limit<Promptness>>>,
    /// Which days are worked.
    pub(in crate::domain) calendar: Calendar,
}

/// One limit: the adopted one, and the one in its place as long as that is in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::domain) struct Limit<T> {
    pub(in crate::domain) row: Option<&'static RuleId>,
    pub(in crate::domain) adopted: T,
    pub(in crate::domain) instead: Option<(T, Option<At>, Option<At>)>,
}

impl<T: Copy> Limit<T> {
    fn at(&self, at: At) -> T {
        self.put(at).unwrap_or(self.adopted)
    }

    fn put(&self, at: At) -> Option<T> {
        let (other, from, to) = self.instead?;
        (from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to)).then_some(other)
    }

    fn is_put(&self, at: At) -> bool {
        self.put(at).is_some()
    }
}

impl Rules {
    /// The limit of a timer that begins to run at `at`.
    pub fn within(&self, timer: Timer, at: At) -> Span {
        let limit = self.limits.get(timer as usize).map(|limit| limit.at(at));
        limit.or_else(|| Limits::default().of(timer)).unwrap_or(Span::ZERO)
    }

    /// The timer of the initial report, by phone or in writing, on an event of this grade: that of the grade where a bureau
    /// put a row there, else the one for all (rules.md 3.3 RLOC).
    pub fn initial_report(&self, by_phone: bool, grade: Option<Grade>, at: At) -> Timer {
        let (all, of_grade) = match (by_phone, grade) {
            (true, Some(Grade::Major | Grade::Extreme)) => (Timer::ReportPhone, Some(Timer::ReportPhoneMajor)),
            (true, Some(Grade::Serious)) => (Timer::ReportPhone, Some(Timer::ReportPhoneSerious)),
            (true, _) => (Timer::ReportPhone, None),
            (false, Some(Grade::Major | Grade::Extreme)) => (Timer::ReportWritten, Some(Timer::ReportWrittenMajor)),
            (false, Some(Grade::Serious)) => (Timer::ReportWritten, Some(Timer::ReportWrittenSerious)),
            (false, _) => (Timer::ReportWritten, None),
        };
        let put = |timer: &Timer| self.limits.get(*timer as usize).is_some_and(|limit| limit.is_put(at));
        of_grade.filter(put).unwrap_or(all)
    }

    /// When a duty whose clock begins to run at `from` is to be done, and the row that says so; none when the adopted
    /// set has no such row.
    pub fn duty(&self, clock: Clock, from: At) -> Option<(&'static RuleId, At)> {
        let limit = self.duties.get(clock as usize)?.as_ref()?;
        Some((limit.row?, limit.at(from).due_by(from, &self.calendar)))
    }

    /// The row that gives it.
    pub fn row(&self, timer: Timer) -> Option<&'static RuleId> {
        self.limits.get(timer as usize)?.row
    }
}

impl Timer {
    /// 签收 by a team of this kind, or by anybody else.
    pub fn acknowledgement(kind: Option<TeamKind>) -> Self {
        match kind {
            Some(TeamKind::Fire | TeamKind::Professional) => Self::AckProfessional,
            _ => Self::AckOther,
        }
    }

    /// 到场 in this setting.
    pub fn arrival(setting: Setting) -> Self {
        match setting {
            Setting::Urban => Self::ArriveUrban,
            Setting::Rural => Self::ArriveRural,
        }
    }

    /// R-互锁: from a warning of this colour to a decision; none where no decision is due.
    pub fn decision(colour: Colour) -> Option<Self> {
        match colour {
            Colour::Red => Some(Self::DecideRed),
            Colour::Orange => Some(Self::DecideOrange),
            Colour::Yellow | Colour::Blue => None,
        }
    }

    /// 出发 by a team of this kind; none for the military, which commands itself.
    pub fn departure(kind: TeamKind) -> Option<Self> {
        match kind {
            TeamKind::Fire => Some(Self::DepartFire),
            TeamKind::Professional | TeamKind::Medical => Some(Self::DepartProfessional),
            TeamKind::Township => Some(Self::DepartTownship),
            TeamKind::Social => Some(Self::DepartSocial),
            TeamKind::Military => None,
        }
    }
}
