//! 叫应 of the members of a consultation: a chain for each unit, known by the unit's name.

use super::super::{CallState, Chain, World};
use super::{Attendance, ConsultView};
use crate::clock::At;
use crate::domain::{Errand, EventId, ListCode};

impl World {
    /// Whom to call of a member of a consultation: those of that office, A before B; the unit itself when nobody is listed.
    pub fn member_chain(&self, consult: EventId, unit: &ListCode) -> Option<Chain<'_>> {
        let view = self.consultation(consult)?;
        self.unit_chain(&view, &unit.0)
    }

    fn unit_chain(&self, view: &ConsultView<'_>, unit: &str) -> Option<Chain<'_>> {
        let members = view.convened().map(|(_, convening)| convening.members.as_slice()).unwrap_or_default();
        let member = members.iter().find(|member| member.unit == unit)?;
        let people = self.unit_people(&member.unit);
        let own = |call: &&crate::domain::Call| match &call.instead {
            Some(of) => of.0 == unit,
            None => people.iter().any(|one| one.contact == call.contact && one.name == call.name),
        };
        let calls = self.calls(view.id).into_iter().filter(own).collect();
        let being =
            |call: &&crate::domain::Calling| people.iter().any(|one| call.is_of(one.contact.as_ref(), &one.name));
        let begun = self.begun_calls(view.id).into_iter().filter(being).collect();
        Some(Chain { errand: Errand::Consult(view.id), people, calls, begun })
    }

    /// The members that are still to be called: nobody of them answered, and nothing is written down of their coming. Those
    /// whom nobody is calling first, then those who were called the fewest times.
    pub fn members_to_call(&self, view: &ConsultView<'_>, now: At) -> Vec<ListCode> {
        let awaited = view.seats().into_iter().filter(|seat| seat.attendance == Attendance::Awaited);
        let chains = awaited.filter_map(|seat| self.unit_chain(view, seat.unit).map(|chain| (seat, chain)));
        let mut open: Vec<_> = chains
            .filter(|(_, chain)| chain.state(now) != CallState::Answered)
            .map(|(seat, chain)| {
                ((chain.calling(now).is_some(), chain.calls.len(), !seat.mandatory), ListCode(seat.unit.to_owned()))
            })
            .collect();
        open.sort_by_key(|(rank, _)| *rank);
        open.into_iter().map(|(_, unit)| unit).collect()
    }
}
