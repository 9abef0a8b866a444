//! Golden screens of what a console shows before and beside its boards: the test card.

use qianzhi::console::{Answer, Model, Msg, SAMPLES, Size, Terminal, update};
use qianzhi::text::Lang;

use super::golden::check;
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
