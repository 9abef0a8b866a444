//! The hub and link board: what this post knows of its link, its journal and its store, and who else is there.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, TIME_CELLS};
use super::pen::Pen;
use super::scene::Scene;
use super::{age, status};
use crate::clock::Span;
use crate::console::{Account, Board, JournalState, LinkState, Row, SessionInfo, StoreState};
use crate::domain::FOLD_VERSION;
use crate::text::cells::{Ambiguous, wrap};
use crate::text::visible::visible;
use crate::text::words::{HubWord, Word};
use crate::text::{Lang, when};

/// Cells of a label, with the blank after it.
fn label_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 13,
        Lang::En => 15,
    }
}

/// Cells of a count of bytes or events.
const COUNT_CELLS: u16 = 12;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let facts = facts(scene, area.width);
    let needed = u16::try_from(facts.len() + 1).unwrap_or(u16::MAX);
    pen.line(area, &Line::new().gap(1).rest(scene.say.word(HubWord::Title), Meaning::Heading));
    let half = area.width / 2;
    if area.height < needed + 4 && area.width >= 76 {
        // Two columns: facts left, sessions right.
        let left = Rect { y: area.y + 1, height: area.height.saturating_sub(1), width: half, ..area };
        pen.lines(left, &self::facts(scene, half));
        sessions(scene, Rect { x: area.x + half + 1, width: area.width - half - 1, ..area }, pen);
    } else {
        let rows = needed.min(area.height);
        pen.lines(Rect { y: area.y + 1, height: rows.saturating_sub(1), ..area }, &facts);
        let below = Rect { y: area.y + rows + 1, height: area.height.saturating_sub(rows + 1), ..area };
        sessions(scene, below, pen);
    }
}

/// What this post knows, in lines of this width: why the link is not up takes as many as it needs.
fn facts<'a>(scene: &Scene<'a>, width: u16) -> Vec<Line<'a>> {
    let model = scene.model;
    let lang = model.lang;
    let mut lines = Vec::new();
    let mut fact = |label: HubWord, value: String, meaning: Meaning| {
        lines.push(
            Line::new().gap(2).col(label_cells(lang), scene.say.word(label), Meaning::Quiet).rest(value, meaning),
        );
    };
    let none = || scene.say.word(HubWord::None).to_owned();
    fact(HubWord::Address, model.hub.clone().unwrap_or_else(none), Meaning::Plain);
    let (state, meaning) = status::link_state(scene);
    fact(HubWord::State, state, meaning);
    let why = why_lines(scene, width, meaning);
    if let LinkState::Up { heard_ms_ago, rtt_ms, skew_ms } = &model.link {
        fact(HubWord::RoundTrip, HubWord::Ms.with(lang, &[rtt_ms]), Meaning::Plain);
        let heard = when::age(Span(i64::from(*heard_ms_ago)), lang);
        fact(HubWord::Heard, HubWord::Ago.with(lang, &[&heard]), Meaning::Plain);
        fact(HubWord::Skew, HubWord::Ms.with(lang, &[&format!("{skew_ms:+}")]), Meaning::Plain);
    }
    let waiting = if model.backlog.count > 0 { Meaning::Attention } else { Meaning::Plain };
    fact(HubWord::Backlog, model.backlog.count.to_string(), waiting);
    if let Some(oldest) = model.backlog.oldest {
        let ago = HubWord::Ago.with(lang, &[&when::age(scene.now() - oldest, lang)]);
        fact(HubWord::Oldest, format!("{} ({ago})", when::date_minute(oldest)), waiting);
    }
    if let Some(Account { missing, unsent }) = model.account {
        let meaning = if missing > 0 { Meaning::Attention } else { Meaning::Plain };
        fact(HubWord::Account, HubWord::Owed.with(lang, &[&missing, &unsent]), meaning);
    }
    // What is amiss stands before what is as always: a small screen shows the first lines.
    if model.holdings.lacking > 0 {
        fact(HubWord::Contents, HubWord::Lacking.with(lang, &[&model.holdings.lacking]), Meaning::Attention);
    }
    if let Some(other) = model.hub_fold {
        fact(HubWord::Fold, HubWord::OtherFold.with(lang, &[&FOLD_VERSION, &other]), Meaning::Attention);
    }
    let (journal, meaning) = match &model.journal {
        JournalState::Open => (HubWord::JournalOpen.with(lang, &[&model.events]), Meaning::Plain),
        JournalState::Full(left) => (HubWord::JournalFull.with(lang, &[&(left >> 10)]), Meaning::Alarm),
        JournalState::Failed(why) => (HubWord::JournalFailed.with(lang, &[&why.text(lang)]), Meaning::Alarm),
    };
    fact(HubWord::Journal, journal, meaning);
    let (store, meaning) = store(scene);
    fact(HubWord::Store, store, meaning);
    let (kinds, events) = model.world.unknown_kinds().fold((0_usize, 0), |(k, e), (_, n)| (k + 1, e + n));
    let meaning = if kinds > 0 { Meaning::Attention } else { Meaning::Plain };
    let unknown = if kinds > 0 { HubWord::UnknownCount.with(lang, &[&kinds, &events]) } else { none() };
    fact(HubWord::UnknownKinds, unknown, meaning);
    if let Some((at, filled)) = model.holdings.begins {
        let since = when::date_minute(at);
        let since = if filled > 0 { HubWord::Filled.with(lang, &[&since, &filled]) } else { since };
        fact(HubWord::Begins, since, Meaning::Plain);
    }
    fact(HubWord::Post, format!("{} {}", model.post.name, model.post.id.short()), Meaning::Plain);
    if model.hub_fold.is_none() {
        fact(HubWord::Fold, FOLD_VERSION.to_string(), Meaning::Plain);
    }
    // Below the address and the state.
    lines.splice(2..2, why);
    lines
}

