//! Questions about the lists that a bureau keeps.

use super::reckon::reckoned;
use super::{Said, World};
use crate::domain::algebra::Register;
use crate::domain::{Aspect, Contact, ListCode, ListKind, Listed, Shelter, Value};

impl World {
    /// The cards of a list, by code; the oldest of each while it is disputed.
    pub fn listed(&self, kind: ListKind) -> impl Iterator<Item = &Listed> {
        let from = Aspect::Listed(kind, ListCode::default());
        let of_kind = self.registers.range(from..).map_while(move |(aspect, register)| match aspect {
            Aspect::Listed(of, _) if *of == kind => Some(register),
            _ => None,
        });
        of_kind.filter_map(card)
    }

    pub(super) fn card(&self, aspect: &Aspect) -> Option<&Listed> {
        card(self.registers.get(aspect)?)
    }

    /// A contact.
    pub fn contact(&self, code: &ListCode) -> Option<&Contact> {
        match self.card(&Aspect::Listed(ListKind::Contact, code.clone()))? {
            Listed::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// A shelter.
    pub fn shelter(&self, code: &ListCode) -> Option<&Shelter> {
        match self.card(&Aspect::Listed(ListKind::Shelter, code.clone()))? {
            Listed::Shelter(shelter) => Some(shelter),
            _ => None,
        }
    }

    /// Contacts, by code.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.listed(ListKind::Contact).filter_map(|card| if let Listed::Contact(one) = card { Some(one) } else { None })
    }
}

/// The oldest card while it is disputed.
fn card(register: &Register<Said<Value>>) -> Option<&Listed> {
    reckoned(register, |value| if let Value::Listed(card) = value { Some(card.as_ref()) } else { None }).first()
}
