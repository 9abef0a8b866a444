//! Consultations as they stand: their state, who is there, what each unit thinks, what was concluded and became of it.

mod calls;
mod due;
mod seat;
mod situation;

pub use seat::{ActionView, Attendance, ConsultSeat};
pub use situation::Situation;

use std::collections::BTreeSet;

use super::{Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    AreaCode, Aspect, Conclusion, Consult, ConsultMove, ConsultNote, ConsultNoted, ConsultState, ConsultStep,
    Convening, EventId, Opening, Signature, Value,
};

/// A consultation as the boards show it.
#[derive(Clone, Debug)]
pub struct ConsultView<'a> {
    /// The event that asked for it.
    pub id: EventId,
    /// What was asked for.
    pub consult: &'a Consult,
    /// Who wrote that down.
    pub actor: &'a str,
    /// What it is at; of a disputed one the oldest side counts.
    pub step: Reckoning<&'a ConsultMove>,
    /// Where it stands.
    pub state: ConsultState,
    /// Every step that stands, the earliest first, those replaced since included.
    pub moves: Vec<(EventId, &'a ConsultMove, At)>,
    /// The ledger, in the order in which things happened.
    pub notes: Vec<(EventId, &'a Said<ConsultNote>)>,
}

impl<'a> ConsultView<'a> {
    fn last<T>(&self, of: impl Fn(&'a ConsultStep) -> Option<T>) -> Option<(EventId, At, T)> {
        let found = |(id, made, recorded): &(EventId, &'a ConsultMove, At)| {
            Some((*id, made.at.unwrap_or(*recorded), of(&made.step)?))
        };
        self.moves.iter().rev().find_map(found)
    }

    /// As what and when it was last convened.
    pub fn convened(&self) -> Option<(At, &'a Convening)> {
        let of = |step: &'a ConsultStep| if let ConsultStep::Convened(of) = step { Some(of) } else { None };
        self.last(of).map(|(_, at, convening)| (at, convening))
    }

    /// How and when it began, with the event that says so.
    pub fn started(&self) -> Option<(EventId, At, &'a Opening)> {
        self.last(|step| if let ConsultStep::Started(opening) = step { Some(opening) } else { None })
    }

    /// The conclusion as it was last drafted.
    pub fn draft(&self) -> Option<&'a Conclusion> {
        let of = |step: &'a ConsultStep| if let ConsultStep::Drafted(text) = step { Some(text) } else { None };
        self.last(of).map(|(.., conclusion)| conclusion)
    }

    /// The conclusion that was signed last, when it was, and the event that says so. While two stand, see `step`.
    pub fn signed(&self) -> Option<(EventId, At, &'a Signature)> {
        self.last(|step| if let ConsultStep::Signed(signed) = step { Some(signed) } else { None })
    }

    /// What it concluded: as it was signed, else as it is drafted.
    pub fn conclusion(&self) -> Option<&'a Conclusion> {
        self.signed().map(|(.., signed)| &signed.conclusion).or_else(|| self.draft())
    }

    /// Whether its conclusion is signed and undisputed: what a decision may rest on until its time is over.
    pub fn concluded(&self) -> Option<&'a Signature> {
        let stands = matches!(self.state, ConsultState::Concluded | ConsultState::Issued | ConsultState::Closed);
        self.signed().filter(|_| stands && !self.step.disputed()).map(|(.., signed)| signed)
    }

    /// Whether its conclusion is past its time 过期.
    pub fn expired(&self, now: At) -> bool {
        self.signed().is_some_and(|(.., signed)| signed.conclusion.valid_until < now)
    }

    /// When the discussion ended: when somebody said so, else when the last mandatory opinion was in or marked as missing.
    pub fn ended(&self) -> Option<At> {
        let said = self.notes.iter().filter(|(_, said)| said.what.what == ConsultNoted::Adjourned);
        let (_, start, _) = self.started()?;
        let waits = || {
            let seats = self.seats();
            let mandatory: Vec<&ConsultSeat<'_>> = seats.iter().filter(|seat| seat.mandatory).collect();
            let all: Option<Vec<At>> = mandatory.iter().map(|seat| seat.answered).collect();
            all.and_then(|all| all.into_iter().max())
        };
        said.map(|(_, said)| said.what.at).max().or_else(waits).map(|at| at.max(start))
    }
}

