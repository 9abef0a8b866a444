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

/// Why the hub refuses stands there whole, wherever there is room for it.
#[test]
fn why_a_hub_refuses_is_read_to_its_end() {
    use qianzhi::console::LinkState;
    use qianzhi::text::tell::Both;
    let why = "本终端的凭证已被平台撤销, 请持本人证件到指挥平台值班室重新登记; 登记之前本终端所记各条只存本机, 不上传平台, 也收不到别的席位的记录";
    for size in [(160, 48), (160, 30), (80, 24)] {
        let mut model = world::zhengzhou_drill(Lang::Zh);
        update(&mut model, Msg::Link(LinkState::Refused { why: Both::words(why, "revoked") }));
        keys(&mut model, "7");
        let screen = super::golden::Screen::draw(&model, colour(), size);
        let label =
            screen.text.iter().position(|row| row.contains("本终端的凭证")).unwrap_or_else(|| panic!("{size:?}"));
        // In two columns the sessions stand beside it.
        let own = |row: &String| row.chars().take(if size.0 == 80 { 28 } else { 160 }).collect::<String>();
        let told: String = screen.text[label..label + 7].iter().map(own).collect();
        assert!(told.replace(' ', "").contains("别的席位的记录"), "{size:?}: {told}");
    }
}
