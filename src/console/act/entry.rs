//! Typing an entry of the log.

use super::{Action, Effect, Model, on_board, record};
use crate::console::{Draft, Pane};
use crate::domain::{Command, Means};
use crate::text::names::{Fit, fit, folded};

/// A character typed into the entry line.
pub(in crate::console) fn typed(model: &mut Model, c: char) {
    model.pane = Pane::Entry;
    if model.entry.line.is_empty() && c.is_whitespace() {
        return;
    }
    let target = model.selected_incident();
    model.entry.begin(model.now, target);
    if !model.entry.line.insert(c) && !c.is_control() {
        full(model);
    }
}

/// Text pasted into the entry line: text, never commands.
pub(in crate::console) fn pasted(model: &mut Model, text: &str) {
    model.pane = Pane::Entry;
    let target = model.selected_incident();
    model.entry.begin(model.now, target);
    if !model.entry.line.paste(text) {
        full(model);
    }
}

fn full(model: &mut Model) {
    let text = model.lang.pick("一条记录装不下更多: 分成几条", "an entry holds no more: split it in two");
    model.warn(text.to_owned());
}

/// Keys in the entry line; what belongs to the boards leaves the text where it is.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Record => return record_entry(model),
        Action::Park | Action::Back => park(model),
        Action::Older => model.entry.older(),
        Action::Newer => model.entry.newer(),
        Action::Target => turn(model),
        Action::Complete => complete(model),
        Action::Edit(edit) => model.entry.edited(edit),
        // A form or another board comes: the entry waits.
        action => {
            model.pane = Pane::Board;
            let effects = on_board(model, action);
            if model.overlays.is_empty() && matches!(action, Action::Undo | Action::AcknowledgeAlarm) {
                model.pane = Pane::Entry;
            }
            return effects;
        }
    }
    Vec::new()
}

fn park(model: &mut Model) {
    model.pane = Pane::Board;
    if model.entry.is_draft() {
        model.tell("草稿留在记录行 (Tab 继续)", "the draft stays in the line (Tab goes on)");
    }
}

/// The entry goes to the incident, or to the duty log.
fn turn(model: &mut Model) {
    let incident = model.selected_incident();
    model.entry.begin(model.now, incident);
    model.entry.target = if model.entry.target.is_some() { None } else { incident };
}

fn record_entry(model: &mut Model) -> Vec<Effect> {
    if !model.entry.is_draft() {
        model.pane = Pane::Board;
        return Vec::new();
    }
    let at = model.entry.began.unwrap_or(model.now);
    let incident = model.entry.target.filter(|id| model.world.incident(*id).is_some());
    let command = Command::WriteEntry {
        incident,
        text: model.entry.line.text().to_owned(),
        occurred: at,
        received: at,
        means: Means::Console,
        source: String::new(),
    };
    let draft = Draft::Entry(model.entry.line.clone());
    let effects = record::carry_out(model, command, Some(draft));
    if effects.is_some() {
        model.entry.recorded();
    }
    effects.unwrap_or_default()
}

/// Completes the end of what stands before the cursor to a team or place: by its code, by the start of its name, by its
/// characters or pinyin; the longest match first, of those of one length the best.
fn complete(model: &mut Model) {
    let before = model.entry.line.before().to_owned();
    let teams = model.world.teams().into_iter().map(|view| (view.team.code.0.clone(), view.team.name.clone()));
    let places = model.world.places().map(|place| (place.code.0.clone(), place.name.clone()));
    let names: Vec<(String, String)> = teams.chain(places).collect();
    let starts = before.char_indices().map(|(at, _)| at);
    let mut found = starts.filter_map(|at| {
        let tail = before.get(at..).filter(|tail| !tail.starts_with(char::is_whitespace))?;
        let fits = |(code, name): &(String, String)| match fit(tail, name) {
            _ if folded(code) == folded(tail) => Some(Fit::Whole),
            Some(Fit::Whole) => None,
            // One character with anything around it is found in half of all names.
            fit if fit == Some(Fit::Start) || tail.chars().nth(1).is_some() => fit,
            _ => None,
        };
        let best = names.iter().filter_map(|both| Some((fits(both)?, &both.1))).min_by_key(|(fit, _)| *fit);
        best.map(|(_, name)| (tail.to_owned(), name.clone()))
    });
    let Some((tail, name)) = found.next() else {
        model.tell("没有可补全的", "nothing to complete");
        return;
    };
    if !model.entry.line.retype(&tail, &name) {
        full(model);
    }
}
