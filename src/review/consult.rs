//! 会商率 and 会商参加率 (rules.md 5.1, 5.6).

use super::{Clock, Scope};
use crate::domain::{Attendance, EventId, Grade, World};

/// K4: incidents that are 较大 or above, by the gravest grade that anybody gave or by what their figures come to, and whether a consultation on them was begun.
pub(super) fn held(world: &World, scope: &Scope) -> Vec<Clock> {
    let consultations = world.consultations();
    let begun = |incident: EventId| {
        consultations.iter().any(|view| {
            let on_it = world.concerns(view.consult.incident, incident);
            on_it && view.started().is_some_and(|(_, at, _)| at <= scope.as_of)
        })
    };
    let grave = world.incidents().into_iter().filter_map(|(id, incident)| {
        let area = scope.place(&incident.area, incident.received)?;
        let grave = world.gravest(id).is_some_and(|grade| grade >= Grade::Serious);
        grave.then(|| Clock { area, of: id, kept: begun(id) })
    });
    grave.collect()
}

/// K5: the units that had to be at a consultation that was begun, and whether they were there, themselves or by somebody in
/// their place; each that was not names the consultation.
pub(super) fn attended(world: &World, scope: &Scope) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for view in world.consultations() {
        let begun = view.started().filter(|(_, at, _)| *at <= scope.as_of);
        let Some(area) = begun.and_then(|(_, at, _)| scope.place(&view.consult.area, at)) else { continue };
        let there = |attendance| matches!(attendance, Attendance::Present | Attendance::Proxy);
        let mandatory = view.seats().into_iter().filter(|seat| seat.mandatory);
        clocks.extend(mandatory.map(|seat| Clock { area: area.clone(), of: view.id, kept: there(seat.attendance) }));
    }
    clocks
}
