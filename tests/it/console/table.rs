//! The key table, and every action in every mode.

use qianzhi::console::{
    Action, BINDINGS, Board, Chord, Context, Effect, HelpLine, Key, KeyCode, Keymap, Leads, Mode, Msg, Overlay, Row,
    Strokes, help_lines,
};
use qianzhi::domain::{Aspect, EventId, Realm};
use qianzhi::text::Lang;

use super::desk::Desk;

#[test]
fn no_key_is_bound_twice_where_both_are_live() {
    for mode in Mode::ALL {
        for board in Board::ALL {
            let live: Vec<Strokes> = BINDINGS.iter().filter(|b| b.context.live(mode, board)).map(|b| b.keys).collect();
            for (place, keys) in live.iter().enumerate() {
                assert!(!live[..place].contains(keys), "{keys:?} twice in {mode:?} on {board:?}");
                let longer = live.iter().find(|other| keys.begins(other));
                assert!(longer.is_none(), "{keys:?} does something and begins {longer:?} in {mode:?} on {board:?}");
            }
        }
    }
}

#[test]
fn every_action_is_reached_by_a_key_or_by_a_menu() {
    let id = EventId::default();
    let rows = [
        Row::Incident(id),
        Row::Line(id),
        Row::Team("P1".into()),
        Row::Order(id),
        Row::Step(id, "s1".into()),
        Row::Conflict(Aspect::Rules),
        Row::Inject("i1".into()),
        Row::Seat(qianzhi::domain::Seat::Commander),
        Row::Onsite(id),
    ];
    let by_menu: Vec<Action> = rows.iter().flat_map(|row| row.acts().iter().copied()).collect();
    for action in Action::all() {
        assert!(BINDINGS.iter().any(|b| b.action == action) || by_menu.contains(&action), "{action:?}");
    }
    for b in BINDINGS {
        let reached = Mode::ALL.iter().any(|mode| {
            Board::ALL.iter().any(|board| Keymap::default().lookup(*mode, *board, b.keys) == Some(b.action))
        });
        assert!(reached, "{b:?} is in the table and no key press finds it");
    }
}

/// design.md section 5: these belong to the terminal, tmux and the input method; Ctrl-H, I, J, M arrive as other keys.
#[test]
fn the_keys_of_the_terminal_are_left_alone() {
    for b in BINDINGS {
        for key in b.keys.keys() {
            if key.chord == Chord::Ctrl && *key != Key::ctrl('z') {
                let KeyCode::Char(c) = key.code else { continue };
                assert!(!"sqbc [hijm".contains(c), "{b:?}");
            }
        }
    }
    assert_eq!(Keymap::default().lookup(Mode::Board, Board::Situation, Key::ctrl('z')), Some(Action::Suspend));
}

/// With an input method on, letters never arrive as keys: nothing may hang on them alone.
#[test]
fn no_command_needs_a_letter() {
    for b in BINDINGS {
        for key in b.keys.keys() {
            if let Key { code: KeyCode::Char(c), chord: Chord::Plain } = key {
                assert!(!c.is_alphabetic(), "{b:?}");
            }
            assert_ne!(key.chord, Chord::Alt, "{b:?}");
        }
    }
}

#[test]
fn help_lists_every_binding_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let lines = help_lines(&Keymap::default(), &Context::all(), lang);
        let all: String = lines
            .iter()
            .map(|line| match line {
                HelpLine::Heading(text) => format!("{text}\n"),
                HelpLine::Keys(keys, text) => format!("{keys} {text}\n"),
            })
            .collect();
        for b in BINDINGS {
            assert!(all.contains(&b.keys.name(lang)), "{} is not in help", b.keys.name(lang));
            assert!(all.contains(b.action.title(lang)), "{} is not in help", b.action.title(lang));
        }
        if lang == Lang::En {
            assert!(all.is_ascii(), "{all}");
        }
    }
}

