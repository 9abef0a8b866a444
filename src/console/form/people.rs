//! Who can be what, and what awaits whose answer.

use super::options::{choice, say, words};
use super::{Choice, Pick};
use crate::console::Model;
use crate::domain::{Role, Sanction, Timer};
use crate::text::words::Word;

/// Roles; the one that was given first.
pub(super) fn roles(model: &Model) -> Vec<Choice> {
    let sitting = model.sitting().map_or(Pick::Nothing, Pick::Role);
    let mut all: Vec<Choice> = ROLES.iter().map(|role| choice(Pick::Role(*role), "", role.say(model.lang))).collect();
    all.sort_by_key(|choice| choice.pick != sitting);
    all
}

/// Roles, the most common of a duty room first.
const ROLES: [Role; 12] = [
    Role::DutyOfficer,
    Role::ShiftLead,
    Role::OnSiteCommander,
    Role::SpecialOffice,
    Role::SpecialDeputy,
    Role::SpecialCommander,
    Role::GeneralOffice,
    Role::GeneralDeputy,
    Role::GeneralCommander,
    Role::Liaison,
    Role::Scribe,
    Role::Controller,
];

/// What awaits ratification, the oldest first.
pub(super) fn overrides(model: &Model) -> Vec<Choice> {
    let say = say(model);
    let open = model.world.unratified().into_iter();
    open.map(|view| {
        let due = view.recorded + model.world.rules().within(Timer::Ratify, view.recorded);
        choice(Pick::Override(view.id), "", format!("{} {}", say.overridden(&view), say.time_left(due - model.now)))
    })
    .collect()
}

/// Yes, or no.
pub(super) fn sanctions(model: &Model) -> Vec<Choice> {
    words(model, &[Sanction::Ratified, Sanction::Reversed], Pick::Sanction)
}
