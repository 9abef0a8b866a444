//! No text names a fixed key: with every key changed that can be, no screen and no word to the operator names an old one.

use std::collections::BTreeSet;

use qianzhi::console::{Action, BINDINGS, Board, Context, Key, Keymap, Mode, Model, Msg, Remap, Strokes, update};
use qianzhi::text::Lang;

use super::golden::Screen;
use super::{LANGS, colour, world};

/// Every act that can have other keys has others: Ctrl-_, Ctrl-^ or Ctrl-], and two digits.
fn other_keys() -> Keymap {
    let mut keys = Keymap::default();
    let mut n = 0;
    for action in Action::all() {
        let digits = [n / 10 % 10, n % 10].map(|digit| Key::char(char::from_digit(digit, 10).unwrap()));
        let first = Key::ctrl(match n {
            0..100 => '_',
            100..200 => '^',
            _ => ']',
        });
        let strokes = Strokes::of(first).then(digits[0]).then(digits[1]);
        if let Ok(changed) = keys.remapped(&[Remap { action, keys: vec![strokes] }]) {
            keys = changed;
            n += 1;
        }
    }
    assert!(n > 60 && n < 300, "{n} acts changed");
    keys
}

/// What a key of the table is called, where nothing is called so any more.
fn gone(keys: &Keymap, lang: Lang) -> BTreeSet<String> {
    let named = |b: &qianzhi::console::Binding| b.keys.keys().iter().map(|key| key.name(lang)).collect::<Vec<_>>();
    let kept: BTreeSet<String> = keys.bindings().iter().flat_map(named).collect();
    let old = BINDINGS.iter().flat_map(named).filter(|name| !kept.contains(name));
    // As marks of their own these stand for other things too.
    old.filter(|name| !matches!(name.as_str(), "?" | "+" | "=" | "-" | "." | "," | "/" | "*" | "!" | "#")).collect()
}

/// Presses what does an act here.
fn press(model: &mut Model, action: Action) {
    let (mode, board) = (model.mode(), model.board);
    let bindings = model.keys.bindings();
    let way = bindings.iter().find(|b| b.action == action && b.context.live(mode, board));
    let way = way.unwrap_or_else(|| panic!("{action:?} has no key in {mode:?}")).keys;
    for key in way.keys() {
        update(model, Msg::Key(*key));
    }
}

fn show(model: &mut Model, board: Board) {
    let place = Board::ALL.iter().position(|other| *other == board).unwrap().min(9);
    model.layout.boards[place] = board;
    press(model, Action::GoTo(u8::try_from(place).unwrap()));
}

fn typed(model: &mut Model, text: &str) {
    for c in text.chars() {
        update(model, Msg::Key(Key::char(c)));
    }
}

/// Screens and words of every kind, reached by the new keys.
fn screens(lang: Lang) -> Vec<(String, Model)> {
    let fresh = |realm: bool| {
        let mut model = if realm {
            world::zhengzhou_drill(lang)
        } else {
            world::model(lang, qianzhi::domain::Realm::Live, world::Scribe::new())
        };
        model.keys = other_keys();
        model
    };
    let mut all = Vec::new();
    for full in [true, false] {
        for board in Board::ALL {
            let mut model = fresh(full);
            show(&mut model, board);
            all.push((format!("{board:?} {full}"), model));
        }
    }
    let opened = [
        Action::NewOrder,
        Action::AckOnBehalf,
        Action::Decide,
        Action::Report,
        Action::Withdraw,
        Action::Message,
        Action::NewIncident,
        Action::TeamStatus,
        Action::Position,
        Action::Figure,
        Action::Warning,
        Action::SignIn,
        Action::Find,
        Action::Filter,
        Action::PastAt,
        Action::Commands,
        Action::Help,
        Action::Open,
        Action::Rail,
        Action::Write,
    ];
    for action in opened {
        let mut model = fresh(true);
        press(&mut model, action);
        all.push((format!("{action:?}"), model.clone()));
        typed(&mut model, "水");
        let leave = if model.mode() == Mode::Entry { Action::Park } else { Action::Back };
        press(&mut model, leave);
        all.push((format!("{action:?} left"), model.clone()));
        if model.mode() == Mode::Board {
            press(&mut model, action);
            all.push((format!("{action:?} again"), model));
        }
    }
    let mut model = fresh(true);
    press(&mut model, Action::NewOrder);
    press(&mut model, Action::AsRequest);
    all.push(("as request".to_owned(), model));
    let mut model = fresh(true);
    model.lock_minutes = 1;
    let later = model.now + qianzhi::clock::Span::hours(1);
    update(&mut model, Msg::Tick(later));
    update(&mut model, Msg::Key(Key::plain(qianzhi::console::KeyCode::Esc)));
    all.push(("locked".to_owned(), model));
    let mut model = fresh(true);
    typed(&mut model, "水");
    press(&mut model, Action::Record);
    all.push(("recorded".to_owned(), model.clone()));
    update(&mut model, Msg::Key(Key::f(9)));
    all.push(("no such key".to_owned(), model));
    all
}

#[test]
fn with_every_key_changed_no_old_one_is_named() {
    for lang in LANGS {
        let gone = gone(&other_keys(), lang);
        for name in ["F2", "F8", "Ctrl-T", ";", "@", ":"] {
            assert!(gone.contains(name), "{name} has been given up");
        }
        for (what, mut model) in screens(lang) {
            update(&mut model, Msg::Resize(qianzhi::console::Size { cols: 200, rows: 50 }));
            let text = Screen::draw(&model, colour(), (200, 50)).text.join("\n");
            // Borders on the map are drawn with it.
            let border = |word: &str| word == ":" && model.board == Board::Map;
            let words = text.split([' ', '(', ')', '\n', ',']);
            let words: Vec<&str> = words.filter(|word| gone.contains(*word) && !border(word)).collect();
            assert!(words.is_empty(), "{what} {lang:?} names {words:?}\n{text}");
        }
    }
}

#[test]
fn help_palette_and_hints_name_the_new_keys() {
    let keys = other_keys();
    for lang in LANGS {
        let name = keys.key_for(Action::NewOrder).unwrap().name(lang);
        assert!(name.starts_with("Ctrl-_") || name.starts_with("Ctrl-^"));
        let help = qianzhi::console::help_lines(&keys, &Context::all(), lang);
        assert!(format!("{help:?}").contains(&name), "{name} is not in help");
        let mut model = world::zhengzhou_drill(lang);
        model.keys = keys.clone();
        press(&mut model, Action::Commands);
        typed(&mut model, lang.pick("指令", "order"));
        let text = Screen::draw(&model, colour(), (160, 48)).text.join("\n");
        assert!(text.contains(&name), "{text}");
    }
}