/// Scripts that bring the desk into each mode.
const INTO: [(Mode, &str); 8] = [
    (Mode::Board, ""),
    (Mode::Rail, "<f4>"),
    (Mode::Entry, "水"),
    (Mode::Filter, "/水"),
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
    // At most a form, the question whether to carry it out, the help, the question whether to leave.
    assert!(model.overlays.len() <= 4, "{what}: {:?}", model.overlays);
    let helps = model.overlays.iter().filter(|over| matches!(over, Overlay::Help(_))).count();
    assert!(helps <= 1, "{what}: {:?}", model.overlays);
    assert!(model.board.has_own_key() || model.layout.boards.contains(&model.board), "{what}");
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
                    for key in binding.keys.keys() {
                        desk.key(*key);
                    }
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
                            // On a board the key that submits a form hands the seat over.
                            Effect::SignIn(_) => binding.keys == Key::f(10).into() || action == Action::SignShift,
                            // Where the first of its two keys opens a paper, the second one exports it.
                            Effect::Export { .. } if action == Action::OnsiteCountAll => true,
                            Effect::Export { .. } => action == Action::ExportPaper || mode == Mode::Reading,
                            // The test card rings, and so does the bell that is let ring again.
                            Effect::Bell => matches!(action, Action::TestCard | Action::Silence),
                            Effect::Preview(_) => action == Action::ImportTable,
                            Effect::Measure => action == Action::TestCard,
                            Effect::KeepTheme(_) => action == Action::NextTheme,
                            Effect::Record(_) | Effect::Import(_) | Effect::OtherRealm => false,
                            // They look, and change nothing.
                            Effect::History(_) | Effect::Rewind(_) | Effect::Count { .. } => true,
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
    let named = |desk: &Desk, action| desk.model.hints().iter().any(|hint| hint.leads == Leads::To(action));
    assert!(!named(&desk, Action::Undo) && !named(&desk, Action::AckOnBehalf) && named(&desk, Action::NewOrder));
    desk.keys("水<enter>");
    assert!(named(&desk, Action::Undo));
    let mut desk = Desk::new();
    assert!(named(&desk, Action::AckOnBehalf));
    desk.keys("5");
    let first: Vec<Leads> = desk.model.hints().iter().take(4).map(|hint| hint.leads).collect();
    let expected = [Action::Open, Action::Write, Action::NewOrder, Action::StepDone].map(Leads::To);
    assert_eq!(first, expected, "what is never lost at 80 columns, then the board's own keys");
}

#[test]
fn hints_say_what_enter_comes_to_and_nothing_twice() {
    let first = |desk: &Desk, key: KeyCode| {
        let hints = desk.model.hints();
        let titles: Vec<&str> = hints.iter().map(|hint| hint.leads.title(Lang::Zh)).collect();
        assert!(titles.iter().enumerate().all(|(n, title)| !titles[..n].contains(title)), "{titles:?}");
        let hint = hints.iter().find(|hint| hint.key == Key::plain(key));
        hint.and_then(|hint| if let Leads::To(action) = hint.leads { Some(action) } else { None })
    };
    let mut desk = Desk::new();
    assert_eq!(first(&desk, KeyCode::Enter), Some(Action::Open));
    desk.keys("<f4><home>");
    assert_eq!(first(&desk, KeyCode::Enter), Some(Action::Report), "the most pressing is a report by phone");
    desk.keys("<esc><f2>");
    assert_eq!(first(&desk, KeyCode::Enter), Some(Action::FormEnter));
    desk.keys("p2<tab>");
    assert_eq!(first(&desk, KeyCode::Enter), Some(Action::Submit));
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
    desk.key(Key::ctrl('_'));
    assert!(desk.notice().contains("F1"));
    desk.send(Msg::Key(Key::ctrl('c')));
    assert!(desk.notice().contains("F12"), "the way out for one who presses Ctrl-C");
    assert!(desk.effects.is_empty());
}

