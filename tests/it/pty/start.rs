//! The first start of a console, the second, and another one under the same login (issue 4, points 6 and 10).

use super::terminal::{answer, asked};
use super::{Pty, Setup};

/// Another start in the same home.
fn beside(setup: &Setup) -> Setup {
    Setup { home: setup.home.clone(), ..Setup::default() }
}

/// A console without a word about what it is to do, on a terminal that answers.
fn first(setup: &Setup) -> Pty {
    let mut pty = setup.start(&["console"]);
    pty.until_bytes("the question", |bytes| asked(bytes) == 11);
    pty.keys(&answer(1));
    pty.until_text("测试卡");
    pty.until_text("量过了, 没有发现毛病");
    pty
}

/// Past the card, to the boards, alone and signed in.
fn alone(setup: &Setup, person: &str) -> Pty {
    let mut pty = first(setup);
    pty.keys("\r");
    pty.until_text("怎样开始?");
    pty.keys("3");
    pty.until_text("签到");
    pty.keys(&format!("{person}\t2"));
    pty.until_text("上席");
    pty
}

#[track_caller]
fn leave(pty: &mut Pty) {
    pty.keys("\x18");
    // Whoever has just signed in is asked while that is on its way to the journal.
    let left = pty.until("the end, or the question before it", |screen| {
        screen.contents().contains("退出吗") || !screen.alternate_screen()
    });
    if left.alternate_screen() {
        pty.keys("1");
    }
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn a_first_start_shows_the_card_asks_how_to_begin_and_who_is_there_and_a_second_start_asks_nothing() {
    let setup = Setup::default();
    let mut pty = alone(&setup, "赵某");
    let shown = pty.until_text("赵某 值班长").contents();
    assert!(shown.contains("实战") && shown.contains("F1"), "{shown}");
    leave(&mut pty);
    let mut pty = beside(&setup).start(&["console"]);
    let shown = pty.until_text("赵某 值班长").contents();
    assert!(!shown.contains("测试卡") && !shown.contains("怎样开始") && !shown.contains("签到"), "{shown}");
    pty.keys("水深一米六\r");
    pty.until("the entry in the log, and not in the line where it was typed", |screen| {
        screen.contents().lines().any(|line| line.contains("水深一米六") && !line.contains("记录"))
    });
    leave(&mut pty);
}

#[test]
fn what_is_typed_before_the_card_has_measured_waits_in_the_entry_line_and_chooses_nothing() {
    let mut pty = Setup::default().start(&["console"]);
    pty.until_bytes("the question", |bytes| asked(bytes) == 11);
    pty.keys("3\r水深1米");
    pty.until_text("先键入的字留着");
    pty.keys(&answer(1));
    pty.until_text("量过了");
    let shown = pty.screen().contents();
    assert!(shown.contains("测试卡"), "nothing was chosen:\n{shown}");
    pty.keys("\r");
    pty.until_text("怎样开始?");
    pty.keys("3");
    pty.until_text("签到");
    pty.keys("赵某\t2");
    pty.until_text("> 3水深1米");
    pty.keys("\x18");
    pty.until_text("草稿");
}

#[test]
fn a_hub_is_joined_by_its_line_and_what_will_not_do_is_said_at_its_field() {
    let setup = Setup::default();
    let mut pty = first(&setup);
    pty.keys("\r");
    pty.until_text("怎样开始?");
    // By arrow, without a letter.
    pty.keys("\x1b[B\r");
    pty.until_text("平台地址");
    pty.keys("10.1.2.3:7720\x1b[21~");
    pty.until_text("地址要以 wss:// 或 ws:// 开头");
    pty.keys(&format!("\x15wss://127.0.0.1:9#{}\x1b[21~", "ab".repeat(32)));
    pty.until_text("还要加入口令");
    pty.keys("a secret of the duty room\r");
    pty.until_text("签到");
    let shown = pty.screen().contents();
    assert!(shown.contains("平台"), "{shown}");
    pty.keys("赵某\t2");
    pty.until_text("上席");
    pty.signal(rustix::process::Signal::TERM);
    pty.end();
    let kept = std::fs::read_to_string(setup.path("state/qianzhi/start.toml")).unwrap();
    assert!(kept.contains("hub = \"wss://127.0.0.1:9#abab"), "{kept}");
    assert!(!kept.contains("a secret"), "{kept}");
    let secret = setup.path("state/qianzhi/join.secret");
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), "a secret of the duty room");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&secret).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "readable by this login only");
    // The second start calls it without being told.
    let pty = beside(&setup).start(&["console"]);
    pty.until("a hub that is called", |screen| {
        let shown = screen.contents();
        shown.contains("赵某") && shown.contains("平台") && !shown.contains("平台 未设")
    });
}

