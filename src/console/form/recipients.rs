//! To whom an order can go, in the operator's language.

use super::groups::groups;
use super::options::{choice, headquarters, named, say};
use super::{Choice, Pick};
use crate::console::Model;
use crate::domain::{Contact, TeamKind};
use crate::text::words::Word;

/// To whom an order can go: teams (the own jurisdiction's first; whose they are is said where they take requests only),
/// headquarters, people of the contact list with the number that is called, a person to be named.
pub(super) fn recipients(model: &Model) -> Vec<Choice> {
    let own = model.area();
    let say = say(model);
    let mut teams = model.world.teams();
    teams.sort_by_key(|view| (Some(&view.team.area) != own.as_ref(), view.team.code.clone()));
    let teams = teams.into_iter().map(|view| {
        let name = say.team_name(view.team);
        let name = if view.team.kind == TeamKind::Military {
            format!("{name} ({})", view.team.kind.say(model.lang))
        } else if Some(&view.team.area) == own.as_ref() || view.team.area.0.is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({})", say.area(&view.team.area))
        };
        let team = view.team;
        named(Pick::Team(team.code.clone()), team.code.0.clone(), name, [&team.name, &team.name_en])
    });
    let person = choice(Pick::Person, "", model.lang.pick("个人 (填姓名电话)", "a person (name and phone)"));
    teams
        .chain(groups(model))
        .chain(headquarters(model))
        .chain(model.world.contacts().map(contact))
        .chain([person])
        .collect()
}

/// `王建国 市水利局 副局长 13800000001`: found by any part of it.
fn contact(contact: &Contact) -> Choice {
    let number = contact.numbers().next().unwrap_or_default();
    let turn = contact.turn.map_or_else(String::new, |turn| turn.to_string());
    let parts = [&contact.name, &contact.office, &contact.title, &turn, number];
    let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Choice { also: contact.duty.clone(), ..choice(Pick::Contact(contact.code.clone()), "", name) }
}
