//! Groups of teams that are ordered together: by the letters of their codes, by kind, by incident, all.

use std::collections::BTreeSet;

use super::{Choice, Group, Pick};
use crate::console::Model;
use crate::domain::{EventId, TeamCode, TeamKind, TeamView};
use crate::text::say::Say;
use crate::text::words::{Prompt, Word};

/// The groups of two and more there are; one that has the same members as one before is not offered again.
pub(super) fn groups(model: &Model) -> Vec<Choice> {
    let say = Say { world: &model.world, lang: model.lang };
    let teams = teams(model);
    let mut all: Vec<(Group, String, String)> = Vec::new();
    let letters: BTreeSet<&str> = teams.iter().map(|view| letters(&view.team.code)).collect();
    for letters in letters.into_iter().filter(|letters| !letters.is_empty()) {
        let group = Group::Letters(letters.to_owned());
        let first = members_of(model, &teams, &group).next().map(|view| say.team_name(view.team).to_owned());
        all.push((group, format!("{letters}*"), first.unwrap_or_default()));
    }
    for (id, _) in model.world.incidents() {
        all.push((Group::At(id), String::new(), say.incident(id)));
    }
    let kinds: BTreeSet<TeamKind> = teams.iter().map(|view| view.team.kind).collect();
    all.extend(kinds.into_iter().map(|kind| (Group::Kind(kind), String::new(), say.word(kind).to_owned())));
    all.push((Group::All, "*".to_owned(), say.word(Prompt::AllTeams).to_owned()));
    let mut seen: Vec<Vec<&TeamCode>> = Vec::new();
    let mut choices = Vec::new();
    for (group, code, name) in all {
        let members: Vec<&TeamCode> = members_of(model, &teams, &group).map(|view| &view.team.code).collect();
        if members.len() > 1 && (group == Group::All || !seen.contains(&members)) {
            let name = Prompt::Group.with(model.lang, &[&name, &members.len()]);
            choices.push(Choice { pick: Pick::Group(group), code, name, also: String::new() });
            seen.push(members);
        }
    }
    choices
}

/// All who are on an incident, as they are offered; none when nobody is.
pub(super) fn all_on(model: &Model, incident: EventId) -> Option<Pick> {
    let teams = teams(model);
    let on = |group: &Group| members_of(model, &teams, group).map(|view| view.team.code.clone()).collect::<Vec<_>>();
    let all = on(&Group::At(incident));
    if let [only] = all.as_slice() {
        return Some(Pick::Team(only.clone()));
    }
    let same = |pick: &Pick| matches!(pick, Pick::Group(group) if !all.is_empty() && on(group) == all);
    groups(model).into_iter().map(|choice| choice.pick).find(same)
}

/// Who belongs to a group now, by code.
pub(super) fn members(model: &Model, group: &Group) -> Vec<TeamCode> {
    members_of(model, &teams(model), group).map(|view| view.team.code.clone()).collect()
}

/// The teams of the own jurisdiction that take orders.
fn teams(model: &Model) -> Vec<TeamView<'_>> {
    let own = model.area();
    let mut teams = model.world.teams();
    teams.retain(|view| {
        view.team.kind != TeamKind::Military && own.as_ref().is_none_or(|own| own.covers(&view.team.area))
    });
    teams
}

fn members_of<'t, 'a>(
    model: &'t Model,
    teams: &'t [TeamView<'a>],
    group: &'t Group,
) -> impl Iterator<Item = &'t TeamView<'a>> + use<'t, 'a> {
    teams.iter().filter(move |view| match group {
        Group::Letters(wanted) => letters(&view.team.code) == wanted,
        Group::Kind(kind) => view.team.kind == *kind,
        Group::At(incident) => {
            view.assignment.clone().agreed().is_some_and(|held| model.world.concerns(held.incident, *incident))
        }
        Group::All => true,
    })
}

/// What a code begins with, before its number.
fn letters(code: &TeamCode) -> &str {
    code.0.trim_end_matches(|c: char| c.is_ascii_digit())
}