#[test]
fn a_drill_can_be_looked_at_and_the_question_comes_again() {
    let setup = Setup::default();
    let mut pty = first(&setup);
    pty.keys("\r");
    pty.until_text("怎样开始?");
    pty.keys("１");
    pty.until_text("15:50:");
    assert!(pty.screen().contents().contains("演练"));
    leave(&mut pty);
    let mut pty = beside(&setup).start(&["console"]);
    let shown = pty.until_text("怎样开始?").contents();
    assert!(!shown.contains("每字一格"), "the card was seen:\n{shown}");
    leave(&mut pty);
}

#[test]
fn whoever_says_what_to_do_is_asked_nothing_and_the_questions_can_be_asked_again() {
    let setup = Setup::default();
    let mut pty = setup.start(&["console", "--realm", "test", "--operator", "钱某", "--role", "导调"]);
    let shown = pty.until_text("钱某").contents();
    assert!(!shown.contains("测试卡") && !shown.contains("签到"), "{shown}");
    leave(&mut pty);
    let mut pty = beside(&setup).start(&["console", "--choose"]);
    pty.until_text("测试卡");
    leave(&mut pty);
    let mut pty = setup.start(&["card"]);
    pty.until_text("测试卡");
    pty.keys(&answer(1));
    pty.until_text("没有发现毛病");
    pty.keys("\r");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn a_second_start_says_who_has_the_post_and_offers_another() {
    let setup = Setup::default();
    let mut one = alone(&setup, "赵某");
    let mut other = beside(&setup).start(&["console"]);
    let shown = other.until_text("本账号的席位").contents();
    let row = shown.lines().find(|line| line.contains("赵某 值班长")).expect("who has it");
    assert!(row.contains("在用") && row.contains(" 起"), "since when: {row}");
    other.keys("1");
    other.until_text("这个席位有人在用");
    other.keys("2");
    other.until_text("席位名称");
    other.keys("\r");
    other.until_text("给新席位起个名称");
    other.keys("值班台2\r");
    other.until_text("签到");
    other.keys("钱某\t1");
    let shown = other.until_text("钱某").contents();
    assert!(shown.contains("值班台2"), "{shown}");
    leave(&mut other);
    // Both are free: a person chooses, and the one that is picked knows who sat there.
    leave(&mut one);
    let mut third = beside(&setup).start(&["console"]);
    let shown = third.until_text("值班台2").contents();
    assert!(shown.contains("上次 钱某") && shown.matches("空闲").count() == 2, "{shown}");
    third.keys("2");
    third.until("the boards of that post", |screen| {
        let shown = screen.contents();
        shown.contains("值班台2 钱某") && shown.contains("F1")
    });
    leave(&mut third);
}

#[test]
fn without_a_terminal_there_is_one_sentence_and_an_exit_code() {
    let setup = Setup::default();
    let run = |args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_qianzhi"))
            .args(args)
            .env_clear()
            .env("HOME", setup.home.path())
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    };
    let out = run(&["console"]);
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(said.lines().count() == 1 && said.contains("is not a terminal"), "{said}");
    let out = run(&["card"]);
    assert!(out.status.success() && !out.stdout.is_empty(), "no terminal kind and no locale are told");
}
