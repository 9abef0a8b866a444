//! The key table, and every action in every mode.

use qianzhi::console::{
    Action, BINDINGS, Board, Chord, Context, Effect, HelpLine, Key, KeyCode, Mode, Msg, Overlay, help_lines, lookup,
};
use qianzhi::domain::Realm;
use qianzhi::text::Lang;

use super::desk::Desk;

#[test]
fn no_key_is_bound_twice_where_both_are_live() {
    for mode in Mode::ALL {
        for board in Board::ALL {
            let live: Vec<Key> = BINDINGS.iter().filter(|b| b.context.live(mode, board)).map(|b| b.key).collect();
            for (place, key) in live.iter().enumerate() {
                assert!(!live[..place].contains(key), "{key:?} twice in {mode:?} on {board:?}");
            }
        }
    }
}

/// Acts of the menu that have no key of their own.
const BY_MENU: [Action; 2] = [Action::ShowIncident, Action::ShowOrders];

#[test]
fn every_action_is_reached_by_a_key_or_by_a_menu() {
    for action in Action::all() {
        assert!(
            BINDINGS.iter().any(|b| b.action == action) || BY_MENU.contains(&action) || action == Action::Settle,
            "{action:?}"
        );
    }
    for b in BINDINGS {
        let reached =
            Mode::ALL.iter().any(|mode| Board::ALL.iter().any(|board| lookup(*mode, *board, b.key) == Some(b.action)));
        assert!(reached, "{b:?} is in the table and no key press finds it");
    }
}

/// design.md section 5: these belong to the terminal, tmux and the input method; Ctrl-H, I, J, M arrive as other keys.
#[test]
fn the_keys_of_the_terminal_are_left_alone() {
    for b in BINDINGS {
        if b.key.chord == Chord::Ctrl && b.key != Key::ctrl('z') {
            let KeyCode::Char(c) = b.key.code else { continue };
            assert!(!"sqbc [hijm".contains(c), "{b:?}");
        }
    }
    assert_eq!(lookup(Mode::Board, Board::Situation, Key::ctrl('z')), Some(Action::Suspend));
}

/// With an input method on, letters never arrive as keys: nothing may hang on them alone.
#[test]
fn no_command_needs_a_letter() {
    for b in BINDINGS {
        if let Key { code: KeyCode::Char(c), chord: Chord::Plain } = b.key {
            assert!(!c.is_alphabetic(), "{b:?}");
        }
        assert_ne!(b.key.chord, Chord::Alt, "{b:?}");
    }
}

#[test]
fn help_lists_every_binding_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let lines = help_lines(lang);
        let all: String = lines
            .iter()
            .map(|line| match line {
                HelpLine::Heading(text) => format!("{text}\n"),
                HelpLine::Keys(keys, text) => format!("{keys} {text}\n"),
            })
            .collect();
        for b in BINDINGS {
            assert!(all.contains(&b.key.name(lang)), "{} is not in help", b.key.name(lang));
            assert!(all.contains(b.action.title(lang)), "{} is not in help", b.action.title(lang));
        }
        if lang == Lang::En {
            assert!(all.is_ascii(), "{all}");
        }
    }
}

/// Scripts that bring the desk into each mode.
const INTO: [(Mode, &str); 7] = [
    (Mode::Board, ""),
    (Mode::Rail, "<f4>"),
    (Mode::Entry, "水"),
    (Mode::Form, "<f2>"),
    (Mode::Menu, "<enter>"),
    (Mode::Ask, "水<f12>"),
    (Mode::Help, "<f1>"),
];

fn sane(desk: &Desk, what: &str) {
    let model = &desk.model;
    for board in Board::ALL {
        let rows = model.rows(board);
        match (model.selected(board), model.selected_place(board)) {
            (Some(row), Some(place)) => assert_eq!(rows.get(place), Some(row), "{what}: {board:?}"),
            (None, None) => assert!(rows.is_empty(), "{what}: nothing is selected on {board:?}"),
            other => panic!("{what}: {other:?}"),
        }
    }
    for overlay in &model.overlays {
        if let Overlay::Form(form) = overlay {
            assert!(form.shown_places().contains(&form.at), "{what}: {form:?}");
        }
    }
    assert!(model.overlays.len() <= 3, "{what}: {:?}", model.overlays);
    assert!(model.layout.boards.contains(&model.board), "{what}");
}

#[test]
fn every_action_in_every_mode_on_every_board_is_sane() {
    for (mode, script) in INTO {
        for board in 0..Board::ALL.len() {
            let ready = [Desk::new(), Desk::empty(Realm::Live)].map(|mut desk| {
                desk.keys(&format!("{}{script}", board + 1));
                desk.effects.clear();
                desk
            });
            for action in Action::all() {
                let Some(binding) = BINDINGS.iter().find(|b| b.action == action) else { continue };
                for mut desk in ready.clone() {
                    let what = format!("{action:?} in {mode:?} on board {board}");
                    desk.key(binding.key);
                    sane(&desk, &what);
                    desk.keys("水<down><enter><up><enter><esc><esc><esc>");
                    sane(&desk, &what);
                    for effect in &desk.effects {
                        let asked_for = match effect {
                            Effect::Quit => {
                                desk.model.mode() == Mode::Board || mode == Mode::Ask || action == Action::Quit
                            }
                            Effect::Suspend => action == Action::Suspend,
                            Effect::Repaint => action == Action::Repaint,
                            Effect::Record(_) => false,
                        };
                        assert!(asked_for, "{what}: {effect:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn each_mode_is_entered_by_its_script() {
    for (mode, script) in INTO {
        let mut desk = Desk::new();
        desk.keys(script);
        assert_eq!(desk.model.mode(), mode);
        assert!(!desk.model.hints().is_empty(), "{mode:?} names no keys");
    }
}

#[test]
fn hints_name_what_would_do_something() {
    let mut desk = Desk::empty(Realm::Live);
    let named = |desk: &Desk, action| desk.model.hints().iter().any(|hint| hint.action == action);
    assert!(!named(&desk, Action::Undo) && !named(&desk, Action::AckOnBehalf) && named(&desk, Action::NewOrder));
    desk.keys("水<enter>");
    assert!(named(&desk, Action::Undo));
    let mut desk = Desk::new();
    assert!(named(&desk, Action::AckOnBehalf));
    desk.keys("5");
    assert_eq!(desk.model.hints()[0].action, Action::StepDone, "the board's own keys come first");
}

#[test]
fn contexts_have_titles() {
    for context in Context::all() {
        assert!(!context.title(Lang::Zh).is_empty() && context.title(Lang::En).is_ascii());
    }
}

#[test]
fn a_key_without_meaning_says_so() {
    let mut desk = Desk::new();
    desk.key(Key::f(11));
    assert!(desk.notice().contains("F1"));
    desk.send(Msg::Key(Key::ctrl('c')));
    assert!(desk.notice().contains("F12"), "the way out for one who presses Ctrl-C");
    assert!(desk.effects.is_empty());
}