impl World {
    /// A consultation that stands.
    pub fn consultation(&self, id: EventId) -> Option<ConsultView<'_>> {
        let said = self.consults.get(&id).filter(|_| self.stands(&id))?;
        let aspect = Aspect::Consult(id);
        let step = self.reckon(&aspect, |v| if let Value::Consult(made) = v { Some(made.as_ref()) } else { None });
        let state = ConsultState::after(step.clone().first().map(|made| &made.step));
        let writes = self.registers.get(&aspect).into_iter().flat_map(Register::writes);
        let mut moves: Vec<_> = writes
            .filter(|(id, _)| self.stands(id))
            .filter_map(|(id, write)| match &write.value.what {
                Value::Consult(made) => Some((*id, made.as_ref(), write.value.recorded)),
                _ => None,
            })
            .collect();
        moves.sort_by_key(|(id, _, recorded)| (*recorded, *id));
        let ledger = self.consult_notes.get(&id).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
        let mut notes: Vec<_> = ledger.map(|(id, said)| (*id, said)).collect();
        notes.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        let (consult, actor) = (&said.what, said.actor.as_str());
        Some(ConsultView { id, consult, actor, step, state, moves, notes })
    }

    /// Consultations that stand: the open ones first, then the newest.
    pub fn consultations(&self) -> Vec<ConsultView<'_>> {
        let mut list: Vec<_> = self.consults.keys().filter_map(|id| self.consultation(*id)).collect();
        list.sort_by_key(|view| (view.state.over(), std::cmp::Reverse(view.consult.at), view.id));
        list
    }

    /// Those of them that are not over, by id.
    pub fn open_consultations(&self) -> impl Iterator<Item = ConsultView<'_>> {
        self.open_consults.iter().filter_map(|id| self.consultation(*id))
    }

    /// The consultation of a jurisdiction whose signed conclusion is the newest, over or not.
    pub fn last_concluded(&self, area: &AreaCode) -> Option<ConsultView<'_>> {
        self.held_in(area).rev().find_map(|(_, id)| self.consultation(id).filter(|view| view.concluded().is_some()))
    }

    /// Consultations that were held in a jurisdiction, by when they began.
    fn held_in(&self, area: &AreaCode) -> impl DoubleEndedIterator<Item = (At, EventId)> {
        let (first, last) =
            ((area.clone(), At(i64::MIN), EventId([0; 32])), (area.clone(), At(i64::MAX), EventId([255; 32])));
        let of_area = self.held_consults.range(first..=last);
        of_area.map(|(_, at, id)| (*at, *id)).filter(|(_, id)| self.stands(id))
    }

    /// The next number of a 会商纪要.
    pub fn next_minutes(&self) -> u32 {
        let writes =
            self.registers.range(Aspect::Consult(EventId([0; 32]))..).flat_map(|(_, register)| register.writes());
        let numbers = writes.filter_map(|(_, write)| match &write.value.what {
            Value::Consult(made) => match &made.step {
                ConsultStep::Signed(signed) => Some(signed.number),
                _ => None,
            },
            _ => None,
        });
        numbers.max().unwrap_or(0).saturating_add(1)
    }

    /// Keeps what is derived of a consultation: whether it is open, and when it was held.
    pub(super) fn reckon_consult(&mut self, id: EventId) {
        self.open_consults.remove(&id);
        self.held_consults.retain(|(.., of)| *of != id);
        let Some(said) = self.consults.get(&id) else { return };
        let area = said.what.area.clone();
        let register = self.registers.get(&Aspect::Consult(id));
        let mut began: BTreeSet<At> = BTreeSet::new();
        for (write_id, write) in register.into_iter().flat_map(Register::writes) {
            if let Value::Consult(made) = &write.value.what
                && self.strikes.stands(write_id)
                && matches!(made.step, ConsultStep::Started(_))
            {
                began.insert(made.at.unwrap_or(write.value.recorded));
            }
        }
        // While it is disputed whether one is over, it is open.
        let over =
            |value: &Value| matches!(value, Value::Consult(made) if ConsultState::after(Some(&made.step)).over());
        let mut heads = register.into_iter().flat_map(Register::heads).peekable();
        if heads.peek().is_none() || !heads.all(|(_, write)| over(&write.value.what)) {
            self.open_consults.insert(id);
        }
        self.held_consults.extend(began.last().map(|at| (area, *at, id)));
    }
}
