//! Who is at a consultation, what they said, and what they are to do.

use super::ConsultView;
use crate::clock::At;
use crate::domain::{ActionItem, ConsultNoted, EventId, OrderView, Outcome, PostId, Reckoning, World};
use crate::domain::{ConsultNote, Opinion};

/// Whether somebody of a unit came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Attendance {
    /// Nothing is known.
    Awaited,
    /// 到会.
    Present,
    /// 代会: somebody speaks in its place.
    Proxy,
    /// 缺席.
    Absent,
}

/// A unit at a consultation: one of its members, or one that came besides.
#[derive(Clone, Debug)]
pub struct ConsultSeat<'a> {
    /// Which.
    pub unit: &'a str,
    /// Whether it must be there and give an opinion.
    pub mandatory: bool,
    /// Whether it is there, by what was written down last.
    pub attendance: Attendance,
    /// Who speaks for it; why nobody does.
    pub person: &'a str,
    /// Everything it said, the earliest first: nothing is dropped, the last is what it thinks now.
    pub opinions: Vec<(EventId, &'a Opinion, &'a ConsultNote)>,
    /// Why it gives no opinion, when it is marked so and has given none.
    pub missing: Option<&'a str>,
    /// When its opinion was in, or marked as missing.
    pub answered: Option<At>,
}

/// An action of a consultation.
#[derive(Clone, Debug)]
pub struct ActionView<'a> {
    /// The note that proposed it.
    pub id: EventId,
    /// What is to be done.
    pub item: &'a ActionItem,
    /// The number of the order that it became.
    pub number: Option<u32>,
    /// That order; none when it is closed and put away long since.
    pub order: Option<OrderView<'a>>,
}

impl ActionView<'_> {
    /// Whether it went out and nothing more is to come of it.
    pub fn closed(&self) -> bool {
        self.number.is_some() && self.order.as_ref().is_none_or(|order| order.outcome != Reckoning::Unset)
    }

    /// Whether whoever was to do it refused: that is for the chair.
    pub fn refused(&self) -> bool {
        let outcome = self.order.as_ref().map(|order| &order.outcome);
        matches!(outcome, Some(Reckoning::Agreed(Outcome::Refused(_))))
    }
}

impl<'a> ConsultView<'a> {
    /// Every unit: the members in their order, then those that came besides.
    pub fn seats(&self) -> Vec<ConsultSeat<'a>> {
        let members = self.convened().map(|(_, convening)| convening.members.as_slice()).unwrap_or_default();
        let mut seats: Vec<ConsultSeat<'a>> =
            members.iter().map(|member| empty(&member.unit, member.mandatory)).collect();
        for (id, said) in &self.notes {
            let note = &said.what;
            let Some(unit) = note.what.unit() else { continue };
            let place = seats.iter().position(|seat| seat.unit == unit).unwrap_or_else(|| {
                seats.push(empty(unit, false));
                seats.len() - 1
            });
            if let Some(seat) = seats.get_mut(place) {
                take(seat, *id, note);
            }
        }
        seats
    }

    /// How many units are there, by themselves or by somebody in their place.
    pub fn present(&self) -> usize {
        let there = |seat: &&ConsultSeat<'_>| matches!(seat.attendance, Attendance::Present | Attendance::Proxy);
        self.seats().iter().filter(there).count()
    }

    /// Mandatory units that gave no opinion and are not marked as missing.
    pub fn opinions_missing(&self) -> Vec<&'a str> {
        let seats = self.seats().into_iter();
        seats.filter(|seat| seat.mandatory && seat.answered.is_none()).map(|seat| seat.unit).collect()
    }

    /// Members of whose coming nothing is known.
    pub fn awaited(&self) -> Vec<&'a str> {
        let seats = self.seats().into_iter().filter(|seat| seat.attendance == Attendance::Awaited);
        seats.map(|seat| seat.unit).collect()
    }

    /// Mandatory units that are not there, nor anybody in their place.
    pub fn absent(&self) -> Vec<&'a str> {
        let gone = |seat: &ConsultSeat<'_>| matches!(seat.attendance, Attendance::Awaited | Attendance::Absent);
        self.seats().into_iter().filter(|seat| seat.mandatory && gone(seat)).map(|seat| seat.unit).collect()
    }

    /// The actions that stand, in the order in which they were proposed.
    pub fn actions(&self, world: &'a World) -> Vec<ActionView<'a>> {
        let items = self.notes.iter().filter_map(|(id, said)| match &said.what.what {
            ConsultNoted::Action(item) => Some((*id, item)),
            _ => None,
        });
        items
            .map(|(id, item)| {
                let ordered = self.ordered(id);
                let order = ordered.and_then(|(number, post)| world.order_numbered(number, post));
                ActionView { id, item, number: ordered.map(|(number, _)| number), order }
            })
            .collect()
    }

    /// The number of the order that an action became, and the post that says so: numbers are a post's own.
    fn ordered(&self, item: EventId) -> Option<(u32, PostId)> {
        self.notes.iter().find_map(|(_, said)| match said.what.what {
            ConsultNoted::Ordered { action, number } if action == item => Some((number, said.post)),
            _ => None,
        })
    }
}

fn empty(unit: &str, mandatory: bool) -> ConsultSeat<'_> {
    let (attendance, opinions) = (Attendance::Awaited, Vec::new());
    ConsultSeat { unit, mandatory, attendance, person: "", opinions, missing: None, answered: None }
}

/// One more line of the ledger about this unit. What was written down last about its coming counts.
fn take<'a>(seat: &mut ConsultSeat<'a>, id: EventId, note: &'a ConsultNote) {
    match &note.what {
        ConsultNoted::Joined { person, .. } => (seat.attendance, seat.person) = (Attendance::Present, person),
        ConsultNoted::Absent { proxy, reason, .. } if proxy.is_empty() => {
            (seat.attendance, seat.person) = (Attendance::Absent, reason);
        }
        ConsultNoted::Absent { proxy, .. } => (seat.attendance, seat.person) = (Attendance::Proxy, proxy),
        ConsultNoted::Opinion(opinion) => {
            seat.opinions.push((id, opinion, note));
            seat.missing = None;
            seat.answered = seat.answered.or(Some(note.at));
        }
        ConsultNoted::NoOpinion { reason, .. } => {
            seat.missing = Some(reason.as_str()).filter(|_| seat.opinions.is_empty());
            seat.answered = seat.answered.or(Some(note.at));
        }
        ConsultNoted::Presented { .. }
        | ConsultNoted::Adjourned
        | ConsultNoted::Action(_)
        | ConsultNoted::Ordered { .. } => {}
    }
}
