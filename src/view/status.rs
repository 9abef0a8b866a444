//! The status line, which never lies.
//!
//! ```text
//!  演练 郑州7.20  一级响应 战时  指挥车1 王某  平台 通 1秒  待发 0      16:01:07
//! ```

use ratatui::layout::Rect;

use super::look::Meaning;
use super::pen::Pen;
use super::scene::{Scene, area_code};
use crate::clock::Span;
use crate::console::{JournalState, LinkState, StoreState};
use crate::domain::{Realm, Reckoning};
use crate::limits::{LINK_SILENCE_MAX, SKEW_SHOWN, STORE_LAG_SHOWN};
use crate::text::words::{StatusWord, Word};
use crate::text::{Lang, when};

/// One thing the line says; when there is no room for all, the greatest `rank` goes first.
struct Item {
    rank: u8,
    text: String,
    /// What it says where there is less room, the shortest first.
    shorter: Vec<String>,
    meaning: Meaning,
}

impl Item {
    fn new(rank: u8, text: String, meaning: Meaning) -> Self {
        Self { rank, text, shorter: Vec::new(), meaning }
    }
}

/// The meaning of the realm, which the whole line has.
pub(super) fn realm_meaning(scene: &Scene) -> Meaning {
    match scene.model.world.realm() {
        Realm::Live => Meaning::Status,
        Realm::Test => Meaning::Test,
        Realm::Drill(_) => Meaning::Drill,
    }
}

/// The word of the realm: the mark of a drill.
pub(super) fn realm_word(scene: &Scene) -> &'static str {
    scene.say.word(StatusWord::of(scene.model.world.realm()))
}

/// Draws the line; `has_line` when what breaks through from the realm beside this one has a row of its own.
pub(super) fn draw(scene: &Scene, area: Rect, has_line: bool, pen: &mut Pen) {
    let base = realm_meaning(scene);
    pen.fill(area, base);
    let indent = u16::from(area.width >= 40);
    let mark = realm_word(scene);
    let mut x = area.x + indent;
    x += pen.put(x, area.y, area.width.saturating_sub(indent), mark, base) + 1;
    let clock = when::clock(scene.now());
    let clock_cells = pen.width(&clock);
    let mut right = area.right();
    if area.right().saturating_sub(x) > clock_cells {
        right -= clock_cells + indent;
        pen.put(right, area.y, clock_cells, &clock, base);
    }
    let mut items = items(scene);
    if let Some((rank, text, meaning)) = super::beside::status(scene, has_line) {
        items.push(Item::new(rank, text, meaning));
    }
    fit(&mut items, right.saturating_sub(x), pen);
    for item in &items {
        let meaning = if item.meaning == Meaning::Plain { base } else { item.meaning };
        x += pen.put(x, area.y, right.saturating_sub(x), &item.text, meaning) + GAP;
    }
}

const GAP: u16 = 2;

/// Shortens what ranks last, and leaves it out, until the rest fits into `cells`.
fn fit(items: &mut Vec<Item>, cells: u16, pen: &Pen) {
    let needed = |items: &[Item]| items.iter().map(|item| pen.width(&item.text) + GAP).sum::<u16>();
    while needed(items) > cells {
        let Some((last, item)) = items.iter_mut().enumerate().max_by_key(|(_, item)| item.rank) else { return };
        if let Some(text) = item.shorter.pop() {
            item.text = text;
            continue;
        }
        if items.len() == 1 {
            return;
        }
        items.remove(last);
    }
}

/// Everything there is to say, in the order of the line.
fn items(scene: &Scene) -> Vec<Item> {
    let model = scene.model;
    let mut items = Vec::new();
    let mut put = |item: Item| {
        if !item.text.is_empty() {
            items.push(item);
        }
    };
    if let JournalState::Failed(_) = model.journal {
        put(Item::new(0, format!("!{}", scene.say.word(StatusWord::JournalFailed)), Meaning::Alarm));
    }
    if let JournalState::Full(left) = model.journal {
        put(Item::new(0, format!("!{}", StatusWord::JournalFull.with(model.lang, &[&(left >> 10)])), Meaning::Alarm));
    }
    put(Item::new(0, super::past::mark(model).unwrap_or_default(), Meaning::Past));
    put(Item::new(2, realm_name(scene), Meaning::Plain));
    let (response, disputed) = response(scene);
    put(Item::new(4, response, if disputed { Meaning::Attention } else { Meaning::Plain }));
    whose(scene).into_iter().for_each(&mut put);
    let (link, meaning) = link(scene);
    put(Item::new(1, link, meaning));
    let (backlog, meaning) = backlog(scene);
    put(Item::new(5, backlog, meaning));
    let hidden = model.hidden_in_all();
    if hidden > 0 {
        put(Item::new(3, StatusWord::Hidden.with(model.lang, &[&hidden]), Meaning::Attention));
    }
    if let Some(skew) = skew(scene) {
        put(Item::new(3, skew, Meaning::Attention));
    }
    if let Some((store, meaning)) = store(scene) {
        put(Item::new(3, store, meaning));
    }
    items
}

