//! 会商率 and 会商参加率 (rules.md 5.1, 5.6).

use super::Clock;
use crate::clock::At;
use crate::domain::{Attendance, EventId, Grade, World};

/// K4: incidents that are graded 较大 or above, and whether a consultation on them was begun.
pub(super) fn held(world: &World, as_of: At) -> Vec<Clock> {
    let consultations = world.consultations();
    let begun = |incident: EventId| {
        consultations.iter().any(|view| {
            let on_it = world.concerns(view.consult.incident, incident);
            on_it && view.started().is_some_and(|(_, at, _)| at <= as_of)
        })
    };
    let grave = world.incidents().into_iter().filter(|(id, incident)| {
        let grade = world.grade(*id).agreed().flatten();
        grade.is_some_and(|grade| grade >= Grade::Serious) && incident.received <= as_of
    });
    grave.map(|(id, incident)| Clock { area: incident.area.clone(), of: id, kept: begun(id) }).collect()
}

/// K5: the units that had to be at a consultation that was begun, and whether they were there, themselves or by somebody in
/// their place; each that was not names the consultation.
pub(super) fn attended(world: &World, as_of: At) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for view in world.consultations() {
        if view.started().is_none_or(|(_, at, _)| at > as_of) {
            continue;
        }
        let there = |attendance| matches!(attendance, Attendance::Present | Attendance::Proxy);
        let mandatory = view.seats().into_iter().filter(|seat| seat.mandatory);
        clocks.extend(mandatory.map(|seat| Clock {
            area: view.consult.area.clone(),
            of: view.id,
            kept: there(seat.attendance),
        }));
    }
    clocks
}
