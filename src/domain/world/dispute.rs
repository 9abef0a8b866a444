//! Conflicts: what two posts said apart.

use super::{Said, World};
use crate::domain::{Aspect, Conflict, EventId, Side, Value};

impl World {
    /// The conflict on an aspect, when there is one.
    pub fn conflict(&self, aspect: &Aspect) -> Option<Conflict> {
        let ring = || match aspect {
            Aspect::Merged(_) => self.ring_conflicts().into_iter().find(|ring| ring.aspect == *aspect),
            _ => None,
        };
        self.dispute(aspect).or_else(ring)
    }

    /// Two different values of one aspect.
    fn dispute(&self, aspect: &Aspect) -> Option<Conflict> {
        let values = self.values(aspect);
        let (_, first) = values.first()?;
        if values.iter().all(|(_, said)| said.what == first.what) {
            return None;
        }
        let sides = values.into_iter().map(|(id, said)| side(*id, said)).collect();
        Some(Conflict { aspect: aspect.clone(), sides })
    }

    /// Every conflict, by aspect.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let many = self.registers.iter().filter(|(_, register)| register.heads().nth(1).is_some());
        let mut list: Vec<Conflict> = many.filter_map(|(aspect, _)| self.dispute(aspect)).collect();
        list.extend(self.ring_conflicts());
        list.sort_by(|a, b| a.aspect.cmp(&b.aspect));
        list
    }
}

/// What one post said, as a side of a conflict.
pub(super) fn side(id: EventId, said: &Said<Value>) -> Side {
    Side { id, value: said.what.clone(), post: said.post, actor: said.actor.clone(), recorded: said.recorded }
}
