//! Rows of lists, by what they are and not by where they stand.

use super::Board;
use crate::domain::{
    AreaCode, Aspect, EventId, InjectCode, ListCode, PlaceCode, Seat, ShareKind, StepCode, TeamCode, TeamStatus, Way,
};

/// A row of some list. A list that is ordered anew keeps its selection, because a selection is one of these.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Row {
    /// An incident.
    Incident(EventId),
    /// A line of an incident's timeline.
    Line(EventId),
    /// A team.
    Team(TeamCode),
    /// Quiet teams of one status, counted in one line; those whose status nobody said under `None`.
    Quiet(Option<TeamStatus>),
    /// An order.
    Order(EventId),
    /// A mobilisation, by its order.
    Mobilisation(EventId),
    /// A step of a started plan.
    Step(EventId, StepCode),
    /// A conflict.
    Conflict(Aspect),
    /// A session of the hub, by its post's name.
    Session(String),
    /// An inject.
    Inject(InjectCode),
    /// A place.
    Place(PlaceCode),
    /// A body of the structure.
    Organ(ListCode),
    /// A report's paper.
    Paper(EventId),
    /// A seat of the command.
    Seat(Seat),
    /// An item of the checklist of the switchover that runs.
    Item(Way, u8),
    /// A consultation.
    Consult(EventId),
    /// A material.
    Material(ListCode),
    /// A consignment of a material.
    Consignment(ListCode, EventId),
    /// A requisition.
    Requisition(EventId),
    /// A shelter.
    Shelter(ListCode),
    /// An after-action review.
    Aar(EventId),
    /// An aid request.
    Aid(EventId),
    /// What a city shares.
    Shared(AreaCode, ShareKind),
    /// The scene of an incident.
    Onsite(EventId),
    /// An entry of the log, by its arrival number here.
    Entry(u64),
}

impl Row {
    /// The board that lists it.
    pub fn board(&self) -> Board {
        match self {
            Self::Incident(_) => Board::Situation,
            Self::Line(_) => Board::Incident,
            Self::Team(_) | Self::Quiet(_) => Board::Teams,
            Self::Order(_) => Board::Orders,
            Self::Mobilisation(_) => Board::Assembly,
            Self::Step(..) => Board::Plan,
            Self::Conflict(_) => Board::Conflicts,
            Self::Session(_) => Board::Hub,
            Self::Inject(_) => Board::Drill,
            Self::Entry(_) => Board::Journal,
            Self::Place(_) => Board::Map,
            Self::Paper(_) => Board::Reports,
            Self::Seat(_) | Self::Item(..) => Board::Switchover,
            Self::Consult(_) => Board::Consultation,
            Self::Material(_) | Self::Consignment(..) | Self::Requisition(_) | Self::Shelter(_) => Board::Resources,
            Self::Aar(_) => Board::Aar,
            Self::Aid(_) | Self::Shared(..) => Board::Linkage,
            Self::Onsite(_) => Board::Onsite,
            Self::Organ(_) => Board::Structure,
        }
    }
}

/// What is selected in one list: the row, and where it stood when it was last seen, for the case that it vanishes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selected {
    /// Which.
    pub row: Row,
    /// Its place in the list.
    pub place: usize,
}
