//! The journal board: what to fetch next, and what to do with what was fetched.

use std::sync::Arc;

use super::{Action, Effect, Model, open};
use crate::clock::At;
use crate::console::{Board, Entry, FormKind, Found, Search, Whence};
use crate::domain::EventId;
use crate::limits::{HISTORY_PAGE, NAMES_STALE_AFTER};
use crate::text::number::Numbers;
use crate::text::when;
use crate::text::words::{JournalWord, Word};

/// Fetched before the end of the window is reached, so that the next page is there when the eye is.
const AHEAD: usize = HISTORY_PAGE / 4;

/// Entries that a number finds and that are named: as many as a line holds.
const NUMBERS_TOLD: usize = 4;

/// Opens the filter or the jump of the journal board.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::JournalFilter => open::form(model, FormKind::JournalFilter),
        // The log is longer than the window: its ends are asked for.
        Action::First if model.chronicle.newer => jump(model, Whence::Newest),
        Action::Last if model.chronicle.older => jump(model, Whence::Oldest),
        _ => Vec::new(),
    }
}

/// Shows another stretch of the log.
pub(super) fn jump(model: &mut Model, from: Whence) -> Vec<Effect> {
    model.chronicle.jump = Some(from);
    model.selection.remove(&Board::Journal);
    Vec::new()
}

/// What the journal board needs now: nothing while it is not on screen.
pub(in crate::console) fn need(model: &mut Model) -> Option<Effect> {
    if model.board != Board::Journal {
        return None;
    }
    let sought = model.asked(Board::Journal).map(|asked| asked.sought.clone()).unwrap_or_default();
    let chronicle = &model.chronicle;
    let same =
        |ask: &Search| ask.sought.text() == sought.text() && ask.wanted == chronicle.wanted && ask.lang == model.lang;
    let answered = chronicle.waiting.as_ref().or(chronicle.asked.as_ref()).is_some_and(same);
    let whence = match (chronicle.jump, answered, &chronicle.waiting) {
        (Some(whence), ..) => whence,
        (None, false, _) => Whence::Newest,
        (None, true, Some(_)) => return None,
        (None, true, None) => further(model)?,
    };
    let upto = model.is_past.then_some(model.events);
    let names = names(model);
    let lang = model.lang;
    let chronicle = &mut model.chronicle;
    chronicle.jump = None;
    if !matches!(whence, Whence::Before(_) | Whence::After(_)) {
        chronicle.total = None;
    }
    let ask =
        Search { ticket: chronicle.ticket(), whence, wanted: chronicle.wanted.clone(), sought, upto, names, lang };
    chronicle.waiting = Some(ask.clone());
    Some(Effect::History(Box::new(ask)))
}

/// More of the log when the selection comes near an end of the window.
fn further(model: &Model) -> Option<Whence> {
    let chronicle = &model.chronicle;
    let place = model.selected_place(Board::Journal)?;
    if chronicle.older && place + AHEAD >= chronicle.entries.len() {
        return chronicle.entries.back().map(|oldest| Whence::Before(oldest.number));
    }
    if chronicle.newer && place < AHEAD {
        return chronicle.entries.front().map(|newest| Whence::After(newest.number));
    }
    None
}

/// What names are looked up in: the world of a moment ago is as good, and is not copied for every key.
fn names(model: &mut Model) -> Arc<crate::domain::World> {
    let fresh = model.names.as_ref().filter(|(events, _)| model.events.abs_diff(*events) < NAMES_STALE_AFTER);
    if let Some((_, names)) = fresh {
        return Arc::clone(names);
    }
    let names = Arc::new(model.world.clone());
    model.names = Some((model.events, Arc::clone(&names)));
    names
}

/// An answer is here.
pub(in crate::console) fn found(model: &mut Model, mut found: Found) {
    let said = std::mem::take(&mut found.said);
    let numbers = std::mem::take(&mut model.numbers);
    show_found(model, found, &numbers);
    if said.len() > 1 {
        tell_all(model, &said, &numbers);
    }
    model.numbers = numbers;
}

/// A number that finds several entries says so, and names them, the newest first.
fn tell_all(model: &mut Model, said: &[(At, EventId)], numbers: &Numbers) {
    let today = when::date(model.now);
    let name = |(recorded, id): &(At, EventId)| {
        let day = Some(when::date(*recorded)).filter(|day| *day != today).map(|day| format!("{day} "));
        format!("{}{}", day.unwrap_or_default(), numbers.number(*recorded, *id))
    };
    let named: Vec<String> = said.iter().take(NUMBERS_TOLD).map(name).collect();
    let more = if said.len() > named.len() { ", .." } else { "" };
    let text = JournalWord::Several.with(model.lang, &[&said.len(), &named.join(", "), &more]);
    model.note(text);
}

/// The digits of everything that was here are known.
pub(in crate::console) fn numbers(model: &mut Model, known: Numbers) {
    model.numbers.merge(known);
    model.chronicle.number_by(&model.numbers);
    if let Some(past) = &mut model.past {
        past.view.chronicle.number_by(&model.numbers);
    }
}

fn show_found(model: &mut Model, found: Found, numbers: &Numbers) {
    let model = match (&mut model.past, found.upto) {
        (Some(past), Some(upto)) if upto == past.number => &mut past.view,
        (_, None) => model,
        _ => return,
    };
    let (from, empty) = (found.whence, found.entries.is_empty());
    if !model.chronicle.take(found) {
        return;
    }
    model.chronicle.number_by(numbers);
    model.derive_list(Board::Journal);
    match from {
        Whence::Said(..) | Whence::At(_) if empty => model.tell("日志里没有", "the log has no such entry"),
        Whence::Oldest => model.select_place(Board::Journal, usize::MAX),
        _ => {}
    }
}

/// The entries that are wanted have been counted.
pub(in crate::console) fn counted(model: &mut Model, ticket: u64, upto: Option<u64>, total: u64) {
    let model = match (&mut model.past, upto) {
        (Some(past), Some(upto)) if upto == past.number => &mut past.view,
        (_, None) => model,
        _ => return,
    };
    if model.chronicle.asked.as_ref().is_some_and(|ask| ask.ticket == ticket) {
        model.chronicle.total = Some(total);
        model.derive_list(Board::Journal);
    }
}

/// News for the window.
pub(in crate::console) fn arrived(model: &mut Model, entry: Entry) {
    let (recorded, id) = (entry.event.recorded, entry.event.id);
    model.chronicle.arrived(entry);
    if model.numbers.take(recorded, id) {
        model.chronicle.number_by(&model.numbers);
        if let Some(past) = &mut model.past {
            past.view.chronicle.number_by(&model.numbers);
        }
    }
}
