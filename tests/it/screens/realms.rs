//! Panes that are older than they look, and the live realm beside a drill.

use qianzhi::console::{Desk, LinkState, Model, Msg, Told, key_script, update};
use qianzhi::domain::Realm;
use qianzhi::text::Lang;
use qianzhi::view::Look;

use super::{colour, keys, world};

/// Three hours later, with the hub out of reach all the while.
fn later(lang: Lang, script: &str) -> Model {
    let mut model = world::zhengzhou_drill(lang);
    let calling = LinkState::Calling { attempt: 99, why: "connection refused".into() };
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
