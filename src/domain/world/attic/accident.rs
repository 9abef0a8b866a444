//! What is kept of accidents that are packed away: the law gives their investigations two months and more (Order 493 art. 29),
//! and many are never told of. Nothing else of an old accident is asked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::world::World;
use crate::domain::{EventId, Grade, Incident};

/// An accident whose grade is decided, as far as its investigation asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::domain::world) struct Accident {
    pub(in crate::domain::world) incident: Incident,
    /// Its event code as it was set last.
    pub(in crate::domain::world) code: String,
    pub(in crate::domain::world) grade: Grade,
}

/// Codes of accidents 事故灾难 begin so.
pub(in crate::domain::world) const ACCIDENTS: &str = "12";

impl World {
    /// An incident that stands, also an accident that is packed away.
    pub fn incident_known(&self, id: EventId) -> Option<&Incident> {
        self.incident(id).or_else(|| self.attic.accidents.get(&id).map(|accident| &accident.incident))
    }

    /// Accidents that are packed away, by id.
    pub(in crate::domain::world) fn old_accidents(&self) -> impl Iterator<Item = (EventId, &Accident)> {
        self.attic.accidents.iter().map(|(id, accident)| (*id, accident))
    }

    pub(super) fn accident_to_keep(&self, id: EventId) -> Option<Accident> {
        let incident = self.incident(id)?;
        let code = self.incident_code(id);
        let grade = self.decided_grade(id).filter(|_| code.starts_with(ACCIDENTS))?;
        Some(Accident { incident: incident.clone(), code: code.to_owned(), grade })
    }

    /// Those of these incidents that are accidents whose grade nobody decided, and follows from their figures: by rules that
    /// may change.
    pub(super) fn accidents_to_grade(&self, incidents: &BTreeSet<EventId>) -> BTreeSet<EventId> {
        let open = |id: &&EventId| {
            let accident = self.incident_code(**id).starts_with(ACCIDENTS);
            accident && self.decided_grade(**id).is_none() && self.gravest(**id).is_some()
        };
        incidents.iter().filter(open).copied().collect()
    }
}
