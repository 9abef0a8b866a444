//! The theme in a real terminal: as many colours as it says it has, another by two keys, kept for the next start
//! (issue 4, point 10).

use super::{Pty, Setup};

const QUIT: &str = "\x18";

fn start(setup: &Setup, more: &[&str]) -> Pty {
    let pty = setup.start(&[&["console", "--journal", "journal", "--realm", "test"], more].concat());
    pty.until_text("F1");
    pty
}

fn text(pty: &Pty) -> String {
    // An attribute that is set or not is the same everywhere.
    String::from_utf8_lossy(&pty.bytes()).replace("\x1b[46m", "\x1b[0;46m")
}

#[test]
fn a_terminal_gets_as_many_colours_as_it_has() {
    // The test realm's bar, as the theme for dark grounds has it.
    let (all, indexed, sixteen) = ("48;2;0;135;95m", "48;5;29m", ";46m");
    for (env, flags, sent, others) in [
        (vec![("TERM", "xterm-256color")], vec![], indexed, [all, sixteen]),
        (vec![("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], vec![], all, [indexed, sixteen]),
        (vec![("TERM", "xterm")], vec![], sixteen, [all, indexed]),
        (vec![("TERM", "xterm-256color")], vec!["--colours", "16"], sixteen, [all, indexed]),
    ] {
        let setup = env.into_iter().fold(Setup::default(), |setup, (name, value)| setup.with(name, value));
        let pty = start(&setup, &flags);
        let bytes = text(&pty);
        assert!(bytes.contains(sent), "{sent} in {bytes:?}");
        assert!(others.iter().all(|other| !bytes.contains(other)), "only {sent} in {bytes:?}");
    }
}

#[test]
fn a_theme_is_changed_by_two_keys_and_kept_until_the_settings_say_something_else() {
    let setup = Setup::default().with("COLORTERM", "truecolor");
    let mut pty = start(&setup, &[]);
    pty.keys("\x167");
    pty.until_text("配色 2/4: 浅色底");
    // Dark red of the theme for light grounds, on the board as it stands.
    pty.until_bytes("the other theme", |bytes| String::from_utf8_lossy(bytes).contains("38;2;0;95;215"));
    pty.keys(QUIT);
    assert!(pty.end().success());
    let light = |pty: &Pty| text(pty).contains("38;2;0;95;215");
    assert!(light(&start(&setup, &[])), "kept");
    assert!(!light(&start(&setup, &["--theme", "dark"])), "a flag goes before it");
    std::fs::create_dir_all(setup.path("config/qianzhi/themes")).unwrap();
    let own = "name = \"夜班\"\n[key]\ntext = \"#010203\"\n";
    std::fs::write(setup.path("config/qianzhi/themes/night.toml"), own).unwrap();
    std::fs::write(setup.path("config/qianzhi/settings.toml"), "theme = \"夜班\"\n").unwrap();
    let mut pty = start(&setup, &[]);
    assert!(!light(&pty) && text(&pty).contains("38;2;1;2;3"), "the settings are the newer word");
    pty.keys("\x167");
    pty.until_text("配色 1/5: 深色底");
}

#[test]
fn a_theme_that_cannot_be_is_refused_with_its_place_and_one_nobody_chose_is_told() {
    let setup = Setup::default();
    std::fs::create_dir_all(setup.path("config/qianzhi/themes")).unwrap();
    std::fs::write(setup.path("config/qianzhi/themes/night.toml"), "name = \"n\"\n[alrm]\nbold = true\n").unwrap();
    let pty = start(&setup, &[]);
    pty.until_text("night.toml:2:2: alrm");
    let mut pty = setup.start(&["console", "--theme", "night"]);
    pty.until_text("是不是 `alarm`?");
    assert_eq!(pty.end().exit_code(), 1);
    assert!(!pty.bytes().contains(&0x1b), "the terminal was not taken");
}
