//! Those who are under way for a request that is over: no post alone sends anybody off on it unasked, and two apart may.

use super::super::World;
use super::super::dispute::side;
use super::{AidView, highest};
use crate::domain::{AidState, AidTelling, Aspect, Conflict, EventId, Reckoning, Side, Value};

impl<'a> AidView<'a> {
    /// What was told last of those who were sent off and not released, although the request was withdrawn, refused or settled;
    /// nothing while it is disputed whether it was.
    pub fn astray(&self) -> impl Iterator<Item = (EventId, &'a AidTelling)> {
        let over = match &self.step {
            Reckoning::Agreed(made) => AidState::decided(Some(&made.step)).is_over(),
            Reckoning::Unset | Reckoning::Disputed(_) => false,
        };
        let told = if over { highest(&self.told).into_values().collect() } else { Vec::new() };
        let out = |state: AidState| (AidState::Dispatched..=AidState::Working).contains(&state);
        told.into_iter().filter(move |(_, telling)| out(telling.news.rung()))
    }
}

impl World {
    /// The conflict of a request that is over for the one and goes on for the other: the decision, and the newest that was told
    /// of each who is under way.
    pub(in crate::domain::world) fn astray_conflict(&self, aid: EventId) -> Option<Conflict> {
        let view = self.aid(aid)?;
        let told = self.aid_told.get(&aid)?;
        let out: Vec<EventId> = view.astray().map(|(id, _)| id).collect();
        let of_told = told.standing(&self.strikes).filter(|(id, _)| out.contains(id)).map(|(id, said)| Side {
            id: *id,
            value: Value::AidTold(Box::new(said.what.clone())),
            post: said.post,
            actor: said.actor.clone(),
            recorded: said.recorded,
        });
        let of_told: Vec<Side> = of_told.collect();
        if of_told.is_empty() {
            return None;
        }
        let aspect = Aspect::Aid(aid);
        let decided = self.values(&aspect).into_iter().map(|(id, said)| side(*id, said));
        Some(Conflict { sides: decided.chain(of_told).collect(), aspect })
    }

    /// All of them.
    pub(in crate::domain::world) fn astray_conflicts(&self) -> impl Iterator<Item = Conflict> {
        self.open_aids.iter().filter_map(|aid| self.astray_conflict(*aid))
    }
}
