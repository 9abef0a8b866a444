//! States in which something is amiss: a full disk, a post that owes its hub something.

use qianzhi::console::{Account, Holdings, Model, Msg, update};
use qianzhi::text::Lang;
use qianzhi::view::Look;

use super::{colour, keys, world};

/// A full disk, and a post that owes its hub something.
pub(super) fn states() -> Vec<(&'static str, Model, Look)> {
    let told = |lang, msgs: Vec<Msg>, script| {
        let mut model = world::zhengzhou_drill(lang);
        for msg in msgs {
            update(&mut model, msg);
        }
        keys(&mut model, script);
        model
    };
    let space = || Msg::Space(Some(1_234 << 10));
    let full = |lang, script| told(lang, vec![space()], script);
    let refused = |lang| told(lang, vec![space(), Msg::NotRecorded(Vec::new())], "");
    let amiss = |lang| {
        let holdings = Holdings { begins: Some((world::at("15:02"), 1200)), lacking: 3 };
        let account = Account { missing: 12, unsent: 4 };
        told(lang, vec![Msg::Holdings(holdings), Msg::HubFold(Some(99)), Msg::Account(account)], "7")
    };
    vec![
        ("disk-full", full(Lang::Zh, ""), colour()),
        ("disk-full-en", full(Lang::En, ""), colour()),
        ("disk-full-refused", refused(Lang::Zh), colour()),
        ("disk-full-refused-en", refused(Lang::En), colour()),
        ("disk-full-board", full(Lang::Zh, "7"), colour()),
        ("disk-full-board-en", full(Lang::En, "7"), colour()),
        ("hub-amiss", amiss(Lang::Zh), colour()),
        ("hub-amiss-en", amiss(Lang::En), colour()),
    ]
}
