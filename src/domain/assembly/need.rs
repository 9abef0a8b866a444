//! 谁能来: what is needed where and by when, and who could come.

use super::super::{
    AreaCode, Capability, EventId, Form, PlaceCode, Point, SharedItem, Speed, Team, TeamCode, TeamStatus,
};
use crate::clock::{At, Span};

/// What is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Need {
    /// So many teams of each; nothing asks for any team.
    pub wanted: Vec<Wanted>,
    /// Where.
    pub place: Spot,
    /// By when.
    pub by: Option<At>,
    /// Whose teams take orders; all others, and the military, are asked.
    pub own: Option<AreaCode>,
    /// The part of the own teams that stays uncommitted, in hundredths.
    pub reserve_percent: u32,
    /// For which incident: a team that another city lent for it takes orders there.
    pub incident: Option<EventId>,
}

/// Where something is needed, as far as anybody knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A place of the map, or coordinates.
    Point(Point),
    /// An address that names a place of the map, or a jurisdiction that has its seat at one: as near as that.
    Near(PlaceCode, Point),
    /// An address that names nothing on the map: who leaves first stands first.
    Unknown,
}

impl Spot {
    /// The point that ways are measured to.
    pub fn point(&self) -> Option<Point> {
        match self {
            Self::Point(point) | Self::Near(_, point) => Some(*point),
            Self::Unknown => None,
        }
    }
}

impl From<Point> for Spot {
    fn from(point: Point) -> Self {
        Self::Point(point)
    }
}

/// So many teams that can do something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// What.
    pub capability: Capability,
    /// How many teams.
    pub count: u32,
    /// At which grade at least, 1 to 3.
    pub least: u8,
}

/// From where a team would come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// From where its device says that it is.
    Fix,
    /// From where somebody said that it is.
    Said,
    /// From home.
    Home,
}

/// What speaks against a team: a warning, never an exclusion.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Concern {
    /// It said that it is not to be had.
    Unavailable,
    /// Nobody is in touch with it.
    Lost,
    /// Another order has it.
    Booked(EventId),
    /// It is promised to another city, by this aid request.
    Promised(EventId),
    /// It is for something else without an order that this log knows.
    Busy(TeamStatus),
    /// It rests until then.
    Resting(At),
    /// It would come so much after the time that is asked for.
    Late(Span),
    /// It would take the last of the reserve.
    Reserve,
    /// Its people have been on duty for so long.
    Tired(Span),
    /// It is farther than it goes, in kilometres.
    Far(u32),
    /// It has no insurance.
    Uninsured,
    /// It lacks protective equipment.
    Unprotected,
    /// It has fewer people than it needs to work.
    Few(u32),
}

impl Concern {
    /// Whether a team with it is not proposed by itself: somebody has to want it.
    pub fn holds_back(&self) -> bool {
        matches!(
            self,
            Self::Unavailable
                | Self::Lost
                | Self::Booked(_)
                | Self::Promised(_)
                | Self::Busy(_)
                | Self::Resting(_)
                | Self::Late(_)
                | Self::Reserve
        )
    }
}

/// A team that could come, and why it stands where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate<'a> {
    /// Which.
    pub team: &'a Team,
    /// What it is doing.
    pub status: TeamStatus,
    /// How it is called: by an order, or by a request.
    pub form: Form,
    /// From where, when that is known.
    pub origin: Option<(Origin, Option<&'a PlaceCode>)>,
    /// How far, as estimated from the straight line.
    pub metres: Option<u32>,
    /// How fast it goes, and by which row.
    pub speed: Speed,
    /// How long until it leaves.
    pub prepares: Span,
    /// How long it drives.
    pub drives: Option<Span>,
    /// When it would arrive; none when nobody knows where it is.
    pub arrives: Option<At>,
    /// What of what is wanted it covers.
    pub covers: Vec<Capability>,
    /// What speaks against it, the gravest first.
    pub concerns: Vec<Concern>,
    /// Whether it is among those proposed.
    pub proposed: bool,
}

/// A row of what another city shares: nothing is known of it but that, and it is asked for, never ordered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer<'a> {
    /// Whose.
    pub area: &'a AreaCode,
    /// The row.
    pub item: &'a SharedItem,
    /// As of when its city stands behind the list.
    pub as_of: At,
    /// How old that is, and whether it is too old to rely on.
    pub age: (Span, bool),
    /// What of what is wanted it covers, as the list says.
    pub covers: Vec<Capability>,
    /// How far by road, as estimated from the straight line; none when the list does not say where it is.
    pub metres: Option<u32>,
    /// How fast it goes, and by which row.
    pub speed: Speed,
    /// How long the answer may take.
    pub answers: Span,
    /// How long it drives.
    pub drives: Option<Span>,
    /// When it would arrive.
    pub arrives: Option<At>,
}

