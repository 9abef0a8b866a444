//! What the realm beside this one has to say: a live alarm breaks through a drill, on every board.
//!
//! ```text
//! !!! 实战 2件  郑州市气象台 暴雨 红色预警  00:28                     Ctrl-] 去实战
//! ```

use ratatui::layout::Rect;

use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;
use super::status::link_words;
use crate::console::{Action, Beside, JournalState, LinkState};
use crate::domain::Realm;
use crate::text::when;
use crate::text::words::{BesideWord, StatusWord, Word};

/// The live realm beside the one on screen, when something breaks through from there.
fn breaking<'a>(scene: &Scene<'a>) -> Option<&'a Beside> {
    scene.model.beside.as_ref().filter(|beside| beside.breaches > 0)
}

/// Draws the line that cannot be missed: mark, realm, how many, the foremost, when it is due, and the key that goes there.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let Some(beside) = breaking(scene).filter(|_| area.height > 0) else { return };
    let lang = scene.model.lang;
    let realm = StatusWord::of(&beside.realm).say(lang);
    let count = match beside.breaches {
        1 => String::new(),
        more => format!("{} ", BesideWord::Count.with(lang, &[&more])),
    };
    let due = beside.due.map(|due| when::countdown(due - beside.now, lang)).unwrap_or_default();
    let key = format!(" {}", scene.model.key_name(Action::OtherRealm));
    let go = BesideWord::Go.with(lang, &[&realm]);
    pen.fill(area, Meaning::Alarm);
    let line = Line::new()
        .text("!!! ", Meaning::Fresh)
        .text(format!("{realm} {count}"), Meaning::Alarm)
        .text(if due.is_empty() { due } else { format!("{due} ") }, Meaning::Alarm)
        .rest(beside.foremost.as_str(), Meaning::Alarm)
        .text(key, Meaning::Alarm)
        .text(format!(" {go}"), Meaning::Alarm);
    // Several in little room: what is foremost goes before the word behind the key.
    let line = if beside.breaches > 1 { line.optional() } else { line };
    pen.line(area, &line);
}

/// For the status line: how the realm beside this one is held, how loud that is, and its rank there. Where there is no
/// row for the line above, it says that something breaks through.
pub(super) fn status(scene: &Scene, has_line: bool) -> Option<(u8, String, Meaning)> {
    let beside = scene.model.beside.as_ref().filter(|beside| beside.realm == Realm::Live)?;
    let lang = scene.model.lang;
    let realm = scene.say.word(StatusWord::Live);
    if beside.breaches > 0 && !has_line {
        let count = BesideWord::Count.with(lang, &[&beside.breaches]);
        return Some((0, format!("!!!{realm} {count}"), Meaning::Alarm));
    }
    if beside.opening {
        return Some((5, format!("{realm} {}", scene.say.word(BesideWord::Opening)), Meaning::Plain));
    }
    if let JournalState::Failed(_) = beside.journal {
        return Some((0, format!("!{realm} {}", scene.say.word(StatusWord::JournalFailed)), Meaning::Alarm));
    }
    let (link, meaning) = match beside.link {
        LinkState::NotConfigured => (scene.say.word(BesideWord::Here).to_owned(), Meaning::Plain),
        _ => link_words(&beside.link, lang),
    };
    // Out of reach it hears of no alarm that others raise.
    let rank = if meaning == Meaning::Plain { 5 } else { 1 };
    Some((rank, format!("{realm} {link}"), meaning))
}
