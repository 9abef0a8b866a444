//! `[keys]` of a settings file: other keys for acts.
//!
//! ```toml
//! [keys]
//! team-status = "f11"
//! unanswered = ["f3", "ctrl-v 3"]
//! ```
//!
//! Keys with a blank between them are pressed one after another.

use super::fields::Fields;
use super::{Log, Sited, Wrong, nearest};
use crate::console::{Action, Keymap, Remap, Strokes};
use crate::text::tell::Both;

/// Keys by name, for the nearest one.
const NAMES: [&str; 22] = [
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "ins", "del", "home", "end", "pgup",
    "pgdn", "ctrl-a", "ctrl-v", "ctrl-e", "ctrl-u",
];

/// Reads the table into a whole key table; `None` when anything is wrong with it, which is then in the log.
pub(super) fn keymap(log: &mut Log<'_>, table: Fields<'_>) -> Option<Keymap> {
    let before = log.count();
    let mut changes = Vec::new();
    let mut spots: Vec<(Sited<String>, Vec<Sited<String>>)> = Vec::new();
    for (name, keys) in table.texts(log) {
        let Some(action) = Action::all().into_iter().find(|action| action.slug().as_ref() == Some(&name.value)) else {
            let slugs: Vec<String> = Action::all().into_iter().filter_map(Action::slug).collect();
            let nearest = nearest(&name.value, slugs.iter().map(String::as_str));
            log.wrong(&name.spot, Wrong::UnknownKey { key: super::problem::shown(&name.value), nearest });
            continue;
        };
        let mut read = Vec::new();
        for key in &keys {
            match Strokes::named(&key.value) {
                Ok(keys) => read.push(keys),
                Err(name) => log.wrong(&key.spot, no_key(name)),
            }
        }
        if read.len() == keys.len() {
            changes.push(Remap { action, keys: read });
            spots.push((name, keys));
        }
    }
    match Keymap::default().remapped(&changes) {
        Ok(keymap) => (log.count() == before).then_some(keymap),
        Err(clashes) => {
            for clash in clashes {
                let Some((name, keys)) = spots.get(clash.change) else { continue };
                let key = clash.key.and_then(|place| keys.get(place));
                log.wrong(key.map_or(&name.spot, |key| &key.spot), Wrong::Key(clash.why));
            }
            None
        }
    }
}

