//! What the program writes to a terminal: at any size, in any colours, and nothing when nothing happens.

use std::process::{Command, Stdio};

use rustix::process::Signal;

use super::{Pty, Setup};

fn console(setup: &Setup) -> Pty {
    let pty = setup.start(&["console", "--journal", "journal", "--realm", "test"]);
    pty.until_text("F1");
    pty
}

/// The parameters of every SGR sequence that was written.
fn pens(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let sequences = text.split("\x1b[").filter_map(|rest| {
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | '?'))?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.flat_map(|codes| codes.split(';').filter_map(|code| code.parse().ok()).collect::<Vec<_>>()).collect()
}

#[test]
fn it_survives_any_size_and_comes_back() {
    let mut pty = console(&Setup::default());
    let whole = pty.screen().contents();
    for (cols, rows) in [(1, 1), (2, 2), (1, 24), (80, 1), (7, 3), (300, 100)] {
        let before = pty.bytes().len();
        pty.resize(cols, rows);
        pty.until_bytes("a frame in the new size", |bytes| bytes[before..].windows(4).any(|bytes| bytes == b"\x1b[2J"));
    }
    pty.resize(80, 24);
    let whole = without_digits(&whole);
    pty.until("the boards as they were", |screen| without_digits(&screen.contents()) == whole);
}

#[test]
fn with_nothing_to_say_it_writes_the_clock_and_nothing_else() {
    let pty = console(&Setup::default());
    // The store and the first whole second may still move something.
    let ticks = |count: usize| {
        let mut shown = Vec::new();
        let mut from = pty.bytes().len();
        for _ in 0..count {
            pty.until_bytes("a tick", |bytes| bytes.len() > from);
            let bytes = pty.bytes();
            shown.push(bytes[from..].to_vec());
            from = bytes.len();
        }
        shown
    };
    ticks(3);
    let written = ticks(5);
    for tick in &written {
        assert!(tick.len() <= 40, "{:?}", String::from_utf8_lossy(tick));
        let said: String = String::from_utf8_lossy(tick)
            .split('\x1b')
            .map(|part| {
                part.trim_start_matches(|c: char| {
                    matches!(c, '[' | '?' | ';' | '\r' | '\n' | '\x08') || c.is_ascii_alphanumeric()
                })
                .to_owned()
            })
            .collect();
        // A new minute writes through the colon.
        assert!(
            said.chars().all(|c| c == ':' || c.is_ascii_digit()),
            "only digits and moves: {:?}",
            String::from_utf8_lossy(tick)
        );
    }
}

#[test]
fn without_colour_there_is_none_and_with_it_there_is() {
    let colours = |pens: &[u16]| pens.iter().filter(|code| matches!(code, 30..=49 | 90..=107)).count();
    let mut plain = console(&Setup::default().with("NO_COLOR", "1"));
    plain.keys("2");
    plain.keys("\x18");
    plain.end();
    let codes = pens(&plain.bytes());
    assert_eq!(colours(&codes), 0, "{codes:?}");
    assert!(codes.iter().any(|code| matches!(code, 1 | 4 | 7)), "attributes stay: {codes:?}");
    let mut coloured = console(&Setup::default());
    coloured.keys("\x18");
    coloured.end();
    assert_ne!(colours(&pens(&coloured.bytes())), 0, "otherwise this test proves nothing");
}

/// Puts an entry into the journal that [`console`] opens.
fn post(setup: &Setup, text: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(["post", "--journal", "journal", "--realm", "test", "log", text])
        .current_dir(setup.home.path())
        .env_clear()
        .env("HOME", setup.home.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
fn step_by_step_comes_to_what_a_new_painting_shows() {
    let setup = Setup::default();
    for text in ["抽排一队 已到京广路, 水深1.6米", "Ⅳ级 “转移” 1240人 ● 完成", "消防🚒到场 é e\u{301} ok"]
    {
        post(&setup, text);
    }
    let mut pty = console(&setup);
    pty.until_text("消防");
    for (keys, shown) in [("?", "各页通用"), ("\x1b1", "值班记录"), ("\t水位Ⅲ级上涨完", "上涨完")] {
        pty.keys(keys);
        pty.until_text(shown);
    }
    let before = pty.bytes().len();
    let was = without_digits(&pty.screen().contents());
    pty.signal(Signal::CONT);
    pty.until_bytes("a new painting", |bytes| bytes[before..].windows(4).any(|bytes| bytes == b"\x1b[2J"));
    pty.until("the same screen", |screen| without_digits(&screen.contents()) == was);
}

/// A screen without what the clock changes.
fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[test]
fn foreign_text_is_seen_and_not_obeyed() {
    let setup = Setup::default().sized(160, 48);
    let hostile = "水位\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}5A\u{202e}涨上";
    post(&setup, hostile);
    let pty = console(&setup);
    pty.until_text("水位^[[31m^[]0;owned^G<9B>5A<202E>涨上");
    let bytes = pty.bytes();
    for obeyed in ["\x1b]0;", "\u{7}", "\u{9b}", "\u{202e}"] {
        assert!(!String::from_utf8_lossy(&bytes).contains(obeyed), "{obeyed:?} was sent");
    }
}
