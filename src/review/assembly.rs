//! K7 and K8: teams that were called up, against 1, 3 and 5 minutes in built-up areas and 15 minutes outside of them.

use super::{Clock, Scope};
use crate::domain::{AssemblyState, Mobilisation, Setting, Timer, World};

/// K7, by reading (a) of rules.md 5.3: an answer or a departure in one minute, on the scene in three, at work in five,
/// each from the order. All three are kept, or it is missed; it is open while one still may be.
pub(super) fn built_up(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let of = |one: &Mobilisation<'_>| {
        let issued = one.order.issued;
        let due = |timer| issued + rules.within(timer, issued);
        let responded = one.acknowledged.into_iter().chain(one.departed()).min();
        let steps =
            [(Timer::RespondUrban, responded), (Timer::ArriveUrban, one.arrived()), (Timer::ActUrban, one.tasked())];
        let team = &world.team_card(one.team)?.area;
        let area = scope.place(team, issued)?;
        let mut kept = Vec::new();
        for (timer, done) in steps {
            kept.push(scope.clock(team, one.id, issued, due(timer), done).map(|clock| clock.kept));
        }
        let missed = kept.contains(&Some(false));
        let decided = missed || kept.iter().all(|step| *step == Some(true));
        decided.then_some(Clock { area, of: one.id, kept: !missed })
    };
    of_setting(world, Setting::Urban).iter().filter_map(of).collect()
}

/// K8: arrivals in outskirts and dense villages.
pub(super) fn circle(world: &World, scope: &Scope) -> Vec<Clock> {
    let rules = world.rules();
    let of = |one: &Mobilisation<'_>| {
        let issued = one.order.issued;
        let due = issued + rules.within(Timer::ArriveRural, issued);
        scope.clock(&world.team_card(one.team)?.area, one.id, issued, due, one.arrived())
    };
    of_setting(world, Setting::Rural).iter().filter_map(of).collect()
}

/// What was called up in a setting, those included that are over; who was only warned, or called off before they left,
/// was not to arrive. Who declined was.
fn of_setting(world: &World, setting: Setting) -> Vec<Mobilisation<'_>> {
    let all = world.orders().into_iter().filter_map(|view| world.mobilisation(view.id));
    let wanted = |one: &Mobilisation<'_>| {
        let called_off = matches!(one.state, AssemblyState::Cancelled | AssemblyState::Diverted | AssemblyState::Ready);
        let called_off = called_off && one.departed().is_none() && one.arrived().is_none();
        one.muster.setting == Some(setting) && !one.is_pre_alert() && !called_off
    };
    all.filter(wanted).collect()
}