/// Who could come, the first to arrive first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ranking<'a> {
    /// The teams.
    pub teams: Vec<Candidate<'a>>,
    /// Of each that is wanted, how many of those proposed cover it; each team does one thing at a time, and counts once.
    pub coverage: Vec<(Wanted, u32)>,
    /// How many of the own teams are uncommitted, and how many there are.
    pub reserve: (u32, u32),
    /// What other cities share beside the teams that this log has cards of, the first to arrive first; never proposed.
    pub offers: Vec<Offer<'a>>,
}

impl Ranking<'_> {
    /// Whether those proposed are enough.
    pub fn covered(&self) -> bool {
        self.coverage.iter().all(|(wanted, have)| *have >= wanted.count)
    }

    /// Of each that is wanted, how many of these teams cover it.
    pub fn covering(&self, picked: &[TeamCode]) -> Vec<(Wanted, u32)> {
        let mut seats = Seats::of(self.coverage.iter().map(|(wanted, _)| *wanted));
        for one in self.teams.iter().filter(|one| picked.contains(&one.team.code)) {
            seats.take(one.team);
        }
        seats.filled()
    }
}

/// What is wanted, filled team by team. Each team takes one seat; where those that it could take are taken, somebody who can
/// do something else as well moves over.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Seats {
    wanted: Vec<(Wanted, u32)>,
    taken: Vec<Seat>,
}

/// Who took a seat of which kind, by its bit, and of which kinds it could.
#[derive(Clone, Copy, Debug)]
struct Seat {
    kind: u32,
    could: u32,
}

impl Seats {
    /// Empty ones; more than 32 kinds are not asked for.
    pub(in crate::domain) fn of(wanted: impl Iterator<Item = Wanted>) -> Self {
        Self { wanted: wanted.take(32).map(|wanted| (wanted, 0)).collect(), taken: Vec::new() }
    }

    /// Each kind that is wanted, with how many teams took it.
    pub(in crate::domain) fn filled(self) -> Vec<(Wanted, u32)> {
        self.wanted
    }

    /// Gives a team a seat; `false` when everything that it can do is done without it.
    pub(in crate::domain) fn take(&mut self, team: &Team) -> bool {
        let kinds = self.wanted.iter().zip(0u32..);
        let can = kinds.filter(|((wanted, _), _)| team.grade(wanted.capability).is_some_and(|is| is >= wanted.least));
        let could = can.fold(0u32, |bits, (_, kind)| bits | 1 << kind);
        let Some(kind) = self.room(could, &mut 0) else { return false };
        self.count(kind, 1);
        self.taken.push(Seat { kind, could });
        true
    }

    fn count(&mut self, bit: u32, by: i64) {
        let kind = usize::try_from(bit.trailing_zeros()).ok().and_then(|at| self.wanted.get_mut(at));
        if let Some((_, have)) = kind {
            *have = u32::try_from(i64::from(*have) + by).unwrap_or_default();
        }
    }

    /// A kind of these, by its bit, that has room, or had it once somebody moved over.
    fn room(&mut self, could: u32, seen: &mut u32) -> Option<u32> {
        let bits = |mask: u32| (0..32).map(|kind| 1u32 << kind).filter(move |bit| bit & mask != 0);
        let lacks = self.wanted.iter().zip(0u32..).filter(|((wanted, have), _)| *have < wanted.count);
        let open = lacks.fold(0u32, |all, (_, kind)| all | 1 << kind);
        if let Some(bit) = bits(could & open).next() {
            return Some(bit);
        }
        for bit in bits(could & !*seen) {
            *seen |= bit;
            for place in 0..self.taken.len() {
                let Some(seat) = self.taken.get(place).copied().filter(|seat| seat.kind == bit) else { continue };
                let Some(other) = self.room(seat.could & !*seen, seen) else { continue };
                self.count(other, 1);
                self.count(bit, -1);
                if let Some(seat) = self.taken.get_mut(place) {
                    seat.kind = other;
                }
                return Some(bit);
            }
        }
        None
    }
}