/// Post, operator and role: the role goes first where there is no room, and the post last.
fn whose(scene: &Scene) -> Option<Item> {
    let model = scene.model;
    let mut said: Vec<String> = Vec::new();
    for part in [&model.post.name, &model.post.operator, &model.role] {
        let all = said.last().map_or_else(|| part.clone(), |before| format!("{before} {part}"));
        if !part.is_empty() && !all.trim().is_empty() {
            said.push(all);
        }
    }
    let text = said.pop()?;
    Some(Item { shorter: said, ..Item::new(6, text, Meaning::Plain) })
}

/// The drill's name.
fn realm_name(scene: &Scene) -> String {
    let Realm::Drill(code) = scene.model.world.realm() else { return String::new() };
    scene.model.world.drill().map_or_else(|| code.clone(), |drill| scene.say.drill_name(drill).to_owned())
}

/// Level and posture of the post's jurisdiction; whether they are disputed.
fn response(scene: &Scene) -> (String, bool) {
    let Some(code) = area_code(scene.model) else { return ("?".to_owned(), false) };
    let lang = scene.model.lang;
    let response = scene.model.world.response(code);
    let posture = scene.model.world.posture(code);
    let disputed = response.disputed() || posture.disputed();
    let level = match &response {
        Reckoning::Unset => scene.say.word(StatusWord::NoResponse).to_owned(),
        Reckoning::Agreed(response) => response.level().map_or_else(
            || scene.say.word(StatusWord::NoResponse).to_owned(),
            |level| StatusWord::Response.with(lang, &[&scene.say.word(level)]),
        ),
        Reckoning::Disputed(_) => scene.say.word(StatusWord::ResponseDisputed).to_owned(),
    };
    let posture = match posture {
        Reckoning::Unset => scene.say.word(crate::domain::Posture::default()),
        Reckoning::Agreed(posture) => scene.say.word(posture),
        Reckoning::Disputed(_) => scene.say.word(StatusWord::PostureDisputed),
    };
    (format!("{level} {posture}"), disputed)
}

/// The link by its heartbeat.
fn link(scene: &Scene) -> (String, Meaning) {
    let (state, meaning) = link_state(scene);
    (format!("{} {state}", scene.say.word(StatusWord::Hub)), meaning)
}

/// The state of the link in a word, with its age.
pub(super) fn link_state(scene: &Scene) -> (String, Meaning) {
    link_words(&scene.model.link, scene.model.lang)
}

/// The same of any link.
pub(super) fn link_words(link: &LinkState, lang: Lang) -> (String, Meaning) {
    match link {
        LinkState::NotConfigured => (StatusWord::NotConfigured.say(lang).to_owned(), Meaning::Plain),
        LinkState::Calling { attempt, .. } if *attempt > 1 => {
            (format!("!{}", StatusWord::DownCalls.with(lang, &[attempt])), Meaning::Attention)
        }
        LinkState::Calling { .. } => (StatusWord::Calling.say(lang).to_owned(), Meaning::Attention),
        LinkState::Refused { .. } => (format!("!{}", StatusWord::Refused.say(lang)), Meaning::Alarm),
        LinkState::Up { heard_ms_ago, .. } => {
            let silent = Span(i64::from(*heard_ms_ago));
            if u128::from(*heard_ms_ago) > LINK_SILENCE_MAX.as_millis() {
                (format!("!{}", StatusWord::Down.with(lang, &[&when::lasted(silent)])), Meaning::Attention)
            } else {
                (StatusWord::Up.with(lang, &[&when::age(silent, lang)]), Meaning::Plain)
            }
        }
    }
}

/// What the hub does not have, and how long the oldest has waited.
fn backlog(scene: &Scene) -> (String, Meaning) {
    let backlog = &scene.model.backlog;
    let lang = scene.model.lang;
    match backlog.oldest {
        Some(oldest) if backlog.count > 0 => {
            let age = when::age(scene.now() - oldest, lang);
            (StatusWord::BacklogOldest.with(lang, &[&backlog.count, &age]), Meaning::Attention)
        }
        _ => (StatusWord::Backlog.with(lang, &[&backlog.count]), Meaning::Plain),
    }
}

/// The clock's distance from the hub's, when it is worth a word.
fn skew(scene: &Scene) -> Option<String> {
    let LinkState::Up { skew_ms, .. } = scene.model.link else { return None };
    (u128::from(skew_ms.unsigned_abs()) > SKEW_SHOWN.as_millis()).then(|| {
        let sign = if skew_ms < 0 { '-' } else { '+' };
        let age = when::age(Span(i64::from(skew_ms.unsigned_abs())), scene.model.lang);
        StatusWord::Skew.with(scene.model.lang, &[&format!("{sign}{age}")])
    })
}

/// The store, when history is not all there.
fn store(scene: &Scene) -> Option<(String, Meaning)> {
    let lang = scene.model.lang;
    match &scene.model.store {
        StoreState::Following { lag } if *lag <= STORE_LAG_SHOWN => None,
        StoreState::Opening => None,
        StoreState::Following { lag } => Some((StatusWord::StoreLag.with(lang, &[lag]), Meaning::Plain)),
        StoreState::Rebuilding { done, of } => {
            Some((StatusWord::StoreRebuilding.with(lang, &[done, of]), Meaning::Attention))
        }
        StoreState::Off(_) => Some((format!("!{}", scene.say.word(StatusWord::StoreOff)), Meaning::Attention)),
    }
}
