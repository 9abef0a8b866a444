//! The boards line: the digit of every board, the one on screen, and the help key.

use ratatui::layout::Rect;

use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Action, Board};
use crate::text::when;
use crate::text::words::{BoardsWord, Word};

/// Draws the line. Where the names do not fit, the digits stand alone beside the name of the board on screen.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if scene.model.is_past {
        pen.fill(area, Meaning::Past);
    }
    let help = BoardsWord::Help.with(scene.model.lang, &[&scene.model.key_name(Action::Help)]);
    let help = help.as_str();
    let names: Vec<(bool, String)> = scene
        .model
        .layout
        .boards
        .iter()
        .zip(1_usize..)
        .map(|(board, n)| {
            (*board == scene.model.board, format!("{}{}{}", n % 10, board.title(scene.model.lang), note(scene, *board)))
        })
        .collect();
    // English names give way before they go: four letters still say which board.
    let wide = |names: &[(bool, String)]| names.iter().map(|(_, name)| pen.width(name) + 1).sum::<u16>() + 1;
    let names = if wide(&names) + pen.width(help) > area.width {
        let shorter = |(here, name): (bool, String)| {
            let cut = if here { name.clone() } else { crate::text::cells::cut(&name, 5, pen.ambiguous()).to_owned() };
            let note = name.find('!').filter(|at| cut.len() <= *at).and_then(|at| name.get(at..)).unwrap_or_default();
            (here, format!("{cut}{note}"))
        };
        names.into_iter().map(shorter).collect()
    } else {
        names
    };
    let all = names.iter().map(|(_, name)| pen.width(name) + 1).sum::<u16>() + pen.width(help) + 1;
    let short = all > area.width;
    let mut x = area.x + 1;
    for (here, name) in names {
        let meaning = if here { Meaning::Selected } else { Meaning::Plain };
        let digit = name.get(..1).unwrap_or_default();
        let text = if short && !here { digit } else { &name };
        x += pen.put(x, area.y, area.right().saturating_sub(x), text, meaning) + 1;
    }
    let help_cells = pen.width(help);
    // The blank at the edge goes before the key does.
    let at = area.right().saturating_sub(help_cells + 1);
    let at = if at < x { at + 1 } else { at };
    let old = heard(scene);
    let old_at = at.saturating_sub(pen.width(&old) + 2);
    if old_at > x {
        pen.put(old_at, area.y, at - old_at, &old, Meaning::Attention);
    }
    if at >= x {
        pen.put(at, area.y, help_cells, help, Meaning::Key);
    }
}

/// How old what other posts said is, while the hub is out of reach: no board may look fresher than it is.
fn heard(scene: &Scene) -> String {
    let lang = scene.model.lang;
    match scene.model.unheard_for() {
        None => String::new(),
        Some(Some(age)) => BoardsWord::Heard.with(lang, &[&when::age(age, lang)]),
        Some(None) => BoardsWord::NeverHeard.say(lang).to_owned(),
    }
}

/// What is said beside a board's name: that it has something to settle.
fn note(scene: &Scene, board: Board) -> String {
    if board == Board::Conflicts && !scene.model.derived.conflicts.is_empty() {
        return format!("!{}", scene.model.derived.conflicts.len());
    }
    String::new()
}
