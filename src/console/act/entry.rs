//! Typing an entry of the log.

use super::{Action, Effect, Model, on_board, record};
use crate::console::{Context, Draft, Mode, Overlay, Pane};
use crate::domain::Command;
use crate::limits::LINE_OPEN_COUNTS;
use crate::text::names::{Fit, fit, folded};

/// A character typed into the entry line.
pub(in crate::console) fn typed(model: &mut Model, c: char) {
    take_keys(model);
    if model.entry.line.is_empty() && c.is_whitespace() {
        return;
    }
    begin(model);
    if !model.entry.line.insert(c) && !c.is_control() {
        full(model);
    }
}

/// Text pasted into the entry line: text, never commands.
pub(in crate::console) fn pasted(model: &mut Model, text: &str) {
    take_keys(model);
    begin(model);
    if !model.entry.line.paste(text) {
        full(model);
    }
}

/// Opens the line from wherever the hand is: what lies over the board waits below it.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.mode() != Mode::Entry {
        model.entry.open(model.now);
        if model.overlays.is_empty() {
            model.pane = Pane::Entry;
        } else {
            model.overlays.retain(|over| !matches!(over, Overlay::Entry));
            model.overlays.push(Overlay::Entry);
        }
    }
    Vec::new()
}

/// Typed on a board, a character opens the line.
fn take_keys(model: &mut Model) {
    if model.overlays.is_empty() {
        model.pane = Pane::Entry;
    }
}

/// Out of the line: to what lay under it, else to the board.
fn leave(model: &mut Model) {
    match model.overlays.last() {
        Some(Overlay::Entry) => drop(model.overlays.pop()),
        _ => model.pane = Pane::Board,
    }
}

/// Typing begins, when it does.
fn begin(model: &mut Model) {
    let target = model.selected_incident();
    let counts = record::window(model, LINE_OPEN_COUNTS);
    model.entry.begin(model.now, counts, target);
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
        // What needs no other screen leaves the hand where it is.
        Action::Undo | Action::AcknowledgeAlarm => return on_board(model, action),
        // A form or another board comes: the entry waits, and so does a form that lay under it.
        action => {
            model.pane = Pane::Board;
            put_aside(model);
            return on_board(model, action);
        }
    }
    Vec::new()
}

/// Clears what lies over the board; a form that was begun is put aside.
fn put_aside(model: &mut Model) {
    while let Some(over) = model.overlays.pop() {
        if let Overlay::Form(form) = over
            && form.touched
            && !form.kind.only_leads()
        {
            model.park(form);
        }
    }
}

fn park(model: &mut Model) {
    leave(model);
    if model.entry.is_draft() {
        let (zh, en) = ("草稿留在记录行 ({0} 继续)", "the draft stays in the line ({0} goes on)");
        model.tell_key(Context::Lists, Action::Write, zh, en);
    }
}

/// The entry goes to the incident, to the duty log, or is a note to self.
fn turn(model: &mut Model) {
    begin(model);
    model.entry.turn(model.selected_incident());
}

fn record_entry(model: &mut Model) -> Vec<Effect> {
    if !model.entry.is_draft() {
        leave(model);
        return Vec::new();
    }
    let command = Command::WriteEntry(model.entry_meant());
    let draft = Draft::Entry(model.entry.line.clone());
    let effects = record::carry_out(model, command, Some(draft));
    if effects.is_some() {
        model.entry.recorded();
        // One word in between, and the form goes on.
        if model.overlays.last() == Some(&Overlay::Entry) {
            leave(model);
        }
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
    // A team at the beginning is whom the entry is about: the text goes on behind a blank.
    let name = if before.trim_start() == tail { format!("{name} ") } else { name };
    if !model.entry.line.retype(&tail, &name) {
        full(model);
    }
}