fn no_key(name: &str) -> Wrong {
    Wrong::Value {
        expected: Both::words(
            "键, 如 f5, ctrl-t, ins 或 ?, 或最多三个, 如 `ctrl-v 1`",
            "a key such as f5, ctrl-t, ins or ?, or up to three such as `ctrl-v 1`",
        ),
        found: Both::same(super::problem::shown(name)),
        nearest: nearest(name, NAMES.into_iter()),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::settings::{Layer, Settings};
    use crate::console::{Action, BINDINGS, Board, Context, Key, KeyCode, Keymap, Mode, Strokes};

    fn read(text: &str) -> Result<Keymap, String> {
        let layer = Layer::text("s.toml", text).map_err(|fault| fault.to_string())?;
        Ok(Settings::settle(layer, Layer::default(), Layer::default()).keys)
    }

    #[test]
    fn an_act_has_the_keys_it_was_given_and_no_others() {
        let keys = read("[keys]\nteam-status = \"ctrl-v end\"\nunanswered = [\"f3\", \"ctrl-t\"]\n").unwrap();
        let means = |key| keys.lookup(Mode::Board, Board::Hub, key);
        let begun = Strokes::of(Key::ctrl('v'));
        assert_eq!(
            keys.lookup(Mode::Board, Board::Hub, begun.then(Key::plain(KeyCode::End))),
            Some(Action::TeamStatus)
        );
        assert_eq!(means(Key::ctrl('v')), None, "it only leads there");
        assert_eq!(means(Key::ctrl('t')), Some(Action::Unanswered), "a key that was given up can be taken");
        assert_eq!(means(Key::f(3)), Some(Action::Unanswered));
        assert_eq!(read("lang = \"zh\"\n").unwrap(), Keymap::default());
        let help = read("[keys]\nhelp = \"ctrl-_ 1\"\n").unwrap();
        let keys = Strokes::of(Key::ctrl('_')).then(Key::char('1'));
        assert_eq!(help.lookup(Mode::Form, Board::Hub, keys), Some(Action::Help), "wherever it was");
        assert_eq!(help.lookup(Mode::Form, Board::Hub, Key::f(1)), None);
    }

    #[test]
    fn what_cannot_be_is_told_with_its_place() {
        let wrong = |text: &str| read(text).unwrap_err();
        for (text, told) in [
            (
                "[keys]\nteam-staus = \"f11\"\n",
                "s.toml:2:1: keys.team-staus: unknown key `team-staus`; did you mean `team-status`?",
            ),
            (
                "[keys]\nundo = \"f13\"\n",
                "s.toml:2:8: keys.undo: expected a key such as f5, ctrl-t, ins or ?, or up to three such as `ctrl-v 1`, found `f13`; did you mean `f1`?",
            ),
            (
                "[keys]\nundo = \"f2\"\n",
                "s.toml:2:8: keys.undo: F2 already does new-order (on every board); give that another key, or choose another here",
            ),
            (
                "[keys]\nundo = []\n",
                "s.toml:2:1: keys.undo: at least one key must do this, or it could not be done any more",
            ),
            (
                "[keys]\nundo = [\"f8\", \"ctrl-s\"]\n",
                "s.toml:2:15: keys.undo[2]: Ctrl-S belongs to the terminal, to tmux or to the input method; choose another",
            ),
            (
                "[keys]\nundo = \"esc\"\n",
                "s.toml:2:8: keys.undo: Esc is needed to move about and to get out; choose another",
            ),
            (
                "[keys]\nundo = \"u\"\n",
                "s.toml:2:8: keys.undo: u is typed as text; choose a function key or a Ctrl chord",
            ),
            ("[keys]\nrecord = \"f9\"\n", "s.toml:2:1: keys.record: this act has its fixed keys"),
            (
                "[keys]\nundo = \"ctrl-v\"\n",
                "s.toml:2:8: keys.undo: Ctrl-V is the beginning of Ctrl-V Enter, which does past-at (in lists); a key either does something or leads to others",
            ),
            (
                "[keys]\nundo = \"f2 1\"\n",
                "s.toml:2:8: keys.undo: F2 is the beginning of F2 1, which does new-order (on every board); a key either does something or leads to others",
            ),
            (
                "[keys]\nundo = [\"f8\", \"ctrl-v enter\"]\n",
                "s.toml:2:15: keys.undo[2]: Ctrl-V Enter already does past-at (in lists); give that another key, or choose another here",
            ),
            (
                "[keys]\nundo = \"ctrl-v f1 x 1\"\n",
                "s.toml:2:8: keys.undo: expected a key such as f5, ctrl-t, ins or ?, or up to three such as `ctrl-v 1`, found `ctrl-v f1 x 1`; did you mean `ctrl-v`?",
            ),
            (
                "[keys]\nundo = \"ctrl-v ctrl-s\"\n",
                "s.toml:2:8: keys.undo: Ctrl-S belongs to the terminal, to tmux or to the input method; choose another",
            ),
            (
                "[keys]\nundo = \"ctrl-v esc\"\n",
                "s.toml:2:8: keys.undo: Esc is needed to move about and to get out; choose another",
            ),
            (
                "[keys]\nundo = \"ctrl-v u\"\n",
                "s.toml:2:8: keys.undo: Ctrl-V u has a letter, which an input method keeps to itself; give this act keys without one too",
            ),
            ("[keys]\nundo = 8\n", "s.toml:2:8: keys.undo: expected a text in quotes, found the whole number 8"),
        ] {
            assert_eq!(wrong(text), told);
        }
        let both = wrong("[keys]\nundo = \"ctrl-_\"\nunanswered = \"ctrl-_\"\n");
        assert!(both.contains("s.toml:2:8") && both.contains("s.toml:3:14"), "{both}");
    }

    #[test]
    fn the_terminals_keys_and_the_way_out_are_never_given_away() {
        for key in [
            "ctrl-s",
            "ctrl-q",
            "ctrl-z",
            "ctrl-b",
            "ctrl-c",
            "ctrl-space",
            "ctrl-[",
            "ctrl-h",
            "ctrl-i",
            "ctrl-j",
            "ctrl-m",
            "esc",
            "enter",
            "tab",
            "up",
            "left",
            "bs",
            "x",
            "１",
        ] {
            for slug in
                BINDINGS.iter().filter(|b| matches!(b.context, Context::Anywhere)).filter_map(|b| b.action.slug())
            {
                assert!(read(&format!("[keys]\n{slug} = \"{key}\"\n")).is_err(), "{slug} = {key}");
            }
        }
    }

    /// Every act of the table that may have another key gets one, and is reached by it wherever it was reached before.
    #[test]
    fn no_change_makes_anything_unreachable() {
        for b in BINDINGS {
            let Some(slug) = b.action.slug() else { continue };
            let Ok(keys) = read(&format!("[keys]\n{slug} = \"ctrl-_ 1\"\n")) else { continue };
            for mode in Mode::ALL {
                for board in Board::ALL {
                    for other in BINDINGS.iter().filter(|other| other.context.live(mode, board)) {
                        let new = Strokes::of(Key::ctrl('_')).then(Key::char('1'));
                        let way = if other.action == b.action { new } else { other.keys };
                        assert_eq!(keys.lookup(mode, board, way), Some(other.action), "{slug}: {other:?} in {mode:?}");
                    }
                }
            }
        }
    }
}
