//! Conflicts: what two posts said apart.

use super::{Said, World};
use crate::domain::{AreaCode, Aspect, Conflict, EventId, Level, Posture, Side, Value};

impl World {
    /// The conflict on an aspect, when there is one.
    pub fn conflict(&self, aspect: &Aspect) -> Option<Conflict> {
        let derived = || match aspect {
            Aspect::Merged(_) => self.ring_conflicts().into_iter().find(|ring| ring.aspect == *aspect),
            Aspect::Posture(area) => self.peace_conflict(area),
            Aspect::Stock(material, of) => self.stock_conflict(material, *of),
            Aspect::Requisition(id) => self.requisition_conflict(*id),
            Aspect::Aid(id) => {
                let promise = || self.promise_conflicts().into_iter().find(|twice| twice.aspect == *aspect);
                self.astray_conflict(*id).or_else(promise)
            }
            _ => None,
        };
        self.dispute(aspect).or_else(derived)
    }

    /// Peacetime duty that was said while a response is active, which no post alone does unasked (rules.md 5.2): the event
    /// that says peace, and the gravest level in force.
    pub(in crate::domain) fn peace_over_response(&self, area: &AreaCode) -> Option<(EventId, Level)> {
        let level = self.level_in_force(area)?;
        let normal = self.posture(area).agreed() == Some(Posture::Normal);
        let (peace, _) = self.values(&Aspect::Posture(area.clone())).into_iter().next().filter(|_| normal)?;
        Some((*peace, level))
    }

    /// The same with both sides: the posture, and each decision by which a response is active.
    fn peace_conflict(&self, area: &AreaCode) -> Option<Conflict> {
        self.peace_over_response(area)?;
        let aspect = Aspect::Posture(area.clone());
        let peace = self.values(&aspect);
        let response = self
            .values(&Aspect::Response(area.clone()))
            .into_iter()
            .filter(|(_, said)| matches!(&said.what, Value::Response(response) if response.level().is_some()));
        let sides = peace.into_iter().chain(response).map(|(id, said)| side(*id, said)).collect();
        Some(Conflict { aspect, sides })
    }

    /// Two different values of one aspect.
    fn dispute(&self, aspect: &Aspect) -> Option<Conflict> {
        let values = self.values(aspect);
        let (_, first) = values.first()?;
        if values.iter().all(|(_, said)| said.what.means(&first.what)) {
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
        list.extend(self.promise_conflicts());
        list.extend(self.astray_conflicts());
        let postures = self.registers.range(Aspect::Posture(AreaCode::default())..);
        let postures =
            postures.map_while(|(aspect, _)| if let Aspect::Posture(area) = aspect { Some(area) } else { None });
        list.extend(postures.filter_map(|area| self.peace_conflict(area)));
        list.extend(self.resource_conflicts());
        list.sort_by(|a, b| a.aspect.cmp(&b.aspect));
        list
    }
}

/// What one post said, as a side of a conflict.
pub(super) fn side(id: EventId, said: &Said<Value>) -> Side {
    Side { id, value: said.what.clone(), post: said.post, actor: said.actor.clone(), recorded: said.recorded }
}
