//! 谁能来: what is needed where and by when, and who could come.

use super::super::{AreaCode, Capability, EventId, Form, PlaceCode, Point, SharedItem, Team, TeamStatus};
use crate::clock::{At, Span};

/// What is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Need {
    /// So many teams of each; nothing asks for any team.
    pub wanted: Vec<Wanted>,
    /// Where.
    pub place: Point,
    /// By when.
    pub by: Option<At>,
    /// Whose teams take orders; all others, and the military, are asked.
    pub own: Option<AreaCode>,
    /// The part of the own teams that stays uncommitted, in hundredths.
    pub reserve_percent: u32,
    /// For which incident: a team that another city lent for it takes orders there.
    pub incident: Option<EventId>,
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
    /// How far by road, as estimated from the straight line.
    pub metres: Option<u32>,
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
    /// Of each that is wanted, how many of those proposed cover it.
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
}