/// Why the link is not up, in full.
fn why_lines<'a>(scene: &Scene<'a>, width: u16, meaning: Meaning) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let why = visible(link_why(&scene.model.link, lang)).into_owned();
    let room = usize::from(width.saturating_sub(label_cells(lang) + 3));
    let rows = wrap(&why, room, Ambiguous::default()).into_iter().filter(|_| !why.is_empty()).enumerate();
    let line = |(n, row): (usize, &str)| {
        let label = if n == 0 { scene.say.word(HubWord::Why) } else { "" };
        Line::new().gap(2).col(label_cells(lang), label, Meaning::Quiet).rest(row.to_owned(), meaning)
    };
    rows.map(line).collect()
}

/// Why the link is not up, in the words of whoever said so.
fn link_why(link: &LinkState, lang: Lang) -> &str {
    match link {
        LinkState::Calling { why, .. } | LinkState::Refused { why } => why.text(lang),
        LinkState::NotConfigured | LinkState::Up { .. } => "",
    }
}

fn store(scene: &Scene) -> (String, Meaning) {
    let lang = scene.model.lang;
    match &scene.model.store {
        StoreState::Opening => (scene.say.word(HubWord::StoreOpening).to_owned(), Meaning::Plain),
        StoreState::Following { lag: 0 } => (scene.say.word(HubWord::StoreLevel).to_owned(), Meaning::Plain),
        StoreState::Following { lag } => (HubWord::StoreLag.with(lang, &[lag]), Meaning::Plain),
        StoreState::Rebuilding { done, of } => (HubWord::StoreRebuilding.with(lang, &[done, of]), Meaning::Attention),
        StoreState::Off(why) => (HubWord::StoreOff.with(lang, &[&why.text(lang)]), Meaning::Attention),
    }
}

fn sessions(scene: &Scene, area: Rect, pen: &mut Pen) {
    if area.height == 0 {
        return;
    }
    let lang = scene.model.lang;
    let find = |row: &Row| {
        let Row::Session(name) = row else { return None };
        scene.model.sessions.iter().find(|session| session.name == *name)
    };
    let listed: Vec<&SessionInfo> = scene.model.rows(Board::Hub).iter().filter_map(find).collect();
    let rows = area.height - 1;
    let place = scene.model.selected_place(Board::Hub);
    let page = parts::Page::of(place, listed.len(), rows);
    let title = page.title(scene, Board::Hub, HubWord::Sessions.with(lang, &[&listed.len()]));
    let heading = Line::new()
        .gap(2)
        .rest(title, Meaning::Heading)
        .text(age::hub(scene), Meaning::Attention)
        .col(TIME_CELLS, scene.say.word(HubWord::SessionSince), Meaning::Heading)
        .right(7, scene.say.word(HubWord::SessionBehind), Meaning::Heading)
        .right(COUNT_CELLS, scene.say.word(HubWord::SessionSent), Meaning::Heading)
        .optional()
        .right(COUNT_CELLS, scene.say.word(HubWord::SessionReceived), Meaning::Heading)
        .optional()
        .gap(1);
    pen.line(area, &heading);
    let below = Rect { y: area.y + 1, height: rows, ..area };
    if listed.is_empty() {
        empty::pane(scene, Nothing::Sessions, below, pen);
        return;
    }
    let selected = scene.model.selected(Board::Hub);
    let lines: Vec<Line> =
        listed.iter().skip(page.first).take(usize::from(rows)).map(|info| session(scene, info, selected)).collect();
    pen.lines(below, &lines);
}

fn session<'a>(scene: &Scene<'a>, info: &'a SessionInfo, selected: Option<&Row>) -> Line<'a> {
    let here = selected == Some(&Row::Session(info.name.clone()));
    let behind = if info.behind > 0 { Meaning::Attention } else { Meaning::Plain };
    let lang = scene.model.lang;
    let silent = info.silent.map(|age| HubWord::Silent.with(lang, &[&when::age(age, lang)])).unwrap_or_default();
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if silent.is_empty() { " " } else { "~" }, Meaning::Attention)
        .rest(info.name.as_str(), Meaning::Plain)
        .text(silent, Meaning::Attention)
        .gap(1)
        .col(TIME_CELLS, when::minute_or_date(info.since, scene.now()), Meaning::Quiet)
        .right(7, info.behind.to_string(), behind)
        .right(COUNT_CELLS, bytes(info.sent_bytes, scene.model.lang), Meaning::Quiet)
        .optional()
        .right(COUNT_CELLS, bytes(info.received_bytes, scene.model.lang), Meaning::Quiet)
        .optional()
        .gap(1)
        .selected(here)
}

/// `48.2 kB`, as everybody reads it.
fn bytes(n: u64, lang: Lang) -> String {
    match n {
        0..=9_999 => HubWord::Bytes.with(lang, &[&n]),
        10_000..=9_999_999 => HubWord::Kilobytes.with(lang, &[&format!("{}.{}", n / 1000, n % 1000 / 100)]),
        _ => HubWord::Megabytes.with(lang, &[&format!("{}.{}", n / 1_000_000, n % 1_000_000 / 100_000)]),
    }
}