/// A monkey at the desk: any keys, pastes, ticks and other posts' events, and the desk stays in order.
mod monkey {
    use proptest::prelude::*;
    use qianzhi::clock::Span;
    use qianzhi::console::{BINDINGS, Key, Msg, Overlay, Size};
    use qianzhi::domain::{Fact, TeamStatus};

    use super::super::desk::{Desk, incident, order, status};
    use super::sane;

    #[derive(Clone, Debug)]
    enum Act {
        Key(Key),
        Paste(String),
        Pass(i64),
        Resize(u16, u16),
        Other(u8),
        Hold(bool),
        Fail,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let bound = prop::sample::select(BINDINGS.iter().flat_map(|b| b.keys.keys().to_vec()).collect::<Vec<_>>())
            .prop_map(Act::Key);
        let typed = prop::sample::select(vec!['水', 'p', '2', '１', ' ', '\u{301}', '？', 'y', '一'])
            .prop_map(|c| Act::Key(Key::char(c)));
        let rest = prop_oneof![
            "[a-z水\n\t\u{1b}]{0,12}".prop_map(Act::Paste),
            (0..90i64).prop_map(Act::Pass),
            (0..200u16, 0..60u16).prop_map(|(cols, rows)| Act::Resize(cols, rows)),
            any::<u8>().prop_map(Act::Other),
            any::<bool>().prop_map(Act::Hold),
        ];
        let act = prop_oneof![6 => bound, 4 => typed, 2 => rest, 1 => Just(Act::Key(Key::f(10)))];
        (prop::collection::vec(act, 1..80), prop::bool::weighted(0.1)).prop_map(|(mut acts, fail)| {
            if fail {
                acts.insert(acts.len() / 2, Act::Fail);
            }
            acts
        })
    }

    fn other(desk: &mut Desk, n: u8) {
        let all = [TeamStatus::Working, TeamStatus::LostContact, TeamStatus::Ready];
        match n % 4 {
            0 => desk.other(incident("另一起", "2021-07-20 16:09")),
            1 => desk.other(Fact::OrderIssued(order(u32::from(n), "P2", None))),
            2 => desk.other(status("P2", all[usize::from(n / 4) % 3], Vec::new())),
            _ => {
                let target = desk.model.world.orders().first().map(|view| view.id).unwrap_or_default();
                desk.other(Fact::Struck { target, reason: "test".to_owned() })
            }
        };
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn leaves_the_desk_in_order(acts in acts()) {
            let mut desk = Desk::new();
            for act in acts {
                let before = desk.model.entry.line.text().to_owned();
                // The question why may lie over the form that led to it.
                let form = |over: &&Overlay| matches!(over, Overlay::Form(form) if !matches!(form.kind, qianzhi::console::FormKind::Why(_)));
                let forms = desk.model.overlays.iter().filter(form).count();
                match act.clone() {
                    Act::Key(key) => desk.key(key),
                    Act::Paste(text) => desk.send(Msg::Paste(text)),
                    Act::Pass(seconds) => desk.pass(Span::seconds(seconds)),
                    Act::Resize(cols, rows) => desk.send(Msg::Resize(Size { cols, rows })),
                    Act::Other(n) => other(&mut desk, n),
                    Act::Hold(hold) => {
                        desk.hold = hold;
                        if !hold {
                            desk.release();
                        }
                    }
                    Act::Fail => {
                        desk.held.clear();
                        desk.send(Msg::JournalFailed(qianzhi::text::tell::Both::same("disk")));
                    }
                }
                sane(&desk, &format!("{act:?}"));
                let typed = matches!(act, Act::Key(_) | Act::Paste(_) | Act::Fail);
                let after = desk.model.entry.line.text();
                prop_assert!(typed || before == after, "{act:?} changed what was typed");
                prop_assert!(desk.model.parked.len() <= 20 && forms <= 1);
            }
        }
    }
}
