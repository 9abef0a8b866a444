//! The terminal is measured, whatever it answers and whatever is typed meanwhile (issue 4, point 6).

use super::{Pty, Setup};

/// What asks where the cursor stands.
const ASK: &[u8] = b"\x1b[6n";

/// How often the terminal was asked.
pub(super) fn asked(bytes: &[u8]) -> usize {
    bytes.windows(ASK.len()).filter(|bytes| *bytes == ASK).count()
}

/// A console on a journal of its own, which has asked for eleven characters; nothing was answered.
fn console(setup: &Setup) -> Pty {
    let pty = setup.start(&["console", "--journal", "journal", "--realm", "test"]);
    pty.until_bytes("the question", |bytes| asked(bytes) == 11);
    pty
}

/// What a terminal says that gives every ambiguous character `cells`, the braille one and the Chinese two.
pub(super) fn answer(cells: u16) -> String {
    let column = |row| {
        1 + if row == 12 {
            2
        } else if row == 11 {
            1
        } else {
            cells
        }
    };
    (2..=12).map(|row| format!("\x1b[{row};{}R", column(row))).collect::<Vec<_>>().concat()
}

#[test]
fn the_width_of_ambiguous_characters_is_what_the_terminal_says() {
    for cells in [1, 2] {
        let mut pty = console(&Setup::default());
        pty.keys(&answer(cells));
        pty.keys("\x168");
        pty.until_text(&format!("疑宽字按 {cells} 格 (量得)"));
        // The card measures anew, and until the answer comes what was told stands.
        pty.until_bytes("the question again", |bytes| asked(bytes) == 22);
        pty.keys(&answer(3 - cells));
        pty.until_text(&format!("疑宽字按 {} 格 (量得)", 3 - cells));
        pty.until_text("量过了, 没有发现毛病");
        pty.keys("\x1b\x18");
        assert!(pty.end().success());
        pty.assert_restored();
    }
}

#[test]
fn a_terminal_that_says_nothing_is_said_to_say_nothing_and_a_setting_asks_nothing() {
    let mut pty = console(&Setup::default());
    pty.keys("\x168");
    pty.until_text("终端不答光标位置, 量不出字宽, 按 2 格");
    let mut pty = Setup::default().start(&["console", "--journal", "j", "--realm", "test", "--ambiguous", "1"]);
    pty.until_text("F1");
    assert_eq!(asked(&pty.bytes()), 0);
    pty.keys("\x168");
    pty.until_text("疑宽字按 1 格 (按设置)");
    pty.until_bytes("the card's own question", |bytes| asked(bytes) == 11);
    pty.keys(&answer(2));
    pty.until_text("量得疑宽字占 2 格, 与设置不同");
}

#[test]
fn what_is_typed_while_an_answer_is_awaited_stays_and_no_answer_becomes_keys() {
    let mut pty = console(&Setup::default());
    let answers = answer(1);
    let (first, rest) = answers.split_at(6);
    pty.keys("水");
    // The answer comes in pieces, torn right after its Esc and between its numbers, with keys before and after it.
    for piece in [&first[..1], &first[1..4], &first[4..], "深", &rest[..1], &rest[1..3], &rest[3..], "1米6"] {
        pty.keys(piece);
    }
    let screen = pty.until_text("水深1米6");
    let shown = screen.contents();
    assert!(shown.contains("> 水深1米6"), "in the entry line:\n{shown}");
    assert!(!shown.contains(";2R") && !shown.contains("[2"), "{shown}");
}

#[test]
fn the_card_says_what_this_terminal_lacks_and_what_to_do() {
    for (name, value, said) in [
        ("TERM", "dumb", "设 TERM=xterm-256color"),
        ("TERM", "linux", "从别的机器 ssh 进来"),
        ("LANG", "zh_CN.GB18030", "区域 zh_CN.GB18030 不是 UTF-8"),
        ("NO_COLOR", "1", "没有颜色"),
    ] {
        let mut pty = Setup::default().with(name, value).start(&["console", "--journal", "j", "--realm", "test"]);
        pty.until_text("F1");
        pty.keys("\x168");
        pty.until_text(said);
    }
    let mut pty = Setup::default().sized(60, 20).start(&["console", "--journal", "j", "--realm", "test"]);
    pty.until_text("F1");
    pty.keys("\x168");
    pty.until_text("最好 80x24");
}

#[test]
fn the_card_rings_and_a_silenced_console_does_not() {
    let bells = |pty: &Pty| String::from_utf8_lossy(&pty.bytes()).matches('\x07').count();
    let mut pty = console(&Setup::default());
    pty.keys("\x168");
    pty.until_text("刚才响了一声");
    assert_eq!(bells(&pty), 1);
    pty.keys("\x1b\x169");
    pty.until_text("已静音");
    pty.keys("\x168");
    pty.until_text("不响, 时限栏照写");
    assert_eq!(bells(&pty), 1);
    pty.keys("\x1b\x169");
    pty.until_text("铃声已开");
    assert_eq!(bells(&pty), 2, "and it is heard that it rings again");
}
