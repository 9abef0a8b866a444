//! What a change of posture and a note on a response lack (rules.md 2.4, 5.2).

use super::guard::{Lack, Lacking, out_of_turn};
use crate::domain::rules::Guard;
use crate::domain::{
    AreaCode, Colour, Condition, Decision, EventId, IncidentStatus, Lead, Level, Noted, Posture, Reckoning,
    ResponseEvent, Seat, Stage, Standing, SwitchNote, Way, World,
};

/// One who looks for what is lacking in one jurisdiction.
struct Looks<'a> {
    world: &'a World,
    standing: &'a Standing,
    area: &'a AreaCode,
    lacks: Vec<Lack>,
}

impl Looks<'_> {
    fn unless(&mut self, is: bool, guard: Guard, what: impl FnOnce() -> Lacking) {
        if !is && let Some(rule) = self.world.guarded(guard, self.standing.now) {
            self.lacks.push(Lack { rule, what: what() });
        }
    }

    fn all(&mut self, guard: Guard, lacking: impl IntoIterator<Item = Lacking>) {
        if let Some(rule) = self.world.guarded(guard, self.standing.now) {
            self.lacks.extend(lacking.into_iter().map(|what| Lack { rule: rule.clone(), what }));
        }
    }

    /// Wartime is left with every order closed or handed over.
    fn orders_closed(&mut self) {
        let left = self.world.orders_left(self.area).len();
        self.unless(left == 0, Guard::OpenOrders, || Lacking::Orders(u32::try_from(left).unwrap_or(u32::MAX)));
    }

    fn turn(&mut self, event: ResponseEvent) {
        let state = self.world.response_state(self.area);
        if !event.in_turn(state) {
            self.lacks.extend(out_of_turn(self.world, self.standing, Stage::Response(state)));
        }
    }
}

fn looks<'a>(world: &'a World, standing: &'a Standing, area: &'a AreaCode) -> Looks<'a> {
    Looks { world, standing, area, lacks: Vec::new() }
}

/// What a change of posture lacks besides its turn. `record` is the paper that it rests on.
pub(super) fn of_posture(world: &World, standing: &Standing, area: &AreaCode, to: Posture, record: &str) -> Vec<Lack> {
    let mut looks = looks(world, standing, area);
    let from = world.posture_now(area);
    if from == to && !world.posture(area).disputed() {
        return looks.lacks;
    }
    looks.unless(grounded(world, standing, area, (from, to), record), Guard::Ground, || Lacking::Ground(to));
    if to.is_seated() && !from.is_seated() {
        let named = world.seat(area, Seat::Commander) != Reckoning::Unset;
        looks.unless(named, Guard::Commander, || Lacking::Seat(Seat::Commander));
    }
    if from.is_war() && !to.is_war() {
        looks.orders_closed();
    }
    if to == Posture::Restoring {
        looks.all(Guard::Accounted, world.unaccounted(area));
    }
    if to == Posture::Normal {
        let level = world.level_in_force(area);
        looks.unless(level.is_none(), Guard::NoResponse, || Lacking::Response(level.unwrap_or(Level::Four)));
        if from == Posture::Restoring {
            let (answered, all) = world.checklist_progress(area, Way::ToPeace, standing.now).unwrap_or_default();
            let open = u32::try_from(all - answered).unwrap_or(u32::MAX);
            looks.unless(open == 0, Guard::Checklist, || Lacking::Items(open));
        }
    }
    looks.lacks
}

/// Whether a change of posture rests on what rules.md 5.2 asks for: a warning that is in the log or, to war, an incident;
/// else a paper that is named.
fn grounded(world: &World, standing: &Standing, area: &AreaCode, (from, to): (Posture, Posture), record: &str) -> bool {
    let warned = |least| world.warned(area, least, &world.rules(), standing.now).is_some();
    let named = !record.trim().is_empty();
    match (from, to) {
        (_, Posture::Prepared) => named || warned(Colour::Blue),
        (_, Posture::Standby) => named || warned(Colour::Orange),
        (_, Posture::War) => {
            let open = |id| world.incident_status(id).first() != Some(IncidentStatus::Closed);
            let incident = || world.incidents().into_iter().any(|(id, one)| area.covers(&one.area) && open(id));
            warned(Colour::Blue) || incident()
        }
        // The calendar, a forecast, an assessment of the scene, or that the warning was lifted.
        (_, Posture::Reinforced | Posture::Stabilising)
        | (Posture::Reinforced | Posture::Prepared | Posture::Standby, Posture::Normal) => {
            let lifted = || matches!(from, Posture::Prepared | Posture::Standby) && world.all_clear(area).is_some();
            named || (!matches!(to, Posture::Stabilising) && lifted())
        }
        _ => true,
    }
}

/// What a decision on a response lacks: its turn, what is new for a change of level, and one step at a time downwards.
pub(super) fn of_decision(
    world: &World,
    standing: &Standing,
    area: &AreaCode,
    decision: &Decision,
    basis: Option<EventId>,
) -> Vec<Lack> {
    let mut looks = looks(world, standing, area);
    match (world.level_in_force(area), decision) {
        (Some(now), Decision::Activated { level, .. }) => {
            let down = (*level as u8).saturating_sub(now as u8);
            looks.unless(down < 2, Guard::OneStep, || Lacking::Steps(now, *level));
            let last = world.response_run(area).last().and_then(|(_, response)| response.basis);
            let new = basis.is_some() && basis != last;
            looks.unless(*level == now || new, Guard::Basis, || Lacking::Basis(*level));
        }
        (Some(_), Decision::Terminated) => {
            looks.turn(ResponseEvent::ResponseTerminated);
            if world.posture_now(area).is_war() {
                looks.orders_closed();
            }
            let open = world.lives_at_stake(area);
            // A withdrawal that nobody lifted says already that its heads are not counted.
            let counted = |lack: &Lacking| match lack {
                Lacking::Heads(order) => !open.contains(&Lacking::Withdrawal(*order)),
                _ => true,
            };
            looks.all(Guard::Accounted, world.unaccounted(area).into_iter().filter(counted));
        }
        (Some(_), Decision::Declined { .. }) => looks.turn(ResponseEvent::ResponseDeclined),
        // Without a response too: it leads out of wartime.
        (None, Decision::Terminated) if world.posture_now(area).is_war() => looks.orders_closed(),
        (None, _) => {}
    }
    looks.lacks
}

/// What a note lacks.
pub(super) fn of_note(world: &World, standing: &Standing, note: &SwitchNote) -> Vec<Lack> {
    let mut looks = looks(world, standing, &note.area);
    match &note.what {
        Noted::Leads(Lead::Asked { .. }) => looks.turn(ResponseEvent::EscalatedToHigher),
        Noted::Leads(Lead::Taken { .. }) => looks.turn(ResponseEvent::LeadAccepted),
        Noted::TerminationProposed { met } => {
            looks.turn(ResponseEvent::TerminationProposed);
            let lacking = Condition::ALL.into_iter().filter(|one| !met.contains(one));
            looks.all(Guard::Conditions, lacking.map(Lacking::Condition));
        }
        _ => {}
    }
    looks.lacks
}
