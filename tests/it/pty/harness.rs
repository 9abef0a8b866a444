//! The harness sees what it must: otherwise every test that uses it would prove nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rustix::process::Signal;

use super::Setup;

#[test]
fn it_shows_what_the_program_writes_and_types_what_the_test_says() {
    let mut pty = Setup::default().with("GREETING", "抽排一队").shell("echo \"$GREETING\"; read line; echo got $line");
    pty.until_text("抽排一队");
    pty.keys("F2\n");
    pty.until_text("got F2");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn it_resizes_and_sends_signals() {
    let script = "trap 'stty size' WINCH; trap 'echo bye; exit 3' TERM; echo ready; while :; do read line; done";
    let mut pty = Setup::default().sized(40, 10).shell(script);
    pty.until_text("ready");
    pty.resize(30, 7);
    pty.until_text("7 30");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end().exit_code(), 3);
}

#[test]
fn it_notices_a_terminal_that_is_not_given_back() {
    for left_behind in ["\\033[?1049h", "\\033[?25l", "\\033[?2004h", "\\033[?7l"] {
        let mut pty = Setup::default().shell(&format!("printf '{left_behind}'"));
        pty.end();
        assert!(catch_unwind(AssertUnwindSafe(|| pty.assert_restored())).is_err(), "{left_behind}");
    }
    let mut pty = Setup::default().shell("stty raw");
    pty.end();
    assert!(catch_unwind(AssertUnwindSafe(|| pty.assert_restored())).is_err(), "raw mode");
}

#[test]
fn it_tells_a_terminal_that_was_taken_and_keeps_a_home() {
    let setup = Setup::default();
    std::fs::write(setup.path("word"), "kept").unwrap();
    let mut pty = setup.shell("cat word; stty raw; printf '\\033[?1049h\\033[?2004h'; printf ready; read line");
    pty.until_text("ready");
    pty.assert_entered();
    pty.signal(Signal::KILL);
    pty.end();
    assert!(setup.shell("cat word").until_text("kept").contents().starts_with("kept"));
}

#[test]
fn the_program_itself_runs_in_it() {
    let mut pty = Setup::default().start(&["--frobnicate"]);
    pty.until_text("--frobnicate");
    assert_eq!(pty.end().exit_code(), 2);
    assert!(!pty.bytes().contains(&0x1b), "wrong usage leaves the terminal alone");
    pty.assert_restored();
}
