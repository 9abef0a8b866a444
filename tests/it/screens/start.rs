//! Golden screens of what a console shows before and beside its boards: the test card.

use qianzhi::console::{
    Answer, Keymap, Model, Msg, PostSeat, Posts, SAMPLES, Size, Start, StartPage, Terminal, key_script, update,
};
use qianzhi::text::Lang;
use qianzhi::text::cells::width;

use super::golden::{Screen, check, check_start};
use super::{LANGS, SIZES, colour, keys, slug, world};

/// A terminal that was measured and has nothing wrong.
pub(super) fn terminal(lang: Lang) -> Terminal {
    let mut measured = [Some(1); SAMPLES.len()];
    measured[SAMPLES.len() - 1] = Some(2);
    Terminal {
        kind: "xterm-256color".into(),
        locale: lang.pick("zh_CN.UTF-8", "C.UTF-8").into(),
        answer: Answer::Heard,
        measured,
        ..Terminal::default()
    }
}

/// A console's card over its boards, of a terminal like this one.
fn card(lang: Lang, (cols, rows): (u16, u16), terminal: Terminal) -> Model {
    let mut model = world::zhengzhou_drill(lang);
    update(&mut model, Msg::Resize(Size { cols, rows }));
    keys(&mut model, "<c-v>8");
    model.terminal = terminal;
    model
}

#[test]
fn the_test_card() {
    for lang in LANGS {
        for size in SIZES {
            let name = format!("card-{}-{}x{}", slug(lang), size.0, size.1);
            check(&name, &card(lang, size, terminal(lang)), colour(), size);
        }
    }
}

#[test]
fn the_test_card_of_a_bad_terminal() {
    for lang in LANGS {
        let mut bad = Terminal { kind: "dumb".into(), locale: "C".into(), plain: true, ..terminal(lang) };
        bad.measured[1] = Some(2);
        bad.measured[9] = Some(2);
        check(&format!("card-bad-{}", slug(lang)), &card(lang, (70, 20), bad), colour(), (70, 20));
    }
}

/// What is asked at a start, after these keys.
fn start(page: StartPage, lang: Lang, script: &str, (cols, rows): (u16, u16)) -> Start {
    let mut start = Start::new(page, true, terminal(lang), Keymap::default(), lang);
    start.take(Msg::Resize(Size { cols, rows }));
    start.take(Msg::Tick(world::at("16:00")));
    for key in key_script(script).unwrap() {
        start.take(Msg::Key(key));
    }
    start
}

fn posts(lang: Lang) -> StartPage {
    let seat = |number, name: &str, in_use, person: &str, since: Option<&str>| PostSeat {
        number,
        name: name.to_owned(),
        in_use,
        person: person.to_owned(),
        since: since.map(world::at),
    };
    StartPage::Posts(Posts::new(
        vec![
            seat(1, lang.pick("值班台1", "desk 1"), true, lang.pick("王某 值班长", "Wang duty chief"), Some("15:20")),
            seat(2, lang.pick("值班台2", "desk 2"), false, lang.pick("李某", "Li"), Some("08:00")),
            seat(3, "post-3", true, "", None),
        ],
        true,
    ))
}

/// Every page that is asked, by its name.
fn pages(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Start)> {
    let join = "<down><enter>wss://10.1.2.3:7720<tab><f10>";
    vec![
        ("card", start(StartPage::Card(0), lang, "", size)),
        ("ways", start(StartPage::Card(0), lang, "<enter><down>", size)),
        ("join", start(StartPage::Ways(0), lang, join, size)),
        ("posts", start(posts(lang), lang, "", size)),
        ("posts-taken", start(posts(lang), lang, "1", size)),
        ("post-new", start(posts(lang), lang, "4x", size)),
    ]
}

#[test]
fn what_is_asked_at_a_start() {
    for lang in LANGS {
        for size in SIZES {
            for (name, start) in pages(lang, size) {
                check_start(&format!("start-{name}-{}-{}x{}", slug(lang), size.0, size.1), &start, colour(), size);
            }
        }
    }
}

#[test]
fn what_is_asked_fits_any_terminal() {
    for lang in LANGS {
        for size in [(0, 0), (1, 1), (2, 9), (13, 6), (40, 10), (80, 3), (200, 50)] {
            for (name, start) in pages(lang, size) {
                let screen = Screen::draw_start(&start, colour(), size);
                for row in &screen.text {
                    let cells = width(row, colour().ambiguous);
                    assert_eq!(cells, usize::from(size.0), "{name} at {size:?}: {row:?}");
                }
                assert!(screen.cursor.is_none_or(|(x, y)| x < size.0 && y < size.1), "{name} at {size:?}");
            }
        }
    }
}

/// A first start, a hand-over and an idle lock ask the same question in the same form.
#[test]
fn signing_in() {
    for lang in LANGS {
        for size in SIZES {
            let mut model = world::model(lang, qianzhi::domain::Realm::Live, world::Scribe::new());
            model.post.operator.clear();
            update(&mut model, Msg::Resize(Size { cols: size.0, rows: size.1 }));
            model.ask_who();
            check(&format!("sign-in-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}
