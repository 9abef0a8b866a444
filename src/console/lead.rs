//! Whom an entry is about: the team that its text begins with.

use crate::domain::{TeamCode, World};
use crate::text::names::narrow;

/// The team whose code or name the text begins with, and the rest. A code ends where a blank, a mark or a character of
/// another script begins (`P1已到`), a name at a blank or a mark: what runs on may be another word.
pub(super) fn lead<'t>(world: &World, text: &'t str) -> Option<(TeamCode, &'t str)> {
    let text = text.trim_start();
    let teams = world.teams();
    let found = teams.iter().find_map(|view| {
        let team = view.team;
        let code = starts(text, &team.code.0).filter(|rest| ends(rest, true));
        let named =
            || [&team.name, &team.name_en].into_iter().find_map(|name| starts(text, name).filter(|r| ends(r, false)));
        Some((team.code.clone(), code.or_else(named)?))
    });
    found.map(|(code, rest)| (code, rest.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c))))
}

/// What follows `name`, whatever its case and width, at the start of `text`.
fn starts<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    let same = |a: char, b: char| narrow(a).to_lowercase().eq(narrow(b).to_lowercase());
    (!name.is_empty() && name.chars().all(|b| rest.next().is_some_and(|a| same(a, b)))).then_some(rest.as_str())
}

fn ends(rest: &str, code: bool) -> bool {
    rest.chars().next().is_none_or(|c| c.is_whitespace() || is_mark(c) || (code && !narrow(c).is_ascii()))
}

fn is_mark(c: char) -> bool {
    matches!(c, ':' | ',' | '：' | '，' | '、')
}
