//! Panes that are older than they look, and the live realm beside a drill.

use qianzhi::console::{Desk, LinkState, Model, Msg, Told, key_script, update};
use qianzhi::domain::Realm;
use qianzhi::text::Lang;
use qianzhi::text::tell::Both;
use qianzhi::view::Look;

use super::golden::Screen;
use super::{LANGS, colour, keys, world};

/// Three hours later, with the hub out of reach all the while.
fn later(lang: Lang, script: &str) -> Model {
    let mut model = world::zhengzhou_drill(lang);
    let calling = LinkState::Calling { attempt: 99, why: Both::words("对方拒绝连接", "connection refused") };
    for msg in [Msg::Link(calling), Msg::Tick(world::at("19:01:07"))] {
        update(&mut model, msg);
    }
    keys(&mut model, script);
    model
}

/// A drill with the same world beside it, live.
fn beside(lang: Lang, script: &str) -> Model {
    let mut desk = Desk::new(world::zhengzhou_drill(lang));
    let live = world::model(lang, Realm::Live, world::zhengzhou());
    desk.take(Told::Joined(Box::new(live)));
    for key in key_script(script).unwrap() {
        desk.take(Msg::Key(key).into());
    }
    desk.front().clone()
}

/// Every state with its golden screen.
pub(super) fn states() -> Vec<(&'static str, Model, Look)> {
    vec![
        ("old-panes", later(Lang::Zh, ""), colour()),
        ("old-panes-teams-en", later(Lang::En, "3"), colour()),
        ("old-panes-hub", later(Lang::Zh, "7"), colour()),
        ("live-breaks-through", beside(Lang::Zh, ""), colour()),
        ("live-breaks-through-en", beside(Lang::En, "3"), colour()),
        ("live-beside-a-drill", beside(Lang::Zh, "<c-]>"), colour()),
    ]
}

/// A breach is told by its realm, mark and count wherever there is a status line for it, and by name where there is a
/// boards line; what gives way is the word behind the key.
#[test]
fn at_forty_columns_every_alarm_that_breaks_through_is_told() {
    for lang in LANGS {
        let model = beside(lang, "");
        let told = model.beside.clone().unwrap();
        assert!(told.breaches >= 2, "{}", told.breaches);
        let count = format!("{} {}", lang.pick("实战", "LIVE"), told.breaches);
        let name: String = told.foremost.chars().take(4).collect();
        for (cols, rows) in [(40, 4), (40, 8), (40, 10), (40, 24), (80, 24)] {
            let text = Screen::draw(&model, colour(), (cols, rows)).text;
            let at = format!("{lang:?} at {cols}x{rows}:\n{}", text.join("\n"));
            let row = text.iter().find(|row| row.contains("!!!")).unwrap_or_else(|| panic!("{at}"));
            assert!(row.contains(&count), "{at}");
            if rows >= 9 {
                assert!(row.contains(&name) && row.contains("Ctrl-]"), "{at}");
            }
        }
    }
}
