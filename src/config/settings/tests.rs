//! What each source may say, and what hides what.

use super::*;

fn environment(pairs: &[(&str, &str)]) -> Result<Layer, BadSetting> {
    Layer::environment(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

#[test]
fn each_source_hides_the_one_below() {
    let file = Layer::text("s.toml", "lang = \"zh\"\nhub = \"ws://file:1\"\nrealm = \"test\"\nambiguous = 2").unwrap();
    let variables =
        environment(&[("QIANZHI_HUB", "ws://env:2"), ("QIANZHI_REALM", "drill:720"), ("HOME", "/x")]).unwrap();
    let mut flags = Layer::default();
    flags.flag(Setting::Realm, "live").unwrap();
    let settings = Settings::settle(file, variables, flags);
    assert_eq!(settings.lang, Some(Lang::Zh), "the file over the default");
    assert_eq!(settings.ambiguous, Some(Ambiguous::Two), "a number without quotes");
    assert_eq!(settings.hub.as_deref(), Some("ws://env:2"), "the environment over the file");
    assert_eq!(settings.realm, Realm::Live, "the flag over them all");
    assert_eq!(settings.layout, "commander", "the default where nobody spoke");
    assert_eq!(settings.realm_said, Some(Realm::Live));
    let silent = Settings::settle(Layer::default(), Layer::default(), Layer::default());
    assert_eq!((silent.realm, silent.realm_said), (Realm::Live, None));
}

#[test]
fn an_empty_text_takes_back_what_a_lower_source_said() {
    let file = Layer::text("s.toml", "hub = \"ws://file:1\"").unwrap();
    let settings = Settings::settle(file, environment(&[("QIANZHI_HUB", "")]).unwrap(), Layer::default());
    assert_eq!(settings.hub, None);
}

#[test]
fn the_shipped_sample_is_the_defaults() {
    let sample = include_str!("sample.toml");
    assert_eq!(Layer::text("sample.toml", sample), Ok(Layer::defaults()));
    for setting in Setting::ALL {
        assert!(sample.contains(&setting.variable()), "the sample does not name {}", setting.variable());
        assert!(setting.check(setting.default()).is_ok(), "{setting:?}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let wrong = |text: &str| Layer::text("s.toml", text).unwrap_err().to_string();
    assert_eq!(wrong("# mine\nlnag = \"zh\"\n"), "s.toml:2:1: lnag: unknown key `lnag`; did you mean `lang`?");
    assert_eq!(
        wrong("realm = \"tset\""),
        "s.toml:1:9: realm: expected live, test or drill:NAME, found `tset`; did you mean `test`?"
    );
    assert!(
        wrong("lang = true").starts_with("s.toml:1:8: lang: expected a text in quotes"),
        "{}",
        wrong("lang = true")
    );
    assert!(wrong("lang = ").starts_with("s.toml:1:"), "{}", wrong("lang = "));
    for (key, bad) in
        [("hub", "http://x"), ("listen", "7720"), ("area", "Zhengzhou"), ("ambiguous", "3"), ("name", "a\\nb")]
    {
        let said = wrong(&format!("{key} = \"{bad}\""));
        assert!(said.starts_with("s.toml:1:") && said.contains(key) && said.contains("expected"), "{said}");
    }
}

#[test]
fn a_wrong_variable_or_flag_is_named() {
    let said = environment(&[("QIANZHI_LANG", "cn")]).unwrap_err().to_string();
    assert!(said.starts_with("QIANZHI_LANG: expected") && said.contains("`cn`"), "{said}");
    let said = environment(&[("QIANZHI_REALMS", "live")]).unwrap_err().to_string();
    assert!(said.contains("QIANZHI_REALMS") && said.contains("did you mean QIANZHI_REALM?"), "{said}");
    assert!(environment(&[("QIANZHI_lang", "zh")]).is_err(), "variables are in capitals");
    assert!(environment(&[("QIANZHI_SETTINGS", "anything")]).is_ok());
    let said = Layer::default().flag(Setting::Listen, "nowhere").unwrap_err().to_string();
    assert!(said.starts_with("--listen: expected"), "{said}");
}

#[test]
fn files_lie_where_xdg_says() {
    let find = |pairs: &[(&str, &str)]| {
        let pairs: BTreeMap<String, String> = pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Paths::find(|name| pairs.get(name).map(Into::into))
    };
    let paths = find(&[("HOME", "/h"), ("XDG_STATE_HOME", "/s"), ("XDG_CONFIG_HOME", "relative")]).unwrap();
    assert_eq!(paths.settings(), Path::new("/h/.config/qianzhi/settings.toml"), "what is not absolute is ignored");
    assert_eq!(paths.journal(&Realm::Live, 1), Path::new("/s/qianzhi/live/post"));
    assert_eq!(paths.journal(&Realm::Drill("..".into()), 2), Path::new("/s/qianzhi/drill/drill-../post-2"));
    assert_eq!(find(&[("HOME", "")]), None);
}

#[test]
fn every_bad_setting_is_told_in_both_languages() {
    use crate::text::tell::tests::{alike, told};
    let wrong = Box::new(Setting::Lock.check("X9").unwrap_err());
    let errors = [
        BadSetting::Value { source_name: "QIANZHI_LOCK".into(), wrong },
        BadSetting::Variable { name: "QIANZHI_LOCKS".into(), nearest: Some("QIANZHI_LOCK".into()) },
    ];
    told(include_str!("../settings.rs"), "BadSetting", &errors);
    for setting in Setting::ALL {
        assert_ne!(setting.expected().text(Lang::Zh), setting.expected().text(Lang::En), "{setting:?}");
    }
    alike(&errors[0]);
}
