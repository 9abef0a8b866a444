//! The boards line: the digit of every board, the one on screen, and the help key.

use ratatui::layout::Rect;

use super::look::Meaning;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Action, Board};
use crate::text::when;
use crate::text::words::{BoardsWord, Word};

/// Draws the line.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if scene.model.is_past {
        pen.fill(area, Meaning::Past);
    }
    let key = scene.model.key_name(Action::Help);
    // Keys one after another end where the word begins.
    let key = if key.contains(' ') { format!("{key} ") } else { key };
    let help = BoardsWord::Help.with(scene.model.lang, &[&key]);
    let help = help.as_str();
    let names = names(scene, area.width.saturating_sub(pen.width(help) + 1), pen);
    let mut x = area.x + 1;
    for (here, name) in names {
        let meaning = if here { Meaning::Selected } else { Meaning::Plain };
        x += pen.put(x, area.y, area.right().saturating_sub(x), &name, meaning) + 1;
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

/// The digit of every board with as much of its name as there is room for: the title, or the title on screen and short
/// names beside it, or digits beside it.
fn names(scene: &Scene, cells: u16, pen: &Pen) -> Vec<(bool, String)> {
    let lang = scene.model.lang;
    let written = |name: &dyn Fn(Board) -> &'static str| -> Vec<(bool, String)> {
        let boards =
            scene.model.layout.boards.iter().copied().zip(1_usize..).map(|(board, n)| (board, (n % 10).to_string()));
        // A board that has no digit here is named by its own key while it is on screen.
        let shown = scene.model.board;
        let beside = (!scene.model.layout.boards.contains(&shown)).then(|| (shown, scene.model.key_of_board(shown)));
        let boards = boards.chain(beside);
        let one = |(board, key): (Board, String)| {
            let here = board == scene.model.board;
            let name = if here { board.title(lang) } else { name(board) };
            // What there is to settle is said as long as the name is.
            let note = if name.is_empty() { String::new() } else { note(scene, board) };
            (here, format!("{key}{name}{note}"))
        };
        boards.map(one).collect()
    };
    let fits = |names: &[(bool, String)]| names.iter().map(|(_, name)| pen.width(name) + 1).sum::<u16>() < cells;
    let mut ways = [written(&|board| board.title(lang)), written(&|board| board.short(lang))].into_iter();
    ways.find(|names| fits(names)).unwrap_or_else(|| written(&|_| ""))
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
